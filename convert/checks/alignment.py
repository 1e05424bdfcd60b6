"""Whether recordings and e-books say their words: PocketSphinx, told them, looks for them in the sound.

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
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import Any, Final

import av
import msgspec
import numpy as np
import numpy.typing as npt
from av.error import FFmpegError

from convert.checks.audio_sound import Line, NotASound, Sound
from convert.checks.epub_book import TYPE, Book, NotABook
from convert.checks.epub_talk import Talk
from convert.checks.programs import IS_PROJECT, not_run
from convert.files.cache import Cache, key
from convert.findings import Finding, Level, Place
from convert.languages import primary
from convert.pages.xhtml import Element
from convert.speech.lexicon import Lexicon
from convert.speech.spoken import spoken, words

NAME: Final = "PocketSphinx"
PACKAGE: Final = "pocketsphinx"
CODE: Final = "sound-words"
CODES: Mapping[str, str] = {CODE: "Every line of the recording holds the words it should say."}
"""What is true of a recording without this finding."""
VERSION: Final = "2"
"""Of what is done here; part of the name that verdicts are kept under."""

ENGLISH, ENGLISH_TAG = "en", "eng"
"""In e-books (BCP 47) and in the tags of recordings (ISO 639-2)."""
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


class _Missed(msgspec.Struct, frozen=True):
    """A line whose words are not all heard."""

    message: str
    place: Place
    text: str


class _NotHeard(Exception):
    """A file that cannot be listened to."""

    def __init__(self, reason: str, next_step: str) -> None:
        super().__init__(reason)
        self.next_step = next_step


def look(dist: Path, paths: Sequence[str], cache: Cache) -> Iterator[Finding]:
    """The lines of the recordings `paths` below `dist` whose words are not all heard."""
    yield from _look(dist, paths, cache, _in_recording)


def look_in_books(dist: Path, paths: Sequence[str], cache: Cache) -> Iterator[Finding]:
    """The clips of the e-books `paths` below `dist` that do not hold the words they go with."""
    yield from _look(dist, paths, cache, _in_book)


def _look(
    dist: Path,
    paths: Sequence[str],
    cache: Cache,
    listen: Callable[[_Aligner, bytes, str], Iterator[_Missed]],
) -> Iterator[Finding]:
    if not version():
        step = "pip install pocketsphinx" if IS_PROJECT else "pipx inject allways pocketsphinx"
        reason = f"the Python package “{PACKAGE}” is not installed"
        yield from (not_run(NAME, reason, f"Add it: {step}", path=path) for path in paths)
        return
    aligner = _Aligner(cache)
    for path in paths:
        try:
            for missed in listen(aligner, (dist / path).read_bytes(), path):
                yield Finding(
                    CODE,
                    Level.ERROR,
                    missed.message,
                    missed.place,
                    quote=missed.text,
                    next_step=_STEP,
                )
        except _NotHeard as failed:
            yield not_run(NAME, str(failed), failed.next_step, path=path)
        except (NotASound, NotABook) as error:
            yield not_run(NAME, f"it cannot be played ({error})", "Build again.", path=path)


def _in_recording(aligner: _Aligner, data: bytes, path: str) -> Iterator[_Missed]:
    sound = Sound(data)
    _only_english(str(sound.tags.get("TLAN", "")), ENGLISH_TAG)
    for number in aligner.missed(data, sound.lines):
        line = sound.lines[number]
        message = f"Line {number + 1}, at {line.start:.1f} seconds: not all its words are heard."
        yield _Missed(message, Place(path, line=number + 1), line.text)


def _in_book(aligner: _Aligner, data: bytes, path: str) -> Iterator[_Missed]:
    book = Book(data, path=path)
    languages = book.described("language")
    _only_english(primary((languages or [""])[0]), ENGLISH)
    named = {
        (page, name): element
        for page, root in book.pages.items()
        for element in root.iter()
        if (name := element.get("id")) is not None
    }
    clips = sorted(
        itertools.chain(*Talk(book).clips.values()), key=lambda clip: (clip.sound, clip.start)
    )
    for sound, group in itertools.groupby(clips, key=lambda clip: clip.sound):
        said = [clip for clip in group if (clip.page, clip.name) in named and sound in book.files]
        elements = [named[clip.page, clip.name] for clip in said]
        lines = [
            Line(_spoken_text(element), clip.start, clip.end)
            for clip, element in zip(said, elements, strict=True)
        ]
        for number in aligner.missed(book.files[sound], lines) if lines else ():
            line = lines[number]
            message = f"At {line.start:.1f} seconds of {sound}: not all its words are heard."
            yield _Missed(message, book.place(said[number].page, elements[number]), line.text)


def _only_english(lang: str, english: str) -> None:
    if lang != english:
        reason = f"it knows English only, and this recording is in “{lang}”"
        raise _NotHeard(reason, "Listen to it.")


def _spoken_text(element: Element) -> str:
    """What a clip says of an element: its words without the marks of notes, or its alternative."""
    return " ".join("".join(_pieces(element)).split())


def _pieces(element: Element) -> Iterator[str]:
    yield element.get("alt") or element.text or ""
    for child in element:
        if child.get(TYPE) != "noteref":
            yield from _pieces(child)
        yield child.tail or ""


class _Aligner:
    """The recogniser, which takes a second to load, and the verdicts that it gave before."""

    def __init__(self, cache: Cache) -> None:
        self._cache = cache

    @cached_property
    def _decoder(self) -> Any:
        from pocketsphinx import Decoder  # noqa: PLC0415  an extra, and slow to load

        return Decoder(lm=None, loglevel="FATAL")

    def missed(self, mp3: bytes, lines: Sequence[Line]) -> Sequence[int]:
        """Which of `lines`, in the order of their times, do not hold their words, from 0."""
        asked = msgspec.json.encode(lines)
        name = key("verdict-align", VERSION, version(), hashlib.sha256(mp3).digest(), asked)
        kept = self._cache.get(name)
        if kept is None:
            kept = msgspec.json.encode(list(self._missed(mp3, lines)))
            self._cache.put(name, kept)
        return msgspec.json.decode(kept, type=list[int])

    def _missed(self, mp3: bytes, lines: Sequence[Line]) -> Iterator[int]:
        for number, (line, samples) in enumerate(zip(lines, _cut(mp3, lines), strict=True)):
            said = _words(line.text)
            known = [word for word in said if self._decoder.lookup_word(word)]
            if known and len(known) >= KNOWN * len(said) and not self._fits(known, samples):
                yield number

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
