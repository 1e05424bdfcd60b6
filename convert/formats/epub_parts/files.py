"""The files of a book, and what its package says about sound."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import partial
from importlib import resources

from convert.files.fetched import Fetched, is_here, read
from convert.formats.epub_parts import frame, navigation, overlays
from convert.formats.epub_parts.access import Property
from convert.formats.epub_parts.overlays import Overlay, clock
from convert.formats.epub_parts.packaging import XHTML_TYPE, File
from convert.formats.epub_parts.page import STYLESHEET, Page
from convert.pages import cover

SOUND_TYPE = "audio/mpeg"
_FONTS = (
    Fetched.FONT_REGULAR,
    Fetched.FONT_REGULAR_EXT,
    Fetched.FONT_BOLD,
    Fetched.FONT_BOLD_EXT,
)


def given(data: bytes) -> Callable[[], bytes]:
    """What reads bytes that are there already."""
    return lambda: data


def fonts_here() -> tuple[Fetched, ...]:
    """The fonts that books carry, or none where set-up could not fetch all of them."""
    return _FONTS if all(map(is_here, (*_FONTS, Fetched.FONTS_LICENCE))) else ()


def overlay_id(page: str) -> str:
    """The id of the overlay that goes with a page."""
    return f"overlay-{page}"


def page_files(page: Page, made: Mapping[str, Overlay]) -> Iterator[File]:
    """A page, and its overlay where it has one."""
    sound = made.get(page.id)
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
        yield File(overlay_id(page.id), page.overlay_path, overlays.MEDIA_TYPE, given(sound.data))


def cover_image(title: str, publisher: str) -> File:
    """The drawn cover."""
    draw = partial(cover.draw, title, publisher)
    return File("cover-image", frame.COVER_IMAGE, "image/png", draw, properties=("cover-image",))


def common_files() -> Iterator[File]:
    """What every book of ours holds: the style and the letters, with their licence."""
    data = resources.files("convert.data").joinpath("epub")
    fonts = fonts_here()
    sheets = ("fonts.css", "style.css") if fonts else ("style.css",)
    style = b"\n".join(data.joinpath(sheet).read_bytes() for sheet in sheets)
    yield File("style", STYLESHEET, "text/css", given(style))
    for number, font in enumerate(fonts, start=1):
        yield File(f"font-{number}", str(font), "font/woff2", partial(read, font))
    if fonts:
        licence = Fetched.FONTS_LICENCE
        yield File("font-licence", str(licence), "text/plain", partial(read, licence))


def media_properties(
    durations: Mapping[str, float], *, narrators: tuple[str, ...]
) -> Iterator[Property]:
    """How long each overlay takes, by its id, and in total; how to show what is being read."""
    if not durations:
        return
    for overlay, seconds in durations.items():
        yield Property("media:duration", clock(seconds), refines=f"#{overlay}")
    yield Property("media:duration", clock(sum(durations.values())))
    yield Property("media:active-class", overlays.ACTIVE_CLASS)
    yield Property("media:playback-active-class", overlays.PLAYING_CLASS)
    yield from (Property("media:narrator", narrator) for narrator in narrators)
