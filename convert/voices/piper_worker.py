"""The Piper end of `worker.py`: `piper_worker.py MODEL LENGTH_SCALE`."""

from __future__ import annotations

import logging
import sys
from typing import IO

from piper import PiperVoice, SynthesisConfig


class LeftOut(logging.Handler):
    """Sounds of speech that the voice file does not have: Piper leaves them out and logs it."""

    def __init__(self) -> None:
        super().__init__()
        self.sounds: set[str] = set()

    def emit(self, record: logging.LogRecord) -> None:
        """Remember the letters; a mark or a pause may be missing."""
        arguments = record.args if isinstance(record.args, tuple) else ()
        self.sounds.update(str(sound) for sound in arguments if str(sound).isalpha())


def serve(arguments: list[str], texts: IO[bytes], sounds: IO[bytes]) -> None:
    """Answer texts until there are no more."""
    model, length_scale = arguments
    voice = PiperVoice.load(model)
    # Without noise the same words give the same sound; without normalising, sentences
    # stay as loud as the voice says them.
    manner = SynthesisConfig(
        length_scale=float(length_scale),
        noise_scale=0.0,
        noise_w_scale=0.0,
        normalize_audio=False,
    )
    left_out = LeftOut()
    logging.getLogger("piper.phoneme_ids").addHandler(left_out)
    while length := texts.read(4):
        text = texts.read(int.from_bytes(length, "big")).decode()
        left_out.sounds.clear()
        chunks = list(voice.synthesize(text, manner))
        rate, data = voice.config.sample_rate, b"".join(c.audio_int16_bytes for c in chunks)
        if left_out.sounds:
            said = " ".join(sorted(left_out.sounds))
            rate, data = 0, f"the voice has no sound for {said}".encode()
        sounds.write(rate.to_bytes(4, "big") + len(data).to_bytes(4, "big") + data)
        sounds.flush()


if __name__ == "__main__":
    serve(sys.argv[1:], sys.stdin.buffer, sys.stdout.buffer)
