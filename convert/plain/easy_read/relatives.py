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
    simple_subject,
    stands,
)
from convert.plain.easy_read.saying_again import opening
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
    who = next((n for n, token in enumerate(right) if token.lower in {"who", "that"}), len(right))
    if any(token.text == "," for token in left[1:]) or not is_one_clause(right[:who]):
        return
    if any(is_finite(token, None) for token in right[:who]):
        return
    kind = right[length - 1].lower
    is_place = kind in word_set("places") and right[1].lower not in {"former", "historic"}
    was = any(is_past(t) or t.lower in {"was", "were"} for t in (*left, *right))
    if is_person_noun(right[length - 1]) and len(left) - name >= 2:
        verb = "was" if was else "is"
    elif is_place or not was:
        verb = "is"
    else:
        return
    again = text[left[name].start : left[-1].end]
    start, end = tokens[place].start, tokens[place].end
    yield Change("split-apposition", Grade.AUTO, text[start:end], f".\n{again} {verb}", start, end)


_BEFORE_NAME = frozenset(
    ["in", "to", "at", "from", "near", "by", "with", "called", "named", "after"]
)


_MADE_BY = frozenset(
    [
        *("directed", "written", "produced", "released", "published", "founded", "built", "formed"),
        *("designed", "created", "recorded", "developed", "established", "discovered", "born"),
        *("painted", "composed", "invented", "introduced"),
    ]
)
_SAYS_LITTLE = frozenset(
    [
        *("way", "time", "day", "term", "word", "example", "type", "kind", "form", "number"),
        *("percentage", "name", "phrase", "part", "member", "thing", "matter", "case", "fact"),
        *("place", "period", "year", "sense", "lot", "result", "list", "piece", "means", "set"),
    ]
)


def at_what_kind(text: str, tokens: Sequence[Token]) -> Iterator[Change]:
    """`Ann is a Scottish singer who lives in York.`: what is told of one of a kind is told of Ann."""
    subject = simple_subject(tokens)
    if not subject or tokens[subject].lower not in {"is", "are", "was", "were"}:
        return
    is_many = tokens[subject].lower in {"are", "were"}
    rest = tokens[subject + 1 :]
    length = simple_subject(rest)
    if not length or (rest[0].lower not in {"a", "an"}) != is_many:
        return
    kind = rest[length - 1]
    says_much = length >= (2 if is_many else 3) and kind.lower not in _SAYS_LITTLE
    place = length
    if rest[place].lower == "of":
        place += 1 + simple_subject(rest[place + 1 :])
    if not says_much or (kind.tag in {"NNS", "NNPS"}) != is_many or place + FEWEST >= len(rest):
        return
    found = _told_of_kind(rest, place, is_many=is_many, has_of=place > length)
    if found is None:
        return
    helper, first = found
    start, end = rest[place - 1].end, rest[first].start
    again = opening(text, tokens[:subject])
    yield Change("split-kind", Grade.AUTO, text[start:end], f".\n{again} {helper}", start, end)


def _told_of_kind(
    rest: Sequence[Token], place: int, *, is_many: bool, has_of: bool
) -> tuple[str, int] | None:
    """What comes before the words told of the kind, and which of `rest` is the first of them."""
    joint, after = rest[place], rest[place + 1]
    right = rest[place + 1 :]
    if joint.lower in _MADE_BY and not has_of and after.tag in {"IN", "TO"}:
        is_past = any(token.lower == "by" or token.text.isdigit() for token in right)
        is_plain_end = is_past and not any(t.tag == "VBG" or t.text == "," for t in right)
        return ("were " if is_many else "was ", place) if is_plain_end else None
    if joint.lower not in {"that", "who", "which"}:
        return None
    verb = right[right[0].tag == "RB"]
    one = verb.lower in {"is", "was", "has"} or verb.tag == "VBZ"
    many = verb.lower in {"are", "were", "have"} or verb.tag in {"VBP", "VB"}
    fits = many if is_many else one
    free = verb.tag in {"VBD", "MD"} and not has_of and verb.lower not in {"is", "was", "were"}
    return ("", place + 1) if fits or free else None
