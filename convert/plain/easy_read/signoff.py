"""Signatures: who agreed to which ideas, read from `review.toml`.

A signature signs fingerprints of words and picture together, so an edit un-signs the idea that
it touches and no other. Names are personal: only those with `publish_name = true` go further.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

import msgspec

from convert.document import Fingerprint
from convert.edition import SignOff
from convert.files import toml
from convert.findings import Finding, Level, Place
from convert.source.names import REVIEW


class Signature(msgspec.Struct, frozen=True):
    """One `[[signoff]]`: what may be printed of it, and the fingerprints that it signs."""

    sign_off: SignOff
    fingerprints: frozenset[Fingerprint]


class Signatures(msgspec.Struct, frozen=True):
    """All signatures of a post, and what was wrong with the file."""

    all: tuple[Signature, ...] = ()
    findings: tuple[Finding, ...] = ()

    def signed(self) -> frozenset[Fingerprint]:
        """Every fingerprint that somebody signed."""
        return frozenset().union(*(signature.fingerprints for signature in self.all))


def signatures(review: bytes | None, *, path: str = REVIEW) -> Signatures:
    """The signatures in a `review.toml`; a file that cannot be read holds none, and says so."""
    if review is None:
        return Signatures()
    try:
        decisions = toml.table(review)
    except toml.BadToml as error:
        place = toml.spot(review, str(error), path=path)
        return Signatures((), (_bad(place, f"This file cannot be read: {error}."),))
    made: list[Signature] = []
    findings: list[Finding] = []
    entries = decisions.get("signoff", [])
    for number, entry in enumerate(entries if isinstance(entries, list) else [], start=1):
        problem = _problem(entry)
        if problem:
            findings.append(_bad(path, f"Sign-off {number}: {problem}"))
        else:
            made.append(_signature(entry))
    return Signatures(tuple(made), tuple(findings))


def _problem(entry: object) -> str:
    if not isinstance(entry, Mapping):
        return "this is not a [[signoff]] table."
    for key in ("group", "date", "method"):
        if not str(entry.get(key, "")).strip():
            return f"`{key}` is missing."
    prints = entry.get("fingerprints")
    if not isinstance(prints, list) or not all(isinstance(item, str) for item in prints):
        return "`fingerprints` must be a list of texts."
    return ""


def _signature(entry: Mapping[str, Any]) -> Signature:
    date = entry["date"]
    return Signature(
        SignOff(
            group=str(entry["group"]).strip(),
            date=date.isoformat() if isinstance(date, dt.date) else str(date).strip(),
            method=str(entry["method"]).strip(),
            names=tuple(_names(entry)),
        ),
        frozenset(Fingerprint(item) for item in entry["fingerprints"]),
    )


def _names(entry: Mapping[str, Any]) -> list[str]:
    names = entry.get("names", [])
    everybody = entry.get("publish_name") is True
    printed = []
    for name in names if isinstance(names, list) else []:
        match name:
            case {"name": str(person), "publish_name": True}:
                printed.append(person.strip())
            case str(person) if everybody:
                printed.append(person.strip())
            case _:
                continue
    return printed


def _bad(path: str, message: str) -> Finding:
    return Finding(
        code="bad-review",
        level=Level.ERROR,
        message=message,
        place=Place(path),
        next_step="Mend the file, or record the decision again with `allways review`.",
    )
