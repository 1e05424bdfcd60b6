"""Rules about letters: how large, in which font, how marked, in which colours (LP1 to LP6, LP15)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from convert.checks.contrast import LEAST_CONTRAST, contrast
from convert.checks.docx_words import Paragraph, Run, Words
from convert.checks.rule import Fault, Rule

# UKAAF MS03: large print is 16 point or more; RNIB: clear print is 12, ideally 14.
_LARGE_PRINT = 16.0
_CLEAR_PRINT = 14.0
# Fewer letters in capitals are a name or an abbreviation, not a block.
_BLOCK_OF_CAPITALS = 12
_LIGHT = re.compile(r"\b(thin|hairline|light|extralight|ultralight|semilight)\b", re.IGNORECASE)
# Fonts without serifs that are on people's machines or made for low vision; 3, 5, 8 and 0 are
# told apart in all of them. A matter of fact, to be added to.
_SANS = frozenset(
    (
        *("arial", "arial nova", "helvetica", "helvetica neue", "verdana", "tahoma", "calibri"),
        *("aptos", "segoe ui", "trebuchet ms", "gill sans", "gill sans mt", "century gothic"),
        *("open sans", "noto sans", "lato", "roboto", "inter", "source sans 3", "source sans pro"),
        *("liberation sans", "dejavu sans", "carlito", "arimo", "lexend", "lexend deca", "andika"),
        *("atkinson hyperlegible", "atkinson hyperlegible next", "fs me", "aphont", "tiresias"),
    )
)


def smallest(words: Words) -> float:
    """The least size allowed: what the file says of itself, or else large print."""
    return max(words.file.declared_size or _LARGE_PRINT, _CLEAR_PRINT)


def _runs(words: Words) -> Iterator[tuple[Paragraph, Run]]:
    for paragraph in words.paragraphs:
        for run in paragraph.runs:
            if run.text.strip() and not run.face.hidden:
                yield paragraph, run


def _size(words: Words) -> Iterator[Fault]:
    least = smallest(words)
    for _, run in _runs(words):
        if run.face.size < least:
            yield Fault(f"These words are {run.face.size:g} point, under {least:g}.", run.text)


def _headings(words: Words) -> Iterator[Fault]:
    for paragraph, run in _runs(words):
        if paragraph.outline is not None and run.face.size < words.size:
            yield Fault(
                f"A heading is {run.face.size:g} point, smaller than the text ({words.size:g}).",
                run.text,
            )


def _shrunk(words: Words) -> Iterator[Fault]:
    for _, run in _runs(words):
        if run.face.raised:
            yield Fault("These words are raised or lowered, which makes them smaller.", run.text)
        if run.face.narrowed:
            yield Fault("These letters are squeezed.", run.text)


def _labels(words: Words) -> Iterator[Fault]:
    least = smallest(words)
    for paragraph in words.paragraphs:
        label = words.styles.label(paragraph.element)
        if label is not None and label.text.strip() and label.size < least:
            yield Fault(
                f"A bullet or number is {label.size:g} point, under {least:g}.", paragraph.text
            )


def _fonts(words: Words) -> Iterator[Fault]:
    for _, run in _runs(words):
        for font in run.face.fonts:
            if font.lower() not in _SANS and not _LIGHT.search(font):
                yield Fault(f"The font {font} is not known to be without serifs.", run.text)


def _weight(words: Words) -> Iterator[Fault]:
    for _, run in _runs(words):
        for font in run.face.fonts:
            if _LIGHT.search(font):
                yield Fault(f"The font {font} has thin strokes.", run.text)


def _italics(words: Words) -> Iterator[Fault]:
    for _, run in _runs(words):
        if run.face.italic:
            yield Fault("These words are in italics.", run.text)


def _underlines(words: Words) -> Iterator[Fault]:
    for _, run in _runs(words):
        if run.face.underlined:
            yield Fault("These words are underlined.", run.text)


def _capitals(words: Words) -> Iterator[Fault]:
    for _, run in _runs(words):
        if run.face.capitals:
            yield Fault("These words are drawn in capitals.", run.text)
    for paragraph in words.paragraphs:
        letters = [letter for letter in paragraph.text if letter.isalpha()]
        several = len(paragraph.text.split()) > 1 and len(letters) >= _BLOCK_OF_CAPITALS
        if several and all(letter.isupper() for letter in letters):
            yield Fault("A whole paragraph is typed in capitals.", paragraph.text)


def _contrasts(words: Words) -> Iterator[Fault]:
    for _, run in _runs(words):
        ratio = contrast(run.face.colour, run.face.background)
        if ratio < LEAST_CONTRAST:
            yield Fault(
                f"#{run.face.colour} on #{run.face.background} has a contrast of {ratio:.1f}:1.",
                run.text,
            )


RULES: tuple[Rule[Words], ...] = (
    Rule(
        "text-too-small",
        "No words are smaller than the size the file says it has, and none under large print.",
        "UKAAF MS03; LP1, LP2, LP3",
        _size,
        "Choose a larger size for these words, or for their style.",
    ),
    Rule(
        "heading-too-small",
        "No heading is smaller than the text under it.",
        "UKAAF MS03; LP3",
        _headings,
        "Make the heading style at least as large as the text.",
    ),
    Rule(
        "text-shrunk",
        "No words are raised, lowered or squeezed, which draws them smaller than they say.",
        "UKAAF MS03; LP3",
        _shrunk,
        "Write note marks in words, such as [note 1].",
    ),
    Rule(
        "label-too-small",
        "Bullets and list numbers are as large as the text.",
        "UKAAF MS03; LP3",
        _labels,
        "Set the size in the list's own settings.",
    ),
    Rule(
        "font-not-clear",
        "All words, in every script, are in a font without serifs.",
        "UKAAF G003, RNIB; LP4",
        _fonts,
        "Choose Arial, or another font made to be clear.",
    ),
    Rule(
        "font-too-light",
        "No font has thin strokes.",
        "RNIB, GCS; LP6",
        _weight,
        "Choose the regular or the bold weight.",
    ),
    Rule("italics", "No words are in italics.", "UKAAF MS03; LP5", _italics, "Use bold."),
    Rule(
        "underlined",
        "No words are underlined, links included.",
        "UKAAF MS03; LP5",
        _underlines,
        "Use bold, or a dark colour for links.",
    ),
    Rule(
        "capitals",
        "No block of words is in capitals.",
        "UKAAF MS03; LP5",
        _capitals,
        "Write it in small letters.",
    ),
    Rule(
        "low-contrast",
        "All words stand out from their background by 7:1 or more.",
        "RNIB, WCAG 2.2 1.4.6; LP15",
        _contrasts,
        "Use black on white, or a darker colour.",
    ),
)
