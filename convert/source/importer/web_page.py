"""A web page that was saved: its article, without what stands around it on every page."""

from __future__ import annotations

from pathlib import PurePosixPath

from convert.errors import RefusedPost
from convert.source.importer import markup
from convert.source.importer.dates import day
from convert.source.importer.file import File, begins, text
from convert.source.importer.incoming import Doubt, Found, Incoming, Where

TITLE = "web page"
_AROUND = (
    "//nav|//aside|//footer|//*[@role='navigation' or @role='banner' or @role='contentinfo']"
    "|//*[contains(@class,'cookie') or contains(@id,'cookie') or contains(@class,'sidebar')]"
)
_ARTICLES = ("//article", "//*[@itemprop='articleBody']", "//main|//*[@role='main']", "//body")


def fits(file: File) -> bool:
    """Whether this is a page."""
    start = begins(file)
    return b"<html" in start or b"<!doctype html" in start or file.suffix in {".html", ".htm"}


def read(file: File) -> Found:
    """The one post on the page."""
    from lxml import etree  # noqa: PLC0415  heavy

    root = markup.parsed(text(file), file)
    for node in root.xpath(_AROUND):
        if node.tag not in {"html", "body", "main", "article"} and node.getparent() is not None:
            node.drop_tree()
    article = next((found[0] for path in _ARTICLES if (found := root.xpath(path))), None)
    if article is None:
        raise RefusedPost("no words were found on this page.", place=file.path)
    heading = next(iter(article.xpath(".//h1")), None)
    named = heading if heading is not None else next(iter(root.xpath("//title")), None)
    title = " ".join(named.text_content().split()) if named is not None else ""
    if heading is not None:
        heading.drop_tree()
    metas = {
        node.get("property") or node.get("name"): node.get("content", "")
        for node in root.xpath("//meta[@content]")
    }
    stamps = [metas.get("article:published_time", ""), *article.xpath(".//time/@datetime")]
    date = next((found for stamp in stamps if (found := day(stamp))), None)
    base = next(iter(root.xpath("//link[@rel='canonical']/@href")), "")
    made = markup.body(etree.tostring(article, encoding="unicode", method="html"), file, base=base)
    if not made.body:
        raise RefusedPost("no words were found on this page.", place=file.path)
    when = Doubt(0, f"No date was found; it was given the file's: {file.modified}", Where.POST)
    post = Incoming(
        title=title or PurePosixPath(file.path).stem,
        date=date or file.modified,
        body=made.body,
        author=metas.get("author", ""),
        links=made.links,
        files=made.files,
        doubts=(*made.doubts, *(() if date else (when,))),
        origin=base or PurePosixPath(file.path).name,
    )
    return Found((post,))
