"""The right picture beside an idea: own pictures first, then a table that people keep.

A picture is put in unasked only from the table, so that a wrong one is a wrong row, which a
person can mend. Everything else is a suggestion.
"""

from __future__ import annotations

import functools
from collections.abc import Iterable, Iterator, Mapping

import msgspec

from convert.plain.easy_read import fitting, senses
from convert.plain.easy_read.house import NO_PICTURES, OwnPictures
from convert.plain.easy_read.inflect import forms
from convert.plain.easy_read.tables import phrase_set, rows, word_set
from convert.plain.easy_read.tagging import Token, tagged


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
                made.setdefault(tuple(phrase.lower().split()), []).append(entry)
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
    found = [
        match
        for line in lines
        for match in _matches(line, own)
        if match.weight > 0 and match.choice.words not in _weak()
    ]
    if not found:
        return None
    return min(found, key=lambda match: (-match.weight, -match.length, match.place)).choice


def for_phrase(phrase: str, own: OwnPictures = NO_PICTURES) -> Choice | None:
    """The picture for a word or a short phrase on its own."""
    tokens = [token for token in tagged(phrase) if token.is_word]
    while tokens and tokens[0].lower in word_set("function_words"):
        tokens = tokens[1:]
    key = tuple(token.lower for token in tokens)
    if choice := _own(key, own):
        return choice
    if key in _misleading():
        return None
    entries = _entries().get(key, ())
    if entries:
        return entries[0].choice
    return for_idea([phrase], own)


def of_word(word: str) -> tuple[Choice, ...]:
    """Every picture that the table has for one word, whatever its part of speech."""
    return tuple(entry.choice for entry in _entries().get((word,), ()))


def misled(phrase: str) -> frozenset[int]:
    """The places of words whose own pictures would be wrong here: *party* of a political party."""
    words = [token.lower for token in tagged(phrase)]
    return frozenset(
        place + n
        for place in range(len(words))
        for length in range(1, _LONGEST + 1)
        if tuple(words[place : place + length]) in _misleading()
        for n in range(length)
    )


_LONGEST = 5


@functools.cache
def _misleading() -> frozenset[tuple[str, ...]]:
    """Phrases whose words have a picture that would be wrong here: *political party*."""
    return frozenset(tuple(phrase.split()) for phrase in phrase_set("no_picture"))


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
            misleads = key in _misleading() and (match is None or match.weight < fitting.OWN)
            if match is not None or misleads:
                taken = place + length
                if match is not None and not misleads and not fitting.is_denied(tokens, place):
                    yield match
                break


def _match(
    tokens: tuple[Token, ...], place: int, length: int, key: tuple[str, ...], own: OwnPictures
) -> _Match | None:
    if choice := _own(key, own):
        return _Match(choice, length, place, fitting.OWN)
    if length == 1 and fitting.is_name(tokens, place):
        return None
    for entry in _entries().get(key, ()):
        feeling = entry.part == "a" and entry.choice.target.endswith(" face")
        if feeling and fitting.fits_feeling(tokens, place):
            weight = fitting.weight_of_feeling(tokens, place)
            return _Match(entry.choice, length, place, weight)
        if not feeling and fitting.fits(entry.part, tokens, place, length):
            return _meant(entry, tokens, place, length)
    return None


def _meant(entry: _Entry, tokens: tuple[Token, ...], place: int, length: int) -> _Match:
    """The match, or that of the word's other sense where its neighbours show it."""
    words = entry.choice.words
    weight = fitting.weight(entry.part, words, tokens, place)
    near = {token.lower for token in tokens}
    sense = senses.other(words, near - {tokens[place].lower}) if length == 1 else None
    if sense is None:
        return _Match(entry.choice, length, place, weight)
    if sense.symbol == senses.NONE:
        return _Match(entry.choice, length, place, 0)
    return _Match(Choice(f"picture:{sense.symbol}", sense.alt, words), length, place, weight)


@functools.cache
def _weak() -> frozenset[str]:
    return word_set("weak_for_pictures") | frozenset(phrase_set("weak_phrases"))
