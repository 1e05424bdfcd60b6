"""Looking for the words in the sound: what is whole passes, and what is missing is named."""

from __future__ import annotations

import datetime as dt
from contextlib import closing
from pathlib import Path

import msgspec
import pytest

from convert.checks import alignment
from convert.document import Document, Meta, Paragraph, Sentence, SentenceId, Text
from convert.edition import Clip, Narration
from convert.findings import Finding, Level
from convert.formats import epub
from convert.settings import Publication
from convert.speech.lexicon import Lexicon
from convert.speech.narration import Brief
from convert.speech.recording import Voicing, narrate, said_in
from convert.speech.tags import Labels, tag
from convert.speech.voice import Sound, VoiceSettings
from convert.voices import espeak
from tests.epub_books import PUBLICATION, changed, rendered, silent
from tests.fakes import FakeVoice, MemoryCache
from tests.test_epub_reader import small_post

WORDS = (
    "Sow the beans in the month of May, when the ground is warm and dry.",
    "Give them water early in the morning, before the sun is high.",
    "Our neighbours pick theirs while they are young and tender.",
)


class Cutting(FakeVoice):
    """Sentences of eSpeak NG; those that hold a word lose their last third."""

    def __init__(self, word: str) -> None:
        super().__init__()
        self._word = word

    def speak(self, text: str) -> Sound:
        """The sound of `text`, or two thirds of it."""
        with closing(espeak.open("", VoiceSettings())) as speaker:
            sound = speaker.speak(text)
        kept = len(sound.pcm) // 3 * 2 // 2 * 2
        lost = self._word and self._word in text
        return Sound(sound.pcm[:kept], sound.sample_rate) if lost else sound


def recording(*, without_the_end: str = "") -> Narration:
    document = Document(
        slug="beans",
        meta=Meta(title="Beans", date=dt.date(2024, 2, 29)),
        title=Sentence(SentenceId("title"), (Text("Growing beans at home"),)),
        blocks=(
            Paragraph(
                tuple(Sentence(SentenceId(f"s{n}"), (Text(t),)) for n, t in enumerate(WORDS))
            ),
        ),
    )
    voicing = Voicing(Cutting(without_the_end), str, MemoryCache())
    made = narrate(document, Brief(Publication()), voicing, places={})
    assert isinstance(made, Narration)
    return made


@pytest.fixture(scope="module")
def whole() -> Narration:
    return recording()


def found(folder: Path, made: Narration, *clips: Clip, lang: str = "en-GB") -> list[Finding]:
    """What is found in its read-along sound, where `clips` are what it should say."""
    along = made.read_along
    labels = Labels(
        title="Growing beans",
        artist="The Example Group",
        album="Posts for everyone",
        date=dt.date(2024, 2, 29),
        lang=lang,
        comment="",
        clips=clips or along.clips,
        chapters=along.chapters,
        duration=along.duration,
        cover=None,
    )
    (folder / "beans.mp3").write_bytes(tag(labels) + along.mp3)
    return list(alignment.look(folder, ["beans.mp3"], MemoryCache()))


@pytest.mark.voice
def test_a_whole_recording_holds_its_words(tmp_path: Path, whole: Narration) -> None:
    assert found(tmp_path, whole) == []


@pytest.mark.voice
def test_a_sentence_without_its_last_third_is_named(tmp_path: Path) -> None:
    missed = found(tmp_path, recording(without_the_end="water"))

    assert [(finding.code, finding.quote) for finding in missed] == [(alignment.CODE, WORDS[1])]
    assert all(finding.level is Level.ERROR and finding.next_step for finding in missed)


@pytest.mark.voice
def test_sentences_in_each_others_place_are_named(tmp_path: Path, whole: Narration) -> None:
    *before, one, two = whole.read_along.clips
    swapped = (
        msgspec.structs.replace(one, text=two.text),
        msgspec.structs.replace(two, text=one.text),
    )

    missed = found(tmp_path, whole, *before, *swapped)

    assert [finding.quote for finding in missed] == [two.text, one.text]


@pytest.mark.voice
def test_a_recording_in_another_language_is_not_run(tmp_path: Path, whole: Narration) -> None:
    assert [finding.level for finding in found(tmp_path, whole, lang="cy")] == [Level.NOT_RUN]


def test_without_the_package_it_is_not_run_and_says_how_to_get_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(alignment, "PACKAGE", "a_package_that_is_not_there")

    (finding,) = alignment.look(tmp_path, ["beans.mp3"], MemoryCache())

    assert finding.level is Level.NOT_RUN
    assert "pocketsphinx" in finding.next_step


@pytest.fixture(scope="module")
def book() -> bytes:
    """An e-book that eSpeak NG reads."""
    edition = silent(small_post())
    with closing(espeak.open("", VoiceSettings())) as speaker:
        voicing = Voicing(speaker, said_in("en-GB", Lexicon.empty()), MemoryCache())
        around = epub.own_words(edition, speaker.name)
        document, brief = edition.document, Brief(PUBLICATION)
        made = narrate(document, brief, voicing, places={}, around=around)
    assert isinstance(made, Narration)
    return rendered(msgspec.structs.replace(edition, narration=made))


@pytest.mark.voice
def test_an_e_book_says_the_words_that_light_up(tmp_path: Path, book: bytes) -> None:
    (tmp_path / "small.epub").write_bytes(book)

    assert list(alignment.look_in_books(tmp_path, ["small.epub"], MemoryCache())) == []


@pytest.mark.voice
def test_words_that_light_up_while_others_are_heard_are_named(tmp_path: Path, book: bytes) -> None:
    other = "Nobody had ever told the teacher about the swimming pool."
    wrong = changed(book, ".xhtml", lambda text: text.replace("Words number 5.", other))
    (tmp_path / "small.epub").write_bytes(wrong)

    found = list(alignment.look_in_books(tmp_path, ["small.epub"], MemoryCache()))

    assert [finding.quote for finding in found] == [other]
    assert found[0].place.path.endswith(".xhtml")
