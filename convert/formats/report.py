"""The readability report of one post, for everyone in the room."""

from __future__ import annotations

from collections.abc import Iterator

from convert.edition import Artifact, Edition, Need
from convert.page import Page
from convert.page import render as render_page
from convert.readability.model import Band, Readability, SentenceReading
from convert.xhtml import Element, element

TITLE = "Readability report"
NEEDS = frozenset({Need.READABILITY})

FOLDER = "readability"
HOME = "../"
SYMBOLS = {Band.EASY: "✔", Band.MIDDLING: "▲", Band.HARD: "■"}


def render(edition: Edition) -> Iterator[Artifact]:
    """The report page; nothing where the scores do not know the post's language."""
    readability = edition.readability
    if readability is None:
        return
    slug = edition.document.slug
    yield Artifact(
        path=f"{FOLDER}/{slug}.html",
        data=render_page(_page(edition, readability)),
        media_type="text/html",
        title="Readability report (web page)",
        made_by="Allways",
    )


def _page(edition: Edition, readability: Readability) -> Page:
    title = edition.document.title.text
    return Page(
        title=f"How easy is “{title}” to read?",
        main=(
            element("h1", f"How easy is “{title}” to read?"),
            element("p", f"{SYMBOLS[readability.band]} This post is {readability.band}."),
            element("h2", "Sentences to look at"),
            element("ul", *(_line(s) for s in readability.sentences if s.hard)),
        ),
        publication=edition.publication,
        home=HOME,
    )


def _line(sentence: SentenceReading) -> Element:
    return element(
        "li",
        element("q", sentence.text),
        *(element("p", reason.message) for reason in sentence.reasons),
    )
