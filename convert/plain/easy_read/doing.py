"""Verbs in *-ing* behind a comma whose doer is plain: who does it is said, and the verb made whole."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from convert.plain.easy_read.change import Change, Grade
from convert.plain.easy_read.clauses import (
    FEWEST,
    holds_rest,
    is_one_clause,
    stands,
    subject_after_opening,
    whole_subject,
)
from convert.plain.easy_read.inflect import by_ing, verb_forms
from convert.plain.easy_read.saying_again import opening, say_again
from convert.plain.easy_read.tagging import Token
from convert.plain.easy_read.tails import NEGATED, in_time, is_end, main_verb


def at_doing(text: str, tokens: Sequence[Token]) -> Iterator[Change]:
    """`Ann won in May, becoming the youngest winner.`: Ann became it, in a sentence."""
    begin, subject = subject_after_opening(tokens)
    _, main = main_verb(tokens)
    if not subject or not main:
        return
    for place in range(subject + 2, len(tokens) - 3):
        if tokens[place].text != ",":
            continue
        skipped = tokens[place + 1].lower in {"later", "eventually", "also", "then", "finally"}
        verb = tokens[place + 1 + skipped]
        lemma = by_ing("goes_on_doing").get(verb.lower)
        if lemma is None:
            continue
        left, right = tokens[subject:place], tokens[place + 2 + skipped :]
        whole = is_one_clause(left) and is_one_clause(right) and is_end(right)
        if not whole or holds_rest(left) or any(t.lower in NEGATED for t in left):
            return
        again = say_again(text, tokens[begin:subject])
        is_many = tokens[subject - 1].tag in {"NNS", "NNPS"} or tokens[begin].lower == "they"
        told = _form(lemma, tokens[main], is_many=is_many)
        if not told or tokens[main].lower in {"has", "have"}:
            return
        also = f"{tokens[place + 1].lower} " if skipped else ""
        start, end = tokens[place].start, verb.end
        after = f".\n{again} {also}{told}"
        yield Change("split-becoming", Grade.AUTO, text[start:end], after, start, end)
        return


def at_with(text: str, tokens: Sequence[Token]) -> Iterator[Change]:
    """`The fair is big, with 300 people working there.`: *300 people work there.* follows."""
    _, verb = subject_after_opening(tokens)
    for place in range(FEWEST, len(tokens) - FEWEST):
        if tokens[place].text != "," or tokens[place + 1].lower != "with":
            continue
        left, right = tokens[:place], tokens[place + 2 :]
        end = _who_does(right)
        lemma = by_ing("done_beside").get(right[end].lower) if end else None
        if not verb or not lemma or not stands(left) or holds_rest(left) or not is_end(right):
            return
        if not is_one_clause(right[end:]) or any(t.text == "," for t in left[verb:]):
            return
        helper = tokens[verb]
        is_many = right[end - 1].tag in {"NNS", "NNPS"} or right[0].lower in _PLURALS
        is_many = is_many or (right[0].tag == "CD" and right[0].lower not in {"one", "1"})
        told = _form(lemma, helper, is_many=is_many)
        if told:
            subject = opening(text, right[:end])
            begin, stop = tokens[place].start, right[end].end
            after = f".\n{subject} {told}"
            yield Change("split-with", Grade.AUTO, text[begin:stop], after, begin, stop)
        return


_PLURALS = frozenset(["both", "most", "many", "some", "all", "millions", "thousands", "hundreds"])


def _who_does(right: Sequence[Token]) -> int:
    """How many of the first words say who or what does it."""
    if right[0].lower in _PLURALS | {"each"} and right[1].tag == "VBG":
        return 1
    is_one_of_kind = right[0].lower == "the" and right[1].tag in {"JJS", "JJ"}
    if is_one_of_kind and right[2].lower == "being":
        return 2
    return whole_subject(right)


def _form(lemma: str, helper: Token, *, is_many: bool) -> str:
    """The verb in the time of the main verb; nothing where that is not plain."""
    forms = verb_forms(lemma)
    past = in_time(helper, "past", "now")
    if past == "now" or helper.lower in {"has", "have"}:
        if lemma == "be":
            return "are" if is_many else "is"
        return forms["VB" if is_many else "VBZ"]
    if lemma == "be":
        return ("were" if is_many else "was") if past else ""
    return forms["VBD"] if past else ""
