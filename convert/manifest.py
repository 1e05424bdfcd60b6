"""The manifest: what was built, from what, by what, and how it fared.

It is also the memory of the build: a post whose inputs are those named here, and whose files are
all there, is not built again. Site and feeds read the manifest and nothing else.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Mapping

import msgspec

from convert.document import Meta
from convert.edition import Artifact, Bundle, EasyReadStatus
from convert.findings import VOICE_STOPPED, Finding
from convert.settings import Publication

NAME = "manifest.json"
SHAPE = 1
"""Raised when the shape changes, so that an older manifest is not misread."""


class File(msgspec.Struct, frozen=True, omit_defaults=True):
    """A file below `dist/`."""

    path: str
    media_type: str
    bytes: int
    sha256: str
    title: str
    format: str
    """The format it belongs to, or the part of the site that made it."""
    duration: float = 0.0
    """Seconds, for sound."""
    made_by: str = ""
    made_from: str = ""
    """A hash of what a bundle was made from."""


class PostEntry(msgspec.Struct, frozen=True, omit_defaults=True):
    """A post and what was made of it."""

    slug: str
    meta: Meta
    inputs: str
    """Hash of everything the files were made from: sources, settings, program."""
    formats: tuple[str, ...]
    files: tuple[File, ...]
    easy_read: EasyReadStatus = EasyReadStatus.NONE
    signed_by: tuple[str, ...] = ()
    band: str = ""
    """How hard the post is to read, in words; empty where it is not scored."""
    score: float = 0.0
    word_count: int = 0
    voice: str = ""
    """Who reads it, in words; empty where it has no sound."""
    findings: tuple[Finding, ...] = ()

    @property
    def may_be_mended(self) -> bool:
        """Whether the next build, from the same inputs, may make what this one could not."""
        return any(finding.code == VOICE_STOPPED for finding in self.findings)


class Refusal(msgspec.Struct, frozen=True, omit_defaults=True):
    """A post that could not be built, and why."""

    slug: str
    message: str
    place: str = ""
    next_step: str = ""

    def __str__(self) -> str:
        where = self.place or self.slug
        return f"{where}: {self.message} {self.next_step}".strip()


class Manifest(msgspec.Struct, frozen=True, omit_defaults=True):
    """Everything in `dist/`, in an order that does not change."""

    shape: int
    made_by: str
    publication: Publication
    posts: Mapping[str, PostEntry]
    refused: tuple[Refusal, ...] = ()
    files: tuple[File, ...] = ()
    """Files that belong to no one post: site, feeds, collection."""
    inputs: str = ""
    """Hash of what those files were made from."""

    def newest_first(self) -> list[PostEntry]:
        """The posts by date, the newest first, then by name."""
        by_name = sorted(self.posts.values(), key=lambda entry: entry.slug)
        return sorted(by_name, key=lambda entry: entry.meta.date, reverse=True)

    def updated(self) -> dt.date:
        """The latest date any post names: the publication's own, since builds read no clock."""
        dates = [entry.meta.updated or entry.meta.date for entry in self.posts.values()]
        return max(dates, default=dt.date(1970, 1, 1))

    def all_files(self) -> list[File]:
        """Every file of every post and of the publication."""
        of_posts = (file for entry in self.posts.values() for file in entry.files)
        return [*of_posts, *self.files]


def file(artifact: Artifact, made_for: str) -> File:
    """The manifest's line about `artifact`."""
    return File(
        path=artifact.path,
        media_type=artifact.media_type,
        bytes=len(artifact.data),
        sha256=hashlib.sha256(artifact.data).hexdigest(),
        title=artifact.title,
        format=made_for,
        duration=round(artifact.duration, 3),
        made_by=artifact.made_by,
    )


def bundle(made: Bundle, made_for: str, *, size: int, sha256: str) -> File:
    """The manifest's line about a bundle that was written."""
    return File(
        path=made.path,
        media_type=made.media_type,
        bytes=size,
        sha256=sha256,
        title=made.title,
        format=made_for,
        duration=round(made.duration, 3),
        made_by=made.made_by,
        made_from=made.made_from,
    )


def encode(manifest: Manifest) -> bytes:
    """The manifest as JSON, the same bytes for the same builds."""
    return msgspec.json.format(msgspec.json.encode(manifest, order="deterministic"), indent=1)


def decode(data: bytes) -> Manifest | None:
    """The manifest that `data` holds; None where it is damaged or of another shape."""
    try:
        made = msgspec.json.decode(data, type=Manifest)
    except (msgspec.DecodeError, msgspec.ValidationError):
        return None
    return made if made.shape == SHAPE else None
