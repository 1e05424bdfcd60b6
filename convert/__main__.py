"""The command line: arguments, progress, exit codes; no rules of the trade.

Data goes to standard output, talk to standard error.
"""

from __future__ import annotations

import errno
import sys
from typing import NoReturn

import click

from convert import __version__
from convert.commands import COMMANDS
from convert.errors import AllwaysError, Exit, nearest
from convert.jobs import stopping

CONTEXT = {"help_option_names": ["-h", "--help"], "max_content_width": 100}
NO_ROOM = frozenset(
    (errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EROFS, errno.EACCES, errno.EPERM)
)
"""What the system says where a disk is full, or a folder may not be written to."""


class Group(click.Group):
    """The commands; a wrong name is answered with the one that is like it."""

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The command that `args` begin with."""
        try:
            return super().resolve_command(ctx, args)
        except click.UsageError as error:
            error.message += f" {nearest(args[0], self.commands) or 'allways -h lists them.'}"
            raise


@click.group(cls=Group, context_settings=CONTEXT)
@click.version_option(__version__, prog_name="Allways")
def cli() -> None:
    """One post becomes every way people read."""


for command in COMMANDS:
    cli.add_command(command)


def main() -> NoReturn:
    """Run the command line and leave with the exit code that says how it went."""
    stopping.listen()
    try:
        cli.main(standalone_mode=False)
        sys.exit(Exit.FINE)
    except click.exceptions.Exit as stop:
        sys.exit(stop.exit_code)
    except click.ClickException as error:
        error.show()
        sys.exit(Exit.ARGUMENTS)
    except (click.Abort, KeyboardInterrupt):
        sys.exit(_stopped())
    except AllwaysError as error:
        click.echo(f"allways: {error}", err=True)
        sys.exit(error.exit)
    except Exception as error:  # noqa: BLE001  the one place where a bug of ours becomes words
        sys.exit(_stopped() if stopping.asked() else _told(error))


def _stopped() -> Exit:
    """Tell that somebody asked to stop, and what is left."""
    click.echo("Stopped. What was finished is kept; run it again to go on.", err=True)
    return Exit.STOPPED


def _told(error: Exception) -> Exit:
    """Tell of an error that nobody foresaw where it happened."""
    if isinstance(error, OSError) and error.errno in NO_ROOM:
        click.echo(
            f"allways: {error.filename or 'a file'}: the system says: {error.strerror}. Make room, "
            "or see that you may read and write there. What was finished is kept.",
            err=True,
        )
        return Exit.REFUSED
    import traceback

    traceback.print_exception(error)
    click.echo(
        "allways: this is a mistake in Allways, not in your posts. Please report it with the "
        "lines above.",
        err=True,
    )
    return Exit.BUG


if __name__ == "__main__":
    main()
