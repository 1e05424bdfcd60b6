"""What an MP3 says about itself: ID3v2.3, the version every player reads (AU10, AU11)."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Iterator, Sequence

import msgspec
from mutagen.id3 import (
    APIC,
    CHAP,
    COMM,
    CTOC,
    ID3,
    SYLT,
    TALB,
    TCON,
    TCOP,
    TDRC,
    TIT2,
    TLAN,
    TLEN,
    TPE1,
    USLT,
    WOAS,
    CTOCFlags,
    Encoding,
    PictureType,
)

from convert.edition import Chapter, Clip
from convert.languages import primary

_UNKNOWN = "und"
# ISO 639-2/T codes of the languages most spoken in the United Kingdom, by their BCP 47 subtags.
_THREE_LETTERS = {
    "ar": "ara", "bn": "ben", "bg": "bul", "cs": "ces", "cy": "cym", "de": "deu", "el": "ell",
    "en": "eng", "es": "spa", "fa": "fas", "fr": "fra", "ga": "gle", "gd": "gla", "gu": "guj",
    "gv": "glv", "he": "heb", "hi": "hin", "hu": "hun", "it": "ita", "ja": "jpn", "ko": "kor",
    "ku": "kur", "kw": "cor", "lt": "lit", "lv": "lav", "nl": "nld", "pa": "pan", "pl": "pol",
    "ps": "pus", "pt": "por", "ro": "ron", "ru": "rus", "sco": "sco", "sk": "slk", "so": "som",
    "sq": "sqi", "ta": "tam", "te": "tel", "tr": "tur", "uk": "ukr", "ur": "urd", "vi": "vie",
    "yi": "yid", "zh": "zho",
}  # fmt: skip
_HEADER = 10
_NO_OFFSET = 0xFFFFFFFF
# ID3v2.3, 4.10: how the times of a synchronised text count, and what the text is.
_IN_MILLISECONDS = 2
_TRANSCRIPT = 2


class Picture(msgspec.Struct, frozen=True):
    """A cover, and what it shows in words."""

    data: bytes
    media_type: str
    description: str


class Labels(msgspec.Struct, frozen=True):
    """What is known about a recording."""

    title: str
    artist: str
    album: str
    date: dt.date
    lang: str
    """A BCP 47 tag."""
    comment: str
    clips: Sequence[Clip]
    """All that is said, and when: the transcript, for reading and for following along."""
    chapters: Sequence[Chapter]
    duration: float
    licence: str = ""
    source: str = ""
    """Web address of the text."""
    cover: Picture | None = None


def three_letters(lang: str) -> str:
    """The code that ID3 and MP4 use for a language; `und` where we do not know it."""
    return _THREE_LETTERS.get(primary(lang), _UNKNOWN)


def tag(labels: Labels) -> bytes:
    """What stands before the sound of a recording and says what `labels` hold."""
    tags = ID3()
    for frame in _frames(labels):
        tags.add(frame)
    tags.update_to_v23()
    file = io.BytesIO()
    tags.save(file, v2_version=3, padding=_no_padding)
    return _in_time_order(file.getvalue())


def _no_padding(_: object) -> int:
    return 0


def _frames(labels: Labels) -> Iterator[object]:
    lang = three_letters(labels.lang)
    text = Encoding.UTF16
    yield TIT2(text, labels.title)
    yield TPE1(text, labels.artist)
    yield TALB(text, labels.album)
    yield TCON(text, "Speech")
    yield TLAN(text, lang)
    yield TDRC(text, labels.date.isoformat())
    yield TLEN(text, str(round(labels.duration * 1000)))
    yield COMM(text, lang, "", labels.comment)
    yield USLT(text, lang, "Transcript", "\n".join(clip.text for clip in labels.clips))
    times = [(clip.text, round(clip.start * 1000)) for clip in labels.clips]
    yield SYLT(text, lang, _IN_MILLISECONDS, _TRANSCRIPT, "Transcript", times)
    if labels.licence:
        yield TCOP(text, f"{labels.date.year} {labels.licence}")
    if labels.source:
        yield WOAS(labels.source)
    if labels.cover is not None:
        cover = labels.cover
        yield APIC(text, cover.media_type, PictureType.COVER_FRONT, cover.description, cover.data)
    yield from _chapters(labels.chapters)


def _chapters(chapters: Sequence[Chapter]) -> Iterator[object]:
    names = [f"chapter-{number:05}" for number in range(1, len(chapters) + 1)]
    for name, chapter in zip(names, chapters, strict=True):
        start, end = round(chapter.start * 1000), round(chapter.end * 1000)
        title = [TIT2(Encoding.UTF16, chapter.title)]
        yield CHAP(name, start, end, _NO_OFFSET, _NO_OFFSET, title)
    yield CTOC("contents", CTOCFlags.TOP_LEVEL | CTOCFlags.ORDERED, names, [])


def _in_time_order(tag: bytes) -> bytes:
    """`tag` with its chapters last, in time order.

    mutagen writes frames by size, and players that do not read the table of contents list chapters
    as they stand.
    """
    frames = []
    at = _HEADER
    while at < len(tag):
        size = int.from_bytes(tag[at + 4 : at + 8], "big")
        frames.append(tag[at : at + _HEADER + size])
        at += _HEADER + size
    chapters = [frame for frame in frames if frame.startswith(b"CHAP")]
    others = [frame for frame in frames if not frame.startswith(b"CHAP")]
    # A chapter's frame begins with its name, and the names count upwards.
    return tag[:_HEADER] + b"".join(others + sorted(chapters, key=_contents))


def _contents(frame: bytes) -> bytes:
    return frame[_HEADER:]
