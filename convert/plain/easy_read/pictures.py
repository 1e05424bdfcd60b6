"""The right picture beside an idea: own pictures first, then a table that people keep.

A picture is put in unasked only from the table, so that a wrong one is a wrong row, which a
person can mend. Everything else is a suggestion.
"""

from __future__ import annotations

import functools
from collections.abc import Iterable, Iterator, Mapping

import msgspec

from convert.plain.easy_read import openmoji
from convert.plain.easy_read.house import NO_PICTURES, OwnPictures
from convert.plain.easy_read.inflect import forms
from convert.plain.easy_read.tables import phrase_set, rows, word_set
from convert.plain.easy_read.tagging import Token, tagged

SUGGESTIONS = 6
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
    weak = word_set("weak_for_pictures")
    found = [
        match for line in lines for match in _matches(line, own) if match.choice.words not in weak
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


_LONGEST = 5
_WEIGHTS = {"n": 3, "": 3, "v": 2, "a": 1, "r": 1}


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


_OWN = 9
"""The weight of the publication's own pictures: before every other."""


def _match(
    tokens: tuple[Token, ...], place: int, length: int, key: tuple[str, ...], own: OwnPictures
) -> _Match | None:
    if choice := _own(key, own):
        return _Match(choice, length, place, _OWN)
    for entry in _entries().get(key, ()):
        if _fits(entry.part, tokens, place, length):
            return _Match(entry.choice, length, place, _WEIGHTS[entry.part])
    return None


def _fits(part: str, tokens: tuple[Token, ...], place: int, length: int) -> bool:
    """Whether the words are used as that part of speech here."""
    words = tokens[place : place + length]
    if not part or (part != "n" and length > 1):
        return True
    if part != "n":
        return words[0].tag.startswith(_TAGS[part])
    after = tokens[place + length] if place + length < len(tokens) else None
    if after is not None and after.tag in {"NN", "NNS"}:
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


# ---------------------------------------------------------------- suggestions

_NOT_OFFERED = frozenset({"smileys-emotion", "flags", "symbols", "extras-unicode"})
"""Kinds of pictures that say nothing plainly; a face is offered only beside a feeling."""


def suggestions(phrase: str, own: OwnPictures = NO_PICTURES) -> tuple[str, ...]:
    """Up to six pictures' names that a person may want, the likeliest first."""
    chosen = for_phrase(phrase, own)
    first = [chosen.target.removeprefix("picture:")] if chosen else []
    named = _named(phrase)
    by_table = [
        entry.choice.target.removeprefix("picture:")
        for word in named
        for entry in _entries().get((word,), ())
    ]
    found = dict.fromkeys((*first, *by_table, *_by_keyword(phrase, frozenset(named))))
    return tuple(found)[:SUGGESTIONS]


def _named(phrase: str) -> list[str]:
    """The words of a phrase that could name a picture, as written and in the singular."""
    dull = word_set("function_words") | word_set("too_common") | word_set("before_verbs")
    words = [token.lower for token in tagged(phrase) if len(token.text) > 2]
    both = (form for word in words for form in (word, word.removesuffix("s")))
    return [word for word in dict.fromkeys(both) if word not in dull]


def _by_keyword(phrase: str, named: frozenset[str]) -> list[str]:
    """Names of pictures by OpenMoji's own names and keywords, the likeliest first."""
    scored: list[tuple[float, str]] = []
    for symbol in openmoji.symbols().values():
        name = set(symbol.name.lower().replace(":", "").replace("-", " ").split())
        if symbol.group in _NOT_OFFERED or name & word_set("never_suggested"):
            continue
        if name & {"man", "woman", "men", "women"} and len(name) > 1:
            continue  # The same picture is there of a person.
        score = 3.0 * (symbol.name.lower() == phrase.lower())
        score += 2.0 * len(named & name) / len(name)
        score += 1.0 * sum(1 for tag in symbol.tags if tag in named)
        if score:
            scored.append((-score, symbol.name))
    return [name for _, name in sorted(scored)]
