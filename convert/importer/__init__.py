"""Other people's files as post folders: one module a kind of file, one line in the table."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any, Final

import msgspec

from convert.errors import BadArguments, RefusedPost
from convert.importer import text_dump
from convert.importer.incoming import Doubt, Incoming

POST: Final = "post.md"
LARGEST: Final = 50_000_000


def _text(data: bytes, path: str) -> tuple[Incoming, ...]:
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise RefusedPost(
            "this is not UTF-8 text.",
            place=path,
            next_step="Save the file again, and choose UTF-8 as its encoding.",
        ) from error
    return text_dump.posts(text.replace("\r\n", "\n").replace("\r", "\n"), path=path)


KINDS: Final[Mapping[str, Callable[[bytes, str], tuple[Incoming, ...]]]] = {".txt": _text}
"""What can be brought in, by the ending of the file's name."""


class Arrival(msgspec.Struct, frozen=True):
    """One post that was found: where it went, or that it was there already."""

    slug: str
    title: str
    is_new: bool
    doubts: tuple[Doubt, ...]


class Report(msgspec.Struct, frozen=True):
    """What came of one file."""

    file: str
    arrivals: tuple[Arrival, ...]


def bring_in(files: Sequence[Path], sources: Path) -> tuple[Report, ...]:
    """Make a folder in `sources` for each post in `files`; a folder that is there is left alone.

    Raises:
        BadArguments: a file is of a kind that cannot be brought in.
        RefusedPost: a file cannot be read.
    """
    found = [(path, _posts(path)) for path in files]
    return tuple(
        Report(path.name, tuple(add(incoming, sources) for incoming in posts))
        for path, posts in found
    )


def as_data(reports: Sequence[Report]) -> Any:
    """The reports as plain lists and dictionaries."""
    return msgspec.to_builtins(reports)


def _posts(path: Path) -> tuple[Incoming, ...]:
    kind = KINDS.get(path.suffix.lower())
    if kind is None:
        raise BadArguments(
            f"{path.name} is not a kind of file that can be brought in.",
            next_step=f"These are: {', '.join(KINDS)}.",
        )
    if path.stat().st_size > LARGEST:
        raise RefusedPost(f"the file is over {LARGEST // 1_000_000} MB.", place=str(path))
    return kind(path.read_bytes(), str(path))


def add(incoming: Incoming, sources: Path) -> Arrival:
    """Make a folder in `sources` for `incoming`; one that is there is left as it is."""
    sources.mkdir(parents=True, exist_ok=True)
    folder = sources / incoming.slug
    if folder.exists():
        return Arrival(incoming.slug, incoming.title, is_new=False, doubts=())
    made = Path(tempfile.mkdtemp(dir=sources, prefix=".new-"))
    try:
        (made / POST).write_text(incoming.markdown, encoding="utf-8", newline="\n")
        for name, data in incoming.files.items():
            (made / name).write_bytes(data)
        made.chmod(0o755)
        made.replace(folder)
    except BaseException:
        shutil.rmtree(made, ignore_errors=True)
        raise
    return Arrival(incoming.slug, incoming.title, is_new=True, doubts=incoming.doubts)
