"""Findings as text: lines for people, JSON, SARIF and annotations for other programs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any
from urllib.parse import quote

import msgspec

from convert import __version__
from convert.checks import CHECKS
from convert.errors import BadArguments, nearest
from convert.findings import NO_VOICE, UNSPEAKABLE, VOICE_STOPPED, Finding, Level
from convert.jobs.checking import REFUSED
from convert.jobs.verification import CHANGED
from convert.plain.readability.explanations import explanations

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
    VOICE_STOPPED: "The voice spoke to the end; where it did not, the next build tries again.",
    NO_VOICE: "The post is read aloud by a voice of its own language.",
    "unknown-key": "The front matter holds only keys that are known.",
    "raw-markup": "The post holds no HTML of its own; its words are kept and its mark-up is not.",
    "unknown-language": "Every language that the post names is a language tag, such as cy for Welsh.",
    "unsafe-link": "Every link leads to a web page, an e-mail address or a telephone number.",
    "bad-review": "Every entry of review.toml can be read.",
    "bad-easy-read": "Every line of easy-read.md can be understood.",
    "unknown-picture": "Every picture that easy-read.md names is there.",
    "signed-but-broken": "No page that people signed breaks a rule of Easy Read.",
    "picture-without-alt": "Every picture of the post has words, or is marked as decoration.",
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
                place = f"file={_value(path_of(finding, folder))},line={finding.place.line or 1}"
                column = finding.place.column or 1
                title = _value(finding.code)
                said = _message(_words(finding))
                yield f"::{_ANNOTATIONS[finding.level]} {place},col={column},title={title}::{said}"
        case _:
            raise ValueError(form)


def path_of(finding: Finding, folder: Path) -> str:
    """The file that a finding is about, from where the command runs, with forward slashes."""
    return (folder / finding.place.path).as_posix()


def _message(words: str) -> str:
    """Words as the message of a workflow command; line ends and signs are escaped."""
    return words.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _value(words: str) -> str:
    """Words as a property of a workflow command, where more signs have a meaning."""
    return _message(words).replace(":", "%3A").replace(",", "%2C")


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
        guess = nearest(code, {*codes(), *explanations()})
        raise BadArguments(
            f"no finding has the code {code}.",
            next_step=guess
            or "CHECKS.md lists them all; `allways check` names those of your posts.",
        )
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
    used = sorted({finding.code for finding in findings})
    return {
        "$schema": SARIF_SCHEMA,
        "version": "2.1.0",
        "runs": [
            {
                "columnKind": "unicodeCodePoints",
                "tool": {
                    "driver": {
                        "name": "Allways",
                        "semanticVersion": __version__,
                        "rules": [_rule(code) for code in used],
                    }
                },
                "results": [_result(finding, folder) for finding in findings],
            }
        ],
    }


def _rule(code: str) -> dict[str, Any]:
    told = explanations().get(code)
    if told is None:
        return {"id": code, "shortDescription": {"text": codes().get(code, code)}}
    return {
        "id": code,
        "shortDescription": {"text": told.title},
        "fullDescription": {"text": told.why},
        "help": {"text": f"{told.mend} For example: {told.example}"},
    }


def _result(finding: Finding, folder: Path) -> dict[str, Any]:
    region = {"startLine": finding.place.line or 1, "startColumn": finding.place.column or 1}
    # A relative reference (RFC 3986): blanks and other signs of a folder's name are escaped.
    uri = quote(path_of(finding, folder))
    result: dict[str, Any] = {
        "ruleId": finding.code,
        "level": _SARIF_LEVELS[finding.level],
        "message": {"text": f"{finding.message} {finding.next_step}".strip()},
        "locations": [{"physicalLocation": {"artifactLocation": {"uri": uri}, "region": region}}],
    }
    if finding.fingerprint is not None:
        result["partialFingerprints"] = {"sentence/v1": f"{finding.code}:{finding.fingerprint}"}
    return result
