"""The commands, one module each, in the order they are listed to people.

A module's own imports are light; what a command needs is loaded when it runs.
"""

from __future__ import annotations

import click

from convert.commands import (
    bring_in,
    build,
    check,
    draft,
    new,
    review,
    serve,
    snapshot,
    tables,
    trial,
    verify,
)

COMMANDS: tuple[click.Command, ...] = (
    new.new,
    bring_in.bring_in,
    build.build,
    check.check,
    check.explain,
    draft.draft,
    review.review,
    verify.verify,
    snapshot.snapshot,
    serve.serve,
    tables.formats,
    tables.voices,
    trial.trial,
)
