"""The mark-up inside a line: bold for a hard word, links, and nothing else."""

from __future__ import annotations

import re

from convert.document import Inline, Link, Strong, Text, plain
from convert.plain.easy_read.layer import unescaped

_MARK = re.compile(
    r"\*\*(?P<bold>(?:[^*\\]|\\.)+?)\*\*"
    r"|\[(?P<words>(?:[^\[\]\\]|\\.)+)\]\((?P<url>[^()\s]+)\)"
    r"|\\[^\w\s]",
)
SAFE_SCHEMES = ("https://", "http://", "mailto:", "tel:")


def inlines(text: str) -> tuple[Inline, ...]:
    """A line's words with their mark-up; an address that is not safe stays plain words."""
    made: list[Inline] = []
    plain_start = 0
    for match in _MARK.finditer(text):
        inline = _marked(match)
        if inline is None:
            continue
        if match.start() > plain_start:
            made.append(Text(unescaped(text[plain_start : match.start()])))
        made.append(inline)
        plain_start = match.end()
    if plain_start < len(text):
        made.append(Text(unescaped(text[plain_start:])))
    return tuple(made)


def _marked(match: re.Match[str]) -> Inline | None:
    if match["bold"]:
        return Strong((Text(unescaped(match["bold"])),))
    if match["url"] and match["url"].lower().startswith(SAFE_SCHEMES):
        return Link((Text(unescaped(match["words"])),), match["url"])
    if match["words"]:
        return Text(unescaped(match["words"]))
    return None


def words(text: str) -> str:
    """A line's words without mark-up."""
    return plain(inlines(text))


def bold_words(text: str) -> tuple[str, ...]:
    """The hard words that a line marks."""
    return tuple(plain(i.inlines) for i in inlines(text) if isinstance(i, Strong))
