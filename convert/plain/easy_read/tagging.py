"""Words of a sentence with their part of speech, each at its place in the text.

The tags are those of TextBlob's quick tagger (Penn Treebank): its lexicon, and the ends of words
that are not in it. They are worked out here, because importing TextBlob costs half a second. It
gets about nine words in ten right, so no rule leans on one tag alone.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Sequence

import msgspec

from convert.plain.readability import packages

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

_NUMBER = re.compile(r"^[0-9,.:/%$-]+$")
_ADJECTIVE = ("able", "al", "ful", "ible", "ient", "ish", "ive", "less", "tic", "ous")
_BY_END: tuple[tuple[str, Callable[[str], bool]], ...] = (
    ("VBP", lambda word: word.endswith(("ate", "ify", "ise", "ize"))),
    ("VBN", lambda word: word.endswith("ed")),
    ("JJ", lambda word: "-" in word or word.endswith(_ADJECTIVE)),
    ("NNS", lambda word: word.endswith("s") and not word.endswith(("is", "ous", "ss"))),
    ("RB", lambda word: word.endswith("ly")),
    ("VBG", lambda word: word.endswith("ing")),
)
"""What an unknown word is by its end; the first that holds."""

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
    tags = [_mended(word, tag) for word, tag in zip(words, quick_tags(words), strict=True)]
    return tuple(
        Token(text[start:end], tag, start, end)
        for (start, end), tag in zip(places, tags, strict=True)
    )


def _mended(word: str, tag: str) -> str:
    return "CD" if word[-1].isdigit() or word[0].isdigit() else tag


def quick_tags(words: Sequence[str]) -> list[str]:
    """What TextBlob's tagger says of the words and signs of one sentence, for each by itself."""
    lexicon = packages.tags()
    tags = [lexicon.get(word) or "" for word in words]
    if words and not tags[0]:
        # A capital at the start says nothing where the word is known without it.
        tags[0] = lexicon.get(words[0].lower(), "")
    return [tag or _guessed(word) for word, tag in zip(words, tags, strict=True)]


def _guessed(word: str) -> str:
    """The tag of a word that is not in the lexicon."""
    if word.istitle():
        return "NNP"
    if _NUMBER.match(word):
        return "CD"
    return next((tag for tag, holds in _BY_END if holds(word)), "NN")


def is_common_word(word: str) -> bool:
    """Whether `word` in small letters is a word of the language rather than a name."""
    return packages.tags().get(word.lower(), "NNP") not in {"NNP", "NNPS"}
