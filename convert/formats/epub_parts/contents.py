"""The files of a book beside its pages, and the book as the files of an EPUB."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from importlib import resources

from convert import cover
from convert.edition import Edition
from convert.fetched import Fetched, read
from convert.formats.epub_parts import navigation, overlays, post
from convert.formats.epub_parts.access import Property
from convert.formats.epub_parts.book import AROUND_SOUND, POST_SOUND, Book, fonts_here
from convert.formats.epub_parts.overlays import clock
from convert.formats.epub_parts.packaging import XHTML_TYPE, File
from convert.formats.epub_parts.page import STYLESHEET

_SOUND_TYPE = "audio/mpeg"


def files(made: Book, edition: Edition) -> Iterator[File]:
    """Every file of the book of one post."""
    for page in made.pages:
        sound = made.overlays.get(page.id)
        yield File(
            page.id,
            page.path,
            XHTML_TYPE,
            page.data,
            overlay=overlay_id(page.id) if sound is not None else "",
            properties=("nav",) if page.path == navigation.PATH else (),
            in_spine=True,
        )
        if sound is not None:
            yield File(
                overlay_id(page.id), page.overlay_path, overlays.MEDIA_TYPE, _given(sound.data)
            )
    yield cover_image(edition.document.title.text, edition.publication.publisher)
    yield from _pictures(edition)
    yield from _recordings(made, edition)
    yield from common_files()


def cover_image(title: str, publisher: str) -> File:
    """The drawn cover."""
    draw = partial(cover.draw, title, publisher)
    return File("cover-image", post.COVER_IMAGE, "image/png", draw, properties=("cover-image",))


def common_files() -> Iterator[File]:
    """What every book of ours holds: the style and the letters, with their licence."""
    data = resources.files("convert.data").joinpath("epub")
    fonts = fonts_here()
    sheets = ("fonts.css", "style.css") if fonts else ("style.css",)
    style = b"\n".join(data.joinpath(sheet).read_bytes() for sheet in sheets)
    yield File("style", STYLESHEET, "text/css", _given(style))
    if not fonts:
        return
    for number, font in enumerate(fonts, start=1):
        yield File(f"font-{number}", str(font), "font/woff2", partial(read, font))
    licence = Fetched.FONTS_LICENCE
    yield File("font-licence", str(licence), "text/plain", partial(read, licence))


def overlay_id(page: str) -> str:
    """The id of the overlay that goes with a page."""
    return f"overlay-{page}"


def media_properties(durations: dict[str, float], *, narrator: str) -> Iterator[Property]:
    """How long each overlay takes, by its id, and in total; how to show what is being read."""
    if not durations:
        return
    for overlay, seconds in durations.items():
        yield Property("media:duration", clock(seconds), refines=f"#{overlay}")
    yield Property("media:duration", clock(sum(durations.values())))
    yield Property("media:active-class", overlays.ACTIVE_CLASS)
    yield Property("media:playback-active-class", overlays.PLAYING_CLASS)
    yield Property("media:narrator", narrator)


def _pictures(edition: Edition) -> Iterator[File]:
    paths = post.image_paths(edition.document, edition.assets)
    for number, (source, path) in enumerate(paths.items(), start=1):
        asset = edition.assets[source]
        name = f"image-{edition.document.slug}-{number}"
        yield File(name, path, asset.media_type, _given(asset.data))


def _recordings(made: Book, edition: Edition) -> Iterator[File]:
    narration = edition.narration
    if narration is None or not made.overlays:
        return
    path = f"{post.folder(edition.document)}/{POST_SOUND}"
    sound = _given(narration.read_along.mp3)
    yield File(f"sound-{edition.document.slug}", path, _SOUND_TYPE, sound)
    if narration.around is not None:
        yield File("sound-around", AROUND_SOUND, _SOUND_TYPE, _given(narration.around.mp3))


def _given(data: bytes) -> Callable[[], bytes]:
    return lambda: data
