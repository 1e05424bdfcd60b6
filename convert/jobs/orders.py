"""What a worker is asked to do and what it gives back: bytes and settings, no folders but a cache."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

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
    """What `inputs_of` gave for this post on the machine that plans; workers take it as it is."""


class Product(msgspec.Struct, frozen=True):
    """What came of an order: the post's entry in the manifest and its files, or a refusal."""

    entry: PostEntry | None
    artifacts: tuple[Artifact, ...] = ()
    refusal: Refusal | None = None


def common_inputs(
    publication: Publication, shared: Mapping[str, bytes], voice: str, voice_model_digest: str
) -> str:
    """A hash of what the outputs of all posts depend on; on formats and the cache none does."""
    settings = msgspec.json.encode(publication).decode()
    return _hash(program(), settings, digest(shared), voice, voice_model_digest)


def inputs_of(source: PostSource, common: str) -> str:
    """A hash of everything the outputs of one post depend on, `common_inputs` among it."""
    return _hash(common, source.slug, source.digest)


def _hash(*parts: str) -> str:
    return hashlib.sha256(b"".join(part.encode() + b"\0" for part in parts)).hexdigest()


@cache
def program() -> str:
    """A hash of this program: its version, its code and its data.

    Files fetched at set-up are pinned, so their names and sizes say enough.
    """
    whole = hashlib.sha256(__version__.encode())
    # `importlib.resources` would find the same files, and takes longer to load than they do.
    for name, path in sorted(_files(str(Path(__file__).parent.parent), "")):
        if name.startswith("data/fetched/"):
            whole.update(f"{name}:{os.stat(path).st_size}\0".encode())  # noqa: PTH116  as below
        else:
            with open(path, "rb", buffering=0) as file:  # noqa: PTH123  hundreds in each build
                whole.update(name.encode() + b"\0" + file.read())
    return whole.hexdigest()


def _files(folder: str, prefix: str) -> Iterator[tuple[str, str]]:
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.name.startswith((".", "__pycache__")):
                continue
            if entry.is_dir():
                yield from _files(entry.path, f"{prefix}{entry.name}/")
            else:
                yield f"{prefix}{entry.name}", entry.path
