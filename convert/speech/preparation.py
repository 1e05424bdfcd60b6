"""Speech made ready for a recording: one sample rate, and none of the silence around it.

Engines put anything from 10 to 300 ms of silence around a sentence; pauses are ours to place.
"""

from __future__ import annotations

import math

import numpy as np
import numpy.typing as npt

from convert.speech.mp3 import SAMPLE_RATE
from convert.speech.voice import Sound

PREPARATION = "trim and band-limited resampling, 1"
"""What changes the samples; part of every cache key of prepared sound."""

_STEP = SAMPLE_RATE // 200
"""5 ms: how finely silence is looked for."""
_QUIET = 10 ** (-42 / 20)
"""So far below the loudest 5 ms, sound counts as silence. Measured: Flite's recorded room lies at
-45 dB and lower, the softest consonants at -39 dB and higher."""
_BEFORE = 8
"""Steps kept before the first sound, for the breath of a soft consonant."""
_AFTER = 14
"""Steps kept after the last sound, for the fall of a voice."""
_FADE = _STEP * 2
"""Samples over which what is kept of the silence fades in and out, so that nothing clicks."""

_Samples = npt.NDArray[np.int16]


def prepared(sound: Sound) -> bytes:
    """16-bit samples at 22.05 kHz, trimmed; nothing where the sound is silent throughout."""
    samples = np.frombuffer(sound.pcm, "<i2")
    if sound.sample_rate != SAMPLE_RATE:
        samples = _resampled(samples, sound.sample_rate)
    return bytes(_trimmed(samples).astype("<i2").tobytes())


def _resampled(samples: _Samples, rate: int) -> _Samples:
    """`samples` at our rate by way of their spectrum: exact up to the lower of the two bandwidths."""
    shared = math.gcd(rate, SAMPLE_RATE)
    down, up = rate // shared, SAMPLE_RATE // shared
    parts = _easy_length(-(-len(samples) // down) + 1)
    padded = np.pad(samples.astype(np.float32), (0, parts * down - len(samples)))
    spectrum = np.fft.rfft(padded)
    lines = parts * min(up, down) // 2
    kept = np.zeros(parts * up // 2 + 1, np.complex64)
    kept[:lines] = spectrum[:lines]
    resampled = np.fft.irfft(kept, parts * up) * np.float32(up / down)
    length = -(-len(samples) * up // down)
    return np.clip(np.rint(resampled[:length]), -32768, 32767).astype(np.int16)


def _easy_length(least: int) -> int:
    """The next number from `least` on with no factor above 5, which transforms fastest."""
    number = least
    while True:
        rest = number
        for factor in (2, 3, 5):
            while rest % factor == 0:
                rest //= factor
        if rest == 1:
            return number
        number += 1


def _trimmed(samples: _Samples) -> _Samples:
    steps = len(samples) // _STEP
    parts = samples[: steps * _STEP].astype(np.float32).reshape(steps, _STEP)
    power = np.einsum("ij,ij->i", parts, parts) / _STEP
    loud = np.flatnonzero(power > max(power.max(initial=0) * _QUIET**2, 1))
    if not len(loud):
        return samples[:0]
    start = max(0, int(loud[0]) - _BEFORE) * _STEP
    end = min(len(samples), (int(loud[-1]) + 1 + _AFTER) * _STEP)
    kept = samples[start:end].copy()
    length = min(_FADE, len(kept) // 2)
    fade = np.linspace(0, 1, length, endpoint=False)
    kept[:length] = kept[:length] * fade
    kept[len(kept) - length :] = kept[len(kept) - length :] * fade[::-1]
    return kept
