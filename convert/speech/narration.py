"""The script of a recording: every sentence of a document, and what a listener needs besides.

Announcements are lines with ids of their own (`say-…`), so that an edit re-speaks its sentence and
an announcement only where its words change. Rules: standards for accessible audio, AU1 to AU8.
"""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum
from typing import assert_never

import msgspec

from convert.document import (
    Block,
    BulletList,
    Cell,
    CodeBlock,
    DefinitionList,
    Document,
    Emphasis,
    Figure,
    Heading,
    Idea,
    Image,
    Inline,
    Link,
    NoteMark,
    NumberedList,
    Paragraph,
    Phrase,
    Quote,
    Rule,
    Sentence,
    Strong,
    Table,
    Verse,
)
from convert.languages import is_english
from convert.settings import Publication
from convert.speech.voice import Pace
from convert.traversal import readings, walk


class Kind(StrEnum):
    """Whether a line is the document's or ours."""

    SENTENCE = "sentence"
    ANNOUNCEMENT = "announcement"


class Line(msgspec.Struct, frozen=True):
    """One thing to say. `spoken` forms are made from `text` later; `text` is what readers see."""

    id: str
    kind: Kind
    text: str
    pause: float
    """Seconds of silence before it."""
    part: str
    """The id of the heading, or the title, that it stands under: a chapter of the recording."""


class Brief(msgspec.Struct, frozen=True):
    """What a script needs to know besides the document."""

    publication: Publication
    pace: Pace = Pace.NORMAL
    notices: tuple[str, ...] = ()
    """Said before the text, for instance that nobody has checked an Easy Read draft yet."""


class Pauses(msgspec.Struct, frozen=True):
    """Seconds of silence (AU6)."""

    start: float = 0.4
    label: float = 0.25
    """Between "Picture:" and what it shows."""
    sentence: float = 0.4
    item: float = 0.5
    paragraph: float = 0.7
    heading: float = 1.2
    after_heading: float = 0.7
    end: float = 1.0


_PAUSES = {
    Pace.NORMAL: Pauses(),
    Pace.SLOW: Pauses(
        label=0.35, sentence=0.6, item=0.75, paragraph=1.0, heading=1.6, after_heading=1.0
    ),
}
_MOST_NAMED = 9
"""A listener can hold a list of so many sections, and no more, in mind."""


def pauses(pace: Pace) -> Pauses:
    """The silences that go with `pace`."""
    return _PAUSES[pace]


def script(document: Document, brief: Brief, *, length: float | None = None) -> tuple[Line, ...]:
    """All that is said, in order; `length` is how long it lasts, in seconds, once that is known.

    Announcements are in English, so a document in another language has none. Notes are read after
    the block that points to them, where a listener needs them.
    """
    writer = _Writer(document, brief)
    writer.write(length)
    return tuple(writer.lines)


def read_along(lines: tuple[Line, ...], document: Document) -> tuple[Line, ...]:
    """The document's own lines out of `lines`, in the order of its readings."""
    own: dict[str, Line] = {}
    silence = 0.0
    for line in lines:
        silence = max(silence, line.pause)
        if line.kind is Kind.SENTENCE:
            own[line.id] = msgspec.structs.replace(line, pause=silence)
            silence = 0.0
    return tuple(_in_parts(own, document))


def _in_parts(own: dict[str, Line], document: Document) -> Iterator[Line]:
    part = document.title.id
    for reading in readings(document):
        if reading.role == "heading":
            part = reading.sentence.id
        yield msgspec.structs.replace(own[reading.sentence.id], part=part)


def duration_in_words(seconds: float) -> str:
    """About how long, in whole minutes: "about 4 minutes", "about 1 hour and 20 minutes"."""
    minutes = round(seconds / 60)
    if minutes < 1:
        return "less than a minute"
    if minutes < 60:
        return f"about {_count(minutes, 'minute')}"
    hours, minutes = divmod(5 * round(minutes / 5), 60)
    rest = f" and {_count(minutes, 'minute')}" if minutes else ""
    return f"about {_count(hours, 'hour')}{rest}"


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


class _Writer:
    """Writes lines down in order, and knows how long to wait before the next."""

    def __init__(self, document: Document, brief: Brief) -> None:
        self.lines: list[Line] = []
        self._document = document
        self._brief = brief
        self._announces = is_english(document.lang)
        self._pauses = pauses(brief.pace)
        self._wait = self._pauses.start
        self._part: str = document.title.id
        self._counts: dict[str, int] = {}
        self._notes = {note.number: note for note in document.notes}
        headings = [block for block in walk(document.blocks) if isinstance(block, Heading)]
        self._top = min((heading.level for heading in headings), default=0)
        self._sections = [heading for heading in headings if heading.level == self._top]
        self._section = 0

    def write(self, length: float | None) -> None:
        document = self._document
        self._read(document.title)
        for sentence in document.byline:
            self._read(sentence)
        self._opening(length)
        self._pause(self._pauses.paragraph)
        self._blocks(document.blocks)
        for number in tuple(self._notes):
            self._note(number)
        if document.links:
            self._pause(self._pauses.heading)
            self._say("links", f"{_count(len(document.links), 'link')} to find out more.")
            for sentence in document.links:
                self._pause(self._pauses.item)
                self._read(sentence)
        self._closing()

    # ------------------------------------------------------------ around the text

    def _opening(self, length: float | None) -> None:
        publisher = self._brief.publication.publisher
        if publisher:
            self._say("publisher", f"This is from {publisher.rstrip('.')}.")
        self._say("voice", "You are listening to a computer voice.")
        for notice in self._brief.notices:
            self._say("notice", notice)
        if length is not None:
            self._say("length", f"This recording lasts {duration_in_words(length)}.")
        if len(self._sections) > 1:
            self._say("sections", f"It has {len(self._sections)} sections.")
        if 1 < len(self._sections) <= _MOST_NAMED:
            self._say("contents", "They are:")
            for heading in self._sections:
                self._say("contents", heading.sentence.text)

    def _closing(self) -> None:
        publication = self._brief.publication
        self._pause(self._pauses.heading)
        self._say("end", "That is the end.")
        if publication.base_url:
            address = f"{publication.base_url.rstrip('/')}/posts/{self._document.slug}/"
            self._say("source", f"You can read this on the web at {address}")
        if publication.contact:
            contact = publication.contact.rstrip(".")
            self._say("contact", f"To ask for this in another format, contact {contact}.")

    # ------------------------------------------------------------ blocks

    def _blocks(self, blocks: tuple[Block, ...]) -> None:
        for block in blocks:
            self._pause(self._pauses.paragraph)
            self._block(block)

    def _block(self, block: Block) -> None:
        match block:
            case Heading():
                self._heading(block)
            case Paragraph(sentences=sentences) | Verse(lines=sentences):
                self._sentences(sentences)
            case BulletList(items=items):
                self._say("list", f"List of {_count(len(items), 'item')}.")
                for item in items:
                    self._pause(self._pauses.item)
                    self._item(item)
            case NumberedList(items=items, start=start):
                self._say("list", f"Numbered list of {_count(len(items), 'item')}.")
                for number, item in enumerate(items, start):
                    self._pause(self._pauses.item)
                    self._say("number", f"Number {number}.")
                    self._go_straight_on()
                    self._item(item)
            case DefinitionList(entries=entries):
                self._say("list", f"{_count(len(entries), 'word')} and what to know about each.")
                for entry in entries:
                    self._pause(self._pauses.item)
                    self._sentences((entry.term,))
                    for meaning in entry.meanings:
                        self._item(meaning)
            case Quote(blocks=inner):
                self._say("quote", "Quote.")
                self._item(inner)
                self._say("end-quote", "End quote.")
            case Figure(image=image, caption=caption):
                self._picture(image)
                self._sentences(caption)
                if image.alt is not None:
                    self._say("end-picture", "End of picture.")
            case Table():
                self._table(block)
            case CodeBlock(lines=lines):
                self._say("code", "Code.")
                self._sentences(tuple(line for line in lines if line.text.strip()))
                self._say("end-code", "End of code.")
            case Rule():
                self._pause(self._pauses.heading)
            case Idea(picture=picture, blocks=inner):
                if picture is not None:
                    self._picture(picture)
                self._item(inner)
            case _:
                assert_never(block)

    def _heading(self, heading: Heading) -> None:
        self._pause(self._pauses.heading)
        self._part = heading.sentence.id
        if heading.level == self._top:
            self._section += 1
        if heading.level > self._top:
            self._say("heading", "Heading.")
        elif len(self._sections) > 1:
            self._say("section", f"Section {self._section} of {len(self._sections)}.")
        self._sentences((heading.sentence,))
        self._pause(self._pauses.after_heading)

    def _item(self, blocks: tuple[Block, ...]) -> None:
        """Blocks whose first follows on what was said before."""
        for number, block in enumerate(blocks):
            if number:
                self._pause(self._pauses.paragraph)
            self._block(block)

    def _picture(self, image: Image) -> None:
        if image.alt is not None:
            self._say("picture", "Picture:")
            self._go_straight_on()
            self._read(image.alt)

    def _table(self, table: Table) -> None:
        """Row by row, each cell after the words of its column."""
        rows = _count(len(table.rows), "row")
        columns = _count(len(table.header), "column")
        self._say("table", f"Table with {rows} and {columns}.")
        self._sentences(table.caption)
        self._say("columns", "The columns are:")
        for cell in table.header:
            self._pause(self._pauses.item)
            self._sentences(cell)
        for number, row in enumerate(table.rows, start=1):
            self._pause(self._pauses.paragraph)
            self._say("row", f"Row {number}.")
            for header, cell in zip(table.header, row, strict=True):
                self._pause(self._pauses.item)
                self._cell(header, cell)
        self._pause(self._pauses.item)
        self._say("end-table", "End of table.")

    def _cell(self, header: Cell, cell: Cell) -> None:
        label = " ".join(sentence.text.strip().rstrip(".:") for sentence in header)
        if label:
            self._say("column", f"{label}:")
            self._go_straight_on()
        if cell:
            self._sentences(cell)
        else:
            self._say("empty", "Nothing.")

    def _sentences(self, sentences: tuple[Sentence, ...]) -> None:
        """Sentences, and after the last of them the notes that they point to."""
        for sentence in sentences:
            self._read(sentence)
        for sentence in sentences:
            for number in _marks(sentence.inlines):
                self._note(number)

    def _note(self, number: int) -> None:
        note = self._notes.pop(number, None)
        if note is None:
            return
        self._pause(self._pauses.paragraph)
        self._say("note", f"Note {number}.")
        self._item(note.blocks)
        self._say("end-note", "End of note.")
        self._pause(self._pauses.paragraph)

    # ------------------------------------------------------------ lines

    def _pause(self, seconds: float) -> None:
        """Wait at least so long before the next line."""
        self._wait = max(self._wait, seconds)

    def _go_straight_on(self) -> None:
        """Wait only as long as after a label before the next line."""
        self._wait = self._pauses.label

    def _read(self, sentence: Sentence) -> None:
        self._line(sentence.id, Kind.SENTENCE, sentence.text)

    def _say(self, what: str, text: str) -> None:
        if self._announces:
            self._counts[what] = self._counts.get(what, 0) + 1
            self._line(f"say-{what}-{self._counts[what]}", Kind.ANNOUNCEMENT, text)

    def _line(self, name: str, kind: Kind, text: str) -> None:
        self.lines.append(Line(name, kind, text, self._wait, self._part))
        self._wait = self._pauses.sentence


def _marks(inlines: tuple[Inline, ...]) -> Iterator[int]:
    for inline in inlines:
        match inline:
            case NoteMark(number=number):
                yield number
            case Strong() | Emphasis() | Link() | Phrase():
                yield from _marks(inline.inlines)
            case _:
                pass
