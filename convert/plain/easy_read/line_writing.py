"""How a line is written: letters that stand for words, short forms, figures, signs."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from convert.plain.easy_read.gate import NUMBER_WORDS
from convert.plain.easy_read.seen import ADDRESS, Check, Fault, Seen
from convert.plain.easy_read.tables import word_set
from convert.plain.easy_read.tagging import Token, is_common_word

LARGE_NUMBER = 100_000
"""From here on a number says little to most people."""
EXACT_NUMBER = 10_000
"""From here on a number that is not round is better rounded."""

_CONTRACTED = frozenset(["n't", "'re", "'ve", "'ll", "'m", "'d"])
_CONTRACT_S = frozenset(
    [
        *("it", "that", "he", "she", "there", "what", "who", "here", "where", "let", "how", "this"),
        *("when", "why", "everyone", "everything", "someone", "nobody", "everybody", "anyone"),
    ]
)
_ROMAN = re.compile(r"(?=[IVXLC]{2,}$)(?:C{0,3})(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})$")
_ROMAN_YEAR = re.compile(r"M{1,3}(?:CM|CD|D?C{0,3})(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})$")
_SHORTEST_YEAR = 4
_NOT_ROMAN = frozenset(["CD", "CV", "MC", "XL", "XX", "XXX", "CC", "LI", "CL", "CI", "CX", "MIX"])
_NUMBERED = (
    "part|chapter|section|volume|phase|stage|type|schedule|article|war|grade|level|act|book"
    "|unit|annex|class|tier|step|appendix|module|group|page|point|paragraph|question|item|table"
    "|clause|figure"
)
_RULERS = (
    "king|queen|henry|charles|george|elizabeth|edward|james|william|richard|mary|louis|pope|john"
    "|paul"
)
_ROMAN_AFTER = re.compile(
    rf"\b(?:{_NUMBERED})\s+\(?([ivx]{{1,5}})\b\)?(?!['’])|\b(?:{_RULERS})\s+([IVX]{{1,5}})\b(?!['’])",
    re.IGNORECASE,
)
_SPECIAL = re.compile(r"[;&/<>§#*+=~^|\\@_{}\[\]•…†‡°©®™¶→←]|\.{3}")
_DATE = re.compile(
    r"\b\d{1,4}[/.-]\d{1,2}[/.-]\d{2,4}\b|\b(?:0?[1-9]|[12]\d|3[01])/(?:0?[1-9]|1[0-2])\b"
)
_PERCENT = re.compile(r"\d\s?%|\bper\s?cent\b|\bpercentages?\b", re.IGNORECASE)
_BIG = re.compile(
    r"\b(?:million|billion|trillion|bn)s?\b|[£$€][\d.,]+\s?(?:m|bn)\b|\d\s?bn\b|\d[\d,]*",
    re.IGNORECASE,
)
_PHONE = re.compile(r"\b0\d[\d ]{8,}|\+\d[\d ]{9,}")
_SMALL_WORDS = frozenset(["one", "once", "half", "quarter", "double", "second", "seconds", "first"])
_ORDINAL = re.compile(r"(?:st|nd|rd|th)$")
_SHORT_BESIDE_NUMBERS = frozenset(
    ["Mon", "Wed", "Sat", "Fri", "Sun", "Jan", "Dec", "Tel", "Admin", "min"]
)
_PAIR = re.compile(r"\b[A-Z]&[A-Z]\b")
_SHORT_DAY = re.compile(
    r"\b(?:Mons?|Tues|Weds|Thurs?|Fris?|Sats|Suns)\b|(?<=[a-z,] )Wed\b"
    r"|\b(?:on|to|from|and|every|until) (?:Sat|Sun)\b"
)
_POSTCODE = re.compile(r"\b[A-Z]{1,2}\d[A-Z\d]?\s?\d[A-Z]{2}\b")
_CODE = re.compile(
    r"\b(?:number|no|reference|ref|code|pin|text|ring|phone|call|dial|account)\W+(?:(?:is|on)\W+)?"
    r"\d[\d ]*",
    re.IGNORECASE,
)
_CENTURY = re.compile(r"\b([IVX]{1,5}) (?:century|Olympics|Commonwealth Games)\b")
_UNIT = re.compile(r"\d\s?(?:km|kg|cm|mm|ml|mg|lbs?|oz|ft|sq|mph|pw|pcm|p/h|p/w|hrs?|mins?|yrs?)\b")
_STOPPED = re.compile(
    r"\b(?:[Nn]o\.\s*\d|[Nn]o\.\s+[a-z]|[Tt]el:|[NSEW]\.\s+[A-Z][a-z]+)|\b(?:St|Rd|Ave)\.?\s*,"
    r"|[a-z] (?:St|Ave)\.?$|\b(?!a\.m|p\.m)(?:[a-z]\.){2,}"
    r"|\bpp?\.\s?\d|(?<=\s)re (?:your|the|my|our|a)\b|(?<![£$€\d.,])\b\d[\d.]*\s?m\b"
)
_ROAD = re.compile(r"\b[A-Z][a-z]+ (?:Rd|Ave|Ln|Sq|Gdns)\b")


# ---------------------------------------------------------------- capitals


def _acronym(seen: Seen) -> Iterator[Fault]:
    shouted = _shouted(seen.tokens)
    postcodes = [match.span() for match in _POSTCODE.finditer(seen.line)]
    for place, token in enumerate(seen.tokens):
        text = token.text.rstrip("s") if token.text[:-1].isupper() else token.text
        letters = text.replace(".", "").replace("’", "'").removesuffix("'")
        is_initials = len(letters) >= 2 and letters.isupper() and letters.isalnum()
        mixed = (
            re.fullmatch(r"[A-Z][a-z]?[A-Z]{1,3}s?[A-Z]?|[A-Z]{2,4}[a-rt-z]", letters) is not None
        )
        if not (is_initials or mixed) or not letters[0].isalpha() or token in shouted:
            continue
        if is_common_word(token.text) and _begins_name(seen.tokens, place):
            continue
        if letters in word_set("known_initials") or _is_roman(letters) or letters.isdigit():
            continue
        if _is_postcode(letters) or any(a <= token.start < b for a, b in postcodes):
            continue
        yield Fault("acronym", token.text)
    if match := _PAIR.search(seen.line):
        yield Fault("acronym", match[0])


def _is_postcode(letters: str) -> bool:
    """*SK1 3XE* and *M60*: an address, not words made short."""
    return any(letter.isdigit() for letter in letters)


def _capitals(seen: Seen) -> Iterator[Fault]:
    if shouted := _shouted(seen.tokens):
        yield Fault("capitals", " ".join(token.text for token in shouted))


def _shouted(tokens: Sequence[Token]) -> list[Token]:
    """Ordinary words in capitals: long ones, or short ones that are plainly words."""
    upper = [
        place
        for place, token in enumerate(tokens)
        if token.text.isupper() and len(token.text) >= 2 and token.text.isalpha()
    ]
    return [
        tokens[place]
        for place in upper
        if _is_shouted(
            tokens[place].text,
            beside=place - 1 in upper or place + 1 in upper,
            count=len(upper),
        )
        and not _begins_name(tokens, place)
    ]


def _begins_name(tokens: Sequence[Token], place: int) -> bool:
    """*at START Ability Services*: capitals that are part of a name."""
    rest = [token.text for token in tokens[place + 1 : place + 3]]
    return place > 0 and len(rest) == 2 and all(text.istitle() for text in rest)


def _is_shouted(text: str, *, beside: bool, count: int) -> bool:
    lower = text.lower()
    in_a_row = beside and count >= 3
    if text in word_set("initials_like_words"):
        return in_a_row
    if lower in word_set("stressed_words"):
        return True
    if text in word_set("known_initials") or _is_roman(text):
        return in_a_row and is_common_word(text)
    return (is_common_word(text) and (len(text) > 3 or beside)) or (in_a_row and len(text) > 3)


# ---------------------------------------------------------------- short forms


def _abbreviation(seen: Seen) -> Iterator[Fault]:
    known, only = word_set("abbreviations"), word_set("only_with_stop")
    line = ADDRESS.sub("", seen.line)
    for pattern in (_UNIT, _STOPPED, _ROAD, _SHORT_DAY):
        if match := pattern.search(line):
            yield Fault("abbreviation", match[0])
    for match in re.finditer(r"[A-Za-z][\w&/]*(?:\.[A-Za-z]+)*\.?", line):
        word = match[0].rstrip(".").lower()
        stopped = match[0].endswith(".") and match.end() < len(seen.line.rstrip())
        if word in known and (word not in only or stopped or _is_short_day(match[0], seen.line)):
            yield Fault("abbreviation", match[0])


def _is_short_day(stopped: str, line: str) -> bool:
    word = stopped.rstrip(".")
    beside_number = re.search(rf"\d\s*{word}\b|\b{word}\s*\d", line) is not None
    always = word in {"vs", "info", "Info", "docs", "admin", "mins", "Wed", "Fri"}
    return always or (word in _SHORT_BESIDE_NUMBERS and beside_number)


def _contraction(seen: Seen) -> Iterator[Fault]:
    for before, token in pairwise(seen.tokens):
        is_s = token.lower == "'s" and before.lower in _CONTRACT_S and before.end == token.start
        if token.lower in _CONTRACTED or is_s:
            yield Fault("contraction", seen.line[before.start : token.end])
            return


# ---------------------------------------------------------------- figures


def _percentage(seen: Seen) -> Iterator[Fault]:
    if match := _PERCENT.search(seen.line):
        yield Fault("percentage", match[0])


def _number_in_words(seen: Seen) -> Iterator[Fault]:
    if match := re.search(r"\ba (?:hundred|thousand|dozen)\b", seen.line, re.IGNORECASE):
        yield Fault("number-in-words", match[0])
        return
    for place, token in enumerate(seen.tokens):
        parts = token.lower.split("-")
        after_digits = place > 0 and seen.tokens[place - 1].text[-1:].isdigit()
        number = NUMBER_WORDS.get(parts[0], "")
        if (
            number
            and all(part in NUMBER_WORDS for part in parts)
            and token.lower not in _SMALL_WORDS
            and not _ORDINAL.search(number)
            and token.lower not in {"twice", "percent"}
            and not after_digits
        ):
            yield Fault("number-in-words", token.text)
            return


def _roman_numeral(seen: Seen) -> Iterator[Fault]:
    if match := _CENTURY.search(seen.line):
        yield Fault("roman-numeral", match[1])
        return
    for match in _ROMAN_AFTER.finditer(seen.line):
        number = match[1] or match[2]
        numbered = number.isupper() or (number.islower() and (len(number) > 1 or "(" in match[0]))
        if numbered and _is_numeral(number.upper()):
            yield Fault("roman-numeral", number)
            return
    for token in seen.tokens:
        if _is_roman(token.text):
            yield Fault("roman-numeral", token.text)
            return


def _is_numeral(text: str) -> bool:
    return text in {"I", "V", "X"} or bool(_ROMAN.match(text))


def _is_roman(text: str) -> bool:
    year = len(text) >= _SHORTEST_YEAR and _ROMAN_YEAR.match(text)
    return bool(year or _ROMAN.match(text)) and text not in _NOT_ROMAN


def _date_in_figures(seen: Seen) -> Iterator[Fault]:
    if match := _DATE.search(seen.line):
        yield Fault("date-in-figures", match[0])


def _large_number(seen: Seen) -> Iterator[Fault]:
    for match in _BIG.finditer(_CODE.sub("", _PHONE.sub("", ADDRESS.sub("", seen.line)))):
        digits = match[0].replace(",", "").rstrip(".")
        if not digits.isdigit() or _is_large(int(digits)):
            yield Fault("large-number", match[0])
            return


def _is_large(number: int) -> bool:
    return number >= LARGE_NUMBER or (number >= EXACT_NUMBER and number % 1000 > 0)


# ---------------------------------------------------------------- signs


def _special_character(seen: Seen) -> Iterator[Fault]:
    plain = _PAIR.sub("", _DATE.sub("", ADDRESS.sub("", _PHONE.sub("", seen.line))))
    if match := _SPECIAL.search(plain):
        yield Fault("special-character", match[0])


CHECKS: tuple[Check, ...] = (
    _acronym,
    _capitals,
    _abbreviation,
    _contraction,
    _percentage,
    _number_in_words,
    _roman_numeral,
    _special_character,
    _date_in_figures,
    _large_number,
)
