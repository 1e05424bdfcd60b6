"""Findings: what a person should look at, where it stands, why, and what to do next.

A finding is never an error: errors stop a post, findings are told, all of them, in order.
"""

from __future__ import annotations

from enum import StrEnum

import msgspec

from convert.document import Fingerprint, SentenceId

UNSPEAKABLE = "unspeakable"
NO_VOICE = "no-voice-for-language"
VOICE_STOPPED = "voice-stopped"
SILENCING = frozenset({UNSPEAKABLE, NO_VOICE, VOICE_STOPPED})
"""Codes of the findings that keep a post from having sound."""


class Level(StrEnum):
    """How much a finding matters."""

    ERROR = "error"
    """Wrong by a rule that has no two readings."""
    WARNING = "warning"
    """Probably hard or wrong; a person decides."""
    NOTE = "note"
    """Worth knowing."""
    NOT_RUN = "not run"
    """A check that could not be made, and why; never the same as passed."""


class Place(msgspec.Struct, frozen=True, omit_defaults=True):
    """Where in a file: a path relative to its folder, and lines and columns counted from 1."""

    path: str
    line: int = 0
    column: int = 0

    def __str__(self) -> str:
        parts = [self.path, *(str(n) for n in (self.line, self.column) if n)]
        return ":".join(parts)


class Finding(msgspec.Struct, frozen=True, omit_defaults=True):
    """One thing to look at. `code` is a readable name that `allways explain` knows."""

    code: str
    level: Level
    message: str
    place: Place
    sentence: SentenceId | None = None
    fingerprint: Fingerprint | None = None
    quote: str = ""
    """The words it is about."""
    next_step: str = ""
