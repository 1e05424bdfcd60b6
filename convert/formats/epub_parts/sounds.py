"""The sound of a page: clips cut out of what was recorded, laid out in the order of the page.

A page's clips touch and are in one file. Some readers play on to the next clip whatever lies
between, and would else read a whole post while they show its list of contents.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

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
Heard = Mapping[str, Sound]
"""For one page: from the id of an element to the sound that goes with it."""


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


def as_recorded(recording: Recording, *, path: str) -> dict[str, Sound]:
    """The clips of `recording` by id, where its file is used as it is.

    No clip ends after the sound does.
    """
    end = int(recording.duration * 1000) / 1000
    return {
        clip.id: Sound(path, _milliseconds(clip.start), min(_milliseconds(clip.end), end))
        for clip in recording.clips
    }


class Layout:
    """One sound file in the making, for one page after another."""

    def __init__(self, path: str, cut: Cuts) -> None:
        self.said: dict[str, Sound] = {}
        """The clips that were laid out, by their ids; of one laid out twice, the last."""
        self._path = path
        self._cut = cut
        self._track = Track()

    def add(self, page: Page, *, sentences: frozenset[str] = frozenset()) -> Heard:
        """Lay out what is said on `page`, in its order; what was not recorded is left out.

        `sentences` are ids of elements that are ids of clips too.
        """
        heard: dict[str, Sound] = {}
        for element in page.body.iter():
            name = element.get("id", "")
            own = page.spoken.get(name)
            clips = [one.id for one in own] if own else [name] if name in sentences else []
            found = [(clip, self._cut(clip)) for clip in clips]
            laid = [self._lay(clip, cut) for clip, cut in found if cut is not None]
            if laid and len(laid) == len(clips):
                heard[name] = Sound(self._path, laid[0].start, laid[-1].end)
        return heard

    def file(self) -> bytes:
        """The sound, or nothing where nothing was laid out; nothing may be added after this."""
        return self._track.file() if self._track.frames else b""

    def _lay(self, clip: str, cut: Cut) -> Sound:
        start = self._track.frames
        self._track.add_sound(cut.granules)
        self._track.add_silence(start + cut.frames - self._track.frames)
        self.said[clip] = Sound(self._path, _seconds(start), _seconds(start + cut.frames))
        return self.said[clip]


def _seconds(frames: int) -> float:
    return _milliseconds(frames / FRAMES_A_SECOND)


def _milliseconds(seconds: float) -> float:
    return round(seconds * 1000) / 1000
