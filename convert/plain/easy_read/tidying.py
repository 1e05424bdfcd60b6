"""Small things with one right answer: short forms written out, signs as words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from convert.plain.easy_read.change import Change, Grade
from convert.plain.easy_read.clauses import is_finite, is_one_clause, whole_subject
from convert.plain.easy_read.protect import Span, is_free
from convert.plain.easy_read.saying_again import opening
from convert.plain.easy_read.tagging import Token

_NOT = {"ca": "cannot", "wo": "will not", "sha": "shall not"}
_NEGATED = frozenset(
    [
        *("is", "are", "was", "were", "do", "does", "did", "has", "have", "had", "could", "would"),
        *("should", "must", "might", "need", "ca", "wo", "sha"),
    ]
)
_SHORT = {"'re": "are", "'ve": "have", "'ll": "will", "'m": "am"}
_IS_BEFORE = frozenset(["that", "it", "he", "she", "there", "what", "who", "here", "where"])
_HAS_AFTER = frozenset(["been", "had", "got", "become", "gone", "made", "taken", "done", "come"])
_SO = frozenset(["therefore", "thus", "hence", "consequently"])
_SIGNS: tuple[tuple[str, str, str], ...] = (
    ("abbreviation", r"\be\.\s?g\.,?(?=\s)", "for example"),
    ("abbreviation", r"\bi\.\s?e\.,?(?=\s)", "that is,"),
    ("abbreviation", r"(?<=\w), etc\.(?=\s+[a-z(]|\s*$)", " and so on"),
    ("special-character", r"(?<=[a-z]) & (?=[a-z])", " and "),
)


def contractions(text: str, tokens: Sequence[Token], fixed: Sequence[Span]) -> Iterator[Change]:
    """`don't` becomes `do not`; `it's` becomes `it is` only where it cannot be `it has`."""
    for place in range(len(tokens) - 1):
        first, second = tokens[place], tokens[place + 1]
        if first.end != second.start or not is_free((first.start, second.end), fixed):
            continue
        new = _written_out(tokens, place)
        if new:
            if first.text[0].isupper():
                new = new[0].upper() + new[1:]
            yield Change(
                "contraction",
                Grade.AUTO,
                text[first.start : second.end],
                new,
                first.start,
                second.end,
            )


def _written_out(tokens: Sequence[Token], place: int) -> str:
    first, second = tokens[place].lower, tokens[place + 1].lower
    after = tokens[place + 2] if place + 2 < len(tokens) else None
    if second == "n't" and first in _NEGATED:
        asks = after is not None and after.lower in {"i", "you", "we", "they", "he", "she", "it"}
        return "" if asks else _NOT.get(first, f"{first} not")
    if second in _SHORT and tokens[place].tag.startswith(("PRP", "EX", "W", "DT")):
        subject = "I" if first == "i" else first
        return f"{subject} {_SHORT[second]}"
    if second == "'s" and first in _IS_BEFORE and after is not None:
        is_have = after.lower in _HAS_AFTER or after.tag in {"VBN", "VBD"}
        return "" if is_have or not after.is_word else f"{first} is"
    if first == "let" and second == "'s":
        return "let us"
    return ""


def however(text: str, tokens: Sequence[Token], fixed: Sequence[Span]) -> Iterator[Change]:
    """`The hall, however, was shut.` becomes `But the hall was shut.`, and so does one at the end."""
    place = next((n for n, token in enumerate(tokens) if token.lower == "however"), 0)
    if place < 2 or tokens[place - 1].text != "," or tokens[0].lower in {"but", "and", "so", "or"}:
        return
    left, after = tokens[: place - 1], tokens[place + 1 :]
    if not after or not is_free((tokens[place].start, tokens[place].end), fixed):
        return
    is_when = left[0].tag == "IN" and not any(t.tag.startswith(("VB", "MD")) for t in left)
    is_inside = after[0].text == "," and (whole_subject(tokens) == len(left) or is_when)
    is_last = after[0].text == "." and len(after) == 1 and is_one_clause(left)
    if is_inside or is_last:
        end = after[0].end if is_inside else tokens[place].end
        new = opening(text, left, after="But") + ("," if is_inside and is_when else "")
        yield Change("wording", Grade.AUTO, text[:end], new, 0, end)


def therefore(text: str, tokens: Sequence[Token], fixed: Sequence[Span]) -> Iterator[Change]:
    """`The hall is therefore shut.` becomes `So the hall is shut.`, where a plain subject begins."""
    subject = whole_subject(tokens)
    place = next((n for n, token in enumerate(tokens) if token.lower in _SO), 0)
    if not subject or place not in {subject, subject + 1} or place + 2 >= len(tokens):
        return
    after = tokens[place + 1]
    follows_helper = place == subject or is_finite(tokens[subject], tokens[subject - 1])
    if not follows_helper or not after.is_word or (after.tag.startswith("JJ") and place == subject):
        return
    if is_free((tokens[place].start, tokens[place].end), fixed):
        end = after.start
        new = f"{opening(text, tokens[:place], after='So')} "
        yield Change("wording", Grade.AUTO, text[:end], new, 0, end)


def signs(text: str, tokens: Sequence[Token], fixed: Sequence[Span]) -> Iterator[Change]:  # noqa: ARG001
    """`e.g.` becomes `for example`, and the like."""
    for rule, pattern, new in _SIGNS:
        for match in re.finditer(pattern, text):
            if is_free(match.span(), fixed):
                yield Change(rule, Grade.AUTO, match[0], new, *match.span())
