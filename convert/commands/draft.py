"""`allways draft`: write or refresh `easy-read.md`; never overwrite a person's words."""

from __future__ import annotations

from pathlib import Path

import click

from convert.commands.options import SOURCES, write_whole


@click.command()
@click.argument("slugs", metavar="SLUG...", nargs=-1, required=True)
@SOURCES
def draft(slugs: tuple[str, ...], sources: Path) -> None:
    """Write or refresh easy-read.md for a post; words that a person wrote stay as they are."""
    from convert import reader
    from convert import sources as folders
    from convert.easy_read import draft as drafted
    from convert.editing import LAYER, workshop

    shared = folders.shared(sources)
    for slug in folders.chosen(sources, slugs):
        source = folders.post(sources, slug)
        post = reader.read(slug, source.files, lang=shared.publication.language)
        before = source.files.get(LAYER)
        tools = workshop(source, shared.publication, shared.files)
        text = drafted(post.document, before, workshop=tools)
        path = sources / slug / LAYER
        if before is not None and text.encode() == before:
            click.echo(f"{path}: nothing has changed.", err=True)
            continue
        write_whole(path, text.encode())
        click.echo(f"{path}: read it and make it yours. Nobody has checked it yet.", err=True)
