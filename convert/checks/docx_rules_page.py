"""Rules about the page: lines, gaps, edges, paper, what may not float (LP7 to LP14, LP16, LP17)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from convert.checks.docx_file import VML, WP, WPS, W, child, is_on, shown, value
from convert.checks.docx_words import Paragraph, Words
from convert.checks.rule import Fault, Rule
from convert.days import MONTHS
from convert.findings import Level
from convert.pages.xhtml import Element

_TWIPS = 20
# UKAAF G003: ideally single; RNIB asks for more; this is where both are content.
_CLOSEST, _WIDEST = 1.0, 1.5
_SINGLE = 240
_A4 = (11906, 16838)
_ABOUT = 20
# RNIB: 60 to 70 characters a line at most; a letter is about half as wide as it is high.
_LONGEST_LINE = 70
_LETTER = 0.5
_MOST_COLUMNS = 4
# What fills about eight pages at 18 point; there a reader needs a list of contents.
_LONG = 1800
_AT_SIZE = 18
_FEW_HEADINGS = 4
_SIDEWAYS = ("btLr", "tbRl", "tbV", "tbLrV", "tbRlV", "lrV", "rl", "rlV")
_MONTH = f"(?:{'|'.join(MONTHS)})"
# Items with a space or a hyphen in them where a line may end.
_BREAKABLE = re.compile(
    rf"\b\d{{1,2}} {_MONTH}\b|\b{_MONTH} \d{{4}}\b"
    r"|[£$€]\d[\d.,]* (?:thousand|million|billion)\b"
    r"|\b\d[\d.,]* (?:kg|km|cm|mm|°C|per cent|percent)\b"
    r"|\b0\d{2,4}[ -]\d{3,4}(?:[ -]?\d{3,4})\b|\+\d{2} \d{2,4} \d{3,4}"
    r"|\b(?:Mr|Mrs|Ms|Mx|Dr|Prof)\.? (?:[A-Z]\.|[A-Z]\w+)"
)


def _alignment(words: Words) -> Iterator[Fault]:
    for paragraph in words.paragraphs:
        side = words.styles.paragraph_property(paragraph.element, "jc").get("val", "left")
        if side not in ("left", "start") and (paragraph.text or paragraph.pictures):
            yield Fault(f"A paragraph is not left aligned but “{side}”.", paragraph.text)


def _spacing(words: Words) -> Iterator[Fault]:
    for paragraph in words.paragraphs:
        if not paragraph.text:
            continue
        said = words.styles.paragraph_property(paragraph.element, "spacing")
        if said.get("lineRule", "auto") == "exact":
            yield Fault("Lines have a fixed height, which cuts letters off.", paragraph.text)
        elif said.get("lineRule", "auto") == "auto":
            lines = _number(said.get("line"), _SINGLE) / _SINGLE
            if not _CLOSEST <= lines <= _WIDEST:
                yield Fault(f"Lines are {lines:.2f} apart.", paragraph.text)


def _gaps(words: Words) -> Iterator[Fault]:
    for one, other in pairwise(words.body):
        if not _are_neighbours(words, one, other):
            continue
        after = words.styles.paragraph_property(one.element, "spacing").get("after")
        before = words.styles.paragraph_property(other.element, "spacing").get("before")
        gap = max(_number(after, 0), _number(before, 0)) / _TWIPS
        if gap < words.size:
            yield Fault(f"Only {gap:g} points are left below this paragraph.", one.text)


def _are_neighbours(words: Words, one: Paragraph, other: Paragraph) -> bool:
    """Whether two paragraphs stand under one another and do not belong together."""
    apart = one.element.getnext() is other.element and bool(one.text and other.text)
    together = words.styles.is_set(one.element, "keepNext") or one.style.startswith("toc ")
    return apart and not together and not one.in_table


def _hyphens(words: Words) -> Iterator[Fault]:
    settings = words.file.tree("word/settings.xml")
    if is_on(child(settings, "autoHyphenation")):
        yield Fault("Word divides words at the ends of lines.")
    for paragraph in words.paragraphs:
        if "\u00ad" in paragraph.text:
            yield Fault("A word may be divided at the end of a line.", paragraph.text)


def _items(words: Words) -> Iterator[Fault]:
    for paragraph in words.paragraphs:
        for found in _BREAKABLE.finditer(paragraph.text):
            yield Fault(f"“{found[0]}” may be divided over two lines.", paragraph.text)


def _sideways(words: Words) -> Iterator[Fault]:
    for _, root in words.file.read_parts:
        for element in shown(root, f"{W}textDirection"):
            if value(element) in _SIDEWAYS:
                yield Fault("Words run down the page.", _words(element.getparent()))


def _boxes(words: Words) -> Iterator[Fault]:
    for _, root in words.file.read_parts:
        for element in shown(root, f"{W}txbxContent", f"{WPS}txbx", f"{VML}textbox"):
            yield Fault("Words stand in a box that floats over the page.", _words(element))


def _behind(words: Words) -> Iterator[Fault]:
    for _, root in words.file.margins:
        for _element in shown(root, f"{W}pict", f"{WP}anchor", f"{W}background"):
            yield Fault("Something is drawn behind the words of every page.")
    for element in shown(words.file.main, f"{WP}anchor"):
        if element.get("behindDoc") in ("1", "true"):
            yield Fault("A picture is drawn behind the words.")


def _floating(words: Words) -> Iterator[Fault]:
    for element in shown(words.file.main, f"{WP}anchor"):
        described = element.find(f"{WP}docPr")
        name = described.get("descr") or described.get("name") if described is not None else ""
        yield Fault("A picture floats, and words run round it.", name or "")


def _columns(words: Words) -> Iterator[Fault]:
    for section in _sections(words):
        if _number(value(child(section, "cols"), "num"), 1) > 1:
            yield Fault("The text is set in columns.")


def _wide_tables(words: Words) -> Iterator[Fault]:
    for table in shown(words.file.main, f"{W}tbl"):
        widest = max((len(row.findall(f"{W}tc")) for row in table.iter(f"{W}tr")), default=0)
        if widest > _MOST_COLUMNS:
            yield Fault(f"A table has {widest} columns.", _words(table)[:80])


def _paper(words: Words) -> Iterator[Fault]:
    sections = list(_sections(words))
    if not sections:
        yield Fault("The file does not say which paper it is for.")
    for section in sections:
        size = child(section, "pgSz")
        sides = tuple(_number(value(size, side), 0) for side in ("w", "h"))
        if any(abs(a - b) > _ABOUT for a, b in zip(sides, _A4, strict=True)):
            yield Fault("The paper is not A4.")


def _long_lines(words: Words) -> Iterator[Fault]:
    for section in _sections(words):
        margins = child(section, "pgMar")
        edges = sum(_number(value(margins, side), 0) for side in ("left", "right"))
        room = (_number(value(child(section, "pgSz"), "w"), 0) - edges) / _TWIPS
        letters = room / (words.size * _LETTER) if words.size else 0
        if letters > _LONGEST_LINE:
            yield Fault(f"A line holds about {letters:.0f} letters.")


def _page_numbers(words: Words) -> Iterator[Fault]:
    fields = {
        word
        for _, root in words.file.margins
        for element in root.iter(f"{W}instrText", f"{W}fldSimple")
        for word in f"{element.text or ''} {value(element, 'instr') or ''}".upper().split()
    }
    if "PAGE" not in fields:
        yield Fault("The pages have no numbers.")
    elif not fields & {"NUMPAGES", "SECTIONPAGES"}:
        yield Fault("The page numbers do not say how many pages there are.")


def _contents(words: Words) -> Iterator[Fault]:
    headings = sum(1 for p in words.body if p.outline is not None and p.outline > 1)
    count = sum(len(p.text.split()) for p in words.body)
    long = count * (words.size / _AT_SIZE) ** 2 > _LONG
    fields = " ".join(e.text or "" for e in words.file.main.iter(f"{W}instrText"))
    if long and headings >= _FEW_HEADINGS and "TOC" not in fields.split():
        yield Fault(f"There are {headings} headings and no list of contents.")


def _sections(words: Words) -> Iterator[Element]:
    return words.file.main.iter(f"{W}sectPr")


def _words(element: Element | None) -> str:
    return "".join(e.text or "" for e in element.iter(f"{W}t")) if element is not None else ""


def _number(said: str | None, otherwise: float) -> float:
    try:
        return float(said) if said is not None else otherwise
    except ValueError:
        return otherwise


RULES: tuple[Rule[Words], ...] = (
    Rule(
        "not-left-aligned",
        "All words begin at the left, so that a reader finds the next line.",
        "UKAAF MS03, RNIB; LP7",
        _alignment,
        "Align it left.",
    ),
    Rule(
        "line-spacing",
        "Lines are neither cut off nor too close nor too far apart.",
        "UKAAF G003, RNIB; LP8",
        _spacing,
        "Set line spacing to a multiple from 1 to 1.5.",
    ),
    Rule(
        "paragraph-gap",
        "A blank line's worth of room stands between paragraphs.",
        "UKAAF G003; LP9",
        _gaps,
        "Give the style space after, as large as its letters.",
    ),
    Rule(
        "word-divided",
        "No word is divided at the end of a line.",
        "UKAAF MS03; LP10",
        _hyphens,
        "Turn hyphenation off, and take soft hyphens out.",
    ),
    Rule(
        "item-divided",
        "No date, amount, telephone number or name with a title is divided over two lines.",
        "UKAAF MS03; LP10",
        _items,
        "Put no-break spaces inside it.",
    ),
    Rule(
        "words-sideways",
        "All words run from side to side.",
        "UKAAF MS03; LP11",
        _sideways,
        "Set the text direction to horizontal.",
    ),
    Rule(
        "text-box",
        "No words stand in text boxes.",
        "UKAAF MS03, RNIB; LP11",
        _boxes,
        "Move the words into the text.",
    ),
    Rule(
        "watermark",
        "Nothing is drawn behind words.",
        "UKAAF MS03, RNIB; LP11",
        _behind,
        "Take the watermark or the picture away.",
    ),
    Rule(
        "columns",
        "The text is in one column.",
        "UKAAF MS03; LP12",
        _columns,
        "Set the page to one column.",
    ),
    Rule(
        "wide-table",
        "No table is so wide that its words are squeezed.",
        "UKAAF MS03; LP12",
        _wide_tables,
        "Write the table as a list.",
        Level.WARNING,
    ),
    Rule("paper-size", "The paper is A4.", "UKAAF MS03; LP13", _paper, "Set the paper to A4."),
    Rule(
        "long-lines",
        "No line holds more than about 70 letters.",
        "RNIB; LP14",
        _long_lines,
        "Widen the margins.",
    ),
    Rule(
        "floating-picture",
        "Every picture stands in line with the text.",
        "RNIB; LP16",
        _floating,
        "Choose “In line with text” for the picture.",
    ),
    Rule(
        "page-numbers",
        "Every page says which it is, and of how many.",
        "RNIB; LP17",
        _page_numbers,
        "Put “Page x of y” at the foot.",
    ),
    Rule(
        "no-contents",
        "A long document begins with a list of contents.",
        "RNIB; LP17",
        _contents,
        "Insert a table of contents.",
    ),
)
