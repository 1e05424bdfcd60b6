"""Going through a document: all there is to read, in order; every block; every sentence changed.

The one place that knows what each kind of block holds.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Literal, TypeAlias, assert_never

import msgspec

from convert.document import (
    Block,
    BulletList,
    CodeBlock,
    Definition,
    DefinitionList,
    Document,
    Figure,
    Heading,
    Idea,
    Image,
    NumberedList,
    Paragraph,
    Quote,
    Rule,
    Sentence,
    Table,
    Value,
    Verse,
)

Role: TypeAlias = Literal["title", "byline", "heading", "text", "alt", "note", "link"]


class Reading(Value, frozen=True):
    """A sentence and the part it plays; an alt text is read but not seen."""

    sentence: Sentence
    role: Role


def readings(document: Document) -> Iterator[Reading]:
    """All there is to read, alt texts included, in reading order."""
    yield Reading(document.title, "title")
    yield from (Reading(sentence, "byline") for sentence in document.byline)
    yield from _block_readings(document.blocks, "text")
    for note in document.notes:
        yield from _block_readings(note.blocks, "note")
    yield from (Reading(sentence, "link") for sentence in document.links)


def sentences(document: Document) -> Iterator[Sentence]:
    """Every sentence a reader sees, in reading order."""
    return (reading.sentence for reading in readings(document) if reading.role != "alt")


def block_sentences(blocks: tuple[Block, ...]) -> Iterator[Sentence]:
    """The sentences a reader sees in `blocks`, in reading order."""
    return (r.sentence for r in _block_readings(blocks, "text") if r.role != "alt")


def walk(blocks: tuple[Block, ...]) -> Iterator[Block]:
    """Every block in `blocks` and inside them, each before what it holds."""
    for block in blocks:
        yield block
        for inner in children(block):
            yield from walk(inner)


def children(block: Block) -> tuple[tuple[Block, ...], ...]:
    """The groups of blocks that `block` holds."""
    match block:
        case BulletList(items=items) | NumberedList(items=items):
            return items
        case DefinitionList(entries=entries):
            return tuple(meaning for entry in entries for meaning in entry.meanings)
        case Quote(blocks=blocks) | Idea(blocks=blocks):
            return (blocks,)
        case _:
            return ()


def images(document: Document) -> Iterator[Image]:
    """Every picture that `document` shows, decoration and notes included, in reading order."""
    for group in (document.blocks, *(note.blocks for note in document.notes)):
        for block in walk(group):
            match block:
                case Figure(image=shown) | Idea(picture=Image() as shown):
                    yield shown
                case _:
                    pass


def rewrite(document: Document, change: Callable[[Sentence], Sentence]) -> Document:
    """`document` with every sentence, alt texts included, as `change` gives it back."""
    return msgspec.structs.replace(
        document,
        title=change(document.title),
        byline=tuple(map(change, document.byline)),
        blocks=_rewritten(document.blocks, change),
        notes=tuple(
            msgspec.structs.replace(note, blocks=_rewritten(note.blocks, change))
            for note in document.notes
        ),
        links=tuple(map(change, document.links)),
    )


def _rewritten(
    blocks: tuple[Block, ...], change: Callable[[Sentence], Sentence]
) -> tuple[Block, ...]:
    return tuple(_rewrite(block, change) for block in blocks)


def _rewrite(block: Block, change: Callable[[Sentence], Sentence]) -> Block:
    replace = msgspec.structs.replace

    def group(sentences: tuple[Sentence, ...]) -> tuple[Sentence, ...]:
        return tuple(map(change, sentences))

    def image(value: Image) -> Image:
        return value if value.alt is None else replace(value, alt=change(value.alt))

    match block:
        case Heading(sentence=sentence):
            return replace(block, sentence=change(sentence))
        case Paragraph(sentences=sentences):
            return replace(block, sentences=group(sentences))
        case Verse(lines=lines) | CodeBlock(lines=lines):
            return replace(block, lines=group(lines))
        case BulletList(items=items) | NumberedList(items=items):
            return replace(block, items=tuple(_rewritten(item, change) for item in items))
        case DefinitionList(entries=entries):
            return DefinitionList(
                tuple(
                    Definition(
                        change(entry.term),
                        tuple(_rewritten(meaning, change) for meaning in entry.meanings),
                    )
                    for entry in entries
                )
            )
        case Quote(blocks=inner):
            return Quote(_rewritten(inner, change))
        case Figure(image=picture, caption=caption):
            return Figure(image(picture), group(caption))
        case Table(header=header, rows=rows, caption=caption):
            return Table(
                tuple(map(group, header)),
                tuple(tuple(map(group, row)) for row in rows),
                group(caption),
            )
        case Idea(picture=slot, blocks=inner):
            return Idea(None if slot is None else image(slot), _rewritten(inner, change))
        case Rule():
            return block
        case _:
            assert_never(block)


def _block_readings(blocks: tuple[Block, ...], role: Role) -> Iterator[Reading]:
    for block in blocks:
        yield from _readings(block, role)


def _readings(block: Block, role: Role) -> Iterator[Reading]:
    match block:
        case Heading(sentence=sentence):
            yield Reading(sentence, "heading")
        case Paragraph(sentences=group) | Verse(lines=group):
            yield from (Reading(sentence, role) for sentence in group)
        case CodeBlock(lines=lines):
            yield from (Reading(line, role) for line in lines if line.text.strip())
        case BulletList(items=items) | NumberedList(items=items):
            for item in items:
                yield from _block_readings(item, role)
        case DefinitionList(entries=entries):
            for entry in entries:
                yield Reading(entry.term, role)
                for meaning in entry.meanings:
                    yield from _block_readings(meaning, role)
        case Quote(blocks=inner):
            yield from _block_readings(inner, role)
        case Figure(image=image, caption=caption):
            yield from _alt(image)
            yield from (Reading(sentence, role) for sentence in caption)
        case Table(caption=caption, header=header, rows=rows):
            yield from (Reading(sentence, role) for sentence in caption)
            for row in (header, *rows):
                yield from (Reading(sentence, role) for cell in row for sentence in cell)
        case Idea(picture=picture, blocks=inner):
            if picture is not None:
                yield from _alt(picture)
            yield from _block_readings(inner, role)
        case Rule():
            pass
        case _:
            assert_never(block)


def _alt(image: Image) -> Iterator[Reading]:
    if image.alt is not None:
        yield Reading(image.alt, "alt")
