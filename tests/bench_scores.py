"""What scores cost: one post of a thousand words, and the memory of ten thousand posts.

usage: python -m tests.bench_scores [POSTS]

Prints processor time, after the tables are read, of scoring and flagging a post, easier sentences
suggested, and of making its report: the words are those of our own posts, one after another. Then
peak memory while posts of ever other words are scored. Those words are drawn as often as they stand
in the language, one in twenty is no word at all, so that what is kept about words is full after
some thousand posts, and grows no more.
"""

from __future__ import annotations

import datetime as dt
import random
import resource
import string
import sys
import time
from collections.abc import Callable, Sequence
from itertools import accumulate, cycle

from convert.document import Document, Meta, Paragraph, Sentence, SentenceId, Text
from convert.edition import Edition
from convert.formats import report
from convert.plain.easy_read.house import HouseWords
from convert.plain.easy_read.trial import simplify
from convert.plain.readability import packages
from convert.plain.readability.assessment import assess
from convert.plain.readability.model import Readability
from convert.plain.readability.prose import prose
from convert.settings import Publication
from convert.source import reader
from tests.tools import PROJECT

POSTS = 10_000
WORDS, SENTENCE = 200, 15
LONG_POST = 1000
SECONDS = 0.1
GROWTH = 1.1
"""How much more memory all posts may take than the first half of them."""
TRIES = 5


def main(count: int) -> None:
    """Measure, and print."""
    long = post(own_sentences(LONG_POST))

    def read() -> Readability | None:
        return assess(long, words=HouseWords(), easier=simplify)

    reading = read()
    words = reading.word_count if reading is not None else 0
    scored = seconds(read)
    edition = Edition(long, Publication(), {}, reading, None, None, None)
    reported = seconds(lambda: list(report.render(edition)))
    print(f"a post of {words} words: {1000 * scored:.0f} ms scored and flagged,")
    print(f"    {1000 * reported:.0f} ms reported; limit {1000 * SECONDS:.0f} ms for both")
    draw = words_of(random.Random(1))
    began = time.process_time()
    half = peak()
    for number in range(count):
        if number == count // 2:
            half = peak()
        assess(post(sentences(draw)), words=HouseWords())
    spent = time.process_time() - began
    print(f"{count} posts of {WORDS} words, one after another: {1000 * spent / count:.1f} ms each,")
    print(f"    memory at most {half:.0f} MB after half of them, {peak():.0f} MB after all;")
    print(f"    that is {peak() / half:.2f} times, limit {GROWTH}")


def own_sentences(words: int) -> list[str]:
    """So many words, or a few more, of our own posts one after another, again and again."""
    taken: list[str] = []
    for path in cycle(sorted((PROJECT / "sources").glob("*/post.md"))):
        files = {file.name: file.read_bytes() for file in path.parent.iterdir() if file.is_file()}
        for group in prose(reader.read(path.parent.name, files).document):
            for sentence in group:
                taken.append(sentence.text)
                if sum(len(text.split()) for text in taken) >= words:
                    return taken
    raise AssertionError("there is no post")


def words_of(chance: random.Random) -> Callable[[int], list[str]]:
    """Draws so many words."""
    known = packages.frequencies()
    words = sorted(known)
    weights = list(accumulate(10 ** (known[word] / 100) for word in words))

    def draw(count: int) -> list[str]:
        drawn = chance.choices(words, cum_weights=weights, k=count)
        for place in range(0, count, 20):
            drawn[place] = "".join(chance.choices(string.ascii_lowercase, k=9))
        return drawn

    return draw


def sentences(draw: Callable[[int], list[str]]) -> list[str]:
    """A post's worth of sentences of drawn words."""
    sizes = [min(SENTENCE, WORDS - start) for start in range(0, WORDS, SENTENCE)]
    return [" ".join(draw(size)).capitalize() + "." for size in sizes]


def post(lines: Sequence[str]) -> Document:
    """A post of one paragraph."""
    title = Sentence(SentenceId("title"), (Text("A post"),))
    group = tuple(
        Sentence(SentenceId(f"s{number}"), (Text(line),)) for number, line in enumerate(lines)
    )
    return Document("post", Meta("A post", dt.date(2024, 5, 1)), title, blocks=(Paragraph(group),))


def seconds(do: Callable[[], object]) -> float:
    """Processor time of `do` at its best, once what it keeps is there."""
    do()
    times = []
    for _ in range(TRIES):
        began = time.process_time()
        do()
        times.append(time.process_time() - began)
    return min(times)


def peak() -> float:
    """Megabytes that this process has held at most."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else POSTS)
