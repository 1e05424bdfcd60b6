"""Paragraphs and their properties, in the order the schema of WordprocessingML asks for."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from convert.formats.word.look import BAR_COLOUR
from convert.formats.word.markup import Element, W, w

# The order of paragraph properties (ECMA-376 part 1, 17.3.1.26), as far as they are used here.
_ORDER = ("pStyle", "keepNext", "framePr", "numPr", "pBdr", "bidi", "spacing", "ind")
_PARAGRAPH = w("p").tag
_KEEP_NEXT = w("keepNext").tag
_BEFORE, _AFTER = f"{{{W}}}before", f"{{{W}}}after"


class Label(msgspec.Struct, frozen=True):
    """The bullet or number a list item begins with."""

    number: int
    level: int
    style: str
    hanging: int
    """Twips from the label to the words."""


class Frame(msgspec.Struct, frozen=True):
    """Where a paragraph stands that the text flows beside; in twips, `left` from the paper's edge."""

    width: int
    left: int


class Shape(msgspec.Struct, frozen=True):
    """How one paragraph differs from its style."""

    style: str = "Normal"
    label: Label | None = None
    left: int | None = None
    hanging: int | None = None
    before: int | None = None
    after: int | None = None
    keep_with_next: bool = False
    bar: str | None = None
    """The side of the line beside a quotation: where its words begin."""
    left_to_right: bool = False
    line_at_least: int | None = None
    frame: Frame | None = None


PLAIN = Shape()


def paragraph(shape: Shape, runs: Iterable[Element]) -> Element:
    """A paragraph of this shape."""
    return w("p", _properties(shape), *runs)


def _properties(shape: Shape) -> Element:
    return w(
        "pPr",
        w("pStyle", val=shape.style),
        w("keepNext") if shape.keep_with_next else None,
        _frame(shape),
        _label(shape),
        _bar(shape.bar) if shape.bar else None,
        w("bidi", val=0) if shape.left_to_right else None,
        _spacing(shape),
        _indent(shape),
    )


def _frame(shape: Shape) -> Element | None:
    if shape.frame is None:
        return None
    # Counted from the paper's edge: from the margin, a frame makes way for the one above it.
    return w(
        "framePr",
        w_=shape.frame.width,
        wrap="around",
        vAnchor="text",
        hAnchor="page",
        x=shape.frame.left,
        y=1,
    )


def _label(shape: Shape) -> Element | None:
    if shape.label is None:
        return None
    return w("numPr", w("ilvl", val=shape.label.level), w("numId", val=shape.label.number))


def _bar(side: str) -> Element:
    return w("pBdr", w(side, val="single", sz=24, space=12, color=BAR_COLOUR))


def _spacing(shape: Shape) -> Element | None:
    if (shape.before, shape.after, shape.line_at_least) == (None, None, None):
        return None
    return w(
        "spacing",
        before=shape.before,
        after=shape.after,
        line=shape.line_at_least,
        lineRule="atLeast" if shape.line_at_least else None,
    )


def _indent(shape: Shape) -> Element | None:
    if shape.left is None:
        return None
    return w("ind", left=shape.left, hanging=shape.hanging)


def rule_above(element: Element) -> None:
    """Draw a line above a paragraph that is already made: the break between two parts."""
    border = _part(element, "pBdr")
    border.insert(0, w("top", val="single", sz=12, space=12, color=BAR_COLOUR))


def space_above(element: Element, twips: int) -> None:
    """Leave room above a paragraph that is already made, and that has asked for none."""
    spacing = _part(element, "spacing")
    if spacing.get(_BEFORE) is None:
        spacing.set(_BEFORE, str(twips))


def keep_with_next(element: Element) -> None:
    """Keep this paragraph on the page of what follows."""
    _part(element, "keepNext")


def start_group(element: Element, *, after: int) -> None:
    """Keep this paragraph on the page of the next one, and leave this much room between them."""
    keep_with_next(element)
    _part(element, "spacing").set(_AFTER, str(after))


def end_group(element: Element, *, after: int) -> None:
    """Let a page end after this paragraph, and leave room below it."""
    properties = element[0]
    for child in [child for child in properties if child.tag == _KEEP_NEXT]:
        properties.remove(child)
    _part(element, "spacing").set(_AFTER, str(after))


def is_paragraph(element: Element) -> bool:
    """Whether this is a paragraph, and not a table."""
    return element.tag == _PARAGRAPH


def _part(element: Element, tag: str) -> Element:
    """The property `tag` of a paragraph, made in its right place if it is not there."""
    properties = element[0]
    wanted = _ORDER.index(tag)
    for position, child in enumerate(properties):
        found = _ORDER.index(str(child.tag).rpartition("}")[2])
        if found == wanted:
            return child
        if found > wanted:
            made = w(tag)
            properties.insert(position, made)
            return made
    made = w(tag)
    properties.append(made)
    return made
