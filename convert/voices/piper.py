"""Piper: the most natural voices offline, from a voice file that the user brings."""

from __future__ import annotations

import hashlib
import importlib.util
import sys
from pathlib import Path
from typing import Final

import msgspec

from convert.errors import BadArguments, MissingTool
from convert.speech.voice import (
    NORMAL_WORDS_A_MINUTE,
    UNKNOWN_PACE,
    Sound,
    VoiceName,
    VoiceSettings,
    checked,
    version_of,
)
from convert.voices.worker import Worker

TITLE: Final = "Piper"
ONLINE: Final = False
WARNING: Final = ""
LICENCE: Final = "engine GPL-3.0-or-later; the voice file has its own licence"
PACKAGE: Final = "piper-tts"

PATIENCE: Final = 300.0
"""Seconds one sentence may take, the loading of a large voice on a small machine included."""


class _Language(msgspec.Struct, frozen=True):
    """The part of a voice file's settings that names its language."""

    code: str = ""


class _Espeak(msgspec.Struct, frozen=True):
    """The part of a voice file's settings that names how its words are pronounced."""

    voice: str = ""


class _Config(msgspec.Struct, frozen=True):
    """What we read of a voice file's `.onnx.json`."""

    language: _Language = _Language()
    espeak: _Espeak = _Espeak()

    @property
    def lang(self) -> str:
        """A BCP 47 tag."""
        return (self.language.code or self.espeak.voice or "en").replace("_", "-")


def why_not(settings: VoiceSettings) -> str | None:
    """Why Piper cannot be used here, or None."""
    model = settings.piper_model
    if model is None:
        return "no voice file is set: write piper_model in publication.toml"
    if not model.is_file():
        return f"there is no voice file {model.name}"
    if not _config_path(model).is_file():
        return f"{model.name} needs {_config_path(model).name} beside it"
    if importlib.util.find_spec("piper") is None:
        return "the package piper-tts is not installed"
    return None


def voices(settings: VoiceSettings) -> tuple[VoiceName, ...]:
    """The user's voice, or a voice without a name where there is none."""
    return (_name(settings),)


def open(voice: str, settings: VoiceSettings) -> Piper:  # noqa: A001  read as `piper.open`
    """A speaker for the user's voice."""
    if missing := why_not(settings):
        raise MissingTool(
            f"Piper cannot speak: {missing}.", next_step="README.md says where to get voices."
        )
    assert settings.piper_model is not None
    if voice not in ("", settings.piper_model.stem):
        raise BadArguments(
            f"Piper has no voice called {voice}.",
            next_step=f"publication.toml names {settings.piper_model.stem}.",
        )
    return Piper(settings.piper_model, settings)


class Piper:
    """A worker process that has the voice file loaded."""

    def __init__(self, model: Path, settings: VoiceSettings) -> None:
        self._words_a_minute = settings.words_a_minute
        length_scale = f"{NORMAL_WORDS_A_MINUTE / settings.words_a_minute:.3f}"
        self.name = _name(settings)
        self.parameters = f"length_scale={length_scale} noise=0 model={_fingerprint(model)}"
        script = Path(__file__).with_name("piper_worker.py")
        command = [sys.executable, "-P", str(script), str(model.resolve()), length_scale]
        self._worker = Worker(TITLE, command, patience=PATIENCE)

    def speak(self, text: str) -> Sound:
        """The sound of `text`."""
        sound = self._worker.say(text)
        return checked(sound, text, words_a_minute=self._words_a_minute, strays=UNKNOWN_PACE)

    def close(self) -> None:
        """End the worker."""
        self._worker.close()


def _name(settings: VoiceSettings) -> VoiceName:
    model = settings.piper_model
    lang = _lang(model) if model is not None else ""
    stem = model.stem if model is not None else ""
    return VoiceName(
        engine=TITLE, voice=stem, version=version_of(PACKAGE), lang=lang, licence=LICENCE
    )


def _lang(model: Path) -> str:
    try:
        return msgspec.json.decode(_config_path(model).read_bytes(), type=_Config).lang
    except (OSError, msgspec.DecodeError):
        return ""


def _config_path(model: Path) -> Path:
    return model.with_name(model.name + ".json")


def _fingerprint(model: Path) -> str:
    with model.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()[:12]
