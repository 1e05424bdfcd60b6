"""Rules about what an e-book says of itself: that it is there, that it is true, who claims it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from convert.checks.epub_book import OPF, Book, elements
from convert.checks.rule import Fault, Rule

_CONFORMS = re.compile(r"EPUB Accessibility 1\.\d+ - WCAG 2\.\d Level A{1,3}")
_NEEDED = (
    "schema:accessMode",
    "schema:accessModeSufficient",
    "schema:accessibilityFeature",
    "schema:accessibilityHazard",
    "schema:accessibilitySummary",
)


def _needed_metadata(book: Book) -> Iterator[Fault]:
    for name in _NEEDED:
        if not any(book.values(name)):
            yield Fault(f"“{name}” is not given.", place=book.place(book.package_path))


def _honest_metadata(book: Book) -> Iterator[Fault]:
    features = set(book.values("schema:accessibilityFeature"))
    pictures = [
        image
        for root in book.pages.values()
        for image in elements(root, "img")
        if image.get("alt") and image.get("role") != "doc-cover"
    ]
    truths = {
        "alternativeText": bool(pictures),
        "tableOfContents": book.navigation is not None,
    }
    package = book.place(book.package_path)
    for name, true in truths.items():
        if name in features and not true:
            yield Fault(f"The book claims “{name}” and does not have it.", place=package)
        if true and name not in features:
            yield Fault(f"The book has “{name}” and does not say so.", place=package)
    modes = book.values("schema:accessMode")
    if ("visual" in modes) != bool(pictures):
        yield Fault(
            "“visual” must be named where pictures tell something, and only there.", place=package
        )
    if "auditory" in modes:
        yield Fault("Sound that repeats the text is no mode of its own.", place=package)


def _conformance(book: Book) -> Iterator[Fault]:
    claims = book.values("dcterms:conformsTo")
    certified = [fact for fact in book.facts if fact.name == "a11y:certifiedBy"]
    package = book.place(book.package_path)
    for claim in claims:
        if not _CONFORMS.fullmatch(claim) and claim != "none":
            yield Fault(
                "The claim to conform is not written as it must be.", place=package, quote=claim
            )
    names = {
        meta.get("id")
        for meta in book.package.iterfind(f"{OPF}metadata/{OPF}meta")
        if meta.get("property") == "dcterms:conformsTo"
    }
    for fact in certified:
        if fact.refines.removeprefix("#") not in names:
            yield Fault(
                "Who certified the book belongs to no claim.", place=package, quote=fact.value
            )
    if claims and claims != ["none"] and not certified:
        yield Fault("The book claims to conform; nobody is named who says so.", place=package)


RULES: tuple[Rule[Book], ...] = (
    Rule(
        "epub-metadata",
        "The metadata that readers search by is there.",
        "EPUB Accessibility 1.1, discoverability",
        _needed_metadata,
    ),
    Rule(
        "epub-honest-metadata",
        "The metadata says what is in the book, no more and no less.",
        "EPUB Accessibility 1.1, discoverability",
        _honest_metadata,
    ),
    Rule(
        "epub-conformance",
        "A claim to conform is well formed and has a name behind it.",
        "EPUB Accessibility 1.1, conformance reporting",
        _conformance,
        "Set `conformance` and `certifier` in publication.toml, or neither.",
    ),
)
