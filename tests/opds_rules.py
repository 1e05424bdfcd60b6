"""The rules of the JSON schemas published for OPDS 2.0 and Readium manifests, as far as we write.

Each function gives what is wrong, by place; the schemas are those of specs.opds.io and of
readium.org/webpub-manifest.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

ACQUISITIONS = {
    *("acquisition", "borrow", "buy", "preview", "subscribe"),
    "http://opds-spec.org/acquisition",
    *(
        f"http://opds-spec.org/acquisition/{name}"
        for name in ("buy", "open-access", "borrow", "sample", "subscribe")
    ),
}
RASTER = {f"image/{name}" for name in ("jpeg", "webp", "avif", "png", "jxl", "gif")}
LANGUAGE = re.compile(r"[A-Za-z]{2,8}(-[A-Za-z]{4})?(-([A-Za-z]{2}|[0-9]{3}))?(-[A-Za-z0-9]{4,8})*")
SUFFICIENT = {"auditory", "tactile", "textual", "visual"}
MODES = SUFFICIENT | {
    *("chartOnVisual", "chemOnVisual", "colorDependent", "diagramOnVisual"),
    *("mathOnVisual", "musicOnVisual", "textOnVisual"),
}
FEATURES = {
    *("annotations", "ARIA", "bookmarks", "index", "printPageNumbers", "readingOrder"),
    *("structuralNavigation", "tableOfContents", "taggedPDF", "alternativeText"),
    *("audioDescription", "captions", "describedMath", "longDescription", "rubyAnnotations"),
    *("signLanguage", "transcript", "displayTransformability", "synchronizedAudioText"),
    *("timingControl", "unlocked", "ChemML", "latex", "MathML", "ttsMarkup"),
    *("highContrastAudio", "highContrastDisplay", "largePrint", "braille", "tactileGraphic"),
    *("tactileObject", "none"),
}
HAZARDS = {
    *("flashing", "noFlashingHazard", "motionSimulation", "noMotionSimulationHazard"),
    *("sound", "noSoundHazard", "unknown", "none"),
}

Wrong = Iterator[str]


def feed(value: dict[str, Any]) -> Wrong:
    """What is wrong with a feed."""
    yield from _feed_metadata(value.get("metadata"), "metadata")
    yield from _links(value.get("links"), "links")
    if not any("self" in _relations(one) for one in value.get("links", [])):
        yield "links: none is self"
    if not {"publications", "navigation", "groups"} & set(value):
        yield "feed: holds nothing"
    if "publications" in value:
        yield from _several(value["publications"], "publications")
        for number, one in enumerate(value["publications"]):
            yield from publication(one, f"publications/{number}")
    if "navigation" in value:
        yield from _links(value["navigation"], "navigation")
        yield from (
            "navigation: a link has no title" for one in value["navigation"] if not one.get("title")
        )
    if "facets" in value:
        yield from _several(value["facets"], "facets")
        for number, one in enumerate(value["facets"]):
            yield from _feed_metadata(one.get("metadata"), f"facets/{number}/metadata")
            yield from _links(one.get("links"), f"facets/{number}/links")
            if not all(link.get("title") for link in one.get("links", [])):
                yield f"facets/{number}: a link has no title"


def publication(value: dict[str, Any], place: str) -> Wrong:
    """What is wrong with a publication."""
    yield from _metadata(value.get("metadata") or {}, f"{place}/metadata")
    yield from _links(value.get("links"), f"{place}/links")
    if not any(ACQUISITIONS & set(_relations(one)) for one in value.get("links", [])):
        yield f"{place}/links: none is an acquisition"
    if "images" in value:
        yield from _links(value["images"], f"{place}/images")
        if not any(one.get("type") in RASTER for one in value["images"]):
            yield f"{place}/images: none is one that every reader can show"


def _feed_metadata(value: Any, place: str) -> Wrong:
    if not isinstance(value, dict) or not value.get("title"):
        yield f"{place}: no title"
        return
    for name, least in (("numberOfItems", 0), ("itemsPerPage", 1), ("currentPage", 1)):
        if name in value and not (type(value[name]) is int and value[name] >= least):
            yield f"{place}/{name}: {value[name]!r}"
    if "modified" in value and not _is_moment(value["modified"]):
        yield f"{place}/modified: {value['modified']!r}"


def _metadata(value: dict[str, Any], place: str) -> Wrong:
    if not value.get("title"):
        yield f"{place}: no title"
    for name in ("identifier", "@type"):
        if name in value and not _is_uri(value[name]):
            yield f"{place}/{name}: {value[name]!r} is no URI"
    if "modified" in value and not _is_moment(value["modified"]):
        yield f"{place}/modified: {value['modified']!r}"
    if "published" in value and not _is_day(value["published"]):
        yield f"{place}/published: {value['published']!r}"
    if "language" in value and not LANGUAGE.fullmatch(value["language"]):
        yield f"{place}/language: {value['language']!r}"
    for name in ("description", "author", "publisher"):
        if name in value and not (isinstance(value[name], str) and value[name]):
            yield f"{place}/{name}: {value[name]!r}"
    if "accessibility" in value:
        yield from accessibility(value["accessibility"], f"{place}/accessibility")


def accessibility(value: dict[str, Any], place: str = "accessibility") -> Wrong:
    """What is wrong with an accessibility object."""
    for name, known in (("accessMode", MODES), ("feature", FEATURES), ("hazard", HAZARDS)):
        if name in value and not set(value[name]) <= known:
            yield f"{place}/{name}: {sorted(set(value[name]) - known)}"
    for one in value.get("accessModeSufficient", []):
        if not set([one] if isinstance(one, str) else one) <= SUFFICIENT:
            yield f"{place}/accessModeSufficient: {one!r}"
    if "conformsTo" in value and not _is_uri(value["conformsTo"]):
        yield f"{place}/conformsTo: {value['conformsTo']!r} is no URI"
    if not all(isinstance(said, str) for said in value.get("certification", {}).values()):
        yield f"{place}/certification: not words"


def _links(values: Any, place: str) -> Wrong:
    yield from _several(values, place)
    for number, value in enumerate(values or []):
        at = f"{place}/{number}"
        if not value.get("href"):
            yield f"{at}: no href"
        if not all(isinstance(value.get(name, ""), str) for name in ("href", "type", "title")):
            yield f"{at}: not words"
        if not all(isinstance(one, str) for one in _relations(value)):
            yield f"{at}/rel: not words"
        for name in ("width", "height", "duration", "bitrate"):
            if name in value and not value[name] > 0:
                yield f"{at}/{name}: {value[name]!r}"
        count = value.get("properties", {}).get("numberOfItems", 0)
        if not (type(count) is int and count >= 0):
            yield f"{at}/properties/numberOfItems: {count!r}"


def _several(values: Any, place: str) -> Wrong:
    if not isinstance(values, list) or not values:
        yield f"{place}: empty"
    elif any(one in values[:number] for number, one in enumerate(values)):
        yield f"{place}: the same twice"


def _relations(link: dict[str, Any]) -> list[Any]:
    found = link.get("rel", [])
    return found if isinstance(found, list) else [found]


def _is_uri(value: Any) -> bool:
    return isinstance(value, str) and bool(urlsplit(value).scheme)


def _is_moment(value: Any) -> bool:
    try:
        return dt.datetime.fromisoformat(value).tzinfo is not None
    except (TypeError, ValueError):
        return False


def _is_day(value: Any) -> bool:
    try:
        return bool(dt.date.fromisoformat(value))
    except (TypeError, ValueError):
        return False
