"""Words and marks of a sentence, where they stand, and what part they play."""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import Enum, auto

import msgspec

from convert.plain.readability import tagging


class Kind(Enum):
    """What a token is."""

    WORD = auto()
    CLITIC = auto()
    """The end of a shortened word: n't, 's, 're."""
    NUMBER = auto()
    ADDRESS = auto()
    """A web address, e-mail address, handle or hashtag: shown, never scored."""
    FOREIGN = auto()
    """A word of a language that the scores do not know: counted, never judged."""
    MARK = auto()


class Token(msgspec.Struct, frozen=True, gc=False):
    """A word or mark: characters `start` to `end` of its sentence."""

    text: str
    start: int
    end: int
    kind: Kind
    tag: str
    """Penn Treebank part of speech."""

    @property
    def lower(self) -> str:
        """The word in small letters, with a plain apostrophe and hyphen."""
        return normal(self.text)


_SHAPES = str.maketrans({"’": "'", "‘": "'", "ʼ": "'", "\u2010": "-", "\u2011": "-", "\u00ad": ""})
_TOKEN = re.compile(
    r"""
      (?P<address>(?:https?://|www\.)\S+|[\w.+-]+@[\w-]+(?:\.[\w-]+)+|(?<!\w)[@\#]\w+)
    | (?P<abbreviation>(?:[^\W\d_]\.){2,}[^\W\d_]?|\b(?:Mr|Mrs|Ms|Dr|Prof|St|Rev|Hon)\.)
    | (?P<number>[£$€]?\d+(?:[.,:/]\d+)*(?:%|st\b|nd\b|rd\b|th\b|pm\b|am\b|s\b)?)
    | (?P<word>\w+(?:['’ʼ\-‐‑]\w+)*)
    | (?P<mark>\.{2,}|[^\w\s])
    """,
    re.VERBOSE,
)
_CLITIC = re.compile(r"^(?P<stem>.+?)(?P<clitic>n['’]t|['’](?:s|re|ve|ll|d|m))$", re.IGNORECASE)
SHORT_STEMS = {"ca": "can", "wo": "will", "sha": "shall"}
"""Stems before n't that are not the plain word."""


def normal(word: str) -> str:
    """`word` in small letters, with plain apostrophes and hyphens."""
    return word.translate(_SHAPES).lower()


def tokens(sentence: str, foreign: Sequence[tuple[int, int]] = ()) -> tuple[Token, ...]:
    """The words and marks of one sentence, in order, each with its part of speech.

    `foreign` are the stretches that are in another language.
    """
    pieces = list(_pieces(sentence))
    found = tagging.tag([_for_tagging(sentence[start:end]) for start, end, _ in pieces])
    return tuple(
        Token(sentence[start:end], start, end, kind, tag)
        if kind is Kind.MARK or not any(first <= start < last for first, last in foreign)
        else Token(sentence[start:end], start, end, Kind.FOREIGN, "FW")
        for (start, end, kind), tag in zip(pieces, found, strict=True)
    )


def _pieces(sentence: str) -> list[tuple[int, int, Kind]]:
    pieces: list[tuple[int, int, Kind]] = []
    for match in _TOKEN.finditer(sentence):
        start, end = match.span()
        match match.lastgroup:
            case "address":
                pieces.append((start, end, Kind.ADDRESS))
            case "number":
                pieces.append((start, end, Kind.NUMBER))
            case "mark":
                pieces.append((start, end, Kind.MARK))
            case _:
                pieces += _split_clitic(match.group(), start)
    return pieces


def _split_clitic(word: str, start: int) -> list[tuple[int, int, Kind]]:
    parts = _CLITIC.match(word)
    if parts is None:
        return [(start, start + len(word), Kind.WORD)]
    middle = start + parts.end("stem")
    return [(start, middle, Kind.WORD), (middle, start + len(word), Kind.CLITIC)]


def _for_tagging(word: str) -> str:
    plain = word.translate(_SHAPES)
    return SHORT_STEMS.get(plain.lower(), plain)
