"""A build with nothing to do looks at files, not into them; whatever changes is seen."""

from __future__ import annotations

import os
import shutil
import sys
import time
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import NamedTuple

import pytest
from click.testing import CliRunner

from convert import build as building
from convert.__main__ import cli
from convert.errors import Exit
from convert.jobs import stamp
from tests.test_build import Workplace

WORD = ("--format", "large-print")
AN_HOUR = 3_600_000_000_000


class Told(NamedTuple):
    """How a build ended, and the lines it ended with; not those about its progress."""

    code: int
    lines: tuple[str, ...]


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Workplace:
    """Two posts whose files are an hour old when they are built."""
    monkeypatch.setattr(stamp, "time", SimpleNamespace(time_ns=lambda: time.time_ns() + AN_HOUR))
    place = Workplace(tmp_path)
    (place.sources / "pictures").mkdir()
    (place.sources / "pictures" / "cup.svg").write_text("<svg/>", "utf-8")
    return place


def told(place: Workplace, *options: str) -> Told:
    """Build on the command line."""
    folders = ("--sources", place.sources, "--dist", place.dist, "--cache", place.cache)
    ran = CliRunner(mix_stderr=False).invoke(cli, ["build", *map(str, folders), *options])
    lines = ran.stderr.splitlines()
    return Told(ran.exit_code, tuple(line for line in lines if not line.startswith("[")))


def forbid(monkeypatch: pytest.MonkeyPatch) -> None:
    """Make anything but the look of files fail from here on."""

    def fail(*_: object) -> None:
        raise AssertionError

    monkeypatch.setattr(building, "build", fail)


def test_nothing_to_do_is_seen_without_reading_and_said_in_the_same_words(
    place: Workplace, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = told(place, *WORD)
    before = place.state()
    forbid(monkeypatch)

    assert told(place, *WORD) == first
    assert first.code == Exit.FINE
    assert "2 posts" in first.lines[-1]
    assert place.state() == before


def test_what_a_build_left_is_looked_at_again_by_name_and_size(place: Workplace) -> None:
    told(place, *WORD)
    whole = place.state()
    (place.dist / "index.html").unlink()

    told(place, *WORD)

    assert {name: data for name, (_, data) in place.state().items()} == {
        name: data for name, (_, data) in whole.items()
    }


def _same_length_and_time(place: Workplace) -> None:
    post = place.sources / "first" / "post.md"
    seen = post.stat()
    post.write_text(post.read_text("utf-8").replace("short", "brief"), "utf-8")
    os.utime(post, ns=(seen.st_atime_ns, seen.st_mtime_ns))


def _write(path: Path, text: str) -> None:
    path.write_text(text, "utf-8")


CHANGES: dict[str, Callable[[Workplace], object]] = {
    "a word of the same length, and the old time put back": _same_length_and_time,
    "a post more": lambda place: place.write("third", "The third post", "Here it is."),
    "a post less": lambda place: shutil.rmtree(place.sources / "first"),
    "a post by another name": lambda place: (place.sources / "first").rename(
        place.sources / "new-name"
    ),
    "the settings": lambda place: _write(place.sources / "publication.toml", ""),
    "words of the publication": lambda place: _write(place.sources / "words.toml", ""),
    "a picture that posts share": lambda place: _write(place.sources / "pictures/cup.svg", "<g/>"),
    "an output that is gone": lambda place: (place.dist / "posts/first/first.docx").unlink(),
    "an output cut short": lambda place: os.truncate(place.dist / "posts/first/first.docx", 9),
    "no outputs at all": lambda place: shutil.rmtree(place.dist),
    "no manifest": lambda place: (place.dist / "manifest.json").unlink(),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_what_changes_is_seen(change: Callable[[Workplace], object], place: Workplace) -> None:
    (place.dist / "posts/first").mkdir(parents=True)
    _write(place.dist / "posts/first/first.docx", "the words of the post")
    _write(place.dist / "manifest.json", "{}")
    place.cache.mkdir()

    def said() -> str | None:
        return stamp.said(place.cache, place.dist, stamp.inputs(place.sources, WORD))

    stamp.leave(place.cache, place.dist, stamp.inputs(place.sources, WORD), "All is done.")
    assert said() == "All is done."
    assert (
        stamp.said(place.cache, place.dist, stamp.inputs(place.sources, ("--voice", "x"))) is None
    )

    change(place)

    assert said() is None


def test_another_program_builds_anew(place: Workplace, monkeypatch: pytest.MonkeyPatch) -> None:
    told(place, *WORD)
    other = place.cache / "convert" / "jobs"
    other.mkdir(parents=True)
    monkeypatch.setattr(stamp, "__file__", str(other / "stamp.py"))
    forbid(monkeypatch)

    assert told(place, *WORD).code == 1


@pytest.mark.parametrize(
    ("add", "words", "code"),
    [
        ("not-a-post/notes.txt", "so it is not a post", Exit.FINE),
        ("third/post.md", "Refused: third/post.md", Exit.REFUSED),
    ],
)
def test_what_a_person_must_hear_is_said_by_every_build(
    add: str, words: str, code: Exit, place: Workplace
) -> None:
    (place.sources / add).parent.mkdir()
    (place.sources / add).write_text("", "utf-8")
    first = told(place, *WORD)

    assert words in "\n".join(first.lines)
    assert first.code == code
    assert told(place, *WORD) == first


def test_a_file_changed_this_moment_could_change_again_unseen_so_it_is_read(
    place: Workplace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(stamp, "time", time)
    post = place.sources / "first" / "post.md"
    os.utime(post)
    assert stamp.inputs(place.sources, ()) == ""

    sometime = post.stat().st_ctime_ns // 1_000_000_000 * 1_000_000_000
    os.utime(post, ns=(sometime, sometime))  # whole seconds: the disk may keep no others
    after = SimpleNamespace(time_ns=lambda: time.time_ns() + 2 * stamp.TICK)
    monkeypatch.setattr(stamp, "time", after)
    assert stamp.inputs(place.sources, ()) == ""


@pytest.mark.skipif(sys.platform == "win32", reason="links to folders need rights there")
def test_a_link_to_a_folder_is_looked_into_by_the_build_itself(place: Workplace) -> None:
    assert stamp.inputs(place.sources, ()) != ""
    pictures = place.sources / "pictures"
    pictures.rename(place.cache.parent / "elsewhere")
    pictures.symlink_to(place.cache.parent / "elsewhere")

    assert stamp.inputs(place.sources, ()) == ""


def test_a_cache_that_cannot_be_written_to_changes_nothing(place: Workplace) -> None:
    place.cache.write_text("not a folder", "utf-8")

    assert told(place, *WORD).code == Exit.FINE
    assert told(place, *WORD).code == Exit.FINE
