"""A post as it lies before a group: its numbered flags, its answers, its Easy Read to sign."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import msgspec

from convert.document import Fingerprint
from convert.edition import EasyRead
from convert.errors import BadArguments
from convert.findings import Finding
from convert.jobs.editing import written
from convert.plain.easy_read import to_sign
from convert.plain.readability.advice import HardWord
from convert.review import record
from convert.review.answers import Answer, Answers, Verdict
from convert.review.asked import Item, asked
from convert.review.form import Reply
from convert.source import sources
from convert.source.names import EASY_READ, REVIEW, WORDS


class Meeting(msgspec.Struct, frozen=True):
    """What is before the group, and the files that hold what it decides."""

    slug: str
    title: str
    items: tuple[Item, ...]
    given: Answers
    stale: tuple[Answer, ...]
    """Answers about words that have changed since."""
    to_sign: tuple[Fingerprint, ...]
    """What a signature signs: each heading and idea of `easy-read.md`, as it stands."""
    easy_read: EasyRead | None
    findings: tuple[Finding, ...]
    review: bytes
    words: bytes

    @property
    def broken(self) -> tuple[Finding, ...]:
        """Why the page is a draft although people signed it."""
        return tuple(found for found in self.findings if found.code == "signed-but-broken")

    def item(self, number: int) -> Item:
        """The item with this number.

        Raises:
            BadArguments: there is none.
        """
        if not 1 <= number <= len(self.items):
            raise BadArguments(
                f"nothing has the number {number}.",
                next_step=f"See them all: allways review {self.slug} --list",
            )
        return self.items[number - 1]


def opened(folder: Path, slug: str) -> Meeting:
    """The post called `slug`.

    Raises:
        BadArguments: there is no such post, or a file that all posts share is not right.
        RefusedPost: it cannot be read.
    """
    shared = sources.shared(folder)
    sources.chosen(folder, [slug])
    source = sources.post(folder, slug)
    _, edition = written(source, shared.publication, shared.files)
    parts = to_sign(source.files[EASY_READ]) if EASY_READ in source.files else ()
    items = asked(edition.readability) if edition.readability is not None else ()
    return Meeting(
        slug=slug,
        title=edition.document.title.text,
        items=items,
        given=edition.answers,
        stale=edition.stale,
        to_sign=tuple(dict.fromkeys(part.fingerprint for part in parts)),
        easy_read=edition.easy_read,
        findings=edition.findings,
        review=source.files.get(REVIEW, b""),
        words=shared.files.get(WORDS, b""),
    )


def new_only(meeting: Meeting, replies: Sequence[Reply]) -> list[Reply]:
    """The replies that say something which is not written down yet: a form may come in twice."""
    return [reply for reply in replies if not {*reply.answers()} <= {*meeting.given.all}]


def house_words(meeting: Meeting, replies: Sequence[Reply], meaning: str, *, path: str) -> bytes:
    """The text of `words.toml` after these replies: the group's own words are allowed in all posts.

    `meaning` is the sentence that explains the one word among them; empty where there is none.

    Raises:
        BadArguments: there is a meaning and not one word it could be of, or the file cannot be
            added to.
    """
    ours = [
        reply.item.quote
        for reply in replies
        if reply.verdict is Verdict.OUR_WORD and isinstance(reply.item.of, HardWord)
    ]
    text = record.with_our_words(meeting.words, ours, path=path) if ours else meeting.words
    if not meaning:
        return text
    if len(ours) != 1:
        raise BadArguments(
            "a meaning needs one word that is yours.",
            next_step="Give the number of one word, with the answer our-word.",
        )
    return record.with_meaning(text, ours[0], meaning, path=path)
