"""The history: what each post was like on the days that somebody took a snapshot.

`sources/history.jsonl` has one JSON object a line, a line a post and day. Only `allways snapshot`
writes it; the overview's trend and the formats log read it. Builds never read the clock.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Literal

import msgspec

from convert.errors import BadArguments
from convert.source.names import HISTORY


class FileThen(msgspec.Struct, frozen=True):
    """A file as it was: enough to know whether the one there now is the same."""

    path: str
    sha256: str


Result = Literal["passed", "failed", "not run"]


class Checked(msgspec.Struct, frozen=True):
    """What one check said of a post's files that day."""

    by: str
    """The check or outside program, as `allways verify` names it."""
    version: str
    result: Result
    """What was not run is never passed."""
    formats: tuple[str, ...]
    """The formats whose files it looked at."""


class Snapshot(msgspec.Struct, frozen=True):
    """One post on one day. Keep the names: files that people keep use them."""

    date: dt.date
    slug: str
    band: str
    """In words; empty where the post is not scored."""
    score: float
    """Reading age in years; 0 where the post is not scored."""
    easy_read: str
    """`none`, `draft` or `signed`."""
    formats: Mapping[str, tuple[FileThen, ...]]
    """For each format that there was, its files."""
    made_by: str = ""
    """The version of Allways."""
    checks: tuple[Checked, ...] = ()
    """Empty where the snapshot was taken without checks."""


History = Mapping[str, Sequence[Snapshot]]
"""For each post's name its snapshots, the oldest first; of one day the last that was taken."""


def read(data: bytes, *, path: str = HISTORY) -> History:
    """The history that `data` holds.

    Raises:
        BadArguments: a line is not a snapshot.
    """
    days: dict[tuple[str, dt.date], Snapshot] = {}
    for number, line in enumerate(data.split(b"\n"), start=1):
        if not line.strip():
            continue
        try:
            one = msgspec.json.decode(line, type=Snapshot)
        except (msgspec.DecodeError, msgspec.ValidationError) as error:
            raise BadArguments(
                f"this line is no snapshot: {error}.",
                place=f"{path}:{number}",
                next_step="Take the line out, or put back the file as it was.",
            ) from error
        days[one.slug, one.date] = one
    found: dict[str, list[Snapshot]] = {}
    for one in sorted(days.values(), key=lambda snapshot: snapshot.date):
        found.setdefault(one.slug, []).append(one)
    return found


NO_HISTORY: History = {}


def added(before: bytes, snapshots: Iterable[Snapshot]) -> bytes:
    """The text of the file with these snapshots at its end; nothing that was there is touched."""
    start = before if not before or before.endswith(b"\n") else before + b"\n"
    return start + b"".join(_lines(snapshots))


def _lines(snapshots: Iterable[Snapshot]) -> Iterator[bytes]:
    return (msgspec.json.encode(one, order="sorted") + b"\n" for one in snapshots)
