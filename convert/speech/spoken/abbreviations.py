"""Short forms said in full: titles, streets, Latin, and the small change of everyday writing."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from convert.speech.spoken.model import Here, Rule, rule
from convert.speech.spoken.numbers import NUMBER, TO, number

# Before a name; a full stop may follow.
_TITLES: Final = {
    "Mr": "Mister", "Mrs": "Missus", "Ms": "Miz", "Mx": "Mix", "Messrs": "Messers",
    "Prof": "Professor", "Rev": "Reverend", "Revd": "Reverend", "Cllr": "Councillor",
    "Cllrs": "Councillors", "Drs": "Doctors", "Profs": "Professors",
    "Hon": "Honourable", "Rt": "Right", "Sgt": "Sergeant", "Capt": "Captain", "Col": "Colonel",
    "Lt": "Lieutenant", "Cpl": "Corporal", "Maj": "Major", "Gen": "General", "Fr": "Father",
    "Gt": "Great", "Mt": "Mount", "Ft": "Fort", "Govt": "Government",
}  # fmt: skip
# Saint or Street, Doctor or Drive: before a name the first, after one the second.
_BEFORE_OR_AFTER: Final = {"St": ("Saint", "Street"), "Dr": ("Doctor", "Drive")}
_AFTER_A_NAME: Final = {
    "Rd": "Road", "Ave": "Avenue", "Ln": "Lane", "Cres": "Crescent", "Sq": "Square",
    "Gdns": "Gardens", "Tce": "Terrace", "Pl": "Place", "Ct": "Court", "Jr": "Junior",
    "Jnr": "Junior", "Sr": "Senior", "Snr": "Senior", "Esq": "Esquire", "Ltd": "Limited",
    "Inc": "Incorporated", "Corp": "Corporation", "Co": "Company", "Bros": "Brothers",
    "Assoc": "Association", "Hosp": "Hospital", "Univ": "University",
}  # fmt: skip
_UNMISTAKABLE: Final = frozenset({"Rd", "Ave", "Cres", "Gdns", "Tce", "Hosp", "Univ", "Bros"})
# With or without full stops.
_ANYWHERE: Final = {
    "eg": "for example", "ie": "that is", "etc": "and so on", "vs": "versus", "cf": "compare",
    "approx": "about", "dept": "department", "depts": "departments", "govt": "government",
    "incl": "including", "excl": "excluding", "misc": "miscellaneous", "aka": "also known as",
    "asap": "as soon as possible", "viz": "namely", "ibid": "in the same place",
    "mgmt": "management", "mins": "minutes", "hrs": "hours", "secs": "seconds", "wks": "weeks",
    "mths": "months", "yrs": "years", "tel": "telephone", "appt": "appointment",
    "appts": "appointments", "govts": "governments", "qty": "quantity", "xmas": "Christmas",
    "nb": "note", "rsvp": "please reply", "plc": "P L C", "ltd": "limited", "mr": "mister",
    "exc": "excluding", "inc": "including", "hols": "holidays", "stn": "station",
    "mtg": "meeting", "mtgs": "meetings", "cttee": "committee", "wk": "week", "yr": "year",
    "nr": "near", "acct": "account", "concs": "concessions", "tbc": "to be confirmed",
    "tba": "to be announced", "tsp": "teaspoon", "tbsp": "tablespoon", "hons": "honours",
    "esp": "especially", "prev": "previously", "temp": "temporary", "info": "info",
}  # fmt: skip
_NEEDS_A_STOP: Final = {
    "no": "number", "nos": "numbers", "min": "minimum", "max": "maximum", "ref": "reference",
    "ext": "extension", "fig": "figure", "figs": "figures", "vol": "volume", "vols": "volumes",
    "ed": "editor", "eds": "editors", "est": "established", "p": "page", "pp": "pages",
    "ch": "chapter", "sec": "section", "para": "paragraph", "paras": "paragraphs",
    "s": "section", "b": "born", "d": "died", "c": "about", "ca": "about", "art": "article",
    "hr": "hour", "wk": "week", "yr": "year", "mth": "month", "reg": "regulation",
    "assoc": "association", "orig": "originally", "tel": "telephone",
}  # fmt: skip
_BEFORE_A_NUMBER: Final = frozenset(
    {
        "no", "nos", "fig", "figs", "vol", "vols", "p", "pp", "ch", "sec", "para", "paras", "s",
        "ext", "b", "d", "c", "ca", "art", "reg", "ref", "est",
    }
)  # fmt: skip
_WITHOUT_A_STOP: Final = frozenset({"no", "nos", "fig", "figs", "vol", "vols", "pp", "para", "ext"})


def _title(here: Here) -> str | None:
    if here["short"] == "Gt" and re.match(r"\s(?:Manchester|London)\b", here.after):
        return "Greater"
    return _TITLES[here["short"]]


def _before_or_after(here: Here) -> str:
    before, after = _BEFORE_OR_AFTER[here["short"]]
    names_follow = re.match(r"\s[A-Z]", here.after) is not None
    return before if names_follow or not here.last_word[:1].isupper() else after


def _after_a_name(here: Here) -> str | None:
    last = here.last_word[:1]
    follows = last.isupper() or last.isdigit() or here.before.endswith("&")
    follows = follows or here["short"] in _UNMISTAKABLE
    return _AFTER_A_NAME[here["short"]] if follows else None


def _anywhere(here: Here) -> str | None:
    return _ANYWHERE.get(here["short"].lower().replace(".", ""))


def _before_a_number(here: Here) -> str | None:
    short = here["short"].lower()
    if short not in _BEFORE_A_NUMBER or not (here["stop"] or short in _WITHOUT_A_STOP):
        return None
    return _NEEDS_A_STOP[short]


def _stopped(here: Here) -> str | None:
    short = here["short"]
    # "No." may end a sentence; so may "ed." nowhere else than in a list of books.
    if short in _BEFORE_A_NUMBER or not re.match(r"\s*[\w,;:)]", here.after):
        return None
    return _NEEDS_A_STOP.get(short)


def _pages(here: Here) -> str:
    return f"pages {number(here['first'])} to {number(here['last'])}"


def _page(here: Here) -> str:
    return f"page {number(here['first'])}"


def _versus(here: Here) -> str | None:
    return "versus" if here.last_word[:1].isupper() else None


_RATES: Final = {"a": "a year", "w": "a week", "h": "an hour", "c.m": "a month"}


def _rate(here: Here) -> str:
    return _RATES[here["rate"]]


_HOW_OFTEN: Final = {
    "b.d": "twice a day",
    "t.d.s": "three times a day",
    "q.d.s": "four times a day",
}


def _dose(here: Here) -> str:
    return _HOW_OFTEN[here["dose"]]


# Short forms that only the next word tells.
_BY_THE_NEXT_WORD: Final = {
    "acc": (r"\s(?:[Nn]os?|number|name)\b", "account"),
    "a/c": (r"\s(?:[Nn]os?|number|name)\b", "account"),
    "reg": (r"\s(?:charity|company|office|address)\b", "registered"),
    "ref": (r"\s(?:[Nn]os?|number)\b", "reference"),
    "rm": (r"\s[A-Z]?\d", "room"),
    "min": (
        r"\s(?:age|spend|order|stay|wage|notice|donation|height|of)\b|\s*(?:$|[,;)])",
        "minimum",
    ),
    "max": (r"\s(?:age|spend|order|stay|height|weight|group|number|capacity|of)\b", "maximum"),
}


def _by_the_next_word(here: Here) -> str | None:
    following, said = _BY_THE_NEXT_WORD[here["short"].lower()]
    found = re.match(following, here.after)
    if found is None:
        return None
    # "In a min" is no least of anything.
    if not found[0].strip(" ,;)") and not here.last_word[:1].isdigit():
        return None
    return said.capitalize() if here["short"][0].isupper() else said


def _direction(here: Here) -> str | None:
    return _DIRECTIONS[here["short"]] if _A_WAY.search(here.before) else None


_DIRECTIONS: Final = {
    "N": "north", "S": "south", "E": "east", "W": "west", "NE": "north-east",
    "NW": "north-west", "SE": "south-east", "SW": "south-west",
}  # fmt: skip
_A_WAY: Final = re.compile(r"(?:\b(?:miles?|km|m|metres|yards|mins?|minutes|just)|\))$")


def _others(here: Here) -> str:  # noqa: ARG001  every rule is asked alike
    return "and others"


def _alternatives(names: Iterable[str]) -> str:
    return "|".join(sorted(names, key=len, reverse=True))


RULES: Final[tuple[Rule, ...]] = (
    rule("abbreviations/pages", rf"pp?\.?\s?(?P<first>\d+){TO}(?P<last>\d+)\b", _pages),
    rule("abbreviations/page", r"pp?\.\s?(?P<first>\d+)\b", _page),
    rule(
        "abbreviations/title",
        rf"(?P<short>{_alternatives(_TITLES)})\b\.?(?=\s(?:[A-Z]|(?:&|and)\s(?:M|D)))",
        _title,
    ),
    rule(
        "abbreviations/saint-or-street",
        r"(?P<short>St|Dr)\b(?:\.(?=\s?\w|[,;:)]))?(?![\w-])",
        _before_or_after,
    ),
    rule(
        "abbreviations/after-a-name",
        rf"(?P<short>{_alternatives(_AFTER_A_NAME)})\b(?:\.(?=\s?[\w,;:)]))?(?![\w-])",
        _after_a_name,
    ),
    rule(
        "abbreviations/by-the-next-word",
        r"(?P<short>[Aa]/c|[Aa]cc|[Rr]eg|[Rr]ef|[Rr]m|[Mm]in|[Mm]ax)\b\.?",
        _by_the_next_word,
    ),
    rule("abbreviations/about", r"c\.?\s?(?=[£€$]\d)", lambda _: "about"),
    rule("abbreviations/direction", r"(?P<short>[NS][EW]?|[EW])(?=\sof\s)", _direction),
    rule("abbreviations/versus", r"v\b\.?(?=\s[A-Z])", _versus),
    rule("abbreviations/rate", r"p\.(?P<rate>a|w|h|c\.m)\b\.?", _rate),
    rule("abbreviations/dose", r"(?P<dose>b\.d|t\.d\.s|q\.d\.s)\b\.?", _dose),
    rule("abbreviations/and-others", r"et\sal\b\.?", _others),
    rule("abbreviations/latin", r"(?P<short>[eE]\.g|[iI]\.e|[nN]\.[bB])\b\.?", _anywhere),
    rule(
        "abbreviations/anywhere",
        rf"(?P<short>{_alternatives(_ANYWHERE)})\b(?:\.(?=\s?[\w,;:)(]))?(?![\w'-])",
        _anywhere,
        flags=re.IGNORECASE,
    ),
    rule(
        "abbreviations/before-a-number",
        rf"(?P<short>{_alternatives(_BEFORE_A_NUMBER)})\b(?P<stop>\.)?\s?(?={NUMBER}|[A-Z]{{2}}[\d/])",
        _before_a_number,
        flags=re.IGNORECASE,
    ),
    rule("abbreviations/stopped", rf"(?P<short>{_alternatives(_NEEDS_A_STOP)})\.", _stopped),
)

STARTS: Final = (
    frozenset(_ANYWHERE)
    | frozenset(_NEEDS_A_STOP)
    | frozenset(_BY_THE_NEXT_WORD)
    | {"v", "et", "pp", "t", "q"}
)
"""Small words that are not simply words."""
