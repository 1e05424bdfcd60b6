"""Pictures in the line of the text, with their words, in kinds that Word can show."""

from __future__ import annotations

import io
from functools import lru_cache

import msgspec
from lxml import etree
from PIL import Image as Pillow
from PIL import ImageOps

from convert.document import Image
from convert.edition import Asset
from convert.formats.word.look import EMU_PER_POINT, TWIPS_PER_POINT, Look
from convert.formats.word.markup import Element, w
from convert.formats.word.pen import Pen

_WP = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
_A = "http://schemas.openxmlformats.org/drawingml/2006/main"
_PIC = "http://schemas.openxmlformats.org/drawingml/2006/picture"
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_ADEC = "http://schemas.microsoft.com/office/drawing/2017/decorative"
_DECORATIVE = "{C183D7F6-B498-43B3-948B-1728B52AA6E4}"

_SVG = "image/svg+xml"
_SHOWN_BY_WORD = ("image/png", "image/jpeg")
# Pixels of a web picture to the inch (CSS), and dots that print needs to the inch.
_SCREEN = 96
_PRINT = 200
_POINTS_PER_INCH = 72
# Ordinary print, which pictures on the web are drawn to stand beside; they grow with the letters.
_ORDINARY_SIZE = 12
_LARGEST_SHARE_OF_PAGE = 0.5
# Where a camera keeps which way up it was held (Exif 2.32, tag 0x0112).
_ORIENTATION = 0x0112
_XLINK_HREF = "{http://www.w3.org/1999/xlink}href"


class Box(msgspec.Struct, frozen=True):
    """Room for a picture, in points."""

    width: float
    height: float


def figure_box(look: Look, indent: int) -> Box:
    """The most room a picture of its own may take, `indent` twips from the margin."""
    return Box(
        (look.text_width - indent) / TWIPS_PER_POINT,
        look.text_height / TWIPS_PER_POINT * _LARGEST_SHARE_OF_PAGE,
    )


def natural(asset: Asset, look: Look, most: Box) -> Box:
    """The size of a picture that grows with the letters and stays inside `most`."""
    grown = look.size / _ORDINARY_SIZE * _POINTS_PER_INCH / _SCREEN
    return _fit(asset, most, scale=grown)


def filling(asset: Asset, room: Box) -> Box:
    """The size of a picture that is as large as `room` allows."""
    return _fit(asset, room, scale=float("inf"))


def _fit(asset: Asset, most: Box, *, scale: float) -> Box:
    wide, high = max(asset.width, 1), max(asset.height, 1)
    scale = min(scale, most.width / wide, most.height / high)
    return Box(wide * scale, high * scale)


def drawing(image: Image, size: Box, pen: Pen) -> Element:
    """A run with the picture in line with the text (LP16: nothing is wrapped round it)."""
    asset = pen.asset(image)
    pixels = round(size.width / _POINTS_PER_INCH * _PRINT)
    relationship = pen.picture(drawn(asset.media_type, asset.data, max(pixels, 1)))
    alt = image.alt.text if image.alt is not None else None
    return w("r", w("drawing", _inline(relationship, size, alt, pen.identity())))


def _inline(relationship: str, size: Box, alt: str | None, identity: int) -> Element:
    wide, high = (str(round(length * EMU_PER_POINT)) for length in (size.width, size.height))
    inline = etree.Element(
        f"{{{_WP}}}inline",
        {"distT": "0", "distB": "0", "distL": "0", "distR": "0"},
        nsmap={"wp": _WP, "a": _A, "pic": _PIC, "r": _R},
    )
    _add(inline, _WP, "extent", cx=wide, cy=high)
    _described(inline, alt, identity)
    frame = _add(inline, _WP, "cNvGraphicFramePr")
    _add(frame, _A, "graphicFrameLocks", noChangeAspect="1")
    data = _add(_add(inline, _A, "graphic"), _A, "graphicData", uri=_PIC)
    picture = _add(data, _PIC, "pic")
    named = _add(picture, _PIC, "nvPicPr")
    _add(named, _PIC, "cNvPr", id="0", name="")
    _add(named, _PIC, "cNvPicPr")
    fill = _add(picture, _PIC, "blipFill")
    _add(fill, _A, "blip").set(f"{{{_R}}}embed", relationship)
    _add(_add(fill, _A, "stretch"), _A, "fillRect")
    shape = _add(picture, _PIC, "spPr")
    place = _add(shape, _A, "xfrm")
    _add(place, _A, "off", x="0", y="0")
    _add(place, _A, "ext", cx=wide, cy=high)
    _add(_add(shape, _A, "prstGeom", prst="rect"), _A, "avLst")
    return inline


def _described(inline: Element, alt: str | None, identity: int) -> None:
    """Give the picture its words, or say that it is decoration, which is not the same as none."""
    properties = _add(inline, _WP, "docPr", id=str(identity), name=f"Picture {identity}")
    if alt is not None:
        properties.set("descr", alt)
        return
    extension = _add(_add(properties, _A, "extLst"), _A, "ext", uri=_DECORATIVE)
    etree.SubElement(extension, f"{{{_ADEC}}}decorative", {"val": "1"}, nsmap={"adec": _ADEC})


def _add(parent: Element, namespace: str, tag: str, **attributes: str) -> Element:
    return etree.SubElement(parent, f"{{{namespace}}}{tag}", attributes)


@lru_cache(maxsize=256)
def drawn(media_type: str, data: bytes, pixels: int) -> bytes:
    """The picture as PNG or JPEG, the right way up, no wider than print can show."""
    if media_type == _SVG:
        return _rasterised(data, pixels)
    with Pillow.open(io.BytesIO(data)) as picture:
        upright = picture.getexif().get(_ORIENTATION, 1) == 1
        if media_type in _SHOWN_BY_WORD and upright and picture.width <= 2 * pixels:
            return data
        turned = ImageOps.exif_transpose(picture)
        turned.thumbnail((pixels, pixels * 10), Pillow.Resampling.LANCZOS)
        made = io.BytesIO()
        if media_type == "image/jpeg":
            turned.convert("RGB").save(made, "JPEG", quality=88)
        else:
            turned.convert("RGBA").save(made, "PNG")
        return made.getvalue()


def _rasterised(data: bytes, pixels: int) -> bytes:
    import resvg_py  # noqa: PLC0415  seldom needed: most posts have photographs or nothing

    root = etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True))
    for node in root.iter():
        for name in ("href", _XLINK_HREF):
            # A drawing may use its own parts and what it carries inside, and no other file.
            if not (node.get(name) or "#").startswith(("#", "data:")):
                del node.attrib[name]
    png: bytes = resvg_py.svg_to_bytes(
        svg_string=etree.tostring(root, encoding="unicode"),
        width=pixels,
        skip_system_fonts=True,
    )
    return png
