"""Drafting: a post becomes an `easy-read.md` layer that people can work on.

A refresh redraws only ideas whose words are still the rules' own and whose source sentences
changed. What a person wrote is never touched.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import msgspec

from convert.document import (
    Code,
    Document,
    Emphasis,
    Fingerprint,
    Inline,
    Link,
    Phrase,
    Sentence,
    plain,
)
from convert.plain.easy_read import glossary, offering, pictures
from convert.plain.easy_read.change import Change, Grade
from convert.plain.easy_read.gate import breaches
from convert.plain.easy_read.house import HouseWords, Workshop
from convert.plain.easy_read.inline import SAFE_SCHEMES, words
from convert.plain.easy_read.layer import Layer, Line, Part, Picture, escaped, part_fingerprint
from convert.plain.easy_read.lists import BULLET, bulleted
from convert.plain.easy_read.rewrite import rewrite
from convert.plain.easy_read.selection import Idea, Section, proposed
from convert.source import sentences as boundaries

OPEN_SLOT = "suggest: pictures: "


def drafted(document: Document, workshop: Workshop) -> Layer:
    """A first layer for `document`."""
    explained: set[str] = set()
    parts = [
        part for section in proposed(document) for part in _section(section, workshop, explained)
    ]
    return Layer(document.title.text, tuple(parts))


def _section(section: Section, workshop: Workshop, explained: set[str]) -> Iterator[Part]:
    if section.heading is not None:
        yield drafted_heading(section.heading.sentence, workshop)
    for idea in section.ideas:
        yield drafted_idea(idea, workshop, explained)


def drafted_heading(sentence: Sentence, workshop: Workshop) -> Part:
    """A heading as it stands in the post, with its picture where the table has one."""
    return _part((Line(escaped(sentence.text)),), (sentence,), workshop, level=2)


def drafted_idea(idea: Idea, workshop: Workshop, explained: set[str]) -> Part:
    """One idea as rules write it; `explained` are the hard words that were explained before."""
    lines: list[Line] = []
    changes: list[Change] = []
    opening = idea.opening
    if opening is not None:
        lines.extend(_lines(opening, changes, is_quote=idea.is_quote))
    for item in idea.items:
        lines.extend(
            Line(line.text, is_bullet=True)
            for sentence in item
            for line in _lines(sentence, changes, is_quote=idea.is_quote)
        )
    lines = list(_explained(lines, workshop.house, explained))
    comments = [_suggestion(change) for change in changes if change.grade is Grade.SUGGEST]
    comments += [] if idea.is_quote else list(_asked(idea.sentences, workshop))
    return _part(lines, idea.sentences, workshop, comments=comments)


def _lines(sentence: Sentence, changes: list[Change], *, is_quote: bool) -> Iterator[Line]:
    text = " ".join(sentence.text.split())
    if is_quote:
        yield Line(_linked(escaped(text), sentence.inlines))
        return
    rewritten = rewrite(text, keep=tuple(_protected(sentence.inlines)))
    lost = breaches(text, " ".join(rewritten.lines))
    made = (text,) if lost else tuple(p for line in rewritten.lines for p in bulleted(line))
    changes.extend(() if lost else rewritten.changes)
    for line in made:
        is_bullet = line.startswith(BULLET)
        yield Line(
            _linked(escaped(line.removeprefix(BULLET)), sentence.inlines), is_bullet=is_bullet
        )


def _protected(inlines: Iterable[Inline]) -> Iterator[str]:
    for inline in inlines:
        match inline:
            case Link() | Emphasis() | Phrase():
                yield plain(inline.inlines)
            case Code(text=text):
                yield text
            case _:
                continue


def _linked(line: str, inlines: Iterable[Inline]) -> str:
    for inline in inlines:
        if isinstance(inline, Link) and inline.url.lower().startswith(SAFE_SCHEMES):
            shown = escaped(plain(inline.inlines))
            line = line.replace(shown, f"[{shown}]({inline.url})", 1) if shown else line
    return line


def _explained(lines: Sequence[Line], house: HouseWords, explained: set[str]) -> Iterator[Line]:
    """Mark each hard word the first time, and let the next line say what it means."""
    for line in lines:
        known = [
            word
            for word in glossary.explained_words(words(line.text), house)
            if glossary.meaning(word, house) not in explained
        ]
        text = line.text
        meanings: list[str] = []
        for word in known[:2]:
            said = glossary.meaning(word, house)
            if said not in meanings and word in text and "](" not in text:
                text = text.replace(word, f"**{word}**", 1)
                meanings.append(said)
        yield msgspec.structs.replace(line, text=text)
        explained.update(meanings)
        yield from (
            Line(escaped(said[start:end]))
            for said in meanings
            for start, end in boundaries.spans(said)
        )


def _asked(sentences: Iterable[Sentence], workshop: Workshop) -> Iterator[str]:
    for sentence in sentences:
        text = " ".join(sentence.text.split())
        if answer := workshop.ask(text):
            yield _suggestion(Change("model", Grade.SUGGEST, text, answer))


def _suggestion(change: Change) -> str:
    return f"suggest: {change.rule}: “{change.before}” → “{change.after}”".replace("-->", "→")


def _part(
    lines: Sequence[Line],
    sources: Sequence[Sentence],
    workshop: Workshop,
    *,
    comments: Sequence[str] = (),
    level: int = 0,
) -> Part:
    shown = [words(line.text) for line in lines]
    choice = pictures.for_idea(shown, workshop.own)
    picture = Picture(choice.alt, choice.target) if choice else None
    notes = list(comments)
    if picture is None and not level:
        offered = offering.suggestions(" ".join(shown), workshop.own)
        notes += [OPEN_SLOT + ", ".join(offered)] if offered else []
    return Part(
        lines=tuple(lines),
        level=level,
        picture=picture,
        comments=tuple(notes),
        origins=tuple(dict.fromkeys(Fingerprint(s.fingerprint) for s in sources)),
        drafted=part_fingerprint(lines, picture),
    )
