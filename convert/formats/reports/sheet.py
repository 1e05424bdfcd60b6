"""The review sheet: the findings of one post in large print, with boxes to tick and room to write.

The sheet is a document like any other, so the large print builder writes it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import msgspec

from convert.document import (
    Block,
    Document,
    Heading,
    Paragraph,
    Quote,
    Sentence,
    SentenceId,
    Text,
    Verse,
)
from convert.edition import Edition
from convert.formats.word import sheet
from convert.formats.word.blocks import blocks
from convert.formats.word.inlines import our_words
from convert.formats.word.look import TWIPS_PER_POINT, Look
from convert.formats.word.markup import Element
from convert.formats.word.paragraphs import Shape, keep_with_next, paragraph
from convert.formats.word.pen import Pen, Properties
from convert.formats.word.writer import Writer
from convert.plain.readability.advice import HardWord, advice
from convert.plain.readability.model import Readability, SentenceReading
from convert.review.asked import asked, on_a_sheet, quieted
from convert.traversal import sentences, walk

BOX = "☐"
_ANSWERS = (("Hard for us", "Fine for us"), ("Our words: keep them", "Needs a picture"))
_SHORT_ANSWERS = (("Hard", "Fine", "Our word", "Picture"),)
_AGREE = (("Yes", "No, it is easier", "No, it is harder"),)
_QUESTIONS = 2
"""About what the post says, beside the two that open and close."""
_FIGURE = re.compile(
    r"(?<![\w£$€.,:/-])\d{1,3}(?:,\d{3})* (?:[a-z]{3,} )?"
    r"(?:people|men|women|children|(?!this\b|its\b|was\b|has\b|does\b)[a-z]{3,}s)\b"
)
_ROOM = 60
"""Points to write in, above a line."""


class _Part(msgspec.Struct, frozen=True):
    """Some blocks, and what to write on the lines below them; no lines where that is empty."""

    blocks: tuple[Block, ...]
    write: str = ""


def review_sheet(edition: Edition, readability: Readability) -> bytes:
    """The sheet as a Word file."""
    parts = list(_parts(edition, readability))
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
        author=edition.publication.publisher or edition.publication.title,
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


def _parts(edition: Edition, readability: Readability) -> Iterator[_Part]:
    write = Writer()
    told = advice(quieted(readability, edition.answers))
    lines, words = on_a_sheet(asked(readability), edition.answers)
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
            _boxes(_AGREE, write),
        )
    )
    yield _Part((write.heading("What the post says"),))
    for question in questions(edition.document):
        yield _Part((write.paragraph(question),), "Our answer:")
    if lines:
        yield _Part((write.heading("Sentences"),))
    for item, sentence in lines:
        yield _sentence(item.number, sentence, write)
    if words:
        yield _Part(
            (
                write.heading("Words"),
                write.paragraph("Is this word hard for you? Would another one be better?"),
            )
        )
    for item, word in words:
        yield _word(item.number, word, write)
    yield _Part((write.heading("Anything else?"),), "Our words:")
    yield _Part(tuple(_about_this_sheet(edition, write)))


def _about_this_sheet(edition: Edition, write: Writer) -> Iterator[Block]:
    """How to have it another way, and what happens to the answers."""
    contact = edition.publication.contact
    ask = f"Ask: {contact}" if contact else "Ask the person who gave it to you."
    yield write.heading("About this sheet")
    yield write.paragraph(
        "Give this sheet back to the person who gave it to you.",
        "They write down what you said, and the name of your group.",
        "They do not write down your own names.",
    )
    yield write.paragraph(f"Do you want this sheet in another way? {ask}")


def _sentence(number: int, sentence: SentenceReading, write: Writer) -> _Part:
    found: list[Block] = [
        write.heading(f"Sentence {number}", level=3),
        Quote((write.paragraph(sentence.text),)),
        write.bullets([reason.message for reason in sentence.reasons]),
    ]
    if sentence.easier:
        found.append(Paragraph((write.sentence(sentence.easier, lead="You could say:"),)))
    return _Part((*found, _boxes(_ANSWERS, write)), "We would say:")


def _word(number: int, word: HardWord, write: Writer) -> _Part:
    said = word.explained or (f"Try “{word.plainer}”." if word.plainer else "")
    return _Part(
        (
            write.heading(f"Word {number}: {word.word}", level=3),
            *((write.paragraph(said),) if said else ()),
            _boxes(_SHORT_ANSWERS, write),
        )
    )


def _boxes(answers: Sequence[Sequence[str]], write: Writer) -> Verse:
    """The answers a group can give, each after a box to tick."""
    lines = ("\u2003".join(f"{BOX}\u00a0{answer}" for answer in line) for line in answers)
    return Verse(tuple(map(write.sentence, lines)))


def questions(document: Document) -> list[str]:
    """Things to ask that a group can answer from the post: its parts, then its figures."""
    about = [f"What does the post say about “{name}”?" for name in _part_names(document)]
    figures = [f"The post says “{figure}”. What is that about?" for figure in _figures(document)]
    asked_about = [*about[:1], *figures[:1], *about[1:], *figures[1:]][:_QUESTIONS]
    return ["What is this post about?", *asked_about]


def _part_names(document: Document) -> list[str]:
    """The headings of the parts, without what stands at their ends; a question is no part's name."""
    names = [
        block.sentence.text.rstrip(" .:…")
        for block in walk(document.blocks)
        if isinstance(block, Heading)
    ]
    return [name for name in names if name and not name.endswith("?")]


def _figures(document: Document) -> list[str]:
    """Figures with the word they count: “40 people”, “12 days”; each once."""
    found = [
        match[0] for sentence in sentences(document) for match in _FIGURE.finditer(sentence.text)
    ]
    return list(dict.fromkeys(found))
