"""Bringing in what other programs made: the posts a person expects, every word, nothing fetched."""

from __future__ import annotations

import contextlib
import datetime as dt
import io
import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from convert.__main__ import main
from convert.errors import AllwaysError, BadArguments, RefusedPost, Unsafe
from convert.files.archive import Member, pack, unpack
from convert.source import importer
from convert.source.importer import IMPORTERS, found_in
from convert.source.importer.file import File
from convert.source.importer.incoming import Incoming
from convert.source.importer.slugs import slug
from convert.source.reader import pandoc, read
from convert.source.reader.inlines import plain_text
from convert.traversal import readings

TODAY = dt.date(2024, 3, 12)
WXR = """<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"
 xmlns:wp="http://wordpress.org/export/1.2/" xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel><title>A blog</title>{items}</channel></rss>"""
ITEM = """<item><title>{title}</title><link>https://example.org/{title}/</link>
<dc:creator>Ann Example</dc:creator><guid>{title}</guid><category>Care</category>
<content:encoded><![CDATA[{body}]]></content:encoded>
<wp:post_date>2020-01-02 10:00:00</wp:post_date>
<wp:status>{status}</wp:status><wp:post_type>{kind}</wp:post_type>{more}</item>"""
ALT = """<wp:attachment_url>https://example.org/up/pot.png</wp:attachment_url><wp:postmeta>
<wp:meta_key>_wp_attachment_image_alt</wp:meta_key><wp:meta_value>A blue pot</wp:meta_value>
</wp:postmeta>"""
TAKEOUT = """<feed xmlns="http://www.w3.org/2005/Atom"
 xmlns:blogger="http://schemas.google.com/blogger/2018">{entries}</feed>"""
TAKEOUT_ENTRY = """<entry><id>tag:{title}</id><blogger:type>{kind}</blogger:type>
<blogger:status>{status}</blogger:status><author><name>Bo Sample</name></author>
<title>{title}</title><content type="html">{body}</content>
<published>2021-05-06T07:08:09Z</published><link/></entry>"""
OLD_ENTRY = """<entry><id>tag:{title}</id>
<category scheme="http://schemas.google.com/g/2005#kind"
 term="http://schemas.google.com/blogger/2008/kind#{kind}"/>
<title>{title}</title><content type="html">{body}</content>
<published>2021-05-06T07:08:09Z</published></entry>"""
PAGE = """<!DOCTYPE html><html><head><title>Site | Our hall</title>
<meta name="author" content="Di Other">
<meta property="article:published_time" content="2022-02-03T00:00:00Z"></head><body>
<nav><a href="/">Home navigation</a></nav><div class="cookie-banner">We use cookies</div>
<main><h1>Our hall</h1><p>We met in <em>the hall</em>.</p><p>Twelve came.</p>
<table><tr><th>Who</th><th>Number</th></tr><tr><td>Carers</td><td>four</td></tr></table>
<p><a href="javascript:alert(1)">A link</a> <img src="file:///etc/passwd" alt="Secret"></p></main>
<div class="sidebar">Popular posts</div><footer>Copyright</footer></body></html>"""


def png() -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (4, 4), "blue").save(out, "PNG")
    return out.getvalue()


def given_file(name: str, data: bytes | str, folder: Path | None = None) -> File:
    return File(name, data.encode() if isinstance(data, str) else data, TODAY, folder)


def posts(name: str, data: bytes | str, folder: Path | None = None) -> list[Incoming]:
    return list(found_in(given_file(name, data, folder)).posts)


def shown(post: Incoming) -> str:
    """The words a reader of the built post would meet."""
    files = {"post.md": post.markdown.encode(), **post.files}
    document = read("a", files).document
    return " ".join(reading.sentence.text for reading in readings(document))


def words(text: str) -> list[str]:
    return re.findall(r"\w+", text)


def wxr(body: str = "One.", *, kind: str = "post", status: str = "publish", more: str = "") -> str:
    return ITEM.format(title=f"{kind} {status}", body=body, kind=kind, status=status, more=more)


def word_file() -> bytes:
    import docx
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    made = docx.Document()
    made.add_heading("Our day", 1)
    made.add_paragraph("We began at nine.")
    made.add_paragraph().add_run("What we learnt").bold = True
    made.add_paragraph("To listen", style="List Bullet")
    made.add_paragraph("To wait", style="List Bullet")
    made.add_heading("Who came", 2)
    table = made.add_table(2, 2)
    for number, said in enumerate(("Who", "Number", "Carers", "four")):
        table.cell(number // 2, number % 2).text = said
    picture = made.add_picture(io.BytesIO(png()))
    picture._inline.docPr.set("descr", "A blue square")
    paragraph = made.add_paragraph("We will ")
    for tag, said in (("ins", "meet"), ("del", "part")):
        names = {"id": "1", "author": "Ann Example", "date": "2024-03-12T10:00:00Z"}
        change = OxmlElement(f"w:{tag}", {qn(f"w:{key}"): value for key, value in names.items()})
        run = OxmlElement("w:r")
        text = OxmlElement("w:t" if tag == "ins" else "w:delText")
        text.text = said
        run.append(text)
        change.append(run)
        paragraph._p.append(change)
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def test_wordpress_gives_published_posts_and_names_the_rest(tmp_path: Path) -> None:
    (tmp_path / "up").mkdir()
    (tmp_path / "up" / "pot.png").write_bytes(png())
    classic = (
        "First line.\n\nSecond line.\n\n[caption id='a']<img src='https://example.org/up/pot.png'>"
        " The pot[/caption]\n\n<strong>What we did</strong>\n\nWe sat. [gallery ids='1']"
    )
    block = "<!-- wp:paragraph --><p>Block words.</p><!-- /wp:paragraph -->"
    items = [
        wxr(classic),
        wxr(block).replace("post publish", "Blocks"),
        wxr(status="draft"),
        wxr(kind="page"),
        wxr(kind="attachment", status="inherit", more=ALT),
    ]

    found = found_in(given_file("wp.xml", WXR.format(items="".join(items)), tmp_path))
    first, second = found.posts

    assert found.left_out == ("1 attachment", "1 draft", "1 page")
    assert (first.author, first.date, first.tags) == (
        "Ann Example",
        dt.date(2020, 1, 2),
        ("Care",),
    )
    assert first.body == (
        'First line.\n\nSecond line.\n\n![A blue pot](pot.png "The pot")\n\n## What we did\n\nWe sat.'
    )
    assert second.body == "Block words."
    heading = next(
        doubt for doubt in first.doubts_by_file if "taken for a heading" in doubt.message
    )
    assert first.markdown.splitlines()[heading.line - 1] == "## What we did"
    assert any("[gallery" in doubt.message for doubt in first.doubts)


@pytest.mark.parametrize("entry", [TAKEOUT_ENTRY, OLD_ENTRY], ids=["takeout", "older"])
def test_blogger_gives_live_posts_with_real_paragraphs(entry: str) -> None:
    body = (
        "&lt;div&gt;One.&lt;br /&gt;&lt;br /&gt;Two.&lt;/div&gt;"
        "&lt;a href='https://example.org/big.png'&gt;&lt;img src='https://example.org/s.png'&gt;"
        "&lt;/a&gt;"
    )
    entries = [
        entry.format(title="Kept", kind=kind, status="LIVE", body=body)
        for kind in ("post", "page", "comment")
    ]
    entries.append(
        entry.format(title="Later", kind="post", status="DRAFT", body="x").replace(
            "<content",
            "<control xmlns='http://purl.org/atom/app#'><draft>yes</draft></control><content",
        )
    )

    found = found_in(given_file("feed.atom", TAKEOUT.format(entries="".join(entries))))

    assert found.left_out == ("1 comment", "1 draft", "1 page")
    (post,) = found.posts
    assert post.body == "One.\n\nTwo.\n\n\\[Picture\\]"
    assert any("https://example.org/s.png" in doubt.message for doubt in post.doubts)


def test_rss_and_atom_feeds_give_their_posts() -> None:
    rss = """<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>
    <item><title>News</title><link>https://example.org/n/</link>
    <pubDate>Tue, 12 Mar 2024 10:00:00 GMT</pubDate><description>Short.</description>
    <content:encoded>&lt;p&gt;See &lt;a href="/b"&gt;more&lt;/a&gt;.&lt;/p&gt;</content:encoded>
    </item></channel></rss>"""
    atom = TAKEOUT.format(
        entries="<entry><title>News</title><published>2024-03-12T00:00:00Z</published>"
        "<link href='https://example.org/n/'/><content type='html'>"
        "&lt;p&gt;See &lt;a href='/b'&gt;more&lt;/a&gt;.&lt;/p&gt;</content></entry>"
    )

    for name, data in (("a.rss", rss), ("a.xml", atom)):
        (post,) = posts(name, data)
        assert (post.title, post.date) == ("News", dt.date(2024, 3, 12))
        assert post.body == "See [more](https://example.org/b)."


def test_a_saved_page_gives_its_article_and_nothing_around_it() -> None:
    (post,) = posts("hall.html", PAGE)

    assert (post.title, post.author, post.date) == ("Our hall", "Di Other", dt.date(2022, 2, 3))
    assert words(shown(post))[:3] == ["Our", "hall", "By"]
    said = "We met in the hall Twelve came Who Number Carers four A link Picture Secret"
    assert words(said) == words(shown(post))[-len(words(said)) :]
    assert not re.search("navigation|cookies|Popular|Copyright|javascript|passwd", post.markdown)
    assert sum("javascript" in doubt.message for doubt in post.doubts) == 1
    assert sum("file:///etc/passwd" in doubt.message for doubt in post.doubts) == 1


ARTICLE = "<p>We met in the hall on a wet night.</p><p>Twelve of us came and stayed late.</p>"


@pytest.mark.parametrize(
    "page",
    [
        '<body class="has-sidebar cookie-consent-given">{}</body>',
        '<body><main class="with-sidebar">{}</main></body>',
        '<body><div class="sidebar-layout"><div id="content">{}</div></div></body>',
        '<body class="sidebar"><div class="cookies">{}</div></body>',
        '<body><form action="x"><input name="q">{}</form></body>',
        "<body><article><p>Teaser.</p></article><article>{}</article></body>",
        '<body><aside class="sidebar">Tags</aside><article class="related">{}</article></body>',
    ],
)
def test_an_article_is_kept_whatever_its_wrapper_is_called(page: str) -> None:
    (post,) = posts("a.html", f"<html><title>T</title>{page.format(ARTICLE)}</html>")

    said = "We met in the hall on a wet night.\n\nTwelve of us came and stayed late."
    assert post.body.endswith(said)


PARTS = (
    "<nav>{}</nav>",
    "<aside>{}</aside>",
    "<footer>{}</footer>",
    "<div class='cookie-banner'>{}</div>",
    "<div id='sidebar'>{}</div>",
    "<form>{}</form>",
    "<iframe>{}</iframe>",
    "<button>{}</button>",
    "<div>{}</div>",
    "<section class='has-sidebar'><p>{}</p></section>",
)


@settings(max_examples=40, deadline=None)
@given(
    st.lists(st.tuples(st.sampled_from(PARTS), st.booleans()), max_size=5),
    st.sampled_from(["article", "main", "div", "section class='widget'"]),
)
def test_every_word_of_a_page_is_in_the_post_or_named_as_left_out(
    parts: list[tuple[str, bool]], tag: str
) -> None:
    told = [
        (part.format(f"Word{n} stands here."), inside) for n, (part, inside) in enumerate(parts)
    ]
    inner = "".join(part for part, inside in told if inside)
    outer = "".join(part for part, inside in told if not inside)
    page = f"<html><title>T</title><body>{outer}<{tag}>{ARTICLE}{inner}</{tag.split(maxsplit=1)[0]}></body>"

    (post,) = posts("a.html", page)

    named = " ".join(doubt.message for doubt in post.doubts)
    assert words(ARTICLE.replace("<p>", " ").replace("</p>", " ")) == [
        word for word in words(post.body) if word in words(ARTICLE) and word != "p"
    ]
    for number in range(len(parts)):
        assert (f"Word{number}" in post.body) != (f"Word{number}" in named)


def test_lines_of_code_and_lists_are_kept_and_codes_of_a_blog_are_named() -> None:
    body = (
        "Before\nand after.\n\n<ul>\n<li>One</li>\n\n<li>Two</li>\n</ul>\n"
        "Loose words.\n\n<pre>a\n\nb [x y='1']</pre>\n\n[note kind='a']Kept [sic] words.[/note]"
    )
    (post,) = posts("wp.xml", WXR.format(items=wxr(body)))

    assert post.body == (
        "Before\\\nand after.\n\n- One\n- Two\n\nLoose words.\n\n"
        "    a\n\n    b [x y='1']\n\nKept \\[sic\\] words."
    )
    (named,) = [doubt.message for doubt in post.doubts if "[note" in doubt.message]
    assert "[/note]" in named


def test_what_a_page_does_is_left_out_by_name() -> None:
    removed = (
        "<iframe src='https://example.org/film'></iframe><object data='a.swf'></object>"
        "<form>Your name <input></form>"
    )
    (post,) = posts("a.html", f"<html><body>{ARTICLE}{removed}<pre>a<br><br>b</pre></body></html>")

    named = [doubt.message for doubt in post.doubts if doubt.message.startswith("Left out")]
    assert named == [
        "Left out: a frame, https://example.org/film.",
        "Left out: an embedded object, a.swf.",
        "Left out: a form, “Your name”.",
    ]
    assert "    a\n\n    b" in post.body


BOX = (
    b"<w:r><w:pict xmlns:v='urn:schemas-microsoft-com:vml'><v:shape><v:textbox><w:txbxContent>"
    b"<w:p><w:r><w:t>%s</w:t></w:r></w:p></w:txbxContent></v:textbox></v:shape></w:pict></w:r>"
)


def test_words_in_boxes_come_below_their_paragraph_and_the_head_of_a_page_is_named() -> None:
    import docx

    made = docx.Document()
    made.sections[0].header.paragraphs[0].text = "For members only"
    made.add_paragraph().add_run("Our big day").bold = True
    made.add_paragraph("Before the box.")
    out = io.BytesIO()
    made.save(out)
    start = b"<w:t>Before the box.</w:t></w:r>"
    boxes = BOX % b"First box." + BOX % b"Second box."
    members = [
        Member(part.name, part.data.replace(start, start + boxes))
        for part in unpack(out.getvalue())
    ]

    (post,) = posts("day.docx", pack(members))

    assert post.title == "Our big day"
    assert post.body == "Before the box.\n\nFirst box.\n\nSecond box."
    told = " ".join(doubt.message for doubt in post.doubts)
    assert "the head of each page, “For members only”" in told
    assert "below its paragraph: “Second box.”" in told
    assert "taken for the title: Our big day" in told


FACTS = """<html><head><title>Our fair – Ring Road Group</title>
<meta property="og:title" content="Our fair – Ring Road Group">
<meta property="og:site_name" content="Ring Road Group">
<script type="application/ld+json">{"@graph": [{"@type": "WebSite"}, {"@type": ["BlogPosting"],
 "datePublished": "2023-04-05T09:00:00+01:00", "author": [{"name": "Ann Smith"}, "Bo Jones"],
 "keywords": "fairs, tea"}]}</script></head><body><article><p>We met in the hall.</p>PICTURE
<p>Twelve of us came and stayed late.</p></article></body></html>"""


def test_what_a_page_says_about_itself_is_believed() -> None:
    (post,) = posts("fair.html", FACTS)

    assert (post.title, post.author, post.date, post.tags) == (
        "Our fair",
        "Ann Smith, Bo Jones",
        dt.date(2023, 4, 5),
        ("fairs", "tea"),
    )


def test_a_title_that_may_hold_the_name_of_the_site_is_told() -> None:
    (post,) = posts("a.html", "<title>Our fair | Ring Road</title><p>We met in the hall.</p>")

    assert post.title == "Our fair | Ring Road"
    assert any("the site's name" in doubt.message for doubt in post.doubts)


@pytest.mark.parametrize(
    "picture",
    [
        '<img src="data:image/gif;base64,R0lGODlhAQABAAAAACw=" data-src="fair_files/a.png" alt="A">',
        '<img srcset="fair_files/a.png 300w, fair_files/b.png 600w" alt="A">',
        '<img src="https://example.org/gone.png" data-srcset="x.png 1x, fair_files/a.png" alt="A">',
        '<img class="lazy" data-src="a.png" alt="A"><noscript><img src="a.png" alt="A"></noscript>',
        '<p>x</p><noscript><img src="fair_files/a.png" alt="A"></noscript>',
    ],
)
def test_a_picture_that_a_script_would_show_is_kept_once(picture: str, tmp_path: Path) -> None:
    (tmp_path / "fair_files").mkdir()
    for path in (tmp_path / "a.png", tmp_path / "fair_files" / "a.png"):
        path.write_bytes(png())

    (post,) = posts("fair.html", FACTS.replace("PICTURE", picture), tmp_path)

    assert post.body.count("![A](a.png)") == 1
    assert list(post.files) == ["a.png"]


def test_a_picture_without_an_address_is_named() -> None:
    (post,) = posts("fair.html", FACTS.replace("PICTURE", '<p><img alt="A blue pot"></p>'))

    assert "\\[Picture: A blue pot\\]" in post.body
    assert any("Picture not carried over" in doubt.message for doubt in post.doubts)


def test_a_captioned_wordpress_picture_keeps_its_words_and_a_locked_post_stays_locked(
    tmp_path: Path,
) -> None:
    (tmp_path / "pot.png").write_bytes(png())
    caption = (
        "[caption id='a']<a href='https://example.org/up/pot.png'>"
        "<img src='https://example.org/up/pot-300x200.png' alt=''></a> The pot[/caption]"
    )
    items = [
        wxr(caption).replace("Care", "tea &amp;amp; cake"),
        wxr("Secret.", more="<wp:post_password>letmein</wp:post_password>"),
        wxr(kind="attachment", status="inherit", more=ALT),
    ]
    items.append(
        "<wp:author><wp:author_login>Ann Example</wp:author_login>"
        "<wp:author_display_name>Ann E. Example</wp:author_display_name></wp:author>"
    )

    found = found_in(given_file("wp.xml", WXR.format(items="".join(items)), tmp_path))

    (post,) = found.posts
    assert post.body == '![A blue pot](pot-300x200.png "The pot")'
    assert (post.author, post.tags) == ("Ann E. Example", ("tea & cake",))
    assert found.left_out == ("1 attachment", "1 post behind a password")


def test_real_elements_in_atom_and_names_in_rss_are_read() -> None:
    atom = TAKEOUT.format(
        entries="<entry><title>A</title><updated>2024-03-05</updated><content type='xhtml'>"
        "<div xmlns='http://www.w3.org/1999/xhtml'><p>We <b>sang</b>.</p><p>It rained.</p></div>"
        "</content></entry>"
    )
    rss = (
        "<rss version='2.0'><channel><item><title>A</title><description>It rained.</description>"
        "<author>ann@example.org (Ann Smith)</author></item></channel></rss>"
    )

    assert posts("a.xml", atom)[0].body == "We **sang**.\n\nIt rained."
    assert posts("a.rss", rss)[0].author == "Ann Smith"


def changed_word_file(change: dict[str, tuple[bytes, bytes]], *more: Member) -> bytes:
    members = [
        Member(part.name, part.data.replace(*change.get(part.name, (b"", b""))))
        if part.name in change
        else part
        for part in unpack(word_file())
    ]
    return pack([*members, *more])


def test_a_tracked_change_without_a_name_keeps_its_words() -> None:
    nameless = changed_word_file({"word/document.xml": (b'w:author="Ann Example"', b"")})

    (post,) = posts("a.docx", nameless)

    assert "We will meet" in post.body
    assert "part" not in words(post.body)


def test_a_word_file_gives_its_author_and_day_with_a_doubt() -> None:
    import docx

    made = docx.Document(io.BytesIO(word_file()))
    made.core_properties.author = "Bo Sample"
    made.core_properties.modified = dt.datetime(2023, 4, 5, 6, 7, 8)  # noqa: DTZ001  as Word has it
    out = io.BytesIO()
    made.save(out)

    (post,) = posts("a.docx", out.getvalue())

    assert (post.author, post.date) == ("Bo Sample", dt.date(2023, 4, 5))
    said = " ".join(doubt.message for doubt in post.doubts)
    assert "Bo Sample" in said
    assert "2023-04-05" in said


def test_nothing_outside_a_word_file_is_taken(tmp_path: Path) -> None:
    (tmp_path / "secret.png").write_bytes(png())
    relationships = "word/_rels/document.xml.rels"
    outward = changed_word_file(
        {relationships: (b'Target="media/image1.png"', b'Target="../../../secret.png"')},
        Member("word/media/../../secret.png", png()),
    )
    external = changed_word_file(
        {
            relationships: (
                b'Target="media/image1.png"',
                b'Target="http://127.0.0.1:9/a.png" TargetMode="External"',
            )
        }
    )
    for data in (outward, external):
        (tmp_path / "in").mkdir(exist_ok=True)
        (post,) = posts("a.docx", data, tmp_path / "in")

        assert all("/" not in name and ".." not in name for name in post.files)
        assert "We began at nine." in post.body
        assert [path.name for path in tmp_path.rglob("*.png")] == ["secret.png"]


def test_a_word_file_gives_its_words_table_picture_and_headings() -> None:
    (post,) = posts("day.docx", word_file())

    assert post.title == "Our day"
    assert "## What we learnt" in post.body
    assert "![A blue square](" in post.body
    assert [png()] == list(post.files.values())
    said = "We began at nine What we learnt To listen To wait Who came Who Number Carers four"
    expected = words(f"{said} A blue square We will meet")
    assert expected == words(shown(post))[-len(expected) :]


def test_a_word_title_and_subtitle_are_kept() -> None:
    import docx

    made = docx.Document()
    for words_, style in (("Our trip", "Title"), ("A day by the sea", "Subtitle")):
        made.add_paragraph(words_, style=style)
    made.add_heading("What we did", 1)
    made.add_paragraph("We swam.")
    out = io.BytesIO()
    made.save(out)

    (post,) = posts("trip.docx", out.getvalue())

    assert post.title == "Our trip"
    assert post.body.split() == [
        "A",
        "day",
        "by",
        "the",
        "sea",
        "#",
        "What",
        "we",
        "did",
        "We",
        "swam.",
    ]


def test_notes_of_a_word_file_stay_notes() -> None:
    data = pandoc.run(
        ["-f", "markdown", "-t", "docx"], b"# T\n\nWords.[^1]\n\n[^1]: A note.\n", place="x"
    )

    (post,) = posts("a.docx", data)

    assert post.body == "Words.[^1]\n\n[^1]: A note."


def test_a_post_is_known_again_and_another_of_the_same_title_gets_a_number(tmp_path: Path) -> None:
    export = tmp_path / "wp.xml"
    twins = wxr("One.") + wxr("Two.").replace("<guid>post publish", "<guid>other")
    export.write_text(WXR.format(items=twins), "utf-8")
    sources = tmp_path / "sources"
    importer.bring_in([export], sources)
    (sources / "post-publish").rename(sources / "renamed")
    mine = sources / "renamed" / "post.md"
    mine.write_text(mine.read_text("utf-8").replace("One.", "Mine."), "utf-8")

    (again,) = importer.bring_in([export], sources)

    assert {path.name for path in sources.iterdir()} == {"renamed", "post-publish-2"}
    assert [(a.slug, a.is_new) for a in again.arrivals] == [
        ("renamed", False),
        ("post-publish-2", False),
    ]
    assert "Mine." in mine.read_text("utf-8")


# ---------------------------------------------------------------- what must be refused


@pytest.mark.parametrize("name", ["a.odt", "a.pdf", "a.doc", "a.zip", "a.xyz"])
def test_other_kinds_are_refused_with_what_to_do(name: str) -> None:
    with pytest.raises(BadArguments, match="not a kind of file") as caught:
        posts(name, b"\x00\x01")

    assert caught.value.next_step


def test_empty_missing_and_folder_exit_with_2(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "empty.txt").touch()

    for path in (tmp_path / "empty.txt", tmp_path, tmp_path / "missing.txt"):
        to = ["--sources", str(tmp_path / "sources")]
        monkeypatch.setattr("sys.argv", ["allways", "import", str(path), *to])
        with pytest.raises(SystemExit) as left:
            main()
        assert left.value.code == 2
    assert not (tmp_path / "sources").exists()


def test_bombs_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    entities = '<!DOCTYPE a [<!ENTITY x "xxxx"><!ENTITY y "&x;&x;">]><rss><item/></rss>'
    with pytest.raises(Unsafe, match="entities"):
        posts("a.xml", entities)
    with pytest.raises(Unsafe, match="nested"):
        posts("a.html", "<html>" + "<div>" * 1000 + "x")
    with pytest.raises(Unsafe, match="nested"):
        posts("a.xml", "<rss>" + "<a>" * 1000 + "</a>" * 1000 + "</rss>")
    monkeypatch.setattr("convert.source.importer.file.LARGEST_UNPACKED", 1_000_000)
    document = Member("word/document.xml", b"0" * 1_000_001)
    with pytest.raises(Unsafe, match="unpack"):
        posts("a.docx", pack([document]))


def test_a_file_that_is_too_large_is_refused_before_it_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(importer, "LARGEST", 1_000)
    (tmp_path / "blog.xml").write_bytes(b"<rss>" + b" " * 1_000)

    with pytest.raises(RefusedPost, match="the file is over"):
        importer.bring_in([tmp_path / "blog.xml"], tmp_path / "sources")


@pytest.mark.parametrize("address", ["../secret.png", "/etc/../secret.png", "a/%2e%2e/secret.png"])
def test_pictures_outside_the_folder_are_not_taken(address: str, tmp_path: Path) -> None:
    (tmp_path / "secret.png").write_bytes(png())
    (tmp_path / "in").mkdir()

    (post,) = posts("a.html", f"<html><p>x</p><img src='{address}' alt='s'>", tmp_path / "in")

    assert post.files == {}


def test_a_link_out_of_the_folder_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "secret.png").write_bytes(png())
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.png").symlink_to(tmp_path / "secret.png")

    (post,) = posts("a.html", "<html><p>x</p><img src='a.png' alt='s'>", tmp_path / "in")

    assert post.files == {}


@settings(max_examples=60, deadline=None)
@given(
    st.binary(max_size=200) | st.text(max_size=200).map(str.encode),
    st.sampled_from([".docx", ".html", ".xml", ".txt", ".atom", ".rss", ".odt", ""]),
    st.sampled_from([b"", b"PK\x03\x04", b"<html>", b"<rss><item>", b"3 March 2020\n"]),
)
def test_any_bytes_give_posts_or_a_clear_refusal(data: bytes, ending: str, start: bytes) -> None:
    with contextlib.suppress(AllwaysError):
        assert all(post.title for post in posts(f"a{ending}", start + data))


@settings(max_examples=40, deadline=None)
@given(
    st.text(
        st.characters(codec="utf-8", exclude_categories=["Cc", "Cf", "Co", "Cn", "Zs", "Zl", "Zp"]),
        min_size=1,
        max_size=30,
    )
)
def test_plain_words_come_through_html_as_they_were(text: str) -> None:
    import html as escape

    (post,) = posts("a.html", f"<html><body><p>x{escape.escape(text)}x</p></body></html>")
    document = read("a", {"post.md": post.markdown.encode()}).document

    said = "".join(s.text for block in document.blocks for s in getattr(block, "sentences", ()))
    assert said == plain_text(f"x{text}x")


@pytest.mark.parametrize("name", IMPORTERS)
def test_every_importer_has_the_shape_and_refuses_what_is_not_its_own(name: str) -> None:
    kind = IMPORTERS[name]

    assert kind.TITLE
    assert not kind.fits(given_file("a.bin", b"\x00\x01\x02"))


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("CON", "con-post"),
        ("Pictures", "pictures-post"),
        (".hidden", "hidden"),
        ("Привет", "post-2024"),
        ("Łódź & Ærø", "lodz-aero"),
        ("../../etc", "etc"),
    ],
)
def test_any_title_gives_a_name_for_a_folder(title: str, expected: str) -> None:
    assert slug(title, "post-2024") == expected


@given(st.text(max_size=300))
def test_every_title_gives_a_name_that_the_reader_takes(title: str) -> None:
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", slug(title, "post"))
    assert len(slug(title, "post")) <= 65


def test_a_damaged_file_says_where() -> None:
    with pytest.raises(RefusedPost, match="damaged"):
        posts("a.xml", "<rss><item>\n</rss>")
