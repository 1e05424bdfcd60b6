"""Voices as values: who speaks, how fast, and what a clip of speech must be to count as speech."""

from __future__ import annotations

import array
import importlib.metadata
import re
import sys
from collections.abc import Sequence
from enum import StrEnum
from pathlib import Path
from typing import Protocol, Self

import msgspec

from convert.errors import VoiceFailed

NORMAL_WORDS_A_MINUTE = 150
SLOW_WORDS_A_MINUTE = 120


class Pace(StrEnum):
    """How fast a recording is spoken."""

    NORMAL = "normal"
    """The publication's own speed, about 150 words a minute unless it says otherwise."""
    SLOW = "slow"
    """For Easy Read: about 120 words a minute."""


class VoiceName(msgspec.Struct, frozen=True):
    """Who speaks: enough to credit the voice and to say that it is synthetic."""

    engine: str
    voice: str
    version: str
    lang: str
    licence: str

    @property
    def credit(self) -> str:
        """A line for listeners."""
        return f"Read by a computer voice: {self.engine}, {self.voice}."


class VoiceSettings(msgspec.Struct, frozen=True):
    """What a voice needs to know before it speaks."""

    words_a_minute: int = NORMAL_WORDS_A_MINUTE
    piper_model: Path | None = None
    """A Piper voice file of the user's own, with its `.onnx.json` beside it."""
    cache_folder: Path | None = None
    """Where an engine may keep what it prepares once; None to keep nothing."""

    @classmethod
    def at(
        cls,
        pace: Pace,
        *,
        speed: int = NORMAL_WORDS_A_MINUTE,
        piper_model: Path | None = None,
        cache_folder: Path | None = None,
    ) -> Self:
        """Settings for `pace` where the normal pace is `speed`; slow is never faster than it."""
        slow = min(speed, SLOW_WORDS_A_MINUTE)
        return cls(
            words_a_minute=slow if pace is Pace.SLOW else speed,
            piper_model=piper_model,
            cache_folder=cache_folder,
        )


class Sound(msgspec.Struct, frozen=True):
    """Speech as it comes from an engine: 16-bit little-endian samples, one channel."""

    pcm: bytes
    sample_rate: int

    @property
    def duration(self) -> float:
        """Seconds."""
        return len(self.pcm) / 2 / self.sample_rate


class Speaker(Protocol):
    """A voice that is ready to speak, one sentence at a time; for `contextlib.closing`."""

    @property
    def name(self) -> VoiceName:
        """Who speaks."""

    @property
    def parameters(self) -> str:
        """Everything besides engine, version, voice and words that changes the sound."""

    def speak(self, text: str) -> Sound:
        """The sound of `text`, one sentence of words as they are said.

        Raises:
            VoiceFailed: the engine gave silence, too little or too much, or nothing at all.
        """

    def close(self) -> None:
        """Let go of the engine; closing twice is harmless."""


class Engine(Protocol):
    """The shape of a module in `voices/`."""

    @property
    def TITLE(self) -> str:  # noqa: N802  a module constant
        """What the engine is called in lists for people."""

    @property
    def ONLINE(self) -> bool:  # noqa: N802  a module constant
        """True where the words to be spoken leave this machine."""

    @property
    def WARNING(self) -> str:  # noqa: N802  a module constant
        """What a person must know before using it, in plain words; empty where there is nothing."""

    def why_not(self, settings: VoiceSettings) -> str | None:
        """Why the engine cannot be used here and now, or None where it can."""

    def voices(self, settings: VoiceSettings) -> Sequence[VoiceName]:
        """The voices it has, the preferred one first."""

    def open(self, voice: str, settings: VoiceSettings) -> Speaker:
        """A speaker for `voice`, or for the preferred voice where `voice` is empty.

        Raises:
            BadArguments: there is no such voice.
            MissingTool: the engine cannot be used here.
        """


def version_of(package: str) -> str:
    """The version of an engine's Python package, as far as it is installed."""
    try:
        return importlib.metadata.version(package)
    except importlib.metadata.PackageNotFoundError:
        return "not installed"


_LETTER_A = re.compile(r"\bA\b(?!['’-])")


def letters_as_words(text: str) -> str:
    """`text` for engines that say every lone "A" like the article: the letter's name spelled out.

    In spoken forms a capital "A" is the letter ("A and E"), a small one the article.
    """
    return _LETTER_A.sub("eigh", text)


# ---------------------------------------------------------------- is it speech?

# A sample louder than this is sound: about -46 dB of full scale, far below any voice's vowels.
AUDIBLE = 160
# Plain English has about 6 characters a word, the space included.
CHARACTERS_A_WORD = 6.0
# A letter said by its name ("N H S") takes about as long as this many characters of running text.
CHARACTERS_A_LETTER_NAME = 5.0
KNOWN_PACE = 1.8
"""How far clips stray from the pace asked for, up or down, where the engine's pace was measured:
1.4 at most over 1 100 sentences of five voices at six speeds, and room to spare."""
UNKNOWN_PACE = 2.5
"""The same for voices whose own pace nobody measured."""
SHORTEST = 0.04
ALLOWANCE = 1.2
"""Seconds that a short text may take beyond its share."""


def checked(sound: Sound, text: str, *, words_a_minute: int, strays: float = KNOWN_PACE) -> Sound:
    """`sound`, once it is sure to be speech of about as long as `text` takes to say.

    Clips may be shorter or longer than expected by the factor `strays`.

    Raises:
        VoiceFailed: it is silent, or far too short or too long for the words.
    """
    seconds = _audible_seconds(sound)
    if seconds < SHORTEST:
        raise VoiceFailed(
            f"the voice gave silence for {_quoted(text)}.",
            next_step="Try another voice, or write the words in a way that can be said.",
        )
    characters_a_second = words_a_minute * CHARACTERS_A_WORD / 60
    expected = _characters(text) / characters_a_second
    # A word that an engine cannot pronounce, such as a handle, it spells.
    longest = max((len(word) for word in text.split()), default=0)
    spelled = longest * CHARACTERS_A_LETTER_NAME / characters_a_second
    most = (expected + spelled) * strays + ALLOWANCE
    if not expected / strays - ALLOWANCE / 4 <= seconds <= most:
        raise VoiceFailed(
            f"the voice took {seconds:.1f} seconds over {_quoted(text)}, "
            f"which should take about {expected:.1f}.",
            next_step="Part of the sentence may be missing. Try another voice.",
        )
    return sound


def _characters(text: str) -> float:
    words = text.split()
    return sum(
        CHARACTERS_A_LETTER_NAME if len(word.strip(".,;:!?")) == 1 else len(word) + 1
        for word in words
    )


def _audible_seconds(sound: Sound) -> float:
    samples = array.array("h")
    samples.frombytes(sound.pcm)
    if sys.byteorder == "big":
        samples.byteswap()
    return _audible_span(samples, step=sound.sample_rate // 200 or 1) / sound.sample_rate


def _audible_span(samples: array.array[int], *, step: int) -> int:
    """Samples from the first audible stretch to the last, looking at `step` samples at a time."""
    starts = range(0, len(samples), step)
    first = next((s for s in starts if _loud(samples, s, step)), None)
    if first is None:
        return 0
    last = next(s for s in reversed(starts) if _loud(samples, s, step))
    return min(last + step, len(samples)) - first


def _loud(samples: array.array[int], start: int, step: int) -> bool:
    stretch = samples[start : start + step]
    return max(stretch) > AUDIBLE or min(stretch) < -AUDIBLE


def _quoted(text: str) -> str:
    return f"“{text if len(text) <= 60 else text[:57] + '…'}”"
