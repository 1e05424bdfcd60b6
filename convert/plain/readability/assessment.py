"""The whole reading of a document: scores, formulas, reasons, hard words."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Protocol

from convert.document import Document, Sentence
from convert.languages import is_english
from convert.plain.readability import formulas, posts
from convert.plain.readability.model import (
    Ages,
    Band,
    Readability,
    SentenceReading,
    Target,
    WordReading,
)
from convert.plain.readability.plainer import plainer
from convert.plain.readability.prose import foreign, prose
from convert.plain.readability.rules import reasons
from convert.plain.readability.rules.context import Context
from convert.plain.readability.rules.structure import remarks
from convert.plain.readability.rules.wording import spelt_out
from convert.plain.readability.sentences import Reading, read
from convert.plain.readability.targets import USUAL, target
from convert.plain.readability.words import is_flagged

_ACCEPTED = 3
"""Years over the target: NHS writers accept 11 to 14 where they aim at 9 to 11."""
_GIVE_OR_TAKE = 1.5
"""Years. Held-back thirds of the same texts differ by about this much."""
_SCHOOL_GRADES = ("Flesch-Kincaid grade", "SMOG", "Automated Readability Index")
_AGE_IN_GRADE_NOUGHT = 5


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


Easier = Callable[[str], str]
"""Makes a sentence easier without a change of meaning, perhaps as several; or gives it back."""


def as_it_is(sentence: str) -> str:
    """Nothing to suggest."""
    return sentence


def knows(lang: str) -> bool:
    """True for a language (a BCP 47 tag) that the scores know: English."""
    return is_english(lang)


def assess(
    document: Document, *, words: HouseWords, easier: Easier = as_it_is, audience: str = ""
) -> Readability | None:
    """How hard `document` is to read; None where its language is not known or it has no prose.

    `audience` is the publication's; where the post names an age of its own, that counts.
    """
    if not knows(document.lang):
        return None
    paragraphs = [
        [(s, read(s.text, foreign(s.inlines, knows))) for s in group] for group in prose(document)
    ]
    readings = [reading for group in paragraphs for _, reading in group]
    if not any(reading.has_own_words for reading in readings):
        return None
    aim = target(document.meta.audience, audience)
    parts = posts.parts(readings)
    score = sum(parts.values())
    found = formulas.formulas(formulas.count(reading.tokens for reading in readings))
    told = [
        _sentence(sentence, reading, context, easier, aim)
        for sentence, reading, context in _in_context(paragraphs, words, aim)
    ]
    return Readability(
        score=score,
        band=band(score, aim),
        ages=Ages(round(score - _GIVE_OR_TAKE), round(score + _GIVE_OR_TAKE)),
        formula_ages=_formula_ages(found),
        parts=parts,
        formulas=found,
        word_count=sum(reading.length for reading in readings),
        sentences=tuple(told),
        hard_words=tuple(
            hard
            for sentence, reading in zip(told, readings, strict=True)
            for hard in _hard_words(sentence, reading, words)
        ),
        reasons=tuple(remark.reason for remark in remarks(document)),
        target=aim,
    )


def band(score: float, aim: Target = USUAL) -> Band:
    """The band of a reading age in years."""
    if score <= aim.ages.high:
        return Band.EASY
    return Band.MIDDLING if score <= aim.ages.high + _ACCEPTED else Band.HARD


def _formula_ages(found: Mapping[str, float]) -> Ages:
    ages = [found[name] + _AGE_IN_GRADE_NOUGHT for name in _SCHOOL_GRADES]
    return Ages(max(_AGE_IN_GRADE_NOUGHT, round(min(ages))), round(max(ages)))


def _in_context(
    paragraphs: Sequence[Sequence[tuple[Sentence, Reading]]], house: HouseWords, aim: Target
) -> Iterator[tuple[Sentence, Reading, Context]]:
    """Each sentence with what the rules know beside it."""
    explained = frozenset(house.allowed | house.explained.keys())
    explained |= {
        letters for group in paragraphs for _, reading in group for letters in spelt_out(reading)
    }
    for group in paragraphs:
        before: Reading | None = None
        for sentence, reading in group:
            yield sentence, reading, Context(before, explained, aim.sentence_words)
            before = reading


def _sentence(
    sentence: Sentence, reading: Reading, context: Context, easier: Easier, aim: Target
) -> SentenceReading:
    is_hard = reading.score >= aim.sentence_level
    why = reasons(reading, context)
    suggestion = easier(reading.text) if is_hard and why else ""
    return SentenceReading(
        id=sentence.id,
        text=sentence.text,
        words=reading.length,
        score=reading.score,
        hard=is_hard,
        reasons=why,
        easier=suggestion if suggestion != reading.text else "",
    )


def _hard_words(
    sentence: SentenceReading, reading: Reading, house: HouseWords
) -> Iterator[WordReading]:
    for word in reading.words:
        lower = word.token.lower
        if is_flagged(word) and lower not in house.allowed:
            yield WordReading(
                sentence=sentence.id,
                start=word.token.start,
                end=word.token.end,
                word=word.token.text,
                score=word.score,
                plainer=house.preferred.get(lower) or plainer(lower),
                explained=house.explained.get(lower, ""),
            )
