"""Taking a snapshot: what is in `dist/` today, post by post, as lines of the history."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence

from convert.findings import Level
from convert.jobs.verification import Report
from convert.manifest import Manifest, PostEntry
from convert.review.history import Checked, FileThen, Result, Snapshot


def taken(made: Manifest, reports: Sequence[Report], *, date: dt.date) -> Iterator[Snapshot]:
    """A snapshot of each post, by name."""
    for slug, entry in sorted(made.posts.items()):
        yield Snapshot(
            date=date,
            slug=slug,
            band=entry.band,
            score=entry.score,
            easy_read=entry.easy_read.value,
            formats={
                name: tuple(FileThen(f.path, f.sha256) for f in entry.files if f.format == name)
                for name in entry.formats
            },
            made_by=made.made_by,
            checks=tuple(_checks(entry, reports)),
        )


def _checks(entry: PostEntry, reports: Sequence[Report]) -> Iterator[Checked]:
    for report in reports:
        looked_at = [file for file in entry.files if file.path in report.paths]
        if looked_at:
            paths = {file.path for file in looked_at}
            levels = {f.level for f in report.findings if f.place.path in paths}
            formats = tuple(sorted({file.format for file in looked_at}))
            yield Checked(report.name, report.version, _result(levels), formats)


def _result(levels: set[Level]) -> Result:
    if Level.ERROR in levels:
        return "failed"
    return "not run" if Level.NOT_RUN in levels else "passed"
