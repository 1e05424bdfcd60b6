"""Rewriting one sentence: the order of the steps, and the gate that refuses unsafe ones."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

import msgspec

from convert.plain.easy_read import splitting, tidying, wording
from convert.plain.easy_read.change import Change, Grade, applied
from convert.plain.easy_read.gate import is_safe
from convert.plain.easy_read.protect import Span, protected
from convert.plain.easy_read.tagging import Token, tagged

Step = Callable[[str, Sequence[Token], Sequence[Span]], Iterator[Change]]
STEPS: tuple[Step, ...] = (
    tidying.contractions,
    tidying.signs,
    tidying.however,
    tidying.therefore,
    wording.changes,
)
MOST_CUTS = 3


class Rewritten(msgspec.Struct, frozen=True):
    """The lines that stand for one sentence, and what was changed or offered."""

    lines: tuple[str, ...]
    changes: tuple[Change, ...] = ()


def rewrite(text: str, *, keep: Sequence[str] = ()) -> Rewritten:
    """`text` in easier lines; the words in `keep` stay as they are."""
    changes: list[Change] = []
    now = text
    for step in STEPS:
        now = _stepped(step, now, keep, changes)
    lines = [now]
    for _ in range(MOST_CUTS):
        lines = [part for line in lines for part in _cut(line, keep, changes)]
    whole = tuple(lines)
    if not is_safe(text, " ".join(whole)):
        return Rewritten((text,))
    return Rewritten(whole, tuple(changes))


def _stepped(step: Step, text: str, keep: Sequence[str], changes: list[Change]) -> str:
    tokens = tagged(text)
    found = step(text, tokens, protected(text, tokens, keep))
    safe = [change for change in found if is_safe(text, applied(text, [change]))]
    made: list[Change] = []
    for change in safe:
        if change.grade is not Grade.AUTO or is_safe(text, applied(text, [*made, change])):
            changes.append(change)
            made += [change] if change.grade is Grade.AUTO else []
    return applied(text, made)


def _cut(line: str, keep: Sequence[str], changes: list[Change]) -> tuple[str, ...]:
    """The line in two where a rule cuts it, else as it is."""
    tokens = tagged(line)
    for change in splitting.changes(line, tokens, protected(line, tokens, keep)):
        made = applied(line, [change])
        if change.grade is not Grade.AUTO or not is_safe(line, made):
            changes.append(change)
            continue
        changes.append(change)
        return tuple(part.strip() for part in made.split("\n"))
    return (line,)
