"""An MP3 stream of sounds that were encoded once each, silence between them, and an exact header.

Every frame of MPEG-2 Layer III holds one granule that needs no other to be decoded; only the
place of its bits, the bit reservoir, depends on its neighbours (ISO/IEC 13818-3; ISO/IEC 11172-3,
2.4.2.7). So a sentence is encoded once, its granules are kept, and a track lays them out with the
reservoir worked out anew. No second encoding, no delay at the joins, and silence costs nothing.
"""

from __future__ import annotations

import io
from collections import deque
from collections.abc import Iterable, Iterator
from typing import NamedTuple

SAMPLE_RATE = 22_050
"""Hertz: the rate of eSpeak and Piper; twice the bandwidth a telephone has."""
BIT_RATE = 64_000
"""Bits a second."""
FRAME = 576
"""Samples in a frame of one channel."""

_TAG_HEAD = 10
"""Bytes of a tag before its contents."""
_SIDE = 8
"""Bytes of side information kept with a granule: all but the place of its bits."""
_HEADER = bytes.fromhex("fff380c4")
"""MPEG-2 Layer III, no checksum, 64 kbit/s, 22.05 kHz, mono, original."""
_PADDED = bytes.fromhex("fff382c4")
_OVERHEAD = len(_HEADER) + 1 + _SIDE
_SHORT = FRAME // 8 * BIT_RATE // SAMPLE_RATE - _OVERHEAD
"""Bytes for granules in a frame without padding."""
_FAR = 255
"""A granule's bits begin at most so many bytes before its own frame."""
_REACH = -(-_FAR // _SHORT)
"""Frames before its own that a granule's bits can be in."""
_ENOUGH = 2**16
"""Bytes of bits to gather before frames are written: once for many costs a fraction."""
_SILENT = bytes.fromhex("0000034800000000")
"""The side information of a granule without bits, as LAME writes it."""

ENCODER_DELAY = 576
"""Samples by which LAME is late; a decoder adds 529 of its own."""
_TAIL = 2
"""Silent frames that carry the last samples through both delays."""
_INFO = b"Info"
_LAME = b"LAME3.100"
_CBR = 0x01
_LOW_PASS = 110
"""Hundreds of hertz: all that this sample rate holds."""


class Take(NamedTuple):
    """A stretch of a track: silence, then a sound."""

    silence: int
    """Frames."""
    granules: bytes
    """What `split` made; nothing where the stretch is silent throughout."""

    @property
    def frames(self) -> int:
        """How long it lasts."""
        granules, at, count = self.granules, 0, 0
        while at < len(granules):
            # As `_size` has it: a post of hours has half a million of these.
            at += _SIDE + (((granules[at] << 8 | granules[at + 1]) >> 3 & 0xFFF) + 7 >> 3)
            count += 1
        return self.silence + count


class Track:
    """A track in the making: add sounds and silence, then take the file."""

    def __init__(self, head: bytes = b"") -> None:
        """`head` stands before the sound: a tag."""
        self._out = io.BytesIO()
        self._out.write(head + bytes(_OVERHEAD + _SHORT))
        self._head = len(head)
        self._heads: deque[tuple[bytes, int]] = deque()
        self._bits = bytearray()
        self._reservoir = 0
        self._ahead = 0
        self._starts: list[int] = []
        self._frames = 0

    @property
    def frames(self) -> int:
        """How long the track is so far, in frames of 576 samples."""
        return self._frames

    def add_silence(self, frames: int) -> None:
        """Add digital silence."""
        for _ in range(frames):
            self._add(_SILENT, b"")

    def add_sound(self, granules: bytes) -> None:
        """Add what `split` made."""
        for side, bits in _granules(granules):
            self._add(side, bits)

    def file(self) -> bytes:
        """The finished file; nothing may be added after this."""
        length = self._frames * FRAME
        self.add_silence(_TAIL)
        self._bits.extend(bytes(self._reservoir))
        self._write_full_frames()
        padding = self._frames * FRAME - ENCODER_DELAY - length
        size = self._out.tell() - self._head
        self._out.seek(self._head)
        self._out.write(_info(self._starts, size, padding))
        # Unlike `bytes` of a bytearray, this makes no second copy of a long track.
        return self._out.getvalue()

    def _add(self, side: bytes, bits: bytes) -> None:
        if self._reservoir > _FAR:
            self._bits.extend(bytes(self._reservoir - _FAR))
            self._reservoir = _FAR
        # A frame is longer by a byte where the rate asks for it. LAME's own choice is never the
        # longer one while ours is the shorter: only silence goes without, so every sound fits.
        room = _SHORT
        head = _HEADER
        if bits or self._ahead <= 0:
            room += 1
            head = _PADDED
            self._ahead += SAMPLE_RATE
        self._ahead -= FRAME // 8 * BIT_RATE % SAMPLE_RATE
        self._heads.append((head + bytes((self._reservoir,)) + side, room))
        self._bits.extend(bits)
        self._reservoir += room - len(bits)
        self._frames += 1
        if self._reservoir < 0:
            raise ValueError("a granule does not fit: it was not encoded at this bit rate")
        if len(self._bits) >= _ENOUGH:
            self._write_full_frames()

    def _write_full_frames(self) -> None:
        heads, bits = self._heads, self._bits
        frames: list[bytes | bytearray] = []
        start, at = self._out.tell() - self._head, 0
        while heads and len(bits) >= at + heads[0][1]:
            head, room = heads.popleft()
            self._starts.append(start)
            frames += [head, bits[at : at + room]]
            start += len(head) + room
            at += room
        del bits[:at]
        self._out.write(b"".join(frames))


def laid_out(takes: Iterable[Take], *, head: bytes = b"") -> bytes:
    """The file of `takes`, one after another; `head` stands before the sound: a tag."""
    track = Track(head)
    for take in takes:
        track.add_silence(take.silence)
        track.add_sound(take.granules)
    return track.file()


class Tape:
    """A finished file of ours, any stretch of which can go into another track."""

    def __init__(self, file: bytes) -> None:
        """Raises ValueError where the file is not one that `Track` or LAME made at our rates."""
        self._file = file
        self._starts: list[int] = []
        head = at = _tag_end(file)
        while at < len(file):
            self._starts.append(at)
            at = _end(file, at)
        if file[head + _OVERHEAD : head + _OVERHEAD + 4] == _INFO:
            del self._starts[0]

    @property
    def frames(self) -> int:
        """How long it is, without the silence at the end that carries the last samples."""
        return max(len(self._starts) - _TAIL, 0)

    def stretches(self, pause: int) -> Iterator[tuple[int, int]]:
        """Where there is sound, from frame to frame, parted by `pause` silent frames or more."""
        first = last = -1
        for number, at in enumerate(self._starts):
            if _size(self._file[at + 5 : at + _OVERHEAD]) == 0:
                continue
            if first < 0 or number - last >= pause:
                if first >= 0:
                    yield first, last
                first = number
            last = number + 1
        if first >= 0:
            yield first, last

    def cut(self, first: int, last: int) -> bytes:
        """The granules of the frames from `first` up to, not including, `last`."""
        near = max(first - _REACH, 0)
        areas = bytearray()
        granules = []
        for number in range(near, min(last, len(self._starts))):
            at = self._starts[number]
            begin = len(areas) - self._file[at + 4]
            areas += self._file[at + _OVERHEAD : _end(self._file, at)]
            if number >= first:
                side = self._file[at + 5 : at + _OVERHEAD]
                granules.append(side + areas[begin : begin + _size(side)])
        return b"".join(granules)


def split(stream: bytes) -> bytes:
    """The granules of a whole LAME stream, each its side information and bits, silent end left off.

    Raises:
        ValueError: the stream is not mono MPEG-2 Layer III at our rates.
    """
    sides: list[tuple[int, bytes]] = []
    areas = bytearray()
    at = 0
    while at < len(stream):
        end = _end(stream, at)
        sides.append((len(areas) - stream[at + 4], stream[at + 5 : at + _OVERHEAD]))
        areas += stream[at + _OVERHEAD : end]
        at = end
    while sides and _size(sides[-1][1]) == 0:
        sides.pop()
    return b"".join(side + areas[begin : begin + _size(side)] for begin, side in sides)


def _granules(granules: bytes) -> Iterator[tuple[bytes, bytes]]:
    """The side information and the bits of each."""
    at = 0
    while at < len(granules):
        side = granules[at : at + _SIDE]
        at += _SIDE
        size = _size(side)
        yield side, granules[at : at + size]
        at += size


def _tag_end(file: bytes) -> int:
    """Where the tag before the sound ends (ID3v2.4, 3.1: its size has seven bits in a byte)."""
    if not file.startswith(b"ID3"):
        return 0
    size = 0
    for byte in file[6:10]:
        size = size << 7 | byte
    return _TAG_HEAD + size


def _end(stream: bytes, at: int) -> int:
    """Where the frame that starts at `at` ends."""
    head = stream[at : at + len(_HEADER)]
    if head not in (_HEADER, _PADDED):
        raise ValueError(f"not a frame of ours: {head.hex()}")
    return at + _OVERHEAD + _SHORT + (1 if head == _PADDED else 0)


def _size(side: bytes) -> int:
    """The bytes of a granule: its first field after the private bit counts the bits."""
    bits = (side[0] << 8 | side[1]) >> 3 & 0xFFF
    return (bits + 7) // 8


def _info(starts: list[int], size: int, padding: int) -> bytes:
    """The frame that tells players the exact length (Xing's header with LAME's extension)."""
    frames = len(starts)
    contents = bytes(starts[frames * part // 100] * 256 // size for part in range(100))
    xing = b"".join(
        [
            _INFO,
            (0x0F).to_bytes(4, "big"),
            frames.to_bytes(4, "big"),
            size.to_bytes(4, "big"),
            contents,
            (30).to_bytes(4, "big"),
        ]
    )
    lame = b"".join(
        [
            _LAME,
            bytes((_CBR, _LOW_PASS)),
            bytes(8),
            bytes((0x04, BIT_RATE // 1000)),
            (ENCODER_DELAY << 12 | padding).to_bytes(3, "big"),
            bytes(4),
            size.to_bytes(4, "big"),
            bytes(2),
        ]
    )
    frame = _HEADER + bytes(1 + _SIDE) + xing + lame
    frame += _crc(frame).to_bytes(2, "big")
    return frame.ljust(_OVERHEAD + _SHORT, b"\0")


def _crc(data: bytes) -> int:
    """CRC-16 with the polynomial 0x8005, bits reflected, as LAME's header has it."""
    crc = 0
    for byte in data:
        crc ^= byte
        for _ in range(8):
            crc = crc >> 1 ^ (0xA001 if crc & 1 else 0)
    return crc
