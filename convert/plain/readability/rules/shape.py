"""Rules about how a sentence is built."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from convert.plain.readability.model import Reason
from convert.plain.readability.posts import GETTING, passives
from convert.plain.readability.rules.context import FINITE, Context, about, spoken
from convert.plain.readability.sentences import Reading
from convert.plain.readability.slogans import is_within, slogans
from convert.plain.readability.tokens import Kind, Token

_SHORT = 11
"""Words. Two ideas in a sentence this short do no harm."""


def long_sentence(reading: Reading, context: Context) -> Iterator[Reason]:
    """More words than most people keep in mind at once."""
    if reading.length > context.longest:
        yield Reason("long-sentence", f"This sentence has {reading.length} words. Try 15.")


# ---------------------------------------------------------------- two ideas

_JOINING = frozenset(["and", "but", "so", "yet", "or"])
_SUBJECTS = frozenset(["nobody", "everybody", "somebody", "everyone", "someone", "nothing"])
_TIMES = frozenset(["year", "month", "week", "day", "morning", "evening", "afternoon", "time"])
_OPENING = frozenset(["whether", "if", "when", "while", "although", "though"])
_BREAKS = frozenset([";", "–", "—", ":"])


def two_ideas(reading: Reading, _context: Context) -> Iterator[Reason]:
    """Two whole sentences joined by "and", "but", "so" or a mark."""
    tokens = reading.tokens
    if reading.length <= _SHORT:
        return
    for place, token in enumerate(tokens):
        joins = token.text in _BREAKS or (token.lower in _JOINING and token.kind is Kind.WORD)
        if joins and _is_clause(tokens[:place]) and _starts_clause(tokens[place + 1 :]):
            message = "There are two ideas here. You could stop before …."
            if token.kind is Kind.MARK:
                message = "There are two ideas here. You could put a full stop in the middle."
            yield about("two-ideas", message, reading, token, token)
            return


def _is_clause(tokens: Sequence[Token]) -> bool:
    """True with a verb; after "whether" or "that" with one of its own: "whether the hall …"."""
    opened = [place for place in range(len(tokens)) if _opens_clause(tokens[place:])]
    return any(token.tag in FINITE for token in tokens[opened[-1] if opened else 0 :])


def _opens_clause(tokens: Sequence[Token]) -> bool:
    if tokens[0].lower == "that":
        return len(tokens) > 1 and tokens[1].tag in {"DT", "PRP", "PRP$"}
    return tokens[0].lower in _OPENING


def _starts_clause(tokens: Sequence[Token]) -> bool:
    """A subject and soon its verb: "the hub opened", "we all want"."""
    if tokens and tokens[0].tag == "NN" and tokens[0].lower not in _SUBJECTS:
        return False  # one of two nouns: "care and support"
    if len(tokens) > 1 and tokens[0].tag == "DT" and tokens[1].lower in _TIMES:
        return False  # one of two times: "last year and this year"
    has_subject = False
    for token in tokens[:8]:
        if token.tag in FINITE:
            return has_subject
        if token.tag == "IN" and has_subject:
            continue
        if token.kind is Kind.MARK or token.tag.startswith(("IN", "TO", "VB", "WDT", "WP", "CC")):
            return False
        has_subject = has_subject or token.tag.startswith(("NN", "PRP", "EX"))
        has_subject = has_subject or token.lower in {"this", "that", "these", "those"}
    return False


# ---------------------------------------------------------------- passive

# Participles that say how somebody or something is, not what was done to them.
_STATES = frozenset(
    [
        *("interested", "tired", "pleased", "excited", "worried", "married", "born", "supposed"),
        *("based", "disabled", "retired", "gone", "done", "concerned", "delighted", "surprised"),
        *("scared", "frightened", "bored", "disappointed", "confused", "satisfied", "qualified"),
        *("experienced", "committed", "dedicated", "located", "situated", "limited", "crowded"),
        *("complicated", "advanced", "mixed", "ashamed", "determined", "prepared", "opposed"),
        *("related", "shocked", "amazed", "thrilled", "embarrassed", "relaxed", "depressed"),
        *(
            "involved",
            "engaged",
            "divorced",
            "finished",
            "closed",
            "heated",
            "fed",
            "lost",
            "stuck",
            "broken",
            "honoured",
        ),
    ]
)


# What people do to themselves: "get dressed".
_OWN_DOING = frozenset(
    ["started", "dressed", "changed", "organised", "sorted", "washed", "settled", "used"]
)


def passive(reading: Reading, _context: Context) -> Iterator[Reason]:
    """Nobody is named as the one who does it, or only at the end."""
    for helper, participle in passives(reading.tokens):
        following = [token.lower for token in reading.tokens if token.start >= participle.end][:3]
        is_state = participle.lower in _STATES and "by" not in following
        is_habit = participle.lower == "used" and following[:1] == ["to"]
        is_own = (
            helper.lower in GETTING and participle.lower in _OWN_DOING and "by" not in following
        )
        if not (is_state or is_habit or is_own):
            first = _whole(reading, helper)
            yield about("passive", "…: say who does it.", reading, first, participle)


def _whole(reading: Reading, helper: Token) -> Token:
    """The word that a shortened "is" or "are" hangs on, or the word itself."""
    return next((token for token in reading.tokens if token.end == helper.start), helper)


# ---------------------------------------------------------------- double negatives

_NEGATIVE = frozenset(
    [
        *("not", "n't", "never", "no", "none", "nobody", "nothing", "nowhere", "neither", "cannot"),
        *("without", "hardly", "barely", "scarcely", "seldom", "rarely", "unless"),
    ]
)
_NOT_UN = frozenset(
    [
        *(
            "uncommon",
            "unusual",
            "unlike",
            "unlikely",
            "unhappy",
            "unreasonable",
            "unkind",
            "unfair",
        ),
        *("unsafe", "unclear", "uncertain", "unwell", "untrue", "unhelpful", "unpopular"),
        *("unwanted", "unpleasant", "incorrect", "incomplete", "illegal", "inaccessible"),
        *("unwelcome", "unaware", "unimportant", "unable", "unwilling", "unknown", "unnecessary"),
        *("impossible", "impractical", "improbable", "insignificant", "inconsiderable", "disagree"),
        *("dislike", "dissimilar", "displeased", "dissatisfied", "ineffective", "inappropriate"),
        *("fail", "refuse", "deny", "doubt", "lack", "prevent", "avoid", "forbid", "prohibit"),
        *("failed", "refused", "denied", "doubted", "lacked", "prevented", "avoided", "forbidden"),
    ]
)
_CLAUSE_ENDS = frozenset(
    [
        *(",", ";", ":", "–", "—", "(", "and", "but", "or", "nor", "because", "if", "that", "who"),
        *("which", "so", "when", "while", "although", "though", "than", "as", "what", "how", "why"),
    ]
)


def double_negative(reading: Reading, _context: Context) -> Iterator[Reason]:
    """Two words that say no, close together: the reader has to turn the meaning round twice."""
    first: Token | None = None
    known = slogans(reading.text)
    for place, token in enumerate(reading.tokens):
        word = token.lower
        if is_within(token.start, known):
            continue
        if first is not None and (word in _NEGATIVE or word in _NOT_UN):
            yield about(
                "double-negative", "… says no twice. Say it with yes.", reading, first, token
            )
            return
        if word in _CLAUSE_ENDS:
            first = None
        elif word in _NEGATIVE and not _is_light(reading.tokens, place):
            first = token


def _is_light(tokens: Sequence[Token], place: int) -> bool:
    """A "no" that denies nothing after it: "not only", "no doubt", "not without"."""
    following = tokens[place + 1].lower if place + 1 < len(tokens) else ""
    return following in {
        *("only", "just", "longer", "doubt", "matter", "least", "sooner", "wonder", "without"),
    }


# ---------------------------------------------------------------- unclear pronouns

_POINTING = frozenset(["this", "that", "these", "those", "they", "them"])
_EXPLAINING = frozenset(["why", "how", "because", "what", "when", "where"])
"""“That is why …”: the word stands for the whole sentence before."""
_MUCH = 15
"""Words. After a sentence this long, "this" could be any of several things."""


def unclear_pronoun(reading: Reading, context: Context) -> Iterator[Reason]:
    """A sentence that begins with "this" or "they" where it could mean several things."""
    words = spoken(reading)
    if len(words) < 2 or words[0].lower not in _POINTING:
        return
    first, second = words[0], words[1]
    explains = any(word.lower in _EXPLAINING for word in words[2:3])
    if (
        explains
        or _is_said_in_passing(reading)
        or not (second.tag in FINITE or second.tag.startswith("RB"))
    ):
        return
    before = context.before
    if before is None or (first.lower != "they" and before.length > _MUCH) or _several(before):
        yield about(
            "unclear-pronoun",
            "Who or what is …? Use the name again.",
            reading,
            first,
            first,
        )


def _is_said_in_passing(reading: Reading) -> bool:
    """“That said, …” and “That is, …” point at nothing."""
    opening = [token.lower for token in reading.tokens[:3]]
    return opening in (["that", "said", ","], ["that", "is", ","], ["that", "being", "said"])


def _several(reading: Reading) -> bool:
    """Two or more plural nouns that "they" could be, joined or apart."""
    return sum(token.tag in {"NNS", "NNPS"} for token in reading.tokens) > 2


RULES = {
    "long-sentence": long_sentence,
    "two-ideas": two_ideas,
    "passive": passive,
    "double-negative": double_negative,
    "unclear-pronoun": unclear_pronoun,
}
