"""The site: every post with every way to read it, made from the manifest alone."""

from __future__ import annotations

import datetime as dt

import msgspec
import pytest

from convert.edition import EasyReadStatus
from convert.manifest import File, Manifest, PostEntry
from convert.publish import listing, site
from convert.review.history import Checked, FileThen, History, Result, Snapshot
from tests import pages

SIGNED = EasyReadStatus.SIGNED


def index(made: Manifest) -> str:
    return pages.text(pages.parsed(pages.site_page(made, "index.html")).body)


def links(made: Manifest, path: str = "index.html") -> list[str]:
    return [
        str(href) for href in pages.parsed(pages.site_page(made, path)).xpath("//main//a/@href")
    ]


def test_every_way_to_read_a_post_is_listed_with_its_size() -> None:
    made = pages.manifest(pages.entry())

    words = index(made)

    assert links(made) == [
        "mailto:makers@example.org",
        "posts/kitchen-sink/index.html",
        "readability/kitchen-sink.html",
        "posts/kitchen-sink/index.html",
        "posts/kitchen-sink/kitchen-sink-large-print.docx",
        "posts/kitchen-sink/kitchen-sink.epub",
        "posts/kitchen-sink/kitchen-sink.mp3",
        "posts/kitchen-sink/kitchen-sink-easy-read.html",
        "posts/kitchen-sink/kitchen-sink-easy-read.mp3",
    ]
    for expected in (
        *("29 February 2024", "The Allways project", "2 minutes to read", "easy to read", "46 kB"),
        *("2 minutes, 46 kB", "One of every thing", "Easy Read, not checked by people yet"),
    ):
        assert expected in words


def test_packs_are_offered_with_their_posts_and_with_all_together() -> None:
    zips = [
        File(f"packs/{name}.zip", "application/zip", 9_300_000, "0" * 64, f"Pack {name}", "packs")
        for name in ("kitchen-sink", "tests")
    ]
    made = msgspec.structs.replace(pages.manifest(pages.entry()), files=tuple(zips))

    page = pages.parsed(pages.site_page(made, "index.html"))

    (item,) = page.xpath("//li[@id='post-kitchen-sink']")
    assert "packs/kitchen-sink.zip" in item.xpath(".//a/@href")
    assert "packs/tests.zip" in page.xpath("//section[@aria-labelledby='page-together']//a/@href")
    assert "Pack kitchen-sink, The kitchen-sink, 9.3 MB" in pages.text(item)


def test_filters_are_those_that_tell_posts_apart() -> None:
    def offered(*entries: PostEntry) -> list[str]:
        page = pages.parsed(pages.site_page(pages.manifest(*entries), "index.html"))
        return [str(value) for value in page.xpath("//input[@type='checkbox']/@value")]

    hard = msgspec.structs.replace(pages.entry("hard"), band="hard to read")
    signed = pages.entry("signed", easy_status=SIGNED)

    assert offered(pages.entry("a"), pages.entry("b")) == [
        *("easy-read", "audio", "large-print", "epub")
    ]
    assert offered(hard, signed)[-2:] == ["easy-words", "checked"]


def test_posts_stand_newest_first() -> None:
    old, new = pages.entry("old"), pages.entry("new")
    later = msgspec.structs.replace(new.meta, date=dt.date(2025, 1, 1))

    made = pages.manifest(old, msgspec.structs.replace(new, meta=later))

    assert [entry.slug for entry in listing.posts(made)] == ["new", "old"]


def test_a_withdrawn_post_is_named_with_its_reason_and_nothing_to_open() -> None:
    made = pages.manifest(pages.entry("kept"), pages.withdrawn(pages.entry("gone")))

    assert "The gone, taken back on 4 May 2026. The person in it asked us to." in index(made)
    assert not [href for href in links(made) if "gone" in href]
    assert "gone" not in " ".join(links(made, "easy-read.html"))


@pytest.mark.parametrize("path", ["index.html", "easy-read.html"])
def test_easy_read_that_must_be_signed_first_is_listed_nowhere(path: str) -> None:
    rule = msgspec.structs.replace(pages.PUBLICATION, require_sign_off=True)
    unsigned, signed = pages.entry("unsigned"), pages.entry("signed", easy_status=SIGNED)

    found = [
        h for h in links(pages.manifest(unsigned, signed, publication=rule), path) if "easy" in h
    ]

    assert found
    assert all("posts/signed/" in href for href in found)


def test_the_easy_read_front_page_tells_checked_from_unchecked() -> None:
    made = pages.manifest(pages.entry("draft-one"), pages.entry("good-one", easy_status=SIGNED))

    words = pages.text(pages.parsed(pages.site_page(made, "easy-read.html")).body)

    order = ["Checked by people", "The good-one", "Not checked yet", "The draft-one"]
    assert sorted(order, key=words.index) == order


def test_a_publication_without_posts_says_so() -> None:
    assert "There are no posts yet." in index(pages.manifest())


@pytest.mark.parametrize("path", ["index.html", "easy-read.html", "accessibility.html"])
def test_every_page_says_how_to_ask_for_another_format(path: str) -> None:
    page = pages.parsed(pages.site_page(pages.manifest(pages.entry()), path))

    assert "another way" in pages.text(page.find_class("site-footer")[0])
    assert "mailto:makers@example.org" in page.xpath("//footer//a/@href")


@pytest.mark.parametrize("path", ["index.html", "easy-read.html", "accessibility.html"])
def test_all_links_are_relative_so_that_the_site_works_at_any_address(path: str) -> None:
    hrefs = pages.parsed(pages.site_page(pages.manifest(pages.entry()), path)).xpath(
        "//@href | //@src"
    )

    assert [h for h in hrefs if h.startswith(("/", "file:"))] == []


def test_links_have_names_of_their_own() -> None:
    """WCAG 2.4.9: two links with one name lead to one place."""
    made = pages.manifest(pages.entry("one"), pages.entry("two"))
    page = pages.parsed(pages.site_page(made, "index.html"))

    named: dict[str, set[str]] = {}
    for link in page.iter("a"):
        named.setdefault(pages.text(link), set()).add(str(link.get("href")))

    assert [name for name, places in named.items() if len(places) > 1] == []


@pytest.mark.parametrize(
    ("count", "words"),
    [(640, "640 bytes"), (45_499, "45 kB"), (999_499, "999 kB"), (1_240_000, "1.2 MB")],
)
def test_sizes_are_said_in_words(count: int, words: str) -> None:
    assert words == listing.size(count)


def test_same_manifest_same_bytes() -> None:
    made = pages.manifest(pages.entry("one"), pages.entry("two"))

    assert pages.site_page(made, "index.html") == pages.site_page(made, "index.html")


def test_a_post_without_an_easy_read_is_not_said_to_have_one() -> None:
    entry: PostEntry = msgspec.structs.replace(pages.entry(), easy_read=EasyReadStatus.NONE)

    assert "Easy Read, " not in index(pages.manifest(entry))


def without_sound(entry: PostEntry) -> PostEntry:
    """`entry`, of which no sound was made."""
    written = tuple(one for one in entry.files if one.media_type != "audio/mpeg")
    return msgspec.structs.replace(entry, files=written, voice="")


def statement(made: Manifest) -> str:
    return pages.text(pages.parsed(pages.site_page(made, "accessibility.html")).body)


def test_the_statement_counts_what_was_made() -> None:
    silent = msgspec.structs.replace(without_sound(pages.entry("silent")), band="hard to read")

    words = statement(pages.manifest(pages.entry("one", easy_status=SIGNED), silent))

    for expected in (
        *("Web page2 of 2", "Sound1 of 2", "Easy Read, checked by people: Web page1 of 2"),
        *("No sound: The silent.", "Hard to read: The silent.", "It may say some names wrongly"),
        "Easy Read that no one has checked yet: The silent.",
    ):
        assert expected in words
    assert "Talking book" not in words


def test_the_statement_of_nothing_claims_nothing() -> None:
    words = statement(pages.manifest())

    assert "How many posts" not in words
    assert "not good enough" not in words


def test_what_a_build_left_out_is_not_claimed() -> None:
    """A post is scored, drafted and given a voice before the formats asked for are made of it."""
    whole = pages.entry()
    report = tuple(one for one in whole.files if one.format == "report")
    made = pages.manifest(msgspec.structs.replace(whole, files=report))

    words = statement(made)

    assert "sentence by sentence" in statement(pages.manifest(whole))
    for claim in ("sentence by sentence", "How many posts", "It may say some names wrongly"):
        assert claim not in words
    for lack in ("No sound: The kitchen-sink.", "No Easy Read: The kitchen-sink."):
        assert lack in words
    assert not pages.parsed(pages.site_page(made, "index.html")).xpath("//fieldset[not(.//input)]")


def test_a_long_list_of_posts_is_a_number() -> None:
    many = [without_sound(pages.entry(f"post-{n}")) for n in range(6)]

    assert "No sound: 6 posts." in statement(pages.manifest(*many))


def test_a_thousand_posts_make_a_small_page() -> None:
    entries = [pages.entry(f"post-{number}") for number in range(1000)]

    size = len(pages.site_page(pages.manifest(*entries), "index.html"))

    assert size < 3_000_000


def test_feeds_are_offered_where_there_is_an_address() -> None:
    online = msgspec.structs.replace(pages.PUBLICATION, base_url="https://example.org/")

    offered = [
        href for href in links(pages.manifest(pages.entry(), publication=online)) if "feeds" in href
    ]

    assert offered == [
        "feeds/posts.xml",
        "feeds/opds.xml",
        "feeds/podcast.xml",
        "feeds/podcast-easy-read.xml",
    ]
    assert not [href for href in links(pages.manifest(pages.entry())) if "feeds" in href]


def test_files_that_hold_every_post_are_listed() -> None:
    bound = File(
        "collection/all.epub",
        "application/epub+zip",
        9_000_000,
        "0" * 64,
        "All posts in one e-book",
        "collection",
    )
    overview = File(
        "readability/index.html", "text/html", 9_000, "0" * 64, "Overview", "readability"
    )
    made = msgspec.structs.replace(pages.manifest(pages.entry()), files=(bound, overview))

    assert "All posts in one e-book9.0 MB" in index(made)
    assert links(made)[-2:] == ["collection/all.epub", "readability/index.html"]


def looked(entry: PostEntry, *results: Result) -> Snapshot:
    """A snapshot of `entry` with a check of its web files for each result."""
    then = tuple(FileThen(one.path, one.sha256) for one in entry.files if one.format == "web")
    checks = tuple(
        Checked(f"Checker {number}", "1.0", result, ("web",))
        for number, result in enumerate(results, start=1)
    )
    return Snapshot(dt.date(2026, 7, 1), entry.slug, "", 0.0, "none", {"web": then}, checks=checks)


def statement_after(past: History, *entries: PostEntry) -> str:
    found = {
        one.path: one.data
        for one in site.publish(pages.manifest(*entries), lambda _: b"", past=past)
    }
    return pages.text(pages.parsed(found["accessibility.html"]).body)


def test_the_statement_says_what_was_checked_and_by_what() -> None:
    one, two = pages.entry("one"), pages.entry("two")
    past = {
        "one": [looked(one, "passed", "failed", "not run")],
        "two": [looked(two, "passed", "passed", "not run")],
    }

    words = statement_after(past, one, two)

    for expected in (
        "the last on 1 July 2026",
        "Checker 1 1.0 found no fault in 2 posts.",
        "Checker 2 1.0 found no fault in 1 post, found faults in 1 post.",
        "Checker 3 1.0 was not run on 2 posts.",
    ):
        assert expected in words


def test_a_check_of_an_older_file_is_not_said_of_the_newer_one() -> None:
    before = pages.entry("one")
    files = tuple(msgspec.structs.replace(one, sha256="f" * 64) for one in before.files)
    now = msgspec.structs.replace(before, files=files)

    words = statement_after({"one": [looked(before, "passed")]}, now)

    assert "Checker 1 1.0 has not seen the newest files of 1 post." in words
    assert "found no fault" not in words


def test_a_statement_without_a_history_says_that_no_check_was_recorded() -> None:
    words = statement(pages.manifest(pages.entry()))

    assert "No checks of the files that are here now were recorded." in words
