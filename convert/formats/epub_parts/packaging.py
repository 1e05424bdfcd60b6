"""A book as the files of an EPUB: ebooklib writes the package, we bring finished pages.

ebooklib would parse and print our pages again if they were its own kind of page, and lose white
space that way; so everything goes in as a plain item.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from itertools import count
from typing import Any

import ebooklib
import msgspec
from ebooklib import epub
from lxml import etree

from convert.files.archive import Member
from convert.formats.epub_parts.access import Property
from convert.formats.epub_parts.navigation import Entry
from convert.pages.xhtml import XML_LANG, clean, direction

MEDIA_TYPE = "application/epub+zip"
MADE_BY = f"EbookLib {'.'.join(map(str, ebooklib.VERSION))}"
XHTML_TYPE = "application/xhtml+xml"


class File(msgspec.Struct, frozen=True):
    """A file of the book; its bytes are asked for when they are written, and not before."""

    id: str
    path: str
    media_type: str
    read: Callable[[], bytes]
    overlay: str = ""
    """The id of the media overlay that goes with it."""
    properties: tuple[str, ...] = ()
    in_spine: bool = False


class About(msgspec.Struct, frozen=True):
    """What the package says about the book."""

    identifier: str
    title: str
    lang: str
    """The language of the book's own words and of most of the others."""
    modified: dt.date
    published: dt.date
    creators: tuple[str, ...] = ()
    publisher: str = ""
    summary: str = ""
    rights: str = ""
    subjects: tuple[str, ...] = ()
    properties: tuple[Property, ...] = ()
    links: tuple[Property, ...] = ()
    other_languages: tuple[str, ...] = ()


def members(about: About, files: tuple[File, ...], contents: tuple[Entry, ...]) -> Iterator[Member]:
    """The files of the EPUB in the order they must be written, `mimetype` first."""
    book = _described(about)
    for file in files:
        book.add_item(_Item(file))
    book.add_item(epub.EpubNcx())
    book.spine = [book.get_item_with_id(file.id) for file in files if file.in_spine]
    numbers = count(1)
    book.toc = [_contents(entry, numbers) for entry in contents]
    moment = dt.datetime.combine(about.modified, dt.time(), tzinfo=dt.UTC)
    yield from _Writer("", book, {"mtime": moment}).members(about.lang)


def _described(about: About) -> Any:
    book = epub.EpubBook()
    book.set_identifier(about.identifier)
    book.set_title(clean(about.title))
    book.set_language(about.lang)
    book.set_direction(direction(about.lang))
    for creator in about.creators:
        book.add_metadata("DC", "creator", clean(creator))
    for name, values in (
        ("language", about.other_languages),
        ("publisher", (about.publisher,)),
        ("description", (about.summary,)),
        ("rights", (about.rights,)),
        ("subject", about.subjects),
        ("date", (about.published.isoformat(),)),
    ):
        for value in filter(None, values):
            book.add_metadata("DC", name, clean(value))
    for fact in about.properties:
        book.add_metadata(None, "meta", clean(fact.value), _attributes("property", fact))
    for link in about.links:
        book.add_metadata(None, "link", "", {**_attributes("rel", link), "href": link.value})
    return book


def _attributes(kind: str, fact: Property) -> dict[str, str]:
    given = {kind: fact.name, "refines": fact.refines, "id": fact.id}
    return {name: value for name, value in given.items() if value}


class _Item(epub.EpubItem):  # type: ignore[misc]  # the library has no types
    """A file whose bytes are read as late as possible."""

    def __init__(self, file: File) -> None:
        super().__init__(uid=file.id, file_name=file.path, media_type=file.media_type)
        self.media_overlay = file.overlay or None
        self.properties = list(file.properties)
        self.read = file.read


def _contents(entry: Entry, numbers: Iterator[int]) -> Any:
    text = clean(entry.label.text)
    link = epub.Link(entry.href, text, f"point-{next(numbers)}")
    if not entry.children:
        return link
    # With children ebooklib makes up its own ids, which do not meet ours.
    return link, [_contents(child, numbers) for child in entry.children]


class _Kept:
    """Where ebooklib believes that its zip file is."""

    def __init__(self) -> None:
        self.members: list[Member] = []

    def writestr(self, name: str, data: str | bytes) -> None:
        self.members.append(Member(name, data.encode() if isinstance(data, str) else data))


class _Writer(epub.EpubWriter):  # type: ignore[misc]  # the library has no types
    """ebooklib's writer, giving files away instead of zipping them with today's date."""

    def members(self, lang: str) -> Iterator[Member]:
        self.out = _Kept()
        self._lang = lang
        self._write_container()
        self._write_opf()
        yield Member("mimetype", MEDIA_TYPE.encode())
        yield from self.out.members
        for item in self.book.get_items():
            name = f"{self.book.FOLDER_NAME}/{item.file_name}"
            yield Member(name, item.read() if isinstance(item, _Item) else self._get_ncx())

    def _write_opf_file(self, root: etree._Element) -> None:
        root.set(XML_LANG, self._lang)
        root.set("dir", direction(self._lang))
        super()._write_opf_file(root)
