"""What the posts make together: reports, site, feeds, collection; made from the manifest.

Each publisher is given the manifest and a way to read a file that the manifest names; it never
sees a source.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TypeAlias

import msgspec

from convert import manifest, output
from convert.edition import Artifact
from convert.manifest import File, Manifest
from convert.orders import program

ReadFile: TypeAlias = Callable[[File], bytes]
Publisher: TypeAlias = Callable[[Manifest, ReadFile], Iterable[Artifact]]


def publishers() -> dict[str, Publisher]:
    """The table: the part of the publication, and what makes it, in order."""
    from convert import feeds, site  # noqa: PLC0415  loaded only where something has changed

    return {"site": site.publish, "feeds": feeds.publish}


def everything(made: Manifest, dist: Path) -> Manifest:
    """Write what the posts of `made` make together; give back the manifest with it."""
    inputs = _inputs(made)
    if inputs == made.inputs and output.is_whole(dist, made.files):
        return made
    files: list[File] = []

    def read(file: File) -> bytes:
        data = output.read(dist, file)
        if data is None:
            raise output.CannotWrite(
                "this file is not as it was built.",
                place=file.path,
                next_step="Delete it and build again.",
            )
        return data

    def counted() -> Iterator[Artifact]:
        for name, publish in publishers().items():
            for artifact in publish(made, read):
                files.append(manifest.file(artifact, name))
                yield artifact

    output.write(dist, counted())
    still = {file.path for file in files}
    output.remove(dist, [file.path for file in made.files if file.path not in still])
    return msgspec.structs.replace(made, files=tuple(files), inputs=inputs)


def _inputs(made: Manifest) -> str:
    bare = msgspec.structs.replace(made, files=(), inputs="")
    return hashlib.sha256(program().encode() + manifest.encode(bare)).hexdigest()
