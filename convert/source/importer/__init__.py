"""Other people's files as post folders: one module a kind of file, one line in the table."""

from __future__ import annotations

import datetime as dt
import shutil
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Final, Protocol

import msgspec

from convert.errors import AllwaysError, BadArguments, RefusedPost
from convert.source.importer import blog, slugs, text_dump, web_page, word
from convert.source.importer.file import LARGEST, File
from convert.source.importer.incoming import ORIGIN, Doubt, Found, Incoming
from convert.source.names import POST

_HEAD = 20_000


class Importer(Protocol):
    """The shape of an importer's module."""

    TITLE: str

    def fits(self, file: File) -> bool:
        """Whether `file` is of this kind, by what is in it."""

    def read(self, file: File) -> Found:
        """What the file holds; a RefusedPost says why it cannot be read."""


IMPORTERS: Final[Mapping[str, Importer]] = {
    "word": word,
    "blog": blog,
    "web-page": web_page,
    "text": text_dump,
}
"""What can be brought in; the first that fits reads the file."""

_ADVICE: Final = {
    ".odt": "Open it in LibreOffice and save it as Word (.docx).",
    ".doc": "Open it in Word or LibreOffice and save it as .docx.",
    ".rtf": "Open it in Word or LibreOffice and save it as .docx.",
    ".pdf": "Find the Word file it was made from, or the web page.",
    ".zip": "Unpack it, and import the file inside that holds the posts.",
}


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
    left_out: tuple[str, ...] = ()


def bring_in(files: Sequence[Path], sources: Path) -> tuple[Report, ...]:
    """Make a folder in `sources` for each post in `files`; a folder that is there is left alone.

    Raises:
        BadArguments: a file is of a kind that cannot be brought in.
        RefusedPost: a file cannot be read.
    """
    found = [(path, _found(path)) for path in files]
    return tuple(
        Report(path.name, tuple(add(post, sources) for post in made.posts), made.left_out)
        for path, made in found
    )


def as_data(reports: Sequence[Report]) -> Any:
    """The reports as plain lists and dictionaries."""
    return msgspec.to_builtins(reports)


def _found(path: Path) -> Found:
    if not path.is_file():
        raise BadArguments(f"{path} is not a file.", next_step="Name one file or more.")
    if path.stat().st_size > LARGEST:
        raise RefusedPost(f"the file is over {LARGEST // 1_000_000} MB.", place=str(path))
    changed = dt.datetime.fromtimestamp(path.stat().st_mtime, tz=dt.UTC).date()
    file = File(str(path), path.read_bytes(), changed, path.parent)
    if not file.data.strip():
        raise BadArguments(f"{path.name} is empty.", next_step="Export or save it again.")
    return found_in(file)


def found_in(file: File) -> Found:
    """What a file holds, read by the first importer that it fits.

    Raises:
        BadArguments: it is of no kind that can be brought in.
        RefusedPost: it cannot be read.
    """
    kind = next((kind for kind in IMPORTERS.values() if kind.fits(file)), None)
    if kind is None:
        titles = ", ".join(kind.TITLE for kind in IMPORTERS.values())
        raise BadArguments(
            f"{Path(file.path).name} is not a kind of file that can be brought in.",
            next_step=_ADVICE.get(file.suffix, f"These are: {titles}."),
        )
    try:
        return kind.read(file)
    except AllwaysError:
        raise
    except RecursionError as error:
        raise RefusedPost("the file is nested too deeply.", place=file.path) from error


def add(incoming: Incoming, sources: Path) -> Arrival:
    """Make a folder in `sources` for `incoming`; one that is there is left as it is.

    A post that was brought in before is known by its name in the front matter, whatever its
    folder or its title is called now; another post with the same title gets a number.
    """
    sources.mkdir(parents=True, exist_ok=True)
    there = {path.parent.name: _head(path) for path in sorted(sources.glob(f"*/{POST}"))}
    mark = f"\n{ORIGIN}{incoming.name}\n"
    if same := next((slug for slug, head in there.items() if mark in head), ""):
        return Arrival(same, incoming.title, is_new=False, doubts=())
    if incoming.slug in there and ORIGIN not in there[incoming.slug]:
        return Arrival(incoming.slug, incoming.title, is_new=False, doubts=())
    slug = slugs.free(incoming.slug, {path.name for path in sources.iterdir()})
    make(sources / slug, incoming.markdown, incoming.files)
    return Arrival(slug, incoming.title, is_new=True, doubts=incoming.doubts_by_file)


def make(folder: Path, post: str, files: Mapping[str, bytes]) -> None:
    """Make the new post folder `folder`, whole or not at all."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    made = Path(tempfile.mkdtemp(dir=folder.parent, prefix=".new-"))
    try:
        (made / POST).write_text(post, encoding="utf-8", newline="\n")
        for name, data in files.items():
            (made / name).write_bytes(data)
        made.chmod(0o755)
        made.replace(folder)
    except BaseException:
        shutil.rmtree(made, ignore_errors=True)
        raise


def _head(path: Path) -> str:
    with path.open(encoding="utf-8", errors="replace") as file:
        return file.read(_HEAD)
