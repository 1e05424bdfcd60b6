"""The table of voices: the engines that can speak, in the order they are preferred."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

import msgspec

from convert.errors import BadArguments
from convert.speech.voice import Engine, Speaker, VoiceName, VoiceSettings
from convert.voices import espeak, flite, gtts, piper

VOICES: Final[Mapping[str, Engine]] = {
    "piper": piper,
    "flite": flite,
    "espeak": espeak,
    "gtts": gtts,
}
AUTO: Final = "auto"
LAST_RESORT: Final = "espeak"


class VoiceRow(msgspec.Struct, frozen=True):
    """A line of `allways voices`."""

    choice: str
    """What to write in `publication.toml` or after `--voice`."""
    name: VoiceName
    online: bool
    why_not: str
    """Empty where the voice can be used here and now."""


def choose(choice: str, settings: VoiceSettings) -> Speaker:
    """The speaker for a choice such as `auto`, `flite`, `flite:rms` or `espeak:en-gb-x-rp`.

    Raises:
        BadArguments: there is no such engine or voice.
        MissingTool: it cannot be used here, and why.
    """
    engine, _, voice = settled(choice, settings).partition(":")
    if engine not in VOICES:
        raise BadArguments(
            f"there is no voice called {engine}.",
            next_step=f"Choose {AUTO}, {', '.join(VOICES)}; `allways voices` tells more.",
        )
    return VOICES[engine].open(voice, settings)


def settled(choice: str, settings: VoiceSettings) -> str:
    """`choice` with `auto` made what it means here, so that it means the same elsewhere."""
    return _automatic(settings) if choice == AUTO else choice


def listing(settings: VoiceSettings) -> tuple[VoiceRow, ...]:
    """Every voice of every engine, and why it cannot be used where it cannot."""
    return tuple(
        VoiceRow(
            choice=f"{key}:{name.voice}" if name.voice else key,
            name=name,
            online=engine.ONLINE,
            why_not=engine.why_not(settings) or "",
        )
        for key, engine in VOICES.items()
        for name in engine.voices(settings)
    )


def warning(choice: str) -> str:
    """What a person must know before this voice is used; empty for voices that work offline."""
    engine = VOICES.get(choice.partition(":")[0])
    return engine.WARNING if engine else ""


def _automatic(settings: VoiceSettings) -> str:
    """The first offline engine that can be used; text never leaves the machine unasked."""
    offline = (key for key, engine in VOICES.items() if not engine.ONLINE)
    usable = (key for key in offline if VOICES[key].why_not(settings) is None)
    return next(usable, LAST_RESORT)
