"""The rule about how an e-book shows what is being read: it stands out, and nothing moves."""

from __future__ import annotations

import re
from collections.abc import Iterator

from convert.checks.epub_book import Book
from convert.checks.epub_rules import Fault, Rule

# WCAG 2.2, 1.4.6.
LEAST_CONTRAST = 7.0
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
        yield Fault("There must be one class for what is being read.", package)
        return
    style = declared(book, names[0])
    if not {"background-color", "color"} <= style.keys():
        yield Fault(f"No style shows what is being read (“.{names[0]}”).", package)
        return
    for name in sorted(style.keys() - STEADY):
        yield Fault(f"“{name}” can move the words while they are read.", package)
    measured = contrast(style["background-color"], style["color"])
    if measured < LEAST_CONTRAST:
        yield Fault(f"What is being read has a contrast of {measured:.1f} to 1 only.", package)


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


def contrast(one: str, other: str) -> float:
    """WCAG 2.2, contrast ratio; 0 for colours that are not written as six digits."""
    lights = [_luminance(colour) for colour in (one, other)]
    if None in lights:
        return 0.0
    darker, lighter = sorted(light for light in lights if light is not None)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float | None:
    if not re.fullmatch("#[0-9a-fA-F]{6}", colour):
        return None
    channels = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


RULES: tuple[Rule, ...] = (
    Rule(
        "overlay-style",
        "What is being read stands out at 7 to 1 and nothing moves.",
        "WCAG 2.2 1.4.6; EPUB 3.3, Media Overlays: active class",
        _style,
    ),
)
