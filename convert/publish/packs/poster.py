"""The poster of a pack: QR codes to the copies online, each with its address in words."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePosixPath
from urllib.parse import quote

from convert.edition import Artifact
from convert.manifest import File, Manifest, PostEntry
from convert.pages.page import Page, render
from convert.pages.words import linked
from convert.pages.xhtml import Child, Element, element
from convert.publish import listing
from convert.publish.packs import qr

PATH = "poster.html"
EASY_READ_FRONT = "easy-read.html"


def artifact(inside: Manifest, base_url: str) -> Artifact:
    """The poster of the pack with this manifest, whose pages are at `base_url`."""
    publication = inside.publication
    posts = listing.posts(inside)
    one = posts[0] if len(posts) == 1 else None
    title = one.meta.title if one else publication.title
    lang = one.meta.lang if one and one.meta.lang != publication.language else None
    page = Page(
        title=f"Poster: {title}",
        main=(
            element("h1", title, lang=lang),
            element(
                "p", "Read it your way. Point the camera of your phone at a code.", class_="lead"
            ),
            *(
                _code(words, f"{base_url.rstrip('/')}/{quote(path)}")
                for words, path in (_of_post(one, inside) if one else _of_all(inside))
            ),
            *_ask(publication.contact),
        ),
        publication=publication,
        path=PATH,
        styles=("poster.css",),
    )
    return Artifact(PATH, render(page), listing.WEB_PAGE, "Poster with QR codes")


def _of_post(entry: PostEntry, inside: Manifest) -> Iterator[tuple[str, str]]:
    """The post's page, its Easy Read and its sound: words and place of each."""
    page, easy = listing.web_page(entry), listing.easy_page(entry, inside)
    if page is not None:
        yield "Read it on the web", f"{PurePosixPath(page.path).parent}/"
    if easy is not None:
        yield "Read it in Easy Read", easy.path
    sound = next(_sounds(entry, inside), None)
    if sound is not None:
        yield f"Listen to it: {listing.weight(sound)}", sound.path


def _sounds(entry: PostEntry, inside: Manifest) -> Iterator[File]:
    for file in listing.downloads(entry, inside):
        if file.media_type == listing.SOUND and not listing.is_easy_read(file, entry):
            yield file


def _of_all(inside: Manifest) -> Iterator[tuple[str, str]]:
    """The front pages; the shortest address, for those who type it."""
    yield "All posts, in every way", ""
    if any(listing.easy_page(entry, inside) for entry in listing.posts(inside)):
        yield "The posts in Easy Read", EASY_READ_FRONT


def _code(words: str, address: str) -> Element:
    return element(
        "section",
        qr.code(address),
        element(
            "div",
            element("h2", words),
            element("p", element("a", address, href=address), class_="address"),
        ),
        class_="code",
    )


def _ask(contact: str) -> list[Child]:
    if not contact:
        return []
    return [element("p", "Do you want it another way? Ask us: ", *linked(contact), class_="ask")]
