"""Talking book: the post's recording, for the one M4B that all posts make together.

It has a name of its own because encoding it takes as long as all else that is made of sound.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from convert.edition import Artifact, Edition, Need
from convert.formats import recordings

NAME = "talking-book"
TITLE = "All posts as one talking book"
NEEDS = frozenset({Need.NARRATION, Need.CHAPTER})


def render(edition: Edition) -> Iterator[Artifact]:
    """The MP3 that the book's chapter is made of; nothing where the post has no sound."""
    spoken = recordings.of_post(edition)
    if spoken is not None:
        yield from islice(recordings.to_listen_to(spoken, recordings.TITLE), 1)
