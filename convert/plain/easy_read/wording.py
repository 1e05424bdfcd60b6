"""Plainer words for hard or wordy ones, from a table that people keep.

Each row says which words change, to what, as which part of speech, beside which neighbours, and
shows one sentence that must change and one that must not; the tests read the table's own
sentences.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Mapping, Sequence

import msgspec

from convert.plain.easy_read.change import Change, Grade
from convert.plain.easy_read.inflect import plural, verb_forms
from convert.plain.easy_read.protect import Span, is_free
from convert.plain.easy_read.tables import rows
from convert.plain.easy_read.tagging import NOUN_TAGS, Token

RULE = "wording"
_BE = frozenset(
    {
        "be",
        "am",
        "is",
        "are",
        "was",
        "were",
        "been",
        "being",
        "'s",
        "'re",
        "'m",
        "get",
        "got",
        "gets",
    }
)
_HAVE = frozenset({"have", "has", "had", "having", "'ve"})
_SUBJECTS = frozenset(
    {"i", "we", "you", "he", "she", "it", "they", "who", "which", "that", "there"}
)
_OBJECTS = frozenset({"it", "him", "them", "us", "me", "this", "these", "that", "those"})
_PARTICLES = frozenset({"up", "down", "out", "off", "back", "away"})
_FLAGS = frozenset({"active", "suggest"})
_ENDS = frozenset(".!?:;")
_AHEAD = 6
NOTHING = "-"
_COMPARING = frozenset(["more", "most", "less", "least"])
_NOUN_COMES = frozenset(["DT", "PRP$", "CD", "POS"])
_VOWEL_SOUND = re.compile(
    r"(?:[ai]|e(?!u|we)|o(?!ne\b|nce\b)|u(?!ni|se|su|ti|k\b)|hour|hono|heir)", re.IGNORECASE
)


class Neighbour(msgspec.Struct, frozen=True):
    """A condition on the words beside: words, tags (`#NN`), or the sentence's end (`$`)."""

    side: str
    """`<` for the word before, `>` for the word after, `!` for the next six words, `~` for
    the whole sentence."""
    is_wanted: bool
    words: frozenset[str]
    tags: tuple[str, ...]

    def holds(self, tokens: Sequence[Token], place: int, length: int) -> bool:
        """Whether the words beside `place` are as they must be."""
        after = place + length
        match self.side:
            case "<":
                found = self._is(tokens[place - 1] if place else None)
            case ">":
                found = self._is(tokens[after] if after < len(tokens) else None)
            case "~":
                found = any(self._is(token) for token in tokens if token.is_word)
            case _:
                found = any(self._is(token) for token in tokens[after : after + _AHEAD])
        return found == self.is_wanted

    def _is(self, token: Token | None) -> bool:
        if token is None or token.text in _ENDS:
            return "$" in self.words
        return token.lower in self.words or any(token.tag.startswith(tag) for tag in self.tags)


class Row(msgspec.Struct, frozen=True):
    """One row of the table."""

    old: tuple[str, ...]
    new: str
    part: str
    """v: the first word is a verb; n: the last is a noun; a: adjective; r: adverb; or nothing."""
    neighbours: tuple[Neighbour, ...]
    is_active: bool
    """The verb must not be passive."""
    grade: Grade
    changes: str
    """A sentence that must change: `The [old words|new words] stand here.`"""
    keeps: str
    """A sentence with the same words that must stay as it is."""


@functools.cache
def table() -> tuple[Row, ...]:
    """The rows, in the file's order."""
    return tuple(_row(cells) for cells in rows("wording"))


def _row(cells: Sequence[str]) -> Row:
    old, new, part, conditions, changes, keeps = cells
    listed = [item for item in conditions.split() if item != NOTHING]
    return Row(
        old=tuple(old.split()),
        new="" if new == NOTHING else new,
        part=part,
        neighbours=tuple(_neighbour(item) for item in listed if item not in _FLAGS),
        is_active="active" in listed,
        grade=Grade.SUGGEST if "suggest" in listed else Grade.AUTO,
        changes=changes,
        keeps=keeps,
    )


def _neighbour(condition: str) -> Neighbour:
    if condition.startswith(("!", "~")):
        side, is_wanted, listed = condition[0], False, condition[1:]
    elif condition.startswith("<"):
        side, is_wanted, listed = "<", condition[1] == "+", condition[2:]
    else:
        side, is_wanted, listed = ">", condition[0] == "+", condition[1:]
    items = [item or "," for item in listed.split(",")]
    words = frozenset(item for item in items if not item.startswith("#"))
    tags = tuple(item[1:] for item in items if item.startswith("#"))
    return Neighbour(side, is_wanted, words, tags)


@functools.cache
def _by_first_word() -> Mapping[str, tuple[tuple[Row, tuple[str, ...], str], ...]]:
    """For each first word, the rows in each of their forms, the most specific first, with the form's tag."""
    made: dict[str, list[tuple[Row, tuple[str, ...], str]]] = {}
    for row in table():
        for words, tag in _forms(row):
            made.setdefault(words[0], []).append((row, words, tag))
    return {first: tuple(sorted(found, key=_specific_first)) for first, found in made.items()}


def _specific_first(entry: tuple[Row, tuple[str, ...], str]) -> tuple[int, bool]:
    """Longer forms first, and what is made before what is only offered."""
    row, form, _ = entry
    return -len(form), row.grade is not Grade.AUTO


def _forms(row: Row) -> Iterator[tuple[tuple[str, ...], str]]:
    first, *rest = row.old
    match row.part:
        case "v":
            for tag, form in verb_forms(first).items():
                yield (form, *rest), tag
        case "n":
            yield row.old, "NN"
            *before, last = row.old
            if plural(last) != last:
                yield (*before, plural(last)), "NNS"
        case _:
            yield row.old, ""


# ---------------------------------------------------------------- changing


class Match(msgspec.Struct, frozen=True):
    """A change, the row that makes it, and how many words and signs it takes."""

    row: Row
    change: Change
    length: int


def matches(text: str, tokens: Sequence[Token], fixed: Sequence[Span]) -> Iterator[Match]:
    """Every place where a row of the table fits, in order, none overlapping."""
    words = [token.lower for token in tokens]
    place = 0
    while place < len(tokens):
        found = _first_match(text, tokens, words, place, fixed)
        if found is not None:
            yield found
        place += found.length if found else 1


def changes(text: str, tokens: Sequence[Token], fixed: Sequence[Span]) -> Iterator[Change]:
    """Every change that the table makes or offers in a sentence."""
    return (match.change for match in matches(text, tokens, fixed))


def _first_match(
    text: str, tokens: Sequence[Token], words: Sequence[str], place: int, fixed: Sequence[Span]
) -> Match | None:
    for row, form, tag in _by_first_word().get(words[place], ()):
        length = len(form)
        if tuple(words[place : place + length]) != form:
            continue
        start, end = tokens[place].start, tokens[place + length - 1].end
        if not is_free((start, end), fixed):
            continue
        if not all(n.holds(tokens, place, length) for n in row.neighbours):
            continue
        new = _new_words(row, form, tag, tokens, place)
        if new is not None:
            change = Change(RULE, row.grade, text[start:end], new, start, end)
            return Match(row, _fitted(change, text, tokens, place, length), length)
    return None


def _fitted(change: Change, text: str, tokens: Sequence[Token], place: int, length: int) -> Change:
    """The change with its capital letter, its spaces, and *a* or *an* before it put right."""
    start, end, new = change.start, change.end, change.after
    before = tokens[place - 1] if place else None
    if not new:
        end = tokens[place + length].start if place + length < len(tokens) else end
        if change.before[0].isupper() and end < len(text):
            new, end = text[end].upper(), end + 1
    elif change.before[0].isupper():
        new = new[0].upper() + new[1:]
    if change.before.startswith(",") and not new.startswith(","):
        new = f" {new}"
    if before is not None and before.lower in {"a", "an"} and new:
        article = "an" if _VOWEL_SOUND.match(new) else "a"
        article = article.capitalize() if before.text[0].isupper() else article
        if article != before.text:
            start, new = before.start, f"{article} {new}"
    return Change(change.rule, change.grade, text[start:end], new, start, end)


def _new_words(
    row: Row, form: tuple[str, ...], tag: str, tokens: Sequence[Token], place: int
) -> str | None:
    """The new words in the form that fits here, or None where the old ones are not what they seem."""
    last = tokens[place + len(form) - 1]
    match row.part:
        case "v":
            return _new_verb(row, form, tag, tokens, place)
        case "n":
            if last.tag not in NOUN_TAGS:
                return None
            *before, noun = row.new.split()
            return row.new if tag == "NN" else " ".join((*before, plural(noun)))
        case "a":
            if place and tokens[place - 1].lower in _COMPARING:
                return None
            return row.new if tokens[place].tag.startswith(("JJ", "VBN", "CD")) else None
        case "r":
            return row.new if tokens[place].tag.startswith(("RB", "IN", "JJ")) else None
        case _:
            return row.new


def _new_verb(
    row: Row, form: tuple[str, ...], tag: str, tokens: Sequence[Token], place: int
) -> str | None:
    if not _is_verb(tokens, place, tag):
        return None
    helper = _helper(tokens, place)
    may_be_passive = bool(helper) or not _takes_object(tokens, place + len(form) - 1)
    is_past = tag in {"VBD", "VBN"} and helper not in _HAVE
    if row.is_active and is_past and may_be_passive:
        return None
    first, *rest = row.new.split()
    if rest and rest[-1] in _PARTICLES and _stands_between(tokens, place + len(form)):
        return None
    made = verb_forms(first)
    possible = {t for t, f in verb_forms(row.old[0]).items() if f == form[0]}
    chosen = _chosen(made, possible, first, helper, tokens, place)
    return " ".join((chosen, *rest)) if chosen else None


def _stands_between(tokens: Sequence[Token], place: int) -> bool:
    """Whether a pronoun follows, which would stand inside *put off*: `put it off`."""
    return place < len(tokens) and tokens[place].lower in _OBJECTS


def _is_verb(tokens: Sequence[Token], place: int, tag: str) -> bool:
    """Whether the word does a verb's work here; its tag alone is not trusted."""
    token = tokens[place]
    before = tokens[place - 1] if place else None
    after = tokens[place + 1] if place + 1 < len(tokens) else None
    if before is not None and before.lower in _SUBJECTS - {"that", "there", "it", "you"}:
        return True
    if before is not None and (before.tag in _NOUN_COMES or before.tag.startswith("JJ")):
        return False
    takes_object = after is not None and after.tag.startswith(("DT", "PRP", "CD"))
    match tag:
        case "VBZ":
            return token.tag == "VBZ" or (token.tag == "NNS" and takes_object and place > 0)
        case "VB" | "VBP":
            noun_before = before is not None and before.tag in {"NN", "NNP", "IN", "POS"}
            return token.tag in {"VB", "VBP"} and not noun_before
        case "VBG":
            ends = after is None or not after.is_word
            return token.tag == "VBG" and not (ends and before is not None and before.tag == "NN")
        case _:
            describes = after is not None and after.tag in NOUN_TAGS
            comes_late = before is None or before.tag.startswith(("RB", "CC", "IN"))
            helped = bool(_helper(tokens, place))
            return token.tag.startswith("VB") and (helped or not (describes and comes_late))


def _chosen(
    made: Mapping[str, str],
    possible: set[str],
    verb: str,
    helper: str,
    tokens: Sequence[Token],
    place: int,
) -> str | None:
    """The form of the new verb, or None where the old form could be two and they now differ."""
    is_past = bool(possible & {"VBD", "VBN"})
    if verb == "be":
        return _form_of_be(helper, tokens, place, is_past=is_past, possible=possible)
    forms = {made[tag] for tag in possible}
    if len(forms) == 1:
        return forms.pop()
    if helper:
        return made["VBN"]
    if _word_before(tokens, place) in _SUBJECTS:
        return made["VBD" if "VBD" in possible else "VB"]
    follows_noun = place > 0 and tokens[place - 1].tag in NOUN_TAGS
    if follows_noun and verb != "give" and _takes_object(tokens, place):
        return made["VBD"]
    return None


def _form_of_be(
    helper: str, tokens: Sequence[Token], place: int, *, is_past: bool, possible: set[str]
) -> str | None:
    before = _token_before(tokens, place)
    if helper in _HAVE:
        return "been"
    if before is None or "VBG" in possible:
        return None
    many = before.tag in {"NNS", "NNPS"} or before.lower in {"they", "we", "you", "these", "those"}
    one = before.tag in {"NN", "NNP"} or before.lower in {"he", "she", "it", "this", "that"}
    if "VBZ" in possible:
        return "is"
    if before.lower == "to" or before.tag == "MD":
        return "be"
    if many:
        return "were" if is_past else "are"
    return "was" if one and is_past else None


def _takes_object(tokens: Sequence[Token], place: int) -> bool:
    if place + 1 >= len(tokens):
        return False
    following = tokens[place + 1]
    starts_phrase = following.tag.startswith(("DT", "PRP", "JJ", "CD", "NN", "W", "RB", "TO"))
    return starts_phrase or following.lower == "that"


def _helper(tokens: Sequence[Token], place: int) -> str:
    """The form of be or have that the verb leans on, past adverbs and *not*; else nothing."""
    for token in reversed(tokens[max(0, place - 4) : place]):
        if token.lower in _BE or token.lower in _HAVE:
            return token.lower
        if not token.tag.startswith("RB") and token.lower not in {"not", "n't", "all"}:
            return ""
    return ""


def _token_before(tokens: Sequence[Token], place: int) -> Token | None:
    """The nearest word before that is not an adverb."""
    return next((t for t in reversed(tokens[:place]) if not t.tag.startswith("RB")), None)


def _word_before(tokens: Sequence[Token], place: int) -> str:
    token = _token_before(tokens, place)
    return token.lower if token else ""
