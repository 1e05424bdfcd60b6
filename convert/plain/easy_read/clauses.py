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
MODALS = frozenset(
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
_WHEN = frozenset(["when", "whenever", "until", "while", "because"])
_FOUND = frozenset(["found", "felt"])
_SCOPES = frozenset(["some", "many", "most", "certain", "all", "few", "several", "other"])
ADVERBS_BEFORE_VERB = frozenset(
    [
        "also",
        "then",
        "later",
        "soon",
        "still",
        "now",
        "never",
        "often",
        "last",
        "first",
        "originally",
        "eventually",
        "finally",
        "usually",
    ]
)

_QUANTITIES = frozenset(
    ["many", "most", "some", "others", "several", "both", "all", "this", "these"]
)
_HANGS_ON = frozenset(["of", "in", "for", "between", "from", "on", "at", "with", "to", "near"])
_LONGEST_SUBJECT = 12
UNMISTAKABLE = frozenset(
    [
        *("is", "are", "was", "were", "has", "had", "became", "went", "took", "began", "wrote"),
        *("gave", "chose", "grew", "drew", "flew", "knew", "spoke", "broke", "rose", "saw", "sang"),
        *("drove", "fell", "ate", "wore", "threw", "swam", "did"),
    ]
)
"""Forms that are a finite verb and nothing else."""
_SURE_VERBS = (UNMISTAKABLE | BE_HAVE | MODALS) - {"may"}

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
        (token.text in OPENS_A_CLAUSE and not _is_preposition(tokens, place))
        or token.text in ",;:()–—-"
        for place, token in enumerate(tokens)
    )


def _is_preposition(tokens: Sequence[Token], place: int) -> bool:
    """Whether *after* or the like only says when, and *as* only says what as: no verb follows."""
    token, after = tokens[place], tokens[place + 1 :]
    if token.lower == "between":
        return bool(after) and after[0].tag == "CD"
    if token.lower not in {"after", "before", "until", "since", "as"} or not after:
        return False
    follows_verb = place > 0 and tokens[place - 1].tag.startswith(("VB", "RP"))
    follows_verb = follows_verb or (place > 1 and tokens[place - 1].lower == "up")
    says_what = after[0].lower in {"a", "an", "the", "its", "his", "her", "their", "one", "part"}
    if token.lower == "as" and not (follows_verb and says_what):
        return False
    return not any(other.tag.startswith(("VB", "MD")) for other in after)


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
    if tokens[0].lower in _QUANTITIES:
        if tokens[1].lower in BE_HAVE | MODALS:
            return True
        if tokens[1].lower == "of":
            inner = whole_subject(tokens[2:])
            return bool(inner) and tokens[2 + inner].lower in _SURE_VERBS
    end = simple_subject(tokens)
    if end and tokens[end].lower == "of":
        inner = simple_subject(tokens[end + 1 :])
        end = end + 1 + inner if inner else 0
    if 0 < end < len(tokens) - 1 and tokens[end].lower in ADVERBS_BEFORE_VERB:
        return is_finite(tokens[end + 1], tokens[end - 1])
    if 0 < end < len(tokens) and is_finite(tokens[end], tokens[end - 1]):
        return True
    return begins_plainly(tokens)


def begins_plainly(tokens: Sequence[Token]) -> bool:
    """Whether a subject of any length comes first, and then a verb that can be nothing else."""
    if starts_with_pronoun(tokens):
        return True
    end = whole_subject(tokens)
    if end and tokens[end].lower in ADVERBS_BEFORE_VERB and end + 1 < len(tokens):
        end += 1
    return bool(end) and tokens[end].lower in _SURE_VERBS and len(tokens) >= end + 2


def whole_subject(tokens: Sequence[Token]) -> int:
    """How many of the first words are a subject with all that hangs on it, or 0 (`the rate of pay`)."""
    end = simple_subject(tokens)
    while end and end + 1 < len(tokens) and tokens[end].lower in _HANGS_ON:
        inner = simple_subject(tokens[end + 1 :])
        end = end + 1 + inner if inner else 0
    return end if 0 < end < len(tokens) and end <= _LONGEST_SUBJECT else 0


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
    if token.lower in BE_HAVE or token.lower in MODALS or token.lower in {"'s", "'re", "'ve"}:
        return True
    if token.tag in {"VBZ", "VBD", "MD"}:
        return True
    follows_subject = before is not None and before.lower in PRONOUNS
    is_many = before is not None and before.tag in {"NNS", "NNPS"}
    if (is_many and token.tag in {"VBP", "VB"}) or (
        token.tag == "VBP" and before is not None and before.tag == "RB"
    ):
        return True
    return token.tag in {"VBP", "VB", "VBN"} and follows_subject


def is_past(token: Token) -> bool:
    """Whether a word is a verb in the past, and no helper of another."""
    return token.tag == "VBD" and token.lower not in {"had", "did"}


def simple_subject(tokens: Sequence[Token]) -> int:
    """How many of the first words are a plain subject (`The old club`, `Ann Lee`, `He`), or 0."""
    if tokens and tokens[0].lower in PERSONS:
        return 1
    place = _about_how_many(tokens) or int(bool(tokens) and tokens[0].tag == "RBS")
    if place < len(tokens) and tokens[place].tag in {"DT", "PRP$"}:
        place += 1
        is_described = place + 1 < len(tokens) and tokens[place + 1].tag in NOUN_TAGS
        place += is_described and tokens[place].tag in {"VBG", "VBN", "JJS", "JJR"}
    while place < len(tokens) and _may_be_in_name_of_thing(tokens, place):
        place += 1
    if not 0 < place < len(tokens) or place > _LONGEST_PLAIN:
        return 0
    last, after = tokens[place - 1], tokens[place]
    is_noun = last.tag in NOUN_TAGS or (place > 1 and last.text[0].isupper())
    is_share = last.tag == "CD" and after.lower == "of"
    is_named_by_kind = tokens[0].tag == "DT" and last.tag in {"JJ", "JJS"}
    is_named_by_kind = is_named_by_kind and (after.tag == "VBZ" or after.lower in _SURE_VERBS)
    return place if is_noun or is_share or is_named_by_kind else 0


def _about_how_many(tokens: Sequence[Token]) -> int:
    """How many of the first words only say that a number is rough: *more than*, *about*."""
    first = [token.lower for token in tokens[:2]]
    length = (
        2
        if first in _ROUGHLY
        else int(first[:1] in (["about"], ["around"], ["nearly"], ["almost"]))
    )
    return length if length and len(tokens) > length and tokens[length].tag == "CD" else 0


_ROUGHLY = (["more", "than"], ["less", "than"], ["fewer", "than"], ["at", "least"], ["up", "to"])
_LONGEST_PLAIN = 6
_OF_THINGS = frozenset(["JJ", "JJR", "JJS", "NN", "NNP", "NNS", "NNPS", "CD"])


def _may_be_in_name_of_thing(tokens: Sequence[Token], place: int) -> bool:
    """Whether a word goes on with a subject: a noun, what describes it, or a part of a name."""
    token = tokens[place]
    if token.tag in _OF_THINGS:
        return token.lower not in {"such", "more", "less", "other"} or place + 1 < len(tokens)
    is_name = token.text[0].isupper() and place > 0 and not token.tag.startswith(("W", "PRP", "IN"))
    return is_name and tokens[place - 1].text[0].isupper()


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
    means_name = means_name or before.lower in {"under", "against", "married", "named", "is", "was"}
    return tokens[start:place] if means_name else None


def holds_words(tokens: Sequence[Token]) -> bool:
    """Whether something may hold what follows a comma and *and*: words said, or a condition.

    `It ends when there is no card, and there is no point` is one condition; what is over is told.
    """
    is_over = any(is_past(token) or token.lower in {"was", "were"} for token in tokens)
    loose = _WHEN | _FOUND if is_over else _FOUND
    return any(token.lower in _HOLDS_THE_REST - loose for token in tokens)


def holds_rest(tokens: Sequence[Token]) -> bool:
    """Whether a word such as *said* or *that* may hold all that follows."""
    return any(
        token.lower in _HOLDS_THE_REST
        and not (token.lower in _FOUND and place and tokens[place - 1].lower in BE_HAVE | {"be"})
        for place, token in enumerate(tokens)
    )


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
    opens = (
        tokens
        and tokens[0].tag == "IN"
        and not _about_how_many(tokens)
        and tokens[0].lower not in _LEANING_START
    )
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


def is_one_clause(left: Sequence[Token]) -> bool:
    """Whether the words are one clause; a comma in it may stand only between names or figures."""
    without = [
        token
        for token, after in zip(left, (*left[1:], left[-1]), strict=True)
        if token.text != "," or not (after.text[0].isupper() or after.text[0].isdigit())
    ]
    return is_plain(without)
