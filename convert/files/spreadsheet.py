"""Tables for spreadsheets: CSV that opens with its letters right and runs nothing."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence

MARK = b"\xef\xbb\xbf"
"""What tells Excel that a file is UTF-8."""


def table(rows: Iterable[Sequence[object]]) -> bytes:
    """`rows`, the headings first, as CSV (RFC 4180)."""
    text = io.StringIO()
    csv.writer(text).writerows([_safe(value) for value in row] for row in rows)
    return MARK + text.getvalue().encode()


def _safe(value: object) -> object:
    """Words that a spreadsheet would run as a formula get an apostrophe in front (OWASP)."""
    if isinstance(value, str) and value.startswith(("=", "+", "-", "@", "\t", "\r")):
        return f"'{value}"
    return value
