"""Books of one post each, bound together as one book.

The parts are finished e-books. Their pages, overlays, sounds and pictures are copied as they are:
paths inside a book of one post are those of a book of many. One part is in memory at a time.
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
from convert.formats.epub_parts.files import SOUND_TYPE, fonts_here
from convert.formats.epub_parts.frame import Frame, Titled
from convert.formats.epub_parts.navigation import Entry, Landmark
from convert.formats.epub_parts.overlays import MEDIA_TYPE as SMIL_TYPE
from convert.formats.epub_parts.overlays import Overlay, Sound
from convert.formats.epub_parts.packaging import File
from convert.formats.epub_parts.page import LINE_PREFIX, line
from convert.formats.epub_parts.record import Record
from convert.settings import Publication

INSIDE = "EPUB/"
ReadBook = Callable[[], bytes]


class Part(msgspec.Struct, frozen=True):
    """A book of one post: how to read it, what it says of itself, and its copy of our own lines."""

    read: ReadBook
    record: Record
    around: str
    """The name that its sound of our own lines has in the book of many, or nothing."""
    is_first_with_sound: bool
    """No part before it has the same sound of our own lines."""


class Bound(msgspec.Struct, frozen=True):
    """The pages around the parts, and all that is said in the book of many."""

    frame: Frame
    overlays: dict[str, Overlay]
    facts: Facts
    parts: tuple[Part, ...]


def parts(books: Sequence[ReadBook]) -> tuple[Part, ...]:
    """The parts in the order of `books`; equal sounds of our own lines are told by checksum."""
    names: dict[tuple[int, int], str] = {}
    made = []
    for read in books:
        with zipfile.ZipFile(io.BytesIO(read())) as archive:
            known = _record(archive)
            mark = _mark(archive)
        first = mark is not None and mark not in names
        if mark is not None and first:
            number = len(names) + 1
            names[mark] = AROUND_SOUND if number == 1 else f"around-{number}.mp3"
        around = names[mark] if mark is not None else ""
        made.append(Part(read, known, around, first))
    return tuple(made)


def bind(publication: Publication, bound: tuple[Part, ...]) -> Bound:
    """The pages around `bound`, in the publication's name."""
    said = _said(bound)
    entries = tuple(_entry(part.record, publication.language) for part in bound)
    first = Landmark("bodymatter", "Start of the text", bound[0].record.start.href)
    records = [part.record for part in bound]
    last = about.About(
        publication=publication,
        pictures=any(known.facts.informative_pictures for known in records),
        notes=any(known.notes for known in records),
        voices=tuple(dict.fromkeys(known.voice for known in records if known.voice)),
        fonts=bool(fonts_here()),
        credits=tuple(dict.fromkeys(credit for known in records for credit in known.credits)),
    )
    titled = Titled(line(publication.title), publication.publisher, publication.language)
    around = frame.frame(titled, entries, (first,), last)
    return Bound(
        frame=around,
        overlays=frame.overlays(around.pages, said, sentences=frozenset()),
        facts=facts.together((known.facts for known in records), around.pages, said),
        parts=bound,
    )


def part_files(bound: tuple[Part, ...]) -> Iterator[File]:
    """The files of every part, read when they are written."""
    shelf = _Shelf()
    for part in bound:
        for kept in part.record.files:
            take = partial(shelf.take, part, kept.path)
            renamed = kept.media_type == SMIL_TYPE and part.around not in {"", AROUND_SOUND}
            yield File(
                kept.id,
                kept.path,
                kept.media_type,
                partial(_pointing_to, part.around, take) if renamed else take,
                overlay=kept.overlay,
                in_spine=kept.in_spine,
            )
        if part.is_first_with_sound:
            name = f"sound-{part.around.removesuffix('.mp3')}"
            yield File(name, part.around, SOUND_TYPE, partial(shelf.take, part, AROUND_SOUND))


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


def _record(archive: zipfile.ZipFile) -> Record:
    try:
        return record.decode(archive.read(record.NAME))
    except (KeyError, msgspec.DecodeError) as error:
        raise RefusedPost(
            "this e-book was made by another version and cannot be bound with others.",
            next_step="Delete it and build again.",
        ) from error


def _mark(archive: zipfile.ZipFile) -> tuple[int, int] | None:
    try:
        info = archive.getinfo(INSIDE + AROUND_SOUND)
    except KeyError:
        return None
    return info.CRC, info.file_size


def _pointing_to(around: str, take: Callable[[], bytes]) -> bytes:
    """An overlay that names the right sound of our own lines."""
    return take().replace(f'/{AROUND_SOUND}"'.encode(), f'/{around}"'.encode())


def _said(bound: tuple[Part, ...]) -> dict[str, Sound]:
    """Headings by slug and id, our own lines by id; the first part that says a line says it."""
    said: dict[str, Sound] = {}
    for part in bound:
        for name, sound in part.record.said.items():
            if name.startswith(LINE_PREFIX):
                said.setdefault(name, msgspec.structs.replace(sound, path=part.around))
            else:
                said[_unique(part.record.slug, name)] = sound
    return said


def _unique(slug: str, name: str) -> str:
    return f"{slug}/{name}"


def _entry(known: Record, lang: str) -> Entry:
    """A post's lines of contents, marked as of another language where the book is."""
    foreign = known.lang != lang

    def renamed(entry: Entry) -> Entry:
        label = entry.label
        if not entry.ours:
            inlines = (Phrase(label.inlines, known.lang),) if foreign else label.inlines
            label = Sentence(SentenceId(_unique(known.slug, label.id)), inlines)
        children = tuple(renamed(child) for child in entry.children)
        return msgspec.structs.replace(entry, label=label, children=children)

    return renamed(known.entry)
