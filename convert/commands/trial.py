"""`allways try`: one stage on your own text, JSON lines in and JSON lines out."""

from __future__ import annotations

import sys

import click

STAGES = ("score", "simplify", "spoken", "pictures", "easy-lines")
LEVELS = ("text", "sentence", "word")


@click.command(name="try")
@click.argument("stage", type=click.Choice(STAGES))
@click.option("--level", type=click.Choice(LEVELS), default="text", help="For score: of what.")
def trial(stage: str, level: str) -> None:
    """Try one stage on your own text.

    One JSON object a line on standard input, one a line out, in the same order with the same id.
    A line that cannot be read gives {"id", "error"} and the rest goes on.
    """
    from convert.jobs.trials import answers

    for answer in answers(sys.stdin.buffer, stage=stage, level=level):
        sys.stdout.buffer.write(answer + b"\n")
    sys.stdout.buffer.flush()
