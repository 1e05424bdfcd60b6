"""`allways check` and `allways explain`: what to look at in the posts, and what each thing means."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

import click

from convert.commands.options import JSON, SOURCES
from convert.errors import Exit

FORMS = ("lines", "json", "sarif", "github")


@click.command()
@click.argument("slugs", metavar="[SLUG]...", nargs=-1)
@SOURCES
@click.option("--strict", is_flag=True, help="Leave with 1 where there is anything to look at.")
@click.option("--form", type=click.Choice(FORMS), default="lines", help="How findings are printed.")
@JSON
def check(
    slugs: tuple[str, ...],
    sources: Path,
    strict: bool,  # noqa: FBT001  click passes options by name
    form: str,
    as_json: bool,  # noqa: FBT001  the same
) -> None:
    """Check readability and structure: path:line:column: CODE message.

    Leaves with 1 where a post cannot be built or breaks a rule that has no two readings.
    """
    from convert.commands.telling import told
    from convert.findings import Level
    from convert.jobs.checking import checked
    from convert.source.sources import chosen

    form = "json" if as_json else form
    posts = chosen(sources, slugs) if sources.is_dir() else []
    found = list(checked(sources, slugs))
    for line in told(found, form=form, folder=sources):
        click.echo(line)
    if form == "lines":
        click.echo(_counted(len(found), posts), err=True)
    wrong = any(finding.level is Level.ERROR for finding in found) or (strict and found)
    sys.exit(Exit.REFUSED if wrong else Exit.FINE)


def _counted(findings: int, posts: Sequence[str]) -> str:
    from convert.source.sources import NO_POSTS

    if not posts:
        return f"There are no posts yet. {NO_POSTS}"
    things = "1 thing" if findings == 1 else f"{findings} things"
    return f"{things} to look at. `allways explain CODE` tells more."


@click.command()
@click.argument("code")
def explain(code: str) -> None:
    """Say what a finding means, why it matters and what to do."""
    from convert.commands.telling import explained

    for line in explained(code):
        click.echo(line)
