"""A blog copied into one plain-text file: posts with dates, bylines and no mark-up at all.

Nothing in such a file says what is a heading, a caption or a link; this module judges by length,
by how a line ends and by what stands around it, and says where it was unsure.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from enum import Enum, auto

import msgspec

from convert.errors import RefusedPost
from convert.source.importer.byline import Byline, byline
from convert.source.importer.file import File, decoded_as
from convert.source.importer.incoming import Doubt, Found, Incoming, escaped

_MONTHS = (
    *("january", "february", "march", "april", "may", "june", "july", "august", "september"),
    *("october", "november", "december"),
)
_DATE_LINE = re.compile(
    r"(?:(?P<weekday>mon|tues|wednes|thurs|fri|satur|sun)day,?\s+)?"
    rf"(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s+(?P<month>{'|'.join(_MONTHS)})\s+(?P<year>\d{{4}})",
    re.IGNORECASE,
)
_BYLINE = re.compile(r"By\s+(?=\S*[A-Z])")
_BULLET = re.compile(r"^\s*(?:[•◦▪‣·*]|-(?=\s))\s*")
_LINK_SIGN = re.compile(r"\s*(?:>{2,}|»|→)\s*$")
_LINK_WORDS = re.compile(
    r"\b(?:twitter|facebook|linkedin|instagram|youtube|website|www\.|https?:)", re.IGNORECASE
)
_PERSON = re.compile(r"\b(?:[A-Z][\w'’-]+\s+){1,2}[A-Z][\w'’-]+")
_WITH_SOMEBODY = re.compile(r"^[A-Z][\w'’-]+ with\b")
_HAPPENS = re.compile(
    r"\b(?:is|are|was|were|has|have|had|can|will|would|should|must|do|does)\b", re.IGNORECASE
)
_POINTS_BACK = re.compile(r"\b(?:that|this|it|they|these|those)\b", re.IGNORECASE)
_LONGEST_HEADING = 110
_LONGEST_VERSE_LINE = 60
_SHORTEST_VERSE = 3


class Kind(Enum):
    """What a line was taken for."""

    BLANK = auto()
    PROSE = auto()
    SHORT = auto()
    HEADING = auto()
    CAPTION = auto()
    BULLET = auto()
    VERSE = auto()
    LINK = auto()


class Line(msgspec.Struct, frozen=True):
    """A line of the file, counted from 1, without the spaces around it."""

    number: int
    text: str
    kind: Kind


class _Section(msgspec.Struct, frozen=True):
    """The lines of one post: its title, its byline where there is one, and the rest."""

    title: Line
    date: dt.date
    byline: Line | None
    rest: Sequence[Line]
    doubts: tuple[Doubt, ...]


TITLE = "plain-text dump"


def fits(file: File) -> bool:
    """Whether this is plain text, which only the ending of its name can tell."""
    return file.suffix in {".txt", ".text"}


def read(file: File) -> Found:
    """The posts in a file of plain text."""
    words, guess = decoded_as(file)
    found = posts(words, path=file.path)
    if guess and found:
        doubt = Doubt(1, f"Read as {guess}; look at letters with accents, and at quotes.")
        first = msgspec.structs.replace(found[0], doubts=(doubt, *found[0].doubts))
        found = (first, *found[1:])
    return Found(found)


def posts(text: str, *, path: str) -> tuple[Incoming, ...]:
    """The posts in `text`, in its order; every word of it is in exactly one of them.

    Raises:
        RefusedPost: there is no date line, so no post can be told from another.
    """
    lines = [_line(number, raw) for number, raw in enumerate(text.split("\n"), start=1)]
    dates = [index for index, line in enumerate(lines) if _date(line.text) is not None]
    if not dates:
        raise RefusedPost(
            "no line with a date was found, so posts cannot be told apart.",
            place=path,
            next_step="Put a line such as `Tuesday, 27 June 2017` before each post.",
        )
    names = tuple(dict.fromkeys(line.text for line in lines[: dates[0]] if line.text))
    return tuple(_incoming(section, names) for section in _sections(lines, dates))


def _line(number: int, raw: str) -> Line:
    text = " ".join(raw.replace("\u00a0", " ").split())
    if not text:
        return Line(number, "", Kind.BLANK)
    if _BULLET.match(raw) and _BULLET.sub("", text):
        return Line(number, _BULLET.sub("", text), Kind.BULLET)
    if _LINK_SIGN.search(text):
        return Line(number, _LINK_SIGN.sub("", text), Kind.LINK)
    is_short = len(text) <= _LONGEST_HEADING and not re.search(r"[^.]\.[\"'”’)]*$|[:;,]$", text)
    return Line(number, text, Kind.SHORT if is_short else Kind.PROSE)


def _date(text: str) -> dt.date | None:
    match = _DATE_LINE.fullmatch(text)
    if match is None:
        return None
    month = _MONTHS.index(match["month"].lower()) + 1
    try:
        return dt.date(int(match["year"]), month, int(match["day"]))
    except ValueError:
        return None


def _sections(lines: Sequence[Line], dates: Sequence[int]) -> Iterator[_Section]:
    for start, end in zip(dates, [*dates[1:], len(lines)], strict=True):
        date = _date(lines[start].text)
        assert date is not None
        yield from _dated(lines[start], lines[start + 1 : end], date)


def _dated(date_line: Line, lines: Sequence[Line], date: dt.date) -> Iterator[_Section]:
    """The posts under one date line: the first, and any that begins without a date of its own."""
    bylines = [index for index, line in enumerate(lines) if _is_byline(line)]
    starts = [0, *(_title_before(lines, index) for index in bylines[1:])]
    for place, (start, end) in enumerate(zip(starts, [*starts[1:], len(lines)], strict=True)):
        inside = lines[start:end]
        filled = [line for line in inside if line.text]
        if not filled:
            continue
        found = next((line for line in filled if _is_byline(line)), None)
        rest = [line for line in inside if line is not filled[0] and line is not found]
        doubts = list(_date_doubts(date_line, date)) if place == 0 else []
        if place:
            doubts.append(
                Doubt(
                    filled[0].number,
                    "A post begins here without a date; it was given the date above.",
                )
            )
        if found is None:
            doubts.append(Doubt(filled[0].number, "No line says who wrote this."))
        yield _Section(filled[0], date, found, rest, tuple(doubts))


def _is_byline(line: Line) -> bool:
    return _BYLINE.match(line.text) is not None and len(line.text) <= 2 * _LONGEST_HEADING


def _title_before(lines: Sequence[Line], byline_at: int) -> int:
    """Where the title is that belongs to the byline: a short line, or the one before a subtitle."""
    filled = [index for index in range(byline_at) if lines[index].text][-2:]
    for index in filled:
        if lines[index].kind is Kind.SHORT:
            return index
    return filled[-1] if filled else byline_at


def _date_doubts(line: Line, date: dt.date) -> Iterator[Doubt]:
    match = _DATE_LINE.fullmatch(line.text)
    named = match["weekday"] if match is not None else None
    if named and not date.strftime("%A").lower().startswith(named.lower()):
        yield Doubt(line.number, f"{line.text}: that day was a {date:%A}.")


# ---------------------------------------------------------------- one post


def _incoming(section: _Section, names: tuple[str, ...]) -> Incoming:
    written = byline(section.byline.text) if section.byline is not None else Byline()
    at = section.byline.number if section.byline is not None else section.title.number
    lines = list(_told(section.rest))
    body, links = _without_links(lines)
    handles = [{"text": handle} for handle in written.handles]
    return Incoming(
        title=section.title.text,
        date=section.date,
        author=written.author,
        role=written.role,
        organisation=written.organisation,
        tags=names,
        links=(*handles, *({"text": line.text} for line in links)),
        body="\n\n".join(_markdown(body)),
        doubts=tuple(
            sorted(
                [
                    *section.doubts,
                    *(Doubt(at, words) for words in written.doubts),
                    *_doubts(body),
                    *(
                        Doubt(line.number, f"Taken for a link after the post: {line.text}")
                        for line in links
                    ),
                ],
                key=lambda doubt: doubt.line,
            )
        ),
    )


def _told(lines: Sequence[Line]) -> Iterator[Line]:
    """`lines` with each short one taken for a heading, a caption, a verse line or prose."""
    verse = {line.number for run in _verses(lines) for line in run}
    filled = [line for line in lines if line.text]
    following = {
        line.number: after for line, after in zip(filled, [*filled[1:], None], strict=True)
    }
    for line in lines:
        if line.number in verse:
            yield msgspec.structs.replace(line, kind=Kind.VERSE)
        elif line.kind is Kind.SHORT:
            yield msgspec.structs.replace(line, kind=_short_kind(line, following[line.number]))
        else:
            yield line


def _short_kind(line: Line, after: Line | None) -> Kind:
    if line.text.endswith("?") and _POINTS_BACK.search(line.text):
        return Kind.PROSE
    if _LINK_WORDS.search(line.text) and (after is None or after.kind in {Kind.SHORT, Kind.LINK}):
        return Kind.LINK
    if after is None or after.kind is Kind.LINK or _only_links_follow(after):
        return Kind.LINK
    if _names_people_only(line.text):
        return Kind.CAPTION
    return Kind.HEADING


def _names_people_only(text: str) -> bool:
    """Whether `text` says who is in a picture, and nothing of what happens."""
    people = len(_PERSON.findall(text)) + len(_WITH_SOMEBODY.findall(text))
    return people >= 2 and not _HAPPENS.search(text)


def _only_links_follow(after: Line) -> bool:
    return after.kind is Kind.SHORT and _LINK_WORDS.search(after.text) is not None


def _verses(lines: Sequence[Line]) -> Iterator[list[Line]]:
    """Runs of three or more short lines with no blank between them."""
    run: list[Line] = []
    for line in [*lines, Line(0, "", Kind.BLANK)]:
        fits = line.text and len(line.text) <= _LONGEST_VERSE_LINE
        if fits and line.kind in {Kind.SHORT, Kind.PROSE} and not line.text.endswith(":"):
            run.append(line)
            continue
        if len(run) >= _SHORTEST_VERSE:
            yield run
        run = []


def _without_links(lines: Sequence[Line]) -> tuple[list[Line], list[Line]]:
    return (
        [line for line in lines if line.kind is not Kind.LINK],
        [line for line in lines if line.kind is Kind.LINK],
    )


def _markdown(lines: Sequence[Line]) -> Iterator[str]:
    """Paragraphs of Markdown; neighbouring bullets and verse lines stay together."""
    waiting: list[str] = []
    kind = Kind.BLANK
    for line in [*lines, Line(0, "", Kind.BLANK)]:
        if (
            waiting
            and line.kind is not kind
            and not (line.kind is Kind.BLANK and kind is Kind.BULLET)
        ):
            yield ("\n" if kind is Kind.BULLET else "\\\n").join(waiting)
            waiting = []
        match line.kind:
            case Kind.BULLET:
                waiting.append(f"- {escaped(line.text)}")
            case Kind.VERSE:
                waiting.append(escaped(line.text))
            case Kind.HEADING:
                yield f"## {escaped(line.text)}"
            case Kind.CAPTION:
                yield f"::: caption\n{escaped(line.text)}\n:::"
            case Kind.PROSE | Kind.SHORT:
                yield escaped(line.text)
            case _:
                continue
        kind = line.kind
    if waiting:
        yield ("\n" if kind is Kind.BULLET else "\\\n").join(waiting)


def _doubts(lines: Sequence[Line]) -> Iterator[Doubt]:
    before: Line | None = None
    for line in lines:
        if not line.text:
            continue
        if line.kind is Kind.CAPTION:
            yield Doubt(line.number, f"Taken for the words under a picture: {line.text}")
        elif line.kind is Kind.HEADING:
            yield Doubt(line.number, f"Taken for a heading: {line.text}")
        elif (
            line.kind is Kind.PROSE
            and line.text.endswith("?")
            and len(line.text) < _LONGEST_HEADING
        ):
            yield Doubt(line.number, f"Taken for a paragraph, not a heading: {line.text}")
        elif line.text[:1] in "…." and before is not None and before.kind is Kind.HEADING:
            yield Doubt(line.number, "This sentence begins in the heading above it.")
        before = line
    verses = [line for line in lines if line.kind is Kind.VERSE]
    if verses:
        yield Doubt(verses[0].number, f"Taken for a verse: {len(verses)} lines.")
