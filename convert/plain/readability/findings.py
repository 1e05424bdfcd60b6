"""The reading of a document as findings: what `allways check` prints, like a linter."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from convert.document import Document, SentenceId
from convert.findings import Finding, Level, Place
from convert.plain.readability.model import Readability, Reason, WordReading
from convert.plain.readability.rules.structure import remarks
from convert.traversal import readings

HARD_WORD = "hard-word"
_NOTES = frozenset([HARD_WORD, "passive", "abstract-words"])
"""Worth knowing; a post with some of these can be fine."""


def findings(
    document: Document,
    readability: Readability | None,
    *,
    places: Mapping[SentenceId, Place],
    path: str,
) -> list[Finding]:
    """All there is to look at in `document`, in the order of the file.

    `path` names the file for what stands nowhere in particular. A document that could not be
    scored still has its structure looked at.
    """
    prints = {r.sentence.id: r.sentence.fingerprint for r in readings(document)}
    told = [] if readability is None else list(_about_sentences(readability))
    told += [(remark.sentence, remark.reason, "") for remark in remarks(document)]
    found = [
        Finding(
            code=reason.code,
            level=Level.NOTE if reason.code in _NOTES else Level.WARNING,
            message=reason.message,
            place=Place(path) if sentence is None else places.get(sentence, Place(path)),
            sentence=sentence,
            fingerprint=None if sentence is None else prints.get(sentence),
            quote=quote,
        )
        for sentence, reason, quote in told
    ]
    return sorted(found, key=lambda finding: (finding.place.line, finding.place.column))


def _about_sentences(
    readability: Readability,
) -> Iterator[tuple[SentenceId | None, Reason, str]]:
    words: dict[SentenceId, list[Reason]] = {}
    for word in readability.hard_words:
        words.setdefault(word.sentence, []).append(hard_word(word))
    for sentence in readability.sentences:
        for reason in (*sentence.reasons, *words.get(sentence.id, ())):
            yield sentence.id, reason, sentence.text[reason.start : reason.end] or sentence.text


def hard_word(word: WordReading) -> Reason:
    """What there is to say about a hard word."""
    advice = f"Try “{word.plainer}”." if word.plainer else "Use a plainer word, or explain it."
    message = f"“{word.word}” is a hard word. {advice}"
    return Reason(HARD_WORD, message, word.start, word.end, word.plainer)
