"""Recordings as files: tagged MP3 to listen to and to read along with, transcripts, chapters.

What the audio format, the web page and the Easy Read page make of a narration.
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterator

import msgspec

from convert.document import Document
from convert.edition import Artifact, Clip, Edition, Narration, Recording, recording_path
from convert.pages import cover
from convert.speech.mp3 import laid_out
from convert.speech.tags import Labels, Picture, tag

MEDIA_TYPE = "audio/mpeg"
TITLE = "Sound recording, MP3"
ENDING = ".mp3"
ALONG = "-read-along.mp3"
CHAPTERS_VERSION = "1.2.0"
"""Of the podcast namespace's JSON chapters."""
LONGEST_LINE = 65
"""Characters in a line of a transcript (podcast namespace, `podcast:transcript`)."""
LINES_A_CUE = 2
COVER = cover.Shape(600, 600)

# WebVTT, "cue text": these begin mark-up there.
_CUE_TEXT = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;"})


class Spoken(msgspec.Struct, frozen=True):
    """A document, how it is spoken, and what its files are called."""

    edition: Edition
    document: Document
    narration: Narration
    stem: str
    """The path of its files, without what tells them apart."""


def of_post(edition: Edition) -> Spoken | None:
    """The post as it is spoken; None where it has no sound."""
    if edition.narration is None:
        return None
    stem = recording_path(edition.document.slug).removesuffix(ENDING)
    return Spoken(edition, edition.document, edition.narration, stem)


def of_easy_read(edition: Edition) -> Spoken | None:
    """Its Easy Read as it is spoken; None where it has none, or no sound."""
    easy, narration = edition.easy_read, edition.easy_narration
    if easy is None or narration is None:
        return None
    slug = edition.document.slug
    return Spoken(edition, easy.document, narration, f"posts/{slug}/{slug}-easy-read")


def to_listen_to(spoken: Spoken, title: str) -> Iterator[Artifact]:
    """A recording with announcements, called `title` in lists, and its transcript."""
    listen = spoken.narration.listen
    yield _sound(spoken, listen, f"{spoken.stem}{ENDING}", title)
    yield Artifact(
        f"{spoken.stem}.vtt",
        webvtt(listen.clips),
        "text/vtt",
        f"The words, with times: {title}",
        made_by=_maker(spoken.narration),
    )


def to_read_along(spoken: Spoken, title: str) -> Artifact:
    """The sound of a page, called `title` in lists."""
    path = f"{spoken.stem}{ALONG}"
    return _sound(spoken, spoken.narration.read_along, path, title)


def chapters(spoken: Spoken) -> Artifact:
    """The parts of the recording, for podcast players."""
    found = [
        {
            "startTime": round(chapter.start, 3),
            "endTime": round(chapter.end, 3),
            "title": chapter.title,
        }
        for chapter in spoken.narration.listen.chapters
    ]
    data = msgspec.json.encode({"version": CHAPTERS_VERSION, "chapters": found})
    return Artifact(
        f"{spoken.stem}-chapters.json",
        msgspec.json.format(data, indent=1) + b"\n",
        "application/json+chapters",
        "The parts of the sound recording, for podcast players",
    )


def _sound(spoken: Spoken, recording: Recording, path: str, title: str) -> Artifact:
    labels = _labels(spoken.edition, spoken.document, spoken.narration, recording)
    data = laid_out(recording.takes, head=tag(labels))
    made_by = _maker(spoken.narration)
    return Artifact(path, data, MEDIA_TYPE, title, recording.duration, made_by)


def _maker(narration: Narration) -> str:
    return f"{narration.voice.engine} {narration.voice.version}, {narration.voice.voice}"


def _labels(
    edition: Edition, document: Document, narration: Narration, recording: Recording
) -> Labels:
    meta, publication = edition.document.meta, edition.publication
    base = publication.base_url.rstrip("/")
    return Labels(
        title=document.title.text,
        artist=meta.author or meta.organisation or publication.publisher or publication.title,
        album=publication.title,
        date=meta.date,
        lang=document.lang,
        comment=" ".join(part for part in (narration.voice.credit, meta.summary) if part),
        clips=recording.clips,
        chapters=recording.chapters,
        duration=recording.duration,
        licence=meta.licence,
        source=f"{base}/posts/{document.slug}/" if base else "",
        cover=_cover(edition),
    )


def _cover(edition: Edition) -> Picture:
    """The post's own picture where it is described, else a drawn one."""
    meta = edition.document.meta
    asset = edition.assets.get(meta.image)
    if asset is not None and meta.image_alt and asset.media_type in {"image/png", "image/jpeg"}:
        return Picture(asset.data, asset.media_type, meta.image_alt)
    data = cover.draw(meta.title, edition.publication.publisher, shape=COVER)
    return Picture(data, "image/png", f"Cover with the title: {meta.title}")


# ---------------------------------------------------------------- the transcript


def webvtt(clips: tuple[Clip, ...]) -> bytes:
    """All that is spoken, with times; long sentences in several cues, by their share of letters."""
    cues = (cue for clip in clips for cue in _cues(clip))
    return ("WEBVTT\n\n" + "\n".join(cues)).encode()


def _cues(clip: Clip) -> Iterator[str]:
    lines = textwrap.wrap(clip.text, LONGEST_LINE, break_on_hyphens=False)
    letters = sum(len(line) for line in lines)
    start = clip.start
    for first in range(0, len(lines), LINES_A_CUE):
        group = lines[first : first + LINES_A_CUE]
        end = start + (clip.end - clip.start) * sum(len(line) for line in group) / letters
        words = "\n".join(line.translate(_CUE_TEXT) for line in group)
        yield f"{_clock(start)} --> {_clock(end)}\n{words}\n"
        start = end


def _clock(seconds: float) -> str:
    minutes, milliseconds = divmod(round(seconds * 1000), 60_000)
    hours, minutes = divmod(minutes, 60)
    return f"{hours:02}:{minutes:02}:{milliseconds // 1000:02}.{milliseconds % 1000:03}"
