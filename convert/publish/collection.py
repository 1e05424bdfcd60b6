"""The whole publication as one e-book: the posts that are listed, the oldest first."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from functools import partial

import msgspec

from convert.edition import Bundle
from convert.formats import epub
from convert.jobs.orders import program
from convert.manifest import File, Manifest, PostEntry
from convert.publish import listing


def publish(manifest: Manifest, read: Callable[[File], bytes]) -> Iterator[Bundle]:
    """One e-book of all posts that have one; nothing where none has.

    `read` gives the bytes of a file; it is asked twice for every e-book, again while the book is
    written, so that no more than one is held.
    """
    books = [book for entry in reversed(listing.posts(manifest)) for book in _books(entry)]
    if not books:
        return
    made = epub.collection(manifest.publication, [partial(read, book) for book in books])
    made_from = hashlib.sha256(program().encode() + msgspec.json.encode(manifest.publication))
    made_from.update("".join(book.sha256 for book in books).encode())
    yield Bundle(
        path=made.path,
        media_type=made.media_type,
        title=made.title,
        members=lambda: made.members,
        made_from=made_from.hexdigest(),
        duration=made.duration,
        made_by=made.made_by,
    )


def _books(entry: PostEntry) -> Iterator[File]:
    """The post's own e-book; one of its Easy Read would be another book."""
    own = f"posts/{entry.slug}/{entry.slug}.epub"
    return (file for file in entry.files if file.path == own)
