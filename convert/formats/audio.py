"""Audio: the post read out, with its transcript and its chapters."""

from __future__ import annotations

from collections.abc import Iterator

from convert.edition import Artifact, Edition, Need
from convert.formats import recordings

TITLE = "Audio"
NEEDS = frozenset({Need.NARRATION})


def render(edition: Edition) -> Iterator[Artifact]:
    """MP3, transcript and chapters; nothing where the post has no sound."""
    spoken = recordings.of_post(edition)
    if spoken is not None:
        yield from recordings.to_listen_to(spoken, recordings.TITLE)
        yield recordings.chapters(spoken)
