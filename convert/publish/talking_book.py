"""The whole publication as one talking book: the recordings of the listed posts that ask for it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

from convert.edition import Artifact, recording_path
from convert.files.cache import Cache
from convert.formats import talking_book
from convert.manifest import File, Manifest, PostEntry
from convert.pages import cover
from convert.publish import listing
from convert.speech import m4b
from convert.speech.tags import Picture

COVER = cover.Shape(600, 600)
_SOUND = "audio/mpeg"


def publish(
    manifest: Manifest, read: Callable[[File], bytes], *, cache: Cache
) -> Iterator[Artifact]:
    """One M4B with a chapter a post, the oldest first; nothing where no post has sound.

    Chapters that are in `cache` are not encoded again.
    """
    publication = manifest.publication
    parts = [
        part for entry in reversed(listing.posts(manifest)) for part in _parts(entry, read, cache)
    ]
    if not parts:
        return
    who = publication.publisher or publication.title
    drawn = cover.draw(publication.title, publication.publisher, shape=COVER)
    voices = sorted({entry.voice for entry in manifest.posts.values() if entry.voice})
    about = m4b.About(
        title=publication.title,
        artist=who,
        lang=publication.language,
        year=str(manifest.updated().year),
        comment=" ".join(voices),
        picture=Picture(drawn, "image/png", f"Cover with the title: {publication.title}"),
    )
    yield Artifact(
        path=f"collection/{publication.id}.m4b",
        data=m4b.book(parts, about),
        media_type=m4b.MEDIA_TYPE,
        title="All posts as one talking book, M4B",
        duration=sum(part.duration for part in parts),
        made_by=" ".join(voices),
    )


def _parts(entry: PostEntry, read: Callable[[File], bytes], cache: Cache) -> Iterator[m4b.Part]:
    """The post's recording to listen to, where the book was asked for."""
    if talking_book.NAME not in entry.formats:
        return
    own = recording_path(entry.slug)
    for file in entry.files:
        if file.path == own and file.media_type == _SOUND:
            chapter = partial(m4b.chapter, file.sha256, partial(read, file), cache)
            yield m4b.Part(entry.meta.title, file.duration, chapter)
