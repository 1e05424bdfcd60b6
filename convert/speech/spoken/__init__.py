"""Spoken forms: how a written sentence is said in British English, every word knowing its place.

Rules are tried in order wherever a word may begin. The first that fits says its match, so what
is special stands before what is plain.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Final

import msgspec

from convert.languages import is_english
from convert.speech.lexicon import Lexicon
from convert.speech.spoken import (
    abbreviations,
    addresses,
    dates,
    measures,
    money,
    numbers,
    plain,
    roman,
    symbols,
    telephones,
    times,
)
from convert.speech.spoken.model import LETTER, Here, Rule, Token
from convert.speech.spoken.normal import Normal, normal

__all__ = ["RULES", "Token", "spoken", "try_spoken", "unspeakable", "words"]

RULES: Final[tuple[Rule, ...]] = (
    *addresses.RULES,
    *times.FIGURES,
    *telephones.RULES,
    *money.RULES,
    *dates.RULES,
    *times.RULES,
    *measures.RULES,
    *abbreviations.RULES,
    *roman.RULES,
    *numbers.RULES,
    *plain.RULES,
    *symbols.RULES,
)
UNKNOWN: Final = "unknown"
FALLBACK: Final = "fallback"

_SPACE: Final = re.compile(r"\s+")
# What a voice hears at punctuation; brackets and dashes are short pauses.
_PAUSES: Final = re.compile(r"(?P<end>[.!?]+)|(?P<part>[,;:])|(?P<dash>[–()\[\]{}/|]|-)|[\"'\\]")
_MIDDLE: Final = (",", ";", ":")
_LETTERS: Final = re.compile(LETTER + "+")
_WRITTEN_WORD: Final = re.compile(r"[^\s,;:.!?]+")
_POSSESSIVE: Final = re.compile(r"'s(?!\w)")


def spoken(text: str, lang: str, lexicon: Lexicon) -> tuple[Token, ...]:
    """`text`, a sentence, as it is said in `lang`, piece by piece in order.

    The rules are British English; words of other languages stand as they are written.
    """
    scan = _Scan(normal(text), lexicon, english=is_english(lang))
    return scan.tokens()


def words(tokens: tuple[Token, ...]) -> str:
    """What a voice is given to say."""
    said = [token for token in tokens if token.spoken]
    return " ".join(token.spoken + token.mark for token in said)


def unspeakable(tokens: tuple[Token, ...]) -> str:
    """Why the sentence cannot be spoken whole, or nothing where it can."""
    if any(token.rule.startswith(UNKNOWN) for token in tokens):
        return "It has letters that are not English. Say them in lexicon.pls."
    if not words(tokens):
        return "It has no words to say."
    return ""


def try_spoken(text: str) -> str:
    """`text` as it would be said, for trying out."""
    return words(spoken(text, "en-GB", Lexicon.empty()))


class _Scan:
    """One walk over a sentence."""

    def __init__(self, written: Normal, lexicon: Lexicon, *, english: bool) -> None:
        self._written = written
        self._text = written.text
        self._lexicon = lexicon
        self._english = english
        self._capitals = _all_capitals(written.text)
        self._tokens: list[Token] = []

    def tokens(self) -> tuple[Token, ...]:
        """The pieces in order."""
        at = 0
        while at < len(self._text):
            at = self._step(at)
        if self._tokens and self._tokens[-1].mark in _MIDDLE:
            self._tokens[-1] = msgspec.structs.replace(self._tokens[-1], mark="")
        return tuple(self._tokens)

    def _step(self, at: int) -> int:
        if space := _SPACE.match(self._text, at):
            return space.end()
        if entry := self._lexicon.match(self._text, at):
            return self._say(at, at + entry.length, entry.alias, "lexicon")
        if not self._english:
            return self._other_language(at)
        small = plain.FAST.match(self._text, at)
        if (
            small
            and not self._text.startswith("(", at - 1)
            and small[0] not in abbreviations.STARTS
        ):
            return self._say(at, small.end(), small[0], "words/plain")
        return self._by_rule(at) or self._pause(at) or self._fallback(at)

    def _by_rule(self, at: int) -> int:
        for rule in RULES:
            match = rule.pattern.match(self._text, at)
            if match is None or match.end() == at:
                continue
            said = rule.say(Here(match, self._text, self._capitals))
            if said is None or not _is_latin(said):
                continue
            return self._say(at, match.end(), said, rule.name)
        return 0

    def _say(self, start: int, end: int, said: str, rule: str) -> int:
        if said and _POSSESSIVE.match(self._text, end) and self._text[end - 1].isalnum():
            return self._say(start, end + 2, f"{said}'s", rule)
        if said:
            places = (self._written.starts[start], self._written.ends[end - 1])
            # The full stop of a short form is the sentence's too where it stands last.
            ends = self._text[end - 1] == "." and not self._text[end:].strip()
            self._tokens.append(Token(said, *places, rule, "." if ends else ""))
        return end

    def _pause(self, at: int) -> int:
        match = _PAUSES.match(self._text, at)
        if match is None:
            return 0
        mark = ""
        if match["end"]:
            mark = _ending(match[0], is_last=not self._text[match.end() :].strip("\"') "))
        elif match["part"]:
            mark = match[0]
        elif match["dash"] and not self._inside_a_word(at):
            mark = ","
        self._mark(mark)
        return match.end()

    def _inside_a_word(self, at: int) -> bool:
        """A hyphen between two pieces of one word is not a pause."""
        text = self._text
        return text[at] == "-" and at + 1 < len(text) and not text[at + 1].isspace()

    def _mark(self, mark: str) -> None:
        if mark and self._tokens and (not self._tokens[-1].mark or mark in ".!?"):
            self._tokens[-1] = msgspec.structs.replace(self._tokens[-1], mark=mark)

    def _fallback(self, at: int) -> int:
        letters = _LETTERS.match(self._text, at)
        if letters:
            self._unknown(at, letters.end())
            return letters.end()
        character = self._text[at]
        category = unicodedata.category(character)
        if category[0] in "PZ" or category in ("Cc", "Cf", "Mn", "Me", "Sk"):
            return at + 1
        name = symbols.fallback(character)
        if not name:
            self._unknown(at, at + 1)
            return at + 1
        return self._say(at, at + 1, name, FALLBACK)

    def _unknown(self, start: int, end: int) -> None:
        places = (self._written.starts[start], self._written.ends[end - 1])
        self._tokens.append(Token("", *places, UNKNOWN))

    def _other_language(self, at: int) -> int:
        match = _WRITTEN_WORD.match(self._text, at)
        if match is None:
            return self._pause(at) or at + 1
        return self._say(at, match.end(), match[0], "words/other-language")


def _ending(written: str, *, is_last: bool) -> str:
    if "?" in written:
        return "?"
    if "!" in written:
        return "!"
    return "." if is_last or len(written) == 1 else ","


def _all_capitals(text: str) -> bool:
    """Whether a sentence of two words or more is written in capitals."""
    cased = [character for character in text if character.isupper() or character.islower()]
    return (
        len(_LETTERS.findall(text)) > 1
        and len(cased) > 4
        and sum(character.isupper() for character in cased) > 0.8 * len(cased)
    )


def _is_latin(said: str) -> bool:
    """Whether all letters are ones that English uses; letters of other scripts are unknown."""
    if said.isascii():
        return True
    return all(
        not character.isalnum()
        or character.isdecimal()
        or unicodedata.name(character, "").startswith("LATIN")
        for character in said
    )
