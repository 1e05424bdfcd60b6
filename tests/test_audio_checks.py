"""The check of recordings: what is whole passes, and every seeded fault is named."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence

import msgspec
import pytest

from convert.checks.audio import RULES, check
from convert.checks.audio_sound import Sound
from convert.checks.rule import broken
from convert.document import Document, Meta, Paragraph, Sentence, SentenceId, Text
from convert.edition import Chapter, Clip, Narration, Recording
from convert.pages import cover
from convert.settings import Publication
from convert.speech.mp3 import Track
from convert.speech.narration import Brief
from convert.speech.recording import Voicing, narrate
from convert.speech.tags import Labels, Picture, tag
from tests.fakes import FakeVoice, MemoryCache

WORDS = ("Sow beans in May when it is warm.", "Water them early in the day.", "Pick them young.")


@pytest.fixture(scope="module")
def recording() -> Recording:
    document = Document(
        slug="beans",
        meta=Meta(title="Beans", date=dt.date(2024, 2, 29)),
        title=Sentence(SentenceId("title"), (Text("Growing beans"),)),
        blocks=(
            Paragraph(
                tuple(Sentence(SentenceId(f"s{n}"), (Text(t),)) for n, t in enumerate(WORDS))
            ),
        ),
    )
    voicing = Voicing(FakeVoice(), str, MemoryCache())
    made = narrate(document, Brief(Publication()), voicing, places={})
    assert isinstance(made, Narration)
    return made.listen


@pytest.fixture(scope="module")
def labels(recording: Recording) -> Labels:
    return Labels(
        title="Growing beans",
        artist="The Example Group",
        album="Posts for everyone",
        date=dt.date(2024, 2, 29),
        lang="en-GB",
        comment="Read by a computer voice.",
        clips=recording.clips,
        chapters=recording.chapters,
        duration=recording.duration,
        cover=Picture(cover.draw("Beans", shape=cover.Shape(300, 300)), "image/png", "A cover"),
    )


def found(data: bytes) -> set[str]:
    return {finding.code for finding in check(data, path="beans.mp3")}


def test_a_whole_recording_has_no_findings(recording: Recording, labels: Labels) -> None:
    assert list(check(tag(labels) + recording.mp3, path="beans.mp3")) == []


def later(clips: tuple[Clip, ...], seconds: float) -> list[Clip]:
    first, *rest = clips
    return [first, *(msgspec.structs.replace(clip, start=clip.start + seconds) for clip in rest)]


def wordy(clips: Sequence[Clip], *, all_of_them: int) -> list[Clip]:
    """The first few clips with words that take four times as long."""
    return [
        msgspec.structs.replace(clip, text=clip.text * 4) if number <= all_of_them else clip
        for number, clip in enumerate(clips)
    ]


Fault = Callable[[Labels], Labels]
CHAPTERS: dict[str, Callable[[Labels], list[Chapter]]] = {
    "no title": lambda made: [Chapter(" ", 0, made.duration, "a")],
    "a late start": lambda made: [Chapter("One", 0.2, made.duration, "a")],
    "an early end": lambda made: [Chapter("One", 0, made.duration - 1, "a")],
    "a gap": lambda made: [
        Chapter("One", 0, 0.1, "a"),
        Chapter("Two", made.clips[1].start, made.duration, "b"),
    ],
    "no order": lambda made: [
        Chapter("Two", made.clips[1].start, made.duration, "b"),
        Chapter("One", 0, made.clips[1].start, "a"),
    ],
}
FAULTS: dict[str, tuple[Fault, str]] = {
    "no title": (lambda made: msgspec.structs.replace(made, title=" "), "sound-tags"),
    "no cover": (lambda made: msgspec.structs.replace(made, cover=None), "sound-tags"),
    "no transcript": (lambda made: msgspec.structs.replace(made, clips=()), "sound-transcript"),
    "no chapters": (lambda made: msgspec.structs.replace(made, chapters=()), "sound-chapters"),
    "a chapter that starts in a word": (
        lambda made: msgspec.structs.replace(
            made,
            chapters=[
                Chapter("One", 0, made.clips[1].start + 0.5, "a"),
                Chapter("Two", made.clips[1].start + 0.5, made.duration, "b"),
            ],
        ),
        "sound-chapters",
    ),
    "far too many words": (
        lambda made: msgspec.structs.replace(made, clips=wordy(made.clips, all_of_them=99)),
        "sound-pace",
    ),
    "one line of too many words": (
        lambda made: msgspec.structs.replace(made, clips=wordy(made.clips, all_of_them=1)),
        "sound-pace",
    ),
    "lines half a second late": (
        lambda made: msgspec.structs.replace(made, clips=later(tuple(made.clips), 0.5)),
        "sound-lines",
    ),
}


@pytest.mark.parametrize("what", CHAPTERS)
def test_chapters_that_are_not_right_are_named(
    recording: Recording, labels: Labels, what: str
) -> None:
    made = msgspec.structs.replace(labels, chapters=CHAPTERS[what](labels))

    assert "sound-chapters" in found(tag(made) + recording.mp3)


@pytest.mark.parametrize(("break_it", "code"), FAULTS.values(), ids=FAULTS.keys())
def test_every_seeded_fault_in_the_labels_is_named(
    recording: Recording, labels: Labels, break_it: Fault, code: str
) -> None:
    assert code in found(tag(break_it(labels)) + recording.mp3)


SOUNDS: dict[str, tuple[dict[str, object], str]] = {
    "two channels": ({"channels": 2}, "sound-form"),
    "too few samples": ({"rate": 16_000}, "sound-form"),
    "a bit rate that varies": ({"is_constant": False}, "sound-form"),
    "an encoder that is not named": ({"encoder": ""}, "sound-length"),
    "peaks that crackle": ({"peak": -0.5}, "sound-peak"),
    "another length than promised": ({"promised": 99.0}, "sound-length"),
}


@pytest.mark.parametrize(("changed", "code"), SOUNDS.values(), ids=SOUNDS.keys())
def test_every_seeded_fault_in_the_sound_is_named(
    recording: Recording, labels: Labels, changed: dict[str, object], code: str
) -> None:
    sound = Sound(tag(labels) + recording.mp3)
    vars(sound).update(changed)

    assert {finding.code for finding in broken(RULES, sound, path="beans.mp3")} == {code}


def test_a_language_or_a_transcript_that_is_not_right_is_named(
    recording: Recording, labels: Labels
) -> None:
    sound = Sound(tag(labels) + recording.mp3)
    sound.tags.getall("USLT")[0].text = "Other words."
    del sound.tags["TLAN"]

    codes = {finding.code for finding in broken(RULES, sound, path="beans.mp3")}

    assert codes == {"sound-tags", "sound-transcript"}


def test_a_file_that_stops_early_is_named(recording: Recording, labels: Labels) -> None:
    whole = tag(labels) + recording.mp3

    assert "sound-length" in found(whole[: len(whole) - len(recording.mp3) // 3])


def test_a_silent_file_is_named(recording: Recording, labels: Labels) -> None:
    track = Track()
    track.add_silence(round(recording.duration * 22_050 / 576))

    assert {"sound-loudness", "sound-silence", "sound-lines"} <= found(tag(labels) + track.file())


def test_what_is_no_sound_is_broken() -> None:
    assert found(b"not a sound at all" * 99) == {"sound-broken"}
