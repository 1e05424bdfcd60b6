"""Pandoc's inlines as leaves, and leaves as sentences that own their mark-up.

A leaf is a stretch of words under the mark-up around it. Leaves can be cut anywhere, so bold text
that runs over the end of a sentence becomes two bold runs.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import accumulate, groupby
from typing import Any, Literal, NamedTuple

from convert.document import (
    Code,
    Emphasis,
    Inline,
    Link,
    NoteMark,
    Phrase,
    Strong,
    Text,
)
from convert.pages.xhtml import clean
from convert.source.sentences import Span, spans

LINE_BREAK = "\n"
LANGUAGE_TAG = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")
"""BCP 47, by its shape."""
_POSITION = re.compile(r"(\d+):(\d+)-")
_SPACES = re.compile(r"\s+")
# No-break and thin spaces become spaces; what has no width and what breaks words goes.
_SPACELIKE = str.maketrans(
    dict.fromkeys("\u00a0\u2007\u2009\u200a\u202f\u3000", " ")
    | dict.fromkeys("\u00ad\u200b\u2060\ufeff", "")
)


class Spot(NamedTuple):
    """A line and a column of the text that was read, counted from 1."""

    line: int
    column: int


class Wrap(NamedTuple):
    """One piece of mark-up around some leaves; `number` tells equal neighbours apart."""

    kind: Literal["strong", "emphasis", "code", "link", "phrase"]
    value: str
    number: int


class Leaf(NamedTuple):
    """Words under the same mark-up, or the mark of a note (which has no words)."""

    text: str
    wraps: tuple[Wrap, ...]
    spot: Spot | None
    note: int = 0


class Picture(NamedTuple):
    """An image met among the words; it is shown after them."""

    source: str
    alt: str
    title: str
    is_decoration: bool
    spot: Spot | None


class Visitor:
    """What becomes of the things that are not words; the reader of blocks fills these in."""

    def __init__(
        self,
        *,
        note: Callable[[list[dict[str, Any]]], int],
        left_out: Callable[[str, str, Spot | None], None],
        is_safe_link: Callable[[str], bool],
    ) -> None:
        self.note = note
        self.left_out = left_out
        self.is_safe_link = is_safe_link
        self._wraps = 0

    def next_number(self) -> int:
        """A number no other wrap has."""
        self._wraps += 1
        return self._wraps


def spot(attributes: Sequence[Sequence[str]]) -> Spot | None:
    """Where a node with these attributes begins."""
    for name, value in attributes:
        if name == "data-pos" and (found := _POSITION.search(value)):
            return Spot(int(found[1]), int(found[2]))
    return None


def leaves(
    nodes: Iterable[dict[str, Any]],
    visitor: Visitor,
    *,
    wraps: tuple[Wrap, ...] = (),
    at: Spot | None = None,
) -> Iterator[Leaf | Picture]:
    """The leaves of pandoc's inline `nodes`, in order, and the pictures among them."""
    here = at
    for node in nodes:
        content: Any
        kind, content = node["t"], node.get("c")
        match kind:
            case "Str":
                yield Leaf(plain_text(content), wraps, here)
            case "Space" | "SoftBreak":
                yield Leaf(" ", wraps, here)
            case "LineBreak":
                yield Leaf(LINE_BREAK, (), here)
            case "Code" | "Math":
                code = Wrap("code", "", visitor.next_number())
                yield Leaf(plain_text(content[1]), (*wraps, code), here)
            case "RawInline":
                yield from _raw(content[1], visitor, here)
            case "Note":
                yield Leaf("", wraps, here, note=visitor.note(content))
            case "Image":
                yield _picture(content, visitor, here)
            case _:
                inner, around, place = _unwrapped(kind, content, visitor, here)
                here = place
                yield from leaves(inner, visitor, wraps=(*wraps, *around), at=place)


def _unwrapped(
    kind: str, content: Any, visitor: Visitor, here: Spot | None
) -> tuple[list[dict[str, Any]], tuple[Wrap, ...], Spot | None]:
    """What `kind` holds, the mark-up it stands for, and where it begins."""
    number = visitor.next_number()
    match kind:
        case "Strong":
            return content, (Wrap("strong", "", number),), here
        case "Emph" | "Underline":
            return content, (Wrap("emphasis", "", number),), here
        case "Strikeout":
            visitor.left_out("strike-through", "The words stay; the line through them goes.", here)
            return content, (), here
        case "Superscript" | "Subscript" | "SmallCaps":
            return content, (), here
        case "Quoted" | "Cite":
            return content[1], (), here
        case "Span":
            (_, _, attributes), inner = content
            place = spot(attributes) or here
            lang = language(attributes, visitor, place)
            around = (Wrap("phrase", lang, number),) if lang else ()
            return inner, around, place
        case "Link":
            (_, _, attributes), inner, (url, _) = content
            place = spot(attributes) or here
            if visitor.is_safe_link(url):
                return inner, (Wrap("link", url, number),), place
            visitor.left_out("unsafe-link", f"The words stay; the link goes: {url[:80]}", place)
            return inner, (), place
        case _:
            return [], (), here


def language(attributes: Sequence[Sequence[str]], visitor: Visitor, here: Spot | None) -> str:
    """The language that `attributes` give, or nothing; what is no language tag is told."""
    lang = next((value for name, value in attributes if name == "lang"), "")
    if not lang or LANGUAGE_TAG.fullmatch(lang):
        return lang
    message = f"“{lang[:40]}” is not a language tag, so the words count as the post's own language."
    visitor.left_out("unknown-language", f"{message} For Welsh write {{lang=cy}}.", here)
    return ""


def _raw(markup: str, visitor: Visitor, here: Spot | None) -> Iterator[Leaf]:
    if re.fullmatch(r"<br\s*/?>", markup, re.IGNORECASE):
        yield Leaf(LINE_BREAK, (), here)
    elif not markup.startswith("<!--"):
        visitor.left_out("raw-markup", f"Mark-up goes, words stay: {markup[:60]}", here)


def _picture(content: Any, visitor: Visitor, here: Spot | None) -> Picture:
    (_, classes, attributes), alt, (source, title) = content
    words = "".join(leaf.text for leaf in leaves(alt, visitor) if isinstance(leaf, Leaf))
    return Picture(
        source=source,
        alt=_SPACES.sub(" ", words).strip(),
        title=_SPACES.sub(" ", plain_text(title)).strip(),
        is_decoration="decorative" in classes,
        spot=spot(attributes) or here,
    )


def plain_text(text: str) -> str:
    """`text` in one normal form, without what has no width, reorders or cannot be shown."""
    return clean(unicodedata.normalize("NFC", text.translate(_SPACELIKE)))


def lines(found: Iterable[Leaf]) -> list[list[Leaf]]:
    """Leaves in lines, broken where the writer broke them; empty lines are dropped."""
    made: list[list[Leaf]] = [[]]
    for leaf in found:
        if leaf.text == LINE_BREAK and not leaf.note:
            made.append([])
        else:
            made[-1].append(leaf)
    tidied = (_single_spaced(line) for line in made)
    return [line for line in tidied if any(leaf.text or leaf.note for leaf in line)]


def _single_spaced(line: list[Leaf]) -> list[Leaf]:
    """`line` with single spaces, none at either end; code keeps its own."""
    tidy: list[Leaf] = []
    after_space = True
    for leaf in line:
        is_code = any(wrap.kind == "code" for wrap in leaf.wraps)
        text = leaf.text if is_code else _SPACES.sub(" ", leaf.text)
        if after_space and not is_code:
            text = text.removeprefix(" ")
        if text or leaf.note:
            tidy.append(leaf._replace(text=text))
        if text:
            after_space = text.endswith(" ")
    for index in range(len(tidy) - 1, -1, -1):
        if tidy[index].text:
            tidy[index] = tidy[index]._replace(text=tidy[index].text.rstrip(" "))
            break
    return [leaf for leaf in tidy if leaf.text or leaf.note]


def cut(line: list[Leaf]) -> list[list[Leaf]]:
    """`line` as sentences; a stop inside code ends nothing."""
    text = "".join(
        "x" * len(leaf.text) if any(wrap.kind == "code" for wrap in leaf.wraps) else leaf.text
        for leaf in line
    )
    ends = list(accumulate(len(leaf.text) for leaf in line))
    starts = [0, *ends[:-1]]
    found = spans(text)
    made = []
    for span in found:
        is_last = span is found[-1]
        # Only the leaves that touch the sentence: a paragraph can have a hundred thousand.
        first = bisect_left(ends, span.start)
        after = len(line) if is_last else bisect_right(starts, span.end)
        near = zip(line[first:after], starts[first:after], strict=True)
        made.append(_slice(near, span, is_last=is_last))
    return made


def _slice(line: Iterable[tuple[Leaf, int]], span: Span, *, is_last: bool) -> list[Leaf]:
    """The leaves of `line`, each with where it starts, inside `span`.

    A note belongs to the sentence it follows.
    """
    made: list[Leaf] = []
    for leaf, start in line:
        if leaf.note:
            after_start = span.start < start or span.start == 0
            if after_start and (start <= span.end or is_last):
                made.append(leaf)
            continue
        text = leaf.text[max(0, span.start - start) : max(0, span.end - start)]
        if text:
            made.append(leaf._replace(text=text))
    return made


def inlines(line: list[Leaf], *, depth: int = 0) -> tuple[Inline, ...]:
    """Leaves as our own inlines, neighbours under the same mark-up together."""

    def around(leaf: Leaf) -> Wrap | None:
        return leaf.wraps[depth] if len(leaf.wraps) > depth else None

    made: list[Inline] = []
    for wrap, group in groupby(line, key=around):
        members = list(group)
        if wrap is None:
            made.extend(_bare(members))
            continue
        inner = inlines(members, depth=depth + 1)
        match wrap.kind:
            case "strong":
                made.append(Strong(inner))
            case "emphasis":
                made.append(Emphasis(inner))
            case "link":
                made.append(Link(inner, wrap.value))
            case "phrase":
                made.append(Phrase(inner, wrap.value))
            case "code":
                made.append(Code("".join(leaf.text for leaf in members)))
    return tuple(made)


def _bare(members: list[Leaf]) -> Iterator[Inline]:
    for is_note, group in groupby(members, key=lambda leaf: leaf.note > 0):
        if is_note:
            yield from (NoteMark(leaf.note) for leaf in group)
        else:
            yield Text("".join(leaf.text for leaf in group))
