"""Where sentences end.

A sentence ends at a full stop, question mark, exclamation mark or ellipsis that is followed by a
space and by something that can begin a sentence. The tables below hold what would otherwise be
taken for an end: abbreviations, initials, times and numbers.
"""

from __future__ import annotations

import re
from typing import NamedTuple


class Span(NamedTuple):
    """Characters `start` to `end` of a text."""

    start: int
    end: int


# Followed by a name, a number or more of the same sentence: never an end.
_BEFORE_A_NAME = frozenset(
    [
        *("mr", "mrs", "ms", "mx", "dr", "prof", "rev", "revd", "fr", "sr", "br", "st", "sir"),
        *("hon", "rt", "capt", "col", "gen", "lt", "maj", "sgt", "cllr", "gov", "pres", "messrs"),
        *("e.g", "i.e", "eg", "ie", "cf", "viz", "vs", "v", "ca", "c", "approx", "esp", "incl"),
        *("mt", "ft", "nr", "op", "ed", "eds", "trans", "al"),
    ]
)
# Followed by a number: not an end.
_BEFORE_A_NUMBER = frozenset(
    [
        *(
            "no",
            "nos",
            "p",
            "pp",
            "para",
            "paras",
            "fig",
            "figs",
            "vol",
            "vols",
            "ch",
            "chap",
            "art",
        ),
        *("sec", "sect", "s", "ss", "pt", "tel", "ext", "ref", "reg", "est", "b", "d", "r", "cl"),
        *("jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec"),
    ]
)
# An end only when a new sentence clearly begins.
_MAYBE_LAST = frozenset(
    [
        *("etc", "a.m", "p.m", "am", "pm", "ltd", "plc", "inc", "co", "corp", "dept", "jr", "snr"),
        *("u.k", "u.s", "u.s.a", "e.u", "u.n", "ph.d", "b.a", "m.a", "b.sc", "m.sc", "a.d", "b.c"),
        *(
            "min",
            "mins",
            "hr",
            "hrs",
            "approx",
            "max",
            "temp",
            "govt",
            "assoc",
            "bros",
            "rd",
            "ave",
        ),
        *("mon", "tue", "tues", "wed", "thu", "thur", "thurs", "fri", "sat", "sun", "n.b", "p.s"),
    ]
)
# Words that begin a sentence far more often than they follow an abbreviation or an initial.
_STARTERS = frozenset(
    [
        *("A", "After", "All", "Also", "An", "And", "Another", "Any", "As", "Ask", "At", "Because"),
        *("Before", "Both", "But", "By", "Can", "Did", "Do", "Does", "Each", "Even", "Every"),
        *("Everyone", "For", "From", "Has", "Have", "He", "Her", "Here", "His", "How", "However"),
        *("I", "If", "In", "Instead", "Is", "It", "Its", "Just", "Let", "Many", "More", "Most"),
        *(
            "My",
            "No",
            "Nobody",
            "Not",
            "Nothing",
            "Now",
            "On",
            "Once",
            "One",
            "Only",
            "Or",
            "Other",
        ),
        *("Our", "Over", "People", "Please", "Right", "She", "Since", "So", "Some", "Someone"),
        *("Sometimes", "Soon", "Still", "Such", "That", "The", "Their", "Then", "There", "These"),
        *("They", "This", "Those", "Though", "To", "Today", "Under", "Until", "Was", "We", "Were"),
        *("What", "When", "Where", "Whether", "Which", "While", "Who", "Why", "Will", "With"),
        *("Without", "Would", "Yes", "Yet", "You", "Your"),
    ]
)
# After a quotation that ends in a mark, these say who spoke: '"Stop!" Mary said.'
_SPOKE = re.compile(
    r"(?:[A-Z][\w'’-]*\s+){1,3}(?:said|says|asked|asks|replied|added|shouted|told|wrote|cried)\b"
)

_CLOSERS = "\"'”’»)]"
_OPENERS = "\"'“‘«(["
_END = re.compile(rf"(?:\.{{2,}}|…|[.!?؟।])+[{re.escape(_CLOSERS)}]*(?=\s)")
_LAST_WORD = re.compile(rf"[^\s{re.escape(_OPENERS)}]+$")
_NEXT_WORD = re.compile(r"[^\W\d_][\w'’]*")


def spans(text: str) -> list[Span]:
    """The sentences of `text` in order, without the white space between them.

    Joined with the white space they came with, they give `text` back; a text without words is
    no sentence at all only where it is empty.
    """
    found: list[Span] = []
    start = _skip_space(text, 0)
    for mark in _END.finditer(text):
        following = _skip_space(text, mark.end())
        if mark.end() <= start or following >= len(text):
            continue
        if _ends(text, start=start, mark=mark, following=following):
            found.append(Span(start, mark.end()))
            start = following
    end = len(text.rstrip())
    if start < end:
        found.append(Span(start, end))
    return found


def _skip_space(text: str, index: int) -> int:
    while index < len(text) and text[index].isspace():
        index += 1
    return index


def _ends(text: str, *, start: int, mark: re.Match[str], following: int) -> bool:
    if _inside_brackets(text[start : mark.end()], rest=text[mark.end() :]):
        return False
    if not _can_begin(text, following):
        return False
    stop = mark.group()
    if stop.rstrip(_CLOSERS) == ".":
        return _full_stop_ends(text[start : mark.start()], text[following:], closed=stop != ".")
    is_quoted = stop[-1] in "\"'”’»"
    return not (is_quoted and _SPOKE.match(text, following))


def _inside_brackets(sentence: str, *, rest: str) -> bool:
    """Whether a bracket opened within the sentence is still open and closes later."""
    if "(" not in sentence:
        return False
    depth = 0
    opened_at = 0
    for index, character in enumerate(sentence):
        if character == "(":
            depth, opened_at = depth + 1, opened_at if depth else index
        elif character == ")":
            depth = max(0, depth - 1)
    return depth > 0 and opened_at > 0 and ")" in rest


def _can_begin(text: str, index: int) -> bool:
    while index < len(text) and (text[index] in _OPENERS or text[index] in "*_¿¡—–- "):
        index += 1
    return index < len(text) and not text[index].islower()


def _full_stop_ends(before: str, after: str, *, closed: bool) -> bool:
    """Whether one full stop after `before` ends a sentence that `after` follows."""
    last = _LAST_WORD.search(before)
    if last is None or closed:
        return True
    word = last.group().lower()
    if last.start() == 0 and word.isdigit():
        return False
    next_word = _NEXT_WORD.match(after.lstrip(_OPENERS))
    starts = next_word is not None and next_word.group() in _STARTERS
    if word in _BEFORE_A_NUMBER and after[:1].isdigit():
        return False
    if word in _MAYBE_LAST:
        return starts or (next_word is not None and word == "etc")
    if _is_initial(last.group(), before):
        return starts and next_word is not None and next_word.group() not in {"A", "I"}
    if word in _BEFORE_A_NAME:
        # "Sir" and "c" are words and letters too: "Thank you, sir. The bus left."
        return starts and word in {"sir", "st", "al", "c", "v", "ft"}
    return True


def _is_initial(word: str, before: str) -> bool:
    """Whether `word` is the letter of a name: "J. Smith", "J. R. R. Tolkien", "B.B.C."."""
    letters = word.split(".")
    if not all(len(letter) == 1 and letter.isalpha() for letter in letters):
        return False
    if len(letters) > 1:
        return True
    if not word.isupper() or word == "I":
        return False
    # "Plan B. Then" names a plan, "Mary B. Jones" a person: only a plain word comes before the
    # first kind, and a name or nothing before the second.
    previous = before[: -len(word)].split()
    return not previous or previous[-1][:1].isupper() or previous[-1].endswith(".")
