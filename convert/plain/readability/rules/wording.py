"""Rules about the words of a sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from itertools import pairwise

from convert.plain.readability.lexicon import bases, is_easy, table
from convert.plain.readability.model import Reason
from convert.plain.readability.rules.context import Context, about, spoken
from convert.plain.readability.sayings import sayings
from convert.plain.readability.sentences import Reading
from convert.plain.readability.tokens import Kind, Token
from convert.plain.readability.words import is_abstract

# ---------------------------------------------------------------- words for ideas

_LINKS = frozenset(["of", "and", "the", "a", "an", "or", "in", "for"])
# Endings of ideas on words for things and people that everybody knows.
_THINGS = frozenset(
    [
        *("community", "organisation", "organization", "question", "information", "conference"),
        *("disability", "university", "apartment", "ambulance", "department", "government"),
        *("audience", "science", "sentence", "document", "instrument", "parliament", "election"),
        *(
            "television",
            "station",
            "reception",
            "equipment",
            "appointment",
            "experience",
            "charity",
        ),
        *("discussion", "conversation", "competition", "celebration", "exhibition", "invitation"),
        *("decision", "comment", "payment", "opportunity", "activity", "ability", "position"),
    ]
)
_MANY = 3


def abstract_words(reading: Reading, context: Context) -> Iterator[Reason]:
    """What people do, turned into nouns: three in one sentence, or two side by side."""
    tokens = reading.tokens
    places = [place for place, token in enumerate(tokens) if _is_idea(token, context)]
    for first, second in pairwise(places):
        if all(token.lower in _LINKS for token in tokens[first + 1 : second]):
            yield _ideas([tokens[first], tokens[second]])
            return
    if len(places) >= _MANY:
        yield _ideas([tokens[place] for place in places[:_MANY]])


def _is_idea(token: Token, context: Context) -> bool:
    word = token.lower
    plain = {word, *bases(word)}
    return (
        is_abstract(token)
        and not (token.start and token.text[0].isupper())
        and not plain & (_THINGS | context.explained)
        and not is_easy(word)
    )


def _ideas(found: Sequence[Token]) -> Reason:
    *most, last = (f"“{token.text}”" for token in found)
    return Reason(
        "abstract-words",
        f"{', '.join(most)} and {last} are ideas. Say what people do.",
        found[0].start,
        found[-1].end,
    )


# ---------------------------------------------------------------- letters for names

_ROMAN = re.compile(r"[IVX]{1,4}")
_LETTERS = re.compile(r"[A-Z]{2,}|[A-Z][a-z][A-Z]")
"""BBC, and TfL with its small letter for "for"."""


def acronym(reading: Reading, context: Context) -> Iterator[Reason]:
    """Capital letters for a name that the post has not spelt out."""
    if reading.text.isupper():
        return
    for token in reading.tokens:
        letters = short_name(token)
        if letters and letters.lower() not in context.explained and letters not in _everyday():
            yield about(
                "acronym", "… is short for something. Use the whole name.", reading, token, token
            )


def short_name(token: Token) -> str:
    """The capital letters of a name made of first letters, or nothing."""
    letters = token.text.removesuffix("s").replace(".", "")
    is_short = (
        token.kind is Kind.WORD
        and _LETTERS.fullmatch(letters) is not None
        and not _ROMAN.fullmatch(letters)
    )
    return letters if is_short else ""


_EXPLAINS = (
    r"{0} ?\(",
    r"\({0}\)",
    r", or {0}\b",
    r"\b{0}[”’\"']? (?:is short for|are short for|stands? for|means?|is the name for)\b",
)
_NAME = re.compile(r"\b[A-Z]\w+(?:(?: of| and| for| the| in|,)* [A-Z]\w+){2,}")


def spelt_out(reading: Reading) -> Iterator[str]:
    """The short names, in small letters, that a sentence spells out, or writes in full only."""
    for token in reading.tokens:
        letters = short_name(token)
        name = re.escape(token.text)
        if letters and any(re.search(shape.format(name), reading.text) for shape in _EXPLAINS):
            yield letters.lower()
    for match in _NAME.finditer(reading.text):
        firsts = "".join(word[0] for word in match.group().split() if word[0].isupper()).lower()
        yield firsts
        yield firsts[1:]  # "The Care Quality Commission"


@cache
def _everyday() -> frozenset[str]:
    return frozenset(table("known-letters.txt"))


# ---------------------------------------------------------------- shortened words

_SHORTENED: Mapping[str, str] = {
    "e.g.": "for example",
    "eg": "for example",
    "i.e.": "that is",
    "ie": "that is",
    "etc": "and so on",
    "cf": "compare",
    "viz": "that is",
    "nb": "please note",
    "n.b.": "please note",
    "vs": "against",
    "approx": "about",
    "tel": "telephone",
    "dept": "department",
    "w/c": "the week from",
    "asap": "as soon as you can",
    "rsvp": "please answer",
    "incl": "with",
    "misc": "other",
    "tbc": "not sure yet",
    "p.a.": "a year",
    "&": "and",
    "and/or": "or",
}
_MONTHS_AND_DAYS: Mapping[str, str] = {
    "Jan": "January",
    "Feb": "February",
    "Mar": "March",
    "Apr": "April",
    "Jun": "June",
    "Jul": "July",
    "Aug": "August",
    "Sept": "September",
    "Sep": "September",
    "Oct": "October",
    "Nov": "November",
    "Dec": "December",
    "Mon": "Monday",
    "Tue": "Tuesday",
    "Tues": "Tuesday",
    "Wed": "Wednesday",
    "Weds": "Wednesday",
    "Thu": "Thursday",
    "Thur": "Thursday",
    "Thurs": "Thursday",
    "Fri": "Friday",
    "Sat": "Saturday",
    "Sun": "Sunday",
}
_ALSO_NAMES_AND_WORDS = frozenset(["Jan", "Mar", "Jun", "Sat", "Sun", "Wed", "Dec"])
"""Shortened only beside a number: Jan may be a person."""
_SLASHED = re.compile(r"\b(?:and/or|w/c)\b", re.IGNORECASE)


def abbreviation(reading: Reading, _context: Context) -> Iterator[Reason]:
    """Shortened words that a screen reader spells and a reader has to know."""
    slashed = [match.span() for match in _SLASHED.finditer(reading.text)]
    plain = [(token.start, token.end) for token in reading.tokens]
    for start, end in sorted({*slashed, *plain}):
        text = reading.text[start:end]
        meaning = _SHORTENED.get(text.lower())
        if meaning and not (text == "&" and _stands_between_names(reading.text, start, end)):
            yield Reason("abbreviation", f"Write “{meaning}” for “{text}”.", start, end, meaning)
    yield from _shortened_dates(reading)


def _shortened_dates(reading: Reading) -> Iterator[Reason]:
    """The months and days that are shortened: "5 Jan.", "Mon. to Fri."."""
    tokens = reading.tokens
    for place, token in enumerate(tokens):
        meaning = _MONTHS_AND_DAYS.get(token.text)
        if meaning is None:
            continue
        has_stop = place + 1 < len(tokens) and tokens[place + 1].text == "."
        beside = [*tokens[max(0, place - 1) : place], *tokens[place + 1 + has_stop :][:1]]
        is_date = any(near.kind is Kind.NUMBER for near in beside)
        if is_date or token.text not in _ALSO_NAMES_AND_WORDS:
            message = f"Write “{meaning}” for “{token.text}”."
            yield Reason("abbreviation", message, token.start, token.end, meaning)


def _stands_between_names(text: str, start: int, end: int) -> bool:
    before, after = text[:start].split(), text[end:].split()
    return bool(before and after and before[-1][:1].isupper() and after[0][:1].isupper())


# ---------------------------------------------------------------- sayings


def idiom(reading: Reading, _context: Context) -> Iterator[Reason]:
    """A saying that does not mean what its words say."""
    words = spoken(reading)
    for saying in sayings([token.lower for token in words]):
        first, last = words[saying.place], words[saying.place + saying.length - 1]
        if not any(mark in reading.text[first.start : last.end] for mark in ".;:!?"):
            advice = f"Try “{saying.meaning}”." if saying.meaning else "Say what you mean."
            made = about("idiom", f"… may puzzle people. {advice}", reading, first, last)
            yield Reason(made.code, made.message, made.start, made.end, saying.meaning)


RULES = {
    "abstract-words": abstract_words,
    "acronym": acronym,
    "abbreviation": abbreviation,
    "idiom": idiom,
}
