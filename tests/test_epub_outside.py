"""E-books as people get them: a real voice, real posts where they are given, outside checkers."""

from __future__ import annotations

import subprocess
import sys
from contextlib import closing
from functools import partial
from pathlib import Path

import msgspec
import pytest

from convert import voices
from convert.checks import epub as checks
from convert.checks.epub_book import Book
from convert.checks.epub_talk import unspoken
from convert.checks.epub_tools import ACE, EPUBCHECK, verdict
from convert.edition import Narration
from convert.files.archive import pack
from convert.files.cache import NoCache
from convert.formats import epub
from convert.source import importer, reader
from convert.source.reader import Post
from convert.speech.narration import Brief
from convert.speech.recording import Voicing, narrate
from convert.speech.voice import VoiceSettings
from tests import tools
from tests.epub_books import PUBLICATION, rendered, silent
from tests.test_epub_reader import small_post

POSTS = "posts/coproduction-week-2017.txt"


def spoken(post: Post) -> bytes:
    """The e-book of `post` read by eSpeak NG, which is always there."""
    edition = silent(post)
    with closing(voices.choose("espeak", VoiceSettings())) as speaker:
        voicing = Voicing(speaker, str, NoCache())
        around = epub.own_words(edition, speaker.name)
        made = narrate(post.document, Brief(PUBLICATION), voicing, places={}, around=around)
    assert isinstance(made, Narration)
    return rendered(msgspec.structs.replace(edition, narration=made))


@pytest.fixture(scope="module")
def small_book() -> bytes:
    return spoken(small_post())


@pytest.mark.voice
def test_a_book_with_a_real_voice_has_no_fault_and_misses_nothing(small_book: bytes) -> None:
    assert list(checks.check(small_book, path="small.epub")) == []
    assert list(unspoken(Book(small_book, path="small.epub"))) == []


@pytest.mark.voice
def test_the_outside_sound_checker_finds_nothing(small_book: bytes, tmp_path: Path) -> None:
    checker = tools.outside() / "checks" / "audio_check.py"
    file = tmp_path / "small.epub"
    file.write_bytes(small_book)

    done = subprocess.run(
        [sys.executable, checker, file, "-q"], capture_output=True, text=True, check=False
    )

    assert done.returncode == 0, done.stdout
    assert "FAIL" not in done.stdout


@pytest.fixture(scope="module")
def outside_books(tmp_path_factory: pytest.TempPathFactory) -> list[bytes]:
    """The e-books of the real posts, without sound."""
    sources = tmp_path_factory.mktemp("sources")
    importer.bring_in([tools.outside() / POSTS], sources)
    folders = [path for path in sorted(sources.iterdir()) if path.is_dir()]
    posts = [
        reader.read(folder.name, {path.name: path.read_bytes() for path in folder.iterdir()})
        for folder in folders
    ]
    return [rendered(silent(post)) for post in posts]


def test_real_posts_have_no_fault(outside_books: list[bytes]) -> None:
    assert len(outside_books) == 7
    for book in outside_books:
        assert list(checks.check(book, path="post.epub")) == []


@pytest.mark.external
def test_real_posts_bound_together_pass_outside_checkers(outside_books: list[bytes]) -> None:
    tools.java()
    tools.node()
    tools.chromium()
    tools.checker("@daisy/ace-cli")
    books = [partial(bytes, book) for book in outside_books]
    data = pack(epub.collection(PUBLICATION, books).members)

    assert verdict(EPUBCHECK, data, path="all.epub", cache=NoCache()) == []
    assert verdict(ACE, data, path="all.epub", cache=NoCache()) == []


@pytest.mark.long
@pytest.mark.timeout(900)
@pytest.mark.external
def test_each_real_post_passes_outside_checkers(outside_books: list[bytes]) -> None:
    tools.java()
    tools.node()
    tools.chromium()
    tools.checker("@daisy/ace-cli")

    for book in outside_books:
        assert verdict(EPUBCHECK, book, path="post.epub", cache=NoCache()) == []
        assert verdict(ACE, book, path="post.epub", cache=NoCache()) == []
