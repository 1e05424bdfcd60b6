"""How long a build takes: the first, one with nothing to do, one after an edit.

usage: python -m tests.bench [SOURCES]

Figures are of whole process trees, from folders of their own; `sources/` is only read. Processor
time is what to compare: the time on the clock depends on what else the computer does.
"""

from __future__ import annotations

import json
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from tests.tools import PROJECT

TIMES = 3
"""Runs of what is over quickly; the middle one counts."""


def measured(*arguments: str) -> tuple[float, float]:
    """Seconds of processor time and on the clock that `allways` takes."""
    before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.monotonic()
    command = [sys.executable, "-m", "convert", *arguments]
    subprocess.run(command, cwd=PROJECT, check=True, capture_output=True)
    after, end = resource.getrusage(resource.RUSAGE_CHILDREN), time.monotonic()
    used = (after.ru_utime + after.ru_stime) - (before.ru_utime + before.ru_stime)
    return used, end - start


def middle(*arguments: str) -> tuple[float, float]:
    """The middle of several measurements."""
    return sorted(measured(*arguments) for _ in range(TIMES))[TIMES // 2]


def edit(post: Path) -> None:
    """Put one more sentence at the end of `post`."""
    with post.open("a", encoding="utf-8") as file:
        file.write("\nOne more thing was said before the lights went out.\n")


def minutes_of_sound(dist: Path) -> float:
    """Minutes of all recordings that were made."""
    posts = json.loads((dist / "manifest.json").read_text("utf-8"))["posts"].values()
    seconds: float = sum(file.get("duration", 0) for post in posts for file in post["files"])
    return seconds / 60


def main(sources: Path) -> None:
    """Measure and print a table."""
    with tempfile.TemporaryDirectory() as folder:
        here = Path(folder) / "sources"
        dist = Path(folder) / "dist"
        shutil.copytree(sources, here)
        posts = sorted(here.glob("*/post.md"))
        build = ("build", "--sources", str(here), "--dist", str(dist))
        rows = {f"first build of {len(posts)} posts": measured(*build)}
        sound = minutes_of_sound(dist)
        rows["nothing to do"] = middle(*build)
        edit(posts[0])
        rows["one sentence more in one post"] = measured(*build)
        rows["allways --help"] = middle("--help")
    print(f"{'':32}  processor    clock")
    for name, (used, clock) in rows.items():
        print(f"{name:32}  {used:7.2f} s  {clock:6.2f} s")
    print(f"The first build made {sound:.0f} minutes of sound.")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else PROJECT / "sources")
