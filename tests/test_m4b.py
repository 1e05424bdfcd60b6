"""The talking book of a publication: a chapter a post, exact times, the same bytes each time."""

from __future__ import annotations

import io
from pathlib import Path

import av
import numpy as np
import pytest
from mutagen.mp4 import MP4

from convert.files.cache import FolderCache, NoCache
from convert.pages import cover
from convert.speech.aac import packets
from convert.speech.encoder import encode
from convert.speech.m4b import About, Part, book, chapter, digest
from convert.speech.mp3 import FRAME, SAMPLE_RATE, Tape, Track
from convert.speech.tags import Picture
from tests.fakes import FakeVoice

ABOUT = About(
    title="Posts for everyone",
    artist="The Example Group",
    lang="en-GB",
    year="2024",
    comment="Read by a computer voice.",
    picture=Picture(cover.draw("Posts", shape=cover.Shape(300, 300)), "image/png", "A cover"),
)


FRAME_OF_AAC = 1024 / SAMPLE_RATE
"""Seconds: no chapter can begin between two of them."""


def recording(title: str) -> tuple[bytes, float]:
    track = Track()
    track.add_silence(15)
    track.add_sound(encode(FakeVoice().speak(title * 3).pcm))
    track.add_silence(30)
    return track.file(), track.frames * FRAME / SAMPLE_RATE


def part(title: str) -> Part:
    data, duration = recording(title)
    return Part(title, duration, lambda: chapter(digest(data), lambda: data, NoCache()))


@pytest.fixture(scope="module")
def parts() -> list[Part]:
    return [part("Sowing beans"), part("Pulling carrots"), part("A day of rain")]


@pytest.fixture(scope="module")
def made(parts: list[Part]) -> bytes:
    return book(parts, ABOUT)


def test_every_recording_is_a_chapter(made: bytes, parts: list[Part]) -> None:
    starts = [sum(p.duration for p in parts[:number]) for number in range(len(parts))]

    chapters = MP4(io.BytesIO(made)).chapters

    assert chapters is not None
    assert [chapter.title for chapter in chapters] == [p.title for p in parts]
    assert [chapter.start for chapter in chapters] == pytest.approx(
        starts, abs=2 * len(parts) * FRAME_OF_AAC
    )


def test_it_is_as_long_as_its_recordings(made: bytes, parts: list[Part]) -> None:
    with av.open(io.BytesIO(made), "r") as container:
        stream = container.streams.audio[0]
        samples = sum(frame.samples for frame in container.decode(stream))

        assert (stream.rate, stream.codec_context.channels) == (SAMPLE_RATE, 1)
        assert stream.metadata["language"] == "eng"
    length = sum(p.duration for p in parts)
    assert samples / SAMPLE_RATE == pytest.approx(length, abs=2 * len(parts) * FRAME_OF_AAC)


def test_it_says_what_it_is(made: bytes) -> None:
    tags = MP4(io.BytesIO(made)).tags

    assert tags is not None
    assert tags["\xa9nam"] == ["Posts for everyone"]
    assert tags["\xa9ART"] == ["The Example Group"]
    assert bytes(tags["covr"][0]) == ABOUT.picture.data


def test_players_need_not_read_to_the_end_to_begin(made: bytes) -> None:
    assert made.index(b"moov") < made.index(b"mdat")


def test_the_book_is_the_same_every_time(
    made: bytes, parts: list[Part], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))

    assert book(parts, ABOUT) == made
    assert list(tmp_path.iterdir()) == []


def test_a_chapter_begins_with_its_own_silence_and_holds_its_sound(
    made: bytes, parts: list[Part]
) -> None:
    chapters = MP4(io.BytesIO(made)).chapters
    assert chapters is not None
    with av.open(io.BytesIO(made), "r") as container:
        sound = np.concatenate([f.to_ndarray()[0] for f in container.decode(audio=0)])
    level = np.abs(sound)

    for one in chapters:
        start = round(one.start * SAMPLE_RATE)
        assert level[start : start + SAMPLE_RATE // 4].max() < 0.01
        assert level[start + SAMPLE_RATE // 2 : start + SAMPLE_RATE].max() > 0.1


def test_a_recording_is_encoded_once_however_many_books_it_is_in(tmp_path: Path) -> None:
    data, _ = recording("Sowing beans")
    cache = FolderCache(tmp_path)
    first = chapter(digest(data), lambda: data, cache)

    def unread() -> bytes:
        pytest.fail("it was encoded before")

    assert chapter(digest(data), unread, cache) == first


def of_several(*titles: str) -> bytes:
    track = Track()
    for title in titles:
        track.add_silence(40)
        track.add_sound(encode(FakeVoice().speak(title * 2).pcm))
    track.add_silence(40)
    return track.file()


def stretches(folder: Path) -> int:
    return len([path for path in (folder / "stretch").rglob("*") if path.is_file()])


def test_an_edit_encodes_its_own_paragraph_again(tmp_path: Path) -> None:
    cache = FolderCache(tmp_path)
    packets(of_several("Sowing beans", "Rain", "Home"), cache)
    before = stretches(tmp_path)
    packets(of_several("Sowing beans", "Rain until four", "Home"), cache)

    assert (before, stretches(tmp_path)) == (3, 4)


def test_paragraphs_stay_where_they_were_recorded() -> None:
    data = of_several("Sowing beans", "Rain until four", "Home", "Tea")
    length = Tape(data).frames * FRAME / SAMPLE_RATE
    made = book([Part("All", length, lambda: chapter("all", lambda: data, NoCache()))], ABOUT)

    recorded, bound = loud(data), loud(made)

    assert len(recorded) == 4
    # The encoder starts up in one packet; a paragraph begins half of one early or late at most.
    expected = [start + FRAME_OF_AAC for start in recorded]
    assert bound == pytest.approx(expected, abs=0.6 * FRAME_OF_AAC)


def loud(file: bytes) -> list[float]:
    """When sound begins after quiet, in seconds."""
    with av.open(io.BytesIO(file), "r") as container:
        sound = np.concatenate([f.to_ndarray()[0] for f in container.decode(audio=0)])
    places = np.flatnonzero(np.abs(sound) > np.abs(sound).max() / 20) / SAMPLE_RATE
    return [float(places[0]), *places[1:][np.diff(places) > 0.3].tolist()]
