"""The check of e-books: our own rules on the bytes, and two outside checkers where they are."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from convert.checks import epub_metadata, epub_overlays, epub_rules, epub_style
from convert.checks.epub_book import Book, NotABook
from convert.checks.epub_reports import ACE as ACE_CODE
from convert.checks.epub_reports import ACE_METADATA
from convert.checks.epub_reports import EPUBCHECK as EPUBCHECK_CODE
from convert.checks.programs import NOT_RUN
from convert.checks.rule import Rule, broken, promises
from convert.findings import Finding, Level, Place

TITLE = "E-books"
MEDIA_TYPE = "application/epub+zip"
RULES: tuple[Rule[Book], ...] = (
    *epub_rules.RULES,
    *epub_metadata.RULES,
    *epub_overlays.RULES,
    *epub_style.RULES,
)
BROKEN = "epub-broken"
CODES: Mapping[str, str] = {
    BROKEN: "The e-book can be opened.",
    EPUBCHECK_CODE: "EPUBCheck, the checker of the makers of the EPUB standard, finds no fault.",
    ACE_CODE: "Ace, the DAISY Consortium's accessibility checker, finds no fault.",
    ACE_METADATA: "Ace finds all the metadata about accessibility that a program can know.",
    NOT_RUN: "Every checker is there and has looked.",
    **promises(RULES),
}
"""What each code means: what is true of a book without this finding."""


def check(data: bytes, *, path: str) -> Iterator[Finding]:
    """Everything in the e-book that breaks a rule of ours; `path` is for the findings."""
    try:
        book = Book(data, path=path)
    except NotABook as error:
        yield Finding(BROKEN, Level.ERROR, f"This e-book cannot be opened: {error}.", Place(path))
        return
    yield from broken(RULES, book, path=path)
