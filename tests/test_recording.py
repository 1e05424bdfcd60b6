"""Recordings: every sentence spoken once, at its time, at one loudness, the same bytes each time."""

from __future__ import annotations

import datetime as dt
import io
from itertools import pairwise

import msgspec
import numpy as np
import numpy.typing as npt
import pytest
import soundfile
from hypothesis import given, settings
from hypothesis import strategies as st

from convert.document import Document, Meta, Paragraph, Sentence, SentenceId, Text
from convert.edition import Narration, Recording
from convert.files.cache import NoCache
from convert.findings import Finding
from convert.settings import Publication
from convert.source.reader import Post
from convert.speech import loudness
from convert.speech.encoder import encode
from convert.speech.mp3 import FRAME, SAMPLE_RATE, Track
from convert.speech.narration import Brief
from convert.speech.preparation import prepared
from convert.speech.recording import Voicing, narrate
from convert.speech.voice import Sound
from convert.traversal import readings
from tests.fakes import FakeVoice, MemoryCache
from tests.strategies import documents, plain_texts

BRIEF = Brief(Publication(publisher="The Example Group", contact="hello@example.org"))


def as_written(text: str) -> str:
    return text


def told(
    document: Document, voice: FakeVoice, cache: MemoryCache | NoCache
) -> Narration | tuple[Finding, ...]:
    return narrate(document, BRIEF, Voicing(voice, as_written, cache), places={})


def spoken(document: Document, cache: MemoryCache | NoCache | None = None) -> Narration:
    made = told(document, FakeVoice(), cache or MemoryCache())
    assert isinstance(made, Narration)
    return made


@pytest.fixture(scope="module")
def narration(kitchen_sink: Post) -> Narration:
    return spoken(kitchen_sink.document)


@pytest.fixture(scope="module")
def short() -> Document:
    """A post of a few sentences."""
    title, *words = "Beans", "Sow them in May.", "Water them.", "Pick them young."
    sentences = [
        Sentence(SentenceId(f"s{number}"), (Text(text),)) for number, text in enumerate(words)
    ]
    return Document(
        slug="beans",
        meta=Meta(title=title, date=dt.date(2024, 2, 29)),
        title=Sentence(SentenceId("title"), (Text(title),)),
        blocks=(Paragraph(tuple(sentences)),),
    )


def samples(recording: Recording) -> npt.NDArray[np.float64]:
    decoded, rate = soundfile.read(io.BytesIO(recording.mp3))
    assert rate == SAMPLE_RATE
    return np.asarray(decoded, np.float64)


# ---------------------------------------------------------------- the stream


def test_a_sound_comes_out_where_it_was_put() -> None:
    """To the sample, in a decoder that reads the header: nothing drifts, however many sounds."""
    voice, track = FakeVoice(), Track()
    starts = []
    for text in ("Beans", "Peas and carrots", "It rained.") * 12:
        track.add_silence(9)
        starts.append(track.frames * FRAME)
        track.add_sound(encode(loudness.amplified(voice.speak(text).pcm, 0)))
    track.add_silence(9)

    decoded, _ = soundfile.read(io.BytesIO(track.file()))

    assert len(decoded) == track.frames * FRAME - 2 * FRAME
    for start, text in zip(starts, voice.spoken, strict=True):
        given = np.frombuffer(FakeVoice().speak(text).pcm, "<i2") / 32768
        shifts = range(-30, 31)
        fits = [np.dot(decoded[start + s : start + s + len(given)], given) for s in shifts]
        assert shifts[int(np.argmax(fits))] == 0


def test_sounds_are_decoded_as_if_they_stood_alone() -> None:
    """Laying granules out anew changes where their bits are, and nothing that is heard."""
    sounds = [encode(FakeVoice().speak(text).pcm) for text in ("One two three", "Four five")]
    alone = []
    together = Track()
    for sound in sounds:
        track = Track()
        for target in (track, together):
            target.add_silence(8)
            target.add_sound(sound)
            target.add_silence(8)
        alone.append(soundfile.read(io.BytesIO(track.file()))[0])

    both = soundfile.read(io.BytesIO(together.file()))[0]

    assert np.abs(np.concatenate(alone) - both).max() <= 1 / 32768


@given(st.lists(st.integers(1, 60_000), max_size=4), st.integers(0, 2**32 - 1))
@settings(max_examples=20)
def test_any_sound_fits_into_the_bit_rate(lengths: list[int], seed: int) -> None:
    """Noise at full scale asks for more bits than any voice."""
    noise = np.random.default_rng(seed)
    track = Track()
    for length in lengths:
        track.add_sound(encode(noise.integers(-32768, 32767, length, "<i2").tobytes()))

    decoded, _ = soundfile.read(io.BytesIO(track.file()))

    assert len(decoded) == (track.frames - 2) * FRAME


# ---------------------------------------------------------------- loudness


@given(plain_texts(), st.integers(-20, 6))
@settings(max_examples=20)
def test_loudness_agrees_with_ffmpegs_meter(text: str, decibels: int) -> None:
    pcm = loudness.amplified(FakeVoice().speak(text * 3).pcm, decibels)

    ours = loudness.loudness([loudness.levels(pcm)])

    assert ours == pytest.approx(_ebur128(pcm), abs=0.15)


def _ebur128(pcm: bytes) -> float:
    import av
    from av.filter import Graph

    graph = Graph()
    source = graph.add_abuffer(sample_rate=SAMPLE_RATE, format="s16", layout="mono")
    meter, sink = graph.add("ebur128", "metadata=1"), graph.add("abuffersink")
    source.link_to(meter)
    meter.link_to(sink)
    graph.configure()
    read = np.frombuffer(pcm, "<i2")[None, :]
    frame = av.AudioFrame.from_ndarray(read, format="s16", layout="mono")
    frame.sample_rate = SAMPLE_RATE
    graph.push(frame)
    graph.push(None)
    last = None
    while True:
        try:
            last = graph.pull()
        except (av.error.EOFError, av.error.BlockingIOError):
            break
    assert last is not None
    return float(last.metadata["lavfi.r128.I"])


@given(st.integers(0, 40), st.integers(0, 2**32 - 1))
@settings(max_examples=20)
def test_no_peak_passes_the_ceiling(decibels: int, seed: int) -> None:
    noise = np.random.default_rng(seed)
    bursts = noise.normal(0, 3000, 40_000) * (np.sin(np.arange(40_000) / 900) > 0)

    louder = np.frombuffer(loudness.amplified(bursts.astype("<i2").tobytes(), decibels), "<i2")

    assert np.abs(louder.astype(np.int32)).max() <= 32768 * 10 ** (loudness.CEILING / 20) + 1


def test_both_recordings_are_as_loud_as_they_should_be(narration: Narration) -> None:
    for recording in (narration.listen, narration.read_along):
        pcm = (samples(recording) * 32767).astype("<i2").tobytes()
        assert loudness.loudness([loudness.levels(pcm)]) == pytest.approx(loudness.TARGET, abs=1)


# ---------------------------------------------------------------- preparation


@pytest.mark.parametrize("rate", [8000, 16_000, 24_000, 44_100, 48_000])
def test_another_sample_rate_keeps_pitch_and_length(rate: int) -> None:
    time = np.arange(rate * 2) / rate
    tone = (9000 * np.sin(2 * np.pi * 1000 * time)).astype("<i2").tobytes()

    heard = np.frombuffer(prepared(Sound(tone, rate)), "<i2")

    assert len(heard) == pytest.approx(2 * SAMPLE_RATE, abs=SAMPLE_RATE // 100)
    spectrum = np.abs(np.fft.rfft(heard[: 2 * SAMPLE_RATE - 1000]))
    strongest = np.argmax(spectrum) * SAMPLE_RATE / (2 * SAMPLE_RATE - 1000)
    assert strongest == pytest.approx(1000, abs=1)


def test_silence_around_speech_is_trimmed() -> None:
    speech = FakeVoice().speak("Hello").pcm
    room = np.random.default_rng(0).normal(0, 12, SAMPLE_RATE).astype("<i2").tobytes()

    heard = prepared(Sound(room + speech + room, SAMPLE_RATE))

    assert 0 < len(heard) - len(speech) < 2 * SAMPLE_RATE * 0.15


def test_nothing_is_left_of_silence() -> None:
    assert prepared(Sound(bytes(SAMPLE_RATE), SAMPLE_RATE)) == b""


# ---------------------------------------------------------------- narrations


@given(documents(plain_texts()), st.sets(st.integers(1, 60)))
@settings(max_examples=12)
def test_sentences_in_are_clips_out_or_reported(document: Document, numbers: set[int]) -> None:
    """One that cannot be said withholds the recording: silence is never passed off as speech."""
    texts = [reading.sentence.text for reading in readings(document)]
    unspeakable = {texts[number] for number in numbers if number < len(texts)}
    ids = [reading.sentence.id for reading in readings(document)]
    mute = {r.sentence.id for r in readings(document) if r.sentence.text in unspeakable}

    made = told(document, FakeVoice(unspeakable=unspeakable), MemoryCache())

    if isinstance(made, Narration):
        assert not mute
        assert ids == [clip.id for clip in made.read_along.clips]
        assert sorted(ids) == sorted(
            clip.id for clip in made.listen.clips if not clip.id.startswith("say-")
        )
    else:
        assert mute == {finding.sentence for finding in made if finding.sentence}


def test_text_without_words_is_reported_with_its_place(kitchen_sink: Post) -> None:
    document = kitchen_sink.document
    first = next(readings(document)).sentence

    def wordless(text: str) -> str:
        return "" if text == first.text else text

    voicing = Voicing(FakeVoice(), wordless, MemoryCache())
    made = narrate(document, BRIEF, voicing, places=kitchen_sink.places)

    assert isinstance(made, tuple)
    assert [(f.code, f.sentence, f.quote) for f in made] == [("unspeakable", first.id, first.text)]
    assert made[0].place == kitchen_sink.places[first.id]


def test_clips_touch_and_fill_the_recording(narration: Narration) -> None:
    for recording in (narration.listen, narration.read_along):
        clips = recording.clips
        assert clips[0].start == 0
        assert all(before.end == after.start for before, after in pairwise(clips))
        assert clips[-1].end == recording.duration
        assert len(samples(recording)) == pytest.approx(recording.duration * SAMPLE_RATE, abs=1)


def test_clips_begin_and_end_in_silence(narration: Narration) -> None:
    """60 ms either way: players that pass over the encoder's delay are 50 ms late."""
    for recording in (narration.listen, narration.read_along):
        heard = np.abs(samples(recording))
        for clip in recording.clips[1:]:
            at, reach = round(clip.start * SAMPLE_RATE), SAMPLE_RATE * 60 // 1000
            assert heard[at - reach : at + reach].max() < 0.01, clip.text


def test_every_clip_holds_speech(narration: Narration) -> None:
    for recording in (narration.listen, narration.read_along):
        heard = samples(recording)
        for clip in recording.clips:
            inside = heard[round(clip.start * SAMPLE_RATE) : round(clip.end * SAMPLE_RATE)]
            assert np.abs(inside).max() > 0.05, clip.text


def test_chapters_are_the_headings_from_the_first_moment_to_the_last(
    narration: Narration, kitchen_sink: Post
) -> None:
    headings = [r.sentence for r in readings(kitchen_sink.document) if r.role == "heading"]
    for recording in (narration.listen, narration.read_along):
        chapters = recording.chapters
        assert [chapter.title for chapter in chapters] == [
            kitchen_sink.document.title.text,
            *(heading.text for heading in headings),
        ]
        assert chapters[0].start == 0
        assert all(before.end == after.start for before, after in pairwise(chapters))
        assert chapters[-1].end == recording.duration


def test_the_length_that_is_announced_is_the_length(narration: Narration) -> None:
    announced = next(c.text for c in narration.listen.clips if c.id == "say-length-1")

    assert announced == (
        f"This recording lasts about {round(narration.listen.duration / 60)} minutes."
    )


def test_the_same_words_give_the_same_bytes_with_a_cache_and_without(short: Document) -> None:
    assert spoken(short, MemoryCache()) == spoken(short, NoCache())


def test_an_edit_speaks_one_sentence(short: Document) -> None:
    cache, voice, again = MemoryCache(), FakeVoice(), FakeVoice()
    told(short, voice, cache)
    byline = (Sentence(SentenceId("by-s1"), (Text("By somebody else."),)),)

    told(msgspec.structs.replace(short, byline=byline), again, cache)

    assert len(voice.spoken) == len(set(voice.spoken))
    assert again.spoken == ["By somebody else."]


class Interrupted(FakeVoice):
    """A voice whose program is stopped while it speaks sentence `last`."""

    def __init__(self, last: int) -> None:
        super().__init__()
        self._last = last

    def speak(self, text: str) -> Sound:
        """As any voice, until it is stopped."""
        if len(self.spoken) == self._last:
            raise KeyboardInterrupt
        return super().speak(text)


@pytest.mark.parametrize("last", range(8))
def test_a_stopped_build_goes_on_where_it_was(short: Document, last: int) -> None:
    cache, stopped, after = MemoryCache(), Interrupted(last), FakeVoice()
    with pytest.raises(KeyboardInterrupt):
        told(short, stopped, cache)

    made = told(short, after, cache)

    assert made == spoken(short)
    assert len(stopped.spoken) == last
    assert not set(stopped.spoken) & set(after.spoken)


def test_a_voice_of_another_language_says_nothing(kitchen_sink: Post) -> None:
    voice = FakeVoice(lang="cy")

    made = told(kitchen_sink.document, voice, MemoryCache())

    assert isinstance(made, tuple)
    assert [finding.code for finding in made] == ["no-voice-for-language"]
    assert voice.spoken == []


def test_the_words_around_a_book_share_its_loudness(short: Document) -> None:
    around = [Sentence(SentenceId(f"say-{n}"), (Text(t),)) for n, t in enumerate(("Notes", "***"))]
    voicing = Voicing(FakeVoice(unspeakable={"***"}), as_written, MemoryCache())

    made = narrate(short, BRIEF, voicing, places={}, around=around)

    assert isinstance(made, Narration)
    assert made.around is not None
    assert [clip.text for clip in made.around.clips] == ["Notes"]
