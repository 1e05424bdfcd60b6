"""How hard a word is where it stands: a sum of six named measures."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import msgspec

from convert.plain.readability import packages
from convert.plain.readability.lexicon import Lexeme, is_identity, lexeme
from convert.plain.readability.plainer import plainer
from convert.plain.readability.tokens import Kind, Token

_COMMONEST = 6.5
"""Zipf: words this common or commoner are nobody's trouble ("people", "time")."""
HARD_WORD = 0.17
"""The generous cut, where some readers stumble: about two content words of the news in five."""
FLAG_WORD = 0.305
"""The stricter cut that a report uses: a page with few marks is read, one full of them is not."""
FLAG_WITH_PLAINER = 0.22
"""The report's cut for a word that it can offer a plainer one for."""
_FURTHER_WORD, _OF_ITS_SCORE = 0.05, 0.5
"""What each further word of a phrase adds: people find phrases harder than their words."""
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
            "letters": float(min(_MANY_LETTERS, max(_FEW_LETTERS, known.letters)) - _FEW_LETTERS),
        }
        return {name: weight * values[name] for name, weight in WEIGHTS.items()}

    @property
    def score(self) -> float:
        """0 for a word nobody stumbles over, up to about 1."""
        return sum(self.parts.values())


def is_hard(word: Word) -> bool:
    """True for a word that some readers stumble over; a name never is, whatever its letters."""
    return not word.is_name and word.score >= HARD_WORD


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
            lexeme(token.lower),
            is_name=is_name(tokens, place),
            is_content=token.tag.startswith(_CONTENT),
        )
        for place, token in enumerate(tokens)
        if token.kind is Kind.WORD
    ]


def phrase_score(found: Sequence[Word]) -> float:
    """How hard words that belong together are: as the hardest, and some for each further one."""
    if not found:
        return 0.0
    hardest, *rest = sorted((word.score for word in found), reverse=True)
    return hardest + sum(_FURTHER_WORD + _OF_ITS_SCORE * score for score in rest)


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
