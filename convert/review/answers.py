"""What groups answered about flags: the `[[answer]]` entries of `review.toml`, and what they settle.

An answer is about a code and a fingerprint: the sentence's, the Easy Read idea's, or, for a hard
word, the word's own. So an edit to a sentence takes its answers away and no others.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Mapping
from enum import StrEnum
from typing import Any

import msgspec

from convert.document import Fingerprint, fingerprint
from convert.files.toml import BadToml, table
from convert.findings import Finding, Level, Place
from convert.source.names import REVIEW

HARD_WORD = "hard-word"
_ENTRY = re.compile(r"^\s*\[\[\s*answer\s*\]\]", re.MULTILINE)


class Verdict(StrEnum):
    """What a group says about a flag."""

    HARD = "hard"
    FINE = "fine"
    OUR_WORD = "our word"
    NEEDS_PICTURE = "needs picture"
    REWORDED = "reworded"
    """The note holds how the group would say it."""


QUIET = frozenset({Verdict.FINE, Verdict.OUR_WORD})
"""Verdicts that take a flag away."""
SAID: Mapping[Verdict, str] = {
    Verdict.HARD: "This is hard for us.",
    Verdict.FINE: "This is fine for us.",
    Verdict.OUR_WORD: "This is our word. Keep it.",
    Verdict.NEEDS_PICTURE: "This needs a picture.",
    Verdict.REWORDED: "We would say it like this.",
}
_WORDS: Mapping[str, Verdict] = {
    **{verdict.value: verdict for verdict in Verdict},
    "hard for us": Verdict.HARD,
    "fine for us": Verdict.FINE,
    "our words": Verdict.OUR_WORD,
    "our words: keep them": Verdict.OUR_WORD,
    "needs a picture": Verdict.NEEDS_PICTURE,
    "picture": Verdict.NEEDS_PICTURE,
}


class Answer(msgspec.Struct, frozen=True, omit_defaults=True):
    """One `[[answer]]`: who said what about which flag, and when."""

    code: str
    fingerprint: Fingerprint
    verdict: Verdict
    by: str
    """The group, never a person."""
    date: str
    note: str = ""
    quote: str = ""
    """The words it was about, so that an answer still says something when they are gone."""


class Answers(msgspec.Struct, frozen=True):
    """All answers about one post, in the order they were written down, and what was wrong."""

    all: tuple[Answer, ...] = ()
    findings: tuple[Finding, ...] = ()

    def standing(self, code: str, *names: Fingerprint | None) -> tuple[Answer, ...]:
        """What each group last said about the flag `code` on any of these fingerprints."""
        last = {a.by: a for a in self.all if a.code == code and a.fingerprint in names}
        return tuple(last.values())

    def about(self, *names: Fingerprint | None) -> tuple[Answer, ...]:
        """What each group last said about these fingerprints, whatever the code, once each."""
        last = {(a.by, a.code): a for a in self.all if a.fingerprint in names}
        once = {(a.by, a.verdict, a.date, a.note): a for a in last.values()}
        return tuple(once.values())

    def stale(self, known: Iterable[Fingerprint]) -> tuple[Answer, ...]:
        """The answers about words that are no longer there."""
        there = frozenset(known)
        return tuple(answer for answer in self.all if answer.fingerprint not in there)


NO_ANSWERS = Answers()


def is_quiet(standing: Iterable[Answer]) -> bool:
    """Whether these answers take a flag away: one group that finds it hard is enough to keep it."""
    verdicts = {answer.verdict for answer in standing}
    return bool(verdicts) and verdicts <= QUIET


def word_print(word: str) -> Fingerprint:
    """The fingerprint that an answer about a word has, wherever in the post the word stands."""
    return fingerprint(word.lower())


def verdict(words: str) -> Verdict | None:
    """The verdict that `words` name, as people type it or as a form prints it; None for no other."""
    return _WORDS.get(" ".join(words.replace("-", " ").lower().split()).rstrip("."))


def answers(review: bytes | None, *, path: str = REVIEW) -> Answers:
    """The answers in a `review.toml`; an entry that is not right is a finding and counts for nothing.

    A file that is not TOML holds none; the reading of signatures says what is wrong with it.
    """
    try:
        entries = table(review or b"").get("answer", [])
    except BadToml:
        return NO_ANSWERS
    if not isinstance(entries, list):
        entries = [entries]
    text = (review or b"").decode("utf-8")
    starts = [text.count("\n", 0, match.end()) + 1 for match in _ENTRY.finditer(text)]
    lines = starts if len(starts) == len(entries) else [0] * len(entries)
    made: list[Answer] = []
    findings: list[Finding] = []
    for line, entry in zip(lines, entries, strict=True):
        answer = _answer(entry)
        if isinstance(answer, Answer):
            made.append(answer)
        else:
            findings.append(_bad(Place(path, line), answer))
    return Answers(tuple(made), tuple(findings))


def _answer(entry: object) -> Answer | str:
    """The answer that a table holds, or what is wrong with it."""
    if not isinstance(entry, Mapping):
        return "An answer is a table: [[answer]], then a line for each thing it says."
    for key in ("code", "fingerprint", "verdict", "by", "date"):
        if not str(entry.get(key, "")).strip():
            return f"This answer has no `{key}`."
    said = verdict(str(entry["verdict"]))
    if said is None:
        return f"“{entry['verdict']}” is not an answer. Answers are: {', '.join(Verdict)}."
    return Answer(
        code=_text(entry, "code"),
        fingerprint=Fingerprint(_text(entry, "fingerprint")),
        verdict=said,
        by=_text(entry, "by"),
        date=_day(entry["date"]),
        note=_text(entry, "note"),
        quote=_text(entry, "quote"),
    )


def _text(entry: Mapping[str, Any], key: str) -> str:
    return " ".join(str(entry.get(key, "")).split())


def _day(value: object) -> str:
    if isinstance(value, dt.datetime):
        return value.date().isoformat()
    return value.isoformat() if isinstance(value, dt.date) else str(value).strip()


def _bad(place: Place, message: str) -> Finding:
    return Finding(
        code="bad-review",
        level=Level.ERROR,
        message=message,
        place=place,
        next_step="Mend the entry, or record the answer again with `allways review`.",
    )


# ---------------------------------------------------------------- findings


def settled(findings: Iterable[Finding], given: Answers) -> list[Finding]:
    """`findings` without those that groups took away; what they find hard says so."""
    kept: list[Finding] = []
    for finding in findings:
        standing = standing_on(finding, given)
        if not standing:
            kept.append(finding)
        elif not is_quiet(standing):
            said = " ".join(_told(answer) for answer in standing if answer.verdict not in QUIET)
            level = Level.WARNING if finding.level is Level.NOTE else finding.level
            message = f"{finding.message} {said}"
            kept.append(msgspec.structs.replace(finding, level=level, message=message))
    return kept


def standing_on(finding: Finding, given: Answers) -> tuple[Answer, ...]:
    """What groups say about the flag that `finding` is."""
    if finding.fingerprint is None or finding.level is Level.ERROR:
        return ()
    word = word_print(finding.quote) if finding.code == HARD_WORD else None
    return given.standing(finding.code, finding.fingerprint, word)


def _told(answer: Answer) -> str:
    note = f" {answer.note}" if answer.note else ""
    return f"{answer.by} said: {SAID[answer.verdict]}{note}"
