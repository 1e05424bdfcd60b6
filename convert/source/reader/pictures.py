"""Pictures beside a post: checked to be what they say, made smaller where huge, private data gone."""

from __future__ import annotations

import io
import re
import struct
import warnings

from lxml import etree

from convert.edition import Asset
from convert.errors import Unsafe
from convert.findings import Place

LARGEST_FILE = 20_000_000
MOST_PIXELS = 60_000_000
WIDEST = 1_600
_JPEG_QUALITY = 88
_SVG = "{http://www.w3.org/2000/svg}"
_SVG_SIZE = (600, 400)
_TRIAL = 32
"""Pixels; enough to see whether a drawing can be drawn."""
_SVG_TAGS = frozenset(
    [
        *("svg", "g", "path", "rect", "circle", "ellipse", "line", "polyline", "polygon", "text"),
        *("tspan", "title", "desc", "defs", "linearGradient", "radialGradient", "stop", "clipPath"),
        *("mask", "pattern", "symbol", "use", "marker"),
    ]
)
_XLINK = "http://www.w3.org/1999/xlink"
_XML = "http://www.w3.org/XML/1998/namespace"
_ANY_ADDRESS = re.compile(r"url\s*\(|:\s*//|script:|image-set|expression", re.IGNORECASE)
_OWN_ADDRESS = re.compile(r"url\(\s*['\"]?#", re.IGNORECASE)
_LENGTH = re.compile(r"(\d{1,6}(?:\.\d+)?)(px)?")


def saved_name(name: str) -> str:
    """The name under which the picture `name` is shown: other kinds of photograph become PNG."""
    stem, dot, suffix = name.rpartition(".")
    if not dot or suffix.lower() in {"jpg", "jpeg", "png", "svg"}:
        return name
    return f"{stem}.png"


def load(name: str, data: bytes, *, place: Place) -> Asset:
    """The picture `name`, made safe.

    JPEG and PNG are written anew, so that no camera's position or owner's name goes along; of a
    moving picture the first frame stays (WCAG 2.3.1 leaves no doubt about a still one).

    Raises:
        Unsafe: it is too large, damaged, or no picture that we can show.
    """
    if len(data) > LARGEST_FILE:
        raise _unsafe(name, f"the picture is over {LARGEST_FILE // 1_000_000} MB.", place)
    if name.lower().endswith(".svg"):
        return _drawing(name, data, place)
    return _photograph(name, data, place)


def _photograph(name: str, data: bytes, place: Place) -> Asset:
    from PIL import Image as Pillow  # noqa: PLC0415  heavy, and few posts have pictures
    from PIL import ImageOps  # noqa: PLC0415

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Pillow.DecompressionBombWarning)
            opened = Pillow.open(io.BytesIO(data), formats=("JPEG", "PNG", "GIF", "WEBP"))
            if opened.width * opened.height > MOST_PIXELS:
                raise _unsafe(name, "the picture has too many pixels.", place)
            picture = ImageOps.exif_transpose(opened)
            picture.thumbnail((WIDEST, WIDEST * 4))
    except Pillow.DecompressionBombError as error:
        raise _unsafe(name, "the picture has too many pixels.", place) from error
    except (OSError, ValueError, SyntaxError, EOFError, struct.error, Warning) as error:
        raise _unsafe(name, "the picture is damaged or not a picture.", place) from error
    out = io.BytesIO()
    shown = saved_name(name)
    if shown.lower().endswith((".jpg", ".jpeg")):
        picture.convert("RGB").save(out, "JPEG", quality=_JPEG_QUALITY, optimize=True)
        return Asset(shown, "image/jpeg", out.getvalue(), *picture.size)
    mode = "RGBA" if "A" in picture.getbands() or "transparency" in picture.info else "RGB"
    picture.convert(mode).save(out, "PNG", optimize=True)
    return Asset(shown, "image/png", out.getvalue(), *picture.size)


def _drawing(name: str, data: bytes, place: Place) -> Asset:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise _unsafe(name, f"the drawing is damaged: {error.msg}.", place) from error
    if root.tag != f"{_SVG}svg" or root.getroottree().docinfo.internalDTD is not None:
        raise _unsafe(name, "the drawing is not plain SVG.", place)
    _keep_shapes_only(root)
    width, height = _size(root)
    etree.cleanup_namespaces(root)
    safe = etree.tostring(root)
    if not _can_be_drawn(safe):
        raise _unsafe(
            name, "the drawing cannot be drawn: it has no size, or too much in it.", place
        )
    return Asset(name, "image/svg+xml", safe, width, height)


def _can_be_drawn(svg: bytes) -> bool:
    """Whether a drawing program gets through it; parts that use parts may grow without end."""
    import resvg_py  # noqa: PLC0415  few posts have drawings

    try:
        resvg_py.svg_to_bytes(svg_string=svg.decode(), width=_TRIAL, skip_system_fonts=True)
    except ValueError:
        return False
    return True


def _keep_shapes_only(root: etree._Element) -> None:
    """Take out whatever is not a shape, its look or its words: scripts, links, other files."""
    for node in list(root.iter()):
        # Comments and processing instructions have a function as their tag.
        tag = str(node.tag)
        is_shape = tag.startswith(_SVG) and tag.removeprefix(_SVG) in _SVG_TAGS
        parent = node.getparent()
        if not is_shape:
            if parent is not None:
                _remove(node, parent)
            continue
        for attribute in list(node.attrib):
            if not _is_harmless(attribute, str(node.attrib[attribute])):
                del node.attrib[attribute]


def _is_harmless(attribute: str | bytes, value: str) -> bool:
    """Whether an attribute neither runs anything nor points out of the drawing.

    CSS can spell `url` with escapes and comments, so values that hold either go as well.
    """
    name = etree.QName(attribute)
    if name.namespace not in {None, _XLINK, _XML} or name.localname.lower().startswith("on"):
        return False
    if name.localname == "href":
        return value.startswith("#")
    hides = "\\" in value or "/*" in value or "@" in value
    return not hides and len(_ANY_ADDRESS.findall(value)) == len(_OWN_ADDRESS.findall(value))


def _remove(node: etree._Element, parent: etree._Element) -> None:
    tail = node.tail or ""
    previous = node.getprevious()
    if previous is not None:
        previous.tail = (previous.tail or "") + tail
    else:
        parent.text = (parent.text or "") + tail
    parent.remove(node)


def _size(root: etree._Element) -> tuple[int, int]:
    width, height = (_LENGTH.fullmatch(root.get(side, "")) for side in ("width", "height"))
    if width and height:
        return max(1, round(float(width[1]))), max(1, round(float(height[1])))
    box = root.get("viewBox", "").replace(",", " ").split()
    if len(box) == 4:
        try:
            return max(1, round(float(box[2]))), max(1, round(float(box[3])))
        except (ValueError, OverflowError):
            return _SVG_SIZE
    return _SVG_SIZE


def _unsafe(name: str, message: str, place: Place) -> Unsafe:
    return Unsafe(f"{name}: {message}", place=str(place), next_step="Use a JPEG, PNG or plain SVG.")
