"""eSpeak NG: a small formant voice that works everywhere; clear at speed, robotic in sound."""

from __future__ import annotations

import contextlib
import importlib.metadata
import importlib.util
import subprocess
import sys
import threading
from pathlib import Path
from types import TracebackType
from typing import Final, Self

from convert.errors import BadArguments, MissingTool, VoiceFailed
from convert.speech.voice import NORMAL_WORDS_A_MINUTE, Sound, VoiceName, VoiceSettings, checked

TITLE: Final = "eSpeak NG"
ONLINE: Final = False
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
    try:
        package = importlib.metadata.version(PACKAGE)
    except importlib.metadata.PackageNotFoundError:
        package = "not installed"
    return VoiceName(
        engine=TITLE,
        voice=voice,
        version=f"{ENGINE_VERSION} ({PACKAGE} {package})",
        lang=VOICES[voice][1],
        licence=LICENCE,
    )


class Espeak:
    """A worker process that speaks one sentence after another, the same bytes every time."""

    def __init__(self, voice: str, *, words_a_minute: int) -> None:
        self.name = _name(voice)
        rate = max(SLOWEST_RATE, round(NORMAL_RATE * words_a_minute / NORMAL_WORDS_A_MINUTE))
        self.parameters = f"rate={rate} {STEADY}"
        self._words_a_minute = words_a_minute
        self._voice = VOICES[voice][0]
        self._worker: subprocess.Popen[bytes] | None = None

    def speak(self, text: str) -> Sound:
        """The sound of `text`; a worker that crashes or hangs is replaced for the next."""
        worker = self._worker or self._start()
        words = text.encode()
        stop = threading.Timer(PATIENCE, worker.kill)
        stop.start()
        try:
            assert worker.stdin is not None
            assert worker.stdout is not None
            worker.stdin.write(len(words).to_bytes(4, "big") + words)
            worker.stdin.flush()
            header = worker.stdout.read(8)
            length = int.from_bytes(header[4:], "big")
            samples = worker.stdout.read(length)
        except OSError:
            header, length, samples = b"", 0, b""
        finally:
            stop.cancel()
        if len(header) < 8 or len(samples) < length:
            self.close()
            raise VoiceFailed(
                f"eSpeak NG stopped (status {worker.returncode}) while saying “{text[:60]}”.",
                next_step="Build again; if it happens again, choose another voice.",
            )
        sound = Sound(samples, int.from_bytes(header[:4], "big"))
        return checked(sound, text, words_a_minute=self._words_a_minute)

    def close(self) -> None:
        """End the worker."""
        worker, self._worker = self._worker, None
        if worker is None:
            return
        for pipe in (worker.stdin, worker.stdout):
            with contextlib.suppress(OSError):  # a worker that died leaves a broken pipe
                if pipe is not None:
                    pipe.close()
        worker.kill()
        worker.wait()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def _start(self) -> subprocess.Popen[bytes]:
        import espeakng_loader  # noqa: PLC0415  it looks for its library when it is imported

        script = Path(__file__).with_name("espeak_worker.py")
        command = [sys.executable, "-I", "-S", str(script)]
        arguments = [espeakng_loader.get_library_path(), self._voice, *self.parameters.split()]
        self._worker = subprocess.Popen(  # noqa: S603  our own script
            command + arguments,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            cwd=Path(espeakng_loader.get_data_path()).parent,
        )
        return self._worker
