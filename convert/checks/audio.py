"""The check of sound recordings: what a listener would hear, and what a player is told."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import pairwise
from statistics import median
from typing import Final

from convert.checks.audio_sound import Line, NotASound, Sound
from convert.checks.rule import Fault, Rule, broken, promises
from convert.findings import Finding, Level, Place

TITLE = "Sound"
MEDIA_TYPE = "audio/mpeg"
BROKEN: Final = "sound-broken"

LOUDNESS, LOUDNESS_TOLERANCE = -19.0, 1.0
"""LUFS (AU7, for one channel)."""
HIGHEST_PEAK = -1.0
"""dBTP (AU7)."""
LOWEST_RATE = 22_050
LONGEST_START, LONGEST_PAUSE, LONGEST_END = 1.5, 3.0, 3.0
"""Seconds of silence before, between and after the words."""
MARGIN = 0.015
SLOWEST, FASTEST = 7.0, 22.0
"""Characters a second that a voice says, in the middle of all lines."""
SLOW_LINE, FAST_LINE = 0.3, 2.2
"""How far one line may be from the others; figures and addresses take long to say."""
ENOUGH_LETTERS = 25
_TEXTS = {"TIT2": "title", "TPE1": "name of who made it", "TALB": "name of the publication"}


def check(data: bytes, *, path: str) -> Iterator[Finding]:
    """Everything about the recording that breaks a rule; `path` is for the findings."""
    try:
        sound = Sound(data)
    except NotASound as error:
        yield Finding(BROKEN, Level.ERROR, f"This cannot be played: {error}.", Place(path))
        return
    yield from broken(RULES, sound, path=path)


# ---------------------------------------------------------------- the sound


def _form(sound: Sound) -> Iterator[Fault]:
    if sound.channels != 1:
        yield Fault(f"It has {sound.channels} channels; speech needs one.")
    if sound.rate < LOWEST_RATE:
        yield Fault(f"{sound.rate} Hz make consonants dull.")
    if not sound.is_constant:
        yield Fault("Its bit rate varies, so players cannot jump to a sentence exactly.")


def _length(sound: Sound) -> Iterator[Fault]:
    if abs(sound.duration - sound.promised) > 0.1:
        yield Fault(f"It promises {sound.promised:.1f} seconds and lasts {sound.duration:.1f}.")
    if not sound.encoder:
        yield Fault("It does not say how late the encoder is, so players start it late.")


def _loudness(sound: Sound) -> Iterator[Fault]:
    if abs(sound.loudness - LOUDNESS) > LOUDNESS_TOLERANCE:
        yield Fault(f"It is {sound.loudness:.1f} LUFS loud; {LOUDNESS:.0f} is wanted.")


def _peak(sound: Sound) -> Iterator[Fault]:
    if sound.peak > HIGHEST_PEAK:
        yield Fault(f"Its peaks reach {sound.peak:.1f} dB; above {HIGHEST_PEAK:.0f} they crackle.")


def _silence(sound: Sound) -> Iterator[Fault]:
    for start, length in sound.silences():
        most = LONGEST_PAUSE
        if start == 0:
            most = LONGEST_START
        elif start + length > sound.duration - 0.01:
            most = LONGEST_END
        if length > most:
            yield Fault(f"Nothing is heard for {length:.1f} seconds from {start:.1f}.")


# ---------------------------------------------------------------- what players are told


def _tags(sound: Sound) -> Iterator[Fault]:
    for name, meaning in _TEXTS.items():
        if not str(sound.tags.get(name, "")).strip():
            yield Fault(f"It has no {meaning} ({name}).")
    if not re.fullmatch("[a-z]{3}", str(sound.tags.get("TLAN", ""))):
        yield Fault("It does not say its language in three letters (TLAN).")
    pictures = sound.tags.getall("APIC")
    if not pictures or not pictures[0].desc.strip():
        yield Fault("It has no cover that is described in words (APIC).")


def _transcript(sound: Sound) -> Iterator[Fault]:
    texts = sound.tags.getall("USLT")
    if not texts or not texts[0].text.strip():
        yield Fault("It has no transcript (USLT).")
    elif texts[0].text != "\n".join(line.text for line in sound.lines):
        yield Fault("Its transcript is not what its timed lines say.")


def _chapters(sound: Sound) -> Iterator[Fault]:
    chapters = sound.tags.getall("CHAP")
    contents = sound.tags.getall("CTOC")
    if not chapters or not contents:
        yield Fault("It has no chapters (CHAP, CTOC).")
        return
    in_time = sorted(chapters, key=lambda chapter: int(chapter.start_time))
    if list(contents[0].child_element_ids) != [chapter.element_id for chapter in in_time]:
        yield Fault("Its table of contents is not in the order of its chapters.")
    if in_time[0].start_time != 0:
        yield Fault("Its first chapter does not start at the start.")
    if abs(in_time[-1].end_time / 1000 - sound.duration) > 0.1:
        yield Fault("Its last chapter does not end at the end.")
    for before, after in pairwise(in_time):
        if before.end_time != after.start_time:
            yield Fault(f"There is a gap before the chapter {_title(after)}.")
        start = after.start_time / 1000
        if sound.loudest(start - MARGIN, start + MARGIN) > sound.quiet * 2:
            yield Fault(f"The chapter {_title(after)} starts in the middle of a word.")
    if not all(_title(chapter) for chapter in in_time):
        yield Fault("A chapter has no title.")


def _title(chapter: object) -> str:
    frames = getattr(chapter, "sub_frames", {})
    return str(frames["TIT2"]).strip() if "TIT2" in frames else ""


# ---------------------------------------------------------------- each line


def _lines(sound: Sound) -> Iterator[Fault]:
    lines = sound.lines
    if not lines or lines[0].start != 0:
        yield Fault("Its timed lines do not begin with the sound (SYLT).")
    for line in lines:
        if line.end - line.start < 0.1:
            yield Fault(f"There is no time to say {_quoted(line)}")
        elif sound.loudest(line.start, line.end) <= sound.quiet * 1.5:
            yield Fault(f"Nothing is heard for {_quoted(line)}")
    for line in lines[1:]:
        if sound.loudest(line.start - MARGIN, line.start + MARGIN) > sound.quiet * 2:
            yield Fault(f"A word is cut before {_quoted(line)}")


def _pace(sound: Sound) -> Iterator[Fault]:
    paces = [
        (len(line.text) / (line.end - line.start), line)
        for line in sound.lines
        if len(line.text) >= ENOUGH_LETTERS and line.end > line.start
    ]
    if len(paces) < 4:
        return
    middle = median(pace for pace, _ in paces)
    if not SLOWEST <= middle <= FASTEST:
        yield Fault(
            f"It says {middle:.1f} characters a second: words and sound do not fit together."
        )
    for pace, line in paces:
        if not middle * SLOW_LINE <= pace <= middle * FAST_LINE:
            yield Fault(f"The time does not fit the words of {_quoted(line)}")


def _quoted(line: Line) -> str:
    text = line.text if len(line.text) <= 60 else f"{line.text[:57]}…"
    return f"“{text}” at {line.start:.1f} seconds."


RULES: Final[tuple[Rule[Sound], ...]] = (
    Rule("sound-form", "The recording has one channel and a steady bit rate.", "AU5", _form),
    Rule("sound-length", "The recording is exactly as long as it says.", "our own rule", _length),
    Rule("sound-loudness", "The recording is as loud as others: -19 LUFS.", "AU7", _loudness),
    Rule("sound-peak", "Nothing in the recording crackles.", "AU7", _peak),
    Rule("sound-silence", "There is no long silence in the recording.", "AU5", _silence),
    Rule("sound-tags", "The recording says what it is, in which language.", "AU11", _tags),
    Rule("sound-transcript", "The recording holds the words that are said.", "AU12", _transcript),
    Rule("sound-chapters", "The recording has chapters in order, without gaps.", "AU10", _chapters),
    Rule(
        "sound-lines",
        "Every line is heard at its time, and no word is cut.",
        "our own rule",
        _lines,
    ),
    Rule("sound-pace", "Every line has about the time that its words need.", "AU5", _pace),
)
CODES: Mapping[str, str] = {
    BROKEN: "The recording can be played to its end.",
    **promises(RULES),
}
"""What each code means: what is true of a recording without this finding."""
