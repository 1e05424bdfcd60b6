"""What a finished e-book says of its own accessibility, in the words of OPDS 2.0."""

from __future__ import annotations

import io
import zipfile
from typing import Any

from lxml import etree

CONTAINER = "META-INF/container.xml"
_CONTAINER = "{urn:oasis:names:tc:opendocument:xmlns:container}"
_OPF = "{http://www.idpf.org/2007/opf}"
_LISTS = {
    "schema:accessMode": "accessMode",
    "schema:accessibilityFeature": "feature",
    "schema:accessibilityHazard": "hazard",
}
CONFORMANCE = {
    f"EPUB Accessibility 1.1 - WCAG {version} Level {'A' * level}": (
        f"https://www.w3.org/TR/epub-a11y-11#wcag-{version}-{'a' * level}"
    )
    for version in ("2.0", "2.1", "2.2")
    for level in (1, 2, 3)
}
"""What an e-book calls its conformance, and the address that OPDS calls it by."""


def accessibility(epub: bytes) -> dict[str, Any]:
    """The accessibility object of an e-book (Readium Web Publication Manifest, `a11y`)."""
    made: dict[str, Any] = {}
    for name, value in _properties(epub):
        match name:
            case "schema:accessModeSufficient":
                made.setdefault("accessModeSufficient", []).append(value.split(","))
            case "schema:accessibilitySummary":
                made["summary"] = value
            case "dcterms:conformsTo" if value in CONFORMANCE:
                made["conformsTo"] = CONFORMANCE[value]
            case "a11y:certifiedBy":
                made.setdefault("certification", {})["certifiedBy"] = value
            case "a11y:certifierCredential":
                made.setdefault("certification", {})["credential"] = value
            case "a11y:certifierReport":
                made.setdefault("certification", {})["report"] = value
            case "a11y:exemption":
                made.setdefault("exemption", []).append(value)
            case _ if name in _LISTS:
                made.setdefault(_LISTS[name], []).append(value)
            case _:
                pass
    return made


def _properties(epub: bytes) -> list[tuple[str, str]]:
    with zipfile.ZipFile(io.BytesIO(epub)) as archive:
        container = etree.fromstring(archive.read(CONTAINER))
        (rootfile,) = container.iter(f"{_CONTAINER}rootfile")
        package = etree.fromstring(archive.read(rootfile.get("full-path", "")))
    said = [(meta.get("property", ""), meta.text or "") for meta in package.iter(f"{_OPF}meta")]
    linked = [(link.get("rel", ""), link.get("href", "")) for link in package.iter(f"{_OPF}link")]
    return [(name, value.strip()) for name, value in (*said, *linked)]
