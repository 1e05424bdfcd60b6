"""The Easy Read front page: what this is, and every Easy Read page, in Easy Read words."""

from __future__ import annotations

from convert.edition import Artifact, EasyReadStatus
from convert.manifest import Manifest, PostEntry
from convert.pages.page import Page, drawing, drawings, render
from convert.pages.words import linked
from convert.pages.xhtml import Child, Element, element
from convert.publish import listing

PATH = "easy-read.html"


def artifact(manifest: Manifest) -> Artifact:
    """`easy-read.html`."""
    publication = manifest.publication
    page = Page(
        title="Easy Read",
        main=tuple(_main(manifest)),
        publication=publication,
        path=PATH,
        lang=publication.language,
        styles=("easy-read.css",),
        choices_open=True,
    )
    return Artifact(
        path=PATH, data=render(page), media_type="text/html", title="Easy Read front page"
    )


def _main(manifest: Manifest) -> list[Child]:
    entries = [entry for entry in listing.posts(manifest) if listing.easy_page(entry, manifest)]
    made: list[Child] = [
        drawings(("read", "listen", "checked", "draft", "letter")),
        element("h1", "Easy Read"),
        _row("read", "These pages have easy words.", "They have pictures too."),
    ]
    if not entries:
        made.append(element("p", "There are no Easy Read pages yet.", class_="notice"))
    elif all(entry.voice for entry in entries):
        made.append(_row("listen", "You can listen to the pages."))
    for words, status, name in (
        ("Checked by people", EasyReadStatus.SIGNED, "checked"),
        ("Not checked yet", EasyReadStatus.DRAFT, "draft"),
    ):
        group = [entry for entry in entries if entry.easy_read is status]
        if group:
            made.append(element("h2", words))
            made.extend(_page(entry, manifest, name) for entry in group)
    made.extend(_help(manifest))
    return made


def _page(entry: PostEntry, manifest: Manifest, name: str) -> Element:
    page = listing.easy_page(entry, manifest)
    assert page is not None
    link = element("a", entry.meta.title, href=page.path, lang=entry.meta.lang)
    return _row(name, link)


def _help(manifest: Manifest) -> list[Child]:
    contact = manifest.publication.contact
    if not contact:
        return []
    return [
        element("h2", "Ask us"),
        _row(
            "letter",
            "Was something hard to read?",
            "Do you want it another way?",
            "Tell us.",
            element("span", *linked(contact)),
        ),
    ]


def _row(name: str, *lines: Element | str) -> Element:
    return element(
        "div",
        element("div", drawing(name), class_="idea-picture"),
        element("div", *(element("p", line) for line in lines), class_="idea-words"),
        class_="idea",
    )
