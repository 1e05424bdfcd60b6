"""The two lists that tie the parts of an Open Packaging Conventions file together (ECMA-376 part 2)."""

from __future__ import annotations

from collections.abc import Mapping

from lxml import etree

from convert.formats.word.markup import write

PACKAGE = "http://schemas.openxmlformats.org/package/2006"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def content_types(*, defaults: Mapping[str, str], overrides: Mapping[str, str]) -> bytes:
    """What each part holds: by the end of its name, or by its whole name."""
    namespace = f"{PACKAGE}/content-types"
    root = etree.Element(f"{{{namespace}}}Types", nsmap={None: namespace})  # type: ignore[dict-item]  # lxml knows None
    for extension, kind in defaults.items():
        etree.SubElement(root, f"{{{namespace}}}Default", Extension=extension, ContentType=kind)
    for name, kind in overrides.items():
        etree.SubElement(root, f"{{{namespace}}}Override", PartName=f"/{name}", ContentType=kind)
    return write(root)


def relationships(targets: Mapping[str, tuple[str, str]]) -> bytes:
    """A part's relationships: for each id, the kind and the target."""
    namespace = f"{PACKAGE}/relationships"
    root = etree.Element(f"{{{namespace}}}Relationships", nsmap={None: namespace})  # type: ignore[dict-item]  # lxml knows None
    for identity, (kind, target) in targets.items():
        etree.SubElement(
            root, f"{{{namespace}}}Relationship", Id=identity, Type=kind, Target=target
        )
    return write(root)
