"""Options that several commands share, and how rows are printed."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import click

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
JSON = click.option("--json", "as_json", is_flag=True, help="Print JSON for machines.")


def cache_of(sources: Path, cache: Path | None) -> Path:
    """The cache folder: the one named, or the usual one beside the sources."""
    return cache if cache is not None else sources.absolute().parent / ".cache" / "allways"


def print_json(value: Any) -> None:
    """Print plain lists and dictionaries for machines."""
    click.echo(json.dumps(value, ensure_ascii=False, indent=1))


def print_rows(rows: Sequence[Mapping[str, str]]) -> None:
    """Print rows in columns for people."""
    names = list(rows[0]) if rows else []
    widths = {name: max(len(row[name]) for row in rows) for name in names}
    for row in rows:
        click.echo("  ".join(row[name].ljust(widths[name]) for name in names).rstrip())
