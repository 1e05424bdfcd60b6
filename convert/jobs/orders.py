"""What a worker is asked to do and what it gives back: bytes and settings, no folders but a cache."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from functools import cache
from importlib import resources
from importlib.resources.abc import Traversable

import msgspec

from convert import __version__
from convert.edition import Artifact
from convert.manifest import PostEntry, Refusal
from convert.settings import Publication
from convert.source.sources import PostSource, digest


class Order(msgspec.Struct, frozen=True):
    """Build these formats of this post with this voice."""

    source: PostSource
    publication: Publication
    shared: Mapping[str, bytes]
    """`lexicon.pls`, `words.toml`, `pictures.toml`, where they are there."""
    formats: tuple[str, ...]
    voice: str
    voice_model: str
    """Where a person's own voice file is, for the engines that need one; empty otherwise."""
    voice_model_digest: str
    cache: str
    """A folder that saves time and changes nothing; empty for none."""
    inputs: str = ""
    """What `inputs_of` gave for this order on the machine that plans; workers take it as it is."""


class Product(msgspec.Struct, frozen=True):
    """What came of an order: the post's entry in the manifest and its files, or a refusal."""

    entry: PostEntry | None
    artifacts: tuple[Artifact, ...] = ()
    refusal: Refusal | None = None


def inputs_of(order: Order) -> str:
    """A hash of everything the outputs depend on; the formats asked for and the cache do not."""
    whole = hashlib.sha256()
    for part in (
        program(),
        order.source.slug,
        order.source.digest,
        msgspec.json.encode(order.publication).decode(),
        digest(order.shared),
        order.voice,
        order.voice_model_digest,
    ):
        whole.update(part.encode() + b"\0")
    return whole.hexdigest()


@cache
def program() -> str:
    """A hash of this program: its version, its code and its data.

    Files fetched at set-up are pinned, so their names and sizes say enough.
    """
    whole = hashlib.sha256(__version__.encode())
    root = resources.files("convert")
    for name, part in sorted(_parts(root, "")):
        if name.startswith("data/fetched/"):
            whole.update(f"{name}:{_size(part)}\0".encode())
        else:
            whole.update(name.encode() + b"\0" + part.read_bytes())
    return whole.hexdigest()


def _parts(folder: Traversable, prefix: str) -> list[tuple[str, Traversable]]:
    found: list[tuple[str, Traversable]] = []
    for part in folder.iterdir():
        if part.name.startswith((".", "__pycache__")):
            continue
        if part.is_dir():
            found.extend(_parts(part, f"{prefix}{part.name}/"))
        else:
            found.append((f"{prefix}{part.name}", part))
    return found


def _size(part: Traversable) -> int:
    with resources.as_file(part) as path:
        return path.stat().st_size
