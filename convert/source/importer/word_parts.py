"""What pandoc passes over in a Word file: text boxes, heads and feet of pages, comments."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any, Final

from convert.source.importer.file import File, xml

W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MC: Final = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_BOX: Final = f"{W}txbxContent"
_AROUND = re.compile(r"word/(header|footer|comments)\d*\.xml")
_WHAT: Final = {
    "header": "words at the head of each page",
    "footer": "words at the foot of each page",
    "comments": "comments",
}
_SHOWN: Final = 12


def without_boxes(data: bytes, file: File) -> tuple[bytes, tuple[str, ...]]:
    """The document with the words of text boxes below the paragraph they hang on; and those words.

    Pandoc reads a box in place of its whole paragraph, whose own words are lost. A box stands in
    the file twice, for newer and older programs; once is enough.

    Raises:
        Unsafe: it defines entities.
        RefusedPost: it is not XML.
    """
    if b"txbxContent" not in data:
        return data, ()
    from lxml import etree  # noqa: PLC0415  heavy

    root = xml(File(file.path, data, file.modified))
    for older in [*root.iter(f"{_MC}Fallback")]:
        if older.getparent().find(f"{_MC}Choice//{_BOX}") is not None:
            older.getparent().remove(older)
    said: list[str] = []
    for box in [*root.iter(_BOX)][::-1]:
        paragraphs = list(box.iterancestors(f"{W}p"))
        if not paragraphs or next(box.iterancestors(_BOX), None) is not None:
            continue
        place = paragraphs[-1]
        said.append(_words(box))
        for block in [*box][::-1]:
            place.addnext(block)
        box.getparent().remove(box)
    return etree.tostring(root, encoding="UTF-8", xml_declaration=True), tuple(said[::-1])


def around(parts: Mapping[str, bytes], file: File) -> Iterator[str]:
    """What stands in the file beside its text, in words: nothing of it is in the post."""
    told: set[str] = set()
    for name, data in sorted(parts.items()):
        if (found := _AROUND.fullmatch(name)) is None:
            continue
        said = _words(xml(File(file.path, data, file.modified)))
        if said and said not in told:
            told.add(said)
            yield f"Left out: {_WHAT[found[1]]}, “{said}”."


def _words(node: Any) -> str:
    """The first words under `node`, paragraphs apart."""
    lines = ("".join(part.itertext(f"{W}t")) for part in node.iter(f"{W}p"))
    words = " ".join(lines).split()
    return " ".join(words[:_SHOWN]) + ("…" if len(words) > _SHOWN else "")
