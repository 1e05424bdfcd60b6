"""Verbs that the tagger took for something else, where only a verb can stand."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from convert.plain.easy_read.clauses import (
    BE_HAVE,
    is_finite,
    is_past,
    simple_subject,
)
from convert.plain.easy_read.tagging import NOUN_TAGS, Token

_LONGEST_OPENING = 9


def may_be_wished(left: Sequence[Token], verb: Token) -> bool:
    """Whether a second verb may hang on *to* or *can*: `tried to end it and set up a new one`."""
    hangs = any(t.lower == "to" or t.tag == "MD" for t in left)
    return hangs and verb.lower in _LOOKS_THE_SAME


_LOOKS_THE_SAME = frozenset(
    [
        *("set", "put", "cut", "hit", "let", "shut", "cost", "hurt", "spread", "quit", "read"),
        *("beat", "run", "come", "become", "cast", "split"),
    ]
)


def mended(tokens: Sequence[Token]) -> tuple[Token, ...]:
    """The words with participles that can only be the main verb tagged as verbs in the past."""
    found = list(tokens)
    for place in range(1, len(tokens) - 1):
        token = tokens[place]
        if token.tag == "VBN" and _is_main_verb(found, place):
            found[place] = msgspec.structs.replace(token, tag="VBD")
        elif token.tag == "NNS" and _does(found, place):
            found[place] = msgspec.structs.replace(token, tag="VBZ")
    return tuple(found)


def _does(tokens: Sequence[Token], place: int) -> bool:
    """Whether a word in *-s* can only be what *it* does: `it lives`, or the one verb after a comma."""
    before = tokens[place - 1]
    if before.lower in {"he", "she", "it"}:
        return True
    first = next((n for n, token in enumerate(tokens) if token.text == ","), place)
    others = (*tokens[:first], *tokens[place + 1 :])
    is_only = not any(is_finite(token, None) for token in others)
    return before.text == "," and first < place - 1 and is_only and simple_subject(tokens) == first


def _is_main_verb(tokens: Sequence[Token], place: int) -> bool:
    before, after = tokens[place - 1], tokens[place + 1]
    if any(
        t.lower in BE_HAVE | {"been", "being", "be", "get", "got"}
        for t in tokens[max(0, place - 4) : place]
    ):
        return False
    doer = tokens[place - 2] if before.tag == "RB" and place > 1 else before
    if doer.lower in {"who", "which", "he", "she", "it", "they", "we", "i"}:
        return True
    start = max((n for n in range(place) if tokens[n].text in ",;"), default=-1) + 1
    others = (*tokens[start:place], *tokens[place + 1 :])
    starts_object = after.tag in {"DT", "PRP", "PRP$"}
    if before.lower in {"and", "but"}:
        earlier = tokens[:place]
        helped = any(t.lower in BE_HAVE | {"been", "be", "being"} for t in earlier)
        is_over = any(is_past(t) for t in earlier)
        return is_over and not helped and not may_be_wished(earlier, tokens[place])
    has_subject = before.tag in {*NOUN_TAGS, "RB", "CD"} or before.text == ","
    if not has_subject:
        return False
    if before.text == ",":
        return starts_object and not any(is_finite(t, None) for t in tokens[place + 1 :])
    is_first = start == 0 or (start <= _LONGEST_OPENING and tokens[0].tag == "IN")
    is_only = is_first and not any(is_finite(t, None) for t in others)
    return is_only or (starts_object and not any(is_finite(t, None) for t in tokens[start:place]))
