"""The stamp of a build after which nothing is left to do: how every file looked.

The system gives a file a new time whenever it changes; `make` and git rely on that as well. Where
all files look as they did, none need be read. Where one looks otherwise, the build reads it, and
may find that nothing has changed after all.
"""

from __future__ import annotations

import hashlib
import os
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

TICK = 50_000_000
"""Nanoseconds in which a file could change twice and show one time: clocks of disks are coarse."""
COARSE_TICK = 2_000_000_000
"""The same where a disk keeps whole seconds, as memory sticks do."""


def inputs(sources: Path, options: Sequence[str]) -> str:
    """How all that a build depends on looks: the sources, this program, what was asked for.

    Empty where that cannot be told: a folder is gone, or a link to another, or a file changed only
    this moment, so that it could change again and look the same.
    """
    now = time.time_ns()
    looks = [*options]
    try:
        for folder in (str(sources), str(Path(__file__).parent.parent)):
            for entry in _files(folder):
                seen = entry.stat()
                tick = TICK if seen.st_mtime_ns % 1_000_000_000 else COARSE_TICK
                if entry.is_dir() or max(seen.st_mtime_ns, seen.st_ctime_ns) + tick > now:
                    return ""
                looks.append(_look(entry.path, seen))
    except OSError:
        return ""
    return "\0".join(looks)


def said(cache: Path, dist: Path, inputs: str) -> str | None:
    """What the last build on `dist` said in the end; None where there may be something to do."""
    try:
        stamp, _, words = _place(cache, dist).read_text("utf-8").partition("\n")
        return words if inputs and stamp == _digest(dist, inputs) else None
    except (OSError, UnicodeDecodeError):
        return None


def leave(cache: Path, dist: Path, inputs: str, words: str) -> None:
    """Leave a stamp: `dist` is all that can be made of what looked like `inputs`.

    A cache that cannot be written to saves no time and changes nothing.
    """
    place = _place(cache, dist)
    new = place.with_name(f".new-{place.name}")
    try:
        new.write_text(f"{_digest(dist, inputs)}\n{words}", "utf-8")
        new.replace(place)
    except OSError:
        return


def _place(cache: Path, dist: Path) -> Path:
    name = hashlib.sha256(os.fsencode(dist.absolute())).hexdigest()[:16]
    return cache / f"built-{name}.stamp"


def _digest(dist: Path, inputs: str) -> str:
    looks = [_look(entry.path, entry.stat()) for entry in _files(str(dist))]
    return hashlib.sha256("\0".join([inputs, *looks]).encode(errors="surrogateescape")).hexdigest()


def _look(path: str, seen: os.stat_result) -> str:
    return f"{path}\0{seen.st_size}\0{seen.st_mtime_ns}\0{seen.st_ctime_ns}\0{seen.st_ino}"


def _files(folder: str) -> Iterator[os.DirEntry[str]]:
    """All in `folder` but folders, in order; not what is hidden, nor what Python keeps for itself."""
    with os.scandir(folder) as entries:
        there = sorted(entries, key=lambda entry: entry.name)
    for entry in there:
        if entry.name.startswith((".", "__pycache__")):
            continue
        if entry.is_dir(follow_symlinks=False):
            yield from _files(entry.path)
        else:
            yield entry
