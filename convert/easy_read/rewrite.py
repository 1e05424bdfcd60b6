"""Rewriting one sentence: the order of the steps, and the gate that refuses unsafe ones."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum

import msgspec


class Grade(StrEnum):
    """How far a rule is trusted."""

    AUTO = "auto"
    """Proven right on text that it was not made on: the draft has the change."""
    SUGGEST = "suggest"
    """Shown to the editor; the draft keeps the old words."""
    FLAG = "flag"
    """Something is hard here and we have nothing better to offer."""


class Change(msgspec.Struct, frozen=True):
    """One change, made or offered, and the rule that it comes from."""

    rule: str
    grade: Grade
    before: str
    after: str


class Rewritten(msgspec.Struct, frozen=True):
    """The lines that stand for one sentence, and what was changed or offered."""

    lines: tuple[str, ...]
    changes: tuple[Change, ...] = ()


def rewrite(text: str, *, protected: Sequence[str] = ()) -> Rewritten:
    """`text` in easier lines; the words in `protected` stay as they are."""
    return Rewritten((text,))
