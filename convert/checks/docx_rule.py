"""The shape of a rule about Word files."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import msgspec

from convert.checks.docx_words import Words
from convert.findings import Level


class Fault(msgspec.Struct, frozen=True):
    """Something that breaks a rule, and the words where it does."""

    message: str
    quote: str = ""


class Rule(msgspec.Struct, frozen=True):
    """One thing a Word file in large print must do."""

    code: str
    promise: str
    """What is true of a file that keeps the rule."""
    source: str
    look: Callable[[Words], Iterator[Fault]]
    next_step: str = ""
    level: Level = Level.ERROR
