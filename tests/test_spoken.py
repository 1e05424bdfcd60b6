"""Spoken forms: cases anybody can edit, and promises that hold for any text."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from convert.speech.lexicon import Lexicon, parse
from convert.speech.spoken import RULES, Token, spoken, unspeakable, words

FOLDER = Path(__file__).parent / "cases" / "spoken"
FEWEST_CASES = 300


class Case(NamedTuple):
    """A case of one family of rules."""

    family: str
    title: str
    written: str
    said: str


def read_cases() -> list[Case]:
    cases = []
    for path in sorted(FOLDER.glob("*.txt")):
        for block in path.read_text(encoding="utf-8").split("\n\n"):
            lines = [line for line in block.strip("\n").splitlines() if not line.startswith("# ")]
            if lines:
                title, written, said = lines
                cases.append(Case(path.stem, title, written, said))
    return cases


CASES = read_cases()
LEXICON = parse((FOLDER / "lexicon.pls").read_bytes())


def say(case: Case) -> tuple[Token, ...]:
    lexicon = LEXICON if case.family == "lexicon" else Lexicon.empty()
    return spoken(case.written, "en-GB", lexicon)


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.family}: {case.title}")
def test_what_is_written_is_said_as_the_case_says(case: Case) -> None:
    tokens = say(case)

    assert case.said == words(tokens)


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.family}: {case.title}")
def test_a_case_is_said_by_a_rule_and_not_by_luck(case: Case) -> None:
    families = {token.rule.partition("/")[0] for token in say(case)}

    assert "fallback" not in families
    assert "unknown" not in families


def test_there_are_enough_cases() -> None:
    assert len({case.written for case in CASES}) >= FEWEST_CASES


def test_every_rule_has_a_case() -> None:
    fired = {token.rule for case in CASES for token in say(case)}
    silent = {"symbols/silent"}  # what it finds is not said, so it leaves no token

    assert {rule.name for rule in RULES} - fired - silent == set()


TEXTS = st.text(max_size=80) | st.text(
    alphabet=st.sampled_from(
        list("aAbBiIvVxX019 .,:;-–/£%@#&'’()?!\"+*<>=pmkst°é🙂\u200d\u0301سñ")
    ),
    max_size=40,
)


@given(TEXTS)
def test_any_text_gets_an_answer_in_its_own_order(text: str) -> None:
    tokens = spoken(text, "en-GB", Lexicon.empty())

    assert all(0 <= token.start < token.end <= len(text) for token in tokens)
    assert all(a.end <= b.start for a, b in pairwise(tokens))


@given(TEXTS)
def test_every_letter_and_figure_is_said_or_reported(text: str) -> None:
    tokens = spoken(text, "en-GB", Lexicon.empty())
    covered = {place for token in tokens for place in range(token.start, token.end)}
    missed = [c for at, c in enumerate(text) if c.isalnum() and at not in covered]

    assert missed == []
    assert words(tokens) or unspeakable(tokens)


@given(TEXTS)
def test_a_voice_is_given_words_only(text: str) -> None:
    said = words(spoken(text, "en-GB", Lexicon.empty()))

    assert not any(character.isdigit() for character in said)
    assert not set(said) & set("<>&|=@#%£$€_^~`{}[]\\")


@pytest.mark.parametrize("text", ["", "   ", "***", "...", "•", "—", "\u200b"])
def test_nothing_to_say_is_reported(text: str) -> None:
    tokens = spoken(text, "en-GB", Lexicon.empty())

    assert words(tokens) == ""
    assert unspeakable(tokens)


@pytest.mark.parametrize("text", ["سلام", "Say Привет to Ann.", "こんにちは", "שלום and hello"])
def test_letters_of_other_scripts_are_reported(text: str) -> None:
    assert unspeakable(spoken(text, "en-GB", Lexicon.empty()))


def test_words_of_another_language_are_left_alone() -> None:
    tokens = spoken("Mae gen i 3 chath, diolch.", "cy", Lexicon.empty())

    assert words(tokens) == "Mae gen i 3 chath, diolch."


def test_tokens_point_at_what_is_written() -> None:
    text = "We met 3 – 7th July “there”."
    tokens = spoken(text, "en-GB", Lexicon.empty())

    assert [text[t.start : t.end] for t in tokens] == ["We", "met", "3 – 7th July", "there"]
