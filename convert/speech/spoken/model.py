"""What the rules of spoken forms are made of: a pattern, and how its matches are said."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TypeAlias

import msgspec


class Token(msgspec.Struct, frozen=True):
    """A piece of a sentence as it is said, and where it stands in what is written."""

    spoken: str
    """Words; empty where nobody knows how to say them, which `unspeakable` reports."""
    start: int
    end: int
    rule: str
    """What decided how it is said: `dates/day-month`, `words/plain`, `fallback`."""
    mark: str = ""
    """The punctuation that a voice pauses or rises at, after the words."""


class Here(msgspec.Struct, frozen=True):
    """A match, and the normal text around it."""

    match: re.Match[str]
    text: str
    capitals: bool
    """True where the whole sentence is written in capitals, so that they mean nothing."""

    @property
    def before(self) -> str:
        """What stands before, without the space between."""
        return self.text[: self.match.start()].rstrip()

    @property
    def after(self) -> str:
        """What stands after, its space included."""
        return self.text[self.match.end() :]

    @property
    def last_word(self) -> str:
        """The word before, or nothing where punctuation stands between."""
        found = _LAST_WORD.search(self.before)
        return found[0] if found else ""

    def __getitem__(self, group: str | int) -> str:
        """A group of the match; empty where it took no part."""
        return self.match[group] or ""


VULGAR = "½¼¾⅓⅔⅛⅜⅝⅞"
"""Fractions of one character."""
LETTER = rf"[^\W\d_¹²³{VULGAR}]"

_LAST_WORD = re.compile(r"[^\W_][\w'.]*$")

Say: TypeAlias = Callable[[Here], str | None]
"""The words for a match, or None where the rule does not fit after all."""


class Rule(msgspec.Struct, frozen=True):
    """A pattern tried where a word may begin, and how what it matches is said."""

    name: str
    pattern: re.Pattern[str]
    say: Say


def rule(name: str, pattern: str, say: Say, *, flags: re.RegexFlag = re.NOFLAG) -> Rule:
    """A rule whose pattern is written with spaces for legibility."""
    return Rule(name, re.compile(pattern, re.VERBOSE | flags), say)
