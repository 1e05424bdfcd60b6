"""The form a group's answers are typed into: CSV, with the numbers of the review sheet.

A row is found again by its fingerprint, so a form that was filled in for an older text never
answers for another sentence; a row without one is found by its number.
"""

from __future__ import annotations

import csv
import datetime as dt
import io
from collections.abc import Callable, Mapping, Sequence

import msgspec

from convert.document import Fingerprint
from convert.errors import BadArguments
from convert.files.spreadsheet import table
from convert.plain.readability.model import SentenceReading
from convert.review.answers import SAID, Answer, Answers, Verdict, verdict
from convert.review.asked import Item

COLUMNS = (
    *("number", "what", "words", "why", "answer", "note", "by", "date"),
    *("codes", "fingerprint"),
)
"""A person fills in `answer`, and `note`, `by` and `date` where they like."""
LARGEST = 5_000_000


class Reply(msgspec.Struct, frozen=True):
    """What one row or one command says about an item."""

    item: Item
    verdict: Verdict
    by: str
    date: dt.date
    note: str = ""
    codes: tuple[str, ...] = ()
    """Only these of the item's flags; all where this is empty."""

    def answers(self) -> list[Answer]:
        """An answer for each flag."""
        return [
            Answer(
                code=code,
                fingerprint=self.item.fingerprint,
                verdict=self.verdict,
                by=self.by,
                date=self.date.isoformat(),
                note=self.note,
                quote=self.item.quote,
            )
            for code in self.codes or self.item.codes
        ]


def blank(items: Sequence[Item], given: Answers) -> bytes:
    """The form for these items, with the answers that are there; the mark at its start is Excel's."""
    return table([COLUMNS, *(_row(item, item.answers(given)) for item in items)])


def _row(item: Item, said: Sequence[Answer]) -> list[object]:
    last = said[-1] if said else None
    return [
        item.number,
        "sentence" if isinstance(item.of, SentenceReading) else "word",
        item.quote,
        why(item),
        *((last.verdict.value, last.note, last.by, last.date) if last else ("", "", "", "")),
        " ".join(item.codes),
        item.fingerprint,
    ]


def why(item: Item) -> str:
    """Why the item is asked about, in one line."""
    of = item.of
    if isinstance(of, SentenceReading):
        return " ".join(reason.message for reason in of.reasons)
    return of.explained or (f"Try “{of.plainer}”." if of.plainer else "It is a hard word.")


def read(data: bytes, items: Sequence[Item], *, by: str, today: dt.date, path: str) -> list[Reply]:
    """The replies of a form that was filled in; `by` and `today` stand in for empty cells.

    Raises:
        BadArguments: it is no such form, or rows are not right; all of them are named, and
            nothing of it counts.
    """
    known: Mapping[str, Item] = {item.fingerprint: item for item in items}
    numbered: Mapping[str, Item] = {str(item.number): item for item in items}
    replies: list[Reply] = []
    wrong: list[str] = []
    for line, row in _rows(data, path):
        if not row["answer"]:
            continue
        name = row.get("fingerprint", "")
        item = known.get(name) or (_gone(row) if name else numbered.get(row.get("number", "")))
        reply = _reply(row, item, by, today)
        if isinstance(reply, str):
            wrong.append(f"line {line}: {reply}")
        else:
            replies.append(reply)
    if wrong:
        raise BadArguments(
            f"some rows are not right. {' '.join(wrong)}",
            place=path,
            next_step="Mend them and run it again. Nothing was recorded.",
        )
    return replies


def _reply(row: Mapping[str, str], item: Item | None, by: str, today: dt.date) -> Reply | str:
    """What the row says, or what is wrong with it."""
    said = verdict(row["answer"])
    group = row.get("by", "") or by
    if said is None:
        return f"“{row['answer']}” is not an answer. Answers are: {', '.join(SAID)}."
    if item is None:
        return f"nothing has the number {row.get('number', '') or '(none)'}."
    if not group:
        return "it does not say which group answered. Fill in `by`, or add --by GROUP."
    try:
        date = dt.date.fromisoformat(row["date"]) if row.get("date") else today
    except ValueError:
        return f"“{row['date']}” is not a date. Write it like this: 2024-03-12."
    return Reply(item, said, group, date, row.get("note", ""))


def _gone(row: Mapping[str, str]) -> Item | None:
    """The item of a row whose words have changed since; its answer is kept, and told as old."""
    codes = tuple(row.get("codes", "").split())
    words = row.get("words", "")
    if not codes:
        return None
    nothing = SentenceReading(id="", text=words, words=0, score=0, hard=False)  # type: ignore[arg-type]
    return Item(0, Fingerprint(row["fingerprint"]), codes, words, nothing)


def _rows(data: bytes, path: str) -> list[tuple[int, dict[str, str]]]:
    """The rows by column name, with their lines, whatever a spreadsheet put between the cells."""
    if len(data) > LARGEST:
        raise BadArguments("this file is too long for a form.", place=path)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = data.decode("cp1252", errors="replace")
    first = text.partition("\n")[0]
    between = max(",;\t", key=first.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=between)
    names = [name.strip().lower() for name in next(reader, [])]
    if "answer" not in names or not {"fingerprint", "number"} & set(names):
        raise BadArguments(
            "this is not a form: its first line has to name the columns.",
            place=path,
            next_step="Get one with: allways review SLUG form --to form.csv",
        )
    clean: Callable[[str], str] = lambda cell: " ".join(cell.removeprefix("'").split())  # noqa: E731
    return [
        (reader.line_num, dict(zip(names, [*map(clean, row), *([""] * len(names))], strict=False)))
        for row in reader
    ]
