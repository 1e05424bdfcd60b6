"""What groups said about a post, in the report: beside each flag, and all of it in one place."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from convert.days import written_day
from convert.edition import Edition
from convert.pages.xhtml import Element, element
from convert.review.answers import SAID, Answer

_THERE = "The group said"


def beside(said: Sequence[Answer]) -> Iterator[Element]:
    """What groups said about one sentence or word."""
    for answer in said:
        yield element(
            "p",
            element("strong", f"{_THERE}: "),
            f"{SAID[answer.verdict]}{_note(answer)} ({answer.by}, {written_day(answer.date)})",
            class_="said",
        )


def everything(edition: Edition) -> Iterator[Element]:
    """All answers, those that are out of date apart; nothing where no one has answered."""
    given = edition.answers.all
    if not given:
        return
    yield element("h2", "What the group said")
    old = edition.stale
    now = [answer for answer in given if answer not in old]
    if now:
        yield _list(now)
    if old:
        yield element("h3", "These words have changed since")
        yield element("p", "The group saw the old words. Ask the group again.")
        yield _list(old)


def _list(answers: Sequence[Answer]) -> Element:
    """Each thing that was said once, whatever the number of flags it is about."""
    lines = {(a.fingerprint, a.by, a.verdict, a.date, a.note): a for a in answers}
    return element("ul", *map(_line, lines.values()))


def _line(answer: Answer) -> Element:
    about = f"“{answer.quote}” " if answer.quote else ""
    return element(
        "li",
        about,
        element("strong", SAID[answer.verdict]),
        f"{_note(answer)} ({answer.by}, {written_day(answer.date)})",
    )


def _note(answer: Answer) -> str:
    return f" “{answer.note}”" if answer.note else ""
