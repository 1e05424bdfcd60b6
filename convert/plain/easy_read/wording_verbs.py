"""The form that a plainer verb takes where it stands, or that it has none there.

A verb is only put in place of another where its form is plain: `they put it off` may be of now or
of then.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from convert.plain.easy_read.inflect import verb_forms
from convert.plain.easy_read.tagging import NOUN_TAGS, Token
from convert.plain.easy_read.wording_table import Row

_BE = frozenset(
    {
        "be",
        "am",
        "is",
        "are",
        "was",
        "were",
        "been",
        "being",
        "'s",
        "'re",
        "'m",
        "get",
        "got",
        "gets",
    }
)
_HAVE = frozenset({"have", "has", "had", "having", "'ve"})
_SUBJECTS = frozenset(
    {"i", "we", "you", "he", "she", "it", "they", "who", "which", "that", "there"}
)
_OBJECTS = frozenset({"it", "him", "them", "us", "me", "this", "these", "that", "those"})
_PARTICLES = frozenset({"up", "down", "out", "off", "back", "away"})
_NOUN_COMES = frozenset(["DT", "PRP$", "CD", "POS"])


def new_verb(
    row: Row, form: tuple[str, ...], tag: str, tokens: Sequence[Token], place: int
) -> str | None:
    """The new verb in the form that fits here, or None where the old one is not what it seems."""
    if not _is_verb(tokens, place, tag):
        return None
    helper = _helper(tokens, place)
    may_be_passive = bool(helper) or not _takes_object(tokens, place + len(form) - 1)
    is_past = tag in {"VBD", "VBN"} and helper not in _HAVE
    if row.is_active and is_past and may_be_passive:
        return None
    first, *rest = row.new.split()
    if rest and rest[-1] in _PARTICLES and _stands_between(tokens, place + len(form)):
        return None
    made = verb_forms(first)
    possible = {t for t, f in verb_forms(row.old[0]).items() if f == form[0]}
    chosen = _chosen(made, possible, first, helper, tokens, place)
    return " ".join((chosen, *rest)) if chosen else None


def _stands_between(tokens: Sequence[Token], place: int) -> bool:
    """Whether a pronoun follows, which would stand inside *put off*: `put it off`."""
    return place < len(tokens) and tokens[place].lower in _OBJECTS


def _is_verb(tokens: Sequence[Token], place: int, tag: str) -> bool:
    """Whether the word does a verb's work here; its tag alone is not trusted."""
    token = tokens[place]
    before = tokens[place - 1] if place else None
    after = tokens[place + 1] if place + 1 < len(tokens) else None
    if before is not None and before.lower in _SUBJECTS - {"that", "there", "it", "you"}:
        return True
    if before is not None and (before.tag in _NOUN_COMES or before.tag.startswith("JJ")):
        return False
    takes_object = after is not None and after.tag.startswith(("DT", "PRP", "CD"))
    match tag:
        case "VBZ":
            return token.tag == "VBZ" or (token.tag == "NNS" and takes_object and place > 0)
        case "VB" | "VBP":
            noun_before = before is not None and before.tag in {"NN", "NNP", "IN", "POS"}
            return token.tag in {"VB", "VBP"} and not noun_before
        case "VBG":
            ends = after is None or not after.is_word
            return token.tag == "VBG" and not (ends and before is not None and before.tag == "NN")
        case _:
            describes = after is not None and after.tag in NOUN_TAGS
            comes_late = before is None or before.tag.startswith(("RB", "CC", "IN"))
            helped = bool(_helper(tokens, place))
            return token.tag.startswith("VB") and (helped or not (describes and comes_late))


def _chosen(
    made: Mapping[str, str],
    possible: set[str],
    verb: str,
    helper: str,
    tokens: Sequence[Token],
    place: int,
) -> str | None:
    """The form of the new verb, or None where the old form could be two and they now differ."""
    is_past = bool(possible & {"VBD", "VBN"})
    if verb == "be":
        return _form_of_be(helper, tokens, place, is_past=is_past, possible=possible)
    forms = {made[tag] for tag in possible}
    if len(forms) == 1:
        return forms.pop()
    if helper:
        return made["VBN"]
    if _word_before(tokens, place) in _SUBJECTS:
        return made["VBD" if "VBD" in possible else "VB"]
    follows_noun = place > 0 and tokens[place - 1].tag in NOUN_TAGS
    if follows_noun and verb != "give" and _takes_object(tokens, place):
        return made["VBD"]
    return None


def _form_of_be(
    helper: str, tokens: Sequence[Token], place: int, *, is_past: bool, possible: set[str]
) -> str | None:
    before = _token_before(tokens, place)
    if helper in _HAVE:
        return "been"
    if before is None or "VBG" in possible:
        return None
    many = before.tag in {"NNS", "NNPS"} or before.lower in {"they", "we", "you", "these", "those"}
    one = before.tag in {"NN", "NNP"} or before.lower in {"he", "she", "it", "this", "that"}
    if "VBZ" in possible:
        return "is"
    if before.lower == "to" or before.tag == "MD":
        return "be"
    if many:
        return "were" if is_past else "are"
    return "was" if one and is_past else None


def _takes_object(tokens: Sequence[Token], place: int) -> bool:
    if place + 1 >= len(tokens):
        return False
    following = tokens[place + 1]
    starts_phrase = following.tag.startswith(("DT", "PRP", "JJ", "CD", "NN", "W", "RB", "TO"))
    return starts_phrase or following.lower == "that"


def _helper(tokens: Sequence[Token], place: int) -> str:
    """The form of be or have that the verb leans on, past adverbs and *not*; else nothing."""
    for token in reversed(tokens[max(0, place - 4) : place]):
        if token.lower in _BE or token.lower in _HAVE:
            return token.lower
        if not token.tag.startswith("RB") and token.lower not in {"not", "n't", "all"}:
            return ""
    return ""


def _token_before(tokens: Sequence[Token], place: int) -> Token | None:
    """The nearest word before that is not an adverb."""
    return next((t for t in reversed(tokens[:place]) if not t.tag.startswith("RB")), None)


def _word_before(tokens: Sequence[Token], place: int) -> str:
    token = _token_before(tokens, place)
    return token.lower if token else ""
