"""Easy Read in a Word file: picture left, words right, without a table and without floating.

The picture is in line in a paragraph that is a frame. Unlike a text box, a frame belongs to the
text: it is read where it stands, before its words. The words keep one left edge all the way
down, so no line starts where a reader does not look for it (LP16).
"""

from __future__ import annotations

import msgspec

from convert.formats.word.look import TWIPS_PER_CM, TWIPS_PER_POINT, Look
from convert.formats.word.measure import fewest_lines
from convert.formats.word.pictures import Box

# Department of Health (2010): as big as possible; beside giant print a third is what fits.
_SHARE_OF_WIDTH = 0.3
_BETWEEN = round(0.8 * TWIPS_PER_CM)


class Columns(msgspec.Struct, frozen=True):
    """The picture's width and the left edge of the words, in twips."""

    picture: int
    words: int
    room: int
    """How wide the words may be."""

    @property
    def box(self) -> Box:
        """The most room a picture may take, in points."""
        width = self.picture / TWIPS_PER_POINT
        return Box(width, width)


def columns(look: Look) -> Columns:
    """Where picture and words stand."""
    picture = round(look.text_width * _SHARE_OF_WIDTH)
    words = picture + _BETWEEN
    return Columns(picture, words, look.text_width - words)


def missing(lines: list[str], picture: Box | None, look: Look) -> int:
    """Twips by which the words are lower than the picture, or none.

    They are taken to be as short as they can be: too much room looks better than too little.
    """
    if picture is None:
        return 0
    room = columns(look).room
    words = sum(fewest_lines(line, size=look.size, room=room) for line in lines) * look.line_height
    words += max(len(lines) - 1, 0) * between_lines(look)
    return max(
        0, round(picture.height * TWIPS_PER_POINT) + look.size * TWIPS_PER_POINT // 2 - words
    )


def between_lines(look: Look) -> int:
    """Twips between two sentences of one idea."""
    return look.gap // 2
