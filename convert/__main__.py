"""The command line: arguments, progress, exit codes; no rules of the trade.

Data goes to standard output, talk to standard error.
"""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path
from typing import NoReturn

import click

from convert import __version__
from convert.errors import AllwaysError, Exit

CONTEXT = {"help_option_names": ["-h", "--help"], "max_content_width": 100}
SOURCES = Path("sources")
DIST = Path("dist")

sources_option = click.option(
    "--sources",
    type=click.Path(path_type=Path),
    default=SOURCES,
    show_default=True,
    help="The folder with the posts.",
)
dist_option = click.option(
    "--dist",
    type=click.Path(path_type=Path),
    default=DIST,
    show_default=True,
    help="The folder for what is made.",
)
cache_option = click.option(
    "--cache",
    type=click.Path(path_type=Path),
    default=None,
    help="The folder for what can be made again. [default: .cache/allways beside the sources]",
)
json_option = click.option("--json", "as_json", is_flag=True, help="Print JSON for machines.")


@click.group(context_settings=CONTEXT)
@click.version_option(__version__, prog_name="Allways")
def cli() -> None:
    """One post becomes every way people read."""


def cache_of(sources: Path, cache: Path | None) -> Path:
    """The cache folder: the one named, or the usual one beside the sources."""
    return cache if cache is not None else sources.absolute().parent / ".cache" / "allways"


@cli.command()
@click.argument("slugs", metavar="[SLUG]...", nargs=-1)
@sources_option
@dist_option
@cache_option
@click.option("--format", "formats", multiple=True, metavar="NAME", help="Only this format.")
@click.option("--voice", default="", metavar="NAME", help="Read aloud with this voice.")
@click.option(
    "--jobs", type=click.IntRange(1, 64), default=None, help="Posts at a time. [default: all cores]"
)
@json_option
def build(
    slugs: tuple[str, ...],
    sources: Path,
    dist: Path,
    cache: Path | None,
    formats: tuple[str, ...],
    voice: str,
    jobs: int | None,
    as_json: bool,  # noqa: FBT001  click passes options by name
) -> None:
    """Build every post, or the posts named, in every format."""
    from convert import console, running
    from convert.build import Request, build

    request = Request(sources, dist, cache_of(sources, cache), slugs, formats, voice)

    def workers(posts: int) -> running.Workers:
        count = min(jobs or os.cpu_count() or 1, posts)
        return running.processes(count) if count > 1 else running.this_process()

    with console.build_progress() as tell:
        made = build(request, workers, tell)
    if as_json:
        from convert import manifest

        sys.stdout.buffer.write(manifest.encode(made) + b"\n")
    console.built(made, dist)
    sys.exit(Exit.REFUSED if made.refused else Exit.FINE)


@cli.command(name="import")
@click.argument("files", type=click.Path(path_type=Path, exists=True), nargs=-1, required=True)
@sources_option
@json_option
def import_(files: tuple[Path, ...], sources: Path, as_json: bool) -> None:  # noqa: FBT001
    """Make post folders of other people's files: a plain-text dump of a blog."""
    from convert import console, importer

    report = importer.bring_in(files, sources)
    if as_json:
        click.echo(json.dumps(importer.as_data(report), ensure_ascii=False, indent=1))
    console.imported(report)


@cli.command()
@json_option
def formats(as_json: bool) -> None:  # noqa: FBT001
    """List the formats."""
    from convert.formats import NAMES, load

    rows = [{"name": name, "title": load(name).TITLE} for name in NAMES]
    _table(rows, as_json=as_json)


def _table(rows: list[dict[str, str]], *, as_json: bool) -> None:
    """Print rows for machines, or in columns for people."""
    if as_json:
        click.echo(json.dumps(rows, ensure_ascii=False, indent=1))
        return
    names = list(rows[0]) if rows else []
    widths = {name: max(len(row[name]) for row in rows) for name in names}
    for row in rows:
        click.echo("  ".join(row[name].ljust(widths[name]) for name in names).rstrip())


def main() -> NoReturn:
    """Run the command line and leave with the exit code that says how it went."""
    try:
        cli.main(standalone_mode=False)
        sys.exit(Exit.FINE)
    except click.exceptions.Exit as stop:
        sys.exit(stop.exit_code)
    except click.ClickException as error:
        error.show()
        sys.exit(Exit.ARGUMENTS)
    except (click.Abort, KeyboardInterrupt):
        click.echo("Stopped. What was finished is kept; run it again to go on.", err=True)
        sys.exit(Exit.STOPPED)
    except AllwaysError as error:
        click.echo(f"allways: {error}", err=True)
        sys.exit(error.exit)
    except Exception:  # noqa: BLE001  the one place where a bug of ours becomes words
        import traceback

        traceback.print_exc()
        click.echo(
            "allways: this is a mistake in Allways, not in your posts. Please report it with the "
            "lines above.",
            err=True,
        )
        sys.exit(Exit.BUG)


if __name__ == "__main__":
    main()
