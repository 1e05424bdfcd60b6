"""The forms of a word, by the ordinary rules of English spelling.

Irregular forms stand in `easy_read/irregular.tsv`, which people can add to.
"""

from __future__ import annotations

import functools
from collections.abc import Mapping

from convert.plain.easy_read.tables import rows, word_set

_VOWELS = "aeiou"


@functools.cache
def _irregular() -> Mapping[tuple[str, str], tuple[str, ...]]:
    return {(word, part): tuple(listed.split()) for part, word, listed in rows("irregular")}


def plural(noun: str) -> str:
    """The plural of a noun."""
    if known := _irregular().get((noun, "n")):
        return known[0]
    if noun.endswith(("s", "x", "z", "ch", "sh")):
        return noun + "es"
    if noun.endswith("y") and noun[-2:-1] not in _VOWELS:
        return noun[:-1] + "ies"
    return noun + "s"


def verb_forms(verb: str) -> Mapping[str, str]:
    """The forms of a verb by tag: VB, VBZ, VBD, VBN, VBG."""
    known = _irregular().get((verb, "v"))
    past, participle, ing = (*(known or ()), *("", "", "")[len(known or ()) :])
    third = plural(verb) if not verb.endswith(("go", "do")) else verb + "es"
    return {
        "VB": verb,
        "VBP": verb,
        "VBZ": {"be": "is", "have": "has"}.get(verb, third),
        "VBD": past or _with_ed(verb),
        "VBN": participle or past or _with_ed(verb),
        "VBG": ing or _with_ing(verb),
    }


@functools.cache
def by_ing(name: str) -> Mapping[str, str]:
    """The verbs of a list in `words.toml`, by their form in *-ing*."""
    return {verb_forms(verb)["VBG"]: verb for verb in word_set(name)}


def _with_ed(verb: str) -> str:
    if verb.endswith("e"):
        return verb + "d"
    if verb.endswith("y") and verb[-2:-1] not in _VOWELS:
        return verb[:-1] + "ied"
    return _doubled(verb) + "ed"


def _with_ing(verb: str) -> str:
    if verb.endswith("ie"):
        return verb[:-2] + "ying"
    if verb.endswith("e") and not verb.endswith(("ee", "ye", "oe")):
        return verb[:-1] + "ing"
    return _doubled(verb) + "ing"


def _doubled(verb: str) -> str:
    """`stop` becomes `stopp`; longer verbs double only where the table says so."""
    syllables = sum(
        1
        for before, letter in zip(" " + verb, verb, strict=False)
        if letter in _VOWELS and before not in _VOWELS
    )
    short = len(verb) > 2 and verb[-1] not in "aeiouwxy" and verb[-2] in _VOWELS
    single = verb[-3:-2] not in _VOWELS or verb.startswith("qu")
    is_short = syllables == 1 and short and single
    return verb + verb[-1] if is_short or (verb.endswith("l") and short and single) else verb


def forms(phrase: str, part: str) -> frozenset[str]:
    """Every form of a phrase: its noun (last word) or its verb (first word) changes."""
    first, *rest = phrase.split()
    if part == "v":
        return frozenset(" ".join((form, *rest)) for form in verb_forms(first).values())
    if part in {"a", "r"}:
        return frozenset({phrase})
    *before, last = phrase.split()
    return frozenset({phrase, " ".join((*before, plural(last)))})


@functools.cache
def participles() -> frozenset[str]:
    """The irregular past participles, as in *was given*."""
    listed = (
        forms[1] for (_, part), forms in _irregular().items() if part == "v" and len(forms) > 1
    )
    return frozenset(listed) - {"been", "had", "come", "gone", "become"}
