"""What sound costs: ratios of processor time, and the memory of a post of two hours.

usage: python -m tests.bench_audio [VOICE…]

Over the posts in `sources/` and their Easy Read, each at its own pace, for each voice: the floor
(the bare engine says every line once, however often it comes at that pace, one loudness
measurement, one encoding by LAME at quality 7), then all files of sound that the audio, web and
Easy Read formats make of the same lines from nothing (two recordings each with pauses, tags,
transcripts, covers), then one sentence changed. Each is a process tree of its own, start-up and
imports included; reading and drafting are done before and not counted.
"""

from __future__ import annotations

import ctypes
import json
import os
import pickle
import resource
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    # What a measured process does not use it does not load.
    from convert.document import Block, Document
    from convert.edition import Edition, Narration
    from convert.speech.voice import Pace, VoiceSettings

PROJECT = Path(__file__).parent.parent
SOURCES = PROJECT / "sources"
TIMES = 3
"""Rounds, in turn, so that other programs disturb all alike; the middle one counts."""
MOST_OF_FLOOR = 1.3
MOST_OF_COLD = 0.1
MOST_MEMORY = 300
"""Megabytes."""
LONG_VOICE = "espeak"
CHANGED = "One more thing was said before the lights went out."
EDITIONS, LINES = "editions.pickle", "lines.json"
"""What is prepared: posts with their Easy Read, and the words of each recording and its pace."""


# ---------------------------------------------------------------- what is measured


def prepare(folder: Path) -> None:
    """Read and draft every post, and put its lines into words as a voice is given them."""
    from convert.jobs.editing import written
    from convert.source import sources

    shared = sources.shared(SOURCES)
    editions = [
        written(sources.post(SOURCES, slug), shared.publication, shared.files)[1]
        for slug in sources.slugs(SOURCES)
    ]
    (folder / EDITIONS).write_bytes(pickle.dumps(editions))
    spoken: set[tuple[Pace, str]] = set()
    lines = []
    for edition in editions:
        for document, pace in documents(edition):
            new = [
                t for t in dict.fromkeys(said(document, edition, pace)) if (pace, t) not in spoken
            ]
            spoken.update((pace, text) for text in new)
            lines.append((pace, new))
    (folder / LINES).write_text(json.dumps(lines))


def floor(voice: str, folder: Path) -> None:
    """Speak, measure and encode the lines, those of a recording as one sound, and nothing more."""
    import lameenc

    speak = bare_espeak if voice == "espeak" else bare
    for pace, lines in json.loads((folder / LINES).read_text()):
        pcm, rate = speak(voice, lines, settings(pace, folder))
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


def cold(voice: str, folder: Path) -> None:
    """All files of sound, for all posts."""
    for edition in prepared(folder):
        make(edition, voice, folder)


def warm(voice: str, folder: Path) -> None:
    """All files of sound, for the longest post with one sentence more."""
    from convert.document import Paragraph, Sentence, SentenceId, Text
    from convert.traversal import readings

    longest = max(prepared(folder), key=lambda edition: len(list(readings(edition.document))))
    sentence = Sentence(SentenceId("one-more"), (Text(CHANGED),))
    make(with_blocks(longest, *longest.document.blocks, Paragraph((sentence,))), voice, folder)


def long_post(voice: str, folder: Path) -> None:
    """A post of two hours; prints its seconds and the most megabytes that it took."""
    import msgspec

    from convert.document import Paragraph, Sentence, SentenceId, Text

    sentences = tuple(
        Sentence(SentenceId(f"s{number}"), (Text(f"{CHANGED} This was the {number} time."),))
        for number in range(1, 990)
    )
    paragraphs = [Paragraph(sentences[n : n + 5]) for n in range(0, len(sentences), 5)]
    alone = msgspec.structs.replace(prepared(folder)[0], easy_read=None)
    seconds = make(with_blocks(alone, *paragraphs), voice, folder)
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{seconds:.0f} {most:.0f}")


def prepared(folder: Path) -> Sequence[Edition]:
    """What `prepare` left."""
    editions: Sequence[Edition] = pickle.loads((folder / EDITIONS).read_bytes())
    return editions


def documents(edition: Edition) -> Sequence[tuple[Document, Pace]]:
    """What is spoken of a post, and how fast."""
    from convert.speech.voice import Pace

    post = (edition.document, Pace.NORMAL)
    return (post, (edition.easy_read.document, Pace.SLOW)) if edition.easy_read else (post,)


def said(document: Document, edition: Edition, pace: Pace) -> Sequence[str]:
    """The words of every line of a recording."""
    from convert.speech.narration import Brief, script

    say = in_words(document)
    return [say(line.text) for line in script(document, Brief(edition.publication, pace))]


def in_words(document: Document) -> Callable[[str], str]:
    """What is said for a text of this document."""
    from convert.speech.lexicon import parse
    from convert.speech.recording import said_in

    return said_in(document.lang, parse((SOURCES / "lexicon.pls").read_bytes()))


def make(edition: Edition, voice: str, folder: Path) -> float:
    """Seconds of the longest sound among all files of sound that a post and its Easy Read have."""
    import msgspec

    from convert.formats import audio, recordings

    made = [
        narrated(document, edition, pace, voice, folder) for document, pace in documents(edition)
    ]
    easy = made[1] if edition.easy_read else None
    whole = msgspec.structs.replace(edition, narration=made[0], easy_narration=easy)
    artifacts = list(audio.render(whole))
    if (post := recordings.of_post(whole)) is not None:
        artifacts.append(recordings.to_read_along(post, "Along"))
    if (slow := recordings.of_easy_read(whole)) is not None:
        artifacts += [recordings.to_read_along(slow, "Along"), *recordings.to_listen_to(slow, "")]
    return max(artifact.duration for artifact in artifacts)


def narrated(
    document: Document, edition: Edition, pace: Pace, voice: str, folder: Path
) -> Narration:
    """A document as `voice` tells it, with a cache in `folder`."""
    from convert.edition import Narration
    from convert.files.cache import FolderCache
    from convert.speech.narration import Brief
    from convert.speech.recording import Voicing, narrate
    from convert.voices import choose

    with closing(choose(voice, settings(pace, folder))) as speaker:
        voicing = Voicing(speaker, in_words(document), FolderCache(folder))
        made = narrate(document, Brief(edition.publication, pace), voicing, places={})
    if not isinstance(made, Narration):
        raise SystemExit(f"{document.slug} cannot be spoken: {made[0].message}")
    return made


def settings(pace: str, folder: Path) -> VoiceSettings:
    """What a voice is told."""
    from convert.speech.voice import Pace, VoiceSettings

    return VoiceSettings.at(Pace(pace), cache_folder=folder / "voices")


def with_blocks(edition: Edition, *blocks: Block) -> Edition:
    """The post with other contents."""
    import msgspec

    document = msgspec.structs.replace(edition.document, blocks=blocks)
    return msgspec.structs.replace(edition, document=document)


def bare(voice: str, lines: Sequence[str], settings: VoiceSettings) -> tuple[bytes, int]:
    """The engine as we have it."""
    from convert.voices import choose

    with closing(choose(voice, settings)) as speaker:
        sounds = [speaker.speak(text) for text in lines]
    return b"".join(sound.pcm for sound in sounds), sounds[0].sample_rate


def bare_espeak(_: str, lines: Sequence[str], settings: VoiceSettings) -> tuple[bytes, int]:
    """ESpeak NG in this process, loaded once: not the same bytes every time, and cheapest."""
    import espeakng_loader

    from convert.voices import espeak, espeak_worker

    with closing(espeak.open("", settings)) as speaker:
        parameters = dict(pair.split("=") for pair in speaker.parameters.split())
    os.chdir(Path(espeakng_loader.get_data_path()).parent)
    library = ctypes.CDLL(espeakng_loader.get_library_path())
    rate = library.espeak_Initialize(2, 0, b".", 0x8000)
    library.espeak_SetVoiceByName(b"gmw/en-GB-x-rp")
    for name, value in parameters.items():
        library.espeak_SetParameter(espeak_worker.PARAMETERS[name], int(value), 0)
    samples = bytearray()

    @ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_void_p, ctypes.c_int, ctypes.c_void_p)  # type: ignore[untyped-decorator]  # ctypes' own
    def collect(wave: int | None, count: int, _events: int | None) -> int:
        if wave and count > 0:
            samples.extend(ctypes.string_at(wave, count * 2))
        return 0

    library.espeak_SetSynthCallback(collect)
    for text in lines:
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


TASKS: dict[str, Callable[[str, Path], None]] = {
    "floor": floor,
    "cold": cold,
    "warm": warm,
    "long": long_post,
}


# ---------------------------------------------------------------- measuring


def run(task: str, voice: str, folder: str) -> tuple[float, str]:
    """Seconds of processor time that a task takes with all its processes, and what it prints."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    command = [sys.executable, "-m", "tests.bench_audio", "--task", task, voice, folder]
    done = subprocess.run(command, cwd=PROJECT, check=True, stdout=subprocess.PIPE, text=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    used = (after.ru_utime + after.ru_stime) - (before.ru_utime + before.ru_stime)
    return used, done.stdout


def compare(voice: str) -> None:
    """Print what the floor, a first build and one changed sentence take with `voice`."""
    rounds: dict[str, list[float]] = {"floor": [], "cold": [], "warm": []}
    for _ in range(TIMES):
        with tempfile.TemporaryDirectory() as folder:
            prepare(Path(folder))
            for task, taken in rounds.items():
                taken.append(run(task, voice, folder)[0])
    lowest, first, changed = (statistics.median(taken) for taken in rounds.values())
    print(f"{voice}")
    print(f"  engine, one loudness measurement, one encoding  {lowest:7.2f} s")
    print(f"  all files of sound, first time                  {first:7.2f} s", end="")
    print(f"  {first / lowest:5.2f} times the floor (at most {MOST_OF_FLOOR})")
    print(f"  all files of sound, one sentence changed        {changed:7.2f} s", end="")
    print(f"  {changed / first:5.2f} of the first time (at most {MOST_OF_COLD})")


def main(voices: list[str]) -> None:
    """Measure and print."""
    for voice in voices or ["flite", "espeak"]:
        compare(voice)
    with tempfile.TemporaryDirectory() as folder:
        prepare(Path(folder))
        seconds, megabytes = run("long", LONG_VOICE, folder)[1].split()
    print(f"a post of {int(seconds) / 3600:.2f} hours")
    print(
        f"  most memory                                     {megabytes} MB (at most {MOST_MEMORY})"
    )


if __name__ == "__main__":
    if sys.argv[1:2] == ["--task"]:
        task, voice, folder = sys.argv[2:]
        TASKS[task](voice, Path(folder))
    else:
        main(sys.argv[1:])
