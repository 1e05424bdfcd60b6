"""How `allways try simplify` does on sentences that people simplified: agreement and fidelity.

usage: python -m tests.bench_simplify FILE

FILE has a JSON object a line: {"text": a sentence, "references": [how people put it, …]}. Lines
without references are measured for fidelity alone. SARI is printed in both ways of averaging, for
our sentences and for leaving all alone; figures averaged in different ways do not compare.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from convert.plain.easy_read.gate import breaches
from convert.plain.easy_read.trial import simplify
from convert.source import sentences
from tests.sari import Example, by_sentence, over_all


def main(path: Path) -> None:
    """Print what there is to say about the sentences in `path`."""
    rows = [json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip()]
    simplify("The first sentence reads the tables.")
    start = time.process_time()
    made = [Example(r["text"], simplify(r["text"]), r.get("references", ())) for r in rows]
    seconds = time.process_time() - start
    for line in measured(made, seconds):
        print(line)


def measured(made: list[Example], seconds: float) -> Iterator[str]:
    """Figures, a line each."""
    if not made:
        yield "no sentences"
        return
    count = len(made)
    words = sum(len(example.source.split()) for example in made)
    changed = sum(example.source != example.made for example in made)
    lost = sum(bool(breaches(example.source, example.made)) for example in made)
    yield f"{count} sentences, {100 * changed / count:.1f} % changed, {lost} lose or add a fact"
    yield f"{500 * seconds / words:.3f} s of processor time for 500 words"
    before, after = (mean_length(e.source for e in made), mean_length(e.made for e in made))
    yield f"{before:.1f} words a sentence before, {after:.1f} after"
    rated = [example for example in made if example.references]
    alone = [Example(e.source, e.source, e.references) for e in rated]
    if rated:
        yield f"SARI by sentence: {by_sentence(rated):.2f}, left alone {by_sentence(alone):.2f}"
        yield f"SARI over all:    {over_all(rated):.2f}, left alone {over_all(alone):.2f}"


def mean_length(texts: Iterator[str]) -> float:
    """Words a sentence."""
    found = [text[a:b] for text in texts for a, b in sentences.spans(text)]
    return sum(len(sentence.split()) for sentence in found) / max(1, len(found))


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    main(Path(sys.argv[1]))
