"""A Word file (`.docx`): one post; changes that were tracked are taken as agreed."""

from __future__ import annotations

import io
import tempfile
import zipfile
from pathlib import Path, PurePosixPath

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
    """The one post in a Word file; its title is its first heading."""
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
    title = PurePosixPath(file.path).stem
    if blocks and blocks[0]["t"] == "Header":
        title = plain(blocks.pop(0)["c"][2]).strip() or title
    made = written(blocks, Album(media.get), base="", place=file.path, alts={})
    when = Doubt(0, f"The date is the day the file was changed: {file.modified}", Where.POST)
    post = Incoming(
        title=title,
        date=file.modified,
        body=made.body,
        links=made.links,
        files=made.files,
        doubts=(when, *made.doubts),
        origin=PurePosixPath(file.path).name,
    )
    return Found((post,))
