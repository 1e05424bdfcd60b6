"""A blog as one XML file: WordPress (WXR), Blogger (Takeout and older), RSS and Atom feeds."""

from __future__ import annotations

import html
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

from convert.source.importer import markup
from convert.source.importer.dates import day
from convert.source.importer.file import File, begins, xml
from convert.source.importer.incoming import Doubt, Found, Incoming, Where, counted

TITLE = "WordPress, Blogger, RSS or Atom"
_BLOCK = re.compile(r"<!--.*?-->", re.DOTALL)
_CAPTION = re.compile(
    r"\[caption[^\]]*\]\s*((?:<a\b[^>]*>\s*)?<img\b[^>]*>(?:\s*</a>)?)(.*?)\[/caption\]", re.DOTALL
)
# A code by its name, by a setting in it, or by its closing half; `[sic]` is none.
_SHORTCODE = re.compile(
    r"\[/?(?:gallery|embed|audio|video|playlist|vc_\w+|et_pb_\w+)\b[^\]]*\]"
    r"|\[[a-zA-Z][\w-]*\s[^\]\n]*\w=[^\]\n]*\]|\[/[a-zA-Z][\w-]*\]"
)
_TAG = re.compile(
    r"(<(/?)(p|div|section|blockquote|h[1-6]|ul|ol|dl|table|figure|pre|hr)\b[^>]*>)", re.IGNORECASE
)
_PREFIX = re.compile(r"(?<=<)[\w-]+:(?=\w)|(?<=</)[\w-]+:(?=\w)|\sxmlns(?::[\w-]+)?=\"[^\"]*\"")
_MAILED = re.compile(r"\S+@\S+\s*\((.*)\)")
_CLEAR = ("div", "section", "blockquote", "hr")
"""Blocks inside which a blank line still parts paragraphs."""


def fits(file: File) -> bool:
    """Whether this is a feed or an export of a blog."""
    start = begins(file)
    return any(sign in start for sign in (b"<rss", b"<feed", b"<rdf:rdf"))


def read(file: File) -> Found:
    """The published posts, and what else there was, counted."""
    root = xml(file)
    entries = root.xpath("//*[local-name()='item' or local-name()='entry']")
    alts = dict(_alts(entries))
    names = {
        _text(node, "author_login"): _text(node, "author_display_name")
        for node in root.xpath("//*[local-name()='author' and *[local-name()='author_login']]")
    }
    posts: list[Incoming] = []
    left: Counter[str] = Counter()
    for entry in entries:
        kind = _kind(entry)
        if kind == "post":
            posts.append(_post(entry, file, alts, names))
        else:
            left[kind] += 1
    words = (counted(number, kind, _many(kind)) for kind, number in sorted(left.items()))
    return Found(tuple(posts), tuple(words))


def _many(kind: str) -> str:
    return f"posts{kind.removeprefix('post')}" if kind.startswith("post ") else f"{kind}s"


def _text(entry: Any, *names: str) -> str:
    """The words of the first child with one of these names."""
    for name in names:
        for child in entry:
            if isinstance(child.tag, str) and child.tag.rpartition("}")[2] == name:
                found = "".join(child.itertext()).strip()
                if found:
                    return found
    return ""


def _kind(entry: Any) -> str:
    """`post` for what was published; otherwise what it is."""
    old = entry.xpath("*[local-name()='category' and contains(@scheme,'#kind')]/@term")
    kind = (_text(entry, "post_type", "type") or (old[0] if old else "post")).lower()
    kind = kind.rpartition("#")[2]
    status = _text(entry, "status").lower()
    is_draft = entry.xpath(".//*[local-name()='draft' and text()='yes']")
    if kind != "post":
        return kind
    if _text(entry, "post_password"):
        return "post behind a password"
    if is_draft or status not in {"", "publish", "live"}:
        return "draft" if is_draft or status == "draft" else f"{status} post"
    return "post"


def _alts(entries: list[Any]) -> Iterator[tuple[str, str]]:
    """Alternative texts of WordPress's attachments, by address."""
    for entry in entries:
        for meta in entry.xpath("*[local-name()='postmeta']"):
            if _text(meta, "meta_key") == "_wp_attachment_image_alt":
                yield _text(entry, "attachment_url"), _text(meta, "meta_value")


def _html(node: Any) -> str:
    """What an element holds, as HTML: escaped in most feeds, real elements in some of Atom's."""
    from lxml import etree  # noqa: PLC0415  heavy

    if not len(node):
        return (node.text or "").strip()
    inside = "".join(etree.tostring(child, encoding="unicode", method="html") for child in node)
    return _PREFIX.sub("", f"{html.escape(node.text or '')}{inside}").strip()


def _mailed(entry: Any) -> str:
    """The name in RSS's `ann@example.org (Ann)`; an address alone is nobody's business."""
    said = _text(entry, "author")
    named = _MAILED.fullmatch(said)
    return named[1].strip() if named else "" if "@" in said else said


def _post(entry: Any, file: File, alts: Mapping[str, str], names: Mapping[str, str]) -> Incoming:
    content = next(
        (
            _html(child)
            for name in ("encoded", "content", "description", "summary")
            for child in entry
            if isinstance(child.tag, str)
            and child.tag.rpartition("}")[2] == name
            and "excerpt" not in child.tag
        ),
        "",
    )
    links = entry.xpath("*[local-name()='link' and (@rel='alternate' or not(@rel))]/@href")
    link = links[0] if links else _text(entry, "link")
    markup_ = _paragraphs(content) if _text(entry, "post_type") else content
    made = markup.body(markup_, file, base=link, alts=alts)
    stamp = _text(entry, "published", "post_date", "pubDate", "date", "updated")
    date = day(stamp)
    title = " ".join(html.unescape(_text(entry, "title")).split())
    doubts = list(made.doubts)
    if date is None:
        doubts.append(
            Doubt(0, f"No date was found; it was given the file's: {file.modified}", Where.POST)
        )
    if not title:
        doubts.append(Doubt(0, "This post had no title.", Where.POST))
    if codes := sorted(set(_SHORTCODE.findall(_CAPTION.sub("", content)))):
        doubts.append(Doubt(0, f"Left out: {', '.join(codes)[:200]}", Where.POST))
    author = entry.xpath("*[local-name()='author']/*[local-name()='name']/text()")
    login = _text(entry, "creator")
    return Incoming(
        title=title or "Untitled",
        date=date or file.modified,
        body=made.body,
        author=(author[0].strip() if author else names.get(login, login) or _mailed(entry)),
        tags=tuple(dict.fromkeys(_tags(entry))),
        links=made.links,
        files=made.files,
        doubts=tuple(doubts),
        origin=_text(entry, "guid", "id") or link,
    )


def _tags(entry: Any) -> Iterator[str]:
    for node in entry.xpath("*[local-name()='category']"):
        term = (node.get("term") or node.text or "").strip()
        term = html.unescape(term)
        if term and term != "Uncategorized" and "#kind" not in node.get("scheme", ""):
            yield term


def _paragraphs(content: str) -> str:
    """WordPress's own mark-up as HTML: blank lines are paragraphs, comments and codes vanish.

    Only words that stand free are parted: a list, a table or a `<pre>` is as it was written.
    """
    words = markup.outside_pre(content, _without_codes)
    made: list[str] = []
    inside = 0
    for number, part in enumerate(_parts(words)):
        if number % 2 == 0:
            made.append(part if inside else _parted(part))
            continue
        tag = _TAG.fullmatch(part)
        assert tag is not None
        if tag[3].lower() not in _CLEAR:
            inside = max(0, inside + (-1 if tag[2] else 1))
        made.append(part)
    return "".join(made)


def _parts(words: str) -> Iterator[str]:
    """What stands between tags of blocks, and the tags, by turns."""
    at = 0
    for tag in _TAG.finditer(words):
        yield words[at : tag.start()]
        yield tag[0]
        at = tag.end()
    yield words[at:]


def _without_codes(words: str) -> str:
    words = _BLOCK.sub("", words)
    words = _CAPTION.sub(r"<figure>\1<figcaption>\2</figcaption></figure>", words)
    return _SHORTCODE.sub("", words)


def _parted(words: str) -> str:
    parts = (part.strip() for part in re.split(r"\n\s*\n", words))
    return "\n".join(f"<p>{part.replace(chr(10), '<br>')}</p>" for part in parts if part)
