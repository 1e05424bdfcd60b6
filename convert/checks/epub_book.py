"""An EPUB opened for checking: package, pages and overlays as trees, everything else as bytes."""

from __future__ import annotations

import io
import posixpath
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from functools import cached_property
from urllib.parse import unquote, urldefrag

import msgspec
from lxml import etree

from convert.findings import Place
from convert.pages.xhtml import EPUB_OPS, XHTML, XML_LANG, Element

CONTAINER = "META-INF/container.xml"
OPF = "{http://www.idpf.org/2007/opf}"
DC = "{http://purl.org/dc/elements/1.1/}"
SMIL = "{http://www.w3.org/ns/SMIL}"
HTML = f"{{{XHTML}}}"
TYPE = f"{{{EPUB_OPS}}}type"
TEXTREF = f"{{{EPUB_OPS}}}textref"
LANG = XML_LANG
XHTML_TYPE = "application/xhtml+xml"
SMIL_TYPE = "application/smil+xml"


class NotABook(Exception):
    """These bytes cannot be opened as an EPUB; the message says what is wrong with them."""


class Item(msgspec.Struct, frozen=True):
    """A line of the manifest; the path counts from the top of the archive."""

    id: str
    path: str
    media_type: str
    properties: frozenset[str]
    overlay: str


class Fact(msgspec.Struct, frozen=True):
    """A `meta` element with a property."""

    name: str
    value: str
    refines: str


class _Files(Mapping[str, bytes]):
    """The files of an archive, each unpacked when it is asked for: sounds can be large."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self._archive = archive
        self._names = dict.fromkeys(archive.namelist())

    def __getitem__(self, name: str) -> bytes:
        return self._archive.read(name)

    def __iter__(self) -> Iterator[str]:
        return iter(self._names)

    def __len__(self) -> int:
        return len(self._names)

    def __contains__(self, name: object) -> bool:
        return name in self._names


def _archive(data: bytes) -> zipfile.ZipFile:
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
        damaged = archive.testzip()
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError) as error:
        raise NotABook(f"it is not an archive that can be opened ({error})") from error
    if damaged is not None:
        raise NotABook(f"{damaged} is damaged")
    return archive


class Book:
    """An opened EPUB."""

    def __init__(self, data: bytes, *, path: str) -> None:
        """Raises NotABook where there is no archive, no package, or a file that is not XML."""
        self.path = path
        archive = _archive(data)
        self.members = archive.infolist()
        self.files: Mapping[str, bytes] = _Files(archive)
        container = self._tree(CONTAINER)
        root = container.find(".//{*}rootfile")
        self.package_path = root.get("full-path", "") if root is not None else ""
        self.package = self._tree(self.package_path)
        self.items = {item.id: item for item in self._items()}
        self.pages = {
            item.path: self._tree(item.path)
            for item in self.items.values()
            if item.media_type == XHTML_TYPE
        }
        self.overlays = {
            item.path: self._tree(item.path)
            for item in self.items.values()
            if item.media_type == SMIL_TYPE
        }

    @cached_property
    def facts(self) -> tuple[Fact, ...]:
        """All metadata given as properties."""
        metas = self.package.iterfind(f"{OPF}metadata/{OPF}meta[@property]")
        return tuple(
            Fact(meta.get("property", ""), (meta.text or "").strip(), meta.get("refines", ""))
            for meta in metas
        )

    @cached_property
    def spine(self) -> tuple[Item, ...]:
        """The pages in reading order."""
        references = self.package.iterfind(f"{OPF}spine/{OPF}itemref")
        names = (reference.get("idref", "") for reference in references)
        return tuple(self.items[name] for name in names if name in self.items)

    @cached_property
    def navigation(self) -> Item | None:
        """The navigation document."""
        return next((i for i in self.items.values() if "nav" in i.properties), None)

    def values(self, name: str) -> list[str]:
        """The values of a property that refine nothing."""
        return [fact.value for fact in self.facts if fact.name == name and not fact.refines]

    def described(self, name: str) -> list[str]:
        """The values of a Dublin Core element."""
        found = self.package.iterfind(f"{OPF}metadata/{DC}{name}")
        return [(element.text or "").strip() for element in found]

    def place(self, path: str, element: Element | None = None) -> Place:
        """Where something is, for a finding."""
        line = element.sourceline if element is not None else 0
        return Place(f"{self.path}/{path}", line=line if isinstance(line, int) else 0)

    @staticmethod
    def target(reference: str, *, page: str) -> tuple[str, str]:
        """The file that a reference on `page` leads to, and the id in it."""
        address, fragment = urldefrag(reference)
        path = posixpath.normpath(posixpath.join(posixpath.dirname(page), unquote(address)))
        return (path if address else page), unquote(fragment)

    @cached_property
    def ids(self) -> Mapping[str, Mapping[str, int]]:
        """For each page, each id and how many elements stand before it; the first one counts."""
        return {path: _ids(root) for path, root in self.pages.items()}

    def _items(self) -> Iterator[Item]:
        folder = posixpath.dirname(self.package_path)
        for item in self.package.iterfind(f"{OPF}manifest/{OPF}item"):
            yield Item(
                id=item.get("id", ""),
                path=posixpath.normpath(posixpath.join(folder, unquote(item.get("href", "")))),
                media_type=item.get("media-type", ""),
                properties=frozenset(item.get("properties", "").split()),
                overlay=item.get("media-overlay", ""),
            )

    def _tree(self, path: str) -> Element:
        if path not in self.files:
            raise NotABook(f"{path or 'the package'} is not in it")
        parser = etree.XMLParser(resolve_entities=False, no_network=True)
        try:
            return etree.fromstring(self.files[path], parser)
        except etree.XMLSyntaxError as error:
            raise NotABook(f"{path} is not well-formed XML ({error})") from error


def _ids(root: Element) -> dict[str, int]:
    places: dict[str, int] = {}
    for number, element in enumerate(root.iter()):
        name = element.get("id")
        if name is not None:
            places.setdefault(name, number)
    return places


def elements(root: Element, *names: str) -> Iterator[Element]:
    """The XHTML elements with these names, in order."""
    return root.iter(*(f"{HTML}{name}" for name in names))


def text_of(element: Element) -> str:
    """The words in an element, with single spaces."""
    return " ".join("".join(map(str, element.itertext())).split())
