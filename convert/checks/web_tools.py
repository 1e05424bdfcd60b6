"""Two outside checkers of web pages: axe (Deque) in Chromium, and the Nu Html Checker (W3C).

Either may be missing, and then it is *not run*, which is never the same as passed. One browser
and one Java look at all pages of a build; verdicts are kept under the hash of the page.
"""

from __future__ import annotations

import hashlib
import importlib.metadata
import importlib.util
import subprocess
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec

from convert.checks import programs
from convert.files.cache import Cache, key
from convert.findings import Finding, Level, Place

if TYPE_CHECKING:
    from playwright.sync_api import Browser

AXE_CODE = "axe"
VNU_CODE = "html-checker"
AXE = "axe"
VNU = "The Nu Html Checker"
TIME_LIMIT = 300
"""Seconds for the Nu Html Checker over all pages; it takes about 3 for a hundred."""

AXE_TAGS = (
    *("wcag2a", "wcag2aa", "wcag2aaa", "wcag21a", "wcag21aa", "wcag21aaa", "wcag22a", "wcag22aa"),
    "best-practice",
)
AXE_ALSO = ("target-size", "color-contrast-enhanced", "identical-links-same-purpose")
"""Rules that axe leaves off unless they are asked for."""
VIEWS: Mapping[str, Mapping[str, Any]] = {
    "wide screen": {},
    "narrow screen": {"viewport": {"width": 320, "height": 640}},
    "dark": {"color_scheme": "dark"},
    "forced colours": {"forced_colors": "active"},
}
"""How each page is looked at; 320 pixels are a 1280 pixel screen at 400 % (WCAG 1.4.10)."""
_COLOURS_FORCED = "forced colours"
_CONTRAST = ("color-contrast", "color-contrast-enhanced", "link-in-text-block")

Look = Callable[[Path], list[Finding]]


class _Target(msgspec.Struct, rename="camel"):
    target: list[Any] = []
    html: str = ""


class _Violation(msgspec.Struct, rename="camel"):
    id: str
    help: str
    nodes: list[_Target] = []


class _Message(msgspec.Struct, rename="camel"):
    message: str
    type: str = "error"
    url: str = ""
    last_line: int = 0
    extract: str = ""


class _Report(msgspec.Struct):
    messages: list[_Message] = []


def axe(dist: Path, paths: Sequence[str], cache: Cache) -> Iterator[Finding]:
    """What axe finds in the pages `paths` below `dist`, each looked at in every one of VIEWS."""
    script = programs.CHECKERS / "axe-core" / "axe.min.js"
    browser = programs.chromium()
    missing = None
    if importlib.util.find_spec("playwright") is None:
        missing = ("the Python package “playwright” is not installed", programs.BRING)
    elif not script.is_file():
        missing = ("the npm package “axe-core” is not installed", programs.BRING)
    elif browser is None:
        missing = ("there is no Chromium", "Install Chromium.")
    if missing or browser is None:
        yield from (programs.not_run(AXE, *(missing or ("", "")), path=path) for path in paths)
        return
    versions = f"{programs.npm_version('axe-core')} {importlib.metadata.version('playwright')}"
    yield from _kept(dist, paths, f"axe {versions}", cache, _Axe(script, browser))


def vnu(dist: Path, paths: Sequence[str], _cache: Cache) -> Iterator[Finding]:
    """The errors that the Nu Html Checker finds in the pages `paths` below `dist`.

    It looks at a hundred pages in three seconds, so no verdict is kept.
    """
    jar = programs.CHECKERS / "vnu-jar" / "build" / "dist" / "vnu.jar"
    java = programs.java()
    if not jar.is_file() or java is None:
        reason = (
            "there is no Java" if java is None else "the npm package “vnu-jar” is not installed"
        )
        yield from (programs.not_run(VNU, reason, programs.BRING, path=path) for path in paths)
        return
    files = {(dist / path).resolve().as_uri(): path for path in paths}
    command = [java, "-jar", str(jar), "--format", "json", "--errors-only", "--exit-zero-always"]
    try:
        done = subprocess.run(  # noqa: S603  our own command on our own files
            [*command, "--stdout", *(str((dist / path).resolve()) for path in paths)],
            capture_output=True,
            timeout=TIME_LIMIT,
            check=False,
        )
        report = msgspec.json.decode(done.stdout, type=_Report)
    except (subprocess.TimeoutExpired, OSError, msgspec.DecodeError) as error:
        step = "Run it by hand on this page to see why."
        yield from (
            programs.not_run(VNU, f"it gave no report ({error})", step, path=path) for path in paths
        )
        return
    for found in report.messages:
        uri = found.url.replace("file:/", "file:///") if "///" not in found.url else found.url
        place = Place(files.get(uri, found.url), found.last_line)
        yield Finding(VNU_CODE, Level.ERROR, found.message, place, quote=found.extract.strip())


def _kept(
    dist: Path, paths: Sequence[str], version: str, cache: Cache, looker: _Axe
) -> Iterator[Finding]:
    with looker:
        for path in paths:
            data = (dist / path).read_bytes()
            name = key("verdict-web", version, hashlib.sha256(data).digest())
            kept = cache.get(name)
            if kept is None:
                kept = msgspec.json.encode(looker.look(dist / path))
                cache.put(name, kept)
            for finding in msgspec.json.decode(kept, type=list[Finding]):
                yield msgspec.structs.replace(finding, place=Place(path))


class _Axe:
    """One browser, started at the first page that nobody has looked at before."""

    def __init__(self, script: Path, chromium: str) -> None:
        self._script = script
        self._chromium = chromium
        self._browser: Browser | None = None
        self._driver: Any = None

    def __enter__(self) -> None:
        return None

    def __exit__(self, *_: object) -> None:
        if self._browser is not None:
            self._browser.close()
        if self._driver is not None:
            self._driver.stop()

    def look(self, page: Path) -> list[Finding]:
        """What axe finds, once for each rule, with the views that showed it."""
        seen: dict[tuple[str, str, str], list[str]] = {}
        for view, options in VIEWS.items():
            for found in self._violations(page, view, options):
                for node in found.nodes:
                    words = (
                        f"{found.help} ({found.id})",
                        node.html,
                        " ".join(map(str, node.target)),
                    )
                    seen.setdefault(words, []).append(view)
        return [
            Finding(
                AXE_CODE,
                Level.ERROR,
                f"{message}, {', '.join(views)}: {target}",
                Place(""),
                quote=html[:160],
            )
            for (message, html, target), views in seen.items()
        ]

    def _violations(self, page: Path, view: str, options: Mapping[str, Any]) -> list[_Violation]:
        rules = {name: {"enabled": True} for name in AXE_ALSO}
        if view == _COLOURS_FORCED:  # These are the reader's own colours.
            rules |= {name: {"enabled": False} for name in _CONTRAST}
        context = self._started().new_context(bypass_csp=True, **options)
        try:
            tab = context.new_page()
            tab.goto(page.resolve().as_uri())
            tab.evaluate(self._script.read_text("utf-8"))
            found = tab.evaluate(
                "options => axe.run(document, options)",
                {"runOnly": {"type": "tag", "values": AXE_TAGS}, "rules": rules},
            )
        finally:
            context.close()
        return msgspec.convert(found["violations"], type=list[_Violation])

    def _started(self) -> Browser:
        if self._browser is None:
            from playwright.sync_api import sync_playwright  # noqa: PLC0415  for checks only

            self._driver = sync_playwright().start()
            self._browser = self._driver.chromium.launch(
                executable_path=self._chromium, args=["--no-sandbox"]
            )
        return self._browser
