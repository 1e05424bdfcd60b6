"""Checks on an Easy Read page as a whole: how long it is, and one word for one thing."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from convert.plain.easy_read.inflect import forms
from convert.plain.easy_read.inline import words
from convert.plain.easy_read.layer import Layer, Line
from convert.plain.easy_read.seen import Fault
from convert.plain.easy_read.tables import phrase_set

MOST_IDEAS = 40
"""More ideas than these are more than a person reads at once (ours)."""
MOST_SENTENCES = 5
"""Sentences in an idea: 4 or 5 at most (Photosymbols); a list counts as one."""


def page_faults(layer: Layer, preferred: Mapping[str, str]) -> Iterator[tuple[Fault, int]]:
    """What is hard in the page, each with the line of the file that it is about.

    `preferred` holds the publication's own words: the word to leave, and the word to use.
    """
    ideas = [part for part in layer.parts if not part.level]
    if len(ideas) > MOST_IDEAS:
        yield Fault("long-page", f"{len(ideas)} ideas"), ideas[MOST_IDEAS].lines[0].number
    for part in ideas:
        sentences = [line for line in part.lines if not line.is_bullet]
        if len(sentences) > MOST_SENTENCES:
            yield Fault("long-idea", f"{len(sentences)} sentences"), part.lines[0].number
    lines = [line for part in layer.parts for line in part.lines]
    for old, new in preferred.items():
        for line, found in _used(lines, old):
            yield Fault("other-word", f"{found}: {new}"), line.number
    for group in phrase_set("same_things"):
        yield from _second_words(lines, [word.strip() for word in group.split("/")])


def _second_words(lines: list[Line], group: list[str]) -> Iterator[tuple[Fault, int]]:
    """The first use of every further word for a thing that the page has named already."""
    uses = [(use[0].number, word, use[1]) for word in group for use in _used(lines, word)[:1]]
    uses.sort()
    for number, _, found in uses[1:]:
        yield Fault("other-word", f"{found}: {uses[0][1]}"), number


def _used(lines: list[Line], phrase: str) -> list[tuple[Line, str]]:
    listed = "|".join(re.escape(form) for form in sorted(forms(phrase, "n"), reverse=True))
    pattern = re.compile(rf"(?<![\w-])(?:{listed})(?![\w-])", re.IGNORECASE)
    found = ((line, pattern.search(words(line.text))) for line in lines)
    return [(line, match[0]) for line, match in found if match]
