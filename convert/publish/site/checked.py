"""What was checked and by what: the accessibility statement's own evidence, from the history.

A verdict counts only for the files that were looked at: where one of them has changed since, the
post is counted as changed, neither as passed nor as failed.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from convert.days import day
from convert.manifest import Manifest, PostEntry
from convert.pages.xhtml import Element, element
from convert.publish import listing
from convert.review.history import Checked, History, Snapshot

_WORDS = {
    "passed": "found no fault in {}",
    "failed": "found faults in {}",
    "not run": "was not run on {}",
    "changed": "has not seen the newest files of {}",
}
"""What a program did with how many posts, in the order it is said."""


def said(manifest: Manifest, past: History) -> Iterator[Element]:
    """Which programs looked at the newest snapshots of the listed posts, and what they found."""
    latest = [
        (entry, past[entry.slug][-1]) for entry in listing.posts(manifest) if past.get(entry.slug)
    ]
    found: dict[str, Counter[str]] = {}
    for entry, snapshot in latest:
        for check in snapshot.checks:
            name = by(check, snapshot)
            result = check.result if _is_unchanged(entry, snapshot, check) else "changed"
            found.setdefault(name, Counter())[result] += 1
    if not found:
        yield element("p", "No checks of the files that are here now were recorded.")
        return
    newest = max(snapshot.date for _, snapshot in latest)
    yield element("p", f"Checks of these files were recorded, the last on {day(newest)}:")
    yield element(
        "ul", *(element("li", f"{name} {_result(counts)}.") for name, counts in found.items())
    )


def by(check: Checked, snapshot: Snapshot) -> str:
    """Who looked, with the version: an outside program, or a part of this one."""
    if snapshot.made_by == f"Allways {check.version}":
        return f"{snapshot.made_by} ({check.by.lower()})"
    return f"{check.by} {check.version}".strip()


def _is_unchanged(entry: PostEntry, snapshot: Snapshot, check: Checked) -> bool:
    """Whether the files that the check looked at are those that are here now."""

    def then(name: str) -> frozenset[str]:
        return frozenset(file.sha256 for file in snapshot.formats.get(name, ()))

    def now(name: str) -> frozenset[str]:
        return frozenset(file.sha256 for file in entry.files if file.format == name)

    return all(then(name) == now(name) for name in check.formats)


def _result(counts: Counter[str]) -> str:
    parts = [words.format(_posts(counts[name])) for name, words in _WORDS.items() if counts[name]]
    return ", ".join(parts)


def _posts(count: int) -> str:
    return "1 post" if count == 1 else f"{count} posts"
