"""The whole publication as one e-book: the posts that are listed, the oldest first."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

from convert import listing
from convert.archive import pack
from convert.edition import Artifact
from convert.formats import epub
from convert.manifest import File, Manifest, PostEntry


def publish(manifest: Manifest, read: Callable[[File], bytes]) -> Iterator[Artifact]:
    """One e-book of all posts that have one; nothing where none has.

    `read` gives the bytes of a file; it is asked twice for every e-book.
    """
    books = [book for entry in reversed(listing.posts(manifest)) for book in _books(entry)]
    if not books:
        return
    made = epub.collection(manifest.publication, [partial(read, book) for book in books])
    yield Artifact(
        path=made.path,
        data=pack(made.members),
        media_type=made.media_type,
        title=made.title,
        duration=made.duration,
        made_by=made.made_by,
    )


def _books(entry: PostEntry) -> Iterator[File]:
    """The post's own e-book; one of its Easy Read would be another book."""
    own = f"posts/{entry.slug}/{entry.slug}.epub"
    return (file for file in entry.files if file.path == own)
