"""The document: what a post says, as frozen values that know nothing of any file format.

Blocks hold sentences, and a sentence owns its own inlines: bold text that runs over a
sentence boundary is two bold runs. Ids name places (`getting-started-s3`); fingerprints
name content, so that an edit to one sentence touches one clip and one signature.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import unicodedata
from typing import NewType, TypeAlias, assert_never

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


# ---------------------------------------------------------------- words


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
