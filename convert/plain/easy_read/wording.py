"""Plainer words for hard or wordy ones, from a table that people keep (`wording_table`)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import msgspec

from convert.plain.easy_read.change import Change
from convert.plain.easy_read.inflect import plural
from convert.plain.easy_read.protect import Span, is_free
from convert.plain.easy_read.tagging import NOUN_TAGS, Token
from convert.plain.easy_read.wording_table import Row, by_first_word
from convert.plain.easy_read.wording_verbs import new_verb

RULE = "wording"
_COMPARING = frozenset(["more", "most", "less", "least"])
_VOWEL_SOUND = re.compile(
    r"(?:[ai]|e(?!u|we)|o(?!ne\b|nce\b)|u(?!ni|se|su|ti|k\b)|hour|hono|heir)", re.IGNORECASE
)


class Match(msgspec.Struct, frozen=True):
    """A change, the row that makes it, and how many words and signs it takes."""

    row: Row
    change: Change
    length: int


def matches(text: str, tokens: Sequence[Token], fixed: Sequence[Span]) -> Iterator[Match]:
    """Every place where a row of the table fits, in order, none overlapping."""
    words = [token.lower for token in tokens]
    place = 0
    while place < len(tokens):
        found = _first_match(text, tokens, words, place, fixed)
        if found is not None:
            yield found
        place += found.length if found else 1


def changes(text: str, tokens: Sequence[Token], fixed: Sequence[Span]) -> Iterator[Change]:
    """Every change that the table makes or offers in a sentence."""
    return (match.change for match in matches(text, tokens, fixed))


def _first_match(
    text: str, tokens: Sequence[Token], words: Sequence[str], place: int, fixed: Sequence[Span]
) -> Match | None:
    for row, form, tag in by_first_word().get(words[place], ()):
        length = len(form)
        if tuple(words[place : place + length]) != form:
            continue
        start, end = tokens[place].start, tokens[place + length - 1].end
        if not is_free((start, end), fixed):
            continue
        if not all(n.holds(tokens, place, length) for n in row.neighbours):
            continue
        new = _new_words(row, form, tag, tokens, place)
        if new is not None:
            change = Change(RULE, row.grade, text[start:end], new, start, end)
            return Match(row, _fitted(change, text, tokens, place, length), length)
    return None


def _fitted(change: Change, text: str, tokens: Sequence[Token], place: int, length: int) -> Change:
    """The change with its capital letter, its spaces, and *a* or *an* before it put right."""
    start, end, new = change.start, change.end, change.after
    before = tokens[place - 1] if place else None
    if not new:
        end = tokens[place + length].start if place + length < len(tokens) else end
        if change.before[0].isupper() and end < len(text):
            new, end = text[end].upper(), end + 1
    elif change.before[0].isupper():
        new = new[0].upper() + new[1:]
    if change.before.startswith(",") and not new.startswith(","):
        new = f" {new}"
    if before is not None and before.lower in {"a", "an"} and new:
        article = "an" if _VOWEL_SOUND.match(new) else "a"
        article = article.capitalize() if before.text[0].isupper() else article
        if article != before.text:
            start, new = before.start, f"{article} {new}"
    return Change(change.rule, change.grade, text[start:end], new, start, end)


def _new_words(
    row: Row, form: tuple[str, ...], tag: str, tokens: Sequence[Token], place: int
) -> str | None:
    """The new words in the form that fits here, or None where the old ones are not what they seem."""
    last = tokens[place + len(form) - 1]
    match row.part:
        case "v":
            return new_verb(row, form, tag, tokens, place)
        case "n":
            if last.tag not in NOUN_TAGS:
                return None
            *before, noun = row.new.split()
            return row.new if tag == "NN" else " ".join((*before, plural(noun)))
        case "a":
            if place and tokens[place - 1].lower in _COMPARING:
                return None
            return row.new if tokens[place].tag.startswith(("JJ", "VBN", "CD")) else None
        case "r":
            return row.new if tokens[place].tag.startswith(("RB", "IN", "JJ")) else None
        case _:
            return row.new
