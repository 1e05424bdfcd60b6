"""Fonts: Arial is on every machine that has Word; Atkinson Hyperlegible travels in the file."""

from __future__ import annotations

import uuid
from functools import cache

import msgspec

from convert.errors import BadArguments
from convert.files import fetched
from convert.files.archive import Member
from convert.files.fetched import Fetched
from convert.formats.word.markup import Element, r_id, w
from convert.formats.word.opc import OFFICE, relationships
from convert.source.names import PUBLICATION

ARIAL = "Arial"
ATKINSON = "Atkinson Hyperlegible"
# PANOSE numbers let Word choose a look-alike where a font is missing; from the fonts themselves.
_PANOSE = {ARIAL: "020B0604020202020204", ATKINSON: "020B0603020202020204"}
# A whole font is put together from the parts that are published, by the slot Word keeps it in.
_SUBSETS = {
    "embedRegular": (Fetched.FONT_REGULAR, Fetched.FONT_REGULAR_EXT),
    "embedBold": (Fetched.FONT_BOLD, Fetched.FONT_BOLD_EXT),
}
_FONT_RELATIONSHIP = f"{OFFICE}/font"
# ECMA-376 part 4, 2.8.1: the first 32 bytes are mixed with the key, so that a font taken out of
# the document is not a font.
_MASKED = 32
# Same font, same key: files must not differ from one build to the next.
_KEYS = uuid.UUID("6d1d2c58-5a3f-5b8e-9a57-3d0c1f2c7d11")


class Embedded(msgspec.Struct, frozen=True):
    """A font file inside the package: the element that names it, its key, and its bytes."""

    slot: str
    key: str
    data: bytes


@cache
def embedded(name: str) -> tuple[Embedded, ...]:
    """The files that must travel with a document in font `name`.

    Raises:
        BadArguments: a font we know nothing about.
        MissingTool: the font has not been fetched.
    """
    if name == ARIAL:
        return ()
    if name != ATKINSON:
        raise BadArguments(
            f"large print does not know the font “{name}”.",
            place=PUBLICATION,
            next_step=f"Choose “{ARIAL}” or “{ATKINSON}”.",
        )
    return tuple(_embed(slot, subsets) for slot, subsets in _SUBSETS.items())


def table(name: str, files: tuple[Embedded, ...]) -> Element:
    """The font table; relationship ids follow the order of `files`."""
    return w(
        "fonts",
        w(
            "font",
            w("panose1", val=_PANOSE[name]),
            w("charset", val="00"),
            w("family", val="swiss"),
            w("pitch", val="variable"),
            *(
                r_id(w(file.slot, fontKey=file.key), f"rId{number}")
                for number, file in enumerate(files, 1)
            ),
            name=name,
        ),
    )


def members(files: tuple[Embedded, ...]) -> tuple[Member, ...]:
    """The font files and the list that ties them to the font table."""
    if not files:
        return ()
    targets = {
        f"rId{number}": (_FONT_RELATIONSHIP, f"fonts/font{number}.odttf")
        for number, _ in enumerate(files, 1)
    }
    return (
        Member("word/_rels/fontTable.xml.rels", relationships(targets)),
        *(
            Member(f"word/fonts/font{number}.odttf", file.data)
            for number, file in enumerate(files, 1)
        ),
    )


def _embed(slot: str, subsets: tuple[Fetched, ...]) -> Embedded:
    key = uuid.uuid5(_KEYS, slot)
    from convert.formats.word.whole_font import whole_font  # noqa: PLC0415  slow to load, seldom wanted

    font = whole_font(*map(fetched.read, subsets))
    mask = bytes(reversed(key.bytes)) * 2
    head = bytes(a ^ b for a, b in zip(font[:_MASKED], mask, strict=True))
    return Embedded(slot, f"{{{str(key).upper()}}}", head + font[_MASKED:])
