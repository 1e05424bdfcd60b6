"""Whether each recording says its words: PocketSphinx, told the words, looks for them in the sound.

It catches what no measurement of loudness or pace does: a sentence without its end, or one in the
place of another. Its model and its dictionary are of American English, so names that it does not
know are left out, and a line of mostly such names is passed over. A single word that is wrong
in a long line may escape it.
"""

from __future__ import annotations

import hashlib
import importlib.metadata
import importlib.util
import io
import itertools
import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Final

import av
import msgspec
import numpy as np
import numpy.typing as npt
from av.error import FFmpegError

from convert.checks.audio_sound import Line, NotASound, Sound
from convert.checks.epub_tools import IS_PROJECT, not_run
from convert.files.cache import Cache, key
from convert.findings import Finding, Level, Place
from convert.speech.lexicon import Lexicon
from convert.speech.spoken import spoken, words

NAME: Final = "PocketSphinx"
PACKAGE: Final = "pocketsphinx"
CODE: Final = "sound-words"
CODES: Mapping[str, str] = {CODE: "Every line of the recording holds the words it should say."}
"""What is true of a recording without this finding."""
VERSION: Final = "1"
"""Of what is done here; part of the name that verdicts are kept under."""

RATE: Final = 16_000
"""What the model was trained on."""
KNOWN: Final = 0.7
"""The share of words that must be in the dictionary for a line to be looked at."""
LOUD: Final = 18_000
NOISE: Final = 60
"""Of 32 767. Synthetic speech is cleaner than any that the model has met, and a little noise
halves what it fails to know (25 minutes of eSpeak NG)."""
_WORD = re.compile(r"[a-z']*[a-z][a-z']*")
_STEP = (
    "Listen to it there. If words are missing, empty the cache and build again; "
    "if all are there, the fault is ours: please tell us."
)

Samples = npt.NDArray[np.int16]


def version() -> str:
    """The version of PocketSphinx; empty where it is not there."""
    there = importlib.util.find_spec(PACKAGE) is not None
    return importlib.metadata.version(PACKAGE) if there else ""


def look(dist: Path, paths: Sequence[str], cache: Cache) -> Iterator[Finding]:
    """The lines of the recordings `paths` below `dist` whose words are not all heard."""
    if not version():
        step = "pip install pocketsphinx" if IS_PROJECT else "pipx inject allways pocketsphinx"
        reason = f"the Python package “{PACKAGE}” is not installed"
        yield from (not_run(NAME, reason, f"Add it: {step}", path=path) for path in paths)
        return
    aligner = _Aligner()
    for path in paths:
        yield from _kept(aligner, (dist / path).read_bytes(), path, cache)


def _kept(aligner: _Aligner, data: bytes, path: str, cache: Cache) -> Iterator[Finding]:
    name = key("verdict-align", VERSION, version(), hashlib.sha256(data).digest())
    kept = cache.get(name)
    if kept is None:
        try:
            lang = str(Sound(data).tags.get("TLAN", ""))
            if lang != "eng":
                reason = f"it knows English only, and this recording is in “{lang}”"
                yield not_run(NAME, reason, "Listen to it.", path=path)
                return
            missed = list(aligner.missed(data))
        except NotASound as error:
            yield not_run(NAME, f"it cannot be played ({error})", "Build again.", path=path)
            return
        kept = msgspec.json.encode(missed)
        cache.put(name, kept)
    for number, line in msgspec.json.decode(kept, type=list[tuple[int, Line]]):
        message = f"Line {number}, at {line.start:.1f} seconds: not all its words are heard."
        place = Place(path, line=number)
        yield Finding(CODE, Level.ERROR, message, place, quote=line.text, next_step=_STEP)


class _Aligner:
    """The recogniser, which takes a second to load."""

    def __init__(self) -> None:
        from pocketsphinx import Decoder  # noqa: PLC0415  an extra, and slow to load

        self._decoder = Decoder(lm=None, loglevel="FATAL")

    def missed(self, data: bytes) -> Iterator[tuple[int, Line]]:
        """The lines of a recording that do not hold their words, counted from 1."""
        lines = Sound(data).lines
        for number, (line, samples) in enumerate(zip(lines, _cut(data, lines), strict=True), 1):
            said = _words(line.text)
            known = [word for word in said if self._decoder.lookup_word(word)]
            if known and len(known) >= KNOWN * len(said) and not self._fits(known, samples):
                yield number, line

    def _fits(self, known: Sequence[str], samples: Samples) -> bool:
        most = int(np.abs(samples.astype(np.int32)).max(initial=0))
        if most == 0:
            return False
        # The same noise every time, so that a verdict does not depend on luck.
        noise = np.random.default_rng(0).normal(0, NOISE, len(samples))
        sound = np.clip(samples * (LOUD / most) + noise, -32767, 32767).astype(np.int16)
        decoder = self._decoder
        decoder.set_align_text(" ".join(known))
        decoder.start_utt()
        decoder.process_raw(sound.tobytes(), full_utt=True)
        decoder.end_utt()
        return decoder.hyp() is not None


def _words(text: str) -> Sequence[str]:
    """The words as a voice says them; the publication's own names are not in the dictionary."""
    said = words(spoken(text, "en-GB", Lexicon.empty())).lower().replace("-", " ")
    return [word.strip("'") for word in _WORD.findall(said.replace("’", "'"))]


def _cut(data: bytes, lines: Sequence[Line]) -> Iterator[Samples]:
    """The sound of each line, one at a time: memory does not grow with the recording."""
    pieces = _decoded(data)
    rest, begins = np.zeros(0, np.int16), 0
    for line in lines:
        start, end = (round(time * RATE) for time in (line.start, line.end))
        held = [rest, *_until(pieces, end - begins - len(rest))]
        rest = np.concatenate(held)[max(0, start - begins) :]
        begins = max(begins, start)
        yield rest[: end - begins]


def _until(pieces: Iterator[Samples], wanted: int) -> Iterator[Samples]:
    while wanted > 0 and (piece := next(pieces, None)) is not None:
        wanted -= len(piece)
        yield piece


def _decoded(data: bytes) -> Iterator[Samples]:
    """The samples of an MP3 at the rate of the model, a frame at a time."""
    change = av.AudioResampler(format="s16", layout="mono", rate=RATE)
    try:
        with av.open(io.BytesIO(data), "r") as file:
            frames: Iterator[Any] = itertools.chain(file.decode(file.streams.audio[0]), (None,))
            for frame in frames:
                for changed in change.resample(frame):
                    yield changed.to_ndarray().reshape(-1).astype(np.int16)
    except FFmpegError as error:
        raise NotASound(str(error)) from error
