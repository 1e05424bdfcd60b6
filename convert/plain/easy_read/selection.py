"""Which ideas of a post are worth telling: a proposal, which a person changes.

People who write Easy Read leave most of a post out. The proposal takes the first sentence under
each heading and the sentences that say most of what the post keeps coming back to.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

import msgspec

from convert.document import (
    Block,
    BulletList,
    Document,
    Heading,
    NumberedList,
    Paragraph,
    Quote,
    Sentence,
)
from convert.plain.easy_read.tables import word_set
from convert.traversal import block_sentences

FEWEST, MOST = 10, 25
"""How many ideas are proposed where the post has that many."""
SHARE = 0.45
"""The share of a post's ideas that is proposed, between those two."""
LONGEST_LIST = 10

_WORD = re.compile(r"[A-Za-z][A-Za-z’'-]+")
_ADDRESSES_READER = re.compile(r"\b(you|your)\b", re.IGNORECASE)
_LEANS_ON_BEFORE = re.compile(
    r"(this|that|these|those|they|it|he|she|such|so|but|and|or|however|also|then|instead)\b",
    re.IGNORECASE,
)


class Idea(msgspec.Struct, frozen=True):
    """Sentences of the post that are told together: one sentence, or a list with its opening."""

    opening: Sentence | None
    items: tuple[tuple[Sentence, ...], ...] = ()
    is_quote: bool = False
    is_heading: bool = False

    @property
    def sentences(self) -> tuple[Sentence, ...]:
        """All sentences of the idea, in order."""
        first = (self.opening,) if self.opening else ()
        return (*first, *(sentence for item in self.items for sentence in item))

    @property
    def text(self) -> str:
        """Its words."""
        return " ".join(sentence.text for sentence in self.sentences)


class Section(msgspec.Struct, frozen=True):
    """A heading, or none before the first, and the ideas under it."""

    heading: Heading | None
    ideas: tuple[Idea, ...]


def sections(document: Document) -> tuple[Section, ...]:
    """Every idea of `document`, by section, in order."""
    made: list[Section] = []
    heading: Heading | None = None
    ideas: list[Idea] = []
    for block in document.blocks:
        if isinstance(block, Heading):
            if heading or ideas:
                made.append(Section(heading, tuple(ideas)))
            heading, ideas = block, []
        else:
            _take(block, ideas)
    if heading or ideas:
        made.append(Section(heading, tuple(ideas)))
    return tuple(made)


def _take(block: Block, ideas: list[Idea], *, is_quote: bool = False) -> None:
    match block:
        case Paragraph(sentences=group):
            ideas.extend(Idea(s, is_quote=is_quote) for s in group if _has_words(s))
        case BulletList(items=items) | NumberedList(items=items):
            listed = tuple(found for item in items if (found := tuple(block_sentences(item))))
            last = ideas[-1] if ideas else None
            opens = last is not None and not last.items and last.text.rstrip().endswith(":")
            if opens and last is not None and 0 < len(listed) <= LONGEST_LIST:
                ideas[-1] = Idea(last.opening, listed, is_quote=is_quote)
            else:
                ideas.extend(Idea(s, is_quote=is_quote) for item in listed for s in item)
        case Quote(blocks=inner):
            for within in inner:
                _take(within, ideas, is_quote=True)
        case _:
            return


def _has_words(sentence: Sentence) -> bool:
    return any(letter.isalpha() for letter in sentence.text)


def proposed(document: Document) -> tuple[Section, ...]:
    """The sections of `document` with only the ideas that are worth telling first."""
    everything = sections(document)
    ideas = [idea for section in everything for idea in section.ideas]
    wanted = min(MOST, max(FEWEST, round(SHARE * len(ideas))))
    if len(ideas) <= wanted:
        return tuple(section for section in everything if section.ideas)
    keys = _key_words(document, ideas)
    ranked = sorted(_scored(everything, keys), key=lambda pair: -pair[0])
    kept = {id(idea) for _, idea in ranked[:wanted]}
    chosen = (
        Section(section.heading, tuple(idea for idea in section.ideas if id(idea) in kept))
        for section in everything
    )
    return tuple(section for section in chosen if section.ideas)


def _key_words(document: Document, ideas: Sequence[Idea]) -> Counter[str]:
    counted = Counter(word for idea in ideas for word in set(_words(idea.text)))
    for word in _words(document.title.text):
        counted[word] += 2
    return Counter({word: count for word, count in counted.items() if count > 1})


def _words(text: str) -> list[str]:
    too_common = word_set("too_common")
    return [
        word
        for word in (match[0].lower() for match in _WORD.finditer(text))
        if word not in too_common
    ]


def _scored(everything: Sequence[Section], keys: Counter[str]) -> Iterator[tuple[float, Idea]]:
    for section in everything:
        for place, idea in enumerate(section.ideas):
            words = _words(idea.text)
            said = sum(keys[word] for word in set(words)) / (len(words) + 4)
            score = said
            score += 2.0 if place == 0 else 0.0
            score += 0.5 if _ADDRESSES_READER.search(idea.text) else 0.0
            score += 0.5 if idea.items else 0.0
            score -= 0.7 if place and _LEANS_ON_BEFORE.match(idea.text) else 0.0
            score -= 0.5 if len(idea.text.split()) < 4 or idea.text.endswith("?") else 0.0
            score -= 0.02 * max(0, len(idea.text.split()) - 20)
            yield score, idea
