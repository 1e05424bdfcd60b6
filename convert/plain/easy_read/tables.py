"""The tables that people keep: tab-separated rows and lists of words in `data/easy_read/`."""

from __future__ import annotations

import functools
import tomllib
from collections.abc import Mapping
from importlib import resources


@functools.cache
def rows(name: str) -> tuple[tuple[str, ...], ...]:
    """The rows of a table, without notes (lines that begin with `#`) and empty lines."""
    text = _read(f"{name}.tsv")
    return tuple(
        tuple(cell.strip() for cell in line.split("\t"))
        for line in text.splitlines()
        if line.strip() and not line.startswith("#")
    )


@functools.cache
def word_set(name: str) -> frozenset[str]:
    """A list of words from `words.toml` or `lines.toml`."""
    return frozenset(_words()[name].split())


@functools.cache
def phrase_set(name: str) -> tuple[str, ...]:
    """A list of phrases from `words.toml` or `lines.toml`, one a line, in the file's order."""
    return tuple(line.strip() for line in _words()[name].splitlines() if line.strip())


@functools.cache
def _words() -> Mapping[str, str]:
    return tomllib.loads(_read("words.toml")) | tomllib.loads(_read("lines.toml"))


def _read(name: str) -> str:
    return resources.files("convert.data").joinpath("easy_read", name).read_text("utf-8")
