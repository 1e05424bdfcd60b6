"""What a rule about a sentence is given, and how it finds its way in it."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import msgspec

from convert.plain.readability.model import Reason, Target
from convert.plain.readability.sentences import Reading
from convert.plain.readability.tokens import Kind, Token

FINITE = frozenset(["VBD", "VBZ", "VBP", "MD"])
"""Tags of verbs that make a sentence, with modals."""


class Context(msgspec.Struct, frozen=True):
    """What a rule knows beside the sentence itself."""

    before: Reading | None = None
    """The sentence before it in the same paragraph; nothing at a paragraph's start."""
    explained: frozenset[str] = frozenset()
    """In small letters: short names that the post spells out, and words the publication allows."""
    longest: int = Target().sentence_words
    """Words a sentence may have."""


NOWHERE = Context()
Rule = Callable[[Reading, Context], Iterator[Reason]]


def about(code: str, message: str, reading: Reading, first: Token, last: Token) -> Reason:
    """A reason about the words from `first` to `last`, which `…` in the message stands for."""
    quoted = message.replace("…", f"“{reading.text[first.start : last.end]}”", 1)
    return Reason(code, quoted, first.start, last.end)


def spoken(reading: Reading) -> list[Token]:
    """The words of the sentence with their shortened endings, without marks."""
    return [token for token in reading.tokens if token.kind in {Kind.WORD, Kind.CLITIC}]
