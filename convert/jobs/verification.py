"""Verifying: every check over every file that was built, and every validator over its kind."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import msgspec

from convert import __version__
from convert.checks import CHECKS, VALIDATORS, Validator
from convert.errors import BadArguments
from convert.files.cache import Cache
from convert.findings import Finding, Level, Place
from convert.jobs import output
from convert.manifest import File

CHANGED = "file-changed"
"""A file is not there, or is not the one that was built."""


class Report(msgspec.Struct, frozen=True):
    """What one check or validator says of the files it looked at."""

    name: str
    version: str
    """Empty where it is not there."""
    paths: frozenset[str]
    """What it looked at, or would have."""
    findings: tuple[Finding, ...]

    @property
    def files(self) -> int:
        """How many files it is about."""
        return len(self.paths)

    @property
    def not_run(self) -> int:
        """How many files could not be looked at."""
        return sum(finding.level is Level.NOT_RUN for finding in self.findings)


def verified(dist: Path, cache: Cache, *, also: Sequence[Validator] = ()) -> Iterator[Report]:
    """A report of each check and validator, those that are asked for `also`, as it is done.

    Raises:
        BadArguments: nothing has been built there.
    """
    made = output.load(dist)
    if made is None:
        raise BadArguments(
            f"there is nothing to check in {dist}.", next_step="Build first: allways build"
        )
    files = made.all_files()
    lost = tuple(_lost(file) for file in files if output.read(dist, file) is None)
    yield Report("Files", __version__, frozenset(file.path for file in files), lost)
    gone = {finding.place.path for finding in lost}
    there = [file for file in files if file.path not in gone]
    for check in CHECKS.values():
        own = [file.path for file in there if file.media_type == check.MEDIA_TYPE]
        findings = (
            finding
            for path in own
            for finding in check.check((dist / path).read_bytes(), path=path)
        )
        yield Report(check.TITLE, __version__, frozenset(own), tuple(findings))
    for validator in (*VALIDATORS, *also):
        paths = [file.path for file in there if file.media_type == validator.media_type]
        seen = tuple(validator.look(dist, paths, cache))
        yield Report(validator.name, validator.version(), frozenset(paths), seen)


def _lost(file: File) -> Finding:
    return Finding(
        CHANGED,
        Level.ERROR,
        "This file is not there, or not as it was built.",
        Place(file.path),
        next_step="Build again.",
    )
