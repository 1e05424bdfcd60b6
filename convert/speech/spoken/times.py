"""Times of day."""

from __future__ import annotations

import re
from typing import Final

from convert.speech.spoken.model import Here, Rule, rule
from convert.speech.spoken.numbers import TO, cardinal

_HOUR: Final = r"(?:[01]?\d|2[0-4])"
_TWO: Final = r"(?:[01]\d|2[0-4])"
_MINUTES: Final = r"[0-5]\d"
_HALF: Final = r"(?:[ap]\.?m\b\.?|[AP]\.?M\b\.?)"
# After these, 10.30 is a time and not a number.
_TIME_WORDS: Final = frozenset({"at", "from", "until", "till", "after", "before", "entry"})
_LEAVES: Final = re.compile(r"\s(?:from|to|train|bus|coach|ferry|service|departure)\b")
_SLOPE: Final = re.compile(r"\b(?:gradients?|slopes?|ratios?|scale)\b")
_WEEKDAY: Final = r"\b(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]*"
OPEN_HOURS: Final = re.compile(rf"(?:{_WEEKDAY}|\b[Oo]pen|\b[Hh]ours|\b[Tt]imes)[.,:]?$")
"""What stands before opening hours."""
_OPEN: Final = re.compile(rf"{OPEN_HOURS.pattern[:-1]}$|\b(?:at|from|until|till|by)$")
_A_DAY: Final = re.compile(
    rf"{_WEEKDAY}|\b(?:daily|open|every|weekly|drop-in|session|January|February|March|April|June|July|"
    r"August|September|October|November|December)\b",
)


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
    if here["hours"] == "1" and _SLOPE.search(here.text) and not here["half"]:
        return None
    if here["half"] and not 1 <= int(here["hours"]) <= 12:
        return None
    return _clock(here["hours"], here["minutes"], here["half"])


def _times(here: Here) -> str:
    first_half = here["first_half"]
    first = _clock(here["first"], here["first_minutes"], first_half)
    if not first_half and here["half"]:
        first = first.replace(" o'clock", "")
    return f"{first} to {_clock(here['hours'], here['minutes'], here['half'])}"


def _figures(here: Here) -> str | None:
    """A time of the day's 24 hours without a point: "0930"."""
    early, said_when = here["hours"][0] == "0", _OPEN.search(here.before)
    if not ((said_when and (early or here["hrs"])) or (early and here["hrs"])):
        return None
    return _clock(here["hours"], here["minutes"], "")


def _figures_range(here: Here) -> str | None:
    if here["first"][0] != "0" and not here["hrs"] and not OPEN_HOURS.search(here.before):
        return None
    first = _clock(here["first"], here["first_minutes"], "")
    return f"{first} to {_clock(here['hours'], here['minutes'], '')}"


def _dotted_range(here: Here) -> str | None:
    """From 10.30 to 12.30, where the sentence speaks of days."""
    if not _A_DAY.search(here.text):
        return None
    first = _clock(here["first"], here["first_minutes"], "")
    return f"{first} to {_clock(here['hours'], here['minutes'], '')}".replace(" o'clock to", " to")


def _degree(here: Here) -> str:
    """The class of a degree from a university."""
    return f"two {cardinal(int(here['class']))}"


def _half_alone(here: Here) -> str:
    return f"{here[0][0].upper()} M"


def _after_at(here: Here) -> str | None:
    before = here.last_word.lower()
    leaves = before == "the" and _LEAVES.match(here.after)
    return _time(here) if before in _TIME_WORDS or leaves else None


FIGURES: Final[tuple[Rule, ...]] = (
    rule(
        "times/figures-range",
        rf"""(?<![\w.,£$€/-])(?P<first>{_TWO})(?P<first_minutes>[0-5][05])(?:{TO}|\sto\s)
        (?P<hours>{_TWO})(?P<minutes>[0-5][05])(?P<hrs>\s?(?:hrs|h)\b)?(?![\w-]|[.,]\d)""",
        _figures_range,
    ),
    rule(
        "times/figures",
        rf"(?<![\w.,£$€/-])(?P<hours>{_TWO})(?P<minutes>[0-5]\d)(?P<hrs>\s?(?:hrs|hours|h)\b)?(?![\w-]|[\s.,]\d)",
        _figures,
    ),
)
"""Times without a point, which would else be years or telephone numbers."""

RULES: Final[tuple[Rule, ...]] = (
    rule(
        "times/dotted-range",
        rf"""(?<![\w.,£$€/-])(?P<first>{_HOUR})\.(?P<first_minutes>[0-5][05]){TO}
        (?P<hours>{_HOUR})\.(?P<minutes>[0-5][05])(?![\w%-]|[.,]\d|\s?(?:[ap]\.?m|[AP]\.?M))""",
        _dotted_range,
    ),
    rule("times/degree", r"(?<![\w:])2:(?P<class>[12])(?=\s(?:in|from|degree|honours)\b)", _degree),
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
