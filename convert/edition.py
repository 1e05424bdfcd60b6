"""The edition: one post and everything known about it; the waist of the hourglass.

Left of it is meaning, right of it are file formats. Formats and checks read editions and
artifacts and nothing of each other.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from enum import Enum, StrEnum, auto
from typing import Protocol

import msgspec

from convert.document import Document, Image, SentenceId
from convert.files.archive import Member
from convert.findings import Finding
from convert.plain.readability.model import Readability
from convert.review.answers import NO_ANSWERS, Answer, Answers
from convert.settings import Publication
from convert.speech.mp3 import Take, laid_out
from convert.speech.voice import VoiceName


class Asset(msgspec.Struct, frozen=True):
    """A picture that belongs to the post, already checked to be what its media type says."""

    name: str
    """The name that `Image.source` uses; a plain file name."""
    media_type: str
    data: bytes
    width: int
    height: int
    credit: str = ""

    @property
    def credit_line(self) -> str:
        """The credit as a page prints it; one that says what it is (*Photo: the club*) as it is."""
        credit = self.credit.rstrip(".")
        if not credit:
            return ""
        return f"{credit}." if ": " in credit else f"Pictures: {credit}."


# ---------------------------------------------------------------- Easy Read


class EasyReadStatus(StrEnum):
    """What people have made of the Easy Read document."""

    NONE = "none"
    """The post has no Easy Read document (for instance, its language is not known to us)."""
    DRAFT = "draft"
    """Made or changed since anybody signed it."""
    SIGNED = "signed"


class SignOff(msgspec.Struct, frozen=True, omit_defaults=True):
    """Who agreed to the Easy Read words; names only where each person said yes to printing."""

    group: str
    date: str
    method: str
    names: tuple[str, ...] = ()


class EasyRead(msgspec.Struct, frozen=True):
    """The Easy Read document of a post, and what is known about how it came to be."""

    document: Document
    """Its blocks are headings and ideas; the words list is a section of its own at the end."""
    status: EasyReadStatus
    origins: Mapping[SentenceId, tuple[SentenceId, ...]]
    """For each easy sentence, the post's sentences that it stands for."""
    left_out: tuple[SentenceId, ...] = ()
    """Sentences of the post that no easy sentence stands for."""
    written_by_people: bool = False
    """True where the words come from `easy-read.md`, false where rules drafted them."""
    signed: tuple[SignOff, ...] = ()
    """Who signed it; in a draft, who signed what has changed since."""


# ---------------------------------------------------------------- narration


class Clip(msgspec.Struct, frozen=True):
    """A stretch of a recording, in seconds; clips touch and never overlap."""

    id: str
    """A sentence's id, or an announcement's own (`say-…`)."""
    text: str
    """The words as written, for transcripts; an announcement has no others."""
    start: float
    end: float


class Chapter(msgspec.Struct, frozen=True):
    """A part of a recording a listener can jump to; `sentence` is its heading's id."""

    title: str
    start: float
    end: float
    sentence: str


class Recording(msgspec.Struct, frozen=True):
    """Speech, encoded once: its sounds in order, which both recordings of a document share.

    A file of it is laid out when it is asked for, so that a post of hours is not in memory twice.
    """

    takes: tuple[Take, ...]
    duration: float
    sample_rate: int
    clips: tuple[Clip, ...]
    chapters: tuple[Chapter, ...]

    @property
    def mp3(self) -> bytes:
        """MP3 without tags."""
        return laid_out(self.takes)


class Narration(msgspec.Struct, frozen=True):
    """A document spoken twice: once to be listened to, once to be read along with.

    `listen` has announcements ("This recording lasts about 4 minutes"); `read_along` holds the
    document's own sentences, alt texts and notes only, so that every clip has its text.
    """

    voice: VoiceName
    listen: Recording
    read_along: Recording
    around: Recording | None = None
    """What an e-book says in words of its own, around the post's: the cover's publisher, the
    headings of its own pages, note marks, the last page. The same for most posts."""


# ---------------------------------------------------------------- the edition


class Edition(msgspec.Struct, frozen=True):
    """One post and everything known about it."""

    document: Document
    publication: Publication
    assets: Mapping[str, Asset]
    readability: Readability | None
    """None where the scores do not know the language."""
    easy_read: EasyRead | None
    narration: Narration | None
    """None where no voice could speak the whole post; the findings say why."""
    easy_narration: Narration | None
    findings: tuple[Finding, ...] = ()
    answers: Answers = NO_ANSWERS
    """What groups said about the flags of this post."""
    stale: tuple[Answer, ...] = ()
    """Those of the answers that are about words the post no longer holds."""

    def asset(self, image: Image) -> Asset:
        """The picture that `image` shows."""
        return self.assets[image.source]


class Need(Enum):
    """What a format cannot do without; what no format needs is not made."""

    READABILITY = auto()
    EASY_READ = auto()
    NARRATION = auto()
    EASY_NARRATION = auto()
    CHAPTER = auto()
    """The recording encoded for the talking book of all posts; kept in the cache for it."""


class Artifact(msgspec.Struct, frozen=True):
    """A finished file: where it goes below `dist/`, and what it is in words people understand."""

    path: str
    """Relative to `dist/`, with forward slashes."""
    data: bytes
    media_type: str
    title: str
    """What it is, for a list of downloads: "Large print Word document, 18 point"."""
    duration: float = 0.0
    """Seconds, for sound."""
    made_by: str = ""
    """The tool, voice or library that made it, with its version."""


class Bundle(msgspec.Struct, frozen=True):
    """A zip too large to hold: its members are asked for one by one while it is written."""

    path: str
    media_type: str
    title: str
    members: Callable[[], Iterable[Member]]
    made_from: str
    """A hash of everything the members depend on: while it stays, the zip is not made again."""
    duration: float = 0.0
    made_by: str = ""


def may_list(status: EasyReadStatus, publication: Publication) -> bool:
    """Whether an Easy Read of this status may be listed: people signed it, or need not."""
    if status is EasyReadStatus.NONE:
        return False
    return status is EasyReadStatus.SIGNED or not publication.require_sign_off


def recording_path(slug: str) -> str:
    """Where the recording of a post is, the one to listen to."""
    return f"posts/{slug}/{slug}.mp3"


class Format(Protocol):
    """The shape of a module in `formats/`: a title, its needs, and one pure function."""

    @property
    def TITLE(self) -> str:  # noqa: N802  a module constant
        """What the format is called in lists for people."""

    @property
    def NEEDS(self) -> frozenset[Need]:  # noqa: N802  a module constant
        """What must be known about a post before it can be rendered."""

    def render(self, edition: Edition) -> Iterable[Artifact]:
        """The files of this format: no clock, no disk, no network, the same bytes every time."""
