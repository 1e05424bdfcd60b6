"""WordprocessingML, built as elements; names are checked against nothing, so spell them well."""

from __future__ import annotations

from typing import TypeAlias

from lxml import etree
from lxml.etree import _Element

from convert.pages.xhtml import clean

Element: TypeAlias = _Element

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
NAMESPACES = {"w": W, "r": R}
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"


def w(tag: str, *children: Element | None, **attributes: str | int | None) -> Element:
    """An element of the main namespace; None leaves a child or an attribute out."""
    made = etree.Element(f"{{{W}}}{tag}", nsmap=NAMESPACES)
    for name, value in attributes.items():
        if value is not None:
            made.set(f"{{{W}}}{name.rstrip('_')}", clean(str(value)))
    made.extend(child for child in children if child is not None)
    return made


def r_id(element: Element, relationship: str) -> Element:
    """`element`, pointing at a relationship of its part."""
    element.set(f"{{{R}}}id", relationship)
    return element


def text(words: str) -> Element:
    """Words exactly as they are, spaces at the ends included."""
    made = w("t")
    made.text = clean(words)
    made.set(_SPACE, "preserve")
    return made


def instruction(words: str) -> Element:
    """What a field does."""
    made = w("instrText")
    made.text = f" {words} "
    made.set(_SPACE, "preserve")
    return made


def write(root: Element) -> bytes:
    """`root` as the bytes of a part."""
    data: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    return data
