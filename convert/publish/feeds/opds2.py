"""The e-book catalogue for reading apps, OPDS 2.0: JSON, with the e-books' own accessibility."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any

import msgspec

from convert.edition import Artifact
from convert.manifest import File, PostEntry
from convert.pages import cover
from convert.publish.feeds import book
from convert.publish.feeds.opds1 import Choice, about, acquisitions, choices, groups
from convert.publish.feeds.shelf import COVER, FOLDER, PAGE, Leaf, Shelf, changed, moment, paged

MEDIA_TYPE = "application/opds+json"
ONE_MEDIA_TYPE = "application/opds-publication+json"
PUBLICATION = "http://schema.org/Article"
DOWNLOAD = "download"
"""What OPDS 2.0 calls a file that is free to take; older readers know it as open access."""
OPEN_ACCESS = "http://opds-spec.org/acquisition/open-access"

Json = dict[str, Any]
Read = Callable[[File], bytes]


def artifacts(shelf: Shelf, read: Read) -> Iterator[Artifact]:
    """`opds.json`, a feed for each further choice, their further pages, and each post alone."""
    every = choices(shelf)
    # Every e-book is opened once, in whichever feeds it stands.
    known = {entry.slug: _publication(shelf, entry, read) for entry in every[0].entries}
    for slug, one in known.items():
        yield Artifact(f"{FOLDER}/{_alone(slug)}", _json(one), ONE_MEDIA_TYPE, "Post (OPDS 2.0)")
    for choice in every:
        for leaf, entries in paged(choice.entries, choice.stem, ".json"):
            made = _feed(shelf, choice, every, leaf)
            if entries:
                made["publications"] = [known[entry.slug] for entry in entries]
            else:  # A feed holds publications or ways to go on; an empty list is neither.
                home = _link("alternate", shelf.url("index.html"), "text/html")
                made["navigation"] = [home | {"title": "All posts"}]
            name = f"{FOLDER}/{leaf.name}"
            yield Artifact(name, _json(made), MEDIA_TYPE, "E-book catalogue (OPDS 2.0)")


def _alone(slug: str) -> str:
    """The name of the file that holds one post, to which it points as itself."""
    return f"opds-post-{slug}.json"


def _json(value: Json) -> bytes:
    return msgspec.json.format(msgspec.json.encode(value), indent=1) + b"\n"


def _feed(shelf: Shelf, choice: Choice, every: Sequence[Choice], leaf: Leaf) -> Json:
    title = shelf.publication.title
    if choice is not every[0]:
        title = f"{title}: {choice.title}"
    metadata: Json = {
        "title": title,
        "modified": shelf.updated,
        "numberOfItems": len(choice.entries),
    }
    if leaf.count > 1:
        metadata |= {"itemsPerPage": PAGE, "currentPage": leaf.number}
    made: Json = {
        "metadata": metadata,
        "links": [
            _link("self", shelf.feed(leaf.name), MEDIA_TYPE),
            _link("start", shelf.feed("opds.json"), MEDIA_TYPE),
            *(_link(relation, shelf.feed(name), MEDIA_TYPE) for relation, name in leaf.relations()),
        ],
    }
    facets = [
        {
            "metadata": {"title": title},
            "links": [_facet(shelf, one, active=one is choice) for one in group],
        }
        for title, group in groups(every).items()
    ]
    return made | ({"facets": facets} if facets else {})


def _facet(shelf: Shelf, choice: Choice, *, active: bool) -> Json:
    made: Json = {
        "href": shelf.feed(f"{choice.stem}.json"),
        "type": MEDIA_TYPE,
        "title": choice.title,
        "properties": {"numberOfItems": len(choice.entries)},
    }
    return made | ({"rel": "self"} if active else {})


def _publication(shelf: Shelf, entry: PostEntry, read: Read) -> Json:
    meta = entry.meta
    metadata: Json = {
        "@type": PUBLICATION,
        "identifier": shelf.identity("post", entry.slug),
        "title": meta.title,
        "author": meta.author or shelf.owner,
        "publisher": shelf.owner,
        "language": meta.lang,
        "published": meta.date.isoformat(),
        "modified": moment(changed(entry)),
        "description": about(shelf, entry),
    }
    if meta.tags:
        metadata["subject"] = list(meta.tags)
    ebook = shelf.file(entry, ".epub")
    if ebook is not None:
        accessibility = book.accessibility(read(ebook))
        if accessibility:
            metadata["accessibility"] = accessibility
    return {
        "metadata": metadata,
        "links": [
            _link("self", shelf.feed(_alone(entry.slug)), ONE_MEDIA_TYPE),
            _link("alternate", shelf.page(entry), "text/html"),
            *(_download(shelf, file) for file in acquisitions(shelf, entry)),
        ],
        "images": [_picture(shelf, entry)],
    }


def _picture(shelf: Shelf, entry: PostEntry) -> Json:
    href, media_type = shelf.picture(entry)
    made: Json = {"href": href, "type": media_type}
    if href == shelf.feed(COVER):
        made |= {"width": cover.SQUARE.width, "height": cover.SQUARE.height}
    return made


def _download(shelf: Shelf, file: File) -> Json:
    made: Json = {
        "rel": [DOWNLOAD, OPEN_ACCESS],
        "href": shelf.url(file.path),
        "type": file.media_type,
        "title": file.title,
        "size": file.bytes,
    }
    return made | ({"duration": file.duration} if file.duration else {})


def _link(relation: str, url: str, media_type: str) -> Json:
    return {"rel": relation, "href": url, "type": media_type}
