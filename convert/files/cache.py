"""A store of bytes under the hash of what they were made from; safe with two builds at once.

An entry is written whole to a temporary name and then renamed. It begins with the hash of its
own bytes, so one that was damaged counts as missing and is made again.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
from pathlib import Path
from typing import NewType, Protocol

Key = NewType("Key", str)

_DIGEST_SIZE = 32


def key(kind: str, *parts: str | bytes) -> Key:
    """A key for something of this `kind` made from `parts`; no two lists of parts share one."""
    digest = hashlib.sha256()
    for part in parts:
        data = part.encode() if isinstance(part, str) else part
        digest.update(len(data).to_bytes(8, "big"))
        digest.update(data)
    return Key(f"{kind}/{digest.hexdigest()}")


class Cache(Protocol):
    """Where made things are kept."""

    def get(self, key: Key) -> bytes | None:
        """What is kept under `key`, or None."""

    def put(self, key: Key, data: bytes) -> None:
        """Keep `data` under `key`."""


class FolderCache:
    """A cache in a folder, which may be deleted at any time."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def get(self, key: Key) -> bytes | None:
        """What is kept under `key`; a damaged entry counts as missing."""
        try:
            entry = self._path(key).read_bytes()
        except OSError:
            return None
        data = entry[_DIGEST_SIZE:]
        return data if hashlib.sha256(data).digest() == entry[:_DIGEST_SIZE] else None

    def put(self, key: Key, data: bytes) -> None:
        """Keep `data` under `key`, whole or not at all; not at all where there is no room.

        A cache saves time and nothing else, so a full or locked disk is no reason to stop.
        """
        with contextlib.suppress(OSError):
            self._put(self._path(key), data)

    def _put(self, path: Path, data: bytes) -> None:
        import tempfile  # noqa: PLC0415  a build with nothing to do writes nothing

        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=".new-")
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(hashlib.sha256(data).digest())
                file.write(data)
            Path(name).replace(path)
        except BaseException:
            Path(name).unlink(missing_ok=True)
            raise

    def _path(self, key: Key) -> Path:
        kind, _, digest = key.partition("/")
        return self._folder / kind / digest[:2] / digest


class NoCache:
    """A cache that keeps nothing."""

    def get(self, key: Key) -> bytes | None:  # noqa: ARG002  the protocol names it
        """Nothing."""
        return None

    def put(self, key: Key, data: bytes) -> None:
        """Keep nothing."""
