"""Lists of words in package data, for people to edit."""

from __future__ import annotations

from functools import cache
from importlib import resources


@cache
def table(name: str) -> frozenset[str]:
    """The words of a list in package data, one a line; `#` begins a remark."""
    text = resources.files("convert.data").joinpath("speech", name).read_text(encoding="utf-8")
    lines = (line.partition("#")[0].strip() for line in text.splitlines())
    return frozenset(line for line in lines if line)
