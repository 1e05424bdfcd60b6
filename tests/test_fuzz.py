"""Whatever stands in a file, it is read, or refused in words: `make fuzz` tries many more."""

from __future__ import annotations

import contextlib
import datetime as dt
from collections.abc import Callable
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from convert.document import Document, Meta, Paragraph, Sentence, SentenceId, Text
from convert.errors import AllwaysError
from convert.findings import Place
from convert.plain import easy_read
from convert.plain.easy_read.house import house_words, no_photos, own_pictures
from convert.settings import publication
from convert.source.importer import text_dump
from convert.source.reader import pictures, read
from convert.speech.lexicon import parse

PIECES = st.sampled_from(
    (
        *("---\n", "title: A\n", "date: 2024-05-01\n", "links: ", "tags: [a", "\n\n", "\t", "    "),
        *("*", "**", "_", "[", "](", ")", "![", "<b>", "</b>", "<!--", "-->", "`", "```\n", "> "),
        *("- ", "1. ", "# ", "| a |\n|--|\n", "[^1]", "[^1]: ", "::: x\n", "{.x #y z=1}", "&amp;"),
        *(
            "{=html}",
            "~~",
            "^",
            "\\",
            "\\\n",
            "\u202e",
            "\u200b",
            "\x07",
            "\x00",
            "\ufeff",
            "é",
            "🙂",
        ),
        *(
            "We met. ",
            "Mr. A said",
            "10.30am",
            "£1.5m",
            "By Ann Example",
            "1 May 2017",
            "\r",
            "\u2028",
        ),
        *("<!-- from: 1-ab; drafted: 1-cd -->\n", "![x](picture:tea)\n", "![](none)\n", "[[", "]]"),
        *(
            'fingerprints = ["',
            "[[signoff]]\n",
            'group = "x"\n',
            "= [",
            "{",
            "}",
            "1e999",
            "<lexicon",
        ),
        *(
            "<!DOCTYPE a [",
            '<!ENTITY a "b">',
            "]>",
            "&a;",
            '<svg xmlns="http://www.w3.org/2000/svg">',
        ),
    )
)
"""What mark-up is made of, good and bad."""

FILES = (st.lists(PIECES, max_size=25).map("".join) | st.text(max_size=200)).map(
    lambda text: text.encode("utf-8", "surrogatepass")
) | st.binary(max_size=200)
"""Any file: pieces of mark-up, any text, any bytes."""

HEAD = b"---\ntitle: A post\ndate: 2024-05-01\n---\n\n"
DOCUMENT = Document(
    slug="a-post",
    meta=Meta(title="A post", date=date(2024, 5, 1)),
    title=Sentence(SentenceId("title"), (Text("A post"),)),
    byline=(),
    blocks=(Paragraph((Sentence(SentenceId("intro-s1"), (Text("We met."),)),)),),
    notes=(),
    links=(),
)


def tried(read: Callable[..., object], *arguments: object, **named: object) -> None:
    """Read a file; it may be refused in words for people, and end in no other error."""
    with contextlib.suppress(AllwaysError):
        read(*arguments, **named)


@given(FILES)
def test_any_post_is_read_or_refused_in_words(data: bytes) -> None:
    tried(read, "a-post", {"post.md": data})


@given(FILES)
def test_any_body_is_read_or_refused_in_words(data: bytes) -> None:
    tried(read, "a-post", {"post.md": HEAD + data})


@given(FILES)
def test_any_front_matter_is_read_or_refused_in_words(data: bytes) -> None:
    tried(read, "a-post", {"post.md": HEAD[:-5] + data + b"\n---\n\nText.\n"})


@given(FILES)
def test_any_picture_is_shown_or_refused_in_words(data: bytes) -> None:
    for name in ("a.svg", "a.png"):
        tried(pictures.load, name, data, place=Place("post.md"))


@given(FILES)
def test_any_dump_is_brought_in_and_what_comes_of_it_can_be_read(data: bytes) -> None:
    text = data.decode("utf-8", "replace")
    with contextlib.suppress(AllwaysError):
        for incoming in text_dump.posts(text, day=dt.date(2024, 3, 12)):
            tried(read, incoming.slug, {"post.md": incoming.markdown.encode()})


@given(FILES, FILES)
def test_any_easy_read_and_review_make_a_page_that_says_what_is_wrong(
    layer: bytes, review: bytes
) -> None:
    made = easy_read.make(DOCUMENT, layer=layer, review=review)

    assert made.easy_read is not None


@given(FILES)
def test_any_shared_file_is_read_or_a_wrong_argument(data: bytes) -> None:
    tried(publication, data)
    tried(house_words, data)
    tried(own_pictures, data, load=no_photos)
    tried(parse, data)
