"""Reads `easy-read.md`: no words and no comment are lost, and what is not understood is named."""

from __future__ import annotations

import re

from convert.document import Fingerprint
from convert.errors import Unsafe
from convert.plain.easy_read.layer import Layer, Line, Part, Picture, Problem, unescaped
from convert.source.names import EASY_READ

MOST_LINES = 20_000
"""Lines of a file, what a draft leaves out among them; a post has 6,000 sentences at most."""
MOST_SENTENCES = 3_000
"""A book; a page of Easy Read has fewer than a hundred."""

_COMMENT = re.compile(r"(?<!\\)<!--(.*?)-->", re.DOTALL)
_OPENS = re.compile(r"(?<!\\)<!--")
_PICTURE = re.compile(r"!\[((?:[^\]\\]|\\.)*)\]\(([^()\s][^()]*(?:\([^()]*\)[^()]*)*|)\)\s*")
_HEADING = re.compile(r"(#{1,6})\s+(.*?)\s*#*\s*")
_BULLET = re.compile(r"[-*•]\s+(.*)")
_ORIGIN = re.compile(r"\s*(?:from:(?P<origins>[^;]*))?;?\s*(?:drafted:\s*(?P<drafted>\S+))?\s*")
_NAME = re.compile(r"\d+-\w+")
_TITLE = re.compile(r"title\s*:\s*(.*)")


def parse(data: bytes, *, path: str = EASY_READ) -> Layer:
    """The layer that `data` holds; what cannot be understood is a problem, never lost words.

    Raises:
        Unsafe: there is far more than anybody would call Easy Read; `path` names the file.
    """
    problems: list[Problem] = []
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = data.decode("utf-8", errors="replace")
        problems.append(Problem(1, "bad-easy-read", "This file is not UTF-8 text."))
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    if len(lines) > MOST_LINES:
        raise _too_long(f"{MOST_LINES} lines", path, MOST_LINES + 1)
    title, start = _front_matter(lines, problems)
    layer = _body(lines, start, title, problems)
    written = [line.number for part in layer.parts for line in part.lines]
    if len(written) > MOST_SENTENCES:
        raise _too_long(f"{MOST_SENTENCES} sentences", path, written[MOST_SENTENCES])
    return layer


def _too_long(most: str, path: str, line: int) -> Unsafe:
    return Unsafe(
        f"there are more than {most}, too long for Easy Read.",
        place=f"{path}:{line}",
        next_step="Say less, or make several posts of it.",
    )


def _front_matter(lines: list[str], problems: list[Problem]) -> tuple[str, int]:
    if not lines or lines[0].rstrip() != "---":
        return "", 0
    title = ""
    for number, line in enumerate(lines[1:], start=2):
        if line.rstrip() in {"---", "..."}:
            return title, number
        if match := _TITLE.fullmatch(line.strip()):
            title = _unquoted(match[1])
        elif line.strip() and not line.lstrip().startswith("#"):
            problems.append(
                Problem(number, "bad-easy-read", "Only `title:` can stand in this front matter.")
            )
    problems.append(Problem(1, "bad-easy-read", "The front matter is not closed by a line `---`."))
    return title, len(lines)


def _unquoted(value: str) -> str:
    value = value.strip()
    if len(value) >= 2 and value[0] == value[-1] and value[0] in "\"'":
        inner = value[1:-1]
        return inner.replace("''", "'") if value[0] == "'" else inner.replace('\\"', '"')
    return value


class _Reading:
    """Parts as they are read: comments and a picture wait for the words they belong to."""

    def __init__(self) -> None:
        self.parts: list[Part] = []
        self.comments: list[str] = []
        self.origins: tuple[Fingerprint, ...] = ()
        self.drafted = ""
        self.picture: Picture | None = None
        self.words: list[Line] = []

    def comment(self, text: str) -> None:
        match = _ORIGIN.fullmatch(text)
        names = (match["origins"] or "").split() if match else []
        is_origin = match is not None and all(_NAME.fullmatch(name) for name in names)
        if match and is_origin and (match["origins"] is not None or match["drafted"]):
            self.finish()
            self.origins = tuple(Fingerprint(name) for name in names)
            self.drafted = match["drafted"] or ""
        elif text.strip():
            self.comments.append(text.strip("\n"))

    def finish(self, level: int = 0) -> None:
        if not self.words:
            return
        self.parts.append(
            Part(
                lines=tuple(self.words),
                level=level,
                picture=self.picture,
                comments=tuple(self.comments),
                origins=self.origins,
                drafted=self.drafted,
            )
        )
        self.comments, self.words = [], []
        self.picture, self.origins, self.drafted = None, (), ""


def _body(lines: list[str], start: int, title: str, problems: list[Problem]) -> Layer:
    reading = _Reading()
    waiting: list[str] = []
    for number, raw in enumerate(lines[start:], start=start + 1):
        if waiting and _OPENS.match(raw.lstrip()):
            _unclosed(waiting[:1], number - len(waiting), reading, problems)
            for place, hidden in enumerate(waiting[1:], start=number - len(waiting) + 1):
                _line(hidden.strip(), place, reading, problems)
            waiting = []
        if waiting:
            waiting.append(raw)
            if "-->" in raw:
                _comment_lines("\n".join(waiting), number, reading, problems)
                waiting = []
        elif opened := _OPENS.search(raw):
            if not raw[: opened.start()].strip():
                reading.finish()
            rest = _comment_lines(raw, number, reading, problems)
            waiting = [rest] if rest else []
        else:
            _line(raw.strip(), number, reading, problems)
    if waiting:
        _unclosed(waiting, len(lines) - len(waiting) + 1, reading, problems)
    reading.finish()
    if reading.picture is not None:
        problems.append(
            Problem(
                reading.picture.line,
                "bad-easy-read",
                "This picture has no words after it: write them, or take it out.",
            )
        )
    return Layer(title, tuple(reading.parts), tuple(reading.comments), tuple(problems))


def _comment_lines(text: str, number: int, reading: _Reading, problems: list[Problem]) -> str:
    """Take in a text's comments and the words beside them; gives back a comment left open."""
    beside = _COMMENT.sub(" ", text)
    opened = _OPENS.search(beside)
    waiting = beside[opened.start() :] if opened else ""
    rest = " ".join(beside[: opened.start() if opened else None].split())
    comments = [match[1] for match in _COMMENT.finditer(text)]
    words_first = not text.lstrip().startswith("<!--")
    if rest and words_first:
        _line(rest, number, reading, problems)
    for comment in comments:
        reading.comment(comment)
    if rest and not words_first:
        _line(rest, number, reading, problems)
    return waiting


def _unclosed(waiting: list[str], number: int, reading: _Reading, problems: list[Problem]) -> None:
    """Name a comment that the next one, or the end of the file, finds still open."""
    problems.append(Problem(number, "bad-easy-read", "A comment is not closed by `-->`."))
    reading.comment("\n".join(waiting).lstrip().removeprefix("<!--"))


_TWO_PICTURES = "Two pictures stand before one idea. The second is shown: take one of them out."


def _line(text: str, number: int, reading: _Reading, problems: list[Problem]) -> None:
    if not text:
        reading.finish()
    elif match := _PICTURE.fullmatch(text):
        reading.finish()
        if reading.picture is not None:
            problems.append(Problem(number, "bad-easy-read", _TWO_PICTURES))
        reading.picture = Picture(unescaped(match[1]).strip(), match[2].strip() or "none", number)
    elif match := _HEADING.fullmatch(text):
        reading.finish()
        reading.words.append(Line(match[2], number))
        reading.finish(level=max(2, len(match[1])))
    elif match := _BULLET.fullmatch(text):
        reading.words.append(Line(match[1], number, is_bullet=True))
    else:
        reading.words.append(Line(text, number))
