"""The document: what a post says, as frozen values that know nothing of any file format.

Blocks hold sentences, and a sentence owns its own inlines: bold text that runs over a
sentence boundary is two bold runs. Ids name places (`getting-started-s3`); fingerprints
name content, so that an edit to one sentence touches one clip and one signature.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import unicodedata
from collections.abc import Callable, Iterator
from typing import Literal, NewType, TypeAlias, assert_never

import msgspec

SentenceId = NewType("SentenceId", str)
Fingerprint = NewType("Fingerprint", str)

FINGERPRINT_VERSION = "1"


class Value(msgspec.Struct, frozen=True, tag=True, omit_defaults=True):
    """A frozen value that goes to JSON and back, its class name as the tag."""


# ---------------------------------------------------------------- inlines


class Text(Value, frozen=True):
    """Plain words."""

    text: str


class Strong(Value, frozen=True):
    """Words that matter more."""

    inlines: tuple[Inline, ...]


class Emphasis(Value, frozen=True):
    """Words said with stress; never shown in italics where the format forbids it."""

    inlines: tuple[Inline, ...]


class Code(Value, frozen=True):
    """A piece of code, shown as typed."""

    text: str


class Link(Value, frozen=True):
    """Words that lead to an address."""

    inlines: tuple[Inline, ...]
    url: str


class Phrase(Value, frozen=True):
    """Words in a language of their own (a BCP 47 tag)."""

    inlines: tuple[Inline, ...]
    lang: str


class NoteMark(Value, frozen=True):
    """The place a note belongs to; it has no words of its own."""

    number: int


Inline: TypeAlias = Text | Strong | Emphasis | Code | Link | Phrase | NoteMark


class Sentence(Value, frozen=True):
    """The smallest thing that is spoken, scored, flagged and signed."""

    id: SentenceId
    inlines: tuple[Inline, ...]

    @property
    def text(self) -> str:
        """The words without their mark-up."""
        return plain(self.inlines)

    @property
    def fingerprint(self) -> Fingerprint:
        """A name for exactly these words, wherever they stand."""
        return fingerprint(self.text)


# ---------------------------------------------------------------- blocks


class Heading(Value, frozen=True):
    """The title of a section; the level is 2 to 6, since the post's title is level 1."""

    level: int
    sentence: Sentence
    section: str
    """The section's own id, which the ids of its sentences begin with."""


class Paragraph(Value, frozen=True):
    """Sentences that belong together."""

    sentences: tuple[Sentence, ...]
    is_caption: bool = False
    """The words under a picture that was not carried over; no prose of the post."""


class BulletList(Value, frozen=True):
    """Items in no particular order."""

    items: tuple[tuple[Block, ...], ...]


class NumberedList(Value, frozen=True):
    """Items in order, counted from `start`."""

    items: tuple[tuple[Block, ...], ...]
    start: int = 1


class Definition(Value, frozen=True):
    """A term and what it means."""

    term: Sentence
    meanings: tuple[tuple[Block, ...], ...]


class DefinitionList(Value, frozen=True):
    """Terms with their meanings."""

    entries: tuple[Definition, ...]


class Quote(Value, frozen=True):
    """Somebody's words, set apart."""

    blocks: tuple[Block, ...]


class Verse(Value, frozen=True):
    """Lines that break where the writer broke them: a poem, a song, an address."""

    lines: tuple[Sentence, ...]


class Image(Value, frozen=True):
    """A picture among the edition's assets; without `alt` it is decoration."""

    source: str
    alt: Sentence | None = None


class Figure(Value, frozen=True):
    """A picture on its own, perhaps with a caption."""

    image: Image
    caption: tuple[Sentence, ...] = ()


Cell: TypeAlias = tuple[Sentence, ...]


class Table(Value, frozen=True):
    """Rows under one row of headers; every row has as many cells as the header."""

    header: tuple[Cell, ...]
    rows: tuple[tuple[Cell, ...], ...]
    caption: tuple[Sentence, ...] = ()


class CodeBlock(Value, frozen=True):
    """Code on lines of its own; an empty line is a sentence without words."""

    lines: tuple[Sentence, ...]


class Rule(Value, frozen=True):
    """A break between two parts, without words."""


class Idea(Value, frozen=True):
    """One idea of an Easy Read document: a picture, or an open slot, beside its words."""

    picture: Image | None
    blocks: tuple[Block, ...]


Block: TypeAlias = (
    Heading
    | Paragraph
    | BulletList
    | NumberedList
    | DefinitionList
    | Quote
    | Verse
    | Figure
    | Table
    | CodeBlock
    | Rule
    | Idea
)


class Note(Value, frozen=True):
    """What a note mark points to; shown after the text, with a way back."""

    number: int
    blocks: tuple[Block, ...]


# ---------------------------------------------------------------- the whole


class PostLink(Value, frozen=True):
    """A link shown after the post."""

    text: str
    url: str


class Withdrawal(Value, frozen=True):
    """When and why a post was taken back."""

    date: dt.date
    reason: str


class Meta(Value, frozen=True):
    """What the front matter says about a post."""

    title: str
    date: dt.date
    author: str = ""
    role: str = ""
    organisation: str = ""
    credit: str = ""
    """Whose story this retells, and where it was first told."""
    updated: dt.date | None = None
    lang: str = "en-GB"
    audience: str = ""
    summary: str = ""
    image: str = ""
    image_alt: str = ""
    links: tuple[PostLink, ...] = ()
    licence: str = ""
    tags: tuple[str, ...] = ()
    withdrawn: Withdrawal | None = None


class Document(Value, frozen=True):
    """A post, or the Easy Read of one, in reading order: title, byline, blocks, notes, links."""

    slug: str
    meta: Meta
    title: Sentence
    byline: tuple[Sentence, ...] = ()
    blocks: tuple[Block, ...] = ()
    notes: tuple[Note, ...] = ()
    links: tuple[Sentence, ...] = ()

    @property
    def lang(self) -> str:
        """The language the words are in unless a phrase says otherwise."""
        return self.meta.lang


# ---------------------------------------------------------------- words and order


def plain(inlines: tuple[Inline, ...]) -> str:
    """The words of `inlines` without mark-up; a note mark has none."""
    return "".join(_plain(inline) for inline in inlines)


def _plain(inline: Inline) -> str:
    match inline:
        case Text(text=text) | Code(text=text):
            return text
        case Strong() | Emphasis() | Link() | Phrase():
            return plain(inline.inlines)
        case NoteMark():
            return ""
        case _:
            assert_never(inline)


def fingerprint(words: str) -> Fingerprint:
    """A short hash of `words` that does not change with spacing or the shape of quotes.

    The version stands first, so that a later way of normalising never passes for this one.
    """
    shapes = str.maketrans({"‘": "'", "’": "'", "“": '"', "”": '"', "\u2011": "-", "\u00ad": ""})
    normal = " ".join(unicodedata.normalize("NFC", words).translate(shapes).split())
    return Fingerprint(f"{FINGERPRINT_VERSION}-{hashlib.sha256(normal.encode()).hexdigest()[:12]}")


Role: TypeAlias = Literal["title", "byline", "heading", "text", "alt", "note", "link"]


class Reading(Value, frozen=True):
    """A sentence and the part it plays; an alt text is read but not seen."""

    sentence: Sentence
    role: Role


def readings(document: Document) -> Iterator[Reading]:
    """All there is to read, alt texts included, in reading order."""
    yield Reading(document.title, "title")
    yield from (Reading(sentence, "byline") for sentence in document.byline)
    yield from _block_readings(document.blocks, "text")
    for note in document.notes:
        yield from _block_readings(note.blocks, "note")
    yield from (Reading(sentence, "link") for sentence in document.links)


def sentences(document: Document) -> Iterator[Sentence]:
    """Every sentence a reader sees, in reading order."""
    return (reading.sentence for reading in readings(document) if reading.role != "alt")


def block_sentences(blocks: tuple[Block, ...]) -> Iterator[Sentence]:
    """The sentences a reader sees in `blocks`, in reading order."""
    return (r.sentence for r in _block_readings(blocks, "text") if r.role != "alt")


def walk(blocks: tuple[Block, ...]) -> Iterator[Block]:
    """Every block in `blocks` and inside them, each before what it holds."""
    for block in blocks:
        yield block
        for inner in children(block):
            yield from walk(inner)


def children(block: Block) -> tuple[tuple[Block, ...], ...]:
    """The groups of blocks that `block` holds."""
    match block:
        case BulletList(items=items) | NumberedList(items=items):
            return items
        case DefinitionList(entries=entries):
            return tuple(meaning for entry in entries for meaning in entry.meanings)
        case Quote(blocks=blocks) | Idea(blocks=blocks):
            return (blocks,)
        case _:
            return ()


def rewrite(document: Document, change: Callable[[Sentence], Sentence]) -> Document:
    """`document` with every sentence, alt texts included, as `change` gives it back."""
    return msgspec.structs.replace(
        document,
        title=change(document.title),
        byline=tuple(map(change, document.byline)),
        blocks=_rewritten(document.blocks, change),
        notes=tuple(
            msgspec.structs.replace(note, blocks=_rewritten(note.blocks, change))
            for note in document.notes
        ),
        links=tuple(map(change, document.links)),
    )


def _rewritten(
    blocks: tuple[Block, ...], change: Callable[[Sentence], Sentence]
) -> tuple[Block, ...]:
    return tuple(_rewrite(block, change) for block in blocks)


def _rewrite(block: Block, change: Callable[[Sentence], Sentence]) -> Block:
    replace = msgspec.structs.replace

    def group(sentences: tuple[Sentence, ...]) -> tuple[Sentence, ...]:
        return tuple(map(change, sentences))

    def image(value: Image) -> Image:
        return value if value.alt is None else replace(value, alt=change(value.alt))

    match block:
        case Heading(sentence=sentence):
            return replace(block, sentence=change(sentence))
        case Paragraph(sentences=sentences):
            return replace(block, sentences=group(sentences))
        case Verse(lines=lines) | CodeBlock(lines=lines):
            return replace(block, lines=group(lines))
        case BulletList(items=items) | NumberedList(items=items):
            return replace(block, items=tuple(_rewritten(item, change) for item in items))
        case DefinitionList(entries=entries):
            return DefinitionList(
                tuple(
                    Definition(
                        change(entry.term),
                        tuple(_rewritten(meaning, change) for meaning in entry.meanings),
                    )
                    for entry in entries
                )
            )
        case Quote(blocks=inner):
            return Quote(_rewritten(inner, change))
        case Figure(image=picture, caption=caption):
            return Figure(image(picture), group(caption))
        case Table(header=header, rows=rows, caption=caption):
            return Table(
                tuple(map(group, header)),
                tuple(tuple(map(group, row)) for row in rows),
                group(caption),
            )
        case Idea(picture=slot, blocks=inner):
            return Idea(None if slot is None else image(slot), _rewritten(inner, change))
        case Rule():
            return block
        case _:
            assert_never(block)


def _block_readings(blocks: tuple[Block, ...], role: Role) -> Iterator[Reading]:
    for block in blocks:
        yield from _readings(block, role)


def _readings(block: Block, role: Role) -> Iterator[Reading]:
    match block:
        case Heading(sentence=sentence):
            yield Reading(sentence, "heading")
        case Paragraph(sentences=group) | Verse(lines=group):
            yield from (Reading(sentence, role) for sentence in group)
        case CodeBlock(lines=lines):
            yield from (Reading(line, role) for line in lines if line.text.strip())
        case BulletList(items=items) | NumberedList(items=items):
            for item in items:
                yield from _block_readings(item, role)
        case DefinitionList(entries=entries):
            for entry in entries:
                yield Reading(entry.term, role)
                for meaning in entry.meanings:
                    yield from _block_readings(meaning, role)
        case Quote(blocks=inner):
            yield from _block_readings(inner, role)
        case Figure(image=image, caption=caption):
            yield from _alt(image)
            yield from (Reading(sentence, role) for sentence in caption)
        case Table(caption=caption, header=header, rows=rows):
            yield from (Reading(sentence, role) for sentence in caption)
            for row in (header, *rows):
                yield from (Reading(sentence, role) for cell in row for sentence in cell)
        case Idea(picture=picture, blocks=inner):
            if picture is not None:
                yield from _alt(picture)
            yield from _block_readings(inner, role)
        case Rule():
            pass
        case _:
            assert_never(block)


def _alt(image: Image) -> Iterator[Reading]:
    if image.alt is not None:
        yield Reading(image.alt, "alt")


# ---------------------------------------------------------------- JSON


def to_json(document: Document) -> bytes:
    """`document` as JSON, the same bytes every time."""
    return msgspec.json.encode(document)


def from_json(data: bytes) -> Document:
    """The document that `to_json` wrote.

    Raises:
        msgspec.ValidationError: the JSON is not a document.
    """
    return msgspec.json.decode(data, type=Document)
