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


class Reason(msgspec.Struct, frozen=True, omit_defaults=True):
    """One reason why a sentence is hard: a code `allways explain` knows, and everyday words."""

    code: str
    message: str
    start: int = 0
    """Characters `start` to `end` of the sentence's text; nothing where it is about all of it."""
    end: int = 0
    plainer: str = ""
    """What could stand there instead, or nothing."""


class SentenceReading(msgspec.Struct, frozen=True, omit_defaults=True):
    """A sentence, how hard it is, and why; higher is harder."""

    id: SentenceId
    text: str
    words: int
    score: float
    hard: bool
    reasons: tuple[Reason, ...] = ()
    easier: str = ""
    """A safe easier way to say it, perhaps in several sentences; nothing where we know of none."""


class WordReading(msgspec.Struct, frozen=True, omit_defaults=True):
    """A hard word where it stands: characters `start` to `end` of its sentence's text."""

    sentence: SentenceId
    start: int
    end: int
    word: str
    score: float
    plainer: str = ""
    """A plainer word that is safe to suggest, or nothing."""
    explained: str = ""
    """The publication's own sentence that explains the word, or nothing."""


class Ages(msgspec.Struct, frozen=True):
    """A reading age as a band in whole years: no measure is better than that."""

    low: int
    high: int


class Target(msgspec.Struct, frozen=True):
    """What a post is held to."""

    ages: Ages = Ages(9, 11)
    """Reading age."""
    sentence_words: int = 20
    """A sentence with more is long: GOV.UK breaks them up at 25, Yoast warns at 20."""
    sentence_level: float = 3.3
    """From this score a sentence is hard; 3.3 is about CEFR B2 and above."""


class Readability(msgspec.Struct, frozen=True):
    """The numbers and reasons for one document."""

    score: float
    """Reading age in years by our own measures, to order posts by; shown as `ages`."""
    band: Band
    ages: Ages
    """Our own measures, give or take."""
    formula_ages: Ages
    """What the school-grade formulas say, lowest and highest."""
    parts: Mapping[str, float]
    """Measure to its share of the score; the shares add up to the score."""
    formulas: Mapping[str, float]
    """The published formulas by name, as cross-check."""
    word_count: int
    sentences: tuple[SentenceReading, ...]
    hard_words: tuple[WordReading, ...]
    reasons: tuple[Reason, ...] = ()
    """What is about the whole post: headings, paragraphs, pictures, links."""
    target: Target = Target()
    """What the post is held to, by its audience."""

    @property
    def measures_disagree(self) -> bool:
        """True where the formulas and our own measures lie more than a school stage apart."""
        return (
            self.formula_ages.low > self.ages.high + 1 or self.formula_ages.high < self.ages.low - 1
        )
