"""What is known about how hard a document is to read: values only."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

import msgspec

from convert.document import SentenceId


class Band(StrEnum):
    """How hard a post is, in words; the bands are told apart by word and symbol, not colour."""

    EASY = "easy to read"
    MIDDLING = "could be easier"
    HARD = "hard to read"


class Reason(msgspec.Struct, frozen=True):
    """One reason why a sentence is hard: a code `allways explain` knows, and everyday words."""

    code: str
    message: str


class SentenceReading(msgspec.Struct, frozen=True):
    """A sentence, how hard it is, and why; higher is harder."""

    id: SentenceId
    text: str
    words: int
    score: float
    hard: bool
    reasons: tuple[Reason, ...] = ()


class WordReading(msgspec.Struct, frozen=True):
    """A hard word where it stands: characters `start` to `end` of its sentence's text."""

    sentence: SentenceId
    start: int
    end: int
    word: str
    score: float
    plainer: str = ""
    """A plainer word that is safe to suggest, or nothing."""


class Readability(msgspec.Struct, frozen=True):
    """The numbers and reasons for one document."""

    score: float
    band: Band
    parts: Mapping[str, float]
    """Measure to its share of the score; the shares add up to the score."""
    formulas: Mapping[str, float]
    """The published formulas by name, as cross-check."""
    word_count: int
    sentences: tuple[SentenceReading, ...]
    hard_words: tuple[WordReading, ...]
