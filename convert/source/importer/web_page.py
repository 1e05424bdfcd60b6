"""A web page that was saved: its article, without what stands around it on every page."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import Any

from convert.errors import RefusedPost
from convert.source.importer import markup
from convert.source.importer.dates import day
from convert.source.importer.file import File, begins, text
from convert.source.importer.incoming import Doubt, Found, Incoming, Where
from convert.source.importer.page_facts import SUFFIX, facts

TITLE = "web page"
_TAGS = ("nav", "aside", "footer", "dialog")
_ROLES = ("navigation", "banner", "contentinfo", "search", "complementary", "dialog")
# A name counts by how it begins: `sidebar` is one, `has-sidebar` is a page that has one.
_NAME = re.compile(
    r"(?:cookies?|consent|gdpr|sidebar|site-(?:header|footer|nav)|nav(?:bar|igation)?|menu"
    r"|breadcrumbs?|skip-link|share|sharing|social|related|newsletter|widget|footer|comments?"
    r"|respond)(?:$|[-_])",
    re.IGNORECASE,
)
_HEADING = ".//h1[normalize-space() and not(ancestor::nav or ancestor::aside or ancestor::footer)]"
_WORDS = "words around the article"
_WHAT = {"nav": "navigation", "aside": "words at the side", "footer": "the foot of the page"}
_WRITER = ".//*[contains(concat(' ', @rel, ' '), ' author ') or @itemprop='author']"
_MAIN = ".//main|.//*[@role='main']|.//*[@itemprop='articleBody']"


def fits(file: File) -> bool:
    """Whether this is a page."""
    start = begins(file)
    return b"<html" in start or b"<!doctype html" in start or file.suffix in {".html", ".htm"}


def read(file: File) -> Found:
    """The one post on the page."""
    from lxml import etree  # noqa: PLC0415  heavy

    root = markup.parsed(text(file), file)
    said = facts(root)
    markup.silence(root)
    body = next(iter(root.xpath("//body")), root)
    article = _article(body)
    heading = next((found[0] for node in (article, body) if (found := node.xpath(_HEADING))), None)
    title = " ".join(heading.text_content().split()) if heading is not None else said.title
    if heading is not None:
        heading.drop_tree()
    times = article.xpath(".//time/@datetime")
    writer = next((" ".join(node.text_content().split()) for node in article.xpath(_WRITER)), "")
    gone = (*_beside(article, body), *_around(article))
    date = said.date or next((found for stamp in times if (found := day(stamp))), None)
    base = next(iter(root.xpath("//link[@rel='canonical']/@href")), "")
    made = markup.body(etree.tostring(article, encoding="unicode", method="html"), file, base=base)
    if not made.body:
        raise RefusedPost("no words were found on this page.", place=file.path)
    when = Doubt(0, f"No date was found; it was given the file's: {file.modified}", Where.POST)
    names = Doubt(0, f"The title may have the site's name in it: {title}", Where.POST)
    is_mixed = heading is None and SUFFIX.search(title) is not None
    post = Incoming(
        title=title or PurePosixPath(file.path).stem,
        date=date or file.modified,
        body=made.body,
        author=said.author or writer,
        tags=said.tags,
        links=made.links,
        files=made.files,
        doubts=(*made.doubts, *gone, *(() if date else (when,)), *((names,) if is_mixed else ())),
        origin=base or PurePosixPath(file.path).name,
    )
    return Found((post,))


def _article(body: Any) -> Any:
    """The part of the page that is the post: where several say so, the one with most words."""
    for path in (".//article", _MAIN):
        found = [node for node in body.xpath(path) if markup.weight(node)]
        outer = [
            node for node in found if not any(above in found for above in node.iterancestors())
        ]
        best = max(outer, key=markup.weight, default=None)
        if best is not None and 2 * markup.weight(best) > sum(map(markup.weight, outer)):
            return best
    return body


def _around(article: Any) -> Iterator[Doubt]:
    """Take what stands around the words out of `article`; what holds most of them stays."""
    whole = markup.weight(article)
    for node in list(article.iterdescendants()):
        is_there = any(above is article for above in node.iterancestors())
        if not is_there or not _is_around(node) or 2 * markup.weight(node) > whole:
            continue
        if node.xpath("descendant-or-self::main|descendant-or-self::article|.//h1"):
            continue
        yield from _named(node)
        node.drop_tree()


def _is_around(node: Any) -> bool:
    names = [*node.get("class", "").split(), *node.get("id", "").split()]
    return node.tag in _TAGS or node.get("role") in _ROLES or any(map(_NAME.match, names))


def _beside(article: Any, body: Any) -> Iterator[Doubt]:
    """Name all that stands in `body` outside `article`."""
    if article is body:
        return
    for step in (article, *article.iterancestors()):
        if step is body:
            break
        parent = step.getparent()
        for node in (other for other in parent if other is not step):
            yield from _named(node)
        for loose in (parent.text, *(other.tail for other in parent)):
            if loose and (said := " ".join(loose.split())):
                yield markup.left_out(_WORDS, f"“{said[:100]}”")


def _named(node: Any) -> Iterator[Doubt]:
    if shown := markup.first_words(node):
        yield markup.left_out(_WHAT.get(node.tag, _WORDS), f"“{shown}”")
    elif node.xpath("descendant-or-self::img"):
        yield markup.left_out("a picture outside the article", "")
