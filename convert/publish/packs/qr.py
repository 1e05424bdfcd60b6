"""QR codes as drawings inside a page, with words for those who cannot see or scan them."""

from __future__ import annotations

from itertools import groupby

import segno

from convert.pages.xhtml import Element, element

QUIET_ZONE = 4
"""Modules of white around a code (ISO/IEC 18004)."""
ERROR_CORRECTION = "m"
"""Up to 15 % of the code may be soiled or creased, as paper on a wall is."""


def code(address: str) -> Element:
    """The QR code of a web address: an SVG that says what it is."""
    drawn = segno.make_qr(address, error=ERROR_CORRECTION)
    side, _ = drawn.symbol_size(border=QUIET_ZONE)
    steps: list[str] = []
    for down, row in enumerate(drawn.matrix_iter(border=QUIET_ZONE)):
        across = 0
        for dark, run in groupby(row):
            length = sum(1 for _ in run)
            if dark:
                steps.append(f"M{across} {down}h{length}v1h-{length}z")
            across += length
    return element(
        "svg",
        element("rect", width="100%", height="100%", fill="#ffffff"),
        element("path", d="".join(steps), fill="#000000"),
        viewBox=f"0 0 {side} {side}",
        role="img",
        aria_label=f"QR code that leads to {address}",
        class_="qr",
        shape_rendering="crispEdges",
    )
