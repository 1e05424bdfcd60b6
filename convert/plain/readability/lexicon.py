"""What is known about a word on its own: how common, how long, how easy, in British spelling too."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from importlib.resources import files

import msgspec

from convert.plain.readability import packages

_VOWELS = frozenset("aeiouy")
_HIGHEST_LEVEL = 6.0
_ENDING = 0.3
"""What a plain ending adds to a word's level."""
# British endings to American ones, for tables that know only the American spelling.
_AMERICAN = (
    ("isation", "ization"),
    ("isations", "izations"),
    ("ise", "ize"),
    ("ised", "ized"),
    ("ises", "izes"),
    ("ising", "izing"),
    ("iser", "izer"),
    ("isers", "izers"),
    ("yse", "yze"),
    ("ysed", "yzed"),
    ("ysing", "yzing"),
    ("our", "or"),
    ("ours", "ors"),
    ("oured", "ored"),
    ("ouring", "oring"),
    ("ourable", "orable"),
    ("ourite", "orite"),
    ("ourites", "orites"),
    ("ourhood", "orhood"),
    ("tre", "ter"),
    ("tres", "ters"),
    ("bre", "ber"),
    ("tred", "tered"),
    ("ogue", "og"),
    ("ogues", "ogs"),
    ("lled", "led"),
    ("lling", "ling"),
    ("ller", "ler"),
    ("llers", "lers"),
    ("gramme", "gram"),
    ("grammes", "grams"),
    ("ence", "ense"),
    ("ences", "enses"),
    ("fulfil", "fulfill"),
    ("skilful", "skillful"),
    ("lful", "llful"),
    ("mum", "mom"),
    ("mums", "moms"),
)


class Lexeme(msgspec.Struct, frozen=True, gc=False):
    """A word as it stands in a dictionary of all texts, whatever the sentence."""

    letters: int
    syllables: int
    common: float
    """How common, on Zipf's scale: 7 for "the", 3 for once in a million words, 0 for unknown."""
    family: float
    """How common the word or the plain word inside it is ("helping": "help")."""
    level: float
    """The CEFR level of the word or of the plain word inside it, 1 to 6; 6 for an unknown word."""
    easy: bool
    """On a list of words people know early, perhaps with a plain ending."""


@lru_cache(maxsize=50_000)
def lexeme(word: str) -> Lexeme:
    """What is known about `word`, which is in small letters with plain apostrophes.

    A word with hyphens is as rare as its rarest part, and has the letters of all of them. The
    stops of "a.m." say nothing.
    """
    word = word.replace(".", "")
    parts = [part for part in word.replace("'", "").split("-") if part]
    if len(parts) > 1:
        known = [lexeme(part) for part in parts]
        return Lexeme(
            letters=sum(part.letters for part in known),
            syllables=sum(part.syllables for part in known),
            common=min(part.common for part in known),
            family=min(part.family for part in known),
            level=max(part.level for part in known),
            easy=all(part.easy for part in known),
        )
    common = _common(word)
    return Lexeme(
        letters=sum(map(str.isalnum, word)),
        syllables=count_syllables(word),
        common=common,
        family=max([common, *(_common(base) for base in bases(word))]),
        level=_level(word),
        easy=is_easy(word),
    )


def _level(word: str) -> float:
    own = [level for form in (word, *american(word)) if (level := packages.level(form)) is not None]
    inside = [
        level + _ENDING
        for base in bases(word)
        if _common(base)
        for form in (base, *american(base))
        if (level := packages.level(form)) is not None
    ]
    return min([_HIGHEST_LEVEL, *own, *inside])


def _common(word: str) -> float:
    known = packages.frequencies()
    return max(known.get(form, 0) for form in (word, *american(word))) / 100


@lru_cache(maxsize=50_000)
def is_easy(word: str) -> bool:
    """True for a word of the easy lists, with or without a plain ending."""
    return any(
        form in packages.dale_chall() or form in home_easy()
        for form in (
            word,
            *american(word),
            *bases(word),
            *(a for b in bases(word) for a in american(b)),
        )
    )


def american(word: str) -> Iterator[str]:
    """How `word` may be spelt in America, where that is another way."""
    for british, yankee in _AMERICAN:
        if word.endswith(british):
            yield word[: -len(british)] + yankee
    if "ae" in word:
        yield word.replace("ae", "e")


def bases(word: str) -> Iterator[str]:
    """The words that `word` may be a plain form of: plurals, past, -ing, -er, -est, -ly, 's."""
    if word.endswith(("'s", "s'")):
        yield word[:-2] if word.endswith("'s") else word[:-1]
        return
    if word.endswith("s") and not word.endswith("ss") and len(word) > 3:
        yield word[:-1]
        if word.endswith("es"):
            yield word[:-2]
        if word.endswith("ies"):
            yield word[:-3] + "y"
        if word.endswith("ves"):
            yield word[:-3] + "f"
            yield word[:-3] + "fe"
    for ending in ("ed", "ing", "er", "est", "ers"):
        if word.endswith(ending) and len(word) > len(ending) + 2:
            yield from _before(word[: -len(ending)])
    if word.endswith("ly") and len(word) > 5:
        yield word[:-2]
        yield word[:-1] + "e"
        if word.endswith("ily"):
            yield word[:-3] + "y"


def _before(stem: str) -> Iterator[str]:
    if not _VOWELS & set(stem):
        return
    yield stem
    yield stem + "e"
    if len(stem) > 2 and stem[-1] == stem[-2]:
        yield stem[:-1]
    if stem.endswith("i"):
        yield stem[:-1] + "y"


@lru_cache(maxsize=50_000)
def count_syllables(word: str) -> int:
    """Syllables of `word`: as spoken where the pronouncing dictionary knows it, else by its vowels."""
    known = packages.syllables()
    for form in (word, *american(word)):
        if form in known:
            return known[form]
    return _by_vowels(word)


def _by_vowels(word: str) -> int:
    groups = 0
    before = ""
    for letter in word:
        if letter in _VOWELS and before not in _VOWELS:
            groups += 1
        before = letter
    if word.endswith("e") and not word.endswith(("le", "ee", "ye")) and groups > 1:
        groups -= 1
    if word.endswith(("ed", "es")) and not word.endswith(
        ("ted", "ded", "ses", "ces", "zes", "ges", "shes", "ches")
    ):
        groups -= groups > 1
    return max(groups, 1)


@lru_cache(maxsize=1)
def home_easy() -> frozenset[str]:
    """Everyday words of British homes and services that the American list lacks."""
    return frozenset(table("easy-words.txt"))


@lru_cache(maxsize=1)
def identity_words() -> frozenset[str]:
    """Words that people use of who they are, which no report calls hard."""
    return frozenset(table("identity-words.txt"))


def is_identity(word: str) -> bool:
    """Whether `word` or the word it is a plain form of is one that people use of themselves."""
    return not identity_words().isdisjoint((word, *bases(word)))


def table(name: str) -> list[str]:
    """The lines of one of our own tables, without comments and empty lines."""
    text = files("convert.data").joinpath("readability", name).read_text("utf-8")
    return [line.strip() for line in text.splitlines() if line.strip() and not line.startswith("#")]
