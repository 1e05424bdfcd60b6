"""One talking book of many recordings: M4B, a chapter each, for players that keep a bookmark.

Every recording is encoded by itself, once, wherever it was made; binding the book only lays the
encoded chapters one after another.
"""

from __future__ import annotations

import hashlib
import io
import tempfile
from collections.abc import Callable, Iterator, Sequence
from fractions import Fraction
from pathlib import Path
from typing import Any

import av
import msgspec
from mutagen.mp4 import MP4, MP4Cover

from convert.files.cache import Cache, key
from convert.speech.mp3 import SAMPLE_RATE
from convert.speech.tags import Picture, three_letters

MEDIA_TYPE = "audio/mp4"
BIT_RATE = 48_000
"""Bits a second: AAC needs fewer than MP3 for the same speech."""
_FAST = {"aac_coder": "fast"}
"""The encoder's fast way takes a seventh of the time of its usual one."""
_FRAME = 1024
"""Samples in a packet of AAC."""
_ENCODING = f"AAC {BIT_RATE} {_FAST} av {av.__version__}"
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
    place = key("chapter", name, _ENCODING)
    kept = cache.get(place)
    if kept is None:
        kept = msgspec.msgpack.encode(_encoded(read()))
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
        stream: Any = container.add_stream("aac", rate=SAMPLE_RATE, layout="mono", options=_FAST)
        stream.bit_rate = BIT_RATE
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
                packet.duration = _FRAME
                time += _FRAME
                container.mux(packet)


def _chapters(parts: Sequence[Part]) -> list[Any]:
    chapters: list[Any] = []
    start = 0
    for number, part in enumerate(parts):
        end = start + _FRAME * _packet_count(part.duration)
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


def _packet_count(duration: float) -> int:
    """Packets of a recording: whole frames, and one before them in which the encoder starts up."""
    return -(-round(duration * SAMPLE_RATE) // _FRAME) + 1


def _encoded(mp3: bytes) -> list[bytes]:
    """The packets of a recording."""
    encoder: Any = av.CodecContext.create("aac", "w")
    encoder.sample_rate = SAMPLE_RATE
    encoder.layout = "mono"
    encoder.format = "fltp"
    encoder.bit_rate = BIT_RATE
    encoder.options = _FAST
    encoder.time_base = _SAMPLE
    packets = [bytes(packet) for frame in _sound(mp3) for packet in encoder.encode(frame)]
    return packets + [bytes(packet) for packet in encoder.encode(None)]


def _sound(mp3: bytes) -> Iterator[Any]:
    samples = 0
    resampler = av.AudioResampler(format="fltp", layout="mono", rate=SAMPLE_RATE, frame_size=_FRAME)
    with av.open(io.BytesIO(mp3), "r") as recording:
        for decoded in (*recording.decode(audio=0), None):
            if decoded is not None:
                decoded.pts = None
            for frame in resampler.resample(decoded):
                frame.pts = samples
                frame.time_base = _SAMPLE
                samples += frame.samples
                yield frame


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
