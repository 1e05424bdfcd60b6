"""Whether a line tells one thing or two: where a second idea begins.

Easy Read has one idea and one verb in a sentence (UK Government, Inclusion Europe). A condition
(*if you need help, call us*) and what kind of person or thing is meant stay one idea.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from convert.plain.easy_read.clauses import BE_HAVE
from convert.plain.easy_read.inflect import participles
from convert.plain.easy_read.seen import ADDRESS, Check, Fault, Seen
from convert.plain.easy_read.short_clauses import (
    NAMES_TAGS,
    OBJECT_TAGS,
    OPENS_IDEA,
    PERSONS,
    SOME,
    bare_verbs,
    has_finite,
    has_own_subject,
    has_verb,
    is_helper,
    is_money,
    opens_clause,
    past_adverb,
    third_persons,
)
from convert.plain.easy_read.tables import word_set
from convert.plain.easy_read.tagging import NOUN_TAGS, Token

_JOINS = frozenset(["and", "but", "so", "or", "yet"])
_CONTRAST = frozenset(["although", "whereas", "though", "despite", "whilst", "while"])
_RELATIVE = frozenset(["which", "who", "whose", "where", "whom"])
_COMMENTS = frozenset(
    [
        *("will", "may", "might", "means", "costs", "takes", "lasts", "starts", "ends", "opens"),
        *("closes", "happens", "makes"),
    ]
)
_ASKS = frozenset(["who", "what", "when", "where", "how", "why"])
_TALKERS = frozenset(["i", "we", "you"])
_OBJECTS = frozenset(["someone", "anyone", "everyone", "people", "something", "lots"])
_THIS_TIME = frozenset(["this", "that", "each", "every", "all", "some", "another"])
_LEADS_ON = frozenset(["to", "help", "helps", "let", "lets", "make", "makes", "see", "sees"])
_LONGEST_AIM = 2


def _two_ideas(seen: Seen) -> Iterator[Fault]:
    if re.search(r"[.!?][”\"']?\s+[A-Z“]\w*\s+\w", ADDRESS.sub("address", _titles(seen.line))):
        yield Fault("two-ideas", seen.line)
        return
    for place in range(1, len(seen.tokens) - 1):
        if _second_begins(seen.tokens, place):
            yield Fault("two-ideas", seen.tokens[place].text)
            return
    if seen.tokens and seen.tokens[0].lower in _CONTRAST - {"while"}:
        yield Fault("two-ideas", seen.tokens[0].text)


def _titles(line: str) -> str:
    return re.sub(r"\b(Dr|Mr|Mrs|Ms|Mx|St|Prof|No|Rd|[A-Z])\.", r"\1", line)


def _second_begins(tokens: Sequence[Token], place: int) -> bool:
    """Whether the word at `place` joins a second idea to the first."""
    word, left, right = tokens[place].lower, tokens[:place], tokens[place + 1 :]
    after_comma = tokens[place - 1].text == ","
    if word == ";" or (after_comma and word in _RELATIVE):
        return True
    if word == "while":
        return after_comma or _is_meanwhile(left, right)
    if word in _CONTRAST:
        return True
    if word == "then" and (after_comma or (place > 2 and right[0].lower in bare_verbs())):
        return True
    if word == "so" and right[0].lower in bare_verbs() and (after_comma or _has_named(left)):
        return True
    if word == "which":
        return right[0].lower in _COMMENTS and left[-1].tag in NOUN_TAGS and not _tells_what(left)
    if word == "because":
        return _gives_other_reason(left, right)
    if word in _JOINS and _asks_again(left, right):
        return True
    return (
        word in _JOINS
        and not (word in {"and", "or"} and _joins_people(left, right))
        and has_verb(left)
        and (
            opens_clause(right)
            or has_own_subject(right)
            or right[0].lower in {"please", "if"}
            or (word != "or" and (_orders(word, left, right) or _goes_on(left, right)))
        )
    )


def _joins_people(left: Sequence[Token], right: Sequence[Token]) -> bool:
    """*If you and your carer agree*, *when you and I met*: one idea with two people in it."""
    if right[0].lower == "i" and left[-1].lower in {"you", "he", "she"}:
        return True
    opened = [place for place, token in enumerate(left) if token.lower in OPENS_IDEA]
    if not opened or opened[-1] < _last_comma(left) or left[-1].tag not in NAMES_TAGS:
        return False
    if left[-1].lower in third_persons() | {"it", "them", "us", "me"}:
        return False
    is_subject = left[opened[-1]].lower in {"who", "which", "that", "what"}
    return not has_finite(left[opened[-1] + (1 if is_subject else 2) :])


def _is_meanwhile(left: Sequence[Token], right: Sequence[Token]) -> bool:
    """*Bob fixed the gate while Jean painted*, but not *sit still while the nurse looks*."""
    if right[0].lower in SOME:
        return True
    return left[0].lower not in bare_verbs() | {"do", "please"} and has_own_subject(right)


def _has_named(left: Sequence[Token]) -> bool:
    return left[-1].tag in NAMES_TAGS | {"JJ", "RB"} and has_verb(left)


def _tells_what(left: Sequence[Token]) -> bool:
    """*It is a card which ...*: the line says what a thing is."""
    return any(token.lower in {"is", "are", "means", "called"} for token in left)


def _gives_other_reason(left: Sequence[Token], right: Sequence[Token]) -> bool:
    """*The pool is closed because the heating is broken*: the reason is about another thing.

    *Jess is happy because she has a room* stays one idea: it goes on about her.
    """
    is_answer = len([token for token in left if token.is_word]) <= 2
    about, goes_on = left[0].lower, right[0].lower
    said = {token.lower for token in left}
    other_person = goes_on in _TALKERS - said and about not in bare_verbs() | {"do"}
    about_other = other_person or goes_on not in PERSONS | {"of"}
    return about_other and not is_answer and has_verb(left) and len(right) > _LONGEST_AIM


def _asks_again(left: Sequence[Token], right: Sequence[Token]) -> bool:
    """*says who can vote and where you can do it*: two questions in one."""
    if right[0].lower not in _ASKS:
        return False
    asked = [place for place, token in enumerate(left) if token.lower in _ASKS]
    if not asked or left[asked[0]].lower == right[0].lower:
        return False
    return has_finite(left[asked[0] + 1 :]) and has_finite(right[1:])


def _orders(word: str, left: Sequence[Token], right: Sequence[Token]) -> bool:
    """*..., but tell us*, *and never go back*, *and then go home*: an order or a step follows."""
    first, second = right[0].lower, right[1].lower if len(right) > 1 else ""
    if first == "then":
        return len(right) > 2
    if first == "do":
        asked = any(token.lower in _ASKS for token in left[_last_comma(left) :])
        return second == "not" and not asked and not is_helper(left[-1])
    if first in {"never", "only", "thank"}:
        return second in bare_verbs() | {"you"}
    apart = word == "but" or _commas(left) == [len(left) - 1]
    return apart and first in bare_verbs() and right[1].is_word


def _goes_on(left: Sequence[Token], right: Sequence[Token]) -> bool:
    """*Sign the form and post it*, *Tom lives in Hull and works here*: one subject, two deeds.

    Both deeds say more than a verb: *come and see us* and *listen and help* stay one idea, as do
    two parts of a condition (*if you are 18 and have a job*) and of a wish (*to cook food and
    clean your home*).
    """
    rest = past_adverb(right)
    inside = left[_last_comma(left) :]
    said = [token for token in inside if token.is_word and token.lower != "please"]
    if len(rest) < 2 or len(said) < 2 or any(token.lower in OPENS_IDEA for token in inside):
        return False
    verb, after = rest[0], rest[1]
    if is_helper(verb) and (verb.lower not in {"do", "have"} or after.lower == "not"):
        return not is_helper(left[-1])
    is_object = after.tag in OBJECT_TAGS and after.lower not in _THIS_TIME
    is_object = is_object or after.lower in _OBJECTS
    with_object = is_object or is_money(after)
    with_more = after.tag in {"IN", "TO", "RP", "RB", "WRB", "WP"}
    if verb.lower in third_persons():
        alone = verb.tag == "VBZ" or verb.lower in third_persons("verbs_alone")
        return with_object or (with_more and alone)
    if verb.lower.endswith("ed") and verb.tag in {"VBD", "VBN"}:
        return with_object or (verb.tag == "VBD" and with_more and _is_past(inside))
    if verb.lower in bare_verbs() & participles() and _is_past(inside):
        return with_object
    if verb.lower not in bare_verbs() or not _ends_named(left):
        return False
    leads_on = any(token.lower in _LEADS_ON for token in inside)
    alone = after.tag == "TO" or (with_more and verb.lower in word_set("verbs_alone"))
    return not leads_on and (with_object or alone)


def _ends_named(left: Sequence[Token]) -> bool:
    """*Choose the food*, *put the phone down*: the first deed has its object."""
    return left[-1].tag in NAMES_TAGS or any(token.tag in NAMES_TAGS for token in left[1:-1])


def _is_past(tokens: Sequence[Token]) -> bool:
    return any(token.tag == "VBD" and token.lower not in BE_HAVE for token in tokens)


def _last_comma(tokens: Sequence[Token]) -> int:
    return (_commas(tokens) or [0])[-1]


def _commas(tokens: Sequence[Token]) -> list[int]:
    return [place for place, token in enumerate(tokens) if token.text == ","]


CHECKS: tuple[Check, ...] = (_two_ideas,)
