"""How hard a word is where it stands: a sum of six named measures."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import msgspec

from convert.plain.readability import packages
from convert.plain.readability.lexicon import Lexeme, is_identity, lexeme
from convert.plain.readability.plainer import plainer
from convert.plain.readability.tokens import SHORT_STEMS, Kind, Token

_COMMONEST = 6.5
"""Zipf: words this common or commoner are nobody's trouble ("people", "time")."""
HARD_WORD = 0.19
"""The generous cut on `stumbling`: two of five content words of the news are at or above it, which
is how many at least one of twenty readers marks (CWI 2018, Yimam and others)."""
FLAG_WORD = 0.305
"""The stricter cut that a report uses: a page with few marks is read, one full of them is not."""
FLAG_WITH_PLAINER = 0.22
"""The report's cut for a word that it can offer a plainer one for."""
_FURTHER_WORD, _OF_ITS_SCORE = 0.1, 0.5
"""What each further word of a phrase adds: readers mark nearly every phrase (Gooding and Kochmar,
2018), whatever its words."""
_LONG = 0.01
"""What a letter over five adds where readers mark what they stumble over: in the news length tells
that as well as rarity does, while ratings of one word at a time hardly ask for it."""
_MANY_SYLLABLES = 5
_FEW_LETTERS, _MANY_LETTERS = 5, 12
_RARE_LEVEL = 5.5
_OPENING_MARKS = frozenset("“\"'‘([:–—-•*")
_CONTENT = ("NN", "VB", "JJ", "RB", "FW", "UH")
_ABSTRACT_ENDINGS = (
    *("tion", "sion", "ment", "ness", "ity", "ance", "ence", "ancy", "ency", "ism", "ship"),
    *("tions", "sions", "ments", "ities", "ances", "ences", "isms", "hood"),
)

# Shares of the score; the scale is that of CompLex (Shardlow and others, 2020): 0 very easy,
# 1 very hard. Chosen, with common-sense signs, between the best fit to its words and the best fit
# to the sentences of CEFR-SP (Arase and others, 2022). Letters count for more than CompLex alone
# would have them (r 0.65 with them, 0.67 without): readers of news mark long words (CWI 2018).
WEIGHTS: Mapping[str, float] = {
    "rare": 0.03,
    "rare family": 0.04,
    "unlisted": 0.03,
    "level": 0.022,
    "syllables": 0.008,
    "letters": 0.006,
}


class Word(msgspec.Struct, frozen=True, gc=False):
    """A word of a sentence with what is known about it."""

    token: Token
    lexeme: Lexeme
    is_name: bool
    is_content: bool
    """Carries meaning of its own, unlike "the", "of" and "is"."""

    @property
    def parts(self) -> dict[str, float]:
        """Each measure's share of the score."""
        known = self.lexeme
        values = {
            "rare": max(0.0, _COMMONEST - known.common),
            "rare family": max(0.0, _COMMONEST - known.family),
            "unlisted": float(not known.easy),
            "level": known.level - 1,
            "syllables": float(min(_MANY_SYLLABLES, known.syllables) - 1),
            "letters": _letters_over_few(known),
        }
        return {name: weight * values[name] for name, weight in WEIGHTS.items()}

    @property
    def score(self) -> float:
        """0 for a word nobody stumbles over, up to about 1."""
        return sum(self.parts.values())


def stumbling(word: Word) -> float:
    """How sure it is that one of many readers marks `word`: its score, and more where it is long."""
    return word.score + _LONG * _letters_over_few(word.lexeme)


def is_hard(found: Sequence[Word]) -> bool:
    """True for a word or phrase that some readers stumble over; a name never is, however long."""
    return together([stumbling(word) for word in found if not word.is_name]) >= HARD_WORD


def is_flagged(word: Word) -> bool:
    """True for a word that a report shows; never for a name, an easy word, or who people are."""
    if word.is_name or word.lexeme.easy or is_identity(word.token.lower):
        return False
    cut = FLAG_WITH_PLAINER if plainer(word.token.lower) else FLAG_WORD
    return word.score >= cut


def words(tokens: Sequence[Token]) -> list[Word]:
    """The words of a sentence: no figures, marks, addresses or shortened endings."""
    return [
        Word(
            token,
            lexeme(_spelt(tokens, place)),
            is_name=is_name(tokens, place),
            is_content=token.tag.startswith(_CONTENT),
        )
        for place, token in enumerate(tokens)
        if token.kind is Kind.WORD
    ]


def _spelt(tokens: Sequence[Token], place: int) -> str:
    """The word as dictionaries have it: "can" for the first half of "can't"."""
    word = tokens[place].lower
    after = tokens[place + 1] if place + 1 < len(tokens) else None
    return SHORT_STEMS.get(word, word) if after is not None and after.kind is Kind.CLITIC else word


def together(scores: Sequence[float]) -> float:
    """How hard words that belong together are: as the hardest, and some for each further one."""
    if not scores:
        return 0.0
    hardest, *rest = sorted(scores, reverse=True)
    return hardest + sum(_FURTHER_WORD + _OF_ITS_SCORE * score for score in rest)


def _letters_over_few(known: Lexeme) -> float:
    return float(min(_MANY_LETTERS, max(_FEW_LETTERS, known.letters)) - _FEW_LETTERS)


def is_name(tokens: Sequence[Token], place: int) -> bool:
    """True for a word with a capital that the start of the sentence does not explain."""
    token = tokens[place]
    if not token.text[:1].isupper() or token.lower == "i":
        return False
    before = tokens[place - 1] if place else None
    if before is None or before.text in _OPENING_MARKS:
        return _is_only_a_name(token)
    return True


def _is_only_a_name(token: Token) -> bool:
    """True where the word is not known in small letters, so that its capital must be a name's."""
    known = packages.tags()
    if token.lower in known or token.lower.endswith(_ABSTRACT_ENDINGS):
        return False
    return token.text in known or lexeme(token.lower).level >= _RARE_LEVEL


def is_abstract(token: Token) -> bool:
    """True for a noun made of a verb or an adjective: -tion, -ment, -ity."""
    return (
        token.tag in {"NN", "NNS"}
        and len(token.text) > 6
        and token.lower.endswith(_ABSTRACT_ENDINGS)
    )
