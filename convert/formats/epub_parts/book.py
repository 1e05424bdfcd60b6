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
from convert.formats.epub_parts.overlays import Overlay, overlay
from convert.formats.epub_parts.page import Page
from convert.formats.epub_parts.sounds import Cuts, Heard, Layout, Sound, as_recorded, cuts
from convert.languages import is_english
from convert.speech.voice import VoiceName
from convert.traversal import images

POST_SOUND = "post.mp3"
AROUND_SOUND = "around.mp3"


class Book(msgspec.Struct, frozen=True):
    """The pages of a post's e-book, and the sound that goes with each."""

    text: Page
    frame: Frame
    heard: Mapping[str, Heard]
    """By the id of the page."""
    overlays: Mapping[str, Overlay]
    """By the id of the page."""
    sound: bytes
    """Of the post's page, or nothing."""
    around: bytes
    """The sound of our own pages, or nothing."""
    around_said: Mapping[str, Sound]
    """The clips in it, by their ids."""
    text_facts: Facts

    @property
    def facts(self) -> Facts:
        """What is true of the whole book."""
        own = [(page, self.heard[page.id]) for page in self.frame.pages]
        return facts.together([self.text_facts], own)

    @property
    def duration(self) -> float:
        """How long all overlays take, in seconds."""
        return sum(each.duration for each in self.overlays.values())


def identity(publication: str, name: str) -> str:
    """The identifier of a book, which stays when addresses and titles change."""
    return uuid.uuid5(uuid.uuid5(uuid.NAMESPACE_OID, publication), name).urn


def book(edition: Edition) -> Book:
    """The pages of `edition` with their overlays."""
    narration, document = edition.narration, edition.document
    text, around = _pages(edition, narration.voice if narration is not None else None)
    cut = cuts(narration.read_along, narration.around) if narration is not None else cuts()
    own = Layout(AROUND_SOUND, cut)
    heard: dict[str, Heard] = {page.id: own.add(page) for page in around.pages}
    heard[text.id], sound = _text_sound(text, edition, cut)
    overlays = {page.id: overlay(page, heard[page.id]) for page in (*around.pages, text)}
    return Book(
        text=text,
        frame=around,
        heard=heard,
        overlays={name: each for name, each in overlays.items() if each is not None},
        sound=sound,
        around=own.file(),
        around_said=own.said,
        text_facts=facts.of_text(text, document, edition.assets, heard[text.id]),
    )


def own_words(edition: Edition, voice: VoiceName) -> tuple[Sentence, ...]:
    """What the book says in words of its own, each line once, for `voice` to speak.

    The edition need not be narrated yet; what is spoken belongs in its narration's `around`. Our
    words are English: a voice of another language is given none.
    """
    if not is_english(voice.lang):
        return ()
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
    shown = (edition.asset(image).credit for image in images(document))
    yield from dict.fromkeys(filter(None, shown))


def _text_sound(text: Page, edition: Edition, cut: Cuts) -> tuple[Heard, bytes]:
    """The sound of the post's page: as recorded, or with the words of ours put in their places."""
    narration, document = edition.narration, edition.document
    if narration is None:
        return {}, b""
    path = f"{post.folder(document)}/{POST_SOUND}"
    if not text.spoken or narration.around is None:
        recording = narration.read_along
        return as_recorded(recording, path=path), recording.mp3
    layout = Layout(path, cut)
    heard = layout.add(text, sentences=post.sentence_ids(document))
    return heard, layout.file()


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
        pictures=any(image.alt is not None for image in images(document)),
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
