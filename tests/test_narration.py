"""The script: every sentence once, announcements of our own, pauses by structure."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given

from convert.document import (
    Document,
    Figure,
    Heading,
    Image,
    Paragraph,
    Quote,
    Sentence,
    SentenceId,
    Text,
)
from convert.settings import Publication
from convert.source.reader import Post
from convert.speech.narration import Brief, Kind, Line, duration_in_words, read_along, script
from convert.speech.voice import Pace
from convert.traversal import readings
from tests.strategies import documents

PUBLICATION = Publication(
    publisher="The Example Group", base_url="https://example.org/", contact="hello@example.org"
)
BRIEF = Brief(PUBLICATION)


def own(lines: tuple[Line, ...]) -> list[str]:
    return [line.id for line in lines if line.kind is Kind.SENTENCE]


def said(lines: tuple[Line, ...]) -> list[str]:
    return [line.text for line in lines]


@given(documents())
def test_every_sentence_is_said_once(document: Document) -> None:
    lines = script(document, BRIEF, length=200)

    assert sorted(reading.sentence.id for reading in readings(document)) == sorted(own(lines))


@given(documents())
def test_no_two_lines_share_an_id(document: Document) -> None:
    lines = script(document, BRIEF, length=200)

    assert len(lines) == len({line.id for line in lines})
    assert all(line.id.startswith("say-") for line in lines if line.kind is Kind.ANNOUNCEMENT)


@given(documents())
def test_the_read_along_is_the_document_in_reading_order(document: Document) -> None:
    lines = read_along(script(document, BRIEF), document)

    assert [(reading.sentence.id, reading.sentence.text) for reading in readings(document)] == [
        (line.id, line.text) for line in lines
    ]


@given(documents())
def test_every_line_waits_and_stands_in_a_part_that_was_said_before_or_just_now(
    document: Document,
) -> None:
    lines = script(document, BRIEF, length=200)
    headings = [
        document.title.id,
        *(r.sentence.id for r in readings(document) if r.role == "heading"),
    ]

    assert all(line.pause > 0 for line in lines)
    parts = [line.part for line in lines]
    assert [part for part, after in pairwise([*parts, ""]) if part != after] == [
        heading for heading in headings if heading in parts
    ]


def test_the_length_changes_one_line_only(kitchen_sink: Post) -> None:
    short = script(kitchen_sink.document, BRIEF, length=200)
    long = script(kitchen_sink.document, BRIEF, length=900)

    changed = [(a.text, b.text) for a, b in zip(short, long, strict=True) if a != b]

    assert changed == [
        ("This recording lasts about 3 minutes.", "This recording lasts about 15 minutes.")
    ]


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (20, "less than a minute"),
        (50, "about 1 minute"),
        (230, "about 4 minutes"),
        (59.6 * 60, "about 1 hour"),
        (83 * 60, "about 1 hour and 25 minutes"),
        (120 * 60, "about 2 hours"),
    ],
)
def test_lengths_are_said_as_people_say_them(seconds: float, words: str) -> None:
    assert words == duration_in_words(seconds)


def sentence(name: str, text: str) -> Sentence:
    return Sentence(SentenceId(name), (Text(text),))


def with_blocks(post: Post, *blocks: Heading | Paragraph | Quote | Figure) -> Document:
    document = post.document
    return Document(document.slug, document.meta, document.title, blocks=tuple(blocks))


def test_a_quote_begins_and_ends_in_words(kitchen_sink: Post) -> None:
    document = with_blocks(
        kitchen_sink, Quote((Paragraph((sentence("s1", "It was a good day."),)),))
    )

    assert said(script(document, BRIEF))[3:6] == ["Quote.", "It was a good day.", "End quote."]


def test_a_picture_is_announced_and_decoration_is_not(kitchen_sink: Post) -> None:
    drawing = Figure(Image("a.png", sentence("s1", "Two people dig")))
    line = Figure(Image("b.png"))

    lines = script(with_blocks(kitchen_sink, drawing, line), BRIEF)

    assert said(lines)[3:6] == ["Picture:", "Two people dig", "End of picture."]
    assert said(lines).count("Picture:") == 1


def test_sections_are_counted_and_named_at_the_start(kitchen_sink: Post) -> None:
    sections = [
        Heading(2, sentence("h1", "Seeds"), "seeds"),
        Heading(3, sentence("h2", "Beans"), "beans"),
        Heading(2, sentence("h3", "Tools"), "tools"),
    ]

    words = said(script(with_blocks(kitchen_sink, *sections), BRIEF))

    assert words[3:7] == ["It has 2 sections.", "They are:", "Seeds", "Tools"]
    assert words[7:13] == [
        "Section 1 of 2.",
        "Seeds",
        "Heading.",
        "Beans",
        "Section 2 of 2.",
        "Tools",
    ]


def test_a_table_is_read_row_by_row_with_its_headers(kitchen_sink: Post) -> None:
    words = said(script(kitchen_sink.document, BRIEF))
    start = words.index("Row 2.", words.index("Table with 2 rows and 6 columns."))

    assert words[start + 1 : start + 7] == [
        "Day:",
        "Tuesday",
        "Morning:",
        "Nothing.",
        "Noon:",
        "bread",
    ]


def test_a_note_is_read_after_the_block_that_points_to_it(kitchen_sink: Post) -> None:
    words = said(script(kitchen_sink.document, BRIEF))
    start = words.index("Note 1.")

    assert words.index("Water is H2O and the 2nd of May came.") > start
    assert words[start + 1 : start + 4] == [
        "The first note.",
        "It has two sentences.",
        "End of note.",
    ]


def test_it_ends_with_where_it_is_from_and_whom_to_ask(kitchen_sink: Post) -> None:
    words = said(script(kitchen_sink.document, BRIEF))

    assert words[-3:] == [
        "That is the end.",
        "You can read this on the web at https://example.org/posts/kitchen-sink/",
        "To ask for this in another format, contact hello@example.org.",
    ]


def test_a_notice_is_said_before_the_text(kitchen_sink: Post) -> None:
    brief = Brief(PUBLICATION, notices=("This is a draft.",))

    words = said(script(kitchen_sink.document, brief))

    assert words.index("This is a draft.") < words.index("Every post begins somewhere.")


def test_a_document_in_another_language_has_no_announcements() -> None:
    @given(documents())
    def check(document: Document) -> None:
        import msgspec

        meta = msgspec.structs.replace(document.meta, lang="cy")
        lines = script(msgspec.structs.replace(document, meta=meta), BRIEF, length=200)
        assert {line.kind for line in lines} == {Kind.SENTENCE}

    check()


@given(documents())
def test_the_slow_pace_waits_longer_and_says_the_same(document: Document) -> None:
    usual = script(document, BRIEF)
    slow = script(document, Brief(PUBLICATION, pace=Pace.SLOW))

    assert said(usual) == said(slow)
    assert all(a.pause <= b.pause for a, b in zip(usual, slow, strict=True))
