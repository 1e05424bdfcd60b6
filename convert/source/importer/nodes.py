"""Pieces of pandoc's tree: made, looked at and taken apart, without a thought for whole posts."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any
from urllib.parse import urljoin

Node = dict[str, Any]
OPEN, CLOSE = "\ufdd0", "\ufdd1"
"""Stand about the number of a doubt, in the words that it is about."""
MARK = re.compile(f"{OPEN}(\\d+){CLOSE}")
_LONGEST_HEADING = 110
_LINKS_HEADING = re.compile(
    r"(?:useful |related |more )?links|further reading|find out more|related|resources|read more",
    re.IGNORECASE,
)


def plain(nodes: Sequence[Node]) -> str:
    """The words of inlines, without mark-up."""
    return "".join(_plain(nodes))


def _plain(nodes: Iterable[Node]) -> Iterator[str]:
    for node in nodes:
        content: Any = node.get("c")
        match node["t"]:
            case "Str":
                yield content
            case "Space" | "SoftBreak" | "LineBreak":
                yield " "
            case "Code" | "Math":
                yield content[1]
            case "Link" | "Image" | "Span" | "Cite" | "Quoted":
                yield from _plain(content[1])
            case "Note":
                continue
            case _ if isinstance(content, list):
                yield from _plain(content)
            case _:
                continue


def strings(words: str) -> Iterator[Node]:
    """Plain words as nodes."""
    for number, word in enumerate(words.split()):
        if number:
            yield {"t": "Space"}
        yield {"t": "Str", "c": word}


def filled(kind: str, content: list[Any]) -> list[Node]:
    """The block, or none where nothing is in it."""
    return [{"t": kind, "c": content}] if content else []


def wrapped(kind: str, inner: list[Node]) -> list[Node]:
    """`inner` inside `kind`, with spaces at its ends outside: `**bold **` is not Markdown."""
    core = trimmed(inner)
    if not core:
        return [{"t": "Space"}] if inner else []
    first, last = inner.index(core[0]), len(inner)
    while inner[last - 1] is not core[-1]:
        last -= 1
    return [*inner[:first], {"t": kind, "c": core}, *inner[last:]]


def is_gap(node: Node) -> bool:
    """Whether `node` holds no more than space."""
    return node["t"] in {"Space", "SoftBreak", "LineBreak"} or (
        node["t"] == "Str" and not node["c"].strip()
    )


def trimmed(nodes: list[Node]) -> list[Node]:
    """`nodes` without the space at either end."""
    start, end = 0, len(nodes)
    while start < end and is_gap(nodes[start]):
        start += 1
    while end > start and is_gap(nodes[end - 1]):
        end -= 1
    return nodes[start:end]


def without_breaks(nodes: list[Node]) -> list[Node]:
    """`nodes` on one line."""
    return [{"t": "Space"} if node["t"] == "LineBreak" else node for node in nodes]


def fake_heading(nodes: list[Node]) -> list[Node] | None:
    """The words of a paragraph that is bold throughout and reads like a heading, or None."""
    if any(node["t"] != "Strong" and not is_gap(node) for node in nodes):
        return None
    words = [part for node in nodes for part in (node["c"] if node["t"] == "Strong" else [node])]
    said = plain(words).strip()
    is_short = 0 < len(said) <= _LONGEST_HEADING and not re.search(r"[^.][.:;,]$", said)
    has_more = any(node["t"] in {"Image", "Note"} for node in words) or MARK.search(said)
    return words if is_short and not has_more else None


def flat(blocks: Iterable[Node]) -> list[Node]:
    """The words of `blocks` as inlines, one block after another."""
    made: list[Node] = []
    for block in blocks:
        if block["t"] in {"Para", "Plain"}:
            made.extend(([{"t": "Space"}] if made else []) + block["c"])
        elif block["t"] == "Header":
            made.extend(([{"t": "Space"}] if made else []) + block["c"][2])
        elif block["t"] in {"BulletList", "OrderedList"}:
            items = block["c"] if block["t"] == "BulletList" else block["c"][1]
            for item in items:
                made.extend(([{"t": "Space"}] if made else []) + flat(item))
        elif block["t"] == "BlockQuote":
            made.extend(([{"t": "Space"}] if made else []) + flat(block["c"]))
        elif block["t"] == "CodeBlock":
            made.append({"t": "Code", "c": block["c"]})
        elif block["t"] == "Table":
            _, _, _, (_, head), bodies, _ = block["c"]
            for row in [*head, *(row for body in bodies for row in body[3])]:
                for cell in row[1]:
                    made.extend(([{"t": "Space"}] if made else []) + flat(cell[4]))
    return made


def one_line(cell: list[Node]) -> list[Node]:
    """The words of a cell as what a simple table can hold."""
    words = without_breaks(flat(cell))
    return [{"t": "Plain", "c": words}] if words else []


def as_paragraphs(blocks: list[Node]) -> list[Node]:
    """`blocks` with each that was tight in a list or a cell as a paragraph of its own."""
    return [{**block, "t": "Para"} if block["t"] == "Plain" else block for block in blocks]


def joined(base: str, address: str) -> str:
    """`address` as it is seen from `base`; left alone where it cannot be."""
    address = re.sub(r"\s", "%20", address.strip())
    try:
        return urljoin(base, address) if base else address
    except ValueError:
        return address


def only_link(item: list[Node]) -> Mapping[str, str] | None:
    """The link that is all there is in `item`, or None."""
    if len(item) != 1 or item[0]["t"] not in {"Para", "Plain"}:
        return None
    words = trimmed(item[0]["c"])
    if len(words) != 1 or words[0]["t"] != "Link":
        return None
    _, text, (url, _) = words[0]["c"]
    return {"text": MARK.sub("", " ".join(plain(text).split())), "url": url}


def ends(block: Node) -> bool:
    """Whether a list of links after this block stands after the post, not within it."""
    if block["t"] == "Header":
        words = MARK.sub("", plain(block["c"][2])).strip(" :")
        return _LINKS_HEADING.fullmatch(words) is not None
    return bool(block["t"] == "HorizontalRule")
