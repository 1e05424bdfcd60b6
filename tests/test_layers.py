"""Imports point one way: every part of Allways stands on a floor and looks down only."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from itertools import chain
from pathlib import Path

import pytest

from convert import formats
from convert.voices import VOICES
from tests.tools import PROJECT

FLOORS = (
    ("__init__", "days", "document", "errors", "jobs.stopping", "languages", "source.names"),
    ("files", "jobs.running", "traversal"),
    ("jobs.pool",),
    ("findings", "pages.xhtml", "plain.readability.model", "settings", "source.sentences"),
    ("pages", "review.answers", "source.sources", "speech.lexicon", "speech.mp3", "speech.voice"),
    ("edition", "plain.readability", "review.history", "speech.spoken", "voices"),
    (
        *("manifest", "pages.listen", "plain", "review.asked", "source.reader"),
        *("speech.narration", "speech.tags"),
    ),
    ("checks", "formats", "jobs.editing", "jobs.orders", "jobs.output", "source", "speech"),
    ("jobs", "publish.listing", "publish.serving", "review"),
    (
        *("jobs.cluster", "publish.collection", "publish.feeds", "publish.site"),
        *("publish.talking_book", "review.snapshot"),
    ),
    ("publish.packs",),
    ("publish",),
    ("build",),
    ("commands",),
    ("__main__",),
)
"""From the ground up. What shares a floor does not know its neighbours; `data` holds no code."""

PURE = "formats"
IMPURE = frozenset(
    (
        *("asyncio", "datetime.now", "http", "locale", "os", "pathlib.Path", "random"),
        *("requests", "secrets", "shutil", "socket", "subprocess", "sys", "tempfile"),
        *("threading", "time", "urllib.request", "uuid.uuid1", "uuid.uuid4"),
    )
)
"""Ways to the clock, the disk, the network, the environment and chance."""

HEAVY = frozenset(
    (
        *("av", "docx", "ebooklib", "fontTools", "jinja2", "lemminflect", "lxml", "nltk"),
        *("numpy", "PIL", "pypandoc", "requests", "scipy", "segno", "soundfile", "textblob"),
        *("textstat", "wasmtime", "wordfreq"),
    )
)
"""Libraries that take long to load."""


@cache
def modules() -> dict[str, ast.Module]:
    """Every module of the package, by its name below `convert`, parsed."""
    package = PROJECT / "convert"
    return {
        _name(path.relative_to(package)): ast.parse(path.read_text("utf-8"))
        for path in sorted(package.rglob("*.py"))
    }


def _name(path: Path) -> str:
    parts = path.with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" and len(parts) > 1 else parts)


def imported(tree: ast.AST) -> Iterator[str]:
    """The full names that a module imports, wherever in it the import stands."""
    for node in ast.walk(tree):
        match node:
            case ast.Import(names=names):
                yield from (alias.name for alias in names)
            case ast.ImportFrom(module=str(module), names=names, level=0):
                yield from (f"{module}.{alias.name}" for alias in names)
            case ast.ImportFrom():
                pytest.fail(f"a relative import: {ast.unparse(node)}")
            case _:
                pass


def own_imports(name: str) -> Iterator[str]:
    """The parts of the package that module `name` imports, by their names below `convert`."""
    for full in imported(modules()[name]):
        package, _, rest = full.partition(".")
        if package == "convert":
            yield rest if rest in modules() else rest.rpartition(".")[0] or "__init__"


def part(name: str) -> str:
    """The part that a module belongs to: the longest entry of FLOORS that it lies within."""
    inside = [
        entry
        for entry in chain.from_iterable(FLOORS)
        if name == entry or name.startswith(f"{entry}.")
    ]
    return max(inside, key=len, default="")


def floor(name: str) -> int:
    return next(number for number, row in enumerate(FLOORS) if name in row)


def code_modules() -> list[str]:
    return [name for name in modules() if name.split(".")[0] != "data"]


@pytest.mark.parametrize("name", code_modules())
def test_every_module_has_a_floor(name: str) -> None:
    assert part(name), f"say in FLOORS where convert/{name.replace('.', '/')} belongs"


@pytest.mark.parametrize("name", code_modules())
def test_imports_point_down(name: str) -> None:
    own = part(name)
    below = {used for used in own_imports(name) if part(used) not in {own, ""}}

    upwards = sorted(used for used in below if floor(part(used)) >= floor(own))

    assert upwards == []


@pytest.mark.parametrize("table", ["formats", "voices", "checks"])
def test_entries_of_a_table_do_not_know_one_another(table: str) -> None:
    entries = {"formats": formats.NAMES, "voices": VOICES}.get(table, ())
    files = {f"{table}.{entry.replace('-', '_')}" for entry in entries}

    acquainted = {
        name: sorted(files & set(own_imports(name)) - {name})
        for name in files & set(modules())
        if files & set(own_imports(name)) - {name}
    }

    assert acquainted == {}


@pytest.mark.parametrize("name", [name for name in modules() if part(name) == PURE])
def test_formats_reach_for_nothing_outside_the_edition(name: str) -> None:
    tree = modules()[name]
    reached = {full for full in imported(tree) if full in IMPURE or full.split(".")[0] in IMPURE}
    called = {ast.unparse(node.func) for node in ast.walk(tree) if isinstance(node, ast.Call)} & {
        "open",
        "print",
        "input",
        "dt.datetime.now",
        "dt.date.today",
        "datetime.now",
    }

    assert reached | called == set()


def test_nothing_chooses_by_the_name_of_a_format() -> None:
    """`if format == …` outside `formats/` would be knowledge in the wrong place."""
    names = set(formats.NAMES)
    choosing = [
        f"{module}: {ast.unparse(node)}"
        for module in code_modules()
        if part(module) != "formats"
        for node in ast.walk(modules()[module])
        if isinstance(node, ast.Compare | ast.match_case)
        and names
        & {leaf.value for leaf in ast.walk(_choice(node)) if isinstance(leaf, ast.Constant)}
    ]

    assert choosing == []


def _choice(node: ast.Compare | ast.match_case) -> ast.AST:
    return node.pattern if isinstance(node, ast.match_case) else node


@pytest.mark.parametrize("arguments", [["--help"], ["build", "--help"], ["formats", "--help"]])
def test_help_loads_nothing_heavy(arguments: list[str]) -> None:
    script = (
        "import sys; sys.argv[1:] = {!r}\n"
        "from convert.__main__ import main\n"
        "try: main()\n"
        "except SystemExit: print(*sys.modules, file=sys.stderr)"
    )

    done = subprocess.run(
        [sys.executable, "-c", script.format(arguments)],
        cwd=PROJECT,
        capture_output=True,
        text=True,
        check=True,
    )

    assert HEAVY & set(done.stderr.split()) == set()
