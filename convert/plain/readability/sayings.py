"""Sayings that do not mean what their words say, wherever they stand among words.

Two tables: our own with what to write instead, and the longer one of the checks on Easy Read lines,
in which the first word may take any form and nothing is said instead.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from convert.plain.readability.lexicon import bases, table

_Pattern = tuple[str, ...]
_ANY = "_"
_FORMS = "~"
_ALSO_MEANT = frozenset(
    [
        *("light years", "light year", "boiling point", "from the heart", "top of the head"),
        *(
            "pedestal",
            "under the microscope",
            "the end of the road",
            "end of the road",
            "port of call",
            "frontline",
        ),
        *("knife edge", "hot topic", "open-minded"),
    ]
)
"""Of the longer table: what often means just what it says, or what everybody says."""


class Saying(NamedTuple):
    """A saying of `length` words from `place` on, and what to write instead, or nothing."""

    place: int
    length: int
    meaning: str


def sayings(words: Sequence[str]) -> Iterator[Saying]:
    """The sayings among `words`, which are in small letters; of several at a place, the longest."""
    place = 0
    while place < len(words):
        found = _at(words, place)
        if found is not None:
            yield found
        place += found.length if found is not None else 1


def _at(words: Sequence[str], place: int) -> Saying | None:
    known = _table()
    firsts = {words[place], _ANY, *(_FORMS + base for base in _plain(words[place]))}
    found = [
        Saying(place, len(pattern), meaning)
        for first in firsts
        for pattern, meaning in known.get(first, ())
        if len(pattern) <= len(words) - place
        and all(map(_fits, pattern[1:], words[place + 1 : place + len(pattern)]))
    ]
    return max(found, key=lambda saying: (saying.length, saying.meaning), default=None)


def _fits(part: str, word: str) -> bool:
    return part in {_ANY, word} or (part.startswith(_FORMS) and part[1:] in _plain(word))


def _plain(word: str) -> set[str]:
    """`word` and the words that it may be a form of."""
    return {word, *bases(word), *_irregular().get(word, ())}


@cache
def _table() -> Mapping[str, Sequence[tuple[_Pattern, str]]]:
    """The sayings by their first words."""
    found: dict[str, list[tuple[_Pattern, str]]] = {}
    for line in (*table("idioms.tsv"), *_of_easy_read()):
        saying, _, meaning = line.partition("\t")
        pattern = tuple(part for word in saying.split() for part in _split(word))
        found.setdefault(pattern[0], []).append((pattern, meaning))
    return found


def _of_easy_read() -> Iterator[str]:
    text = files("convert.data").joinpath("easy_read", "lines.toml").read_text("utf-8")
    for line in tomllib.loads(text)["idioms"].split("\n"):
        if not line or line in _ALSO_MEANT:
            continue
        saying = " ".join(_ANY if word == "*" else word for word in line.split())
        yield saying if saying.startswith(_ANY) else _FORMS + saying


def _split(word: str) -> tuple[str, ...]:
    """A saying's word as tokens: the `'s` of "bird's" stands apart."""
    return (word[:-2], "'s") if word.endswith("'s") else (word,)


@cache
def _irregular() -> Mapping[str, tuple[str, ...]]:
    rows = (line.split("\t") for line in table("irregular-forms.tsv"))
    found: dict[str, list[str]] = {}
    for base, forms in rows:
        for form in forms.split():
            found.setdefault(form, []).append(base)
    return {form: tuple(found_bases) for form, found_bases in found.items()}
