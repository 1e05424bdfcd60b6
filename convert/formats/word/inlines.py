"""Sentences as runs: bold for every kind of stress, links told by weight, notes by words."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import assert_never

import msgspec

from convert.document import (
    Code,
    Emphasis,
    Inline,
    Link,
    NoteMark,
    Phrase,
    Sentence,
    Strong,
    Text,
)
from convert.formats.word.markup import Element, r_id, text, w
from convert.formats.word.pen import Pen
from convert.formats.word.styles import language
from convert.formats.word.unbroken import NO_BREAK_HYPHEN, NO_BREAK_SPACE, hold
from convert.languages import is_english
from convert.pages.xhtml import direction

# The tool's own words are English, whatever the language of the post.
OUR_LANGUAGE = "en-GB"

_SOFT_HYPHEN = "\u00ad"
_PIECES = re.compile(f"([{NO_BREAK_HYPHEN}\t\n])")
_SPECIAL = {NO_BREAK_HYPHEN: "noBreakHyphen", "\t": "tab", "\n": "br"}
# Hebrew, Arabic and their neighbours (Unicode blocks 0590 to 08FF and presentation forms).
_RTL = "\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc"
_RIGHT_TO_LEFT = re.compile(f"([{_RTL}](?:[{_RTL}\\s]*[{_RTL}])?)")
_ADDRESS = re.compile(r"(?:https?|mailto|tel):", re.IGNORECASE)


class _Ink(msgspec.Struct, frozen=True):
    """How words are written where they stand."""

    lang: str
    style: str | None = None
    bold: bool = False
    turned: bool = False
    """Letters of a right-to-left script in words whose language is not known to be one."""


class _Held:
    """A sentence's words, already held together, handed out piece by piece."""

    def __init__(self, words: str) -> None:
        self._words = words
        self._at = 0

    def take(self, words: str) -> str:
        """The next words, which are as long as these."""
        start, self._at = self._at, self._at + len(words)
        return self._words[start : self._at]


def runs(sentences: Iterable[Sentence], pen: Pen) -> list[Element]:
    """Sentences one after another, a space between each two."""
    made: list[Element] = []
    for sentence in sentences:
        if made:
            made.append(_run(" ", _Ink(pen.lang), pen))
        made.extend(sentence_runs(sentence, pen))
    return made


def sentence_runs(sentence: Sentence, pen: Pen) -> list[Element]:
    """One sentence."""
    return _all(sentence.inlines, _Ink(pen.lang), _Held(hold(sentence.text)), pen)


def our_words(words: str, pen: Pen, *, style: str | None = None) -> Element:
    """Words of the tool's own, marked as English in a post that is not."""
    ink = _Ink(
        pen.lang if is_english(pen.lang) else OUR_LANGUAGE, style=style, bold=style is not None
    )
    return _run(hold(words), ink, pen)


def internal_link(words: str, target: str, pen: Pen) -> Element:
    """Words of the tool's own that lead to a bookmark."""
    return w("hyperlink", our_words(words, pen, style="Hyperlink"), anchor=target, history=1)


def bookmark(name: str, inside: list[Element], pen: Pen) -> list[Element]:
    """`inside`, as a place that links can lead to."""
    identity = pen.identity()
    return [w("bookmarkStart", id=identity, name=name), *inside, w("bookmarkEnd", id=identity)]


def note_anchor(number: int) -> str:
    """Where a note stands."""
    return f"note_{number}"


def mark_anchor(number: int) -> str:
    """Where the text speaks of a note."""
    return f"note_mark_{number}"


def _all(inlines: tuple[Inline, ...], ink: _Ink, held: _Held, pen: Pen) -> list[Element]:
    return [element for part in inlines for element in _one(part, ink, held, pen)]


def _one(part: Inline, ink: _Ink, held: _Held, pen: Pen) -> list[Element]:
    match part:
        case Text(text=words):
            return _by_direction(held.take(words), ink, pen)
        case Code(text=words):
            return [_run(held.take(words), msgspec.structs.replace(ink, style="CodeText"), pen)]
        case Strong(inlines=inlines):
            return _all(inlines, _stressed(ink, "Strong"), held, pen)
        case Emphasis(inlines=inlines):
            return _all(inlines, _stressed(ink, "Emphasis"), held, pen)
        case Phrase(inlines=inlines, lang=lang):
            return _all(inlines, msgspec.structs.replace(ink, lang=lang), held, pen)
        case Link(inlines=inlines, url=url):
            return _link(inlines, url, ink, held, pen)
        case NoteMark(number=number):
            return _note_mark(number, pen)
        case _:
            assert_never(part)


def _stressed(ink: _Ink, style: str) -> _Ink:
    return msgspec.structs.replace(ink, style=ink.style or style, bold=True)


def _link(inlines: tuple[Inline, ...], url: str, ink: _Ink, held: _Held, pen: Pen) -> list[Element]:
    linked = msgspec.structs.replace(ink, style="Hyperlink", bold=True)
    if url.startswith("#") and pen.has_anchor(url[1:]):
        words = _all(inlines, linked, held, pen)
        return [w("hyperlink", *words, anchor=pen.anchor(url[1:]), history=1)]
    if _ADDRESS.match(url):
        words = _all(inlines, linked, held, pen)
        return [r_id(w("hyperlink", *words, history=1), pen.link(url))]
    return _all(inlines, ink, held, pen)


def _note_mark(number: int, pen: Pen) -> list[Element]:
    link = internal_link(f"[note{NO_BREAK_SPACE}{number}]", note_anchor(number), pen)
    space = our_words(NO_BREAK_SPACE, pen)
    if not pen.is_new_note(number):
        return [space, link]
    return [space, *bookmark(mark_anchor(number), [link], pen)]


def _by_direction(words: str, ink: _Ink, pen: Pen) -> list[Element]:
    """Runs that each go one way, for Word does not see by itself that Hebrew goes the other."""
    if direction(ink.lang) == "rtl":
        return [_run(words, ink, pen)]
    turned = msgspec.structs.replace(ink, turned=True)
    return [
        _run(part, turned if number % 2 else ink, pen)
        for number, part in enumerate(_RIGHT_TO_LEFT.split(words))
        if part
    ]


def _run(words: str, ink: _Ink, pen: Pen) -> Element:
    return w("r", _properties(ink, pen), *_pieces(words))


def _properties(ink: _Ink, pen: Pen) -> Element | None:
    right_to_left = ink.turned or direction(ink.lang) == "rtl"
    if ink == _Ink(pen.lang) and not right_to_left:
        return None
    return w(
        "rPr",
        w("rStyle", val=ink.style) if ink.style else None,
        # Bold in a bold style would switch it off (ECMA-376 part 1, 17.7.3), so it is said twice.
        w("b") if ink.bold else None,
        w("bCs") if ink.bold else None,
        w("rtl") if right_to_left else None,
        language(ink.lang, right_to_left=right_to_left) if ink.lang != pen.lang else None,
    )


def _pieces(words: str) -> list[Element]:
    pieces = _PIECES.split(words.replace(_SOFT_HYPHEN, ""))
    return [w(_SPECIAL[piece]) if piece in _SPECIAL else text(piece) for piece in pieces if piece]
