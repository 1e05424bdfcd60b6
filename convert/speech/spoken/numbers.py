"""Numbers in words, the British way: cardinals, ordinals, decimals, years, single digits."""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from convert.speech.spoken.model import VULGAR, Here, Rule, rule

DIGITS: Final = ("oh", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
# Longer numbers are said digit by digit: nobody hears what "quadrillions" are.
LONGEST: Final = 15

NUMBER: Final = r"(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?"
"""A number as written: 40,000 or 40000 or 3.5."""
NOT_IN_A_WORD: Final = r"(?<![\w.,£$€])"
TO: Final = r"\s?[-–]\s?"
"""What stands between the two ends of a range."""


@cache
def cardinal(number: int) -> str:
    """One, twenty-one, one hundred and one."""
    from num2words import num2words  # noqa: PLC0415  it loads every language it knows

    return str(num2words(number)).replace(",", "")


@cache
def ordinal(number: int) -> str:
    """First, twenty-first, one hundred and first."""
    from num2words import num2words  # noqa: PLC0415  as above

    return str(num2words(number, to="ordinal")).replace(",", "")


def digits(written: str) -> str:
    """Each digit by its name: "oh two oh"."""
    return " ".join(DIGITS[int(digit)] for digit in written if digit.isdecimal())


def number(written: str) -> str:
    """A number as written, with its commas and its decimals, in words."""
    whole, _, decimals = written.replace(",", "").partition(".")
    words = cardinal(int(whole)) if len(whole) <= LONGEST else digits(whole)
    if not decimals:
        return words
    return f"{words} point {digits(decimals).replace('oh', 'zero')}"


def is_one(written: str) -> bool:
    """Whether the noun that follows is singular."""
    return written == "1"


def year(value: int) -> str:
    """Nineteen eighty-four, two thousand and five, twenty sixteen."""
    century, rest = divmod(value, 100)
    if value < 1000 or 2000 <= value < 2010 or value % 1000 == 0:
        return cardinal(value)
    if rest == 0:
        return f"{cardinal(century)} hundred"
    return f"{cardinal(century)} {'oh ' if rest < 10 else ''}{cardinal(rest)}"


def plural(words: str) -> str:
    """The plural of a number in words: "nineties", "hundreds"."""
    if words.endswith("y"):
        return words[:-1] + "ies"
    return words + ("es" if words.endswith("x") else "s")


# ---------------------------------------------------------------- rules

_FRACTIONS: Final = {
    "½": "a half", "¼": "a quarter", "¾": "three quarters", "⅓": "a third", "⅔": "two thirds",
    "⅛": "an eighth", "⅜": "three eighths", "⅝": "five eighths", "⅞": "seven eighths",
    "1/2": "a half", "1/3": "a third", "2/3": "two thirds", "1/4": "a quarter",
    "3/4": "three quarters", "1/5": "a fifth", "1/8": "an eighth", "1/10": "a tenth",
}  # fmt: skip
_GAMES: Final = re.compile(
    r"\b(?:won|wins?|winning|lost|loses?|losing|drew|draws?|lead|leads|led|beat|beats|beaten|thrashed|"
    r"defeated|scored?|finished|ended)\b(?:\s(?:was|is|of))?(?:\s(?:by|the|(?:[A-Z][\w']+)))*$"
)
_GAME: Final = re.compile(r"\s(?:draw|win|victory|defeat|loss|lead|thrashing|scoreline)\b")
_AFTER_A_GAME: Final = re.compile(
    r"\s*(?:$|[.,;:!?)])|\s(?:on|at|in|against|away|after|and|but|last|this|yesterday|thanks|with|to)\b"
)
_NAME_BEFORE: Final = re.compile(
    r"\b(?!(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)(?:[a-z]*day)?s?$|(?:Tues|Weds?|Thurs?|Daily|Open|Times?)$"
    r"|(?:Rooms?|Flats?|Units?|Wards?|Pages?|Chapters?|Class|Classes|Years?|Stages?|Blocks?|Ages?"
    r"|Aged|Seats?|Gates?|Floors?|Bays?|Grades?|Lots?|Rows?|Weeks?|Days?|Ratio)$)[A-Z][a-z]+$"
)
"""A name, and no day or place that hours or numbers follow."""
_NAME_AFTER: Final = re.compile(r"\s[A-Z][a-z]+")
_SETS: Final = re.compile(
    r"(?<![\w.,/-])\d{1,2}[-–]\d{1,2}(?:(?:, and|,|\sand)\s\d{1,2}[-–]\d{1,2})+(?![\w/-])"
)
_SET: Final = re.compile(r"(\d+)[-–](\d+)")
_PRESSURE: Final = re.compile(r"\b(?:pressure|BP|bp)\b[^.;!?]*$")
_SAYINGS: Final = {"24/7": "twenty-four seven", "9/11": "nine eleven", "50/50": "fifty-fifty"}


def _fraction(here: Here) -> str | None:
    said = _FRACTIONS.get(here["part"])
    if said is None:
        return None
    if here["whole"]:
        return f"{cardinal(int(here['whole']))} and {said}"
    if said == "a half" and re.match(r"\san?\s", here.after):
        return "half"
    return said.split(" ", 1)[1] if re.search(r"\b(?:a|an)$", here.before) else said


def _out_of(here: Here) -> str | None:
    part, whole = here["part"], here["whole"]
    if float(part) > float(whole):
        if _PRESSURE.search(here.before) or here.after.lstrip().startswith("mmHg"):
            return f"{number(part)} over {number(whole)}"
        return f"{number(part)} slash {number(whole)}"
    return f"{number(part)} out of {number(whole)}"


def _range(here: Here) -> str:
    return f"{number(here['low'])} to {number(here['high'])}"


def _score(here: Here) -> str | None:
    ours, theirs = here["ours"], here["theirs"]
    said = " ".join("nil" if goals == "0" else number(goals) for goals in (ours, theirs))
    if _between_names(here) or _in_sets(here):
        return said
    played = _GAMES.search(here.before) and _AFTER_A_GAME.match(here.after)
    if not (played or _GAME.match(here.after)):
        return None
    return f"{number(ours)} all" if ours == theirs != "0" else said


def _between_names(here: Here) -> bool:
    """`Leeds 3-1 Hull`: between names, and not upwards, as a range goes."""
    ours, theirs = int(here["ours"]), int(here["theirs"])
    named = _NAME_BEFORE.search(here.before) and _NAME_AFTER.match(here.after)
    return bool(named) and (ours > theirs or (ours == theirs and ours != 1))


def _in_sets(here: Here) -> bool:
    """`6-4, 3-6, 7-5`: sets of tennis, the first to six or seven, some of them downwards."""
    start = here.match.start()
    row = next((m[0] for m in _SETS.finditer(here.text) if m.start() <= start < m.end()), "")
    sets = [(int(ours), int(theirs)) for ours, theirs in _SET.findall(row)]
    return any(a > b for a, b in sets) and all(max(games) in {6, 7} for games in sets)


def _digit_by_digit(here: Here) -> str:
    return digits(here[0])


def _version(here: Here) -> str:
    parts = " point ".join(cardinal(int(part)) for part in here["parts"].split("."))
    return f"version {parts}" if here["v"] else parts


def _signed(here: Here) -> str:
    return f"{'plus' if here['sign'] == '+' else 'minus'} {number(here['number'])}"


def _plain(here: Here) -> str:
    return number(here[0])


def _or_more(here: Here) -> str:
    return f"{number(here['number'])} plus"


RULES: Final[tuple[Rule, ...]] = (
    rule("numbers/saying", r"(?<![\w/])(?:24/7|9/11|50/50)(?![\w/])", lambda h: _SAYINGS[h[0]]),
    rule(
        "numbers/fraction",
        rf"""(?<![\w/.])
        (?: (?P<whole>\d+) (?: [ ]?(?=[{VULGAR}]) | [ ](?=\d/\d) ) )?
        (?P<part> [{VULGAR}] | \d/\d{{1,2}} ) (?![\w/])""",
        _fraction,
    ),
    rule(
        "numbers/out-of",
        rf"(?<![\w/]) (?P<part>{NUMBER})/(?P<whole>\d+) (?![\w/])",
        _out_of,
    ),
    rule(
        "numbers/version",
        r"(?<![\w.])(?P<v>v)?(?P<parts>\d+(?:\.\d+){2,}|(?(v)\d+(?:\.\d+)?|(?!)))(?![\w])",
        _version,
    ),
    rule(
        "numbers/score",
        rf"(?P<ours>\d{{1,2}}){TO}(?P<theirs>\d{{1,2}})\b",
        _score,
    ),
    rule(
        "numbers/range",
        rf"{NOT_IN_A_WORD} (?P<low>{NUMBER}){TO}(?P<high>{NUMBER}) (?![\w/]|{TO}\d)",
        _range,
    ),
    rule("numbers/long", r"(?<![\w.,])(?:0\d+|\d{7,})(?![\w.,]?\d)(?!\w)", _digit_by_digit),
    rule("numbers/signed", rf"(?<![\w)])(?P<sign>[-–+])(?P<number>{NUMBER})(?!\w)", _signed),
    rule("numbers/or-more", rf"{NOT_IN_A_WORD}(?P<number>{NUMBER})\+(?![\w+])", _or_more),
    rule("numbers/plain", rf"{NUMBER}(?!\w)", _plain),
)
