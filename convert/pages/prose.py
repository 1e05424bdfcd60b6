"""A document's blocks as XHTML elements; what pages and e-books share.

Every sentence is a `span` with its id, and every picture with an alt text carries that text's
id, so that sound, review marks and reports can point at them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from itertools import pairwise
from typing import assert_never

from convert.document import (
    Block,
    BulletList,
    Cell,
    Code,
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
    Note,
    NoteMark,
    NumberedList,
    Paragraph,
    Phrase,
    Quote,
    Rule,
    Sentence,
    Strong,
    Table,
    Text,
    Verse,
)
from convert.pages.xhtml import Child, Element, append, direction, element

ImageSource = Callable[[Image], str]
"""Where a page finds a picture."""


def inline(part: Inline) -> Child:
    """One inline as text or an element."""
    match part:
        case Text(text=text):
            return text
        case Code(text=text):
            return element("code", text)
        case Strong(inlines=inlines):
            return element("strong", *map(inline, inlines))
        case Emphasis(inlines=inlines):
            return element("em", *map(inline, inlines))
        case Link(inlines=inlines, url=url):
            return element("a", *map(inline, inlines), href=url)
        case Phrase(inlines=inlines, lang=lang):
            return element("span", *map(inline, inlines), lang=lang, dir=direction(lang))
        case NoteMark(number=number):
            return element(
                "a",
                f" [note {number}]",
                id=f"note-mark-{number}",
                href=f"#note-{number}",
                role="doc-noteref",
            )
        case _:
            assert_never(part)


def sentence(value: Sentence) -> Element:
    """A sentence as a `span` that sound and reports can point at."""
    return element("span", *map(inline, value.inlines), id=value.id, class_="sentence")


def run(sentences: Iterable[Sentence]) -> list[Child]:
    """Sentences one after another, a space between each two."""
    spans: list[Child] = []
    for value in sentences:
        if spans:
            spans.append(" ")
        spans.append(sentence(value))
    return spans


def blocks(values: Iterable[Block], *, source: ImageSource) -> list[Element]:
    """`values` as elements, in order."""
    return [block(value, source=source) for value in values]


def block(value: Block, *, source: ImageSource) -> Element:
    """One block as an element."""
    match value:
        case Heading(level=level, sentence=words):
            return element(f"h{level}", sentence(words), id=value.section)
        case Paragraph(sentences=group):
            return element("p", *run(group))
        case BulletList(items=items):
            return element("ul", *(_item(item, source=source) for item in items))
        case NumberedList(items=items, start=start):
            return element(
                "ol",
                *(_item(item, source=source) for item in items),
                start=start if start != 1 else None,
            )
        case DefinitionList():
            return _definitions(value, source=source)
        case Quote(blocks=inner):
            return element("blockquote", *blocks(inner, source=source))
        case Verse(lines=lines):
            return _verse(lines)
        case Figure(image=image, caption=caption):
            return element(
                "figure",
                picture(image, source=source),
                element("figcaption", *run(caption)) if caption else None,
            )
        case Table():
            return _table(value)
        case CodeBlock(lines=lines):
            return _code(lines)
        case Rule():
            return element("hr")
        case Idea():
            return _idea(value, source=source)
        case _:
            assert_never(value)


def picture(image: Image, *, source: ImageSource) -> Element:
    """A picture; without an alt text it is decoration and says so."""
    if image.alt is None:
        return element("img", src=source(image), alt="", role="presentation")
    return element("img", src=source(image), alt=image.alt.text, id=image.alt.id)


def notes(document: Document, *, source: ImageSource) -> Element | None:
    """The notes section, each note with its way back, or None."""
    if not document.notes:
        return None
    return element(
        "section",
        element("h2", "Notes", id="notes"),
        element("ol", *(_note(note, source=source) for note in document.notes)),
        role="doc-endnotes",
        aria_labelledby="notes",
    )


def _note(note: Note, *, source: ImageSource) -> Element:
    back = element(
        "a",
        f"Back to the text, note {note.number}",
        href=f"#note-mark-{note.number}",
        role="doc-backlink",
    )
    return element(
        "li",
        *blocks(note.blocks, source=source),
        element("p", back),
        id=f"note-{note.number}",
    )


def _item(item: tuple[Block, ...], *, source: ImageSource) -> Element:
    match item:
        case (Paragraph(sentences=group), *rest):
            return element("li", *run(group), *blocks(rest, source=source))
        case _:
            return element("li", *blocks(item, source=source))


def _definitions(value: DefinitionList, *, source: ImageSource) -> Element:
    made = element("dl")
    for entry in value.entries:
        append(made, element("dt", sentence(entry.term)))
        for meaning in entry.meanings:
            append(made, element("dd", *blocks(meaning, source=source)))
    return made


def _verse(lines: tuple[Sentence, ...]) -> Element:
    made = element("p", class_="verse")
    for line, following in pairwise((*lines, None)):
        assert line is not None
        append(made, sentence(line), element("br") if following is not None else None)
    return made


def _code(lines: tuple[Sentence, ...]) -> Element:
    code = element("code")
    for number, line in enumerate(lines):
        append(code, "\n" if number else None, sentence(line) if line.text.strip() else None)
    return element("pre", code, tabindex="0")


def _table(value: Table) -> Element:
    """A table that scrolls within itself where the page is narrow, by keyboard too (WCAG 1.4.10)."""
    head = element("tr", *(_header_cell(cell) for cell in value.header))
    body = (element("tr", *(_cell(cell) for cell in row)) for row in value.rows)
    named_by = value.caption or tuple(words for cell in value.header for words in cell)
    return element(
        "div",
        element(
            "table",
            element("caption", *run(value.caption)) if value.caption else None,
            element("thead", head),
            element("tbody", *body),
        ),
        class_="table",
        role="region",
        tabindex="0",
        aria_labelledby=" ".join(words.id for words in named_by) or None,
    )


def _header_cell(cell: Cell) -> Element:
    """A header without words heads nothing (WCAG 2.2, 1.3.1): it is an ordinary cell."""
    return element("th", *run(cell), scope="col") if cell else element("td")


def _cell(cell: Cell) -> Element:
    return element("td", *run(cell))


def _idea(value: Idea, *, source: ImageSource) -> Element:
    slot = (
        picture(value.picture, source=source)
        if value.picture is not None
        else element("span", class_="no-picture")
    )
    return element(
        "div",
        element("div", slot, class_="idea-picture"),
        element("div", *_lines(value.blocks, source=source), class_="idea-words"),
        class_="idea",
    )


def _lines(values: tuple[Block, ...], *, source: ImageSource) -> list[Element]:
    """Easy Read starts every sentence on a new line (Inclusion Europe, Information for all)."""
    made: list[Element] = []
    for value in values:
        match value:
            case Paragraph(sentences=group):
                made.extend(element("p", sentence(line)) for line in group)
            case _:
                made.append(block(value, source=source))
    return made
