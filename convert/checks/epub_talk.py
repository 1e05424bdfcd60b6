"""What is heard in an e-book: its overlays as clips, and the words that no clip goes with."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property

import msgspec

from convert.checks.epub_book import (
    HTML,
    SMIL,
    TYPE,
    Book,
    Item,
)
from convert.pages.xhtml import Element

_CLOCK = re.compile(r"(?:(\d+):)?([0-5]?\d):([0-5]\d(?:\.\d+)?)|(\d+(?:\.\d+)?)(h|min|s|ms)?")
_UNITS = {"h": 3600.0, "min": 60.0, "s": 1.0, "ms": 0.001, None: 1.0}


class Clip(msgspec.Struct, frozen=True):
    """A `par`: which element, which sound, from when to when, in seconds."""

    par: Element
    page: str
    name: str
    sound: str
    start: float
    end: float


class Talk:
    """The overlays of a book, by the page each belongs to."""

    def __init__(self, book: Book) -> None:
        self.book = book
        self.overlaid: list[tuple[Item, Item]] = [
            (page, book.items[page.overlay])
            for page in book.spine
            if page.overlay in book.items and book.items[page.overlay].path in book.overlays
        ]

    @cached_property
    def clips(self) -> dict[str, list[Clip]]:
        """The clips of each page, in the order they are played."""
        return {
            page.path: [
                clip
                for par in self.book.overlays[overlay.path].iter(f"{SMIL}par")
                if (clip := _clip(self.book, par, overlay.path)) is not None
            ]
            for page, overlay in self.overlaid
        }

    def spoken(self, page: str) -> set[str]:
        """The ids of the elements on `page` that sound goes with."""
        return {clip.name for clip in self.clips.get(page, ())}

    def place(self, page: Item) -> str:
        """The overlay of `page`."""
        return self.book.items[page.overlay].path


def seconds(clock: str) -> float | None:
    """A SMIL clock value in seconds, or None where it is none."""
    match = _CLOCK.fullmatch(clock.strip())
    if match is None:
        return None
    hours, minutes, rest, number, unit = match.groups()
    if number is not None:
        return float(number) * _UNITS[unit]
    return int(hours or 0) * 3600 + int(minutes) * 60 + float(rest)


def unspoken(book: Book) -> Iterator[tuple[str, Element, str]]:
    """Every piece of text a reader meets, alternatives included, that no sound goes with."""
    talk = Talk(book)
    for page in book.spine:
        names = talk.spoken(page.path)
        body = book.pages[page.path].find(f"{HTML}body")
        if body is not None:
            yield from ((page.path, *found) for found in _unspoken(body, names, heard=False))


def _unspoken(element: Element, names: set[str], *, heard: bool) -> Iterator[tuple[Element, str]]:
    if element.get("hidden") is not None:
        return
    # A note mark stands inside a sentence and is no part of what the sentence's clip says.
    heard = element.get("id") in names or (heard and element.get(TYPE) != "noteref")
    for text in (element.get("alt"), element.text):
        if text and not heard and _holds_words(text):
            yield element, text.strip()
    for child in element:
        yield from _unspoken(child, names, heard=heard)
        if child.tail and not heard and _holds_words(child.tail):
            yield element, child.tail.strip()


def _holds_words(text: str) -> bool:
    return any(character.isalnum() for character in text)


def _clip(book: Book, par: Element, overlay: str) -> Clip | None:
    text, audio = par.find(f"{SMIL}text"), par.find(f"{SMIL}audio")
    if text is None or audio is None:
        return None
    page, name = book.target(text.get("src", ""), page=overlay)
    sound, _ = book.target(audio.get("src", ""), page=overlay)
    start, end = seconds(audio.get("clipBegin", "0")), seconds(audio.get("clipEnd", ""))
    if start is None or end is None:
        return None
    return Clip(par, page, name, sound, start, end)
