"""How well the scores agree with people, against every textstat formula.

usage: python -m tests.bench_readability DATA [FOLDS]

DATA is a folder with any of
    texts-three-levels.jsonl   {"doc", "level": "ele" | "int" | "adv", "text"}
    sentences-rated.jsonl      {"text", "hard": 1 (A1) to 6 (C2)}
    words-rated.jsonl          {"sentence", "word", "score": 0 to 1}

Texts are cut to the same length, since easier ones are shorter. The weights of sentences are
fitted anew on all folds but one and measured on that one; the weights of posts and words are not
fitted to these files in that way, and are measured as they are.
"""

from __future__ import annotations

import json
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from convert.plain.readability import sentences, trial
from convert.plain.readability.lexicon import lexeme
from convert.plain.readability.tokens import normal
from convert.source import sentences as boundaries
from tests import yardstick

WORDS_OF_A_TEXT = 180
LEVELS = ("ele", "int", "adv")
B2 = 3.5
"""A mean of two raters that rounds to B2 or above."""
HARD_RATING = 0.3
"""CompLex: from here a word is rated nearer to neutral than to easy."""
Numbers = NDArray[np.float64]
Scorers = dict[str, Callable[[str], float]]


def main(data: Path, folds: int) -> None:
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
            ("words-rated.jsonl", lambda rows, _: words(rows, textstat)),
        ):
            if (data / name).is_file():
                print(f"\n{name}")
                for line in measure(list(_rows(data / name)), theirs):
                    print(f"  {line}")
            else:
                print(f"\n{name}: not there, not run")


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


def _agreement(found: Numbers, rating: Numbers, fold: NDArray[np.int64]) -> str:
    hard = rating >= B2
    flagged = np.zeros(len(rating), bool)
    for number in set(fold.tolist()):
        here = fold == number
        cuts = np.quantile(found[~here], np.linspace(0.05, 0.95, 91))
        best = max(cuts, key=lambda cut: _f1(found[~here] >= cut, hard[~here]))
        flagged[here] = found[here] >= best
    return f"r {_r(found, rating):.3f}   F1 {_f1(flagged, hard):.3f}"


def words(rows: Sequence[dict[str, Any]], textstat: Any) -> Iterator[str]:
    """Agreement with the rating of words in their sentence."""
    rating = np.array([row["score"] for row in rows])
    ours = [_word(row) for row in rows]
    known = [lexeme(normal(row["word"])) for row in rows]
    hard = rating >= HARD_RATING
    marked = _macro_f1(np.array([score.hard for score in ours]), hard)
    yield f"{'ours, hard as shipped':28}           macro-F1 {marked:.3f}"
    for name, found in {
        "ours": np.array([score.score for score in ours]),
        "textstat difficult word": np.array(
            [float(textstat.is_difficult_word(row["word"])) for row in rows]
        ),
        "rarity alone (wordfreq)": np.array([-word.common for word in known]),
        "syllables": np.array([float(word.syllables) for word in known]),
        "letters": np.array([float(word.letters) for word in known]),
    }.items():
        best = max(
            _macro_f1(found >= cut, hard) for cut in np.quantile(found, np.linspace(0.05, 0.95, 19))
        )
        yield f"{name:28} r {_r(found, rating):.3f}   macro-F1 at the best cut {best:.3f}"


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
    main(Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 5)
