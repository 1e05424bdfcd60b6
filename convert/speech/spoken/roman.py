"""Roman numerals in the names of kings and wars, of parts and chapters, and in lists."""

from __future__ import annotations

import re
from typing import Final

from convert.speech.spoken.model import Here, Rule, rule
from convert.speech.spoken.numbers import TO, cardinal, ordinal

_VALUES: Final = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100, "D": 500, "M": 1000}
_WRITTEN: Final = re.compile(
    r"M{0,3}(?:CM|CD|D?C{0,3})(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})", re.IGNORECASE
)
_REIGNED: Final = frozenset(
    {
        "Alexander", "Alfonso", "Benedict", "Catherine", "Charles", "Christian", "Clement",
        "Constantine", "David", "Edward", "Elizabeth", "Ferdinand", "Francis", "Frederick",
        "George", "Gregory", "Gustav", "Henry", "Innocent", "Ivan", "James", "John", "Leo",
        "Leopold", "Louis", "Malcolm", "Margaret", "Mary", "Napoleon", "Nicholas", "Olaf",
        "Paul", "Peter", "Philip", "Pius", "Ramesses", "Richard", "Robert", "Urban", "Victor",
        "Wilhelm", "William",
    }
)  # fmt: skip
_CROWNED: Final = re.compile(r"(?:King|Queen|Pope|Tsar|Emperor|Empress)\s(?:[A-Z]\w+\s?)+$")
_COUNTED: Final = frozenset(
    {
        "Act", "Annex", "Appendix", "Article", "Book", "Category", "Chapter", "Chapters",
        "Class", "Division", "Episode", "Figure", "Grade", "Group", "Level", "Mark",
        "Part", "Parts", "Phase", "Round", "Scene", "Schedule", "Season", "Section", "Series",
        "Stage", "Step", "Table", "Tier", "Title", "Type", "Unit", "Version", "Vol", "Volume",
        "War", "Wave",
    }
)  # fmt: skip
_SHORT: Final = {
    "Ch": "chapter", "Vol": "volume", "Sec": "section", "Art": "article", "Fig": "figure",
    "Pt": "part", "Sch": "schedule",
}  # fmt: skip
# "Part I of the plan", but not "the Part I liked".
_AFTER_ONE: Final = re.compile(r"(?:$|[.,;:!?)\]]|\s(?:of|and|to|or|is|was|in)\b)")
_ONLY_LETTERS: Final = frozenset({"IV", "VI", "XX", "XXX", "IX", "XI"})
"""Not taken for numbers on their own: drips, names, sizes."""


_NAME: Final = re.compile(r"\.?\s[A-Z]")
_PLACE: Final = re.compile(
    r"\s(?:Avenue|Road|Street|Park|Hospital|School|Dock|Playing|Memorial|House)\b"
)


def value(written: str) -> int:
    """The number of a well-formed numeral, or 0."""
    if not written or not _WRITTEN.fullmatch(written):
        return 0
    values = [_VALUES[letter] for letter in written.upper()]
    following = [*values[1:], 0]
    return sum(
        -here if here < after else here for here, after in zip(values, following, strict=True)
    )


def _numeral(here: Here) -> str | None:
    number = value(here["numeral"])
    if number == 0:
        return None
    last = here.last_word
    possessive = "'s" if here["ending"] else ""
    if last in _REIGNED and (
        len(here["numeral"]) > 1 or _CROWNED.search(here.before) or _is_fifth_or_tenth(here)
    ):
        return f"the {ordinal(number)}{possessive}"
    if last in _COUNTED and (here["numeral"] != "I" or _AFTER_ONE.match(here.after)):
        return cardinal(number) + possessive
    return _alone(here, number)


def _is_fifth_or_tenth(here: Here) -> bool:
    """George V and not James V Smith; Malcolm X is no king."""
    name_follows = _NAME.match(here.after) and not _PLACE.match(here.after)
    return here["numeral"] in {"V", "X"} and here.last_word != "Malcolm" and not name_follows


def _alone(here: Here, number: int) -> str | None:
    """A numeral that only its letters tell: two or more of I, V and X."""
    numeral = here["numeral"]
    if len(numeral) < 2 or numeral in _ONLY_LETTERS or set(numeral) - set("IVX"):
        return None
    return cardinal(number)


def _range(here: Here) -> str | None:
    first, last = value(here["first"]), value(here["last"])
    if not first or not last or here.last_word not in _COUNTED | {"pages", "pp"}:
        return None
    return f"{cardinal(first)} to {cardinal(last)}"


def _short(here: Here) -> str | None:
    """A short form with its stop before a numeral: "Ch. IV", but not "Pt. I saw"."""
    number = value(here["numeral"])
    if not number or (number == 1 and not _AFTER_ONE.match(here.after)):
        return None
    return f"{_SHORT[here['short']]} {cardinal(number)}"


def _world_war(here: Here) -> str:
    return f"World War {'one' if here['number'] in {'1', 'I'} else 'two'}"


def _star(here: Here) -> str | None:
    """The grade of a listed building."""
    return "two star" if here.last_word.lower() == "grade" else None


def _listed(here: Here) -> str | None:
    number = value(here["numeral"])
    return cardinal(number) if number else None


RULES: Final[tuple[Rule, ...]] = (
    rule("roman/world-war", r"\bWW\s?(?P<number>I{1,2}|[12])\b", _world_war),
    rule("roman/star", r"\bII\*", _star),
    rule("roman/range", rf"\b(?P<first>[IVXLC]+){TO}(?P<last>[IVXLC]+)\b", _range),
    rule(
        "roman/short",
        rf"\b(?P<short>{'|'.join(_SHORT)})\.\s?(?P<numeral>[IVX]|[IVXLC][IVXLC]+)(?![\w'.]\w|\w)",
        _short,
    ),
    rule("roman/numeral", r"\b(?P<numeral>[IVXLCDM]+)(?P<ending>'s)?(?![\w'.]\w|\w)", _numeral),
    rule("roman/listed", r"(?<=\()(?P<numeral>[ivx]+)(?=\))", _listed),
)
