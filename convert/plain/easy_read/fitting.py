"""Whether a word of the picture table is meant here as its row means it, and how much it says.

The tagger is wrong about one word in ten, so a picture also needs the right neighbours: *a safe* is
not safe, and *the bus's wheel* is no bus.
"""

from __future__ import annotations

import itertools
from collections.abc import Mapping

from convert.plain.easy_read.clauses import is_finite
from convert.plain.easy_read.tables import phrase_set, word_set
from convert.plain.easy_read.tagging import Token

OWN = 20
"""The weight of the publication's own pictures: before every other."""
_WEIGHTS: Mapping[str, int] = {"n": 6, "": 6, "v": 4, "a": 2, "r": 2}
_FELT = 7
"""A feeling that somebody has is what a sentence is about: *I was worried about the meeting*."""
_ASIDE = 3
"""What is taken off for a place (*we walk in the park*) and for a condition (*if you feel ill*)."""
_TIME = 1
"""When something happens says least."""
_TAGS: Mapping[str, tuple[str, ...]] = {
    "v": ("VB",),
    "a": ("JJ", "VBN", "VBD"),
    "r": ("RB",),
}
_NOUNS = frozenset({"NN", "NNS"})
_BEFORE_EXAMPLES = frozenset(
    {("such", "as"), ("for", "example"), ("for", "instance"), ("be", "it"), ("be", "that")}
)
_REACH = 5
"""How many words a negation reaches: *does not eat eggs or milk*."""


def fits(part: str, tokens: tuple[Token, ...], place: int, length: int) -> bool:
    """Whether the words are used as that part of speech here."""
    if not part or (part != "n" and length > 1):
        return True
    word = tokens[place]
    after = _after(tokens, place, length)
    if part == "n":
        return not _says_which(after) and (length > 1 or _is_noun(tokens, place))
    if part == "a" and place and (after is None or after.tag not in _NOUNS | {"JJ"}):
        before = tokens[place - 1]
        if before.tag in _NOUNS or before.tag == "DT":
            return False  # It is the thing itself: "a safe", "the summer fair".
    return word.tag.startswith(_TAGS[part])


def is_name(tokens: tuple[Token, ...], place: int) -> bool:
    """Whether the word names somebody: *Bill is my brother*, *ask Mrs Baker*."""
    word = tokens[place]
    if word.lower not in word_set("also_names") or not word.text.istitle():
        return False
    if not place:
        return len(tokens) > 1 and tokens[1].lower in word_set("after_names")
    before = tokens[place - 1]
    joined = before.text.istitle() and place > 1  # "the River House": not somebody's name
    return before.tag not in {"DT", "PRP$"} and (not joined or before.lower in word_set("titles"))


def fits_feeling(tokens: tuple[Token, ...], place: int) -> bool:
    """Whether the word at `place` is an adjective, as every feeling is: *it makes people happy*."""
    return tokens[place].tag.startswith(_TAGS["a"])


def _after(tokens: tuple[Token, ...], place: int, length: int) -> Token | None:
    return tokens[place + length] if place + length < len(tokens) else None


def _says_which(after: Token | None) -> bool:
    """Whether a noun only says which: "bus" in "bus company" and "the bus's wheel"."""
    if after is None:
        return False
    is_noun = after.tag in _NOUNS and after.lower not in word_set("verbs_after_nouns")
    return is_noun or after.lower == "'s"


def _is_noun(tokens: tuple[Token, ...], place: int) -> bool:
    named = place > 0 and tokens[place - 1].tag in {"DT", "PRP$"}  # "the lift", whatever its tag
    named = named or _is_told_about(tokens, place)
    return (named or tokens[place].tag.startswith("NN")) and not _is_used_as_verb(tokens, place)


def _is_told_about(tokens: tuple[Token, ...], place: int) -> bool:
    """*Walking is good for you*: a deed that the sentence tells something of."""
    after = _after(tokens, place, 1)
    return not place and tokens[0].tag == "VBG" and after is not None and is_finite(after, None)


def _is_used_as_verb(tokens: tuple[Token, ...], place: int) -> bool:
    """*Book a room*, *we train staff*: a word that could be a noun, where a verb stands."""
    if tokens[place].lower not in word_set("also_verbs"):
        return False
    after = tokens[place + 1].lower if place + 1 < len(tokens) else ""
    if not place:
        return after in word_set("after_verbs")
    before = tokens[place - 1]
    joined = before.tag == "CC" and after in word_set("function_words")
    return joined or before.lower in word_set("before_verbs")


# ---------------------------------------------------------------- how much it says


def weight(part: str, words: str, tokens: tuple[Token, ...], place: int) -> int:
    """How much a match says about what its sentence tells; nothing where it is 0 or less."""
    before = _before(tokens, place)
    if words in phrase_set("when"):
        return 0 if _is_only_when(tokens, place, before) else _TIME
    is_place = part == "n" and before in word_set("before_places")
    if _only_helps(tokens, place) or (part == "v" and _only_says_who(tokens, place)):
        return 0
    beside = is_place + is_condition(tokens, place) + _is_example(tokens, place)
    return _WEIGHTS[part] - _ASIDE * beside


def weight_of_feeling(tokens: tuple[Token, ...], place: int) -> int:
    """The same for a feeling, which says most where somebody has it."""
    before = {token.lower for token in tokens[max(0, place - 3) : place]}
    is_felt = bool(word_set("before_feelings") & before)
    return (_FELT if is_felt else _WEIGHTS["a"]) - _ASIDE * is_condition(tokens, place)


def _before(tokens: tuple[Token, ...], place: int) -> str:
    """The word before, past any article: *in* before *the park*."""
    near = [token.lower for token in tokens[max(0, place - 2) : place]]
    said = [word for word in near if word not in word_set("function_words")]
    return said[-1] if said else ""


def _only_helps(tokens: tuple[Token, ...], place: int) -> bool:
    """Whether what follows says what is done: *the inhaler helps me breathe*."""
    if tokens[place].lower not in word_set("helping_verbs"):
        return False
    after, *more = (*tokens[place + 1 : place + 3], None)
    if after is None:
        return False
    if after.tag == "PRP":
        return any(t and t.is_word and t.tag not in {"IN", "TO", "RB"} for t in more)
    return after.tag in {"VB", "VBP"} or after.lower == "to"


def _only_says_who(tokens: tuple[Token, ...], place: int) -> bool:
    """Whether a verb only says which people or things: *people that you meet online*."""
    if place < 3 or tokens[place - 1].tag != "PRP" or tokens[place - 3].tag not in _NOUNS:
        return False
    return tokens[place - 2].lower in {"that", "who", "which"}


def _is_only_when(tokens: tuple[Token, ...], place: int, before: str) -> bool:
    """Whether a time is beside the point: *she retired last summer*, but *by 2 May*."""
    beside = tokens[max(0, place - 1) : place + 2]
    near = tokens[place - 1].lower if place else ""
    return not any(token.tag == "CD" for token in beside) and bool(
        {before, near} & word_set("before_times")
    )


def is_condition(tokens: tuple[Token, ...], place: int) -> bool:
    """Whether the word stands in a clause that only says if, when or who."""
    words = [token.lower for token in tokens]
    opened = next((n for n in range(place, -1, -1) if words[n] in word_set("conditions")), None)
    if opened is None or "," in words[opened:place]:
        return False
    return opened > 0 or "," in words[place:]


def _is_example(tokens: tuple[Token, ...], place: int) -> bool:
    """Whether the word only stands for many: *teamwork helps, be it in a football team*."""
    words = [token.lower for token in tokens[:place]]
    return any(pair in _BEFORE_EXAMPLES for pair in itertools.pairwise(words))


def is_denied(tokens: tuple[Token, ...], place: int) -> bool:
    """Whether a negation before the word reaches it."""
    before = [token.lower for token in tokens[max(0, place - _REACH) : place]]
    reached = itertools.takewhile(
        lambda word: word not in word_set("ends_of_negation"), reversed(before)
    )
    return not word_set("negations").isdisjoint(reached)
