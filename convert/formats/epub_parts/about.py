"""The last page of a book: in plain words, how accessible it is and how that was checked."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from convert.formats.epub_parts.page import OUR_LANGUAGE, OwnWords, Page, shell
from convert.pages.xhtml import Element, append, element
from convert.settings import Publication

PATH = "about.xhtml"
TITLE = "About this e-book"
FONT_CREDIT = (
    "The letters are called Atkinson Hyperlegible.",
    "The Braille Institute of America made them for people with low vision.",
    "Anyone may use them.",
    "The rules are the SIL Open Font Licence.",
)


class About(msgspec.Struct, frozen=True):
    """What the page has to know about the book."""

    publication: Publication
    pictures: bool
    notes: bool
    voices: tuple[str, ...]
    """Lines that say whose voice reads aloud."""
    fonts: bool
    """The letters come with the book."""
    credits: tuple[str, ...]
    """Whose work is shown: of pictures, and under which licence."""
    part_of: str = ""
    """The publication that the post belongs to."""


def page(about: About) -> Page:
    """The page about the book. It is in English, whatever the book's language."""
    own = OwnWords(OUR_LANGUAGE)
    content = element("section", own.text("h1", TITLE))
    for heading, lines in _parts(about):
        append(content, own.text("h2", heading), *(own.text("p", text) for text in lines))
    _link_addresses(content, about)
    root = shell(content, title=TITLE, lang=OUR_LANGUAGE, path=PATH)
    return Page("about", PATH, TITLE, root, own.spoken)


def _parts(about: About) -> Iterator[tuple[str, tuple[str, ...]]]:
    if about.part_of:
        yield "Where it is from", (about.part_of,)
    yield "How to use it", tuple(_use(about))
    yield "Listening", tuple(_listening(about.voices))
    yield "How it was checked", tuple(_checks(about.publication))
    if about.publication.contact or about.publication.accessibility_statement:
        yield "Ask or tell us", tuple(_contact(about.publication))
    work = (*about.credits, *(FONT_CREDIT if about.fonts else ()))
    if work:
        yield "Whose work this is", work


def _use(about: About) -> Iterator[str]:
    yield "You can make the words bigger."
    yield "You can change the letters and the colours."
    yield "The list of contents takes you to each part."
    if about.pictures:
        yield "Each picture that tells you something has words that say what it shows."
    if about.notes:
        yield "Each note has a link back to the text."


def _listening(voices: tuple[str, ...]) -> Iterator[str]:
    if not voices:
        yield "This e-book has no sound of its own."
        yield "Your phone or computer may be able to read it to you."
        return
    yield "This e-book can read itself to you."
    yield "Each sentence is marked while you hear it."
    yield from voices
    yield "It may say some words and names wrong."


def _checks(publication: Publication) -> Iterator[str]:
    yield "A program called Allways made this e-book."
    yield "Allways is tested with two checkers: EPUBCheck and Ace."
    yield "A checker cannot find every problem."
    if publication.certifier is not None and publication.conformance:
        yield f"{publication.certifier.name} says this e-book meets {publication.conformance}."
        if publication.certifier.report:
            yield f"You can read the report: {publication.certifier.report}"
    else:
        yield "Nobody has told us that a person checked this e-book."


def _contact(publication: Publication) -> Iterator[str]:
    if publication.contact:
        yield "You can ask for this in another format."
        yield "You can tell us about a problem."
        yield f"Contact us: {publication.contact}"
    if publication.accessibility_statement:
        yield f"Our promise to you is here: {publication.accessibility_statement}"


def _link_addresses(content: Element, about: About) -> None:
    """Turn web addresses at the end of a line into links."""
    report = about.publication.certifier.report if about.publication.certifier else ""
    for address in (about.publication.accessibility_statement, report):
        if not address.startswith(("https://", "http://")):
            continue
        for paragraph in content.iter("p"):
            text = paragraph.text or ""
            if text.endswith(address) and len(paragraph) == 0:
                paragraph.text = text.removesuffix(address)
                paragraph.append(element("a", address, href=address))
