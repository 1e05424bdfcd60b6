"""The words of a post as its writer typed them, by a road that is not ours: pandoc's own web page.

What is compared is what a reader must not lose. Marks of notes, ways back and addresses are not
words of the writer. Header rows are compared apart: a wide table says them in every row.
"""

from __future__ import annotations

import subprocess
from collections.abc import Iterator

import lxml.html
from lxml.html import HtmlElement

from convert.source.reader import front_matter, pandoc

_BLOCKS = frozenset(
    (
        *("p", "li", "td", "th", "pre", "div", "br", "blockquote", "figcaption", "dt", "dd"),
        *("h1", "h2", "h3", "h4", "h5", "h6", "tr", "ul", "ol", "dl", "table", "section"),
    )
)
_NOT_WORDS = ("footnote-ref", "footnote-back")


def source(markdown: str) -> list[str]:
    """The words of a post's body in reading order, without header rows, notes last."""
    root = _page(markdown)
    for header in root.xpath(".//thead"):
        header.drop_tree()
    return of_page(root)


def of_page(root: HtmlElement) -> list[str]:
    """The words of a page that is there already."""
    return "".join(_texts(root)).replace("\u00a0", " ").split()


def headers(markdown: str) -> list[str]:
    """What the header rows of the tables say, cell by cell."""
    cells = _page(markdown).xpath(".//thead//th")
    return [" ".join(cell.text_content().split()) for cell in cells if cell.text_content().strip()]


def _page(markdown: str) -> HtmlElement:
    page = subprocess.run(
        [pandoc.program(), "-f", pandoc.DIALECT, "-t", "html", "--wrap=none"],
        input=front_matter.split(markdown, path="post.md")[1].encode(),
        capture_output=True,
        check=True,
    )
    return lxml.html.fragment_fromstring(page.stdout.decode(), create_parent="div")


def _texts(element: HtmlElement) -> Iterator[str]:
    if not isinstance(element.tag, str) or element.get("class") in _NOT_WORDS:
        return
    apart = " " if element.tag in _BLOCKS else ""
    yield apart + (element.text or "")
    for child in element:
        yield from _texts(child)
        yield child.tail or ""
    if element.tag == "img":
        yield f" {element.get('title', '')} "
    yield apart
