"""Word files in large print: a post in every size that is asked for, an Easy Read in the first."""

from __future__ import annotations

from collections.abc import Iterator

from convert.document import Document, Heading
from convert.edition import Artifact, EasyRead, EasyReadStatus, Edition
from convert.errors import BadArguments
from convert.formats.word import about, sheet
from convert.formats.word.blocks import blocks
from convert.formats.word.look import LARGEST_SIZE, SMALLEST_SIZE, Look
from convert.formats.word.markup import Element
from convert.formats.word.pen import Pen, Properties
from convert.source.names import PUBLICATION
from convert.traversal import walk

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def of_post(edition: Edition) -> Iterator[Artifact]:
    """The post in every size the publication asks for.

    Raises:
        BadArguments: a size or a font that large print does not have.
        MissingTool: a font that set-up has not fetched.
    """
    slug = edition.document.slug
    for position, look in enumerate(_looks(edition)):
        yield _artifact(
            f"posts/{slug}/{slug}-large-print{f'-{look.size}' if position else ''}.docx",
            _post(edition, look),
            f"{look.name.capitalize()} Word document, {look.size} point",
        )


def easy_read_path(slug: str) -> str:
    """Where the Easy Read in large print is."""
    return f"posts/{slug}/{slug}-easy-read-large-print.docx"


def of_easy_read(edition: Edition, easy: EasyRead) -> Artifact:
    """The Easy Read in the first size the publication asks for; raises what `of_post` does."""
    look = _looks(edition)[0]
    draft = "" if easy.status is EasyReadStatus.SIGNED else ", draft"
    return _artifact(
        easy_read_path(edition.document.slug),
        _easy_read(edition, easy, look),
        f"Easy Read{draft} in {look.name}, Word document, {look.size} point",
    )


def _looks(edition: Edition) -> list[Look]:
    sizes = tuple(dict.fromkeys(edition.publication.sizes))
    wrong = [size for size in sizes if not SMALLEST_SIZE <= size <= LARGEST_SIZE]
    if wrong or not sizes:
        raise BadArguments(
            f"large print has no size {wrong[0]}." if wrong else "large print needs a size.",
            place=PUBLICATION,
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
