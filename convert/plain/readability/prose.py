"""Which sentences of a document are prose, and so what the scores are about.

Titles, headings, bylines, captions, alt texts, tables, code, verse, lines that are only a link,
and the links after a post are not prose. Notes are: people read them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import assert_never

from convert.document import (
    Block,
    BulletList,
    Code,
    CodeBlock,
    DefinitionList,
    Document,
    Emphasis,
    Figure,
    Heading,
    Idea,
    Inline,
    Link,
    NoteMark,
    NumberedList,
    Paragraph,
    Phrase,
    Quote,
    Rule,
    Sentence,
    Strong,
    Table,
    Text,
    Verse,
    plain,
)


def prose(document: Document) -> list[tuple[Sentence, ...]]:
    """The sentences of `document` that the scores count, by paragraph, in reading order."""
    found = list(_paragraphs(document.blocks))
    for note in document.notes:
        found += _paragraphs(note.blocks)
    return [group for group in found if group]


def _paragraphs(blocks: tuple[Block, ...]) -> Iterator[tuple[Sentence, ...]]:
    for block in blocks:
        match block:
            case Paragraph(sentences=(only,)) if _is_link(only):
                continue
            case Paragraph(sentences=group):
                yield tuple(sentence for sentence in group if _has_words(sentence))
            case BulletList(items=items) | NumberedList(items=items):
                for item in items:
                    yield from _paragraphs(item)
            case DefinitionList(entries=entries):
                for entry in entries:
                    for meaning in entry.meanings:
                        yield from _paragraphs(meaning)
            case Quote(blocks=inner) | Idea(blocks=inner):
                yield from _paragraphs(inner)
            case Heading() | Verse() | Figure() | Table() | CodeBlock() | Rule():
                continue
            case _:
                assert_never(block)


def foreign(inlines: tuple[Inline, ...], knows: Callable[[str], bool]) -> list[tuple[int, int]]:
    """Where in the text of `inlines` the words are in a language that is not one of those known."""
    found: list[tuple[int, int]] = []
    start = 0
    for inline in inlines:
        end = start + len(plain((inline,)))
        match inline:
            case Phrase(lang=lang) if not knows(lang):
                found.append((start, end))
            case Strong() | Emphasis() | Link() | Phrase():
                found += [(start + a, start + b) for a, b in foreign(inline.inlines, knows)]
            case Text() | Code() | NoteMark():
                pass
            case _:
                assert_never(inline)
        start = end
    return found


def _has_words(sentence: Sentence) -> bool:
    return any(map(str.isalpha, sentence.text))


def _is_link(sentence: Sentence) -> bool:
    """True where nothing but marks stands beside links."""
    rest = [part for part in sentence.inlines if not isinstance(part, Link)]
    return len(rest) < len(sentence.inlines) and all(
        isinstance(part, Text) and not any(map(str.isalnum, part.text)) for part in rest
    )
