"""Percentages, ordinals, units of measure, sizes and ratios."""

from __future__ import annotations

import re
from typing import Final

from convert.speech.spoken.model import Here, Rule, rule
from convert.speech.spoken.money import PER, RATES
from convert.speech.spoken.numbers import (
    NOT_IN_A_WORD,
    NUMBER,
    TO,
    cardinal,
    is_one,
    number,
    ordinal,
    plural,
)
from convert.speech.spoken.things import describes

# What is written, one of it, many of it.
_UNITS: Final = {
    "mm": ("millimetre", "millimetres"), "cm": ("centimetre", "centimetres"),
    "m": ("metre", "metres"), "km": ("kilometre", "kilometres"), "kms": ("", "kilometres"),
    "ft": ("foot", "feet"), "yds": ("", "yards"), "mi": ("mile", "miles"),
    "mph": ("mile an hour", "miles an hour"),
    "kph": ("kilometre an hour", "kilometres an hour"),
    "km/h": ("kilometre an hour", "kilometres an hour"),
    "mmHg": ("millimetre of mercury", "millimetres of mercury"),
    "mol": ("mole", "moles"), "mmol": ("millimole", "millimoles"), "mg": ("milligram", "milligrams"), "mcg": ("microgram", "micrograms"),
    "µg": ("microgram", "micrograms"), "g": ("gram", "grams"), "kg": ("kilo", "kilos"),
    "kgs": ("", "kilos"), "oz": ("ounce", "ounces"), "lb": ("pound", "pounds"),
    "lbs": ("pound", "pounds"), "ml": ("millilitre", "millilitres"),
    "cl": ("centilitre", "centilitres"), "l": ("litre", "litres"), "L": ("litre", "litres"),
    "tsp": ("teaspoon", "teaspoons"), "tbsp": ("tablespoon", "tablespoons"),
    "gsm": ("G S M", "G S M"), "in": ("inch", "inches"), "ins": ("inch", "inches"),
    "pt": ("point", "point"), "px": ("pixel", "pixels"),
    "sec": ("second", "seconds"), "secs": ("second", "seconds"),
    "min": ("minute", "minutes"), "mins": ("minute", "minutes"),
    "h": ("hour", "hours"), "hr": ("hour", "hours"), "hrs": ("hour", "hours"),
    "wk": ("week", "weeks"), "wks": ("week", "weeks"),
    "mth": ("month", "months"), "mths": ("month", "months"),
    "yr": ("year", "years"), "yrs": ("year", "years"),
    "kb": ("kilobyte", "kilobytes"), "KB": ("kilobyte", "kilobytes"),
    "kB": ("kilobyte", "kilobytes"), "MB": ("megabyte", "megabytes"),
    "GB": ("gigabyte", "gigabytes"), "TB": ("terabyte", "terabytes"),
    "Mbps": ("megabit a second", "megabits a second"),
    "kW": ("kilowatt", "kilowatts"), "kWh": ("kilowatt hour", "kilowatt hours"),
    "W": ("watt", "watts"), "V": ("volt", "volts"), "kcal": ("kilocalorie", "kilocalories"),
    "dB": ("decibel", "decibels"), "Hz": ("hertz", "hertz"), "kHz": ("kilohertz", "kilohertz"),
    "m²": ("square metre", "square metres"), "km²": ("square kilometre", "square kilometres"),
    "sq m": ("square metre", "square metres"), "sq ft": ("square foot", "square feet"),
    "°C": ("degree Celsius", "degrees Celsius"),
    "°F": ("degree Fahrenheit", "degrees Fahrenheit"), "°": ("degree", "degrees"),
    '"': ("inch", "inches"), "k": ("thousand", "thousand"), "bn": ("billion", "billion"),
    "%": ("per cent", "per cent"),
}  # fmt: skip
# Those that stand for something else when a space comes before them.
_TIGHT: Final = frozenset({"m", "k", "V", "W", "L", "l", '"', "mi", "bn", "in"})
_UNIT: Final = "|".join(
    ("" if unit in _TIGHT else r"[ ]?") + unit.replace(" ", "[ ]").replace(".", r"\.")
    for unit in sorted(_UNITS, key=len, reverse=True)
)
# "2m people" are millions, "2m apart" are metres.
_MILLIONS: Final = (
    r"(?=\s(?:people|adults|children|carers|families|homes|households|workers|women|men|"
    r"patients|jobs|members|followers|users|residents|voters|pupils|students|tonnes|trees|"
    r"customers|subscribers|visits|viewers|calls|doses|signatures|pounds|visitors|views|downloads|listeners|readers|records|adult|older|disabled)\b)"
)
# "A 5k run" is a distance with a name, "5k people" are thousands.
_RACE: Final = (
    r"(?=\s(?:\w+\s)?(?:runs?|runners?|walks?|walkers?|races?|parkrun|swims?|jogs?|challenges?)\b)"
)
_SERVICE: Final = r"(?=\s(?:service|care|support|clock|helpline|line|advice|access|cover|notice|crisis|emergency)\b)"
_ORDINAL_SUFFIX: Final = "(?:st|nd|rd|th)"


_PER_UNIT: Final = r"(?:/(?P<per>kg|ml|mL|l|L|km|m²|g|mol)(?!\w))"
_BEFORE_A_THING: Final = re.compile(
    r"\s(?:[A-Z]{2}"
    r"|(?!long|wide|high|tall|deep|thick|across|apart|away|or|and|by|in|of|x|is|are|was|to)[a-z])"
)


def _measure(here: Here) -> str | None:
    unit = here["unit"].strip()
    one, many = _UNITS[unit]
    is_single = is_one(here["amount"])
    if unit == '"':
        if here.before.count('"') % 2:  # it closes a quotation
            return None
        is_single = is_single or _BEFORE_A_THING.match(here.after) is not None
    is_single = is_single or bool(one and not _rate(here) and describes(here))
    minus = "minus " if here["minus"] else ""
    return f"{minus}{number(here['amount'])} {one if is_single else many}{_rate(here)}"


def _rate(here: Here) -> str:
    """What a measure is counted against: " a week", " per kilo"."""
    if here["per"]:
        return f" per {_UNITS[here['per'].replace('mL', 'ml')][0]}"
    return _a_time(here)


def _a_time(here: Here) -> str:
    return f" {RATES[here['rate']]}" if here["rate"] else ""


def _rate_alone(here: Here) -> str:
    """A unit without its number: "km/h", "hours/week"."""
    unit = here["unit"]
    many = _UNITS[unit][1] if unit in _UNITS else unit
    return f"{many}{_rate(here)}"


def _thousands(here: Here) -> str:
    return f"{number(here['amount'])} thousand {_UNITS[here['unit']][1]}"


def _in_hours(here: Here) -> str:
    """The most of a medicine in a day: "4g/24h"."""
    one, many = _UNITS[here["unit"].strip()]
    unit = one if is_one(here["amount"]) else many
    return f"{number(here['amount'])} {unit} in {number(here['hours'])} hours"


def _feet(here: Here) -> str | None:
    if here.before.count("'") % 2 or not describes(here):
        return None
    return f"{number(here['feet'])} foot"


def _feet_and_inches(here: Here) -> str:
    return f"{number(here['feet'])} foot {number(here['inches'] or here['more'])}"


def _race(here: Here) -> str:
    """A distance by the name that runners give it."""
    return f"{number(here['amount'])} K"


def _ages(here: Here) -> str:
    return f"{number(here['low'])} to {plural(cardinal(int(here['amount'])))}"


_ROUND: Final = {"10": "tens", "100": "hundreds", "1000": "thousands", "10000": "tens of thousands"}


def _round(here: Here) -> str:
    return _ROUND[here["amount"].replace(",", "")]


def _many(here: Here) -> str:
    """People by their age, shoes by their size: "under-5s"."""
    return plural(cardinal(int(here["amount"])))


def _measure_range(here: Here) -> str:
    one, many = _UNITS[here["unit"].strip()]
    if one and not _rate(here) and describes(here):
        many = one
    low_unit = here["low_unit"].strip()
    low = number(here["low"])
    if here["unit"] == '"' and here.before.count('"') % 2:
        return f"{low} to {number(here['amount'])}"
    if low_unit and low_unit != here["unit"].strip():
        low = f"{low} {_UNITS[low_unit][1]}"
    return f"{low} to {number(here['amount'])} {many}{_rate(here)}"


def _long(here: Here) -> str:
    """One unit before a noun: "a 30-min film"."""
    return f"{number(here['amount'])} {_UNITS[here['unit'] or here['hours']][0]}"


def _millions(here: Here) -> str:
    return f"{number(here['amount'])} million"


def _size(here: Here) -> str:
    """Length by width: "six by four feet"; but so many times a dose."""
    thing = describes(here)
    sides = [_side(side, thing=thing) for side in _BY.split(here[0])]
    doses = here["unit"].strip() in _OF_A_DOSE and len(sides) == 2
    return (" times " if doses else " by ").join(sides)


def _side(written: str, *, thing: bool) -> str:
    match = _NUMBER_FIRST.match(written)
    assert match is not None
    one, many = _UNITS.get(written[match.end() :].strip(), ("", ""))
    unit = one if one and thing else many
    return f"{number(match[0])} {unit}".strip()


_BY: Final = re.compile(r"\s?[x×]\s?(?=\d)")
_NUMBER_FIRST: Final = re.compile(NUMBER)
_OF_A_DOSE: Final = frozenset(
    {"mg", "mcg", "µg", "g", "kg", "ml", "l", "L", "cl", "min", "mins", "hr", "hrs", "h"}
)


def _by(here: Here) -> str:  # noqa: ARG001  every rule is asked alike
    return "by"


def _times(here: Here) -> str:
    return f"{number(here['amount'])} times{_a_time(here)}"


def _so_many_times(here: Here) -> str:
    return f"times {number(here['amount'])}{_a_time(here)}"


def _stone(here: Here) -> str | None:
    """A weight in stones; the figure before is no ordinal, as "1st" is."""
    stones, pounds = here["stones"], here["pounds"]
    if not pounds and _makes_first(stones):
        return None
    said = f"{number(stones)} stone"
    return f"{said} {number(pounds)}" if pounds else said


def _makes_first(written: str) -> bool:
    """Whether "st" after the figure makes a "first": 1st, 21st, and not 11st."""
    return written.endswith("1") and not written.endswith("11") and "." not in written


_WARMTH: Final = re.compile(
    r"\b(?:temperatures?|degrees|oven|bake|wash|freezer|fridge|heat|hot|warm|mild|cold|cool|"
    r"forecast|by day)\b|°",
    re.IGNORECASE,
)


_NUMBERED: Final = frozenset({"block", "bus", "class", "flat", "room", "seat", "unit", "ward"})


def _degrees(here: Here) -> str | None:
    if not _WARMTH.search(here.text) or here.last_word.lower() in _NUMBERED:
        return None
    minus = "minus " if here["minus"] else ""
    return f"{minus}{number(here['amount'])} {_UNITS['°' + here['scale']][1]}"


def _ratio(here: Here) -> str:
    return " to ".join(number(part) for part in here[0].split(":"))


def _about(here: Here) -> str:
    return {"<": "less than", ">": "more than", "~": "about", "≈": "about"}[here[0].strip()]


RULES: Final[tuple[Rule, ...]] = (
    rule(
        "measures/stone",
        r"(?<![\w.,])(?P<stones>\d{1,2}(?:\.\d)?)\s?st(?:\s?(?P<pounds>\d{1,2})\s?lbs?)?(?!\w)",
        _stone,
    ),
    rule(
        "measures/degrees",
        r"(?<![\w.,])(?P<minus>[-–])?(?P<amount>\d{1,3})\s?(?P<scale>[CF])(?!\w)",
        _degrees,
    ),
    rule(
        "measures/ordinal",
        rf"(?<![\w.])(?P<number>\d{{1,3}}(?:,\d{{3}})+|\d+){_ORDINAL_SUFFIX}\b",
        lambda here: ordinal(int(here["number"].replace(",", ""))),
    ),
    rule("measures/millions", rf"{NOT_IN_A_WORD}(?P<amount>{NUMBER})m{_MILLIONS}", _millions),
    rule(
        "measures/size",
        rf"""{NOT_IN_A_WORD}{NUMBER}(?:[ ]?m|{_UNIT})?
        (?:\s?[x×]\s?{NUMBER}(?P<unit>[ ]?m|{_UNIT})?){{1,2}}(?![\w]|\s?=|-\w)""",
        _size,
    ),
    rule("measures/times", rf"{NOT_IN_A_WORD}(?P<amount>{NUMBER})\s?[x×](?:{PER}|(?!\w))", _times),
    rule("measures/by", r"(?:(?<=(?:wide|high|long|deep|tall)\s)|(?<=[\"']\s))[x×]\s?(?=\d)", _by),
    rule(
        "measures/so-many-times",
        rf"(?<![\w.])[x×]\s?(?P<amount>[12]?\d|30)(?:{PER}|(?![\w.'\"/]))",
        _so_many_times,
    ),
    rule(
        "measures/range",
        rf"""{NOT_IN_A_WORD}(?P<low>{NUMBER})(?P<low_unit>{_UNIT})?{TO}
        (?P<amount>{NUMBER})(?P<unit>{_UNIT})(?:{PER}|{_PER_UNIT})?(?!\w)""",
        _measure_range,
    ),
    rule("measures/ages", rf"{NOT_IN_A_WORD}(?P<low>\d{{1,2}}){TO}(?P<amount>\d{{1,2}})s\b", _ages),
    rule(
        "measures/feet-and-inches",
        r"""(?<![\w.,])(?P<feet>\d{1,2})(?: '\s?(?P<inches>1[01]|\d)(?:"|'')?(?![\w'])
        | \s?ft\s?(?P<more>1[01]|\d)(?:ins?|\sins?(?=\s(?:tall|high|wide|long|deep)\b|[.,;:)]|$)|")?(?!\w) )""",
        _feet_and_inches,
    ),
    rule("measures/feet", r"(?<![\w.,])(?P<feet>\d{1,2})'(?=\s[a-z])", _feet),
    rule(
        "measures/thousands",
        rf"{NOT_IN_A_WORD}(?P<amount>{NUMBER})k\s(?P<unit>sq[ ]ft|sq[ ]m)(?!\w)",
        _thousands,
    ),
    rule(
        "measures/in-hours",
        rf"{NOT_IN_A_WORD}(?P<amount>{NUMBER})(?P<unit>{_UNIT})/(?P<hours>\d{{1,2}})[ ]?h(?:rs?)?(?!\w)",
        _in_hours,
    ),
    rule("measures/race", rf"{NOT_IN_A_WORD}(?P<amount>{NUMBER})k{_RACE}", _race),
    rule(
        "measures/long",
        rf"""{NOT_IN_A_WORD}(?P<amount>{NUMBER})
        (?: -(?P<unit>min|hr|km|m|cm|ft|kg|yr|wk|sec|pt|h)(?!\w) | (?P<hours>h){_SERVICE} )""",
        _long,
    ),
    rule(
        "measures/unit",
        rf"(?<![\w.,£$€])(?P<minus>(?<![\w)])[-–])?(?P<amount>{NUMBER})(?P<unit>{_UNIT})"
        rf"(?:{PER}|{_PER_UNIT})?(?!\w)",
        _measure,
    ),
    rule(
        "measures/rate-alone",
        rf"(?P<unit>km|hrs?|hours|days|mins|minutes|miles|mg|ml|times|visits|nights|sessions)"
        rf"(?:{PER}|{_PER_UNIT})(?!\w)",
        _rate_alone,
    ),
    rule("measures/mercury", r"mmHg\b", lambda _: "millimetres of mercury"),
    rule("measures/round", rf"{NOT_IN_A_WORD}(?P<amount>100|10?,?000)s(?!\w)", _round),
    rule("measures/many", rf"{NOT_IN_A_WORD}(?P<amount>\d{{1,2}})s(?!\w)", _many),
    rule("measures/ratio", r"(?<![\w:])\d+(?::\d+)+(?![\w:])", _ratio),
    rule("measures/about", rf"(?<!\w)[<>~≈]\s?(?=[£$€]?{NUMBER})", _about),
)
