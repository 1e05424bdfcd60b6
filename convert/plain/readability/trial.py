"""One score at a time, for people who try the scores on texts of their own."""

from __future__ import annotations

import re
from typing import NamedTuple

from convert.plain.readability import posts
from convert.plain.readability.sentences import HARD_SENTENCE, Reading, read
from convert.plain.readability.words import Word, is_flagged, is_hard, together
from convert.source import sentences as boundaries

_SHORT_LINE = 40
"""Characters; a shorter line ends where its writer ended it, as in a list."""


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
    """How hard `text` is, wrapped into lines or not. 0 for a text without words."""
    lines = _unwrapped(text)
    readings = [read(line[start:end]) for line in lines for start, end in boundaries.spans(line)]
    spoken = [reading for reading in readings if reading.length]
    return posts.score(spoken) if spoken else 0.0


def _unwrapped(text: str) -> list[str]:
    """The lines of `text`, those put together that were wrapped in the middle of a sentence."""
    whole: list[str] = []
    before = ""
    for line in map(str.strip, text.splitlines()):
        if len(before) >= _SHORT_LINE and before[-1] not in ".!?:" and line[:1].islower():
            whole[-1] += f" {line}"
        else:
            whole.append(line)
        before = line
    return whole


def score_sentence(text: str) -> SentenceScore:
    """How hard one sentence is."""
    score = read(text).score
    return SentenceScore(score, score >= HARD_SENTENCE)


def score_word(sentence: str, start: int, end: int, word: str) -> WordScore:
    """How hard `word`, one or several, is at characters `start` to `end` of `sentence`.

    Where these do not hold it, the nearest place that does counts; where none does, `word` alone.
    """
    if sentence[max(0, start) : max(0, end)] != word:
        found = _nearest(sentence, start, word)
        sentence, (start, end) = (sentence, found) if found else (word, (0, len(word)))
    inside = _inside(read(sentence), start, end)
    score = together([word.score for word in inside])
    return WordScore(score, hard=is_hard(inside), flag=any(map(is_flagged, inside)))


def _nearest(sentence: str, start: int, word: str) -> tuple[int, int] | None:
    """The place nearest to `start` that has the letters of `word`, as words of their own if it can."""
    parts = re.findall(r"\w+", word)
    if not parts:
        return None
    letters = r"\W+".join(map(re.escape, parts))
    for pattern in (rf"(?<!\w){letters}(?!\w)", letters):
        places = [match.span() for match in re.finditer(pattern, sentence, re.IGNORECASE)]
        if places:
            return min(places, key=lambda place: abs(place[0] - start))
    return None


def _inside(reading: Reading, start: int, end: int) -> list[Word]:
    return [w for w in reading.words if w.token.start < end and start < w.token.end]
