"""Packs: one zip a post and one for the publication, to hand out on paper, a stick or by e-mail.

A pack is a small site of its own that works from a folder: a start page, the listed files of its
posts in their places, a large-print sheet on how to open them, and, where the pages are online, a
poster that leads there. It holds no file that is not in the manifest with the right hash.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator

import msgspec

from convert import manifest
from convert.edition import Bundle
from convert.files.archive import Member
from convert.jobs.orders import program
from convert.manifest import File, Manifest, PostEntry
from convert.publish import listing, site
from convert.publish.packs import poster, sheet

MEDIA_TYPE = "application/zip"
ALL_POSTS = "-all-posts"
"""After the publication's name where a post has that name too."""

Read = Callable[[File], bytes]


def publish(made: Manifest, read: Read) -> Iterator[Bundle]:
    """A pack of each post that has something to hand out, the newest first, then one of them all.

    `read` gives the bytes of a file, one at a time while a pack is written.
    """
    posts = [entry for entry in listing.posts(made) if listing.downloads(entry, made)]
    for entry in posts:
        title = "Everything about this post in one file (ZIP)"
        yield _bundle(entry.slug, title, contents(made, [entry]), made, read)
    if posts:
        name = made.publication.id
        if name in made.posts:
            name += ALL_POSTS
        title = "All posts, to hand out, in one file (ZIP)"
        yield _bundle(name, title, contents(made, posts), made, read)


def contents(made: Manifest, posts: list[PostEntry]) -> Manifest:
    """The manifest of a pack: these posts, with what may be handed out of them, and nothing else."""
    return msgspec.structs.replace(
        made,
        publication=msgspec.structs.replace(made.publication, base_url=""),
        posts={entry.slug: _handed_out(entry, made) for entry in posts},
        refused=(),
        files=(),
        inputs="",
    )


def _handed_out(entry: PostEntry, made: Manifest) -> PostEntry:
    """What a pack knows of a post; how it was made and what a writer could mend stay at home."""
    files = tuple(listing.handed_out(entry, made))
    return msgspec.structs.replace(entry, inputs="", findings=(), files=files)


def _bundle(name: str, title: str, inside: Manifest, made: Manifest, read: Read) -> Bundle:
    base_url = made.publication.base_url

    def members() -> Iterator[Member]:
        start = sheet.artifact(inside, base_url)
        yield Member(start.path, start.data)
        if base_url:
            page = poster.artifact(inside, base_url)
            yield Member(page.path, page.data)
        for page in site.publish(inside, read):
            yield Member(page.path, page.data)
        for entry in listing.posts(inside):
            for file in entry.files:
                yield Member(file.path, read(file))

    made_from = hashlib.sha256(b"\0".join((program().encode(), base_url.encode())))
    made_from.update(manifest.encode(inside))
    return Bundle(
        path=f"{listing.PACKS}{name}.zip",
        media_type=MEDIA_TYPE,
        title=title,
        members=members,
        made_from=made_from.hexdigest(),
    )
