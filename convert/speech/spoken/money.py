"""Sums of money."""

from __future__ import annotations

from typing import Final

import msgspec

from convert.speech.spoken.model import Here, Rule, rule
from convert.speech.spoken.numbers import NOT_IN_A_WORD, NUMBER, TO, cardinal, is_one, number
from convert.speech.spoken.things import describes


class _Currency(msgspec.Struct, frozen=True):
    """What a sum is counted in, one and many, and its hundredth part."""

    one: str
    many: str
    cent: str
    cents: str


_CURRENCIES: Final = {
    "£": _Currency("pound", "pounds", "penny", "pence"),
    "€": _Currency("euro", "euros", "cent", "cents"),
    "$": _Currency("dollar", "dollars", "cent", "cents"),
}
_SCALES: Final = {
    "k": "thousand", "K": "thousand", "m": "million", "M": "million", "mn": "million",
    "bn": "billion", "tn": "trillion", "thousand": "thousand", "million": "million",
    "billion": "billion", "trillion": "trillion",
}  # fmt: skip
RATES: Final = {
    "hour": "an hour", "hr": "an hour", "h": "an hour", "day": "a day", "week": "a week",
    "wk": "a week", "w": "a week", "month": "a month", "mth": "a month", "cm": "a month",
    "year": "a year", "yr": "a year", "a": "a year", "head": "a head", "person": "a person",
    "mile": "a mile", "night": "a night", "session": "a session", "visit": "a visit",
    "child": "a child", "adult": "an adult", "household": "a household", "term": "a term",
    "ticket": "a ticket", "place": "a place", "min": "a minute", "minute": "a minute",
    "p": "a person", "s": "a second", "sec": "a second", "d": "a day", "shift": "a shift", "student": "a student",
}  # fmt: skip
"""What stands after a stroke, and how it is said: "hrs/week", "£10/hour"."""
PER: Final = r"\s?/\s?(?P<rate>" + "|".join(sorted(RATES, key=len, reverse=True)) + r")\b"

_SIGN: Final = "[£€$]"
_SCALE: Final = r"\s?(?:k|K|m|M|mn|bn|tn)(?!\w)|\s(?:thousand|million|billion|trillion)\b"
_RATE: Final = (
    rf"(?: {PER}"
    r"| \s?p[./]?(?P<short_rate>h|w|cm|a|p)\b\.? | -an?-(?P<long_rate>hour|day|week|month|year)\b )?"
)


def _currency(here: Here) -> _Currency:
    """What is counted; one of it where the sum describes a thing: "a five pound voucher"."""
    currency = _CURRENCIES[here["sign"]]
    if here["long_rate"] or (not _rate(here) and describes(here)):
        return msgspec.structs.replace(currency, many=currency.one)
    return currency


def _sum(currency: _Currency, amount: str, scale: str) -> str:
    """A sum in words: "one point five million pounds", "three pounds fifty"."""
    if scale:
        return f"{number(amount)} {_SCALES[scale]} {currency.many}"
    whole, _, part = amount.partition(".")
    if len(part) != 2:
        return f"{number(amount)} {currency.one if is_one(amount) else currency.many}"
    return _with_pence(currency, whole, int(part))


def _with_pence(currency: _Currency, whole: str, pence: int) -> str:
    pounds = f"{number(whole)} {currency.one if is_one(whole) else currency.many}"
    if pence == 0:
        return pounds
    coins = f"{cardinal(pence)} {currency.cent if pence == 1 else currency.cents}"
    if whole.strip("0") == "":
        return coins
    return f"{pounds} and {coins}" if pence < 10 else f"{pounds} {cardinal(pence)}"


def _money(here: Here) -> str:
    said = _sum(_currency(here), here["amount"], here["scale"].strip())
    minus = "minus " if here["minus"] else ""
    return f"{minus}{said}{_rate(here)}"


def _rate(here: Here) -> str:
    rate = RATES.get(here["rate"] or here["short_rate"] or here["long_rate"])
    return f" {rate}" if rate else ""


def _money_range(here: Here) -> str:
    currency = _currency(here)
    low, high = here["low_scale"].strip(), here["scale"].strip()
    last = _sum(currency, here["amount"], high)
    first = number(here["low"])
    if low and low != high:
        first = _sum(currency, here["low"], low)
    elif "." in here["low"] and not high:
        first = _sum(currency, here["low"], "")
    return f"{first} to {last}{_rate(here)}"


def _pence(here: Here) -> str:
    coin = "penny" if is_one(here["amount"]) else "pence"
    rate = f" {RATES[here['rate']]}" if here["rate"] else ""
    return f"{number(here['amount'])} {coin}{rate}"


RULES: Final[tuple[Rule, ...]] = (
    rule(
        "money/range",
        rf"""(?:US)?(?P<sign>{_SIGN})\s?(?P<low>{NUMBER})(?P<low_scale>{_SCALE})?{TO}
        {_SIGN}?(?P<amount>{NUMBER})(?P<scale>{_SCALE})?{_RATE}(?!\w)""",
        _money_range,
    ),
    rule(
        "money/sum",
        rf"""(?P<minus>[-–])?(?:US)?(?P<sign>{_SIGN})\s?
        (?P<amount>{NUMBER})(?P<scale>{_SCALE})?{_RATE}(?!\w)""",
        _money,
    ),
    rule("money/pence", rf"{NOT_IN_A_WORD}(?P<amount>{NUMBER})p\b(?:{PER})?", _pence),
)
