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
_SEPARATOR = re.compile(r",\s+|(?<=[a-z])\.\s+")


class Byline(msgspec.Struct, frozen=True):
    """The parts of a byline, and what was unsure about them."""

    author: str = ""
    role: str = ""
    organisation: str = ""
    handles: tuple[str, ...] = ()
    doubts: tuple[str, ...] = ()


def byline(text: str) -> Byline:
    """The parts of a line that begins with "By "; every word of it is in one of them."""
    handles = tuple(_HANDLE.findall(text))
    words = " ".join(_HANDLE.sub(" ", text).split()).removeprefix("By ").rstrip(" .,")
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
