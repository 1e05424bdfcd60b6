"""What a web page says about itself: title, day, author, subjects; never in the words of the post.

A page says it in its metadata (Open Graph, schema.org as JSON-LD) and in mark-up (`<time>`,
`rel="author"`); the first that says anything is believed.
"""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Iterator, Mapping
from typing import Any, Final

import msgspec

from convert.source.importer.dates import day

_ARTICLES: Final = ("Article", "BlogPosting", "NewsArticle", "WebPage", "Report")
_LARGEST: Final = 200_000
_DEEPEST: Final = 8
SUFFIX: Final = re.compile(r"\s+[|–—·•»-]\s+")
"""Stands between the title of a page and the name of its site."""


class PageFacts(msgspec.Struct, frozen=True):
    """What was found; empty where the page says nothing."""

    title: str = ""
    date: dt.date | None = None
    author: str = ""
    tags: tuple[str, ...] = ()


def facts(root: Any) -> PageFacts:
    """What the page under `root` says about itself; scripts must be there still."""
    metas = {
        node.get("property") or node.get("name") or node.get("itemprop"): node.get("content", "")
        for node in root.xpath("//meta[@content]")
    }
    said = _said(root)
    stamps = (metas.get("article:published_time"), said.get("datePublished"), metas.get("date"))
    authors = (metas.get("author"), ", ".join(_names(said.get("author"))))
    return PageFacts(
        title=_title(root, metas),
        date=next((found for stamp in stamps if (found := day(_words(stamp)))), None),
        author=next((name for name in map(_words, authors) if name and "://" not in name), ""),
        tags=tuple(dict.fromkeys(filter(None, _tags(root, said)))),
    )


def _words(value: object) -> str:
    return " ".join(value.split()) if isinstance(value, str) else ""


def _title(root: Any, metas: Mapping[str, str]) -> str:
    """The title without the name of the site, which `<title>` has before or after it."""
    node = next(iter(root.xpath("//title")), None)
    whole = _words(node.text_content()) if node is not None else ""
    named = _words(metas.get("og:title")) or whole
    site = _words(metas.get("og:site_name"))
    parts = SUFFIX.split(named)
    if site and len(parts) > 1:
        if parts[-1] == site:
            return named[: named.rindex(site)].rstrip(" |–—·•»:-")
        if parts[0] == site:
            return named[len(site) :].lstrip(" |–—·•»:-")
    return named


def _said(root: Any) -> Mapping[str, Any]:
    """The first article among the page's JSON-LD; broken JSON says nothing."""
    for script in root.xpath("//script[@type='application/ld+json']"):
        words = script.text or ""
        if len(words) > _LARGEST:
            continue
        try:
            data = json.loads(words)
        except (ValueError, RecursionError):
            continue
        for thing in _things(data):
            kinds = thing.get("@type")
            kinds = kinds if isinstance(kinds, list) else [kinds]
            if any(kind in _ARTICLES for kind in kinds) and "datePublished" in thing:
                return thing
    return {}


def _things(data: Any, depth: int = 0) -> Iterator[Mapping[str, Any]]:
    if depth > _DEEPEST:
        return
    if isinstance(data, list):
        for item in data:
            yield from _things(item, depth + 1)
    elif isinstance(data, dict):
        yield data
        yield from _things(data.get("@graph"), depth + 1)


def _names(author: Any) -> Iterator[str]:
    for one in author if isinstance(author, list) else [author]:
        if name := _words(one.get("name") if isinstance(one, dict) else one):
            yield name


def _tags(root: Any, said: Mapping[str, Any]) -> Iterator[str]:
    for node in root.xpath("//meta[@property='article:tag']"):
        yield _words(node.get("content"))
    words = said.get("keywords")
    for tag in words.split(",") if isinstance(words, str) else words or ():
        yield _words(tag)
