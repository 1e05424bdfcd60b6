"""`allways draft`: write or refresh `easy-read.md`; never overwrite a person's words."""

from __future__ import annotations

import os
from pathlib import Path

import click

from convert.commands.options import SOURCES, write_whole


@click.command()
@click.argument("slugs", metavar="SLUG...", nargs=-1, required=True)
@click.option(
    "--ask",
    is_flag=True,
    help="Send the post's sentences to the language model in publication.toml, for suggestions.",
)
@SOURCES
def draft(slugs: tuple[str, ...], sources: Path, *, ask: bool) -> None:
    """Write or refresh easy-read.md for a post; words that a person wrote stay as they are."""
    import msgspec

    from convert.jobs.editing import workshop
    from convert.plain.easy_read import draft as drafted
    from convert.plain.easy_read import lengths, make
    from convert.plain.easy_read.asking import model
    from convert.plain.easy_read.refresh import told
    from convert.source import reader
    from convert.source import sources as folders
    from convert.source.names import EASY_READ

    shared = folders.shared(sources)
    asked = model(shared.publication.assistant, os.environ) if ask else None
    if asked is not None:
        click.echo(f"The post's sentences are sent to {asked.address}.", err=True)
    for slug in folders.chosen(sources, slugs):
        source = folders.post(sources, slug)
        post = reader.read(slug, source.files, lang=shared.publication.language)
        before = source.files.get(EASY_READ)
        path = sources / slug / EASY_READ
        tools = workshop(source, shared.publication, shared.files)
        if asked is not None:
            tools = msgspec.structs.replace(tools, ask=asked)
        text = drafted(post.document, before, workshop=tools)
        for number, what in told(before, text.encode(), str(path)) if before else ():
            click.echo(f"{path}:{number}: {what}", err=True)
        if before is not None and text.encode() == before:
            click.echo(f"{path}: nothing has changed.", err=True)
            continue
        write_whole(path, text.encode())
        unread = "" if before else " Nobody has checked it yet."
        click.echo(f"{path}: read it and make it yours.{unread}", err=True)
        made = make(post.document, layer=text.encode(), workshop=tools, path=str(path))
        if (found := lengths(post.document, made)) is not None:
            click.echo(f"{found} See each: allways check {slug}", err=True)
    if asked is not None:
        click.echo(asked.report, err=True)
