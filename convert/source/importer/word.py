"""A Word file (`.docx`): one post; changes that were tracked are taken as agreed."""

from __future__ import annotations

import io
import tempfile
import zipfile
from collections.abc import Mapping
from pathlib import Path, PurePosixPath
from typing import Any

from convert.source.importer.album import Album
from convert.source.importer.file import File, is_zip_with, refuse_bombs
from convert.source.importer.incoming import Doubt, Found, Incoming, Where
from convert.source.importer.tree import plain, written
from convert.source.reader import pandoc

TITLE = "Word"
_PARTS = "word/document.xml"


def fits(file: File) -> bool:
    """Whether this is a Word file."""
    return file.data.startswith(b"PK") and is_zip_with(file, _PARTS)


def read(file: File) -> Found:
    """The one post in a Word file; its title is its paragraph in Title style, or first heading.

    Pandoc takes paragraphs in the styles Title, Subtitle, Author, Date and Abstract out of the text
    and makes metadata of them; none of their words may be lost.
    """
    refuse_bombs(file)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "post.docx"
        path.write_bytes(file.data)
        options = ["-f", "docx", "--track-changes=accept", "-t", "json", str(path)]
        tree = pandoc.run(options, b"", place=file.path)
    blocks = pandoc.blocks(tree, place=file.path)
    with zipfile.ZipFile(io.BytesIO(file.data)) as archive:
        media = {
            info.filename.removeprefix("word/"): archive.read(info)
            for info in archive.infolist()
            if info.filename.startswith("word/media/")
        }
    said = {name: _words(value) for name, value in pandoc.meta(tree).items()}
    title = said.pop("title", "")
    author = said.pop("author", "")
    if not title and blocks and blocks[0]["t"] == "Header":
        title = plain(blocks.pop(0)["c"][2]).strip()
    blocks = [*(_paragraph(words) for words in said.values() if words), *blocks]
    made = written(blocks, Album(media.get), base="", place=file.path, alts={})
    when = Doubt(0, f"The date is the day the file was changed: {file.modified}", Where.POST)
    post = Incoming(
        title=title or PurePosixPath(file.path).stem,
        author=author,
        date=file.modified,
        body=made.body,
        links=made.links,
        files=made.files,
        doubts=(when, *made.doubts),
        origin=PurePosixPath(file.path).name,
    )
    return Found((post,))


def _words(value: Mapping[str, Any]) -> str:
    """The words of one piece of pandoc's metadata."""
    match value:
        case {"t": "MetaList", "c": parts}:
            return ", ".join(filter(None, map(_words, parts)))
        case {"t": "MetaBlocks", "c": parts}:
            return " ".join(plain(part["c"]) for part in parts if part["t"] in {"Para", "Plain"})
        case {"t": "MetaInlines", "c": inlines}:
            return plain(inlines).strip()
        case {"t": "MetaString", "c": str(words)}:
            return words.strip()
        case _:
            return ""


def _paragraph(words: str) -> dict[str, Any]:
    return {"t": "Para", "c": [{"t": "Str", "c": words}]}
