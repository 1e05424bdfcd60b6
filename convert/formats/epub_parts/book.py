"""A post as a book: its pages with their overlays, and what is said where."""

from __future__ import annotations

import uuid
from collections.abc import Iterator, Mapping

import msgspec

from convert.document import Document, Sentence
from convert.edition import Edition
from convert.formats.epub_parts import about, facts, frame, navigation, post
from convert.formats.epub_parts.access import Facts
from convert.formats.epub_parts.files import fonts_here
from convert.formats.epub_parts.frame import Frame, Titled
from convert.formats.epub_parts.overlays import Overlay, Sound, sounds
from convert.formats.epub_parts.page import Page
from convert.speech.voice import VoiceName

POST_SOUND = "post.mp3"
AROUND_SOUND = "around.mp3"


class Book(msgspec.Struct, frozen=True):
    """The pages of a post's e-book, and the sound that goes with each."""

    text: Page
    frame: Frame
    overlays: Mapping[str, Overlay]
    """By the id of the page."""
    said: Mapping[str, Sound]
    text_facts: Facts

    @property
    def pages(self) -> tuple[Page, ...]:
        """All pages in reading order."""
        return self.frame.cover, self.frame.contents, self.text, self.frame.about

    @property
    def facts(self) -> Facts:
        """What is true of the whole book."""
        return facts.together([self.text_facts], self.frame.pages, self.said)

    @property
    def duration(self) -> float:
        """How long all overlays take, in seconds."""
        return sum(each.duration for each in self.overlays.values())


def identity(publication: str, name: str) -> str:
    """The identifier of a book, which stays when addresses and titles change."""
    return uuid.uuid5(uuid.uuid5(uuid.NAMESPACE_OID, publication), name).urn


def book(edition: Edition) -> Book:
    """The pages of `edition` with their overlays."""
    narration = edition.narration
    document = edition.document
    text, around = _pages(edition, narration.voice if narration is not None else None)
    said = _said(edition)
    overlays = frame.overlays((*around.pages, text), said, sentences=post.sentence_ids(document))
    counted = facts.of_text(text, document, edition.assets, said)
    return Book(text, around, overlays, said, counted)


def own_words(edition: Edition, voice: VoiceName) -> tuple[Sentence, ...]:
    """What the book says in words of its own, each line once, for `voice` to speak.

    The edition need not be narrated yet; what is spoken belongs in its narration's `around`.
    """
    text, around = _pages(edition, voice)
    return frame.own_lines((*around.pages, text))


def landmark(document: Document) -> navigation.Landmark:
    """Where the post starts."""
    return navigation.Landmark("bodymatter", "Start of the text", post.text_path(document))


def credits_of(edition: Edition) -> Iterator[str]:
    """Whose words and pictures these are, where somebody said so."""
    document = edition.document
    if document.meta.licence:
        yield f"Licence of the words: {document.meta.licence}."
    shown = (edition.asset(image).credit for image in post.images(document))
    yield from dict.fromkeys(filter(None, shown))


def _pages(edition: Edition, voice: VoiceName | None) -> tuple[Page, Frame]:
    document = edition.document
    text = post.text_page(document, assets=edition.assets)
    entry = navigation.post_entry(
        document, path=text.path, own=tuple(_own_sections(document, text.path))
    )
    places = [landmark(document)]
    if document.notes:
        end = f"{text.path}#{post.NOTES_ID}"
        places.append(navigation.Landmark("endnotes", post.NOTES, end))
    titled = Titled(document.title, edition.publication.publisher, document.lang)
    last = about.About(
        publication=edition.publication,
        pictures=any(image.alt is not None for image in post.images(document)),
        notes=bool(document.notes),
        voices=(voice.credit,) if voice is not None else (),
        fonts=bool(fonts_here()),
        credits=tuple(credits_of(edition)),
        part_of=edition.publication.title,
    )
    return text, frame.frame(titled, (entry,), tuple(places), last)


def _own_sections(document: Document, path: str) -> Iterator[navigation.Entry]:
    if document.notes:
        yield navigation.own_entry(post.NOTES, f"{path}#{post.NOTES_ID}")
    if document.links:
        yield navigation.own_entry(post.LINKS, f"{path}#{post.LINKS_ID}")


def _said(edition: Edition) -> dict[str, Sound]:
    narration = edition.narration
    if narration is None:
        return {}
    path = f"{post.folder(edition.document)}/{POST_SOUND}"
    said = sounds(narration.read_along, path=path)
    if narration.around is not None:
        said |= sounds(narration.around, path=AROUND_SOUND)
    return said
