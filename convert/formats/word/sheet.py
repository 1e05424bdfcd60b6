"""What stands around a post's own words: title, contents, notes, links and where they lead."""

from __future__ import annotations

from collections.abc import Iterator
from typing import assert_never

from convert.document import (
    Code,
    Document,
    Emphasis,
    Heading,
    Inline,
    Link,
    NoteMark,
    Phrase,
    Sentence,
    SentenceId,
    Strong,
    Text,
    plain,
)
from convert.formats.word.blocks import note
from convert.formats.word.inlines import our_words, runs, sentence_runs
from convert.formats.word.markup import Element, instruction, w
from convert.formats.word.numbering import BULLETS
from convert.formats.word.paragraphs import (
    Label,
    Shape,
    end_group,
    is_paragraph,
    paragraph,
    space_above,
)
from convert.formats.word.pen import Pen
from convert.traversal import readings, sentences, walk

# About what fits on a page of A4 in 18 point; it shrinks with the square of the size.
_WORDS_ON_A_PAGE = 220
_SIZE_OF_THAT_PAGE = 18
# RNIB: a list of contents in a long document.
_LONG_DOCUMENT = 5
_FEWEST_ENTRIES = 3
# Addresses that are of use on paper.
_PRINTED = ("http://", "https://", "mailto:", "tel:")


def line(words: str, pen: Pen, style: str = "Normal") -> Element:
    """A paragraph of the tool's own words."""
    return paragraph(Shape(style, left_to_right=pen.right_to_left), [our_words(words, pen)])


def title(document: Document, pen: Pen) -> list[Element]:
    """The title, and who wrote the post."""
    heading = paragraph(Shape("Heading1"), sentence_runs(document.title, pen))
    if not document.byline:
        return [heading]
    return [heading, paragraph(Shape("Byline"), runs(document.byline, pen))]


def pages(document: Document, pen: Pen) -> float:
    """About how many pages the document fills."""
    words = sum(len(sentence.text.split()) for sentence in sentences(document))
    return words / _WORDS_ON_A_PAGE * (pen.look.size / _SIZE_OF_THAT_PAGE) ** 2


def contents(document: Document, pen: Pen) -> list[Element]:
    """The list of contents of a long document: linked, filled in, right without an update.

    The field leaves page numbers out: a file cannot know them before it is laid out, and a wrong
    one is worse than none.
    """
    headings = [block for block in walk(document.blocks) if isinstance(block, Heading)]
    if pages(document, pen) <= _LONG_DOCUMENT or len(headings) < _FEWEST_ENTRIES:
        return []
    first, *others = sorted({heading.level for heading in headings})
    entries = [heading for heading in headings if heading.level in (first, *others[:1])]
    if len(entries) < _FEWEST_ENTRIES:
        entries = headings
    last = max(entry.level for entry in entries)
    lines = [_entry(entry, pen, "TOC1" if entry.level == first else "TOC2") for entry in entries]
    field = [
        w("r", w("fldChar", fldCharType="begin")),
        w("r", instruction(rf'TOC \o "{first}-{last}" \h \n \z \u')),
        w("r", w("fldChar", fldCharType="separate")),
    ]
    for position, part in enumerate(field, 1):
        lines[0].insert(position, part)
    lines[-1].append(w("r", w("fldChar", fldCharType="end")))
    end_group(lines[-1], after=2 * pen.look.gap)
    return [line("Contents", pen, "ContentsHeading"), *lines]


def _entry(heading: Heading, pen: Pen, style: str) -> Element:
    words = sentence_runs(Sentence(heading.sentence.id, _unmarked(heading.sentence.inlines)), pen)
    link = w("hyperlink", *words, anchor=pen.anchor(heading.section), history=1)
    return paragraph(Shape(style), [link])


def _unmarked(inlines: tuple[Inline, ...]) -> tuple[Inline, ...]:
    """The same words without stress, links and notes, which a list of contents leaves to the text."""
    return tuple(part for inline in inlines for part in _unmark(inline))


def _unmark(inline: Inline) -> tuple[Inline, ...]:
    match inline:
        case Strong(inlines=inner) | Emphasis(inlines=inner) | Link(inlines=inner):
            return _unmarked(inner)
        case Phrase(inlines=inner, lang=lang):
            return (Phrase(_unmarked(inner), lang),)
        case NoteMark():
            return ()
        case Text() | Code():
            return (inline,)
        case _:
            assert_never(inline)


def notes(document: Document, pen: Pen) -> list[Element]:
    """The notes section, every note with its way back."""
    if not document.notes:
        return []
    shown = (element for value in document.notes for element in note(value, pen))
    return [line("Notes", pen, "Heading2"), *shown]


def links(document: Document, pen: Pen) -> list[Element]:
    """The links that follow a post, each with its address, for paper cannot be clicked."""
    if not document.links:
        return []
    return [
        line("Links", pen, "Heading2"),
        *(_bullet(_with_address(sentence, pen), pen) for sentence in document.links),
    ]


def _with_address(sentence: Sentence, pen: Pen) -> list[Element]:
    words = sentence_runs(sentence, pen)
    unseen = [url for url, shown in _addresses(sentence.inlines) if not _shows(shown, url)]
    return [*words, *(our_words(f" ({_printed(url)})", pen) for url in unseen)]


def addresses(document: Document, pen: Pen) -> list[Element]:
    """Where the links in the text lead, for readers who have it on paper."""
    found: dict[str, tuple[Inline, ...]] = {}
    for sentence in _linked_sentences(document):
        for url, shown in _addresses(sentence.inlines):
            if not _shows(shown, url):
                found.setdefault(url, shown)
    if not found:
        return []
    return [
        line("Web addresses", pen, "Heading2"),
        *(
            _bullet([*_all_words(shown, pen), our_words(f": {_printed(url)}", pen)], pen)
            for url, shown in found.items()
        ),
    ]


def _linked_sentences(document: Document) -> Iterator[Sentence]:
    yield from (reading.sentence for reading in readings(document) if reading.role != "link")


def _addresses(inlines: tuple[Inline, ...]) -> Iterator[tuple[str, tuple[Inline, ...]]]:
    for inline in inlines:
        match inline:
            case Link(inlines=inner, url=url) if url.lower().startswith(_PRINTED):
                yield url, inner
            case Strong(inlines=inner) | Emphasis(inlines=inner) | Phrase(inlines=inner):
                yield from _addresses(inner)
            case _:
                pass


def _shows(shown: tuple[Inline, ...], url: str) -> bool:
    """Whether the words of a link are its address, with or without `https://` or `mailto:`."""
    words, address = plain(shown).strip().rstrip("/"), url.rstrip("/")
    return words in (address, _printed(address), address.partition("//")[2])


def _printed(url: str) -> str:
    """An address as people write it on paper."""
    scheme, _, rest = url.partition(":")
    return rest if scheme.lower() in ("mailto", "tel") else url


def _all_words(shown: tuple[Inline, ...], pen: Pen) -> list[Element]:
    return sentence_runs(Sentence(SentenceId(""), _unmarked(shown)), pen)


def _bullet(inside: list[Element], pen: Pen) -> Element:
    indent = pen.look.indent
    label = Label(BULLETS, 0, "ListBullet", indent)
    return paragraph(Shape("ListBullet", label=label, left=indent, hanging=indent), inside)


def set_apart(body: list[Element], pen: Pen) -> list[Element]:
    """`body` with room below every table, and with no two tables touching, which Word would join."""
    made: list[Element] = []
    for element in body:
        if made and not is_paragraph(made[-1]):
            if is_paragraph(element):
                space_above(element, pen.look.gap)
            else:
                made.append(paragraph(Shape(), []))
        made.append(element)
    return made
