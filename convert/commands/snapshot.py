"""`allways snapshot`: what is built today, as lines of the history beside the posts."""

from __future__ import annotations

from pathlib import Path

import click

from convert.commands.options import CACHE, DATE, DIST, SOURCES, cache_of, day, write_whole


@click.command()
@SOURCES
@DIST
@CACHE
@DATE
@click.option("--no-checks", is_flag=True, help="Do not look at the files as `verify` does.")
def snapshot(sources: Path, dist: Path, cache: Path | None, date: str, no_checks: bool) -> None:  # noqa: FBT001  click's way
    """Note today's scores, formats and checks of every post in history.jsonl.

    The overview then says what has become easier, and the formats log since when there is what.
    """
    from convert.commands import console
    from convert.errors import BadArguments
    from convert.files.cache import FolderCache
    from convert.jobs import output
    from convert.jobs.verification import Report, verified
    from convert.review import history
    from convert.review.snapshot import taken
    from convert.source import sources as folders
    from convert.source.names import HISTORY

    today = day(date)
    path = sources / HISTORY
    before = folders.shared(sources).history
    history.read(before, path=str(path))
    made = output.load(dist)
    if made is None or not made.posts:
        raise BadArguments(f"nothing is built in {dist}.", next_step="Build first: allways build")
    reports: list[Report] = []
    looking = () if no_checks else verified(dist, FolderCache(cache_of(sources, cache)))
    for report in looking:
        console.verified(report)
        reports.append(report)
    new = list(taken(made, reports, date=today))
    write_whole(path, history.added(before, new))
    posts = "1 post" if len(new) == 1 else f"{len(new)} posts"
    click.echo(f"{path}: {posts} noted on {today}. Build again to see the trend.", err=True)
