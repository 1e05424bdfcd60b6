"""The Piper end of `worker.py`: `piper_worker.py MODEL LENGTH_SCALE`."""

from __future__ import annotations

import sys
from typing import IO

from piper import PiperVoice, SynthesisConfig


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
    while length := texts.read(4):
        text = texts.read(int.from_bytes(length, "big")).decode()
        chunks = list(voice.synthesize(text, manner))
        data = b"".join(chunk.audio_int16_bytes for chunk in chunks)
        rate = voice.config.sample_rate
        sounds.write(rate.to_bytes(4, "big") + len(data).to_bytes(4, "big") + data)
        sounds.flush()


if __name__ == "__main__":
    serve(sys.argv[1:], sys.stdin.buffer, sys.stdout.buffer)
