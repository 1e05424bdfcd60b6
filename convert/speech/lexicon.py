"""The lexicon: how a publication says its names (W3C Pronunciation Lexicon 1.0, `alias` entries)."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Final, Self

import msgspec
from lxml import etree

from convert.errors import BadArguments
from convert.source.names import LEXICON

NAMESPACE: Final = "http://www.w3.org/2005/01/pronunciation-lexicon"
_PLS: Final = f"{{{NAMESPACE}}}"
LARGEST: Final = 2_000_000
"""Bytes; a lexicon of ten thousand names has one."""


class Entry(msgspec.Struct, frozen=True):
    """What is written, and how it is said."""

    grapheme: str
    alias: str


class Found(msgspec.Struct, frozen=True):
    """An entry that stands at a place of a text: how many characters, and what is said."""

    length: int
    alias: str


class Lexicon:
    """Entries found as whole words, the longest first; capitals must fit where there are any."""

    def __init__(self, entries: Sequence[Entry]) -> None:
        self.entries = tuple(entries)
        self._by_start = _by_start(entries)

    @classmethod
    def empty(cls) -> Self:
        """A lexicon that knows nothing."""
        return cls(())

    def match(self, text: str, at: int) -> Found | None:
        """The longest entry that stands at `at` as a whole word; "'s" may follow it."""
        if not self._by_start or (at and _is_inside(text, at)):
            return None
        for entry in self._by_start.get(text[at].lower(), ()):
            written = entry.grapheme
            end = at + len(written)
            there = text[at:end]
            fits = there == written or (written.islower() and there.lower() == written)
            if fits and not (written[-1].isalnum() and end < len(text) and text[end].isalnum()):
                return _with_ending(text, at, end, entry.alias)
        return None


def parse(pls: bytes, *, path: str = LEXICON) -> Lexicon:
    """The lexicon in a PLS document.

    Raises:
        BadArguments: it is not PLS, or an entry has no grapheme or no alias.
    """
    if len(pls) > LARGEST:
        raise BadArguments(f"the lexicon is larger than {LARGEST} bytes.", place=path)
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False
    )
    try:
        root = etree.fromstring(pls, parser)
    except etree.XMLSyntaxError as error:
        raise BadArguments(
            f"this is not XML: {error.msg}.",
            place=f"{path}:{error.lineno}",
            next_step="WRITING.md shows one, under How names are said.",
        ) from error
    if root.getroottree().docinfo.internalDTD is not None:
        raise BadArguments(
            "a lexicon may not bring a document type of its own.",
            place=path,
            next_step="Take the line that begins with <!DOCTYPE out.",
        )
    if root.tag != f"{_PLS}lexicon":
        raise BadArguments(
            "the first element is not <lexicon> of the W3C pronunciation lexicon.",
            place=path,
            next_step=f'Begin with <lexicon version="1.0" xmlns="{NAMESPACE}" xml:lang="en-GB">.',
        )
    return Lexicon(
        [entry for lexeme in root.iter(f"{_PLS}lexeme") for entry in _read(lexeme, path)]
    )


def _read(lexeme: etree._Element, path: str) -> list[Entry]:
    """The entries of one lexeme: every grapheme with its first alias."""
    graphemes = [_words(element) for element in lexeme.findall(f"{_PLS}grapheme")]
    alias = _words(lexeme.find(f"{_PLS}alias"))
    if not alias or not all(graphemes) or not graphemes:
        raise BadArguments(
            "this entry needs a <grapheme> and an <alias> with words in them.",
            place=f"{path}:{lexeme.sourceline}",
            next_step="Write how it is said in <alias>; <phoneme> is not read.",
        )
    return [Entry(grapheme, alias) for grapheme in graphemes]


def _words(element: etree._Element | None) -> str:
    text = "" if element is None else "".join(str(part) for part in element.itertext())
    return re.sub(r"\s+", " ", text).strip().replace("’", "'")


def _by_start(entries: Sequence[Entry]) -> Mapping[str, tuple[Entry, ...]]:
    """Entries by their first character, the longest first."""
    table: dict[str, list[Entry]] = {}
    for entry in entries:
        table.setdefault(entry.grapheme[0].lower(), []).append(entry)
    return {
        first: tuple(sorted(group, key=lambda entry: -len(entry.grapheme)))
        for first, group in table.items()
    }


def _is_inside(text: str, at: int) -> bool:
    return text[at].isalnum() and text[at - 1].isalnum()


def _with_ending(text: str, start: int, end: int, alias: str) -> Found:
    """The entry with the possessive or plural ending that follows it."""
    if text[end : end + 2] == "'s" and not text[end + 2 : end + 3].isalnum():
        return Found(end + 2 - start, f"{alias}'s")
    return Found(end - start, alias)
