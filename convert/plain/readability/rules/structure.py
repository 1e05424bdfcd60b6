"""Rules about the post as a whole: headings, paragraphs, pictures, links."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from convert.document import (
    Block,
    Document,
    Emphasis,
    Figure,
    Heading,
    Inline,
    Link,
    Paragraph,
    Phrase,
    Sentence,
    SentenceId,
    Strong,
    plain,
)
from convert.plain.readability.model import Reason
from convert.traversal import block_sentences, readings, walk

WORDS_BETWEEN_HEADINGS = 300
"""Yoast's and many style guides' figure; W3C's guidance for cognitive access asks for headings too."""
WORDS_IN_A_PARAGRAPH = 100
"""W3C's guidance for cognitive access asks for 50 to 80, Yoast for 150 at most."""
_EMPTY_LINKS = frozenset(
    [
        *(
            "here",
            "click here",
            "click",
            "this",
            "this link",
            "link",
            "more",
            "read more",
            "see more",
        ),
        *("learn more", "find out more", "more info", "more information", "details", "download"),
        *("website", "web site", "page", "this page", "this website", "go", "see here", "read on"),
        *(
            "view",
            "view here",
            "this article",
            "article",
            "continue",
            "info",
            "information",
            "visit",
        ),
    ]
)


class Remark(msgspec.Struct, frozen=True):
    """A reason and the sentence it stands at, where it has one."""

    reason: Reason
    sentence: SentenceId | None = None


def remarks(document: Document) -> Iterator[Remark]:
    """All that the rules say about the post as a whole, in reading order by rule."""
    yield from missing_headings(document.blocks)
    yield from long_paragraphs(document.blocks)
    yield from silent_pictures(document.blocks)
    for reading in readings(document):
        yield from empty_links(reading.sentence)


def missing_headings(blocks: tuple[Block, ...]) -> Iterator[Remark]:
    """A long stretch of text without a heading."""
    words, first = 0, None
    for block in (*blocks, None):
        if block is None or isinstance(block, Heading):
            if words > WORDS_BETWEEN_HEADINGS:
                message = f"There are {words} words with no heading. Add one for each new idea."
                yield Remark(Reason("missing-heading", message), first)
            words, first = 0, None
            continue
        for sentence in block_sentences((block,)):
            first = first or sentence.id
            words += len(sentence.text.split())


def long_paragraphs(blocks: tuple[Block, ...]) -> Iterator[Remark]:
    """A paragraph that looks like a wall."""
    for block in walk(blocks):
        if isinstance(block, Paragraph):
            words = sum(len(sentence.text.split()) for sentence in block.sentences)
            if words > WORDS_IN_A_PARAGRAPH:
                message = f"This paragraph has {words} words. Make it two."
                yield Remark(Reason("long-paragraph", message), block.sentences[0].id)


def silent_pictures(blocks: tuple[Block, ...]) -> Iterator[Remark]:
    """A picture that people who cannot see it are told nothing about."""
    for block in walk(blocks):
        if isinstance(block, Figure) and block.image.alt is None:
            message = f"The picture {block.image.source} has no words. Say what it shows."
            yield Remark(Reason("picture-without-words", message))


def empty_links(sentence: Sentence) -> Iterator[Remark]:
    """A link whose words do not say where it goes."""
    for link in _links(sentence.inlines):
        words = " ".join(plain(link.inlines).split()).strip(" .…!>»→").lower()
        if words in _EMPTY_LINKS:
            message = f"The link “{words}” does not say where it goes. Name the page."
            yield Remark(Reason("empty-link", message), sentence.id)
        elif words.startswith(("http://", "https://", "www.")):
            message = "This link is a web address. Name the page instead."
            yield Remark(Reason("address-as-link", message), sentence.id)


def _links(inlines: tuple[Inline, ...]) -> Iterator[Link]:
    for inline in inlines:
        match inline:
            case Link():
                yield inline
            case Strong() | Emphasis() | Phrase():
                yield from _links(inline.inlines)
            case _:
                continue


CODES = (
    "missing-heading",
    "long-paragraph",
    "picture-without-words",
    "empty-link",
    "address-as-link",
)
