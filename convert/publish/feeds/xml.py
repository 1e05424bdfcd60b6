"""Elements of feeds, their names written with the prefix that people know: `itunes:image`."""

from __future__ import annotations

from collections.abc import Mapping

from lxml import etree

from convert.pages.xhtml import Element, clean

NAMESPACES = {
    "at": "http://purl.org/atompub/tombstones/1.0",
    "atom": "http://www.w3.org/2005/Atom",
    "dcterms": "http://purl.org/dc/terms/",
    "fh": "http://purl.org/syndication/history/1.0",
    "itunes": "http://www.itunes.com/dtds/podcast-1.0.dtd",
    "opds": "http://opds-spec.org/2010/catalog",
    "podcast": "https://podcastindex.org/namespace/1.0",
    "thr": "http://purl.org/syndication/thread/1.0",
    "xml": "http://www.w3.org/XML/1998/namespace",
}


def node(
    name: str,
    *children: Element | str | None,
    attributes: Mapping[str, str | int | None] | None = None,
    prefixes: Mapping[str | None, str] | None = None,
) -> Element:
    """An element; text and values lose what XML may not hold, and None leaves things out."""
    declared: dict[str | None, str] = {**(prefixes or {})}
    # lxml takes None for the namespace without a prefix; its stubs do not know.
    made = etree.Element(_qualified(name), nsmap=declared)  # type: ignore[arg-type]
    for key, value in (attributes or {}).items():
        if value is not None:
            made.set(_qualified(key), clean(str(value)))
    for child in children:
        if isinstance(child, str):
            made.text = (made.text or "") + clean(child)
        elif child is not None:
            made.append(child)
    return made


def written(root: Element) -> bytes:
    """`root` as a file."""
    etree.cleanup_namespaces(root, keep_ns_prefixes=[p for p in root.nsmap if p])
    etree.indent(root)
    data: bytes = etree.tostring(root, xml_declaration=True, encoding="utf-8")
    return data + b"\n"


def _qualified(name: str) -> str:
    prefix, colon, local = name.partition(":")
    return f"{{{NAMESPACES[prefix]}}}{local}" if colon else name
