"""A post on its way in: what was found in somebody else's file, and what was unsure."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections.abc import Mapping

import msgspec
import yaml

_SLUG_WORDS = 8
_SMALL_WORDS = frozenset(
    ["a", "an", "and", "as", "at", "by", "for", "in", "of", "on", "or", "the", "to"]
)
# Characters that would be taken for mark-up (CommonMark 0.31, and pandoc's extensions).
_SPECIAL = re.compile(r"([\\`*_\[\]<>~^|{}$])")
_STARTS_BLOCK = re.compile(r"^(\s*)([#+\-=:@>]|\d+(?=[.)]))")


class Doubt(msgspec.Struct, frozen=True):
    """Something a person should look at: the line of the file, and what was made of it."""

    line: int
    message: str


class Incoming(msgspec.Struct, frozen=True):
    """One post as found: front matter, body in Markdown, pictures, doubts."""

    title: str
    date: dt.date
    body: str
    author: str = ""
    role: str = ""
    organisation: str = ""
    links: tuple[Mapping[str, str], ...] = ()
    tags: tuple[str, ...] = ()
    files: Mapping[str, bytes] = msgspec.field(default_factory=dict)
    doubts: tuple[Doubt, ...] = ()

    @property
    def slug(self) -> str:
        """A folder name made from the title."""
        folded = unicodedata.normalize("NFKD", self.title.casefold()).encode("ascii", "ignore")
        words = re.findall(r"[a-z0-9]+", folded.decode().replace("'", ""))
        kept = words[:_SLUG_WORDS]
        while len(kept) > 1 and len(kept) < len(words) and kept[-1] in _SMALL_WORDS:
            kept.pop()
        return "-".join(kept) or "post"

    @property
    def markdown(self) -> str:
        """The text of `post.md`."""
        front: dict[str, object] = {"title": self.title, "date": self.date}
        for name in ("author", "role", "organisation"):
            if value := getattr(self, name):
                front[name] = value
        if self.tags:
            front["tags"] = list(self.tags)
        if self.links:
            front["links"] = [dict(link) for link in self.links]
        written = yaml.safe_dump(front, allow_unicode=True, sort_keys=False, width=1_000)
        return f"---\n{written}---\n\n{self.body.strip()}\n"


def escaped(text: str) -> str:
    """`text` so that Markdown shows it as it is."""
    safe = _SPECIAL.sub(r"\\\1", text)
    start = _STARTS_BLOCK.match(safe)
    if start is None:
        return safe
    if start[2].isdigit():
        return f"{safe[: start.end()]}\\{safe[start.end() :]}"
    return f"{start[1]}\\{safe[len(start[1]) :]}"
