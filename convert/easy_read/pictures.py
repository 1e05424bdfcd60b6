"""The right picture beside an idea: own pictures first, then a table that people keep.

A picture is put in unasked only from the table, so that a wrong one is a wrong row, which a
person can mend. Everything else is a suggestion.
"""

from __future__ import annotations

import functools
from collections.abc import Iterable, Iterator, Mapping

import msgspec

from convert.easy_read import openmoji
from convert.easy_read.house import NO_PICTURES, OwnPictures
from convert.easy_read.inflect import forms
from convert.easy_read.tables import rows, word_set
from convert.easy_read.tagging import Token, tagged

SUGGESTIONS = 6
_TAGS = {"n": "NN", "v": "VB", "a": "JJ", "r": "RB"}


class Row(msgspec.Struct, frozen=True):
    """One row of the table: words, their part of speech, the picture, and its plain alt text."""

    words: tuple[str, ...]
    part: str
    """n, v, a (adjective), r (adverb), or nothing where the part of speech does not matter."""
    symbol: str
    """OpenMoji's name for the picture."""
    alt: str


class Choice(msgspec.Struct, frozen=True):
    """A picture for an idea: what `easy-read.md` names, and its alt text."""

    target: str
    alt: str
    words: str
    """The words of the idea that it stands for."""


@functools.cache
def table() -> tuple[Row, ...]:
    """The rows of the table, in the file's order."""
    return tuple(
        Row(tuple(word.strip() for word in words.split(",")), part, symbol, alt)
        for words, part, symbol, alt in rows("pictures")
    )


class _Entry(msgspec.Struct, frozen=True):
    part: str
    choice: Choice


@functools.cache
def _entries() -> Mapping[tuple[str, ...], tuple[_Entry, ...]]:
    """Every phrase of the table in every form, with what it leads to."""
    made: dict[tuple[str, ...], list[_Entry]] = {}
    for row in table():
        for words in row.words:
            entry = _Entry(row.part, Choice(f"picture:{row.symbol}", row.alt, words))
            for phrase in forms(words, row.part):
                made.setdefault(tuple(phrase.split()), []).append(entry)
    return {phrase: tuple(entries) for phrase, entries in made.items()}


def _own(words: tuple[str, ...], own: OwnPictures) -> Choice | None:
    picture = own.by_phrase.get(" ".join(words))
    return Choice(picture.file, picture.alt, " ".join(words)) if picture else None


# ---------------------------------------------------------------- an idea's picture


class _Match(msgspec.Struct, frozen=True):
    choice: Choice
    length: int
    place: int
    weight: int


def for_idea(lines: Iterable[str], own: OwnPictures = NO_PICTURES) -> Choice | None:
    """The picture for an idea's lines, or None where no row of the table surely fits."""
    weak = word_set("weak_for_pictures")
    found = [
        match for line in lines for match in _matches(line, own) if match.choice.words not in weak
    ]
    if not found:
        return None
    return min(found, key=lambda match: (-match.weight, -match.length, match.place)).choice


def for_phrase(phrase: str, own: OwnPictures = NO_PICTURES) -> Choice | None:
    """The picture for a word or a short phrase on its own."""
    words = [token.lower for token in tagged(phrase) if token.is_word]
    while words and words[0] in word_set("function_words"):
        words = words[1:]
    key = tuple(words)
    if choice := _own(key, own):
        return choice
    entries = _entries().get(key, ())
    if entries:
        return entries[0].choice
    return for_idea([phrase], own)


_LONGEST = 5
_WEIGHTS = {"n": 3, "": 3, "v": 2, "a": 1, "r": 1}


def _matches(line: str, own: OwnPictures) -> Iterator[_Match]:
    tokens = tagged(line)
    words = [token.lower for token in tokens]
    taken = 0
    for place in range(len(tokens)):
        if place < taken:
            continue
        for length in range(min(_LONGEST, len(tokens) - place), 0, -1):
            key = tuple(words[place : place + length])
            match = _match(tokens, place, length, key, own)
            if match is not None:
                taken = place + length
                if not any(
                    word in word_set("negations") for word in words[max(0, place - 3) : place]
                ):
                    yield match
                break


def _match(
    tokens: tuple[Token, ...], place: int, length: int, key: tuple[str, ...], own: OwnPictures
) -> _Match | None:
    if choice := _own(key, own):
        return _Match(choice, length, place, 9)
    following = tokens[place + length] if place + length < len(tokens) else None
    for entry in _entries().get(key, ()):
        if _fits(entry.part, tokens[place : place + length], following):
            return _Match(entry.choice, length, place, _WEIGHTS[entry.part])
    return None


def _fits(part: str, tokens: tuple[Token, ...], following: Token | None) -> bool:
    if not part:
        return True
    if part == "n":
        modifies = following is not None and following.tag in {"NN", "NNS"}
        return not modifies and (tokens[-1].tag.startswith("NN") or len(tokens) > 1)
    return len(tokens) > 1 or tokens[0].tag.startswith(_TAGS[part])


# ---------------------------------------------------------------- suggestions

NEVER_UNASKED = frozenset({"smileys-emotion", "flags", "symbols", "extras-unicode"})


def suggestions(phrase: str, own: OwnPictures = NO_PICTURES) -> tuple[str, ...]:
    """Up to six pictures' names that a person may want, the likeliest first."""
    words = [token.lower for token in tagged(phrase) if len(token.text) > 2]
    if not words:
        return ()
    dull = word_set("function_words") | word_set("too_common")
    named = {word for word in words if word not in dull}
    scored: list[tuple[float, str]] = []
    for symbol in openmoji.symbols().values():
        name = set(symbol.name.lower().split())
        score = 3.0 * (symbol.name.lower() == phrase.lower())
        score += 2.0 * len(named & name) / len(name)
        score += 1.0 * sum(1 for tag in symbol.tags if tag in named)
        if score:
            scored.append((-score, symbol.name))
    chosen = for_phrase(phrase, own)
    first = [chosen.target.removeprefix("picture:")] if chosen else []
    rest = (name for _, name in sorted(scored) if name not in first)
    return tuple([*first, *rest][:SUGGESTIONS])
