"""Audio: recordings to listen to and to read along with, their transcripts and chapters."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator

import msgspec

from convert import cover
from convert.document import Document
from convert.edition import Artifact, Clip, Edition, Narration, Need, Recording
from convert.speech.tags import Labels, Picture, tagged

TITLE = "Audio"
NEEDS = frozenset({Need.NARRATION, Need.EASY_NARRATION})

CHAPTERS_VERSION = "1.2.0"
"""Of the podcast namespace's JSON chapters."""
LONGEST_LINE = 65
"""Characters in a line of a transcript (podcast namespace, `podcast:transcript`)."""
LINES_A_CUE = 2
COVER = cover.Shape(600, 600)

# WebVTT, "cue text": these begin mark-up there.
_CUE_TEXT = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;"})


class _Names(msgspec.Struct, frozen=True):
    """What the files of one narration are called."""

    stem: str
    listen: str
    read_along: str
    transcript: str


def render(edition: Edition) -> Iterator[Artifact]:
    """MP3, transcript and chapters of the post; MP3 and transcript of its Easy Read."""
    slug = edition.document.slug
    folder = f"posts/{slug}/{slug}"
    if edition.narration is not None:
        names = _Names(
            folder,
            listen="Sound recording, MP3",
            read_along="Sound of the web page, MP3",
            transcript="The words of the sound recording, with times",
        )
        yield from _files(edition, edition.document, edition.narration, names)
        yield _chapters(edition.narration, folder)
    if edition.easy_narration is not None and edition.easy_read is not None:
        names = _Names(
            f"{folder}-easy-read",
            listen="Easy Read sound recording, MP3",
            read_along="Sound of the Easy Read page, MP3",
            transcript="The words of the Easy Read sound recording, with times",
        )
        yield from _files(edition, edition.easy_read.document, edition.easy_narration, names)


def _files(
    edition: Edition, document: Document, narration: Narration, names: _Names
) -> Iterator[Artifact]:
    made_by = f"{narration.voice.engine} {narration.voice.version}, {narration.voice.voice}"

    def sound(recording: Recording, name: str, title: str) -> Artifact:
        labels = _labels(edition, document, narration, recording)
        data = tagged(recording.mp3, labels)
        return Artifact(name, data, "audio/mpeg", title, recording.duration, made_by)

    yield sound(narration.listen, f"{names.stem}.mp3", names.listen)
    yield sound(narration.read_along, f"{names.stem}-read-along.mp3", names.read_along)
    transcript = webvtt(narration.listen.clips)
    yield Artifact(f"{names.stem}.vtt", transcript, "text/vtt", names.transcript, made_by=made_by)


def _chapters(narration: Narration, stem: str) -> Artifact:
    chapters = [
        {
            "startTime": round(chapter.start, 3),
            "endTime": round(chapter.end, 3),
            "title": chapter.title,
        }
        for chapter in narration.listen.chapters
    ]
    data = msgspec.json.encode({"version": CHAPTERS_VERSION, "chapters": chapters})
    return Artifact(
        f"{stem}-chapters.json",
        msgspec.json.format(data, indent=1) + b"\n",
        "application/json+chapters",
        "The parts of the sound recording, for podcast players",
    )


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
