"""What is said on the terminal: progress while it works, and what came of it."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from convert.build import Step
from convert.findings import SILENCING, Level
from convert.manifest import Manifest
from convert.source.sources import NO_POSTS

if TYPE_CHECKING:
    # Loading it would make a build with nothing to do pay for it.
    from convert.jobs.verification import Report
    from convert.source import importer


def build_progress() -> Callable[[Step], None]:
    """A function that says which post is done and about how long the rest will take."""
    started = time.monotonic()

    def tell(step: Step) -> None:
        taken = time.monotonic() - started
        left = taken / step.done * (step.total - step.done)
        width = len(str(step.total))
        mark = "refused" if step.refusal is not None else "built"
        rest = f"   about {_span(left)} left" if step.done < step.total else ""
        click.echo(f"[{step.done:>{width}}/{step.total}] {mark}  {step.slug}{rest}", err=True)

    return tell


def waiting() -> None:
    """Say that another build has to end first."""
    click.echo("Another build is at work on the same folder. Waiting for it to end.", err=True)


def warn(message: str) -> None:
    """Say what a person must know before anything is done."""
    click.echo(f"Warning: {message}", err=True)


def built(made: Manifest, dist: Path) -> list[str]:
    """What there is now, what was refused, has no sound or is wrong, and what to do about it."""
    lines: list[str] = []
    for slug, post in made.posts.items():
        for finding in post.findings:
            if finding.code in SILENCING or finding.level is Level.ERROR:
                what = "No sound" if finding.code in SILENCING else "Look at"
                where = f"{finding.place}" if "/" in finding.place.path else slug
                quote = f" “{finding.quote}”" if finding.quote else ""
                lines.append(f"{what}: {where}: {finding.message}{quote} {finding.next_step}")
    lines += [f"Refused: {refusal}" for refusal in made.refused]
    if not made.posts:
        return [*lines, f"There are no posts yet. {NO_POSTS}"]
    posts = "1 post" if len(made.posts) == 1 else f"{len(made.posts)} posts"
    if not made.publication.base_url:
        lines.append("No feeds: publication.toml has no base_url. Pages work from the folder.")
    return [*lines, f"{posts} in {dist}. Open {dist / 'index.html'}"]


def imported(reports: Sequence[importer.Report]) -> None:
    """Say which posts were made, and what a person should look at, by line."""
    from convert.source.importer.incoming import Where

    for report in reports:
        for arrival in report.arrivals:
            made = "new" if arrival.is_new else "was there already, left as it is"
            click.echo(f"{arrival.slug}: {made}", err=True)
            for doubt in arrival.doubts:
                path = report.file if doubt.where is Where.FILE else f"{arrival.slug}/post.md"
                place = f"{path}:{doubt.line}" if doubt.line else path
                click.echo(f"  {place}: {doubt.message}", err=True)
        if report.left_out:
            click.echo(f"{report.file}: left out: {', '.join(report.left_out)}", err=True)
    doubts = sum(len(arrival.doubts) for report in reports for arrival in report.arrivals)
    if doubts:
        click.echo(
            "Please look at this place: it was judged by its looks."
            if doubts == 1
            else f"Please look at these {doubts} places: they were judged by their looks.",
            err=True,
        )


def verified(report: Report) -> None:
    """Say what one check found."""
    wrong = sum(finding.level is Level.ERROR for finding in report.findings)
    parts = [f"{report.name}: {report.files} files", f"{wrong} wrong" if wrong else "all right"]
    if not report.files:
        parts = [f"{report.name}: no files to look at"]
    elif report.not_run:
        parts[1:] = [f"NOT RUN on {report.not_run}"]
    click.echo(", ".join(parts), err=True)


def _span(seconds: float) -> str:
    if seconds < 90:
        return f"{max(1, round(seconds))} seconds"
    return f"{round(seconds / 60)} minutes"
