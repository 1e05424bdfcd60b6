"""`dist/`: read and written here and nowhere else, every file whole or not at all."""

from __future__ import annotations

import hashlib
import os
import tempfile
from collections.abc import Iterable
from pathlib import Path

from convert import manifest
from convert.edition import Artifact
from convert.errors import AllwaysError
from convert.manifest import File, Manifest


class CannotWrite(AllwaysError):
    """A file could not be written: no room, or not allowed."""


def load(dist: Path) -> Manifest | None:
    """The manifest of what is in `dist`, or None where there is none that can be used."""
    try:
        return manifest.decode((dist / manifest.NAME).read_bytes())
    except OSError:
        return None


def is_whole(dist: Path, files: Iterable[File]) -> bool:
    """Whether all `files` are in `dist`, each with the size it should have."""
    try:
        return all(os.stat(dist / file.path).st_size == file.bytes for file in files)  # noqa: PTH116  thousands of them
    except OSError:
        return False


def read(dist: Path, file: File) -> bytes | None:
    """The bytes of `file`, or None where they are not those the manifest names."""
    try:
        data = (dist / file.path).read_bytes()
    except OSError:
        return None
    return data if hashlib.sha256(data).hexdigest() == file.sha256 else None


def write(dist: Path, artifacts: Iterable[Artifact]) -> list[str]:
    """Put `artifacts` into `dist`; give back the paths of those that were not there already.

    All are written beside their places first and then renamed, so that a build that is stopped
    leaves whole files, old or new.

    Raises:
        CannotWrite: the disk is full, or the folder may not be written to.
    """
    waiting: list[tuple[str, Path]] = []
    written: list[str] = []
    try:
        for artifact in artifacts:
            path = dist / artifact.path
            if _holds(path, artifact.data):
                continue
            path.parent.mkdir(parents=True, exist_ok=True)
            waiting.append((_beside(path, artifact.data), path))
            written.append(artifact.path)
        for name, path in waiting:
            Path(name).replace(path)
    except OSError as error:
        raise CannotWrite(
            f"this cannot be written: {error.strerror}.",
            place=str(error.filename or dist),
            next_step="Make room, or choose another folder with --dist. Nothing is lost.",
        ) from error
    finally:
        for name, _ in waiting:
            Path(name).unlink(missing_ok=True)
    return written


def remove(dist: Path, paths: Iterable[str]) -> None:
    """Take files out of `dist`, and the folders that they leave empty."""
    for relative in paths:
        path = dist / relative
        path.unlink(missing_ok=True)
        for folder in path.parents:
            if folder == dist or not _remove_empty(folder):
                break


def _remove_empty(folder: Path) -> bool:
    try:
        folder.rmdir()
    except OSError:
        return False
    return True


def _holds(path: Path, data: bytes) -> bool:
    try:
        return path.stat().st_size == len(data) and path.read_bytes() == data
    except OSError:
        return False


def _beside(path: Path, data: bytes) -> str:
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=".new-")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        # mkstemp keeps files to their owner; what is handed out may be read by anybody.
        Path(name).chmod(0o644)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
    return name
