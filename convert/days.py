"""Days as people write them in Britain: the months by name, and a day in full."""

from __future__ import annotations

import datetime as dt
from typing import Final

MONTHS: Final = (
    *("January", "February", "March", "April", "May", "June", "July", "August", "September"),
    *("October", "November", "December"),
)


def day(date: dt.date) -> str:
    """A date in full: 3 July 2017."""
    return f"{date.day} {MONTHS[date.month - 1]} {date.year}"


def written_day(date: str) -> str:
    """A date such as 2017-07-03 in full; what a person wrote in another way stays as it is."""
    try:
        return day(dt.date.fromisoformat(date))
    except ValueError:
        return date
