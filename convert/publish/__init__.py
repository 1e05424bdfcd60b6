"""What the posts make together: reports, site, feeds, collection; made from the manifest.

Each publisher is given the manifest and a way to read a file that the manifest names; it never
sees a source.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path
from typing import TypeAlias

import msgspec

from convert import manifest
from convert.edition import Artifact, Bundle
from convert.files.cache import Cache
from convert.jobs import output
from convert.jobs.orders import program
from convert.manifest import File, Manifest
from convert.review.history import NO_HISTORY, History

ReadFile: TypeAlias = Callable[[File], bytes]
Publisher: TypeAlias = Callable[[Manifest, ReadFile], Iterable[Artifact | Bundle]]


def publishers(cache: Cache, past: History) -> dict[str, Publisher]:
    """The table: the part of the publication, and what makes it, in order.

    Each is told of the files that those before it made; the site comes last and lists them.
    """
    # Loaded only where something has changed.
    from convert.publish import collection, feeds, packs, site, talking_book  # noqa: PLC0415
    from convert.publish.site import formats_log, readability  # noqa: PLC0415

    return {
        "readability": partial(readability.publish, history=past),
        "collection": collection.publish,
        "talking-book": partial(talking_book.publish, cache=cache),
        "feeds": feeds.publish,
        "formats-log": partial(formats_log.publish, records=formats_log.records(past)),
        "packs": packs.publish,
        "site": partial(site.publish, past=past),
    }


def everything(made: Manifest, dist: Path, cache: Cache, past: History = NO_HISTORY) -> Manifest:
    """Write what the posts of `made` make together; give back the manifest with it."""
    inputs = _inputs(made, past)
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

    before = {file.path: file for file in made.files}
    with output.Shelving(dist) as shelving:
        for name, publish in publishers(cache, past).items():
            so_far = msgspec.structs.replace(made, files=tuple(files))
            for thing in publish(so_far, read):
                if isinstance(thing, Artifact):
                    shelving.put(thing)
                    files.append(manifest.file(thing, name))
                elif _is_there(dist, thing, before.get(thing.path)):
                    files.append(before[thing.path])
                else:
                    size, sha256 = shelving.put_bundle(thing)
                    files.append(manifest.bundle(thing, name, size=size, sha256=sha256))
    still = {file.path for file in files}
    output.remove(dist, [file.path for file in made.files if file.path not in still])
    return msgspec.structs.replace(made, files=tuple(files), inputs=inputs)


def _is_there(dist: Path, bundle: Bundle, file: File | None) -> bool:
    """Whether the bundle was made before, of the same things."""
    return (
        file is not None and file.made_from == bundle.made_from and output.is_whole(dist, (file,))
    )


def _inputs(made: Manifest, past: History) -> str:
    bare = msgspec.structs.replace(made, files=(), inputs="")
    return hashlib.sha256(
        program().encode() + msgspec.json.encode(bare) + msgspec.json.encode(past)
    ).hexdigest()
