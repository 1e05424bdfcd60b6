"""What a paragraph may hold: past this, pandoc's memory would be full within seconds."""

from __future__ import annotations

import re
from collections.abc import Sequence

from convert.errors import Unsafe
from convert.findings import Place
from convert.source.reader.notes import outside_code

LONGEST_STRETCH = 250_000
"""Characters without an empty line: about 40,000 words in one paragraph, list or table."""
MOST_LINKS = 1_000
"""Links in one paragraph: pandoc's memory grows with their square, and is full at about 2,000."""

_LINK = re.compile(r"\][\[({]")
# An item, a row or a quote: pandoc reads its links apart from those before it.
_PIECE = re.compile(r"\s*(?:[-*+|>]|[0-9]{1,9}[.)])")


def check(markdown: str, *, place: Place) -> None:
    """Refuse a paragraph that would fill the memory; `place` is where `markdown` begins.

    Raises:
        Unsafe: there is one; it names its first line.
    """
    lines = markdown.split("\n")
    _check_letters(lines, place)
    _check_links(lines, place)


def _check_letters(lines: Sequence[str], place: Place) -> None:
    length, first = 0, 1
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            length, first = 0, number + 1
            continue
        length += len(line)
        if length > LONGEST_STRETCH:
            raise Unsafe(
                f"there are more than {LONGEST_STRETCH} letters without an empty line.",
                place=str(Place(place.path, place.line + first)),
                next_step="Put an empty line between paragraphs.",
            )


def _check_links(lines: Sequence[str], place: Place) -> None:
    links, first = 0, 1
    for number, line in outside_code(lines):
        if not line.strip() or _PIECE.match(line):
            links, first = 0, number if line.strip() else number + 1
        links += len(_LINK.findall(line))
        if links > MOST_LINKS:
            raise Unsafe(
                f"there are more than {MOST_LINKS} links in one paragraph.",
                place=str(Place(place.path, place.line + first)),
                next_step="Put an empty line between paragraphs, or make a list of the links.",
            )
