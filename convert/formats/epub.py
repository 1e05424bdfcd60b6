"""The e-book: EPUB 3 that reads itself aloud where there is a narration."""

from __future__ import annotations

from collections.abc import Iterable

from convert.archive import pack
from convert.edition import Artifact, Edition, Need
from convert.formats.epub_parts import access, packaging
from convert.formats.epub_parts.access import Property
from convert.formats.epub_parts.book import Book, book, facts, identity, own_words
from convert.formats.epub_parts.contents import files, media_properties, overlay_id

__all__ = ["NEEDS", "TITLE", "own_words", "render"]

TITLE = "E-book (EPUB)"
TALKING_TITLE = "E-book that reads itself aloud (EPUB)"
NEEDS = frozenset({Need.NARRATION})


def render(edition: Edition) -> Iterable[Artifact]:
    """One post as an EPUB; with sound and highlighting where the post was narrated."""
    made = book(edition)
    slug = edition.document.slug
    data = pack(
        packaging.members(_about(made, edition), tuple(files(made, edition)), made.contents)
    )
    yield Artifact(
        path=f"posts/{slug}/{slug}.epub",
        data=data,
        media_type=packaging.MEDIA_TYPE,
        title=TALKING_TITLE if made.overlays else TITLE,
        duration=made.duration,
        made_by=packaging.MADE_BY,
    )


def _about(made: Book, edition: Edition) -> packaging.About:
    document = edition.document
    meta = document.meta
    publication = edition.publication
    return packaging.About(
        identifier=identity(publication.id, document.slug),
        title=document.title.text,
        lang=document.lang,
        modified=meta.updated or meta.date,
        published=meta.date,
        creators=tuple(filter(None, (meta.author or meta.organisation,))),
        publisher=publication.publisher,
        summary=meta.summary,
        rights=meta.licence,
        subjects=meta.tags,
        properties=(
            *access.properties(facts(made, edition), publication),
            *_media(made, edition),
        ),
        links=tuple(access.links(publication)),
    )


def _media(made: Book, edition: Edition) -> Iterable[Property]:
    if edition.narration is None:
        return ()
    durations = {overlay_id(page): each.duration for page, each in made.overlays.items()}
    voice = edition.narration.voice
    return media_properties(durations, narrator=f"{voice.engine}, {voice.voice} (computer voice)")
