"""What there is, is told: the tables of the program and the tables of the documents agree."""

from __future__ import annotations

import re
from collections.abc import Mapping
from itertools import dropwhile, takewhile
from pathlib import Path
from types import ModuleType

import click
import msgspec
import pytest

from convert import checks, formats
from convert.__main__ import cli
from convert.edition import Edition
from convert.errors import Exit
from convert.settings import Publication
from convert.source.importer import IMPORTERS
from convert.source.reader import Post
from convert.source.reader.front_matter import KEYS
from convert.speech.voice import VoiceSettings
from convert.traversal import readings
from convert.voices import AUTO, VOICES
from tests.tools import PROJECT

CODE = re.compile(r"`([^`]+)`")
CHECKS: Mapping[str, object] = getattr(checks, "CHECKS", {})
PYTHON = re.compile(r"^```python\n(.*?)^```", re.MULTILINE | re.DOTALL)
LINK = re.compile(r"\]\(([^)\s]+)\)")
EXAMPLE = re.compile(r"^```.*?^```|`[^`\n]+`", re.MULTILINE | re.DOTALL)
PAGES = sorted(PROJECT.glob("*.md"))


def rows(heading: str, first: str, *, page: str = "README.md") -> list[list[str]]:
    """The rows of the table below `heading` whose first column is called `first`."""
    lines = (PROJECT / page).read_text("utf-8").splitlines()
    section = dropwhile(lambda line: line.lstrip("# ") != heading or line[:1] != "#", lines)
    table = dropwhile(lambda line: not line.startswith(f"| {first} |"), section)
    body = list(takewhile(lambda line: line.startswith("|"), table))[2:]
    assert body, f"{page} has no table of {first} below {heading}"
    return [[cell.strip() for cell in line.strip("|").split(" | ")] for line in body]


def named(cells: list[str]) -> set[str]:
    """The words in code type at the start of each piece of code in `cells`."""
    return {code for cell in cells for code in CODE.findall(cell)}


def links(page: Path) -> list[str]:
    """Where the links of `page` lead, those in examples left out."""
    return LINK.findall(EXAMPLE.sub("", page.read_text("utf-8")))


def first_column(heading: str, first: str, *, page: str = "README.md") -> set[str]:
    return named([row[0] for row in rows(heading, first, page=page)])


def anchors(page: Path) -> set[str]:
    """The names by which the headings of `page` are linked to."""
    headings = re.findall(r"^#+ (.+)$", page.read_text("utf-8"), re.MULTILINE)
    return {
        re.sub(r"[^\w -]", "", heading).strip().lower().replace(" ", "-") for heading in headings
    }


def recipe(title: str) -> ModuleType:
    """The module that a recipe of CONTRIBUTING.md has people write, run."""
    text = (PROJECT / "CONTRIBUTING.md").read_text("utf-8")
    section = text.partition(f"## {title}\n")[2].partition("\n## ")[0]
    module = ModuleType(title.rpartition(" ")[2])
    code = PYTHON.findall(section)[0]
    exec(compile(code, f"CONTRIBUTING.md, {title}", "exec", dont_inherit=True), module.__dict__)
    return module


def test_every_command_is_told() -> None:
    told = {code.split()[1] for code in first_column("Commands", "Command")}

    assert told == set(cli.commands)


@pytest.mark.parametrize("name", sorted(cli.commands))
def test_every_option_is_told(name: str) -> None:
    told = "".join((PROJECT / page).read_text("utf-8") for page in ("README.md", "REVIEWING.md"))
    options = {
        max(parameter.opts, key=len)
        for parameter in cli.commands[name].params
        if isinstance(parameter, click.Option)
    }

    assert sorted(option for option in options if option not in told) == []


def test_every_format_is_told() -> None:
    assert first_column("Formats", "Name") == set(formats.NAMES)


def test_every_kind_of_file_that_can_be_brought_in_is_told() -> None:
    assert first_column("Posts you have already", "Kind") == set(IMPORTERS)


def test_every_voice_is_told() -> None:
    told = {name for row in rows("Voices", "Name") for name in CODE.findall(row[0])}

    assert told == set(VOICES)
    assert f"`{AUTO}`" in (PROJECT / "README.md").read_text("utf-8")


def test_the_voices_that_send_words_away_are_named() -> None:
    online = {CODE.findall(row[0])[0] for row in rows("Voices", "Name") if row[2] != "no"}

    assert online == {name for name, engine in VOICES.items() if engine.ONLINE}


@pytest.mark.skipif(not CHECKS, reason="there is no table of checks yet")
def test_every_check_is_told() -> None:
    assert first_column("Checks", "Name") == set(CHECKS)


def test_every_setting_is_told_with_what_it_is_without_it() -> None:
    told = {CODE.findall(row[0])[0]: row[2] for row in rows("Settings", "Setting")}
    fields = {field.name: field.default for field in msgspec.structs.fields(Publication)}

    assert told.keys() == fields.keys()
    for name, default in fields.items():
        if default not in ("", None, ()):
            shown = default if isinstance(default, str) else msgspec.json.encode(default).decode()
            assert CODE.findall(told[name]) == [shown], name


def test_every_key_of_front_matter_is_told() -> None:
    assert first_column("Write a post", "Front matter", page="WRITING.md") == set(KEYS)


def test_every_exit_code_is_told() -> None:
    assert {int(row[0]) for row in rows("Commands", "Exit code")} == {code.value for code in Exit}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_between_pages_lead_somewhere(page: Path) -> None:
    local = [target for target in links(page) if not re.match(r"[a-z]+:|#", target)]

    assert [target for target in local if not (PROJECT / target.partition("#")[0]).exists()] == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_to_a_part_of_a_page_lead_to_a_heading(page: Path) -> None:
    parts = [link.partition("#") for link in links(page) if re.fullmatch(r"[\w.-]*#.+", link)]

    assert [
        name + sign + part
        for name, sign, part in parts
        if part not in anchors(PROJECT / name if name else page)
    ] == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_make_targets_that_are_named_exist(page: Path) -> None:
    makefile = (PROJECT / "Makefile").read_text("utf-8")
    known = set(re.findall(r"^([a-z-]+):", makefile, re.MULTILINE))
    used = set(re.findall(r"(?:^|`)make ([a-z-]+)", page.read_text("utf-8"), re.MULTILINE))

    assert used <= known


def test_the_recipe_for_a_format_gives_every_word(kitchen_sink: Post) -> None:
    plain_text = recipe("Add a format")
    edition = Edition(
        document=kitchen_sink.document,
        publication=Publication(),
        assets=kitchen_sink.assets,
        readability=None,
        easy_read=None,
        narration=None,
        easy_narration=None,
    )

    (artifact,) = plain_text.render(edition)

    words = [reading.sentence.text for reading in readings(kitchen_sink.document)]
    assert artifact.data.decode() == "\n".join(words) + "\n"


def test_the_recipe_for_a_voice_speaks_at_the_pace_asked_for() -> None:
    hum = recipe("Add a voice")
    words = "We met on Tuesday to talk about the hall."

    slow, usual = hum.open("", VoiceSettings(words_a_minute=120)), hum.open("", VoiceSettings())
    ratio = slow.speak(words).duration / usual.speak(words).duration

    assert ratio == pytest.approx(150 / 120, rel=0.01)


def test_the_recipe_for_a_check_finds_the_fault_and_nothing_else() -> None:
    plain_text = recipe("Add a check")

    found = list(plain_text.check(b"one\ntwo\tthree\n", path="first.txt"))

    assert [(finding.code, finding.place.line) for finding in found] == [(plain_text.TAB, 2)]
    assert set(plain_text.CODES) == {plain_text.TAB}
    assert list(plain_text.check(b"one\ntwo three\n", path="first.txt")) == []
