"""How much a line holds: its length, and whether it tells one thing or two."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from convert.plain.easy_read.clauses import begins_clause, is_finite
from convert.plain.easy_read.inflect import participles
from convert.plain.easy_read.seen import ADDRESS, Check, Fault, Seen
from convert.plain.easy_read.tagging import FINITE_TAGS, NOUN_TAGS, Token

LONGEST = 15
"""Words in a line: 10 to 15 is the norm (UK Government, accessible communication formats)."""

_JOINS = frozenset(["and", "but", "so", "or", "yet"])
_CONTRAST = frozenset(["although", "whereas", "though", "despite", "whilst", "while"])
_RELATIVE = frozenset(["which", "who", "whose", "where", "whom"])
_OPENS_IDEA = frozenset(
    ["if", "that", "whether", "how", "when", "where", "what", "who", "which", "why", "because"]
)
_NAMES_TAGS = NOUN_TAGS | {"CD", "PRP"}
_SUBJECT_TAGS = _NAMES_TAGS | {"DT", "JJ", "PRP$", "RBS", "JJR"}
_SUBJECT_PRONOUNS = frozenset(["i", "we", "they", "he", "she"])
_LONGEST_SUBJECT = 4


def _long_sentence(seen: Seen) -> Iterator[Fault]:
    without = ADDRESS.sub("address", seen.line)
    count = len(re.findall(r"[\w£$€]+(?:[-'’.,:][\w]+)*", without))
    if count > LONGEST:
        yield Fault("long-sentence", f"{count} words")


def _two_ideas(seen: Seen) -> Iterator[Fault]:
    if re.search(r"[.!?][”\"']?\s+[A-Z“]\w*\s+\w", ADDRESS.sub("address", _titles(seen.line))):
        yield Fault("two-ideas", seen.line)
        return
    for place in range(1, len(seen.tokens) - 1):
        if _second_begins(seen.tokens, place):
            yield Fault("two-ideas", seen.tokens[place].text)
            return
    if seen.tokens and seen.tokens[0].lower in _CONTRAST - {"while"}:
        yield Fault("two-ideas", seen.tokens[0].text)


def _second_begins(tokens: Sequence[Token], place: int) -> bool:
    """Whether the word at `place` joins a second idea to the first."""
    word, left, right = tokens[place].lower, tokens[:place], tokens[place + 1 :]
    after_comma = tokens[place - 1].text == ","
    if word == ";" or (after_comma and word in _RELATIVE):
        return True
    if word in _CONTRAST and (word != "while" or after_comma):
        return True
    if word == "then" and after_comma:
        return True
    return (
        word in _JOINS
        and not _joins_people(left, right)
        and _has_finite(left)
        and (_opens_clause(right) or _has_own_subject(right))
    )


def _joins_people(left: Sequence[Token], right: Sequence[Token]) -> bool:
    """*If you and your carer agree*, *when you and I met*: one idea with two people in it."""
    if right[0].lower == "i" and left[-1].lower in {"you", "he", "she"}:
        return True
    opened = [place for place, token in enumerate(left) if token.lower in _OPENS_IDEA]
    return bool(opened) and not _has_finite(left[opened[-1] + 2 :]) and left[-1].tag in _NAMES_TAGS


def _titles(line: str) -> str:
    return re.sub(r"\b(Dr|Mr|Mrs|Ms|Mx|St|Prof|No|Rd|[A-Z])\.", r"\1", line)


def _has_finite(tokens: Sequence[Token]) -> bool:
    words = [token for token in tokens if token.is_word]
    if len(words) > 1 and words[0].lower in _SUBJECT_PRONOUNS | {"it", "you"}:
        return True
    pairs = zip([None, *words], words, strict=False)
    return any(is_finite(token, before) for before, token in pairs) or any(
        _is_verb(words, place) for place in range(1, len(words))
    )


def _opens_clause(tokens: Sequence[Token]) -> bool:
    rest = tokens[1:] if tokens and tokens[0].lower in {"then", "so", "also", "now"} else tokens
    if begins_clause(rest) or _is_short_clause(rest):
        return True
    if len(rest) <= 2:
        return False
    word = rest[0].lower
    same_subject_past = rest[0].tag == "VBD" and word != "had" and not word.endswith("ed")
    with_object = word in participles() and rest[1].tag in {"DT", "PRP", "PRP$"}
    return with_object or (same_subject_past and rest[1].tag != "IN")


def _is_short_clause(tokens: Sequence[Token]) -> bool:
    if len(tokens) < 2 or not tokens[1].is_word:
        return False
    first, second = tokens[0].lower, tokens[1]
    if first in _SUBJECT_PRONOUNS:
        return True
    return first in {"it", "you", "there"} and (
        is_finite(second, tokens[0]) or (first == "it" and second.tag == "NNS")
    )


def _has_own_subject(right: Sequence[Token]) -> bool:
    """*Mum was cross but Dad laughed*: the words after the joint are a subject and its verb."""
    for place, token in enumerate(right[: _LONGEST_SUBJECT + 1]):
        if place and _is_verb(right, place):
            return any(one.tag in _NAMES_TAGS for one in right[:place])
        if token.tag not in _SUBJECT_TAGS:
            return False
    return False


def _is_verb(tokens: Sequence[Token], place: int) -> bool:
    """Whether a verb stands here, also where the tagger takes *Jo washes up* for two nouns."""
    token, before = tokens[place], tokens[place - 1]
    if token.tag in FINITE_TAGS - {"VBP"} and is_finite(token, before):
        return True
    if token.tag == "VBN" and before.tag in NOUN_TAGS:
        return True
    after = tokens[place + 1].tag if place + 1 < len(tokens) else ""
    return token.tag == "NNS" and before.tag == "NNP" and after in {"DT", "IN", "PRP", "PRP$", "TO"}


CHECKS: tuple[Check, ...] = (_long_sentence, _two_ideas)
