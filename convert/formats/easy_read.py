"""The Easy Read page: one idea at a time, its picture left, its words right, one sentence a line.

The words come from the Easy Read document; this module says only who checked them, and where else
the reader can go.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import PurePosixPath
from urllib.parse import quote

from convert.document import (
    Block,
    BulletList,
    Definition,
    DefinitionList,
    Heading,
    Idea,
    Image,
    NumberedList,
    Paragraph,
    Sentence,
)
from convert.edition import (
    Artifact,
    Asset,
    EasyRead,
    EasyReadStatus,
    Edition,
    Narration,
    Need,
)
from convert.formats import recordings
from convert.formats.word import files as word_files
from convert.pages import listen, prose
from convert.pages.page import Page, icon, own
from convert.pages.page import render as render_page
from convert.pages.xhtml import Element, append, element
from convert.plain.checked_by import checked
from convert.traversal import images

TITLE = "Easy Read"
NEEDS = frozenset({Need.EASY_READ, Need.EASY_NARRATION})

HOME = "../../"
PICTURES = "pictures"
PICTURE_SIDE = "176"
"""The room kept for a picture until the style sheet says how wide it is, in CSS pixels."""
_HYPHENATED = re.compile(r"(\w+(?:[-‐]\w+)+)")


def render(edition: Edition) -> Iterator[Artifact]:
    """The page, its pictures and sound, the same in large print and as a recording.

    Nothing where the post has no Easy Read.
    """
    easy = edition.easy_read
    if easy is None or easy.status is EasyReadStatus.NONE:
        return
    folder = PurePosixPath("posts", edition.document.slug)
    pictures = {image.source: edition.asset(image) for image in images(easy.document)}
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
    yield word_files.of_easy_read(edition, easy)
    if (spoken := recordings.of_easy_read(edition)) is not None:
        yield recordings.to_read_along(spoken, "Sound of the Easy Read page, MP3")
        yield from recordings.to_listen_to(spoken, "Easy Read sound recording, MP3")


def _page(edition: Edition, easy: EasyRead, pictures: dict[str, Asset]) -> Page:
    document = easy.document
    narration = edition.easy_narration
    slug = edition.document.slug
    lines = _Lines(narration)
    sound: Iterable[Element] = ()
    if narration is not None:
        sound = listen.panel(
            narration,
            audio=f"{slug}-easy-read{recordings.ALONG}",
            heading="Listen to this page",
            lang=document.lang,
        )
    article = element(
        "article",
        element("h1", _line(document.title)),
        _checked(easy),
        *sound,
        *lines.blocks(document.blocks),
        _ways(edition),
    )
    for img in article.iter("img"):
        img.set("width", PICTURE_SIDE)
        img.set("height", PICTURE_SIDE)
        img.attrib.pop("role", "")  # In HTML the empty alt text alone says decoration.
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
            dict.fromkeys(asset.credit_line for asset in pictures.values() if asset.credit)
        ),
        choices_open=True,
    )


def _source(image: Image) -> str:
    return f"{PICTURES}/{quote(image.source)}"


# ---------------------------------------------------------------- who checked it


def _checked(easy: EasyRead) -> Element:
    """Who agreed to these words, or that no one has yet."""
    signed = easy.status is EasyReadStatus.SIGNED
    return element(
        "div",
        icon("checked" if signed else "draft"),
        element("div", *(element("p", line) for line in checked(easy))),
        class_="notice checked",
        **own(easy.document.lang),
    )


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
                heading = element(f"h{level}", _line(sentence), id=section)
                yield element("div", heading, self._button(sentence), class_="line heading")
            case Paragraph(sentences=group):
                for sentence in group:
                    yield element("p", _line(sentence), self._button(sentence), class_="line")
            case BulletList(items=items):
                yield element("ul", *map(self._item, items))
            case NumberedList(items=items, start=start):
                first = start if start != 1 else None
                yield element("ol", *map(self._item, items), start=first)
            case DefinitionList(entries=entries):
                yield element("dl", *(made for entry in entries for made in self._entry(entry)))
            case _:
                yield prose.block(value, source=_source)

    def _item(self, item: tuple[Block, ...]) -> Element:
        return element("li", *self.blocks(item))

    def _entry(self, entry: Definition) -> Iterator[Element]:
        term = _line(entry.term)
        yield element("dt", element("span", term, self._button(entry.term), class_="line"))
        for meaning in entry.meanings:
            yield element("dd", *self.blocks(meaning))

    def _button(self, sentence: Sentence) -> Element | None:
        if sentence.id not in self._spoken:
            return None
        return listen.play_button(sentence.id, sentence.text)


def _line(value: Sentence) -> Element:
    """A sentence whose words with a hyphen stay on one line: no word is split (standards, ER16)."""
    return _whole(prose.sentence(value))


def _whole(source: Element) -> Element:
    made = element(str(source.tag), *_words(source.text))
    made.attrib.update(source.attrib)
    for part in source:
        append(made, _whole(part), *_words(part.tail))
    return made


def _words(text: str | None) -> list[Element | str]:
    """`text` cut so that every second piece is a word with a hyphen."""
    pieces = _HYPHENATED.split(text or "")
    return [
        element("span", piece, class_="whole-word") if place % 2 else piece
        for place, piece in enumerate(pieces)
    ]


# ---------------------------------------------------------------- other ways


def _ways(edition: Edition) -> Element:
    slug = edition.document.slug
    ways = [("page", "Read the full story", "index.html")] if _has_page(edition) else []
    if edition.easy_narration is not None:
        ways.append(("listen", "Only listen", f"{slug}-easy-read.mp3"))
    word = PurePosixPath(word_files.easy_read_path(slug)).name
    ways.append(("print", "Print it, or open it in Word", word))
    return element(
        "section",
        element("h2", "Other ways to read this", id="page-ways"),
        *(
            _row(drawing, element("p", element("a", words, href=path)))
            for drawing, words, path in ways
        ),
        class_="screen-only",
        aria_labelledby="page-ways",
        **own(edition.document.lang),
    )


def _has_page(edition: Edition) -> bool:
    """Whether the post is a web page too, as far as the publication decides."""
    built = edition.publication.formats
    return not built or "web" in built


def _row(drawing: str, *words: Element) -> Element:
    return element(
        "div",
        element("div", icon(drawing), class_="idea-picture"),
        element("div", *words, class_="idea-words"),
        class_="idea",
    )
