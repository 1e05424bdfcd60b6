"""A talking book in a real reading engine: it plays, and each sentence is marked in its turn."""

from __future__ import annotations

import datetime as dt
import functools
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from convert.checks.epub_book import Book
from convert.checks.epub_talk import Talk
from convert.document import (
    BulletList,
    Document,
    Figure,
    Heading,
    Image,
    Meta,
    Note,
    NoteMark,
    Paragraph,
    Quote,
    Sentence,
    SentenceId,
    Table,
    Text,
)
from convert.source.reader import Post
from tests import tools
from tests.epub_books import kitchen_sink, narrated, rendered

SECONDS = 0.8
"""A clip; the engine looks four times a second where the sound is."""
WAIT = 60_000
"""Milliseconds for all of it; playing takes about 20 seconds."""
TYPES = {".html": "text/html", ".js": "text/javascript", ".epub": "application/epub+zip"}

pytestmark = pytest.mark.external


def small_post() -> Post:
    """One of each thing that is nested in an overlay."""
    words = iter(f"Words number {number}." for number in range(1, 100))

    def said(name: str, *rest: NoteMark) -> Sentence:
        return Sentence(SentenceId(name), (Text(next(words)), *rest))

    picture = Image("tea.png", said("alt"))
    document = Document(
        slug="small",
        meta=Meta(title="A small post", date=dt.date(2024, 1, 2)),
        title=Sentence(SentenceId("title"), (Text("A small post"),)),
        byline=(said("by"),),
        blocks=(
            Paragraph((said("s1"), said("s2", NoteMark(1)), said("s3"))),
            Heading(2, said("h1"), "part-one"),
            BulletList(((Paragraph((said("l1"),)),), (Paragraph((said("l2"),)),))),
            Quote((Paragraph((said("q1"),)),)),
            Table(header=((said("t1"),), (said("t2"),)), rows=(((said("t3"),), (said("t4"),)),)),
            Figure(picture, (said("c1"),)),
        ),
        notes=(Note(1, (Paragraph((said("n1"),)),)),),
    )
    return Post(document, {"tea.png": kitchen_sink().assets["tea.png"]}, {}, ())


@pytest.fixture(scope="module")
def book() -> bytes:
    return rendered(narrated(small_post(), seconds=SECONDS))


@pytest.fixture
def address(book: bytes) -> Iterator[str]:
    """A server with the engine, its page, and the book; on this computer only."""
    engine = tools.checker("foliate-js")
    serve = functools.partial(_Shelf, engine, book)
    with ThreadingHTTPServer(("127.0.0.1", 0), serve) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


class _Shelf(BaseHTTPRequestHandler):
    def __init__(self, engine: Path, book: bytes, *rest: Any) -> None:
        self._engine = engine
        self._book = book
        super().__init__(*rest)

    def do_GET(self) -> None:
        found = self._find()
        self.send_response(200 if found is not None else 404)
        self.send_header("Content-Type", TYPES.get(Path(self.path).suffix, "text/html"))
        self.end_headers()
        self.wfile.write(found or b"")

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002  the parent's name
        """Nothing: the test says what went wrong."""

    def _find(self) -> bytes | None:
        if self.path == "/":
            return (Path(__file__).parent / "reader" / "index.html").read_bytes()
        if self.path == "/book.epub":
            return self._book
        file = (self._engine / self.path.removeprefix("/engine/")).resolve()
        if self.path.startswith("/engine/") and file.is_relative_to(self._engine):
            return file.read_bytes() if file.is_file() else None
        return None


def expected(book: bytes) -> list[tuple[str, str]]:
    """Page and element of every clip from the cover to the end of the post."""
    opened = Book(book, path="book.epub")
    talk = Talk(opened)
    pages = [item.path for item in opened.spine[:-1]]
    return [(page, clip.name) for page in pages for clip in talk.clips[page]]


def test_a_reading_engine_marks_each_sentence_in_its_turn(address: str, book: bytes) -> None:
    playwright = pytest.importorskip("playwright.sync_api")
    wanted = expected(book)
    pages = [item.path for item in Book(book, path="book.epub").spine]

    with playwright.sync_playwright() as player:
        browser = player.chromium.launch(
            executable_path=str(tools.chromium()),
            args=["--no-sandbox", "--mute-audio", "--autoplay-policy=no-user-gesture-required"],
        )
        page = browser.new_page()
        page.goto(address)
        page.wait_for_function("window.ready", timeout=WAIT)
        page.evaluate("() => { window.view.startMediaOverlay() }")
        page.wait_for_function(f"window.played.length > {len(wanted)}", timeout=WAIT)
        played, marked, problems = page.evaluate("[window.played, window.marked, window.problems]")
        browser.close()

    assert problems == []
    assert [tuple(one.split("#")) for one in played[: len(wanted)]] == wanted
    # The engine plays the first file of any book without marking it: its index is 0, and 0 is
    # what it takes for "not there".
    seen = [(pages[one["page"]], one["id"]) for one in marked]
    assert seen[: len(wanted) - 1] == wanted[1:]
    assert all(one["playing"] for one in marked)
    sentences = [one for one in marked if one["page"] == 2 and "." not in one["id"]]
    assert {one["background"] for one in sentences if one["id"] != "alt"} == {"rgb(255, 226, 122)"}
