"""Hypothesis strategies: documents of every shape, and text that trips programs up."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import TypeVar

from hypothesis import strategies as st

from convert.document import (
    Block,
    BulletList,
    CodeBlock,
    Definition,
    DefinitionList,
    Document,
    Figure,
    Heading,
    Idea,
    Image,
    Inline,
    Meta,
    Note,
    NoteMark,
    NumberedList,
    Paragraph,
    Quote,
    Rule,
    Sentence,
    SentenceId,
    Strong,
    Table,
    Text,
    Verse,
)

AWKWARD = (
    "A",
    "word " * 400,
    "2016",
    "43 12 7",
    "***",
    "&<>\"'",
    "🙂",
    "العربية",
    "שלום and hello",
    '<speak><break time="3s"/>hello</speak>',
    "[[h@'loU]] said the pipe",
    "No. 10",
    "e.g. this, i.e. that…",
    "https://example.org/a?b=c&d=e#f",
    "supercalifragilistic" * 20,
    "one\u00a0two\u2011three\u00adfour",
    "--> not a cue",
)
"""Sentences that trip up a voice, an escaper or a player."""

T = TypeVar("T")
_WORDS = [
    "we",
    "met",
    "at",
    "the",
    "hall",
    "and",
    "talked",
    "about",
    "what",
    "matters",
    "to",
    "all",
    "of",
    "us",
    "then",
    "had",
    "tea",
    "with",
    "cake",
    "before",
    "going",
    "home",
    "again",
    "because",
    "it",
    "rained",
]


def plain_texts() -> st.SearchStrategy[str]:
    """Ordinary sentences."""
    words = st.lists(st.sampled_from(_WORDS), min_size=1, max_size=9)
    return words.map(lambda parts: " ".join(parts).capitalize() + ".")


def texts() -> st.SearchStrategy[str]:
    """Ordinary sentences and awkward ones."""
    return plain_texts() | st.sampled_from(AWKWARD)


class _Writer:
    """Draws blocks and gives every sentence an id of its own."""

    def __init__(self, draw: st.DrawFn, words: st.SearchStrategy[str]) -> None:
        self._draw = draw
        self._words = words
        self._sentences = 0
        self.notes: list[Note] = []

    def sentence(self) -> Sentence:
        self._sentences += 1
        inlines: tuple[Inline, ...] = (Text(self._draw(self._words)),)
        if self._draw(st.integers(0, 9)) == 0:
            inlines = (Strong(inlines),)
        return Sentence(SentenceId(f"s{self._sentences}"), inlines)

    def marked(self) -> Sentence:
        """A sentence that may point to a note."""
        made = self.sentence()
        if self._draw(st.integers(0, 5)):
            return made
        number = len(self.notes) + 1
        self.notes.append(Note(number, ()))
        self.notes[number - 1] = Note(number, (Paragraph(self.some(self.sentence)),))
        return Sentence(made.id, (*made.inlines, NoteMark(number)))

    def some(self, make: Callable[[], T], *, most: int = 3) -> tuple[T, ...]:
        return tuple(make() for _ in range(self._draw(st.integers(1, most))))

    def image(self) -> Image:
        return Image("picture.png", self.sentence() if self._draw(st.booleans()) else None)

    def heading(self) -> Heading:
        made = self.sentence()
        return Heading(self._draw(st.integers(2, 4)), made, f"section-{made.id}")

    def blocks(self, depth: int) -> tuple[Block, ...]:
        return self.some(lambda: self.block(depth))

    def table(self) -> Table:
        columns = self._draw(st.integers(1, 3))

        def row() -> tuple[tuple[Sentence, ...], ...]:
            return tuple(
                self.some(self.marked, most=2) if self._draw(st.booleans()) else ()
                for _ in range(columns)
            )

        return Table(caption=(), header=row(), rows=self.some(row))

    def block(self, depth: int) -> Block:
        leaves: list[Callable[[], Block]] = [
            lambda: Paragraph(self.some(self.marked)),
            lambda: Verse(self.some(self.marked)),
            lambda: CodeBlock(self.some(self.sentence)),
            lambda: Figure(self.image(), self.some(self.marked)),
            Rule,
            self.heading,
            self.table,
        ]
        nests: list[Callable[[], Block]] = [
            lambda: BulletList(self.some(lambda: self.blocks(depth - 1))),
            lambda: NumberedList(self.some(lambda: self.blocks(depth - 1)), start=3),
            lambda: Quote(self.blocks(depth - 1)),
            lambda: Idea(self.image(), self.blocks(depth - 1)),
            lambda: DefinitionList(
                self.some(
                    lambda: Definition(self.marked(), self.some(lambda: self.blocks(depth - 1)))
                )
            ),
        ]
        return self._draw(st.sampled_from(leaves + (nests if depth else [])))()


@st.composite
def documents(draw: st.DrawFn, words: st.SearchStrategy[str] | None = None) -> Document:
    """A document of any shape that the reader could give, sentences of `words` in it."""
    writer = _Writer(draw, texts() if words is None else words)
    title = writer.sentence()
    byline = writer.some(writer.sentence)
    blocks = writer.blocks(2)
    return Document(
        slug="post",
        meta=Meta(title=title.text, date=dt.date(2024, 2, 29)),
        title=title,
        byline=byline,
        blocks=blocks,
        notes=tuple(writer.notes),
        links=writer.some(writer.sentence),
    )
