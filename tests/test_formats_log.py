"""The formats log: what was made available, what was noted of it, and no claim beyond that."""

from __future__ import annotations

import csv
import datetime as dt
import io

import msgspec

from convert.edition import EasyReadStatus
from convert.manifest import File, Manifest, PostEntry
from convert.publish import listing
from convert.publish.site import formats_log
from convert.publish.site.formats_log import Record, log
from convert.review.history import Checked, FileThen, Snapshot
from tests import pages

SPRING, SUMMER = dt.date(2026, 4, 1), dt.date(2026, 7, 1)


def no_bytes(file: File) -> bytes:
    raise AssertionError(file)


def written(made: Manifest, *records: Record) -> tuple[list[dict[str, str]], str]:
    """The table's rows, and the words of the page."""
    found = {one.path: one.data for one in formats_log.publish(made, no_bytes, records)}
    rows = csv.DictReader(io.StringIO(found["formats-log.csv"].decode("utf-8-sig")))
    return list(rows), pages.text(pages.parsed(found["formats-log.html"]).body)


def marked(entry: PostEntry, mark: str) -> PostEntry:
    """`entry` with files whose hashes are all `mark`."""
    files = tuple(msgspec.structs.replace(file, sha256=mark * 64) for file in entry.files)
    return msgspec.structs.replace(entry, files=files)


def noted(date: dt.date, entry: PostEntry, *checked: str) -> Record:
    hashes = frozenset(file.sha256 for file in entry.files)
    return Record(date, entry.slug, frozenset(entry.formats), hashes, checked)


def test_every_file_that_is_offered_is_a_row_with_its_facts() -> None:
    entry = pages.entry("one")
    made = pages.manifest(entry)

    rows, _ = written(made)

    assert [row["file"] for row in rows] == [file.path for file in listing.downloads(entry, made)]
    sound = next(row for row in rows if row["file"] == "posts/one/one.mp3")
    assert (sound["bytes"], sound["seconds"], sound["sha256"]) == ("45678", "125", "0" * 64)
    assert (sound["published"], sound["title"]) == ("2024-02-29", "The one")


def test_without_records_it_says_so_and_which_build_the_files_are_from() -> None:
    rows, words = written(pages.manifest(pages.entry()))

    assert {row["available_since"] for row in rows} == {"not recorded"}
    assert {row["checks"] for row in rows} == {"not recorded"}
    assert {row["made_by"] for row in rows} == {"Allways"}
    assert "The files are from a build with Allways." in words
    assert "No dates and no checks were recorded." in words


def test_a_file_is_available_since_its_format_was_first_noted() -> None:
    before, now = marked(pages.entry("one"), "a"), marked(pages.entry("one"), "b")

    rows = list(log(pages.manifest(now), [noted(SUMMER, now), noted(SPRING, before)]))

    assert {(row.since, row.unchanged_since) for row in rows} == {(SPRING, SUMMER)}


def test_a_check_counts_for_the_file_that_was_checked_and_for_no_other() -> None:
    before, now = marked(pages.entry("one"), "a"), marked(pages.entry("one"), "b")

    changed = list(log(pages.manifest(now), [noted(SPRING, before, "EPUBCheck 5")]))
    same = list(log(pages.manifest(before), [noted(SPRING, before, "EPUBCheck 5")]))

    assert {row.checked for row in changed} == {()}
    assert {row.checked for row in same} == {("EPUBCheck 5",)}


def test_easy_read_that_must_be_signed_first_was_not_made_available() -> None:
    rule = msgspec.structs.replace(pages.PUBLICATION, require_sign_off=True)
    signed = pages.entry("signed", easy_status=EasyReadStatus.SIGNED)

    rows, _ = written(pages.manifest(pages.entry("unsigned"), signed, publication=rule))

    easy = {row["post"]: row["easy_read"] for row in rows if row["easy_read"]}
    assert easy == {"signed": "checked by people"}


def test_a_post_taken_back_is_logged_with_its_reason() -> None:
    rows, words = written(pages.manifest(pages.entry("kept"), pages.withdrawn(pages.entry("gone"))))

    (gone,) = (row for row in rows if row["post"] == "gone")
    assert gone["taken_back"] == "2026-05-04: The person in it asked us to."
    assert gone["file"] == ""
    assert "The gone: taken back on 4 May 2026." in words


def test_it_claims_no_compliance() -> None:
    _, words = written(pages.manifest(pages.entry()))

    assert "It does not show that the standard is met." in words
    assert "complies" not in words
    assert "compliant" not in words


def test_a_title_that_looks_like_a_formula_is_words_in_a_spreadsheet() -> None:
    meta = msgspec.structs.replace(pages.entry().meta, title="=1+1")

    rows, _ = written(pages.manifest(msgspec.structs.replace(pages.entry(), meta=meta)))

    assert {row["title"] for row in rows} == {"'=1+1"}


def test_a_publication_without_posts_has_no_log() -> None:
    assert list(formats_log.publish(pages.manifest(), no_bytes)) == []


def test_a_snapshot_says_who_looked_and_what_was_not_all_right() -> None:
    entry = pages.entry("one")
    web = tuple(FileThen(one.path, one.sha256) for one in entry.files if one.format == "web")
    checks = (
        Checked("axe", "4.1", "passed", ("web",)),
        Checked("Vnu", "26", "failed", ("web",)),
        Checked("Ace", "1.4", "not run", ("epub",)),
        Checked("Web pages", "0.1.0", "passed", ("web",)),
    )
    taken = Snapshot(
        SPRING, "one", "", 0.0, "none", {"web": web}, made_by="Allways 0.1.0", checks=checks
    )

    (record,) = formats_log.records({"one": [taken]})

    assert record.checked == ("axe 4.1", "Vnu 26: found faults", "Allways 0.1.0 (web pages)")
