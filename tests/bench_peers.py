"""What people would script today to do a part of the same work; `bench.py` measures it."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path

LOOP = r"""
set -e
much=$1 sources=$2 out=$3 pandoc=$4 python=$5
for post in "$sources"/*/post.md; do
    folder=$(dirname "$post"); name=$out/$(basename "$folder")
    cd "$folder"
    "$pandoc" -s post.md -t docx -o "$name.docx"
    "$pandoc" -s post.md -t epub3 -o "$name.epub"
    "$pandoc" post.md -t plain -o "$name.txt"
    espeak-ng -v en-gb -s 150 -f "$name.txt" -w "$name.wav"
    lame --quiet -m m -b 64 --cbr "$name.wav" "$name.mp3"
    if [ "$much" = all ]; then
        "$pandoc" -s post.md -t html5 -o "$name.html"
        "$python" -W ignore -c 'import sys, textstat
text = open(sys.argv[1]).read()
for name in ("flesch_reading_ease", "flesch_kincaid_grade", "smog_index", "gunning_fog",
             "coleman_liau_index", "automated_readability_index",
             "dale_chall_readability_score", "linsear_write_formula", "lix", "text_standard"):
    print(name, getattr(textstat, name)(text))' "$name.txt" > "$name-scores.txt"
    fi
done
"""
"""A shell loop over the posts: `sh -c LOOP loop three|all SOURCES OUT PANDOC PYTHON`."""

DODO = """
def task_copy():
    for name in {names!r}:
        yield {{
            "name": name,
            "actions": [f"cp in/{{name}} out/{{name}}"],
            "file_dep": [f"in/{{name}}"],
            "targets": [f"out/{{name}}"],
        }}
"""
MAKE = "all: {targets}\nout/%: in/%\n\t@cp $< $@\n"


def pandoc() -> Path:
    """The pandoc of the wheel, which both sides use."""
    package = find_spec("pypandoc")
    assert package is not None
    assert package.origin is not None
    return Path(package.origin).parent / "files" / "pandoc"


def missing_for_loop() -> list[str]:
    """The commands of the loop that are not here."""
    return [name for name in ("espeak-ng", "lame") if shutil.which(name) is None]


def doit_file(work: Path, posts: Sequence[Path]) -> int:
    """Make a task a post for doit and for make in `work`; give back how many."""
    (work / "in").mkdir()
    (work / "out").mkdir()
    names = [post.parent.name for post in posts]
    for name, post in zip(names, posts, strict=True):
        shutil.copy(post, work / "in" / name)
    (work / "dodo.py").write_text(DODO.format(names=names), "utf-8")
    targets = " ".join(f"out/{name}" for name in names)
    (work / "Makefile").write_text(MAKE.format(targets=targets), "utf-8")
    return len(names)
