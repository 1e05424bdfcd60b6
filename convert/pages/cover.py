"""A drawn cover: a title and a publisher in large letters, the same picture every time."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Literal, TypeAlias

import msgspec
from PIL import Image, ImageDraw, ImageFont

from convert.files.fetched import Fetched, is_here, read

# Palette places. Dark blue with white letters is 13.7:1 (WCAG 2.2 asks for 4.5:1).
_PAPER, INK, _BAND = 0, 1, 2
_PALETTE = (*(0x1B, 0x2A, 0x5C), *(0xFF, 0xFF, 0xFF), *(0xF2, 0xC1, 0x4E))
MARGIN = 0.08
"""Of the width, on every side."""
_LARGEST, _SMALLEST = 0.11, 0.045
_SHRINK = 0.92
_LINE = 1.2
# In the Latin half of the font, beside Latin-1.
_PLAIN_PUNCTUATION = "‘’‚“”„–—…•‹›€™"

Box: TypeAlias = tuple[int, int, int, int]
"""Left, top, right, bottom."""


class Shape(msgspec.Struct, frozen=True):
    """The size of a cover in pixels."""

    width: int
    height: int
    colours: Literal["P", "RGB"] = "P"
    """Of a palette, which is smaller, or in full, which some programs insist on."""


BOOK = Shape(1200, 1800)
SQUARE = Shape(3000, 3000, "RGB")
"""Podcast directories ask for 1400 to 3000 pixels square, in RGB."""


def draw(title: str, publisher: str = "", *, shape: Shape = BOOK) -> bytes:
    """A cover as PNG. A title that our letters cannot write is left to the alternative text."""
    image = Image.new("P", (shape.width, shape.height), _PAPER)
    image.putpalette(_PALETTE)
    canvas = ImageDraw.Draw(image)
    margin = round(shape.width * MARGIN)
    band = margin // 2
    canvas.rectangle((0, 0, shape.width, band), fill=_BAND)
    canvas.rectangle((0, shape.height - band, shape.width, shape.height), fill=_BAND)
    box = (margin, margin * 2, shape.width - margin, round(shape.height * 0.78))
    _write(canvas, title, box=box)
    foot = (margin, round(shape.height * 0.82), shape.width - margin, shape.height - margin)
    _write(canvas, publisher, box=foot, largest=_LARGEST / 2)
    buffer = io.BytesIO()
    image.convert(shape.colours).save(buffer, "PNG", compress_level=6)
    return buffer.getvalue()


class _Letters:
    """The two halves of the font at one size."""

    def __init__(self, size: int) -> None:
        self.size = size
        self._plain = _font(Fetched.FONT_BOLD, size)
        self._extended: ImageFont.FreeTypeFont | None = None

    def runs(self, text: str) -> Iterator[tuple[str, ImageFont.FreeTypeFont]]:
        """Stretches of `text` with the half that can write each."""
        for plain, group in groupby(text, key=_is_plain):
            yield "".join(group), self._plain if plain else self._wide()

    def width(self, text: str) -> float:
        """How wide `text` is drawn."""
        return sum(font.getlength(run) for run, font in self.runs(text))

    def _wide(self) -> ImageFont.FreeTypeFont:
        self._extended = self._extended or _font(Fetched.FONT_BOLD_EXT, self.size)
        return self._extended


def _write(canvas: ImageDraw.ImageDraw, text: str, *, box: Box, largest: float = _LARGEST) -> None:
    text = " ".join(text.split())
    if not text or not _can_write(text):
        return
    left, top, *_ = box
    letters, lines = _fit(text, box=box, largest=largest)
    for number, line in enumerate(lines):
        across = float(left)
        down = top + number * letters.size * _LINE
        for run, font in letters.runs(line):
            canvas.text((across, down), run, font=font, fill=INK)
            across += font.getlength(run)


def _fit(text: str, *, box: Box, largest: float) -> tuple[_Letters, list[str]]:
    """The largest letters in which `text` fits; in the smallest, what does not fit is cut."""
    left, top, right, bottom = box
    page, width = right + left, right - left
    size = page * largest
    while size > page * _SMALLEST:
        letters = _Letters(round(size))
        lines = _wrap(text.split(), letters, width=width)
        fits = len(lines) <= _room(letters, bottom - top)
        if fits and all(letters.width(line) <= width for line in lines):
            return letters, lines
        size *= _SHRINK
    letters = _Letters(round(page * _SMALLEST))
    pieces = [piece for word in text.split() for piece in _broken(word, letters, width=width)]
    lines = _wrap(pieces, letters, width=width)
    room = _room(letters, bottom - top)
    return letters, lines if len(lines) <= room else [*lines[: room - 1], "…"]


def _room(letters: _Letters, height: int) -> int:
    return int(height / (letters.size * _LINE))


def _wrap(words: Iterable[str], letters: _Letters, *, width: int) -> list[str]:
    lines = [""]
    for word in words:
        longer = f"{lines[-1]} {word}".strip()
        if lines[-1] and letters.width(longer) > width:
            lines.append(word)
        else:
            lines[-1] = longer
    return lines


def _broken(word: str, letters: _Letters, *, width: int) -> list[str]:
    """`word` in pieces, where it is wider than a line."""
    pieces = [""]
    for character in word:
        if letters.width(pieces[-1] + character) > width:
            pieces.append("")
        pieces[-1] += character
    return pieces


def _is_plain(character: str) -> bool:
    return character <= "\xff" or character in _PLAIN_PUNCTUATION


def _can_write(text: str) -> bool:
    rest = {character for character in text if not _is_plain(character)}
    if not rest:
        return True
    if not is_here(Fetched.FONT_BOLD_EXT):
        return False
    from fontTools.ttLib import TTFont  # noqa: PLC0415  slow to load and seldom needed

    known = TTFont(io.BytesIO(read(Fetched.FONT_BOLD_EXT)), lazy=True).getBestCmap()
    return all(ord(character) in known for character in rest)


def _font(name: Fetched, size: int) -> ImageFont.FreeTypeFont:
    if not is_here(name):
        return ImageFont.load_default(size)  # type: ignore[return-value]  # with a size it is one
    return ImageFont.truetype(io.BytesIO(read(name)), size)
