"""Checking posts like a linter: every finding of every post, in the order of its file."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from convert.errors import RefusedPost
from convert.findings import Finding, Level, Place
from convert.jobs.editing import written
from convert.plain.readability.findings import findings
from convert.review.answers import settled
from convert.source import sources
from convert.source.names import EASY_READ, POST

REFUSED = "refused"
"""The post cannot be built at all."""


def checked(folder: Path, slugs: Sequence[str]) -> Iterator[Finding]:
    """What there is to look at in the posts called `slugs`, or in all posts of `folder`.

    Raises:
        BadArguments: there is no such post, or a file that all posts share is not right.
    """
    shared = sources.shared(folder)
    for slug in sources.chosen(folder, slugs):
        try:
            source = sources.post(folder, slug)
            post, edition = written(source, shared.publication, shared.files)
        except RefusedPost as error:
            path, _, line = (error.place or f"{slug}/{POST}").partition(":")
            number = line.partition(":")[0]
            place = Place(path, int(number) if number.isdigit() else 0)
            yield Finding(REFUSED, Level.ERROR, error.message, place, next_step=error.next_step)
            continue
        # What rules drafted stands in no file, so there is no line to look at.
        drafted = f"{slug}/{EASY_READ}" if EASY_READ not in source.files else ""
        yield from (f for f in edition.findings if f.place.path != drafted)
        found = findings(
            post.document,
            edition.readability,
            places=post.places,
            path=f"{slug}/{POST}",
        )
        yield from settled(found, edition.answers)
