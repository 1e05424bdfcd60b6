"""A post as a book: its pages with their overlays, its other files, and what is true of it."""

from __future__ import annotations

import uuid
from collections.abc import Iterator, Mapping

import msgspec

from convert.document import Document, Sentence
from convert.edition import Asset, Edition
from convert.fetched import Fetched, is_here
from convert.formats.epub_parts import about, navigation, post
from convert.formats.epub_parts.access import Facts
from convert.formats.epub_parts.overlays import Overlay, Sound, overlay, sounds
from convert.formats.epub_parts.page import LINE_PREFIX, Page, words
from convert.speech.voice import VoiceName

POST_SOUND = "post.mp3"
AROUND_SOUND = "around.mp3"
_FONTS = (
    Fetched.FONT_REGULAR,
    Fetched.FONT_REGULAR_EXT,
    Fetched.FONT_BOLD,
    Fetched.FONT_BOLD_EXT,
)


class Book(msgspec.Struct, frozen=True):
    """The pages of a post's e-book in reading order, and the sound that goes with each."""

    pages: tuple[Page, ...]
    overlays: Mapping[str, Overlay]
    """By the id of the page."""
    contents: tuple[navigation.Entry, ...]
    said: Mapping[str, Sound]
    sentences: frozenset[str]

    @property
    def duration(self) -> float:
        """How long all overlays take, in seconds."""
        return sum(each.duration for each in self.overlays.values())


def identity(publication: str, name: str) -> str:
    """The identifier of a book, which stays when addresses and titles change."""
    return uuid.uuid5(uuid.uuid5(uuid.NAMESPACE_OID, publication), name).urn


def fonts_here() -> tuple[Fetched, ...]:
    """The fonts that books carry, or none where set-up could not fetch all of them."""
    return _FONTS if all(map(is_here, (*_FONTS, Fetched.FONTS_LICENCE))) else ()


def book(edition: Edition) -> Book:
    """The pages of `edition` with their overlays."""
    narration = edition.narration
    made, contents = pages(edition, narration.voice if narration is not None else None)
    said = _said(edition)
    ids = post.sentence_ids(edition.document)
    overlays = {page.id: overlay(page, said, sentences=ids) for page in made}
    found = {name: each for name, each in overlays.items() if each is not None}
    return Book(made, found, contents, said, ids)


def pages(
    edition: Edition, voice: VoiceName | None
) -> tuple[tuple[Page, ...], tuple[navigation.Entry, ...]]:
    """The pages in reading order, and what the list of contents says."""
    document = edition.document
    text = post.text_page(document, assets=edition.assets)
    last = about.page(_about(edition, voice))
    contents = (
        navigation.post_entry(document, path=text.path, own=_own_sections(document, text.path)),
        navigation.own_entry(about.TITLE, about.PATH),
    )
    nav = navigation.page(
        contents, _landmarks(document, text.path), title=document.title.text, lang=document.lang
    )
    front = post.cover_page(document, publisher=edition.publication.publisher)
    return (front, nav, text, last), contents


def own_words(edition: Edition, voice: VoiceName) -> tuple[Sentence, ...]:
    """What the book says in words of its own, each line once, for `voice` to speak.

    The edition need not be narrated yet; what is spoken belongs in its narration's `around`.
    """
    made, _ = pages(edition, voice)
    lines = {
        sentence.id: sentence
        for page in made
        for said in page.spoken.values()
        for sentence in said
        if sentence.id.startswith(LINE_PREFIX)
    }
    return tuple(lines.values())


def facts(made: Book, edition: Edition) -> Facts:
    """What is true of the book, counted."""
    shown = list(post.images(edition.document))
    elements = (found for page in made.pages for found in page.root.iter())
    return Facts(
        informative_pictures=sum(image.alt is not None for image in shown),
        moving_pictures=sum(_may_move(edition.asset(image)) for image in shown),
        sections=len(made.contents[0].children),
        contents=len(made.contents),
        roles=sum(found.get("role") is not None for found in elements),
        sentences=len(made.sentences),
        spoken_sentences=sum(name in made.said for name in made.sentences),
        unspoken_words=tuple(_unspoken(made)),
    )


def _about(edition: Edition, voice: VoiceName | None) -> about.About:
    document = edition.document
    return about.About(
        publication=edition.publication,
        pictures=any(image.alt is not None for image in post.images(document)),
        notes=bool(document.notes),
        voice=voice,
        fonts=bool(fonts_here()),
        credits=tuple(_credits(edition)),
    )


def _credits(edition: Edition) -> Iterator[str]:
    document = edition.document
    if document.meta.licence:
        yield f"Licence of the words: {document.meta.licence}."
    yield from dict.fromkeys(
        edition.asset(image).credit
        for image in post.images(document)
        if edition.asset(image).credit
    )


def _own_sections(document: Document, path: str) -> tuple[navigation.Entry, ...]:
    sections = []
    if document.notes:
        sections.append(navigation.own_entry(post.NOTES, f"{path}#{post.NOTES_ID}"))
    if document.links:
        sections.append(navigation.own_entry(post.LINKS, f"{path}#{post.LINKS_ID}"))
    return tuple(sections)


def _landmarks(document: Document, path: str) -> tuple[navigation.Landmark, ...]:
    places = [
        navigation.Landmark("cover", "Cover", post.COVER_PATH),
        navigation.Landmark("toc", navigation.CONTENTS, navigation.PATH),
        navigation.Landmark("bodymatter", "Start of the text", path),
    ]
    if document.notes:
        places.append(navigation.Landmark("endnotes", post.NOTES, f"{path}#{post.NOTES_ID}"))
    places.append(navigation.Landmark("backmatter", about.TITLE, about.PATH))
    return tuple(places)


def _said(edition: Edition) -> dict[str, Sound]:
    narration = edition.narration
    if narration is None:
        return {}
    path = f"{post.folder(edition.document)}/{POST_SOUND}"
    said = sounds(narration.read_along, path=path)
    if narration.around is not None:
        said |= sounds(narration.around, path=AROUND_SOUND)
    return said


def _unspoken(made: Book) -> Iterator[str]:
    for page in made.pages:
        for found in words(page, sentences=made.sentences):
            said = page.spoken.get(found.element)
            clips = [sentence.id for sentence in said] if said else [found.element]
            if not all(clip in made.said for clip in clips):
                yield found.text.strip()


def _may_move(asset: Asset) -> bool:
    match asset.media_type:
        case "image/gif" | "image/webp":
            return True
        case "image/png":
            return b"acTL" in asset.data
        case "image/svg+xml":
            return b"<animate" in asset.data or b"<set" in asset.data or b"<style" in asset.data
        case _:
            return False
