"""What a book of one post remembers of itself, so that many can be bound together.

It is a file beside the container, where reading systems look for nothing. Whoever binds books
needs no source, no narration and no parsing: only the finished books.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

import msgspec

from convert.formats.epub_parts.access import Facts
from convert.formats.epub_parts.navigation import Entry, Landmark
from convert.formats.epub_parts.sounds import Sound

NAME = "META-INF/allways.json"
SHAPE = 1
"""Changes with the shape of the record: a book of another shape must be made again."""


class Kept(msgspec.Struct, frozen=True, omit_defaults=True):
    """A file of the post; its bytes are in the book."""

    id: str
    path: str
    media_type: str
    overlay: str = ""
    in_spine: bool = False


class Record(msgspec.Struct, frozen=True, omit_defaults=True):
    """One post, as much of it as a larger book has to know."""

    shape: int
    slug: str
    lang: str
    published: dt.date
    modified: dt.date
    creators: tuple[str, ...]
    entry: Entry
    start: Landmark
    around: str
    """The sound of our own pages, or nothing."""
    files: tuple[Kept, ...]
    said: Mapping[str, Sound]
    """What the sound of our own pages says, by the id of the clip: headings and lines of ours."""
    facts: Facts
    credits: tuple[str, ...]
    """Of the words and the pictures."""
    durations: Mapping[str, float]
    """Seconds of each overlay, by its id."""
    notes: bool = False
    narrator: str = ""
    voice: str = ""
    """The line that says whose voice it is."""


def encode(record: Record) -> bytes:
    """The record as bytes, the same every time."""
    return msgspec.json.encode(record, order="deterministic")


def decode(data: bytes) -> Record:
    """The record that `encode` wrote.

    Raises:
        msgspec.ValidationError: it is no record, or one of another shape.
    """
    record = msgspec.json.decode(data, type=Record)
    if record.shape != SHAPE:
        raise msgspec.ValidationError(f"shape {record.shape} is not {SHAPE}")
    return record
