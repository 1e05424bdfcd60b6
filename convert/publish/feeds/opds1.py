"""The e-book catalogue for reading apps, OPDS 1.2: an Atom feed of things to open.

OPDS 1.2 has no word for accessibility, so what each post offers is said in plain words, and
facets show the posts that have Easy Read, sound or large print.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

import msgspec

from convert.edition import Artifact, EasyReadStatus
from convert.manifest import File, PostEntry
from convert.pages.xhtml import Element
from convert.publish import listing
from convert.publish.feeds.atom import link
from convert.publish.feeds.shelf import FOLDER, Leaf, Shelf, changed, moment, paged
from convert.publish.feeds.xml import NAMESPACES, node, written

ACQUISITION = "application/atom+xml;profile=opds-catalog;kind=acquisition"
OPEN_ACCESS = "http://opds-spec.org/acquisition/open-access"
EPUB = "application/epub+zip"
FACET = "http://opds-spec.org/facet"


SORTED_NEW = "http://opds-spec.org/sort/new"
PICTURE = "http://opds-spec.org/image"
WAYS, LENGTH = "Ways to read", "Length"
SHORT_MINUTES = 5


class Choice(msgspec.Struct, frozen=True):
    """One choice of a facet: some of the posts."""

    stem: str
    title: str
    group: str
    entries: tuple[PostEntry, ...]


def choices(shelf: Shelf) -> list[Choice]:
    """All posts, then those that people with a need look for, where there are any."""
    posts = tuple(entry for entry in shelf.posts() if acquisitions(shelf, entry))

    def some(fits: Callable[[PostEntry], object]) -> tuple[PostEntry, ...]:
        return tuple(entry for entry in posts if fits(entry))

    short = some(lambda entry: _minutes(entry) <= SHORT_MINUTES)
    long = some(lambda entry: _minutes(entry) > SHORT_MINUTES)
    made = [
        Choice("opds-easy-read", "Easy Read", WAYS, some(lambda one: _has_easy_read(shelf, one))),
        Choice("opds-sound", "Read aloud", WAYS, some(lambda one: one.voice)),
        Choice("opds-large-print", "Large print", WAYS, some(lambda one: _has_word(shelf, one))),
    ]
    if short and long:
        made.append(Choice("opds-short", f"{SHORT_MINUTES} minutes or less", LENGTH, short))
        made.append(Choice("opds-long", f"More than {SHORT_MINUTES} minutes", LENGTH, long))
    return [Choice("opds", "All posts", WAYS, posts), *(one for one in made if one.entries)]


def groups(every: Sequence[Choice]) -> dict[str, list[Choice]]:
    """The choices by what they choose; one alone is no choice."""
    found: dict[str, list[Choice]] = {}
    for choice in every:
        found.setdefault(choice.group, []).append(choice)
    return {name: group for name, group in found.items() if len(group) > 1}


def _has_easy_read(shelf: Shelf, entry: PostEntry) -> bool:
    return listing.easy_page(entry, shelf.manifest) is not None


def _has_word(shelf: Shelf, entry: PostEntry) -> bool:
    return any(
        file.media_type == listing.WORD and not listing.is_easy_read(file, entry)
        for file in shelf.files(entry)
    )


def _minutes(entry: PostEntry) -> float:
    """How long the post takes to hear, or to read where it has no sound."""
    sounds = (
        file.duration
        for file in entry.files
        if file.media_type == listing.SOUND and not listing.is_easy_read(file, entry)
    )
    return max(sounds, default=0.0) / 60 or entry.word_count / listing.READING_WORDS_A_MINUTE


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
        link(SORTED_NEW, shelf.feed("opds.xml"), ACQUISITION, "Newest first"),
        *(
            _facet(shelf, one, active=one is choice)
            for group in groups(every).values()
            for one in group
        ),
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
            "opds:facetGroup": choice.group,
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
        link(PICTURE, *shelf.picture(entry)),
        *(
            link(OPEN_ACCESS, shelf.url(file.path), file.media_type, file.title, file.bytes)
            for file in acquisitions(shelf, entry)
        ),
        attributes={"xml:lang": meta.lang},
    )
