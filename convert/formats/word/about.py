"""What a copy says about itself: what it is, how to ask for another, who made it, who checked it."""

from __future__ import annotations

from collections.abc import Iterable
from urllib.parse import urljoin

from convert.document import Document
from convert.edition import EasyRead, Edition
from convert.formats.word.fonts import ATKINSON
from convert.formats.word.markup import Element
from convert.formats.word.paragraphs import start_group
from convert.formats.word.pen import Pen
from convert.formats.word.sheet import line
from convert.plain.checked_by import checked
from convert.traversal import images

# RNIB: matt paper that does not show through, 90 gsm or more.
_PRINTING = (
    "If you print this: use matt A4 paper of 90 gsm or more, "
    "and print at actual size, not “fit to page”."
)


def this_copy(edition: Edition, pen: Pen) -> list[Element]:
    """One paragraph on the first page, out of the reader's way."""
    contact = edition.publication.contact
    ask = (
        f"To ask for another size or another format: {contact}."
        if contact
        else "Other sizes and other formats can be made of it."
    )
    what = f"This copy is in {pen.look.name}, {pen.look.size} point. {ask}{_publisher(edition)}"
    return [line(what, pen, "AboutThisCopy")]


def making(edition: Edition, document: Document, pen: Pen) -> list[Element]:
    """The last section: rights, where the post is on the web, credits, how to print it."""
    meta = document.meta
    lines = (
        f"Licence: {meta.licence}." if meta.licence else "",
        _on_the_web(edition),
        *_credits(document, pen),
        _PRINTING,
    )
    return [line("About this copy", pen, "Heading2"), *_lines(lines, pen)]


def checked_by(easy: EasyRead, pen: Pen) -> list[Element]:
    """The banner over an Easy Read: who agreed to these words, or that no one has yet."""
    *lines, last = (line(words, pen, "Banner") for words in checked(easy))
    for together in lines:
        start_group(together, after=pen.look.gap // 2)
    return [*lines, last]


def easy_making(edition: Edition, document: Document, pen: Pen) -> list[Element]:
    """The last section of an Easy Read, in short sentences."""
    contact = edition.publication.contact
    publisher = edition.publication.publisher
    lines = (
        f"This is {pen.look.name}. The letters are {pen.look.size} point.",
        f"Do you want it in another way? Ask: {contact}" if contact else "",
        f"{publisher} made this." if publisher else "",
        *_credits(document, pen),
    )
    return [line("About this copy", pen, "Heading2"), *_lines(lines, pen)]


def _lines(words: Iterable[str], pen: Pen) -> list[Element]:
    return [line(sentence, pen) for sentence in words if sentence]


def _publisher(edition: Edition) -> str:
    publisher = edition.publication.publisher
    return f" Made by {publisher}." if publisher else ""


def _on_the_web(edition: Edition) -> str:
    base = edition.publication.base_url
    if not base:
        return ""
    return f"On the web: {urljoin(base.rstrip('/') + '/', f'posts/{edition.document.slug}/')}"


def _credits(document: Document, pen: Pen) -> list[str]:
    found = dict.fromkeys(pen.asset(image).credit_line for image in images(document))
    credits_ = [credit for credit in found if credit]
    if pen.look.font == ATKINSON:
        credits_.append(
            "Font: Atkinson Hyperlegible, by the Braille Institute, under the SIL Open Font Licence."
        )
    return credits_
