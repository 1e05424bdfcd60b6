"""Mark-up, built as elements and escaped in this one place."""

from __future__ import annotations

import re
from typing import TypeAlias

from lxml import etree
from lxml.etree import _Element

from convert.languages import primary

Element: TypeAlias = _Element
Child: TypeAlias = "_Element | str | list[_Element] | tuple[_Element, ...] | None"
Attribute: TypeAlias = "str | int | bool | None"

XHTML = "http://www.w3.org/1999/xhtml"
EPUB_OPS = "http://www.idpf.org/2007/ops"
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"

# Languages whose main script runs from right to left (CLDR's script metadata).
_RIGHT_TO_LEFT = frozenset(
    ["ar", "arc", "ckb", "dv", "fa", "he", "ks", "ku", "ps", "sd", "syr", "ug", "ur", "yi"]
)
# Characters that no XML 1.0 document may hold, and the controls that change reading direction.
_NAMESPACES: dict[str | None, str] = {None: XHTML, "epub": EPUB_OPS}
_NOT_ALLOWED = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff\u202a-\u202e\u2066-\u2069]"
)


def clean(text: str) -> str:
    """`text` without characters that a page may not hold or that reorder the text around them."""
    return _NOT_ALLOWED.sub("", text)


def element(tag: str, *children: Child, **attributes: Attribute) -> Element:
    """An element with children in order; text is escaped when it is written out.

    A trailing underscore is dropped from attribute names and others become hyphens
    (`class_`, `aria_label`). None and False leave an attribute out; True sets it without a value.
    """
    made = etree.Element(tag)
    for name, value in attributes.items():
        if value is None or value is False:
            continue
        made.set(name.rstrip("_").replace("_", "-"), "" if value is True else clean(str(value)))
    append(made, *children)
    return made


def append(parent: Element, *children: Child) -> None:
    """Put `children` at the end of `parent`, text included."""
    for child in children:
        match child:
            case None:
                continue
            case str():
                _append_text(parent, clean(child))
            case list() | tuple():
                append(parent, *child)
            case _:
                parent.append(child)


def _append_text(parent: Element, text: str) -> None:
    last = parent[-1] if len(parent) else None
    if last is None:
        parent.text = (parent.text or "") + text
    else:
        last.tail = (last.tail or "") + text


def direction(lang: str) -> str:
    """Which way the language is written: `ltr` or `rtl`."""
    return "rtl" if primary(lang) in _RIGHT_TO_LEFT else "ltr"


def html(root: Element) -> bytes:
    """`root` as an HTML5 page in UTF-8."""
    body: bytes = etree.tostring(root, method="html", encoding="utf-8")
    return b"<!DOCTYPE html>\n" + body + b"\n"


def fragment(root: Element) -> str:
    """`root` as a piece of HTML5."""
    text: str = etree.tostring(root, method="html", encoding="unicode")
    return text


def xhtml(root: Element) -> bytes:
    """`root` as an XHTML document in UTF-8, every plain element in the XHTML namespace."""
    page = _in_namespace(root)
    lang = page.get("lang")
    if lang:
        page.set(XML_LANG, lang)
    data: bytes = etree.tostring(
        page, xml_declaration=True, encoding="utf-8", doctype="<!DOCTYPE html>"
    )
    return data + b"\n"


def _in_namespace(root: Element) -> Element:
    copy = etree.Element(f"{{{XHTML}}}{root.tag}", nsmap=_NAMESPACES)  # type: ignore[arg-type]  # None is lxml's key for the default
    _copy_into(copy, root)
    return copy


def _copy_into(copy: Element, source: Element) -> None:
    for name, value in source.attrib.items():
        copy.set(name, value)
        if name == "lang":
            copy.set(XML_LANG, value)
    copy.text = source.text
    for child in source:
        tag = child.tag if str(child.tag).startswith("{") else f"{{{XHTML}}}{child.tag}"
        inner = etree.SubElement(copy, tag)
        _copy_into(inner, child)
        inner.tail = child.tail
