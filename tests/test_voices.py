"""Voices: what every engine promises, and each engine for real."""

from __future__ import annotations

import array
import contextlib
import dataclasses
import datetime as dt
import importlib.util
import io
import json
import os
import string
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
import soundfile
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from convert import voices
from convert.document import Document, Meta, Paragraph, Sentence, SentenceId, Text
from convert.edition import Narration
from convert.errors import BadArguments, MissingTool, VoiceFailed
from convert.files import fetched
from convert.files.fetched import Fetched
from convert.settings import Publication
from convert.speech.lexicon import Lexicon
from convert.speech.narration import Brief
from convert.speech.recording import Voicing, narrate, said_in
from convert.speech.spoken import spoken, unspeakable, words
from convert.speech.voice import (
    Engine,
    Pace,
    Sound,
    Speaker,
    VoiceSettings,
    checked,
    letters_as_words,
)
from convert.voices import espeak, flite, piper
from convert.voices.flite_worker import compiled
from convert.voices.worker import Worker
from tests import tools
from tests.fakes import MemoryCache

SENTENCE = "The hall is warm and the tea is ready."
REAL = ("espeak", "flite", "piper")


# ---------------------------------------------------------------- the table


@pytest.mark.parametrize("engine", voices.VOICES.values(), ids=voices.VOICES)
def test_every_engine_names_itself_and_its_voices(engine: Engine) -> None:
    names = engine.voices(VoiceSettings())

    assert engine.TITLE
    assert names
    assert all(name.engine == engine.TITLE and name.licence for name in names)


@pytest.mark.parametrize("engine", voices.VOICES.values(), ids=voices.VOICES)
def test_only_an_online_engine_needs_a_warning(engine: Engine) -> None:
    assert bool(engine.WARNING) == engine.ONLINE


@pytest.mark.parametrize("choice", ["nobody", "espeak:nobody", "flite:nobody", "gtts:nobody"])
def test_a_voice_that_does_not_exist_is_refused_by_name(choice: str) -> None:
    with pytest.raises((BadArguments, MissingTool), match=r"nobody|fetched"):
        voices.choose(choice, VoiceSettings())


def test_the_listing_has_every_voice_and_says_why_one_cannot_speak() -> None:
    rows = {row.choice: row for row in voices.listing(VoiceSettings())}

    assert {"flite:awb", "espeak:en-gb-x-rp", "piper", "gtts:en-GB"} <= rows.keys()
    assert "voice file" in rows["piper"].why_not
    assert rows["gtts:en-GB"].online
    assert not rows["espeak:en-gb-x-rp"].online


@pytest.mark.parametrize(
    ("usable", "chosen"),
    [
        ({"piper", "flite", "espeak"}, "piper"),
        ({"flite", "espeak"}, "flite"),
        ({"espeak"}, "espeak"),
        ({"gtts"}, "espeak"),
    ],
    ids=["Piper where it is set up", "else Flite", "else eSpeak", "never the online voice"],
)
def test_auto_takes_the_best_voice_that_works_offline(
    monkeypatch: pytest.MonkeyPatch, usable: set[str], chosen: str
) -> None:
    asked: list[str] = []
    for key, engine in voices.VOICES.items():
        reason = None if key in usable else "not here"
        monkeypatch.setattr(engine, "why_not", lambda _, reason=reason: reason)
        monkeypatch.setattr(engine, "open", lambda *_, key=key: asked.append(key))

    voices.choose("auto", VoiceSettings())

    assert asked == [chosen]


def test_choosing_a_voice_by_name_warns_where_text_leaves_the_machine() -> None:
    assert "sent to Google" in voices.warning("gtts:en-GB")
    assert voices.warning("auto") == ""
    assert voices.warning("flite") == ""


def test_the_slow_pace_is_never_faster_than_the_normal_one() -> None:
    assert VoiceSettings.at(Pace.SLOW).words_a_minute == 120
    assert VoiceSettings.at(Pace.SLOW, speed=100).words_a_minute == 100
    assert VoiceSettings.at(Pace.NORMAL, speed=170).words_a_minute == 170


# ---------------------------------------------------------------- is it speech?


def tone(seconds: float, *, level: int = 8000, rate: int = 16_000) -> Sound:
    samples = array.array("h", [level, -level] * round(seconds * rate / 2))
    return Sound(samples.tobytes(), rate)


def test_sound_of_the_right_length_is_speech() -> None:
    sound = tone(2.5)

    assert checked(sound, SENTENCE, words_a_minute=150) is sound


@pytest.mark.parametrize(
    "sound",
    [tone(0), tone(2.5, level=0), tone(2.5, level=20), tone(0.3), tone(20)],
    ids=["nothing", "silence", "a whisper of noise", "too short", "too long"],
)
def test_what_cannot_be_the_sentence_is_refused(sound: Sound) -> None:
    with pytest.raises(VoiceFailed):
        checked(sound, SENTENCE, words_a_minute=150)


def test_silence_around_speech_does_not_count_as_speech() -> None:
    silence = bytes(16_000 * 2 * 3)
    padded = Sound(silence + tone(0.2).pcm + silence, 16_000)

    with pytest.raises(VoiceFailed):
        checked(padded, SENTENCE, words_a_minute=150)


def test_a_capital_a_is_a_letter_and_a_small_one_the_article() -> None:
    assert letters_as_words("a plan for eigh and E") == letters_as_words("a plan for A and E")
    assert letters_as_words("A-level and A's") == "A-level and A's"


# ---------------------------------------------------------------- workers

ECHO = """
import sys
texts, sounds = sys.stdin.buffer, sys.stdout.buffer
while length := texts.read(4):
    text = texts.read(int.from_bytes(length, "big"))
    if text == b"crash":
        sys.exit("it hurts")
    if text == b"hang":
        import time; time.sleep(60)
    rate = 0 if text == b"refuse" else 16000
    sounds.write(rate.to_bytes(4, "big") + len(text).to_bytes(4, "big") + text)
    sounds.flush()
"""


@pytest.fixture
def worker() -> Iterator[Worker]:
    worker = Worker("Echo", [sys.executable, "-c", ECHO], patience=0.5)
    yield worker
    worker.close()


@pytest.mark.parametrize(
    ("text", "reason"),
    [("crash", "it hurts"), ("hang", "stopped"), ("refuse", "refuse")],
    ids=["it crashes", "it hangs", "it refuses"],
)
def test_a_worker_that_fails_says_why_and_the_next_sentence_is_spoken(
    worker: Worker, text: str, reason: str
) -> None:
    assert worker.say("one").pcm == b"one"
    with pytest.raises(VoiceFailed, match=reason):
        worker.say(text)
    assert worker.say("two").pcm == b"two"


def test_closing_a_worker_twice_is_harmless(worker: Worker) -> None:
    worker.say("one")
    worker.close()
    worker.close()


# ---------------------------------------------------------------- each engine for real


@pytest.fixture(scope="module")
def cache_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("cache")


@pytest.fixture(scope="module")
def real_settings(cache_folder: Path, piper_model: Path | None) -> VoiceSettings:
    return VoiceSettings(cache_folder=cache_folder, piper_model=piper_model)


@pytest.fixture(scope="module", params=REAL)
def speaker(request: pytest.FixtureRequest, real_settings: VoiceSettings) -> Iterator[Speaker]:
    if request.param == "flite":
        tools.collected(Fetched.FLITE)
    if request.param == "piper" and real_settings.piper_model is None:
        pytest.skip("piper-tts and onnx are not here: install them to test Piper")
    with contextlib.closing(voices.choose(request.param, real_settings)) as speaker:
        yield speaker


AWKWARD = {
    "a letter": "A.",
    "another letter": "w",
    "a word": "Yes!",
    "only figures": "12 345 678 90",
    "a telephone number": "020 7946 0018",
    "an emoji": "🙂",
    "mark-up that is none": "<break time='5s'/> & <speak>hello</speak> <!-- quiet -->",
    "phonemes that are none": "[[h@l'oU]] {hello} \\hello",
    "options that are none": "-o /tmp/out.wav --help",
    "accents": "Zoë’s naïve café in Llŷn.",
    "shouting": "LISTEN TO US!!!",
    "400 words": "so we sat and talked and " * 66 + "so we sat down.",
    "one long word": "co" + "operating" * 8,
    "a web address": "https://www.example.org.uk/easy-read/",
    "odd spaces": "tea\u00a0and\u2009toast\tand\u200bjam",
}
SILENT = {
    "nothing": "",
    "only signs": "*** — …",
    "Arabic": "سلام عليكم",
    "Arabic inside": "The word سلام means peace.",
    "Chinese": "你好。",
}

HEARD = 0.05
"""The peak that every clip reaches, of full scale: -26 dB, where speech at -19 LUFS peaks above -10."""


def said(text: str) -> str:
    return words(spoken(text, "en-GB", Lexicon.empty()))


@pytest.mark.voice
@pytest.mark.parametrize("text", AWKWARD.values(), ids=AWKWARD)
def test_awkward_sentences_are_spoken_whole(speaker: Speaker, text: str) -> None:
    sound = speaker.speak(said(text))

    assert not unspeakable(spoken(text, "en-GB", Lexicon.empty()))
    assert sound.duration > 0.05


@pytest.mark.parametrize("text", SILENT.values(), ids=SILENT)
def test_sentences_without_english_words_are_reported(text: str) -> None:
    assert unspeakable(spoken(text, "en-GB", Lexicon.empty()))


@pytest.mark.voice
@given(
    text=st.text(
        alphabet=st.sampled_from(list("abeioqtwxzABIV 0123456789.,;:?!'’-–£%&@#/()<>🙂é")),
        min_size=1,
        max_size=60,
    )
)
@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_sentence_is_spoken_or_reported(speaker: Speaker, text: str) -> None:
    tokens = spoken(text, "en-GB", Lexicon.empty())
    if unspeakable(tokens):
        return

    sound = speaker.speak(words(tokens))

    assert max(array.array("h", sound.pcm)) > 500


@pytest.fixture(scope="module")
def sounds(speaker: Speaker) -> MemoryCache:
    """What the engine has said already, so that every example does not say it again."""
    return MemoryCache()


@pytest.mark.voice
@given(texts=st.lists(st.sampled_from([*AWKWARD.values(), *SILENT.values()]), max_size=8))
@example(texts=[*AWKWARD.values(), *SILENT.values()])
@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_sentences_in_are_clips_out_and_sentences_reported(
    speaker: Speaker, sounds: MemoryCache, texts: list[str]
) -> None:
    voicing = Voicing(speaker, said_in("en-GB", Lexicon.empty()), sounds)
    sentences = [
        Sentence(SentenceId(f"s{number}"), (Text(text),)) for number, text in enumerate(texts)
    ]

    told = narrate(post_of(sentences), Brief(Publication()), voicing, places={})
    reported = [] if isinstance(told, Narration) else [finding.sentence for finding in told]
    left = [sentence for sentence in sentences if sentence.id not in reported]
    rest = narrate(post_of(left), Brief(Publication()), voicing, places={})

    assert reported == [s.id for s in sentences if s.text in SILENT.values()]
    assert isinstance(rest, Narration)
    spoken_ids = [clip.id for clip in rest.read_along.clips]
    assert sorted(spoken_ids) == sorted(["title", *(sentence.id for sentence in left)])
    assert len(sentences) == len(spoken_ids) - 1 + len(reported)
    for recording in (rest.read_along, rest.listen):
        sound, rate = soundfile.read(io.BytesIO(recording.mp3), dtype="float32")
        for clip in recording.clips:
            loudest = abs(sound[round(clip.start * rate) : round(clip.end * rate)]).max()
            assert loudest > HEARD, clip.text


def post_of(sentences: list[Sentence]) -> Document:
    return Document(
        slug="awkward",
        meta=Meta(title=SENTENCE, date=dt.date(2024, 2, 29)),
        title=Sentence(SentenceId("title"), (Text(SENTENCE),)),
        blocks=(Paragraph(tuple(sentences)),) if sentences else (),
    )


@pytest.mark.voice
def test_the_same_words_give_the_same_bytes_in_any_order_and_process(
    speaker: Speaker, real_settings: VoiceSettings
) -> None:
    first = speaker.speak(SENTENCE)
    speaker.speak("Something else comes between.")
    again = speaker.speak(SENTENCE)
    key = next(key for key in REAL if speaker.name.engine == voices.VOICES[key].TITLE)
    with contextlib.closing(voices.choose(key, real_settings)) as other:
        elsewhere = other.speak(SENTENCE)

    assert first == again == elsewhere


@pytest.mark.voice
def test_the_slow_pace_takes_longer_by_as_much_as_it_says(
    speaker: Speaker, real_settings: VoiceSettings
) -> None:
    key = next(key for key in REAL if speaker.name.engine == voices.VOICES[key].TITLE)
    slow = VoiceSettings(
        words_a_minute=120,
        cache_folder=real_settings.cache_folder,
        piper_model=real_settings.piper_model,
    )
    with contextlib.closing(voices.choose(key, slow)) as slow_speaker:
        ratio = slow_speaker.speak(SENTENCE).duration / speaker.speak(SENTENCE).duration

    assert slow_speaker.parameters != speaker.parameters
    assert ratio == pytest.approx(150 / 120, rel=0.12)


@pytest.mark.voice
def test_espeak_finds_its_data_under_any_length_of_path(tmp_path: Path) -> None:
    import espeakng_loader

    deep = tmp_path.joinpath(*["a-folder-with-a-rather-long-name"] * 6)
    deep.mkdir(parents=True)
    data = Path(espeakng_loader.get_data_path())
    (deep / "espeak-ng-data").symlink_to(data, target_is_directory=True)
    script = Path(espeak.__file__).with_name("espeak_worker.py")
    library = espeakng_loader.get_library_path()
    worker = Worker(
        "eSpeak NG",
        [sys.executable, "-I", "-S", str(script), library, "gmw/en-GB-x-rp", "rate=145"],
        folder=deep,
        patience=20,
    )

    sound = worker.say(SENTENCE)
    worker.close()

    assert len(str(deep)) > 160
    checked(sound, SENTENCE, words_a_minute=150)


@pytest.mark.voice
@pytest.mark.parametrize("by", ["us", "the system"])
def test_an_engine_that_is_ended_while_it_speaks_leaves_nothing_behind(
    by: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    speaker = espeak.open("", VoiceSettings())
    process = speaker._worker._start()
    assert process.stdin is not None
    assert process.stdout is not None
    text = (SENTENCE * 200).encode()
    process.stdin.write(len(text).to_bytes(4, "big") + text)
    process.stdin.flush()
    assert process.stdout.read(1)
    assert [*tmp_path.iterdir()]

    if by == "the system":
        process.terminate()
        process.wait(20)
    speaker.close()

    assert process.returncode == 1
    assert not [*tmp_path.iterdir()]


@pytest.mark.voice
@pytest.mark.parametrize("name", ["flite", "espeak"])
@pytest.mark.parametrize("text", ["at riverbankfdsc", "ask xqzvbnm today", "bcdfghjklmnpqrstvwxz"])
def test_words_that_a_voice_has_to_spell_are_speech(name: str, text: str, tmp_path: Path) -> None:
    if name == "flite":
        tools.collected(Fetched.FLITE)

    with contextlib.closing(voices.choose(name, VoiceSettings(cache_folder=tmp_path))) as speaker:
        assert speaker.speak(text).duration > 1


SOUNDS_OF_MANY = {"z", "s", "ɪz", "ih z", "ax z"}
PHONEMES = """
import ctypes, sys
library = ctypes.CDLL(sys.argv[1])
library.espeak_Initialize(2, 0, b".", 0x8000)
library.espeak_SetVoiceByName(b"gmw/en-GB-x-rp")
library.espeak_TextToPhonemes.restype = ctypes.c_char_p
for line in sys.stdin.read().splitlines():
    text = ctypes.c_char_p(line.encode())
    print(library.espeak_TextToPhonemes(ctypes.byref(text), 1, 2).decode())
"""
"""The sounds of each line, in the International Phonetic Alphabet, as eSpeak says it."""


def phonemes_of_espeak(lines: list[str]) -> list[str]:
    import espeakng_loader

    run = subprocess.run(
        [sys.executable, "-c", PHONEMES, espeakng_loader.get_library_path()],
        cwd=Path(espeakng_loader.get_data_path()).parent,
        input="\n".join(lines),
        env={**os.environ, "PYTHONUTF8": "1"},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=True,
    )
    return [
        line.replace("ˈ", "").replace("ˌ", "").replace(" ", "") for line in run.stdout.splitlines()
    ]


def phonemes_of_flite(lines: list[str], folder: Path) -> list[str]:
    import wasmtime

    engine = wasmtime.Engine()
    module = compiled(engine, Path(str(fetched.place(Fetched.FLITE))), folder)
    linker = wasmtime.Linker(engine)
    linker.define_wasi()
    heard = []
    for line in lines:
        store, wasi = wasmtime.Store(engine), wasmtime.WasiConfig()
        wasi.argv = ["flite", "-voice", "awb", "-ps", "-t", line, "-o", "none"]
        wasi.stdout_file = str(folder / "sounds.txt")
        store.set_wasi(wasi)
        start = linker.instantiate(store, module).exports(store)["_start"]
        assert isinstance(start, wasmtime.Func)
        with contextlib.suppress(wasmtime.ExitTrap):
            start(store)
        heard.append((folder / "sounds.txt").read_text().replace("pau", "").strip())
    return heard


@pytest.mark.voice
def test_letters_of_which_there_are_many_sound_like_the_letter_and_its_ending(
    tmp_path: Path,
) -> None:
    tools.collected(Fetched.FLITE)
    one = [said(f"one T{letter}") for letter in string.ascii_uppercase]
    many = [said(f"two T{letter}s") for letter in string.ascii_uppercase]
    one = [letters_as_words(words.removeprefix("one ")) for words in one]
    many = [letters_as_words(words.removeprefix("two ")) for words in many]
    flite_one, flite_many = ([flite.sayable(line) for line in lines] for lines in (one, many))

    heard = [
        *zip(many, phonemes_of_espeak(one), phonemes_of_espeak(many), strict=True),
        *zip(
            many,
            phonemes_of_flite(flite_one, tmp_path),
            phonemes_of_flite(flite_many, tmp_path),
            strict=True,
        ),
    ]
    wrong = [
        (words, first, second)
        for words, first, second in heard
        if not second.startswith(first) or second.removeprefix(first).strip() not in SOUNDS_OF_MANY
    ]

    assert len(heard) == 2 * 26
    assert wrong == []


@pytest.mark.voice
def test_flite_keeps_its_machine_code_and_makes_it_again_where_it_is_damaged(
    tmp_path: Path,
) -> None:
    tools.collected(Fetched.FLITE)
    settings = VoiceSettings(cache_folder=tmp_path)
    with contextlib.closing(voices.choose("flite", settings)) as first:
        sound = first.speak(SENTENCE)
    (kept,) = (tmp_path / "flite").iterdir()
    whole = kept.read_bytes()
    kept.write_bytes(whole[:-1] + b"x")

    with contextlib.closing(voices.choose("flite", settings)) as second:
        again = second.speak(SENTENCE)

    assert sound == again
    assert kept.read_bytes() == whole


def test_flite_is_given_letters_it_knows() -> None:
    assert flite.sayable("Zoë’s café — naïve") == "Zoe's cafe , naive"
    assert flite.sayable("hmm, A and E") == "hum, eigh and E"
    assert flite.sayable("A to Z") == "eigh to zed"
    with pytest.raises(VoiceFailed, match="世"):
        flite.sayable("hello 世界")


def test_piper_says_what_is_missing(tmp_path: Path) -> None:
    model = tmp_path / "voice.onnx"

    assert "piper_model" in (piper.why_not(VoiceSettings()) or "")
    assert "voice.onnx" in (piper.why_not(VoiceSettings(piper_model=model)) or "")
    model.write_bytes(b"x")
    assert "voice.onnx.json" in (piper.why_not(VoiceSettings(piper_model=model)) or "")


# ---------------------------------------------------------------- a voice file of beeps


@dataclasses.dataclass(frozen=True)
class Beeps:
    """A beep for every sound of speech: the whole of Piper runs, and no voice is needed."""

    rate: int = 22_050
    samples: int = 780
    """A sound and the pause after it take twice this, which is about 150 words a minute."""


@pytest.fixture(scope="module")
def piper_model(tmp_path_factory: pytest.TempPathFactory) -> Path | None:
    if not all(importlib.util.find_spec(name) for name in ("piper", "onnx")):
        return None
    path = tmp_path_factory.mktemp("piper") / "en_GB-beeps.onnx"
    write_beeps(path, Beeps())
    return path


def write_beeps(path: Path, beeps: Beeps) -> None:
    import onnx
    from onnx import TensorProto, helper
    from piper.phoneme_ids import DEFAULT_PHONEME_ID_MAP

    def constant(name: str, value: float, kind: int = TensorProto.FLOAT) -> onnx.TensorProto:
        return helper.make_tensor(name, kind, [], [value])

    def axes(name: str, *values: int) -> onnx.TensorProto:
        return helper.make_tensor(name, TensorProto.INT64, [len(values)], values)

    steps = [
        ("Gather", ["scales", "one_i"], "length_scale"),
        ("Mul", ["length_scale", "samples"], "samples_scaled"),
        ("Ceil", ["samples_scaled"], "samples_whole"),
        ("Range", ["zero", "samples_whole", "one"], "time"),
        ("Cast", ["input"], "ids"),
        ("Reshape", ["ids", "column"], "ids_column"),
        ("Mul", ["ids_column", "step"], "pitch_above"),
        ("Add", ["pitch_above", "lowest"], "pitch"),
        ("Mul", ["pitch", "time"], "phase"),
        ("Sin", ["phase"], "wave"),
        ("Mul", ["wave", "loudness"], "quiet"),
        ("Reshape", ["quiet", "shape"], "output"),
    ]
    nodes = [
        helper.make_node(kind, inputs, [output], to=TensorProto.FLOAT)
        if kind == "Cast"
        else helper.make_node(kind, inputs, [output])
        for kind, inputs, output in steps
    ]
    graph = helper.make_graph(
        nodes,
        "beeps",
        [
            helper.make_tensor_value_info("input", TensorProto.INT64, [1, "n"]),
            helper.make_tensor_value_info("input_lengths", TensorProto.INT64, [1]),
            helper.make_tensor_value_info("scales", TensorProto.FLOAT, [3]),
        ],
        [helper.make_tensor_value_info("output", TensorProto.FLOAT, [1, 1, "t"])],
        [
            constant("one_i", 1, TensorProto.INT64),
            constant("samples", beeps.samples),
            constant("zero", 0.0),
            constant("one", 1.0),
            constant("step", 0.0009),
            constant("lowest", 0.05),
            constant("loudness", 0.3),
            axes("column", -1, 1),
            axes("shape", 1, 1, -1),
        ],
    )
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=8)
    onnx.save(model, str(path))
    config = {
        "audio": {"sample_rate": beeps.rate},
        "espeak": {"voice": "en-gb-x-rp"},
        "language": {"code": "en_GB"},
        "num_symbols": 256,
        "num_speakers": 1,
        "phoneme_id_map": DEFAULT_PHONEME_ID_MAP,
    }
    path.with_name(path.name + ".json").write_text(json.dumps(config))
