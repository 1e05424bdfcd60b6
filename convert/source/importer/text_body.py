"""The body of one post of a plain text: headings, captions, lists, verse and links by their looks."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import zip_longest
from typing import Final

import msgspec

from convert.source.importer.incoming import Doubt, escaped
from convert.source.importer.text_lines import LONGEST_HEADING, Kind, Line, as_words

_LINK_WORDS = re.compile(
    r"\b(?:twitter|facebook|linkedin|instagram|youtube|website|www\.|https?:)", re.IGNORECASE
)
_PERSON = re.compile(r"\b(?:[A-Z][\w'’-]+\s+){1,2}[A-Z][\w'’-]+")
_WITH_SOMEBODY = re.compile(r"^[A-Z][\w'’-]+ with\b")
_HAPPENS = re.compile(
    r"\b(?:is|are|was|were|has|have|had|can|will|would|should|must|do|does)\b", re.IGNORECASE
)
_POINTS_BACK = re.compile(r"\b(?:that|this|it|they|these|those)\b", re.IGNORECASE)
_LONGEST_VERSE_LINE: Final = 60
_SHORTEST_VERSE: Final = 3
_LONGEST_PARAGRAPH: Final = 400
"""Words; a paragraph over it is told to a person, who knows where it parts."""
_LISTS: Final = (Kind.BULLET, Kind.NUMBER)


def told(lines: Sequence[Line]) -> list[Line]:
    """`lines` with each short one taken for a heading, a caption, a verse line, a link or prose.

    A post is more than links: where nothing else is there, they are its words.
    """
    lines = _without_lone_numbers(lines)
    verse = {line.number for run in _verses(lines) for line in run}
    filled = [line for line in lines if line.text and line.kind is not Kind.RULE]
    following = {line.number: after for line, after in zip_longest(filled, filled[1:])}
    made: list[Line] = []
    for line in lines:
        if line.number in verse:
            made.append(msgspec.structs.replace(line, kind=Kind.VERSE))
        elif line.kind is Kind.SHORT:
            kind = _short_kind(line, following[line.number])
            made.append(msgspec.structs.replace(line, kind=kind))
        else:
            made.append(line)
    if all(line.kind is Kind.LINK for line in made if line.text):
        return [msgspec.structs.replace(line, kind=Kind.PROSE) for line in made]
    return made


def _without_lone_numbers(lines: Sequence[Line]) -> list[Line]:
    """`lines` with numbered ones that do not count on from one taken for words."""
    items = {line.number for run in _counted(lines) for line in run}
    return [
        line
        if line.kind is not Kind.NUMBER or line.number in items
        else as_words(line.number, f"{line.marker}. {line.text}")
        for line in lines
    ]


def _counted(lines: Sequence[Line]) -> Iterator[list[Line]]:
    """Runs of two or more numbered lines with nothing between them, that count 1, 2, 3."""
    run: list[Line] = []
    for line in [*lines, Line(0, "end", Kind.PROSE)]:
        if line.kind is Kind.NUMBER and int(line.marker) == len(run) + 1:
            run.append(line)
        elif line.kind is not Kind.BLANK:
            if len(run) > 1:
                yield run
            run = [line] if line.kind is Kind.NUMBER and line.marker == "1" else []


def _short_kind(line: Line, after: Line | None) -> Kind:
    if line.text.endswith("?") and _POINTS_BACK.search(line.text):
        return Kind.PROSE
    if _LINK_WORDS.search(line.text) and (after is None or after.kind in {Kind.SHORT, Kind.LINK}):
        return Kind.LINK
    if after is None and line.text.endswith(("!", "?", ".")):
        return Kind.PROSE
    if after is None or after.kind is Kind.LINK or _only_links_follow(after):
        return Kind.LINK
    if _names_people_only(line.text):
        return Kind.CAPTION
    return Kind.HEADING


def _names_people_only(text: str) -> bool:
    """Whether `text` says who is in a picture, and nothing of what happens."""
    people = len(_PERSON.findall(text)) + len(_WITH_SOMEBODY.findall(text))
    return people >= 2 and not _HAPPENS.search(text)


def _only_links_follow(after: Line) -> bool:
    return after.kind is Kind.SHORT and _LINK_WORDS.search(after.text) is not None


def _verses(lines: Sequence[Line]) -> Iterator[list[Line]]:
    """Runs of three or more short lines with no blank between them."""
    run: list[Line] = []
    for line in [*lines, Line(0, "", Kind.BLANK)]:
        fits = line.text and len(line.text) <= _LONGEST_VERSE_LINE
        if fits and line.kind in {Kind.SHORT, Kind.PROSE} and not line.text.endswith(":"):
            run.append(line)
            continue
        if len(run) >= _SHORTEST_VERSE:
            yield run
        run = []


def markdown(lines: Sequence[Line]) -> str:
    """`lines` as Markdown; neighbouring items and verse lines stay together."""
    return "\n\n".join(_blocks(lines))


def _blocks(lines: Sequence[Line]) -> Iterator[str]:
    waiting: list[str] = []
    kind = Kind.BLANK
    for line in [*lines, Line(0, "", Kind.RULE)]:
        goes_on = line.kind is kind or (line.kind is Kind.BLANK and kind in _LISTS)
        if waiting and (not goes_on or (kind is Kind.NUMBER and line.marker == "1")):
            yield ("\n" if kind in _LISTS else "\\\n").join(waiting)
            waiting = []
        match line.kind:
            case Kind.BULLET:
                waiting.append(f"- {escaped(line.text)}")
            case Kind.NUMBER:
                waiting.append(f"{line.marker}. {escaped(line.text)}")
            case Kind.VERSE:
                waiting.append(escaped(line.text))
            case Kind.HEADING:
                yield f"## {escaped(line.text)}"
            case Kind.CAPTION:
                yield f"::: caption\n{escaped(line.text)}\n:::"
            case Kind.PROSE | Kind.SHORT:
                yield escaped(line.text)
            case Kind.RULE if line.number:
                yield "***"
            case _:
                continue
        kind = line.kind


def doubts(lines: Sequence[Line]) -> Iterator[Doubt]:
    """What was unsure about the body, by line."""
    before: Line | None = None
    for line in lines:
        if not line.text:
            continue
        if line.kind is Kind.CAPTION:
            yield Doubt(line.number, f"Taken for the words under a picture: {line.text}")
        elif line.kind is Kind.HEADING:
            yield Doubt(line.number, f"Taken for a heading: {line.text}")
        elif line.kind is Kind.RULE:
            yield Doubt(line.number, f"Taken for a break within the post: {line.text[:20]}")
        elif (
            line.kind is Kind.PROSE and line.text.endswith("?") and len(line.text) < LONGEST_HEADING
        ):
            yield Doubt(line.number, f"Taken for a paragraph, not a heading: {line.text}")
        elif line.text[:1] in "…." and before is not None and before.kind is Kind.HEADING:
            yield Doubt(line.number, "This sentence begins in the heading above it.")
        elif (count := len(line.text.split())) > _LONGEST_PARAGRAPH:
            yield Doubt(line.number, f"This paragraph has {count:,} words. Part it where you can.")
        before = line
    verses = [line for line in lines if line.kind is Kind.VERSE]
    if verses:
        yield Doubt(verses[0].number, f"Taken for a verse: {len(verses)} lines.")
