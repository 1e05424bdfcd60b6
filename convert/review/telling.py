"""What `allways review` says: the numbered list, and what was written down."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import msgspec

from convert.plain.checked_by import checked
from convert.plain.readability.model import SentenceReading
from convert.review.answers import SAID, Answer
from convert.review.form import Reply, why
from convert.review.meeting import Meeting
from convert.source.names import EASY_READ


def listed(meeting: Meeting) -> Iterator[str]:
    """The post's flags with their numbers, answers that are out of date, and the Easy Read's state."""
    yield f"{meeting.title} ({meeting.slug})"
    yield ""
    if not meeting.items:
        yield "Nothing to ask about: no flags."
    for item in meeting.items:
        kind = "" if isinstance(item.of, SentenceReading) else "word: "
        yield f"{item.number:>3}. {kind}“{item.quote}”"
        yield f"     {', '.join(item.codes)}: {why(item)}"
        for answer in item.answers(meeting.given):
            yield f"     {said(answer)}"
    if meeting.stale:
        yield ""
        yield "These answers are about words that have changed since:"
        for answer in meeting.stale:
            yield f"     {answer.code} “{answer.quote or answer.fingerprint}”: {said(answer)}"
    yield ""
    if meeting.broken:
        yield "Easy Read: People signed it. It is shown as a draft until these lines are mended:"
        yield from (
            f"     {found.place}: {found.message} “{found.quote}”" for found in meeting.broken
        )
    else:
        yield f"Easy Read: {_easy_read(meeting)}"


def as_data(meeting: Meeting) -> Any:
    """The same as plain lists and dictionaries."""
    return {
        "slug": meeting.slug,
        "items": [
            {
                "number": item.number,
                "words": item.quote,
                "codes": list(item.codes),
                "why": why(item),
                "fingerprint": item.fingerprint,
                "answers": msgspec.to_builtins(item.answers(meeting.given)),
            }
            for item in meeting.items
        ],
        "stale": msgspec.to_builtins(meeting.stale),
        "easy_read": meeting.easy_read.status.value if meeting.easy_read is not None else "none",
    }


def _easy_read(meeting: Meeting) -> str:
    if not meeting.to_sign or meeting.easy_read is None:
        return f"there is no {EASY_READ} to agree to. Make one: allways draft {meeting.slug}"
    return " ".join(checked(meeting.easy_read))


def said(answer: Answer) -> str:
    """An answer as one line."""
    note = f" {answer.note}" if answer.note else ""
    return f"{answer.by}, {answer.date}: {SAID[answer.verdict]}{note}"


def recorded(replies: Sequence[Reply], slug: str) -> Iterator[str]:
    """What was written down, quoted, so that a wrong number is seen at once."""
    for reply in replies:
        number = f"{reply.item.number}. " if reply.item.number else "No longer there: "
        yield f"{number}“{reply.item.quote}”: {reply.verdict}"
    count = "1 answer" if len(replies) == 1 else f"{len(replies)} answers"
    yield f"{count} recorded. See them all: allways review {slug} --list"
