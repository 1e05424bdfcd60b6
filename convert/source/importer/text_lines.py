"""The lines of a plain text: what each looks like, with lines that a program cut joined again."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from enum import Enum, auto
from itertools import pairwise
from typing import Final

import msgspec

LONGEST_HEADING: Final = 110
_BULLET = re.compile(r"\s*(?:[•◦▪‣·*]|[-–](?=\s))\s*")
_NUMBER = re.compile(r"\s*(\d{1,2})[.)]\s+(?=\S)")
_LINK_SIGN = re.compile(r"\s*(?:>{2,}|»|→)\s*$")
_RULE = re.compile(r"([-=*_~#•–—+])(?:\s?\1){2,}")
_UNDERLINE = re.compile(r"-{3,}|={3,}")
_ENDS_A_SENTENCE = re.compile(r"[^.]\.[\"'”’)]*$|[:;,]$")
_NOTHING = re.compile("[\ufeff\u200b\u00ad]")
# A file counts as cut at a width where no line is longer, and this many lines end only because
# the next word would not have fitted.
_WIDTHS: Final = (40, 100)
_CUT_LINES: Final = 3
_TAIL: Final = 12


class Kind(Enum):
    """What a line was taken for."""

    BLANK = auto()
    PROSE = auto()
    SHORT = auto()
    HEADING = auto()
    CAPTION = auto()
    BULLET = auto()
    NUMBER = auto()
    VERSE = auto()
    LINK = auto()
    RULE = auto()


class Line(msgspec.Struct, frozen=True):
    """A line of the file, counted from 1, without the spaces around it."""

    number: int
    text: str
    kind: Kind
    marker: str = ""
    """The number of an item, where it has one."""


def lines(text: str) -> list[Line]:
    """The lines of `text`; a line in a row that was cut at a width is one with those before it."""
    raw = [_NOTHING.sub("", line) for line in text.split("\n")]
    return list(_underlined([_line(number, words) for number, words in _joined(raw)]))


def _line(number: int, raw: str) -> Line:
    text = " ".join(raw.split())
    if not text:
        return Line(number, "", Kind.BLANK)
    if _RULE.fullmatch(text):
        return Line(number, text, Kind.RULE)
    if (found := _BULLET.match(raw)) and (item := " ".join(raw[found.end() :].split())):
        return Line(number, item, Kind.BULLET)
    if found := _NUMBER.match(raw):
        return Line(number, " ".join(raw[found.end() :].split()), Kind.NUMBER, found[1])
    if sign := _LINK_SIGN.search(text[-_TAIL:]):
        return Line(number, text[: len(text[:-_TAIL]) + sign.start()], Kind.LINK)
    return as_words(number, text)


def as_words(number: int, text: str) -> Line:
    """A line of words, short where it could be a title."""
    is_short = len(text) <= LONGEST_HEADING and not _ENDS_A_SENTENCE.search(text)
    return Line(number, text, Kind.SHORT if is_short else Kind.PROSE)


def _underlined(found: Sequence[Line]) -> Iterator[Line]:
    """`found` with a line that is underlined with signs as a heading, and the signs gone."""
    passed = False
    for before, line, after in zip([None, *found], found, [*found[1:], None], strict=False):
        if passed:
            passed = False
            yield Line(line.number, "", Kind.BLANK)
        elif (
            after is not None
            and line.kind in {Kind.SHORT, Kind.NUMBER}
            and (before is None or before.kind in {Kind.BLANK, Kind.RULE})
            and _UNDERLINE.fullmatch(after.text)
            and abs(len(after.text) - len(line.text)) <= max(2, len(line.text) // 5)
        ):
            passed = True
            text = f"{line.marker}. {line.text}" if line.marker else line.text
            yield Line(line.number, text, Kind.HEADING)
        else:
            yield line


def _joined(raw: Sequence[str]) -> Iterator[tuple[int, str]]:
    """Each line and its number; lines that were cut because the next word did not fit are one."""
    width = max((len(line.rstrip()) for line in raw), default=0)
    cut = [_is_cut(line, after, width) for line, after in pairwise(raw)]
    if not _WIDTHS[0] <= width <= _WIDTHS[1] or sum(cut) < _CUT_LINES:
        cut = [False] * len(cut)
    waiting: list[str] = []
    for number, (line, is_cut) in enumerate(zip(raw, [*cut, False], strict=True), start=1):
        waiting.append(line)
        after = raw[number] if number < len(raw) else ""
        if not is_cut and not _hangs(waiting[0], after):
            yield number - len(waiting) + 1, " ".join(waiting)
            waiting = []


def _is_cut(line: str, after: str, width: int) -> bool:
    words = after.split(maxsplit=1)
    if not line.strip() or not words or _RULE.fullmatch(after.strip()) or _is_item(after):
        return False
    return len(line.rstrip()) + 1 + len(words[0]) > width


def _hangs(first: str, after: str) -> bool:
    """Whether `after` stands indented below the words of an item that begins with `first`."""
    is_indented = after[:2].isspace() and after.strip() != ""
    return is_indented and _is_item(first) and first.strip() != "" and not _is_item(after)


def _is_item(raw: str) -> bool:
    return _BULLET.match(raw) is not None or _NUMBER.match(raw) is not None
