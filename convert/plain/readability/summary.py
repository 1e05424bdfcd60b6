"""One post's reading in few values: what the overview, the table and the history are made of."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Mapping, Sequence

import msgspec

from convert.document import Document
from convert.plain.readability.advice import advice
from convert.plain.readability.findings import HARD_WORD
from convert.plain.readability.model import Ages, Band, Readability
from convert.plain.readability.posts import LONG_SENTENCE
from convert.review.answers import Answer


class Summary(msgspec.Struct, frozen=True):
    """What a group wants to know of a post before it opens the report. Keep names: files use them."""

    slug: str
    title: str
    date: dt.date
    band: Band
    score: float
    """Reading age in years by our own measures."""
    ages: Ages
    formula_ages: Ages
    measures_disagree: bool
    words: int
    sentences: int
    hard_sentences: int
    long_sentences: int
    """Over 25 words."""
    hard_words: int
    gain: float
    """Years over the target: how much a group would gain by making the post easier."""
    fixes: tuple[str, ...]
    """What to put right first, in words."""
    findings: Mapping[str, int]
    """How often each finding was made, by code."""
    parts: Mapping[str, float]
    """Years that each measure adds to a plain text or takes off."""
    formulas: Mapping[str, float]


class PostReport(msgspec.Struct, frozen=True):
    """The file `readability/<slug>-figures.json`: everything known about one post."""

    summary: Summary
    readability: Readability
    answers: tuple[Answer, ...] = ()
    """What groups said, old answers too."""


class OnlySummary(msgspec.Struct, frozen=True):
    """The same file without what the overview does not need."""

    summary: Summary


def summarise(document: Document, readability: Readability) -> Summary:
    """The reading of `document` in few values."""
    told = advice(readability)
    counts = Counter(
        reason.code for sentence in readability.sentences for reason in sentence.reasons
    )
    counts.update(reason.code for reason in readability.reasons)
    counts[HARD_WORD] = len(readability.hard_words)
    return Summary(
        slug=document.slug,
        title=document.title.text,
        date=document.meta.updated or document.meta.date,
        band=readability.band,
        score=round(readability.score, 2),
        ages=readability.ages,
        formula_ages=readability.formula_ages,
        measures_disagree=readability.measures_disagree,
        words=readability.word_count,
        sentences=len(readability.sentences),
        hard_sentences=sum(sentence.hard for sentence in readability.sentences),
        long_sentences=sum(s.words > LONG_SENTENCE for s in readability.sentences),
        hard_words=len(told.words),
        gain=round(max(0.0, readability.score - readability.target.ages.high), 2),
        fixes=tuple(fix.title for fix in told.fixes),
        findings=dict(sorted((code, n) for code, n in counts.items() if n)),
        parts={name: round(share, 3) for name, share in readability.parts.items()},
        formulas={name: round(value, 2) for name, value in readability.formulas.items()},
    )


def by_gain(summaries: Sequence[Summary]) -> list[Summary]:
    """The posts to look at first, first: most over the target, then hardest, then by name."""
    return sorted(summaries, key=lambda s: (-s.gain, -s.score, s.slug))
