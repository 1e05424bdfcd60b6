"""Pandoc's tree of somebody else's text as Markdown of ours, with doubts by line.

Marks are put into the tree where a person should look, and taken out of the Markdown again: so
each doubt has the line of `post.md` that it is about.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any, Final

import msgspec

from convert.errors import RefusedPost, Unsafe
from convert.source.importer.album import Album
from convert.source.importer.file import whole_size
from convert.source.importer.incoming import Doubt, Where
from convert.source.importer.nodes import (
    CLOSE,
    MARK,
    OPEN,
    Node,
    as_paragraphs,
    ends,
    fake_heading,
    filled,
    flat,
    joined,
    one_line,
    only_link,
    plain,
    strings,
    trimmed,
    without_breaks,
    wrapped,
)
from convert.source.reader import pandoc
from convert.source.reader.front_matter import is_safe_url

DEEPEST: Final = 60
_STRANGE = re.compile("[\ufdd0-\ufdef]")
_NO_ATTRIBUTES: Final = ["", [], []]
_EMPTY_ROW_CELL = [_NO_ATTRIBUTES, {"t": "AlignDefault"}, 1, 1, []]
_WRITTEN = (
    "commonmark_x-yaml_metadata_block-smart-tex_math_dollars-emoji-gfm_auto_identifiers"
    "-implicit_header_references-raw_attribute-bracketed_spans-fenced_divs-attributes"
)


class Written(msgspec.Struct, frozen=True):
    """A post's body as Markdown, its pictures, its links, and doubts by line of the body."""

    body: str
    files: Mapping[str, bytes]
    links: tuple[Mapping[str, str], ...]
    doubts: tuple[Doubt, ...]


def written(
    blocks: Iterable[Node], album: Album, *, base: str, place: str, alts: Mapping[str, str]
) -> Written:
    """Pandoc's `blocks` as Markdown; `alts` holds alternative texts by address of the picture.

    Raises:
        Unsafe: they are nested too deeply.
        RefusedPost: they cannot be written.
    """
    mender = _Mender(album, base, alts)
    try:
        mended = mender.blocks(blocks, depth=0)
    except RecursionError as error:
        raise _too_deep(place) from error
    except _TooDeep as error:
        raise _too_deep(place) from error
    mended, links = mender.without_links(mended)
    tree = {"pandoc-api-version": [1, 23, 1], "meta": {}, "blocks": mended}
    options = ["-f", "json", "-t", _WRITTEN, "--wrap=none"]
    out = pandoc.run(options, msgspec.json.encode(tree), place=place).decode().strip()
    lines: list[str] = []
    doubts = list(mender.doubts_about_all)
    for number, line in enumerate(out.split("\n"), start=1):
        doubts.extend(
            Doubt(number, mender.messages[int(mark)], Where.POST) for mark in MARK.findall(line)
        )
        lines.append(MARK.sub("", line))
    return Written("\n".join(lines), album.files, links, tuple(doubts))


class _TooDeep(Exception):
    """Blocks inside blocks, more than anybody writes."""


def _too_deep(place: str) -> Unsafe:
    return Unsafe("lists, quotes or mark-up are nested too deeply.", place=place)


class _Mender:
    """Mends one post; keeps the messages that its marks stand for."""

    def __init__(self, album: Album, base: str, alts: Mapping[str, str]) -> None:
        self.messages: list[str] = []
        self.doubts_about_all: list[Doubt] = []
        self._album = album
        self._base = base
        self._alts = alts

    def _mark(self, message: str) -> Node:
        self.messages.append(message)
        return {"t": "Str", "c": f"{OPEN}{len(self.messages) - 1}{CLOSE}"}

    # ------------------------------------------------------------ blocks

    def blocks(self, nodes: Iterable[Node], *, depth: int) -> list[Node]:
        if depth > DEEPEST:
            raise _TooDeep
        return [made for node in nodes for made in self._block(node, depth=depth)]

    def _block(self, node: Node, *, depth: int) -> list[Node]:
        content: Any
        kind, content = node["t"], node.get("c")
        match kind:
            case "Para" | "Plain":
                return self._paragraph(kind, content, depth=depth)
            case "Header":
                words = without_breaks(self._inlines(content[2]))
                return [{"t": kind, "c": [content[0], _NO_ATTRIBUTES, words]}] if words else []
            case "BlockQuote":
                return filled(kind, self.blocks(content, depth=depth + 1))
            case "BulletList":
                return filled(kind, self._items(content, depth=depth))
            case "OrderedList":
                items = self._items(content[1], depth=depth)
                usual = [content[0][0], {"t": "Decimal"}, {"t": "Period"}]
                return [{"t": kind, "c": [usual, items]}] if items else []
            case "DefinitionList":
                entries = [
                    [self._inlines(term), [self.blocks(part, depth=depth + 1) for part in parts]]
                    for term, parts in content
                ]
                return filled(kind, entries)
            case "Div":
                return self.blocks(content[1], depth=depth + 1)
            case "Figure":
                return self._figure(content, depth=depth)
            case "Table":
                return self._table(content, depth=depth)
            case "LineBlock":
                broken = [part for line in content for part in (*line, {"t": "LineBreak"})][:-1]
                return self._paragraph("Para", broken, depth=depth)
            case "CodeBlock":
                return [{"t": kind, "c": [_NO_ATTRIBUTES, _STRANGE.sub("", content[1])]}]
            case "HorizontalRule":
                return [node]
            case _:
                return []

    def _items(self, items: Iterable[list[Node]], *, depth: int) -> list[list[Node]]:
        read = (self.blocks(item, depth=depth + 1) for item in items)
        return [item for item in read if item]

    def _paragraph(self, kind: str, nodes: list[Node], *, depth: int) -> list[Node]:
        words = trimmed(self._inlines(nodes))
        if not words:
            return []
        title = fake_heading(words) if depth == 0 else None
        if title is None:
            return [{"t": kind, "c": words}]
        mark = self._mark(f"Bold words alone, taken for a heading: {plain(title)}")
        return [{"t": "Header", "c": [2, _NO_ATTRIBUTES, [mark, *without_breaks(title)]]}]

    def _figure(self, content: Any, *, depth: int) -> list[Node]:
        _, (_, caption), inner = content
        title = plain(self._inlines(flat(caption)))
        made = self.blocks(inner, depth=depth + 1)
        pictures = [
            part
            for block in made
            if block["t"] in {"Para", "Plain"}
            for part in block["c"]
            if part["t"] == "Image"
        ]
        if len(pictures) == 1 and title:
            pictures[0]["c"][2][1] = title
            return as_paragraphs(made)
        below = self.blocks(caption, depth=depth + 1) if title else []
        return [*as_paragraphs(made), *as_paragraphs(below)]

    def _table(self, content: Any, *, depth: int) -> list[Node]:
        """A table of one row of heads and plain cells; a table for the layout becomes its text."""
        _, (_, caption), columns, (_, head), bodies, (_, foot) = content
        rows = [*head, *(row for _, _, heads, body in bodies for row in (*heads, *body)), *foot]
        width = len(columns)
        cells = [[self.blocks(cell[4], depth=depth + 1) for cell in row[1]] for row in rows]
        if width == 1 or len(rows) == 1:
            return [block for row in cells for cell in row for block in as_paragraphs(cell)]
        if any(cell[2] > 1 or cell[3] > 1 for row in rows for cell in row[1]):
            self.doubts_about_all.append(
                Doubt(0, "A table has cells joined together; look at its columns.", Where.POST)
            )
        plain_rows = [[[*_EMPTY_ROW_CELL[:4], one_line(cell)] for cell in row] for row in cells]
        padded = [
            [_NO_ATTRIBUTES, [*row, *[_EMPTY_ROW_CELL] * (width - len(row))][:width]]
            for row in plain_rows
        ]
        spec = [[{"t": "AlignDefault"}, {"t": "ColWidthDefault"}] for _ in columns]
        body = [[_NO_ATTRIBUTES, 0, [], padded[1:]]]
        made = {
            "t": "Table",
            "c": [
                _NO_ATTRIBUTES,
                [None, []],
                spec,
                [_NO_ATTRIBUTES, padded[:1]],
                body,
                [_NO_ATTRIBUTES, []],
            ],
        }
        return [*as_paragraphs(self.blocks(caption, depth=depth + 1)), made]

    # ------------------------------------------------------------ inlines

    def _inlines(self, nodes: Iterable[Node], *, depth: int = 0) -> list[Node]:
        if depth > DEEPEST:
            raise _TooDeep
        return [made for node in nodes for made in self._inline(node, depth=depth)]

    def _inline(self, node: Node, *, depth: int) -> list[Node]:
        content: Any
        kind, content = node["t"], node.get("c")
        match kind:
            case "Str":
                words = _STRANGE.sub("", content)
                return [{"t": kind, "c": words}] if words else []
            case "Space" | "LineBreak":
                return [node]
            case "SoftBreak":
                return [{"t": "Space"}]
            case "Strong" | "Emph" | "Strikeout" | "Superscript" | "Subscript":
                return wrapped(kind, self._inlines(content, depth=depth + 1))
            case "Underline":
                return wrapped("Emph", self._inlines(content, depth=depth + 1))
            case "SmallCaps":
                return self._inlines(content, depth=depth + 1)
            case "Quoted":
                marks = "‘’" if content[0]["t"] == "SingleQuote" else "“”"
                inner = self._inlines(content[1], depth=depth + 1)
                return [{"t": "Str", "c": marks[0]}, *inner, {"t": "Str", "c": marks[1]}]
            case "Cite" | "Span":
                return self._inlines(content[1], depth=depth + 1)
            case "Code":
                return [{"t": kind, "c": [_NO_ATTRIBUTES, _STRANGE.sub("", content[1])]}]
            case "Math":
                mark = self._mark("A formula; look at how it reads.")
                return [{"t": "Code", "c": [_NO_ATTRIBUTES, _STRANGE.sub("", content[1])]}, mark]
            case "Note":
                return [{"t": kind, "c": self.blocks(content, depth=depth + 1)}]
            case "Link":
                return self._link(content, depth=depth)
            case "Image":
                return self._picture(content, depth=depth)
            case _:
                return []

    def _link(self, content: Any, *, depth: int) -> list[Node]:
        _, words, (address, _) = content
        if any(part["t"] == "Image" for part in words):
            # A picture that leads to a larger copy of itself: the picture is what counts.
            others = trimmed([part for part in words if part["t"] != "Image"])
            link = self._link([content[0], others, content[2]], depth=depth) if others else []
            pictures = [part for part in words if part["t"] == "Image"]
            return [*link, *self._inlines(pictures, depth=depth + 1)]
        inner = self._inlines(words, depth=depth + 1)
        if not plain(inner).strip():
            return inner
        url = joined(self._base, address)
        if is_safe_url(url):
            return [{"t": "Link", "c": [_NO_ATTRIBUTES, inner, [url, ""]]}]
        if address.startswith("#") or not address:
            return inner
        mark = self._mark(f"The words stay, the link could not be carried over: {address[:200]}")
        return [*inner, mark]

    def _picture(self, content: Any, *, depth: int) -> list[Node]:
        (_, _, attributes), words, (address, title) = content
        alt = plain(self._inlines(words, depth=depth + 1))
        given = next((value for name, value in attributes if name == "alt"), "")
        alt = " ".join(
            (
                alt or given or self._alts.get(address) or self._alts.get(whole_size(address), "")
            ).split()
        )
        try:
            name = self._album.add(address)
            why = "it is not in the file or beside it"
        except RefusedPost as error:
            name, why = "", error.message.rstrip(".")
        if not name:
            shown = address[:200] if not address.startswith("data:") else "a picture in the page"
            mark = self._mark(f"Picture not carried over ({why}): {shown}")
            words_for_it = f"[Picture: {alt}]" if alt else "[Picture]"
            return [*strings(words_for_it), mark]
        label = [{"t": "Str", "c": alt}] if alt else []
        made = {"t": "Image", "c": [_NO_ATTRIBUTES, label, [name, title]]}
        if alt:
            return [made]
        return [made, self._mark(f"This picture has no words for those who cannot see it: {name}")]

    # ------------------------------------------------------------ links after the post

    def without_links(self, blocks: list[Node]) -> tuple[list[Node], tuple[Mapping[str, str], ...]]:
        """`blocks` without a list of nothing but links at the end, and those links."""
        if not blocks or blocks[-1]["t"] != "BulletList":
            return blocks, ()
        links = [only_link(item) for item in blocks[-1]["c"]]
        before = blocks[:-1]
        if not all(links) or not before or not ends(before[-1]):
            return blocks, ()
        if before[-1]["t"] == "Header":
            words = MARK.sub("", plain(before[-1]["c"][2]))
            self.doubts_about_all.append(
                Doubt(
                    0, f"Its heading went, the links are shown after the post: {words}", Where.POST
                )
            )
            before = before[:-1]
        self.doubts_about_all.extend(
            Doubt(0, f"Taken for a link after the post: {link['text']}", Where.POST)
            for link in links
            if link
        )
        return before, tuple(link for link in links if link)
