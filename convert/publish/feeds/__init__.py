"""Feeds: the posts for podcast apps, e-book apps and news readers, made from the manifest.

A feed needs addresses, so without a `base_url` there are none. No feed names a file that is not
in the manifest, and every length is the manifest's.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from convert.edition import Artifact
from convert.manifest import File, Manifest
from convert.publish.feeds import atom, opds1, opds2, podcast
from convert.publish.feeds.shelf import COVER, Shelf


def publish(manifest: Manifest, read: Callable[[File], bytes]) -> Iterator[Artifact]:
    """Every feed; `read` gives the bytes of an e-book, whose own metadata the catalogue repeats."""
    if not manifest.publication.base_url:
        return
    shelf = Shelf(manifest)
    yield shelf.cover(COVER, shelf.publication.title)
    yield from podcast.artifacts(shelf)
    yield from opds1.artifacts(shelf)
    yield from opds2.artifacts(shelf, read)
    yield from atom.artifacts(shelf)
