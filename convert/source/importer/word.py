"""A Word file (`.docx`): one post; changes that were tracked are taken as agreed."""

from __future__ import annotations

import datetime as dt
import io
import re
import tempfile
import zipfile
import zlib
from collections.abc import Mapping
from pathlib import Path, PurePosixPath
from typing import Any

import msgspec

from convert.errors import RefusedPost
from convert.files.archive import Member, pack
from convert.source.importer.album import Album
from convert.source.importer.dates import day
from convert.source.importer.file import File, is_zip_with, refuse_bombs, xml
from convert.source.importer.incoming import Doubt, Found, Incoming, Where
from convert.source.importer.nodes import fake_heading, plain, trimmed
from convert.source.importer.tree import written
from convert.source.importer.word_parts import around, without_boxes
from convert.source.reader import pandoc

TITLE = "Word"
_PARTS = "word/document.xml"
_PROPERTIES = "docProps/core.xml"
_NAMELESS = re.compile(rb"<(w:(?:ins|del|moveFrom|moveTo))(?=[\s>/])([^>]*>)")


def fits(file: File) -> bool:
    """Whether this is a Word file."""
    return file.data.startswith(b"PK") and is_zip_with(file, _PARTS)


def read(file: File) -> Found:
    """The one post in a Word file; its title is its paragraph in Title style, or first heading.

    Pandoc takes paragraphs in the styles Title, Subtitle, Author, Date and Abstract out of the text
    and makes metadata of them; none of their words may be lost.
    """
    refuse_bombs(file)
    parts = _parts(file)
    parts[_PARTS], boxes = without_boxes(parts[_PARTS], file)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "post.docx"
        path.write_bytes(_with_names(parts))
        options = ["-f", "docx", "--track-changes=accept", "-t", "json", str(path)]
        tree = pandoc.run(options, b"", place=file.path)
    blocks = pandoc.blocks(tree, place=file.path)
    media = {
        name.removeprefix("word/"): data
        for name, data in parts.items()
        if name.startswith("word/media/")
    }
    said = {name: _words(value) for name, value in pandoc.meta(tree).items()}
    title = said.pop("title", "")
    author = said.pop("author", "")
    if not title and blocks and blocks[0]["t"] == "Header":
        title = plain(blocks.pop(0)["c"][2]).strip()
    bold = fake_heading(trimmed(blocks[0]["c"])) if blocks and blocks[0]["t"] == "Para" else None
    if not title and bold is not None:
        title = plain(bold).strip()
        blocks.pop(0)
    blocks = [*(_paragraph(words) for words in said.values() if words), *blocks]
    made = written(blocks, Album(media.get), base="", place=file.path, alts={})
    creator, saved = _said(file, parts.get(_PROPERTIES))
    date = saved or file.modified
    doubts = [Doubt(0, f"The date is the day the file was last saved: {date}", Where.POST)]
    if bold is not None:
        doubts.append(Doubt(0, f"Bold words at the top, taken for the title: {title}", Where.POST))
    doubts += [Doubt(0, words, Where.POST) for words in around(parts, file)]
    doubts += [
        Doubt(0, f"A text box now stands below its paragraph: “{words}”", Where.POST)
        for words in boxes
    ]
    if creator and not author:
        author = creator
        doubts.append(Doubt(0, f"The author is who the file says began it: {author}", Where.POST))
    post = Incoming(
        title=title or PurePosixPath(file.path).stem,
        author=author,
        date=date,
        body=made.body,
        links=made.links,
        files=made.files,
        doubts=(*doubts, *made.doubts),
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


def _parts(file: File) -> dict[str, bytes]:
    """The parts of the file by name.

    Raises:
        RefusedPost: it is damaged.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(file.data)) as archive:
            return {info.filename: archive.read(info) for info in archive.infolist()}
    except (zipfile.BadZipFile, zlib.error, OSError, EOFError, RuntimeError) as error:
        raise RefusedPost(
            "the file is damaged.", place=file.path, next_step="Open it in Word and save it again."
        ) from error


def _said(file: File, properties: bytes | None) -> tuple[str, dt.date | None]:
    """Who began the file and when it was last saved, as its own properties have it."""
    if properties is None:
        return "", None
    root = xml(msgspec.structs.replace(file, data=properties))
    said = {
        node.tag.rpartition("}")[2]: " ".join((node.text or "").split())
        for node in root
        if isinstance(node.tag, str)
    }
    return said.get("creator", ""), day(said.get("modified") or said.get("created"))


def _with_names(parts: Mapping[str, bytes]) -> bytes:
    """The file with a name and a day on each tracked change: pandoc drops those that have none.

    ECMA-376 part 1, 17.13.5: `w:author` must be there, and files exist where it is not.
    """
    return pack(
        [
            Member(name, _NAMELESS.sub(_named, data) if name == _PARTS else data)
            for name, data in parts.items()
        ]
    )


def _named(tag: re.Match[bytes]) -> bytes:
    names = (b"w:id", b"w:author", b"w:date")
    values = (b"0", b"unknown", b"2000-01-01T00:00:00Z")
    missing = (
        b' %s="%s"' % pair for pair in zip(names, values, strict=True) if pair[0] not in tag[0]
    )
    return b"<" + tag[1] + b"".join(missing) + tag[2]
