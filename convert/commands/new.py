"""`allways new`: a post folder with front matter to fill in."""

from __future__ import annotations

from pathlib import Path

import click

from convert.commands.options import SOURCES

STUB = """---
{}author:
summary:
---

Write the post here. A line that begins with ## is a heading.
"""


@click.command()
@click.argument("title")
@SOURCES
def new(title: str, sources: Path) -> None:
    """Make a folder for a new post, with front matter to fill in."""
    import datetime as dt

    from convert.errors import BadArguments
    from convert.source.importer import make, slugs
    from convert.source.importer.incoming import yaml_lines
    from convert.source.names import POST

    # The one date that no source has yet: the writer changes it when the post goes out.
    today = dt.datetime.now(tz=dt.UTC).date()
    slug = slugs.slug(title, f"post-{today}")
    path = sources / slug / POST
    if path.parent.exists():
        raise BadArguments(
            f"{path.parent} is there already; it was left as it is.",
            next_step="Choose another title, or write in the post that is there.",
        )
    front = yaml_lines({"title": " ".join(title.split()), "date": today})
    make(path.parent, STUB.format(front), {})
    click.echo(f"Write your post in {path}, then run: allways build {slug}", err=True)
    click.echo(path)
