"""Zip files that are the same bytes every time, wherever and whenever they are made."""

from __future__ import annotations

import io
from collections.abc import Iterable
from typing import BinaryIO

import msgspec

# The earliest date a zip file can hold: it says "no date" and never changes.
NO_DATE = (1980, 1, 1, 0, 0, 0)
UNIX = 3
# Already compressed, or read first without unpacking (EPUB's `mimetype`).
STORED_SUFFIXES = (".mp3", ".m4b", ".png", ".jpg", ".jpeg", ".woff2", ".zip", ".epub", ".docx")
STORED_NAMES = ("mimetype",)


class Member(msgspec.Struct, frozen=True):
    """One file inside an archive, its name with forward slashes."""

    name: str
    data: bytes


def pack(members: Iterable[Member]) -> bytes:
    """A zip of `members`, in the order given."""
    buffer = io.BytesIO()
    write(buffer, members)
    return buffer.getvalue()


def write(file: BinaryIO, members: Iterable[Member]) -> None:
    """Write a zip of `members` to `file`, which can seek; one member is held at a time."""
    import zipfile  # noqa: PLC0415  a build with nothing to do packs nothing

    with zipfile.ZipFile(file, "w") as archive:
        for member in members:
            info = zipfile.ZipInfo(member.name, date_time=NO_DATE)
            info.create_system = UNIX
            info.external_attr = 0o644 << 16
            stored = member.name in STORED_NAMES or member.name.endswith(STORED_SUFFIXES)
            info.compress_type = zipfile.ZIP_STORED if stored else zipfile.ZIP_DEFLATED
            archive.writestr(info, member.data, compresslevel=6)


def unpack(data: bytes) -> tuple[Member, ...]:
    """The files inside a zip, in their order."""
    import zipfile  # noqa: PLC0415  as above

    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return tuple(Member(info.filename, archive.read(info)) for info in archive.infolist())
