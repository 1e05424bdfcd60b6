"""The shape of a rule about finished files, whatever their kind, and what comes of breaking it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any, Generic, TypeVar

import msgspec

from convert.findings import Finding, Level, Place

Seen = TypeVar("Seen")
"""What a rule looks at: a page, a book, a recording."""

OUR_FAULT = "Build again. If it stays, it is a fault of Allways: please tell us."
_LONGEST_QUOTE = 80


class Fault(msgspec.Struct, frozen=True):
    """Something that breaks a rule, and the words where it does."""

    message: str
    quote: str = ""
    place: Place | None = None
    """Where it stands; None for the file as a whole."""


class Rule(msgspec.Struct, Generic[Seen], frozen=True):
    """One thing that every file of a kind does."""

    code: str
    promise: str
    """What is true of a file that keeps the rule."""
    source: str
    look: Callable[[Seen], Iterator[Fault]]
    next_step: str = OUR_FAULT
    level: Level = Level.ERROR


def promises(rules: Iterable[Rule[Any]]) -> dict[str, str]:
    """What is true of a file without a finding of each code, and where the rule comes from."""
    return {rule.code: f"{rule.promise} ({rule.source})" for rule in rules}


def broken(rules: Iterable[Rule[Seen]], seen: Seen, *, path: str) -> Iterator[Finding]:
    """Everything in what is `seen` that breaks one of the `rules`; `path` is the file's."""
    for rule in rules:
        for fault in rule.look(seen):
            yield Finding(
                code=rule.code,
                level=rule.level,
                message=fault.message,
                place=fault.place or Place(path),
                quote=fault.quote[:_LONGEST_QUOTE],
                next_step=rule.next_step,
            )
