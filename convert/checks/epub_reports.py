"""What EPUBCheck and Ace report, as findings whose places are inside the book."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from convert.findings import Finding, Level, Place

EPUBCHECK = "epubcheck"
ACE = "ace"
ACE_METADATA = "ace-metadata"

_EPUBCHECK_LEVELS = {
    "FATAL": Level.ERROR,
    "ERROR": Level.ERROR,
    "WARNING": Level.WARNING,
    "INFO": Level.NOTE,
    "USAGE": Level.NOTE,
}
_ACE_LEVELS = {
    "critical": Level.ERROR,
    "serious": Level.ERROR,
    "moderate": Level.WARNING,
    "minor": Level.WARNING,
}
# Only people can give these: a book without them is not at fault.
_CLAIMS = frozenset(
    [
        "a11y:certifiedBy",
        "a11y:certifierCredential",
        "a11y:certifierReport",
        "dcterms:conformsTo",
    ]
)


class _Location(msgspec.Struct):
    path: str = ""
    line: int = 0
    column: int = 0


class _Message(msgspec.Struct):
    id: str = msgspec.field(name="ID")
    severity: str
    message: str
    locations: list[_Location] = []


class _EpubCheckReport(msgspec.Struct):
    messages: list[_Message]


class _Test(msgspec.Struct):
    title: str = msgspec.field(name="dct:title")
    impact: str = msgspec.field(name="earl:impact", default="serious")


class _Result(msgspec.Struct):
    description: str = msgspec.field(name="dct:description", default="")
    html: str = ""


class _Assertion(msgspec.Struct):
    test: _Test = msgspec.field(name="earl:test")
    result: _Result = msgspec.field(name="earl:result")


class _Subject(msgspec.Struct):
    url: str = ""


class _PageReport(msgspec.Struct):
    subject: _Subject = msgspec.field(name="earl:testSubject")
    assertions: list[_Assertion] = []


class _Metadata(msgspec.Struct):
    missing: list[str] = []
    empty: list[str] = []


class _AceReport(msgspec.Struct):
    assertions: list[_PageReport]
    metadata: _Metadata = msgspec.field(name="a11y-metadata")


def epubcheck_findings(report: bytes) -> list[Finding]:
    """The findings in EPUBCheck's JSON report.

    Raises:
        msgspec.DecodeError: it is no such report.
    """
    messages = msgspec.json.decode(report, type=_EpubCheckReport).messages
    return [finding for message in messages for finding in _from_message(message)]


def _from_message(message: _Message) -> Iterator[Finding]:
    for location in message.locations or [_Location()]:
        yield Finding(
            code=EPUBCHECK,
            level=_EPUBCHECK_LEVELS[message.severity],
            message=f"{message.id}: {message.message}",
            place=Place(location.path, max(location.line, 0), max(location.column, 0)),
        )


def ace_findings(report: bytes) -> list[Finding]:
    """The findings in Ace's JSON report.

    Raises:
        msgspec.DecodeError: it is no such report.
    """
    read = msgspec.json.decode(report, type=_AceReport)
    found = [
        _from_assertion(assertion, page.subject.url)
        for page in read.assertions
        for assertion in page.assertions
    ]
    found.extend(
        Finding(ACE_METADATA, Level.ERROR, f"“{name}” is not given.", Place(""))
        for name in (*read.metadata.missing, *read.metadata.empty)
        if name not in _CLAIMS
    )
    return found


def _from_assertion(assertion: _Assertion, page: str) -> Finding:
    return Finding(
        code=ACE,
        level=_ACE_LEVELS.get(assertion.test.impact, Level.ERROR),
        message=f"{assertion.test.title}: {' '.join(assertion.result.description.split())}",
        place=Place(page.lstrip("/")),
        quote=assertion.result.html,
    )
