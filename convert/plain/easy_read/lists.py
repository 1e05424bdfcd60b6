"""Lists of three or more things become bullets, which are shorter to read than any split."""

from __future__ import annotations

from collections.abc import Sequence

from convert.plain.easy_read.protect import is_free, protected
from convert.plain.easy_read.tagging import NOUN_TAGS, Token, tagged

BULLET = "• "
FEWEST_ITEMS = 3
LONGEST_ITEM = 6
SHORTEST_SENTENCE = 8
"""A shorter sentence is easy enough as it is."""

_OPENERS = frozenset(
    [
        *(
            "like",
            "including",
            "includes",
            "include",
            "included",
            ":",
            "are",
            "has",
            "have",
            "need",
        ),
        *(
            "needs",
            "offer",
            "offers",
            "sell",
            "sells",
            "provide",
            "provides",
            "use",
            "uses",
            "want",
        ),
        *("wants", "get", "gets", "bring", "run", "runs", "eat", "make", "makes", "give", "gives"),
        *("teach", "teaches", "support", "supports", "cover", "covers", "buy", "see", "meet"),
    ]
)
_STARTS = ("DT", "PRP$", "JJ", "NN", "CD")
_NOT_PLAIN = ("VB", "MD", "IN", "TO", "W", "CC", "RB", "EX", ".")
_LEADS_A_PAIR = frozenset(["between", "both", "either", "from"])


def bulleted(line: str) -> tuple[str, ...]:
    """The line as an opening and bullets (each begins with `• `), or the line alone."""
    tokens = tagged(line)
    words = [token for token in tokens if token.is_word]
    if len(words) < SHORTEST_SENTENCE or not line.rstrip().endswith("."):
        return (line,)
    joint = _last_and(tokens)
    if joint is None:
        return (line,)
    commas = _commas_before(tokens, joint)
    first = _first_item(tokens, commas[0]) if commas else None
    if first is None:
        return (line,)
    cuts = [first - 1, *commas, joint]
    items = _items(tokens, cuts)
    if len(items) < FEWEST_ITEMS or not all(_is_item(item) for item in items):
        return (line,)
    span = (tokens[first].start, tokens[-1].end)
    if not is_free(span, _quotations(line, tokens)):
        return (line,)
    opening = line[: tokens[first].start].rstrip().rstrip(":,").rstrip()
    shown = [line[item[0].start : item[-1].end] for item in items]
    return (f"{opening}:", *(f"{BULLET}{item}" for item in shown))


def _last_and(tokens: Sequence[Token]) -> int | None:
    for place in range(len(tokens) - 2, 0, -1):
        if tokens[place].text in ",;()":
            return None
        if tokens[place].lower == "and":
            return place
    return None


def _commas_before(tokens: Sequence[Token], joint: int) -> list[int]:
    """The commas that part the items before the last *and*, each at most an item away."""
    places: list[int] = []
    end = joint - 1 if tokens[joint - 1].text == "," else joint
    for place in range(end - 1, 0, -1):
        if tokens[place].text == ",":
            places.append(place)
            end = place
        elif end - place > LONGEST_ITEM:
            break
    return sorted(places)


def _first_item(tokens: Sequence[Token], comma: int) -> int | None:
    """Where the first item begins: right after a verb or a word such as *like*."""
    for place in range(comma - 1, max(-1, comma - 1 - LONGEST_ITEM), -1):
        token = tokens[place]
        if token.lower in _LEADS_A_PAIR or token.text in "();":
            return None
        if token.lower in _OPENERS:
            return place + 1 if place + 1 < comma and place > 0 else None
        if token.tag.startswith(("VB", "IN", "TO", "MD")):
            return None
    return None


def _items(tokens: Sequence[Token], cuts: Sequence[int]) -> list[Sequence[Token]]:
    ends = [*cuts[1:], len(tokens) - 1]
    parts = [tokens[start + 1 : end] for start, end in zip(cuts, ends, strict=True)]
    return [part for part in parts if part]


def _is_item(item: Sequence[Token]) -> bool:
    """Whether the words are one plain thing: no verb, and no *of* that may belong to all items."""
    begins = item[0].tag.startswith(_STARTS)
    ends_in_noun = item[-1].tag in NOUN_TAGS or item[-1].tag == "CD"
    is_plain = not any(token.tag.startswith(_NOT_PLAIN) for token in item)
    return len(item) <= LONGEST_ITEM and begins and ends_in_noun and is_plain


def _quotations(line: str, tokens: Sequence[Token]) -> list[tuple[int, int]]:
    """Quotations only: names may well be items of a list."""
    names = {(token.start, token.end) for token in tokens if token.text[0].isupper()}
    return [
        span for span in protected(line, tokens) if line[span[0]] in "“\"‘'«" and span not in names
    ]
