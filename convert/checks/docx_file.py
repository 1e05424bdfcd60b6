"""A Word file opened to be looked at: its parts as trees, whoever wrote it."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from functools import cached_property

from lxml import etree

from convert.pages.xhtml import Element

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
WPS = "{http://schemas.microsoft.com/office/word/2010/wordprocessingShape}"
VML = "{urn:schemas-microsoft-com:vml}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
ADEC = "{http://schemas.microsoft.com/office/drawing/2017/decorative}"
DC = "{http://purl.org/dc/elements/1.1/}"

MAIN = "word/document.xml"
_CORE = "docProps/core.xml"
# The parts whose words are read, in the order they matter to a reader.
_READ = re.compile(r"word/(document|footnotes|endnotes|comments|header\d*|footer\d*)\.xml")
_MARGINS = re.compile(r"word/(header|footer)\d*\.xml")
# "Large print, 18 point": what a file says of itself in its subject.
_DECLARED = re.compile(r"(\d+(?:\.\d+)?) ?(?:point|pt)\b")
_LARGEST_PART = 200_000_000


class NotAWordFile(Exception):
    """These bytes are not a Word file; the message says why, for people."""


class WordFile:
    """A Word file's parts, by their names in the package."""

    def __init__(self, data: bytes, *, path: str) -> None:
        self.path = path
        try:
            with zipfile.ZipFile(io.BytesIO(data)) as package:
                if sum(info.file_size for info in package.infolist()) > _LARGEST_PART:
                    raise NotAWordFile("it is far too large once unpacked")
                self.names = tuple(package.namelist())
                self._trees = {
                    name: _parse(package.read(name))
                    for name in self.names
                    if name.endswith((".xml", ".rels"))
                }
        except (zipfile.BadZipFile, etree.XMLSyntaxError) as error:
            raise NotAWordFile(str(error)) from error
        if MAIN not in self._trees:
            raise NotAWordFile("it holds no document")

    def tree(self, name: str) -> Element | None:
        """One part, or None where the file has none of that name."""
        return self._trees.get(name)

    @property
    def main(self) -> Element:
        """The document itself."""
        return self._trees[MAIN]

    @cached_property
    def read_parts(self) -> tuple[tuple[str, Element], ...]:
        """Every part that holds words to read, the document first."""
        names = sorted((n for n in self._trees if _READ.fullmatch(n)), key=lambda n: (n != MAIN, n))
        return tuple((name, self._trees[name]) for name in names)

    @cached_property
    def margins(self) -> tuple[tuple[str, Element], ...]:
        """Headers and footers."""
        return tuple((n, t) for n, t in self.read_parts if _MARGINS.fullmatch(n))

    def property(self, name: str) -> str:
        """A Dublin Core property of the file: `title`, `creator`, `language`, `subject`."""
        core = self._trees.get(_CORE)
        found = core.findtext(f"{DC}{name}") if core is not None else None
        return (found or "").strip()

    @cached_property
    def declared_size(self) -> float | None:
        """The size in points that the file says its letters have."""
        found = _DECLARED.search(self.property("subject"))
        return float(found[1]) if found else None


def _parse(data: bytes) -> Element:
    return etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True))


def value(element: Element | None, name: str = "val") -> str | None:
    """An attribute of the main namespace, or None."""
    return element.get(f"{W}{name}") if element is not None else None


def is_on(element: Element | None) -> bool:
    """Whether a switch is there and not turned off (ECMA-376 part 1, 17.17.4)."""
    return element is not None and value(element) not in ("0", "false", "off")


def child(element: Element | None, *path: str) -> Element | None:
    """The first element of the main namespace along `path`."""
    for name in path:
        if element is None:
            return None
        element = element.find(f"{W}{name}")
    return element


def shown(root: Element, *tags: str) -> Iterator[Element]:
    """Elements of these tags, without the doubles that are there for old programs."""
    for element in root.iter(*tags):
        if next(element.iterancestors(f"{MC}Fallback"), None) is None:
            yield element
