"""The command line: what each command prints, where, and with which exit code it leaves."""

from __future__ import annotations

import json
import socket
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from click.testing import CliRunner

from convert import __main__, build
from convert.checks import Validator
from convert.commands.telling import codes
from convert.errors import Exit
from convert.findings import Finding, Level, Place
from convert.formats import NAMES
from convert.jobs import stopping, verification
from convert.plain.readability.explanations import explanations
from convert.voices import VOICES
from tests.test_build import Workplace


class Ran(NamedTuple):
    """How a command went."""

    code: int
    data: str
    talk: str


Run = Callable[..., Ran]


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch) -> Run:
    """Runs the whole program on arguments, in this process."""
    monkeypatch.setattr(stopping, "listen", lambda: None)

    def ran(*arguments: object, stdin: str = "") -> Ran:
        monkeypatch.setattr(sys, "argv", ["allways", *map(str, arguments)])
        with CliRunner(mix_stderr=False).isolation(input=stdin) as (data, talk):
            assert talk is not None
            with pytest.raises(SystemExit) as left:
                __main__.main()
            return Ran(
                int(left.value.code or 0), data.getvalue().decode(), talk.getvalue().decode()
            )

    return ran


@pytest.fixture
def sources(tmp_path: Path) -> Path:
    """A folder with one post."""
    folder = tmp_path / "sources"
    (folder / "our-walk").mkdir(parents=True)
    (folder / "our-walk" / "post.md").write_text(
        "---\ntitle: Our walk\ndate: 2024-05-01\n---\n\nWe walked to the river. It was cold.\n"
    )
    return folder


# ---------------------------------------------------------------- what there is


def test_formats_and_voices_are_listed_for_people_and_for_programs(
    run: Run, tmp_path: Path
) -> None:
    for command, names in (("formats", NAMES), ("voices", tuple(VOICES))):
        where = ("--sources", tmp_path) if command == "voices" else ()
        rows = run(command, *where)
        data = json.loads(run(command, "--json", *where).data)

        assert rows.code == Exit.FINE
        assert all(name in rows.data for name in names)
        assert len(rows.data.splitlines()) == len(data)


@pytest.mark.parametrize("code", [*codes(), *explanations()])
def test_every_code_is_explained(run: Run, code: str) -> None:
    told = run("explain", code)

    assert told.code == Exit.FINE
    assert len(told.data) > 40


def test_a_code_that_is_nearly_right_is_answered_with_the_right_one(run: Run) -> None:
    told = run("explain", "long-sentense")

    assert told.code == Exit.ARGUMENTS
    assert "long-sentence" in told.talk


# ---------------------------------------------------------------- one stage on your own text

STAGES: dict[tuple[str, ...], tuple[dict[str, Any], set[str]]] = {
    ("score",): ({"text": "We met. We ate."}, {"score"}),
    ("score", "--level", "sentence"): ({"text": "We met."}, {"score", "hard"}),
    ("score", "--level", "word"): (
        {"sentence": "We met.", "start": 3, "end": 6.0, "word": "met"},
        {"score", "hard", "flag"},
    ),
    ("simplify",): ({"text": "We met."}, {"text"}),
    ("spoken",): ({"text": "We met at 3pm."}, {"spoken"}),
    ("pictures",): ({"phrase": "a bus"}, {"picture", "suggestions"}),
    ("easy-lines",): ({"text": "We met.", "next": "We ate."}, {"findings"}),
}
BAD = ("{", "[1]", "{}", '{"id": 3, "text": 4, "phrase": 4, "sentence": "a", "start": true}')


@pytest.mark.parametrize("stage", STAGES)
def test_one_bad_line_spoils_no_other(run: Run, stage: tuple[str, ...]) -> None:
    record, fields = STAGES[stage]
    good = json.dumps({"id": "good", **record})

    told = run("try", *stage, stdin="\n".join([good, "", *BAD, good]))

    lines = [json.loads(line) for line in told.data.splitlines()]
    assert told.code == Exit.FINE
    assert [line["id"] for line in lines] == ["good", None, None, None, 3, "good"]
    assert all("error" in line for line in lines[1:5])
    assert lines[0] == lines[5]
    assert set(lines[0]) == {"id", *fields}


def test_a_stage_that_does_not_exist_is_a_wrong_argument(run: Run) -> None:
    assert run("try", "shout").code == Exit.ARGUMENTS


# ---------------------------------------------------------------- posts


def test_a_draft_is_written_once_and_a_persons_words_stay(run: Run, sources: Path) -> None:
    layer = sources / "our-walk" / "easy-read.md"
    first = run("draft", "our-walk", "--sources", sources)
    assert first.code == Exit.FINE
    assert "Nobody has checked it yet" in first.talk

    assert "nothing has changed" in run("draft", "our-walk", "--sources", sources).talk

    mine = layer.read_text().replace("We walked to the river.", "We went to see the river.")
    layer.write_text(mine)
    post = sources / "our-walk" / "post.md"
    post.write_text(post.read_text().replace("to the river", "to the sea"))
    told = run("draft", "our-walk", "--sources", sources)

    assert f"{layer}:" in told.talk
    assert "Your words stay as they are" in told.talk
    assert "We went to see the river." in layer.read_text()


def test_a_file_is_imported_once(run: Run, sources: Path, tmp_path: Path) -> None:
    page = tmp_path / "tea.html"
    page.write_text(
        "<html><head><title>Tea</title><meta name='date' content='2024-05-01'></head>"
        "<body><article><h1>Tea</h1><p>We drank tea. It was hot.</p></article></body></html>"
    )

    first = run("import", page, "--sources", sources, "--json")
    again = run("import", page, "--sources", sources)

    assert first.code == again.code == Exit.FINE
    assert "tea" in json.dumps(json.loads(first.data))
    assert "tea: new" in first.talk
    assert "was there already" in again.talk


def test_a_post_that_cannot_be_built_is_a_finding_of_check(run: Run, sources: Path) -> None:
    (sources / "our-walk" / "post.md").write_text("---\ntitle: A\ndate: soon\n---\n\nText.\n")

    told = run("check", "--sources", sources)

    assert told.code == Exit.REFUSED
    assert f"{sources}/our-walk/post.md:3" in told.data
    assert "refused" in told.data


# ---------------------------------------------------------------- what was built


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Workplace:
    """Two web pages that were built, and no validator to look at them."""
    (tmp_path / "built").mkdir()
    monkeypatch.setattr(verification, "VALIDATORS", ())
    place = Workplace(tmp_path / "built")
    place.build("web")
    return place


@pytest.mark.voice
def test_what_was_built_is_verified_and_what_is_lost_or_wrong_is_named(
    run: Run, place: Workplace
) -> None:
    where = ("--dist", place.dist, "--sources", place.sources, "--cache", place.cache)
    good = run("verify", *where)
    assert good.code == Exit.FINE, good
    assert "all right" in good.talk

    (place.dist / "posts/first/index.html").unlink()
    told = run("verify", *where)
    assert told.code == Exit.REFUSED
    assert "posts/first/index.html" in told.data
    assert [f["place"]["path"] for f in json.loads(run("verify", "--json", *where).data)] == [
        "posts/first/index.html"
    ]


@pytest.mark.voice
def test_a_validator_that_is_not_there_has_not_run(
    run: Run, place: Workplace, monkeypatch: pytest.MonkeyPatch
) -> None:
    def look(_dist: Path, paths: Any, _cache: Any) -> Iterator[Finding]:
        return (Finding("x", Level.NOT_RUN, "It is not here.", Place(path)) for path in paths)

    absent = Validator("Absent", "text/html", look, lambda: "")
    monkeypatch.setattr(verification, "VALIDATORS", (absent,))

    told = run("verify", "--dist", place.dist, "--sources", place.sources)

    assert told.code == Exit.TOOL_MISSING
    assert "Absent: " in told.talk
    assert "NOT RUN" in told.talk


@pytest.mark.parametrize("command", ["verify", "serve"])
def test_where_nothing_was_built_that_is_said(run: Run, command: str, tmp_path: Path) -> None:
    told = run(command, "--dist", tmp_path)

    assert told.code == Exit.ARGUMENTS
    assert "build" in told.talk


def test_a_port_that_is_taken_is_said(run: Run, tmp_path: Path) -> None:
    (tmp_path / "index.html").write_text("")
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]

        told = run("serve", "--dist", tmp_path, "--port", port)

    assert told.code == Exit.ARGUMENTS
    assert str(port) in told.talk


# ---------------------------------------------------------------- leaving

LEAVING: dict[str, tuple[type[BaseException], Exit, str]] = {
    "a mistake of ours": (ZeroDivisionError, Exit.BUG, "a mistake in Allways, not in your posts"),
    "Ctrl+C": (KeyboardInterrupt, Exit.STOPPED, "What was finished is kept"),
}


@pytest.mark.parametrize("way", LEAVING)
def test_a_command_leaves_with_the_code_that_says_how(
    run: Run, way: str, sources: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    error, code, words = LEAVING[way]

    def fail(*_arguments: object) -> None:
        raise error

    monkeypatch.setattr(build, "build", fail)
    told = run("build", "--sources", sources, "--dist", sources.parent / "dist")

    assert told.code == code
    assert words in told.talk
