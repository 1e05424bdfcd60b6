"""Web and e-mail addresses, handles, hashtags and postcodes."""

from __future__ import annotations

import re
from typing import Final

from convert.speech.spoken.model import LETTER, VULGAR, Here, Rule, rule
from convert.speech.spoken.numbers import cardinal, digits, year
from convert.speech.spoken.plain import camel_case, letters

# The last part of an address that people say as letters.
_ENDINGS_SPELLED: Final = frozenset({"uk", "eu", "us", "tv", "io", "ac", "nhs", "ie", "fm", "ly"})
_ENDINGS: Final = (
    "com|org|net|info|biz|gov|edu|uk|eu|scot|wales|cymru|london|co|ie|tv|io|fm|app|blog|charity"
)
_SIGNS: Final = {
    ".": "dot", "-": "hyphen", "_": "underscore", "/": "slash", "@": "at", "+": "plus",
    "~": "tilde", "&": "and", "=": "equals", "?": "question mark", "%": "per cent", "#": "hash",
    ":": "colon",
}  # fmt: skip
# An address with more folders than this, or with a query, is not something to hear.
_DEEPEST: Final = 3
_YEAR: Final = re.compile(r"(?:19|20)\d\d")
_VOWELS: Final = re.compile(r"[aeiouy]")


def _web(here: Here) -> str:
    host = here["host"].lower()
    path = here["path"].rstrip("/").removesuffix("/index.html").removesuffix(".html")
    said = _parts(host)
    if path:
        is_short = path.count("/") <= _DEEPEST and not re.search(r"[?=%#]|\d{4}", path)
        said += f" {_parts(path)}" if is_short else ", and a longer address"
    return f"link to {said}" if here["scheme"] else said


def _email(here: Here) -> str:
    return f"{_parts(here['name'])} at {_parts(here['host'].lower())}"


def _parts(written: str) -> str:
    """An address in words, its signs named."""
    pieces = re.findall(rf"{LETTER}+|\d+|[\W_¹²³{VULGAR}]", written)
    return " ".join(_piece(piece) for piece in pieces)


def _piece(piece: str) -> str:
    if piece in _SIGNS:
        return _SIGNS[piece]
    if piece.isdigit():
        if _YEAR.fullmatch(piece):
            return year(int(piece))
        return cardinal(int(piece)) if len(piece) <= 2 else digits(piece)
    lower = piece.lower()
    if lower in _ENDINGS_SPELLED or (len(piece) > 1 and not _VOWELS.search(lower)):
        return letters(piece)
    if piece.isupper() and len(piece) <= 4:
        return letters(piece)
    return camel_case(piece) if len(piece) > 1 else piece.upper()


def _handle(here: Here) -> str:
    return f"at {_name(here['name'])}"


def _hashtag(here: Here) -> str:
    return f"hashtag {_name(here['name'])}"


def _name(written: str) -> str:
    """A handle's name: capitals and digits begin new words, small letters alone are one word."""
    return _parts(written)


def _number_sign(here: Here) -> str:
    return f"number {cardinal(int(here['number']))}"


def _postcode(here: Here) -> str:
    return f"{_code(here['out'])}, {_code(here['in'])}"


def _code(written: str) -> str:
    runs = re.findall(r"[A-Z]+|\d+", written)
    return " ".join(cardinal(int(run)) if run.isdigit() else letters(run) for run in runs)


_NAME: Final = rf"(?:{LETTER}|[\d_])+"
_HOST: Final = rf"(?P<host>(?:[\w-]+\.)+(?:{_ENDINGS}))(?![\w-])"
_PATH: Final = r"(?P<path>(?::\d+)?(?:/[^\s<>()\"']*[^\s<>()\"'.,;:!?])?)/?"

RULES: Final[tuple[Rule, ...]] = (
    rule(
        "addresses/e-mail",
        r"(?:mailto:)?(?P<name>[\w.+-]+)@(?P<host>(?:[\w-]+\.)+[A-Za-z]{2,})(?![\w-])",
        _email,
    ),
    rule(
        "addresses/link",
        r"(?P<scheme>https?://)(?:www\.)?(?P<host>[\w-]+(?:\.[\w-]+)*)" + _PATH,
        _web,
        flags=re.IGNORECASE,
    ),
    rule(
        "addresses/web",
        rf"(?P<scheme>)(?<![\w@])(?:(?:www\.)(?P<host>[\w-]+(?:\.[\w-]+)+)){_PATH}",
        _web,
        flags=re.IGNORECASE,
    ),
    rule("addresses/bare", rf"(?P<scheme>)(?<![\w@.]){_HOST}{_PATH}", _web),
    rule("addresses/handle", rf"(?<!\w)@(?P<name>{_NAME})", _handle),
    rule("addresses/hashtag", rf"(?<!\w)\#(?P<name>(?=\d*[^\W\d]){_NAME})", _hashtag),
    rule("addresses/number-sign", r"(?<!\w)\#\s?(?P<number>\d{1,6})\b", _number_sign),
    rule(
        "addresses/postcode",
        r"\b(?P<out>[A-Z]{1,2}\d{1,2}[A-Z]?)\s(?P<in>\d[A-Z]{2})\b",
        _postcode,
    ),
)
