"""Whether a line, or the line after it, says what a hard word or a set of letters means."""

from __future__ import annotations

import functools
import re

from convert.plain.easy_read.inflect import verb_forms
from convert.plain.easy_read.tables import word_set

_NAMES = r"means?|stands? for|(?:is|are) short for|(?:is|are) when"
_LEAD = r"^\W*(?:(?:an?|the|your|our)\W+)?(?:[\w-]+ ){0,2}?"
_IS_KIND = (
    r"(?:is|are)\s+(?:an?|the|when|how|people|money|where|someone|something|things?|what|help|to"
    r"|any|words|your)\b"
)
_KIND_OF_WHAT = (
    r"(?:is|are)\s+(?:(?:an?|the)\s+[\w-]+(?: [\w-]+)?\s+(?:for|that|who|which|where|when|about|to"
    r"|of|from)\b|money\b|people\b|when\b|where\b|your \w)"
)
_POINTS_BACK = re.compile(
    r"(?:this|that|it|they|these) (?:means?|stands? for|(?:is|are) (?:an?|when|where|how|people"
    r"|money|someone|short for|the (?:person|people|money|place)))\b",
    re.IGNORECASE,
)
_TELLS_TERM = re.compile(
    r"(?:an?|the|when|how|what|where|things?|people|someone|something|money|to|help)\s",
    re.IGNORECASE,
)


def is_explained(word: str, line: str, following: str, before: str = "") -> bool:
    """Whether the line beside it, or the line itself, says what the word means."""
    stem = re.escape(word.lower().rstrip("s"))
    if _POINTS_BACK.match(following) or _is_term(word, line, following):
        return True
    here = (
        rf"{stem}\w*\W+(?:{_NAMES})\b"
        rf"|\bcalled (?:an? |the |your )?\W*(?:[\w-]+ )?{stem}"
        rf"|{stem}\w*[*”\"]* \("
    )
    kind = rf"{_LEAD}{stem}\w*(?: [\w-]+)?\W+{_IS_KIND}"
    noun = r"(?: (?!(?:will|must|may|might|can|would|should|to)\b)[\w-]+)?"
    deed = rf"{stem}\w*{noun}\W+(?:{_deeds()}) \w"
    return (
        _has(here, line)
        or _has(kind, line)
        or _has(rf"^\W*an?\W+(?:[\w-]+ )?(?:{deed}|{stem}\w*{noun}\W+has the)", line)
        or _has(rf"{stem}\w*\W+(?:{_NAMES})\b", following)
        or _has(kind, following)
        or _has(rf"{kind}|{stem}\w*\W+(?:{_NAMES})\b", before)
        or _has(_LEAD + deed, following)
    )


def is_written_out(letters: str, line: str, following: str) -> bool:
    """Whether the words that the letters stand for are beside them, or in the next line.

    *The MCA is a law* does not tell; *An EHCP is a plan for your child* does.
    """
    stem = re.escape(letters.rstrip("s"))
    noun = r"(?: [\w-]+)?"
    told = rf"\b{stem}\w?\W+(?:{_NAMES})\b|{_LEAD}{stem}\w?{noun}\W+{_KIND_OF_WHAT}"
    full = r"\s+(?:(?:of|and|for|the|in|to)\s+)*".join(
        rf"{re.escape(letter)}[\w-]+" for letter in letters.rstrip("s")
    )
    beside = rf"{full}\W+\(?{stem}|{stem}\W+\(?{full}"
    return (
        _has(told, line)
        or _has(told, following)
        or _has(beside, line)
        or _has(rf"\b{full}\b", following)
        or bool(_POINTS_BACK.match(following))
    )


@functools.cache
def _deeds() -> str:
    """What a line that explains says that a person or thing does: *helps*, *shows*, *treats*."""
    told = word_set("deeds_that_explain")
    return "|".join(sorted({form for verb in told for form in (verb, verb_forms(verb)["VBZ"])}))


def _is_term(word: str, line: str, following: str) -> bool:
    """A word alone on its line, as in a list of words, and its meaning on the next."""
    alone = len(line.split()) <= 3 and line.lower().startswith(word.lower())
    return alone and line[-1:] not in {".", "?", "!"} and bool(_TELLS_TERM.match(following))


def _has(pattern: str, text: str) -> bool:
    return re.search(pattern, text, re.IGNORECASE) is not None
