"""Small plain charts, each with the same said in words."""

from __future__ import annotations

from collections.abc import Sequence

from convert.pages.xhtml import Element, element
from convert.plain.readability.advice import EASY_LENGTH
from convert.plain.readability.model import Readability

_WIDTH, _HEIGHT = 640, 200
_MOST_BARS = 80
"""More bars than this would be thinner than a line: neighbours then share one."""


def sentence_lengths(readability: Readability) -> Element:
    """A bar for each sentence, in the order of the post, as high as it has words."""
    lengths = [sentence.words for sentence in readability.sentences]
    longest, limit = max(lengths), readability.target.sentence_words
    bars = _pooled(lengths)
    step = _WIDTH / len(bars)
    scale = (_HEIGHT - 10) / max(longest, limit + 5)
    line = _HEIGHT - limit * scale
    return _figure(
        "Sentence lengths",
        f"Each bar is a sentence. The line is at {limit} words. Bars over the line are too long.",
        _lengths_in_words(lengths, limit),
        [
            *(
                element(
                    "rect",
                    class_="bar long" if length > limit else "bar",
                    x=f"{place * step + step * 0.1:.1f}",
                    y=f"{_HEIGHT - length * scale:.1f}",
                    width=f"{step * 0.8:.1f}",
                    height=f"{length * scale:.1f}",
                )
                for place, length in enumerate(bars)
            ),
            element("line", class_="limit", x1=0, x2=_WIDTH, y1=f"{line:.1f}", y2=f"{line:.1f}"),
        ],
    )


def _pooled(lengths: Sequence[int]) -> list[int]:
    """The lengths, or the longest of each few neighbours where there are too many to draw."""
    size = -(-len(lengths) // _MOST_BARS)
    return [max(lengths[start : start + size]) for start in range(0, len(lengths), size)]


def _lengths_in_words(lengths: Sequence[int], limit: int) -> str:
    short = sum(length <= EASY_LENGTH for length in lengths)
    long = sum(length > limit for length in lengths)
    middle = len(lengths) - short - long
    return (
        f"There are {len(lengths)} sentences. {short} are short, {middle} are in the middle "
        f"and {long} are long. The longest has {max(lengths)} words."
    )


def word_shares(readability: Readability) -> Element:
    """One bar for all words, cut where the hard ones begin."""
    hard = len(readability.hard_words)
    total = readability.word_count
    width = _WIDTH * hard / total
    return _figure(
        "Words",
        "The bar is all the words. The first part of it is the hard ones.",
        f"{hard} of {total} words are hard.",
        [
            element("rect", class_="bar", x=0, y=20, width=_WIDTH, height=60),
            element("rect", class_="bar long", x=0, y=20, width=f"{width:.1f}", height=60),
        ],
        height=100,
        style="chart bar-of-words",
    )


def _figure(
    title: str,
    how: str,
    words: str,
    drawing: Sequence[Element],
    *,
    height: int = _HEIGHT,
    style: str = "chart",
) -> Element:
    return element(
        "figure",
        element("h3", title),
        element(
            "svg",
            *drawing,
            viewBox=f"0 0 {_WIDTH} {height}",
            class_=style,
            role="img",
            aria_label=f"{title}. {words}",
        ),
        element("figcaption", f"{how} {words}"),
    )
