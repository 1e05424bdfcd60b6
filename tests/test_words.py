"""The words that were written are the words that are read: source, Word file and e-book."""

from __future__ import annotations

import zipfile
from io import BytesIO

import lxml.html
import pytest

from convert.formats import epub
from tests import word_files as word
from tests import words_of
from tests.word_files import part

NAMES = ("post", "long")


def source(name: str) -> str:
    return (word.FOLDER / f"{name}.md").read_text("utf-8")


def in_word(name: str, size: int = 18) -> list[str]:
    return word.words(word.paragraphs(part(word.files(name)[size])))


def in_book(name: str) -> list[str]:
    (book,) = epub.render(word.of(name))
    with zipfile.ZipFile(BytesIO(book.data)) as archive:
        (page,) = (p for p in archive.namelist() if p.endswith("/post.xhtml"))
        root = lxml.html.document_fromstring(archive.read(page))
    return words_of.of_page(root)


def test_the_long_post_is_long() -> None:
    assert len(source("long").splitlines()) >= 500


@pytest.mark.parametrize("size", word.SIZES)
@pytest.mark.parametrize("name", NAMES)
def test_every_word_of_the_source_is_in_the_word_file(name: str, size: int) -> None:
    assert word.is_within(words_of.source(source(name)), in_word(name, size)) is None


@pytest.mark.parametrize("name", NAMES)
def test_every_word_of_the_source_is_in_the_book(name: str) -> None:
    assert word.is_within(words_of.source(source(name)), in_book(name)) is None


@pytest.mark.parametrize("name", NAMES)
def test_every_header_of_a_table_is_there(name: str) -> None:
    for header in words_of.headers(source(name)):
        assert header in " ".join(in_word(name))
        assert header in " ".join(in_book(name))


def test_a_word_that_is_lost_is_missed() -> None:
    words = in_word("long")
    at = words.index("kettle")

    lost = word.is_within(words_of.source(source("long")), words[:at] + words[at + 1 :])

    assert lost is not None
