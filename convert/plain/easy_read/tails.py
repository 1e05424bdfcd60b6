"""What trails after the main clause, behind a comma: it becomes a sentence that begins anew.

*This* stands for all that the first sentence says; a thing or a person is said again by name.
"""

from __future__ import annotations

import functools
import itertools
from collections.abc import Callable, Iterator, Mapping, Sequence

from convert.days import MONTHS
from convert.plain.easy_read.change import Change, Grade
from convert.plain.easy_read.clauses import (
    ADVERBS_BEFORE_VERB,
    BE_HAVE,
    FEWEST,
    PERSONS,
    begins_clause,
    holds_rest,
    is_finite,
    is_one_clause,
    is_past,
    stands,
    subject_after_opening,
    whole_subject,
)
from convert.plain.easy_read.inflect import verb_forms
from convert.plain.easy_read.tables import word_set
from convert.plain.easy_read.tagging import Token

NEGATED = frozenset(["not", "n't", "never", "no", "without"])
_THEM = frozenset(["it", "him", "her", "them", "us", "me", "this", "these"])
_MANY = frozenset(
    ["more", "at", "about", "over", "several", "many", "hundreds", "thousands", "dozens", "all"]
)


def _them(right: Sequence[Token]) -> bool:
    if right[1].lower in {"into", "from", "with", "by", "for"}:
        return False
    if right[0].lower == "her":
        return right[1].tag in {"DT", "CD"} or right[1].lower in {"one", "famous"}
    return right[0].lower in _THEM


def _to_do(right: Sequence[Token]) -> bool:
    ahead = itertools.pairwise(right[1:9])
    return right[0].tag.startswith(("DT", "PRP", "NN", "JJ", "CD")) and any(
        token.lower == "to" and after.tag.startswith("VB") for token, after in ahead
    )


def _thing(right: Sequence[Token]) -> bool:
    return right[0].tag.startswith(("DT", "PRP", "NN", "JJ", "CD"))


def _count(right: Sequence[Token]) -> bool:
    return right[0].tag == "CD" or right[0].lower in _MANY


def _into(right: Sequence[Token]) -> bool:
    return right[0].lower in {"in", "to"} and _thing(right[1:])


def _that(right: Sequence[Token]) -> bool:
    return right[0].lower == "that" and begins_clause(right[1:])


_RESULTS: Mapping[str, Callable[[Sequence[Token]], bool]] = {
    "make": _them,
    "give": _them,
    "earn": _them,
    "allow": _to_do,
    "enable": _to_do,
    "force": _to_do,
    "cause": _thing,
    "prevent": _thing,
    "destroy": _thing,
    "damage": _thing,
    "end": lambda right: right[0].lower in {"the", "his", "her", "their"},
    "kill": _count,
    "injure": _count,
    "leave": lambda right: right[0].tag == "CD",
    "result": _into,
    "lead": _into,
    "create": _them,
    "form": _them,
    "produce": _them,
    "mean": _that,
}
"""Verbs that *This* may stand before in place of their form in *-ing*, and what must follow each."""

_BRINGS_ABOUT = frozenset(["make", "create", "form", "produce"])
"""What an event brings about, where nobody is said to do it."""


@functools.cache
def _by_ing() -> Mapping[str, str]:
    return {verb_forms(verb)["VBG"]: verb for verb in _RESULTS}


def _something(right: Sequence[Token]) -> bool:
    return right[0].lower in {"a", "an"} or right[0].tag in {"NN", "NNS"}


def main_verb(tokens: Sequence[Token]) -> tuple[int, int]:
    """Where the subject begins and where its verb is, past an adverb; 0 for none."""
    begin, verb = subject_after_opening(tokens)
    verb = verb or (1 if tokens[0].lower == "there" else whole_subject(tokens))
    if verb and (tokens[verb].lower in ADVERBS_BEFORE_VERB or tokens[verb].tag == "RB"):
        verb += 1
    return begin, verb if verb < len(tokens) - 1 else 0


def is_person_noun(token: Token) -> bool:
    """Whether a noun, of one or of many, says what a person is."""
    persons = word_set("persons")
    return token.lower in persons or token.lower.removesuffix("s") in persons


_LEADS_SOMEWHERE = frozenset(
    [
        "path",
        "road",
        "stairs",
        "door",
        "bridge",
        "street",
        "tunnel",
        "track",
        "steps",
        "line",
        "way",
    ]
)


def at_result(text: str, tokens: Sequence[Token]) -> Iterator[Change]:
    """`The river rose, causing a flood.`: *This caused a flood.* follows."""
    begin, verb = main_verb(tokens)
    if not verb:
        return
    is_doer = tokens[begin].lower in PERSONS - {"it"} or is_person_noun(tokens[verb - 1])
    is_doer = is_doer or tokens[verb - 1].tag in {"NNP", "NNPS"}
    for place in range(FEWEST, len(tokens) - 3):
        result = _by_ing().get(tokens[place + 1].lower)
        if tokens[place].text != "," or result is None:
            continue
        left, right = tokens[:place], tokens[place + 2 :]
        by_thing = not is_doer and result in _BRINGS_ABOUT and _something(right)
        if (
            not (_RESULTS[result](right) or by_thing)
            or holds_rest(left)
            or not is_one_clause(left[verb:])
        ):
            return
        if any(t.lower in NEGATED for t in left) or not is_end(right):
            return
        if result == "lead" and any(t.lower in _LEADS_SOMEWHERE for t in left):
            return
        forms = verb_forms(result)
        told = in_time(tokens[verb], forms["VBD"], forms["VBZ"])
        if told:
            start, end = tokens[place].start, tokens[place + 1].end
            yield Change("split-result", Grade.AUTO, text[start:end], f".\nThis {told}", start, end)
        return


def in_time(verb: Token, past: str, now: str) -> str:
    """The verb after *This*, in the time of the main verb; nothing where that is not plain."""
    if verb.lower in {"was", "were"} or is_past(verb):
        return past
    if verb.lower in {"has", "have"}:
        return now
    return (
        now
        if verb.lower in {"is", "are"} or (verb.tag in {"VBZ", "VBP"} and verb.lower not in BE_HAVE)
        else ""
    )


def is_end(right: Sequence[Token]) -> bool:
    """Whether the words run to the sentence's end with no second verb that could be the subject's."""
    for place, token in enumerate(right):
        if token.lower in {"and", "but"} and place + 1 < len(right):
            after = right[place + 1]
            if after.tag in {"VBD", "VBZ", "VBG"} or after.lower in BE_HAVE:
                return False
    return not any(token.text in ";:—–" for token in right)


ABOUT_ALL = frozenset(
    [
        *("made", "makes", "means", "meant", "led", "leads", "allowed", "allows", "caused", "gave"),
        *("causes", "resulted", "results", "explains", "explained", "gives", "helped", "helps"),
        *("enabled", "enables", "forced", "forces", "prevented", "prevents", "ended"),
        *("attracted", "attracts", "brought", "brings", "drew", "draws", "increased", "increases"),
        *("reduced", "reduces", "raised", "raises", "angered", "upset", "surprised"),
    ]
)
"""Verbs whose *which* may stand for all that was said before."""


def at_which_all(text: str, tokens: Sequence[Token]) -> Iterator[Change]:
    """`The river rose, which caused a flood.`: *This caused a flood.* follows."""
    for place in range(FEWEST, len(tokens) - FEWEST):
        if tokens[place].text != "," or tokens[place + 1].lower != "which":
            continue
        left, right = tokens[:place], tokens[place + 2 :]
        first = right[0].tag == "RB" and len(right) > FEWEST
        if right[first].lower not in ABOUT_ALL or not stands(left) or holds_rest(left):
            return
        if right[first].lower in {"led", "leads"} and right[first + 1].lower != "to":
            return
        is_many = left[-1].tag in {"NNS", "NNPS"} and right[first].tag != "VBZ"
        if is_end(right) and not is_many:
            start, end = tokens[place].start, tokens[place + 1].end
            yield Change("split-result", Grade.AUTO, text[start:end], ".\nThis", start, end)
        return


_MONTHS = frozenset(map(str.lower, MONTHS))
_AFTER: Mapping[tuple[str, ...], str] = {
    ("after", "which"): "After this,",
    ("for", "which"): "For this,",
    ("at", "which", "point"): "Then",
    ("at", "which", "time"): "Then",
    ("which", "is", "why"): "This is why",
    ("which", "was", "why"): "This was why",
}


def at_then(text: str, tokens: Sequence[Token]) -> Iterator[Change]:
    """`She lived in York until 1990, when she moved to Leeds.`: *Then she moved to Leeds.* follows."""
    for place in range(FEWEST, len(tokens) - FEWEST):
        if tokens[place].text != ",":
            continue
        left = tokens[:place]
        length, opener = _time_word(tokens, place)
        right = tokens[place + 1 + length :]
        if not opener or not begins_clause(right) or not stands(left):
            continue
        if holds_rest([token for token in left if token.lower != "until"]) or not is_end(right):
            return
        start, end = tokens[place].start, tokens[place + length].end
        yield Change("split-then", Grade.AUTO, text[start:end], f".\n{opener}", start, end)
        return


def _time_word(tokens: Sequence[Token], place: int) -> tuple[int, str]:
    """How many words after the comma say when, and what a sentence begins with instead."""
    after = [token.lower for token in tokens[place + 1 : place + 4]]
    for words, opener in _AFTER.items():
        if tuple(after[: len(words)]) == words:
            return len(words), opener
    before = [token.lower for token in tokens[max(0, place - 5) : place]]
    is_year = before[-1].isdigit() and len(before[-1]) == 4
    if after[0] != "when" or not is_year:
        return 0, ""
    if any(word in before for word in ("until", "till", "to")):
        return 1, "Then"
    return (1, "That was when") if before[-2] in {"in", *_MONTHS} else (0, "")


def at_including(text: str, tokens: Sequence[Token]) -> Iterator[Change]:
    """`She wrote many books, including two on birds.`: *These included two on birds.* follows."""
    _, verb = subject_after_opening(tokens)
    for place in range(FEWEST, len(tokens) - 2):
        if tokens[place].text != "," or tokens[place + 1].lower != "including":
            continue
        left, right = tokens[:place], tokens[place + 2 :]
        plain = verb and left[-1].tag == "NNS" and stands(left) and not holds_rest(left)
        if not plain or any(is_finite(token, None) for token in right) or right[0].tag == "VBG":
            return
        told = in_time(tokens[verb], "included", "include")
        told = told or ("include" if tokens[verb].lower in {"has", "have"} else "")
        if told and not any(t.lower in NEGATED or t.text == "," for t in left[verb:]):
            start, end = tokens[place].start, tokens[place + 1].end
            yield Change(
                "split-including", Grade.AUTO, text[start:end], f".\nThese {told}", start, end
            )
        return
