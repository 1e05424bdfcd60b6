"""Who wrote it: a line such as "By Ann Example, Head of Care, Example Trust @annexample"."""

from __future__ import annotations

import re

import msgspec

_HANDLE = re.compile(r"@\w+")
_POST_NOMINAL = re.compile(r"[A-Z]{2,5}|PhD|DPhil")
_ROLE = re.compile(
    r"\b(?:head|chief|director|manager|member|officer|consultant|chair|lead|leader|coordinator|"
    r"co-ordinator|worker|adviser|advisor|secretary|trustee|founder|editor|writer|nurse|doctor|"
    r"teacher|student|carer|volunteer|president|minister|councillor|researcher|professor|"
    r"assistant|partner|commissioner|ambassador|expert|user)\b",
    re.IGNORECASE,
)
_LABEL = re.compile(
    r"(?:(?:(?:guest )?post(?:ed)?|written|words|story|article|blog|text|published|contributed)\s+)?"
    r"by:?\s+(?=\S)|(?:author|writer|written by|posted by)s?\s*:\s*(?=\S)",
    re.IGNORECASE,
)
_NAME = re.compile(r"(?:[Tt]he\s+)?[^\W\d_a-z][^.!?;]*")
_IN_NAMES = frozenset(
    (
        *("a", "an", "and", "at", "da", "de", "del", "der", "di", "for", "from", "in", "la"),
        *("le", "of", "on", "the", "to", "van", "von", "with", "y"),
    )
)
_LONGEST = 220
_SEPARATOR = re.compile(r",\s+|(?<=[a-z])\.\s+")


class Byline(msgspec.Struct, frozen=True):
    """The parts of a byline, and what was unsure about them."""

    author: str = ""
    role: str = ""
    organisation: str = ""
    handles: tuple[str, ...] = ()
    doubts: tuple[str, ...] = ()


def is_byline(text: str) -> bool:
    """Whether `text` says who wrote something, and is no sentence that begins with "By"."""
    label = _LABEL.match(text)
    if label is None or len(text) > _LONGEST:
        return False
    name = _SEPARATOR.split(_HANDLE.sub(" ", text[label.end() :]).strip())[0].rstrip(" .,")
    if ":" in label[0]:
        return True
    words = re.split(r"[\s/&+-]+", name)
    return _NAME.fullmatch(f"{name} ".replace(".", "")) is not None and all(
        word in _IN_NAMES or not word[:1].islower() for word in words
    )


def byline(text: str) -> Byline:
    """The parts of a line such as "By Ann Example"; every word after the "By" is in one of them."""
    handles = tuple(_HANDLE.findall(text))
    words = " ".join(_HANDLE.sub(" ", text).split())
    label = _LABEL.match(words)
    words = words[label.end() if label else 0 :].rstrip(" .,")
    name, *rest = _SEPARATOR.split(words)
    while rest and _POST_NOMINAL.fullmatch(rest[0]):
        name = f"{name}, {rest.pop(0)}"
    match rest:
        case []:
            return Byline(name, handles=handles)
        case [only]:
            doubt = (f"Was “{only}” a role or an organisation?",)
            if _ROLE.search(only):
                return Byline(name, role=only, handles=handles, doubts=doubt)
            return Byline(name, organisation=only, handles=handles, doubts=doubt)
        case [*roles, last]:
            return Byline(name, ", ".join(roles), last, handles)
    raise AssertionError(rest)
