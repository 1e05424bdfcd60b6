"""Making the Easy Read of a post: from its layer where there is one, drafted where there is none."""

from __future__ import annotations

from collections.abc import Mapping

import msgspec

from convert.document import Document, SentenceId, readings
from convert.easy_read import refresh, signoff
from convert.easy_read.assemble import Assembled, assembled
from convert.easy_read.drafting import drafted
from convert.easy_read.house import BARE, Workshop
from convert.easy_read.layer import Layer, Part, parse
from convert.edition import Asset, EasyRead, EasyReadStatus
from convert.findings import Finding, Level, Place

LAYER_FILE = "easy-read.md"


class Made(msgspec.Struct, frozen=True):
    """The Easy Read of a post, the pictures it shows, and what a person should look at."""

    easy_read: EasyRead | None
    """None where the post is in a language that we cannot draft and has no layer."""
    assets: Mapping[str, Asset]
    """By the name that its images use."""
    findings: tuple[Finding, ...]


def make(
    document: Document,
    *,
    layer: bytes | None = None,
    review: bytes | None = None,
    workshop: Workshop = BARE,
    path: str = LAYER_FILE,
) -> Made:
    """The Easy Read of `document`.

    `layer` and `review` are the bytes of `easy-read.md` and `review.toml` where they exist;
    `path` names the layer in findings.
    """
    if layer is None and not document.lang.lower().startswith("en"):
        return Made(None, {}, ())
    written = parse(layer) if layer is not None else None
    used = written or drafted(document, workshop)
    made = assembled(used, document, workshop)
    signatures = signoff.signatures(review)
    signed = _signed(used, signatures)
    origins = {source for sources in made.origins.values() for source in sources}
    easy_read = EasyRead(
        document=made.document,
        status=EasyReadStatus.SIGNED if signed else EasyReadStatus.DRAFT,
        origins=made.origins,
        left_out=tuple(_told(document, origins)),
        written_by_people=written is not None,
        signed=tuple(signature.sign_off for signature in signed),
    )
    findings = (*_layer_findings(used, made, path), *signatures.findings)
    return Made(easy_read, made.assets, findings)


def _told(document: Document, origins: set[SentenceId]) -> list[SentenceId]:
    return [
        reading.sentence.id
        for reading in readings(document)
        if reading.role in {"text", "heading"} and reading.sentence.id not in origins
    ]


def _signed(layer: Layer, signatures: signoff.Signatures) -> tuple[signoff.Signature, ...]:
    """The signatures that together sign every part, or none."""
    wanted = {part.fingerprint for part in layer.parts}
    if not wanted or not wanted <= signatures.signed():
        return ()
    return tuple(s for s in signatures.all if s.fingerprints & wanted)


def _layer_findings(layer: Layer, made: Assembled, path: str) -> list[Finding]:
    findings = [
        Finding(problem.code, Level.ERROR, problem.message, Place(path, problem.line))
        for problem in layer.problems
    ]
    findings += [
        Finding(
            "unknown-picture",
            Level.ERROR,
            f"There is no picture “{picture.target}”.",
            Place(path, picture.line),
            next_step="Choose another picture, or write ![](none) for no picture.",
        )
        for picture in made.missing
    ]
    return findings


def to_sign(layer: bytes) -> tuple[Part, ...]:
    """The headings and ideas of a layer that a group can sign, each with its fingerprint."""
    return parse(layer).parts


def draft(document: Document, existing: bytes | None = None, *, workshop: Workshop = BARE) -> str:
    """The text of `easy-read.md`: drafted, or `existing` refreshed without losing people's words."""
    return refresh.draft(document, existing, workshop)
