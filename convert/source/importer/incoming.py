"""A post on its way in: what was found in somebody else's file, and what was unsure."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from enum import Enum

import msgspec
import yaml

from convert.source.importer import slugs

ORIGIN = "# Brought in from: "
"""Begins the line of front matter by which a later import knows the post again."""
# Characters that would be taken for mark-up (CommonMark 0.31, and pandoc's extensions).
_SPECIAL = re.compile(r"([\\`*_\[\]<>~^|{}$])")
_STARTS_BLOCK = re.compile(r"^(\s*)([#+\-=:@>]|\d+(?=[.)]))")


class Where(Enum):
    """Which file the line of a doubt is counted in."""

    FILE = "file"
    """The file that was brought in."""
    POST = "post"
    """The `post.md` that was made."""


class Doubt(msgspec.Struct, frozen=True):
    """Something a person should look at, and what was made of it; line 0 is the whole of it."""

    line: int
    message: str
    where: Where = Where.FILE


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
    origin: str = ""
    """The name its old home knows it by, where it has one."""

    @property
    def slug(self) -> str:
        """A folder name made from the title."""
        return slugs.slug(self.title, f"post-{self.date}")

    @property
    def name(self) -> str:
        """What tells this post from all others, whatever its folder is called later."""
        return " ".join((self.origin or f"{self.date} {self.title}").split())

    @property
    def doubts_by_file(self) -> tuple[Doubt, ...]:
        """The doubts, those about the post counted in `post.md` and no longer in its body."""
        before = self.markdown.partition("\n---\n\n")[0].count("\n") + 3
        return tuple(
            Doubt(doubt.line + before, doubt.message, doubt.where)
            if doubt.line and doubt.where is Where.POST
            else doubt
            for doubt in self.doubts
        )

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
        return f"---\n{yaml_lines(front)}{ORIGIN}{self.name}\n---\n\n{self.body.strip()}\n"


def yaml_lines(front: Mapping[str, object]) -> str:
    """Front matter, a line a key, quoted where it must be."""
    return yaml.safe_dump(dict(front), allow_unicode=True, sort_keys=False, width=1_000)


def escaped(text: str) -> str:
    """`text` so that Markdown shows it as it is."""
    safe = _SPECIAL.sub(r"\\\1", text)
    start = _STARTS_BLOCK.match(safe)
    if start is None:
        return safe
    if start[2].isdigit():
        return f"{safe[: start.end()]}\\{safe[start.end() :]}"
    return f"{start[1]}\\{safe[len(start[1]) :]}"


class Found(msgspec.Struct, frozen=True):
    """What one file holds: its posts, and what was left where it was, in words."""

    posts: tuple[Incoming, ...]
    left_out: tuple[str, ...] = ()


def counted(number: int, one: str, many: str) -> str:
    """`1 draft` or `3 drafts`."""
    return f"{number} {one if number == 1 else many}"
