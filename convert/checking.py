"""Checking posts like a linter: every finding of every post, in the order of its file."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from convert import sources
from convert.editing import written
from convert.errors import BadArguments, RefusedPost
from convert.findings import Finding, Level, Place
from convert.readability.findings import findings

REFUSED = "refused"
"""The post cannot be built at all."""


def checked(folder: Path, slugs: Sequence[str]) -> Iterator[Finding]:
    """What there is to look at in the posts called `slugs`, or in all posts of `folder`.

    Raises:
        BadArguments: there is no such post, or a file that all posts share is not right.
    """
    shared = sources.shared(folder)
    known = sources.slugs(folder)
    for slug in slugs:
        if slug not in known:
            raise BadArguments(
                f"there is no post called {slug}.",
                next_step=f"The posts are: {', '.join(known) or 'none yet'}.",
            )
    for slug in slugs or known:
        try:
            source = sources.post(folder, slug)
            post, edition = written(source, shared.publication, shared.files)
        except RefusedPost as error:
            path, _, line = (error.place or f"{slug}/{sources.POST}").partition(":")
            number = line.partition(":")[0]
            place = Place(path, int(number) if number.isdigit() else 0)
            yield Finding(REFUSED, Level.ERROR, error.message, place, next_step=error.next_step)
            continue
        yield from edition.findings
        yield from findings(
            post.document,
            edition.readability,
            places=post.places,
            path=f"{slug}/{sources.POST}",
        )
