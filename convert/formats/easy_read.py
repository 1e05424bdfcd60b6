"""The Easy Read page: one idea at a time, its picture left, its words right, one sentence a line.

The words come from the Easy Read document; this module says only who checked them, and what a
reader can do next.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from pathlib import PurePosixPath
from urllib.parse import quote

from convert import listen, prose
from convert.document import (
    Block,
    BulletList,
    Document,
    Figure,
    Heading,
    Idea,
    Image,
    NumberedList,
    Paragraph,
    Sentence,
    walk,
)
from convert.edition import (
    Artifact,
    Asset,
    EasyRead,
    EasyReadStatus,
    Edition,
    Narration,
    Need,
    SignOff,
)
from convert.page import Page, day, icon, linked, own
from convert.page import render as render_page
from convert.xhtml import Element, element

TITLE = "Easy Read"
NEEDS = frozenset({Need.EASY_READ, Need.EASY_NARRATION})

HOME = "../../"
PICTURES = "pictures"


def render(edition: Edition) -> Iterator[Artifact]:
    """The page and its pictures; nothing where the post has no Easy Read."""
    easy = edition.easy_read
    if easy is None or easy.status is EasyReadStatus.NONE:
        return
    folder = PurePosixPath("posts", edition.document.slug)
    pictures = {image.source: edition.asset(image) for image in _images(easy.document)}
    label = "Easy Read" if easy.status is EasyReadStatus.SIGNED else "Easy Read, draft"
    yield Artifact(
        path=str(folder / f"{edition.document.slug}-easy-read.html"),
        data=render_page(_page(edition, easy, pictures)),
        media_type="text/html",
        title=f"{label} (web page)",
        made_by="Allways",
    )
    for asset in pictures.values():
        yield Artifact(
            path=str(folder / PICTURES / asset.name),
            data=asset.data,
            media_type=asset.media_type,
            title="Picture",
        )


def _images(document: Document) -> Iterator[Image]:
    for block in walk(document.blocks):
        match block:
            case Figure(image=image) | Idea(picture=Image() as image):
                yield image


def _page(edition: Edition, easy: EasyRead, pictures: dict[str, Asset]) -> Page:
    document = easy.document
    narration = edition.easy_narration
    slug = edition.document.slug
    lines = _Lines(narration)
    sound: Iterable[Element] = ()
    if narration is not None:
        sound = listen.panel(
            narration,
            audio=f"{slug}-easy-read-along.mp3",
            heading="Listen to this page",
            lang=document.lang,
        )
    article = element(
        "article",
        element("h1", prose.sentence(document.title)),
        _checked(easy),
        *sound,
        *lines.blocks(document.blocks),
        _next(edition),
    )
    for img in article.iter("img"):
        img.set("width", "152")
        img.set("height", "152")
    return Page(
        title=f"{document.title.text}: Easy Read",
        main=(article,),
        publication=edition.publication,
        home=HOME,
        lang=document.lang,
        styles=("easy-read.css", *listen.STYLES),
        scripts=listen.SCRIPTS if narration else (),
        data=(listen.clips(narration),) if narration else (),
        credits=tuple(
            dict.fromkeys(f"Pictures: {a.credit}." for a in pictures.values() if a.credit)
        ),
        choices_open=True,
    )


def _source(image: Image) -> str:
    return f"{PICTURES}/{quote(image.source)}"


# ---------------------------------------------------------------- who checked it


def _checked(easy: EasyRead) -> Element:
    """Who agreed to these words, or that no one has yet."""
    signed = easy.status is EasyReadStatus.SIGNED
    words = _signed_words(easy.signed) if signed else _draft_words(easy)
    return element(
        "div",
        icon("checked" if signed else "draft"),
        element("div", *(element("p", line) for line in words)),
        class_="notice checked",
        **own(easy.document.lang),
    )


def _draft_words(easy: EasyRead) -> list[str]:
    words = ["This Easy Read is a draft."]
    if easy.signed:
        return [
            *words,
            "People checked it before.",
            "Some words have changed since then.",
            "No one has checked the new words yet.",
        ]
    if easy.written_by_people:
        return [*words, "A person wrote it.", "No one has checked it yet."]
    return [*words, "A computer made it.", "No one has checked it yet.", "It may have mistakes."]


def _signed_words(signed: tuple[SignOff, ...]) -> list[str]:
    words = ["People have checked this Easy Read."]
    for signature in signed:
        words.append(f"{signature.group} checked it on {_day(signature.date)}.")
        if signature.names:
            words.append(f"These people checked it: {_listed(signature.names)}.")
        if signature.method:
            words.append(f"How they checked it: {signature.method.rstrip('.')}.")
    return words


def _day(date: str) -> str:
    try:
        return day(dt.date.fromisoformat(date))
    except ValueError:
        return date


def _listed(names: tuple[str, ...]) -> str:
    *first, last = names
    return f"{', '.join(first)} and {last}" if first else last


# ---------------------------------------------------------------- the ideas


class _Lines:
    """Blocks with one sentence a line, and a play button beside each line that is spoken."""

    def __init__(self, narration: Narration | None) -> None:
        clips = narration.read_along.clips if narration else ()
        self._spoken = {clip.id for clip in clips}

    def blocks(self, values: Iterable[Block]) -> list[Element]:
        return [made for value in values for made in self._block(value)]

    def _block(self, value: Block) -> Iterator[Element]:
        match value:
            case Idea(picture=picture, blocks=inner):
                yield element(
                    "div",
                    element(
                        "div",
                        prose.picture(picture, source=_source) if picture else None,
                        class_="idea-picture",
                    ),
                    element("div", *self.blocks(inner), class_="idea-words"),
                    class_="idea",
                )
            case Heading(level=level, sentence=sentence, section=section):
                heading = element(f"h{level}", prose.sentence(sentence), id=section)
                yield element("div", heading, self._button(sentence), class_="line heading")
            case Paragraph(sentences=group):
                for sentence in group:
                    yield element(
                        "p", prose.sentence(sentence), self._button(sentence), class_="line"
                    )
            case BulletList(items=items):
                yield element("ul", *map(self._item, items))
            case NumberedList(items=items, start=start):
                first = start if start != 1 else None
                yield element("ol", *map(self._item, items), start=first)
            case _:
                yield prose.block(value, source=_source)

    def _item(self, item: tuple[Block, ...]) -> Element:
        return element("li", *self.blocks(item))

    def _button(self, sentence: Sentence) -> Element | None:
        if sentence.id not in self._spoken:
            return None
        return listen.play_button(sentence.id, sentence.text)


# ---------------------------------------------------------------- what to do next


def _next(edition: Edition) -> Element:
    slug = edition.document.slug
    contact = edition.publication.contact
    built = edition.publication.formats
    rows: list[Element] = []
    if not built or "web" in built:
        link = element("a", "read the full story", href="index.html")
        rows.append(_step("read", element("p", "You can ", link, ".")))
    if edition.easy_narration is not None and (not built or "audio" in built):
        link = element("a", "listen to this page", href=f"{slug}-easy-read.mp3")
        rows.append(_step("listen", element("p", "You can ", link, " on its own.")))
    if contact:
        rows.append(
            _step(
                "letter",
                element("p", "Was this hard to read?"),
                element("p", "Do you want it another way?"),
                element("p", "Tell us: ", *linked(contact)),
            )
        )
    return element(
        "section",
        element("h2", "What you can do next", id="page-next"),
        *rows,
        aria_labelledby="page-next",
        **own(edition.document.lang),
    )


def _step(name: str, *words: Element) -> Element:
    return element(
        "div",
        element("div", icon(name), class_="idea-picture"),
        element("div", *words, class_="idea-words"),
        class_="idea",
    )
