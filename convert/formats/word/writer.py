"""Words of our own as parts of a document, for the sheets that we write and nobody else does."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import count

from convert.document import BulletList, Heading, Paragraph, Sentence, SentenceId, Strong, Text


class Writer:
    """Makes sentences, and what holds them, with ids of their own."""

    def __init__(self) -> None:
        self._numbers = count(1)

    def sentence(self, words: str, *, lead: str = "") -> Sentence:
        """A sentence, its first words bold where they are given as `lead`."""
        name = SentenceId(f"sheet-{next(self._numbers)}")
        first = (Strong((Text(lead),)), Text(" ")) if lead else ()
        return Sentence(name, (*first, Text(words)))

    def paragraph(self, *sentences: str) -> Paragraph:
        """A paragraph of sentences."""
        return Paragraph(tuple(map(self.sentence, sentences)))

    def heading(self, words: str, *, level: int = 2) -> Heading:
        """A heading with a section of its own."""
        sentence = self.sentence(words)
        return Heading(level, sentence, f"section-{sentence.id}")

    def bullets(self, items: Iterable[str]) -> BulletList:
        """One bullet an item."""
        return BulletList(tuple((self.paragraph(item),) for item in items))
