"""Run every benchmark and write `BENCHMARKS.md`.

usage: python -m tests.bench_page
"""

from __future__ import annotations

import datetime as dt
import os
import platform
import subprocess
import sys

from convert import __version__
from tests.tools import PROJECT

PAGE = PROJECT / "BENCHMARKS.md"
PARTS = (
    ("tests.bench", ""),
    ("tests.bench_audio", "Sound"),
    ("tests.bench_site", "Site and feeds of a large publication"),
    ("tests.bench_scores", "Scores"),
)
"""Modules, and a title for those whose output is plain text."""
OPENING = """# Benchmarks

Written by `make bench`: {date}, Allways {version}, {cores} cores, Python {python}, {system}.

Every ratio compares two things that were measured in the same run, as whole processes. What a
limit says was chosen before it was measured. The loop is written out in `tests/bench_peers.py`;
it does less than Allways does: no sound in the e-book, no Easy Read, no even loudness, no checks.
"""


def opening() -> str:
    """When and on what this was measured."""
    return OPENING.format(
        date=f"{dt.date.today():%d %B %Y}".lstrip("0"),  # noqa: DTZ011  the day where it was run
        version=__version__,
        cores=os.cpu_count(),
        python=platform.python_version(),
        system=platform.system(),
    )


def main() -> None:
    """Measure, print and write."""
    page = [opening()]
    for module, title in PARTS:
        print(f"{module} …", file=sys.stderr)
        done = subprocess.run(
            [sys.executable, "-m", module],
            cwd=PROJECT,
            stdout=subprocess.PIPE,
            text=True,
            check=True,
        )
        page.append(f"\n## {title}\n\n```\n{done.stdout.strip()}\n```\n" if title else done.stdout)
    PAGE.write_text("".join(page), "utf-8")
    print(PAGE.read_text("utf-8"))


if __name__ == "__main__":
    main()
