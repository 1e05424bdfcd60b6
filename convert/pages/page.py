"""The frame of every web page: head, skip link, header, the reader's choices, footer.

A page is one file that fetches nothing from elsewhere: its styles and scripts are inside it and
named by hash in its content security policy, its sounds and pictures lie in the same folder.
"""

from __future__ import annotations

import base64
import functools
import hashlib
from collections.abc import Iterable
from importlib import resources

import msgspec
from lxml import etree

from convert.languages import is_english
from convert.pages.words import linked
from convert.pages.xhtml import Child, Element, direction, element, html
from convert.settings import Publication

INTERFACE_LANGUAGE = "en-GB"
"""The language of the words that pages say themselves."""

TEXT_SIZES = (("", "Usual"), ("large", "Large"), ("larger", "Larger"))
COLOURS = (
    ("", "As on my device"),
    ("light", "Dark on cream"),
    ("blue", "Dark on blue"),
    ("dark", "Light on dark"),
    ("yellow", "Yellow on black"),
)


class Feed(msgspec.Struct, frozen=True):
    """A feed that a page tells programs about."""

    path: str
    media_type: str
    title: str


class Page(msgspec.Struct, frozen=True, kw_only=True):
    """What one page shows and where it stands."""

    title: str
    main: tuple[Child, ...]
    publication: Publication
    home: str = ""
    """The way from the page to the top folder: empty, or for instance `../../`."""
    path: str = ""
    """The page's own address below the top folder, where the header leads to it."""
    lang: str = INTERFACE_LANGUAGE
    description: str = ""
    styles: tuple[str, ...] = ()
    """Style sheets by name, after the one that all pages share."""
    scripts: tuple[str, ...] = ()
    """Scripts by name, after the one that keeps the reader's choices."""
    data: tuple[Element, ...] = ()
    """Values for the scripts, made by `values`."""
    credits: tuple[str, ...] = ()
    feeds: tuple[Feed, ...] = ()
    choices_open: bool = False
    """Show text size and colours at once rather than on request."""


def render(page: Page) -> bytes:
    """`page` as an HTML file."""
    style = "\n".join(map(web_text, ("base.css", *page.styles)))
    scripts = tuple(map(web_text, ("choices.js", *page.scripts)))
    site = page.publication.title
    title = page.title if page.title == site else f"{page.title} – {site}"
    return html(
        element(
            "html",
            element(
                "head",
                element("meta", charset="utf-8"),
                element(
                    "meta", http_equiv="Content-Security-Policy", content=policy(style, scripts)
                ),
                element("meta", name="viewport", content="width=device-width, initial-scale=1"),
                element("meta", name="color-scheme", content="light dark"),
                _description(page.description),
                element("title", title),
                element("link", rel="icon", href="data:,"),
                *(
                    element(
                        "link",
                        rel="alternate",
                        type=feed.media_type,
                        title=feed.title,
                        href=page.home + feed.path,
                    )
                    for feed in page.feeds
                ),
                element("style", style),
                *(element("script", script) for script in scripts),
            ),
            element(
                "body",
                element(
                    "a", "Skip to the main part", class_="skip", href="#main", **own(page.lang)
                ),
                _header(page),
                element("main", *page.main, id="main", class_="wide", tabindex="-1"),
                _footer(page),
                *page.data,
            ),
            lang=page.lang,
            dir=direction(page.lang),
        )
    )


def policy(style: str, scripts: Iterable[str]) -> str:
    """A content security policy that lets in these styles and scripts and the page's own folder.

    `file:` is there because some browsers do not count a file's neighbours as its own.
    """
    allowed = " ".join(_hash(script) for script in scripts)
    return "; ".join(
        (
            "default-src 'none'",
            f"style-src {_hash(style)}",
            f"script-src {allowed}",
            "img-src 'self' file: data:",
            "media-src 'self' file: blob:",
            "connect-src 'self'",
            "base-uri 'none'",
            "form-action 'none'",
        )
    )


@functools.cache
def web_text(name: str) -> str:
    """A style sheet or script that comes with the package."""
    return resources.files("convert.data").joinpath("web", name).read_text(encoding="utf-8")


def values(name: str, value: object) -> Element:
    """`value` as JSON inside the page, where a script finds it by `name`."""
    text = msgspec.json.encode(value).decode().replace("<", "\\u003c")
    return element("script", text, type="application/json", id=name)


def icon(name: str) -> Element:
    """One of our own small drawings; decoration, beside words that say the same."""
    made = etree.fromstring(web_text(f"icons/{name}.svg"))
    for part in made.iter():
        part.tag = etree.QName(part).localname  # HTML knows SVG without its namespace.
    etree.cleanup_namespaces(made)
    return made


def drawings(names: Iterable[str]) -> Element:
    """Drawings that a page shows many times, kept once for `drawing` to point at."""
    return element(
        "svg",
        *(
            element("symbol", *icon(name), id=f"page-icon-{name}", viewBox="0 0 64 64")
            for name in names
        ),
        class_="drawings",
    )


def drawing(name: str) -> Element:
    """One of the page's `drawings`."""
    use = element("use", href=f"#page-icon-{name}")
    return element("svg", use, class_="icon", aria_hidden="true")


def own(lang: str) -> dict[str, str | None]:
    """Attributes for our own words on a page in `lang`: nothing where that is English too."""
    if is_english(lang):
        return {}
    return {"lang": INTERFACE_LANGUAGE, "dir": direction(INTERFACE_LANGUAGE)}


def _hash(text: str) -> str:
    digest = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
    return f"'sha256-{digest}'"


def _description(text: str) -> Element | None:
    return element("meta", name="description", content=text) if text else None


def _header(page: Page) -> Element:
    links = (
        ("index.html", "All posts"),
        ("easy-read.html", "Easy Read"),
        ("accessibility.html", "Accessibility"),
    )
    return element(
        "header",
        element(
            "div",
            element("p", page.publication.title, class_="site-name"),
            element(
                "nav",
                element(
                    "ul",
                    *(element("li", _site_link(page, path, words)) for path, words in links),
                ),
                aria_label="Site",
            ),
            class_="wide bar",
        ),
        _choices(page),
        class_="site-header",
        **own(page.lang),
    )


def _site_link(page: Page, path: str, words: str) -> Element:
    current = "page" if path == page.path else None
    return element("a", words, href=page.home + path, aria_current=current)


def _choices(page: Page) -> Element:
    return element(
        "div",
        element(
            "details",
            element("summary", "Change text size and colours"),
            _radios("text", "Text size", TEXT_SIZES),
            _radios("colours", "Colours", COLOURS),
            open=page.choices_open,
            class_="wide",
        ),
        class_="choices",
        hidden=True,
    )


def _radios(name: str, legend: str, options: Iterable[tuple[str, str]]) -> Element:
    return element(
        "fieldset",
        element("legend", legend),
        *(
            element(
                "label",
                element("input", type="radio", name=name, value=value, checked=not value),
                element("span", words),
                data_choice=value or "usual",
            )
            for value, words in options
        ),
    )


def _footer(page: Page) -> Element:
    publication = page.publication
    lines: list[Child] = []
    if publication.contact:
        lines.append(
            element("p", "Was something hard to read? Do you want it another way? Tell us.")
        )
        lines.append(element("p", *linked(publication.contact)))
    if publication.publisher:
        lines.append(element("p", f"Published by {publication.publisher}."))
    lines.extend(element("p", *linked(credit)) for credit in page.credits)
    if not lines:
        lines.append(element("p", publication.title))
    return element(
        "footer",
        element("div", *lines, class_="wide"),
        class_="site-footer",
        **own(page.lang),
    )
