"""A change to a sentence: the rule it comes from, how far that rule is trusted, what it does."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum

import msgspec


class Grade(StrEnum):
    """How far a rule is trusted."""

    AUTO = "auto"
    """Proven right on text that it was not made on: the draft has the change."""
    SUGGEST = "suggest"
    """Shown to the editor; the draft keeps the old words."""


class Change(msgspec.Struct, frozen=True):
    """One change, made or offered: characters `start` to `end` of its sentence become `after`."""

    rule: str
    grade: Grade
    before: str
    after: str
    start: int = 0
    end: int = 0


def applied(text: str, changes: Iterable[Change]) -> str:
    """`text` with `changes`, which do not overlap."""
    made: list[str] = []
    done = 0
    for change in sorted(changes, key=lambda change: change.start):
        made.extend((text[done : change.start], change.after))
        done = change.end
    return "".join((*made, text[done:]))
