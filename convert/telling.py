"""Findings as text: lines for people, JSON, SARIF and annotations for other programs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import msgspec

from convert import __version__
from convert.checking import REFUSED
from convert.checks import CHECKS
from convert.errors import BadArguments
from convert.findings import NO_VOICE, UNSPEAKABLE, Finding, Level
from convert.readability.explain import explanations
from convert.verification import CHANGED

SARIF_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
_SARIF_LEVELS: Mapping[Level, str] = {
    Level.ERROR: "error",
    Level.WARNING: "warning",
    Level.NOTE: "note",
    Level.NOT_RUN: "none",
}
_ANNOTATIONS: Mapping[Level, str] = {
    Level.ERROR: "error",
    Level.WARNING: "warning",
    Level.NOTE: "notice",
    Level.NOT_RUN: "warning",
}
OTHER_CODES: Mapping[str, str] = {
    REFUSED: "The post can be built.",
    CHANGED: "Every file is the one that was built.",
    UNSPEAKABLE: "Every sentence of the post is spoken; silence is never passed off as speech.",
    NO_VOICE: "The post is read aloud by a voice of its own language.",
    "unknown-key": "The front matter holds only keys that are known.",
    "raw-markup": "The post holds no HTML of its own; its words are kept and its mark-up is not.",
    "unsafe-link": "Every link leads to a web page, an e-mail address or a telephone number.",
    "strike-through": "No words are struck through, since not every reader can see it.",
}
"""Codes of reading and building, and what is true of a post without them."""


def told(findings: Sequence[Finding], *, form: str, folder: Path) -> Iterator[str]:
    """`findings` in one of the forms `lines`, `json`, `sarif` and `github`."""
    match form:
        case "lines":
            for finding in findings:
                yield f"{folder / finding.place.path}{_spot(finding)}: {_words(finding)}"
        case "json":
            yield msgspec.json.encode(findings).decode()
        case "sarif":
            yield msgspec.json.encode(_sarif(findings, folder)).decode()
        case "github":
            for finding in findings:
                place = f"file={folder / finding.place.path},line={finding.place.line or 1}"
                said = _words(finding).replace("%", "%25").replace("\n", "%0A")
                yield f"::{_ANNOTATIONS[finding.level]} {place},col={finding.place.column or 1}::{said}"
        case _:
            raise ValueError(form)


def explained(code: str) -> Iterator[str]:
    """What a finding with this code means, in lines for people.

    Raises:
        BadArguments: no finding has it.
    """
    if (found := explanations().get(code)) is not None:
        yield found.title
        yield ""
        yield f"Why: {found.why}"
        yield f"What to do: {found.mend}"
        yield f"For example: {found.example}"
        yield f"Who says so: {found.source}"
        return
    promise = codes().get(code)
    if promise is None:
        known = ", ".join(sorted({*codes(), *explanations()}))
        raise BadArguments(f"no finding has the code {code}.", next_step=f"The codes are: {known}.")
    yield f"{code}: a file or post without this finding keeps this promise:"
    yield promise


def codes() -> Mapping[str, str]:
    """Every code of a check, and what is true of a file without it."""
    found = dict(OTHER_CODES)
    for check in CHECKS.values():
        found |= check.CODES
    return found


def _words(finding: Finding) -> str:
    quote = f" “{finding.quote}”" if finding.quote else ""
    return f"{finding.code} {finding.message}{quote} {finding.next_step}".rstrip()


def _spot(finding: Finding) -> str:
    numbers = (finding.place.line, finding.place.column)
    return "".join(f":{number}" for number in numbers if number)


def _sarif(findings: Sequence[Finding], folder: Path) -> dict[str, Any]:
    """The findings as SARIF 2.1.0 (OASIS), which code hosts show beside the text."""
    return {
        "$schema": SARIF_SCHEMA,
        "version": "2.1.0",
        "runs": [
            {
                "tool": {"driver": {"name": "Allways", "version": __version__}},
                "results": [_result(finding, folder) for finding in findings],
            }
        ],
    }


def _result(finding: Finding, folder: Path) -> dict[str, Any]:
    region = {"startLine": finding.place.line or 1, "startColumn": finding.place.column or 1}
    path = (folder / finding.place.path).as_posix()
    return {
        "ruleId": finding.code,
        "level": _SARIF_LEVELS[finding.level],
        "message": {"text": f"{finding.message} {finding.next_step}".strip()},
        "locations": [{"physicalLocation": {"artifactLocation": {"uri": path}, "region": region}}],
    }
