"""What stands around the posts of a book: cover, list of contents, and the page about the book."""

from __future__ import annotations

import msgspec

from convert.document import Sentence
from convert.formats.epub_parts import about, navigation
from convert.formats.epub_parts.page import LINE_PREFIX, OwnWords, Page, line, shell
from convert.pages.xhtml import element

COVER_IMAGE = "cover.png"
COVER_PATH = "cover.xhtml"


class Frame(msgspec.Struct, frozen=True):
    """A book's own pages, and its list of contents."""

    cover: Page
    contents: Page
    about: Page
    entries: tuple[navigation.Entry, ...]

    @property
    def pages(self) -> tuple[Page, Page, Page]:
        """The three pages."""
        return self.cover, self.contents, self.about


class Titled(msgspec.Struct, frozen=True):
    """What a book is called, by whom it is published, and in which language."""

    title: Sentence
    publisher: str
    lang: str


def frame(
    titled: Titled,
    entries: tuple[navigation.Entry, ...],
    landmarks: tuple[navigation.Landmark, ...],
    last: about.About,
) -> Frame:
    """The pages around the posts that `entries` lists."""
    all_entries = (*entries, navigation.own_entry(about.TITLE, about.PATH))
    places = (
        navigation.Landmark("cover", "Cover", COVER_PATH),
        navigation.Landmark("toc", navigation.CONTENTS, navigation.PATH),
        *landmarks,
        navigation.Landmark("backmatter", about.TITLE, about.PATH),
    )
    title = titled.title.text
    return Frame(
        cover=_cover(titled),
        contents=navigation.page(all_entries, places, title=title, lang=titled.lang),
        about=about.page(last),
        entries=all_entries,
    )


def own_lines(pages: tuple[Page, ...]) -> tuple[Sentence, ...]:
    """What `pages` say in words of ours, each line once."""
    lines = {
        sentence.id: sentence
        for page in pages
        for said in page.spoken.values()
        for sentence in said
        if sentence.id.startswith(LINE_PREFIX)
    }
    return tuple(lines.values())


def _cover(titled: Titled) -> Page:
    """The cover, its alternative text the words that are drawn on it."""
    own = OwnWords(titled.lang)
    said = [titled.title, *([line(titled.publisher)] if titled.publisher else [])]
    alt = " – ".join(sentence.text for sentence in said)
    picture = element("img", src=COVER_IMAGE, alt=alt, role="doc-cover", class_="cover")
    own.speak(picture, *said)
    root = shell(picture, title=titled.title.text, lang=titled.lang, path=COVER_PATH)
    return Page("cover", COVER_PATH, "Cover", root, own.spoken)
