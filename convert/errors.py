"""What can go wrong, each with its exit code and what to do next.

AllwaysError
├── BadArguments        what was asked for does not exist or does not fit
├── RefusedPost         one post cannot be built; the others can
├── NothingBuilt        not one post could be built
├── MissingTool         an outside program or package that was asked for is not there
├── VoiceFailed         a voice gave no speech, or not the whole of it
│   └── VoiceStopped    it may speak the next time
└── Unsafe              a source asked for something a source may not have
"""

from __future__ import annotations

from collections.abc import Iterable
from enum import IntEnum


class Exit(IntEnum):
    """The exit status of every command."""

    FINE = 0
    REFUSED = 1
    """Some posts refused by `build`, errors found by `check`, failures found by `verify`."""
    ARGUMENTS = 2
    NOTHING_BUILT = 3
    TOOL_MISSING = 4
    BUG = 70
    STOPPED = 130


class AllwaysError(Exception):
    """Something a person can put right: what happened, where, and what to do next."""

    exit: Exit = Exit.REFUSED

    def __init__(self, message: str, *, place: str = "", next_step: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.place = place
        self.next_step = next_step

    def __str__(self) -> str:
        where = f"{self.place}: " if self.place else ""
        step = f" {self.next_step}" if self.next_step else ""
        return f"{where}{self.message}{step}"

    def __reduce__(self) -> tuple[object, ...]:
        # Errors travel between processes, and keyword arguments are lost on the way otherwise.
        return _rebuild, (type(self), self.message, self.place, self.next_step)


def _rebuild(kind: type[AllwaysError], message: str, place: str, next_step: str) -> AllwaysError:
    return kind(message, place=place, next_step=next_step)


class BadArguments(AllwaysError):
    """What was asked for does not exist or does not fit."""

    exit = Exit.ARGUMENTS


def nearest(name: str, names: Iterable[str]) -> str:
    """A question that names what `name` may have been meant for; empty where nothing is near."""
    import difflib  # noqa: PLC0415  most names are right

    found = difflib.get_close_matches(name, list(names), n=1)
    return f"Did you mean {found[0]}?" if found else ""


class RefusedPost(AllwaysError):
    """One post cannot be built; its last good outputs stay and the others are built."""


class Unsafe(RefusedPost):
    """A source asked for something a source may not have: another file, a script, too much."""


class NothingBuilt(AllwaysError):
    """Not one post could be built."""

    exit = Exit.NOTHING_BUILT


class MissingTool(AllwaysError):
    """An outside program or package that was asked for is not there."""

    exit = Exit.TOOL_MISSING


class VoiceFailed(AllwaysError):
    """A voice gave no speech, or not the whole of it; silence is never passed off as speech."""


class VoiceStopped(VoiceFailed):
    """A voice gave no speech this time and may the next: its engine ended, or its service did."""
