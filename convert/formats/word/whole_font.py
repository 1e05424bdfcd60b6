"""A font put together again from the parts that are published for web pages."""

from __future__ import annotations

import io

from fontTools.merge import Merger
from fontTools.ttLib import TTFont


def whole_font(*subsets: bytes) -> bytes:
    """One TrueType file with all letters of some WOFF2 files, the same bytes every time."""
    fonts = [_unpacked(subset) for subset in subsets]
    whole = Merger().merge([_file(font) for font in fonts])
    # The merger writes the time of day into the font.
    whole["head"].modified = fonts[0]["head"].modified
    whole.recalcTimestamp = False
    return _file(whole).getvalue()


def _unpacked(woff2: bytes) -> TTFont:
    font = TTFont(io.BytesIO(woff2), recalcTimestamp=False)
    font.flavor = None
    return font


def _file(font: TTFont) -> io.BytesIO:
    file = io.BytesIO()
    font.save(file)
    file.seek(0)
    return file
