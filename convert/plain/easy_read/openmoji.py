"""The OpenMoji pictures that set-up collected: by name, with keywords, as assets.

Where they were not collected there are no pictures, and everything else goes on.
"""

from __future__ import annotations

import functools
import io
import json
import re
import zipfile
import zlib
from collections.abc import Mapping

import msgspec

from convert.edition import Asset
from convert.errors import MissingTool
from convert.files import fetched
from convert.files.fetched import Fetched

CREDIT = "OpenMoji, CC BY-SA 4.0"
SIDE = 72
"""Every OpenMoji picture is a square of 72 units."""


class Symbol(msgspec.Struct, frozen=True):
    """A picture of the set: its name (OpenMoji's annotation), its code, and its keywords."""

    name: str
    code: str
    group: str
    tags: tuple[str, ...]

    @property
    def asset_name(self) -> str:
        """A file name that people can read and that never clashes."""
        slug = re.sub(r"[^a-z0-9]+", "-", self.name.lower()).strip("-")
        return f"{slug}-{self.code}.svg"


@functools.cache
def symbols() -> Mapping[str, Symbol]:
    """Every picture that was collected, by name; empty where none were."""
    if not fetched.is_here(Fetched.PICTURE_INDEX):
        return {}
    try:
        index = json.loads(fetched.read(Fetched.PICTURE_INDEX))
        made = [Symbol(name, code, group, (*tags,)) for code, (name, group, tags) in index.items()]
    except (ValueError, TypeError, AttributeError) as error:
        raise _damaged(Fetched.PICTURE_INDEX) from error
    return {symbol.name: symbol for symbol in made}


@functools.cache
def _archive() -> zipfile.ZipFile:
    try:
        return zipfile.ZipFile(io.BytesIO(fetched.read(Fetched.PICTURES)))
    except zipfile.BadZipFile as error:
        raise _damaged(Fetched.PICTURES) from error


def _drawing(code: str) -> bytes:
    try:
        return _archive().read(f"{code}.svg")
    except (KeyError, zipfile.BadZipFile, zlib.error) as error:
        raise _damaged(Fetched.PICTURES) from error


def _damaged(name: Fetched) -> MissingTool:
    return MissingTool(
        f"the file {name} that set-up fetched is damaged.",
        next_step="Run `make distclean` and `make all`, or install Allways again.",
    )


@functools.cache
def asset(symbol: Symbol) -> Asset:
    """The picture itself, as SVG."""
    return Asset(
        name=symbol.asset_name,
        media_type="image/svg+xml",
        data=_drawing(symbol.code),
        width=SIDE,
        height=SIDE,
        credit=CREDIT,
    )
