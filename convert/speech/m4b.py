"""One talking book of many recordings: M4B, a chapter each, for players that keep a bookmark.

Every recording is encoded by itself, wherever it was made; binding the book only lays the encoded
chapters one after another.
"""

from __future__ import annotations

import hashlib
import tempfile
from collections.abc import Callable, Sequence
from fractions import Fraction
from pathlib import Path
from typing import Any

import av
import msgspec
from mutagen.mp4 import MP4, MP4Cover

from convert.files.cache import Cache, key
from convert.speech import aac
from convert.speech.mp3 import FRAME, SAMPLE_RATE
from convert.speech.tags import Picture, three_letters

MEDIA_TYPE = "audio/mp4"
_SAMPLE = Fraction(1, SAMPLE_RATE)
_MILLISECONDS = Fraction(1, 1000)

_packets = msgspec.msgpack.Decoder(list[bytes])


class Part(msgspec.Struct, frozen=True):
    """A recording of ours that becomes a chapter."""

    title: str
    duration: float
    """Seconds."""
    read: Callable[[], bytes]
    """Gives its `chapter`, when it is its turn."""


class About(msgspec.Struct, frozen=True):
    """What the book says about itself."""

    title: str
    artist: str
    lang: str
    """A BCP 47 tag."""
    year: str
    comment: str
    picture: Picture


def digest(mp3: bytes) -> str:
    """What `chapter` knows a recording by."""
    return hashlib.sha256(mp3).hexdigest()


def chapter(name: str, read: Callable[[], bytes], cache: Cache) -> bytes:
    """The recording whose `digest` is `name`, encoded for a book; `read` gives the MP3 if needed."""
    place = key("chapter", name, aac.ENCODING)
    kept = cache.get(place)
    if kept is None:
        kept = msgspec.msgpack.encode(aac.packets(read(), cache))
        cache.put(place, kept)
    return kept


def book(parts: Sequence[Part], about: About) -> bytes:
    """The chapters of `parts` one after another; the same bytes every time."""
    # FFmpeg opens the file a second time to move the table of contents to its front.
    with tempfile.TemporaryDirectory(prefix="allways-") as folder:
        path = Path(folder) / "book.m4b"
        _write(parts, about, path)
        _label(path, about)
        return path.read_bytes()


def _write(parts: Sequence[Part], about: About, path: Path) -> None:
    options = {"movflags": "+faststart", "fflags": "+bitexact"}
    with av.open(path, "w", format="ipod", options=options) as container:
        stream: Any = container.add_stream("aac", rate=SAMPLE_RATE, layout="mono", options=aac.FAST)
        stream.bit_rate = aac.BIT_RATE
        stream.time_base = _SAMPLE
        stream.metadata["language"] = three_letters(about.lang)
        container.set_chapters(_chapters(parts))
        time = 0
        for part in parts:
            for data in _packets.decode(part.read()):
                packet = av.Packet(data)
                packet.stream = stream
                packet.time_base = _SAMPLE
                packet.pts = packet.dts = time
                packet.duration = aac.PACKET
                time += aac.PACKET
                container.mux(packet)


def _chapters(parts: Sequence[Part]) -> list[Any]:
    chapters: list[Any] = []
    start = 0
    for number, part in enumerate(parts):
        end = start + aac.PACKET * aac.packet_count(round(part.duration * SAMPLE_RATE / FRAME))
        chapters.append(
            {
                "id": number,
                "start": round(start * 1000 * _SAMPLE),
                "end": round(end * 1000 * _SAMPLE),
                "time_base": _MILLISECONDS,
                "metadata": {"title": part.title},
            }
        )
        start = end
    return chapters


def _label(path: Path, about: About) -> None:
    tags = MP4(path)
    tags["\xa9nam"] = [about.title]
    tags["\xa9alb"] = [about.title]
    tags["\xa9ART"] = [about.artist]
    tags["aART"] = [about.artist]
    tags["\xa9day"] = [about.year]
    tags["\xa9gen"] = ["Speech"]
    tags["\xa9cmt"] = [about.comment]
    tags["stik"] = [2]
    shape = MP4Cover.FORMAT_JPEG
    if about.picture.media_type == "image/png":
        shape = MP4Cover.FORMAT_PNG
    tags["covr"] = [MP4Cover(about.picture.data, imageformat=shape)]
    tags.save(padding=_no_padding)


def _no_padding(_: object) -> int:
    return 0
