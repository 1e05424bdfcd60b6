"""Where a verb stands, and whether a subject and its verb begin a clause, in a short line.

The tagger takes *Jo washes up* for two nouns and *the call is free* for an order, so the verbs of
everyday English are known by name too.
"""

from __future__ import annotations

import functools
from collections.abc import Sequence

from convert.plain.easy_read.clauses import BE_HAVE, MODALS, begins_clause, is_finite
from convert.plain.easy_read.inflect import participles, verb_forms
from convert.plain.easy_read.tables import word_set
from convert.plain.easy_read.tagging import FINITE_TAGS, NOUN_TAGS, Token

OPENS_IDEA = frozenset(
    ["if", "that", "whether", "how", "when", "where", "what", "who", "which", "why", "because"]
)
NAMES_TAGS = NOUN_TAGS | {"CD", "PRP"}
_SUBJECT_TAGS = NAMES_TAGS | {"DT", "JJ", "PRP$", "RBS", "JJR"}
_SUBJECT_PRONOUNS = frozenset(["i", "we", "they", "he", "she"])
PERSONS = _SUBJECT_PRONOUNS | {"it", "you"}
SOME = frozenset(
    [
        *("others", "some", "many", "most", "both", "all", "everyone", "everybody", "someone"),
        *("somebody", "anyone", "anybody", "nobody", "nothing", "everything"),
    ]
)
OBJECT_TAGS = frozenset(["DT", "PRP", "PRP$", "CD"])
_LONGEST_SUBJECT = 4


def has_verb(tokens: Sequence[Token]) -> bool:
    """Whether a verb stands here that a line can stand on, or an order (*Sign the form*)."""
    words = [token for token in tokens if token.is_word]
    if len(words) == 2 and words[0].tag == "DT":
        return False
    return has_finite(tokens) or any(
        (0 < place < len(tokens) - 1 and token.lower in third_persons())
        or (
            token.lower in bare_verbs()
            and (
                not place
                or tokens[place - 1].lower in {"please", ",", "only", "always", "never", "not"}
                or _is_many(tokens[place - 1])
                or (place == 1 and tokens[0].lower.endswith("s"))
            )
        )
        for place, token in enumerate(tokens)
    )


def _is_many(token: Token) -> bool:
    return token.tag in {"NNS", "NNPS"}


def has_finite(tokens: Sequence[Token]) -> bool:
    """Whether a verb stands here that a line can stand on."""
    words = [token for token in tokens if token.is_word]
    if len(words) > 1 and words[0].lower in PERSONS and words[1].tag not in {"PRP", "NNP"}:
        return True
    pairs = zip([None, *words], words, strict=False)
    return any(is_finite(token, before) for before, token in pairs) or any(
        _is_verb(words, place) for place in range(1, len(words))
    )


def opens_clause(tokens: Sequence[Token]) -> bool:
    """Whether the words begin with a subject and its verb, or with a deed in the past."""
    rest = past_adverb(tokens)
    if begins_clause(rest) or _is_short_clause(rest):
        return True
    if len(rest) <= 2:
        return False
    word = rest[0].lower
    same_subject_past = rest[0].tag == "VBD" and word != "had" and not word.endswith("ed")
    with_object = rest[1].tag in OBJECT_TAGS or is_money(rest[1])
    if word in participles() - bare_verbs() and with_object:
        return True
    return same_subject_past and rest[1].tag != "IN"


def past_adverb(tokens: Sequence[Token]) -> Sequence[Token]:
    """The words without a first *then*, *also*, *now* or *only*."""
    leads = tokens and tokens[0].lower in {"then", "so", "also", "now", "only"}
    return tokens[1:] if leads else tokens


def _is_short_clause(tokens: Sequence[Token]) -> bool:
    if len(tokens) < 2 or not tokens[1].is_word:
        return False
    first, second = tokens[0].lower, tokens[1]
    if first in _SUBJECT_PRONOUNS:
        return True
    if first == "you" and second.lower in bare_verbs():
        return True
    if first in SOME and (second.tag in FINITE_TAGS or second.lower in bare_verbs()):
        return True
    if first in {"this", "that", "these", "those"}:
        return is_helper(second)
    return first in {"it", "you", "there"} and (
        is_finite(second, tokens[0]) or (first == "it" and second.tag == "NNS")
    )


def has_own_subject(right: Sequence[Token]) -> bool:
    """*Mum was cross but Dad laughed*: the words after the joint are a subject and its verb."""
    if len(right) > 2 and is_helper(right[1]) and right[0].is_word:
        is_thing = right[0].tag not in {"JJ", "RB", "VBN"} and right[1].lower != "am"
        return is_thing and not is_helper(right[0]) and right[0].lower not in OPENS_IDEA
    for place in range(min(len(right), _LONGEST_SUBJECT + 1)):
        if place and _is_verb(right, place):
            named = any(one.tag in NAMES_TAGS for one in right[:place])
            return named or (place > 1 and right[0].tag in {"DT", "PRP$"})
        if not _fits_subject(right, place):
            return False
    return False


def _fits_subject(right: Sequence[Token], place: int) -> bool:
    """Whether a word may be part of a subject, also where the tagger takes *the call* for a verb."""
    token = right[place]
    if token.tag in _SUBJECT_TAGS or token.lower == "of":
        return True
    after_article = place > 0 and right[place - 1].tag in {"DT", "PRP$"}
    before_helper = place + 1 < len(right) and is_helper(right[place + 1])
    return token.tag.startswith("VB") and (not place or after_article or before_helper)


def _is_verb(tokens: Sequence[Token], place: int) -> bool:
    """Whether a verb stands here, also where the tagger takes *Jo washes up* for two nouns."""
    token, before = tokens[place], tokens[place - 1]
    if token.lower in {"have", "are"} and before.tag in NOUN_TAGS:
        return True
    if token.tag in FINITE_TAGS - {"VBP"} and is_finite(token, before):
        return True
    if token.tag == "VBN" and before.tag in NOUN_TAGS:
        return True
    if token.lower in bare_verbs() and (
        _is_many(before) or before.lower in word_set("many_persons")
    ):
        return True
    after = tokens[place + 1].tag if place + 1 < len(tokens) else ""
    if token.lower in third_persons() and before.tag == "NN" and place > 1:
        alone = token.lower in third_persons("verbs_alone") and after in {"IN", "RB", "TO"}
        return alone or after in OBJECT_TAGS or (bool(after) and is_money(tokens[place + 1]))
    return token.tag == "NNS" and before.tag == "NNP" and after in {"DT", "IN", "PRP", "PRP$", "TO"}


def is_money(token: Token) -> bool:
    """Whether it is an amount: *£200*."""
    return token.text[0] in "£$€"


def is_helper(token: Token) -> bool:
    """Whether it is *is*, *has*, *do*, *can* and the like; *May* is a month."""
    return token.lower in BE_HAVE | MODALS and token.text != "May"


@functools.cache
def bare_verbs() -> frozenset[str]:
    """The verbs of everyday English as orders give them."""
    return word_set("everyday_verbs") | word_set("verbs_alone")


@functools.cache
def third_persons(name: str = "everyday_verbs") -> frozenset[str]:
    """The verbs of a list as *he* or *she* has them."""
    return frozenset(verb_forms(verb)["VBZ"] for verb in word_set(name))
