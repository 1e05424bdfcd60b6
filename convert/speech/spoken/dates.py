"""Days, months, years and their ranges."""

from __future__ import annotations

import re
from typing import Final

from convert.days import MONTHS
from convert.speech.spoken.model import Here, Rule, rule
from convert.speech.spoken.numbers import TO, cardinal, ordinal, plural, year
from convert.speech.spoken.times import OPEN_HOURS

_SHORT_MONTHS: Final = {
    "Jan": 1, "Feb": 2, "Mar": 3, "Apr": 4, "Jun": 6, "Jul": 7,
    "Aug": 8, "Sep": 9, "Sept": 9, "Oct": 10, "Nov": 11, "Dec": 12,
}  # fmt: skip
_MONTH_NUMBERS: Final = {name: at for at, name in enumerate(MONTHS, 1)} | _SHORT_MONTHS
_DAYS: Final = {
    "Mon": "Monday", "Tue": "Tuesday", "Tues": "Tuesday", "Wed": "Wednesday",
    "Weds": "Wednesday", "Thu": "Thursday", "Thur": "Thursday", "Thurs": "Thursday",
    "Fri": "Friday", "Sat": "Saturday", "Sun": "Sunday",
}  # fmt: skip

_DAY: Final = r"(?:0?[1-9]|[12]\d|3[01])"
_ORDINAL_DAY: Final = rf"{_DAY}(?:st|nd|rd|th)?"
_MONTH: Final = rf"(?:(?:{'|'.join(MONTHS)})|(?:{'|'.join(_SHORT_MONTHS)})\.?)(?![\w])"
_YEAR: Final = r"(?:1\d|20)\d\d"
_THEN_YEAR: Final = rf"(?:(?:,?\s|-)(?P<year>{_YEAR})(?![\w,]*\d))?"
_WEEKDAY: Final = rf"(?:{'|'.join(_DAYS)})"

# Words that a number between 1100 and 2099 follows when it counts something else than years.
_COUNTED: Final = (
    "people|adults|children|carers|families|members|men|women|staff|workers|volunteers|places|"
    "homes|houses|words|letters|pages|pounds|pence|euros|dollars|hours|minutes|seconds|days|"
    "weeks|months|times|steps|miles|metres|kilometres|calories|points|copies|views|visitors|"
    "responses|replies|jobs|schools|charities|groups|organisations|patients|beds|books|posts"
)


def _of_month(day: str, month: str) -> str:
    return f"{_nth(day)} of {_month(month)}"


def _nth(day: str) -> str:
    return ordinal(int(re.sub(r"\D", "", day)))


def _month(name: str) -> str:
    return MONTHS[_MONTH_NUMBERS[name.rstrip(".")] - 1]


def _the(here: Here) -> str:
    """The article, unless it is written already."""
    return "" if re.search(r"\bthe$", here.before, re.IGNORECASE) else "the "


def _with_year(words: str, written: str) -> str:
    return f"{words} {year(_full_year(written))}" if written else words


def _full_year(written: str) -> int:
    """A year with its century; two digits mean 1950 to 2049."""
    value = int(written)
    if len(written) > 2:
        return value
    return value + (2000 if value < 50 else 1900)


def _day_month(here: Here) -> str:
    return _with_year(_the(here) + _of_month(here["day"], here["month"]), here["year"])


def _month_day(here: Here) -> str:
    return _with_year(f"{_month(here['month'])} the {_nth(here['day'])}", here["year"])


def _days_month(here: Here) -> str:
    joined = here["joined"].strip()
    joint = {"&": "and", "and": "and", "or": "or"}.get(joined, "to")
    last = f"the {_of_month(here['last'], here['month'])}"
    return _with_year(f"{_the(here)}{_nth(here['first'])} {joint} {last}", here["year"])


def _dates(here: Here) -> str:
    first = _the(here) + _of_month(here["first"], here["first_month"])
    first = _with_year(first, here["first_year"])
    last = f"the {_of_month(here['last'], here['month'])}"
    return _with_year(f"{first} to {last}", here["year"])


def _in_figures(here: Here) -> str | None:
    day, month = int(here["day"]), int(here["month"])
    if not (1 <= day <= 31 and 1 <= month <= 12):
        return None
    words = f"{_the(here)}{ordinal(day)} of {MONTHS[month - 1]}"
    return _with_year(words, here["year"])


def _years(here: Here) -> str | None:
    if OPEN_HOURS.search(here.before):
        return None
    first = int(here["first"])
    written = here["last"]
    if len(written) > 2:
        return f"{year(first)} to {year(int(written))}"
    last = first - first % 100 + int(written)
    if last <= first:
        last += 100
    short = last % 100 >= 10 and last // 100 == first // 100
    return f"{year(first)} to {cardinal(last % 100) if short else year(last)}"


def _decade(here: Here) -> str | None:
    written = here["year"]
    if written in {"100", "1000"}:  # so many, and no years
        return None
    value = int(written)
    return plural(year(value) if len(written) > 2 else cardinal(value))


def _era(here: Here) -> str:
    return f"{year(int(here['year']))} {' '.join(here['era'].replace('.', ''))}"


def _short_month(here: Here) -> str:
    return _month(here[0])


def _months(here: Here) -> str:
    return f"{_month(here['first'])} to {_month(here['last'])}"


_BEFORE_A_YEAR: Final = {
    "c": "about", "ca": "about", "circa": "about", "b": "born", "d": "died", "est": "established",
}  # fmt: skip


def _about_year(here: Here) -> str:
    return f"{_BEFORE_A_YEAR[here['short']]} {year(int(here['year']))}"


def _weekday(here: Here) -> str:
    return _DAYS[here["day"]]


def _weekday_after(here: Here) -> str | None:
    return _DAYS[here["day"]] if _SOME_DAY.search(here.before) else None


def _many_days(here: Here) -> str | None:
    return f"{_DAYS[here['day']]}s" if _OFF_DAYS.search(here.before) else None


def _on_day_of_month(here: Here) -> str | None:
    day, month = int(here["day"]), int(here["month"])
    before = here.last_word.lower()
    # "Cut by 1/2" is a fraction; "by 31/3" is a day.
    led_up_to = before in _ON or (before == "by" and day > _LAST_FRACTION)
    if not (led_up_to and 1 <= day <= 31 and 1 <= month <= 12):
        return None
    return f"the {ordinal(day)} of {MONTHS[month - 1]}"


_ON: Final = frozenset({"on", "until", "since", "due"})
_LAST_FRACTION: Final = 10
_SOME_DAY: Final = re.compile(
    r"\b(?:every|each|next|this|last|by|until|\d(?:st|nd|rd|th)|(?:mon|tues?|wed|thu|fri|sat|sun)[a-z]*\s(?:and|or|&))$",
    re.IGNORECASE,
)
_OFF_DAYS: Final = re.compile(r"(?:\b(?:closed|open|on|except|and|or)|[,&])$", re.IGNORECASE)


def _century(here: Here) -> str:
    return f"{ordinal(int(here['century']))} century"


def _weekdays(here: Here) -> str:
    return " to ".join(_DAYS.get(day, day) for day in (here["first"], here["last"]))


_FULL_DAYS: Final = "|".join(sorted(set(_DAYS.values())))

RULES: Final[tuple[Rule, ...]] = (
    rule(
        "dates/two-months",
        rf"""(?<![\w.,/])(?P<first>{_ORDINAL_DAY})(?:\sof)?\s(?P<first_month>{_MONTH})
        (?:,?\s(?P<first_year>{_YEAR}))? (?:{TO}|\sto\s)
        (?P<last>{_ORDINAL_DAY})(?:\sof)?\s(?P<month>{_MONTH}){_THEN_YEAR}""",
        _dates,
    ),
    rule(
        "dates/days-month",
        rf"""(?<![\w.,/])(?P<first>{_ORDINAL_DAY})(?P<joined>{TO}|\sto\s|/|\s?&\s?|\sand\s|\sor\s)
        (?:the\s)?(?P<last>{_ORDINAL_DAY})(?:\sof)?\s(?P<month>{_MONTH}){_THEN_YEAR}""",
        _days_month,
    ),
    rule(
        "dates/day-month",
        rf"(?<![\w.,/£$€])(?P<day>{_ORDINAL_DAY})(?:\sof)?[\s-](?P<month>{_MONTH}){_THEN_YEAR}",
        _day_month,
    ),
    rule(
        "dates/month-day",
        rf"(?P<month>{_MONTH})\s(?:the\s)?(?P<day>{_DAY}(?:st|nd|rd|th)){_THEN_YEAR}\b",
        _month_day,
    ),
    rule(
        "dates/month-day-year",
        rf"(?P<month>{_MONTH})\s(?P<day>{_DAY}),\s(?P<year>{_YEAR})\b",
        _month_day,
    ),
    rule(
        "dates/figures",
        r"(?<![\w./-])(?P<day>\d{1,2})(?P<by>[/.-])(?P<month>\d{1,2})(?P=by)"
        r"(?P<year>\d{4}|\d{2})(?![\w/-]|\.\d)",
        _in_figures,
    ),
    rule(
        "dates/iso",
        r"(?<![\w-])(?P<year>\d{4})-(?P<month>[01]\d)-(?P<day>[0-3]\d)(?![\w-])",
        _in_figures,
    ),
    rule(
        "dates/on-day-of-month",
        r"(?<![\w./])(?P<day>\d{1,2})/(?P<month>\d{1,2})(?![\w/]|\.\d)",
        _on_day_of_month,
    ),
    rule("dates/century", r"\bC(?P<century>\d{1,2})(?:st|nd|rd|th)\b", _century),
    rule("dates/many-days", r"(?P<day>Mon|Fri|Sun)s\b", _many_days),
    rule("dates/weekday-after", rf"(?P<day>{_WEEKDAY})\b\.?(?!\w)", _weekday_after),
    rule("dates/era", r"(?<![\w.,])(?P<year>\d{1,4})\s?(?P<era>BCE?|AD|CE)\b", _era),
    rule(
        "dates/years",
        rf"(?<![\w.,£$€/-])(?P<first>{_YEAR})(?:{TO}|/)(?P<last>{_YEAR}|\d\d)(?![\w/%-]|[.,]\d)",
        _years,
    ),
    rule("dates/decade", r"(?<![\w.,£$€])'?(?P<year>\d{2}0|(?:1\d|20)\d0|[1-9]0)'?s\b", _decade),
    rule(
        "dates/year",
        rf"(?<![\w.,£$€/#])(?:{_YEAR})(?![\w%°/]|[.,]\d|\s(?:{_COUNTED})\b)",
        lambda here: year(int(here[0])),
    ),
    rule(
        "dates/about-year",
        rf"(?P<short>circa|ca?|b|d|est)(?:\.\s?|(?<=c)|(?<=a)\s)(?P<year>{_YEAR})(?![\w%/-]|[.,]\d)",
        _about_year,
    ),
    rule("dates/short-year", r"(?<=\s)'(?P<year>\d\d)\b(?!')", lambda h: cardinal(int(h["year"]))),
    rule("dates/months", rf"(?P<first>{_MONTH}){TO}(?P<last>{_MONTH})", _months),
    rule(
        "dates/short-month",
        rf"(?:{'|'.join(_SHORT_MONTHS)})\b(?:\.(?=\s)|(?=\s\d))",
        _short_month,
    ),
    rule(
        "dates/weekdays",
        rf"(?P<first>{_WEEKDAY}|{_FULL_DAYS})\.?(?:{TO}|\sto\s)(?P<last>{_WEEKDAY}|{_FULL_DAYS})\b\.?",
        _weekdays,
    ),
    rule(
        "dates/weekday",
        rf"(?P<day>Tues?|Weds|Thur?s?|Fri|{_WEEKDAY}(?=\.?,?\s\d|\.\s[\da-z]|\s(?:of|in)\s(?:the|each|every)\b))\b\.?(?!\w)",
        _weekday,
    ),
)
