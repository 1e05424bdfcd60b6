"""Reads TOML that a person wrote; whatever is wrong with it is one kind of error."""

from __future__ import annotations

import tomllib
from typing import Any


class BadToml(ValueError):
    """This is not TOML; the message says why."""


def table(data: bytes) -> dict[str, Any]:
    """The table that `data` holds.

    Raises:
        BadToml: it is not UTF-8, not TOML 1.0, or nested too deeply.
    """
    try:
        return tomllib.loads(data.decode("utf-8"))
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        raise BadToml(f"it is not UTF-8 text (at line {line})") from error
    except RecursionError as error:
        raise BadToml("it is nested too deeply") from error
    except ValueError as error:  # tomllib's own, and numbers of thousands of digits
        raise BadToml(str(error)) from error
