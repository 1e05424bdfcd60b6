"""The formats log: which post can be had in which ways, since when, and how each was checked.

Evidence for the steps *meet* and *review* of the Accessible Information Standard (NHS England,
DAPB1605). It shows what was made available; whether the standard is met is for an organisation to
say, and no file can show it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Sequence

import msgspec

from convert.days import day
from convert.edition import Artifact
from convert.files.spreadsheet import table
from convert.manifest import File, Manifest, PostEntry
from convert.pages.page import Page, render
from convert.pages.xhtml import Child, Element, element
from convert.publish import listing
from convert.publish.site import checked
from convert.review.history import History

PATH = "formats-log.html"
TABLE = "formats-log.csv"
STANDARD = (
    "https://www.england.nhs.uk/long-read/accessible-information-standard-requirements-dapb1605"
)
_NO_DATES = "not recorded"
_RESULTS = {"failed": ": found faults", "not run": ": not run"}
"""What is said of a check that did not pass."""


class Record(msgspec.Struct, frozen=True):
    """What was noted on one day about one post."""

    date: dt.date
    slug: str
    formats: frozenset[str]
    hashes: frozenset[str]
    """SHA-256 of every file it had."""
    checked: tuple[str, ...] = ()
    """What looked at its files, each with its version, and what it found where it was a fault."""


class Row(msgspec.Struct, frozen=True):
    """One way to have one post."""

    entry: PostEntry
    file: File
    since: dt.date | None
    """The first day on which the post was noted in this format."""
    unchanged_since: dt.date | None
    """The first day on which this very file was noted."""
    checked: tuple[str, ...]
    """What looked at this very file."""
    easy_read: str


def publish(
    made: Manifest, _read: Callable[[File], bytes], records: Sequence[Record] = ()
) -> Iterator[Artifact]:
    """The log as a table for spreadsheets and as a page; nothing where there are no posts."""
    if not made.posts:
        return
    rows = list(log(made, records))
    yield Artifact(TABLE, _csv(rows, made), "text/csv", "Formats log (table)", made_by="Allways")
    yield Artifact(PATH, _page(rows, made), "text/html", "Formats log", made_by="Allways")


def records(past: History) -> list[Record]:
    """What the snapshots say of each format of each post."""
    return [
        Record(
            one.date,
            one.slug,
            frozenset([name]),
            frozenset(file.sha256 for file in files),
            tuple(
                f"{checked.by(check, one)}{_RESULTS.get(check.result, '')}"
                for check in one.checks
                if name in check.formats
            ),
        )
        for snapshots in past.values()
        for one in snapshots
        for name, files in one.formats.items()
    ]


def log(made: Manifest, records: Sequence[Record] = ()) -> Iterator[Row]:
    """Every way to have every listed post, the newest post first."""
    known: dict[str, list[Record]] = {}
    for record in sorted(records, key=lambda record: record.date):
        known.setdefault(record.slug, []).append(record)
    for entry in listing.posts(made):
        noted = known.get(entry.slug, [])
        for file in listing.downloads(entry, made):
            same = [record for record in noted if file.sha256 in record.hashes]
            with_format = [record for record in noted if file.format in record.formats]
            easy = listing.is_easy_read(file, entry)
            yield Row(
                entry,
                file,
                since=with_format[0].date if with_format else None,
                unchanged_since=same[0].date if same else None,
                checked=same[-1].checked if same else (),
                easy_read=listing.STATUS[entry.easy_read] if easy else "",
            )


# ---------------------------------------------------------------- the table

_COLUMNS: dict[str, Callable[[Row], object]] = {
    "post": lambda row: row.entry.slug,
    "title": lambda row: row.entry.meta.title,
    "published": lambda row: row.entry.meta.date.isoformat(),
    "way": lambda row: row.file.title,
    "format": lambda row: row.file.format,
    "easy_read": lambda row: row.easy_read,
    "available_since": lambda row: _iso(row.since),
    "this_file_since": lambda row: _iso(row.unchanged_since),
    "checks": lambda row: "; ".join(row.checked) or _NO_DATES,
    "file": lambda row: row.file.path,
    "media_type": lambda row: row.file.media_type,
    "bytes": lambda row: row.file.bytes,
    "seconds": lambda row: round(row.file.duration) or "",
    "sha256": lambda row: row.file.sha256,
}


def _csv(rows: Sequence[Row], made: Manifest) -> bytes:
    lines: list[list[object]] = [[*_COLUMNS, "made_by", "taken_back"]]
    lines.extend([*(value(row) for value in _COLUMNS.values()), made.made_by, ""] for row in rows)
    for entry in listing.withdrawn(made):
        blank: dict[str, object] = dict.fromkeys(_COLUMNS, "")
        blank |= {
            "post": entry.slug,
            "title": entry.meta.title,
            "published": entry.meta.date.isoformat(),
        }
        lines.append([*blank.values(), made.made_by, _taken_back(entry)])
    return table(lines)


def _iso(date: dt.date | None) -> str:
    return date.isoformat() if date else _NO_DATES


def _taken_back(entry: PostEntry) -> str:
    withdrawal = entry.meta.withdrawn
    assert withdrawal is not None
    return f"{withdrawal.date.isoformat()}: {withdrawal.reason}"


# ---------------------------------------------------------------- the page


def _page(rows: Sequence[Row], made: Manifest) -> bytes:
    by_post: dict[str, list[Row]] = {}
    for row in rows:
        by_post.setdefault(row.entry.slug, []).append(row)
    return render(
        Page(
            title="Formats log",
            main=(
                element("h1", "Formats log"),
                element(
                    "p",
                    "This page shows in which ways people can have each post, "
                    "since when, and how it was checked.",
                ),
                element("p", element("a", "The same as a table, file by file", href=TABLE)),
                *_where_from(rows, made),
                *(_posts(list(by_post.values())) if by_post else ()),
                *_gone(made),
                *_meaning(),
            ),
            publication=made.publication,
            path=PATH,
            lang=made.publication.language,
            styles=("prose.css", "formats-log.css"),
        )
    )


def _where_from(rows: Sequence[Row], made: Manifest) -> Iterator[Element]:
    """Which build the files are from, and whether anybody noted dates."""
    yield element("p", f"The files are from a build with {made.made_by}.")
    if any(row.since for row in rows):
        yield element(
            "p",
            "Dates are the days on which this was noted. A file may have been there before.",
        )
    else:
        yield element(
            "p",
            "No dates and no checks were recorded.",
            class_="notice",
        )


def _posts(groups: Sequence[Sequence[Row]]) -> Iterator[Element]:
    yield element("h2", "The posts", id="page-posts")
    for rows in groups:
        entry = rows[0].entry
        page = listing.web_page(entry)
        title: Child = entry.meta.title
        if page:
            title = element("a", entry.meta.title, href=page.path)
        yield element("h3", title, lang=entry.meta.lang)
        yield element("p", f"Published on {day(entry.meta.date)}.", class_="quiet")
        yield element("ul", *map(_way, rows))


def _way(row: Row) -> Element:
    parts = [f"{row.file.title}, {listing.weight(row.file)}"]
    if row.easy_read:
        parts.append(row.easy_read)
    if row.since:
        parts.append(f"since {day(row.since)}")
    if row.unchanged_since and row.unchanged_since != row.since:
        parts.append(f"as it is now since {day(row.unchanged_since)}")
    if row.checked:
        parts.append(f"checks: {', '.join(row.checked)}")
    elif row.since:
        parts.append("no check was recorded")
    return element("li", "; ".join(parts) + ".")


def _gone(made: Manifest) -> Iterator[Element]:
    entries = listing.withdrawn(made)
    if entries:
        yield element("h2", "Posts we took back")
        yield element(
            "ul", *(element("li", entry.meta.title, ": ", _back(entry)) for entry in entries)
        )


def _back(entry: PostEntry) -> str:
    withdrawal = entry.meta.withdrawn
    assert withdrawal is not None
    return f"taken back on {day(withdrawal.date)}. {withdrawal.reason}"


def _meaning() -> Iterator[Element]:
    yield element("h2", "What this log is for")
    yield element(
        "p",
        "The ",
        element("a", "Accessible Information Standard (DAPB1605)", href=STANDARD),
        " asks the NHS and social care in England to find out, write down, flag, share, meet and "
        "review what people need. This log can be evidence for two of these: meet and review.",
    )
    yield element(
        "p",
        "It does not show that the standard is met. It cannot show that people asked, "
        "were asked, or got what they need. Only the people themselves can say that.",
    )
