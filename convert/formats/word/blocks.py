"""Every kind of block as paragraphs, tables and pictures of a Word file."""

from __future__ import annotations

from itertools import zip_longest
from typing import assert_never

import msgspec

from convert.document import (
    Block,
    BulletList,
    CodeBlock,
    DefinitionList,
    Figure,
    Heading,
    Idea,
    Note,
    NumberedList,
    Paragraph,
    Quote,
    Rule,
    Sentence,
    Table,
    Verse,
)
from convert.formats.word.ideas import columns, missing
from convert.formats.word.inlines import (
    bookmark,
    internal_link,
    mark_anchor,
    note_anchor,
    our_words,
    runs,
    sentence_runs,
)
from convert.formats.word.markup import Element, w
from convert.formats.word.numbering import BULLETS, LEVELS
from convert.formats.word.paragraphs import (
    Frame,
    Label,
    Shape,
    end_group,
    is_paragraph,
    keep_with_next,
    paragraph,
    rule_above,
)
from convert.formats.word.pen import Pen
from convert.formats.word.pictures import drawing, figure_box, filling, natural
from convert.formats.word.tables import table
from convert.traversal import block_sentences


class Place(msgspec.Struct, frozen=True):
    """Where a block stands: how far in, in how many lists, in a quotation, after a label."""

    indent: int = 0
    depth: int = 0
    bar: str | None = None
    """The side of the line beside a quotation, inside one."""
    label: Label | None = None

    @property
    def without_label(self) -> Place:
        """The same place for the second block of a list item, and those after it."""
        return msgspec.structs.replace(self, label=None)

    def shape(self, style: str, *, further_in: int = 0, keep_with_next: bool = False) -> Shape:
        """A paragraph of `style` here; the first one of a list item has its label."""
        left = self.indent + further_in
        return Shape(
            style,
            label=self.label,
            left=left or None,
            hanging=self.label.hanging + further_in if self.label else None,
            bar=self.bar if style != "Quote" else None,
            keep_with_next=keep_with_next,
        )

    @property
    def words_style(self) -> str:
        """The style of ordinary words here."""
        if self.label is not None:
            return self.label.style
        if self.bar:
            return "Quote"
        return "ListContinue" if self.depth else "Normal"


_MARGIN = Place()


def blocks(values: tuple[Block, ...], pen: Pen, place: Place = _MARGIN) -> list[Element]:
    """`values` in order; a rule becomes a line above what follows it."""
    made: list[Element] = []
    ruled = False
    for value, following in zip_longest(values, values[1:]):
        if isinstance(value, Rule):
            ruled = True
            continue
        elements = block(value, pen, place)
        if ruled and elements and is_paragraph(elements[0]):
            rule_above(elements[0])
        if _leads_in(value, following):
            keep_with_next(elements[-1])
        made.extend(elements)
        ruled, place = False, place.without_label
    return made


def _leads_in(value: Block, following: Block | None) -> bool:
    """Whether a paragraph announces what follows and must not be left alone at the foot."""
    if not isinstance(value, Paragraph) or following is None or isinstance(following, Rule):
        return False
    return bool(value.sentences) and value.sentences[-1].text.rstrip().endswith(":")


def block(value: Block, pen: Pen, place: Place) -> list[Element]:
    """One block."""
    match value:
        case Heading(level=level, sentence=sentence, section=section):
            words = bookmark(pen.anchor(section), sentence_runs(sentence, pen), pen)
            return [paragraph(place.shape(f"Heading{level}"), words)]
        case Paragraph(sentences=group, is_caption=is_caption):
            style = "Caption" if is_caption else place.words_style
            return [paragraph(place.shape(style), runs(group, pen))]
        case BulletList(items=items):
            return _items(items, BULLETS, "ListBullet", pen, place)
        case NumberedList(items=items, start=start):
            number = pen.new_list(start, level=_level(place))
            return _items(items, number, "ListNumber", pen, place)
        case DefinitionList():
            return _definitions(value, pen, place)
        case Quote(blocks=inner):
            return _quote(inner, pen, place)
        case Verse(lines=lines):
            shape = place.shape("Verse", further_in=pen.look.indent)
            return [paragraph(shape, _broken(lines, pen))]
        case Figure():
            return _figure(value, pen, place)
        case Table():
            return [*_own_label(place), *table(value, place.indent, pen)]
        case CodeBlock(lines=lines):
            return [paragraph(place.shape("Code"), _broken(lines, pen))]
        case Rule():
            return []
        case Idea():
            return _idea(value, pen)
        case _:
            assert_never(value)


def note(value: Note, pen: Pen) -> list[Element]:
    """A note under its number, with the way back to the text."""
    number = bookmark(note_anchor(value.number), [our_words(f"Note {value.number}", pen)], pen)
    back = internal_link(f"Back to the text, note {value.number}", mark_anchor(value.number), pen)
    return [
        paragraph(Shape("NoteNumber", left_to_right=pen.right_to_left), number),
        *blocks(value.blocks, pen),
        paragraph(Shape(left_to_right=pen.right_to_left), [back]),
    ]


def _level(place: Place) -> int:
    return min(place.depth, LEVELS - 1)


def _own_label(place: Place) -> list[Element]:
    """The label of a list item whose first block has no paragraph to carry it."""
    return [paragraph(place.shape(place.words_style), [])] if place.label else []


def _items(
    items: tuple[tuple[Block, ...], ...], number: int, style: str, pen: Pen, place: Place
) -> list[Element]:
    made = _own_label(place)
    label = Label(number, _level(place), style, pen.look.indent)
    inside = Place(place.indent + pen.look.indent, place.depth + 1, place.bar, label)
    for item in items:
        made.extend(blocks(item, pen, inside) if item else _own_label(inside))
    return made


def _definitions(value: DefinitionList, pen: Pen, place: Place) -> list[Element]:
    made = _own_label(place)
    here = place.without_label
    inside = msgspec.structs.replace(here, indent=place.indent + pen.look.indent, depth=0)
    for entry in value.entries:
        made.append(paragraph(here.shape("Term"), sentence_runs(entry.term, pen)))
        for meaning in entry.meanings:
            made.extend(blocks(meaning, pen, inside))
    return made


def _quote(inner: tuple[Block, ...], pen: Pen, place: Place) -> list[Element]:
    side = "right" if pen.right_to_left else "left"
    inside = Place(place.indent + pen.look.indent, place.depth, bar=side)
    return [*_own_label(place), *blocks(inner, pen, inside)]


def _broken(lines: tuple[Sentence, ...], pen: Pen) -> list[Element]:
    """Lines that break where they broke, in one paragraph."""
    made: list[Element] = []
    for number, line in enumerate(lines):
        if number:
            made.append(w("r", w("br")))
        made.extend(sentence_runs(line, pen))
    return made


def _figure(value: Figure, pen: Pen, place: Place) -> list[Element]:
    size = natural(pen.asset(value.image), pen.look, figure_box(pen.look, place.indent))
    shape = place.shape("Figure", keep_with_next=bool(value.caption))
    made = [paragraph(shape, [drawing(value.image, size, pen)])]
    if value.caption:
        made.append(paragraph(place.without_label.shape("Caption"), runs(value.caption, pen)))
    return made


def _idea(value: Idea, pen: Pen) -> list[Element]:
    """The picture, then its words: every sentence on a line of its own (Inclusion Europe)."""
    where = columns(pen.look)
    size = filling(pen.asset(value.picture), where.box) if value.picture else None
    made: list[Element] = []
    if value.picture and size:
        frame = Frame(where.picture, left=pen.look.margin)
        made.append(
            paragraph(Shape("IdeaPicture", frame=frame), [drawing(value.picture, size, pen)])
        )
    for inner in value.blocks:
        made.extend(_idea_words(inner, where.words, pen))
    lines = [sentence.text for sentence in block_sentences(value.blocks)]
    if height := missing(lines, size, pen.look):
        # Room that counts when a page is filled; space after a paragraph does not.
        made.append(paragraph(Shape("IdeaSpace", line_at_least=height), []))
    elif made and is_paragraph(made[-1]):
        end_group(made[-1], after=pen.look.gap)
    return made


def _idea_words(value: Block, left: int, pen: Pen) -> list[Element]:
    match value:
        case Paragraph(sentences=group):
            shape = Shape("IdeaWords", left=left, keep_with_next=True)
            return [paragraph(shape, sentence_runs(sentence, pen)) for sentence in group]
        case _:
            return block(value, pen, Place(left))
