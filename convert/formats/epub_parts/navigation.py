"""The navigation document: the list of contents and the landmarks."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from convert.document import Document, Heading, Inline, Link, NoteMark, Sentence
from convert.formats.epub_parts.page import EPUB_TYPE, OwnWords, Page, line, shell
from convert.pages import prose
from convert.pages.xhtml import Child, Element, append, element
from convert.traversal import walk

PATH = "nav.xhtml"
CONTENTS = "Contents"


class Entry(msgspec.Struct, frozen=True):
    """A line in the list of contents, and those below it."""

    label: Sentence
    href: str
    children: tuple[Entry, ...] = ()
    ours: bool = False
    """The words are the book's own, not the post's."""


class Landmark(msgspec.Struct, frozen=True):
    """A place readers can jump to by what it is."""

    kind: str
    """A term of the EPUB structural semantics vocabulary."""
    label: str
    href: str


def post_entry(document: Document, *, path: str, own: tuple[Entry, ...]) -> Entry:
    """A post with its sections, as deep as its headings go, and then those that are our `own`."""
    headings = [block for block in walk(document.blocks) if isinstance(block, Heading)]
    return Entry(document.title, path, (*_nest(headings, path=path), *own))


def own_entry(text: str, href: str) -> Entry:
    """A line for a page of the book's own."""
    return Entry(line(text), href, ours=True)


def page(
    entries: tuple[Entry, ...], landmarks: tuple[Landmark, ...], *, title: str, lang: str
) -> Page:
    """The navigation document, which is also the page of contents a reader sees."""
    own = OwnWords(lang)
    heading = own.text("h1", CONTENTS)
    contents = element("nav", heading, role="doc-toc", aria_labelledby=heading.get("id"))
    append(contents, element("ol", *(_item(entry, own) for entry in entries)))
    root = shell(contents, _landmarks(landmarks), title=title, lang=lang, path=PATH)
    return Page("nav", PATH, CONTENTS, root, own.spoken)


def _item(entry: Entry, own: OwnWords) -> Element:
    link = element("a", *_label(entry.label.inlines), href=entry.href)
    (own.own if entry.ours else own.speak)(link, entry.label)
    inner = element("ol", *(_item(child, own) for child in entry.children))
    return element("li", link, inner if entry.children else None)


def _label(inlines: tuple[Inline, ...]) -> Iterator[Child]:
    """Words inside a link: languages stay marked, links and note marks go."""
    for part in inlines:
        match part:
            case Link(inlines=inner):
                yield from _label(inner)
            case NoteMark():
                continue
            case _:
                yield prose.inline(part)


def _landmarks(landmarks: tuple[Landmark, ...]) -> Element:
    nav = element("nav", aria_label="Landmarks", hidden=True)
    nav.set(EPUB_TYPE, "landmarks")
    made = element("ol")
    for landmark in landmarks:
        link = element("a", landmark.label, href=landmark.href)
        link.set(EPUB_TYPE, landmark.kind)
        append(made, element("li", link))
    append(nav, made)
    return nav


def _nest(headings: list[Heading], *, path: str) -> Iterator[Entry]:
    start = 0
    while start < len(headings):
        top = headings[start]
        end = start + 1
        while end < len(headings) and headings[end].level > top.level:
            end += 1
        children = tuple(_nest(headings[start + 1 : end], path=path))
        yield Entry(top.sentence, f"{path}#{top.section}", children)
        start = end
