"""Whether it is clear who or what *they*, *it* and *this* are at the start of a line.

Names are used where a pronoun could be unclear (Patient Information Forum). The line before may
name what is meant; a line that comes without one is taken to stand alone.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from convert.plain.easy_read.seen import Check, Fault, Seen
from convert.plain.easy_read.short_clauses import bare_verbs
from convert.plain.easy_read.tables import word_set
from convert.plain.easy_read.tagging import NOUN_TAGS, Token, tagged

_MANY = frozenset(["they", "them", "their", "these", "those"])
_PERSON = frozenset(["he", "she", "his", "her", "him"])
_THING = frozenset(["it", "its"])
_OBJECTS = frozenset(["it", "him", "them"])
_POINTING = frozenset(["this", "that", "these", "those"])
_EXPLAINS = frozenset(
    ["called", "why", "because", "when", "how", "what", "where", "who", "the", "your", "our"]
)
_CLAUSE_OPENS = frozenset(
    [
        *("that", "you", "we", "they", "people", "i", "it", "he", "she", "your", "our", "the"),
        *("a", "an", "there", "no", "everyone", "someone", "if"),
    ]
)
_PASSED_OVER = frozenset(["only", "also", "not", "about", "always", "never", "usually"])
_MODALS = frozenset(["will", "can", "may", "might", "does", "should"])
_MEASURED = frozenset(["cost", "take", "last"])


def _unclear_pronoun(seen: Seen) -> Iterator[Fault]:
    words = [token for token in seen.tokens if token.is_word]
    if len(words) < 2 or not _points(words):
        return
    if seen.before is None and words[0].lower in _PERSON and not _says_no_name(words[1:]):
        return
    if seen.before and _names(words[0].lower, tagged(seen.before)):
        return
    yield Fault("unclear-pronoun", words[0].text)


def _points(words: Sequence[Token]) -> bool:
    """Whether the first word stands for something that another line must name."""
    first, second = words[0].lower, words[1]
    if first in _POINTING:
        is_verb = second.tag.startswith(("VB", "MD", "RB")) or second.lower in {
            *("'s", "'ll", "means", "need", "needs"),
            *_MODALS,
        }
        third = words[2].tag if len(words) > 2 else ""
        is_deed = first in _MANY and second.lower in bare_verbs() and third not in NOUN_TAGS
        return (is_verb or is_deed) and not _explains(words[1:])
    if first == "it":
        return not _is_empty_it(words[1:]) or _says_no_name(words[1:])
    return first in _MANY | _PERSON | _THING


def _says_no_name(words: Sequence[Token]) -> bool:
    """*He gave it to him*: nobody and nothing in the line has a name."""
    said = {token.lower for token in words}
    points = said & _OBJECTS or words[-1].lower in _POINTING
    return bool(points) and not any(token.tag in NOUN_TAGS for token in words)


def _names(pronoun: str, before: Sequence[Token]) -> bool:
    """Whether the line before names what the pronoun stands for."""
    words = [token for token in before if token.is_word]
    persons = word_set("persons") | word_set("persons_of_services")
    if pronoun in {"this", "that"}:
        return len(words) > 1
    said = {token.lower for token in words}
    if pronoun in _PERSON:
        known = persons | _PERSON | word_set("pets")
        return bool(said & known) or any(t.tag.startswith("NNP") for t in words)
    if pronoun in _MANY:
        many = any(token.tag in {"NNS", "NNPS"} for token in words)
        return many or bool(said & (persons | _MANY | word_set("many_persons")))
    named = any(token.text[0].isupper() for token in words[1:])
    return (
        named
        or bool(said & _THING)
        or any(token.tag in NOUN_TAGS | {"VBG"} and token.lower not in persons for token in words)
    )


def _explains(words: Sequence[Token]) -> bool:
    """*This means you can vote*, *This is called*, *These are the rules*: the line tells which."""
    lower = [word.lower for word in words[:5]]
    if lower[0] in {"means", "mean"}:
        return len(lower) > 1 and (
            lower[1:3] not in (["a", "lot"], ["the", "same"]) and lower[1] in _CLAUSE_OPENS
        )
    if lower[0] not in {"is", "are"} or len(lower) < 2:
        return False
    names = (
        len(lower) > 2
        and lower[1] in {"a", "an"}
        and bool(set(lower[2:]) & word_set("kinds_of_page"))
    )
    return lower[1] in _EXPLAINS or names or _is_name(words[1:])


def _is_name(words: Sequence[Token]) -> bool:
    """*This is Tom*: whoever is shown beside the line."""
    return all(word.text[0].isupper() or word.lower in {"and", "my"} for word in words)


def _is_empty_it(words: Sequence[Token]) -> bool:
    """*It is good to talk*, *It costs £10*: nobody asks what *it* is.

    *It* stands for nothing that came before, or for what the page is about.
    """
    lower = [word.lower for word in words if word.lower not in _PASSED_OVER]
    verb, *rest = lower or [""]
    if verb in _MODALS and rest:
        verb, *rest = rest
        if verb in word_set("empty_it_verbs") - _MEASURED - word_set("weather_verbs"):
            return False
    if verb in word_set("empty_it_verbs") or (verb in {"help", "helps"} and rest[:1] == ["to"]):
        return True
    if verb not in {"is", "was", "'s", "be"}:
        return False
    return bool(
        {"that", "if", "when"} & set(rest[:6])
        or _has_to_do(words[:7])
        or word_set("empty_it_words") & set(rest[:1])
        or word_set("weather_and_time") & set(rest)
    )


def _has_to_do(words: Sequence[Token]) -> bool:
    """*It is good to talk*, but not *it was sent to them*."""
    return any(
        word.lower == "to" and after.tag not in {"DT", "PRP", "PRP$", "NNP", "NNPS", "NNS"}
        for word, after in pairwise(words)
    )


CHECKS: tuple[Check, ...] = (_unclear_pronoun,)
