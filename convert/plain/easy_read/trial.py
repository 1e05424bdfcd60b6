"""One stage at a time, for people who try Easy Read on words of their own."""

from __future__ import annotations

import re
from typing import NamedTuple

from convert.plain.easy_read import offering
from convert.plain.easy_read import pictures as table
from convert.plain.easy_read.hardness import hard_words
from convert.plain.easy_read.inline import words
from convert.plain.easy_read.lines import faults
from convert.plain.easy_read.rewrite import rewrite
from convert.source import sentences

_LINE_MARK = re.compile(r"^\s*(?:#{1,6}|[-•*])\s+")


class PictureAnswer(NamedTuple):
    """The picture that would be put in unasked, or None, and up to six to choose from."""

    picture: str | None
    suggestions: tuple[str, ...]


def simplify(text: str) -> str:
    """`text` with only the changes that are safe enough to make unasked."""
    return "\n".join(_simplified(line) for line in text.split("\n"))


def _simplified(line: str) -> str:
    made: list[str] = []
    done = 0
    for start, end in sentences.spans(line):
        sentence = line[start:end]
        inner = sentence.strip()
        kept = sentence[: len(sentence) - len(sentence.lstrip())]
        after = sentence[len(sentence.rstrip()) :]
        made.extend((line[done:start], kept, " ".join(rewrite(inner).lines), after))
        done = end
    return "".join((*made, line[done:]))


def pictures(phrase: str) -> PictureAnswer:
    """The picture for a word or phrase."""
    choice = table.for_phrase(phrase)
    name = choice.target.removeprefix("picture:") if choice else None
    return PictureAnswer(name, offering.suggestions(phrase))


def easy_lines(
    text: str, following: str | None = None, before: str | None = None
) -> tuple[str, ...]:
    """The codes of what is hard in a line, each once.

    A line may carry the marks of `easy-read.md`: bold, a bullet, a heading. Without `before` it is
    taken to stand alone.
    """
    found = faults(
        _words(text),
        _words(following or ""),
        before=_words(before) if before is not None else None,
        hard=hard_words,
    )
    return tuple(dict.fromkeys(fault.code for fault in found))


def _words(line: str) -> str:
    return words(_LINE_MARK.sub("", line))
