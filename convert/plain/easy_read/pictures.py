"""The right picture beside an idea: own pictures first, then a table that people keep.

A picture is put in unasked only from the table, so that a wrong one is a wrong row, which a
person can mend. Everything else is a suggestion.
"""

from __future__ import annotations

import functools
from collections.abc import Iterable, Iterator, Mapping

import msgspec

from convert.plain.easy_read.house import NO_PICTURES, OwnPictures
from convert.plain.easy_read.inflect import forms
from convert.plain.easy_read.tables import phrase_set, rows, word_set
from convert.plain.easy_read.tagging import Token, tagged

_TAGS: Mapping[str, tuple[str, ...]] = {
    "v": ("VB",),
    "a": ("JJ", "VBN", "VBD"),
    "r": ("RB",),
}


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
        if match.choice.words not in _weak()
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
_WEIGHTS = {"n": 6, "": 6, "v": 4, "a": 2, "r": 2}
_FELT = 7
"""A feeling that somebody has is what a sentence is about: *I was worried about the meeting*."""
_PLACE = -3
"""Where something happens says less than what happens: *we walk in the park*."""
_TIME = 1
"""When something happens says least."""


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
            misleads = key in _misleading() and (match is None or match.weight < _OWN)
            if match is not None or misleads:
                taken = place + length
                denied = word_set("negations") & set(words[max(0, place - 3) : place])
                if match is not None and not misleads and not denied:
                    yield match
                break


_OWN = 20
"""The weight of the publication's own pictures: before every other."""


def _match(
    tokens: tuple[Token, ...], place: int, length: int, key: tuple[str, ...], own: OwnPictures
) -> _Match | None:
    if choice := _own(key, own):
        return _Match(choice, length, place, _OWN)
    for entry in _entries().get(key, ()):
        if _fits(entry.part, tokens, place, length):
            return _Match(entry.choice, length, place, _weight(entry, tokens, place))
    return None


def _weight(entry: _Entry, tokens: tuple[Token, ...], place: int) -> int:
    """How much a match says about what its sentence tells."""
    if entry.choice.words in _when():
        return _TIME
    before = [token.lower for token in tokens[max(0, place - 3) : place]]
    if entry.part == "a" and entry.choice.target.endswith(" face"):
        return _FELT if word_set("before_feelings") & set(before) else _WEIGHTS["a"]
    near = [word for word in before[-2:] if word not in word_set("function_words")]
    is_place = entry.part == "n" and bool(near) and near[-1] in word_set("before_places")
    return _WEIGHTS[entry.part] + (_PLACE if is_place else 0)


@functools.cache
def _weak() -> frozenset[str]:
    return word_set("weak_for_pictures") | frozenset(phrase_set("weak_phrases"))


@functools.cache
def _when() -> frozenset[str]:
    return frozenset(phrase_set("when"))


def _fits(part: str, tokens: tuple[Token, ...], place: int, length: int) -> bool:
    """Whether the words are used as that part of speech here."""
    words = tokens[place : place + length]
    if not part or (part != "n" and length > 1):
        return True
    if part != "n":
        return words[0].tag.startswith(_TAGS[part])
    after = tokens[place + length] if place + length < len(tokens) else None
    if (
        after is not None
        and after.tag in {"NN", "NNS"}
        and after.lower not in word_set("verbs_after_nouns")
    ):
        return False  # It only says which: "bus" in "bus company".
    if length > 1:
        return True
    named = place > 0 and tokens[place - 1].tag in {"DT", "PRP$"}  # "the lift", whatever its tag
    return (named or words[0].tag.startswith("NN")) and not _is_used_as_verb(tokens, place)


def _is_used_as_verb(tokens: tuple[Token, ...], place: int) -> bool:
    """*Book a room*, *we train staff*: a word that could be a noun, where a verb stands."""
    if tokens[place].lower not in word_set("also_verbs"):
        return False
    after = tokens[place + 1].lower if place + 1 < len(tokens) else ""
    if not place:
        return after in word_set("after_verbs")
    before = tokens[place - 1]
    joined = before.tag == "CC" and after in word_set("function_words")
    return joined or before.lower in word_set("before_verbs")
