"""What all feeds share: which posts, under which addresses and identities, cut into pages."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Iterator, Sequence
from pathlib import PurePosixPath
from typing import TypeVar
from urllib.parse import quote

import msgspec

from convert.edition import Artifact
from convert.manifest import File, Manifest, PostEntry
from convert.pages import cover
from convert.publish import listing
from convert.settings import Publication

FOLDER = "feeds"
COVER = "cover.png"
PAGE = 100
"""Posts on a page of a feed (RFC 5005, paged feeds)."""
ALLWAYS = uuid.uuid5(uuid.NAMESPACE_URL, "urn:allways:publication")
"""Identities are made from the publication's own id, so that they outlive its address."""

PICTURES = frozenset({"image/jpeg", "image/png", "image/gif", "image/webp"})
"""What OPDS asks a picture to be, in either version's words."""

Item = TypeVar("Item")


class Shelf(msgspec.Struct, frozen=True):
    """A publication as feeds see it."""

    manifest: Manifest

    @property
    def publication(self) -> Publication:
        """What all posts share."""
        return self.manifest.publication

    @property
    def owner(self) -> str:
        """Whose feed it is."""
        return self.publication.publisher or self.publication.title

    @property
    def updated(self) -> str:
        """When anything changed last, as far as dates of posts tell."""
        dates = [entry.meta.withdrawn.date for entry in self.withdrawn() if entry.meta.withdrawn]
        return moment(max([self.manifest.updated(), *dates]))

    def posts(self) -> list[PostEntry]:
        """The posts to tell of, the newest first."""
        return listing.posts(self.manifest)

    def withdrawn(self) -> list[PostEntry]:
        """The posts that were taken back."""
        return listing.withdrawn(self.manifest)

    def files(self, entry: PostEntry) -> list[File]:
        """The files of a post that people may be offered."""
        return listing.downloads(entry, self.manifest)

    def file(self, entry: PostEntry, ending: str) -> File | None:
        """The post's file called after it with `ending`: `.mp3`, `-easy-read.mp3`."""
        return _called(entry, f"{entry.slug}{ending}")

    def url(self, path: str) -> str:
        """The address of a file below `dist/`."""
        return f"{self.publication.base_url.rstrip('/')}/{quote(path)}"

    def feed(self, name: str) -> str:
        """The address of a feed."""
        return self.url(f"{FOLDER}/{name}")

    def picture(self, entry: PostEntry) -> tuple[str, str]:
        """Address and type of the picture that stands for a post: its own, or the drawn cover."""
        own = _called(entry, entry.meta.image)
        if own is None or own.media_type not in PICTURES:
            return self.feed(COVER), "image/png"
        return self.url(own.path), own.media_type

    def cover(self, name: str, title: str) -> Artifact:
        """A drawn cover, square and large, as directories of podcasts ask for it."""
        data = cover.draw(title, self.publication.publisher, shape=cover.SQUARE)
        return Artifact(f"{FOLDER}/{name}", data, "image/png", f"Cover of {title}")

    def identity(self, *names: str) -> str:
        """A permanent name for the publication, or for something of it."""
        return uuid.uuid5(ALLWAYS, "/".join((self.publication.id, *names))).urn

    def page(self, entry: PostEntry) -> str:
        """The address of the post's own page."""
        made = listing.web_page(entry)
        return self.url(made.path if made else "index.html")


def _called(entry: PostEntry, name: str) -> File | None:
    return next((file for file in entry.files if PurePosixPath(file.path).name == name), None)


class Leaf(msgspec.Struct, frozen=True):
    """One page of a feed."""

    number: int
    count: int
    stem: str
    suffix: str

    @property
    def name(self) -> str:
        """The page's file name: `posts.xml`, `posts-2.xml`."""
        return self._name(self.number)

    def relations(self) -> Iterator[tuple[str, str]]:
        """Where the other pages are: relation and file name (RFC 5005); none where it is alone."""
        if self.count == 1:
            return
        yield "first", self._name(1)
        if self.number > 1:
            yield "previous", self._name(self.number - 1)
        if self.number < self.count:
            yield "next", self._name(self.number + 1)
        yield "last", self._name(self.count)

    def _name(self, number: int) -> str:
        return f"{self.stem}{self.suffix}" if number == 1 else f"{self.stem}-{number}{self.suffix}"


def paged(items: Sequence[Item], stem: str, suffix: str) -> Iterator[tuple[Leaf, Sequence[Item]]]:
    """`items` a page at a time; one empty page where there are none."""
    count = max(1, -(-len(items) // PAGE))
    for number in range(1, count + 1):
        yield Leaf(number, count, stem, suffix), items[(number - 1) * PAGE : number * PAGE]


def moment(date: dt.date) -> str:
    """The beginning of a day (RFC 3339): posts have dates and no times."""
    return f"{date.isoformat()}T00:00:00Z"


def changed(entry: PostEntry) -> dt.date:
    """When the post changed last."""
    return entry.meta.updated or entry.meta.date
