"""The e-book catalogue for reading apps, OPDS 1.2: an Atom feed of things to open.

OPDS 1.2 has no word for accessibility, so what each post offers is said in plain words, and a
facet shows the posts that have Easy Read.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import msgspec

from convert import listing
from convert.edition import Artifact, EasyReadStatus
from convert.feeds.atom import link
from convert.feeds.shelf import FOLDER, Leaf, Shelf, changed, moment, paged
from convert.feeds.xml import NAMESPACES, node, written
from convert.manifest import File, PostEntry
from convert.xhtml import Element

ACQUISITION = "application/atom+xml;profile=opds-catalog;kind=acquisition"
OPEN_ACCESS = "http://opds-spec.org/acquisition/open-access"
EPUB = "application/epub+zip"
FACET = "http://opds-spec.org/facet"
FACETS = "Ways to read"


class Choice(msgspec.Struct, frozen=True):
    """One choice of the facet: some of the posts."""

    stem: str
    title: str
    entries: tuple[PostEntry, ...]


def choices(shelf: Shelf) -> list[Choice]:
    """All posts, and those that people with a need look for, where there are any."""
    posts = tuple(entry for entry in shelf.posts() if acquisitions(shelf, entry))
    easy = tuple(entry for entry in posts if listing.easy_page(entry, shelf.manifest))
    spoken = tuple(entry for entry in posts if entry.voice)
    made = [Choice("opds", "All posts", posts)]
    if easy:
        made.append(Choice("opds-easy-read", "Posts with Easy Read", easy))
    if spoken:
        made.append(Choice("opds-sound", "Posts with sound", spoken))
    return made


def about(shelf: Shelf, entry: PostEntry) -> str:
    """What a post offers, in plain words."""
    parts = [entry.meta.summary]
    if entry.voice:
        parts.append(entry.voice)
    if entry.band:
        parts.append(f"Words: {entry.band}.")
    if listing.easy_page(entry, shelf.manifest):
        checked = entry.easy_read is EasyReadStatus.SIGNED
        parts.append(f"Easy Read, {'checked by people' if checked else 'not checked yet'}.")
    return " ".join(filter(None, parts))


def ways(shelf: Shelf, entry: PostEntry) -> list[str]:
    """The formats that the post can be had in."""
    return list(dict.fromkeys(file.format for file in acquisitions(shelf, entry)))


def acquisitions(shelf: Shelf, entry: PostEntry) -> list[File]:
    """The files to take away, the e-book first: many apps look no further."""
    files = [file for file in shelf.files(entry) if file.media_type != listing.WEB_PAGE]
    return sorted(files, key=lambda file: file.media_type != EPUB)


def artifacts(shelf: Shelf) -> Iterator[Artifact]:
    """`opds.xml`, a feed for each further choice, and their further pages."""
    every = choices(shelf)
    for choice in every:
        for leaf, entries in paged(choice.entries, choice.stem, ".xml"):
            data = written(_feed(shelf, choice, every, leaf, entries))
            yield Artifact(
                f"{FOLDER}/{leaf.name}", data, ACQUISITION, "E-book catalogue (OPDS 1.2)"
            )


def _feed(
    shelf: Shelf, choice: Choice, every: Sequence[Choice], leaf: Leaf, entries: Sequence[PostEntry]
) -> Element:
    publication = shelf.publication
    title = publication.title if choice is every[0] else f"{publication.title}: {choice.title}"
    return node(
        "atom:feed",
        node("atom:id", shelf.identity(choice.stem)),
        node("atom:title", title),
        node("atom:updated", shelf.updated),
        node("atom:author", node("atom:name", shelf.owner)),
        link("self", shelf.feed(leaf.name), ACQUISITION),
        link("start", shelf.feed("opds.xml"), ACQUISITION),
        *(link(relation, shelf.feed(name), ACQUISITION) for relation, name in leaf.relations()),
        *(_facet(shelf, one, active=one is choice) for one in every if len(every) > 1),
        *(_entry(shelf, entry) for entry in entries),
        attributes={"xml:lang": publication.language},
        prefixes={
            None: NAMESPACES["atom"],
            **{name: NAMESPACES[name] for name in ("dcterms", "opds", "thr")},
        },
    )


def _way(shelf: Shelf, name: str) -> Element:
    scheme = shelf.identity("ways")
    words = name.replace("-", " ").capitalize()
    return node("atom:category", attributes={"scheme": scheme, "term": name, "label": words})


def _facet(shelf: Shelf, choice: Choice, *, active: bool) -> Element:
    return node(
        "atom:link",
        attributes={
            "rel": FACET,
            "href": shelf.feed(f"{choice.stem}.xml"),
            "type": ACQUISITION,
            "title": choice.title,
            "opds:facetGroup": FACETS,
            "opds:activeFacet": "true" if active else None,
            "thr:count": len(choice.entries),
        },
    )


def _entry(shelf: Shelf, entry: PostEntry) -> Element:
    meta = entry.meta
    return node(
        "atom:entry",
        node("atom:id", shelf.identity("post", entry.slug)),
        node("atom:title", meta.title),
        node("atom:updated", moment(changed(entry))),
        node("atom:author", node("atom:name", meta.author or shelf.owner)),
        node("dcterms:language", meta.lang),
        node("dcterms:issued", meta.date.isoformat()),
        node("dcterms:identifier", shelf.identity("post", entry.slug)),
        *(node("atom:category", attributes={"term": tag, "label": tag}) for tag in meta.tags),
        node("atom:rights", meta.licence) if meta.licence else None,
        *(_way(shelf, name) for name in ways(shelf, entry)),
        node("atom:summary", meta.summary) if meta.summary else None,
        node("atom:content", about(shelf, entry), attributes={"type": "text"}),
        link("alternate", shelf.page(entry), "text/html"),
        *(
            link(OPEN_ACCESS, shelf.url(file.path), file.media_type, file.title, file.bytes)
            for file in acquisitions(shelf, entry)
        ),
        attributes={"xml:lang": meta.lang},
    )
