"""What is told of a thing or person behind a comma: the thing is said again, in its own sentence."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from convert.plain.easy_read.change import Change, Grade
from convert.plain.easy_read.clauses import (
    FEWEST,
    holds_rest,
    is_finite,
    is_one_clause,
    is_past,
    opening,
    simple_subject,
    stands,
)
from convert.plain.easy_read.tables import word_set
from convert.plain.easy_read.tagging import NOUN_TAGS, Token
from convert.plain.easy_read.tails import ABOUT_ALL, NEGATED, is_person_noun


def at_relative(text: str, tokens: Sequence[Token]) -> Iterator[Change]:
    """`He built a hall, which has a lift.`: *The hall has a lift.* follows."""
    for place in range(FEWEST, len(tokens) - FEWEST):
        joint = tokens[place + 1].lower
        if tokens[place].text != "," or joint not in {"which", "who"}:
            continue
        left, right = tokens[:place], tokens[place + 2 :]
        first = right[0].tag == "RB" and right[0].lower not in NEGATED
        verb = right[first]
        start = _thing_before(left, is_person=joint == "who")
        if start is None or not is_finite(verb, left[-1]) or not stands(left) or holds_rest(left):
            continue
        is_many = left[-1].tag in {"NNS", "NNPS"}
        others = {"is", "was", "has"} if is_many else {"are", "were", "have"}
        disagrees = verb.lower in others or (is_many and verb.tag == "VBZ")
        about_all = joint == "which" and verb.lower in ABOUT_ALL
        if disagrees or about_all or not is_one_clause(right):
            continue
        again = _said_again(text, left[start:], is_many=is_many)
        begin, end = tokens[place].start, tokens[place + 1].end
        yield Change("split-which", Grade.AUTO, text[begin:end], f".\n{again}", begin, end)
        return


def _thing_before(left: Sequence[Token], *, is_person: bool) -> int | None:
    """Where the thing or person right before a comma begins, if nothing else can be meant."""
    start = len(left)
    while start and left[start - 1].tag in {*NOUN_TAGS, "JJ", "JJR", "JJS", "CD"}:
        start -= 1
    is_named = left[-1].tag in {"NNP", "NNPS"} and left[-1].text[0].isupper()
    has_article = start > 0 and left[start - 1].tag in {"DT", "PRP$"}
    start -= has_article
    if start < 2 or start == len(left) or left[-1].tag not in NOUN_TAGS:
        return None
    if is_named and is_person:
        return _name_of_person(left, start)
    before = left[start - 1]
    is_bare = not has_article and left[-1].tag == "NN" and before.lower not in _IS
    if is_named or is_bare or is_person != is_person_noun(left[-1]):
        return None
    after_preposition = before.tag in {"IN", "TO"} and before.lower != "of"
    after_preposition = after_preposition and (
        before.lower == "by" or left[start - 2].tag.startswith("VB")
    )
    return start if before.tag.startswith("VB") or after_preposition else None


_IS = frozenset(["is", "are", "was", "were", "by", "called"])


def _name_of_person(left: Sequence[Token], start: int) -> int | None:
    """Where a person's name begins after what they are: `the builder Ann Lee`."""
    name = len(left)
    while (
        name > start and left[name - 1].tag in {"NNP", "NNPS"} and left[name - 1].text[0].isupper()
    ):
        name -= 1
    return name if name > start and is_person_noun(left[name - 1]) else None


def _said_again(text: str, thing: Sequence[Token], *, is_many: bool) -> str:
    if thing[0].lower in {"a", "an"} and len(thing) > 1:
        return f"The {text[thing[1].start : thing[-1].end]}"
    if is_many and thing[0].tag not in {"PRP$", "NNP", "NNPS"}:
        return f"These {text[thing[-1].start : thing[-1].end]}"
    return opening(text, thing)


_PARTS = frozenset(["many", "most", "some", "all", "both", "several", "one", "none", "half", "few"])


def at_some_of(text: str, tokens: Sequence[Token]) -> Iterator[Change]:
    """`There are nine members, five of whom are elected.`: *Five of them are elected* follows."""
    for place in range(FEWEST, len(tokens) - FEWEST - 1):
        if tokens[place].text != "," or tokens[place + 2].lower != "of":
            continue
        if tokens[place + 3].lower not in {"whom", "which"}:
            continue
        part, left, right = tokens[place + 1], tokens[:place], tokens[place + 4 :]
        is_part = part.tag == "CD" or part.lower in _PARTS
        if not is_part or not is_finite(right[0], None) or not stands(left) or holds_rest(left):
            return
        is_one = right[0].lower in {"is", "was", "has"} and part.lower in {"most", "half", "some"}
        them = "it" if is_one else "them"
        start, end = tokens[place].start, tokens[place + 3].end
        first = opening(text, [part])
        yield Change(
            "split-some-of", Grade.AUTO, text[start:end], f".\n{first} of {them}", start, end
        )
        return


def at_apposition(text: str, tokens: Sequence[Token]) -> Iterator[Change]:
    """`She married Tom Lee, a teacher from York.`: what he was has its own sentence."""
    commas = [n for n, token in enumerate(tokens) if token.text == ","]
    place = commas[-1] if commas else 0
    if place < FEWEST or place + 3 >= len(tokens) or tokens[place + 1].lower not in {"a", "an"}:
        return
    left, right = tokens[:place], tokens[place + 1 :]
    length = simple_subject(right)
    name = len(left)
    while name and left[name - 1].tag in {"NNP", "NNPS"} and left[name - 1].text[0].isupper():
        name -= 1
    follows = name and (left[name - 1].tag.startswith("VB") or left[name - 1].lower in _BEFORE_NAME)
    if not length or not follows or name == len(left) or not stands(left) or holds_rest(left):
        return
    if any(token.text == "," for token in left[1:]) or not is_one_clause(right):
        return
    if any(is_finite(token, None) for token in right):
        return
    kind = right[length - 1].lower
    is_place = kind in word_set("places") and right[1].lower not in {"former", "historic"}
    was = any(is_past(t) or t.lower in {"was", "were"} for t in left)
    if is_person_noun(right[length - 1]) and len(left) - name >= 2:
        verb = "was" if was else "is"
    elif is_place or not was:
        verb = "is"
    else:
        return
    again = text[left[name].start : left[-1].end]
    start, end = tokens[place].start, tokens[place].end
    yield Change("split-apposition", Grade.AUTO, text[start:end], f".\n{again} {verb}", start, end)


_BEFORE_NAME = frozenset(["in", "to", "at", "from", "near", "by", "with", "called", "named"])
