"""Taking out what is folded into a sentence: each part becomes a sentence with its subject said again.

Every rule wants a plain subject at the start, so that nothing else can be meant.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from convert.days import MONTHS
from convert.plain.easy_read.change import Change, Grade
from convert.plain.easy_read.clauses import (
    ADVERBS_BEFORE_VERB,
    BE_HAVE,
    FEWEST,
    OPENS_A_CLAUSE,
    PRONOUNS,
    UNMISTAKABLE,
    begins_clause,
    holds_rest,
    is_finite,
    is_one_clause,
    is_past,
    is_plain,
    simple_subject,
    stands,
    subject_after_opening,
)
from convert.plain.easy_read.mending import may_be_wished
from convert.plain.easy_read.saying_again import owner, say_again
from convert.plain.easy_read.tables import word_set
from convert.plain.easy_read.tagging import Token
from convert.plain.easy_read.tails import ABOUT_ALL

_BE = frozenset(["is", "are", "was", "were"])
_MONTH = "|".join(MONTHS)
_DAY = rf"(?:\d{{1,2}} (?:{_MONTH}) \d{{4}}|(?:{_MONTH}) \d{{1,2}}, \d{{4}})"
_NAME = r"(?P<name>[A-Z][\w.’'-]*(?: (?:(?:de|la|le|van|von|of|the|“[^”]+”|\"[^\"]+\"|[A-Z][\w.’'-]*)))+)"
_BORN = re.compile(
    rf"{_NAME} \( ?(?:born|b\.) (?P<born>{_DAY}|\d{{4}}) ?\) (?P<rest>(?:is|was) .+)"
)
_LIVED = re.compile(
    rf"{_NAME} \( ?(?:born )?(?P<born>{_DAY}) ?[-–—]+ ?(?:died )?(?P<died>{_DAY}) ?\) (?P<rest>was .+)"
)


def born(text: str, tokens: Sequence[Token]) -> Iterator[Change]:  # noqa: ARG001  as the others
    """`Ann Lee (born 3 May 1960) is a singer.`: the brackets become a sentence of their own."""
    match = _BORN.fullmatch(text) or _LIVED.fullmatch(text)
    if match is None or match["name"].startswith(("The ", "A ", "An ", "In ", "His ", "Her ")):
        return
    died = match.groupdict().get("died")
    told = f"was born {_when(match['born'])}" + (f" and died {_when(died)}" if died else "")
    after = f"{match['name']} {match['rest']}\n{match['name']} {told}."
    yield Change("split-born", Grade.AUTO, text, after, 0, len(text))


def _when(day: str) -> str:
    return f"in {day}" if day.isdigit() else f"on {day}"


def after_subject(text: str, tokens: Sequence[Token]) -> Iterator[Change]:
    """`The hall, which was built in 1900, has a lift.`: the hall is said twice."""
    subject = simple_subject(tokens)
    if not subject or subject + 2 >= len(tokens) or tokens[subject].text != ",":
        return
    joint = tokens[subject + 1].lower
    if joint not in {"who", "which", "whose"} or tokens[0].lower in PRONOUNS:
        return
    first = subject + 2
    end = next((n for n in range(first, len(tokens)) if tokens[n].text == ","), 0)
    if not end or end + 1 >= len(tokens) or end - first < 3:
        return
    inside, main = tokens[first:end], tokens[end + 1 :]
    begins = begins_clause(inside) if joint == "whose" else is_finite(inside[0], None)
    if not begins or not is_finite(main[0], None) or not is_plain(inside):
        return
    again = text[tokens[0].start : tokens[subject - 1].end]
    if joint == "whose":
        again = owner(again, text)
    told = text[inside[0].start : inside[-1].end]
    after = f"{again} {told}.\n{say_again(text, tokens[:subject])} {text[main[0].start :]}"
    yield Change("split-relative", Grade.AUTO, text, after, 0, len(text))


def at_where(text: str, tokens: Sequence[Token]) -> Iterator[Change]:
    """`She moved to Leeds, where she taught.`: *there* stands for the place."""
    for place in range(FEWEST, len(tokens) - FEWEST):
        if tokens[place].text != "," or tokens[place + 1].lower != "where":
            continue
        left, right = tokens[:place], tokens[place + 2 :]
        if right[0].lower == "there":
            continue
        is_place = left[-1].lower in word_set("places") and left[-2].lower != "of"
        is_place = is_place or _is_name_of_place(left)
        if is_place and stands(left) and not holds_rest(left) and begins_clause(right):
            start, end = tokens[place].start, tokens[place + 1].end
            yield Change("split-where", Grade.AUTO, text[start:end], ".\nThere,", start, end)
            return


def _is_name_of_place(tokens: Sequence[Token]) -> bool:
    start = len(tokens)
    while start and (tokens[start - 1].text[0].isupper() or tokens[start - 1].text == ","):
        start -= 1
    before = tokens[start - 1].lower if start else ""
    return start < len(tokens) and before in {
        *("in", "to", "at", "from", "near", "of", "into", "for", "across", "throughout"),
    }


def at_although(text: str, tokens: Sequence[Token]) -> Iterator[Change]:
    """`Although it rained, the fair went on.`: two sentences, the second with *but*.

    `Because it rained, the fair was off.` goes the same way, with *so*.
    """
    skipped = 2 if tokens[0].lower == "even" and tokens[1].lower == "though" else 1
    if skipped == 1 and tokens[0].lower not in {"although", "though", "because"}:
        return
    commas = [n for n, token in enumerate(tokens) if token.text == ","]
    if len(commas) != 1:
        return
    left, right = tokens[skipped : commas[0]], tokens[commas[0] + 1 :]
    if not begins_clause(left) or not begins_clause(right) or holds_rest(left):
        return
    points_ahead = left[0].lower in PRONOUNS - {"there", "i", "we", "you"}
    first = text[left[0].start].upper() + text[left[0].start + 1 : left[-1].end]
    if points_ahead and right[0].lower != left[0].lower:
        named = simple_subject(right)
        if left[0].lower not in {"he", "she"} or not named or right[0].tag not in {"NNP", "NNPS"}:
            return
        first = text[right[0].start : right[named - 1].end] + text[left[0].end : left[-1].end]
    opener = "So" if tokens[0].lower == "because" else "But"
    after = f"{first}.\n{opener} {text[right[0].start :]}"
    yield Change(f"split-{tokens[0].lower}", Grade.AUTO, text, after, 0, len(text))


def at_second_verb(text: str, tokens: Sequence[Token]) -> Iterator[Change]:
    """`The hall was built in 1900 and was sold in 1950.`: the subject is said again."""
    begin, end = subject_after_opening(tokens)
    verb = end + (tokens[end].lower in ADVERBS_BEFORE_VERB)
    if not end or verb >= len(tokens) - FEWEST:
        return
    for place in range(verb + 3, len(tokens) - FEWEST):
        if tokens[place].lower not in {"and", "but"}:
            continue
        right = tokens[place + 1 :]
        has_comma = tokens[place - 1].text == ","
        left = tokens[verb : place - 1 if has_comma else place]
        helper = _second(tokens[verb], left, right)
        if (
            helper is None
            or not _agree(tokens[end - 1], right[0])
            or left[-1].tag in {"VBN", "JJ", "VBD", "RB", "IN"}
            or not is_one_clause(left)
            or may_be_wished(left, right[right[0].lower in ADVERBS_BEFORE_VERB])
        ):
            continue
        opener = "But" if tokens[place].lower == "but" else ""
        again = say_again(text, tokens[begin:end], after=opener)
        start, stop = left[-1].end, right[0].start
        yield Change(
            "split-second-verb",
            Grade.AUTO,
            text[start:stop],
            f".\n{again} {helper}",
            start,
            stop,
        )
        return


def _agree(subject: Token, verb: Token) -> bool:
    """Whether a subject and a verb of *be* or *have* go together in number."""
    if subject.lower in {"i", "you"}:
        return True
    is_many = subject.tag in {"NNS", "NNPS"} or subject.lower in {"they", "we"}
    return verb.lower not in ({"is", "was", "has"} if is_many else {"are", "were", "have"})


def _second(verb: Token, left: Sequence[Token], right: Sequence[Token]) -> str | None:
    """What comes between the subject and its second verb; None where it may have none."""
    skipped = right[0].lower in ADVERBS_BEFORE_VERB
    first, after = right[skipped], right[skipped + 1]
    if not is_finite(verb, None) or sum(token.is_word for token in right) < FEWEST:
        return None
    is_now = verb.tag == "VBZ" or verb.lower in {"is", "has"}
    if first.lower in UNMISTAKABLE:
        return "" if verb.lower in BE_HAVE or is_past(verb) or is_now else None
    if is_now and first.tag == "VBZ" and left[-1].tag != "NNS":
        return "" if after.tag.startswith(("DT", "IN", "PRP", "CD", "TO", "RB", "JJ")) else None
    if verb.lower in _BE and left[1].tag == "VBN" and first.tag in {"VBN", "VBD"}:
        if skipped:
            return "" if first.lower in word_set("own_doing") else None
        return _again(verb, right)
    return "" if is_past(verb) and first.tag == "VBD" else None


def _again(verb: Token, right: Sequence[Token]) -> str | None:
    """*was* again before a second participle; nothing before a verb of the subject's own doing."""
    if right[0].lower in word_set("own_doing"):
        return ""
    after = right[2] if right[1].tag == "RB" else right[1]
    has_object = after.tag.startswith(("DT", "PRP", "NN", "CD", "JJ", "RBS"))
    return None if has_object else f"{verb.text} "


def at_while(text: str, tokens: Sequence[Token]) -> Iterator[Change]:
    """`The hall is old, while the club is new.`: two sentences."""
    for place in range(FEWEST, len(tokens) - FEWEST):
        if tokens[place].text != "," or tokens[place + 1].lower not in {"while", "whereas"}:
            continue
        left, right = tokens[:place], tokens[place + 2 :]
        if stands(left) and not holds_rest(left) and begins_clause(right):
            start, end = tokens[place].start, right[0].start + 1
            first = text[right[0].start].upper()
            yield Change("split-while", Grade.AUTO, text[start:end], f".\n{first}", start, end)
            return


def at_because(text: str, tokens: Sequence[Token]) -> Iterator[Change]:
    """`The hall is closed because the roof is being mended.`: the reason has its own sentence."""
    for place in range(FEWEST, len(tokens) - FEWEST):
        if tokens[place].lower != "because":
            continue
        comma = tokens[place - 1].text == ","
        left, right = tokens[: place - 1 if comma else place], tokens[place + 1 :]
        doubtful = any(t.text in OPENS_A_CLAUSE | {"and", "only", "just", "mainly"} for t in left)
        doubtful = doubtful or left[-1].lower in BE_HAVE or len(left) <= FEWEST
        if doubtful or not stands(left) or holds_rest(left) or not begins_clause(right):
            return
        start, end = left[-1].end, tokens[place].end
        is_past_now = any(t.tag == "VBD" for t in left) and not any(t.tag == "VBZ" for t in left)
        after = f".\nThis {'was' if is_past_now else 'is'} because"
        yield Change("split-because", Grade.AUTO, text[start:end], after, start, end)
        return


def at_which_thing(text: str, tokens: Sequence[Token]) -> Iterator[Change]:
    """`The club is a team of friends, which …`: only a thing right after the verb is said again."""
    subject = simple_subject(tokens)
    if not subject or tokens[subject].lower not in _BE:
        return
    first = subject + 1
    length = simple_subject(tokens[first:])
    place = first + length
    if not length or place + FEWEST >= len(tokens) or tokens[place].text != ",":
        return
    right = tokens[place + 2 :]
    if tokens[place + 1].lower != "which" or right[0].lower in ABOUT_ALL:
        return
    thing = tokens[first:place]
    is_many = thing[-1].tag in {"NNS", "NNPS"}
    fits = right[0].lower not in ({"is", "was", "has"} if is_many else {"are", "were", "have"})
    if not fits or not is_finite(right[0], None) or tokens[first].tag in {"PRP", "CD"}:
        return
    start, end = tokens[place].start, tokens[place + 1].end
    said = text[thing[0].start : thing[-1].end]
    if thing[0].lower in {"a", "an"}:
        said = f"The {text[thing[1].start : thing[-1].end]}"
    after = f".\n{said[0].upper()}{said[1:]}"
    yield Change("split-which", Grade.AUTO, text[start:end], after, start, end)


_JOBS = frozenset(["leader", "head", "chair", "chief", "director", "manager", "co-founder"])
_SAID = frozenset(["said", "told", "added", "explained", "asked"])


def after_comma(text: str, tokens: Sequence[Token]) -> Iterator[Change]:
    """`Leeds, a city in the north, has a big hall.`: what it is comes first."""
    subject = simple_subject(tokens)
    if not subject or subject + 2 >= len(tokens) or tokens[subject].text != ",":
        return
    is_job = subject > 1 and tokens[subject + 1].lower in word_set("persons") | _JOBS
    is_job = is_job and tokens[subject - 1].tag == "NNP" and tokens[0].tag not in {"DT", "PRP$"}
    has_article = tokens[subject + 1].lower in {"a", "an", "the"}
    if not (has_article or is_job) or tokens[0].lower in PRONOUNS:
        return
    first = subject + 1
    end = next((n for n in range(first, len(tokens)) if tokens[n].text == ","), 0)
    if not end or end + FEWEST >= len(tokens) or end - first < 2:
        return
    inside, main = tokens[first:end], tokens[end + 1 :]
    has_verb = any(is_finite(token, None) for token in inside)
    if has_verb or not is_plain(inside) or not is_finite(main[0], None):
        return
    many = tokens[subject - 1].tag in {"NNS", "NNPS"}
    is_now = main[0].lower in {"is", "has"} or main[0].tag == "VBZ"
    is_now = is_now or (is_job and main[0].lower in _SAID)
    kind = simple_subject(inside)
    is_person = kind and has_article and inside[kind - 1].lower in word_set("persons")
    verb = ("are" if many else "is") if is_now else ("were" if many else "was")
    again = text[tokens[0].start : tokens[subject - 1].end]
    told = text[inside[0].start : inside[-1].end]
    after = f"{again} {verb} {told}.\n{say_again(text, tokens[:subject])} {text[main[0].start :]}"
    grade = Grade.AUTO if is_now or is_person else Grade.SUGGEST
    yield Change("split-apposition", grade, text, after, 0, len(text))
