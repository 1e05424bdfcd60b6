"""A sound file as a check sees it: decoded once, a piece at a time, and measured as it passes."""

from __future__ import annotations

import io
import math
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Any

import av
import msgspec
import numpy as np
import numpy.typing as npt
from av.error import BlockingIOError as NotYet
from av.error import EOFError as NoMore
from av.error import FFmpegError
from av.filter import Graph
from mutagen import MutagenError
from mutagen.id3 import ID3
from mutagen.mp3 import MP3, BitrateMode, HeaderNotFoundError

STEP = 0.005
"""Seconds: how finely loud and quiet are told apart."""


class NotASound(Exception):
    """The file cannot be read or decoded."""


class Line(msgspec.Struct, frozen=True):
    """A line of the transcript in the file, and when it is said."""

    text: str
    start: float
    end: float


class Sound:
    """An MP3 with its tags and measurements."""

    def __init__(self, data: bytes) -> None:
        """Raises NotASound where it cannot be decoded to its end."""
        try:
            info: Any = MP3(io.BytesIO(data)).info
            self.tags: Any = ID3(io.BytesIO(data), translate=False)
        except (HeaderNotFoundError, MutagenError) as error:
            raise NotASound(str(error)) from error
        self.is_constant = info.bitrate_mode in (BitrateMode.CBR, BitrateMode.UNKNOWN)
        self.encoder = str(info.encoder_info)
        meter = _Meter()
        try:
            with av.open(io.BytesIO(data), "r") as file:
                stream = file.streams.audio[0]
                self.rate: int = stream.rate
                self.channels: int = stream.codec_context.channels
                for frame in file.decode(stream):
                    meter.hear(frame)
        except (FFmpegError, IndexError) as error:
            raise NotASound(str(error)) from error
        self.duration = meter.samples / self.rate
        self.promised = float(info.length)
        self.loudness, self.peak = meter.result()
        self.steps = meter.steps()
        # A step is a whole number of samples, so a little less than asked for.
        self._step = int(self.rate * STEP) / self.rate
        loud = self.steps[self.steps > 1e-3]
        speech = float(np.percentile(loud, 90)) if len(loud) else 0.0
        # Pauses lie 32 dB and more below speech, whatever room the voice was recorded in.
        self.quiet = max(10 ** (-58 / 20), speech * 10 ** (-32 / 20))

    @property
    def lines(self) -> Sequence[Line]:
        """The transcript with times."""
        found = self.tags.getall("SYLT")
        entries = [(text, time / 1000) for text, time in found[0].text] if found else []
        ends = [start for _, start in [*entries, ("", self.duration)]][1:]
        return [Line(text, at, end) for (text, at), end in zip(entries, ends, strict=True)]

    def loudest(self, start: float, end: float) -> float:
        """The loudest 5 ms from `start` to `end`, as a share of full scale."""
        stretch = self.steps[max(0, int(start / self._step)) : max(0, math.ceil(end / self._step))]
        return float(stretch.max()) if len(stretch) else 0.0

    def silences(self) -> Iterator[tuple[float, float]]:
        """Every pause: when it begins, and how long it is."""
        loud = np.flatnonzero(self.steps > self.quiet)
        edges = np.concatenate([[-1], loud, [len(self.steps)]])
        for before, after in pairwise(edges.tolist()):
            if after - before > 1:
                yield (before + 1) * self._step, (after - before - 1) * self._step


class _Meter:
    """FFmpeg's meter of loudness and true peak (EBU R 128), and how loud each moment is."""

    def __init__(self) -> None:
        self.samples = 0
        self._parts: list[npt.NDArray[np.float32]] = []
        self._rest = np.zeros(0, np.float32)
        self._graph: Any = None
        self._sink: Any = None
        self._measured: dict[str, str] = {}
        self._step = 0

    def hear(self, frame: Any) -> None:
        if self._graph is None:
            self._start(frame)
        sound = np.asarray(frame.to_ndarray(), np.float32)
        if frame.format.name.startswith("s16"):
            sound = sound / np.float32(32768)
        mono = sound.reshape(-1) if frame.layout.nb_channels == 1 else sound.mean(axis=0)
        self.samples += frame.samples
        self._rest = np.concatenate([self._rest, mono])
        whole = len(self._rest) // self._step * self._step
        parts = self._rest[:whole].reshape(-1, self._step)
        self._parts.append(np.sqrt(np.mean(parts**2, axis=1)))
        self._rest = self._rest[whole:]
        self._graph.push(frame)
        self._pull()

    def result(self) -> tuple[float, float]:
        """LUFS and dBTP of all that was heard."""
        if self._graph is not None:
            self._graph.push(None)
            self._pull()
        if not self._measured:
            return -math.inf, -math.inf
        peak = float(self._measured["lavfi.r128.true_peaks_ch0"])
        loudness = float(self._measured["lavfi.r128.I"])
        return loudness, 20 * math.log10(peak) if peak > 0 else -math.inf

    def steps(self) -> npt.NDArray[np.float32]:
        return np.concatenate(self._parts) if self._parts else np.zeros(0, np.float32)

    def _start(self, frame: Any) -> None:
        self._step = int(frame.sample_rate * STEP)
        self._graph = Graph()
        layout = frame.layout.name
        source = self._graph.add_abuffer(
            sample_rate=frame.sample_rate, format=frame.format.name, layout=layout
        )
        meter = self._graph.add("ebur128", "metadata=1:peak=true")
        self._sink = self._graph.add("abuffersink")
        source.link_to(meter)
        meter.link_to(self._sink)
        self._graph.configure()

    def _pull(self) -> None:
        while True:
            try:
                # The last frame, which ends the stream, has no figures.
                self._measured = self._graph.pull().metadata or self._measured
            except (NotYet, NoMore):
                return
