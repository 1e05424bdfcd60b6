"""Bringing in a plain-text dump: every word in one post, nothing invented, doubts told by line."""

from __future__ import annotations

import datetime as dt
import os
import re
import textwrap
from collections import Counter
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from convert.errors import BadArguments, RefusedPost
from convert.source import importer
from convert.source.importer.byline import byline, is_byline
from convert.source.importer.date_lines import date_line
from convert.source.importer.file import File
from convert.source.importer.incoming import Incoming, escaped
from convert.source.importer.text_dump import posts
from convert.source.importer.text_dump import read as read_dump
from convert.source.reader import read

DAY = dt.date(2024, 3, 12)
DUMP = """\
Reading Week

Reading Week

Tuesday, 3 March 2020

Books are for everyone

By Ann Example, Example Library

Books: a good way to begin

Reading aloud helps. We have done it for years, and people come back every week to hear the rest.

Three things help:

  • Good light,\u00a0
  • Time to listen
  • A warm room.

Ann Example and Bo Sample at the door of the library\u00a0
The room is full on most days, and nobody is asked to read who would rather listen to others.

Example library >>>

Sunday, 1 March 2020

Why do we read?

By Dr Cy Model, FRSA, Reader in Residence, Model Trust. @cymodel

A poem said it first:\u00a0
‘We read to find a door,
We read to find a key,
We read because before
There was no you and me.’

Doors and keys
That is how the poem went, and it is hard to put it in a better way than in these four lines.

A second look

A reply to the post above.

By Di Other @diother

I see it in another way. To me a book is a chair, and what I want from it is to sit down for a time.

Is any of that so strange?

Twitter @diother I Facebook
"""


def found() -> tuple[Incoming, ...]:
    """The posts of the made-up dump."""
    return posts(DUMP, day=DAY)


def words(text: str) -> Counter[str]:
    """The words of `text`, whatever stands between them."""
    return Counter(re.findall(r"[\w]+", text))


def told(post: Incoming) -> Counter[str]:
    """The words of a post: its body and everything in its front matter."""
    front, body = post.markdown.split("---\n")[1:3]
    values = yaml.safe_load(front)
    texts = [values["title"], values.get("author", ""), values.get("role", "")]
    texts += [values.get("organisation", ""), *(link["text"] for link in values.get("links", ()))]
    prose = re.sub(r"^::: caption$|\\", "", body, flags=re.MULTILINE)
    return words("\n".join([prose, *texts]))


def test_each_post_has_its_title_date_and_writer() -> None:
    assert [
        ("Books are for everyone", dt.date(2020, 3, 3), "Ann Example", "", "Example Library"),
        (
            "Why do we read?",
            dt.date(2020, 3, 1),
            "Dr Cy Model, FRSA",
            "Reader in Residence",
            "Model Trust",
        ),
        ("A second look", dt.date(2020, 3, 1), "Di Other", "", ""),
    ] == [(p.title, p.date, p.author, p.role, p.organisation) for p in found()]


def test_no_word_is_lost_and_none_is_told_twice() -> None:
    everything = words(DUMP)
    made = sum((told(post) for post in found()), Counter())

    used = words("Reading Week Reading Week Tuesday 3 March 2020 Sunday 1 March 2020 By By By")

    assert everything == made + used


def test_what_carries_no_mark_up_is_told_by_its_looks() -> None:
    first, second, third = (post.body for post in found())

    assert "## Books: a good way to begin" in first
    assert "- Good light,\n- Time to listen\n- A warm room." in first
    assert "::: caption\nAnn Example and Bo Sample at the door of the library\n:::" in first
    assert "We read to find a key,\\\n" in second
    assert "## Doors and keys" in second
    assert third.startswith("A reply to the post above.")
    assert "\nIs any of that so strange?" in third


def test_link_lines_and_handles_are_kept_out_of_the_prose() -> None:
    assert [[link["text"] for link in post.links] for post in found()] == [
        ["Example library"],
        ["@cymodel"],
        ["@diother", "Twitter @diother I Facebook"],
    ]
    assert not any("Facebook" in post.body or ">>>" in post.body for post in found())


def test_what_was_unsure_is_told_by_line() -> None:
    lines = DUMP.splitlines()

    doubts = [doubt for post in found() for doubt in post.doubts]

    assert any("without a date" in doubt.message for doubt in doubts)
    for doubt in doubts:
        quoted = doubt.message.partition(": ")[2]
        if doubt.message.startswith("Taken for a heading"):
            assert quoted == lines[doubt.line - 1].strip()


def test_a_weekday_that_does_not_fit_its_date_is_told() -> None:
    (post,) = posts("Monday, 3 March 2020\n\nTitle\n\nBy Ann Example\n\nText.", day=DAY)

    assert (
        post.doubts[0].line,
        post.doubts[0].message,
    ) == (1, "Monday, 3 March 2020: that day was a Tuesday.")


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("By Ann Example", ("Ann Example", "", "")),
        ("By Ann Example, Head of Care", ("Ann Example", "Head of Care", "")),
        ("By Ann Example, Example Trust", ("Ann Example", "", "Example Trust")),
        ("By Ann Example, Nurse, Example Trust", ("Ann Example", "Nurse", "Example Trust")),
        ("By Ann Example. Member of a board", ("Ann Example", "Member of a board", "")),
        ("By Ann Example, MBE, FRSA", ("Ann Example, MBE, FRSA", "", "")),
    ],
)
def test_bylines_are_taken_apart(line: str, expected: tuple[str, str, str]) -> None:
    made = byline(line)

    assert expected == (made.author, made.role, made.organisation)


@given(st.text(alphabet=st.sampled_from("ab *_[]<>~^|{}$#+-=:@>\\`1.)&"), min_size=1, max_size=20))
def test_text_comes_through_markdown_as_it_was(text: str) -> None:
    plain = " ".join(text.split())
    if not plain:
        return
    body = f"---\ntitle: t\ndate: 2024-01-01\n---\n\n{escaped(plain)}\n"

    document = read("a", {"post.md": body.encode()}).document

    shown = " ".join(s.text for block in document.blocks for s in getattr(block, "sentences", ()))
    assert plain == shown


def test_a_second_import_leaves_what_is_there(tmp_path: Path) -> None:
    dump = tmp_path / "dump.txt"
    dump.write_text(DUMP, encoding="utf-8")
    sources = tmp_path / "sources"
    importer.bring_in([dump], sources)
    changed = sources / "books-are-for-everyone" / "post.md"
    changed.write_text("mine", encoding="utf-8")

    (report,) = importer.bring_in([dump], sources)

    assert changed.read_text(encoding="utf-8") == "mine"
    assert [arrival.is_new for arrival in report.arrivals] == [False, False, False]


def test_other_files_are_a_wrong_argument(tmp_path: Path) -> None:
    (tmp_path / "a.xyz").write_text("x")

    with pytest.raises(BadArguments, match="not a kind of file"):
        importer.bring_in([tmp_path / "a.xyz"], tmp_path / "sources")


SENTENCE = "We met on a wet night in the hall, and everybody who came stayed until the very end."
SIGNS = ["---", "===", "***", "* * *", "__________", "", "\n\n"]


@pytest.mark.parametrize(
    ("line", "date", "by"),
    [
        ("12 March 2024", dt.date(2024, 3, 12), ""),
        ("Tuesday 4 July 2017", dt.date(2017, 7, 4), ""),
        ("Thu, 6th of July, 2017", dt.date(2017, 7, 6), ""),
        ("March 12, 2024", dt.date(2024, 3, 12), ""),
        ("Sept 4 2020", dt.date(2020, 9, 4), ""),
        ("2024-03-12", dt.date(2024, 3, 12), ""),
        ("12/03/2024", dt.date(2024, 3, 12), ""),
        ("25.12.24", dt.date(2024, 12, 25), ""),
        ("3/25/2021", dt.date(2021, 3, 25), ""),
        ("Date: 2024-03-12", dt.date(2024, 3, 12), ""),
        ("Posted on 3 May 2021 by Ann Smith", dt.date(2021, 5, 3), "Ann Smith"),
        ("Posted by Ann Smith on 3 May 2021", dt.date(2021, 5, 3), "Ann Smith"),
        ("By Ann Smith, 3 May 2021", dt.date(2021, 5, 3), "Ann Smith"),
        ("Ann Smith | May 3, 2021 at 10:30 am", dt.date(2021, 5, 3), "Ann Smith"),
    ],
)
def test_days_are_read_as_people_write_them(line: str, date: dt.date, by: str) -> None:
    found = date_line(line)

    assert found is not None
    assert (found.date, found.by) == (date, by)


@pytest.mark.parametrize(
    "line",
    ["We met on 12 March 2024", "31 February 2020", "In 2020 we met", "Room 12, March House", "12"],
)
def test_words_with_a_day_in_them_are_words(line: str) -> None:
    assert date_line(line) is None


@pytest.mark.parametrize(
    ("line", "doubt"),
    [
        ("03/04/2021", "day, then month"),
        ("3 May 2021 10:30", "the time, “10:30”"),
        ("12.12.24", "the year 2024"),
        ("Monday 4 July 2017", "a Tuesday"),
    ],
)
def test_a_day_that_could_be_read_in_two_ways_is_told(line: str, doubt: str) -> None:
    (post,) = posts(f"Title\n{line}\n\n{SENTENCE}", day=DAY)

    assert any(told.line == 2 and doubt in told.message for told in post.doubts)


@pytest.mark.parametrize(
    ("line", "is_one"),
    [
        ("By Ann Example", True),
        ("by the Ring Road Group", True),
        ("Author: ann example", True),
        ("Written by Ann Example and Bo Sample", True),
        ("By Monday we were tired.", False),
        ("By then it was late", False),
        ("By the time we got home, it rained.", False),
    ],
)
def test_a_sentence_that_begins_with_by_is_no_byline(line: str, is_one: bool) -> None:  # noqa: FBT001
    assert is_byline(line) is is_one


HEADS = {
    "title, date, by": ("{title}", "{date}", "By {by}"),
    "title, by, date": ("{title}", "", "Author: {by}", "", "{date}"),
    "date, title, by": ("{date}", "", "{title}", "", "By {by}"),
    "title, posted on": ("{title}", "Posted on {date} by {by}", ""),
    "labels": ("Title: {title}", "Date: {date}", "Author: {by}", ""),
}


@pytest.mark.parametrize("date", ["12 March 2024", "2024-03-12", "Tuesday, March 12, 2024"])
@pytest.mark.parametrize("sign", SIGNS)
@pytest.mark.parametrize("head", sorted(HEADS))
def test_posts_are_parted_whatever_their_heads_and_signs(head: str, sign: str, date: str) -> None:
    lines = []
    for title, by in (("Our fair", "Ann Smith"), ("Two walks", "Bo Jones"), ("Rain", "Cy Lee")):
        filled = (line.format(title=title, date=date, by=by) for line in HEADS[head])
        lines += [*filled, "", SENTENCE, "", "What came next", "", SENTENCE, "", sign, ""]

    found = posts("\n".join(lines), day=DAY)

    assert [(post.title, post.author) for post in found] == [
        ("Our fair", "Ann Smith"),
        ("Two walks", "Bo Jones"),
        ("Rain", "Cy Lee"),
    ]
    body = f"{SENTENCE}\n\n## What came next\n\n{SENTENCE}"
    assert {(post.date, post.body) for post in found} == {(dt.date(2024, 3, 12), body)}


def test_a_post_may_end_with_its_day() -> None:
    text = "One\n\n{0}\n\nPosted by Ann Smith on 3 May 2021\n\nTwo\n\n{0}\n\nPosted on 4 May 2021"

    found = posts(text.format(SENTENCE), day=DAY)

    assert [(post.title, post.date.day, post.author) for post in found] == [
        ("One", 3, "Ann Smith"),
        ("Two", 4, ""),
    ]


@pytest.mark.parametrize("sign", SIGNS)
def test_a_text_without_a_day_is_one_post_with_the_day_of_its_file(sign: str) -> None:
    (post,) = posts(f"Our fair\n\n{SENTENCE}\n\n{sign}\n\n{SENTENCE}\n", day=DAY)

    assert (post.title, post.date) == ("Our fair", DAY)
    assert any(told.line == 1 and "file's day" in told.message for told in post.doubts)


def test_a_post_without_a_title_is_called_by_its_first_words() -> None:
    text = f"{SENTENCE} {SENTENCE}"

    (post,) = posts(text, day=DAY)

    assert post.title == "We met on a wet night in the…"
    assert post.body == text
    assert any("no title" in told.message for told in post.doubts)


def test_lines_that_a_program_cut_are_joined_again() -> None:
    words = " ".join([SENTENCE] * 4)
    cut = textwrap.fill(words, 72)
    item = textwrap.fill(f"- {SENTENCE}", 60, subsequent_indent="  ")

    (post,) = posts(f"Our fair\n12 March 2024\n\n{cut}\n\n{item}\n- Two\n\n{cut}\n", day=DAY)

    assert post.body == f"{words}\n\n- {SENTENCE}\n- Two\n\n{words}"


def test_underlined_lines_are_headings_and_numbered_lines_are_a_list() -> None:
    text = f"Our fair\n========\n12 March 2024\n\nTo do\n-----\n\n1. Open.\n2) Sit.\n\n{SENTENCE}"

    (post,) = posts(text, day=DAY)

    assert post.title == "Our fair"
    assert post.body == f"## To do\n\n1. Open.\n2. Sit.\n\n{SENTENCE}"


def encoded(text: str, how: str) -> bytes:
    match how:
        case "CRLF":
            return text.replace("\n", "\r\n").encode()
        case "old Mac":
            return text.replace("\n", "\r").encode()
        case "BOM":
            return text.encode("utf-8-sig")
        case _:
            return text.encode(how)


@pytest.mark.parametrize("how", ["CRLF", "old Mac", "BOM", "utf-16", "utf-8", "cp1252"])
def test_every_way_of_writing_text_down_gives_the_same_posts(how: str) -> None:
    text = "Café “Zoë”\n12\u00a0March 2024\n\n\tTabs\tand\u00a0spaces – and dashes, naïvely…\n"

    (post,) = read_dump(File("a.txt", encoded(text, how), DAY)).posts

    assert (post.title, post.date) == ("Café “Zoë”", dt.date(2024, 3, 12))
    assert post.body == "Tabs and spaces – and dashes, naïvely…"
    assert any("Windows-1252" in told.message for told in post.doubts) is (how == "cp1252")


PIECES = st.sampled_from(
    [
        *("12 March 2024", "Posted on 3 May 2021 by Ann Smith", "2024-03-12", "March 12, 2024"),
        *(
            "By Ann Example, Example Trust",
            "Author: Bo Sample",
            "By Monday we slept.",
            "Title: Tea",
        ),
        *("---", "===", "* * *", "~~~", "", "", "", "\t", "\u00a0", "\f", "\u2028", "\ufeff"),
        *(
            "Our fair",
            "Is it so?",
            "3. Third",
            "1. First",
            "2) Second",
            "• One",
            "- Two",
            "  Three",
        ),
        *(
            "Ann Example and Bo Sample",
            "Twitter @ann | Facebook",
            "More >>>",
            "www.example.org",
            "#1",
        ),
        *(
            SENTENCE,
            f"{SENTENCE} {SENTENCE}",
            SENTENCE * 3,
            "*stars* and _lines_ [a](b) <b>",
            "1986.",
        ),
        *("Tags: tea, cake", "a: b", "31 February 2020", "…and on", "::: caption", "By", "Author:"),
    ]
)
LABELS = words("Posted on by By Author: Title: Tags: 12 March 2024-03 3 May 2021")


@given(st.lists(PIECES, max_size=30), st.sampled_from(["\n", "\n\n", "\r\n"]))
def test_no_word_of_any_dump_is_lost(pieces: list[str], between: str) -> None:
    text = between.join(pieces)
    try:
        found = read_dump(File("a.txt", text.encode(), DAY)).posts
    except RefusedPost:
        found = ()

    names = words(" ".join(tag for post in found for tag in post.tags))
    lost = words(text) - sum((told(post) for post in found), Counter())

    assert lost.keys() <= LABELS.keys() | names.keys()
    everything = len(text.split("\n"))
    assert all(0 < doubt.line <= everything for post in found for doubt in post.doubts)
    for post in found:
        read("a", {"post.md": post.markdown.encode()})


@pytest.mark.skipif("ALLWAYS_OUTSIDE" not in os.environ, reason="ALLWAYS_OUTSIDE is not set")
def test_the_real_dump_gives_seven_posts_and_loses_no_word() -> None:
    dump = Path(os.environ["ALLWAYS_OUTSIDE"]) / "posts" / "coproduction-week-2017.txt"
    text = dump.read_text(encoding="utf-8")
    made = posts(text, day=DAY)

    dates = [
        line for line in text.splitlines() if re.fullmatch(r"\w+day, \d+ \w+ 2017", line.strip())
    ]
    used = words("\n".join([*text.splitlines()[:3], *dates])) + Counter(By=7)

    assert len(made) == 7
    assert len({post.date for post in made}) == 6
    assert all(post.author for post in made)
    assert words(text) == sum((told(post) for post in made), Counter()) + used
