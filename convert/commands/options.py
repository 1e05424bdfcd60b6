"""Options that several commands share, and how rows are printed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import click

from convert.errors import BadArguments

SOURCES = click.option(
    "--sources",
    type=click.Path(path_type=Path),
    default=Path("sources"),
    show_default=True,
    help="The folder with the posts.",
)
DIST = click.option(
    "--dist",
    type=click.Path(path_type=Path),
    default=Path("dist"),
    show_default=True,
    help="The folder for what is made.",
)
CACHE = click.option(
    "--cache",
    type=click.Path(path_type=Path),
    default=None,
    help="The folder for what can be made again. [default: .cache/allways beside the sources]",
)
DATE = click.option("--date", default="", metavar="DAY", help="Like 2024-03-12. [default: today]")
JSON = click.option("--json", "as_json", is_flag=True, help="Print JSON for machines.")


def cache_of(sources: Path, cache: Path | None) -> Path:
    """The cache folder: the one named, or the usual one beside the sources."""
    return cache if cache is not None else sources.absolute().parent / ".cache" / "allways"


def day(date: str) -> dt.date:
    """The day that `date` names, or today's: the command line is where the clock may be read.

    Raises:
        BadArguments: it names no day, or one that is still to come.
    """
    today = dt.datetime.now().astimezone().date()
    if not date:
        return today
    try:
        given = dt.date.fromisoformat(date)
    except ValueError as error:
        raise BadArguments(
            f"“{date}” is not a date.", next_step="Write it like this: --date 2024-03-12"
        ) from error
    if given > today:
        raise BadArguments(
            f"{date} is still to come.", next_step="Give the day when it was decided."
        )
    return given


def write_whole(path: Path, data: bytes) -> None:
    """Write a file so that it is there whole, or as it was."""
    new = path.with_name(f".new-{path.name}")
    new.write_bytes(data)
    new.replace(path)


def print_json(value: Any) -> None:
    """Print plain lists and dictionaries for machines."""
    import json

    click.echo(json.dumps(value, ensure_ascii=False, indent=1))


def print_rows(rows: Sequence[Mapping[str, str]]) -> None:
    """Print rows in columns for people."""
    names = list(rows[0]) if rows else []
    widths = {name: max(len(row[name]) for row in rows) for name in names}
    for row in rows:
        click.echo("  ".join(row[name].ljust(widths[name]) for name in names).rstrip())
