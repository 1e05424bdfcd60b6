"""AAC of a recording, encoded a paragraph at a time: an edit encodes its own paragraph again.

Every stretch between long pauses is encoded by itself, with silence on both sides, so that packets
of silence fit between any two. A packet is 46 ms; a stretch begins up to half of one early or late
within its pause, which nobody hears, and errors do not add up.
"""

from __future__ import annotations

import functools
import io
from collections.abc import Iterator
from fractions import Fraction
from typing import Any

import av
import msgspec

from convert.files.cache import Cache, key
from convert.speech.mp3 import FRAME, SAMPLE_RATE, Take, Tape, laid_out

BIT_RATE = 48_000
"""Bits a second: AAC needs fewer than MP3 for the same speech."""
FAST = {"aac_coder": "fast"}
"""The encoder's fast way takes a seventh of the time of its usual one."""
PACKET = 1024
"""Samples in a packet."""
PAUSE = 16
"""Frames of the recording that part two stretches: 0.4 s, and more than two packets' play."""
ENCODING = f"AAC {BIT_RATE} {FAST} by stretches of {PAUSE}, av {av.__version__}"
"""What changes the bytes; part of every cache key of a chapter."""

_LEAD = 2
"""Silent frames encoded before a stretch: enough to fill the bit reservoir, which it may draw on."""
_FALL = 3
"""Silent frames encoded after it, into which both codecs ring out."""
_SAMPLE = Fraction(1, SAMPLE_RATE)

_packets = msgspec.msgpack.Decoder(list[bytes])


def packet_count(frames: int) -> int:
    """Packets of a recording: whole ones, and one before them in which the encoder starts up."""
    return -(-frames * FRAME // PACKET) + 1


def packets(mp3: bytes, cache: Cache) -> list[bytes]:
    """The recording `mp3`, one of `Track`'s; stretches that are in `cache` are not encoded again."""
    tape = Tape(mp3)
    made: list[bytes] = []
    for first, last in tape.stretches(PAUSE):
        place = round((first - _LEAD) * FRAME / PACKET)
        made += [_silence()] * (place - len(made))
        made += _stretch(tape.cut(first, last), cache)
    count = packet_count(tape.frames)
    # A recording ends in silence: what a last stretch has too much is its own.
    return (made + [_silence()] * (count - len(made)))[:count]


def _stretch(granules: bytes, cache: Cache) -> list[bytes]:
    place = key("stretch", granules, ENCODING)
    kept = cache.get(place)
    if kept is None:
        whole = laid_out([Take(_LEAD, granules), Take(_FALL, b"")])
        kept = msgspec.msgpack.encode(_encoded(_sound(whole)))
        cache.put(place, kept)
    return _packets.decode(kept)


@functools.cache
def _silence() -> bytes:
    """A packet of silence between others."""
    return _encoded(_sound(laid_out([Take(8, b"")])))[2]


def _encoded(sound: Iterator[Any]) -> list[bytes]:
    encoder: Any = av.CodecContext.create("aac", "w")
    encoder.sample_rate = SAMPLE_RATE
    encoder.layout = "mono"
    encoder.format = "fltp"
    encoder.bit_rate = BIT_RATE
    encoder.options = FAST
    encoder.time_base = _SAMPLE
    made = [bytes(packet) for frame in sound for packet in encoder.encode(frame)]
    return made + [bytes(packet) for packet in encoder.encode(None)]


def _sound(mp3: bytes) -> Iterator[Any]:
    samples = 0
    resampler = av.AudioResampler(format="fltp", layout="mono", rate=SAMPLE_RATE, frame_size=PACKET)
    with av.open(io.BytesIO(mp3), "r") as recording:
        for decoded in (*recording.decode(audio=0), None):
            if decoded is not None:
                decoded.pts = None
            for frame in resampler.resample(decoded):
                frame.pts = samples
                frame.time_base = _SAMPLE
                samples += frame.samples
                yield frame
