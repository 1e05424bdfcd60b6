"""The site: pages made from the manifest and the history, and from nothing else."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from convert.edition import Artifact
from convert.manifest import File, Manifest
from convert.publish.site import easy_front, index, statement
from convert.review.history import NO_HISTORY, History


def publish(
    manifest: Manifest, _read: Callable[[File], bytes], *, past: History = NO_HISTORY
) -> Iterator[Artifact]:
    """The list of posts, the Easy Read front page, and the accessibility statement."""
    yield index.artifact(manifest)
    yield easy_front.artifact(manifest)
    yield statement.artifact(manifest, past)
