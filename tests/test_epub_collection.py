"""The whole publication as one e-book: every post, in order, as it is in its own book."""

from __future__ import annotations

import datetime as dt
import io
import tracemalloc
import zipfile
from collections.abc import Callable
from functools import partial

import msgspec
import pytest

from convert.checks import epub as checks
from convert.checks.epub_book import Book, elements, text_of
from convert.checks.epub_talk import Talk, unspoken
from convert.checks.epub_tools import ACE, EPUBCHECK, verdict
from convert.document import Meta, Note, NoteMark, Paragraph, Sentence, SentenceId, Text, Withdrawal
from convert.edition import Edition
from convert.errors import RefusedPost
from convert.files.archive import pack
from convert.files.cache import NoCache
from convert.formats import epub
from convert.manifest import File, Manifest, PostEntry
from convert.publish import collection
from convert.source.reader import Post
from convert.traversal import readings
from tests import tools
from tests.epub_books import (
    PUBLICATION,
    changed,
    kitchen_sink,
    narrated,
    of,
    recording,
    rendered,
    silent,
    talking_book,
)


def named(slug: str, *, lang: str = "en-GB", note: bool = False) -> Post:
    """The kitchen-sink post under another name; with `note`, a small post with one note."""
    document = kitchen_sink().document
    meta = msgspec.structs.replace(document.meta, lang=lang)
    if note:
        words = Paragraph((Sentence(SentenceId("s1"), (Text("Words."), NoteMark(1))),))
        remark = Paragraph((Sentence(SentenceId("n1"), (Text("Remark."),)),))
        return of(
            msgspec.structs.replace(
                document, slug=slug, blocks=(words,), notes=(Note(1, (remark,)),), links=()
            )
        )
    document = msgspec.structs.replace(document, slug=slug, meta=meta)
    return msgspec.structs.replace(kitchen_sink(), document=document)


def bound(*books: bytes) -> bytes:
    made = epub.collection(PUBLICATION, [partial(bytes, book) for book in books])
    return pack(made.members)


@pytest.fixture(scope="module")
def book() -> Book:
    posts = (named("one"), named("two", note=True), named("three", lang="cy"))
    return Book(bound(*(rendered(narrated(post)) for post in posts)), path="all.epub")


def test_a_collection_has_no_fault() -> None:
    data = bound(*(rendered(narrated(named(slug))) for slug in ("one", "two")))

    assert list(checks.check(data, path="all.epub")) == []


def test_posts_come_in_the_order_given(book: Book) -> None:
    assert [item.path for item in book.spine] == [
        "EPUB/cover.xhtml",
        "EPUB/nav.xhtml",
        "EPUB/posts/one/post.xhtml",
        "EPUB/posts/two/post.xhtml",
        "EPUB/posts/three/post.xhtml",
        "EPUB/about.xhtml",
    ]


def test_a_post_is_the_same_as_in_its_own_book() -> None:
    own = rendered(narrated(named("one")))
    both = bound(own, rendered(narrated(named("two"))))

    with zipfile.ZipFile(io.BytesIO(own)) as alone, zipfile.ZipFile(io.BytesIO(both)) as together:
        names = [name for name in alone.namelist() if "/posts/one/" in name]
        assert len(names) == 6
        assert all(alone.read(name) == together.read(name) for name in names)


def test_everything_in_a_collection_is_spoken(book: Book) -> None:
    assert list(unspoken(book)) == []
    assert "auditory" in book.values("schema:accessModeSufficient")


def test_our_pages_share_one_sound_and_each_post_has_its_own(book: Book) -> None:
    talk = Talk(book)

    for page in ("cover", "nav", "about"):
        assert {clip.sound for clip in talk.clips[f"EPUB/{page}.xhtml"]} == {"EPUB/around.mp3"}
    for slug in ("one", "two", "three"):
        folder = f"EPUB/posts/{slug}"
        used = {clip.sound for clip in talk.clips[f"{folder}/post.xhtml"]}
        assert used == {f"{folder}/post.mp3"}


def test_contents_list_each_post_with_its_sections_in_its_own_language(book: Book) -> None:
    navigation = book.pages["EPUB/nav.xhtml"]
    top = [text_of(link) for link in navigation.iterfind(".//{*}nav[1]/{*}ol/{*}li/{*}a")]
    title = kitchen_sink().document.title.text

    assert top == [title, title, title, "About this e-book"]
    welsh = [e for e in elements(navigation, "span") if e.get("lang") == "cy"]
    assert title in [text_of(phrase) for phrase in welsh]


def test_a_collection_names_every_language(book: Book) -> None:
    assert book.described("language") == ["en-GB", "cy"]


def test_a_collection_of_silent_and_talking_posts_is_honest() -> None:
    data = bound(rendered(silent(named("one"))), rendered(narrated(named("two"))))
    book = Book(data, path="all.epub")

    assert list(checks.check(data, path="all.epub")) == []
    assert "auditory" not in book.values("schema:accessModeSufficient")
    assert "synchronizedAudioText" not in book.values("schema:accessibilityFeature")


def test_a_collection_of_one_post_is_a_book_too() -> None:
    assert list(checks.check(bound(talking_book()), path="all.epub")) == []


def test_the_same_books_give_the_same_collection() -> None:
    assert bound(talking_book()) == bound(talking_book())


def test_the_last_page_thanks_everybody_once(book: Book) -> None:
    assert text_of(book.pages["EPUB/about.xhtml"]).count("Licence of the words") == 1


@pytest.mark.parametrize("change", [lambda t: t.replace('"shape":1', '"shape":0'), lambda _: "{}"])
def test_a_book_of_another_version_is_left_out_and_told(change: Callable[[str], str]) -> None:
    older = changed(talking_book(), "META-INF/allways.json", change)
    good = rendered(narrated(named("one")))

    made = epub.collection(PUBLICATION, [partial(bytes, older), partial(bytes, good)])

    assert made.left_out == (0,)
    assert list(checks.check(pack(made.members), path="all.epub")) == []
    with pytest.raises(RefusedPost, match="this version"):
        epub.collection(PUBLICATION, [partial(bytes, older)])


def test_the_publication_binds_what_is_listed_the_oldest_first() -> None:
    dates = {"new": dt.date(2024, 5, 1), "old": dt.date(2023, 5, 1), "gone": dt.date(2022, 5, 1)}
    books = {slug: rendered(silent(named(slug))) for slug in dates}

    def entry(slug: str) -> PostEntry:
        withdrawn = Withdrawal(dt.date(2024, 6, 1), "Asked to.") if slug == "gone" else None
        meta = Meta("A post", dates[slug], withdrawn=withdrawn)
        path = f"posts/{slug}/{slug}.epub"
        own = File(path, epub_type, 1, "", "E-book", "epub")
        easy = File(f"posts/{slug}/{slug}-easy-read.epub", epub_type, 1, "", "E-book", "other")
        return PostEntry(slug, meta, "", ("epub",), (easy, own))

    epub_type = "application/epub+zip"
    posts = {slug: entry(slug) for slug in dates}
    made = Manifest(1, "tests", PUBLICATION, posts)

    (bundle,) = collection.publish(made, lambda file: books[file.path.split("/")[1]])

    bound_book = Book(pack(bundle.members()), path="all.epub")
    pages = [item.path for item in bound_book.spine if "/posts/" in item.path]
    assert bundle.path == "collection/tests.epub"
    assert pages == ["EPUB/posts/old/post.xhtml", "EPUB/posts/new/post.xhtml"]
    assert list(collection.publish(Manifest(1, "tests", PUBLICATION, {}), lambda _: b"")) == []


def test_one_post_is_in_memory_at_a_time() -> None:
    heavy = rendered(_heavy(named("one", note=True)))
    posts = 12
    tracemalloc.start()

    made = epub.collection(PUBLICATION, [lambda: bytes(bytearray(heavy))] * posts)
    written = sum(len(member.data) for member in made.members)

    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert written > posts * len(heavy) * 0.8
    assert peak < 5 * len(heavy)


@pytest.mark.external
def test_outside_checkers_find_nothing_in_a_collection() -> None:
    tools.java()
    tools.node()
    tools.chromium()
    tools.checker("@daisy/ace-cli")
    data = bound(*(rendered(narrated(named(slug))) for slug in ("one", "two")))

    assert verdict(EPUBCHECK, data, path="all.epub", cache=NoCache()) == []
    assert verdict(ACE, data, path="all.epub", cache=NoCache()) == []


def _heavy(post: Post) -> Edition:
    """A post whose sentences take a minute each."""
    edition = narrated(post, seconds=0.1)
    assert edition.narration is not None
    long = recording((one.sentence for one in readings(post.document)), seconds=60)
    narration = msgspec.structs.replace(edition.narration, read_along=long)
    return msgspec.structs.replace(edition, narration=narration)
