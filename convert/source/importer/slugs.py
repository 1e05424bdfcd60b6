"""Folder names made from titles: small Latin letters, figures and hyphens, free everywhere."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Container

_MOST_WORDS = 8
_MOST_LETTERS = 60
_SMALL_WORDS = frozenset(
    ["a", "an", "and", "as", "at", "by", "for", "in", "of", "on", "or", "the", "to"]
)
# Letters that Unicode does not take apart into a plain letter and a mark.
_LETTERS = str.maketrans(
    {"æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i"}
)
# Names that Windows keeps for devices, and names with a meaning in `sources/` or `dist/`.
_TAKEN = re.compile(r"con|prn|aux|nul|(?:com|lpt)[0-9]|pictures|index")


def slug(title: str, fallback: str) -> str:
    """A folder name made from `title`; `fallback` where no letter of it can be used."""
    folded = unicodedata.normalize("NFKD", title.casefold().translate(_LETTERS))
    plain = folded.encode("ascii", "ignore").decode().replace("'", "")
    words = re.findall(r"[a-z0-9]+", plain)
    kept = words[:_MOST_WORDS]
    while len(kept) > 1 and len("-".join(kept)) > _MOST_LETTERS:
        kept.pop()
    while len(kept) > 1 and len(kept) < len(words) and kept[-1] in _SMALL_WORDS:
        kept.pop()
    made = "-".join(kept)[:_MOST_LETTERS] or fallback
    return f"{made}-post" if _TAKEN.fullmatch(made) else made


def free(wanted: str, taken: Container[str]) -> str:
    """`wanted`, or `wanted` with the first number that makes it a name nobody has."""
    made, number = wanted, 1
    while made in taken:
        number += 1
        made = f"{wanted}-{number}"
    return made
