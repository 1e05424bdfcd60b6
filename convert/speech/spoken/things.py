"""Amounts before the thing they describe, where English has one pound, one foot, one hour.

"A £2m grant" is a two million pound grant, and "the £2m was spent" says pounds.
"""

from __future__ import annotations

import re
from typing import Final

from convert.speech.spoken.model import Here
from convert.speech.spoken.tables import table

_NAMED_WORK: Final = frozenset(
    {"building", "funding", "heating", "housing", "parking", "spending", "training", "waiting"}
)
_ARTICLE: Final = re.compile(
    r"\b[Aa]n?(?:\s(?:new|major|small|large|big|single|further|huge|extra|special|full))?$"
)
_FOLLOWING: Final = re.compile(r"\s([a-z][\w'-]*)(?:\s([a-z][\w'-]*))?")


def describes(here: Here) -> bool:
    """Whether the amount matched stands before what it describes: "a 6ft fence"."""
    following = _FOLLOWING.match(here.after)
    if following is None or following[1] in table("not-things.txt"):
        return False
    if _ARTICLE.search(here.before):
        return True
    first, second = following[1], following[2] or ""
    verb = first.endswith("ing") and first not in _NAMED_WORK
    return _is_thing(first) or (_is_thing(second) and not verb)


def _is_thing(word: str) -> bool:
    things = table("things.txt")
    return word in things or word.removesuffix("s") in things
