"""One stage on a person's own text: JSON lines in, JSON lines out, one bad line spoils no other."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, TypeAlias

import msgspec

Record: TypeAlias = Mapping[str, Any]
Stage: TypeAlias = Callable[[Record], dict[str, Any]]


class _Unreadable(Exception):
    """A line that is not what the stage asks for."""


def answers(lines: Iterable[bytes], *, stage: str, level: str = "text") -> Iterator[bytes]:
    """An answer for each of `lines`, in order, with the id that the line has."""
    answer = _stage(stage, level)
    for line in lines:
        if line.strip():
            yield msgspec.json.encode(_answered(answer, line))


def _answered(answer: Stage, line: bytes) -> dict[str, Any]:
    name: Any = None
    try:
        record = msgspec.json.decode(line, type=dict[str, Any])
        name = record.get("id")
        return {"id": name, **answer(record)}
    except (msgspec.DecodeError, _Unreadable, RecursionError) as error:
        return {"id": name, "error": str(error)}


def _words(record: Record, field: str) -> str:
    value = record.get(field)
    if not isinstance(value, str):
        raise _Unreadable(f"{field} must be text")
    return value


def _number(record: Record, field: str) -> int:
    value = record.get(field)
    if isinstance(value, float) and value.is_integer():
        return int(value)  # as tables that allow gaps write it
    if not isinstance(value, int) or isinstance(value, bool):
        raise _Unreadable(f"{field} must be a whole number")
    return value


def _stage(stage: str, level: str) -> Stage:
    match stage:
        case "score":
            return _score(level)
        case "simplify":
            from convert.plain.easy_read.trial import simplify  # noqa: PLC0415  only the stage asked for

            return lambda record: {"text": simplify(_words(record, "text"))}
        case "spoken":
            from convert.speech.spoken import try_spoken  # noqa: PLC0415

            return lambda record: {"spoken": try_spoken(_words(record, "text"))}
        case "pictures":
            from convert.plain.easy_read.trial import pictures  # noqa: PLC0415

            def pictured(record: Record) -> dict[str, Any]:
                found = pictures(_words(record, "phrase"))
                return {"picture": found.picture, "suggestions": list(found.suggestions)}

            return pictured
        case "easy-lines":
            from convert.plain.easy_read.trial import easy_lines  # noqa: PLC0415

            def looked_at(record: Record) -> dict[str, Any]:
                beside = {
                    name: _words(record, name) if record.get(name) is not None else None
                    for name in ("next", "before")
                }
                found = easy_lines(_words(record, "text"), beside["next"], beside["before"])
                return {"findings": list(found)}

            return looked_at
        case _:
            raise ValueError(stage)


def _score(level: str) -> Stage:
    from convert.plain.readability import trial  # noqa: PLC0415

    def text(record: Record) -> dict[str, Any]:
        return {"score": trial.score_text(_words(record, "text"))}

    def sentence(record: Record) -> dict[str, Any]:
        return trial.score_sentence(_words(record, "text"))._asdict()

    def word(record: Record) -> dict[str, Any]:
        return trial.score_word(
            _words(record, "sentence"),
            _number(record, "start"),
            _number(record, "end"),
            _words(record, "word"),
        )._asdict()

    return {"text": text, "sentence": sentence, "word": word}[level]
