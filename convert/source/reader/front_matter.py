"""Front matter: the lines between two `---` at the top of a post, checked and made plain."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any

import yaml

from convert.document import Meta, PostLink, Withdrawal
from convert.errors import RefusedPost, Unsafe
from convert.findings import Finding, Level, Place
from convert.source.reader.inlines import LANGUAGE_TAG, plain_text

_FENCE = "---"
_SAFE_URL = re.compile(r"(?:https?://|mailto:|tel:)\S+", re.IGNORECASE)
_LONGEST = 2_000
_LARGEST = 100_000

_TEXT_KEYS = (
    *("title", "author", "role", "organisation", "credit", "lang", "audience", "summary"),
    *("image", "image_alt", "licence"),
)
_DATE_KEYS = ("date", "updated")
KEYS = (*_TEXT_KEYS, *_DATE_KEYS, "links", "tags", "withdrawn")
"""Every key front matter may hold."""


class FrontMatter:
    """Front matter being checked: its values, and the line each key stands on."""

    def __init__(self, values: dict[str, Any], lines: dict[str, int], path: str) -> None:
        self._values = values
        self._lines = lines
        self._path = path

    def place(self, key: str) -> Place:
        """Where `key` stands, or the top of the file."""
        return Place(self._path, self._lines.get(key, 1))

    def refuse(self, key: str, message: str, next_step: str) -> RefusedPost:
        """An error about the value of `key`."""
        return RefusedPost(message, place=str(self.place(key)), next_step=next_step)

    def text(self, key: str) -> str:
        """The value of `key` as one line of plain text; empty where it is not given."""
        value = self._values.get(key)
        if value is None:
            return ""
        if not _is_words(value) or len(str(value)) > _LONGEST:
            raise self.refuse(key, f"{key} must be a line of text.", f"Write: {key}: your words")
        return _one_line(value)

    def date(self, key: str) -> dt.date | None:
        """The value of `key` as a day, or None where it is not given."""
        value = self._values.get(key)
        if value is None:
            return None
        if isinstance(value, dt.datetime):
            return value.date()
        if isinstance(value, dt.date):
            return value
        try:
            return dt.date.fromisoformat(str(value).strip())
        except ValueError as error:
            raise self.refuse(
                key, f"{key} is not a date.", f"Write it like this: {key}: 2017-06-27"
            ) from error

    def tags(self) -> tuple[str, ...]:
        """The tags, each a line of plain text."""
        value = self._values.get("tags") or []
        if isinstance(value, str):
            value = value.split(",")
        if not isinstance(value, list) or not all(_is_words(tag) for tag in value):
            raise self.refuse("tags", "tags must be a list.", "Write: tags: [care, Stockport]")
        return tuple(tag for tag in map(_one_line, value) if tag)

    def links(self) -> tuple[PostLink, ...]:
        """The links shown after the post; each has words and a safe address."""
        value = self._values.get("links") or []
        example = "Write: links: [{text: Our film, url: https://example.org/film}]"
        if not isinstance(value, list):
            raise self.refuse("links", "links must be a list.", example)
        made: list[PostLink] = []
        for entry in value:
            if not isinstance(entry, dict) or set(entry) - {"text", "url"}:
                raise self.refuse("links", "a link needs a text and a url, no more.", example)
            text = _one_line(entry.get("text") or "")
            url = str(entry.get("url") or "").strip()
            if not text or (url and not is_safe_url(url)):
                raise self.refuse(
                    "links", f"this is not a link we can use: {url or entry}", example
                )
            made.append(PostLink(text, url))
        return tuple(made)

    def withdrawn(self) -> Withdrawal | None:
        """When and why the post was taken back, or None."""
        value = self._values.get("withdrawn")
        if value is None:
            return None
        example = "Write: withdrawn: {date: 2017-07-01, reason: The figures were wrong.}"
        if not isinstance(value, dict) or set(value) != {"date", "reason"}:
            raise self.refuse("withdrawn", "withdrawn needs a date and a reason.", example)
        inner = FrontMatter(value, {"date": self.place("withdrawn").line}, self._path)
        date = inner.date("date")
        if date is None:
            raise self.refuse("withdrawn", "withdrawn needs a date.", example)
        return Withdrawal(date, inner.text("reason"))


def split(source: str, *, path: str) -> tuple[str, str, int]:
    """The front matter of `source`, its body, and how many lines stand before the body.

    Raises:
        RefusedPost: the front matter begins and does not end.
    """
    lines = source.split("\n")
    if not lines or lines[0].rstrip() != _FENCE:
        return "", source, 0
    for number, line in enumerate(lines[1:], start=1):
        if line.rstrip() in {_FENCE, "..."}:
            return "\n".join(lines[1:number]), "\n".join(lines[number + 1 :]), number + 1
    raise RefusedPost(
        "the front matter does not end.",
        place=f"{path}:1",
        next_step="Write --- on a line of its own after the last line of it.",
    )


def is_safe_url(url: str) -> bool:
    """Whether `url` has one of the schemes that pages may link to."""
    return _SAFE_URL.fullmatch(url) is not None


def read(text: str, *, path: str, lang: str) -> tuple[Meta, tuple[Finding, ...]]:
    """What front matter says, and findings about keys nobody knows.

    Raises:
        RefusedPost: it is not YAML, or a value is missing or of the wrong kind.
    """
    if len(text) > _LARGEST:
        raise RefusedPost("the front matter is too long.", place=path)
    front = FrontMatter(*_load(text, path), path)
    title = front.text("title")
    date = front.date("date")
    if not title:
        raise front.refuse("title", "the post has no title.", "Add a line: title: Your title")
    if date is None:
        raise front.refuse("date", "the post has no date.", "Add a line: date: 2017-06-27")
    language = front.text("lang") or lang
    if not LANGUAGE_TAG.fullmatch(language):
        raise front.refuse("lang", f"{language} is not a language tag.", "Write: lang: en-GB")
    meta = Meta(
        **{key: front.text(key) for key in _TEXT_KEYS if key not in {"title", "lang"}},
        title=title,
        date=date,
        updated=front.date("updated"),
        lang=language,
        links=front.links(),
        tags=front.tags(),
        withdrawn=front.withdrawn(),
    )
    return meta, _unknown(front)


def _unknown(front: FrontMatter) -> tuple[Finding, ...]:
    return tuple(
        Finding(
            code="unknown-key",
            level=Level.WARNING,
            message=f"Nothing here is called {key}, so it is not used.",
            place=front.place(key),
            next_step=f"The keys are: {', '.join(KEYS)}.",
        )
        for key in sorted(front._values)  # noqa: SLF001  the same module
        if key not in KEYS
    )


_ADVICE = (
    ("mapping values", 'Put a value with a colon in it between quotes: title: "Films: a start"'),
    ("'\\t'", "Use spaces, not a tab."),
    ("could not find expected ':'", "Write each line as key: value, such as title: Our films"),
    ("quoted scalar", "Close the quotes, and write \\\\ for \\ between double quotes."),
    ("escape", "Write \\\\ for \\ between double quotes, or use single quotes."),
    ("flow sequence", "Close the list: tags: [care, Stockport]"),
    ("flow mapping", "Close the bracket: withdrawn: {date: 2017-07-01, reason: Wrong figures.}"),
    ("block mapping", "Begin every key at the start of its line, and put odd values in quotes."),
    ("cannot start any token", 'Put the value between quotes: title: "@home"'),
)
"""What to do, by words of the YAML reader's complaint; the first that fits is told."""


def _advice(complaint: str) -> str:
    told = (advice for words, advice in _ADVICE if words in complaint)
    return next(told, "Put the value between quotes, and begin every key at the start of its line.")


def _load(text: str, path: str) -> tuple[dict[str, Any], dict[str, int]]:
    try:
        tree = yaml.compose(text, Loader=yaml.SafeLoader)
        if tree is not None and not isinstance(tree, yaml.MappingNode):
            raise RefusedPost(
                "the front matter must be lines of the form `key: value`.", place=f"{path}:2"
            )
        _refuse_aliases(text, path)
        values, lines = _values(tree, path)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = mark.line + 2 if mark is not None else 1
        raise RefusedPost(
            f"the front matter is not right: {error.problem or error.context}.",
            place=f"{path}:{line}",
            next_step=_advice(f"{error.context} {error.problem}"),
        ) from error
    except yaml.reader.ReaderError as error:
        line = text[: error.position].count("\n") + 2
        raise RefusedPost(
            "the front matter holds a character that cannot be shown.",
            place=f"{path}:{line}",
            next_step="Take it out, or type the line again.",
        ) from error
    except RecursionError as error:
        raise Unsafe("the front matter is nested too deeply.", place=f"{path}:2") from error
    return values, lines


def _values(tree: yaml.MappingNode | None, path: str) -> tuple[dict[str, Any], dict[str, int]]:
    """The value of each key, and the line it stands on."""
    values: dict[str, Any] = {}
    lines: dict[str, int] = {}
    for key, node in tree.value if tree is not None else ():
        place = f"{path}:{_line(key.start_mark)}"
        if not isinstance(key, yaml.ScalarNode):
            raise RefusedPost("a key in the front matter must be a word.", place=place)
        name = str(key.value)
        if name in lines:
            raise RefusedPost(
                f"{name} stands there twice.", place=place, next_step="Take one of them out."
            )
        try:
            values[name] = yaml.SafeLoader("").construct_document(node)
        except ValueError as error:  # the 30th of February, a number of thousands of digits
            raise RefusedPost(
                f"there is no such date or number as this {name}.",
                place=place,
                next_step="Write a date like this: 2017-06-27. Put words between quotes.",
            ) from error
        lines[name] = _line(key.start_mark)
    return values, lines


def _is_words(value: object) -> bool:
    return isinstance(value, (str, int, float, dt.date)) and not isinstance(value, bool)


def _one_line(value: object) -> str:
    return " ".join(plain_text(str(value)).split())


def _line(mark: Any) -> int:
    """The line of the file that a mark inside the front matter stands on."""
    return int(mark.line) + 2


def _refuse_aliases(text: str, path: str) -> None:
    # Aliases let a few lines stand for a great many; front matter has no use for them.
    for event in yaml.parse(text, Loader=yaml.SafeLoader):
        if isinstance(event, yaml.AliasEvent):
            raise RefusedPost(
                "the front matter repeats a part by its name (`*name`).",
                place=f"{path}:{_line(event.start_mark)}",
                next_step="Write the words out.",
            )
