"""A file on its way in: its bytes, when it was changed, and what lies beside it; with limits."""

from __future__ import annotations

import datetime as dt
import io
import re
import zipfile
from pathlib import Path, PurePosixPath
from typing import Any
from urllib.parse import unquote, urlsplit

import msgspec

from convert.errors import RefusedPost, Unsafe

LARGEST = 50_000_000
LARGEST_UNPACKED = 200_000_000
MOST_MEMBERS = 5_000
_SCALED = re.compile(r"-\d+x\d+(?=\.\w+$)")
_CHARSET = re.compile(rb"""(?:charset|encoding)\s*=\s*["']?\s*([\w-]+)""", re.IGNORECASE)
_BOMS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
_PAGE_ENDS = re.compile("[\x0b\x0c]")
_CONTROLS = re.compile("[\x01-\x08\x0b\x0c\x0e-\x1f\ufdd0-\ufdef]")


class File(msgspec.Struct, frozen=True):
    """One file that somebody gave us."""

    path: str
    data: bytes
    modified: dt.date
    folder: Path | None = None
    """Where pictures may lie beside it; None where nothing lies beside it."""

    @property
    def suffix(self) -> str:
        """How its name ends, in small letters, with the stop."""
        return PurePosixPath(self.path).suffix.lower()

    def beside(self, address: str) -> bytes | None:
        """The picture that `address` names, where it lies beside the file or in a folder there.

        Of a web address the end counts: with the folder `uploads` of a blog beside its export,
        the pictures are found. Nothing outside the file's own folder is looked at.
        """
        if self.folder is None:
            return None
        try:
            parts = PurePosixPath(unquote(urlsplit(address).path).replace("\\", "/")).parts
        except ValueError:
            return None
        names = [part for part in parts if part not in {"/", ".", ""}]
        if not names or ".." in names or any("\0" in name or ":" in name for name in names):
            return None
        root = self.folder.resolve()
        for name in dict.fromkeys((names[-1], _SCALED.sub("", names[-1]))):
            for start in range(len(names)):
                found = root.joinpath(*names[start:-1], name)
                if _is_inside(found, root) and found.stat().st_size <= LARGEST:
                    return found.read_bytes()
        return None


def whole_size(address: str) -> str:
    """The address of a picture as it was uploaded: WordPress names smaller copies by their size."""
    return _SCALED.sub("", address)


def _is_inside(path: Path, root: Path) -> bool:
    try:
        return path.is_file() and path.resolve().is_relative_to(root)
    except OSError:
        return False


def text(file: File) -> str:
    """The words of a file of text, whatever encoding it says or shows.

    Raises:
        RefusedPost: it is not text.
    """
    decoded, _ = decoded_as(file)
    return decoded


def decoded_as(file: File) -> tuple[str, str]:
    """The words of a file of text, and the name of its encoding where that was a guess.

    Raises:
        RefusedPost: it is not text.
    """
    encoding = next((name for bom, name in _BOMS if file.data.startswith(bom)), "")
    said = _CHARSET.search(file.data[:2_000])
    tries = [encoding] if encoding else ["utf-8", *([said[1].decode()] if said else [])]
    guess = ""
    for name in tries:
        try:
            found = file.data.decode(name)
            break
        except (UnicodeDecodeError, LookupError):
            continue
    else:
        guess = "Windows-1252"
        found = file.data.decode("cp1252", errors="replace")
    if "\0" in found:
        raise RefusedPost("this is not a file of text.", place=file.path)
    lines = found.replace("\r\n", "\n").replace("\r", "\n")
    return _CONTROLS.sub("", _PAGE_ENDS.sub(" ", lines)), guess


def begins(file: File) -> bytes:
    """The start of the file in small letters, for telling what it is."""
    return file.data[:4_000].replace(b"\0", b"").lower()


def is_zip_with(file: File, member: str) -> bool:
    """Whether the file is a zip with a member of that name."""
    try:
        with zipfile.ZipFile(io.BytesIO(file.data)) as archive:
            return member in archive.namelist()
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        return False


def refuse_bombs(file: File) -> None:
    """Look at the sizes in a zip before anything is unpacked.

    Raises:
        Unsafe: it would unpack to more than is reasonable.
        RefusedPost: it is damaged.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(file.data)) as archive:
            members = archive.infolist()
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
        raise RefusedPost("the file is damaged.", place=file.path) from error
    if len(members) > MOST_MEMBERS or sum(item.file_size for item in members) > LARGEST_UNPACKED:
        raise Unsafe(
            f"the file would unpack to over {LARGEST_UNPACKED // 1_000_000} MB.", place=file.path
        )


def xml(file: File) -> Any:
    """The root of an XML file; nothing in it is fetched, opened or expanded.

    Raises:
        Unsafe: it defines entities.
        RefusedPost: it is not XML.
    """
    from lxml import etree  # noqa: PLC0415  heavy

    words = text(file)
    if "<!ENTITY" in words:
        raise Unsafe(
            "the file defines entities, which can stand for far too much.", place=file.path
        )
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False
    )
    plain = re.sub(r"^\s*<\?xml[^>]*\?>", "", words)
    try:
        return etree.fromstring(plain.encode(), parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        if "XML_PARSE_HUGE" in str(error):
            raise Unsafe(
                "mark-up is nested too deeply, or one piece of text is over 10 MB.", place=file.path
            ) from error
        line = getattr(error, "lineno", None) or 1
        raise RefusedPost(
            f"the file is damaged: {getattr(error, 'msg', error)}.",
            place=f"{file.path}:{line}",
            next_step="Export it again.",
        ) from error
