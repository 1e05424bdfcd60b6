"""Snapshots: what is noted is what is built, nothing is lost, and trends are told from it."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from convert.__main__ import cli
from convert.errors import AllwaysError, BadArguments
from convert.findings import Finding, Level, Place
from convert.jobs.verification import Report
from convert.manifest import File, Manifest, PostEntry
from convert.publish.site.formats_log import records
from convert.publish.site.readability import trend
from convert.review import history
from convert.review.history import Snapshot
from convert.review.snapshot import taken
from convert.settings import Publication
from tests.test_review import POST

MARCH = dt.date(2026, 3, 1)


def manifest() -> Manifest:
    from convert.document import Meta

    files = (
        File("posts/a/a.epub", "application/epub+zip", 1, "e" * 64, "E-book", "epub"),
        File("posts/a/index.html", "text/html", 1, "f" * 64, "Page", "web"),
    )
    entry = PostEntry(
        "a", Meta("A", MARCH), "", ("epub", "web"), files, band="easy to read", score=9
    )
    return Manifest(1, "Allways 1", Publication(), {"a": entry})


def snapshot(score: float, day: dt.date = MARCH) -> Snapshot:
    return Snapshot(day, "a", "easy to read", score, "none", {})


def test_a_snapshot_says_what_looked_at_what_and_never_calls_not_run_passed() -> None:
    paths = frozenset(["posts/a/a.epub"])
    absent = Finding("not-run", Level.NOT_RUN, "Not there.", Place("posts/a/a.epub"))
    wrong = Finding("x", Level.ERROR, "Wrong.", Place("posts/a/a.epub"))
    reports = [
        Report("EPUBCheck", "5.3", paths, ()),
        Report("Ace", "", paths, (absent,)),
        Report("E-books", "1", paths, (wrong, absent)),
    ]

    (one,) = taken(manifest(), reports, date=MARCH)

    assert [(c.by, c.version, c.result, c.formats) for c in one.checks] == [
        ("EPUBCheck", "5.3", "passed", ("epub",)),
        ("Ace", "", "not run", ("epub",)),
        ("E-books", "1", "failed", ("epub",)),
    ]
    read = history.read(history.added(b"", [one]))
    assert read == {"a": [one]}
    assert {(*r.formats, r.checked) for r in records(read)} == {
        ("epub", ("EPUBCheck 5.3", "Ace: not run", "Allways 1 (e-books): found faults")),
        ("web", ()),
    }


def test_lines_that_are_there_are_never_touched() -> None:
    before = b'{"date":"2026-03-01","slug":"a","band":"","score":0,"easy_read":"none","formats":{}}'

    after = history.added(before, [snapshot(9)])

    assert after.startswith(before + b"\n")
    assert after.count(b"\n") == 2


def test_of_one_day_the_last_snapshot_counts_and_days_are_in_order() -> None:
    later, first, again = snapshot(8, dt.date(2026, 5, 1)), snapshot(12), snapshot(11)

    read = history.read(history.added(b"", [later, first, again]))

    assert [one.score for one in read["a"]] == [11, 8]


@pytest.mark.parametrize("line", [b"<<<<<<< ours", b"{}", b'{"date": 3}'])
def test_a_line_that_is_no_snapshot_is_named(line: bytes) -> None:
    with pytest.raises(BadArguments, match=r"history\.jsonl:2"):
        history.read(history.added(b"", [snapshot(9)]) + line)


@pytest.mark.parametrize(
    ("now", "told"),
    [
        (10, "It is easier than in March 2026."),
        (13, "It is harder than in March 2026."),
        (12.2, "It has not changed much since March 2026."),
    ],
)
def test_the_trend_is_told_against_the_first_snapshot(now: float, told: str) -> None:
    assert trend(now, [snapshot(12), snapshot(9, dt.date(2026, 4, 1))]) == told


def allways(folder: Path, *arguments: str) -> Result:
    where = ("--sources", str(folder / "sources"), "--dist", str(folder / "dist"))
    return CliRunner().invoke(cli, [*arguments, *where])


def test_only_a_snapshot_writes_the_history_and_the_next_build_tells_the_trend(
    tmp_path: Path,
) -> None:
    post = tmp_path / "sources" / "our-hall"
    post.mkdir(parents=True)
    (post / "post.md").write_text(POST)
    build = ("build", "--format", "report", "--jobs", "1")
    past = tmp_path / "sources" / "history.jsonl"

    assert isinstance(allways(tmp_path, "snapshot").exception, AllwaysError)
    allways(tmp_path, *build)
    assert not past.exists()
    done = allways(tmp_path, "snapshot", "--no-checks", "--date", "2026-03-01")
    (line,) = past.read_text().splitlines()
    (post / "post.md").write_text(POST.partition("We met")[0] + "We met.\n\nWe had tea.\n")
    allways(tmp_path, *build)

    overview = (tmp_path / "dist" / "readability" / "index.html").read_text()
    assert done.exit_code == 0
    assert json.loads(line)["slug"] == "our-hall"
    assert "It is easier than in March 2026." in overview
