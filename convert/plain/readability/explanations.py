"""What each finding means, in one table: why it matters, and what to do about it."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

import msgspec


class Explanation(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What a code means, in everyday words."""

    title: str
    why: str
    mend: str
    example: str
    source: str
    """Who says so."""


@cache
def explanations() -> Mapping[str, Explanation]:
    """Every code of readability and Easy Read findings, in the order of the alphabet."""
    text = files("convert.data").joinpath("readability", "explain.toml").read_text("utf-8")
    found = msgspec.convert(tomllib.loads(text), type=dict[str, Explanation])
    return dict(sorted(found.items()))
