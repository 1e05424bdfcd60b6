"""Rules about what programs read aloud: language, headings, lists, tables, pictures (LP17, LP19, LP20)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from convert.checks.docx_file import ADEC, VML, WP, W, child, is_on, shown, value
from convert.checks.docx_words import Words
from convert.checks.rule import Fault, Rule
from convert.findings import Level
from convert.languages import is_english
from convert.pages.xhtml import Element

_NO_TITLES = frozenset(["", "title", "untitled", "document", "document1", "word document"])
# BCP 47, as far as Word uses it.
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")
_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
_TYPED_LABEL = re.compile(r"(?:[•◦▪‣·*–-]|\(?[0-9]{1,2}[.)]|[a-z][.)])[ \t\u00a0]+\S")
_FILE_NAME = re.compile(r"\S+\.(?:png|jpe?g|gif|svg|webp|bmp|tiff?|emf)", re.IGNORECASE)
_OTHER_FORMATS = re.compile(r"\b(?:other|another|different) (?:size|format|way)", re.IGNORECASE)


def _title(words: Words) -> Iterator[Fault]:
    if words.file.property("title").lower() in _NO_TITLES:
        yield Fault("The file has no title among its properties.")


def _author(words: Words) -> Iterator[Fault]:
    if not words.file.property("creator"):
        yield Fault("The file does not say who wrote it.")


def _language(words: Words) -> Iterator[Fault]:
    default, said = words.styles.default_language, words.file.property("language")
    if not _LANGUAGE.fullmatch(default):
        yield Fault("The file does not say which language it is in.")
    elif said and said.lower() != default.lower():
        yield Fault(f"The file says {said} in its properties and {default} in its styles.")
    for paragraph in words.paragraphs:
        for run in paragraph.runs:
            if run.text.strip() and default and not _LANGUAGE.fullmatch(run.face.lang):
                yield Fault("These words have no language.", run.text)


def _direction(words: Words) -> Iterator[Fault]:
    for paragraph in words.paragraphs:
        for run in paragraph.runs:
            marked = is_on(child(run.element, "rPr", "rtl"))
            if _RIGHT_TO_LEFT.search(run.text) and not marked:
                yield Fault("These words run from right to left, and nothing says so.", run.text)


def _headings(words: Words) -> Iterator[Fault]:
    headings = [p for p in words.body if p.outline is not None]
    if not headings:
        yield Fault("There are no headings.")
    elif headings[0].outline != 1:
        yield Fault("The first heading is not of level 1.", headings[0].text)
    for one, other in pairwise(headings):
        if (other.outline or 0) > (one.outline or 0) + 1:
            yield Fault(
                f"A heading of level {other.outline} follows one of level {one.outline}.",
                other.text,
            )
    for heading in headings:
        if not heading.text:
            yield Fault("A heading has no words.")


def _lists(words: Words) -> Iterator[Fault]:
    for paragraph in words.body:
        typed = _TYPED_LABEL.match(paragraph.text)
        if typed and paragraph.outline is None and "code" not in paragraph.style:
            neighbour = paragraph.element.getnext()
            if neighbour is not None and _TYPED_LABEL.match(_words(neighbour)):
                yield Fault("A list is typed and not made as a list.", paragraph.text)


def _empty(words: Words) -> Iterator[Fault]:
    for one, other in pairwise(words.body):
        if one.element.getnext() is not other.element:
            continue
        labels = (words.styles.label(one.element), words.styles.label(other.element))
        if not any((one.text, one.pictures, other.text, other.pictures, *labels)):
            yield Fault("Empty paragraphs stand in for space.")


def _pictures(words: Words) -> Iterator[Fault]:
    for _, root in words.file.read_parts:
        for described in shown(root, f"{WP}docPr"):
            alt = (described.get("descr") or "").strip()
            decoration = any(
                e.get("val") in ("1", "true") for e in described.iter(f"{ADEC}decorative")
            )
            if not alt and not decoration:
                yield Fault("A picture has no words that say what it shows.")
            elif alt and decoration:
                yield Fault("A picture is called decoration and has words.", alt)
            elif _FILE_NAME.fullmatch(alt):
                yield Fault("The words of a picture are a file name.", alt)
        for image in shown(root, f"{VML}imagedata"):
            shape = image.getparent()
            if shape is None or not (shape.get("alt") or "").strip():
                yield Fault("A picture has no words that say what it shows.")


def _header_rows(words: Words) -> Iterator[Fault]:
    for table in shown(words.file.main, f"{W}tbl"):
        look = child(table, "tblPr", "tblLook")
        named = value(look, "firstRow") in ("1", "true") or bool(
            int(value(look, "val") or "0", 16) & 0x20
        )
        if not is_on(child(table, "tr", "trPr", "tblHeader")) or not named:
            yield Fault("The first row of a table is not marked as its header.", _words(table)[:80])


def _split_rows(words: Words) -> Iterator[Fault]:
    for row in shown(words.file.main, f"{W}tr"):
        if not is_on(child(row, "trPr", "cantSplit")):
            yield Fault("A row of a table may be divided over two pages.", _words(row))


def _other_formats(words: Words) -> Iterator[Fault]:
    english = is_english(words.styles.default_language)
    if english and not any(
        _OTHER_FORMATS.search(p.text.replace("\u00a0", " ")) for p in words.body
    ):
        yield Fault("Nothing says how to ask for another size or format.")


def _words(element: Element) -> str:
    return "".join(e.text or "" for e in element.iter(f"{W}t"))


RULES: tuple[Rule[Words], ...] = (
    Rule(
        "no-title",
        "The file's properties give its title.",
        "WCAG 2.2 2.4.2; LP20",
        _title,
        "Fill in the title under File, Properties.",
    ),
    Rule(
        "no-author",
        "The file's properties say who wrote it.",
        "Office practice; LP20",
        _author,
        "Name an author in the post, or a publisher in publication.toml.",
        Level.WARNING,
    ),
    Rule(
        "no-language",
        "All words have a language, so that they are read aloud in the right voice.",
        "WCAG 2.2 3.1.1, 3.1.2; LP20",
        _language,
        "Set the proofing language.",
    ),
    Rule(
        "no-direction",
        "Words that run from right to left say so.",
        "WCAG 2.2 1.3.2; LP20",
        _direction,
        "Mark the language of the phrase in the post: [שלום]{lang=he}.",
        Level.WARNING,
    ),
    Rule(
        "headings-out-of-order",
        "Headings begin at level 1, skip no level and are never empty.",
        "RNIB, WCAG 2.2 1.3.1; LP17",
        _headings,
        "Use the heading styles in their order.",
    ),
    Rule(
        "typed-list",
        "Lists are made as lists.",
        "WCAG 2.2 1.3.1; LP20",
        _lists,
        "Use the bullet or number button.",
    ),
    Rule(
        "empty-paragraphs",
        "Space comes from styles, not from empty paragraphs.",
        "Office practice; LP20",
        _empty,
        "Take the empty paragraphs out.",
    ),
    Rule(
        "picture-without-words",
        "Every picture has words that say what it shows, or is marked as decoration.",
        "WCAG 2.2 1.1.1; LP20",
        _pictures,
        "Write an alternative text for the picture in the post.",
    ),
    Rule(
        "table-without-header",
        "The first row of every table is its header and is repeated on each page.",
        "WCAG 2.2 1.3.1; LP20",
        _header_rows,
        "Choose “Repeat header rows”.",
    ),
    Rule(
        "row-divided",
        "No row of a table is divided over two pages.",
        "UKAAF MS03; LP10",
        _split_rows,
        "Turn “Allow row to break across pages” off.",
    ),
    Rule(
        "no-other-formats",
        "The file says how to ask for another size or format.",
        "UKAAF MS03; LP19",
        _other_formats,
        "Fill in “contact” in publication.toml.",
        Level.WARNING,
    ),
)
