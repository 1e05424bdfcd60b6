"""`allways new`: a post folder with front matter to fill in."""

from __future__ import annotations

from pathlib import Path

import click

from convert.commands.options import SOURCES


@click.command()
@click.argument("title")
@SOURCES
def new(title: str, sources: Path) -> None:
    """Make a folder for a new post, with front matter to fill in."""
    import datetime as dt

    from convert.errors import BadArguments
    from convert.source.importer import add
    from convert.source.importer.incoming import Incoming

    # The one date that no source has yet: the writer changes it when the post goes out.
    today = dt.datetime.now(tz=dt.UTC).date()
    body = "Write the post here. A line that begins with ## is a heading."
    arrival = add(Incoming(title=title, date=today, body=body), sources)
    path = sources / arrival.slug / "post.md"
    if not arrival.is_new:
        raise BadArguments(
            f"{path.parent} is there already; it was left as it is.",
            next_step="Choose another title, or write in the post that is there.",
        )
    click.echo(f"Write your post in {path}, then run: allways build {arrival.slug}", err=True)
    click.echo(path)
