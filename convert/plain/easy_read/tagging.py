"""Words of a sentence with their part of speech, each at its place in the text.

The tagger is TextBlob's, with its lexicon in the package (Penn Treebank tags). It gets about nine
words in ten right, so no rule leans on one tag alone.
"""

from __future__ import annotations

import functools
import re
import warnings
from typing import Any

import msgspec

_TOKEN = re.compile(
    r"""
    (?:[A-Za-z]\.){2,}                                  # e.g. U.K.
  | (?:https?://|www\.)\S+ | [\w.+-]+@[\w-]+(?:\.[\w-]+)+ | [@\#]\w+
  | [£$€]?\d[\d,.:/]*\d(?:st|nd|rd|th|s|m|bn|k)?%? | [£$€]?\d(?:st|nd|rd|th|m|k)?%?
  | [^\W\d_]+(?=n['’]t\b) | n['’]t\b | ['’](?:s|re|ve|ll|d|m)\b
  | [^\W_]+(?:[-‑'’][^\W_]+)*
  | [-–—]{1,2} | \.\.\. | \S
    """,
    re.VERBOSE,
)
_SUFFIX = re.compile(r"^(.+?)(n['’]t|['’](?:s|re|ve|ll|d|m))$", re.IGNORECASE)

VERB_TAGS = frozenset({"VB", "VBD", "VBG", "VBN", "VBP", "VBZ", "MD"})
FINITE_TAGS = frozenset({"VBD", "VBP", "VBZ", "MD"})
NOUN_TAGS = frozenset({"NN", "NNS", "NNP", "NNPS"})


class Token(msgspec.Struct, frozen=True):
    """A word or sign, its tag, and where it stands: characters `start` to `end`."""

    text: str
    tag: str
    start: int
    end: int

    @property
    def lower(self) -> str:
        """The word in small letters, its apostrophe straight."""
        return self.text.lower().replace("’", "'")

    @property
    def is_word(self) -> bool:
        """Whether it is a word rather than a sign."""
        return self.text[0].isalnum() or self.lower in {
            "n't",
            "'s",
            "'re",
            "'ve",
            "'ll",
            "'d",
            "'m",
        }


def spans(text: str) -> list[tuple[int, int]]:
    """Where the words and signs of `text` stand."""
    made = []
    for match in _TOKEN.finditer(text):
        start, end = match.span()
        suffix = _SUFFIX.match(match[0])
        if suffix and match[0][0].isalpha():
            cut = start + len(suffix[1])
            made.extend([(start, cut), (cut, end)])
        else:
            made.append((start, end))
    return made


@functools.lru_cache(maxsize=4096)
def tagged(text: str) -> tuple[Token, ...]:
    """The words and signs of one sentence, in order."""
    places = spans(text)
    if not places:
        return ()
    words = [text[start:end].replace("’", "'") for start, end in places]
    tags = [_mended(word, tag) for word, tag in _tagger().find_tags(words)]
    return tuple(
        Token(text[start:end], tag, start, end)
        for (start, end), tag in zip(places, tags, strict=True)
    )


def _mended(word: str, tag: str) -> str:
    return "CD" if word[-1].isdigit() or word[0].isdigit() else tag


@functools.cache
def _tagger() -> Any:
    """TextBlob's tagger with its files read; it leaves them for the collector to close."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ResourceWarning)
        from textblob.en import parser  # noqa: PLC0415  heavy, and only drafting needs it

        parser.find_tags(["Every", "zxqv", "word"])
    return parser


@functools.cache
def _lexicon() -> dict[str, str]:
    _tagger()
    from textblob.en import lexicon  # noqa: PLC0415  heavy, and only drafting needs it

    return dict(lexicon)


def is_common_word(word: str) -> bool:
    """Whether `word` in small letters is a word of the language rather than a name."""
    return _lexicon().get(word.lower(), "NNP") not in {"NNP", "NNPS"}
