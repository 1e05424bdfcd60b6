"""How wide words are, near enough to lay out a table or to leave room beside a picture."""

from __future__ import annotations

import math

from convert.formats.word.look import TWIPS_PER_POINT

# Advance widths of Arial in thousandths of the type size, by character.
_WIDTHS = {
    **dict.fromkeys("'", 191),
    **dict.fromkeys("ijl‘’", 222),
    **dict.fromkeys("|", 260),
    **dict.fromkeys(" !,./:;I[\\]ft\u00a0", 278),
    **dict.fromkeys("()-`r“”", 333),
    **dict.fromkeys('"', 355),
    **dict.fromkeys("*", 389),
    **dict.fromkeys("^", 469),
    **dict.fromkeys("Jcksvxyz", 500),
    **dict.fromkeys("#$0123456789?L_abdeghnopqu£–", 556),
    **dict.fromkeys("+<=>~", 584),
    **dict.fromkeys("FTZ", 611),
    **dict.fromkeys("&ABEKPSVXY", 667),
    **dict.fromkeys("CDHNRUw", 722),
    **dict.fromkeys("GOQ", 778),
    **dict.fromkeys("Mm", 833),
    **dict.fromkeys("%", 889),
    **dict.fromkeys("W", 944),
    **dict.fromkeys("@—", 1000),
}
_OTHER = 667
# Arial Bold and Atkinson Hyperlegible are wider than Arial by less than this.
_HEAVIER = 1.12


def width(words: str, *, size: int) -> int:
    """The width of `words` in twips at `size` points, in the heaviest of our fonts."""
    thousandths = sum(_WIDTHS.get(character, _OTHER) for character in words)
    return math.ceil(thousandths * size * TWIPS_PER_POINT * _HEAVIER / 1000)


def longest_word(words: str, *, size: int) -> int:
    """The width in twips of the word that a column must hold without breaking it."""
    return max((width(word, size=size) for word in words.split(" ")), default=0)


def fewest_lines(words: str, *, size: int, room: int) -> int:
    """How many lines `words` surely fill when each is `room` twips wide."""
    return max(1, math.floor(width(words, size=size) / _HEAVIER / max(room, 1) * 0.9) + 1)
