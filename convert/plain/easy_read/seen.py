"""What a check on an Easy Read line is given, and what it gives back."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

import msgspec

from convert.plain.easy_read.tagging import Token


class Seen(NamedTuple):
    """A line and its words with their tags."""

    line: str
    tokens: Sequence[Token]
    before: str | None = None
    """The line before: empty where there is none, None where nobody said."""


class Fault(msgspec.Struct, frozen=True):
    """What a check found: its code, and the words that it is about."""

    code: str
    words: str


Check = Callable[[Seen], Iterator[Fault]]

ADDRESS = re.compile(r"(?:https?://|www\.)\S+|\S+@\S+\.\w+|\b[\w-]+\.(?:org|com|co|gov|net)\S*")
"""An address of the web or of e-mail, which is neither words nor signs."""
