"""What a group decides is written down whole, changes what is shown, and destroys nothing."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
import tomllib
from pathlib import Path

import msgspec
import pytest
from click.testing import CliRunner, Result
from hypothesis import given
from hypothesis import strategies as st

from convert.__main__ import cli
from convert.document import Fingerprint
from convert.errors import AllwaysError, BadArguments
from convert.findings import Level
from convert.jobs.checking import checked
from convert.review import form, record
from convert.review.answers import NO_ANSWERS, Answer, Verdict, answers, is_quiet, verdict
from convert.review.asked import asked, on_a_sheet, quieted
from convert.review.meeting import opened
from tests.test_readability_reports import edition

POST = """---
title: Our hall
date: 2024-03-12
---

We met in the hall, and then we talked for a long time about the lift and about the chairs, the
tables, the lamps and the doors that nobody could open without help. It was cold.

The remuneration was decided by the trustees. We laughed.
"""
HAND = '# Ours. Do not lose this line!\nkept = "as it is"\n'


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder of posts with one post in it."""
    post = tmp_path / "our-hall"
    post.mkdir()
    (post / "post.md").write_text(POST)
    return tmp_path


def review(folder: Path, *arguments: str) -> Result:
    """`allways review our-hall …`, from its words to what it did."""
    return CliRunner().invoke(cli, ["review", "our-hall", *arguments, "--sources", str(folder)])


def codes(folder: Path) -> list[str]:
    """The codes that `check` gives, for the post itself."""
    return [f.code for f in checked(folder, []) if f.place.path.endswith("post.md")]


def number(folder: Path, code: str) -> str:
    return str(next(i.number for i in opened(folder, "our-hall").items if code in i.codes))


def test_every_flag_of_a_sentence_or_word_has_a_number(folder: Path) -> None:
    items = opened(folder, "our-hall").items

    assert [item.number for item in items] == list(range(1, len(items) + 1))
    assert {code for item in items for code in item.codes} >= {"long-sentence", "hard-word"}
    listing = review(folder, "--list").output
    assert all(item.quote in listing for item in items)
    assert listing == review(folder).output


def test_the_list_is_there_for_programs_too(folder: Path) -> None:
    told = json.loads(review(folder, "--list", "--json").stdout)

    items = opened(folder, "our-hall").items
    assert [entry["fingerprint"] for entry in told["items"]] == [i.fingerprint for i in items]


def test_fine_takes_a_flag_away_and_hard_makes_it_count(folder: Path) -> None:
    long = number(folder, "long-sentence")

    review(folder, "answer", long, "fine", "--by", "Ring Road Group", "--date", "2024-04-01")
    assert "long-sentence" not in codes(folder)

    review(folder, "answer", long, "hard", "--by", "Ring Road Group", "--note", "Too much.")
    said = [
        f.message for f in checked(folder, []) if "long" in f.code and "post.md" in f.place.path
    ]
    assert "Ring Road Group said: This is hard for us. Too much." in said[0]


def test_a_note_that_a_group_finds_hard_becomes_a_warning(folder: Path) -> None:
    word = number(folder, "hard-word")

    review(folder, "answer", word, "hard", "--by", "Ring Road Group")

    levels = {f.level for f in checked(folder, []) if "Ring Road Group said" in f.message}
    assert levels == {Level.WARNING}


def test_one_group_that_finds_it_hard_keeps_a_flag(folder: Path) -> None:
    long = number(folder, "long-sentence")

    review(folder, "answer", long, "hard", "--by", "Ring Road Group")
    review(folder, "answer", long, "fine", "--by", "Lamp Street Group")

    assert "long-sentence" in codes(folder)


def test_an_edit_to_the_sentence_brings_its_flag_back_and_the_answer_is_told_as_old(
    folder: Path,
) -> None:
    review(folder, "answer", number(folder, "long-sentence"), "fine", "--by", "Ring Road Group")
    path = folder / "our-hall" / "post.md"
    path.write_text(path.read_text().replace("chairs", "benches"))

    assert "long-sentence" in codes(folder)
    assert "words that have changed since" in review(folder).output
    assert {"chairs" in answer.quote for answer in opened(folder, "our-hall").stale} == {True}


def test_our_word_goes_into_the_house_words_with_its_meaning(folder: Path) -> None:
    (folder / "words.toml").write_text('# Ours.\nallowed = ["Mencap"] # a name\n')
    word = number(folder, "hard-word")

    done = review(
        folder, "answer", word, "our-word", "--by", "Ring Road Group", "--explain", "Pay."
    )

    text = (folder / "words.toml").read_text()
    assert done.exit_code == 0
    assert text.startswith("# Ours.")
    assert tomllib.loads(text) == {
        "allowed": ["remuneration", "Mencap"],
        "explained": {"remuneration": "Pay."},
    }
    assert "hard-word" not in codes(folder)


def test_numbers_stay_when_answers_come_in(folder: Path) -> None:
    before = [(i.number, i.quote) for i in opened(folder, "our-hall").items]

    review(folder, "answer", number(folder, "hard-word"), "our-word", "--by", "Ring Road Group")
    review(folder, "answer", number(folder, "long-sentence"), "fine", "--by", "Ring Road Group")

    assert [(i.number, i.quote) for i in opened(folder, "our-hall").items] == before


def test_what_people_wrote_in_the_file_stays(folder: Path) -> None:
    path = folder / "our-hall" / "review.toml"
    path.write_text(HAND)

    review(folder, "answer", number(folder, "hard-word"), "fine", "--by", "Ring Road Group")

    assert path.read_text().startswith(HAND)


@pytest.mark.parametrize("broken", ["answer = 3\nanswer = 4\n", "answer = [1]\n", "[[answer]\n"])
def test_a_file_that_nothing_can_be_added_to_is_left_as_it_is(folder: Path, broken: str) -> None:
    path = folder / "our-hall" / "review.toml"
    path.write_text(broken)

    done = review(folder, "answer", "1", "fine", "--by", "Ring Road Group")

    assert isinstance(done.exception, BadArguments)
    assert path.read_text() == broken


def test_an_entry_that_is_not_right_is_named_by_line() -> None:
    text = '# one\n[[answer]]\ncode = "passive"\nverdict = "lovely"\n'

    read = answers(text.encode(), path="a/review.toml")

    assert read.all == ()
    assert [str(finding.place) for finding in read.findings] == ["a/review.toml:2"]


@pytest.mark.parametrize(
    "arguments",
    [
        ("answer", "1", "fine"),
        ("answer", "1", "lovely", "--by", "A"),
        ("answer", "99", "fine", "--by", "A"),
        ("answer", "1", "reworded", "--by", "A"),
        ("answer", "1", "fine", "--by", "A", "--date", "soon"),
        ("answer", "1", "fine", "--by", "A", "--date", "9999-01-01"),
        ("answer", "1", "fine", "--by", "A", "--code", "idiom"),
        ("answer", "1", "fine", "--by", "A", "--explain", "It is."),
        ("signoff", "--group", "A", "--method", "Read together"),
    ],
)
def test_what_does_not_fit_is_refused_and_nothing_is_written(
    folder: Path, arguments: tuple[str, ...]
) -> None:
    done = review(folder, *arguments)

    assert isinstance(done.exception, AllwaysError)
    assert done.exception.next_step
    assert not (folder / "our-hall" / "review.toml").exists()


# ---------------------------------------------------------------- the form


def filled(folder: Path, *, between: str = ",", encoding: str = "utf-8-sig") -> Path:
    """The form with “fine” in every row, as a spreadsheet of another country may save it."""
    rows = list(
        csv.DictReader(io.StringIO(review(folder, "form").stdout_bytes.decode("utf-8-sig")))
    )
    text = io.StringIO()
    out = csv.DictWriter(text, form.COLUMNS, delimiter=between)
    out.writeheader()
    out.writerows({**row, "answer": "Fine for us"} for row in rows)
    path = folder / "filled.csv"
    path.write_bytes(text.getvalue().encode(encoding))
    return path


@pytest.mark.parametrize(
    ("between", "encoding"), [(",", "utf-8-sig"), (";", "cp1252"), ("\t", "utf-8")]
)
def test_a_filled_form_is_read_however_a_spreadsheet_saves_it(
    folder: Path, between: str, encoding: str
) -> None:
    path = filled(folder, between=between, encoding=encoding)

    done = review(folder, "import", str(path), "--by", "Ring Road Group")

    assert done.exit_code == 0
    assert codes(folder) == []


def test_a_form_that_comes_in_twice_is_recorded_once(folder: Path) -> None:
    path = filled(folder)
    once = ("import", str(path), "--by", "Ring Road Group", "--date", "2024-04-01")

    review(folder, *once)
    before = (folder / "our-hall" / "review.toml").read_bytes()
    done = review(folder, *once)

    assert "0 answers recorded" in done.output
    assert (folder / "our-hall" / "review.toml").read_bytes() == before


def test_a_form_for_an_older_text_never_answers_for_another_sentence(folder: Path) -> None:
    path = filled(folder)
    post = folder / "our-hall" / "post.md"
    post.write_text(post.read_text().replace("chairs", "benches"))

    review(folder, "import", str(path), "--by", "Ring Road Group")

    assert "long-sentence" in codes(folder)
    assert any("chairs" in answer.quote for answer in opened(folder, "our-hall").stale)


def test_one_wrong_row_holds_back_the_whole_form_and_is_named(folder: Path) -> None:
    path = filled(folder)
    path.write_text(path.read_text("utf-8-sig").replace("Fine for us", "lovely", 1))

    done = review(folder, "import", str(path), "--by", "Ring Road Group")

    assert "line 2: “lovely” is not an answer" in str(done.exception)
    assert not (folder / "our-hall" / "review.toml").exists()


WRONG_FORMS: dict[str, tuple[str, str]] = {
    "no number": ("number,answer,by\n,fine,Us", r"line 2: nothing has the number \(none\)"),
    "an unknown number": ("number,answer,by\n99,fine,Us", "nothing has the number 99"),
    "words that nobody asked about": ("fingerprint,answer,by\n1-abc,fine,Us", "nothing has the"),
    "no group": ("number,answer\n1,fine", "which group answered"),
    "no day": ("number,answer,by,date\n1,fine,Us,soon", "“soon” is not a date"),
    "no columns": ("1,fine,Us", "its first line has to name the columns"),
    "nothing": ("", "its first line has to name the columns"),
}


@pytest.mark.parametrize(("text", "why"), WRONG_FORMS.values(), ids=WRONG_FORMS)
def test_a_form_that_is_not_right_is_refused_by_line_and_reason(
    folder: Path, text: str, why: str
) -> None:
    items = list(opened(folder, "our-hall").items)

    with pytest.raises(BadArguments, match=why):
        form.read(text.encode(), items, by="", today=dt.date(2024, 4, 1), path="form.csv")


def test_a_row_without_an_answer_says_nothing(folder: Path) -> None:
    items = list(opened(folder, "our-hall").items)
    data = b"number,answer,by\n1,,Us\n1,fine,Us\n"

    assert len(form.read(data, items, by="", today=dt.date(2024, 4, 1), path="form.csv")) == 1


def test_a_file_of_many_megabytes_is_no_form() -> None:
    with pytest.raises(BadArguments, match="too long"):
        form.read(bytes(form.LARGEST + 1), [], by="", today=dt.date(2024, 4, 1), path="form.csv")


def test_a_form_is_written_to_a_file_with_the_command_that_takes_it_back(folder: Path) -> None:
    done = review(folder, "form", "--to", str(folder / "form.csv"))

    assert f"allways review our-hall import {folder / 'form.csv'}" in done.output
    assert (folder / "form.csv").read_bytes().startswith("\ufeff".encode())


# ---------------------------------------------------------------- sign-off


def test_a_sign_off_signs_the_lines_as_they_stand_and_prints_only_names_that_said_yes(
    folder: Path,
) -> None:
    layer = folder / "our-hall" / "easy-read.md"
    layer.write_text("---\ntitle: Our hall\n---\n\nWe met in the hall.\n\nIt was cold.\n")

    done = review(
        folder,
        *("signoff", "--group", "Ring Road Group", "--method", "Read together"),
        *("--date", "2024-04-01", "--publish-name", "Ann", "--name", "Bob"),
    )

    easy = opened(folder, "our-hall").easy_read
    assert "disability" in done.output
    assert easy is not None
    assert (easy.status, easy.signed[0].date) == ("signed", "2024-04-01")
    assert easy.signed[0].names == ("Ann",)

    layer.write_text(layer.read_text().replace("cold", "warm"))
    changed = opened(folder, "our-hall").easy_read
    assert changed is not None
    assert changed.status == "draft"


@pytest.mark.parametrize("said", [("", "Read together"), ("Ring Road Group", " ")])
def test_a_sign_off_names_the_group_and_how_it_checked(folder: Path, said: tuple[str, str]) -> None:
    layer = folder / "our-hall" / "easy-read.md"
    layer.write_text("---\ntitle: Our hall\n---\n\nWe met in the hall.\n")

    done = review(folder, "signoff", "--group", said[0], "--method", said[1])

    assert isinstance(done.exception, AllwaysError)
    assert not (folder / "our-hall" / "review.toml").exists()


def test_a_signed_page_that_breaks_a_rule_is_listed_with_the_line_to_mend(folder: Path) -> None:
    layer = folder / "our-hall" / "easy-read.md"
    long = "We met in the old hall on the hill beside the river with 20 friends from all our clubs."
    layer.write_text(f"---\ntitle: Our hall\n---\n\n{long}\n")

    signed = review(folder, "signoff", "--group", "Ring Road Group", "--method", "Read together")
    shown = review(folder)

    assert "easy-read.md:5" in signed.output
    assert "shown as a draft" in shown.output
    assert "easy-read.md:5" in shown.output
    assert "No one has checked" not in shown.output


# ---------------------------------------------------------------- any words


@given(st.text(max_size=40).filter(lambda text: "\r" not in text), st.text(max_size=20))
def test_any_words_are_written_and_read_back(note: str, quote: str) -> None:
    answer = Answer("idiom", Fingerprint("1-a"), Verdict.HARD, "Us", "2024-04-01", note, quote)
    try:
        data = record.with_answers(HAND.encode(), [answer], path="review.toml")
    except UnicodeEncodeError:
        return
    (read,) = answers(data).all

    assert data.decode().startswith(HAND)
    assert (read.note, read.quote) == (" ".join(note.split()), " ".join(quote.split()))


@given(
    st.lists(st.text('ab-ü"\\#]', min_size=1, max_size=6), max_size=4),
    st.sampled_from(
        [
            "",
            "# c\n",
            "allowed = []\n",
            'allowed = [\n  "x", # one\n]\n',
            '[preferred]\n"a" = "b"\n',
        ]
    ),
)
def test_house_words_grow_and_keep_what_was_there(words: list[str], before: str) -> None:
    old = tomllib.loads(before)
    new = tomllib.loads(record.with_our_words(before.encode(), words, path="words.toml").decode())

    assert {*new.get("allowed", [])} >= {*words, *old.get("allowed", [])} - {""} or not words
    assert {key: value for key, value in new.items() if key != "allowed"} == {
        key: value for key, value in old.items() if key != "allowed"
    }


@pytest.mark.parametrize("said", [*Verdict, "our-word", "Needs-Picture", "Hard for us."])
def test_answers_are_understood_as_people_type_them(said: str) -> None:
    assert verdict(said) is not None


def test_nothing_said_takes_nothing_away() -> None:
    reading = edition().readability
    assert reading is not None

    assert not is_quiet(())
    assert quieted(reading, NO_ANSWERS) == reading


def test_a_sheet_never_asks_what_has_been_answered() -> None:
    reading = edition().readability
    assert reading is not None
    items = asked(reading)
    first = items[0]
    said = form.Reply(first, Verdict.HARD, "Us", dt.date(2024, 4, 1)).answers()
    given_ = answers(record.with_answers(b"", said, path="review.toml"))

    sentences, words = on_a_sheet(items, given_)

    assert first not in {item for item, _ in (*sentences, *words)}
    assert len(sentences) + len(words) == len(items) - 1


def test_the_report_says_what_the_group_said_and_the_sheet_asks_about_figures() -> None:
    from convert.formats import report
    from convert.formats.reports.sheet import questions

    made = edition("40 people came, and 2 trained volunteers wrote down the remuneration. " * 3)
    assert made.readability is not None
    items = asked(made.readability)
    said = form.Reply(items[0], Verdict.HARD, "Ring Road Group", dt.date(2024, 4, 1), "Too long.")
    told = answers(record.with_answers(b"", said.answers(), path="review.toml"))
    page = next(iter(report.render(msgspec.structs.replace(made, answers=told)))).data.decode()

    assert "What the group said" in page
    assert "Too long." in page
    assert "Ring Road Group, 1 April 2024" in page
    assert "The post says “40 people”. What is that about?" in questions(made.document)


def test_the_file_that_the_page_for_groups_shows_is_read() -> None:
    from convert.plain.easy_read.signoff import signatures
    from tests.tools import PROJECT

    blocks = (PROJECT / "REVIEWING.md").read_text("utf-8").split("```toml\n")[1:]
    shown = next(block for block in blocks if "[[answer]]" in block).partition("```")[0].encode()

    assert (len(answers(shown).all), answers(shown).findings) == (1, ())
    (signed,) = signatures(shown).all
    assert signed.sign_off.names == ("Ann",)
