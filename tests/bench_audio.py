"""What sound costs: ratios of processor time, and the memory of a post of two hours.

usage: python -m tests.bench_audio [VOICE…]

Over the posts in `sources/`, for each voice: the floor (the bare engine says every sentence once,
one loudness measurement, one encoding by LAME at quality 7), then all that the audio format makes
from nothing (two recordings a post with announcements and pauses, tags, transcripts, covers), then
one sentence changed. Each is a process tree of its own, start-up and imports included.
"""

from __future__ import annotations

import ctypes
import os
import resource
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from convert.document import Block, Document, Paragraph, Sentence, SentenceId, Text, readings
from convert.speech.lexicon import Lexicon, parse
from tests.tools import PROJECT

TIMES = 3
"""Rounds, in turn, so that other programs disturb all alike; the middle one counts."""
MOST_OF_FLOOR = 1.3
MOST_OF_COLD = 0.1
MOST_MEMORY = 300
"""Megabytes."""
LONG_VOICE = "espeak"
SOURCES = PROJECT / "sources"
CHANGED = "One more thing was said before the lights went out."


# ---------------------------------------------------------------- what is measured


def floor(voice: str) -> None:
    """Speak, measure and encode what the posts say, each post as one sound, and nothing more."""
    import lameenc

    for document in documents():
        said = list(words(document))
        pcm, rate = bare_espeak(said) if voice == "espeak" else bare(voice, said)
        measure(pcm, rate)
        encoder = lameenc.Encoder()
        encoder.silence()
        encoder.set_channels(1)
        encoder.set_in_sample_rate(rate)
        encoder.set_out_sample_rate(rate)
        encoder.set_bit_rate(64)
        encoder.set_quality(7)
        encoder.encode(pcm)
        encoder.flush()


def cold(voice: str, cache: str) -> None:
    """All files of the audio format, for all posts."""
    narrate_all(documents(), voice, Path(cache))


def warm(voice: str, cache: str) -> None:
    """All files of the audio format, for the longest post with one sentence more."""
    longest = max(documents(), key=lambda document: len(list(readings(document))))
    sentence = Sentence(SentenceId("one-more"), (Text(CHANGED),))
    blocks = (*longest.blocks, Paragraph((sentence,)))
    narrate_all([with_blocks(longest, blocks)], voice, Path(cache))


def long_post(voice: str, cache: str) -> None:
    """A post of two hours; prints its seconds and the most megabytes that it took."""
    sentences = tuple(
        Sentence(SentenceId(f"s{number}"), (Text(f"{CHANGED} This was the {number} time."),))
        for number in range(1, 990)
    )
    paragraphs = tuple(Paragraph(sentences[n : n + 5]) for n in range(0, len(sentences), 5))
    seconds = narrate_all([with_blocks(next(documents()), paragraphs)], voice, Path(cache))
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{seconds:.0f} {most:.0f}")


def narrate_all(posts: Sequence[Document] | Iterator[Document], voice: str, cache: Path) -> float:
    """Seconds of the longest sound that the audio format makes of `posts`."""
    from convert.cache import FolderCache
    from convert.edition import Edition, Narration
    from convert.formats import audio
    from convert.narration import Brief
    from convert.settings import publication
    from convert.speech.recording import Voicing, narrate, said_in
    from convert.speech.voice import VoiceSettings
    from convert.voices import choose

    shared = publication((SOURCES / "publication.toml").read_bytes())
    longest = 0.0
    with choose(voice, VoiceSettings(cache_folder=cache / "voices")) as speaker:
        for document in posts:
            voicing = Voicing(speaker, said_in(document.lang, lexicon()), FolderCache(cache))
            made = narrate(document, Brief(shared), voicing, places={})
            if not isinstance(made, Narration):
                raise SystemExit(f"{document.slug} cannot be spoken: {made[0].message}")
            edition = Edition(document, shared, {}, None, None, made, None)
            longest = max(longest, *(artifact.duration for artifact in audio.render(edition)))
    return longest


def documents() -> Iterator[Document]:
    from convert import reader

    for folder in sorted(path for path in SOURCES.iterdir() if path.is_dir()):
        files = {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}
        yield reader.read(folder.name, files).document


def with_blocks(document: Document, blocks: tuple[Block, ...]) -> Document:
    import msgspec

    return msgspec.structs.replace(document, blocks=blocks)


def words(document: Document) -> Iterator[str]:
    from convert.speech.recording import said_in

    say = said_in(document.lang, lexicon())
    return (say(reading.sentence.text) for reading in readings(document))


def lexicon() -> Lexicon:
    return parse((SOURCES / "lexicon.pls").read_bytes())


def bare(voice: str, said: list[str]) -> tuple[bytes, int]:
    from convert.speech.voice import VoiceSettings
    from convert.voices import choose

    with choose(voice, VoiceSettings(cache_folder=Path(sys.argv[-1]))) as speaker:
        sounds = [speaker.speak(text) for text in said]
    return b"".join(sound.pcm for sound in sounds), sounds[0].sample_rate


def bare_espeak(said: list[str]) -> tuple[bytes, int]:
    """ESpeak NG in this process, loaded once: not the same bytes every time, and cheapest."""
    import espeakng_loader

    from convert.voices import espeak_worker

    os.chdir(Path(espeakng_loader.get_data_path()).parent)
    library = ctypes.CDLL(espeakng_loader.get_library_path())
    rate = library.espeak_Initialize(2, 0, b".", 0x8000)
    library.espeak_SetVoiceByName(b"gmw/en-GB-x-rp")
    library.espeak_SetParameter(espeak_worker.PARAMETERS["rate"], 145, 0)
    samples = bytearray()

    @ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_void_p, ctypes.c_int, ctypes.c_void_p)  # type: ignore[untyped-decorator]  # ctypes' own
    def collect(wave: int | None, count: int, _events: int | None) -> int:
        if wave and count > 0:
            samples.extend(ctypes.string_at(wave, count * 2))
        return 0

    library.espeak_SetSynthCallback(collect)
    for text in said:
        data = text.encode() + b"\0"
        library.espeak_Synth(data, len(data), 0, 1, 0, 1, None, None)
    return bytes(samples), rate


def measure(pcm: bytes, rate: int) -> None:
    """Integrated loudness by FFmpeg's meter."""
    import av
    import numpy as np
    from av.filter import Graph

    graph = Graph()
    source = graph.add_abuffer(sample_rate=rate, format="s16", layout="mono")
    meter, sink = graph.add("ebur128", "metadata=1"), graph.add("abuffersink")
    source.link_to(meter)
    meter.link_to(sink)
    graph.configure()
    samples = np.frombuffer(pcm, "<i2")[None, :]
    for start in range(0, samples.shape[1], rate):
        frame = av.AudioFrame.from_ndarray(
            np.ascontiguousarray(samples[:, start : start + rate]), format="s16", layout="mono"
        )
        frame.sample_rate, frame.pts = rate, start
        graph.push(frame)
        while True:
            try:
                graph.pull()
            except (av.error.BlockingIOError, av.error.EOFError):
                break


TASKS: dict[str, Callable[..., None]] = {
    "floor": floor,
    "cold": cold,
    "warm": warm,
    "long": long_post,
}


# ---------------------------------------------------------------- measuring


def run(task: str, voice: str, cache: str) -> tuple[float, str]:
    """Seconds of processor time that a task takes with all its processes, and what it prints."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    command = [sys.executable, "-m", "tests.bench_audio", "--task", task, voice, cache]
    done = subprocess.run(command, cwd=PROJECT, check=True, stdout=subprocess.PIPE, text=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    used = (after.ru_utime + after.ru_stime) - (before.ru_utime + before.ru_stime)
    return used, done.stdout


def compare(voice: str) -> None:
    """Print what the floor, a first build and one changed sentence take with `voice`."""
    rounds: dict[str, list[float]] = {"floor": [], "cold": [], "warm": []}
    for _ in range(TIMES):
        with tempfile.TemporaryDirectory() as cache:
            for task, taken in rounds.items():
                taken.append(run(task, voice, cache)[0])
    lowest, first, changed = (statistics.median(taken) for taken in rounds.values())
    print(f"{voice}")
    print(f"  engine, one loudness measurement, one encoding  {lowest:7.2f} s")
    print(f"  audio format, first time                        {first:7.2f} s", end="")
    print(f"  {first / lowest:5.2f} times the floor (at most {MOST_OF_FLOOR})")
    print(f"  audio format, one sentence changed              {changed:7.2f} s", end="")
    print(f"  {changed / first:5.2f} of the first time (at most {MOST_OF_COLD})")


def main(voices: list[str]) -> None:
    """Measure and print."""
    for voice in voices or ["flite", "espeak"]:
        compare(voice)
    with tempfile.TemporaryDirectory() as cache:
        seconds, megabytes = run("long", LONG_VOICE, cache)[1].split()
    print(f"a post of {int(seconds) / 3600:.2f} hours")
    print(
        f"  most memory                                     {megabytes} MB (at most {MOST_MEMORY})"
    )


if __name__ == "__main__":
    if sys.argv[1:2] == ["--task"]:
        task, *arguments = sys.argv[2:]
        TASKS[task](*(arguments[:1] if task == "floor" else arguments))
    else:
        main(sys.argv[1:])
