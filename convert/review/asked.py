"""What a group is asked about a post: its flags with numbers, the same wherever they are shown.

Numbers do not change when answers come in: the items of the first review sheet have the first
numbers, and those of later sheets go on from there.
"""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from convert.document import Fingerprint, fingerprint
from convert.plain.readability.advice import HardWord, advice, hard_words
from convert.plain.readability.model import Readability, SentenceReading
from convert.review.answers import HARD_WORD, Answer, Answers, is_quiet, word_print

SENTENCES_ON_A_SHEET = 6
WORDS_ON_A_SHEET = 12
"""More than this is more than one meeting."""


class Item(msgspec.Struct, frozen=True):
    """A sentence or a word to ask about, with its number."""

    number: int
    fingerprint: Fingerprint
    codes: tuple[str, ...]
    quote: str
    """The whole sentence, or the word."""
    of: SentenceReading | HardWord

    def answers(self, given: Answers) -> tuple[Answer, ...]:
        """What groups last said about it."""
        return given.about(self.fingerprint)


def asked(readability: Readability) -> tuple[Item, ...]:
    """Every flag a group can answer: those of the first sheet, then the other sentences and words."""
    sentences = [s for s in readability.sentences if s.reasons]
    words = list(hard_words(readability.hard_words))
    first = _worst(advice(readability).sentences)
    ordered: list[SentenceReading | HardWord] = [
        *first,
        *words[:WORDS_ON_A_SHEET],
        *(sentence for sentence in sentences if sentence not in first),
        *words[WORDS_ON_A_SHEET:],
    ]
    found: dict[Fingerprint, SentenceReading | HardWord] = {}
    for of in ordered:
        found.setdefault(_print(of), of)
    return tuple(
        Item(number, name, _codes(of), _quote(of), of)
        for number, (name, of) in enumerate(found.items(), start=1)
    )


def on_a_sheet(
    items: Sequence[Item], given: Answers
) -> tuple[list[tuple[Item, SentenceReading]], list[tuple[Item, HardWord]]]:
    """The sentences and the words that the next sheet asks about: those without an answer."""
    open_ = [item for item in items if not item.answers(given)]
    sentences = [(item, item.of) for item in open_ if isinstance(item.of, SentenceReading)]
    words = [(item, item.of) for item in open_ if isinstance(item.of, HardWord)]
    return sentences[:SENTENCES_ON_A_SHEET], words[:WORDS_ON_A_SHEET]


def _worst(sentences: Sequence[SentenceReading]) -> list[SentenceReading]:
    """The hardest of these sentences, in the order of the post."""
    chosen = sorted(sentences, key=lambda sentence: -sentence.score)[:SENTENCES_ON_A_SHEET]
    return [sentence for sentence in sentences if sentence in chosen]


def _print(of: SentenceReading | HardWord) -> Fingerprint:
    return word_print(of.word) if isinstance(of, HardWord) else fingerprint(of.text)


def _codes(of: SentenceReading | HardWord) -> tuple[str, ...]:
    if isinstance(of, HardWord):
        return (HARD_WORD,)
    return tuple(dict.fromkeys(reason.code for reason in of.reasons))


def _quote(of: SentenceReading | HardWord) -> str:
    return of.word if isinstance(of, HardWord) else of.text


# ---------------------------------------------------------------- after the answers


def quieted(readability: Readability, given: Answers) -> Readability:
    """`readability` without the flags that groups took away; its score is not touched."""
    if not given.all:
        return readability
    prints = {sentence.id: fingerprint(sentence.text) for sentence in readability.sentences}
    return msgspec.structs.replace(
        readability,
        sentences=tuple(_quieted(s, prints[s.id], given) for s in readability.sentences),
        hard_words=tuple(
            word
            for word in readability.hard_words
            if not is_quiet(
                given.standing(HARD_WORD, prints.get(word.sentence), word_print(word.word))
            )
        ),
    )


def _quieted(sentence: SentenceReading, name: Fingerprint, given: Answers) -> SentenceReading:
    kept = tuple(r for r in sentence.reasons if not is_quiet(given.standing(r.code, name)))
    if len(kept) == len(sentence.reasons):
        return sentence
    return msgspec.structs.replace(sentence, reasons=kept, hard=sentence.hard and bool(kept))
