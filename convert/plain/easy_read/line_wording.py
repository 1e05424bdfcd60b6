"""How a line is put: passive, negative twice, sayings, words of other languages."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Sequence

from convert.plain.easy_read.inflect import participles, verb_forms
from convert.plain.easy_read.seen import Check, Fault, Seen
from convert.plain.easy_read.tables import phrase_set, word_set
from convert.plain.easy_read.tagging import Token
from convert.plain.readability.slogans import is_within, slogans

_BE = frozenset(["am", "is", "are", "was", "were", "be", "been", "being", "'s", "'re", "'m"])
_GET = frozenset(["get", "gets", "got", "getting"])
_NEGATIONS = frozenset(
    [
        *("not", "n't", "never", "no", "none", "nobody", "nothing", "nowhere", "neither", "nor"),
        *("without", "cannot", "unless", "hardly", "barely"),
    ]
)
_ANY_WORD = "*"
_NOT = frozenset(["not", "n't", "never", "cannot", "nobody", "none", "no"])
_NOT_PAST = frozenset(["need", "seed", "feed", "speed", "greed", "breed", "indeed", "bleed"])
_PAGE = re.compile(
    r"\b(?:on|to|at|from|see|and) (?:page|section|chapter|appendix) (?:\d+|[A-Z])\b"
    r"|\b(?:explained|shown|described|listed|found) (?:in|on) (?:page|part|section|chapter) \d",
    re.IGNORECASE,
)
_SHORTEST_ED = 5


def _passive(seen: Seen) -> Iterator[Fault]:
    for place, token in enumerate(seen.tokens):
        if token.lower not in _BE | _GET:
            continue
        ahead = place + 1
        while ahead < len(seen.tokens) and (
            seen.tokens[ahead].tag.startswith("RB")
            or seen.tokens[ahead].lower in {"not", "n't", "being", "been"}
        ):
            ahead += 1
        if _is_wished(seen.tokens[:place]):
            continue
        if ahead >= len(seen.tokens) or not _is_participle(seen.tokens, ahead):
            continue
        if (
            token.lower in _BE
            or _after(seen.tokens, ahead) == "by"
            or seen.tokens[ahead].lower in word_set("done_to_people")
        ):
            yield Fault("passive", seen.line[token.start : seen.tokens[ahead].end])
            return


def _is_wished(left: Sequence[Token]) -> bool:
    """*People want to be heard*: by everyone, so there is nobody to name."""
    return len(left) > 1 and left[-1].lower == "to" and left[-2].lower in word_set("wishes")


def _after(tokens: Sequence[Token], place: int) -> str:
    return tokens[place + 1].lower if place + 1 < len(tokens) else ""


def _is_participle(tokens: Sequence[Token], place: int) -> bool:
    token = tokens[place]
    if token.lower in word_set("states"):
        return _after(tokens, place) == "by"
    regular = (
        token.lower.endswith("ed")
        and token.lower not in _NOT_PAST
        and len(token.text) >= _SHORTEST_ED
        and token.tag not in {"NN", "NNP"}
    )
    return regular or token.lower in participles()


def _double_negative(seen: Seen) -> Iterator[Fault]:
    known = slogans(seen.line)
    words = [t.lower for t in seen.tokens if t.is_word and not is_within(t.start, known)]
    if words and words[0] in {"no", "yes"} and "," in seen.line[:5]:
        words = words[1:]
    found = [
        word
        for place, word in enumerate(words)
        if word in _NEGATIONS and not _tells_which(words[:place])
    ]
    if "neither" in found and "nor" in found:
        found.remove("nor")
    hidden = [
        words[place]
        for place in range(len(words))
        if words[place] in word_set("hidden_negatives")
        and _NOT & set(words[max(0, place - 4) : place])
    ]
    if len(found) >= 2 or hidden:
        yield Fault("double-negative", ", ".join(dict.fromkeys([*found, *hidden])))


def _tells_which(left: Sequence[str]) -> bool:
    """*Do not open the door to people you do not know*: the second *not* says which people.

    *It does not matter if you cannot read* says one thing too.
    """
    if "matter" in left[2:5] and {"does", "not"} <= set(left):
        return True
    return (
        len(left) > 3
        and left[-1] in {"do", "does", "did"}
        and left[-2] in {"you", "they", "we", "i"}
        and left[-3] in word_set("whoever")
    )


def _idiom(seen: Seen) -> Iterator[Fault]:
    words = [t.lower for t in seen.tokens if t.is_word and t.lower != "'s"]
    for place, word in enumerate(words):
        for rest in (*_idioms().get(word, ()), *_idioms().get(_ANY_WORD, ())):
            following = words[place + 1 : place + 1 + len(rest)]
            if len(following) == len(rest) and all(map(_fits, rest, following)):
                yield Fault("idiom", " ".join([word, *following]))
                return


def _fits(part: str, word: str) -> bool:
    return part in {_ANY_WORD, word}


@functools.cache
def _idioms() -> dict[str, list[tuple[str, ...]]]:
    """The words after the first of each saying, by every form of its first word."""
    made: dict[str, list[tuple[str, ...]]] = {}
    for phrase in phrase_set("idioms"):
        first, *rest = phrase.replace("'s", "").split()
        starts = {first, *verb_forms(first).values()} if first != _ANY_WORD else {first}
        for start in starts:
            made.setdefault(start, []).append(tuple(rest))
    return made


def _cross_reference(seen: Seen) -> Iterator[Fault]:
    if match := _PAGE.search(seen.line):
        yield Fault("cross-reference", match[0])
        return
    yield from _phrases("cross-reference", "cross_references")(seen)


def _phrases(code: str, name: str) -> Check:
    def check(seen: Seen) -> Iterator[Fault]:
        words = f" {' '.join(t.lower for t in seen.tokens if t.is_word)} "
        for phrase in phrase_set(name):
            if f" {phrase} " in words:
                yield Fault(code, phrase)
                return

    return check


CHECKS: tuple[Check, ...] = (
    _passive,
    _double_negative,
    _idiom,
    _phrases("foreign-word", "foreign"),
    _cross_reference,
)
