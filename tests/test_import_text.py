"""Bringing in a plain-text dump: every word in one post, nothing invented, doubts told by line."""

from __future__ import annotations

import datetime as dt
import os
import re
from collections import Counter
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from convert.errors import BadArguments, RefusedPost
from convert.source import importer
from convert.source.importer.byline import byline
from convert.source.importer.incoming import Incoming, escaped
from convert.source.importer.text_dump import posts
from convert.source.reader import read

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
    return posts(DUMP, path="dump.txt")


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
    (post,) = posts("Monday, 3 March 2020\n\nTitle\n\nBy Ann Example\n\nText.", path="x.txt")

    assert (
        post.doubts[0].line,
        post.doubts[0].message,
    ) == (1, "Monday, 3 March 2020: that day was a Tuesday.")


def test_a_file_without_a_date_is_refused() -> None:
    with pytest.raises(RefusedPost, match="no line with a date"):
        posts("Just some text.", path="x.txt")


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


@pytest.mark.skipif("ALLWAYS_OUTSIDE" not in os.environ, reason="ALLWAYS_OUTSIDE is not set")
def test_the_real_dump_gives_seven_posts_and_loses_no_word() -> None:
    dump = Path(os.environ["ALLWAYS_OUTSIDE"]) / "posts" / "coproduction-week-2017.txt"
    text = dump.read_text(encoding="utf-8")
    made = posts(text, path=dump.name)

    dates = [
        line for line in text.splitlines() if re.fullmatch(r"\w+day, \d+ \w+ 2017", line.strip())
    ]
    used = words("\n".join([*text.splitlines()[:3], *dates])) + Counter(By=7)

    assert len(made) == 7
    assert len({post.date for post in made}) == 6
    assert all(post.author for post in made)
    assert words(text) == sum((told(post) for post in made), Counter()) + used
