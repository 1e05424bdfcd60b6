"""Stand-ins that behave: a voice of tones, and a cache in memory."""

from __future__ import annotations

import functools
from collections.abc import Container

import numpy as np

from convert.errors import VoiceFailed
from convert.files.cache import Key
from convert.speech.voice import NORMAL_WORDS_A_MINUTE, Sound, VoiceName

SAMPLE_RATE = 22_050
CHARACTERS_A_WORD = 6


class FakeVoice:
    """A voice whose words are tones: a letter a note, as long as the text asks for.

    The same words give the same samples, in any order and in any process. `spoken` keeps what it
    was asked to say; words that hold one of `unspeakable` raise, as a real voice would.
    """

    def __init__(
        self,
        *,
        words_a_minute: int = NORMAL_WORDS_A_MINUTE,
        unspeakable: Container[str] = (),
        sample_rate: int = SAMPLE_RATE,
        lang: str = "en-GB",
    ) -> None:
        self.name = VoiceName("Fake", "tones", "1", lang, "AGPL-3.0-or-later")
        self.parameters = f"{words_a_minute} words a minute, {sample_rate} Hz"
        self.spoken: list[str] = []
        self._unspeakable = unspeakable
        self._rate = sample_rate
        self._samples = round(sample_rate * 60 / (words_a_minute * CHARACTERS_A_WORD))

    def speak(self, text: str) -> Sound:
        """A note a letter and a short gap a space."""
        self.spoken.append(text)
        if text in self._unspeakable:
            raise VoiceFailed(f"the voice gave silence for “{text}”.")
        notes = (_note(character, self._samples, self._rate) for character in text)
        return Sound(b"".join(notes), self._rate)

    def close(self) -> None:
        """Nothing to let go of."""


@functools.cache
def _note(character: str, samples: int, rate: int) -> bytes:
    if character.isspace():
        return bytes(samples * 2)
    time = np.arange(samples) / rate
    pitch = 110 + 7 * (ord(character) % 32)
    tone = sum(np.sin(2 * np.pi * pitch * n * time) / n for n in range(1, 12))
    swell = np.sin(np.pi * np.arange(samples) / samples) ** 0.5
    return bytes((tone * swell * 4500).astype("<i2").tobytes())


class MemoryCache:
    """A cache that lasts as long as the test."""

    def __init__(self) -> None:
        self.entries: dict[Key, bytes] = {}

    def get(self, key: Key) -> bytes | None:
        """What is kept under `key`, or None."""
        return self.entries.get(key)

    def put(self, key: Key, data: bytes) -> None:
        """Keep `data` under `key`."""
        self.entries[key] = data
