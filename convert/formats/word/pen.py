"""A Word file while it is being written: what has to be counted, related or kept in its package."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Mapping

import docx
import msgspec
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.package import OpcPackage
from docx.opc.packuri import PackURI
from docx.opc.pkgwriter import PackageWriter

from convert.document import Image
from convert.edition import Asset
from convert.files.archive import Member, pack
from convert.formats.word.look import Look
from convert.formats.word.markup import Element
from convert.formats.word.numbering import BULLETS, count_from
from convert.formats.word.reference import reference
from convert.pages.xhtml import direction

# Word refuses longer properties.
_LONGEST_PROPERTY = 255


class Properties(msgspec.Struct, frozen=True):
    """What the file says about itself."""

    title: str
    author: str
    subject: str
    keywords: str
    date: dt.date


class Pen:
    """Writes one Word file: hands out ids, relationships and list numbers, then the bytes."""

    def __init__(self, look: Look, lang: str, assets: Mapping[str, Asset]) -> None:
        self.look = look
        self.lang = lang
        self.right_to_left = direction(lang) == "rtl"
        self._assets = assets
        template = reference(look, lang, right_to_left=self.right_to_left)
        self._document = docx.Document(io.BytesIO(template))
        self._part = self._document.part
        self._numbering = self._part.numbering_part.element
        self._last_id = 0
        self._last_list = BULLETS
        self._anchors: dict[str, str] = {}
        self._notes: set[int] = set()

    def identity(self) -> int:
        """A number that nothing else in the file has."""
        self._last_id += 1
        return self._last_id

    def asset(self, image: Image) -> Asset:
        """The picture that `image` shows."""
        return self._assets[image.source]

    def link(self, url: str) -> str:
        """The relationship that leads to `url`."""
        relationship: str = self._part.relate_to(url, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
        return relationship

    def picture(self, data: bytes) -> str:
        """The relationship that leads to a picture's bytes; the same picture is kept once."""
        relationship, _ = self._part.get_or_add_image(io.BytesIO(data))
        return str(relationship)

    def new_list(self, start: int, *, level: int) -> int:
        """A list that counts from `start`, apart from every other."""
        self._last_list += 1
        self._numbering.append(count_from(start, number=self._last_list, level=level))
        return self._last_list

    def anchor(self, place: str) -> str:
        """The bookmark name for a place in the text; Word allows letters, digits and `_`."""
        return self._anchors.setdefault(place, f"_Toc{len(self._anchors) + 1:08d}")

    def has_anchor(self, place: str) -> bool:
        """Whether a place in the text has been named."""
        return place in self._anchors

    def is_new_note(self, number: int) -> bool:
        """Whether this is the first mark of a note, which the way back leads to."""
        new = number not in self._notes
        self._notes.add(number)
        return new

    def finish(self, body: list[Element], properties: Properties) -> bytes:
        """The finished file, the same bytes every time."""
        root = self._document.element.body
        for position, element in enumerate(body):
            root.insert(position, element)
        self._describe(properties)
        return pack(_Writer.members(self._part.package))

    def _describe(self, properties: Properties) -> None:
        core = self._document.core_properties
        core.title = properties.title[:_LONGEST_PROPERTY]
        core.author = properties.author[:_LONGEST_PROPERTY]
        core.last_modified_by = properties.author[:_LONGEST_PROPERTY]
        core.subject = properties.subject[:_LONGEST_PROPERTY]
        core.keywords = properties.keywords[:_LONGEST_PROPERTY]
        core.language = self.lang
        core.revision = 1
        day = dt.datetime.combine(properties.date, dt.time.min)
        core.created = day
        core.modified = day


class _Kept:
    """Takes the parts of a package as python-docx writes them."""

    def __init__(self) -> None:
        self.members: list[Member] = []

    def write(self, name: PackURI, data: bytes) -> None:
        self.members.append(Member(name.membername, data))


class _Writer(PackageWriter):
    """python-docx's writer, giving parts away: its zips need a clock, and one after 1980."""

    @classmethod
    def members(cls, package: OpcPackage) -> list[Member]:
        for part in package.parts:
            part.before_marshal()  # type: ignore[no-untyped-call]  # the library is half typed
        kept = _Kept()
        cls._write_content_types_stream(kept, package.parts)  # type: ignore[no-untyped-call]
        cls._write_pkg_rels(kept, package.rels)  # type: ignore[no-untyped-call]
        cls._write_parts(kept, package.parts)  # type: ignore[arg-type]
        return kept.members
