"""The news feed: every post with all its files (Atom, RFC 4287), and the posts taken back."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from convert.edition import Artifact
from convert.manifest import PostEntry
from convert.pages.xhtml import Element
from convert.publish.feeds.shelf import FOLDER, Leaf, Shelf, changed, moment, paged
from convert.publish.feeds.xml import NAMESPACES, node, written

MEDIA_TYPE = "application/atom+xml"


def artifacts(shelf: Shelf) -> Iterator[Artifact]:
    """`posts.xml` and its further pages."""
    for leaf, entries in paged(shelf.posts(), "posts", ".xml"):
        yield Artifact(
            f"{FOLDER}/{leaf.name}", written(_feed(shelf, leaf, entries)), MEDIA_TYPE, "News feed"
        )


def _feed(shelf: Shelf, leaf: Leaf, entries: Sequence[PostEntry]) -> Element:
    gone = shelf.withdrawn() if leaf.number == 1 else []
    return node(
        "atom:feed",
        node("atom:id", shelf.identity("posts")),
        node("atom:title", shelf.publication.title),
        node("atom:updated", shelf.updated),
        node("atom:author", node("atom:name", shelf.owner)),
        link("self", shelf.feed(leaf.name), MEDIA_TYPE),
        link("alternate", shelf.url("index.html"), "text/html"),
        *(link(relation, shelf.feed(name), MEDIA_TYPE) for relation, name in leaf.relations()),
        *(_entry(shelf, entry) for entry in entries),
        *(_taken_back(shelf, entry) for entry in gone),
        attributes={"xml:lang": shelf.publication.language},
        prefixes={None: NAMESPACES["atom"], "at": NAMESPACES["at"]},
    )


def _entry(shelf: Shelf, entry: PostEntry) -> Element:
    meta = entry.meta
    files = [file for file in shelf.files(entry) if shelf.url(file.path) != shelf.page(entry)]
    return node(
        "atom:entry",
        node("atom:id", shelf.identity("post", entry.slug)),
        node("atom:title", meta.title),
        node("atom:updated", moment(changed(entry))),
        node("atom:published", moment(meta.date)),
        node("atom:author", node("atom:name", meta.author or shelf.owner)),
        *(node("atom:category", attributes={"term": tag}) for tag in meta.tags),
        node("atom:rights", meta.licence) if meta.licence else None,
        node("atom:summary", meta.summary) if meta.summary else None,
        link("alternate", shelf.page(entry), "text/html"),
        *(
            link("enclosure", shelf.url(file.path), file.media_type, file.title, file.bytes)
            for file in files
        ),
        attributes={"xml:lang": meta.lang},
    )


def _taken_back(shelf: Shelf, entry: PostEntry) -> Element:
    """What tells a reader's program to take the post away (RFC 6721)."""
    withdrawal = entry.meta.withdrawn
    assert withdrawal is not None
    return node(
        "at:deleted-entry",
        node("at:comment", withdrawal.reason),
        attributes={
            "ref": shelf.identity("post", entry.slug),
            "when": moment(withdrawal.date),
        },
    )


def link(
    relation: str, url: str, media_type: str, title: str | None = None, length: int | None = None
) -> Element:
    """An Atom link; relation and media type are what a program chooses it by."""
    attributes = {
        "rel": relation,
        "href": url,
        "type": media_type,
        "title": title,
        "length": length,
    }
    return node("atom:link", attributes=attributes)
