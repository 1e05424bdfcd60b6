"""A line that says when a post was published, and perhaps by whom, and nothing else."""

from __future__ import annotations

import datetime as dt
import re
from typing import Final

import msgspec

from convert.days import MONTHS

_MONTHS: Final = tuple(map(str.lower, MONTHS))
_MONTH = rf"(?P<month>{'|'.join(_MONTHS)}|{'|'.join(m[:3] for m in _MONTHS)}|sept)\.?"
_WEEKDAY = r"(?:(?P<weekday>mon|tue|wed|thu|fri|sat|sun)(?:day|sday|nesday|rsday|urday|s|rs|r|nes)?\.?,?\s+)?"
_YEAR = r"(?P<year>\d{4})"
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_FORMS = (
    rf"{_WEEKDAY}{_DAY}(?:\s+of)?[\s-]+{_MONTH},?[\s-]+{_YEAR}",
    rf"{_WEEKDAY}{_MONTH}\s+{_DAY},?\s+{_YEAR}",
    r"(?P<year>\d{4})-(?P<number>\d{1,2})-(?P<day>\d{1,2})",
    r"(?P<year>\d{4})/(?P<number>\d{1,2})/(?P<day>\d{1,2})",
    r"(?P<day>\d{1,2})(?P<between>[/.-])(?P<number>\d{1,2})(?P=between)(?P<year>\d{4}|\d{2})",
)
_LABEL = (
    r"(?:(?:(?:first\s+)?(?:posted|published|written|added|created|uploaded)|date|on|dated"
    r"|publication date|date published|published date)"
    r"(?P<before>\s+by\s+[^\d\n]{2,60}?)?(?:\s+on)?\s*:?\s+)?"
)
_LEAD = (
    r"(?:(?:by\s+(?P<lead>[^\d\n|,]{2,60}?)\s*[,|·•–—-]|(?P<name>[^\d\n|·•,:]{2,60}?)\s*[|·•])"
    r"\s+(?:on\s+)?)?"
)
_CLOCK = (
    r"(?P<clock>(?:\s*,)?(?:\s+at|\s*[|@–—-]|\s*T)?\s*\d{1,2}[:.]\d{2}(?:[:.]\d{2}(?:\.\d+)?)?"
    r"(?:\s*[ap]\.?m\.?)?(?:\s*(?:Z|UTC|GMT|BST|[+-]\d{2}:?\d{2}))?)?"
)
_BY = r"(?:\s*[,|·•–—-]?\s+by\s+(?P<by>\S.{1,80}))?"
_LINES = [re.compile(f"{_LEAD}{_LABEL}{form}{_CLOCK}{_BY}\\.?", re.IGNORECASE) for form in _FORMS]
_LONGEST = 200
_THIS_CENTURY = 2000


class DateLine(msgspec.Struct, frozen=True):
    """What a line about a day says."""

    date: dt.date
    by: str = ""
    """Who wrote the post, where the line says so too."""
    doubts: tuple[str, ...] = ()


def date_line(text: str) -> DateLine | None:
    """What `text` says about a day; None where it says anything else as well."""
    if not 6 <= len(text) <= _LONGEST or not any(letter.isdigit() for letter in text):
        return None
    for form in _LINES:
        if match := form.fullmatch(text):
            return _read(text, match)
    return None


def _read(text: str, match: re.Match[str]) -> DateLine | None:
    said = match.groupdict()
    doubts: list[str] = []
    day, year = int(said["day"]), int(said["year"])
    if said.get("month"):
        start = said["month"][:3].lower()
        month = next(n for n, name in enumerate(_MONTHS, 1) if name.startswith(start))
    else:
        month = int(said["number"])
    if said.get("between"):
        if year < 100:
            year += _THIS_CENTURY
            doubts.append(f"{text}: taken for the year {year}.")
        if month > 12 >= day:
            day, month = month, day
        elif day <= 12 and day != month:
            doubts.append(f"{text}: taken for day, then month, as in Britain.")
    try:
        date = dt.date(year, month, day)
    except ValueError:
        return None
    weekday = said.get("weekday")
    if weekday and not f"{date:%A}".lower().startswith(weekday.lower()):
        doubts.append(f"{text}: that day was a {date:%A}.")
    if said["clock"]:
        doubts.append(f"Left out: the time, “{said['clock'].strip(' ,')}”.")
    before = (said["before"] or "").strip()[len("by ") :]
    by = next(filter(None, (said["by"], said["lead"], said["name"], before)), "")
    return DateLine(date, by.strip(), tuple(doubts))
