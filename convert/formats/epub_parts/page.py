"""A page of an e-book: its XHTML, and which clips speak the words that are not sentences."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Mapping

import msgspec

from convert.document import Sentence, SentenceId, Text, fingerprint
from convert.languages import is_english
from convert.pages.xhtml import EPUB_OPS, Child, Element, direction, element, xhtml

EPUB_TYPE = f"{{{EPUB_OPS}}}type"
STYLESHEET = "style.css"
OUR_LANGUAGE = "en-GB"
LINE_PREFIX = "say-"
_BLOCKS = frozenset(["h1", "h2", "p"])
# EPUB Type to ARIA Role Authoring Guide 1.1: the roles our pages use, and their twins.
_TYPE_OF_ROLE = {
    "doc-noteref": "noteref",
    "doc-endnotes": "endnotes",
    "doc-backlink": "backlink",
    "doc-chapter": "chapter",
    "doc-cover": "cover",
    "doc-toc": "toc",
}


class Page(msgspec.Struct, frozen=True):
    """One XHTML file. Paths are inside the book's own folder, with forward slashes."""

    id: str
    path: str
    title: str
    root: Element
    spoken: Mapping[str, tuple[Sentence, ...]]
    """Element id to what is said there, for elements whose id is not a sentence's own."""

    @property
    def overlay_path(self) -> str:
        """Where the page's media overlay is, if it has one."""
        return posixpath.splitext(self.path)[0] + ".smil"

    @property
    def body(self) -> Element:
        """What a reader sees."""
        return self.root[-1]

    def data(self) -> bytes:
        """The page as it is written; overlays may have given ids to its elements before."""
        return xhtml(self.root)


def line(text: str) -> Sentence:
    """A line of the book's own, which is no part of the post; the same words share one id."""
    return Sentence(SentenceId(f"{LINE_PREFIX}{fingerprint(text)}"), (Text(text),))


class OwnWords:
    """The words of ours on one page: gives them ids, remembers what is said for them.

    Ids begin with `book.`: no id made from a post's words holds a full stop.
    """

    def __init__(self, lang: str) -> None:
        self.spoken: dict[str, tuple[Sentence, ...]] = {}
        self._foreign = not is_english(lang)

    def speak(self, target: Element, *said: Sentence) -> Element:
        """`target`, spoken by `said` one after another."""
        if target.get("id") is None:
            target.set("id", f"book.{len(self.spoken) + 1}")
        self.spoken[target.get("id", "")] = said
        return target

    def own(self, target: Element, said: Sentence) -> Element:
        """`target`, which holds words of ours, spoken by `said` and marked as English."""
        if self._foreign and target.tag in _BLOCKS:
            # The block keeps the direction of the page; only its words have their own.
            words = element("span", target.text, lang=OUR_LANGUAGE, dir=direction(OUR_LANGUAGE))
            target.text = None
            target.append(words)
        elif self._foreign:
            target.set("lang", OUR_LANGUAGE)
            target.set("dir", direction(OUR_LANGUAGE))
        return self.speak(target, said)

    def text(self, tag: str, text: str) -> Element:
        """A new element with words of ours."""
        return self.own(element(tag, text), line(text))


def relative(target: str, *, page: str) -> str:
    """The way from `page` to `target`, both inside the book."""
    return posixpath.relpath(target, posixpath.dirname(page) or ".")


def shell(*content: Child, title: str, lang: str, path: str) -> Element:
    """A whole page around `content`, with the book's one stylesheet."""
    sheet = relative(STYLESHEET, page=path)
    root = element(
        "html",
        element(
            "head",
            element("title", title),
            element("link", rel="stylesheet", type="text/css", href=sheet),
        ),
        element("body", *content),
        lang=lang,
        dir=direction(lang),
    )
    for found in root.iter():
        twin = _TYPE_OF_ROLE.get(found.get("role", ""))
        if twin and found.get(EPUB_TYPE) is None:
            found.set(EPUB_TYPE, twin)
    return root


def speakers(page: Page, *, sentences: frozenset[str]) -> Iterator[str]:
    """For each piece of text on `page`, the id of the element that must be spoken for it.

    Alternative texts are pieces too. `sentences` are the ids that stand for their own clips.
    """
    yield from _speakers(page.body, "", frozenset(page.spoken) | sentences)


def _speakers(found: Element, owner: str, speakable: frozenset[str]) -> Iterator[str]:
    if found.get("hidden") is not None:
        return
    name = found.get("id", "")
    owner = name if name in speakable else owner
    for text in (found.get("alt"), found.text):
        if text and _holds_words(text):
            yield owner
    for child in found:
        yield from _speakers(child, owner, speakable)
        if child.tail and _holds_words(child.tail):
            yield owner


def _holds_words(text: str) -> bool:
    return any(character.isalnum() for character in text)
