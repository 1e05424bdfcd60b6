"""Words with two senses: which one a line means, by the words that stand near.

`senses.tsv` lists, for a word, the neighbours that show its other sense, and the picture of that
sense, if it has one: a *bill* beside *parliament* is no receipt.
"""

from __future__ import annotations

import functools
from collections.abc import Mapping
from collections.abc import Set as AbstractSet

import msgspec

from convert.plain.easy_read.tables import rows

NONE = "-"


class Sense(msgspec.Struct, frozen=True):
    """The other sense of a word: what shows it, and its picture, or `-` where it has none."""

    neighbours: frozenset[str]
    symbol: str
    alt: str


@functools.cache
def table() -> Mapping[str, tuple[Sense, ...]]:
    """Each word's other senses, in the file's order."""
    made: dict[str, tuple[Sense, ...]] = {}
    for words, neighbours, symbol, *alt in rows("senses"):
        sense = Sense(frozenset(neighbours.split()), symbol, " ".join(alt))
        for word in words.split(","):
            made[word.strip()] = (*made.get(word.strip(), ()), sense)
    return made


def other(word: str, near: AbstractSet[str]) -> Sense | None:
    """The sense that the words `near` show, or None where the ordinary one holds."""
    return next((s for s in table().get(word, ()) if s.neighbours & (near - {word})), None)
