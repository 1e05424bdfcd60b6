"""SARI: how a simplified sentence agrees with people's about what to add, keep and delete.

The measure is that of Xu and others (2016), "Optimizing Statistical Machine Translation for Text
Simplification". Two ways of averaging are in use, and their figures must not be mixed: by
sentence, and over the whole set.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import NamedTuple

LONGEST = 4
Grams = Counter[tuple[str, ...]]


class Example(NamedTuple):
    """A sentence, what became of it, and how people put it."""

    source: str
    made: str
    references: Sequence[str]


class Tally(NamedTuple):
    """How much of what was done is right, of how much; how much of what was wanted is done."""

    right: float
    done: float
    reached: float
    wanted: float

    def plus(self, other: Tally) -> Tally:
        """Both counts together."""
        return Tally(*(a + b for a, b in zip(self, other, strict=True)))

    @property
    def precision(self) -> float:
        """Of what was done, the right share; 0 where nothing was done."""
        return self.right / self.done if self.done else 0.0

    @property
    def recall(self) -> float:
        """Of what was wanted, the share that was done; 0 where nothing was wanted."""
        return self.reached / self.wanted if self.wanted else 0.0


NONE = Tally(0.0, 0.0, 0.0, 0.0)


class Tallies(NamedTuple):
    """The three kinds of work on phrases of one length."""

    add: Tally
    keep: Tally
    delete: Tally

    def plus(self, other: Tallies) -> Tallies:
        """Both sets together."""
        return Tallies(*(a.plus(b) for a, b in zip(self, other, strict=True)))


def words(text: str) -> list[str]:
    """The words and signs of a text in small letters."""
    return re.findall(r"\w+|[^\w\s]", text.lower())


def by_sentence(examples: Sequence[Example]) -> float:
    """The mean over sentences, 0 to 100, with deletions judged by precision, as first published."""
    return (
        100 * sum(_score([t], only_precision=True) for t in map(_tallies, examples)) / len(examples)
    )


def over_all(examples: Sequence[Example]) -> float:
    """From counts over the whole set, 0 to 100, with deletions judged by precision and recall."""
    return 100 * _score([_tallies(example) for example in examples], only_precision=False)


def _score(tallies: Iterable[Sequence[Tallies]], *, only_precision: bool) -> float:
    totals = [Tallies(NONE, NONE, NONE)] * LONGEST
    for found in tallies:
        totals = [total.plus(more) for total, more in zip(totals, found, strict=True)]
    adds = _f1([total.add for total in totals])
    keeps = _f1([total.keep for total in totals])
    deletions = [total.delete for total in totals]
    deletes = sum(t.precision for t in deletions) / LONGEST if only_precision else _f1(deletions)
    return (adds + keeps + deletes) / 3


def _f1(tallies: Sequence[Tally]) -> float:
    precision = sum(tally.precision for tally in tallies) / LONGEST
    recall = sum(tally.recall for tally in tallies) / LONGEST
    both = precision + recall
    return 2 * precision * recall / both if both else 0.0


def _tallies(example: Example) -> list[Tallies]:
    source, made = words(example.source), words(example.made)
    references = [words(reference) for reference in example.references]
    return [
        _of_length(
            _grams(source, length),
            _grams(made, length),
            sum((_grams(reference, length) for reference in references), Counter()),
            len(references),
        )
        for length in range(1, LONGEST + 1)
    ]


def _grams(tokens: Sequence[str], length: int) -> Grams:
    return Counter(tuple(tokens[n : n + length]) for n in range(len(tokens) - length + 1))


def _of_length(source: Grams, made: Grams, wanted: Grams, people: int) -> Tallies:
    """Each count of the source and of what was made weighs as many people as wrote references."""
    source = Counter({gram: count * people for gram, count in source.items()})
    made = Counter({gram: count * people for gram, count in made.items()})
    return Tallies(
        _added(source, made, wanted), _kept(source, made, wanted), _deleted(source, made, wanted)
    )


def _added(source: Grams, made: Grams, wanted: Grams) -> Tally:
    added, asked = set(made) - set(source), set(wanted) - set(source)
    right = len(added & asked)
    return Tally(right, len(added), right, len(asked))


def _kept(source: Grams, made: Grams, wanted: Grams) -> Tally:
    kept, asked = source & made, source & wanted
    return _weighed(kept, asked, kept & wanted)


def _deleted(source: Grams, made: Grams, wanted: Grams) -> Tally:
    gone, asked = source - made, source - wanted
    return _weighed(gone, asked, gone - wanted)


def _weighed(done: Grams, asked: Grams, right: Grams) -> Tally:
    return Tally(
        sum(right[gram] / done[gram] for gram in right if done[gram]),
        len(done),
        sum(right[gram] / asked[gram] for gram in right if asked[gram]),
        len(asked),
    )
