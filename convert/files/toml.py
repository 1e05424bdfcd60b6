"""Reads TOML that a person wrote; whatever is wrong with it is one kind of error."""

from __future__ import annotations

import re
import tomllib
from typing import Any

_AT_LINE = re.compile(r"\(at line (\d+)")
_KEY = re.compile(r"unknown field `([^`]+)`|at `\$\.([\w-]+)")


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


def spot(data: bytes, message: str, *, path: str) -> str:
    """Where in the file `path` an error is: with its line, where the message or a key tells it."""
    if told := _AT_LINE.search(message):
        return f"{path}:{told[1]}"
    found = _KEY.findall(message)
    named = [*(unknown for unknown, _ in found if unknown), *(key for _, key in found if key)]
    text = data.decode("utf-8", errors="replace")
    for name in named:
        entry = rf"^[ \t]*(?:\[+[ \t]*)?[\"']?{re.escape(name)}[\"']?[ \t]*[=.\]]"
        if stands := re.search(entry, text, re.MULTILINE):
            return f"{path}:{text.count(chr(10), 0, stands.start()) + 1}"
    return path
