"""Looking at what was built, in a browser on this computer only.

Files have the types that the manifest names, and parts of them are sent on request (RFC 9110,
section 14), without which a browser cannot start in the middle of a sound.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Mapping
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import BinaryIO, NamedTuple

from convert.jobs import output

HERE = "127.0.0.1"
"""Nobody on another computer can look."""
NAMES = frozenset({HERE, "localhost"})
"""What a browser on this computer may call it."""
_RANGE = re.compile(r"bytes=(\d*)-(\d*)")
_PIECE = 65_536
_NEIGHBOUR = re.compile(r"https?://(?:localhost|127\.0\.0\.1)(?::\d+)?")
_SHARED = (".vtt", "-chapters.json")
"""What players on another page fetch by script; a page elsewhere reads nothing here."""


class Part(NamedTuple):
    """A stretch of a file, in bytes."""

    start: int
    length: int


class Unsatisfiable(Exception):
    """A part was asked for that the file does not have."""


def server(dist: Path, *, port: int) -> ThreadingHTTPServer:
    """A server of `dist` that is ready to `serve_forever`; port 0 takes any that is free.

    Raises:
        OSError: the port is taken.
    """
    made = output.load(dist)
    types = {file.path: file.media_type for file in made.all_files()} if made else {}
    handler = functools.partial(Handler, directory=str(dist), types=types)
    return ThreadingHTTPServer((HERE, port), handler)


def part(header: str, size: int) -> Part | None:
    """The part of a file of `size` bytes that a `Range` header asks for.

    None stands for the whole file, as does a header that we do not know or that asks for several
    parts: a server may send more than it was asked for.

    Raises:
        Unsatisfiable: it begins after the end.
    """
    found = _RANGE.fullmatch(header.strip())
    if found is None or found[0] == "bytes=-":
        return None
    first, last = found.groups()
    if not first:
        length = min(int(last), size)
        start = size - length
    else:
        start = int(first)
        end = min(int(last), size - 1) if last else size - 1
        if last and int(last) < start:
            return None
        length = end - start + 1
    if start >= size or length <= 0:
        raise Unsatisfiable
    return Part(start, length)


class Handler(SimpleHTTPRequestHandler):
    """Python's own file server, with types and parts."""

    protocol_version = "HTTP/1.1"

    def __init__(self, *args: object, directory: str, types: Mapping[str, str]) -> None:
        self._types = types
        self._left: int | None = None
        self._tag: str | None = None
        super().__init__(*args, directory=directory)  # type: ignore[arg-type]  # as it comes

    def parse_request(self) -> bool:
        """Refuse who came by another name: a page elsewhere may point its own at this computer."""
        if not super().parse_request():
            return False
        host = self.headers.get("Host", HERE).rpartition(":")[0] or self.headers.get("Host", HERE)
        if host not in NAMES:
            self.send_error(HTTPStatus.MISDIRECTED_REQUEST)
            return False
        return True

    def send_head(self) -> BinaryIO | None:
        """Headers of the answer, and the file to send, standing where sending begins."""
        self._left = self._tag = None
        path = Path(self.translate_path(self.path))
        if not path.resolve().is_relative_to(Path(self.directory).resolve()):
            self.send_error(HTTPStatus.NOT_FOUND)
            return None
        if not path.is_file():
            return super().send_head()
        status = path.stat()
        self._tag = f'"{status.st_mtime_ns:x}-{status.st_size:x}"'
        wish = self._wish(self.date_time_string(int(status.st_mtime)))
        try:
            wanted = part(wish, status.st_size) if wish else None
        except Unsatisfiable:
            self.send_response(HTTPStatus.REQUESTED_RANGE_NOT_SATISFIABLE)
            self.send_header("Content-Range", f"bytes */{status.st_size}")
            self.send_header("Content-Length", "0")
            self.end_headers()
            return None
        if wanted is None:
            return super().send_head()
        file = path.open("rb")
        file.seek(wanted.start)
        self._left = wanted.length
        end = wanted.start + wanted.length - 1
        self.send_response(HTTPStatus.PARTIAL_CONTENT)
        self.send_header("Content-Type", self.guess_type(str(path)))
        self.send_header("Content-Range", f"bytes {wanted.start}-{end}/{status.st_size}")
        self.send_header("Content-Length", str(wanted.length))
        self.send_header("Last-Modified", self.date_time_string(int(status.st_mtime)))
        self.end_headers()
        return file

    def _wish(self, changed: str) -> str:
        """The part that is asked for; none where the asker holds a part of another version.

        Parts are for GET alone (RFC 9110, 14.2); `If-Range` names a version by tag or by date.
        """
        version = self.headers.get("If-Range", "").strip()
        if self.command != "GET" or version not in {"", self._tag, changed}:
            return ""
        return str(self.headers.get("Range", ""))

    def list_directory(self, path: object) -> None:
        """Show no list of files: what there is to see is on a page."""
        del path
        self.send_error(HTTPStatus.NOT_FOUND)

    def copyfile(self, source: BinaryIO, outputfile: BinaryIO) -> None:  # type: ignore[override]
        """Send the rest of `source`, or as much of it as was asked for."""
        try:
            if self._left is None:
                super().copyfile(source, outputfile)
                return
            while self._left > 0 and (piece := source.read(min(_PIECE, self._left))):
                outputfile.write(piece)
                self._left -= len(piece)
        except (BrokenPipeError, ConnectionResetError):
            self.close_connection = True  # A browser that seeks hangs up on what it had asked for.

    def guess_type(self, path: str) -> str:  # type: ignore[override]  # never anything else
        """The type that the manifest names, or what Python thinks."""
        place = Path(path).relative_to(self.directory).as_posix()
        known = self._types.get(place) or super().guess_type(path)
        return f"{known}; charset=utf-8" if known.startswith("text/") else known

    def end_headers(self) -> None:
        """Say that parts can be had, and that nothing is to be kept: the next build changes it."""
        self.send_header("Accept-Ranges", "bytes")
        self.send_header("Cache-Control", "no-store")
        origin = self.headers.get("Origin", "") if hasattr(self, "headers") else ""
        if _NEIGHBOUR.fullmatch(origin) and self.path.endswith(_SHARED):
            self.send_header("Access-Control-Allow-Origin", origin)
            self.send_header("Vary", "Origin")
        if self._tag is not None:
            self.send_header("ETag", self._tag)
        super().end_headers()

    def log_message(self, *_: object) -> None:
        """Say nothing of each file; the command has said where to look."""
