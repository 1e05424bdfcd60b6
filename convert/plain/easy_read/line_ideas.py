"""Whether a line tells one thing or two: where a second idea begins.

Easy Read has one idea and one verb in a sentence (UK Government, Inclusion Europe). A condition
(*if you need help, call us*) and what kind of person or thing is meant stay one idea.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Sequence

from convert.plain.easy_read.clauses import BE_HAVE, MODALS, begins_clause, is_finite
from convert.plain.easy_read.inflect import participles, verb_forms
from convert.plain.easy_read.seen import ADDRESS, Check, Fault, Seen
from convert.plain.easy_read.tables import word_set
from convert.plain.easy_read.tagging import FINITE_TAGS, NOUN_TAGS, Token

_JOINS = frozenset(["and", "but", "so", "or", "yet"])
_CONTRAST = frozenset(["although", "whereas", "though", "despite", "whilst", "while"])
_RELATIVE = frozenset(["which", "who", "whose", "where", "whom"])
_COMMENTS = frozenset(
    [
        *("will", "may", "might", "means", "costs", "takes", "lasts", "starts", "ends", "opens"),
        *("closes", "happens", "makes"),
    ]
)
_OPENS_IDEA = frozenset(
    ["if", "that", "whether", "how", "when", "where", "what", "who", "which", "why", "because"]
)
_ASKS = frozenset(["who", "what", "when", "where", "how", "why"])
_NAMES_TAGS = NOUN_TAGS | {"CD", "PRP"}
_SUBJECT_TAGS = _NAMES_TAGS | {"DT", "JJ", "PRP$", "RBS", "JJR"}
_SUBJECT_PRONOUNS = frozenset(["i", "we", "they", "he", "she"])
_TALKERS = frozenset(["i", "we", "you"])
_PERSONS = _SUBJECT_PRONOUNS | {"it", "you"}
_SOME = frozenset(
    [
        *("others", "some", "many", "most", "both", "all", "everyone", "everybody", "someone"),
        *("somebody", "anyone", "anybody", "nobody", "nothing", "everything"),
    ]
)
_OBJECT_TAGS = frozenset(["DT", "PRP", "PRP$", "CD"])
_THIS_TIME = frozenset(["this", "that", "each", "every", "all", "some", "another"])
_LEADS_ON = frozenset(["to", "help", "helps", "let", "lets", "make", "makes", "see", "sees"])
_LONGEST_SUBJECT = 4
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
    if word == "then" and (after_comma or (place > 2 and right[0].lower in _bare())):
        return True
    if word == "so" and right[0].lower in _bare() and (after_comma or _has_named(left)):
        return True
    if word == "which":
        return right[0].lower in _COMMENTS and left[-1].tag in NOUN_TAGS and not _tells_what(left)
    if word == "because":
        return _gives_other_reason(left, right)
    if word in _JOINS and _asks_again(left, right):
        return True
    return (
        word in _JOINS
        and not _joins_people(left, right)
        and _has_verb(left)
        and (
            _opens_clause(right)
            or _has_own_subject(right)
            or right[0].lower == "please"
            or (word != "or" and _goes_on(left, right))
        )
    )


def _joins_people(left: Sequence[Token], right: Sequence[Token]) -> bool:
    """*If you and your carer agree*, *when you and I met*: one idea with two people in it."""
    if right[0].lower == "i" and left[-1].lower in {"you", "he", "she"}:
        return True
    opened = [place for place, token in enumerate(left) if token.lower in _OPENS_IDEA]
    if not opened or opened[-1] < _last_comma(left) or left[-1].tag not in _NAMES_TAGS:
        return False
    is_subject = left[opened[-1]].lower in {"who", "which", "that", "what"}
    return not _has_finite(left[opened[-1] + (1 if is_subject else 2) :])


def _is_meanwhile(left: Sequence[Token], right: Sequence[Token]) -> bool:
    """*Bob fixed the gate while Jean painted*, but not *sit still while the nurse looks*."""
    if right[0].lower in _SOME:
        return True
    return left[0].lower not in _bare() | {"do", "please"} and _has_own_subject(right)


def _has_named(left: Sequence[Token]) -> bool:
    return left[-1].tag in _NAMES_TAGS | {"JJ", "RB"} and _has_verb(left)


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
    other_person = goes_on in _TALKERS - said and about not in _bare() | {"do"}
    about_other = other_person or goes_on not in _PERSONS | {"of"}
    return about_other and not is_answer and _has_verb(left) and len(right) > _LONGEST_AIM


def _asks_again(left: Sequence[Token], right: Sequence[Token]) -> bool:
    """*says who can vote and where you can do it*: two questions in one."""
    if right[0].lower not in _ASKS:
        return False
    asked = [place for place, token in enumerate(left) if token.lower in _ASKS]
    if not asked or left[asked[0]].lower == right[0].lower:
        return False
    return _has_finite(left[asked[0] + 1 :]) and _has_finite(right[1:])


# ---------------------------------------------------------------- another subject


def _has_verb(tokens: Sequence[Token]) -> bool:
    """Whether a verb stands here that a line can stand on, or an order (*Sign the form*)."""
    return _has_finite(tokens) or any(
        (place and token.lower in _thirds())
        or (
            token.lower in _bare()
            and (
                not place
                or tokens[place - 1].lower in {"please", ","}
                or _is_many(tokens[place - 1])
            )
        )
        for place, token in enumerate(tokens)
    )


def _is_many(token: Token) -> bool:
    return token.tag in {"NNS", "NNPS"}


def _has_finite(tokens: Sequence[Token]) -> bool:
    words = [token for token in tokens if token.is_word]
    if len(words) > 1 and words[0].lower in _PERSONS:
        return True
    pairs = zip([None, *words], words, strict=False)
    return any(is_finite(token, before) for before, token in pairs) or any(
        _is_verb(words, place) for place in range(1, len(words))
    )


def _opens_clause(tokens: Sequence[Token]) -> bool:
    rest = _past_adverb(tokens)
    if begins_clause(rest) or _is_short_clause(rest):
        return True
    if len(rest) <= 2:
        return False
    word = rest[0].lower
    same_subject_past = rest[0].tag == "VBD" and word != "had" and not word.endswith("ed")
    with_object = word in participles() and (rest[1].tag in _OBJECT_TAGS or _is_money(rest[1]))
    return with_object or (same_subject_past and rest[1].tag != "IN")


def _past_adverb(tokens: Sequence[Token]) -> Sequence[Token]:
    leads = tokens and tokens[0].lower in {"then", "so", "also", "now"}
    return tokens[1:] if leads else tokens


def _is_short_clause(tokens: Sequence[Token]) -> bool:
    if len(tokens) < 2 or not tokens[1].is_word:
        return False
    first, second = tokens[0].lower, tokens[1]
    if first in _SUBJECT_PRONOUNS:
        return True
    if first == "you" and second.lower in _bare():
        return True
    if first in _SOME and (second.tag in FINITE_TAGS or second.lower in _bare()):
        return True
    return first in {"it", "you", "there"} and (
        is_finite(second, tokens[0]) or (first == "it" and second.tag == "NNS")
    )


def _has_own_subject(right: Sequence[Token]) -> bool:
    """*Mum was cross but Dad laughed*: the words after the joint are a subject and its verb."""
    for place, token in enumerate(right[: _LONGEST_SUBJECT + 1]):
        if place and _is_verb(right, place):
            return any(one.tag in _NAMES_TAGS for one in right[:place])
        if token.tag not in _SUBJECT_TAGS:
            return False
    return False


def _is_verb(tokens: Sequence[Token], place: int) -> bool:
    """Whether a verb stands here, also where the tagger takes *Jo washes up* for two nouns."""
    token, before = tokens[place], tokens[place - 1]
    if token.lower in {"have", "are"} and before.tag in NOUN_TAGS:
        return True
    if token.tag in FINITE_TAGS - {"VBP"} and is_finite(token, before):
        return True
    if token.tag == "VBN" and before.tag in NOUN_TAGS:
        return True
    after = tokens[place + 1].tag if place + 1 < len(tokens) else ""
    return token.tag == "NNS" and before.tag == "NNP" and after in {"DT", "IN", "PRP", "PRP$", "TO"}


# ---------------------------------------------------------------- the same subject


def _goes_on(left: Sequence[Token], right: Sequence[Token]) -> bool:
    """*Sign the form and post it*, *Tom lives in Hull and works here*: one subject, two deeds.

    Both deeds say more than a verb: *come and see us* and *listen and help* stay one idea, as do
    two parts of a condition (*if you are 18 and have a job*) and of a wish (*to cook food and
    clean your home*).
    """
    rest = _past_adverb(right)
    inside = left[_last_comma(left) :]
    said = [token for token in inside if token.is_word and token.lower != "please"]
    if len(rest) < 2 or len(said) < 2 or any(token.lower in _OPENS_IDEA for token in inside):
        return False
    verb, after = rest[0], rest[1]
    if _is_helper(verb) and (verb.lower not in {"do", "have"} or after.lower == "not"):
        return not _is_helper(left[-1])
    is_object = after.tag in _OBJECT_TAGS and after.lower not in _THIS_TIME
    with_object = is_object or _is_money(after)
    with_more = after.tag in {"IN", "TO", "RP", "RB"}
    if verb.lower in _thirds():
        alone = verb.tag == "VBZ" or verb.lower in _thirds("verbs_alone")
        return with_object or (with_more and alone)
    if verb.lower.endswith("ed") and verb.tag in {"VBD", "VBN"}:
        return with_object or (verb.tag == "VBD" and with_more and _is_past(inside))
    if verb.lower not in _bare() or not _ends_named(left):
        return False
    leads_on = any(token.lower in _LEADS_ON for token in inside)
    return not leads_on and (with_object or (with_more and verb.lower in word_set("verbs_alone")))


def _ends_named(left: Sequence[Token]) -> bool:
    """*Choose the food*, *choose the food you like*: the first deed has its object."""
    return left[-1].tag in _NAMES_TAGS or (len(left) > 2 and left[-2].lower in _PERSONS)


def _is_money(token: Token) -> bool:
    return token.text[0] in "£$€"


def _is_past(tokens: Sequence[Token]) -> bool:
    return any(token.tag == "VBD" and token.lower not in BE_HAVE for token in tokens)


def _is_helper(token: Token) -> bool:
    return token.lower in BE_HAVE | MODALS and token.text != "May"


def _last_comma(tokens: Sequence[Token]) -> int:
    places = [place for place, token in enumerate(tokens) if token.text == ","]
    return places[-1] if places else 0


@functools.cache
def _bare() -> frozenset[str]:
    return word_set("everyday_verbs") | word_set("verbs_alone")


@functools.cache
def _thirds(name: str = "everyday_verbs") -> frozenset[str]:
    return frozenset(verb_forms(verb)["VBZ"] for verb in word_set(name))


CHECKS: tuple[Check, ...] = (_two_ideas,)
