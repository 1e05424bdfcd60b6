"""Splitting a long sentence, only where both halves stand as sentences of their own.

Each rule wants a subject and a finite verb on both sides. A half without a subject gets the
sentence's own subject again, by name. Everything doubtful stays one long sentence that says it
is long.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence

from convert.easy_read.change import Change, Grade
from convert.easy_read.protect import Span, is_free
from convert.easy_read.tagging import NOUN_TAGS, Token

LONG = 12
"""Sentences of more words than this are worth splitting; 15 is the limit, 10 the norm."""
FEWEST = 4
"""A half has at least this many words."""

_PRONOUNS = frozenset(["he", "she", "it", "they", "we", "i", "you", "there"])
_PERSONS = _PRONOUNS.difference(["there"])
_BE_HAVE = frozenset(["is", "are", "was", "were", "am", "has", "have", "had", "does", "do", "did"])
_MODALS = frozenset(
    ["can", "could", "will", "would", "shall", "should", "may", "might", "must", "cannot"]
)
# What opens a clause that cannot stand alone, or holds the rest of the sentence inside it.
_LEANING_START = frozenset(
    [
        *("if", "when", "while", "although", "though", "because", "since", "as", "unless", "after"),
        *("before", "once", "until", "whether", "where", "whenever", "that", "despite", "given"),
        *("not", "neither", "either", "both", "whereas", "having", "being", "even", "so", "to"),
    ]
)
_HOLDS_THE_REST = frozenset(
    [
        *("that", "whether", "if", "unless", "because", "said", "says", "say", "saying", "told"),
        *("thought", "believed", "believes", "believe", "think", "claimed", "claims", "argued"),
        *("stated", "wrote", "either", "both", "neither", "asked", "knew", "know", "hoped", "why"),
        *("how", "what", "suggests", "suggested", "announced", "explained", "?", "found", "felt"),
    ]
)
_SCOPES = frozenset(["some", "many", "most", "certain", "all", "few", "several", "other"])
_ADVERBS_BEFORE_VERB = frozenset(
    ["also", "then", "later", "soon", "still", "now", "never", "often"]
)


def changes(text: str, tokens: Sequence[Token], fixed: Sequence[Span]) -> Iterator[Change]:
    """Where a sentence can be cut in two; the first safe place only."""
    if sum(token.is_word for token in tokens) <= LONG:
        return
    for rule in (_at_semicolon, _at_conjunction, _at_which, _at_same_subject):
        for change in rule(text, tokens):
            if is_free((change.start, change.end), fixed) and not _in_brackets(text, change.start):
                yield change
                return


# ---------------------------------------------------------------- the rules


def _at_semicolon(text: str, tokens: Sequence[Token]) -> Iterator[Change]:
    """Cut at the sign in `The hall is old; it has no lift`."""
    places = [n for n, token in enumerate(tokens) if token.text == ";"]
    if len(places) != 1:
        return
    place = places[0]
    right = tokens[place + 1 :]
    if _stands(tokens[:place]) and begins_clause(right) and _is_long_enough(tokens, place):
        yield _cut("split-semicolon", text, tokens[place].start, right[0], "")


def _at_conjunction(text: str, tokens: Sequence[Token]) -> Iterator[Change]:
    """Cut before *and* in `The hall is old, and it has no lift`."""
    for place in range(FEWEST, len(tokens) - FEWEST):
        if tokens[place].text != "," or tokens[place + 1].lower not in {"and", "but", "so"}:
            continue
        joint, right = tokens[place + 1].lower, tokens[place + 2 :]
        left = tokens[:place]
        if not begins_clause(right) or not _stands(left) or _holds_rest(left):
            continue
        if not _is_long_enough(tokens, place):
            continue
        opener = {"and": "", "but": "But ", "so": "So "}[joint]
        rule = "split-pronoun" if _starts_with_pronoun(right) else "split-clause"
        yield _cut(rule, text, tokens[place].start, right[0], opener)


def _at_which(text: str, tokens: Sequence[Token]) -> Iterator[Change]:
    """`She lives in Leeds, which has a big hall.`: the name is said again."""
    for place in range(FEWEST, len(tokens) - FEWEST):
        if tokens[place].text != "," or tokens[place + 1].lower not in {"which", "who"}:
            continue
        right = tokens[place + 2 :]
        name = _name_before(tokens, place)
        if name is None or not is_finite(right[0], None) or any(t.text == "," for t in right):
            continue
        is_many = right[0].lower in {"are", "were", "have"}
        left = tokens[:place]
        if is_many or not _stands(left) or _holds_rest(left):
            continue
        again = text[name[0].start : name[-1].end]
        end = tokens[place + 1].end
        yield Change(
            "split-which",
            Grade.AUTO,
            text[tokens[place].start : end],
            f". {again}",
            tokens[place].start,
            end,
        )


def _at_same_subject(text: str, tokens: Sequence[Token]) -> Iterator[Change]:
    """`The club opened in 1990, and closed in 2003.`: the subject is said again."""
    subject = _simple_subject(tokens)
    if not subject:
        return
    first = subject + (tokens[subject].lower in _ADVERBS_BEFORE_VERB)
    verb = tokens[first]
    if not _is_past(verb):
        return
    for place in range(first + FEWEST - 1, len(tokens) - FEWEST):
        comma = tokens[place].text == ","
        joint = place + 1 if comma else place
        if tokens[joint].lower not in {"and", "but"} or joint + 1 >= len(tokens):
            continue
        right = tokens[joint + 1 :]
        if not comma or not _is_past(right[0]) or _holds_rest(tokens[:place]):
            continue
        if any(t.text == "," for t in (*tokens[first:place], *right)):
            continue
        again = text[tokens[0].start : tokens[subject - 1].end]
        opener = "But " if tokens[joint].lower == "but" else ""
        if opener and tokens[0].tag not in {"NNP", "NNPS"} and tokens[0].text != "I":
            again = again[0].lower() + again[1:]
        start, end = tokens[place].start, right[0].start
        yield Change(
            "split-same-subject", Grade.AUTO, text[start:end], f". {opener}{again} ", start, end
        )


# ---------------------------------------------------------------- what stands


def _stands(tokens: Sequence[Token]) -> bool:
    """Whether the words are a sentence: something before a finite verb, nothing that leans."""
    words = [token for token in tokens if token.is_word]
    if len(words) < FEWEST or words[0].lower in _LEANING_START:
        return False
    if words[0].tag in {"VBG", "VBN"} or words[1].lower in _SCOPES:
        return False
    return any(is_finite(token, before) for before, token in itertools.pairwise(words))


def begins_clause(tokens: Sequence[Token]) -> bool:
    """Whether a subject and its finite verb come first."""
    if not tokens or len([t for t in tokens if t.is_word]) < FEWEST:
        return False
    if _starts_with_pronoun(tokens):
        return True
    end = _simple_subject(tokens)
    return bool(end) and is_finite(tokens[end], None)


def _starts_with_pronoun(tokens: Sequence[Token]) -> bool:
    if len(tokens) < FEWEST or tokens[0].lower not in _PRONOUNS:
        return False
    place = 1
    while place < len(tokens) - 1 and tokens[place].tag.startswith("RB"):
        place += 1
    return is_finite(tokens[place], tokens[0])


def is_finite(token: Token, before: Token | None) -> bool:
    """Whether a word is a verb that a sentence can stand on; `before` may be its subject."""
    if token.lower in _BE_HAVE or token.lower in _MODALS or token.lower in {"'s", "'re", "'ve"}:
        return True
    if token.tag in {"VBZ", "VBD", "MD"}:
        return True
    follows_subject = before is not None and before.lower in _PRONOUNS
    return token.tag in {"VBP", "VB", "VBN"} and follows_subject


def _is_past(token: Token) -> bool:
    return token.tag == "VBD" and token.lower not in {"had", "did"}


def _simple_subject(tokens: Sequence[Token]) -> int:
    """How many of the first words are a plain subject (`The old club`, `Ann Lee`, `He`), or 0."""
    if tokens and tokens[0].lower in _PERSONS:
        return 1
    place = 0
    if place < len(tokens) and tokens[place].tag in {"DT", "PRP$"}:
        place += 1
    while place < len(tokens) and tokens[place].tag in {"JJ", "NN", "NNP", "NNS", "NNPS", "CD"}:
        place += 1
    is_noun = 0 < place < len(tokens) and tokens[place - 1].tag in NOUN_TAGS
    return place if is_noun and place <= 6 else 0


def _name_before(tokens: Sequence[Token], place: int) -> Sequence[Token] | None:
    """The name right before a comma, where no other noun could be meant."""
    start = place
    while (
        start > 0
        and tokens[start - 1].tag in {"NNP", "NNPS"}
        and tokens[start - 1].text[0].isupper()
    ):
        start -= 1
    if start in {place, 0}:
        return None
    before = tokens[start - 1]
    means_name = before.lower in {"in", "to", "at", "from", "near", "by", "with", "called", "met"}
    return tokens[start:place] if means_name else None


def _holds_rest(tokens: Sequence[Token]) -> bool:
    return any(token.lower in _HOLDS_THE_REST for token in tokens)


def _is_long_enough(tokens: Sequence[Token], place: int) -> bool:
    left = sum(token.is_word for token in tokens[:place])
    right = sum(token.is_word for token in tokens[place + 1 :])
    return min(left, right) >= FEWEST


def _in_brackets(text: str, place: int) -> bool:
    before = text[:place]
    return before.count("(") > before.count(")") or before.count("[") > before.count("]")


def _cut(rule: str, text: str, start: int, right: Token, opener: str) -> Change:
    """The change that ends a sentence at `start` and begins the next with the word `right`."""
    end = right.start + 1
    first = text[right.start]
    if opener:
        letter = first if right.text == "I" or right.tag in {"NNP", "NNPS"} else first.lower()
    else:
        letter = first.upper()
    return Change(rule, Grade.AUTO, text[start:end], f". {opener}{letter}", start, end)
