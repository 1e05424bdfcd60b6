"""One score at a time, for people who try the scores on texts of their own."""

from __future__ import annotations

from typing import NamedTuple

from convert.plain.readability import posts
from convert.plain.readability.sentences import HARD_SENTENCE, Reading, read
from convert.plain.readability.words import HARD_WORD, Word, is_flagged, phrase_score
from convert.source import sentences as boundaries


class SentenceScore(NamedTuple):
    """A score, higher for harder; `hard` at about CEFR B2 and above."""

    score: float
    hard: bool


class WordScore(NamedTuple):
    """A score, higher for harder; `flag` is the stricter cut that a report uses."""

    score: float
    hard: bool
    flag: bool


def score_text(text: str) -> float:
    """How hard `text` is; each of its lines holds whole sentences. 0 for a text without words."""
    readings = [
        read(line[start:end]) for line in text.splitlines() for start, end in boundaries.spans(line)
    ]
    spoken = [reading for reading in readings if reading.length]
    return posts.score(spoken) if spoken else 0.0


def score_sentence(text: str) -> SentenceScore:
    """How hard one sentence is."""
    score = read(text).score
    return SentenceScore(score, score >= HARD_SENTENCE)


def score_word(sentence: str, start: int, end: int, word: str) -> WordScore:
    """How hard characters `start` to `end` of `sentence` are; `word` stands in where they are not it."""
    if sentence[start:end] != word:
        start = sentence.find(word)
        if start < 0:
            sentence, start = word, 0
        end = start + len(word)
    inside = _inside(read(sentence), start, end)
    score = phrase_score(inside)
    common = phrase_score([word for word in inside if not word.is_name])
    return WordScore(score, hard=common >= HARD_WORD, flag=any(map(is_flagged, inside)))


def _inside(reading: Reading, start: int, end: int) -> list[Word]:
    return [w for w in reading.words if w.token.start < end and start < w.token.end]
