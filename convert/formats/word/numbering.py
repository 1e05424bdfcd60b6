"""Lists that are real lists: one definition for bullets, one for numbers, a fresh count for each."""

from __future__ import annotations

from convert.formats.word.look import Look
from convert.formats.word.markup import Element, w

BULLETS = 1
NUMBERS = 2
LEVELS = 9
"""Word knows no more; what is nested deeper stays on the ninth."""

# Letters of the text font, so that no symbol font is needed; each differs from the one around it.
_BULLETS = ("•", "–", "•", "–", "•", "–", "•", "–", "•")
# RNIB and UKAAF: digits, for Roman numerals and single letters are easily misread.
_NUMBER_TEXT = "%{level}."


def numbering(look: Look) -> Element:
    """The definitions; `count_from` adds one entry for each list that counts."""
    return w(
        "numbering",
        _definition(BULLETS, look, kind="bullet"),
        _definition(NUMBERS, look, kind="decimal"),
        w("num", w("abstractNumId", val=BULLETS), numId=BULLETS),
    )


def count_from(start: int, *, number: int, level: int) -> Element:
    """A list of its own, `number`, that counts from `start` on `level`."""
    return w(
        "num",
        w("abstractNumId", val=NUMBERS),
        w("lvlOverride", w("startOverride", val=start), ilvl=level),
        numId=number,
    )


def _definition(identity: int, look: Look, *, kind: str) -> Element:
    return w(
        "abstractNum",
        w("multiLevelType", val="hybridMultilevel"),
        *(_level(level, look, kind=kind) for level in range(LEVELS)),
        abstractNumId=identity,
    )


def _level(level: int, look: Look, *, kind: str) -> Element:
    label = _BULLETS[level] if kind == "bullet" else _NUMBER_TEXT.format(level=level + 1)
    return w(
        "lvl",
        w("start", val=1),
        w("numFmt", val=kind),
        w("lvlText", val=label),
        w("lvlJc", val="left"),
        w("pPr", w("ind", left=look.indent * (level + 1), hanging=look.indent)),
        w(
            "rPr",
            w("rFonts", ascii=look.font, hAnsi=look.font, eastAsia=look.font, cs=look.font),
            w("b", val=0),
            w("bCs", val=0),
            w("sz", val=look.half_points),
            w("szCs", val=look.half_points),
        ),
        ilvl=level,
    )
