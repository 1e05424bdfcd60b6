"""What a clause is made of: its subject, its finite verb, and whether it stands alone.

Nothing here trusts one tag alone, and whatever is not plain is taken not to stand.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence

from convert.plain.easy_read.tagging import NOUN_TAGS, Token

FEWEST = 4
"""A half has at least this many words."""

PRONOUNS = frozenset(["he", "she", "it", "they", "we", "i", "you", "there"])
PERSONS = PRONOUNS.difference(["there"])
BE_HAVE = frozenset(["is", "are", "was", "were", "am", "has", "have", "had", "does", "do", "did"])
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
        *(
            "how",
            "what",
            "when",
            "whenever",
            "until",
            "while",
            "suggests",
            "suggested",
            "announced",
            "explained",
            "?",
            "found",
            "felt",
        ),
    ]
)
_SCOPES = frozenset(["some", "many", "most", "certain", "all", "few", "several", "other"])
ADVERBS_BEFORE_VERB = frozenset(["also", "then", "later", "soon", "still", "now", "never", "often"])


OPENS_A_CLAUSE = frozenset(
    [
        *("who", "which", "when", "where", "while", "whose", "whom", "as", "than", "although"),
        *("though", "because", "since", "after", "before", "until", "once", "so", "not", "n't"),
        *("either", "or", "between", "both", "may", "might", "must", "should"),
    ]
)
"""After one of these, a second verb may belong to another clause than the first."""


def is_plain(tokens: Sequence[Token]) -> bool:
    """Whether the words are one clause with nothing inside it that could claim a second verb."""
    return not holds_rest(tokens) and not any(
        token.text in OPENS_A_CLAUSE or token.text in ",;:()–—-" for token in tokens
    )


def stands(tokens: Sequence[Token]) -> bool:
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
    if starts_with_pronoun(tokens):
        return True
    end = simple_subject(tokens)
    if end and tokens[end].lower == "of":
        inner = simple_subject(tokens[end + 1 :])
        end = end + 1 + inner if inner else 0
    return 0 < end < len(tokens) and is_finite(tokens[end], None)


def starts_with_pronoun(tokens: Sequence[Token]) -> bool:
    """Whether a pronoun and its finite verb come first."""
    if len(tokens) < FEWEST or tokens[0].lower not in PRONOUNS:
        return False
    place = 1
    while place < len(tokens) - 1 and tokens[place].tag.startswith("RB"):
        place += 1
    return is_finite(tokens[place], tokens[0])


def is_finite(token: Token, before: Token | None) -> bool:
    """Whether a word is a verb that a sentence can stand on; `before` may be its subject."""
    if token.lower in BE_HAVE or token.lower in _MODALS or token.lower in {"'s", "'re", "'ve"}:
        return True
    if token.tag in {"VBZ", "VBD", "MD"}:
        return True
    follows_subject = before is not None and before.lower in PRONOUNS
    return token.tag in {"VBP", "VB", "VBN"} and follows_subject


def is_past(token: Token) -> bool:
    """Whether a word is a verb in the past, and no helper of another."""
    return token.tag == "VBD" and token.lower not in {"had", "did"}


def simple_subject(tokens: Sequence[Token]) -> int:
    """How many of the first words are a plain subject (`The old club`, `Ann Lee`, `He`), or 0."""
    if tokens and tokens[0].lower in PERSONS:
        return 1
    place = 0
    if place < len(tokens) and tokens[place].tag in {"DT", "PRP$"}:
        place += 1
    while place < len(tokens) and tokens[place].tag in {"JJ", "NN", "NNP", "NNS", "NNPS", "CD"}:
        place += 1
    is_noun = 0 < place < len(tokens) and tokens[place - 1].tag in NOUN_TAGS
    return place if is_noun and place <= 6 else 0


def name_before(tokens: Sequence[Token], place: int) -> Sequence[Token] | None:
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


def holds_rest(tokens: Sequence[Token]) -> bool:
    """Whether a word such as *said* or *that* may hold all that follows."""
    return any(token.lower in _HOLDS_THE_REST for token in tokens)


def is_long_enough(tokens: Sequence[Token], place: int) -> bool:
    """Whether both sides of `place` have enough words."""
    left = sum(token.is_word for token in tokens[:place])
    right = sum(token.is_word for token in tokens[place + 1 :])
    return min(left, right) >= FEWEST


def in_brackets(text: str, place: int) -> bool:
    """Whether brackets are open at `place`."""
    before = text[:place]
    return before.count("(") > before.count(")") or before.count("[") > before.count("]")


def subject_after_opening(tokens: Sequence[Token]) -> tuple[int, int]:
    """Where the subject stands, past an opening such as *In 1990,*; an empty place if not plain."""
    start = 0
    opens = tokens and tokens[0].tag == "IN" and tokens[0].lower not in _LEANING_START
    if opens:
        comma = next((n for n, token in enumerate(tokens[:8]) if token.text == ","), 0)
        inside = tokens[:comma]
        if not comma or any(t.tag.startswith(("VB", "W", "MD")) for t in inside):
            return 0, 0
        start = comma + 1
    length = simple_subject(tokens[start:])
    end = start + length
    if length and end < len(tokens) and tokens[end].lower == "of":
        inner = simple_subject(tokens[end + 1 :])
        end = end + 1 + inner if inner else 0
    return (start, end) if length and start < end < len(tokens) else (0, 0)
