"""The page that holds the text of a post."""

from __future__ import annotations

import posixpath
from collections.abc import Mapping

from convert.document import Document, Image
from convert.edition import Asset
from convert.formats.epub_parts.page import OwnWords, Page, line, shell
from convert.pages import prose
from convert.pages.xhtml import Element, element
from convert.traversal import images, sentences

NOTES = "Notes"
NOTES_ID = "book.notes"
LINKS = "Links"
LINKS_ID = "book.links"

_SUFFIX = {
    "image/png": ".png",
    "image/jpeg": ".jpg",
    "image/gif": ".gif",
    "image/webp": ".webp",
    "image/svg+xml": ".svg",
}


def folder(document: Document) -> str:
    """The folder of a post inside the book; several posts can share one book."""
    return f"posts/{document.slug}"


def text_path(document: Document) -> str:
    """The page with the post's text."""
    return f"{folder(document)}/post.xhtml"


def image_paths(document: Document, assets: Mapping[str, Asset]) -> dict[str, str]:
    """Where each picture is inside the book; their own names may hold any character."""
    paths: dict[str, str] = {}
    for image in images(document):
        if image.source not in paths:
            suffix = _SUFFIX[assets[image.source].media_type]
            paths[image.source] = f"{folder(document)}/image-{len(paths) + 1}{suffix}"
    return paths


def text_page(document: Document, *, assets: Mapping[str, Asset]) -> Page:
    """The post: title, byline, blocks, notes, links."""
    path = text_path(document)
    own = OwnWords(document.lang)
    paths = image_paths(document, assets)

    def source(image: Image) -> str:
        return posixpath.basename(paths[image.source])

    notes = prose.notes(document, source=source)
    content = element(
        "section",
        element(
            "header",
            element("h1", prose.sentence(document.title)),
            *(element("p", prose.sentence(said), class_="byline") for said in document.byline),
        ),
        *prose.blocks(document.blocks, source=source),
        _own_notes(notes, own) if notes is not None else None,
        _links(document, own),
        role="doc-chapter",
        aria_labelledby=document.title.id,
    )
    _own_marks(content, own)
    root = shell(content, title=document.title.text, lang=document.lang, path=path)
    return Page(f"post-{document.slug}", path, document.title.text, root, own.spoken)


def sentence_ids(document: Document) -> frozenset[str]:
    """The ids on the post's page that stand for their own clips."""
    alts = (image.alt.id for image in images(document) if image.alt is not None)
    return frozenset(sentence.id for sentence in sentences(document)).union(alts)


def _own_notes(section: Element, own: OwnWords) -> Element:
    heading = section[0]
    heading.set("id", NOTES_ID)
    section.set("aria-labelledby", NOTES_ID)
    own.own(heading, line(heading.text or NOTES))
    for link in section.iter("a"):
        if link.get("role") == "doc-backlink":
            own.own(link, line(link.text or ""))
    return section


def _own_marks(content: Element, own: OwnWords) -> None:
    seen: set[str] = set()
    for mark in content.iter("a"):
        if mark.get("role") != "doc-noteref":
            continue
        # A note may be pointed at twice; the way back leads to the first place.
        if mark.get("id", "") in seen:
            del mark.attrib["id"]
        seen.add(mark.get("id", ""))
        _space_before(mark)
        own.own(mark, line((mark.text or "").strip("[]").capitalize()))


def _space_before(mark: Element) -> None:
    """Take the space at the start of a link out of it, so that it is not underlined."""
    text = mark.text or ""
    parent, before = mark.getparent(), mark.getprevious()
    if parent is None or not text.startswith(" "):
        return
    mark.text = text.lstrip()
    if before is not None:
        before.tail = (before.tail or "") + " "
    else:
        parent.text = (parent.text or "") + " "


def _links(document: Document, own: OwnWords) -> Element | None:
    if not document.links:
        return None
    heading = own.own(element("h2", LINKS, id=LINKS_ID), line(LINKS))
    items = (element("li", prose.sentence(link)) for link in document.links)
    return element("section", heading, element("ul", *items), aria_labelledby=LINKS_ID)
