"""Audio files: tags that players read, transcripts of all that is said, chapters in order."""

from __future__ import annotations

import io
import json
import re
from itertools import chain, pairwise
from urllib.parse import unquote

import lxml.html
import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from mutagen.id3 import ID3

from convert.edition import Artifact, Clip, EasyRead, EasyReadStatus, Edition, Format, Narration
from convert.formats import audio, easy_read, recordings, web
from convert.settings import Publication
from convert.source.reader import Post
from convert.speech.narration import Brief
from convert.speech.recording import Voicing, narrate
from convert.speech.tags import three_letters
from convert.speech.voice import Pace
from tests.fakes import FakeVoice, MemoryCache
from tests.strategies import texts

PUBLICATION = Publication(
    title="Posts & more", publisher="The Example Group", base_url="https://example.org"
)


@pytest.fixture(scope="module")
def edition(kitchen_sink: Post) -> Edition:
    cache = MemoryCache()

    def told(pace: Pace) -> Narration:
        voicing = Voicing(FakeVoice(), str, cache)
        made = narrate(kitchen_sink.document, Brief(PUBLICATION, pace), voicing, places={})
        assert isinstance(made, Narration)
        return made

    return Edition(
        document=kitchen_sink.document,
        publication=PUBLICATION,
        assets=kitchen_sink.assets,
        readability=None,
        easy_read=EasyRead(kitchen_sink.document, EasyReadStatus.DRAFT, {}),
        narration=told(Pace.NORMAL),
        easy_narration=told(Pace.SLOW),
    )


@pytest.fixture(scope="module")
def files(edition: Edition) -> dict[str, Artifact]:
    made = chain.from_iterable(format_.render(edition) for format_ in (audio, web, easy_read))
    return {a.path.rsplit("/", 1)[1]: a for a in made if a.media_type in SOUND_KINDS}


SOUND_KINDS = ("audio/mpeg", "text/vtt", "application/json+chapters")
SOUNDS = [
    "kitchen-sink.mp3",
    "kitchen-sink-read-along.mp3",
    "kitchen-sink-easy-read.mp3",
    "kitchen-sink-easy-read-read-along.mp3",
]


def test_there_is_a_sound_a_transcript_and_chapters(files: dict[str, Artifact]) -> None:
    assert sorted(files) == sorted(
        [
            *SOUNDS,
            "kitchen-sink.vtt",
            "kitchen-sink-easy-read.vtt",
            "kitchen-sink-chapters.json",
        ]
    )
    assert {a.media_type for a in files.values()} == {
        "audio/mpeg",
        "text/vtt",
        "application/json+chapters",
    }


def test_the_files_are_the_same_every_time(edition: Edition) -> None:
    assert list(audio.render(edition)) == list(audio.render(edition))


def test_what_was_not_spoken_has_no_sound(edition: Edition) -> None:
    silent = msgspec.structs.replace(edition, narration=None, easy_narration=None)

    made = [file for format_ in (audio, web, easy_read) for file in format_.render(silent)]

    assert made
    assert [file.path for file in made if file.media_type in SOUND_KINDS] == []


@pytest.mark.parametrize("format_", [web, easy_read])
def test_a_page_comes_with_all_that_it_shows_and_plays(edition: Edition, format_: Format) -> None:
    made = {file.path: file for file in format_.render(edition)}
    (page,) = (file for file in made.values() if file.media_type == "text/html")
    folder = page.path.rpartition("/")[0]

    elements = lxml.html.fromstring(page.data).iter("img", "audio", "source")
    sources = {str(source) for each in elements if (source := each.get("src"))}

    assert any(source.endswith(".mp3") for source in sources)
    assert {f"{folder}/{unquote(source)}" for source in sources} <= set(made)


@pytest.mark.parametrize("name", SOUNDS)
def test_players_can_read_the_tags(files: dict[str, Artifact], edition: Edition, name: str) -> None:
    tags = ID3(io.BytesIO(files[name].data), translate=False)
    meta = edition.document.meta

    assert tags.version == (2, 3, 0)
    assert str(tags["TIT2"]) == meta.title
    assert str(tags["TPE1"]) == meta.author
    assert str(tags["TALB"]) == "Posts & more"
    assert str(tags["TLAN"]) == "eng"
    assert str(tags["TYER"]) == "2024"
    assert str(tags["TDAT"]) == "2902"
    assert str(tags["WOAS"]) == "https://example.org/posts/kitchen-sink/"
    assert "computer voice" in str(tags["COMM::eng"])
    assert tags.getall("APIC")[0].desc == f"Cover with the title: {meta.title}"


@pytest.mark.parametrize("name", SOUNDS)
def test_chapters_stand_in_time_order_in_the_file(files: dict[str, Artifact], name: str) -> None:
    data = files[name].data
    tags = ID3(io.BytesIO(data))
    order = [match.start() for match in re.finditer(rb"CHAP\x00\x00", data)]
    names = [data[at + 10 :].split(b"\x00", 1)[0].decode() for at in order]
    chapters = [tags[f"CHAP:{chapter}"] for chapter in names]

    assert names == list(tags["CTOC:contents"].child_element_ids)
    assert chapters[0].start_time == 0
    assert all(before.end_time == after.start_time for before, after in pairwise(chapters))
    assert chapters[-1].end_time == round(files[name].duration * 1000)


def test_a_picture_of_the_post_is_the_cover(edition: Edition) -> None:
    meta = msgspec.structs.replace(
        edition.document.meta, image="tea.png", image_alt="A cup of tea on a table"
    )
    document = msgspec.structs.replace(edition.document, meta=meta)

    made = next(iter(audio.render(msgspec.structs.replace(edition, document=document))))

    picture = ID3(io.BytesIO(made.data)).getall("APIC")[0]
    assert picture.desc == "A cup of tea on a table"
    assert picture.data == edition.assets["tea.png"].data


def test_the_sound_is_untouched_by_its_tags(files: dict[str, Artifact], edition: Edition) -> None:
    assert edition.narration is not None
    assert files["kitchen-sink.mp3"].data.endswith(edition.narration.listen.mp3)


def test_chapters_for_podcasts_are_those_of_the_recording(
    files: dict[str, Artifact], edition: Edition
) -> None:
    assert edition.narration is not None
    listed = json.loads(files["kitchen-sink-chapters.json"].data)

    assert listed["version"] == "1.2.0"
    assert [(c["title"], c["startTime"]) for c in listed["chapters"]] == [
        (c.title, round(c.start, 3)) for c in edition.narration.listen.chapters
    ]


# ---------------------------------------------------------------- transcripts

CUE = re.compile(r"(\d\d):(\d\d):(\d\d\.\d\d\d) --> (\d\d):(\d\d):(\d\d\.\d\d\d)\n((?:.+\n?)+)")


def cues(vtt: str) -> list[tuple[float, float, str]]:
    """Start, end and words of every cue, as a player reads them."""
    found = []
    for h1, m1, s1, h2, m2, s2, text in CUE.findall(vtt):
        start = int(h1) * 3600 + int(m1) * 60 + float(s1)
        end = int(h2) * 3600 + int(m2) * 60 + float(s2)
        words = text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
        found.append((start, end, words))
    return found


def squeezed(text: str) -> str:
    return "".join(text.split())


@given(st.lists(texts(), min_size=1, max_size=6))
def test_the_transcript_is_what_is_said(said: list[str]) -> None:
    clips = tuple(Clip(f"s{n}", text, n * 9.0, n * 9 + 9.0) for n, text in enumerate(said))

    vtt = recordings.webvtt(clips).decode()

    assert vtt.startswith("WEBVTT\n\n")
    assert "-->" not in re.sub(r"^[\d:.]+ --> [\d:.]+$", "", vtt, flags=re.MULTILINE)
    found = cues(vtt)
    assert squeezed("".join(words for _, _, words in found)) == squeezed("".join(said))
    assert all(len(line) <= 65 for _, _, words in found for line in words.splitlines())
    assert all(len(words.splitlines()) <= 2 for _, _, words in found)
    assert all(before[1] == after[0] for before, after in pairwise(found))
    assert all(start < end for start, end, _ in found)
    assert (found[0][0], found[-1][1]) == (0, len(said) * 9)


def test_the_transcript_of_a_post_has_its_announcements(
    files: dict[str, Artifact], edition: Edition
) -> None:
    assert edition.narration is not None
    said = " ".join(clip.text for clip in edition.narration.listen.clips)

    heard = "".join(words for _, _, words in cues(files["kitchen-sink.vtt"].data.decode()))

    assert squeezed(heard) == squeezed(said)
    assert "This recording lasts about" in heard


@pytest.mark.parametrize(
    ("tag", "code"), [("en-GB", "eng"), ("en", "eng"), ("cy", "cym"), ("tlh", "und")]
)
def test_languages_have_three_letters(tag: str, code: str) -> None:
    assert three_letters(tag) == code
