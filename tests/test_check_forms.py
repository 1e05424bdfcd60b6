"""What `allways check` finds reaches people, editors, code hosts and hooks without a loss."""

from __future__ import annotations

import json
import re
from pathlib import Path

import msgspec
import pytest
import yaml
from click.testing import CliRunner, Result

from convert.__main__ import cli
from convert.commands.telling import codes, told
from convert.errors import Exit
from convert.findings import Finding, Level, Place
from convert.plain.easy_read.rules import RULES
from convert.plain.readability.explanations import explanations
from setup.checks_page import PAGE, page
from tests.test_review import POST
from tests.tools import PROJECT

ODD = Finding("idiom", Level.NOTE, "100% sure,\nreally: yes.", Place("a, b/post.md", 3, 7))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder of posts whose name has a blank in it, with one post."""
    post = tmp_path / "our posts" / "our-hall"
    post.mkdir(parents=True)
    (post / "post.md").write_text(POST)
    return post.parent


def check(folder: Path, *arguments: str) -> Result:
    return CliRunner(mix_stderr=False).invoke(cli, ["check", "--sources", str(folder), *arguments])


def test_a_line_is_path_line_column_code_and_words(folder: Path) -> None:
    lines = check(folder).stdout.splitlines()

    assert lines
    for line in lines:
        match = re.match(r"(.+?\.md):\d+:\d+: (\S+) \S", line)
        assert match
        assert Path(match[1]).is_file()
        assert match[2] in {*explanations(), *codes()}


def test_json_is_nothing_but_the_findings(folder: Path) -> None:
    done = check(folder, "--json")

    found = msgspec.json.decode(done.stdout, type=list[Finding])
    assert len(found) == len(check(folder).stdout.splitlines())
    assert done.stderr == ""


def test_sarif_names_each_rule_once_and_each_place_as_a_uri(folder: Path) -> None:
    log = json.loads(check(folder, "--form", "sarif").stdout)

    (run,) = log["runs"]
    rules = [rule["id"] for rule in run["tool"]["driver"]["rules"]]
    assert (log["version"], rules) == ("2.1.0", sorted(set(rules)))
    for result in run["results"]:
        (location,) = result["locations"]
        place = location["physicalLocation"]
        assert result["ruleId"] in rules
        assert " " not in place["artifactLocation"]["uri"]
        assert min(place["region"].values()) >= 1


def test_annotations_are_one_line_each_with_signs_escaped() -> None:
    (line,) = told([ODD], form="github", folder=Path("our posts"))

    assert line.startswith(
        "::notice file=our posts/a%2C b/post.md,line=3,col=7,title=idiom::idiom 100%25 sure,%0Areally"
    )


def test_strict_makes_every_finding_count(folder: Path) -> None:
    assert check(folder).exit_code == Exit.FINE
    assert check(folder, "--strict").exit_code == Exit.REFUSED


def test_every_easy_read_rule_is_explained() -> None:
    assert RULES.keys() <= explanations().keys()


def test_the_page_of_checks_says_what_the_program_says() -> None:
    assert PAGE.read_text("utf-8") == page(), "run: make checks"


def test_every_code_in_the_program_is_on_the_page() -> None:
    """A finding whose code nobody can look up would be a riddle."""
    text = page()

    assert [c for c in {*codes(), *explanations()} if f"`{c}`" not in text] == []


def test_the_hooks_run_a_command_that_there_is() -> None:
    hooks = yaml.safe_load((PROJECT / ".pre-commit-hooks.yaml").read_text("utf-8"))

    for hook in hooks:
        name, *arguments = hook["entry"].split()
        assert (name, hook["language"], hook["pass_filenames"]) == ("allways", "python", False)
        assert CliRunner().invoke(cli, [*arguments, "--help"]).exit_code == Exit.FINE
