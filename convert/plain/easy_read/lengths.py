"""How long the lines of an Easy Read page are beside the sentences they stand for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection

import msgspec

from convert.document import Document, SentenceId
from convert.plain.easy_read.line_size import LONGEST, length
from convert.plain.easy_read.making import Made
from convert.traversal import readings


class Lengths(msgspec.Struct, frozen=True):
    """Mean words of the post's sentences that a page keeps, and of the page's own lines."""

    before: float
    after: float
    long_lines: int
    hard_words: int

    def __str__(self) -> str:
        """For the person who mends the draft next; a long line is told, never chased."""
        post = f"{self.before:.1f} in the post, " if self.before else ""
        return (
            f"Words in a sentence, on average: {post}{self.after:.1f} here. "
            f"Lines longer than {LONGEST} words: {self.long_lines}. "
            f"Hard words without their meaning: {self.hard_words}."
        )


def lengths(document: Document, made: Made) -> Lengths | None:
    """The lengths of a page made of `document`, or None where it has no lines."""
    if made.easy_read is None or not made.easy_read.origins:
        return None
    origins = made.easy_read.origins
    kept = {source for sources in origins.values() for source in sources}
    codes = Counter(finding.code for finding in made.findings)
    return Lengths(
        _mean(document, kept),
        _mean(made.easy_read.document, origins.keys()),
        codes["long-sentence"],
        codes["hard-word"],
    )


def _mean(document: Document, wanted: Collection[SentenceId]) -> float:
    counts = [
        length(reading.sentence.text)
        for reading in readings(document)
        if reading.role == "text" and reading.sentence.id in wanted
    ]
    return sum(counts) / max(1, len(counts))
