"""Making the Easy Read of a post: from its layer where there is one, drafted where there is none."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import PurePosixPath

import msgspec

from convert.document import Document, SentenceId
from convert.edition import Asset, EasyRead, EasyReadStatus
from convert.findings import Finding, Level, Place
from convert.languages import is_english
from convert.plain.easy_read import offering, refresh, signoff, stale
from convert.plain.easy_read.assembly import Assembled, assembled
from convert.plain.easy_read.drafting import drafted
from convert.plain.easy_read.hardness import hard_words
from convert.plain.easy_read.house import BARE, HouseWords, Workshop
from convert.plain.easy_read.inline import bold_words, words
from convert.plain.easy_read.layer import Layer, Part, Picture
from convert.plain.easy_read.layer_reading import parse
from convert.plain.easy_read.lines import faults
from convert.plain.easy_read.page_checks import page_faults
from convert.plain.easy_read.rules import HARD_RULES, RULES
from convert.source.names import EASY_READ, REVIEW
from convert.traversal import readings

_NEAR = 3
"""How many pictures are named in place of one that is not there."""


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
    path: str = EASY_READ,
) -> Made:
    """The Easy Read of `document`.

    `layer` and `review` are the bytes of `easy-read.md` and `review.toml` where they exist;
    `path` names the layer in findings.
    """
    if layer is None and not is_english(document.lang):
        return Made(None, {}, ())
    written = parse(layer, path=path) if layer is not None else None
    used = written or drafted(document, workshop)
    made = assembled(used, document, workshop)
    signatures = signoff.signatures(review, path=str(PurePosixPath(path).with_name(REVIEW)))
    said = _line_findings(made, workshop.house, path, Level.WARNING if written else Level.NOTE)
    if written is not None:
        said += _page_findings(written, workshop.house, path)
    broken = [finding for finding in said if finding.code in HARD_RULES]
    agreed = _signed(used, signatures)
    signed = () if broken else agreed
    before = () if broken else _some(used, signatures)
    origins = {source for sources in made.origins.values() for source in sources}
    easy_read = EasyRead(
        document=made.document,
        status=EasyReadStatus.SIGNED if signed else EasyReadStatus.DRAFT,
        origins=made.origins,
        left_out=tuple(_told(document, origins)),
        written_by_people=written is not None and not all(p.is_draft for p in written.parts),
        signed=tuple(signature.sign_off for signature in signed or before),
    )
    refused = _refused(broken, path) if agreed and broken else []
    changed = stale.findings(document, written, path)
    findings = (*_layer_findings(used, made, path), *changed, *said, *refused, *signatures.findings)
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


def _some(layer: Layer, signatures: signoff.Signatures) -> tuple[signoff.Signature, ...]:
    """The signatures that still sign a part, though not every part is signed any more."""
    wanted = {part.fingerprint for part in layer.parts}
    return tuple(s for s in signatures.all if s.fingerprints & wanted)


_MENDED_BY_EXPLAINING = frozenset({"hard-word", "acronym"})


def _line_findings(made: Assembled, house: HouseWords, path: str, level: Level) -> list[Finding]:
    """What is hard in each line; a word that the page explained before is hard no more."""
    findings: list[Finding] = []
    explained: set[str] = set()
    for number, (sentence, part, line) in enumerate(made.lines):
        if part.level:
            continue
        after = made.lines[number + 1] if number + 1 < len(made.lines) else None
        following = words(after[2].text) if after and after[1] is part else ""
        found = faults(
            words(line.text),
            following,
            before=_before(made, number),
            hard=lambda text: hard_words(text, house),
        )
        findings += [
            Finding(
                code=fault.code,
                level=level,
                message=RULES[fault.code].message,
                place=Place(path, line.number),
                sentence=sentence,
                fingerprint=part.fingerprint,
                quote=fault.words,
                next_step=RULES[fault.code].next_step,
            )
            for fault in found
            if fault.code not in _MENDED_BY_EXPLAINING
            or fault.words.lower().rstrip("s") not in explained
        ]
        if following:
            explained |= {
                word.rstrip("s")
                for phrase in bold_words(line.text)
                for word in (phrase.lower(), *phrase.lower().split())
            }
    return findings


def _before(made: Assembled, number: int) -> str:
    """The words of the 2 lines before, which may name who *they* are; a heading names nobody."""
    found: list[str] = []
    for _, part, line in reversed(made.lines[max(0, number - 2) : number]):
        if part.level:
            break
        found.insert(0, words(line.text))
    return " ".join(found)


def _page_findings(layer: Layer, house: HouseWords, path: str) -> list[Finding]:
    """What is hard in the page as a whole."""
    return [
        Finding(
            code=fault.code,
            level=Level.WARNING,
            message=RULES[fault.code].message,
            place=Place(path, number),
            quote=fault.words,
            next_step=RULES[fault.code].next_step,
        )
        for fault, number in page_faults(layer, house.preferred)
    ]


def _refused(broken: list[Finding], path: str) -> list[Finding]:
    """Why a page that people signed is still shown as a draft."""
    return [
        Finding(
            code="signed-but-broken",
            level=Level.ERROR,
            message=f"People signed this page, but a line breaks a rule. {finding.message}",
            place=Place(path, finding.place.line),
            quote=finding.quote,
            next_step="Mend the line and ask the group to sign it again.",
        )
        for finding in broken
    ]


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
            next_step=_other_picture(picture),
        )
        for picture in made.missing
    ]
    return findings


_FILES = (".svg", ".png", ".jpg", ".jpeg", ".webp", ".gif")


def _other_picture(picture: Picture) -> str:
    """What to write instead of a picture that is not there: symbols for the same words, if any."""
    if picture.target.lower().endswith(_FILES):
        return (
            "Put the file in the folder `pictures` in `sources`, or write ![](none) for no picture."
        )
    asked = picture.symbol or picture.target.lower().removeprefix("picture:")
    near = offering.suggestions(asked.strip())[:_NEAR]
    names = " or ".join(f"picture:{name}" for name in near)
    return (
        f"Choose another picture{f', such as {names}' if names else ''}, "
        "or write ![](none) for no picture."
    )


def to_sign(layer: bytes) -> tuple[Part, ...]:
    """The headings and ideas of a layer that a group can sign, each with its fingerprint."""
    return parse(layer).parts


def draft(document: Document, existing: bytes | None = None, *, workshop: Workshop = BARE) -> str:
    """The text of `easy-read.md`: drafted, or `existing` refreshed without losing people's words."""
    return refresh.draft(document, existing, workshop)
