"""eSpeak NG in a process of its own: texts in on standard input, samples out on standard output.

Run as a script, with nothing but the standard library, so that it starts at once and holds
nothing of ours: `espeak_worker.py LIBRARY VOICE NAME=VALUE…`, in the folder that holds
`espeak-ng-data`. A frame is a length (4 bytes, big-endian) and that many bytes; the answer to
one text is its sample rate (4 bytes) and one frame of 16-bit samples.
"""

from __future__ import annotations

import _ctypes
import ctypes
import sys
from typing import IO

# speak_lib.h of eSpeak NG 1.52.
AUDIO_OUTPUT_SYNCHRONOUS = 2
INITIALIZE_DONT_EXIT = 0x8000
CHARS_UTF8 = 1
POSITION_CHARACTER = 1
PARAMETERS = {"rate": 1, "volume": 2, "pitch": 3, "range": 4, "wordgap": 7}

FULL_SCALE_BYTES = 2
_CALLBACK = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_void_p, ctypes.c_int, ctypes.c_void_p)


def say(
    library_path: str, voice: bytes, parameters: dict[int, int], text: bytes
) -> tuple[int, bytes]:
    """The sample rate and the samples of `text`.

    The library is loaded and unloaded for every sentence: it keeps the phase of its voice from
    one to the next, so only a pristine one gives the same bytes whatever was said before.
    """
    library = ctypes.CDLL(library_path)
    try:
        # The data is found by a relative path: absolute ones of 160 characters and more fail.
        rate = library.espeak_Initialize(AUDIO_OUTPUT_SYNCHRONOUS, 0, b".", INITIALIZE_DONT_EXIT)
        if rate <= 0:
            raise OSError("the voice data was not found")
        if library.espeak_SetVoiceByName(voice) != 0:
            raise OSError(f"there is no voice {voice.decode()}")
        for parameter, value in parameters.items():
            if library.espeak_SetParameter(parameter, value, 0) != 0:
                raise OSError(f"parameter {parameter} cannot be {value}")
        samples = bytearray()

        def collect(wave: int | None, count: int, _events: int | None) -> int:
            if wave and count > 0:
                samples.extend(ctypes.string_at(wave, count * FULL_SCALE_BYTES))
            return 0

        callback = _CALLBACK(collect)
        library.espeak_SetSynthCallback(callback)
        words = text + b"\0"
        failed = library.espeak_Synth(
            words, len(words), 0, POSITION_CHARACTER, 0, CHARS_UTF8, None, None
        )
        library.espeak_Terminate()
        if failed:
            raise OSError(f"speaking failed with status {failed}")
        return rate, bytes(samples)
    finally:
        unload(library._handle)  # noqa: SLF001  ctypes offers no other way to unload a library


def unload(handle: int) -> None:
    """Unload a library, so that the next load starts afresh."""
    if sys.platform == "win32":
        _ctypes.FreeLibrary(handle)
    else:
        _ctypes.dlclose(handle)


def serve(arguments: list[str], texts: IO[bytes], sounds: IO[bytes]) -> None:
    """Answer texts until there are no more."""
    library_path, voice, *pairs = arguments
    settings = dict(pair.split("=") for pair in pairs)
    parameters = {PARAMETERS[name]: int(value) for name, value in settings.items()}
    while length := texts.read(4):
        text = texts.read(int.from_bytes(length, "big"))
        rate, samples = say(library_path, voice.encode(), parameters, text)
        sounds.write(rate.to_bytes(4, "big") + len(samples).to_bytes(4, "big") + samples)
        sounds.flush()


if __name__ == "__main__":
    serve(sys.argv[1:], sys.stdin.buffer, sys.stdout.buffer)
