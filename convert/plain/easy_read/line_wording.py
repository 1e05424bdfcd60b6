"""How a line is put: passive, negative twice, sayings, and words that point at nothing."""

from __future__ import annotations

import functools
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
_POINTING = frozenset(["this", "that", "these", "those"])
_EXPLAINS = frozenset(
    ["called", "why", "because", "when", "how", "what", "where", "who", "the", "your", "our"]
)
_NOT_PAST = frozenset(["need", "seed", "feed", "speed", "greed", "breed", "indeed", "bleed"])
_PASSED_OVER = frozenset(["only", "also", "not", "about", "always", "never", "usually"])
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
        if ahead >= len(seen.tokens) or not _is_participle(seen.tokens, ahead):
            continue
        if token.lower in _BE or _after(seen.tokens, ahead) == "by":
            yield Fault("passive", seen.line[token.start : seen.tokens[ahead].end])
            return


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
    found = [word for word in words if word in _NEGATIONS]
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


def _unclear_pronoun(seen: Seen) -> Iterator[Fault]:
    words = [token for token in seen.tokens if token.is_word]
    if len(words) < 2:
        return
    first, second = words[0], words[1]
    if first.lower in {"they", "them"} or (first.lower == "it" and not _is_empty_it(words[1:])):
        yield Fault("unclear-pronoun", first.text)
    elif first.lower in _POINTING and not _explains(words[1:]):
        is_verb = second.tag.startswith(("VB", "MD", "RB")) or second.lower in {"'s", "'ll"}
        if is_verb:
            yield Fault("unclear-pronoun", first.text)


def _explains(words: Sequence[Token]) -> bool:
    """*This means*, *This is called*, *These are the rules*: the words say what is pointed at."""
    lower = [word.lower for word in words[:5]]
    if lower[0] in {"means", "mean"}:
        return True
    if lower[0] not in {"is", "are"} or len(lower) < 2:
        return False
    names = (
        len(lower) > 2
        and lower[1] in {"a", "an"}
        and bool(set(lower[2:]) & word_set("kinds_of_page"))
    )
    return lower[1] in _EXPLAINS or names


def _is_empty_it(words: Sequence[Token]) -> bool:
    """*It is good to talk*, *It costs £10*: nobody asks what *it* is.

    *It* stands for nothing that came before, or for what the page is about.
    """
    lower = [word.lower for word in words if word.lower not in _PASSED_OVER]
    verb, *rest = lower or [""]
    if verb in {"will", "can", "may", "might", "does", "should"} and rest:
        verb, *rest = rest
    if verb in word_set("empty_it_verbs") or (verb in {"help", "helps"} and rest[:1] == ["to"]):
        return True
    if verb not in {"is", "was", "'s", "be"}:
        return False
    return bool(
        {"to", "that", "if", "when"} & set(rest[:6])
        or word_set("empty_it_words") & set(rest[:1])
        or word_set("weather_and_time") & set(rest)
    )


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
    _unclear_pronoun,
    _phrases("foreign-word", "foreign"),
    _phrases("cross-reference", "cross_references"),
)
