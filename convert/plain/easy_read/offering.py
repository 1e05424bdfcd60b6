"""Pictures offered to a person where the table does not surely know one, the likeliest first.

OpenMoji's keywords are full of jokes and of other countries' meanings (a peacock for *proud*, a
crab for *cancer*), and whoever edits a page sees what is offered: so animals and food are found by
their names alone, and `not_offered.tsv` lists what no word may lead to.
"""

from __future__ import annotations

import functools
from collections.abc import Mapping

from convert.plain.easy_read import openmoji, pictures
from convert.plain.easy_read.house import NO_PICTURES, OwnPictures
from convert.plain.easy_read.tables import rows, word_set
from convert.plain.easy_read.tagging import tagged

SUGGESTIONS = 6
_NOT_OFFERED = frozenset({"smileys-emotion", "flags", "symbols", "extras-unicode"})
"""Kinds of pictures that say nothing plainly; a face is offered only beside a feeling."""
_BY_NAME_ALONE = frozenset({"animals-nature", "food-drink"})
"""Kinds of pictures whose keywords are figures of speech."""
_ALL = "*"


@functools.cache
def not_offered() -> Mapping[str, frozenset[str]]:
    """What a word never leads to: pictures, or `*` for all that keywords find."""
    made: dict[str, frozenset[str]] = {}
    for words, names in rows("not_offered"):
        barred = frozenset(name.strip() for name in names.split(","))
        for word in words.split(","):
            made[word.strip()] = made.get(word.strip(), frozenset()) | barred
    return made


def suggestions(phrase: str, own: OwnPictures = NO_PICTURES) -> tuple[str, ...]:
    """Up to six pictures' names that a person may want, the likeliest first."""
    chosen = pictures.for_phrase(phrase, own)
    first = [_name(chosen)] if chosen else []
    named = _named(phrase)
    by_table = [_name(choice) for word in named for choice in pictures.of_word(word)]
    found = dict.fromkeys((*first, *by_table, *_by_keyword(phrase, named)))
    return tuple(found)[:SUGGESTIONS]


def _name(choice: pictures.Choice) -> str:
    return choice.target.removeprefix("picture:")


def _named(phrase: str) -> list[str]:
    """The words of a phrase that could name a picture, as written and in the singular."""
    dull = word_set("function_words") | word_set("too_common") | word_set("before_verbs")
    misled = pictures.misled(phrase)
    tokens = enumerate(tagged(phrase))
    words = [token.lower for n, token in tokens if len(token.text) > 2 and n not in misled]
    both = (form for word in words for form in (word, word.removesuffix("s")))
    return [word for word in dict.fromkeys(both) if word not in dull]


def _by_keyword(phrase: str, named: list[str]) -> list[str]:
    """Names of pictures by OpenMoji's own names and keywords, the likeliest first."""
    barred = {word: not_offered().get(word, frozenset()) for word in named}
    asked = {word: names for word, names in barred.items() if _ALL not in names}
    scored: list[tuple[float, str]] = []
    for symbol in openmoji.symbols().values():
        words = _words(symbol)
        if symbol.group in _NOT_OFFERED or set(words) & word_set("never_suggested"):
            continue
        if {"man", "woman", "men", "women"} & set(words) and len(words) > 1:
            continue  # The same picture is there of a person.
        fitting = {word for word, names in asked.items() if symbol.name not in names}
        score = 3.0 * (symbol.name.lower() == phrase.lower() and phrase.lower() in fitting)
        score += 2.0 * (_head(symbol) in fitting) / len(words)
        if symbol.group not in _BY_NAME_ALONE:
            score += 1.0 * len(fitting & set(symbol.tags))
        if score:
            scored.append((-score, symbol.name))
    return [name for _, name in sorted(scored)]


def _words(symbol: openmoji.Symbol) -> list[str]:
    return symbol.name.lower().replace(":", "").replace("-", " ").split()


def _head(symbol: openmoji.Symbol) -> str:
    """The word that says what a picture shows: *bread* of *baguette bread*."""
    return symbol.name.lower().split(" with ")[0].split(":")[0].split()[-1]
