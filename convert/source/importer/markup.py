"""HTML from blogs and pages, mended before it is read: paragraphs, wrappers, what is not words."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any

import msgspec

from convert.errors import Unsafe
from convert.source.importer.album import Album
from convert.source.importer.file import File
from convert.source.importer.incoming import Doubt, Where
from convert.source.importer.tree import Written, written
from convert.source.reader import pandoc

DEEPEST = 200
SILENT = ("script", "style", "noscript", "template")
"""What holds no words for a reader."""
_NAMED = {
    "iframe": "a frame",
    "object": "an embedded object",
    "embed": "an embedded object",
    "form": "a form",
    "video": "a film",
    "audio": "a recording",
    "button": "a button",
    "select": "a list to choose from",
    "textarea": "a box to write in",
}
_LAZY = ("data-src", "data-lazy-src", "data-original", "data-orig-file", "data-large-file")
_SETS = ("srcset", "data-srcset", "data-lazy-srcset")
NOWHERE = "no address"
"""Stands for the address of a picture that has none, so that it is named as not carried over."""
_SHOWN = 12
_PRE = re.compile(r"(<pre\b.*?</pre\s*>)", re.IGNORECASE | re.DOTALL)
_BREAKS = re.compile(r"(?:<br\s*/?>(?:\s|&nbsp;|\u00a0)*){2,}", re.IGNORECASE)
_FORMAT = "html-native_divs-native_spans-smart-tex_math_dollars"


def body(
    html: str, file: File, *, base: str = "", alts: Mapping[str, str] | None = None
) -> Written:
    """The Markdown of a piece of HTML.

    Raises:
        Unsafe: it is nested too deeply.
        RefusedPost: it cannot be read.
    """
    from lxml import etree  # noqa: PLC0415  heavy

    root = parsed(outside_pre(html, lambda part: _BREAKS.sub("<p>", part)), file)
    silence(root)
    for picture in root.iter("img"):
        picture.set("src", _address(picture, file))
    gone = tuple(_without_machinery(root))
    data = etree.tostring(root, method="html", encoding="utf-8")
    tree = pandoc.run(["-f", _FORMAT, "-t", "json"], data, place=file.path)
    blocks = pandoc.blocks(tree, place=file.path)
    made = written(blocks, Album(file.beside), base=base, place=file.path, alts=alts or {})
    return msgspec.structs.replace(made, doubts=(*made.doubts, *gone))


def silence(root: Any) -> None:
    """Take out what holds no words; a picture that is there only without scripts stays."""
    from lxml import etree  # noqa: PLC0415  heavy

    for node in list(root.iter("noscript")):
        before = node.getprevious()
        is_copy = before is not None and before.xpath("descendant-or-self::img")
        if node.xpath(".//img") and not is_copy:
            node.drop_tag()
    etree.strip_elements(root, *SILENT, etree.Comment, with_tail=False)


def _address(picture: Any, file: File) -> str:
    """Where a picture is: `src`, or what a script would put there when it is scrolled to."""
    addresses = [picture.get(name, "") for name in _LAZY]
    sets = (picture.get(name, "") for name in _SETS)
    addresses += [part.split()[0] for some in sets for part in some.split(", ") if part.split()]
    source: str = picture.get("src", "").strip()
    later: list[str] = [address.strip() for address in addresses if address.strip()]
    if not source or (later and source.startswith("data:")):
        here = (address for address in later if file.beside(address) is not None)
        return next(here, next(iter(later), source)) or NOWHERE
    if later and file.beside(source) is None:
        return next((address for address in later if file.beside(address) is not None), source)
    return source


def outside_pre(html: str, mend: Callable[[str], str]) -> str:
    """`html` with `mend` done to what is not in a `<pre>`, whose lines are as they are meant."""
    parts = _PRE.split(html)
    return "".join(part if number % 2 else mend(part) for number, part in enumerate(parts))


def first_words(node: Any) -> str:
    """The first words in a node, as a person would look for them; empty where it has none."""
    said = " ".join(node.itertext("*")).split()
    return " ".join(said[:_SHOWN]) + ("…" if len(said) > _SHOWN else "")


def weight(node: Any) -> int:
    """How many words are in a node."""
    return len(" ".join(node.itertext("*")).split())


def left_out(what: str, shown: str) -> Doubt:
    """A doubt that names what was left out, and how it begins."""
    return Doubt(0, f"Left out: {what}" + (f", {shown}" if shown else "") + ".", Where.POST)


def _without_machinery(root: Any) -> Iterator[Doubt]:
    """Take what a page does, and does not say, out of `root`; a form round the article stays."""
    whole = weight(root)
    for node in list(root.iter(*_NAMED)):
        if node.getparent() is None or not _is_in(node, root):
            continue
        if node.tag == "form" and (node.xpath(".//h1|.//article") or 2 * weight(node) > whole):
            node.drop_tag()
            continue
        address = node.get("src") or node.get("data") or ""
        shown = first_words(node)
        node.drop_tree()
        yield left_out(_NAMED[node.tag], f"“{shown}”" if shown else address[:200])


def _is_in(node: Any, root: Any) -> bool:
    return any(above is root for above in node.iterancestors())


def parsed(html: str, file: File) -> Any:
    """The tree of some HTML.

    Raises:
        Unsafe: it is nested too deeply for any word in it to be safe.
    """
    import lxml.html  # noqa: PLC0415  heavy
    from lxml import etree  # noqa: PLC0415

    parser = lxml.html.HTMLParser(encoding="utf-8", no_network=True, huge_tree=False)
    try:
        root = lxml.html.document_fromstring(f"<html>{html}</html>".encode(), parser=parser)
    except (etree.ParserError, ValueError):
        return lxml.html.document_fromstring("<p></p>")
    depth = 0
    for event, _ in etree.iterwalk(root, events=("start", "end")):
        depth += 1 if event == "start" else -1
        if depth > DEEPEST:
            raise Unsafe("mark-up is nested too deeply.", place=file.path)
    return root
