"""The written sentence with its odd characters made plain, each plain one knowing its place."""

from __future__ import annotations

import unicodedata
from typing import Final

import msgspec

# One shape for each kind of quote, dash and space; what is only there for typesetting goes.
_SHAPES: Final = {
    **dict.fromkeys("‘’‛ʼ′´`", "'"),
    **dict.fromkeys("“”„‟″«»", '"'),
    **dict.fromkeys("‐‑⁃", "-"),
    **dict.fromkeys("‒–—―−", "–"),
    **dict.fromkeys("\u00ad\u200b\u200c\u2060\ufeff\ufe0e\u200e\u200f", ""),
    "⁄": "/",
    "…": "...",
}
# Compatibility shapes that mean something of their own.
_KEPT: Final = frozenset("²³¹½¼¾⅓⅔⅛⅜⅝⅞™℠℡µº№℅")


class Normal(msgspec.Struct, frozen=True):
    """Plain text; character `i` stands for `starts[i]` to `ends[i]` of what was written."""

    text: str
    starts: tuple[int, ...]
    ends: tuple[int, ...]


def normal(written: str) -> Normal:
    """`written` in plain characters, for the rules to read."""
    characters: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    for start, end in _clusters(written):
        plain = _plain(written[start:end])
        characters.append(plain)
        starts.extend([start] * len(plain))
        ends.extend([end] * len(plain))
    return Normal("".join(characters), tuple(starts), tuple(ends))


def _clusters(written: str) -> list[tuple[int, int]]:
    """Every character with the accents that follow it."""
    if written.isascii():
        return [(at, at + 1) for at in range(len(written))]
    bounds = [at for at, character in enumerate(written) if at == 0 or not _is_accent(character)]
    return list(zip(bounds, [*bounds[1:], len(written)], strict=True))


def _is_accent(character: str) -> bool:
    return unicodedata.category(character) == "Mn" and character not in "\ufe0e\ufe0f"


def _plain(cluster: str) -> str:
    if cluster.isascii():
        return cluster
    if cluster in _SHAPES:
        return _SHAPES[cluster]
    if cluster in _KEPT:
        return cluster
    digit = unicodedata.decimal(cluster, None) if len(cluster) == 1 else None
    if digit is not None:
        return str(digit)
    compatible = unicodedata.normalize("NFKC", cluster)
    if compatible.isalnum() or compatible.isspace():
        return compatible
    return unicodedata.normalize("NFC", cluster)
