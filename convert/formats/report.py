"""The readability report of one post: a page, a sheet for a meeting, all figures."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from convert.edition import Artifact, Edition, Need
from convert.formats.reports.page import page, sheet_name
from convert.formats.reports.sheet import review_sheet
from convert.plain.readability.summary import PostReport, summarise
from convert.review.asked import quieted

TITLE = "Readability report"
NEEDS = frozenset({Need.READABILITY})

FOLDER = "readability"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def render(edition: Edition) -> Iterator[Artifact]:
    """The page, the review sheet and the figures; nothing where the scores do not know the post's language."""
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
    settled = quieted(readability, edition.answers)
    everything = PostReport(summarise(edition.document, settled), settled, edition.answers.all)
    yield Artifact(
        path=f"{FOLDER}/{slug}-figures.json",
        data=msgspec.json.format(msgspec.json.encode(everything), indent=1),
        media_type="application/json",
        title="Readability figures (JSON)",
        made_by="Allways",
    )
