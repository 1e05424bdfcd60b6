"""Where one post of a plain text ends and the next begins: by dates, by-lines and lines of signs."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice, pairwise
from typing import Final

import msgspec

from convert.source.importer.byline import is_byline
from convert.source.importer.date_lines import DateLine, date_line
from convert.source.importer.incoming import Doubt
from convert.source.importer.text_lines import LONGEST_HEADING, Kind, Line, as_words

_HEAD: Final = 4
"""Within so many lines of a post's beginning its date is looked for."""
_FOOT: Final = 2
"""And within so many of its end."""
_TITLE_WORDS: Final = 8
_TITLE_LABEL = re.compile(r"(?:post )?title:\s+(?=\S)", re.IGNORECASE)
_TAGS_LABEL = re.compile(r"(?:tags?|categor(?:y|ies)|labels?|filed under):\s+(?=\S)", re.IGNORECASE)
_PROSE = {Kind.PROSE}
_LABELLED = re.compile(f"{_TITLE_LABEL.pattern}|{_TAGS_LABEL.pattern}", re.IGNORECASE)
_MASTHEAD: Final = 4
"""More lines than this above the first date are words, not the name of the blog."""


class Section(msgspec.Struct, frozen=True):
    """The lines of one post: its title, what its head says, and the rest."""

    title: Line
    date: DateLine | None
    """None where no line says when; the post gets the day of the one before it, or the file's."""
    byline: Line | None
    tags: tuple[str, ...]
    rest: Sequence[Line]
    doubts: tuple[Doubt, ...]


class Parted(msgspec.Struct, frozen=True):
    """The posts of a text, and the names that stand above them all."""

    names: tuple[str, ...]
    sections: tuple[Section, ...]


def parted(lines: Sequence[Line]) -> Parted:
    """The posts in `lines`, in their order; every line is in one of them, or a name."""
    dates = [index for index, line in enumerate(lines) if _date(line) is not None]
    starts = _between_rules(lines, dates) or _at_dates(lines, dates)
    before = lines[: starts[0]] if starts else []
    names = _masthead(before)
    if names is not None and (sections := _in_ranges(lines, starts)):
        return Parted(names, sections)
    return Parted((), _in_ranges(lines, [0, *(start for start in starts if start)]))


def _in_ranges(lines: Sequence[Line], starts: Sequence[int]) -> tuple[Section, ...]:
    ends = [*starts[1:], len(lines)][: len(starts)]
    ranges = zip(starts, ends, strict=True)
    return tuple(found for start, end in ranges for found in _sections(lines[start:end]))


def _date(line: Line) -> DateLine | None:
    return date_line(line.text) if line.kind in {Kind.SHORT, Kind.PROSE, Kind.HEADING} else None


def _filled(lines: Sequence[Line]) -> list[Line]:
    return [line for line in lines if line.text and line.kind is not Kind.RULE]


def _filled_above(lines: Sequence[Line], end: int) -> list[int]:
    """Where the last two lines with words stand before `end`."""
    found = (index for index in range(end - 1, -1, -1) if lines[index].text)
    return [*islice(found, 2)][::-1]


def _masthead(lines: Sequence[Line]) -> tuple[str, ...] | None:
    """The blog's name and the like above the first post; None where there are real words."""
    filled = _filled(lines)
    names = tuple(dict.fromkeys(line.text for line in filled))
    if len(names) > _MASTHEAD or any(line.kind is not Kind.SHORT for line in filled):
        return None
    if any(is_byline(name) or _LABELLED.match(name) for name in names):
        return None
    return names


# ---------------------------------------------------------------- where posts begin


def _between_rules(lines: Sequence[Line], dates: Sequence[int]) -> list[int]:
    """Where posts begin that lines of signs part; none where such lines mean something else."""
    rules = [index for index, line in enumerate(lines) if line.kind is Kind.RULE]
    edges = [-1, *rules, len(lines)]
    starts: list[int] = []
    for edge, end in pairwise(edges):
        inside = lines[edge + 1 : end]
        filled = _filled(inside)
        ends = [*filled[:_HEAD], *filled[_HEAD:][-_FOOT:]]
        if any(_date(line) is not None for line in ends):
            starts.append(edge + 1)
    is_parted = bool(rules) and len(starts) > 1 and 2 * len(starts) > len(dates)
    return starts if is_parted else []


def _at_dates(lines: Sequence[Line], dates: Sequence[int]) -> list[int]:
    """Where posts begin that their dates part: at the date, at the title above it, or below it.

    Below it where a post ends with its date: words stand above the first, nothing below the last.
    """
    if dates and not _filled(lines[dates[-1] + 1 :]) and _PROSE & _kinds(lines[: dates[0]]):
        return [0, *(index + 1 for index in dates[:-1])]
    if len(dates) == 1 and _has_words_above(lines, dates[0]):
        return [0]
    titles = [_title_above(lines, index) for index in dates]
    above = sum(
        _votes_above(lines, index, title) for index, title in zip(dates, titles, strict=True)
    )
    if above <= 0:
        return list(dates)
    return [index if title is None else title for index, title in zip(dates, titles, strict=True)]


def _title_above(lines: Sequence[Line], date_at: int) -> int | None:
    """Where the title is that stands above the date, perhaps with a by-line between them."""
    above = _filled_above(lines, date_at)
    if above and is_byline(lines[above[-1]].text):
        above.pop()
    if not above:
        return None
    line = lines[above[-1]]
    is_near = above[-1] == date_at - 1 and len(line.text) <= LONGEST_HEADING
    fits = line.kind in {Kind.SHORT, Kind.HEADING} or (line.kind is Kind.PROSE and is_near)
    return above[-1] if fits and _date(line) is None else None


def _votes_above(lines: Sequence[Line], date_at: int, title: int | None) -> int:
    """How much speaks for a title above this date, less what speaks for one below it."""
    below = _filled(lines[date_at + 1 : date_at + 8])[:2]
    by_follows = bool(below) and is_byline(below[0].text)
    if by_follows:
        below = below[1:]
    has_title_below = bool(below) and below[0].kind in {Kind.SHORT, Kind.HEADING}
    votes = 0
    if title is not None:
        line = lines[title]
        votes += 2 if line.kind is not Kind.PROSE else 1
        votes += 1 if by_follows or title == date_at - 1 else 0
    if has_title_below and not by_follows:
        votes -= 2
        votes -= 1 if len(below) > 1 and is_byline(below[1].text) else 0
    if title is not None and has_title_below and _only(islice(lines, title)):
        votes += 1
    return votes


def _has_words_above(lines: Sequence[Line], date_at: int) -> bool:
    """Whether a title and a few words stand above the date, and what it dates goes on below it."""
    above, below = _filled(lines[:date_at]), _filled(lines[date_at + 1 :])
    return (
        1 < len(above) < _HEAD
        and [line.kind for line in (*above[:1], *below[:1])] == [Kind.SHORT, Kind.PROSE]
        and Kind.PROSE in {line.kind for line in above}
    )


def _kinds(lines: Sequence[Line]) -> set[Kind]:
    """What the lines with words are, but for those so short that they may be part of a head."""
    return {line.kind for line in _filled(lines) if len(line.text) > LONGEST_HEADING // 2}


def _only(lines: Iterable[Line]) -> bool:
    """Whether nothing stands in `lines`: what follows is the top of the file."""
    return not any(line.text and line.kind is not Kind.RULE for line in lines)


# ---------------------------------------------------------------- one part


def _sections(lines: Sequence[Line]) -> Iterator[Section]:
    """The post that begins here, and any after it that begins without a date of its own."""
    filled = _filled(lines)
    if not filled:
        return
    dated = _dated(filled)
    bylines = [index for index, line in enumerate(lines) if is_byline(line.text)]
    later = ((first, _title_before(lines, second)) for first, second in pairwise(bylines))
    starts = [0, *(start for first, start in later if start > first)]
    for place, (start, end) in enumerate(zip(starts, [*starts[1:], len(lines)], strict=True)):
        if place:
            yield from _section(lines[start:end], None, is_first=False)
        else:
            yield from _section(lines[start:end], dated, is_first=True)


def _dated(filled: Sequence[Line]) -> Line | None:
    """The line that says when: in the head, or in the foot."""
    ends = [*filled[:_HEAD], *filled[_HEAD:][-_FOOT:]]
    return next((line for line in ends if _date(line) is not None), None)


def _section(lines: Sequence[Line], dated: Line | None, *, is_first: bool) -> Iterator[Section]:
    used = [dated] if dated is not None else []
    filled = [line for line in _filled(lines) if line is not dated]
    by = next((line for line in filled if is_byline(line.text)), None)
    head = filled[:_HEAD]
    tagged = next((line for line in head if _TAGS_LABEL.match(line.text)), None)
    used += [line for line in (by, tagged) if line is not None]
    left = [line for line in filled if line not in used]
    date = _date(dated) if dated is not None else None
    doubts = [Doubt(dated.number, said) for said in date.doubts] if dated and date else []
    if not left and not by and not tagged and date is not None and not date.by:
        return
    title, rest = _titled(left, lines[0].number)
    if date is None and not is_first:
        said = "A post begins here without a date; it was given the date above."
        doubts.append(Doubt(title.number, said))
    if by is None and not (date is not None and date.by):
        doubts.append(Doubt(title.number, "No line says who wrote this."))
    if rest is left:
        doubts.append(Doubt(title.number, "This post has no title; its first words were taken."))
    kept = {line.number for line in rest}
    tags = _TAGS_LABEL.sub("", tagged.text).split(",") if tagged is not None else []
    yield Section(
        title=title,
        date=date,
        byline=by,
        tags=tuple(filter(None, (tag.strip() for tag in tags))),
        rest=_trimmed([line for line in lines if not line.text or _stays(line, kept)]),
        doubts=tuple(doubts),
    )


def _stays(line: Line, kept: set[int]) -> bool:
    return line.kind is Kind.RULE or line.number in kept


def _titled(left: Sequence[Line], number: int) -> tuple[Line, Sequence[Line]]:
    """The title among the lines that are `left`, and what stays; all stays where none is one."""
    for index, line in enumerate(left[:_HEAD]):
        if label := _TITLE_LABEL.match(line.text):
            title = as_words(line.number, line.text[label.end() :])
            return title, [*left[:index], *left[index + 1 :]]
    if not left:
        return as_words(number, "Untitled"), left
    first = left[0]
    if len(first.text) <= LONGEST_HEADING and first.kind is not Kind.BULLET:
        text = f"{first.marker}. {first.text}" if first.marker else first.text
        return as_words(first.number, text), left[1:]
    words = first.text.split()
    said = " ".join(words[:_TITLE_WORDS])[:LONGEST_HEADING]
    return as_words(first.number, said + ("…" if len(words) > _TITLE_WORDS else "")), left


def _trimmed(lines: Sequence[Line]) -> Sequence[Line]:
    """`lines` without the signs at either end, which part this post from others."""
    filled = [index for index, line in enumerate(lines) if line.text and line.kind is not Kind.RULE]
    return lines[filled[0] : filled[-1] + 1] if filled else []


def _title_before(lines: Sequence[Line], byline_at: int) -> int:
    """Where the title is that belongs to the byline: a short line, or the one before a subtitle."""
    filled = _filled_above(lines, byline_at)
    for index in filled:
        if lines[index].kind is Kind.SHORT:
            return index
    return filled[-1] if filled else byline_at
