"""Rules about the sound of an e-book: that it is whole, in order, in time, and easy to follow."""

from __future__ import annotations

import io
from collections.abc import Iterator

from mutagen.mp3 import MP3, HeaderNotFoundError

from convert.checks.epub_book import (
    SMIL,
    TEXTREF,
    TYPE,
    Book,
    elements,
    text_of,
)
from convert.checks.epub_talk import Talk, seconds, unspoken
from convert.checks.rule import Fault, Rule
from convert.pages.xhtml import Element

# EPUB 3.3 allows a second between the total and its parts; ours are exact to rounding.
DURATION_TOLERANCE = 0.1
# A decoder that ignores the encoder's delay hears a clip up to this much later.
END_TOLERANCE = 0.06
# Times are written in milliseconds.
GAP_TOLERANCE = 0.002
_NESTED = {
    "ul": "list",
    "ol": "list",
    "table": "table",
    "tr": "table-row",
    "figure": "figure",
}


def _targets(book: Book) -> Iterator[Fault]:
    talk = Talk(book)
    for page, overlay in talk.overlaid:
        pars = list(book.overlays[overlay.path].iter(f"{SMIL}par"))
        if len(pars) != len(talk.clips[page.path]):
            yield Fault(
                "A part lacks its text, its sound or its times.", place=book.place(overlay.path)
            )
        for clip in talk.clips[page.path]:
            if clip.page != page.path or clip.name not in book.ids[page.path]:
                yield Fault(
                    f"Sound goes with “{clip.name}”, which is not on the page.",
                    place=book.place(overlay.path, clip.par),
                )
            if clip.sound not in book.files:
                yield Fault(f"{clip.sound} is not there.", place=book.place(overlay.path, clip.par))


def _order(book: Book) -> Iterator[Fault]:
    talk = Talk(book)
    for page, overlay in talk.overlaid:
        last = -1
        for clip in talk.clips[page.path]:
            now = book.ids[page.path].get(clip.name, last)
            if now < last:
                yield Fault(
                    f"“{clip.name}” is spoken after what comes later on the page.",
                    place=book.place(overlay.path, clip.par),
                )
            last = now


def _times(book: Book) -> Iterator[Fault]:
    talk = Talk(book)
    lengths = _lengths(book)
    for page, overlay in talk.overlaid:
        ends: dict[str, float] = {}
        for clip in talk.clips[page.path]:
            place = book.place(overlay.path, clip.par)
            if clip.end <= clip.start:
                yield Fault(f"The clip of “{clip.name}” ends before it starts.", place=place)
            if clip.end > lengths.get(clip.sound, 0.0) + END_TOLERANCE:
                yield Fault(f"The clip of “{clip.name}” ends after the sound does.", place=place)
            if clip.start < ends.get(clip.sound, 0.0) - GAP_TOLERANCE:
                yield Fault(
                    f"The clip of “{clip.name}” starts before the last one ends.", place=place
                )
            ends[clip.sound] = max(clip.end, ends.get(clip.sound, 0.0))


def _gaps(book: Book) -> Iterator[Fault]:
    talk = Talk(book)
    for page, overlay in talk.overlaid:
        ends: dict[str, float] = {}
        for clip in talk.clips[page.path]:
            if clip.start > ends.get(clip.sound, clip.start) + GAP_TOLERANCE:
                yield Fault(
                    f"Before “{clip.name}” some sound is left out, which some readers play.",
                    place=book.place(overlay.path, clip.par),
                )
            ends[clip.sound] = clip.end


def _lengths(book: Book) -> dict[str, float]:
    sounds = (item.path for item in book.items.values() if item.media_type == "audio/mpeg")
    return {path: _length(book.files[path]) for path in sounds if path in book.files}


def _length(mp3: bytes) -> float:
    try:
        heard = MP3(io.BytesIO(mp3))
    except HeaderNotFoundError:
        return 0.0
    return float(heard.info.length)  # type: ignore[attr-defined]  # set by the line above


def _durations(book: Book) -> Iterator[Fault]:
    talk = Talk(book)
    package = book.place(book.package_path)
    said = {
        fact.refines.removeprefix("#"): seconds(fact.value)
        for fact in book.facts
        if fact.name == "media:duration"
    }
    if not talk.overlaid:
        if said:
            yield Fault("The book gives a length and has no sound.", place=package)
        return
    total = 0.0
    for page, overlay in talk.overlaid:
        true = sum(clip.end - clip.start for clip in talk.clips[page.path])
        total += true
        given = said.get(overlay.id)
        if given is None or abs(given - true) > DURATION_TOLERANCE:
            yield Fault(
                f"The length of {overlay.path} is given as {given} and is {true:.1f} seconds.",
                place=package,
            )
    given = said.get("")
    if given is None or abs(given - total) > DURATION_TOLERANCE:
        yield Fault(
            f"The length of the book is given as {given} and is {total:.1f} seconds.", place=package
        )


def _whole(book: Book) -> Iterator[Fault]:
    silent = list(_silent_sentences(book))
    if "synchronizedAudioText" in book.values("schema:accessibilityFeature"):
        for path, span in silent:
            yield Fault(
                "A sentence has no sound.", place=book.place(path, span), quote=text_of(span)
            )
    elif not silent:
        place = book.place(book.package_path)
        yield Fault("Every sentence has sound, and the book does not say so.", place=place)
    if "auditory" in book.values("schema:accessModeSufficient"):
        for path, element, text in unspoken(book):
            yield Fault(
                "The book says that listening is enough; this is not read aloud.",
                place=book.place(path, element),
                quote=text,
            )


def _silent_sentences(book: Book) -> Iterator[tuple[str, Element]]:
    talk = Talk(book)
    for path, root in book.pages.items():
        names = talk.spoken(path)
        for span in elements(root, "span"):
            if span.get("class") == "sentence" and span.get("id") not in names:
                yield path, span


def _nesting(book: Book) -> Iterator[Fault]:
    talk = Talk(book)
    for page, overlay in talk.overlaid:
        root = book.overlays[overlay.path]
        kinds = {
            book.target(seq.get(TEXTREF, ""), page=overlay.path)[1]: seq.get(TYPE)
            for seq in root.iter(f"{SMIL}seq")
        }
        names = talk.spoken(page.path)
        for element in elements(book.pages[page.path], *_NESTED):
            holds_sound = any(inner.get("id") in names for inner in element.iter())
            kind = kinds.get(element.get("id", ""))
            if holds_sound and kind != _NESTED[element.tag.rpartition("}")[2]]:
                yield Fault(
                    "A reader who listens cannot leave this part.",
                    place=book.place(page.path, element),
                    quote=text_of(element)[:60],
                )


def _narrator(book: Book) -> Iterator[Fault]:
    if Talk(book).overlaid and not any(book.values("media:narrator")):
        yield Fault("Nobody is named who reads aloud.", place=book.place(book.package_path))


RULES: tuple[Rule[Book], ...] = (
    Rule(
        "overlay-targets",
        "Each clip has its words on the page and its sound in the book.",
        "EPUB 3.3, Media Overlays: text and audio elements",
        _targets,
    ),
    Rule(
        "overlay-order",
        "What is read aloud comes in the order of the page.",
        "EPUB Accessibility 1.1 and EPUB 3.3, Media Overlays: reading order",
        _order,
    ),
    Rule(
        "overlay-times",
        "Clips have a length, do not overlap, and end with the sound.",
        "EPUB 3.3, Media Overlays: audio element",
        _times,
    ),
    Rule(
        "overlay-gaps",
        "On a page, the sound goes on from clip to clip.",
        "EPUB 3.3, Media Overlays: synchronization; some readers play on over a gap",
        _gaps,
    ),
    Rule(
        "overlay-durations",
        "The lengths given are the lengths there are.",
        "EPUB 3.3, Media Overlays: duration property",
        _durations,
    ),
    Rule(
        "overlay-whole",
        "Nothing that should be heard is left out.",
        "EPUB Accessibility 1.1, Media Overlays: completeness",
        _whole,
    ),
    Rule(
        "overlay-nesting",
        "A listener can leave a list, a table or a figure.",
        "EPUB 3.3, Media Overlays: escapability",
        _nesting,
    ),
    Rule(
        "overlay-narrator",
        "The book says whose voice it is.",
        "EPUB 3.3, Media Overlays vocabulary: narrator",
        _narrator,
    ),
)
