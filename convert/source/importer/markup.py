"""HTML from blogs and pages, mended before it is read: paragraphs, wrappers, what is not words."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from convert.errors import Unsafe
from convert.source.importer.album import Album
from convert.source.importer.file import File
from convert.source.importer.tree import Written, written
from convert.source.reader import pandoc

DEEPEST = 200
SILENT = ("script", "style", "noscript", "template", "iframe", "object", "embed", "form", "button")
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

    root = parsed(_BREAKS.sub("<p>", html), file)
    etree.strip_elements(root, *SILENT, etree.Comment, with_tail=False)
    data = etree.tostring(root, method="html", encoding="utf-8")
    tree = pandoc.run(["-f", _FORMAT, "-t", "json"], data, place=file.path)
    blocks = pandoc.blocks(tree, place=file.path)
    return written(blocks, Album(file.beside), base=base, place=file.path, alts=alts or {})


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
