"""Parts of speech after Eric Brill: a lexicon, guesses from endings, then rules about neighbours.

The tables are TextBlob's; the walk over them is ours because importing TextBlob costs a second.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import cache

from convert.plain.readability import packages

_NUMBER = re.compile(r"^[\-+]?[£$€]?[0-9][0-9,.:/%]*$")
_EDGE = ("STAART", "STAART")
# Small words keep their tags, but for those that really are two words in one.
_CLOSED = frozenset(["IN", "DT", "CC", "PRP", "PRP$", "TO", "MD", "WDT", "WP", "EX", "WRB"])
_SHIFTING = frozenset(["that", "as", "like", "before", "after", "since", "about", "so", "her"])
_HELPERS = frozenset(
    [
        *(
            "am",
            "is",
            "are",
            "was",
            "were",
            "be",
            "been",
            "being",
            "has",
            "had",
            "do",
            "does",
            "did",
        ),
        *("will", "would", "can", "could", "shall", "should", "may", "might", "must", "not", "n't"),
    ]
)
_Tagged = list[tuple[str, str]]
_Condition = Callable[[_Tagged, int, str, str], bool]

# Each condition looks at place `i` of the tagged words `t`; `x` and `y` are what the rule names.
_CONDITIONS: dict[str, _Condition] = {
    "PREVTAG": lambda t, i, x, _: t[i - 1][1] == x,
    "NEXTTAG": lambda t, i, x, _: t[i + 1][1] == x,
    "PREV2TAG": lambda t, i, x, _: t[i - 2][1] == x,
    "NEXT2TAG": lambda t, i, x, _: t[i + 2][1] == x,
    "PREV1OR2TAG": lambda t, i, x, _: x in (t[i - 1][1], t[i - 2][1]),
    "NEXT1OR2TAG": lambda t, i, x, _: x in (t[i + 1][1], t[i + 2][1]),
    "PREV1OR2OR3TAG": lambda t, i, x, _: x in (t[i - 1][1], t[i - 2][1], t[i - 3][1]),
    "SURROUNDTAG": lambda t, i, x, y: t[i - 1][1] == x and t[i + 1][1] == y,
    "CURWD": lambda t, i, x, _: t[i][0] == x,
    "PREVWD": lambda t, i, x, _: t[i - 1][0] == x,
    "NEXTWD": lambda t, i, x, _: t[i + 1][0] == x,
    "PREV1OR2WD": lambda t, i, x, _: x in (t[i - 1][0], t[i - 2][0]),
    "WDPREVTAG": lambda t, i, x, y: t[i - 1][1] == x and t[i][0] == y,
    "WDNEXTTAG": lambda t, i, x, y: t[i][0] == x and t[i + 1][1] == y,
    "WDAND2AFT": lambda t, i, x, y: t[i][0] == x and t[i + 2][0] == y,
    "WDAND2TAGBFR": lambda t, i, x, y: t[i - 2][1] == x and t[i][0] == y,
    "WDAND2TAGAFT": lambda t, i, x, y: t[i][0] == x and t[i + 2][1] == y,
    "LBIGRAM": lambda t, i, x, y: t[i - 1][0] == x and t[i][0] == y,
    "RBIGRAM": lambda t, i, x, y: t[i][0] == x and t[i + 1][0] == y,
    "PREVBIGRAM": lambda t, i, x, y: t[i - 2][1] == x and t[i - 1][1] == y,
    "NEXTBIGRAM": lambda t, i, x, y: t[i + 1][1] == x and t[i + 2][1] == y,
}


def tag(words: Sequence[str]) -> list[str]:
    """The Penn Treebank tag of each of one sentence's words, punctuation included."""
    lexicon = packages.tags()
    tagged: _Tagged = [_EDGE] * 3
    for place, word in enumerate(words):
        # A capital at the start says nothing; elsewhere it says name.
        known = (lexicon.get(word.lower()) if place == 0 else None) or lexicon.get(word)
        if known is None:
            before = words[place - 1] if place else ""
            after = words[place + 1] if place + 1 < len(words) else ""
            known = _guess(word, before, after)
        tagged.append((word, known))
    tagged += [_EDGE] * 3
    for place in range(3, len(words) + 3):
        _settle(tagged, place)
    return [found for _, found in tagged[3:-3]]


_Rule = tuple[int, str, _Condition, str, str]


def _settle(tagged: _Tagged, place: int) -> None:
    """Apply the rules in their order; after a change, the later rules for the new tag."""
    rules = _rules_by_tag()
    last = -1
    while True:
        word, found = tagged[place]
        for order, new, holds, x, y in rules.get(found, ()):
            if order > last and holds(tagged, place, x, y) and _can_be(word, found, new):
                tagged[place] = (word, new)
                last = order
                break
        else:
            return


def _can_be(word: str, old: str, new: str) -> bool:
    """Brill lets a word take only tags it was seen with; our lexicon keeps one, its form stands in."""
    if word.lower() in _HELPERS:
        return False
    if old in _CLOSED:
        return word.lower() in _SHIFTING
    if old.startswith("NNP"):
        return False
    match new:
        case "VBG":
            return word.endswith("ing")
        case "VBZ" | "NNS":
            return word.endswith("s")
        case "NNP" | "NNPS":
            return word[:1].isupper()
        case "VBN" | "VBD":
            return old in {"VBN", "VBD"} or word.endswith("ed")
        case _:
            return new not in _CLOSED


@cache
def _rules_by_tag() -> dict[str, tuple[_Rule, ...]]:
    grouped: dict[str, list[_Rule]] = {}
    for order, (old, new, condition, x, *rest) in enumerate(packages.context_rules()):
        rule = (order, new, _CONDITIONS[condition], x, rest[0] if rest else "")
        grouped.setdefault(old, []).append(rule)
    return {old: tuple(rules) for old, rules in grouped.items()}


def _guess(word: str, before: str, after: str) -> str:
    if word.istitle():
        return "NNP"
    if _NUMBER.match(word):
        return "CD"
    return _by_ending(word, before, after)


def _by_ending(word: str, before: str, after: str) -> str:
    found = "NN"
    for rule in packages.ending_rules():
        # Two shapes: "ly hassuf 2 RB x" for any tag, "NN ing fhassuf 3 VBG x" for one.
        if rule[2].startswith("f"):
            only, letters, condition = rule[0], rule[1], rule[2][1:]
            if only != found:
                continue
        else:
            letters, condition = rule[0], rule[1]
        if _fits(condition, letters, word=word, before=before, after=after):
            found = rule[-2]
    return found


def _fits(condition: str, letters: str, *, word: str, before: str, after: str) -> bool:
    lexicon = packages.tags()
    match condition:
        case "char":
            return letters in word
        case "haspref":
            return word.startswith(letters)
        case "hassuf":
            return word.endswith(letters)
        case "addpref":
            return letters + word in lexicon
        case "addsuf":
            return word + letters in lexicon
        case "deletepref":
            return word.startswith(letters) and word[len(letters) :] in lexicon
        case "deletesuf":
            return word.endswith(letters) and word[: -len(letters)] in lexicon
        case "goodleft":
            return after == letters
        case "goodright":
            return before == letters
        case _:
            return False
