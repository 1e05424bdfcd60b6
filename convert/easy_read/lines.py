"""Checks on Easy Read lines: what is hard in one sentence, by the rules of the field.

Each check looks at one line and knows nothing of the others, but for the line after it, which
may explain a hard word. What the codes mean stands in `rules.py`.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

import msgspec

from convert.easy_read.gate import NUMBER_WORDS
from convert.easy_read.inflect import participles, verb_forms
from convert.easy_read.splitting import begins_clause, is_finite
from convert.easy_read.tables import phrase_set, word_set
from convert.easy_read.tagging import Token, is_common_word, tagged

LONGEST = 15
"""Words in a line: 10 to 15 is the norm (UK Government, accessible communication formats)."""
LARGE_NUMBER = 1_000_000

_BE = frozenset(["am", "is", "are", "was", "were", "be", "been", "being", "'s", "'re", "'m"])
_CONTRACTED = frozenset(["n't", "'re", "'ve", "'ll", "'m", "'d"])
_CONTRACT_S = frozenset(
    [
        *("it", "that", "he", "she", "there", "what", "who", "here", "where", "let", "how", "this"),
        *("when", "why", "everyone", "everything", "someone", "nobody", "everybody"),
    ]
)
_JOINS = frozenset(["and", "but", "so", "or", "yet"])
_CONTRAST = frozenset(["although", "whereas", "though", "despite", "whilst", "while"])
_NEGATIONS = frozenset(
    [
        *("not", "n't", "never", "no", "none", "nobody", "nothing", "nowhere", "neither", "nor"),
        *("without", "cannot", "unless", "hardly", "barely"),
    ]
)
_NOT = frozenset(["not", "n't", "never", "cannot", "nobody", "none", "no"])
_POINTING = frozenset(["this", "that", "these", "those"])
_ROMAN = re.compile(r"(?=[IVXLC]{2,}$)(?:C{0,3})(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})$")
_NOT_ROMAN = frozenset(["CD", "CV", "MC", "XL", "XX", "XXX", "CC", "LI", "CL", "CI", "CX", "MIX"])
_ROMAN_AFTER = re.compile(
    r"\b(?:part|chapter|section|volume|phase|stage|type|schedule|article|war|grade|level|act|book"
    r"|unit|annex|class|tier|step|appendix|module|group|king|queen|henry|charles|george|elizabeth"
    r"|edward|james|william|richard|louis|pope)\s+([IVX])\b(?!['’])",
    re.IGNORECASE,
)
_SPECIAL = re.compile(r"[&/<>§#*+=~^|\\@_{}\[\]•…†‡°©®™¶→←]|\.{3}")
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+|\S+@\S+\.\w+|\b[\w-]+\.(?:org|com|co|gov|net)\S*")
_DATE = re.compile(r"\b\d{1,4}[/.-]\d{1,2}[/.-]\d{2,4}\b")
_PERCENT = re.compile(r"\d\s?%|\bper\s?cent\b|\bpercentages?\b", re.IGNORECASE)
_BIG = re.compile(r"\b(?:million|billion|trillion|bn)s?\b|\d[\d,]*", re.IGNORECASE)
_SMALL_WORDS = frozenset(["one", "once", "half", "quarter", "double", "second", "seconds", "first"])
_ORDINAL = re.compile(r"(?:st|nd|rd|th)$")


class Seen(NamedTuple):
    """A line and its words with their tags."""

    line: str
    tokens: Sequence[Token]


class Fault(msgspec.Struct, frozen=True):
    """What a check found: its code, and the words that it is about."""

    code: str
    words: str


HardWords = Callable[[str], Iterable[str]]
"""The hard words of a line, as written."""


def no_hard_words(line: str) -> Iterable[str]:  # noqa: ARG001  the shape asks for it
    """Knows no hard words."""
    return ()


def faults(line: str, following: str = "", *, hard: HardWords = no_hard_words) -> tuple[Fault, ...]:
    """Everything that is hard in `line`; `following` is the next line, which may explain a word."""
    seen = Seen(line, tagged(line))
    found = [fault for check in CHECKS for fault in check(seen)]
    short = {fault.words.rstrip(".").lower() for fault in found if fault.code == "abbreviation"}
    found += [
        Fault("hard-word", word)
        for word in hard(line)
        if word.rstrip(".").lower() not in short and not _is_explained(word, line, following)
    ]
    explained = (
        f for f in found if f.code != "acronym" or not _is_explained(f.words, "", following)
    )
    return tuple(dict.fromkeys(explained))


def _is_explained(word: str, line: str, following: str) -> bool:
    """Whether the next line, or the line itself, says what the word means."""
    stem = word.lower().rstrip("s")
    says = re.compile(r"\b(?:means?|is|are|stands? for|short for|when)\b", re.IGNORECASE)
    here = re.search(rf"{re.escape(stem)}\w*\W+(?:means?|stands? for)\b", line, re.IGNORECASE)
    opens = re.match(
        rf"(?:an? |the )?\W*{re.escape(stem)}\w*\W+(?:is|are)\s+(?:an?|the|when|how|people|money|where)\b",
        line,
        re.IGNORECASE,
    )
    return bool(here or opens) or (stem in following.lower() and bool(says.search(following)))


# ---------------------------------------------------------------- how much a line holds


def _long_sentence(seen: Seen) -> Iterator[Fault]:
    without = _ADDRESS.sub("address", seen.line)
    count = len(re.findall(r"[\w£$€]+(?:[-'’.,:][\w]+)*", without))
    if count > LONGEST:
        yield Fault("long-sentence", f"{count} words")


def _two_ideas(seen: Seen) -> Iterator[Fault]:
    if re.search(r"[.!?][”\"']?\s+[A-Z“]\w*\s+\w", _ADDRESS.sub("address", _titles(seen.line))):
        yield Fault("two-ideas", seen.line)
        return
    for place in range(1, len(seen.tokens) - 1):
        token, left, right = seen.tokens[place], seen.tokens[:place], seen.tokens[place + 1 :]
        if token.text == ";":
            yield Fault("two-ideas", ";")
            return
        after_comma = seen.tokens[place - 1].text == ","
        if after_comma and token.lower in {"which", "who", "whose", "where", "whom"}:
            yield Fault("two-ideas", token.text)
            return
        if token.lower in _CONTRAST and (token.lower != "while" or after_comma):
            yield Fault("two-ideas", token.text)
            return
        joins = token.lower in _JOINS or (token.lower == "then" and after_comma)
        if joins and _has_finite(left) and _opens_clause(right):
            yield Fault("two-ideas", token.text)
            return
    if seen.tokens and seen.tokens[0].lower in _CONTRAST - {"while"}:
        yield Fault("two-ideas", seen.tokens[0].text)


def _titles(line: str) -> str:
    return re.sub(r"\b(Dr|Mr|Mrs|Ms|Mx|St|Prof|No)\.", r"\1", line)


def _has_finite(tokens: Sequence[Token]) -> bool:
    words = [token for token in tokens if token.is_word]
    pairs = zip([None, *words], words, strict=False)
    return any(is_finite(token, before) for before, token in pairs)


def _opens_clause(tokens: Sequence[Token]) -> bool:
    rest = tokens[1:] if tokens and tokens[0].lower in {"then", "so", "also", "now"} else tokens
    if begins_clause(rest) or _is_short_clause(rest):
        return True
    same_subject_past = len(rest) > 2 and rest[0].tag == "VBD" and rest[0].lower != "had"
    return same_subject_past and rest[0].lower.endswith("ed") is False and rest[1].tag != "IN"


def _is_short_clause(tokens: Sequence[Token]) -> bool:
    pronouns = {"he", "she", "it", "they", "we", "i", "you", "there"}
    return len(tokens) > 1 and tokens[0].lower in pronouns and is_finite(tokens[1], tokens[0])


# ---------------------------------------------------------------- how a line is put


def _passive(seen: Seen) -> Iterator[Fault]:
    for place, token in enumerate(seen.tokens):
        if token.lower not in _BE:
            continue
        ahead = place + 1
        while ahead < len(seen.tokens) and (
            seen.tokens[ahead].tag.startswith("RB")
            or seen.tokens[ahead].lower in {"not", "n't", "being", "been"}
        ):
            ahead += 1
        if ahead < len(seen.tokens) and _is_participle(seen.tokens, ahead):
            yield Fault("passive", seen.line[token.start : seen.tokens[ahead].end])
            return


def _is_participle(tokens: Sequence[Token], place: int) -> bool:
    token = tokens[place]
    after = tokens[place + 1].lower if place + 1 < len(tokens) else ""
    if token.lower in word_set("states"):
        return after == "by"
    regular = token.lower.endswith("ed") and len(token.text) > 4 and not token.lower.endswith("eed")
    return (regular and token.tag not in {"NN", "NNP"}) or token.lower in participles()


def _double_negative(seen: Seen) -> Iterator[Fault]:
    words = [t.lower for t in seen.tokens if t.is_word]
    if words and words[0] in {"no", "yes"} and "," in seen.line[:5]:
        words = words[1:]
    found = [word for word in words if word in _NEGATIONS]
    if "neither" in found and "nor" in found:
        found.remove("nor")
    hidden = [
        words[place]
        for place in range(len(words))
        if words[place] in word_set("hidden_negatives")
        and _NOT & set(words[max(0, place - 4) : place])
    ]
    if len(found) >= 2 or hidden:
        yield Fault("double-negative", ", ".join(dict.fromkeys([*found, *hidden])))


def _idiom(seen: Seen) -> Iterator[Fault]:
    words = [t.lower for t in seen.tokens if t.is_word and t.lower != "'s"]
    joined = f" {' '.join(words)} "
    for pattern in _idioms().get("", ()):
        if match := pattern.search(joined):
            yield Fault("idiom", match[0].strip())
            return
    for word in dict.fromkeys(words):
        for pattern in _idioms().get(word, ()):
            if match := pattern.search(joined):
                yield Fault("idiom", match[0].strip())
                return


@functools.cache
def _idioms() -> dict[str, tuple[re.Pattern[str], ...]]:
    """Each saying as a pattern, by every form of its first word."""
    made: dict[str, list[re.Pattern[str]]] = {}
    for phrase in phrase_set("idioms"):
        first, *rest = phrase.replace("'s", "").split()
        starts = {first, *verb_forms(first).values()} if first != "*" else {"*"}
        tail = "".join(r" \w+" if word == "*" else f" {re.escape(word)}" for word in rest)
        for start in starts:
            made.setdefault(start, []).append(re.compile(f" {re.escape(start)}{tail} "))
    return {start: tuple(patterns) for start, patterns in made.items()}


def _unclear_pronoun(seen: Seen) -> Iterator[Fault]:
    if len(seen.tokens) < 2:
        return
    first, second = seen.tokens[0], seen.tokens[1]
    rest = [t.lower for t in seen.tokens[2:]]
    if first.lower in {"they", "them"} or (
        first.lower == "it" and not _is_empty_it(second, seen.tokens[2:])
    ):
        yield Fault("unclear-pronoun", first.text)
    elif first.lower in _POINTING:
        explains = second.lower in {"means", "mean"} or (
            second.lower in {"is", "are"}
            and rest[:1]
            and rest[0] in {"called", "why", "because", "when", "how"}
        )
        is_verb = second.tag.startswith(("VB", "MD", "RB")) or second.lower in {"'s", "'ll"}
        if is_verb and not explains:
            yield Fault("unclear-pronoun", first.text)


def _is_empty_it(second: Token, rest: Sequence[Token]) -> bool:
    """*It is good to talk*: here *it* stands for nothing that came before."""
    if second.lower not in {"is", "was", "'s", "can", "will", "may"}:
        return False
    words = [token.lower for token in rest]
    return bool({"to", "that", "if", "when"} & set(words[:6])) or any(
        word in {"cold", "hot", "raining", "late", "o'clock", "time", "monday", "sunny"}
        for word in words
    )


# ---------------------------------------------------------------- how things are written


def _acronym(seen: Seen) -> Iterator[Fault]:
    shouted = _shouted(seen.tokens)
    for token in seen.tokens:
        text = token.text.rstrip("s") if token.text[:-1].isupper() else token.text
        letters = text.replace(".", "").replace("&", "")
        is_initials = len(letters) >= 2 and letters.isupper() and letters.isalnum()
        if not is_initials or not letters[0].isalpha() or token in shouted:
            continue
        if letters in word_set("known_initials") or _is_roman(letters) or letters.isdigit():
            continue
        yield Fault("acronym", token.text)


def _capitals(seen: Seen) -> Iterator[Fault]:
    if shouted := _shouted(seen.tokens):
        yield Fault("capitals", " ".join(token.text for token in shouted))


def _shouted(tokens: Sequence[Token]) -> list[Token]:
    """Ordinary words in capitals: long ones, or short ones beside another."""
    upper = [
        place
        for place, token in enumerate(tokens)
        if token.text.isupper() and len(token.text) >= 2 and token.text.isalpha()
    ]
    found = []
    for place in upper:
        token = tokens[place]
        known = token.text in word_set("known_initials") or _is_roman(token.text)
        beside = place - 1 in upper or place + 1 in upper
        is_word = is_common_word(token.text) and (len(token.text) > 3 or beside)
        if (is_word and (not known or (beside and len(upper) > 2))) or (
            beside and len(upper) >= 3 and len(token.text) > 3
        ):
            found.append(token)
    return found


def _abbreviation(seen: Seen) -> Iterator[Fault]:
    known, only = word_set("abbreviations"), word_set("only_with_stop")
    for match in re.finditer(r"[A-Za-z][\w&/]*(?:\.[A-Za-z]+)*\.?", _ADDRESS.sub("", seen.line)):
        word = match[0].rstrip(".").lower()
        stopped = match[0].endswith(".") and match.end() < len(seen.line.rstrip())
        if word in known and (word not in only or stopped or _is_short_day(match[0], seen.line)):
            yield Fault("abbreviation", match[0])


def _is_short_day(word: str, line: str) -> bool:
    short = {"Mon", "Wed", "Sat", "Fri", "Sun", "Jan", "Dec", "Tel", "Info", "Admin"}
    beside_number = re.search(rf"(?:\d\s*{word}\b|\b{word}\s*\d)", line)
    return (
        word in {"vs", "info", "docs", "admin", "Info"}
        or (word in short and bool(beside_number))
        or (word in {"mins", "min"} and bool(beside_number))
        or word.rstrip(".") in {"mins", "Wed", "Fri"}
    )


def _contraction(seen: Seen) -> Iterator[Fault]:
    for before, token in pairwise(seen.tokens):
        is_s = token.lower == "'s" and before.lower in _CONTRACT_S and before.end == token.start
        if token.lower in _CONTRACTED or is_s:
            yield Fault("contraction", seen.line[before.start : token.end])
            return


def _percentage(seen: Seen) -> Iterator[Fault]:
    if match := _PERCENT.search(seen.line):
        yield Fault("percentage", match[0])


def _number_in_words(seen: Seen) -> Iterator[Fault]:
    for place, token in enumerate(seen.tokens):
        parts = token.lower.split("-")
        after_digits = place > 0 and seen.tokens[place - 1].text[-1:].isdigit()
        number = NUMBER_WORDS.get(parts[0], "")
        if (
            number
            and all(part in NUMBER_WORDS for part in parts)
            and token.lower not in _SMALL_WORDS
            and not _ORDINAL.search(number)
            and token.lower not in {"twice", "percent"}
            and not after_digits
        ):
            yield Fault("number-in-words", token.text)
            return


def _roman_numeral(seen: Seen) -> Iterator[Fault]:
    if match := _ROMAN_AFTER.search(seen.line):
        yield Fault("roman-numeral", match[1])
        return
    for token in seen.tokens:
        if _is_roman(token.text):
            yield Fault("roman-numeral", token.text)
            return


def _is_roman(text: str) -> bool:
    return bool(_ROMAN.match(text)) and text not in _NOT_ROMAN


def _special_character(seen: Seen) -> Iterator[Fault]:
    plain = _DATE.sub("", _ADDRESS.sub("", seen.line))
    if match := _SPECIAL.search(plain):
        yield Fault("special-character", match[0])


def _date_in_figures(seen: Seen) -> Iterator[Fault]:
    if match := _DATE.search(seen.line):
        yield Fault("date-in-figures", match[0])


def _large_number(seen: Seen) -> Iterator[Fault]:
    for match in _BIG.finditer(re.sub(r"\b0\d[\d ]{8,}", "", seen.line)):
        digits = match[0].replace(",", "")
        if not digits.isdigit() or int(digits) >= LARGE_NUMBER:
            yield Fault("large-number", match[0])
            return


def _phrases(code: str, name: str) -> Check:
    def check(seen: Seen) -> Iterator[Fault]:
        words = f" {' '.join(t.lower for t in seen.tokens if t.is_word)} "
        for phrase in phrase_set(name):
            if f" {phrase} " in words:
                yield Fault(code, phrase)
                return

    return check


Check = Callable[[Seen], Iterator[Fault]]

CHECKS: tuple[Check, ...] = (
    _long_sentence,
    _two_ideas,
    _passive,
    _double_negative,
    _idiom,
    _unclear_pronoun,
    _acronym,
    _capitals,
    _abbreviation,
    _contraction,
    _percentage,
    _number_in_words,
    _roman_numeral,
    _special_character,
    _date_in_figures,
    _large_number,
    _phrases("foreign-word", "foreign"),
    _phrases("cross-reference", "cross_references"),
)
