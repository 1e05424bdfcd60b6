"""The pictures of one post: those inside its file or beside it; never from the network."""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Callable, Mapping
from pathlib import PurePosixPath
from urllib.parse import unquote, unquote_to_bytes, urlsplit

from convert.errors import RefusedPost
from convert.findings import Place
from convert.source.importer import slugs
from convert.source.reader import pictures

_DATA = re.compile(r"data:image/[\w.+-]+((?:;[\w=.-]+)*),(.*)", re.DOTALL | re.IGNORECASE)
_SIGNS = ((b"\x89PNG", ".png"), (b"\xff\xd8", ".jpg"), (b"GIF8", ".gif"), (b"RIFF", ".webp"))


class Album:
    """Pictures under names that are safe in a folder; the same bytes are kept once."""

    def __init__(self, find: Callable[[str], bytes | None]) -> None:
        self._find = find
        self._files: dict[str, bytes] = {}
        self._names: dict[str, str] = {}

    @property
    def files(self) -> Mapping[str, bytes]:
        """The pictures by their names."""
        return self._files

    def add(self, address: str) -> str:
        """The name under which the picture at `address` is kept; empty where there is none.

        Raises:
            RefusedPost: there is one, and it cannot be used.
        """
        if address in self._names:
            return self._names[address]
        data = _inside(address) if address.lower().startswith("data:") else self._find(address)
        if not data:
            return ""
        suffix = next((suffix for sign, suffix in _SIGNS if data.startswith(sign)), "")
        if not suffix and b"<svg" in data[:2_000]:
            suffix = ".svg"
        if not suffix:
            raise RefusedPost("it is not a JPEG, PNG, GIF, WebP or SVG picture")
        name = self._name(address, suffix)
        pictures.load(name, data, place=Place(name))
        same = next((kept for kept, other in self._files.items() if other == data), "")
        if not same:
            self._files[name] = data
        self._names[address] = same or name
        return self._names[address]

    def _name(self, address: str, suffix: str) -> str:
        stem = "" if address.startswith("data:") else PurePosixPath(_path(address)).stem
        wanted = slugs.slug(stem, "picture")
        return slugs.free(wanted, {PurePosixPath(name).stem for name in self._files}) + suffix


def _path(address: str) -> str:
    try:
        return unquote(urlsplit(address).path)
    except ValueError:
        return ""


def _inside(address: str) -> bytes | None:
    match = _DATA.fullmatch(address)
    if match is None:
        return None
    if ";base64" not in match[1].lower():
        return unquote_to_bytes(match[2])
    try:
        return base64.b64decode(unquote(match[2]))
    except (binascii.Error, ValueError):
        return None
