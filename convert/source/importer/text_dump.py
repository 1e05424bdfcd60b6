"""A blog copied into one plain-text file: posts with dates, bylines and no mark-up at all.

Nothing in such a file says what is a heading, a caption or a link, or where a post begins. That is
judged by length, by how a line ends and by what stands around it; what was unsure is told by line.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

import msgspec

from convert.errors import RefusedPost
from convert.source.importer.byline import byline
from convert.source.importer.file import File, decoded_as
from convert.source.importer.incoming import Doubt, Found, Incoming
from convert.source.importer.text_body import doubts, markdown, told
from convert.source.importer.text_lines import Kind, lines
from convert.source.importer.text_posts import Section, parted

TITLE = "plain-text dump"


def fits(file: File) -> bool:
    """Whether this is plain text, which only the ending of its name can tell."""
    return file.suffix in {".txt", ".text"}


def read(file: File) -> Found:
    """The posts in a file of plain text.

    Raises:
        RefusedPost: there are no words in it.
    """
    words, guess = decoded_as(file)
    found = posts(words, day=file.modified)
    if not found:
        raise RefusedPost("no words were found in this file.", place=file.path)
    if guess:
        doubt = Doubt(1, f"Read as {guess}; look at letters with accents, and at quotes.")
        first = msgspec.structs.replace(found[0], doubts=(doubt, *found[0].doubts))
        found = (first, *found[1:])
    return Found(found)


def posts(text: str, *, day: dt.date) -> tuple[Incoming, ...]:
    """The posts in `text`, in its order; every word of it is in exactly one of them.

    A post without a date has the date of the one before it; `day` is for those that have none
    before them.
    """
    whole = parted(lines(text))
    return tuple(_dated(whole.sections, whole.names, day))


def _dated(
    sections: tuple[Section, ...], names: tuple[str, ...], day: dt.date
) -> Iterator[Incoming]:
    date, is_known = day, False
    for section in sections:
        if section.date is not None:
            date, is_known = section.date.date, True
        made = _incoming(section, names, date)
        if not is_known:
            said = f"No line says when this was published; it was given the file's day, {day}."
            doubt = Doubt(section.title.number, said)
            made = msgspec.structs.replace(made, doubts=(doubt, *made.doubts))
        yield made


def _incoming(section: Section, names: tuple[str, ...], date: dt.date) -> Incoming:
    said = section.byline.text if section.byline is not None else ""
    at = section.byline.number if section.byline is not None else section.title.number
    written = byline(said)
    also = section.date.by if section.date is not None else ""
    author = ", ".join(dict.fromkeys(filter(None, (written.author, also))))
    body = told(section.rest)
    links = [line for line in body if line.kind is Kind.LINK]
    body = [line for line in body if line.kind is not Kind.LINK]
    handles = [{"text": handle} for handle in written.handles]
    found = [
        *section.doubts,
        *(Doubt(at, words) for words in written.doubts),
        *doubts(body),
        *(Doubt(line.number, f"Taken for a link after the post: {line.text}") for line in links),
    ]
    return Incoming(
        title=section.title.text,
        date=date,
        author=author,
        role=written.role,
        organisation=written.organisation,
        tags=(*names, *section.tags),
        links=(*handles, *({"text": line.text} for line in links)),
        body=markdown(body),
        doubts=tuple(sorted(found, key=lambda doubt: doubt.line)),
    )
