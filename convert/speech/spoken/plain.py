"""Plain words, initials, acronyms said or spelled, codes of letters and figures."""

from __future__ import annotations

import re
from typing import Final

from convert.speech.spoken.model import LETTER, Here, Rule, rule
from convert.speech.spoken.numbers import TO, cardinal, digits
from convert.speech.spoken.tables import table

# Beginnings and endings an English syllable can have: what fits can be said as a word.
_SAYABLE: Final = re.compile(
    r"(?:[BCDFGHJKLMNPRSTVWYZ]|BL|BR|CH|CL|CR|DR|FL|FR|GL|GR|PL|PR|QU|SC|SH|SK|SL|SM|SN|SP|ST|SW"
    r"|TH|TR|TW|WH|SCR|SPR|STR)?"
    r"(?:[AEIOUY]{1,2}(?:[BCDFGHJKLMNPRSTVWXYZ]|CH|CK|CT|FT|LD|LF|LK|LL|LM|LP|LT|MP|ND|NG|NK|NT"
    r"|PT|RD|RK|RL|RM|RN|RP|RS|RT|SH|SK|SP|SS|ST|TH|TS|NS)?)+"
)
_SHORTEST_SAID: Final = 4

# Names in which a capital inside does not begin a new word.
_PREFIXED: Final = re.compile(r"(?:Mc|Mac|Fitz|De|Le|La|Du|Van|Ap)[A-Z][a-z]+$")
# An apostrophe at the end closes a quotation that was opened before.
_OPENED: Final = re.compile(r"(?<!\w)'")
_DEGREES: Final = frozenset({"PhD", "BSc", "MSc", "BEd", "MEd", "BEng", "MBChB", "LLb", "PGCert"})
# "DfE", "MoD": a small "for" or "of" among the initials.
_DEPARTMENT: Final = re.compile(r"[A-Z][fo][A-Z]{1,2}")
# Initials that are everyday words where a whole heading is in capitals.
_EVERYDAY: Final = frozenset({"IT", "ME", "US", "WHO"})
_LETTER_AFTER: Final = frozenset(
    {
        "appendix", "band", "block", "category", "class", "grade", "group", "hepatitis", "key",
        "letter", "level", "option", "part", "plan", "schedule", "section", "serie", "step",
        "team", "type", "unit", "vitamin",
    }
)  # fmt: skip


def letters(written: str) -> str:
    """Each letter by its name; a capital "A" is the letter, a small one the article."""
    return " ".join(written.upper())


# The names of letters, more than one of each: voices read "Ps" as a word and "P's" as an owner's.
# The spelling is the one that both eSpeak and Flite say with the letter's own sound.
_MANY: Final = {
    "A": "aze", "B": "bees", "C": "seas", "D": "dees", "E": "ease", "F": "effs", "G": "jees",
    "H": "aitches", "I": "eyes", "J": "jays", "K": "kays", "L": "els", "M": "ems", "N": "ens",
    "O": "ohs", "P": "pees", "Q": "queues", "R": "ars", "S": "esses", "T": "tees", "U": "yoos",
    "V": "vees", "W": "double yous", "X": "exes", "Y": "whys", "Z": "zeds",
}  # fmt: skip


def _ended(written: str, ending: str) -> str:
    """Letters, and the ending of an owner or of many: "M P's", "M pees"."""
    if ending != "s":
        return letters(written) + ("'s" if ending else "")
    return " ".join([*written[:-1], _MANY[written[-1]]])


def camel_case(written: str) -> str:
    """A name with its capitals parted: "StartAbility" is "Start Ability"."""
    if _PREFIXED.match(written):
        return written
    runs = re.findall(r"[A-Z]{2,}(?![a-z])|[A-Z]?[a-z]+|[A-Z]", written)
    if "".join(runs) != written:
        return written
    return " ".join(
        letters(run) if len(run) > 1 and run.isupper() else run.upper() if len(run) == 1 else run
        for run in runs
    )


def _word(here: Here) -> str | None:
    """A word that is not all in capitals."""
    written = here[0]
    if written == "A":
        return "A" if _is_letter_a(here) else "a"
    if len(written) == 1:
        return written if written.lower() in {"a", "o"} else written.upper()
    if _is_shouted(written):
        return None
    if written.upper() in table("acronyms-said.txt") and _DEPARTMENT.fullmatch(written):
        return written.lower()
    if written in _DEGREES or _DEPARTMENT.fullmatch(written):
        return letters(written)
    if written.endswith("'") and _OPENED.search(here.before):
        return written.removesuffix("'")
    if re.search(r"[a-z][A-Z]", written) and "-" not in written and "'" not in written:
        return camel_case(written)
    return written


def _is_letter_a(here: Here) -> bool:
    if here.last_word.lower() in _LETTER_AFTER:
        return True
    if not re.match(r"\s[^\W\d_]", here.after):
        return True
    in_title = bool(re.match(r"\s[A-Z]", here.after)) and here.last_word[:1].isupper()
    return (
        bool(here.before)
        and here.before[-1] not in "\"'(.:!?–-"
        and not (in_title or here.capitals)
    )


def _is_shouted(written: str) -> bool:
    return written.isupper() and sum(character.isalpha() for character in written) > 1


def _initialism(here: Here) -> str | None:
    """Capitals: said as a word, or letter by letter; an `s` or `'s` may follow."""
    capitals = here["capitals"]
    is_spelled = capitals in table("acronyms-spelled.txt")
    if here.capitals and (capitals in _EVERYDAY or not is_spelled):
        return capitals.lower() + here["ending"].lower()
    stressed = capitals.lower() in table("words-in-capitals.txt")
    if stressed or capitals in table("acronyms-said.txt"):
        return capitals.lower() + here["ending"].lower()
    if is_spelled or len(capitals) < _SHORTEST_SAID:
        return _ended(capitals, here["ending"])
    return None


def _guessed(here: Here) -> str:
    """Capitals that no table knows: a word if they can be said as one."""
    capitals = here["capitals"]
    if _SAYABLE.fullmatch(capitals):
        return capitals.lower() + here["ending"].lower()
    return _ended(capitals, here["ending"])


def _dotted(here: Here) -> str:
    return letters(re.sub(r"[\W_]", "", here["initials"])) + ("'s" if here["ending"] else "")


def _and(here: Here) -> str:
    joined = " and ".join(letters(part) for part in here["pair"].split("&"))
    if here["ending"] == "s":
        return f"{joined[:-1]}{_MANY[joined[-1]]}"
    return joined + here["ending"]


def _plus(here: Here) -> str:
    return f"{letters(here['letters'])} plus"


def _little_first(here: Here) -> str:
    """The small letter of "iPad" or "eBook" is said by its name."""
    return f"{here[0][0].upper()} {camel_case(here[0][1:])}"


def _code(here: Here) -> str:
    """Letters and figures together: "A4", "Give2Gain", "CO2", "H1N1"."""
    runs = re.findall(rf"{LETTER}+|\d+", here["code"] or here[0])
    return " ".join(_run(run) for run in runs)


def _run(run: str) -> str:
    if run.isdigit():
        return cardinal(int(run)) if len(run) <= 2 and run[0] != "0" else digits(run)
    if run in table("acronyms-said.txt"):
        return run.lower()
    capitals = sum(character.isupper() for character in run)
    return letters(run) if capitals > 1 or len(run) == 1 else run


def _grade(here: Here) -> str:
    """How many of a letter: "3 As"."""
    return _MANY[here["letter"]]


def _sizes(here: Here) -> str:
    return f"{letters(here['low'])} to {letters(here['high'])}"


def _motorway(here: Here) -> str:
    return f"{_code(here)} M"


def _code_range(here: Here) -> str:
    """From one code to another: "C1–C4", "KS1-2"."""
    last = _run(here["last"])
    return f"{_run(here['code'])} {_run(here['first'])} to " + (
        f"{_run(here['again'])} {last}" if here["again"] else last
    )


def _either(here: Here) -> str:
    """One or many: "carer(s)"."""
    return f"{here['one']} or {here['one']}{here['more']}"


def _slashed(here: Here) -> str | None:
    return _SLASHED.get(here[0].lower())


_SLASHED: Final = {
    "and/or": "and or", "s/he": "she or he", "he/she": "he or she", "she/he": "she or he",
    "him/her": "him or her", "her/him": "her or him", "his/her": "his or her",
    "her/his": "her or his", "yes/no": "yes or no", "either/or": "either or",
    "w/c": "week commencing", "w/e": "week ending", "w/b": "week beginning",
    "f/t": "full time", "p/t": "part time", "t/a": "trading as",
    "n/a": "not applicable", "c/o": "care of", "w/o": "without", "w/": "with", "a/c": "account",
    "y/n": "yes or no", "on/off": "on or off", "she/her": "she, her", "he/him": "he, him",
    "they/them": "they, them", "mum/dad": "mum or dad", "true/false": "true or false",
}  # fmt: skip

_WORD: Final = rf"{LETTER}+(?:['-]{LETTER}+)*(?:(?<=s)'(?!\w))?"

FAST: Final = re.compile(r"[a-z]{2,}(?:['-][a-z]{2,})*(?=[ ,;!?)\"]|:\s|[.:]?$)")
"""Plain small words, the bulk of any text."""

RULES: Final[tuple[Rule, ...]] = (
    rule("words/slashed", r"\b[A-Za-z]{1,6}/(?:[A-Za-z]{1,5})?(?![\w/])", _slashed),
    rule("words/either", rf"(?P<one>{LETTER}+)\((?P<more>e?s)\)", _either),
    rule("words/motorway", r"(?P<code>A\d{1,4})\(M\)", _motorway),
    rule("words/sizes", rf"\b(?P<low>X{{0,3}}[SML]){TO}(?P<high>X{{0,4}}[SML])\b", _sizes),
    rule("words/grade", r"(?<=\d\s)(?P<letter>[A-Z])s(?!\w)", _grade),
    rule("words/and-letters", r"(?P<pair>[A-Z](?:&[A-Z])+)(?P<ending>'?s)?(?!\w)", _and),
    rule(
        "words/dotted-letters",
        r"(?P<initials>(?:[A-Z]\.\s?){2,}(?:[A-Z]\b(?![.'\w]))?|[A-Z]\.(?=\s[A-Z][a-z]))"
        r"(?P<ending>'s)?",
        _dotted,
    ),
    rule("words/letters-plus", r"(?P<letters>[A-Z]{3,})\+", _plus),
    rule(
        "words/initials",
        r"(?P<capitals>[A-Z]{2,})(?:(?P<ending>'s|s)|')?(?![\w]|-?\d)",
        _initialism,
    ),
    rule("words/guessed", r"(?P<capitals>[A-Z]{2,})(?:(?P<ending>'s|s)|')?(?![\w]|-?\d)", _guessed),
    rule("words/little-first", r"[ie][A-Z][A-Za-z]+", _little_first),
    rule(
        "words/code-range",
        rf"(?P<code>[A-Z]{{1,3}})(?P<first>\d{{1,2}}){TO}(?P<again>(?P=code))?(?P<last>\d{{1,2}})(?![\w-])",
        _code_range,
    ),
    rule("words/code", rf"(?P<code>(?:{LETTER}+\d|\d+{LETTER})(?:{LETTER}|\d)*)", _code),
    rule("words/plain", _WORD, _word),
    rule("words/run", rf"{LETTER}+", lambda here: here[0].lower()),
)
