"""Writing down decisions: entries at the end of `review.toml`, words in `words.toml`.

What people wrote in these files, comments too, stays as it is: text is put in, nothing is
rewritten, and the outcome is read back before it is given out.
"""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import msgspec

from convert.document import Fingerprint
from convert.errors import BadArguments
from convert.files.toml import BadToml, table
from convert.review.answers import Answer

Value = str | bool | dt.date | Sequence[str] | Sequence[Mapping[str, str | bool]]


class Person(msgspec.Struct, frozen=True):
    """Somebody who agreed; printed only where they said yes to that."""

    name: str
    publish_name: bool


class Agreement(msgspec.Struct, frozen=True):
    """One sign-off: which group, who, when and how, and the fingerprints of what they agreed to."""

    group: str
    date: dt.date
    method: str
    fingerprints: tuple[Fingerprint, ...]
    people: tuple[Person, ...] = ()


def with_answers(before: bytes, answers: Sequence[Answer], *, path: str) -> bytes:
    """The text of `review.toml` with these answers at its end.

    Raises:
        BadArguments: the file is not TOML, or has its answers in a way that nothing can be added to.
    """
    return _appended(before, "answer", [_answer(answer) for answer in answers], path)


def with_agreement(before: bytes, agreement: Agreement, *, path: str) -> bytes:
    """The text of `review.toml` with this sign-off at its end.

    Raises:
        BadArguments: as for `with_answers`.
    """
    entry: dict[str, Value] = {"group": agreement.group, "date": agreement.date}
    entry["method"] = agreement.method
    if agreement.people:
        entry["names"] = [msgspec.to_builtins(person) for person in agreement.people]
    entry["fingerprints"] = list(agreement.fingerprints)
    return _appended(before, "signoff", [entry], path)


def _answer(answer: Answer) -> dict[str, Value]:
    """The entry of an answer; what it does not say is left out."""
    entry: dict[str, Value] = {
        "code": answer.code,
        "fingerprint": answer.fingerprint,
        "verdict": answer.verdict.value,
        "by": answer.by,
        "date": dt.date.fromisoformat(answer.date),
        "note": answer.note,
        "quote": answer.quote,
    }
    return {key: value for key, value in entry.items() if value}


def _appended(before: bytes, name: str, entries: Sequence[Mapping[str, Value]], path: str) -> bytes:
    old = _parsed(before, path)
    text = before.decode("utf-8")
    end = "\r\n" if "\r\n" in text else "\n"
    blocks = [_block(name, entry) for entry in entries]
    start = text if not text or text.endswith("\n") else f"{text}{end}"
    parts = [start, *([end] if start else []), "\n".join(blocks).replace("\n", end)]
    after = "".join(parts).encode()
    wanted = {**old, name: [*_listed(old.get(name, [])), *map(dict, entries)]}
    return _checked(after, wanted, path)


def _listed(value: object) -> list[object]:
    return value if isinstance(value, list) else [value]


def _block(name: str, entry: Mapping[str, Value]) -> str:
    lines = [f"[[{name}]]", *(f"{key} = {toml(value)}" for key, value in entry.items()), ""]
    return "\n".join(lines)


def toml(value: Value) -> str:
    """`value` as TOML 1.0 writes it; lists have an entry a line."""
    match value:
        case bool():
            return str(value).lower()
        case str():
            return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
        case dt.date():
            return value.isoformat()
        case _:
            return "".join(("[\n", *(f"  {_item(item)},\n" for item in value), "]"))


def _item(item: str | Mapping[str, str | bool]) -> str:
    if isinstance(item, str):
        return toml(item)
    inside = ", ".join(f"{key} = {toml(value)}" for key, value in item.items())
    return f"{{ {inside} }}"


# ---------------------------------------------------------------- words.toml

_ALLOWED = re.compile(r"^allowed\s*=\s*\[", re.MULTILINE)
_EXPLAINED = re.compile(r"^\[\s*explained\s*\][^\n]*\n?", re.MULTILINE)


def with_our_words(before: bytes, words: Iterable[str], *, path: str) -> bytes:
    """The text of `words.toml` with these words among the allowed ones; those there stay once.

    Raises:
        BadArguments: the file is not TOML, or its list stands in a way that nothing can be put in.
    """
    old = _parsed(before, path)
    known = {str(word).casefold() for word in _listed(old.get("allowed", []))}
    new = [word for word in dict.fromkeys(words) if word.casefold() not in known]
    if not new:
        return before
    text = before.decode("utf-8")
    listed = ", ".join(map(toml, new))
    start = _ALLOWED.search(text)
    if start is None:
        after = f"allowed = [{listed}]\n{text}"
    else:
        more = ", " if old["allowed"] else ""
        after = f"{text[: start.end()]}{listed}{more}{text[start.end() :]}"
    wanted = {**old, "allowed": [*new, *old.get("allowed", [])]}
    return _checked(after.encode(), wanted, path)


def with_meaning(before: bytes, word: str, meaning: str, *, path: str) -> bytes:
    """The text of `words.toml` with `meaning` as the sentence that explains `word`.

    Raises:
        BadArguments: the word is explained already, or as for `with_our_words`.
    """
    old = _parsed(before, path)
    explained = old.get("explained", {})
    if word.casefold() in {str(known).casefold() for known in explained}:
        raise BadArguments(
            f"“{word}” is explained there already.",
            place=path,
            next_step="Change the sentence in the file.",
        )
    text = before.decode("utf-8")
    line = f"{toml(word)} = {toml(meaning)}\n"
    start = _EXPLAINED.search(text)
    if start is None:
        gap = "" if not text else "\n" if text.endswith("\n") else "\n\n"
        after = f"{text}{gap}[explained]\n{line}"
    else:
        head = text[: start.end()]
        after = f"{head}{'' if head.endswith(chr(10)) else chr(10)}{line}{text[start.end() :]}"
    wanted = {**old, "explained": {**explained, word: meaning}}
    return _checked(after.encode(), wanted, path)


# ---------------------------------------------------------------- both


def _parsed(data: bytes, path: str) -> dict[str, Any]:
    try:
        return table(data)
    except BadToml as error:
        raise BadArguments(
            f"this file cannot be read: {error}.",
            place=path,
            next_step="Mend it first. Nothing was written.",
        ) from error


def _checked(after: bytes, wanted: Mapping[str, object], path: str) -> bytes:
    """`after`, if it says what is wanted and all that the file said before."""
    try:
        is_right = table(after) == wanted
    except BadToml:
        is_right = False
    if not is_right:
        raise BadArguments(
            "nothing could be put into this file without a risk to what it says.",
            place=path,
            next_step="Write the entry by hand; REVIEWING.md shows how one looks.",
        )
    return after
