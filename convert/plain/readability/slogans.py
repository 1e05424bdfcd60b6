"""Movements' own words with two that say no: known as a whole, and not ours to turn round."""

from __future__ import annotations

import re
from typing import Final

_SLOGANS: Final = re.compile(
    r"\bno(?:thing|[ ]decisions?)[ ](?:about|for)[ ](us|me|you|them),?[ ]without[ ]\1\b"
    r"|\bno[ ]taxation[ ]without[ ]representation\b",
    re.IGNORECASE,
)


def slogans(text: str) -> list[tuple[int, int]]:
    """Where a slogan begins and ends in `text`."""
    return [match.span() for match in _SLOGANS.finditer(text)]


def is_within(place: int, spans: list[tuple[int, int]]) -> bool:
    """Whether the character at `place` is in one of `spans`."""
    return any(start <= place < end for start, end in spans)
