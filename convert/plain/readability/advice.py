"""What a report says about a post: words for everyone in the room, chosen from its reading.

The page, the review sheet and the overview show the same advice. Keep its words easy: a test
scores them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

import msgspec

from convert.plain.readability.explanations import explanations
from convert.plain.readability.findings import HARD_WORD
from convert.plain.readability.model import Ages, Band, Readability, SentenceReading, WordReading

SYMBOLS = {Band.EASY: "✔", Band.MIDDLING: "▲", Band.HARD: "■"}
"""Told apart by shape, and always beside the words."""
FIXES = 3
"""More than three things to do is nothing done."""
SHOWN_SENTENCES = 8
SHOWN_GOOD = 5
EASY_LENGTH = 15


class Fix(msgspec.Struct, frozen=True):
    """One thing to put right first."""

    code: str
    title: str
    what: str
    """What to do, in one line."""
    why: str
    example: str
    """Words of the post that show it; empty where it is about the whole post."""


class HardWord(msgspec.Struct, frozen=True):
    """A hard word, how often it stands in the post, and what to do with it."""

    word: str
    times: int
    plainer: str
    explained: str


class Advice(msgspec.Struct, frozen=True):
    """All that a report says about one post."""

    headline: str
    ages: str
    disagreement: str
    """What to say where the measures disagree; empty where they do not."""
    fixes: tuple[Fix, ...]
    sentences: tuple[SentenceReading, ...]
    """The hardest sentences, in the order of the post."""
    words: tuple[HardWord, ...]
    good: tuple[str, ...]


def advice(readability: Readability) -> Advice:
    """What to say about a post."""
    return Advice(
        headline=_HEADLINES[readability.band],
        ages=_ages(readability),
        disagreement=_DISAGREE if readability.measures_disagree else "",
        fixes=tuple(_fixes(readability)),
        sentences=hardest(readability),
        words=tuple(hard_words(readability.hard_words)),
        good=tuple(_good(readability))[:SHOWN_GOOD],
    )


_HEADLINES = {
    Band.EASY: "This post is easy to read.",
    Band.MIDDLING: "This post could be easier to read.",
    Band.HARD: "This post is hard to read.",
}
_DISAGREE = (
    "Our ways to measure do not agree about this post. So ask people. "
    "What your group says counts more than a score."
)


def band_words(ages: Ages) -> str:
    """A reading age as people say it."""
    return f"{ages.low} to {ages.high}" if ages.low != ages.high else str(ages.low)


def _ages(readability: Readability) -> str:
    return (
        f"You need a reading age of about {band_words(readability.ages)}. "
        f"We want {band_words(readability.target.ages)}."
    )


# ---------------------------------------------------------------- three things to do

# How much one more finding of a kind asks of a reader, against one long sentence.
_WEIGHTS = {
    "long-sentence": 1.0,
    "two-ideas": 0.5,
    HARD_WORD: 0.45,
    "acronym": 0.7,
    "idiom": 0.6,
    "passive": 0.25,
    "abstract-words": 0.4,
    "double-negative": 1.0,
    "unclear-pronoun": 0.3,
    "percentage": 0.5,
    "big-number": 0.4,
    "abbreviation": 0.4,
    "missing-heading": 2.0,
    "long-paragraph": 0.8,
    "picture-without-words": 1.5,
    "empty-link": 1.0,
    "address-as-link": 0.5,
}


def _fixes(readability: Readability) -> Iterator[Fix]:
    counts: Counter[str] = Counter(
        reason.code for sentence in readability.sentences for reason in sentence.reasons
    )
    counts.update(reason.code for reason in readability.reasons)
    counts[HARD_WORD] = len({word.word.lower() for word in readability.hard_words})
    urgent = sorted(
        (code for code in counts if counts[code]),
        key=lambda code: (-_WEIGHTS[code] * counts[code], code),
    )
    for code in urgent[:FIXES]:
        yield _fix(code, counts[code], readability)


def _fix(code: str, count: int, readability: Readability) -> Fix:
    told = explanations()[code]
    one, many = _COUNTED[code]
    title = f"{count} {many}" if count > 1 else f"1 {one}"
    return Fix(code, title, told.mend, told.why, _example(code, readability))


_COUNTED = {
    "long-sentence": ("long sentence", "long sentences"),
    "two-ideas": ("sentence with two ideas", "sentences with two ideas"),
    HARD_WORD: ("hard word", "hard words"),
    "acronym": ("name in letters", "names in letters"),
    "idiom": ("saying", "sayings"),
    "passive": ("place that does not say who does it", "places that do not say who does it"),
    "abstract-words": ("sentence full of ideas", "sentences full of ideas"),
    "double-negative": ("sentence that says no twice", "sentences that say no twice"),
    "unclear-pronoun": ("unclear “this” or “they”", "unclear “this” or “they”"),
    "percentage": ("percentage", "percentages"),
    "big-number": ("big number", "big numbers"),
    "abbreviation": ("short form", "short forms"),
    "missing-heading": ("long part with no heading", "long parts with no heading"),
    "long-paragraph": ("long paragraph", "long paragraphs"),
    "picture-without-words": ("picture with no words", "pictures with no words"),
    "empty-link": ("link that says nothing", "links that say nothing"),
    "address-as-link": ("web address as a link", "web addresses as links"),
}


def _example(code: str, readability: Readability) -> str:
    """The clearest case in the post: the longest sentence, the commonest words, or a short case."""
    if code == HARD_WORD:
        hardest_words = sorted(hard_words(readability.hard_words), key=lambda word: -word.times)
        return ", ".join(word.word for word in hardest_words[:5])
    found = [
        (sentence, reason)
        for sentence in readability.sentences
        for reason in sentence.reasons
        if reason.code == code
    ]
    if not found:
        return ""
    if code == "long-sentence":
        return max((sentence for sentence, _ in found), key=lambda s: s.words).text
    return min((sentence for sentence, _ in found), key=lambda s: s.words).text


# ---------------------------------------------------------------- sentences and words


def hardest(readability: Readability) -> tuple[SentenceReading, ...]:
    """The sentences to look at: hard, with a reason to show, the hardest first to be chosen."""
    wanted = [s for s in readability.sentences if s.reasons and s.hard]
    chosen = {s.id for s in sorted(wanted, key=_urgency)[:SHOWN_SENTENCES]}
    return tuple(s for s in readability.sentences if s.id in chosen)


def _urgency(sentence: SentenceReading) -> float:
    return -(sentence.score + 0.3 * len(sentence.reasons) + 0.04 * sentence.words)


def hard_words(found: Sequence[WordReading]) -> Iterator[HardWord]:
    """Each hard word once, in the order of the post."""
    times = Counter(word.word.lower() for word in found)
    told: set[str] = set()
    for word in found:
        lower = word.word.lower()
        if lower not in told:
            told.add(lower)
            yield HardWord(lower, times[lower], word.plainer, word.explained)


# ---------------------------------------------------------------- what is good


def _good(readability: Readability) -> Iterator[str]:
    short = sum(sentence.words <= EASY_LENGTH for sentence in readability.sentences)
    total = len(readability.sentences)
    codes = {reason.code for sentence in readability.sentences for reason in sentence.reasons}
    codes |= {reason.code for reason in readability.reasons}
    if short == total:
        yield "All the sentences are short."
    elif short:
        yield f"{short} of the {total} sentences are short."
    for code, words in _PRAISE.items():
        if code not in codes:
            yield words
    if not readability.hard_words:
        yield "We found no hard words."


_PRAISE = {
    "idiom": "It says what it means. We found no sayings.",
    "acronym": "Names are written out.",
    "passive": "It says who does what.",
    "long-paragraph": "The paragraphs are short.",
    "missing-heading": "There is no long part without a heading.",
    "double-negative": "It says things with yes.",
    "picture-without-words": "No picture is left without words.",
}
