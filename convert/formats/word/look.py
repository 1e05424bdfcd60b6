"""How a page of large print looks: every measurement follows from the type size."""

from __future__ import annotations

import msgspec

# UKAAF MS03: large print is 16 to 22 point, giant print from 24; clear print 12 to 14 (RNIB, GCS).
SMALLEST_SIZE = 14
LARGEST_SIZE = 28
LARGE_PRINT_SIZE = 16
USUAL_SIZE = 18
GIANT_PRINT_SIZE = 24

TWIPS_PER_POINT = 20
TWIPS_PER_CM = 567
EMU_PER_POINT = 12700

# A4 (UKAAF MS03: A4 unless the purpose dictates otherwise), in twips.
PAGE_WIDTH = 11906
PAGE_HEIGHT = 16838
# UKAAF G003: ideally single; a little more keeps descenders clear of the next line.
LINE_SPACING = 1.15
# Black is left to the reader's own colours; links are told apart by weight and by this blue,
# 10.3:1 on white (WCAG 2.2, 1.4.6).
LINK_COLOUR = "0B3D91"
# 18:1 under black text.
CODE_SHADE = "F2F2F2"
BAR_COLOUR = "404040"

# Added to the body size by heading level. Adding, not multiplying, keeps a long word of a giant
# print heading on its line.
_HEADING_EXTRA = {1: 10, 2: 6, 3: 4, 4: 2, 5: 2, 6: 2}
# RNIB: 60 to 70 characters a line at most; giant print needs the width.
_WIDE_MARGIN = round(2.5 * TWIPS_PER_CM)
_NARROW_MARGIN = 2 * TWIPS_PER_CM


class Look(msgspec.Struct, frozen=True):
    """The type size in points, and the font all text is in."""

    size: int
    font: str = "Arial"

    @property
    def name(self) -> str:
        """What people call print of this size (UKAAF MS03)."""
        if self.size < LARGE_PRINT_SIZE:
            return "clear print"
        return "large print" if self.size < GIANT_PRINT_SIZE else "giant print"

    @property
    def half_points(self) -> int:
        """The size in the unit Word counts in."""
        return self.size * 2

    def heading_half_points(self, level: int) -> int:
        """The size of a heading; no level is smaller than the text."""
        return (self.size + _HEADING_EXTRA[level]) * 2

    @property
    def gap(self) -> int:
        """Twips between paragraphs: a blank line's worth at body size (UKAAF G003)."""
        return self.size * TWIPS_PER_POINT

    @property
    def indent(self) -> int:
        """Twips that one level of a list or a quotation moves in."""
        return round(self.size * 1.6) * TWIPS_PER_POINT

    @property
    def margin(self) -> int:
        """Twips at the sides and the top."""
        return _WIDE_MARGIN if self.size <= USUAL_SIZE else _NARROW_MARGIN

    @property
    def foot_margin(self) -> int:
        """Twips at the bottom, so that the page number keeps clear of the text."""
        return self.foot_distance + round(self.size * 2.6) * TWIPS_PER_POINT

    @property
    def foot_distance(self) -> int:
        """Twips from the page number to the paper's edge."""
        return round(1.2 * TWIPS_PER_CM)

    @property
    def text_width(self) -> int:
        """Twips from margin to margin."""
        return PAGE_WIDTH - 2 * self.margin

    @property
    def text_height(self) -> int:
        """Twips from the first line to the last."""
        return PAGE_HEIGHT - self.margin - self.foot_margin

    @property
    def line_height(self) -> int:
        """Twips from one line to the next; Arial's own line is 1.15 of its size."""
        return round(self.size * 1.15 * LINE_SPACING * TWIPS_PER_POINT)
