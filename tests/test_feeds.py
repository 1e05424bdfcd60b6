"""Feeds: they tell what the manifest tells, in words that other programs understand."""

from __future__ import annotations

import io
import json
import uuid
from collections.abc import Callable
from typing import Any
from xml.etree import ElementTree as ET

import feedparser
import msgspec
import pytest
from PIL import Image

from convert.edition import Artifact, EasyReadStatus
from convert.files.archive import Member, pack
from convert.manifest import File, PostEntry
from convert.pages import cover
from convert.publish import feeds
from convert.publish.feeds import book, opds2
from convert.publish.feeds.shelf import PAGE
from convert.publish.feeds.xml import NAMESPACES
from tests import opds_rules, pages

BASE = "https://example.org/read"
PUBLICATION = msgspec.structs.replace(pages.PUBLICATION, base_url=f"{BASE}/")
OPF = """<package xmlns="http://www.idpf.org/2007/opf"><metadata>
<meta property="schema:accessMode">textual</meta>
<meta property="schema:accessModeSufficient">textual,visual</meta>
<meta property="schema:accessibilityFeature">synchronizedAudioText</meta>
<meta property="schema:accessibilityHazard">none</meta>
<meta property="schema:accessibilitySummary">Read aloud.</meta>
<meta property="dcterms:conformsTo">EPUB Accessibility 1.1 - WCAG 2.2 Level AA</meta>
<meta property="a11y:certifiedBy">The Makers</meta>
</metadata></package>"""
CONTAINER = """<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>
<rootfile full-path="EPUB/content.opf"/></rootfiles></container>"""
EPUB = pack(
    [
        Member("META-INF/container.xml", CONTAINER.encode()),
        Member("EPUB/content.opf", OPF.encode()),
    ]
)
XML_FEEDS = ("podcast.xml", "podcast-easy-read.xml", "opds.xml", "opds-easy-read.xml", "posts.xml")


SQUARE = cover.SQUARE


@pytest.fixture(autouse=True)
def small_covers(monkeypatch: pytest.MonkeyPatch) -> None:
    """Covers that take no time to draw."""
    monkeypatch.setattr(cover, "SQUARE", cover.Shape(60, 60))


def made(*entries: PostEntry, **changes: Any) -> dict[str, Artifact]:
    publication = msgspec.structs.replace(PUBLICATION, **changes)
    manifest = pages.manifest(*entries, publication=publication)
    return {one.path.removeprefix("feeds/"): one for one in feeds.publish(manifest, lambda _: EPUB)}


def parsed(artifact: Artifact) -> Any:
    found = feedparser.parse(artifact.data)
    assert not found.bozo, found.get("bozo_exception")
    return found


def catalogue(artifact: Artifact) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(artifact.data)
    return found


def listed(entry: PostEntry) -> dict[str, File]:
    return {f"{BASE}/{file.path}": file for file in entry.files}


# ---------------------------------------------------------------- all feeds


def test_without_an_address_there_are_no_feeds() -> None:
    assert made(pages.entry(), base_url="") == {}


@pytest.mark.parametrize("name", XML_FEEDS)
def test_feedparser_reads_every_feed(name: str) -> None:
    found = parsed(made(pages.entry("one"), pages.entry("two"))[name])

    assert [one.title for one in found.entries] == ["The one", "The two"]


@pytest.mark.parametrize("name", XML_FEEDS)
def test_every_file_in_a_feed_is_in_the_manifest_with_its_length(name: str) -> None:
    entry = pages.entry()
    root = ET.fromstring(made(entry)[name].data)

    told = [
        (node.get("href") or node.get("url"), node.get("length"), node.get("type"))
        for node in root.iter()
        if node.get("length")
    ]

    assert told
    for url, length, media_type in told:
        file = listed(entry)[str(url)]
        assert (str(file.bytes), file.media_type) == (length, media_type)


@pytest.mark.parametrize("name", XML_FEEDS)
def test_identities_do_not_change_with_the_address(name: str) -> None:
    here = [one.id for one in parsed(made(pages.entry())[name]).entries]
    there = [
        one.id for one in parsed(made(pages.entry(), base_url="https://else.example")[name]).entries
    ]

    assert here == there


@pytest.mark.parametrize("name", XML_FEEDS)
def test_words_that_look_like_mark_up_are_words(name: str) -> None:
    meta = msgspec.structs.replace(pages.entry().meta, title="Tea & <b>cake</b> \x0b]]>")
    entry = msgspec.structs.replace(pages.entry(), meta=meta)

    root = ET.fromstring(made(entry)[name].data)

    titles = [node.text for node in root.iter() if node.tag.endswith("title")]
    assert "Tea & <b>cake</b> ]]>" in titles


def test_posts_taken_back_are_in_no_feed_but_the_news_says_so() -> None:
    gone = pages.withdrawn(pages.entry("gone"))

    found = made(pages.entry("kept"), gone)

    for name, artifact in found.items():
        if not name.endswith(".png") and name != "posts.xml":
            assert b"gone" not in artifact.data, name
    (tombstone,) = ET.fromstring(found["posts.xml"].data).iter(
        f"{{{NAMESPACES['at']}}}deleted-entry"
    )
    assert tombstone.get("when") == "2026-05-04T00:00:00Z"
    assert tombstone[0].text == "The person in it asked us to."
    assert tombstone.get("ref") not in {one.id for one in parsed(found["posts.xml"]).entries}


def test_easy_read_that_must_be_signed_first_is_in_no_feed() -> None:
    unsigned = pages.entry("unsigned")
    signed = pages.entry("signed", easy_status=EasyReadStatus.SIGNED)

    found = made(unsigned, signed, require_sign_off=True)

    for name, artifact in found.items():
        assert b"unsigned-easy-read" not in artifact.data, name
    assert [one.title for one in parsed(found["podcast-easy-read.xml"]).entries] == ["The signed"]


def test_same_manifest_same_bytes() -> None:
    assert made(pages.entry("one")) == made(pages.entry("one"))


def test_many_posts_make_pages_that_lead_to_one_another() -> None:
    found = made(*(pages.entry(f"post-{number:03}") for number in range(PAGE + 1)))

    first, second = parsed(found["posts.xml"]), parsed(found["posts-2.xml"])

    assert (len(first.entries), len(second.entries)) == (PAGE, 1)
    assert {one.rel: one.href for one in first.feed.links}["next"] == f"{BASE}/feeds/posts-2.xml"
    assert {one.rel: one.href for one in second.feed.links}["previous"].endswith("/posts.xml")
    assert catalogue(found["opds-2.json"])["metadata"]["currentPage"] == 2


# ---------------------------------------------------------------- podcasts


def _guid(artifact: Artifact) -> str | None:
    name = f"channel/{{{NAMESPACES['podcast']}}}guid"
    return ET.fromstring(artifact.data).findtext(name)


@pytest.mark.parametrize("name", ["podcast.xml", "podcast-easy-read.xml"])
def test_a_podcast_is_named_after_its_first_address_for_life(name: str) -> None:
    """UUID version 5 of the address without scheme and last slash, in the namespace's own space."""
    space = uuid.UUID("ead4c236-bf58-58c6-a2c6-a6b28d128cb6")

    here = _guid(made(pages.entry())[name])
    moved = made(pages.entry(), base_url="https://new.example/", first_base_url=f"{BASE}/")
    elsewhere = made(pages.entry(), base_url="https://new.example/")

    assert here == str(uuid.uuid5(space, f"example.org/read/feeds/{name}"))
    assert _guid(moved[name]) == here
    assert _guid(elsewhere[name]) != here


def test_covers_are_as_directories_of_podcasts_ask() -> None:
    data = cover.draw("Things we tried", shape=SQUARE)

    with Image.open(io.BytesIO(data)) as picture:
        assert (picture.format, picture.mode, picture.size) == ("PNG", "RGB", (3000, 3000))
    assert len(data) < 500_000


def test_every_podcast_shows_a_cover_that_was_made() -> None:
    found = made(pages.entry())

    for name in ("podcast.xml", "podcast-easy-read.xml"):
        picture = ET.fromstring(found[name].data).find(f"channel/{{{NAMESPACES['itunes']}}}image")
        assert picture is not None
        assert str(picture.get("href")).removeprefix(f"{BASE}/feeds/") in found


def test_an_episode_has_its_sound_its_words_and_its_parts() -> None:
    root = ET.fromstring(made(_with_chapters(pages.entry()))["podcast.xml"].data)
    (item,) = root.iter("item")

    podcast, itunes = (f"{{{NAMESPACES[name]}}}" for name in ("podcast", "itunes"))

    enclosure, transcript, chapters = (
        item.find(name) for name in ("enclosure", f"{podcast}transcript", f"{podcast}chapters")
    )
    assert enclosure is not None
    assert transcript is not None
    assert chapters is not None
    assert enclosure.get("url") == f"{BASE}/posts/kitchen-sink/kitchen-sink.mp3"
    assert transcript.get("type") == "text/vtt"
    assert chapters.get("type") == "application/json+chapters"
    assert item.findtext(f"{itunes}duration") == "125"
    assert item.findtext("pubDate") == "Thu, 29 Feb 2024 00:00:00 +0000"


@pytest.mark.parametrize(
    ("licence", "name"),
    [
        ("CC BY 4.0", "cc-by-4.0"),
        ("CC BY-NC-SA 3.0", "cc-by-nc-sa-3.0"),
        ("cc-by-nd-4.0", "cc-by-nd-4.0"),
        ("CC0 1.0", "cc0-1.0"),
        ("All rights reserved", None),
        ("", None),
    ],
)
def test_an_episode_names_its_writer_and_a_licence_that_has_a_name(
    licence: str, name: str | None
) -> None:
    entry = pages.entry()
    meta = msgspec.structs.replace(entry.meta, author="Ann Example", licence=licence)
    entry = msgspec.structs.replace(entry, meta=meta)
    (item,) = ET.fromstring(made(entry)["podcast.xml"].data).iter("item")

    podcast = f"{{{NAMESPACES['podcast']}}}"
    person = item.find(f"{podcast}person")
    assert person is not None
    assert (person.text, person.get("role")) == ("Ann Example", "author")
    assert item.findtext(f"{podcast}license") == name


def test_an_easy_read_episode_says_that_it_is_a_draft() -> None:
    draft, signed = pages.entry("a"), pages.entry("b", easy_status=EasyReadStatus.SIGNED)

    first, second = parsed(made(draft, signed)["podcast-easy-read.xml"]).entries

    assert "No one has checked it yet." in first.description
    assert "No one" not in second.description


def test_a_publication_without_sound_has_no_podcast() -> None:
    entry = pages.entry()
    silent = tuple(file for file in entry.files if file.media_type != "audio/mpeg")

    found = made(msgspec.structs.replace(entry, files=silent, voice=""))

    assert not [name for name in found if name.startswith("podcast")]
    assert "opds-sound.xml" not in found


# ---------------------------------------------------------------- catalogues


def test_opds_1_entries_have_what_the_standard_asks_for() -> None:
    atom, dc = (f"{{{NAMESPACES[name]}}}" for name in ("atom", "dcterms"))
    root = ET.fromstring(made(pages.entry("one"), pages.entry("two"))["opds.xml"].data)

    for entry in root.iter(f"{atom}entry"):
        links = entry.findall(f"{atom}link")
        taken = [one for one in links if "/acquisition/" in str(one.get("rel"))]
        assert all(entry.findtext(f"{atom}{name}") for name in ("id", "title", "updated"))
        assert entry.findtext(f"{dc}language") == "en-GB"
        assert entry.findtext(f"{dc}issued") == "2024-02-29"
        assert taken[0].get("type") == "application/epub+zip"
        assert all(one.get("type") for one in taken)


def test_opds_1_facets_have_one_group_and_one_active_choice() -> None:
    opds = f"{{{NAMESPACES['opds']}}}"
    found = made(pages.entry("one"))

    for name in ("opds.xml", "opds-easy-read.xml", "opds-large-print.xml"):
        root = ET.fromstring(found[name].data)
        facets = [one for one in root if one.get("rel") == "http://opds-spec.org/facet"]
        active = [one for one in facets if one.get(f"{opds}activeFacet") == "true"]
        assert {one.get(f"{opds}facetGroup") for one in facets} == {"Ways to read"}
        assert [one.get("href") for one in active] == [f"{BASE}/feeds/{name}"]


def _is_feed(name: str) -> bool:
    return name.endswith(".json") and not name.startswith("opds-post-")


def test_every_publication_of_opds_2_is_a_file_that_it_points_to() -> None:
    found = made(pages.entry("a"), pages.entry("b"))

    for one in catalogue(found["opds.json"])["publications"]:
        (here,) = [link for link in one["links"] if link["rel"] == "self"]
        alone = found[here["href"].removeprefix(f"{BASE}/feeds/")]
        assert (here["type"], alone.media_type) == (opds2.ONE_MEDIA_TYPE,) * 2
        assert catalogue(alone) == one


@pytest.mark.parametrize("count", [0, 1, 2, PAGE + 1])
def test_opds_2_keeps_the_rules_of_its_schemas(count: int) -> None:
    found = made(*(pages.entry(f"post-{number}") for number in range(count)))

    catalogues = {name: catalogue(found[name]) for name in found if _is_feed(name)}

    assert "opds.json" in catalogues
    for name, value in catalogues.items():
        assert list(opds_rules.feed(value)) == [], name
        assert list(_blanks(value)) == [], name


@pytest.mark.parametrize(
    ("breaking", "complaint"),
    [
        (lambda feed: feed["metadata"].pop("title"), "metadata: no title"),
        (lambda feed: feed["links"].pop(0), "links: none is self"),
        (lambda feed: feed.pop("publications"), "feed: holds nothing"),
        (lambda feed: feed["publications"].clear(), "publications: empty"),
        (lambda feed: feed["facets"][0]["links"].clear(), "facets/0/links: empty"),
        (
            lambda feed: feed["publications"][0]["images"][0].update(type="image/svg+xml"),
            "publications/0/images: none is one that every reader can show",
        ),
        (
            lambda feed: feed["publications"][0]["metadata"]["accessibility"].update(hazard=["x"]),
            "publications/0/metadata/accessibility/hazard: ['x']",
        ),
        (
            lambda feed: [link.pop("rel") for link in feed["publications"][0]["links"]],
            "publications/0/links: none is an acquisition",
        ),
    ],
)
def test_the_rules_of_the_schemas_can_be_broken(
    breaking: Callable[[dict[str, Any]], object], complaint: str
) -> None:
    feed = catalogue(made(pages.entry("one"))["opds.json"])

    breaking(feed)

    assert list(opds_rules.feed(feed)) == [complaint]


def test_facets_are_those_that_people_ask_for() -> None:
    long = pages.entry("long")
    files = tuple(
        msgspec.structs.replace(file, duration=600.0) if file.path.endswith("/long.mp3") else file
        for file in long.files
    )
    found = made(msgspec.structs.replace(long, files=files), pages.entry("short"))

    facets = catalogue(found["opds.json"])["facets"]

    told = {
        facet["metadata"]["title"]: [
            (link["title"], link["properties"]["numberOfItems"]) for link in facet["links"]
        ]
        for facet in facets
    }
    assert told == {
        "Ways to read": [
            *(("All posts", 2), ("Easy Read", 2), ("Read aloud", 2), ("Large print", 2))
        ],
        "Length": [("5 minutes or less", 1), ("More than 5 minutes", 1)],
    }
    for facet in facets:
        for link in facet["links"]:
            name = link["href"].rpartition("/")[2]
            count = catalogue(found[name])["metadata"]["numberOfItems"]
            assert count == link["properties"]["numberOfItems"]


def test_a_post_is_shown_by_its_own_picture_or_by_the_cover() -> None:
    own = msgspec.structs.replace(pages.entry("own").meta, image="tea.png")
    found = made(msgspec.structs.replace(pages.entry("own"), meta=own), pages.entry("plain"))

    shown = [one["images"][0]["href"] for one in catalogue(found["opds.json"])["publications"]]

    assert shown == [f"{BASE}/posts/own/tea.png", f"{BASE}/feeds/cover.png"]
    assert shown == [
        link.href
        for entry in parsed(found["opds.xml"]).entries
        for link in entry.links
        if link.rel == "http://opds-spec.org/image"
    ]


def test_opds_2_repeats_what_the_e_book_says_of_itself() -> None:
    (publication,) = catalogue(made(pages.entry())["opds.json"])["publications"]

    assert publication["metadata"]["accessibility"] == {
        "accessMode": ["textual"],
        "accessModeSufficient": [["textual", "visual"]],
        "feature": ["synchronizedAudioText"],
        "hazard": ["none"],
        "summary": "Read aloud.",
        "conformsTo": "https://www.w3.org/TR/epub-a11y-11#wcag-2.2-aa",
        "certification": {"certifiedBy": "The Makers"},
    }


def test_a_book_that_claims_nothing_is_said_to_claim_nothing() -> None:
    package = b"<package xmlns='http://www.idpf.org/2007/opf'/>"
    empty = pack(
        [
            Member("META-INF/container.xml", CONTAINER.encode()),
            Member("EPUB/content.opf", package),
        ]
    )

    assert book.accessibility(empty) == {}


def _blanks(value: object, path: str = "") -> Any:
    match value:
        case dict():
            for name, inner in value.items():
                yield from _blanks(inner, f"{path}/{name}")
        case list():
            for inner in value:
                yield from _blanks(inner, path)
        case None | "":
            yield path


def _with_chapters(entry: PostEntry) -> PostEntry:
    chapters = File(
        "posts/kitchen-sink/kitchen-sink-chapters.json",
        "application/json+chapters",
        100,
        "0" * 64,
        "Chapters",
        "audio",
    )
    return msgspec.structs.replace(entry, files=(*entry.files, chapters))


def test_a_publication_without_posts_has_an_empty_news_feed() -> None:
    assert parsed(made()["posts.xml"]).entries == []


def test_a_post_with_nothing_to_take_away_is_not_in_the_catalogue() -> None:
    page_only = msgspec.structs.replace(pages.entry("one"), files=pages.entry("one").files[:1])

    found = made(page_only, pages.entry("two"))

    assert [one.title for one in parsed(found["opds.xml"]).entries] == ["The two"]
    assert catalogue(found["opds.json"])["metadata"]["numberOfItems"] == 1
