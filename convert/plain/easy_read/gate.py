"""The gate: no change may lose or add a number, date, amount, name, negation, must or may.

It compares what two texts state, not how they read. It would rather refuse a good change than
let a bad one through.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

import msgspec

from convert.plain.easy_read.tagging import is_common_word, spans

_UNITS = (
    *("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"),
    *("eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen"),
    *("eighteen", "nineteen"),
)
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_ORDINALS = (
    *("zeroth", "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth"),
    *("ninth", "tenth", "eleventh", "twelfth"),
)
_SCALES = ("hundred", "thousand", "million", "billion", "trillion", "half", "quarter", "dozen")
_TIMES = ("once", "twice", "double", "percent")
_SUFFIXED = {1: "1st", 2: "2nd", 3: "3rd"}
NUMBER_WORDS = {
    **{word: str(n) for n, word in enumerate(_UNITS)},
    **{word: str(10 * n) for n, word in enumerate(_TENS, start=2)},
    **{word: _SUFFIXED.get(n, f"{n}th") for n, word in enumerate(_ORDINALS)},
    **{word: word for word in (*_SCALES, *_TIMES)},
    **{word.removesuffix("f") + ("ves" if word == "half" else "s"): word for word in _SCALES},
}
_NUMBER = re.compile(r"[£$€]?\d[\d,.:/-]*(?:st|nd|rd|th|m|bn|k|s)?%?", re.IGNORECASE)

# What a reader must not be misled about, by class; each word stands for its class.
STANCES = {
    "not": "not n't no never none nobody nothing nowhere neither nor cannot without unable infrequently insufficient",
    "must": "must shall",
    "should": "should ought",
    "may": "may might",
    "can": "can could",
    "will": "will would",
    "only": "only solely sole merely exclusively endemic",
    "all": "all every each everyone everybody everything always annually invariably",
    "except": "except unless excluding exception",
}
_STANCE_OF = {word: name for name, words in STANCES.items() for word in words.split()}
_STANCE_PHRASES = {
    "must": r"\b(?:have|has|had|having|need|needs|needed|required|obliged) to\b",
    "may": r"\b(?:allowed|permitted) to\b",
    "can": r"\b(?:able|unable|cannot|ability to)\b",
    "all": r"\bon a daily basis\b",
    "at least": r"\b(?:at least|no (?:fewer|less) than|minimum)\b",
    "at most": r"\b(?:at most|no more than|(?<!set )(?<!sets )up to|maximum)\b",
    "more than": r"\b(?:more than|exceed(?:s|ed|ing)?|over(?= [£$€]?\d)|in excess of)\b",
    "less than": r"\b(?:less than|fewer than|under(?= [£$€]?\d))\b",
    "until": r"\b(?:until|till)\b",
    "if": r"\b(?:if|in the event (?:of|that)|provided that|as long as)\b",
}
_STANCE_PATTERNS = {name: re.compile(p, re.IGNORECASE) for name, p in _STANCE_PHRASES.items()}


# "At first" and "first played" tell no number.
_WITHOUT_NUMBERS = re.compile(
    r"(?<=\bat )first\b(?! (?:\w+ )?(?:floor|stage|round|step))"
    r"|\bfirst(?= (?:appeared|played|shown)\b)",
    re.IGNORECASE,
)


class Facts(msgspec.Struct, frozen=True):
    """What a text states that no rewording may touch."""

    numbers: Counter[str]
    stances: Counter[str]
    names: frozenset[str]
    """Words with a capital letter that the sentence's start does not explain."""
    openers: frozenset[str]
    """The first word of each sentence: it may be a name, or only a first word."""
    words: frozenset[str]
    """Every word as written."""


_NO_NAMES = frozenset(["I", "I'm", "I've", "I'll"])


class Breach(msgspec.Struct, frozen=True):
    """A fact that a change would lose or add."""

    kind: str
    what: str
    is_lost: bool

    def __str__(self) -> str:
        return f"{self.kind} “{self.what}” would be {'lost' if self.is_lost else 'added'}"


def facts(text: str) -> Facts:
    """The facts that `text` states."""
    numbers: Counter[str] = Counter()
    stances: Counter[str] = Counter()
    names: set[str] = set()
    openers: set[str] = set()
    words: set[str] = set()
    is_start = True
    for start, end in spans(_WITHOUT_NUMBERS.sub(lambda m: "-" * len(m[0]), text)):
        token = text[start:end].replace("’", "'")
        if not token[0].isalnum():
            if stance := _STANCE_OF.get(token.lower()):
                stances[stance] += 1
            if token[0] in "£$€" and end < len(text):
                numbers[token] += 1
            is_start = is_start or token in {".", "!", "?", ":", "•", "\n"}
            continue
        words.add(token)
        lower = token.lower()
        if _NUMBER.fullmatch(token):
            numbers[_number(token)] += 1
        elif lower in NUMBER_WORDS:
            numbers[NUMBER_WORDS[lower]] += 1
        if stance := _STANCE_OF.get(lower):
            stances[stance] += 1
        has_capital = token not in _NO_NAMES and any(letter.isupper() for letter in token)
        if has_capital:
            if is_start and token[1:].islower() | (len(token) == 1):
                openers.add(token)
            else:
                names.add(token)
        is_start = False
    for name, pattern in _STANCE_PATTERNS.items():
        stances[name] += len(pattern.findall(text))
    return Facts(numbers, +stances, frozenset(names), frozenset(openers), frozenset(words))


def _number(token: str) -> str:
    return token.rstrip(".,:/-").replace(",", "").lower()


def breaches(before: str, after: str) -> tuple[Breach, ...]:
    """What a change from `before` to `after` would lose or add; empty where it is safe."""
    old, new = facts(before), facts(after)
    found = [
        *_counted("number", old.numbers, new.numbers),
        *_counted("word", old.stances, new.stances),
        *(Breach("name", name, is_lost=True) for name in sorted(old.names - new.words)),
        *(
            Breach("name", name, is_lost=True)
            for name in sorted(old.openers)
            if name not in new.words and not is_common_word(name)
        ),
        *(Breach("name", name, is_lost=False) for name in sorted(_added(old, new))),
    ]
    return tuple(found)


def _added(old: Facts, new: Facts) -> Iterable[str]:
    known = old.words
    yield from (name for name in new.names if name not in known)
    lower = {word.lower() for word in known}
    yield from (
        name
        for name in new.openers
        if name not in known and name.lower() not in lower and not is_common_word(name)
    )


def _counted(kind: str, old: Counter[str], new: Counter[str]) -> list[Breach]:
    lost = sorted((old - new).elements())
    added = sorted((new - old).elements())
    return [
        *(Breach(kind, what, is_lost=True) for what in lost),
        *(Breach(kind, what, is_lost=False) for what in added),
    ]


def is_safe(before: str, after: str) -> bool:
    """Whether nothing that matters is lost or added."""
    return not breaches(before, after)
