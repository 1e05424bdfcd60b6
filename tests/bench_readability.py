"""How well the scores agree with people, against every textstat formula.

usage: python -m tests.bench_readability DATA [FOLDS [SOURCES]…]

DATA is a folder with any of
    texts-three-levels.jsonl   {"doc", "level": "ele" | "int" | "adv", "text"}
    sentences-rated.jsonl      {"text", "hard": 1 (A1) to 6 (C2)}
    words-rated.jsonl          {"sentence", "word", "score": 0 to 1}

Texts are cut to the same length, since easier ones are shorter. Rated sentences of about one
level, put together, make texts with a rating of their own. The weights of sentences are fitted
anew on all folds but one and measured on that one, and cuts come from the other folds too; the
weights of posts and words are not fitted to these files in that way, and are measured as they are.
What a report marks is counted in the posts of SOURCES, the project's own unless given.
"""

from __future__ import annotations

import json
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from lemminflect import getAllLemmas
from numpy.typing import NDArray

from convert.plain.readability import packages, sentences, trial
from convert.plain.readability.lexicon import home_easy, lexeme
from convert.plain.readability.prose import prose
from convert.plain.readability.tokens import normal
from convert.plain.readability.words import Word, is_flagged, is_hard
from convert.source import reader
from convert.source import sentences as boundaries
from tests import yardstick
from tests.tools import PROJECT

WORDS_OF_A_TEXT = 180
LEVELS = ("ele", "int", "adv")
B2 = 3.5
"""A mean of two raters that rounds to B2 or above."""
HARD_RATING = 0.3
"""CompLex: from here a word is rated nearer to neutral than to easy."""
JUDGES = 20
MADE_TEXTS = 300
NEAR = 0.5
"""Levels: the spread of ratings within a text that is put together."""
Numbers = NDArray[np.float64]
Scorers = dict[str, Callable[[str], float]]


def main(data: Path, folds: int, posts: Sequence[Path]) -> None:
    """Print what there is to say about the files in `data`."""
    with tempfile.TemporaryDirectory() as folder:
        textstat = yardstick.textstat_in(Path(folder))
        theirs = dict(yardstick.formulas(textstat))
        theirs |= {
            "Spache": textstat.spache_readability,
            "McAlpine EFLAW": textstat.mcalpine_eflaw,
            "RIX": textstat.rix,
        }
        for name, measure in (
            ("texts-three-levels.jsonl", texts),
            ("sentences-rated.jsonl", lambda rows, t: rated_sentences(rows, t, folds)),
            ("words-rated.jsonl", lambda rows, _: words(rows, textstat, folds)),
        ):
            if (data / name).is_file():
                print(f"\n{name}")
                for line in measure(list(_rows(data / name)), theirs):
                    print(f"  {line}")
            else:
                print(f"\n{name}: not there, not run")
    print("\nwhat a report marks")
    for line in marks(posts):
        print(f"  {line}")


def _rows(path: Path) -> Iterator[dict[str, Any]]:
    with path.open(encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def texts(rows: Sequence[dict[str, Any]], theirs: Scorers) -> Iterator[str]:
    """How often the order of two levels is right, and agreement with the level."""
    by_doc: dict[str, dict[str, str]] = {}
    for row in rows:
        by_doc.setdefault(row["doc"], {})[row["level"]] = _cut(row["text"])
    whole = [levels for levels in by_doc.values() if levels.keys() >= set(LEVELS)]
    level = np.tile(np.arange(3.0), len(whole))
    for name, score in {"ours": trial.score_text, **theirs}.items():
        found = np.array([[score(levels[key]) for key in LEVELS] for levels in whole])
        found = -found if name == "Flesch reading ease" else found
        pairs = np.mean([found[:, b] > found[:, a] for a, b in ((0, 1), (1, 2), (0, 2))])
        yield f"{name:28} pairs in order {pairs:.3f}   r with level {_r(found.ravel(), level):.3f}"
    marked = [
        is_hard([word])
        for levels in whole
        for line in levels["adv"].splitlines()
        for word in sentences.content(sentences.read(line).words)
    ]
    yield f"content words of the hardest level marked hard: {100 * np.mean(marked):.0f} in 100"


def _cut(text: str) -> str:
    kept: list[str] = []
    count = 0
    for line in text.splitlines():
        for start, end in boundaries.spans(line):
            kept.append(line[start:end])
            count += len(line[start:end].split())
            if count >= WORDS_OF_A_TEXT:
                return "\n".join(kept)
    return "\n".join(kept)


def rated_sentences(rows: Sequence[dict[str, Any]], theirs: Scorers, folds: int) -> Iterator[str]:
    """Agreement with the rating, and F1 for B2 and above with cuts from the other folds."""
    rating = np.array([row["hard"] for row in rows])
    taken = [sentences.measures(sentences.read(row["text"])) for row in rows]
    values = np.array([[*measured.values(), 1.0] for measured in taken])
    fold = np.random.default_rng(0).integers(0, folds, len(rows))
    held_back = np.zeros(len(rows))
    for number in range(folds):
        here = fold == number
        held_back[here] = values[here] @ np.linalg.lstsq(values[~here], rating[~here])[0]
    as_shipped = np.array([trial.score_sentence(row["text"]).score for row in rows])
    shipped_f1 = _f1(as_shipped >= sentences.HARD_SENTENCE, rating >= B2)
    yield f"{'ours, fitted on other folds':28} {_agreement(held_back, rating, fold)}"
    yield f"{'ours, as shipped':28} r {_r(as_shipped, rating):.3f}   F1 {shipped_f1:.3f}"
    for name, score in theirs.items():
        found = np.array([score(row["text"]) for row in rows])
        found = -found if name == "Flesch reading ease" else found
        yield f"{name:28} {_agreement(found, rating, fold)}"
    made = list(_made(rows))
    levels = np.array([level for level, _ in made])
    for name, score in {"ours": trial.score_text, **theirs}.items():
        found = np.array([score(text) for _, text in made])
        yield f"texts put together, {name:28} r {abs(_r(found, levels)):.3f}"


def _made(rows: Sequence[dict[str, Any]]) -> Iterator[tuple[float, str]]:
    """Texts of about `WORDS_OF_A_TEXT` words whose sentences are rated alike, with their mean rating."""
    chance = np.random.default_rng(0)
    rating = np.array([row["hard"] for row in rows])
    for middle in chance.uniform(1.8, 5.2, MADE_TEXTS):
        near = np.exp(-(((rating - middle) / NEAR) ** 2) / 2)
        picked: list[int] = []
        while sum(len(rows[place]["text"].split()) for place in picked) < WORDS_OF_A_TEXT:
            picked.append(int(chance.choice(len(rows), p=near / near.sum())))
        yield float(rating[picked].mean()), "\n".join(rows[place]["text"] for place in picked)


def _agreement(found: Numbers, rating: Numbers, fold: NDArray[np.int64]) -> str:
    hard = rating >= B2
    return f"r {_r(found, rating):.3f}   F1 {_f1(_held_back(found, hard, fold, _f1), hard):.3f}"


def words(rows: Sequence[dict[str, Any]], textstat: Any, folds: int) -> Iterator[str]:
    """Agreement with the rating of words in their sentence, and with whether any of 20 would mark it.

    The shipped cut is for the words of the news, names never hard; here are rarer words, and names.
    """
    rating = np.array([row["score"] for row in rows])
    ours = [_word(row) for row in rows]
    known = [lexeme(normal(row["word"])) for row in rows]
    fold = np.random.default_rng(0).integers(0, folds, len(rows))
    truths = {"rated hard": rating >= HARD_RATING, f"marked by one of {JUDGES}": _marked(rating)}
    shares = ", ".join(f"{name} {100 * np.mean(truth):.0f}" for name, truth in truths.items())
    yield f"in 100 words: {shares}"
    as_shipped = np.array([score.hard for score in ours])
    for name, truth in truths.items():
        yield f"{'ours, hard, cut for news':28} macro-F1 {_macro_f1(as_shipped, truth):.3f} {name}"
    for name, found in {
        "ours": np.array([score.score for score in ours]),
        "textstat difficult word": np.array(
            [float(textstat.is_difficult_word(row["word"])) for row in rows]
        ),
        "rarity alone (wordfreq)": np.array([-word.common for word in known]),
        "syllables": np.array([float(word.syllables) for word in known]),
        "letters": np.array([float(word.letters) for word in known]),
    }.items():
        agreed = "   ".join(
            f"{_macro_f1(_held_back(found, truth, fold, _macro_f1), truth):.3f} {label}"
            for label, truth in truths.items()
        )
        yield f"{name:28} r {_r(found, rating):.3f}   macro-F1 {agreed}"


def _marked(rating: Numbers) -> NDArray[np.bool_]:
    """True where at least one of `JUDGES` is likelier than not to rate a word hard.

    A judge gives one of five ratings, spread about the mean like four throws of a coin.
    """
    hard = 4 * rating**3 * (1 - rating) + rating**4
    return 1 - (1 - hard) ** JUDGES > 0.5


def _held_back(
    found: Numbers,
    truth: NDArray[np.bool_],
    fold: NDArray[np.int64],
    worth: Callable[[NDArray[np.bool_], NDArray[np.bool_]], float],
) -> NDArray[np.bool_]:
    """What is marked with the cut that is worth most on the other folds."""
    marked = np.zeros(len(found), bool)
    for number in set(fold.tolist()):
        here = fold == number
        cuts = np.quantile(found[~here], np.linspace(0.05, 0.95, 91))
        best = max(cuts, key=lambda cut: worth(found[~here] >= cut, truth[~here]))
        marked[here] = found[here] >= best
    return marked


def marks(folders: Sequence[Path]) -> Iterator[str]:
    """How many running words of real posts a report marks, and which of them it should not."""
    total = 0
    marked: list[Word] = []
    for post in (path for folder in folders for path in sorted(folder.glob("*/post.md"))):
        files = {path.name: path.read_bytes() for path in post.parent.iterdir() if path.is_file()}
        found = [
            sentences.read(sentence.text)
            for group in prose(reader.read(post.parent.name, files).document)
            for sentence in group
        ]
        total += sum(reading.length for reading in found)
        marked += [word for reading in found for word in reading.words if is_flagged(word)]
    plain = [word for word in marked if _is_easy_with_an_ending(word)]
    named = [word for word in marked if word.token.start and word.token.text[0].isupper()]
    yield f"{len(marked)} of {total} running words, {100 * len(marked) / max(1, total):.1f} in 100"
    for name, wrong in {"plain endings of easy words": plain, "names": named}.items():
        yield f"{name}: {len(wrong)} of {len(marked)} marks"


def _is_easy_with_an_ending(word: Word) -> bool:
    """By LemmInflect's own tables, which the scores do not use."""
    plain = {form for forms in getAllLemmas(word.token.lower).values() for form in forms}
    return bool(plain & (packages.dale_chall() | home_easy()))


def _word(row: dict[str, Any]) -> trial.WordScore:
    start = row["sentence"].find(row["word"])
    return trial.score_word(row["sentence"], start, start + len(row["word"]), row["word"])


def _r(one: Numbers, other: Numbers) -> float:
    return float(np.corrcoef(one, other)[0, 1])


def _f1(flagged: NDArray[np.bool_], hard: NDArray[np.bool_]) -> float:
    both = int(np.sum(flagged & hard))
    return float(2 * both / max(1, int(np.sum(flagged)) + int(np.sum(hard))))


def _macro_f1(flagged: NDArray[np.bool_], hard: NDArray[np.bool_]) -> float:
    return (_f1(flagged, hard) + _f1(~flagged, ~hard)) / 2


if __name__ == "__main__":
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    main(
        Path(sys.argv[1]),
        int(sys.argv[2]) if len(sys.argv) > 2 else 5,
        [Path(folder) for folder in sys.argv[3:]] or [PROJECT / "sources"],
    )
