"""What stands before the main clause: it becomes a sentence with the subject said in full.

Every rule wants a plain subject right after the comma, so that nobody else can be meant.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from convert.plain.easy_read.change import Change, Grade
from convert.plain.easy_read.clauses import (
    ADVERBS_BEFORE_VERB,
    BE_HAVE,
    FEWEST,
    PERSONS,
    begins_clause,
    begins_plainly,
    holds_rest,
    is_finite,
    is_one_clause,
    is_past,
    simple_subject,
    stands,
    subject_after_opening,
)
from convert.plain.easy_read.inflect import by_ing, verb_forms
from convert.plain.easy_read.saying_again import opening, say_again
from convert.plain.easy_read.tables import word_set
from convert.plain.easy_read.tagging import Token

_DONE_ONCE = frozenset(
    [
        *("born", "founded", "built", "established", "released", "published", "created", "formed"),
        *("written", "designed", "raised", "educated", "trained", "introduced", "discovered"),
        *("directed", "completed", "launched", "opened", "invented", "recorded", "produced"),
    ]
)
_STAYS_SO = frozenset(["located", "situated", "based", "known", "named", "made", "used", "called"])
_FIRST = frozenset(["originally", "first", "initially"])


def at_participle(text: str, tokens: Sequence[Token]) -> Iterator[Change]:
    """`Born in Leeds, Ann moved to York.`: *Ann was born in Leeds.* comes first."""
    skipped = tokens[0].lower in _FIRST
    opener = _participle(tokens[skipped:])
    if not opener:
        return
    parts = _parts(tokens)
    if parts is None:
        return
    comma, end = parts
    subject, verb = tokens[comma + 1 : end], tokens[end]
    is_many = _is_many(subject)
    helper = _helper(opener, verb, is_many=is_many)
    first = text[tokens[0].start].lower() + text[tokens[0].start + 1 : tokens[comma - 1].end]
    yield _two(text, "split-opening", subject, f"{helper} {first}")


def _participle(tokens: Sequence[Token]) -> str:
    """The participle that comes first, if it is one that tells of the subject; else nothing."""
    opener = tokens[0].lower
    if opener == "set" and tokens[1].lower == "up":
        return "founded"
    return opener if opener in _DONE_ONCE | _STAYS_SO else ""


def _helper(opener: str, verb: Token, *, is_many: bool) -> str:
    """The form of *be* before the participle, in the time of what it tells."""
    if opener in _DONE_ONCE or is_past(verb) or verb.lower in {"was", "were", "had"}:
        return "were" if is_many else "was"
    return "are" if is_many else "is"


def at_inside(text: str, tokens: Sequence[Token]) -> Iterator[Change]:
    """`The hall, built in 1900, has a lift.`: *The hall was built in 1900.* comes first."""
    end = simple_subject(tokens)
    if not end or end + FEWEST > len(tokens) or tokens[end].text != ",":
        return
    skipped = tokens[end + 1].lower in {*_FIRST, "also", "now"}
    opener = _participle(tokens[end + 1 + skipped :])
    comma = next((n for n in range(end + 1, len(tokens)) if tokens[n].text == ","), 0)
    if not opener or comma - end < FEWEST or comma + 2 > len(tokens):
        return
    inside, verb = tokens[end + 1 : comma], tokens[comma + 1]
    if not is_one_clause(inside) or not is_finite(verb, None) or tokens[0].lower in PERSONS:
        return
    helper = _helper(opener, verb, is_many=_is_many(tokens[:end]))
    again = opening(text, tokens[:end])
    told = text[inside[0].start : inside[-1].end]
    after = f"{again} {helper} {told}.\n{say_again(text, tokens[:end])} {text[verb.start :]}"
    yield Change("split-inside", Grade.AUTO, text, after, 0, len(text))


def at_what_it_is(text: str, tokens: Sequence[Token]) -> Iterator[Change]:
    """`A keen singer, Ann joined the choir.`: *Ann was a keen singer.* comes first."""
    once = tokens[0].lower in {"originally", "once", "formerly"}
    if tokens[once].lower not in {"a", "an", "the"}:
        return
    parts = _parts(tokens)
    length = 2 if tokens[1].lower in _KINDS else simple_subject(tokens[once:])
    if parts is None or not length:
        return
    comma, end = parts
    subject, verb = tokens[comma + 1 : end], tokens[end]
    kind = tokens[once + length - 1].lower
    is_person = kind in word_set("persons") | _KINDS
    is_place = kind in word_set("places") | {"town", "village"}
    named = subject[0].tag in {"NNP", "NNPS"} or (is_person and subject[0].lower in {"he", "she"})
    if not named or not (is_person or is_place):
        return
    helper = "was" if once or is_past(verb) or verb.lower in {"was", "had"} else "is"
    if is_place and helper == "was" and not once:
        return
    first = text[tokens[0].start].lower() + text[tokens[0].start + 1 : tokens[comma - 1].end]
    yield _two(text, "split-opening", subject, f"{helper} {first}")


_KINDS = frozenset(["native", "graduate", "member", "fan"])


def _did(token: Token) -> str:
    """The past of a verb in *-ing* that tells what was done before; nothing for any other word."""
    lemma = by_ing("done_before").get(token.lower)
    return verb_forms(lemma)["VBD"] if lemma else ""


def at_after_doing(text: str, tokens: Sequence[Token]) -> Iterator[Change]:
    """`After leaving school, Ann moved to York.`: *Ann left school. Then Ann moved to York.* is said."""
    if tokens[0].lower != "after" or len(tokens) < 2 * FEWEST:
        return
    parts = _parts(tokens)
    if parts is None:
        return
    comma, end = parts
    subject, verb = tokens[comma + 1 : end], tokens[end]
    being = tokens[1].lower == "being" and tokens[2].tag in {"VBN", "VBD"}
    was = "were" if _is_many(subject) else "was"
    did = was if being else _did(tokens[1])
    if not did or not (is_past(verb) or verb.lower in {"was", "were"}):
        return
    rest = text[tokens[2].start : tokens[comma - 1].end]
    again = opening(text, subject)
    then = say_again(text, subject, after="Then")
    after = f"{again} {did} {rest}.\n{then}{text[subject[-1].end :]}"
    yield Change("split-after", Grade.AUTO, text, after, 0, len(text))


def at_before_doing(text: str, tokens: Sequence[Token]) -> Iterator[Change]:
    """`Before becoming mayor, Ann worked as a nurse.`: what came first is told first."""
    if tokens[0].lower != "before" or not _did(tokens[1]):
        return
    parts = _parts(tokens)
    if parts is None:
        return
    comma, end = parts
    subject, verb = tokens[comma + 1 : end], tokens[end]
    last = len(tokens) - (tokens[-1].text == ".")
    main = tokens[end:last]
    is_one = is_one_clause(main) and not any(t.lower in {"and", "but"} for t in main)
    if not is_past(verb) or not is_one:
        return
    first = f"{opening(text, subject)} {text[main[0].start : main[-1].end]}"
    told = f"{_did(tokens[1])} {text[tokens[2].start : tokens[comma - 1].end]}"
    after = f"{first}.\n{say_again(text, subject, after='Then')} {told}."
    yield Change("split-after", Grade.AUTO, text, after, 0, len(text))


def _parts(tokens: Sequence[Token]) -> tuple[int, int] | None:
    """Where the opening's comma is, and where the verb stands after a plain subject."""
    comma = next((n for n, token in enumerate(tokens) if token.text == ","), 0)
    if comma < 3 or comma + 4 > len(tokens):
        return None
    if tokens[comma + 1].text.isdigit():
        return None
    inside = tokens[1:comma]
    if holds_rest(inside) or not is_one_clause(inside):
        return None
    if any(is_finite(t, None) and t.tag != "VBD" for t in inside):
        return None
    length = simple_subject(tokens[comma + 1 :])
    end = comma + 1 + length
    if not length or end >= len(tokens) - 1:
        return None
    verb = tokens[end + (tokens[end].lower in ADVERBS_BEFORE_VERB)]
    is_verb = is_finite(verb, tokens[end - 1])
    return (comma, end) if is_verb else None


def _is_many(subject: Sequence[Token]) -> bool:
    return subject[-1].tag in {"NNS", "NNPS"} or subject[-1].lower in {"they", "we", "you"}


def _two(text: str, rule: str, subject: Sequence[Token], told: str) -> Change:
    again = say_again(text, subject)
    after = f"{opening(text, subject)} {told}.\n{again}{text[subject[-1].end :]}"
    return Change(rule, Grade.AUTO, text, after, 0, len(text))


def at_while(text: str, tokens: Sequence[Token]) -> Iterator[Change]:
    """`While most birds can fly, penguins cannot.`: two sentences, the second with *But*."""
    commas = [n for n, token in enumerate(tokens) if token.text == ","]
    if tokens[0].lower not in {"while", "whereas"} or len(commas) != 1:
        return
    left, right = tokens[1 : commas[0]], tokens[commas[0] + 1 :]
    if not left:
        return
    verb = simple_subject(left)
    is_what = left[verb].lower in {"is", "are"} and left[verb + 1].tag == "DT"
    contrasts = left[0].lower in {"most", "many", "some", "there", "all"} or (verb and is_what)
    if not contrasts or not begins_clause(left) or not begins_clause(right) or holds_rest(left):
        return
    if any(t.tag == "VBG" for t in left):
        return
    first = opening(text, left)
    second = opening(text, right[:1], after="But")
    after = f"{first}.\n{second}{text[right[0].end :]}"
    yield Change("split-although", Grade.AUTO, text, after, 0, len(text))


def at_bare_and(text: str, tokens: Sequence[Token]) -> Iterator[Change]:
    """`The hall is old and it has no lift.`: two sentences."""
    for place in range(FEWEST, len(tokens) - FEWEST):
        joint = tokens[place].lower
        if joint not in {"and", "but"} or tokens[place - 1].text == ",":
            continue
        left, right = tokens[:place], tokens[place + 1 :]
        begin, _ = subject_after_opening(left)
        if not begins_plainly(right) or not stands(left) or not is_one_clause(left[begin:]):
            continue
        if left[-1].tag in {"IN", "TO", "DT"} or left[-1].lower in BE_HAVE:
            continue
        opener = "But" if joint == "but" else ""
        again = opening(text, right[:1], after=opener)
        start, end = left[-1].end, right[0].end
        yield Change("split-clause", Grade.AUTO, text[start:end], f".\n{again}", start, end)
        return
