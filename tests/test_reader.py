"""Reading posts: nothing lost, every sentence with its place, bad ones refused by name and line."""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from collections.abc import Mapping
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from convert.document import (
    CodeBlock,
    Document,
    Figure,
    Heading,
    Link,
    NoteMark,
    Paragraph,
    Phrase,
    PostLink,
    Strong,
    Table,
    Verse,
    Withdrawal,
    from_json,
    to_json,
)
from convert.errors import RefusedPost, Unsafe
from convert.source.reader import Post, read
from convert.traversal import block_sentences, readings, sentences, walk

FRONT = "---\ntitle: A title\ndate: 2024-05-01\n---\n"
PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108020000009077"
    "53de0000000c49444154789c63606060000000040001f61738550000000049454e44ae426082"
)


def post(body: str, front: str = FRONT, **files: bytes) -> Post:
    """A post with this body."""
    named = {name.replace("_", "."): data for name, data in files.items()}
    return read("a-post", {"post.md": f"{front}\n{body}".encode(), **named})


def words(text: str) -> list[str]:
    """The words of `text`, whatever stands between them."""
    return re.findall(r"\w+", text)


def said(document: Document) -> list[str]:
    """The text of every sentence of the body."""
    return [sentence.text for sentence in block_sentences(document.blocks)]


# ---------------------------------------------------------------- front matter

FACTS: dict[str, tuple[str, object]] = {
    "taken back": (
        "withdrawn: {date: 2024-06-01, reason: The figures were wrong.}",
        Withdrawal(dt.date(2024, 6, 1), "The figures were wrong."),
    ),
    "a time of day": ("updated: 2024-06-01 10:30:00", dt.date(2024, 6, 1)),
    "tags in a row": ("tags: care, Stockport", ("care", "Stockport")),
    "a link without an address": ("links: [{text: Our film}]", (PostLink("Our film", ""),)),
}
NO_FACTS: dict[str, tuple[str, str]] = {
    "taken back, without a reason": ("withdrawn: {date: 2024-06-01}", "a date and a reason"),
    "taken back, without a day": ("withdrawn: {date: , reason: x}", "withdrawn needs a date"),
    "taken back, on no day": ("withdrawn: {date: soon, reason: x}", "not a date"),
    "taken back, and no more": ("withdrawn: yes", "a date and a reason"),
    "links that are no list": ("links: Our film", "must be a list"),
    "links that are words": ("links: [Our film]", "a text and a url"),
    "links with more": ("links: [{text: x, style: y}]", "a text and a url"),
    "tags that are a map": ("tags: {care: yes}", "tags must be a list"),
}


@pytest.mark.parametrize(("line", "fact"), FACTS.values(), ids=FACTS)
def test_a_fact_is_read(line: str, fact: object) -> None:
    meta = post("Text.", f"{FRONT[:-4]}{line}\n---\n").document.meta

    assert getattr(meta, line.partition(":")[0]) == fact


@pytest.mark.parametrize(("line", "why"), NO_FACTS.values(), ids=NO_FACTS)
def test_what_is_no_fact_is_refused_with_its_line_and_what_to_write(line: str, why: str) -> None:
    with pytest.raises(RefusedPost, match=why) as refused:
        post("Text.", f"{FRONT[:-4]}{line}\n---\n")

    assert refused.value.place == "a-post/post.md:4"
    assert refused.value.next_step.startswith("Write")


# ---------------------------------------------------------------- what is read


def test_sections_with_the_same_words_have_ids_of_their_own() -> None:
    headings = list(walk(post("# Tea\n\n# Tea\n\n#\n\n# Tea").document.blocks))

    assert [b.section for b in headings if isinstance(b, Heading)] == ["tea", "tea-2", "tea-3"]


def test_a_table_without_words_is_no_table() -> None:
    assert post("| | |\n|--|--|\n| | |\n\nText.").document.blocks == post("Text.").document.blocks


EVERY_BLOCK = """# Un

Dau. **Tri.**

- pedwar

1. pump

> chwech

| saith |
|-------|
| wyth  |

naw
:   deg

***

    un deg un
"""


def test_every_word_of_a_block_in_another_language_is_in_that_language() -> None:
    document = post(f"::: {{lang=cy}}\n{EVERY_BLOCK}\n:::").document

    spoken = [s for s in block_sentences(document.blocks) if s.text != "un deg un"]
    assert len(spoken) == 10
    for sentence in spoken:
        assert all(isinstance(part, Phrase) and part.lang == "cy" for part in sentence.inlines)


def test_every_id_is_unique_and_in_reading_order(kitchen_sink: Post) -> None:
    names = [reading.sentence.id for reading in readings(kitchen_sink.document)]

    assert len(names) == len(set(names))
    assert set(names) <= set(kitchen_sink.places)


def test_every_word_of_the_body_is_in_the_document(kitchen_sink: Post, project: Path) -> None:
    source = (project / "tests" / "kitchen_sink" / "post.md").read_text(encoding="utf-8")
    body = source.split("---\n", 2)[2]
    not_words = r"https?://\S+|\]\([^)]*?(?=[\s)])|\{[^}]*\}|\[\^\w+\]|^```.*$|&\w+;|\*\*|[~^]"
    everything = Counter(
        word for reading in readings(kitchen_sink.document) for word in words(reading.sentence.text)
    )

    wanted = Counter(words(re.sub(not_words, "", body, flags=re.MULTILINE)))

    assert not wanted - everything - Counter(["name", "3", "4", "1", "2"] * 4)


def test_a_document_survives_json(kitchen_sink: Post) -> None:
    assert kitchen_sink.document == from_json(to_json(kitchen_sink.document))


def test_bold_over_a_sentence_end_becomes_two_bold_runs() -> None:
    made = post("**One here. Two there** and more.").document

    first, second = block_sentences(made.blocks)

    assert [Strong, Strong] == [type(first.inlines[0]), type(second.inlines[0])]
    assert said(made) == ["One here.", "Two there and more."]


def test_a_note_belongs_to_the_sentence_it_follows() -> None:
    made = post("First.[^a] Second.[^b]\n\n[^a]: Note a.\n[^b]: Note b. More.").document

    marks = [
        [part.number for part in sentence.inlines if isinstance(part, NoteMark)]
        for sentence in block_sentences(made.blocks)
    ]

    assert marks == [[1], [2]]
    assert [sentence.text for note in made.notes for sentence in block_sentences(note.blocks)] == [
        "Note a.",
        "Note b.",
        "More.",
    ]


def test_lines_the_writer_broke_are_a_verse() -> None:
    (verse,) = post("one two\\\nthree four\\\nfive").document.blocks

    assert isinstance(verse, Verse)
    assert [line.text for line in verse.lines] == ["one two", "three four", "five"]


def test_heading_levels_begin_at_two_and_skip_none() -> None:
    made = post("# A\n\ntext\n\n#### B\n\n## C\n\n###### D").document

    levels = [block.level for block in made.blocks if isinstance(block, Heading)]

    assert levels == [2, 3, 3, 4]


def test_a_table_without_header_words_takes_its_first_row() -> None:
    (table,) = post("|  |  |\n|--|--|\n| a | b |\n| c | d |").document.blocks

    assert isinstance(table, Table)
    assert [cell[0].text for cell in table.header] == ["a", "b"]
    assert len(table.rows) == 1


def test_code_keeps_its_lines_and_spaces() -> None:
    (code,) = post("```\na\n\n    b\n```").document.blocks

    assert isinstance(code, CodeBlock)
    assert [line.text for line in code.lines] == ["a", "", "    b"]


@pytest.mark.parametrize(
    "text",
    ["Say [bore da]{lang=welsh} now.", "::: {lang=Cymraeg}\nBore da.\n\nNos da.\n:::"],
)
def test_what_is_no_language_tag_is_told_once_and_the_words_stay(text: str) -> None:
    made = post(text)
    (found,) = [finding for finding in made.findings if finding.code == "unknown-language"]

    assert "{lang=cy}" in found.message
    assert found.place.line
    assert "bore da" in " ".join(r.sentence.text for r in readings(made.document)).lower()


def test_a_phrase_keeps_its_language() -> None:
    (paragraph,) = post("Say [bore da]{lang=cy} now.").document.blocks

    assert isinstance(paragraph, Paragraph)
    phrases = [part for part in paragraph.sentences[0].inlines if isinstance(part, Phrase)]
    assert [phrase.lang for phrase in phrases] == ["cy"]


def test_a_picture_has_its_words_or_is_reported() -> None:
    made = post("![A cup](cup.png)\n\n![](cup.png)\n\n![](cup.png){.decorative}", cup_png=PNG)

    figures = [block for block in made.document.blocks if isinstance(block, Figure)]

    assert [figure.image.alt.text if figure.image.alt else None for figure in figures] == [
        "A cup",
        None,
        None,
    ]
    assert [finding.code for finding in made.findings] == ["picture-without-alt"]


def test_findings_and_sentences_know_their_line() -> None:
    made = post("First line.\n\nThird line. Again.\n\n<b>x</b>")

    places = [made.places[sentence.id] for sentence in block_sentences(made.document.blocks)]

    assert [(place.path, place.line, place.column) for place in places[:3]] == [
        ("a-post/post.md", 6, 1),
        ("a-post/post.md", 8, 1),
        ("a-post/post.md", 8, 13),
    ]
    assert {10} == {finding.place.line for finding in made.findings}


def test_mark_up_goes_and_words_stay() -> None:
    made = post("<div onclick=x>Kept <b>words</b></div>\n\nA <i>b</i> c <script>bad()</script>")

    assert "Kept words" in said(made.document)
    assert not any("<" in text for text in said(made.document))
    assert {"raw-markup"} == {finding.code for finding in made.findings}


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "JaVaScRiPt:x", "data:text/html,x", "file:///etc/passwd"]
)
def test_a_dangerous_link_loses_its_address_and_keeps_its_words(url: str) -> None:
    made = post(f"Go [this way]({url}) now.")

    (paragraph,) = made.document.blocks
    assert isinstance(paragraph, Paragraph)
    assert not any(isinstance(part, Link) for part in paragraph.sentences[0].inlines)
    assert said(made.document) == ["Go this way now."]
    assert [finding.code for finding in made.findings] == ["unsafe-link"]


def test_a_link_inside_the_page_needs_its_heading() -> None:
    made = post("See [above](#the-top) and [lost](#nowhere).\n\n## The top\n\ntext").document

    links = [
        part.url
        for sentence in sentences(made)
        for part in sentence.inlines
        if isinstance(part, Link)
    ]

    assert links == ["#the-top"]


# ---------------------------------------------------------------- edits stay local


SENTENCES = st.lists(
    st.from_regex(r"[A-Z][a-z]{1,8}( [a-z]{1,8}){0,6}[.!?]", fullmatch=True),
    min_size=1,
    max_size=6,
)


@settings(max_examples=15)
@given(SENTENCES, st.data())
def test_an_edit_changes_one_fingerprint_and_moves_no_id(
    lines: list[str], data: st.DataObject
) -> None:
    place = data.draw(st.integers(0, len(lines) - 1))
    edited = [*lines[:place], "Quite another thing.", *lines[place + 1 :]]

    before, after = (
        list(block_sentences(post(" ".join(text)).document.blocks)) for text in (lines, edited)
    )

    assert [sentence.id for sentence in before] == [sentence.id for sentence in after]
    changed = [
        index
        for index, (old, new) in enumerate(zip(before, after, strict=True))
        if old.fingerprint != new.fingerprint
    ]
    assert changed in ([place], [])


MARKDOWN = st.text(alphabet=st.sampled_from("ab .!\n*_[]()#>-|`~^:<&\\1{}=\"'£é🙂\t"), max_size=120)


@given(MARKDOWN)
def test_any_text_is_read_or_refused(body: str) -> None:
    try:
        made = post(body)
    except RefusedPost:
        return
    assert made.document == from_json(to_json(made.document))
    assert all(sentence.text.strip() or sentence.inlines for sentence in sentences(made.document))


# ---------------------------------------------------------------- what is refused


def refusal(files: Mapping[str, bytes], slug: str = "a-post") -> RefusedPost:
    """The refusal that reading `files` ends in."""
    with pytest.raises(RefusedPost) as caught:
        read(slug, files)
    return caught.value


@pytest.mark.parametrize(
    ("front", "place", "words_said"),
    [
        ("title: [a\ndate: 2024-01-01", "a-post/post.md:3", "not right"),
        ("title: a: b\ndate: 2024-01-01", "a-post/post.md:2", "not right"),
        ("date: 2024-01-01", "a-post/post.md:1", "no title"),
        ("title: a", "a-post/post.md:1", "no date"),
        ("title: a\ndate: soon", "a-post/post.md:3", "not a date"),
        ("title: a\ndate: 2024-01-01\ntitle: b", "a-post/post.md:4", "twice"),
        ("title: [a, b]\ndate: 2024-01-01", "a-post/post.md:2", "line of text"),
        ("title: a\ndate: 2024-01-01\nlang: '<b>'", "a-post/post.md:4", "language tag"),
        ("title: a\ndate: 2024-01-01\ntags: {a: b}", "a-post/post.md:4", "list"),
        (
            "title: a\ndate: 2024-01-01\nlinks: [{text: x, url: 'javascript:x'}]",
            "a-post/post.md:4",
            "link",
        ),
        ("a: &a [x]\nb: *a\ntitle: t\ndate: 2024-01-01", "a-post/post.md:3", "repeats"),
        ("- a\n- b", "a-post/post.md:2", "key: value"),
        ("title: !!python/object:os.system x\ndate: 2024-01-01", "a-post/post.md:2", "not right"),
    ],
)
def test_bad_front_matter_is_refused_with_its_line(front: str, place: str, words_said: str) -> None:
    refused = refusal({"post.md": f"---\n{front}\n---\nText.".encode()})

    assert place == refused.place
    assert words_said in refused.message


def test_an_unknown_key_is_reported_and_goes_nowhere() -> None:
    made = post("Text.", "---\ntitle: a\ndate: 2024-01-01\nheader-includes: <script>\n---\n")

    assert [(f.code, f.place.line) for f in made.findings] == [("unknown-key", 4)]
    assert b"script" not in to_json(made.document)


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("https://example.org/a.png", "not beside the post"),
        ("file:///etc/passwd", "not beside the post"),
        ("//example.org/a.png", "not beside the post"),
        ("../other/a.png", "not in the post's folder"),
        ("/etc/passwd", "not in the post's folder"),
        ("missing.png", "not in the post's folder"),
    ],
)
def test_a_picture_from_elsewhere_is_refused_with_its_line(name: str, message: str) -> None:
    refused = refusal({"post.md": f"{FRONT}\nText.\n\n![x]({name})".encode()})

    assert refused.place == "a-post/post.md:8:1"
    assert message in refused.message


@pytest.mark.parametrize(
    "data",
    [b"not a picture", b"\x89PNG\r\n\x1a\n broken", b""],
)
def test_a_file_that_is_no_picture_is_refused(data: bytes) -> None:
    refused = refusal({"post.md": f"{FRONT}\n![x](a.png)".encode(), "a.png": data})

    assert isinstance(refused, Unsafe)


def test_a_drawing_keeps_its_shapes_and_nothing_that_runs_or_fetches() -> None:
    svg = (
        b'<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" '
        b'width="9" height="8" onload="x()"><script>bad()</script><rect width="3" height="3" '
        b'onclick="y()" style="fill:url(http://e.org/x)"/><use xlink:href="http://e.org/#a"/>'
        b"<foreignObject><p>no</p></foreignObject></svg>"
    )
    made = post("![Shapes](a.svg)", a_svg=svg)

    asset = made.assets["a.svg"]

    assert (asset.width, asset.height) == (9, 8)
    assert b"rect" in asset.data
    for bad in (b"script", b"onload", b"onclick", b"e.org", b"foreignObject"):
        assert bad not in asset.data


@pytest.mark.parametrize(
    ("data", "place"),
    [
        (b"\xff\xfe" + "title".encode("utf-16-le"), "a-post/post.md:1"),
        (b"---\nt: a\n\xe9", "a-post/post.md:3"),
    ],
)
def test_other_encodings_are_refused_with_the_line(data: bytes, place: str) -> None:
    assert place == refusal({"post.md": data}).place


@pytest.mark.parametrize(
    "body", [">" * 2000 + " deep", "- " * 500 + "deep", "[^a]\n\n[^a]: [^a] loop", "::: a\n" * 700]
)
def test_depth_and_loops_are_refused_or_read_within_limits(body: str) -> None:
    try:
        made = post(body)
    except Unsafe as error:
        refused = error
    else:
        assert list(walk(made.document.blocks))
        return
    assert refused.place.split(":")[0] == "a-post/post.md"


def test_a_second_metadata_block_is_only_text() -> None:
    made = post("Text.\n\n---\ntitle: other\nheader-includes: x\n---\n\nMore.").document

    assert made.title.text == "A title"
    assert "More." in said(made)
