"""The whole reading of a document: scores, formulas, reasons, hard words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol

from convert.document import Document, Sentence
from convert.readability import formulas, posts
from convert.readability.extract import prose
from convert.readability.model import Band, Readability, SentenceReading, WordReading
from convert.readability.sentences import HARD_SENTENCE, Reading, read
from convert.readability.tokens import normal
from convert.readability.words import is_flagged

_EASY, _MIDDLING = 11.0, 14.0
"""Years of reading age: the usual target is 9 to 11; 11 to 14 is accepted with a reason (NHS)."""


class HouseWords(Protocol):
    """The words a publication has agreed on (`words.toml`), in small letters."""

    @property
    def allowed(self) -> frozenset[str]:
        """Never flagged."""

    @property
    def explained(self) -> Mapping[str, str]:
        """Flagged words with the sentence that explains each."""

    @property
    def preferred(self) -> Mapping[str, str]:
        """Words and the plainer word this publication uses for each."""


def knows(lang: str) -> bool:
    """True for a language (a BCP 47 tag) that the scores know: English."""
    return lang.partition("-")[0].lower() == "en"


def assess(document: Document, *, words: HouseWords) -> Readability | None:
    """How hard `document` is to read; None where its language is not known or it has no prose."""
    if not knows(document.lang):
        return None
    sentences = prose(document)
    if not sentences:
        return None
    readings = [read(sentence.text) for sentence in sentences]
    parts = posts.parts(readings)
    score = sum(parts.values())
    return Readability(
        score=score,
        band=_band(score),
        parts=parts,
        formulas=formulas.formulas(formulas.count(reading.tokens for reading in readings)),
        word_count=sum(reading.length for reading in readings),
        sentences=tuple(map(_sentence, sentences, readings)),
        hard_words=tuple(
            hard
            for sentence, reading in zip(sentences, readings, strict=True)
            for hard in _hard_words(sentence, reading, words)
        ),
    )


def _band(score: float) -> Band:
    if score <= _EASY:
        return Band.EASY
    return Band.MIDDLING if score <= _MIDDLING else Band.HARD


def _sentence(sentence: Sentence, reading: Reading) -> SentenceReading:
    return SentenceReading(
        id=sentence.id,
        text=sentence.text,
        words=reading.length,
        score=reading.score,
        hard=reading.score >= HARD_SENTENCE,
    )


def _hard_words(sentence: Sentence, reading: Reading, house: HouseWords) -> list[WordReading]:
    return [
        WordReading(
            sentence=sentence.id,
            start=word.token.start,
            end=word.token.end,
            word=word.token.text,
            score=word.score,
            plainer=house.preferred.get(normal(word.token.text), ""),
        )
        for word in reading.words
        if is_flagged(word) and word.token.lower not in house.allowed
    ]
