"""The review sheet: the findings of one post in large print, with boxes to tick and room to write.

The sheet is a document like any other, so the large print builder writes it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import count

import msgspec

from convert.document import (
    Block,
    BulletList,
    Document,
    Heading,
    Paragraph,
    Quote,
    Sentence,
    SentenceId,
    Strong,
    Text,
    Verse,
    walk,
)
from convert.edition import Edition
from convert.formats.word import sheet
from convert.formats.word.blocks import blocks
from convert.formats.word.inlines import our_words
from convert.formats.word.look import TWIPS_PER_POINT, Look
from convert.formats.word.markup import Element
from convert.formats.word.paragraphs import Shape, keep_with_next, paragraph
from convert.formats.word.pen import Pen, Properties
from convert.readability.advice import Advice, HardWord, advice
from convert.readability.model import Readability, SentenceReading

BOX = "☐"
_ANSWERS = (("Hard for us", "Fine for us"), ("Our words: keep them", "Needs a picture"))
_SHORT_ANSWERS = (("Hard", "Fine", "Our word", "Picture"),)
_AGREE = (("Yes", "No, it is easier", "No, it is harder"),)
_SENTENCES = 6
_WORDS = 12
"""More than this is more than one meeting."""
_QUESTIONS = 3
_ROOM = 60
"""Points to write in, above a line."""


class _Writer:
    """Makes sentences with ids of their own."""

    def __init__(self) -> None:
        self._numbers = count(1)

    def sentence(self, words: str, *, lead: str = "") -> Sentence:
        """A sentence, its first words bold where they are given as `lead`."""
        name = SentenceId(f"sheet-{next(self._numbers)}")
        first = (Strong((Text(lead),)), Text(" ")) if lead else ()
        return Sentence(name, (*first, Text(words)))

    def paragraph(self, *lines: str) -> Paragraph:
        """A paragraph of sentences."""
        return Paragraph(tuple(map(self.sentence, lines)))

    def heading(self, words: str, *, level: int = 2) -> Heading:
        """A heading with a section of its own."""
        sentence = self.sentence(words)
        return Heading(level, sentence, f"section-{sentence.id}")

    def bullets(self, lines: Sequence[str]) -> BulletList:
        """One bullet a line."""
        return BulletList(tuple((self.paragraph(line),) for line in lines))

    def boxes(self, answers: Sequence[Sequence[str]]) -> Verse:
        """The answers a group can give, each after a box to tick."""
        lines = ("\u2003".join(f"{BOX}\u00a0{answer}" for answer in line) for line in answers)
        return Verse(tuple(map(self.sentence, lines)))


class _Part(msgspec.Struct, frozen=True):
    """Some blocks, and what to write on the lines below them; no lines where that is empty."""

    blocks: tuple[Block, ...]
    write: str = ""


def review_sheet(edition: Edition, readability: Readability) -> bytes:
    """The sheet as a Word file."""
    parts = list(_parts(edition.document, advice(readability)))
    document = edition.document
    title = f"What do you think of “{document.title.text}”?"
    whole = Document(
        document.slug,
        msgspec.structs.replace(document.meta, title=title, lang="en-GB"),
        Sentence(SentenceId("sheet-title"), (Text(title),)),
        blocks=tuple(block for part in parts for block in part.blocks),
    )
    size = edition.publication.sizes[0] if edition.publication.sizes else 18
    pen = Pen(Look(size, edition.publication.font), whole.lang, {})
    for block in walk(whole.blocks):
        if isinstance(block, Heading):
            pen.anchor(block.section)
    body = [*sheet.title(whole, pen)]
    for part in parts:
        body += _together(
            [*blocks(part.blocks, pen), *(_room(part.write, pen) if part.write else ())]
        )
    properties = Properties(
        title=title,
        author=edition.publication.publisher,
        subject="Review sheet",
        keywords="",
        date=document.meta.updated or document.meta.date,
    )
    return pen.finish(sheet.set_apart(body, pen), properties)


def _together(elements: list[Element]) -> list[Element]:
    """`elements` on one page, as far as they fit on one."""
    for element in elements[:-1]:
        keep_with_next(element)
    return elements


def _room(words: str, pen: Pen) -> list[Element]:
    """A line of words, then room to write."""
    return [
        paragraph(Shape(), [our_words(words, pen)]),
        paragraph(Shape(style="AboutThisCopy", before=_ROOM * TWIPS_PER_POINT), []),
    ]


def _parts(document: Document, told: Advice) -> Iterator[_Part]:
    write = _Writer()
    yield _Part(
        (
            write.paragraph(
                "Read the post together first.",
                "Then talk about each part below.",
                "Tick a box, or write.",
                "There are no wrong answers.",
            ),
        ),
        "Our group, and the date:",
    )
    yield _Part(
        (
            write.heading("What our computer says"),
            write.paragraph(told.headline, told.ages),
            write.paragraph("You know better than a computer. Do you agree?"),
            write.boxes(_AGREE),
        )
    )
    if told.sentences:
        yield _Part((write.heading("Sentences"),))
    for number, sentence in enumerate(_worst(told.sentences), 1):
        yield _sentence(number, sentence, write)
    if told.words:
        yield _Part(
            (
                write.heading("Words"),
                write.paragraph("Is this word hard for you? Would another one be better?"),
            )
        )
    for word in told.words[:_WORDS]:
        yield _word(word, write)
    yield _Part((write.heading("What the post says"),))
    for question in questions(document):
        yield _Part((write.paragraph(question),), "Our answer:")
    yield _Part((write.heading("Anything else?"),), "Our words:")


def _sentence(number: int, sentence: SentenceReading, write: _Writer) -> _Part:
    found: list[Block] = [
        write.heading(f"Sentence {number}", level=3),
        Quote((write.paragraph(sentence.text),)),
        write.bullets([reason.message for reason in sentence.reasons]),
    ]
    if sentence.easier:
        found.append(Paragraph((write.sentence(sentence.easier, lead="You could say:"),)))
    return _Part((*found, write.boxes(_ANSWERS)), "We would say:")


def _worst(sentences: Sequence[SentenceReading]) -> list[SentenceReading]:
    """The hardest of the report's sentences, in the order of the post."""
    chosen = sorted(sentences, key=lambda sentence: -sentence.score)[:_SENTENCES]
    return [sentence for sentence in sentences if sentence in chosen]


def _word(word: HardWord, write: _Writer) -> _Part:
    said = word.explained or (f"Try “{word.plainer}”." if word.plainer else "")
    return _Part(
        (
            write.heading(word.word, level=3),
            *((write.paragraph(said),) if said else ()),
            write.boxes(_SHORT_ANSWERS),
        )
    )


def questions(document: Document) -> list[str]:
    """Things to ask that a group can answer from the post."""
    sections = [
        block.sentence.text.rstrip(" .:…")
        for block in walk(document.blocks)
        if isinstance(block, Heading)
    ]
    asked = [f"What does the post say about “{name}”?" for name in sections[: _QUESTIONS - 2]]
    return ["What is this post about?", *asked, "What would you ask the writer?"]
