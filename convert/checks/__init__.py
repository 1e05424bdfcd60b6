"""The table of checks: what can be looked at after a build, and by what.

A check is a module with rules of our own on the bytes of one kind of file. A validator is an
outside program; one that is not there is *not run*, which is never the same as passed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Final, Protocol

import msgspec

from convert.checks import alignment, audio, docx, epub, web, web_tools
from convert.checks.epub_tools import ACE, EPUBCHECK, Tool, verdict, version
from convert.checks.programs import npm_version
from convert.files.cache import Cache
from convert.findings import Finding


class Check(Protocol):
    """The shape of a module in `checks/`: rules of our own for one kind of file."""

    @property
    def TITLE(self) -> str:  # noqa: N802  a module constant
        """What is checked, in words for people."""

    @property
    def MEDIA_TYPE(self) -> str:  # noqa: N802  a module constant
        """The kind of file it looks at."""

    @property
    def CODES(self) -> Mapping[str, str]:  # noqa: N802  a module constant
        """What is true of a file without a finding of each code, and the rule's source."""

    def check(self, data: bytes, *, path: str) -> Iterator[Finding]:
        """Everything in `data` that breaks a rule; `path` is for the findings."""


class Validator(msgspec.Struct, frozen=True):
    """An outside program that looks at all files of one kind."""

    name: str
    media_type: str
    look: Callable[[Path, Sequence[str], Cache], Iterator[Finding]]
    """From `dist/`, paths below it and a cache to what is found, or *not run* for each file."""
    version: Callable[[], str]
    """Its version; empty where it is not there."""


def _each(tool: Tool) -> Callable[[Path, Sequence[str], Cache], Iterator[Finding]]:
    """`tool`, which looks at one file at a time, over many."""

    def look(dist: Path, paths: Sequence[str], cache: Cache) -> Iterator[Finding]:
        for path in paths:
            yield from verdict(tool, (dist / path).read_bytes(), path=path, cache=cache)

    return look


CHECKS: Final[Mapping[str, Check]] = {
    "web": web,
    "large-print": docx,
    "epub": epub,
    "audio": audio,
}
"""Our own rules, by the name they have in lists."""

VALIDATORS: Final[tuple[Validator, ...]] = (
    Validator("EPUBCheck", epub.MEDIA_TYPE, _each(EPUBCHECK), partial(version, EPUBCHECK)),
    Validator("Ace", epub.MEDIA_TYPE, _each(ACE), partial(version, ACE)),
    Validator(
        "axe",
        web.MEDIA_TYPE,
        web_tools.axe,
        partial(npm_version, "axe-core"),
    ),
    Validator(
        "Nu Html Checker",
        web.MEDIA_TYPE,
        web_tools.vnu,
        partial(npm_version, "vnu-jar"),
    ),
)
"""Outside programs, in the order they are asked."""

LISTENERS: Final[tuple[Validator, ...]] = (
    Validator(alignment.NAME, audio.MEDIA_TYPE, alignment.look, alignment.version),
    Validator(alignment.NAME, epub.MEDIA_TYPE, alignment.look_in_books, alignment.version),
)
"""Validators that take minutes, and look only where that is asked for."""
