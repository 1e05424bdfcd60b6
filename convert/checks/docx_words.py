"""The paragraphs and runs of a Word file as a reader meets them, each with how it is drawn."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property

import msgspec

from convert.checks.docx_file import MAIN, WP, W, WordFile, child, shown
from convert.checks.docx_styles import Face, Styles
from convert.pages.xhtml import Element

_MARKS = {
    f"{W}noBreakHyphen": "\u2011",
    f"{W}softHyphen": "\u00ad",
    f"{W}tab": "\t",
    f"{W}br": "\n",
}
_SYMBOL = "\u2022"


class Run(msgspec.Struct, frozen=True):
    """Words drawn in one way."""

    text: str
    face: Face
    element: Element
    linked: bool


class Paragraph(msgspec.Struct, frozen=True):
    """A paragraph, the part of the file it stands in, and its runs."""

    part: str
    element: Element
    runs: tuple[Run, ...]
    outline: int | None
    style: str
    pictures: int

    @property
    def text(self) -> str:
        """The words, without space round them."""
        return "".join(run.text for run in self.runs if not run.face.hidden).strip()

    @property
    def in_table(self) -> bool:
        """Whether it stands in a cell."""
        return next(self.element.iterancestors(f"{W}tc"), None) is not None


class Words:
    """A Word file as what there is to read."""

    def __init__(self, data: bytes, *, path: str) -> None:
        self.file = WordFile(data, path=path)
        self.styles = Styles(self.file)

    @cached_property
    def paragraphs(self) -> tuple[Paragraph, ...]:
        """Every paragraph of every part, the document's first."""
        return tuple(
            self._paragraph(part, element)
            for part, root in self.file.read_parts
            for element in shown(root, f"{W}p")
        )

    @cached_property
    def body(self) -> tuple[Paragraph, ...]:
        """The paragraphs of the document itself."""
        return tuple(p for p in self.paragraphs if p.part == MAIN)

    @property
    def size(self) -> float:
        """The size most letters of the document have, in points."""
        counts: dict[float, int] = {}
        for paragraph in self.body:
            for run in paragraph.runs if paragraph.outline is None else ():
                counts[run.face.size] = counts.get(run.face.size, 0) + len(run.text)
        return max(counts, key=lambda size: counts[size], default=0.0)

    def _paragraph(self, part: str, element: Element) -> Paragraph:
        return Paragraph(
            part=part,
            element=element,
            runs=tuple(self._runs(element)),
            outline=self.styles.outline(element) if part == MAIN else None,
            style=self.styles.style_name(element),
            pictures=sum(1 for _ in shown(element, f"{WP}inline", f"{WP}anchor", f"{W}pict")),
        )

    def _runs(self, paragraph: Element) -> Iterator[Run]:
        for element in shown(paragraph, f"{W}r"):
            if next(element.iterancestors(f"{W}p")) is not paragraph:
                continue
            text = "".join(_text(part) for part in element)
            if text:
                face = self.styles.face(paragraph, child(element, "rPr"))
                linked = next(element.iterancestors(f"{W}hyperlink"), None) is not None
                yield Run(text, face, element, linked)


def _text(part: Element) -> str:
    if part.tag == f"{W}t":
        return part.text or ""
    return _SYMBOL if part.tag == f"{W}sym" else _MARKS.get(str(part.tag), "")
