"""The sound of the words that are ours: cut out of what was recorded, and laid out page by page.

On every page of ours the clips touch and follow the page: some readers play on to the next clip
whatever lies between, and would else read a whole post while they show its list of contents.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

import msgspec

from convert.edition import Recording
from convert.formats.epub_parts.page import Page
from convert.speech.mp3 import FRAME, SAMPLE_RATE, Tape, Track

FRAMES_A_SECOND = SAMPLE_RATE / FRAME


class Sound(msgspec.Struct, frozen=True):
    """A stretch of a sound file inside the book, in seconds."""

    path: str
    start: float
    end: float


class Cut(msgspec.Struct, frozen=True):
    """A clip taken out of its recording."""

    granules: bytes
    frames: int


Cuts = Callable[[str], Cut | None]
"""From the id of a clip to the clip, or None where it was not recorded."""
Heard = Mapping[str, tuple[Sound, ...]]
"""For one page: from the id of an element to the sounds that speak it, in order."""


def cuts(*recordings: Recording | None) -> Cuts:
    """The clips of `recordings`, each cut when it is asked for."""
    tapes = [(Tape(one.mp3), one) for one in recordings if one is not None]
    places = {clip.id: (tape, clip) for tape, one in tapes for clip in one.clips}

    def cut(name: str) -> Cut | None:
        if name not in places:
            return None
        tape, clip = places[name]
        return stretch(tape, clip.start, clip.end)

    return cut


def stretch(tape: Tape, start: float, end: float) -> Cut:
    """The sound from `start` to `end`, in seconds."""
    first, last = round(start * FRAMES_A_SECOND), round(end * FRAMES_A_SECOND)
    return Cut(tape.cut(first, last), last - first)


def text_sounds(recording: Recording, *, path: str) -> dict[str, tuple[Sound, ...]]:
    """The clips of a post's own recording by id; no clip ends after the sound does."""
    end = _down_to_milliseconds(recording.duration)
    return {
        clip.id: (Sound(path, _milliseconds(clip.start), min(_milliseconds(clip.end), end)),)
        for clip in recording.clips
    }


class Layout:
    """One sound file in the making, for the words of ours on one page after another."""

    def __init__(self, path: str, cut: Cuts) -> None:
        self._path = path
        self._cut = cut
        self._track = Track()

    def add(self, page: Page) -> Heard:
        """Lay out what is said on `page`, in the page's order; what was not recorded is left."""
        heard: dict[str, tuple[Sound, ...]] = {}
        for name in _speaking(page):
            found = [self._cut(sentence.id) for sentence in page.spoken[name]]
            if all(found):
                heard[name] = tuple(self._lay(one) for one in found if one is not None)
        return heard

    def file(self) -> bytes:
        """The sound, or nothing where nothing was laid out; nothing may be added after this."""
        return self._track.file() if self._track.frames else b""

    def _lay(self, cut: Cut) -> Sound:
        start = self._track.frames
        self._track.add_sound(cut.granules)
        self._track.add_silence(start + cut.frames - self._track.frames)
        return Sound(self._path, _seconds(start), _seconds(start + cut.frames))


def _speaking(page: Page) -> Iterator[str]:
    names = (found.get("id", "") for found in page.body.iter())
    return (name for name in names if name in page.spoken)


def _seconds(frames: int) -> float:
    return _milliseconds(frames / FRAMES_A_SECOND)


def _milliseconds(seconds: float) -> float:
    return round(seconds * 1000) / 1000


def _down_to_milliseconds(seconds: float) -> float:
    return int(seconds * 1000) / 1000
