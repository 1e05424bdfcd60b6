"""Books of one post each, bound together as one book.

The parts are finished e-books. Their pages, overlays, sounds and pictures are copied as they are:
paths inside a book of one post are those of a book of many. Besides the sound of the headings, one
part is in memory at a time.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Iterator, Sequence
from functools import partial

import msgspec

from convert.document import Phrase, Sentence, SentenceId
from convert.errors import RefusedPost
from convert.formats.epub_parts import about, facts, frame, record
from convert.formats.epub_parts.access import Facts
from convert.formats.epub_parts.book import AROUND_SOUND
from convert.formats.epub_parts.files import fonts_here
from convert.formats.epub_parts.frame import Frame, Titled
from convert.formats.epub_parts.navigation import Entry
from convert.formats.epub_parts.overlays import Overlay, overlay
from convert.formats.epub_parts.packaging import File
from convert.formats.epub_parts.page import LINE_PREFIX, line
from convert.formats.epub_parts.record import Record
from convert.formats.epub_parts.sounds import Cut, Layout, stretch
from convert.settings import Publication
from convert.speech.mp3 import Tape

INSIDE = "EPUB/"
ReadBook = Callable[[], bytes]


class Part(msgspec.Struct, frozen=True):
    """A book of one post: how to read it, and what it says of itself."""

    read: ReadBook
    record: Record


class Bound(msgspec.Struct, frozen=True):
    """The pages around the parts, and the sound that goes with them."""

    frame: Frame
    overlays: dict[str, Overlay]
    around: bytes
    facts: Facts
    parts: tuple[Part, ...]
    left_out: tuple[int, ...]
    """Books of another version, which cannot be bound, by their places."""


def bind(publication: Publication, books: Sequence[ReadBook]) -> Bound:
    """The pages around `books`, in the publication's name and in the order given.

    Headings and lines of ours are said as the books say them; a line by the first that has it.

    Raises:
        RefusedPost: not one of the books can be bound.
    """
    said: dict[str, Cut] = {}
    opened = [_open(read, said) for read in books]
    parts = tuple(part for part in opened if part is not None)
    if not parts:
        raise RefusedPost(
            "there is no e-book of this version that could be bound.", next_step="Build again."
        )
    records = [part.record for part in parts]
    lang = publication.language
    entries = tuple(_entry(known, lang) for known in records)
    last = about.About(
        publication=publication,
        pictures=any(known.facts.informative_pictures for known in records),
        notes=any(known.notes for known in records),
        voices=tuple(dict.fromkeys(known.voice for known in records if known.voice)),
        fonts=bool(fonts_here()),
        credits=tuple(dict.fromkeys(credit for known in records for credit in known.credits)),
    )
    titled = Titled(line(publication.title), publication.publisher, lang)
    around = frame.frame(titled, entries, (records[0].start,), last)
    own = Layout(AROUND_SOUND, said.get)
    heard = [(page, own.add(page)) for page in around.pages]
    overlays = {page.id: overlay(page, each) for page, each in heard}
    return Bound(
        frame=around,
        overlays={name: each for name, each in overlays.items() if each is not None},
        around=own.file(),
        facts=facts.together((known.facts for known in records), heard),
        parts=parts,
        left_out=tuple(place for place, part in enumerate(opened) if part is None),
    )


def part_files(parts: tuple[Part, ...]) -> Iterator[File]:
    """The files of every part, read when they are written."""
    shelf = _Shelf()
    for part in parts:
        for kept in part.record.files:
            yield File(
                kept.id,
                kept.path,
                kept.media_type,
                partial(shelf.take, part, kept.path),
                overlay=kept.overlay,
                in_spine=kept.in_spine,
            )


class _Shelf:
    """Keeps the last part open: its files are asked for one after another."""

    def __init__(self) -> None:
        self._part: Part | None = None
        self._archive: zipfile.ZipFile | None = None

    def take(self, part: Part, path: str) -> bytes:
        """The bytes of a file of `part`."""
        if self._archive is None or self._part is not part:
            self._part, self._archive = part, None
            self._archive = zipfile.ZipFile(io.BytesIO(part.read()))
        return self._archive.read(INSIDE + path)


def _open(read: ReadBook, said: dict[str, Cut]) -> Part | None:
    """The part that `read` gives; what it says in words of ours, and its headings, go to `said`."""
    with zipfile.ZipFile(io.BytesIO(read())) as archive:
        try:
            known = record.decode(archive.read(record.NAME))
        except (KeyError, msgspec.DecodeError):
            return None
        if known.around:
            tape = Tape(archive.read(INSIDE + known.around))
            for name, sound in known.said.items():
                said.setdefault(_unique(known, name), stretch(tape, sound.start, sound.end))
    return Part(read, known)


def _unique(known: Record, name: str) -> str:
    """The id of a clip among those of many posts; lines of ours are the same in all."""
    return name if name.startswith(LINE_PREFIX) else f"{known.slug}/{name}"


def _entry(known: Record, lang: str) -> Entry:
    """A post's lines of contents, marked as of another language where the book is."""
    foreign = known.lang != lang

    def renamed(entry: Entry) -> Entry:
        label = entry.label
        if not entry.ours:
            inlines = (Phrase(label.inlines, known.lang),) if foreign else label.inlines
            label = Sentence(SentenceId(_unique(known, label.id)), inlines)
        children = tuple(renamed(child) for child in entry.children)
        return msgspec.structs.replace(entry, label=label, children=children)

    return renamed(known.entry)
