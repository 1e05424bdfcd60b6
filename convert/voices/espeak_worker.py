"""The eSpeak NG end of `worker.py`: `espeak_worker.py LIBRARY VOICE NAME=VALUE…`.

Run as a script in the folder that holds `espeak-ng-data`, with nothing but the standard
library, so that it starts at once and holds nothing of ours. It works in a folder of its own
with a copy of what English needs: among all languages, finding the voice takes as long as
saying the sentence.
"""

from __future__ import annotations

import _ctypes
import ctypes
import os
import shutil
import signal
import sys
import tempfile
from pathlib import Path
from typing import IO

# speak_lib.h of eSpeak NG 1.52.
AUDIO_OUTPUT_SYNCHRONOUS = 2
INITIALIZE_DONT_EXIT = 0x8000
CHARS_UTF8 = 1
POSITION_CHARACTER = 1
PARAMETERS = {"rate": 1, "volume": 2, "pitch": 3, "range": 4, "wordgap": 7}

BYTES_A_SAMPLE = 2
DATA = "espeak-ng-data"
ENGLISH = ("en_dict", "intonations", "phondata", "phonindex", "phontab")
"""What the engine reads to say English, besides the voice."""
_CALLBACK = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_void_p, ctypes.c_int, ctypes.c_void_p)


def say(
    library_path: str, voice: str, parameters: dict[int, int], text: bytes
) -> tuple[int, bytes]:
    """The sample rate and the samples of `text`.

    The library is loaded and unloaded for every sentence: it keeps the phase of its voice from
    one to the next, so only a pristine one gives the same bytes whatever was said before.

    Raises:
        OSError: the engine does not know its data, its voice or a parameter, or cannot speak.
    """
    library = ctypes.CDLL(library_path)
    try:
        return _say(library, voice.encode(), parameters, text)
    finally:
        unload(library._handle)  # noqa: SLF001  ctypes offers no other way to unload a library


def unload(handle: int) -> None:
    """Unload a library, so that the next load starts afresh."""
    if sys.platform == "win32":
        _ctypes.FreeLibrary(handle)
    else:
        _ctypes.dlclose(handle)


def _say(
    library: ctypes.CDLL, voice: bytes, parameters: dict[int, int], text: bytes
) -> tuple[int, bytes]:
    # The data is found by a relative path: absolute ones of 160 characters and more fail.
    rate = library.espeak_Initialize(AUDIO_OUTPUT_SYNCHRONOUS, 0, b".", INITIALIZE_DONT_EXIT)
    if rate <= 0:
        raise OSError("its data was not found")
    if library.espeak_SetVoiceByName(voice) != 0:
        raise OSError(f"there is no voice {voice.decode()}")
    for parameter, value in parameters.items():
        if library.espeak_SetParameter(parameter, value, 0) != 0:
            raise OSError(f"parameter {parameter} cannot be {value}")

    samples = bytearray()

    def collect(wave: int | None, count: int, _events: int | None) -> int:
        if wave and count > 0:
            samples.extend(ctypes.string_at(wave, count * BYTES_A_SAMPLE))
        return 0

    callback = _CALLBACK(collect)
    library.espeak_SetSynthCallback(callback)
    words = text + b"\0"
    failed = library.espeak_Synth(
        words, len(words), 0, POSITION_CHARACTER, 0, CHARS_UTF8, None, None
    )
    library.espeak_Terminate()
    if failed:
        raise OSError(f"it failed with status {failed}")
    return rate, bytes(samples)


def copy_english(voice: str, folder: Path) -> None:
    """Copy what `voice` needs of the data in this folder to `folder`.

    Raises:
        OSError: there is no such voice, or the data is not whole.
    """
    there = folder / DATA
    (there / "lang" / voice).parent.mkdir(parents=True)
    for name in (*ENGLISH, f"lang/{voice}"):
        shutil.copyfile(Path(DATA, name), there / name)


def serve(arguments: list[str], texts: IO[bytes], sounds: IO[bytes]) -> None:
    """Answer texts until there are no more."""
    library_path, voice, *pairs = arguments
    settings = dict(pair.split("=") for pair in pairs)
    parameters = {PARAMETERS[name]: int(value) for name, value in settings.items()}
    while length := texts.read(4):
        text = texts.read(int.from_bytes(length, "big"))
        try:
            rate, data = say(library_path, voice, parameters, text)
        except OSError as error:
            rate, data = 0, str(error).encode()
        sounds.write(rate.to_bytes(4, "big") + len(data).to_bytes(4, "big") + data)
        sounds.flush()


if __name__ == "__main__":
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))  # its folder is taken away all the same
    with tempfile.TemporaryDirectory(prefix="allways-espeak-") as own:
        copy_english(sys.argv[2], Path(own))
        before = Path.cwd()
        os.chdir(own)
        serve(sys.argv[1:], sys.stdin.buffer, sys.stdout.buffer)
        os.chdir(before)  # some systems do not delete the folder one stands in
