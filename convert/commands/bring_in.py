"""`allways import`: other people's files as post folders."""

from __future__ import annotations

from pathlib import Path

import click

from convert.commands.options import JSON, SOURCES, print_json


@click.command(name="import")
@click.argument("files", type=click.Path(path_type=Path), nargs=-1, required=True)
@SOURCES
@JSON
def bring_in(files: tuple[Path, ...], sources: Path, as_json: bool) -> None:  # noqa: FBT001  click's way
    """Make post folders of other people's files: Word, web pages, WordPress, Blogger, feeds, text."""
    from convert.commands import console
    from convert.source import importer

    reports = importer.bring_in(files, sources)
    if as_json:
        print_json(importer.as_data(reports))
    console.imported(reports)
