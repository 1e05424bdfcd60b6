"""The table of plainer words: its rows, read once, and every form that each can have.

Each row says which words change, to what, as which part of speech, beside which neighbours, and
shows one sentence that must change and one that must not; the tests read the table's own
sentences.
"""

from __future__ import annotations

import functools
from collections.abc import Iterator, Mapping, Sequence

import msgspec

from convert.plain.easy_read.change import Grade
from convert.plain.easy_read.inflect import plural, verb_forms
from convert.plain.easy_read.tables import rows
from convert.plain.easy_read.tagging import Token

_FLAGS = frozenset({"active", "suggest"})
_ENDS = frozenset(".!?:;")
_AHEAD = 6
NOTHING = "-"


class Neighbour(msgspec.Struct, frozen=True):
    """A condition on the words beside: words, tags (`#NN`), or the sentence's end (`$`)."""

    side: str
    """`<` for the word before, `>` for the word after, `!` for the next six words, `~` for
    the whole sentence."""
    is_wanted: bool
    words: frozenset[str]
    tags: tuple[str, ...]

    def holds(self, tokens: Sequence[Token], place: int, length: int) -> bool:
        """Whether the words beside `place` are as they must be."""
        after = place + length
        match self.side:
            case "<":
                found = self._is(tokens[place - 1] if place else None)
            case ">":
                found = self._is(tokens[after] if after < len(tokens) else None)
            case "~":
                found = any(self._is(token) for token in tokens if token.is_word)
            case _:
                found = any(self._is(token) for token in tokens[after : after + _AHEAD])
        return found == self.is_wanted

    def _is(self, token: Token | None) -> bool:
        if token is None or token.text in _ENDS:
            return "$" in self.words
        return token.lower in self.words or any(token.tag.startswith(tag) for tag in self.tags)


class Row(msgspec.Struct, frozen=True):
    """One row of the table."""

    old: tuple[str, ...]
    new: str
    part: str
    """v: the first word is a verb; n: the last is a noun; a: adjective; r: adverb; or nothing."""
    neighbours: tuple[Neighbour, ...]
    is_active: bool
    """The verb must not be passive."""
    grade: Grade
    changes: str
    """A sentence that must change: `The [old words|new words] stand here.`"""
    keeps: str
    """A sentence with the same words that must stay as it is."""


@functools.cache
def table() -> tuple[Row, ...]:
    """The rows, in the file's order."""
    return tuple(_row(cells) for cells in rows("wording"))


def _row(cells: Sequence[str]) -> Row:
    old, new, part, conditions, changes, keeps = cells
    listed = [item for item in conditions.split() if item != NOTHING]
    return Row(
        old=tuple(old.split()),
        new="" if new == NOTHING else new,
        part=part,
        neighbours=tuple(_neighbour(item) for item in listed if item not in _FLAGS),
        is_active="active" in listed,
        grade=Grade.SUGGEST if "suggest" in listed else Grade.AUTO,
        changes=changes,
        keeps=keeps,
    )


def _neighbour(condition: str) -> Neighbour:
    if condition.startswith(("!", "~")):
        side, is_wanted, listed = condition[0], False, condition[1:]
    elif condition.startswith("<"):
        side, is_wanted, listed = "<", condition[1] == "+", condition[2:]
    else:
        side, is_wanted, listed = ">", condition[0] == "+", condition[1:]
    items = [item or "," for item in listed.split(",")]
    words = frozenset(item for item in items if not item.startswith("#"))
    tags = tuple(item[1:] for item in items if item.startswith("#"))
    return Neighbour(side, is_wanted, words, tags)


@functools.cache
def by_first_word() -> Mapping[str, tuple[tuple[Row, tuple[str, ...], str], ...]]:
    """For each first word, the rows in each of their forms, the most specific first, with the form's tag."""
    made: dict[str, list[tuple[Row, tuple[str, ...], str]]] = {}
    for row in table():
        for words, tag in _forms(row):
            made.setdefault(words[0], []).append((row, words, tag))
    return {first: tuple(sorted(found, key=_specific_first)) for first, found in made.items()}


def _specific_first(entry: tuple[Row, tuple[str, ...], str]) -> tuple[int, bool]:
    """Longer forms first, and what is made before what is only offered."""
    row, form, _ = entry
    return -len(form), row.grade is not Grade.AUTO


def _forms(row: Row) -> Iterator[tuple[tuple[str, ...], str]]:
    first, *rest = row.old
    match row.part:
        case "v":
            for tag, form in verb_forms(first).items():
                yield (form, *rest), tag
        case "n":
            yield row.old, "NN"
            *before, last = row.old
            if plural(last) != last:
                yield (*before, plural(last)), "NNS"
        case _:
            yield row.old, ""
