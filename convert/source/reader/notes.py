"""Looks for notes that lead to notes without end, before pandoc writes them all out.

Pandoc puts a note's words where its mark stands, and the words of the notes these mention too:
a note that leads back to itself, or twenty that each mention the next twice, fill its memory.
Only what is plainly so is found here; pandoc's own limits are there for the rest.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

import msgspec

from convert.errors import Unsafe
from convert.findings import Place

MOST = 2_000
"""Notes that one mark may lead to: more than any post has."""

_LABEL = r"\[\^((?:[^\]\\]|\\.)+)\]"
_MARK = re.compile(_LABEL)
_DEFINITION = re.compile(rf" {{0,3}}{_LABEL}:")
_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})")
_CODE = re.compile(r"(?<!`)(`+)(?!`)[^`]*(?<!`)\1(?!`)")


class Note(msgspec.Struct):
    """Where a note stands, and the notes that its words mention."""

    line: int
    marks: list[str]


def check(markdown: str, *, place: Place) -> None:
    """Refuse notes that lead to notes without end; `place` is where `markdown` begins.

    Raises:
        Unsafe: there are some; it names the line of the first.
    """
    notes = found(markdown)
    endless = _first_endless(notes)
    if endless is None:
        return
    raise Unsafe(
        f"the note [^{endless[:40]}] leads to notes without end.",
        place=str(Place(place.path, place.line + notes[endless].line)),
        next_step="Take the marks of other notes out of the note.",
    )


def found(markdown: str) -> dict[str, Note]:
    """The notes that `markdown` explains, by their names; marks in code are not marks."""
    notes: dict[str, Note] = {}
    current: Note | None = None
    after_blank = False
    for number, line in outside_code(markdown.split("\n")):
        definition = _DEFINITION.match(line)
        if definition is not None:
            current = Note(number, [])
            notes.setdefault(_name(definition[1]), current)
        elif after_blank and line.strip() and not line.startswith(("    ", "\t")):
            current = None
        if current is not None:
            words = line[definition.end() :] if definition is not None else line
            current.marks += map(_name, _MARK.findall(_CODE.sub("", words)))
        after_blank = not line.strip()
    return notes


def _name(label: str) -> str:
    """What a note is known by: pandoc minds neither capitals nor how many spaces there are."""
    return " ".join(label.split()).casefold()


def outside_code(lines: Sequence[str]) -> Iterator[tuple[int, str]]:
    """The lines that stand in no fence, numbered from 1."""
    fence = ""
    for number, line in enumerate(lines, start=1):
        if fence:
            if line.strip().startswith(fence) and not line.strip().strip(fence[0]):
                fence = ""
        elif opened := _FENCE.match(line):
            fence = opened[1]
        else:
            yield number, line


def _first_endless(notes: Mapping[str, Note]) -> str | None:
    """The first note that leads back to itself, or to more than `MOST` notes."""
    sizes: dict[str, int] = {}
    for start in notes:
        waiting, open_notes = [start], set[str]()
        while waiting:
            name = waiting[-1]
            marks = [mark for mark in notes[name].marks if mark in notes]
            missing = [mark for mark in marks if mark not in sizes]
            if name in sizes:
                waiting.pop()
            elif not missing:
                sizes[name] = 1 + sum(sizes[mark] for mark in marks)
                if sizes[name] > MOST:
                    return name
                open_notes.discard(name)
                waiting.pop()
            elif name in open_notes:
                return name
            else:
                open_notes.add(name)
                waiting += dict.fromkeys(missing)
    return None
