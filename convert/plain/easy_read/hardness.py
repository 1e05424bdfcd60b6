"""Hard words of a line, by how rare and long they are; our field's everyday words are easy."""

from __future__ import annotations

import functools

from convert.plain.easy_read.house import HouseWords
from convert.plain.easy_read.inflect import forms
from convert.plain.easy_read.tables import word_set

HARD = 0.3
"""The score from which a word wants explaining, 0 to 1 (see `readability.words`)."""


def hard_words(line: str, house: HouseWords | None = None) -> tuple[str, ...]:
    """The words of `line` that want explaining, in order, each once."""
    allowed = house.allowed if house else frozenset()
    return tuple(word for word in _hard_words(line) if word.lower() not in allowed)


@functools.lru_cache(maxsize=2048)
def _hard_words(line: str) -> tuple[str, ...]:
    from convert.plain.readability.sentences import read  # noqa: PLC0415  heavy: only checks need it

    easy = _every_form("everyday_words", "household_words", "everyday_verbs")
    hard = _every_form("must_explain")
    found = []
    for word in read(line).words:
        lower = word.token.lower
        if (lower in hard and not word.is_name) or (
            word.is_content and not word.is_name and word.score >= HARD and lower not in easy
        ):
            found.append(word.token.text)
    return tuple(dict.fromkeys(found))


@functools.cache
def _every_form(*names: str) -> frozenset[str]:
    """The words of some lists in every form that they can take."""
    words = (word for name in names for word in word_set(name))
    return frozenset(form for word in words for part in "nv" for form in forms(word, part))
