"""Refreshing `easy-read.md`: only ideas that rules wrote, and only where the post changed.

A person's words, their comments and their order are kept. Where the post changed under a
person's words, a comment says what the post says now; nobody's words are replaced.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Sequence

import msgspec

from convert.document import Document, Fingerprint
from convert.errors import RefusedPost
from convert.plain.easy_read import offering
from convert.plain.easy_read.drafting import OPEN_SLOT, drafted, drafted_heading, drafted_idea
from convert.plain.easy_read.house import Workshop
from convert.plain.easy_read.inline import words
from convert.plain.easy_read.layer import Layer, Part, write
from convert.plain.easy_read.layer_reading import parse
from convert.plain.easy_read.selection import Idea, sections
from convert.source.names import EASY_READ
from convert.traversal import readings

SUGGEST = "suggest:"
CHECK = "check:"
LEFT_OUT = "left out:"
NEW = "new in the post:"
TOLD_ROLES = frozenset({"text", "note"})
"""What a draft tells or lists as left out: verses, captions and cells of tables too. Headings are told with what stands under them."""
LIKE_ENOUGH = 0.3
"""How alike an idea's old words and a new sentence must be to be taken for the same place."""

_NAME = re.compile(r"\b\d+-[0-9a-f]{12}\b")


def draft(document: Document, existing: bytes | None, workshop: Workshop) -> str:
    """The text of `easy-read.md` for `document`: drafted anew, or `existing` refreshed.

    A file without one idea in it, a person's stub, keeps its title and comments and gets a draft.
    Where all was written by hand, nobody knows what is new: what is not told was left out.

    Raises:
        RefusedPost: `existing` has something that cannot be read, and would be lost.
    """
    layer = parse(existing) if existing is not None else Layer("", ())
    for problem in layer.problems:
        raise RefusedPost(
            f"{problem.message} Nothing was written.",
            place=f"{EASY_READ}:{problem.line}",
            next_step="Mend that line, then draft again.",
        )
    if layer.parts:
        by_hand = not any(part.drafted for part in layer.parts) and not _listed(layer.closing)
        return write(
            _with_left_out(document, _refreshed(document, layer, workshop), is_first=by_hand)
        )
    first = drafted(document, workshop)
    kept = msgspec.structs.replace(
        first, title=layer.title or first.title, closing=(*first.closing, *layer.closing)
    )
    return write(_with_left_out(document, kept, is_first=True))


class _Place(msgspec.Struct, frozen=True):
    """An idea of the post as it is now."""

    number: int
    idea: Idea

    @property
    def prints(self) -> frozenset[Fingerprint]:
        return frozenset(sentence.fingerprint for sentence in self.idea.sentences)


def _refreshed(document: Document, layer: Layer, workshop: Workshop) -> Layer:
    places = [_Place(n, idea) for n, idea in enumerate(_ideas(document))]
    now = {name: place for place in places for name in place.prints}
    there = {reading.sentence.fingerprint for reading in readings(document)} | set(now)
    known = {name for part in layer.parts for name in part.origins} | _listed(layer.closing)
    fresh = [place for place in places if not place.prints & known]
    explained: set[str] = set()
    parts: list[Part] = []
    waiting: tuple[str, ...] = ()
    for part in layer.parts:
        changed = bool(part.origins) and not set(part.origins) <= there
        if not changed:
            made: Part | None = _offered(part, workshop)
        else:
            found = _successor(part, parts, layer.parts, fresh, now)
            fresh = [place for place in fresh if place is not found]
            made = _redrawn(part, found, there, workshop, explained)
        if made is None:
            waiting = (*waiting, *_peoples(part.comments))
            continue
        comments = (*waiting, *made.comments)
        parts.append(msgspec.structs.replace(made, comments=comments))
        waiting = ()
    return Layer(layer.title, tuple(parts), (*waiting, *layer.closing))


def _ideas(document: Document) -> Iterable[Idea]:
    for section in sections(document):
        if section.heading is not None:
            yield Idea(section.heading.sentence, is_heading=True)
        yield from section.ideas


def _successor(
    part: Part,
    before: Sequence[Part],
    everything: Sequence[Part],
    fresh: Sequence[_Place],
    now: dict[Fingerprint, _Place],
) -> _Place | None:
    """What stands in the post now where the part's sentences stood."""
    first = max((now[n].number for p in before for n in p.origins if n in now), default=-1)
    here = everything.index(part)
    later = (now[n].number for p in everything[here + 1 :] for n in p.origins if n in now)
    last = min((number for number in later if number > first), default=10**9)
    kept = next((now[name] for name in part.origins if name in now), None)
    if kept is not None:
        return kept
    said = " ".join(words(line.text) for line in part.lines)
    alike = [
        (difflib.SequenceMatcher(None, said, place.idea.text).ratio(), -place.number, place)
        for place in fresh
        if first < place.number < last and place.idea.is_heading == bool(part.level)
    ]
    best = max(alike, default=None, key=lambda entry: entry[:2])
    return best[2] if best and best[0] >= LIKE_ENOUGH else None


def _redrawn(
    part: Part,
    place: _Place | None,
    there: set[Fingerprint],
    workshop: Workshop,
    explained: set[str],
) -> Part | None:
    if part.is_draft:
        if place is None:
            return None
        if part.level:
            made = drafted_heading(place.idea.sentences[0], workshop)
        else:
            made = drafted_idea(place.idea, workshop, explained)
        return msgspec.structs.replace(made, comments=(*_peoples(part.comments), *made.comments))
    said = f"the post now says “{place.idea.text}”" if place else "the post no longer says this"
    note = f"{CHECK} {said}".replace("--", "–")
    kept = [name for name in part.origins if name in there]
    origins = tuple(dict.fromkeys([*kept, *sorted(place.prints if place else ())]))
    comments = part.comments if note in part.comments else (*part.comments, note)
    return msgspec.structs.replace(part, origins=origins, comments=comments)


def _offered(part: Part, workshop: Workshop) -> Part:
    """The part, with pictures to choose from where a person wrote an idea and left its slot open."""
    has_offer = any(note.strip().startswith(OPEN_SLOT.strip()) for note in part.comments)
    if part.level or part.drafted or part.picture is not None or has_offer:
        return part
    said = " ".join(words(line.text) for line in part.lines)
    offered = offering.suggestions(said, workshop.own)
    notes = (OPEN_SLOT + ", ".join(offered),) if offered else ()
    return msgspec.structs.replace(part, comments=(*part.comments, *notes))


def _peoples(comments: Iterable[str]) -> tuple[str, ...]:
    return tuple(comment for comment in comments if not comment.strip().startswith(SUGGEST))


# ---------------------------------------------------------------- what was left out


def _with_left_out(document: Document, layer: Layer, *, is_first: bool) -> Layer:
    told = {name for part in layer.parts for name in part.origins}
    listed = _listed(layer.closing)
    rest = [
        reading.sentence
        for reading in readings(document)
        if reading.role in TOLD_ROLES
        and reading.sentence.fingerprint not in told
        and any(letter.isalnum() for letter in reading.sentence.text)
    ]
    rows = {sentence.fingerprint: _row(sentence.text) for sentence in rest}
    left = [f"  {n} {row}" for n, row in rows.items() if is_first or n in listed]
    new = [f"  {n} {row}" for n, row in rows.items() if not is_first and n not in listed]
    closing = [c for c in layer.closing if not c.strip().startswith((LEFT_OUT, NEW))]
    closing += ["\n".join([f" {LEFT_OUT}", *left])] if left else []
    closing += ["\n".join([f" {NEW}", *new])] if new else []
    return msgspec.structs.replace(layer, closing=tuple(closing))


def _listed(closing: Iterable[str]) -> set[Fingerprint]:
    return {
        Fingerprint(name)
        for comment in closing
        if comment.strip().startswith((LEFT_OUT, NEW))
        for name in _NAME.findall(comment)
    }


def _row(text: str) -> str:
    return " ".join(text.split()).replace("--", "–").replace(">", "›")


# ---------------------------------------------------------------- telling


def told(before: bytes, after: bytes, path: str) -> tuple[tuple[int, str], ...]:
    """What a refresh did, by line of the new file: what to look at, and what was drafted again."""
    had = {part.fingerprint for part in parse(before, path=path).parts}
    found: list[tuple[int, str]] = []
    for part in parse(after, path=path).parts:
        number = part.lines[0].number
        if any(note.strip().startswith(CHECK) for note in part.comments):
            found.append((number, _TO_CHECK))
        elif part.is_draft and part.fingerprint not in had:
            found.append((number, _AGAIN))
    return tuple(found)


_TO_CHECK = (
    "The post has changed here. Your words stay as they are: compare them with the note above them, "
    "then take the note out."
)
_AGAIN = "Drafted from new words in the post."
