"""The reports: for everyone in the room, so their own words are easy, and nothing is lost."""

from __future__ import annotations

import csv
import io
import json
from typing import Any

import msgspec
import pytest
from lxml import html

from convert.checks import docx
from convert.edition import Artifact, Edition
from convert.findings import Place
from convert.formats import report
from convert.formats.reports.sheet import BOX
from convert.plain.easy_read.house import HouseWords
from convert.plain.readability import trial
from convert.plain.readability.advice import FIXES, advice
from convert.plain.readability.assessment import assess
from convert.plain.readability.explanations import explanations
from convert.plain.readability.findings import findings
from convert.plain.readability.model import Band
from convert.plain.readability.summary import OnlySummary, Summary, summarise
from convert.publish.site.readability import overview, table
from convert.settings import Publication
from convert.source.reader import Post
from tests.test_docs import named, rows
from tests.test_readability import document

HARD = (
    (
        "The implementation of the participation policy was delayed, and the commissioners who had "
        "been consulted about its governance could not be reached before the end of the year."
    ),
    "43% of respondents felt that the usual suspects were not uncommon at the ICB.",
    "We met.",
)
EASY_AGE = 11
"""The target of the reports' own words: what they ask of posts."""


def edition(*lines: str) -> Edition:
    made = document(*(lines or HARD))
    reading = assess(made, words=HouseWords())
    return Edition(made, Publication(), {}, reading, None, None, None)


def rendered(*lines: str) -> dict[str, Artifact]:
    return {artifact.path: artifact for artifact in report.render(edition(*lines))}


def test_a_report_is_a_page_a_sheet_and_the_figures() -> None:
    assert list(rendered()) == [
        "readability/a-post.html",
        "readability/a-post-review-sheet.docx",
        "readability/a-post-figures.json",
    ]


def test_a_post_that_is_not_scored_has_no_report() -> None:
    made = document("Bonjour.", lang="fr")

    assert not list(report.render(Edition(made, Publication(), {}, None, None, None, None)))


def test_reports_are_the_same_bytes_every_time() -> None:
    assert rendered() == rendered()


def test_at_most_three_things_come_first() -> None:
    reading = edition().readability

    assert reading is not None
    assert len(advice(reading).fixes) == FIXES


def test_the_page_quotes_each_hard_sentence_with_its_reasons() -> None:
    page: Any = html.fromstring(rendered()["readability/a-post.html"].data)
    cards = page.xpath("//section[@class='card']")

    assert HARD[0] == cards[0].xpath("string(blockquote)")
    assert any("words. Try 15." in item for item in cards[0].xpath("ul/li/text()"))


def test_the_sheet_has_boxes_to_tick_and_questions() -> None:
    from docx import Document as WordFile

    sheet = WordFile(io.BytesIO(rendered()["readability/a-post-review-sheet.docx"].data))
    lines = [paragraph.text for paragraph in sheet.paragraphs]

    assert sum(BOX in line for line in lines) > len(HARD)
    assert "What is this post about?" in lines
    assert any(HARD[0][:60] in line.replace("\u00a0", " ") for line in lines)


@pytest.mark.parametrize("code", explanations())
def test_each_explanation_is_easy_to_read(code: str) -> None:
    told = explanations()[code]

    assert trial.score_text(f"{told.why}\n{told.mend}") <= EASY_AGE


def test_a_reports_own_words_are_easy_to_read() -> None:
    page: Any = html.fromstring(rendered()["readability/a-post.html"].data)
    for theirs in page.xpath("//blockquote|//dl|//details|//svg|//header|//footer|//h1"):
        theirs.drop_tree()
    lines = [line.strip() for line in page.xpath("//main//text()") if line.strip()]

    assert trial.score_text("\n".join(lines)) <= EASY_AGE


def test_the_overviews_own_words_are_easy_to_read() -> None:
    made = edition()
    assert made.readability is not None
    index = next(iter(overview([summarise(made.document, made.readability)], Publication())))
    page: Any = html.fromstring(index.data)

    assert trial.score_text("\n".join(page.xpath("//main//p//text()"))) <= EASY_AGE


def test_the_figures_hold_everything_and_the_table_reads_them_back() -> None:
    data = rendered()["readability/a-post-figures.json"].data
    made = edition()
    assert made.readability is not None

    figures = json.loads(data)
    rows = list(csv.DictReader(io.StringIO(table([_summary(data)]).decode("utf-8-sig"))))

    assert len(figures["readability"]["sentences"]) == len(HARD)
    assert {*explanations()} <= {name.removeprefix("finding: ") for name in rows[0]}
    assert str(round(made.readability.score, 2)) == rows[0]["score"]


def _summary(data: bytes) -> Summary:
    return msgspec.json.decode(data, type=OnlySummary).summary


def test_a_title_that_a_spreadsheet_would_run_is_made_harmless() -> None:
    made = edition()
    assert made.readability is not None
    summary = summarise(made.document, made.readability)
    risky = msgspec.structs.replace(summary, title="=1+1")

    assert b"'=1+1" in table([risky])


def test_the_overview_puts_the_post_with_most_to_gain_first() -> None:
    hard, easy = edition(), edition("We met.", "We ate cake.")
    assert hard.readability is not None
    assert easy.readability is not None
    summaries = [
        summarise(easy.document, easy.readability),
        summarise(hard.document, hard.readability),
    ]
    artifacts = {artifact.path: artifact for artifact in overview(summaries, Publication())}

    ordered = json.loads(artifacts["readability/readability.json"].data)
    assert [Band.HARD.value, Band.EASY.value] == [entry["band"] for entry in ordered]


def test_findings_stand_where_their_sentences_stand(kitchen_sink: Post) -> None:
    reading = assess(kitchen_sink.document, words=HouseWords())
    found = findings(
        kitchen_sink.document, reading, places=kitchen_sink.places, path="kitchen-sink/post.md"
    )

    assert found
    for finding in found:
        expected = kitchen_sink.places.get(finding.sentence) if finding.sentence else None
        assert finding.place == (expected or Place("kitchen-sink/post.md"))
        assert finding.code in explanations()


def test_every_column_of_the_table_is_told() -> None:
    told = named([row[0] for row in rows("The figures", "Column", page="REVIEWING.md")])
    data = rendered()["readability/a-post-figures.json"].data
    header = next(csv.reader(io.StringIO(table([_summary(data)]).decode("utf-8-sig"))))

    columns = {
        f"{start}: …" if rest else start for start, _, rest in (c.partition(": ") for c in header)
    }
    assert columns == told


def test_the_sheet_keeps_the_rules_of_large_print() -> None:
    sheet = rendered()["readability/a-post-review-sheet.docx"].data

    assert list(docx.check(sheet, path="sheet.docx")) == []
