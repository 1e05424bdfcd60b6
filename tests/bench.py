"""What builds cost, beside what people would script today: ratios from one run, as Markdown.

usage: python -m tests.bench [POSTS]     (`make bench` puts it into BENCHMARKS.md)

Figures are of whole process trees, start-up included, in folders of their own, the lowest of
several rounds; `sources/` is only read. Processor time is what to compare: the time on the clock
depends on what else the computer does. The loop that people would script needs the commands
`espeak-ng` and `lame`; what is missing is reported as not run. POSTS is how many posts the large
publication has, 1000 unless given.
"""

from __future__ import annotations

import json
import os
import random
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from importlib.util import find_spec
from pathlib import Path

import msgspec

from tests.bench_peers import LOOP, doit_file, missing_for_loop, pandoc
from tests.tools import PROJECT
from tests.yardstick import unpack_dictionary

TIMES = 3
"""Rounds of what is over quickly, in turn, so that other programs disturb all alike."""
LONG_TIMES = 2
"""Rounds of what takes longer."""
NO_BYTECODE = "PYTHONDONTWRITEBYTECODE"
SOME = 10
MANY = 1000
OF_LOOP = 0.9
OF_WHOLE_LOOP = 1.5
EDIT_SECONDS = 2.0
TWO_JOBS = 1.7
IN_WORD = ("--format", "large-print")
PER_POST = 1.1
WORDS = [
    "the",
    "group",
    "met",
    "at",
    "noon",
    "and",
    "people",
    "said",
    "what",
    "they",
    "need",
    "from",
    "the",
    "council",
    "and",
    "the",
    "bus",
    "came",
    "late",
    "so",
    "tea",
    "was",
    "cold",
    "but",
    "all",
    "stayed",
    "to",
    "plan",
    "a",
    "garden",
    "with",
    "paths",
    "for",
    "chairs",
]


class Cost(msgspec.Struct, frozen=True):
    """What a command took."""

    processor: float
    """Seconds."""
    clock: float
    """Seconds."""
    memory: float
    """Megabytes of its largest process."""


def measured(*command: str | Path, cwd: Path = PROJECT) -> Cost:
    """What `command` and all that it starts took."""
    # Installed programs keep their bytecode, so all of these may.
    kept = {name: value for name, value in os.environ.items() if name != NO_BYTECODE}
    start = time.monotonic()
    process = subprocess.Popen(
        command, cwd=cwd, env=kept, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE
    )
    assert process.stderr is not None
    complaint = process.stderr.read()
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"{command}: {complaint.decode(errors='replace')}")
    return Cost(used.ru_utime + used.ru_stime, time.monotonic() - start, used.ru_maxrss / 1024)


def in_turn(*tasks: Callable[[], Cost], times: int = TIMES) -> list[Cost]:
    """The lowest of several measurements of each task: what disturbs only adds."""
    rounds = [[task() for task in tasks] for _ in range(times)]
    return [lowest(costs) for costs in zip(*rounds, strict=True)]


def lowest(costs: Sequence[Cost]) -> Cost:
    """The least processor time, clock time and memory among `costs`."""
    return Cost(
        min(cost.processor for cost in costs),
        min(cost.clock for cost in costs),
        min(cost.memory for cost in costs),
    )


class Place:
    """A publication in a folder of its own, and the commands that build it."""

    def __init__(self, folder: Path, sources: Path) -> None:
        self.folder = folder
        self.sources = folder / "sources"
        shutil.copytree(sources, self.sources)

    def build(self, *options: str) -> Cost:
        """Build what has changed."""
        where = ("--sources", self.sources, "--dist", self.folder / "dist")
        cache = ("--cache", self.folder / "cache")
        return measured(sys.executable, "-m", "convert", "build", *where, *cache, *options)

    def fresh(self, *options: str) -> Cost:
        """Build everything from nothing."""
        for name in ("dist", "cache"):
            shutil.rmtree(self.folder / name, ignore_errors=True)
        return self.build(*options)

    def posts(self) -> list[Path]:
        """The posts' files, in order."""
        return sorted(self.sources.glob("*/post.md"))


def many(folder: Path, count: int) -> None:
    """Write `count` posts of about 300 words, no two alike and always the same."""
    folder.mkdir(parents=True)
    (folder / "publication.toml").write_text('id = "many"\ntitle = "Many posts"\n')
    for number in range(count):
        chance = random.Random(number)
        said = [
            " ".join(chance.sample(WORDS, 11)).capitalize() + f" on day {chance.randrange(10**6)}."
            for _ in range(24)
        ]
        paragraphs = "\n\n".join(" ".join(said[at : at + 4]) for at in range(0, 24, 4))
        date = f"{2000 + number % 25}-{number % 12 + 1:02}-{number % 28 + 1:02}"
        post = folder / f"post-{number:06}" / "post.md"
        post.parent.mkdir()
        post.write_text(f"---\ntitle: Post {number}\ndate: {date}\n---\n\n{paragraphs}\n")


def edit(post: Path, number: int) -> None:
    """Put one more sentence at the end of `post`, another for each `number`."""
    with post.open("a", encoding="utf-8") as file:
        file.write(f"\nOne more thing was said before the lights went out at {number + 1}.\n")


def copy_of(post: Path) -> None:
    """One post more: `post` under another name."""
    shutil.copytree(post.parent, post.parent.with_name(f"{post.parent.name}-again"))


# ---------------------------------------------------------------- the tables


def row(*cells: object) -> None:
    """Print a row of a table; figures with two decimals."""
    said = (f"{cell:.2f}" if isinstance(cell, float) else str(cell) for cell in cells)
    print(f"| {' | '.join(said)} |")


def table(title: str, *heads: str) -> None:
    """Print a table's beginning."""
    print(f"\n## {title}\n")
    row(*heads)
    row(*("---" if number == 0 else "---:" for number in range(len(heads))))


def verdict(ratio: float, limit: float) -> str:
    """Whether `ratio` is within `limit`, in words."""
    return f"{ratio:.2f}, at most {limit:g}: {'met' if ratio <= limit else 'NOT MET'}"


def beside_the_loop(place: Place) -> None:
    """First builds with the eSpeak voice, beside a shell loop of single tools."""
    table("A first build, one post at a time", "what", "processor, s", "clock, s", "memory, MB")
    espeak = ("--voice", "espeak", "--jobs", "1")
    three = ("--format", "large-print", "--format", "epub", "--format", "audio")
    ours = {
        "Word, e-book, audio": lambda: place.fresh(*espeak, *three),
        "every format": lambda: place.fresh(*espeak),
    }
    loops = {
        "loop: Word, e-book, audio": lambda: _loop(place, "three"),
        "loop: web page and textstat too": lambda: _loop(place, "all"),
    }
    if lacking := missing_for_loop():
        loops = {}
    unpack_dictionary(place.folder / "nltk")
    os.environ["NLTK_DATA"] = str(place.folder / "nltk")
    named = {**ours, **loops}
    costs = dict(zip(named, in_turn(*named.values(), times=LONG_TIMES), strict=True))
    for name, cost in costs.items():
        row(name, cost.processor, cost.clock, f"{cost.memory:.0f}")
    if lacking:
        print(f"\nThe loop was NOT RUN: {', '.join(lacking)} not here.")
        return
    pairs = zip(ours, loops, (OF_LOOP, OF_WHOLE_LOOP), strict=True)
    print()
    for our, loop, limit in pairs:
        ratio = costs[our].processor / costs[loop].processor
        print(f"- {our} against the loop: {verdict(ratio, limit)}")
    minutes = _minutes(place.folder / "dist")
    print(f"- All files of ours hold {minutes:.0f} minutes of sound: most sentences in several.")


def _loop(place: Place, how_much: str) -> Cost:
    out = place.folder / "loop"
    shutil.rmtree(out, ignore_errors=True)
    out.mkdir()
    return measured(
        "sh", "-c", LOOP, "loop", how_much, place.sources, out, pandoc(), sys.executable
    )


def _minutes(dist: Path) -> float:
    posts = json.loads((dist / "manifest.json").read_text("utf-8"))["posts"].values()
    seconds: float = sum(file.get("duration", 0) for post in posts for file in post["files"])
    return seconds / 60


def by_format(place: Place) -> None:
    """What each format costs by itself, from nothing."""
    from convert.formats import NAMES

    table("Each format by itself, from nothing, eSpeak voice", "format", "processor, s", "clock, s")
    for name in NAMES:
        cost = place.fresh("--voice", "espeak", "--jobs", "1", "--format", name)
        row(name, cost.processor, cost.clock)


def again(place: Place) -> None:
    """What a build costs after the first one, with the default voice."""
    table("After the first build, default voice", "what", "processor, s", "clock, s")
    one, two = in_turn(
        lambda: place.fresh("--jobs", "1"), lambda: place.fresh("--jobs", "2"), times=LONG_TIMES
    )
    row("first build, one job", one.processor, one.clock)
    row("first build, two jobs", two.processor, two.clock)
    idle, floor = in_turn(place.build, lambda: measured(sys.executable, "-m", "convert", "--help"))
    row("nothing to do", idle.processor, idle.clock)
    row("allways --help", floor.processor, floor.clock)
    edits = []
    for number in range(TIMES):
        edit(place.posts()[0], number)
        edits.append(place.build())
    changed = lowest(edits)
    row("one sentence more in one post", changed.processor, changed.clock)
    copy_of(place.posts()[1])
    added = place.build()
    row("one post more", added.processor, added.clock)
    print(f"\n- One sentence, seconds on the clock: {verdict(changed.clock, EDIT_SECONDS)}")
    gain = one.clock / two.clock
    met = "met" if gain >= TWO_JOBS else "NOT MET"
    print(f"- Two jobs are {gain:.2f} times as fast as one, at least {TWO_JOBS:g}: {met}")


def large(folder: Path, count: int) -> None:
    """How the cost of a post and the memory grow with the number of posts, Word format only."""
    table(
        "Many posts, Word format only, two jobs",
        *("posts", "processor a post, s", "clock, s", "memory of the largest process, MB"),
    )
    costs: dict[int, Cost] = {}
    for number in (SOME, count):
        many(folder / f"{number}-posts", number)
        place = Place(folder / str(number), folder / f"{number}-posts")
        costs[number] = place.fresh(*IN_WORD, "--jobs", "2")
        cost = costs[number]
        row(number, f"{cost.processor / number:.3f}", cost.clock, f"{cost.memory:.0f}")
    growth = (costs[count].processor / count) / (costs[SOME].processor / SOME)
    print(f"\n- A post of {count} against one of {SOME}: {verdict(growth, PER_POST)}")
    nothing_to_do(place, f"{count} posts in Word", *IN_WORD)


def nothing_to_do(place: Place, what: str, *options: str) -> None:
    """Nothing to do, beside two tools that know files only."""
    table(f"Nothing to do, {what}", "tool", "processor, s", "clock, s")
    work = place.folder / "peers"
    work.mkdir()
    names = doit_file(work, place.posts())
    tools: dict[str, tuple[str | Path, ...]] = {}
    if find_spec("doit") is not None:
        tools["doit"] = (sys.executable, "-m", "doit", "-f", work / "dodo.py")
    if shutil.which("make") is not None:
        tools["make -rs"] = ("make", "-rs")
    for command in tools.values():
        measured(*command, cwd=work)
    tasks = [lambda: place.build(*options), *(_runner(command, work) for command in tools.values())]
    ours, *theirs = in_turn(*tasks)
    row("allways build", ours.processor, ours.clock)
    for name, cost in zip(tools, theirs, strict=True):
        row(name, cost.processor, cost.clock)
    print(f"\n- The other tools copied {names} files and looked whether they had changed.")
    if "doit" in tools:
        ratio = ours.processor / theirs[0].processor
        print(f"- allways against doit: {verdict(ratio, 1.0)}")
    else:
        print("- doit was NOT RUN: it is not here.")


def _runner(command: Sequence[str | Path], work: Path) -> Callable[[], Cost]:
    return lambda: measured(*command, cwd=work)


def main() -> None:
    """Measure and print."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else MANY
    with tempfile.TemporaryDirectory() as folder:
        place = Place(Path(folder) / "samples", PROJECT / "sources")
        beside_the_loop(place)
        by_format(place)
        again(place)
        nothing_to_do(place, f"{len(place.posts())} posts in every format")
        large(Path(folder) / "many", count)


if __name__ == "__main__":
    main()
