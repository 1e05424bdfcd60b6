"""Every rule against its table of lines that it must flag and near misses that it must not."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

import pytest
from _pytest.mark import ParameterSet

from convert.document import (
    Block,
    Document,
    Figure,
    Heading,
    Image,
    Link,
    Meta,
    Paragraph,
    Sentence,
    SentenceId,
    Text,
)
from convert.plain.readability.explanations import explanations
from convert.plain.readability.rules import SENTENCE_RULES
from convert.plain.readability.rules.context import Context
from convert.plain.readability.rules.structure import CODES, remarks
from convert.plain.readability.rules.wording import spelt_out
from convert.plain.readability.sentences import read
from convert.plain.readability.words import is_flagged

CASES = Path(__file__).parent / "cases" / "readability"
FEWEST = 10


class Case(NamedTuple):
    """A line of a rule's table, and whether the rule must flag it."""

    code: str
    line: str
    must: bool


def cases(code: str) -> Iterator[Case]:
    must = False
    for line in (CASES / f"{code}.txt").read_text("utf-8").splitlines():
        if line.startswith("=="):
            must = line == "== flag"
        elif line.strip() and not line.startswith("#"):
            yield Case(code, line, must)


def every_case(codes: Iterable[str]) -> list[ParameterSet]:
    return [
        pytest.param(case, id=f"{code}: {case.line[:60]}")
        for code in sorted(codes)
        for case in cases(code)
    ]


@pytest.mark.parametrize("case", every_case(SENTENCE_RULES))
def test_sentence_rules_flag_what_they_must_and_nothing_near(case: Case) -> None:
    *before, text = case.line.split(" | ")
    reading = read(text)
    context = Context(read(before[0]) if before else None, frozenset(spelt_out(reading)))

    found = list(SENTENCE_RULES[case.code](reading, context))

    tags = [(token.text, token.tag) for token in reading.tokens]
    assert case.must == bool(found), ([reason.message for reason in found], tags)


@pytest.mark.parametrize("case", every_case(["hard-word"]))
def test_hard_words_are_flagged_and_plain_forms_and_names_are_not(case: Case) -> None:
    found = [word.token.text for word in read(case.line).words if is_flagged(word)]

    assert len(found) == (1 if case.must else 0), found


# ---------------------------------------------------------------- the whole post


def document(*blocks: Block) -> Document:
    title = Sentence(SentenceId("title"), (Text("A post"),))
    return Document("a-post", Meta("A post", dt.date(2024, 5, 1)), title, blocks=blocks)


def words(count: int, name: str) -> Paragraph:
    return Paragraph((Sentence(SentenceId(name), (Text(" ".join(["word"] * count)),)),))


def stretches(line: str) -> Iterator[Block]:
    for place, count in enumerate(line.split()):
        heading = Sentence(SentenceId(f"h{place}"), (Text("Part"),))
        yield Heading(2, heading, f"part-{place}")
        yield words(int(count), f"p{place}")


def paragraphs(line: str) -> Iterator[Block]:
    return (words(int(count), f"p{place}") for place, count in enumerate(line.split()))


def pictures(line: str) -> Iterator[Block]:
    for place, alt in enumerate(line.split(" | ")):
        said = None if alt == "-" else Sentence(SentenceId(f"alt{place}"), (Text(alt),))
        yield Figure(Image(f"{place}.jpg", said))


def link(line: str) -> Iterator[Block]:
    inlines = (Text("See "), Link((Text(line),), "https://example.org/"), Text("."))
    yield Paragraph((Sentence(SentenceId("s"), inlines),))


MAKERS: dict[str, Callable[[str], Iterator[Block]]] = {
    "missing-heading": stretches,
    "long-paragraph": paragraphs,
    "picture-without-words": pictures,
    "empty-link": link,
    "address-as-link": link,
}


@pytest.mark.parametrize("case", every_case(CODES))
def test_structure_rules_flag_what_they_must_and_nothing_near(case: Case) -> None:
    found = remarks(document(*MAKERS[case.code](case.line)))

    assert case.must == any(remark.reason.code == case.code for remark in found)


# ---------------------------------------------------------------- the tables themselves


@pytest.mark.parametrize("code", [*SENTENCE_RULES, *CODES, "hard-word"])
def test_every_rule_has_ten_lines_to_flag_and_ten_to_leave(code: str) -> None:
    wanted = [case.must for case in cases(code)]

    assert wanted.count(True) >= FEWEST
    assert wanted.count(False) >= FEWEST


def test_every_code_is_explained() -> None:
    assert {*SENTENCE_RULES, *CODES, "hard-word"} <= explanations().keys()
