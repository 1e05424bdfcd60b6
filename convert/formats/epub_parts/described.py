"""What a book of one post says of itself: its package, and the record for those who bind it."""

from __future__ import annotations

from collections.abc import Mapping

from convert.document import Document
from convert.edition import Edition
from convert.formats.epub_parts import access, packaging, record
from convert.formats.epub_parts.book import AROUND_SOUND, Book, credits_of, identity, landmark
from convert.formats.epub_parts.files import media_properties, overlay_id
from convert.formats.epub_parts.overlays import Overlay
from convert.formats.epub_parts.packaging import File
from convert.formats.epub_parts.record import Kept, Record


def package_of(made: Book, edition: Edition) -> packaging.About:
    """What the package says."""
    document = edition.document
    meta = document.meta
    publication = edition.publication
    narrators = (_narrator(edition),) if edition.narration is not None else ()
    return packaging.About(
        identifier=identity(publication.id, document.slug),
        title=document.title.text,
        lang=document.lang,
        modified=meta.updated or meta.date,
        published=meta.date,
        creators=_creators(document),
        publisher=publication.publisher,
        summary=meta.summary,
        rights=meta.licence,
        subjects=meta.tags,
        properties=(
            *access.properties(made.facts, publication),
            *media_properties(durations(made.overlays), narrators=narrators),
        ),
        links=tuple(access.links(publication)),
    )


def record_of(made: Book, edition: Edition, files: tuple[File, ...]) -> Record:
    """What larger books have to know; `files` are those of the post alone."""
    document = edition.document
    text = made.text.id
    return Record(
        shape=record.SHAPE,
        slug=document.slug,
        lang=document.lang,
        published=document.meta.date,
        modified=document.meta.updated or document.meta.date,
        creators=_creators(document),
        entry=made.frame.entries[0],
        start=landmark(document),
        files=tuple(
            Kept(file.id, file.path, file.media_type, file.overlay, file.in_spine) for file in files
        ),
        around=AROUND_SOUND if made.around else "",
        said=made.around_said,
        facts=made.text_facts,
        credits=tuple(credits_of(edition)),
        durations=durations({page: each for page, each in made.overlays.items() if page == text}),
        notes=bool(document.notes),
        narrator=_narrator(edition),
        voice=edition.narration.voice.credit if edition.narration is not None else "",
    )


def durations(overlays: Mapping[str, Overlay]) -> dict[str, float]:
    """Seconds of each overlay, by its own id."""
    return {overlay_id(page): each.duration for page, each in overlays.items()}


def _creators(document: Document) -> tuple[str, ...]:
    return tuple(filter(None, (document.meta.author or document.meta.organisation,)))


def _narrator(edition: Edition) -> str:
    if edition.narration is None:
        return ""
    voice = edition.narration.voice
    return f"{voice.engine}, {voice.voice} (computer voice)"
