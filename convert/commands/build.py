"""`allways build`: every post, or the posts named, in every format."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import click

from convert.commands.options import CACHE, DIST, JSON, SOURCES, cache_of
from convert.errors import Exit
from convert.jobs import stamp


@click.command()
@click.argument("slugs", metavar="[SLUG]...", nargs=-1)
@SOURCES
@DIST
@CACHE
@click.option("--format", "formats", multiple=True, metavar="NAME", help="Only this format.")
@click.option("--voice", default="", metavar="NAME", help="Read aloud with this voice.")
@click.option(
    "--jobs", type=click.IntRange(1, 64), default=None, help="Posts at a time. [default: all cores]"
)
@click.option(
    "--cluster", default="", metavar="ADDRESS", help="Work on the machines of this dask cluster."
)
@JSON
def build(
    slugs: tuple[str, ...],
    sources: Path,
    dist: Path,
    cache: Path | None,
    formats: tuple[str, ...],
    voice: str,
    jobs: int | None,
    cluster: str,
    as_json: bool,  # noqa: FBT001  click passes options by name
) -> None:
    """Build every post, or the posts named, in every format."""
    if cluster and jobs:
        raise click.UsageError("--jobs is for this machine; a cluster has workers of its own.")
    kept = cache_of(sources, cache)
    looks = stamp.inputs(sources, [*slugs, "--format", *formats, "--voice", voice])
    words = None if as_json else stamp.said(kept, dist, looks)
    if words is not None:  # nothing to do: what builds is not even loaded
        click.echo(words, err=True)
        return

    from convert.build import build as build_posts
    from convert.commands import console
    from convert.jobs import output, running
    from convert.jobs.plan import Request

    warnings: list[str] = []

    def warn(message: str) -> None:
        warnings.append(message)
        console.warn(message)

    def workers(posts: int) -> running.Workers:
        if cluster and posts:
            from convert.jobs import cluster as machines

            return machines.workers(cluster)
        count = min(jobs or os.cpu_count() or 1, posts)
        if count <= 1:
            return running.Here()
        from convert.jobs import pool

        return pool.processes(count)

    request = Request(sources, dist, kept, slugs, formats, voice)
    with output.only_one(dist, kept, waiting=console.waiting):
        made = build_posts(request, workers, console.build_progress(), warn)
        words = "\n".join(console.built(made, dist))
        to_mend = made.refused or any(post.may_be_mended for post in made.posts.values())
        # A voice file of one's own may lie where nobody looks for changes.
        if not (warnings or to_mend or made.publication.piper_model):
            stamp.leave(kept, dist, looks, words)
    if as_json:
        from convert import manifest

        sys.stdout.buffer.write(manifest.encode(made) + b"\n")
    click.echo(words, err=True)
    sys.exit(Exit.REFUSED if made.refused else Exit.FINE)
