"""Plainer words that a person may choose instead of a hard one."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from convert.plain.readability.lexicon import bases, table


def plainer(word: str) -> str:
    """What to try instead of `word`, which is in small letters; nothing where we know of nothing.

    A word with a plain ending gets the plain word's answer: a person fits it in. Not so with -ly:
    "large" does not stand where "considerably" stood.
    """
    known = _table()
    forms = (word,) if word.endswith("ly") else (word, *bases(word))
    return next((known[form] for form in forms if form in known), "")


@cache
def _table() -> Mapping[str, str]:
    rows = (line.split("\t") for line in table("plainer.tsv"))
    return {hard: easy for hard, easy in rows if hard != easy}
