"""Where sentences end: the table of cases, and what holds for any text."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from convert.source.sentences import spans

CASES = Path(__file__).parent / "cases" / "sentences" / "cases.txt"


def read_cases() -> Iterator[tuple[str, list[str]]]:
    """The cases of the table."""
    blocks = CASES.read_text(encoding="utf-8").split("\n\n")
    for block in blocks:
        lines = [line for line in block.splitlines() if line and not line.startswith("#")]
        if lines:
            yield lines[0], [line.removeprefix("- ") for line in lines[1:]]


@pytest.mark.parametrize(
    ("text", "expected"), list(read_cases()), ids=lambda value: str(value)[:50]
)
def test_sentences_end_where_a_reader_would_end_them(text: str, expected: list[str]) -> None:
    assert expected == [text[span.start : span.end] for span in spans(text)]


@given(st.text(alphabet=st.sampled_from("aA .!?…\"'()1£\n\tשي🙂-"), max_size=80))
def test_only_white_space_is_left_between_sentences(text: str) -> None:
    found = spans(text)

    edges = [0, *(edge for span in found for edge in span), len(text)]
    between = [text[start:end] for start, end in zip(edges[::2], edges[1::2], strict=True)]

    assert sorted(edges) == edges
    assert all(not gap.strip() for gap in between)


@given(st.text(max_size=200))
def test_no_sentence_is_empty_or_has_space_around_it(text: str) -> None:
    for start, end in spans(text):
        assert text[start:end]
        assert text[start:end] == text[start:end].strip()
