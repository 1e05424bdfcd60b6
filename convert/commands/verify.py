"""`allways verify`: checks and outside validators over what was built."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from convert.commands.options import CACHE, DIST, JSON, SOURCES, cache_of
from convert.errors import Exit


@click.command()
@DIST
@SOURCES
@CACHE
@click.option("--align", is_flag=True, help="Also look for every word in the recordings.")
@JSON
def verify(
    dist: Path,
    sources: Path,
    cache: Path | None,
    align: bool,  # noqa: FBT001  click's way
    as_json: bool,  # noqa: FBT001  click's way
) -> None:
    """Check everything that was built, with our own rules and with outside validators.

    Leaves with 1 where something is wrong, and with 4 where something could not be checked.
    """
    from convert.checks import LISTENERS
    from convert.commands import console
    from convert.files.cache import FolderCache
    from convert.findings import Finding, Level
    from convert.jobs.verification import verified

    found: list[Finding] = []
    kept = FolderCache(cache_of(sources, cache))
    for report in verified(dist, kept, also=LISTENERS if align else ()):
        console.verified(report)
        found.extend(report.findings)
    if as_json:
        import msgspec

        sys.stdout.buffer.write(msgspec.json.encode(found) + b"\n")
    else:
        for finding in found:
            click.echo(
                f"{finding.place}: {finding.code} {finding.message} {finding.next_step}".rstrip()
            )
    levels = {finding.level for finding in found}
    if Level.ERROR in levels:
        sys.exit(Exit.REFUSED)
    sys.exit(Exit.TOOL_MISSING if Level.NOT_RUN in levels else Exit.FINE)
