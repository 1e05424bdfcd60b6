"""The check of web pages: our own rules on the bytes; `web_tools` asks two outside checkers."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping

import lxml.html
from lxml.etree import LxmlError
from lxml.html import HtmlElement

from convert.checks.rule import Fault, Rule, broken, promises
from convert.checks.web_tools import AXE_CODE, VNU_CODE
from convert.findings import Finding, Level, Place

TITLE = "Web pages"
MEDIA_TYPE = "text/html"
BROKEN = "web-page-broken"

_FETCHES = ("src", "srcset", "poster", "data", "background")
_FETCHING_LINKS = frozenset({"stylesheet", "icon", "preload", "modulepreload", "manifest"})
_ELSEWHERE = re.compile(r"\s*(?:[a-z][a-z0-9+.-]*:)?//", re.IGNORECASE)


def check(data: bytes, *, path: str) -> Iterator[Finding]:
    """Everything in a page that breaks a rule of ours; `path` is for the findings."""
    try:
        page = lxml.html.document_fromstring(data.decode("utf-8"))
    except (LxmlError, UnicodeDecodeError) as error:
        yield Finding(BROKEN, Level.ERROR, f"This page cannot be read: {error}.", Place(path))
        return
    yield from broken(RULES, page, path=path)


def _language(page: HtmlElement) -> Iterator[Fault]:
    if not (page.get("lang") or "").strip():
        yield Fault("The page does not say what language it is in.")


def _title(page: HtmlElement) -> Iterator[Fault]:
    if not (page.findtext("head/title") or "").strip():
        yield Fault("The page has no title.")


def _headings(page: HtmlElement) -> Iterator[Fault]:
    levels = [(int(node.tag[1]), node) for node in page.xpath("//h1|//h2|//h3|//h4|//h5|//h6")]
    mains = [node for level, node in levels if level == 1]
    if len(mains) != 1:
        yield Fault(f"The page has {len(mains)} main headings; it needs one.")
    before = 0
    for level, node in levels:
        if level > before + 1:
            yield Fault("A heading skips a level.", node.text_content())
        before = level


def _alternatives(page: HtmlElement) -> Iterator[Fault]:
    for image in page.iter("img"):
        if image.get("alt") is None:
            yield Fault("A picture has no words that say what it shows.", image.get("src") or "")


def _ids(page: HtmlElement) -> Iterator[Fault]:
    for name, times in Counter(page.xpath("//@id")).items():
        if times > 1:
            yield Fault(f"An id is used {times} times.", str(name))


def _links_inside(page: HtmlElement) -> Iterator[Fault]:
    known = set(page.xpath("//@id"))
    for href in page.xpath("//@href"):
        if href.startswith("#") and len(href) > 1 and href[1:] not in known:
            yield Fault("A link leads to a place that the page does not have.", str(href))


def _elsewhere(page: HtmlElement) -> Iterator[Fault]:
    for name in _FETCHES:
        for address in page.xpath(f"//@{name}"):
            if _ELSEWHERE.match(address):
                yield Fault("The page fetches something from elsewhere.", str(address))
    for link in page.iter("link"):
        fetches = _FETCHING_LINKS & set((link.get("rel") or "").split())
        if fetches and _ELSEWHERE.match(link.get("href") or ""):
            yield Fault("The page fetches something from elsewhere.", link.get("href") or "")


def _policy(page: HtmlElement) -> Iterator[Fault]:
    policies = page.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
    if len(policies) != 1:
        yield Fault("The page does not say what may run in it.")
        return
    for node in page.xpath("//style | //script[not(@type)]"):
        digest = base64.b64encode(hashlib.sha256((node.text or "").encode()).digest()).decode()
        if f"'sha256-{digest}'" not in policies[0]:
            yield Fault(f"The page keeps out its own {node.tag}.", node.text or "")
    for attribute in page.xpath("//@style | //@*[starts-with(name(), 'on')]"):
        yield Fault("A style or script stands in an attribute, where it is kept out.", attribute)


def _sound(page: HtmlElement) -> Iterator[Fault]:
    """Every clip has its words on the page, and begins where the one before it ends or later."""
    known = set(page.xpath("//@id"))
    end = 0.0
    for timings in page.xpath("//script[@id='page-clips']/text()"):
        for name, start, until in json.loads(timings):
            if name not in known:
                yield Fault("A piece of sound has no words on the page.", name)
            if start < end or until < start:
                yield Fault("The times of the sound are not in order.", name)
            end = until


RULES: tuple[Rule[HtmlElement], ...] = (
    Rule("web-language", "The page says what language it is in.", "WCAG 3.1.1", _language),
    Rule("web-title", "The page has a title.", "WCAG 2.4.2", _title),
    Rule("web-headings", "One main heading, and no level is skipped.", "WCAG 1.3.1", _headings),
    Rule("web-picture", "Every picture has words, or is decoration.", "WCAG 1.1.1", _alternatives),
    Rule("web-id", "No two parts of a page have the same id.", "HTML, “id”", _ids),
    Rule("web-link", "Links inside a page lead somewhere.", "HTML, “href”", _links_inside),
    Rule("web-elsewhere", "Nothing is fetched from elsewhere.", "our own rule", _elsewhere),
    Rule("web-policy", "Only the page's own styles and scripts run.", "CSP Level 3", _policy),
    Rule("web-sound", "Every piece of sound has its words, in order.", "our own rule", _sound),
)
CODES: Mapping[str, str] = {
    BROKEN: "The page can be read.",
    AXE_CODE: "axe, a checker of web accessibility, finds no fault at levels A, AA and AAA.",
    VNU_CODE: "The Nu Html Checker, of the makers of the HTML standard, finds no error.",
    **promises(RULES),
}
"""What each code means: what is true of a page without this finding."""
