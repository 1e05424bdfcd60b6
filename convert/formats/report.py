"""The readability report of one post: a page for everyone in the room, and a sheet to bring along."""

from __future__ import annotations

from collections.abc import Iterator

from convert.edition import Artifact, Edition, Need
from convert.formats.reports.page import page, sheet_name
from convert.formats.reports.sheet import review_sheet

TITLE = "Readability report"
NEEDS = frozenset({Need.READABILITY})

FOLDER = "readability"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def render(edition: Edition) -> Iterator[Artifact]:
    """The page and the review sheet; nothing where the scores do not know the post's language."""
    readability = edition.readability
    if readability is None:
        return
    slug = edition.document.slug
    yield Artifact(
        path=f"{FOLDER}/{slug}.html",
        data=page(edition, readability),
        media_type="text/html",
        title="Readability report (web page)",
        made_by="Allways",
    )
    yield Artifact(
        path=f"{FOLDER}/{sheet_name(slug)}",
        data=review_sheet(edition, readability),
        media_type=_WORD,
        title="Review sheet for your group (Word document)",
        made_by="Allways, with python-docx",
    )
