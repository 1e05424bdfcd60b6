"""eSpeak NG: a small formant voice that works everywhere; clear at speed, robotic in sound."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from typing import Final

from convert.errors import BadArguments, MissingTool
from convert.speech.voice import (
    NORMAL_WORDS_A_MINUTE,
    Sound,
    VoiceName,
    VoiceSettings,
    checked,
    letters_as_words,
    version_of,
)
from convert.voices.worker import Worker

TITLE: Final = "eSpeak NG"
ONLINE: Final = False
WARNING: Final = ""
LICENCE: Final = "GPL-3.0-or-later"
PACKAGE: Final = "espeakng-loader"
ENGINE_VERSION: Final = "1.52"

# What people ask for, what the engine calls it, and its language.
VOICES: Final = {
    "en-gb-x-rp": ("gmw/en-GB-x-rp", "en-GB"),
    "en-gb": ("gmw/en", "en-GB"),
    "en-gb-scotland": ("gmw/en-GB-scotland", "en-GB"),
    "en-gb-x-gbclan": ("gmw/en-GB-x-gbclan", "en-GB"),
    "en-us": ("gmw/en-US", "en-US"),
}
# The engine's rate that gives 150 words a minute with `wordgap` 1 and pauses left out.
NORMAL_RATE: Final = 145
SLOWEST_RATE: Final = 80
# A little less loud than full scale, and livelier than the default pitch range of 50.
STEADY: Final = "wordgap=1 volume=70 range=70"

PATIENCE: Final = 60.0
"""Seconds one sentence may take; a thousand words take less than one."""


def why_not(settings: VoiceSettings) -> str | None:  # noqa: ARG001  every engine is asked alike
    """Why eSpeak cannot be used here, or None."""
    if importlib.util.find_spec("espeakng_loader") is None:
        return "the package espeakng-loader is not installed"
    return None


def voices(settings: VoiceSettings) -> tuple[VoiceName, ...]:  # noqa: ARG001  as above
    """British voices first, Received Pronunciation first of all."""
    return tuple(_name(voice) for voice in VOICES)


def open(voice: str, settings: VoiceSettings) -> Espeak:  # noqa: A001  read as `espeak.open`
    """A speaker for `voice`."""
    voice = voice or next(iter(VOICES))
    if voice not in VOICES:
        raise BadArguments(
            f"eSpeak NG has no voice called {voice}.",
            next_step=f"It has {', '.join(VOICES)}.",
        )
    if missing := why_not(settings):
        raise MissingTool(f"eSpeak NG cannot speak: {missing}.", next_step="Run: make all")
    return Espeak(voice, words_a_minute=settings.words_a_minute)


def _name(voice: str) -> VoiceName:
    return VoiceName(
        engine=TITLE,
        voice=voice,
        version=f"{ENGINE_VERSION} ({PACKAGE} {version_of(PACKAGE)})",
        lang=VOICES[voice][1],
        licence=LICENCE,
    )


class Espeak:
    """A worker process that speaks one sentence after another, the same bytes every time."""

    def __init__(self, voice: str, *, words_a_minute: int) -> None:
        import espeakng_loader  # noqa: PLC0415  it looks for its library when it is imported

        self.name = _name(voice)
        rate = max(SLOWEST_RATE, round(NORMAL_RATE * words_a_minute / NORMAL_WORDS_A_MINUTE))
        self.parameters = f"rate={rate} {STEADY}"
        self._words_a_minute = words_a_minute
        script = Path(__file__).with_name("espeak_worker.py")
        arguments = [espeakng_loader.get_library_path(), VOICES[voice][0], *self.parameters.split()]
        self._worker = Worker(
            TITLE,
            [sys.executable, "-I", "-S", str(script), *arguments],
            folder=Path(espeakng_loader.get_data_path()).parent,
            patience=PATIENCE,
        )

    def speak(self, text: str) -> Sound:
        """The sound of `text`."""
        sound = self._worker.say(letters_as_words(text))
        return checked(sound, text, words_a_minute=self._words_a_minute)

    def close(self) -> None:
        """End the worker."""
        self._worker.close()
