"""Podcast feeds: one of the posts, one of their Easy Read (RSS 2.0, iTunes, Podcasting 2.0)."""

from __future__ import annotations

import datetime as dt
import re
import uuid
from collections.abc import Iterator, Sequence
from email.utils import format_datetime

import msgspec

from convert.edition import Artifact, EasyReadStatus
from convert.manifest import File, PostEntry
from convert.pages.xhtml import Element
from convert.publish import listing
from convert.publish.feeds.shelf import COVER, FOLDER, Leaf, Shelf, changed, paged
from convert.publish.feeds.xml import NAMESPACES, node, written

MEDIA_TYPE = "application/rss+xml"
CATEGORY = "Society & Culture"
"""From Apple's list of podcast categories; there is none for information that everyone can use."""
GUID_NAMESPACE = uuid.UUID("ead4c236-bf58-58c6-a2c6-a6b28d128cb6")
"""Of `podcast:guid` (the podcast namespace's own constant)."""
_CREATIVE_COMMONS = re.compile(
    r"CC(?:0|[ -](BY(?:[ -]NC)?(?:[ -](?:SA|ND))?))[ -](1\.0|2\.0|2\.5|3\.0|4\.0)", re.IGNORECASE
)
_NOT_CHECKED = "This Easy Read is a draft. No one has checked it yet."


class Channel(msgspec.Struct, frozen=True):
    """What tells one podcast of a publication from the other."""

    stem: str
    ending: str
    """Of the sound files' names, after the post's own."""
    title: str
    about: str
    cover: str


POSTS = Channel("podcast", "", "{}", "Every post of {}, read by a computer voice.", COVER)
EASY_READ = Channel(
    "podcast-easy-read",
    "-easy-read",
    "{}: Easy Read",
    "The posts of {} in Easy Read: short and clear, read slowly by a computer voice.",
    "cover-easy-read.png",
)


def artifacts(shelf: Shelf) -> Iterator[Artifact]:
    """Each podcast that has something to hear, with its cover."""
    for channel in (POSTS, EASY_READ):
        episodes = [entry for entry in shelf.posts() if _sound(shelf, entry, channel)]
        if not episodes:
            continue
        for leaf, entries in paged(episodes, channel.stem, ".xml"):
            data = written(_rss(shelf, channel, leaf, entries))
            yield Artifact(f"{FOLDER}/{leaf.name}", data, MEDIA_TYPE, "Podcast feed")
        if channel.cover != COVER:
            yield shelf.cover(channel.cover, channel.title.format(shelf.publication.title))


def guid(shelf: Shelf, channel: Channel) -> str:
    """The podcast's name for life: of the feed's first address, without scheme and last slash."""
    publication = shelf.publication
    base = (publication.first_base_url or publication.base_url).rstrip("/")
    address = f"{base}/{FOLDER}/{channel.stem}.xml".partition("://")[2]
    return str(uuid.uuid5(GUID_NAMESPACE, address))


def _sound(shelf: Shelf, entry: PostEntry, channel: Channel) -> File | None:
    file = shelf.file(entry, f"{channel.ending}.mp3")
    return file if file in shelf.files(entry) else None


def _rss(shelf: Shelf, channel: Channel, leaf: Leaf, entries: Sequence[PostEntry]) -> Element:
    publication = shelf.publication
    title = channel.title.format(publication.title)
    picture = shelf.feed(channel.cover)
    home = shelf.url("index.html")
    newest = max((changed(entry) for entry in entries), default=shelf.manifest.updated())
    return node(
        "rss",
        node(
            "channel",
            node("title", title),
            node("link", home),
            node("language", publication.language.lower()),
            node("description", channel.about.format(publication.title)),
            node("lastBuildDate", _day(newest)),
            node("image", node("url", picture), node("title", title), node("link", home)),
            _link("self", shelf.feed(leaf.name)),
            *(_link(relation, shelf.feed(name)) for relation, name in leaf.relations()),
            node("itunes:author", shelf.owner),
            node("itunes:image", attributes={"href": picture}),
            node("itunes:category", attributes={"text": CATEGORY}),
            node("itunes:explicit", "false"),
            node("itunes:type", "episodic"),
            node("podcast:guid", guid(shelf, channel)),
            node("podcast:medium", "podcast"),
            *(_item(shelf, channel, entry) for entry in entries),
        ),
        attributes={"version": "2.0"},
        prefixes={name: NAMESPACES[name] for name in ("atom", "itunes", "podcast")},
    )


def _item(shelf: Shelf, channel: Channel, entry: PostEntry) -> Element:
    sound = _sound(shelf, entry, channel)
    assert sound is not None
    captions = shelf.file(entry, f"{channel.ending}.vtt")
    chapters = shelf.file(entry, f"{channel.ending}-chapters.json")
    draft = channel is EASY_READ and entry.easy_read is EasyReadStatus.DRAFT
    about = (entry.meta.summary, _NOT_CHECKED if draft else "", entry.voice)
    return node(
        "item",
        node("title", entry.meta.title),
        node("link", _page(shelf, channel, entry)),
        node(
            "guid",
            shelf.identity(channel.stem, entry.slug),
            attributes={"isPermaLink": "false"},
        ),
        node("pubDate", _day(entry.meta.date)),
        node("description", " ".join(filter(None, about)) or entry.meta.title),
        node(
            "enclosure",
            attributes={
                "url": shelf.url(sound.path),
                "length": sound.bytes,
                "type": sound.media_type,
            },
        ),
        node("itunes:duration", str(round(sound.duration))),
        node("itunes:explicit", "false"),
        _person(entry.meta.author),
        _licence(entry.meta.licence),
        _beside("transcript", shelf, captions, language=entry.meta.lang),
        _beside("chapters", shelf, chapters),
    )


def _person(author: str) -> Element | None:
    """Who wrote the post (the podcast taxonomy's group and role); a computer voice is nobody."""
    said = {"group": "writing", "role": "author"}
    return node("podcast:person", author, attributes=said) if author else None


def _licence(licence: str) -> Element | None:
    """The licence by its SPDX name; one that has none is told on the page and not here."""
    found = _CREATIVE_COMMONS.fullmatch(licence.strip())
    if found is None:
        return None
    terms, version = found[1], found[2]
    name = f"cc-{terms}-{version}" if terms else f"cc0-{version}"
    return node("podcast:license", "-".join(name.lower().split()).replace("--", "-"))


def _page(shelf: Shelf, channel: Channel, entry: PostEntry) -> str:
    easy = listing.easy_page(entry, shelf.manifest) if channel is EASY_READ else None
    return shelf.url(easy.path) if easy else shelf.page(entry)


def _beside(
    name: str, shelf: Shelf, file: File | None, *, language: str | None = None
) -> Element | None:
    if file is None:
        return None
    attributes = {"url": shelf.url(file.path), "type": file.media_type, "language": language}
    return node(f"podcast:{name}", attributes=attributes)


def _link(relation: str, url: str) -> Element:
    return node("atom:link", attributes={"rel": relation, "href": url, "type": MEDIA_TYPE})


def _day(date: dt.date) -> str:
    """The beginning of a day (RFC 822, with the year in full)."""
    return format_datetime(dt.datetime(date.year, date.month, date.day, tzinfo=dt.UTC))
