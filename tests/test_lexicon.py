"""The lexicon: what it reads, and what it refuses by line."""

from __future__ import annotations

import pytest

from convert.errors import BadArguments
from convert.speech.lexicon import LARGEST, NAMESPACE, Lexicon, parse


def lexicon(lexemes: str, *, before: str = "") -> Lexicon:
    pls = f'{before}<lexicon version="1.0" xmlns="{NAMESPACE}" xml:lang="en-GB">\n{lexemes}\n'
    return parse(f"{pls}</lexicon>".encode())


def lexeme(grapheme: str, alias: str) -> str:
    return f"<lexeme><grapheme>{grapheme}</grapheme><alias>{alias}</alias></lexeme>"


def said(entries: Lexicon, text: str, at: int = 0) -> str | None:
    found = entries.match(text, at)
    return found.alias if found else None


def test_an_empty_lexicon_knows_nothing() -> None:
    assert said(Lexicon.empty(), "anything") is None
    assert said(lexicon(""), "anything") is None


def test_remarks_and_line_breaks_do_not_matter() -> None:
    entries = lexicon("<!-- our hub -->" + lexeme("LARN\n  Hub", "the\n  hub"))

    assert said(entries, "LARN Hub") == "the hub"


@pytest.mark.parametrize(
    ("grapheme", "text", "expected"),
    [
        ("LARN", "LARN", "x"),
        ("LARN", "larn", None),
        ("larn", "LARN", "x"),
        ("LARN", "LARNS", None),
        ("LARN", "LARN's", "x's"),
        ("LARN", "LARN'S", "x"),
        ("C&amp;C", "C&C team", "x"),
    ],
)
def test_an_entry_stands_for_whole_words_in_its_own_capitals(
    grapheme: str, text: str, expected: str | None
) -> None:
    assert said(lexicon(lexeme(grapheme, "x")), text) == expected


def test_an_entry_inside_a_word_does_not_count() -> None:
    assert said(lexicon(lexeme("quay", "key")), "paquay", at=2) is None


@pytest.mark.parametrize(
    "lexemes",
    [
        "<lexeme><grapheme>LARN</grapheme></lexeme>",
        "<lexeme><alias>lairn</alias></lexeme>",
        "<lexeme><grapheme> </grapheme><alias>lairn</alias></lexeme>",
        "<lexeme><grapheme>LARN</grapheme><phoneme>l</phoneme></lexeme>",
    ],
    ids=["no alias", "no grapheme", "an empty grapheme", "a phoneme only"],
)
def test_half_an_entry_is_refused_with_its_line(lexemes: str) -> None:
    with pytest.raises(BadArguments, match=r"lexicon\.pls:2"):
        lexicon(lexemes)


@pytest.mark.parametrize(
    "pls",
    [b"", b"not XML", b"<lexicon/>", b"<html/>", b"<a" * 10, b" " * (LARGEST + 1)],
    ids=["nothing", "words", "no namespace", "a page", "broken", "too large"],
)
def test_what_is_not_a_lexicon_is_refused(pls: bytes) -> None:
    with pytest.raises(BadArguments):
        parse(pls)


def test_no_file_is_read_and_no_entity_grows() -> None:
    outside = '<!DOCTYPE lexicon [<!ENTITY e SYSTEM "file:///etc/hostname">]>'

    with pytest.raises(BadArguments):
        lexicon(lexeme("LARN", "&e;"), before=outside)
