"""Times of day."""

from __future__ import annotations

from typing import Final

from convert.speech.spoken.model import Here, Rule, rule
from convert.speech.spoken.numbers import TO, cardinal

_HOUR: Final = r"(?:[01]?\d|2[0-4])"
_MINUTES: Final = r"[0-5]\d"
_HALF: Final = r"(?:[ap]\.?m\b\.?|[AP]\.?M\b\.?)"
# After these, 10.30 is a time and not a number.
_TIME_WORDS: Final = frozenset({"at", "from", "until", "till", "after", "before"})


def _clock(hours: str, minutes: str, half: str) -> str:
    """A time in words: "ten thirty A M", "fourteen oh five", "nine o'clock"."""
    hour = int(hours)
    letters = f" {half[0].upper()} M" if half else ""
    if minutes and int(minutes):
        rest = int(minutes)
        if hour == 0:
            hour, letters = 12, " A M"
        return f"{cardinal(hour)} {'oh ' if rest < 10 else ''}{cardinal(rest)}{letters}"
    if half or not minutes:
        return cardinal(hour) + letters
    if hour in (0, 24):
        return "midnight"
    return f"{cardinal(hour)} " + ("o'clock" if hour <= 12 else "hundred")


def _time(here: Here) -> str | None:
    if here["half"] and not 1 <= int(here["hours"]) <= 12:
        return None
    return _clock(here["hours"], here["minutes"], here["half"])


def _times(here: Here) -> str:
    first_half = here["first_half"]
    first = _clock(here["first"], here["first_minutes"], first_half)
    if not first_half and here["half"]:
        first = first.replace(" o'clock", "")
    return f"{first} to {_clock(here['hours'], here['minutes'], here['half'])}"


def _half_alone(here: Here) -> str:
    return f"{here[0][0].upper()} M"


def _after_at(here: Here) -> str | None:
    return _time(here) if here.last_word.lower() in _TIME_WORDS else None


RULES: Final[tuple[Rule, ...]] = (
    rule(
        "times/range",
        rf"""(?<![\w.,£$€/])(?P<first>{_HOUR})(?:[.:](?P<first_minutes>{_MINUTES}))?
        \s?(?P<first_half>{_HALF})? (?:{TO}|\sto\s)
        (?P<hours>{_HOUR})(?:[.:](?P<minutes>{_MINUTES}))?\s?(?P<half>{_HALF})(?!\w)""",
        _times,
    ),
    rule(
        "times/clock-range",
        rf"""(?<![\w.,£$€/])(?P<first>{_HOUR}):(?P<first_minutes>{_MINUTES})(?P<first_half>){TO}
        (?P<hours>{_HOUR}):(?P<minutes>{_MINUTES})(?P<half>)(?![\w:])""",
        _times,
    ),
    rule(
        "times/half-day",
        rf"(?<![\w.,£$€])(?P<hours>{_HOUR})(?:[.:](?P<minutes>{_MINUTES}))?\s?(?P<half>{_HALF})(?!\w)",
        _time,
    ),
    rule(
        "times/clock",
        rf"(?<![\w.,:£$€])(?P<hours>{_HOUR}):(?P<minutes>{_MINUTES})(?P<half>)(?![\w:])",
        _time,
    ),
    rule("times/half-alone", r"[ap]\.\s?m\b\.?", _half_alone),
    rule(
        "times/after-at",
        rf"(?<![\w.,£$€])(?P<hours>{_HOUR})\.(?P<minutes>{_MINUTES})(?P<half>)(?![\w%]|\.\d)",
        _after_at,
    ),
)
