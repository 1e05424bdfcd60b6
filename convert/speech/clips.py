"""Sentences spoken by one voice, each spoken, measured and encoded once, whatever asks for it.

The cache keeps two things of each: what the engine said (FLAC, before anything was done to it) with
how loud it is, and its encoding. A build that was killed finds every sentence that was finished.
"""

from __future__ import annotations

import io

import msgspec
import numpy as np
import soundfile

from convert.files.cache import Cache, Key, key
from convert.speech.encoder import ENCODER, encode
from convert.speech.loudness import CEILING, MEASURE, amplified, levels
from convert.speech.preparation import PREPARATION, prepared
from convert.speech.voice import Sound, Speaker

_SHAPE = "FLAC and levels, 1"
"""How an entry is written."""
_HELD = 32 * 2**20
"""Bytes of speech kept in memory between measuring and encoding, about 12 minutes; what a longer
post said first is read back from the cache, so that memory does not grow with its length."""


class _Kept(msgspec.Struct, frozen=True, array_like=True):
    """What an engine said."""

    flac: bytes
    levels: bytes
    measured_as: str
    """How `levels` came to be: measured anew where that has changed."""


_kept = msgspec.msgpack.Decoder(_Kept)
_MEASURED_AS = f"{PREPARATION}; {MEASURE}"


class Clips:
    """What one speaker says, in the words as they are said."""

    def __init__(self, speaker: Speaker, cache: Cache) -> None:
        self._speaker = speaker
        self._cache = cache
        self._held: dict[Key, bytes] = {}
        self._held_bytes = 0

    def levels(self, words: str) -> bytes:
        """How loud `words` are, for `loudness.loudness`; empty where the voice gave silence.

        Raises:
            VoiceFailed: the voice could not say them.
        """
        source = self._key(words)
        kept = self._kept(source)
        if kept is not None and kept.measured_as == _MEASURED_AS:
            return kept.levels
        sound = self._speaker.speak(words) if kept is None else _from_flac(kept.flac)
        flac = _to_flac(sound) if kept is None else kept.flac
        samples = prepared(sound)
        self._hold(source, samples)
        measured = levels(samples)
        self._cache.put(source, msgspec.msgpack.encode(_Kept(flac, measured, _MEASURED_AS)))
        return measured

    def granules(self, words: str, *, gain: float) -> bytes:
        """`words` encoded, louder by `gain` decibels, for `mp3.Track.add_sound`.

        Raises:
            VoiceFailed: the voice could not say them.
        """
        source = self._key(words)
        name = key("granules", source, PREPARATION, ENCODER, str(gain), str(CEILING))
        kept = self._cache.get(name)
        if kept is None:
            kept = encode(amplified(self._samples(source, words), gain))
            self._cache.put(name, kept)
        return kept

    def _key(self, words: str) -> Key:
        name = self._speaker.name
        return key(
            "speech", _SHAPE, name.engine, name.version, name.voice, self._speaker.parameters, words
        )

    def _kept(self, source: Key) -> _Kept | None:
        data = self._cache.get(source)
        return _kept.decode(data) if data is not None else None

    def _samples(self, source: Key, words: str) -> bytes:
        """Prepared samples: the ones just spoken, else the cache's, else spoken now."""
        held = self._held.pop(source, None)
        if held is not None:
            self._held_bytes -= len(held)
            return held
        kept = self._kept(source)
        return prepared(self._speaker.speak(words) if kept is None else _from_flac(kept.flac))

    def _hold(self, source: Key, samples: bytes) -> None:
        if self._held_bytes + len(samples) <= _HELD:
            self._held[source] = samples
            self._held_bytes += len(samples)


def _to_flac(sound: Sound) -> bytes:
    file = io.BytesIO()
    samples = np.frombuffer(sound.pcm, "<i2")
    # The quickest compression: others take up to twice the time and save 8 % at most.
    soundfile.write(
        file, samples, sound.sample_rate, format="FLAC", subtype="PCM_16", compression_level=0
    )
    return file.getvalue()


def _from_flac(flac: bytes) -> Sound:
    samples, rate = soundfile.read(io.BytesIO(flac), dtype="int16")
    return Sound(samples.astype("<i2").tobytes(), int(rate))
