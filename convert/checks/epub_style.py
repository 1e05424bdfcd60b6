"""The rule about how an e-book shows what is being read: it stands out, and nothing moves."""

from __future__ import annotations

import re
from collections.abc import Iterator

from convert.checks.contrast import LEAST_CONTRAST, contrast
from convert.checks.epub_book import Book
from convert.checks.rule import Fault, Rule

_COLOUR = re.compile("#[0-9a-fA-F]{6}")
STEADY = frozenset(
    ["background-color", "color", "outline", "outline-color", "text-decoration-color"]
)
"""What a style may change without moving a letter."""


def _style(book: Book) -> Iterator[Fault]:
    if not book.overlays:
        return
    package = book.place(book.package_path)
    names = book.values("media:active-class")
    if len(names) != 1:
        yield Fault("There must be one class for what is being read.", place=package)
        return
    style = declared(book, names[0])
    if not {"background-color", "color"} <= style.keys():
        yield Fault(f"No style shows what is being read (“.{names[0]}”).", place=package)
        return
    for name in sorted(style.keys() - STEADY):
        yield Fault(f"“{name}” can move the words while they are read.", place=package)
    colours = (style["background-color"], style["color"])
    if not all(map(_COLOUR.fullmatch, colours)):
        yield Fault(
            "The colours of what is being read are not six hexadecimal digits.", place=package
        )
        return
    measured = contrast(*colours)
    if measured < LEAST_CONTRAST:
        yield Fault(
            f"What is being read has a contrast of {measured:.1f} to 1 only.", place=package
        )


def declared(book: Book, name: str) -> dict[str, str]:
    """What the style sheets say about exactly this class."""
    style: dict[str, str] = {}
    for item in book.items.values():
        if item.media_type != "text/css":
            continue
        sheet = re.sub(r"/\*.*?\*/", "", book.files[item.path].decode("utf-8"), flags=re.DOTALL)
        for selectors, body in re.findall(r"([^{}]+)\{([^{}]*)\}", sheet):
            if f".{name}" in {selector.strip() for selector in selectors.split(",")}:
                for declaration in filter(str.strip, body.split(";")):
                    key, _, value = declaration.partition(":")
                    style[key.strip()] = value.strip()
    return style


RULES: tuple[Rule[Book], ...] = (
    Rule(
        "overlay-style",
        "What is being read stands out at 7 to 1 and nothing moves.",
        "WCAG 2.2 1.4.6; EPUB 3.3, Media Overlays: active class",
        _style,
    ),
)
