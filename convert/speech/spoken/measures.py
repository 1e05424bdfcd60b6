"""Percentages, ordinals, units of measure, sizes and ratios."""

from __future__ import annotations

from typing import Final

from convert.speech.spoken.model import Here, Rule, rule
from convert.speech.spoken.numbers import NOT_IN_A_WORD, NUMBER, TO, is_one, number, ordinal

# What is written, one of it, many of it.
_UNITS: Final = {
    "mm": ("millimetre", "millimetres"), "cm": ("centimetre", "centimetres"),
    "m": ("metre", "metres"), "km": ("kilometre", "kilometres"), "kms": ("", "kilometres"),
    "ft": ("foot", "feet"), "yds": ("", "yards"), "mi": ("mile", "miles"),
    "mph": ("mile an hour", "miles an hour"),
    "kph": ("kilometre an hour", "kilometres an hour"),
    "km/h": ("kilometre an hour", "kilometres an hour"),
    "mg": ("milligram", "milligrams"), "mcg": ("microgram", "micrograms"),
    "µg": ("microgram", "micrograms"), "g": ("gram", "grams"), "kg": ("kilo", "kilos"),
    "kgs": ("", "kilos"), "oz": ("ounce", "ounces"), "lb": ("pound", "pounds"),
    "lbs": ("pound", "pounds"), "ml": ("millilitre", "millilitres"),
    "cl": ("centilitre", "centilitres"), "l": ("litre", "litres"), "L": ("litre", "litres"),
    "pt": ("point", "point"), "px": ("pixel", "pixels"),
    "sec": ("second", "seconds"), "secs": ("second", "seconds"),
    "min": ("minute", "minutes"), "mins": ("minute", "minutes"),
    "hr": ("hour", "hours"), "hrs": ("hour", "hours"),
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
_TIGHT: Final = frozenset({"m", "k", "V", "W", "L", "l", '"', "mi", "bn"})
_UNIT: Final = "|".join(
    ("" if unit in _TIGHT else r"[ ]?") + unit.replace(" ", "[ ]").replace(".", r"\.")
    for unit in sorted(_UNITS, key=len, reverse=True)
)
# "2m people" are millions, "2m apart" are metres.
_MILLIONS: Final = (
    r"(?=\s(?:people|adults|children|carers|families|homes|households|workers|women|men|"
    r"patients|jobs|visitors|views|downloads|listeners|readers|records|adult|older|disabled)\b)"
)
_CARDINAL_SUFFIX: Final = "(?:st|nd|rd|th)"


def _measure(here: Here) -> str:
    one, many = _UNITS[here["unit"].strip()]
    minus = "minus " if here["minus"] else ""
    return f"{minus}{number(here['amount'])} {one if is_one(here['amount']) else many}"


def _measure_range(here: Here) -> str:
    _, many = _UNITS[here["unit"].strip()]
    low_unit = here["low_unit"].strip()
    low = number(here["low"])
    if low_unit and low_unit != here["unit"].strip():
        low = f"{low} {_UNITS[low_unit][1]}"
    return f"{low} to {number(here['amount'])} {many}"


def _long(here: Here) -> str:
    """One unit before a noun: "a 30-min film"."""
    return f"{number(here['amount'])} {_UNITS[here['unit']][0]}"


def _millions(here: Here) -> str:
    return f"{number(here['amount'])} million"


def _size(here: Here) -> str:
    parts = here[0].replace("×", "x").split("x")
    last = parts.pop()
    unit = here["unit"].strip()
    said = number(last.removesuffix(unit).strip() if unit else last.strip())
    sides = [*(number(part.strip()) for part in parts), said]
    return " by ".join(sides) + (f" {_UNITS[unit][1]}" if unit else "")


def _times(here: Here) -> str:
    return f"{number(here['amount'])} times"


def _ratio(here: Here) -> str:
    return " to ".join(number(part) for part in here[0].split(":"))


def _about(here: Here) -> str:
    return {"<": "less than", ">": "more than", "~": "about", "≈": "about"}[here[0].strip()]


RULES: Final[tuple[Rule, ...]] = (
    rule(
        "measures/ordinal",
        rf"(?<![\w.])(?P<number>\d{{1,3}}(?:,\d{{3}})+|\d+){_CARDINAL_SUFFIX}\b",
        lambda here: ordinal(int(here["number"].replace(",", ""))),
    ),
    rule("measures/millions", rf"{NOT_IN_A_WORD}(?P<amount>{NUMBER})m{_MILLIONS}", _millions),
    rule(
        "measures/size",
        rf"{NOT_IN_A_WORD}{NUMBER}(?:\s?[x×]\s?{NUMBER}){{1,2}}(?P<unit>[ ]?m|{_UNIT})?(?![\w]|\s?=|-\w)",
        _size,
    ),
    rule("measures/times", rf"{NOT_IN_A_WORD}(?P<amount>{NUMBER})\s?[x×](?!\w)", _times),
    rule(
        "measures/range",
        rf"""{NOT_IN_A_WORD}(?P<low>{NUMBER})(?P<low_unit>{_UNIT})?{TO}
        (?P<amount>{NUMBER})(?P<unit>{_UNIT})(?!\w)""",
        _measure_range,
    ),
    rule(
        "measures/long",
        rf"{NOT_IN_A_WORD}(?P<amount>{NUMBER})-(?P<unit>min|hr|km|m|cm|ft|kg|yr|wk|sec|pt)(?!\w)",
        _long,
    ),
    rule(
        "measures/unit",
        rf"(?<![\w.,£$€])(?P<minus>(?<![\w)])[-–])?(?P<amount>{NUMBER})(?P<unit>{_UNIT})(?!\w)",
        _measure,
    ),
    rule("measures/ratio", r"(?<![\w:])\d+(?::\d+)+(?![\w:])", _ratio),
    rule("measures/about", rf"(?<!\w)[<>~≈]\s?(?=[£$€]?{NUMBER})", _about),
)
