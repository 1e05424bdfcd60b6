"""Hard words: which a line has, what they mean in easy words, and the list at the end."""

from __future__ import annotations

import functools
from collections.abc import Callable, Mapping

from convert.plain.easy_read.house import HouseWords
from convert.plain.easy_read.inflect import forms
from convert.plain.easy_read.tables import rows
from convert.plain.easy_read.tagging import tagged

HardWords = Callable[[str], tuple[str, ...]]
"""The hard words of a sentence, as written, in order."""


@functools.cache
def meanings() -> Mapping[str, str]:
    """Hard words of our field with a sentence that explains each, by every form of the word."""
    made: dict[str, str] = {}
    for words, part, meaning in rows("glossary"):
        for word in words.split(","):
            for form in forms(word.strip().lower(), part):
                made.setdefault(form, meaning)
    return made


def meaning(word: str, house: HouseWords) -> str:
    """The sentence that explains `word`, the publication's own first; nothing if there is none."""
    lower = word.lower()
    return house.explained.get(lower) or meanings().get(lower, "")


def explained_words(line: str, house: HouseWords) -> tuple[str, ...]:
    """The words of `line` that we can explain, longest first where they overlap."""
    known = {**meanings(), **house.explained}
    tokens = tagged(line)
    found: list[str] = []
    taken = 0
    for place, token in enumerate(tokens):
        if place < taken:
            continue
        for length in range(min(4, len(tokens) - place), 0, -1):
            words = line[token.start : tokens[place + length - 1].end]
            if words.lower() in known and words.lower() not in house.allowed:
                found.append(words)
                taken = place + length
                break
    return tuple(found)
