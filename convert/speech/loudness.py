"""How loud speech is (ITU-R BS.1770-4), and bringing it to the loudness people expect.

Loudness is measured from the power spectrum of each tenth of a second, weighted as the standard's
two filters would weight it: the same figure within a few hundredths of a unit, at a tenth of the
cost, and a sentence's measurements can be kept and added up in any order.
"""

from __future__ import annotations

import functools
import math
from collections.abc import Iterable

import numpy as np
import numpy.typing as npt

from convert.speech.mp3 import SAMPLE_RATE

TARGET = -19.0
"""LUFS for one channel, as loud as -16 LUFS for two (AU7)."""
CEILING = -2.6
"""dB of full scale: encoding adds up to 1.3 dB (measured), and peaks stay below -1 dBTP (AU7)."""
STEP = 0.5
"""dB: gains are whole steps, so that an edit seldom changes the gain of a whole post."""

MEASURE = "BS.1770 by spectrum, 1"
"""What changes the measurements; part of the cache key of kept ones."""

_HOP = SAMPLE_RATE // 10
_BLOCK = 4
"""Hops in a gating block of 400 ms; blocks overlap by three quarters."""
_OFFSET = -0.691
_ABSOLUTE_GATE = -70.0
_RELATIVE_GATE = -10.0

_Samples = npt.NDArray[np.int16]
_Floats = npt.NDArray[np.float32]


def levels(pcm: bytes) -> bytes:
    """The weighted power of each tenth of a second of `pcm`: 32-bit floats, little-endian."""
    said = np.frombuffer(pcm, "<i2")
    hops = -(-len(said) // _HOP)
    samples = np.zeros(hops * _HOP, np.float32)
    samples[: len(said)] = said
    spectrum = np.fft.rfft(samples.reshape(hops, _HOP), axis=1)
    lines = spectrum.view(np.float32)
    np.square(lines, out=lines)
    return bytes((lines @ _weights()).astype("<f4").tobytes())


def silence(seconds: float) -> bytes:
    """The levels of silence."""
    return bytes(4 * round(seconds * SAMPLE_RATE / _HOP))


def seconds(measured: bytes) -> float:
    """How long speech is whose `levels` are `measured`, to a tenth of a second."""
    return len(measured) / 4 * _HOP / SAMPLE_RATE


def loudness(measured: Iterable[bytes]) -> float:
    """LUFS of speech whose `levels`, in order, are `measured`; minus infinity for silence."""
    power = np.frombuffer(b"".join(measured), "<f4").astype(np.float64)
    power = np.pad(power, (0, max(0, _BLOCK - len(power))))
    blocks = np.convolve(power, np.ones(_BLOCK) / _BLOCK, "valid")
    blocks = blocks[blocks > _power(_ABSOLUTE_GATE)]
    if not len(blocks):
        return -math.inf
    blocks = blocks[blocks > _power(_lufs(blocks.mean()) + _RELATIVE_GATE)]
    return _lufs(blocks.mean())


def gain(measured: float) -> float:
    """Decibels, in whole steps, that bring speech of `measured` LUFS to the target.

    Rounded up: holding peaks under the ceiling costs up to 0.8 dB with the voices measured.
    """
    return math.ceil((TARGET - measured) / STEP) * STEP


def amplified(pcm: bytes, decibels: float) -> bytes:
    """`pcm` louder by `decibels`, its peaks held under the ceiling."""
    samples = np.frombuffer(pcm, "<i2")
    louder = samples * _limited_gains(samples, 10 ** (decibels / 20))
    np.rint(louder, out=louder)
    return bytes(louder.astype("<i2").tobytes())


def _lufs(power: float) -> float:
    return _OFFSET + 10 * math.log10(power)


def _power(lufs: float) -> float:
    return float(10 ** ((lufs - _OFFSET) / 10))


@functools.cache
def _weights() -> _Floats:
    """What each number of a tenth of a second's spectrum counts for (Parseval's theorem).

    A line of the spectrum is two numbers, its real and its imaginary part.
    """
    frequencies = np.arange(_HOP // 2 + 1) * SAMPLE_RATE / _HOP
    weights = _shelf(frequencies) * _high_pass(frequencies) * 2 / (_HOP * 32768.0) ** 2
    weights[0] /= 2
    return np.repeat(weights, 2).astype(np.float32)


def _shelf(frequencies: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    """The power response of the first filter: what a head does to sound."""
    centre, quality, top = 1681.974450955533, 0.7071752369554196, 3.999843853973347
    height = 10 ** (top / 20)
    middle = height**0.4996667741545416
    s = 1j * frequencies / centre
    upper = height * s**2 + middle / quality * s + 1
    return np.asarray(np.abs(upper / (s**2 + s / quality + 1)) ** 2)


def _high_pass(frequencies: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    """The power response of the second filter: low sounds count for less."""
    centre, quality = 38.13547087602444, 0.5003270373238773
    s = 1j * frequencies / centre
    return np.asarray(np.abs(s**2 / (s**2 + s / quality + 1)) ** 2)


# ---------------------------------------------------------------- the limiter

_STRETCH = SAMPLE_RATE // 1000
"""Samples in about a millisecond, the limiter's step."""
_REACH = 5
"""Steps before and after a peak over which the sound is turned down and up again."""


def _limited_gains(samples: _Samples, gain: float) -> _Floats | np.float32:
    """`gain`, turned down around peaks that would pass the ceiling, so smoothly that nobody hears."""
    ceiling = 32768 * 10 ** (CEILING / 20)
    count = -(-len(samples) // _STRETCH)
    padded = np.pad(samples, (0, count * _STRETCH - len(samples))).reshape(count, _STRETCH)
    # A row for each place in a step: numpy compares long rows many times faster than short ones.
    places = np.ascontiguousarray(padded.T)
    peaks = np.maximum(
        places.max(axis=0, initial=0), -places.min(axis=0, initial=0).astype(np.int32)
    )
    if peaks.max(initial=0) * gain <= ceiling:
        return np.float32(gain)
    wanted = np.minimum(gain, ceiling / np.maximum(peaks, 1))
    # The lowest gain wanted nearby, averaged over a shorter stretch, is at most the one wanted here.
    around = np.pad(wanted, 2 * _REACH, constant_values=gain)
    lowest = around[: len(around) - 2 * _REACH].copy()
    for shift in range(1, 2 * _REACH + 1):
        np.minimum(lowest, around[shift : len(lowest) + shift], out=lowest)
    smooth = np.convolve(lowest, np.ones(2 * _REACH + 1) / (2 * _REACH + 1), "valid")
    edges = np.minimum(np.append(smooth, gain), np.append(gain, smooth)).astype(np.float32)
    slope = np.linspace(0, 1, _STRETCH, endpoint=False, dtype=np.float32)
    gains = edges[:-1, None] + (edges[1:] - edges[:-1])[:, None] * slope
    return np.asarray(gains.reshape(-1)[: len(samples)], np.float32)
