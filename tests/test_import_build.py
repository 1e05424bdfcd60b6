"""What was brought in builds: every kind of file becomes a web page that says all its words."""

from __future__ import annotations

import datetime as dt
import html
from pathlib import Path

import lxml.html
import pytest
from click.testing import CliRunner

from convert.__main__ import cli
from convert.errors import Exit
from convert.source.importer import IMPORTERS
from convert.source.importer.file import File
from tests import words_of
from tests.test_import_text import DUMP
from tests.test_importers import OLD_ENTRY, PAGE, TAKEOUT, TAKEOUT_ENTRY, WXR, word_file, wxr

pytestmark = pytest.mark.voice

CLASSIC = "Classic came first.\n\n<strong>What we did</strong>\n\nWe sat.\nWe sang.\n\n> a > b & c"
BLOCKS = "<!-- wp:paragraph --><p>Block words, too.</p><!-- /wp:paragraph -->"
BLOGGER = html.escape("<div>Up with the lark.<br><br><b>Noon</b><br><br>Down with the sun.</div>")
FEED = """<rss version="2.0"><channel><item><title>{title}</title><pubDate>Tue, 12 Mar 2024
 10:00:00 GMT</pubDate><description>{words}</description></item></channel></rss>"""
ATOM = "<feed xmlns='http://www.w3.org/2005/Atom'><entry><title>{title}</title><updated>2024-03-12"
ATOM += "</updated><content type='html'>{words}</content></entry></feed>"

SHAPES: dict[str, tuple[str, bytes, dict[str, str]]] = {
    "word": (
        "day.docx",
        word_file(),
        {"our-day": "We began at nine. What we learnt To listen To wait Who came"},
    ),
    "web page": (
        "hall.html",
        PAGE.encode(),
        {"our-hall": "We met in the hall. Twelve came."},
    ),
    "WordPress": (
        "wp.xml",
        WXR.format(
            items=wxr(CLASSIC) + wxr(BLOCKS).replace("post publish", "Blocks") + wxr(status="draft")
        ).encode(),
        {
            "post-publish": "Classic came first. What we did We sat. We sang. > a > b & c",
            "blocks": "Block words, too.",
        },
    ),
    "Blogger Takeout": (
        "feed.atom",
        TAKEOUT.format(
            entries=TAKEOUT_ENTRY.format(title="Day", kind="POST", status="LIVE", body=BLOGGER)
        ).encode(),
        {"day": "Up with the lark. Noon Down with the sun."},
    ),
    "older Blogger": (
        "blog.xml",
        TAKEOUT.format(entries=OLD_ENTRY.format(title="Day", kind="post", body=BLOGGER)).encode(),
        {"day": "Up with the lark. Noon Down with the sun."},
    ),
    "RSS": (
        "feed.rss",
        FEED.format(title="News", words="&lt;p&gt;It rained.&lt;/p&gt;").encode(),
        {"news": "It rained."},
    ),
    "Atom": (
        "feed.xml",
        ATOM.format(title="News", words="&lt;p&gt;It rained.&lt;/p&gt;").encode(),
        {"news": "It rained."},
    ),
    "text": (
        "dump.txt",
        DUMP.encode(),
        {
            "why-do-we-read": "A poem said it first: ‘We read to find a door, We read to find a key,",
            "a-second-look": "A reply to the post above. I see it in another way.",
            "books-are-for-everyone": "Three things help: Good light, Time to listen A warm room.",
        },
    ),
}


def said(page: Path) -> str:
    """The words of a built page, in order."""
    return " ".join(words_of.of_page(lxml.html.parse(page).getroot().find(".//main")))


@pytest.mark.parametrize("shape", sorted(SHAPES))
def test_every_kind_of_file_becomes_pages_with_its_words(shape: str, tmp_path: Path) -> None:
    name, data, expected = SHAPES[shape]
    (tmp_path / name).write_bytes(data)
    sources = tmp_path / "sources"
    run = CliRunner().invoke
    places = ["--sources", str(sources)]

    brought = run(cli, ["import", str(tmp_path / name), *places])
    built = run(
        cli,
        [
            *("build", "--format", "web", "--voice", "espeak", "--jobs", "1", *places),
            *("--dist", str(tmp_path / "dist"), "--cache", str(tmp_path / "cache")),
        ],
    )

    assert (brought.exit_code, built.exit_code) == (Exit.FINE, Exit.FINE), built.output
    posts = tmp_path / "dist" / "posts"
    assert {path.name for path in posts.iterdir()} == expected.keys()
    for slug, words in expected.items():
        assert words in said(posts / slug / "index.html")


def test_every_importer_has_a_shape_here() -> None:
    files = [File(name, data, dt.date(2024, 3, 12)) for name, data, _ in SHAPES.values()]

    assert {
        next(name for name, kind in IMPORTERS.items() if kind.fits(file)) for file in files
    } == set(IMPORTERS)
