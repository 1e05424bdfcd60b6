"""`dist/`: read and written here and nowhere else, every file whole or not at all."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from io import BufferedRandom
from pathlib import Path
from typing import Self

from convert import manifest
from convert.edition import Artifact, Bundle
from convert.errors import AllwaysError
from convert.files import archive
from convert.manifest import File, Manifest


class CannotWrite(AllwaysError):
    """A file could not be written: no room, or not allowed."""


def load(dist: Path) -> Manifest | None:
    """The manifest of what is in `dist`, or None where there is none that can be used."""
    try:
        return manifest.decode((dist / manifest.NAME).read_bytes())
    except OSError:
        return None


@contextmanager
def only_one(dist: Path, cache: Path, *, waiting: Callable[[], None]) -> Iterator[None]:
    """Wait until no other build is at work on `dist`; `waiting` is called where there is one.

    The lock is in `cache`, since `dist` holds nothing but what is handed out. It goes with the
    process that holds it, however that ends. Where a system has no such locks, nothing is locked.
    """
    try:
        import fcntl  # noqa: PLC0415  not on every system
    except ImportError:
        yield
        return
    name = hashlib.sha256(str(dist.resolve()).encode()).hexdigest()[:16]
    try:
        cache.mkdir(parents=True, exist_ok=True)
        file = (cache / f"building-{name}.lock").open("w")
    except OSError:  # a cache that cannot be written to saves no time and locks nothing
        yield
        return
    with file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            waiting()
            fcntl.flock(file, fcntl.LOCK_EX)
        yield


def is_whole(dist: Path, files: Iterable[File]) -> bool:
    """Whether all `files` are in `dist`, each with the size it should have."""
    folder = str(dist)
    try:
        return all(os.stat(f"{folder}/{file.path}").st_size == file.bytes for file in files)  # noqa: PTH116  thousands of them
    except OSError:
        return False


def read(dist: Path, file: File) -> bytes | None:
    """The bytes of `file`, or None where they are not those the manifest names."""
    try:
        data = (dist / file.path).read_bytes()
    except OSError:
        return None
    return data if hashlib.sha256(data).hexdigest() == file.sha256 else None


def write(dist: Path, artifacts: Iterable[Artifact]) -> None:
    """Put `artifacts` into `dist`, all of them or, where one cannot be written, none.

    Raises:
        CannotWrite: the disk is full, or the folder may not be written to.
    """
    with Shelving(dist) as shelving:
        for artifact in artifacts:
            shelving.put(artifact)


class Shelving:
    """Files on their way into `dist`: written beside their places, renamed together at the end.

    A build that is stopped leaves whole files, old or new. A file that is there already with the
    same bytes is not touched.
    """

    def __init__(self, dist: Path) -> None:
        self._dist = dist
        self._waiting: list[tuple[Path, Path]] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, _: object
    ) -> None:
        try:
            if kind is None:
                for new, place in self._waiting:
                    new.replace(place)
        except OSError as failed:
            raise _cannot_write(failed, self._dist) from failed
        finally:
            for new, _place in self._waiting:
                new.unlink(missing_ok=True)
        if isinstance(error, OSError):
            raise _cannot_write(error, self._dist) from error

    def put(self, artifact: Artifact) -> None:
        """Take `artifact` along."""
        place = self._dist / artifact.path
        if _holds(place, artifact.data):
            return
        with self._beside(place) as file:
            file.write(artifact.data)

    def put_bundle(self, bundle: Bundle) -> tuple[int, str]:
        """Take `bundle` along; give back its size and SHA-256."""
        place = self._dist / bundle.path
        with self._beside(place) as file:
            archive.write(file, bundle.members())
            file.flush()
            size = file.tell()
            file.seek(0)
            sha256 = hashlib.file_digest(file, "sha256").hexdigest()
        return size, sha256

    @contextmanager
    def _beside(self, place: Path) -> Iterator[BufferedRandom]:
        place.parent.mkdir(parents=True, exist_ok=True)
        # Always the same name: what a build left that was killed here is gone with the next one.
        new = place.with_name(f".new-{place.name}")
        new.unlink(missing_ok=True)
        self._waiting.append((new, place))
        with new.open("x+b") as file:
            yield file
        new.chmod(0o644)  # what is handed out may be read by anybody


def _cannot_write(error: OSError, dist: Path) -> CannotWrite:
    return CannotWrite(
        f"this cannot be written: {error.strerror}.",
        place=str(error.filename or dist),
        next_step="Make room, or choose another folder with --dist. Nothing is lost.",
    )


def remove(dist: Path, paths: Iterable[str]) -> None:
    """Take files out of `dist`, and the folders that they leave empty.

    Raises:
        CannotWrite: the folder may not be written to.
    """
    for relative in paths:
        path = dist / relative
        try:
            path.unlink(missing_ok=True)
        except OSError as failed:
            raise _cannot_write(failed, dist) from failed
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
