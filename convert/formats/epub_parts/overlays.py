"""Media overlays: which stretch of sound goes with which element, nested as the page is.

EPUB 3.3, Media Overlays: `seq` with `epub:type` lets readers skip notes and leave tables and
lists; times are SMIL clock values.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count

import msgspec
from lxml import etree

from convert.formats.epub_parts.page import EPUB_TYPE, Page, relative
from convert.formats.epub_parts.sounds import Heard, Sound
from convert.pages.xhtml import EPUB_OPS, Element

SMIL = "http://www.w3.org/ns/SMIL"
MEDIA_TYPE = "application/smil+xml"
ACTIVE_CLASS = "reading-now"
PLAYING_CLASS = "reading-aloud"
_NAMESPACES: dict[str, str] = {None: SMIL, "epub": EPUB_OPS}  # type: ignore[dict-item]  # lxml's way

# EPUB structural semantics vocabulary 1.1; elements without a term there are nested all the same.
_TYPES = {
    "ul": "list",
    "ol": "list",
    "li": "list-item",
    "table": "table",
    "tr": "table-row",
    "td": "table-cell",
    "th": "table-cell",
    "figure": "figure",
    "dl": "list",
    "blockquote": None,
    "section": None,
    "nav": None,
}


class Overlay(msgspec.Struct, frozen=True):
    """The media overlay of one page."""

    data: bytes
    duration: float


def overlay(page: Page, heard: Heard) -> Overlay | None:
    """The overlay of `page`, or None where none of its words has sound.

    Elements that need an id get one.
    """
    maker = _Maker(page, heard)
    parts = list(maker.parts(page.body))
    if not parts:
        return None
    root = etree.Element(f"{{{SMIL}}}smil", nsmap=_NAMESPACES, version="3.0")
    body = etree.SubElement(root, f"{{{SMIL}}}body")
    body.extend(parts)
    data: bytes = etree.tostring(root, xml_declaration=True, encoding="utf-8", pretty_print=True)
    return Overlay(data, maker.duration)


def clock(seconds: float) -> str:
    """`seconds` as a SMIL full clock value: `0:01:02.345`."""
    milliseconds = round(seconds * 1000)
    minutes, rest = divmod(milliseconds, 60_000)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest // 1000:02}.{rest % 1000:03}"


class _Maker:
    def __init__(self, page: Page, heard: Heard) -> None:
        self._page = page
        self._heard = heard
        self._numbers = count(1)
        self.duration = 0.0

    def parts(self, found: Element) -> Iterator[Element]:
        """The parts for `found` itself and everything in it, in reading order."""
        if found.get("hidden") is not None:
            return
        sound = self._heard.get(found.get("id", ""))
        if sound is not None and sound.end > sound.start:
            yield self._par(found, sound)
        if found.tag not in _TYPES:
            yield from self._inner(found)
            return
        had_id = found.get("id") is not None
        if not had_id:
            found.set("id", f"book.part.{next(self._numbers)}")
        held = list(self._inner(found))
        if held:
            yield self._seq(found, held)
        elif not had_id:
            del found.attrib["id"]

    def _inner(self, found: Element) -> Iterator[Element]:
        for child in found:
            yield from self.parts(child)

    def _seq(self, found: Element, held: list[Element]) -> Element:
        seq = etree.Element(f"{{{SMIL}}}seq")
        kind = _kind(found)
        if kind:
            seq.set(EPUB_TYPE, kind)
        seq.set(f"{{{EPUB_OPS}}}textref", self._reference(found.get("id", "")))
        seq.extend(held)
        return seq

    def _par(self, found: Element, sound: Sound) -> Element:
        par = etree.Element(f"{{{SMIL}}}par")
        if found.get(EPUB_TYPE) == "noteref":
            par.set(EPUB_TYPE, "noteref")
        etree.SubElement(par, f"{{{SMIL}}}text", src=self._reference(found.get("id", "")))
        etree.SubElement(
            par,
            f"{{{SMIL}}}audio",
            src=relative(sound.path, page=self._page.overlay_path),
            clipBegin=clock(sound.start),
            clipEnd=clock(sound.end),
        )
        self.duration += sound.end - sound.start
        return par

    def _reference(self, name: str) -> str:
        return f"{relative(self._page.path, page=self._page.overlay_path)}#{name}"


def _kind(found: Element) -> str | None:
    role = found.get(EPUB_TYPE)
    if role in {"endnotes", "chapter", "toc"}:
        return role
    parent = found.getparent()
    grandparent = parent.getparent() if parent is not None else None
    if found.tag == "li" and grandparent is not None and grandparent.get(EPUB_TYPE) == "endnotes":
        return "endnote"
    return _TYPES.get(str(found.tag))
