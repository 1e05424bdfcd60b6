"""Large print: a Word file that prints right, reads right aloud, and can be made larger still.

Rules: UKAAF MS03 and G003, RNIB clear print; `convert/checks/docx.py` holds a check for each.
"""

from __future__ import annotations

from collections.abc import Iterator

from convert.document import Document, Heading, walk
from convert.edition import Artifact, EasyRead, EasyReadStatus, Edition, Need
from convert.errors import BadArguments
from convert.formats.word import about, sheet
from convert.formats.word.blocks import blocks
from convert.formats.word.look import LARGEST_SIZE, SMALLEST_SIZE, Look
from convert.formats.word.markup import Element
from convert.formats.word.pen import Pen, Properties

TITLE = "Large print"
NEEDS = frozenset({Need.EASY_READ})

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def render(edition: Edition) -> Iterator[Artifact]:
    """The post in every size the publication asks for, then its Easy Read in the first of them.

    Raises:
        BadArguments: a size or a font that large print does not have.
        MissingTool: a font that set-up has not fetched.
    """
    slug = edition.document.slug
    looks = _looks(edition)
    for position, look in enumerate(looks):
        yield _artifact(
            f"posts/{slug}/{slug}-large-print{f'-{look.size}' if position else ''}.docx",
            _post(edition, look),
            f"{look.name.capitalize()} Word document, {look.size} point",
        )
    easy = edition.easy_read
    if easy is not None and easy.status is not EasyReadStatus.NONE:
        draft = "" if easy.status is EasyReadStatus.SIGNED else ", draft"
        yield _artifact(
            f"posts/{slug}/{slug}-easy-read-large-print.docx",
            _easy_read(edition, easy, looks[0]),
            f"Easy Read{draft} in {looks[0].name}, Word document, {looks[0].size} point",
        )


def _looks(edition: Edition) -> list[Look]:
    sizes = tuple(dict.fromkeys(edition.publication.sizes))
    wrong = [size for size in sizes if not SMALLEST_SIZE <= size <= LARGEST_SIZE]
    if wrong or not sizes:
        raise BadArguments(
            f"large print has no size {wrong[0]}." if wrong else "large print needs a size.",
            place="publication.toml",
            next_step=f"Choose sizes from {SMALLEST_SIZE} to {LARGEST_SIZE}, such as sizes = [18].",
        )
    return [Look(size, edition.publication.font) for size in sizes]


def _artifact(path: str, data: bytes, title: str) -> Artifact:
    return Artifact(path, data, MEDIA_TYPE, title, made_by="Allways, with python-docx")


def _post(edition: Edition, look: Look) -> bytes:
    document = edition.document
    pen = _pen(edition, document, look)
    body = [
        *sheet.title(document, pen),
        *about.this_copy(edition, pen),
        *sheet.contents(document, pen),
        *_words(document, pen),
        *sheet.addresses(document, pen),
        *about.making(edition, document, pen),
    ]
    return _finish(pen, body, edition, document)


def _easy_read(edition: Edition, easy: EasyRead, look: Look) -> bytes:
    document = easy.document
    pen = _pen(edition, document, look)
    body = [
        *sheet.title(document, pen),
        *about.checked_by(easy, pen),
        *_words(document, pen),
        *about.easy_making(edition, document, pen),
    ]
    return _finish(pen, body, edition, document)


def _pen(edition: Edition, document: Document, look: Look) -> Pen:
    pen = Pen(look, document.lang, edition.assets)
    for block in walk(document.blocks):
        if isinstance(block, Heading):
            pen.anchor(block.section)
    return pen


def _words(document: Document, pen: Pen) -> list[Element]:
    return [
        *blocks(document.blocks, pen),
        *sheet.notes(document, pen),
        *sheet.links(document, pen),
    ]


def _finish(pen: Pen, body: list[Element], edition: Edition, document: Document) -> bytes:
    meta = document.meta
    return pen.finish(
        sheet.set_apart(body, pen),
        Properties(
            title=document.title.text,
            author=meta.author or meta.organisation or edition.publication.publisher,
            subject=f"{pen.look.name.capitalize()}, {pen.look.size} point",
            keywords=", ".join(meta.tags),
            date=meta.updated or meta.date,
        ),
    )
