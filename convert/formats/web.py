"""The post as a web page: the words, the recording that follows along, the other ways to read it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePosixPath
from urllib.parse import quote, unquote

from convert.days import day
from convert.document import Document, Image
from convert.edition import Artifact, Asset, Edition, Need, may_list
from convert.formats import recordings
from convert.languages import is_english
from convert.pages import listen, prose
from convert.pages.page import Page, own
from convert.pages.page import render as render_page
from convert.pages.words import language_name
from convert.pages.xhtml import Element, element
from convert.traversal import images

TITLE = "Web page"
NEEDS = frozenset({Need.READABILITY, Need.EASY_READ, Need.NARRATION})

HOME = "../../"
"""From a post's folder to the top of the site."""
_NOTE_ROLES = frozenset({"doc-noteref", "doc-backlink"})


def render(edition: Edition) -> Iterator[Artifact]:
    """The page, its pictures, and the sound that follows its words."""
    document = edition.document
    folder = PurePosixPath("posts", document.slug)
    yield Artifact(
        path=str(folder / "index.html"),
        data=render_page(_page(edition)),
        media_type="text/html",
        title="Web page",
        made_by="Allways",
    )
    for asset in _shown(edition).values():
        yield Artifact(
            path=str(folder / asset.name),
            data=asset.data,
            media_type=asset.media_type,
            title="Picture",
        )
    if (spoken := recordings.of_post(edition)) is not None:
        yield recordings.to_read_along(spoken, "Sound of the web page, MP3")


def _page(edition: Edition) -> Page:
    document = edition.document
    lang = document.lang
    narration = edition.narration
    pictures = _shown(edition)
    article = element(
        "article",
        element(
            "header",
            element("h1", prose.sentence(document.title)),
            *(element("p", prose.sentence(line), class_="byline") for line in document.byline),
            _updated(document),
        ),
        _ways(edition),
        _notice(edition),
        *(
            listen.panel(
                narration,
                audio=f"{document.slug}{recordings.ALONG}",
                heading="Listen and read along",
                lang=lang,
            )
            if narration
            else ()
        ),
        element("div", *prose.blocks(document.blocks, source=_source), class_="text"),
        prose.notes(document, source=_source),
        _links(document),
    )
    _sized(article, pictures)
    _say_whose_words(article, lang)
    return Page(
        title=document.title.text,
        main=(article,),
        publication=edition.publication,
        home=HOME,
        lang=lang,
        description=document.meta.summary,
        styles=("prose.css", "post.css", *listen.STYLES),
        scripts=listen.SCRIPTS if narration else (),
        data=(listen.clips(narration),) if narration else (),
        credits=_credits(document, pictures),
    )


def _shown(edition: Edition) -> dict[str, Asset]:
    """The pictures that the page shows, by name."""
    return {image.source: edition.asset(image) for image in images(edition.document)}


def _source(image: Image) -> str:
    return quote(image.source)


def _sized(article: Element, pictures: dict[str, Asset]) -> None:
    """Give each picture its size, so that the words stay where they are while it loads.

    In HTML the empty alt text alone says that a picture is decoration; e-books want a role too.
    """
    for img in article.iter("img"):
        asset = pictures[unquote(str(img.get("src")))]
        img.set("width", str(asset.width))
        img.set("height", str(asset.height))
        img.attrib.pop("role", "")


def _say_whose_words(article: Element, lang: str) -> None:
    """Mark as English the words that lead to notes and back, where the post is not in English."""
    for node in article.iter("a", "h2"):
        if node.get("role") in _NOTE_ROLES or node.get("id") == "notes":
            node.attrib.update({name: value for name, value in own(lang).items() if value})


def _ways(edition: Edition) -> Element:
    """The same post in its other forms; the site's list adds how big each file is."""
    slug = edition.document.slug
    size = edition.publication.sizes[0]
    ways = [
        ("large-print", f"{slug}-large-print.docx", f"Large print, {size} point (Word)"),
        ("epub", f"{slug}.epub", "E-book (EPUB)"),
    ]
    if edition.easy_read is not None and may_list(edition.easy_read.status, edition.publication):
        ways.insert(0, ("easy-read", f"{slug}-easy-read.html", "Easy Read version"))
    if edition.narration is not None:
        ways.append(("audio", f"{slug}.mp3", "Sound (MP3)"))
    built = edition.publication.formats
    return element(
        "nav",
        element("p", "Other ways to read this:"),
        element(
            "ul",
            *(
                element("li", element("a", words, href=path, class_="button"))
                for name, path, words in ways
                if not built or name in built
            ),
        ),
        element(
            "p",
            element(
                "a",
                "All ways to read this, and how big they are",
                href=f"{HOME}index.html#post-{slug}",
            ),
        ),
        class_="ways",
        aria_label="Other ways to read this",
        **own(edition.document.lang),
    )


def _updated(document: Document) -> Element | None:
    changed = document.meta.updated
    if changed is None:
        return None
    words = f"Last changed on {day(changed)}."
    return element("p", words, class_="byline quiet", **own(document.lang))


def _credits(document: Document, pictures: dict[str, Asset]) -> tuple[str, ...]:
    licence = document.meta.licence
    lines = [f"Licence of this post: {licence}."] if licence else []
    lines.extend(f"Pictures: {asset.credit}." for asset in pictures.values() if asset.credit)
    return tuple(dict.fromkeys(lines))


def _notice(edition: Edition) -> Element | None:
    """What could not be done for this post, in so many words."""
    lang = edition.document.lang
    lacks = []
    if edition.readability is None:
        lacks.append("We cannot say how easy it is to read.")
    if edition.narration is None:
        lacks.append("There is no recording of it.")
    if not lacks:
        return None
    opening = "" if is_english(lang) else f"This post is in {language_name(lang)}. "
    return element("p", opening + " ".join(lacks), class_="notice", **own(lang))


def _links(document: Document) -> Element | None:
    if not document.links:
        return None
    return element(
        "section",
        element("h2", "Links", id="links", **own(document.lang)),
        element("ul", *(element("li", prose.sentence(link)) for link in document.links)),
        class_="after",
        aria_labelledby="links",
    )
