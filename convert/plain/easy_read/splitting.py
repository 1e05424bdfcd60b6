"""Splitting a long sentence, only where both halves stand as sentences of their own.

Each rule wants a subject and a finite verb on both sides. A half without a subject gets the
sentence's own subject again, by name. Everything doubtful stays one long sentence that says it
is long.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from convert.plain.easy_read import doing, openings, relatives, tails, unfolding
from convert.plain.easy_read.change import Change, Grade
from convert.plain.easy_read.clauses import (
    ADVERBS_BEFORE_VERB,
    FEWEST,
    begins_clause,
    holds_rest,
    holds_words,
    in_brackets,
    is_finite,
    is_long_enough,
    is_past,
    name_before,
    simple_subject,
    stands,
    starts_with_pronoun,
)
from convert.plain.easy_read.mending import may_be_wished, mended
from convert.plain.easy_read.protect import Span, is_free
from convert.plain.easy_read.saying_again import owner, say_again
from convert.plain.easy_read.tagging import Token
from convert.plain.easy_read.tails import ABOUT_ALL, NEGATED

LONG = 10
"""Sentences of more words than this are worth splitting: 10 is the norm, 15 the limit."""


def changes(text: str, tokens: Sequence[Token], fixed: Sequence[Span]) -> Iterator[Change]:
    """Where a sentence can be cut in two; the first safe place only."""
    if sum(token.is_word for token in tokens) <= LONG:
        return
    whole = mended(tokens)
    for rule in RULES:
        for change in rule(text, whole):
            if _may(change, text, fixed):
                yield change
                return


def _may(change: Change, text: str, fixed: Sequence[Span]) -> bool:
    """Whether the cut touches nothing that must stay; a rule that moves whole parts quotes none."""
    if (change.start, change.end) == (0, len(text)):
        return not _QUOTATION.search(text)
    return is_free((change.start, change.end), fixed) and not in_brackets(text, change.start)


_BEGIN_A_SUBJECT = frozenset(["DT", "PRP", "PRP$", "NNS", "NNP", "EX"])
_QUOTATION = re.compile(r"[“”\"«»`]|(?<!\w)['‘]")
_JOINTS = {
    "and": "",
    "but": "But ",
    "so": "So ",
    "yet": "But ",
    "although": "But ",
    "though": "But ",
    "whereas": "But ",
}
_OPENERS = {"however": "But ", "therefore": "So ", "thus": "So ", "instead": "Instead, "}


# ---------------------------------------------------------------- the rules


def _at_semicolon(text: str, tokens: Sequence[Token]) -> Iterator[Change]:
    """Cut at the sign in `The hall is old; it has no lift`."""
    places = [n for n, token in enumerate(tokens) if token.text == ";"]
    if len(places) != 1:
        return
    place = places[0]
    right = tokens[place + 1 :]
    opener = ""
    if len(right) > FEWEST and right[1].text == "," and right[0].lower in _OPENERS:
        opener, right = _OPENERS[right[0].lower], right[2:]
    elif len(right) > FEWEST and right[0].lower in {"but", "so"}:
        opener, right = f"{right[0].lower.capitalize()} ", right[1:]
    is_clause = begins_clause(right) or (opener and right[0].tag in _BEGIN_A_SUBJECT)
    if stands(tokens[:place]) and is_clause and is_long_enough(tokens, place):
        yield _cut("split-semicolon", text, tokens[place].start, right[0], opener)


def _at_conjunction(text: str, tokens: Sequence[Token]) -> Iterator[Change]:
    """Cut before *and* in `The hall is old, and it has no lift`."""
    for place in range(FEWEST, len(tokens) - FEWEST):
        if tokens[place].text != "," or tokens[place + 1].lower not in _JOINTS:
            continue
        joint, right = tokens[place + 1].lower, tokens[place + 2 :]
        left = tokens[:place]
        if not begins_clause(right) or not stands(left) or holds_words(left):
            continue
        is_pair = joint == "but" and any(token.lower == "only" for token in left)
        if is_pair or not is_long_enough(tokens, place):
            continue
        opener = _JOINTS[joint]
        rule = "split-pronoun" if starts_with_pronoun(right) else "split-clause"
        yield _cut(rule, text, tokens[place].start, right[0], opener)


def _at_which(text: str, tokens: Sequence[Token]) -> Iterator[Change]:
    """`She lives in Leeds, which has a big hall.`: the name is said again."""
    for place in range(FEWEST, len(tokens) - FEWEST):
        if tokens[place].text != "," or tokens[place + 1].lower not in {"which", "who", "whose"}:
            continue
        right = tokens[place + 2 :]
        name = name_before(tokens, place)
        owns = tokens[place + 1].lower == "whose"
        verb = right[right[0].tag == "RB" and right[0].lower not in NEGATED]
        begins = begins_clause(right) if owns else is_finite(verb, None)
        if name is None or not begins or any(t.text == "," for t in right):
            continue
        is_many = verb.lower in {"are", "were", "have"} and not owns
        left = tokens[:place]
        about_all = verb.lower in ABOUT_ALL and tokens[place + 1].lower == "which"
        if is_many or about_all or not stands(left) or holds_rest(left):
            continue
        again = text[name[0].start : name[-1].end]
        if owns:
            again = owner(again, text)
        end = tokens[place + 1].end
        yield Change(
            "split-which",
            Grade.AUTO,
            text[tokens[place].start : end],
            f".\n{again}",
            tokens[place].start,
            end,
        )


def _at_same_subject(text: str, tokens: Sequence[Token]) -> Iterator[Change]:
    """`The club opened in 1990, and closed in 2003.`: the subject is said again."""
    subject = simple_subject(tokens)
    if not subject:
        return
    first = subject + (tokens[subject].lower in ADVERBS_BEFORE_VERB)
    verb = tokens[first]
    if not is_past(verb):
        return
    for place in range(first + FEWEST - 1, len(tokens) - FEWEST):
        comma = tokens[place].text == ","
        joint = place + 1 if comma else place
        if tokens[joint].lower not in {"and", "but"} or joint + 1 >= len(tokens):
            continue
        right = tokens[joint + 1 :]
        when = _when(right)
        is_did = is_past(right[when]) or (when and right[when].tag == "VBN")
        if not comma or not is_did or holds_rest(tokens[:place]):
            continue
        if any(t.text == "," for t in tokens[first:place]):
            continue
        if may_be_wished(tokens[first:place], right[when]):
            continue
        opener = "But" if tokens[joint].lower == "but" else ""
        if when:
            date = text[right[0].start : right[when - 1].end]
            opener = f"{opener} {date}".strip()
            opener = opener[0].upper() + opener[1:]
        again = say_again(text, tokens[:subject], after=opener)
        start, end = tokens[place].start, right[when].start
        yield Change("split-same-subject", Grade.AUTO, text[start:end], f".\n{again} ", start, end)


def _when(right: Sequence[Token]) -> int:
    """How many of the first words say when, as *in 1921* or *in May 1921*; 0 for none."""
    if right[0].lower not in {"in", "on", "by"}:
        return 0
    end = next((n for n, token in enumerate(right[1:6], 1) if token.tag.startswith("V")), 0)
    is_date = end > 1 and all(t.text.isdigit() or t.text[0].isupper() for t in right[1:end])
    return end if is_date and right[end - 1].text.isdigit() else 0


def _cut(rule: str, text: str, start: int, right: Token, opener: str) -> Change:
    """The change that ends a sentence at `start` and begins the next with the word `right`."""
    end = right.start + 1
    first = text[right.start]
    if opener:
        letter = first if right.text == "I" or right.tag in {"NNP", "NNPS"} else first.lower()
    else:
        letter = first.upper()
    return Change(rule, Grade.AUTO, text[start:end], f".\n{opener}{letter}", start, end)


RULES = (
    unfolding.born,
    _at_semicolon,
    openings.at_participle,
    openings.at_what_it_is,
    openings.at_after_doing,
    openings.at_before_doing,
    _at_conjunction,
    _at_which,
    _at_same_subject,
    unfolding.after_subject,
    openings.at_inside,
    unfolding.at_where,
    unfolding.at_although,
    openings.at_while,
    unfolding.at_second_verb,
    openings.at_bare_and,
    doing.at_doing,
    unfolding.at_while,
    unfolding.at_because,
    tails.at_result,
    tails.at_which_all,
    tails.at_then,
    unfolding.at_which_thing,
    relatives.at_relative,
    relatives.at_some_of,
    relatives.at_what_kind,
    tails.at_including,
    doing.at_with,
    relatives.at_apposition,
    unfolding.after_comma,
)
