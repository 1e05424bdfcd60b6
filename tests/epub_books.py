"""E-books for tests: the kitchen-sink post with a recording of quiet notes, opened and taken apart."""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterable
from itertools import pairwise

import msgspec
import numpy as np

from convert.document import Document, Sentence
from convert.edition import Clip, Edition, Narration, Recording
from convert.files.archive import Member, pack, unpack
from convert.formats import epub
from convert.settings import Publication
from convert.source import reader
from convert.source.reader import Post
from convert.speech.encoder import encode
from convert.speech.mp3 import FRAME, SAMPLE_RATE, Take
from convert.speech.voice import VoiceName
from convert.traversal import readings
from tests.tools import PROJECT

LEAD = 3
"""Frames of silence before and after a note."""
VOICE = VoiceName("Notes", "quiet", "1", "en-GB", "AGPL-3.0-or-later")
PUBLICATION = Publication(
    id="tests", title="Things we tried", publisher="The Makers", contact="makers@example.org"
)


@functools.cache
def kitchen_sink(name: str = "post") -> Post:
    """The post that holds every construct, or the long one that does (`long`)."""
    folder = PROJECT / "tests" / "kitchen_sink"
    files = {path.name: path.read_bytes() for path in folder.iterdir()}
    return reader.read("kitchen-sink", {**files, "post.md": files[f"{name}.md"]})


def recording(sentences: Iterable[Sentence], *, seconds: float = 0.4) -> Recording:
    """A note a sentence, one after another, as a real MP3."""
    takes: list[Take] = []
    edges = [0]
    said = tuple(sentences)
    for number in range(len(said)):
        takes += [Take(LEAD, _note(number % 5, seconds)), Take(LEAD, b"")]
        edges.append(sum(take.frames for take in takes))
    times = [edge * FRAME / SAMPLE_RATE for edge in edges]
    clips = tuple(
        Clip(one.id, one.text, start, end)
        for one, (start, end) in zip(said, pairwise(times), strict=True)
    )
    return Recording(tuple(takes), times[-1], SAMPLE_RATE, clips, ())


@functools.cache
def _note(height: int, seconds: float) -> bytes:
    times = np.arange(int(SAMPLE_RATE * seconds)) / SAMPLE_RATE
    wave = np.sin(2 * np.pi * 220 * (1 + height / 4) * times) * 3000
    return encode(wave.astype("<i2").tobytes())


def silent(post: Post, publication: Publication = PUBLICATION) -> Edition:
    """The edition of a post that nobody narrated."""
    return Edition(post.document, publication, post.assets, None, None, None, None)


def narrated(
    post: Post, publication: Publication = PUBLICATION, *, seconds: float = 0.4
) -> Edition:
    """The edition of a post with everything spoken, the book's own words too."""
    edition = silent(post, publication)
    spoken = recording((one.sentence for one in readings(post.document)), seconds=seconds)
    around = recording(epub.own_words(edition, VOICE), seconds=seconds)
    narration = Narration(VOICE, spoken, spoken, around)
    return msgspec.structs.replace(edition, narration=narration)


def of(document: Document) -> Post:
    """A post without pictures."""
    return Post(document, {}, {}, ())


def rendered(edition: Edition) -> bytes:
    """The e-book's bytes."""
    (artifact,) = epub.render(edition)
    return artifact.data


@functools.cache
def talking_book() -> bytes:
    """The kitchen-sink post as a talking book."""
    return rendered(narrated(kitchen_sink()))


def changed(book: bytes, name: str, change: Callable[[str], str]) -> bytes:
    """`book` with the files whose names end in `name` changed; something must have changed."""
    members = unpack(book)
    new = tuple(
        Member(member.name, change(member.data.decode()).encode())
        if member.name.endswith(name)
        else member
        for member in members
    )
    assert new != members, f"nothing to change in {name}"
    return pack(new)
