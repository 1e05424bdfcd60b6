"""`readability/`: which posts to look at first, and the same as a table and as JSON."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

import msgspec

from convert.days import day
from convert.edition import Artifact
from convert.files import spreadsheet
from convert.manifest import File, Manifest
from convert.pages.page import Page, render
from convert.pages.xhtml import Element, element
from convert.plain.readability.advice import SYMBOLS, band_words
from convert.plain.readability.explanations import explanations
from convert.plain.readability.model import Band
from convert.plain.readability.summary import OnlySummary, Summary, by_gain
from convert.plain.readability.targets import target
from convert.review.history import NO_HISTORY, History, Snapshot
from convert.settings import Publication

FOLDER = "readability"
HOME = "../"
_CHANGED = 0.5
"""Years; a smaller change is none that a reader would notice."""
_BANDS = {
    Band.HARD: "These are hard to read",
    Band.MIDDLING: "These could be easier",
    Band.EASY: "These are easy to read",
}


def publish(
    manifest: Manifest, read: Callable[[File], bytes], *, history: History = NO_HISTORY
) -> Iterator[Artifact]:
    """The overview of all reports that the manifest names; nothing where there are none."""
    summaries = list(_summaries(manifest, read))
    if summaries:
        # Another version may measure in another way, and then a change of the score is no trend.
        same = {
            slug: [one for one in snapshots if one.made_by == manifest.made_by and one.band]
            for slug, snapshots in history.items()
        }
        yield from overview(summaries, manifest.publication, history=same)


def _summaries(manifest: Manifest, read: Callable[[File], bytes]) -> Iterator[Summary]:
    for entry in manifest.newest_first():
        for file in entry.files:
            if file.path == f"{FOLDER}/{entry.slug}-figures.json":
                yield msgspec.json.decode(read(file), type=OnlySummary).summary


def overview(
    summaries: Sequence[Summary], publication: Publication, *, history: History = NO_HISTORY
) -> Iterator[Artifact]:
    """The page, the table and the JSON for these posts."""
    ordered = by_gain(summaries)
    yield Artifact(
        path=f"{FOLDER}/index.html",
        data=_page(ordered, publication, history),
        media_type="text/html",
        title="How easy our posts are to read (web page)",
        made_by="Allways",
    )
    yield Artifact(
        path=f"{FOLDER}/readability.csv",
        data=table(ordered),
        media_type="text/csv",
        title="How easy our posts are to read (table)",
        made_by="Allways",
    )
    yield Artifact(
        path=f"{FOLDER}/readability.json",
        data=msgspec.json.format(msgspec.json.encode(ordered), indent=1),
        media_type="application/json",
        title="How easy our posts are to read (JSON)",
        made_by="Allways",
    )


# ---------------------------------------------------------------- the page


def _page(ordered: Sequence[Summary], publication: Publication, history: History) -> bytes:
    title = "How easy are our posts to read?"
    return render(
        Page(
            title=title,
            main=(
                element("h1", title),
                element("p", *_counted(ordered)),
                element(
                    "p",
                    f"We want a reading age of {band_words(target(publication.audience).ages)}. "
                    "The posts that need most work come first.",
                ),
                *_groups(ordered, history),
                element("h2", "For writers"),
                element(
                    "ul",
                    element("li", element("a", "All figures as a table", href="readability.csv")),
                    element("li", element("a", "All figures as JSON", href="readability.json")),
                ),
            ),
            publication=publication,
            home=HOME,
            styles=("report.css",),
        )
    )


def _counted(ordered: Sequence[Summary]) -> list[str]:
    posts = "1 post" if len(ordered) == 1 else f"{len(ordered)} posts"
    easy = sum(summary.band is Band.EASY for summary in ordered)
    return [f"There are {posts}. {easy} of them {'is' if easy == 1 else 'are'} easy to read."]


def _groups(ordered: Sequence[Summary], history: History) -> Iterator[Element]:
    before = 0
    for band, heading in _BANDS.items():
        found = [summary for summary in ordered if summary.band is band]
        if found:
            yield element("h2", heading)
            yield element(
                "ol",
                *(_entry(s, history.get(s.slug, ())) for s in found),
                class_="posts",
                start=str(before + 1),
            )
        before += len(found)


def _entry(summary: Summary, past: Sequence[Snapshot]) -> Element:
    return element(
        "li",
        element("h3", element("a", summary.title, href=f"{summary.slug}.html")),
        element(
            "p",
            element("span", SYMBOLS[summary.band], class_="sign", aria_hidden="true"),
            f" This post {_IS[summary.band]}. Reading age: about {band_words(summary.ages)}.",
        ),
        element("p", f"Look at: {', '.join(summary.fixes)}.") if summary.fixes else None,
        element("p", said) if (said := trend(summary.score, past)) else None,
    )


_IS = {
    Band.EASY: "is easy to read",
    Band.MIDDLING: "could be easier",
    Band.HARD: "is hard to read",
}


def trend(now: float, past: Sequence[Snapshot]) -> str:
    """How the post has changed since it was first looked at; nothing without a past."""
    if not past:
        return ""
    then = day(past[0].date).partition(" ")[2]
    change = now - past[0].score
    if abs(change) < _CHANGED:
        return f"It has not changed much since {then}."
    return f"It is {'easier' if change < 0 else 'harder'} than in {then}."


# ---------------------------------------------------------------- the table

_PLAIN_COLUMNS: Mapping[str, Callable[[Summary], object]] = {
    "slug": lambda s: s.slug,
    "title": lambda s: s.title,
    "date": lambda s: s.date.isoformat(),
    "band": lambda s: s.band.value,
    "score": lambda s: s.score,
    "age_from": lambda s: s.ages.low,
    "age_to": lambda s: s.ages.high,
    "formula_age_from": lambda s: s.formula_ages.low,
    "formula_age_to": lambda s: s.formula_ages.high,
    "measures_disagree": lambda s: "yes" if s.measures_disagree else "no",
    "gain": lambda s: s.gain,
    "words": lambda s: s.words,
    "sentences": lambda s: s.sentences,
    "hard_sentences": lambda s: s.hard_sentences,
    "long_sentences": lambda s: s.long_sentences,
    "hard_words": lambda s: s.hard_words,
    "put_right_first": lambda s: "; ".join(s.fixes),
}


def table(ordered: Sequence[Summary]) -> bytes:
    """The posts as CSV with a heading line, for a spreadsheet."""
    parts = _names(summary.parts for summary in ordered)
    formulas = _names(summary.formulas for summary in ordered)
    codes = sorted(explanations())
    heading = [
        *_PLAIN_COLUMNS,
        *(f"finding: {code}" for code in codes),
        *(f"years: {name}" for name in parts),
        *(f"formula: {name}" for name in formulas),
    ]
    rows = (
        [
            *(value(summary) for value in _PLAIN_COLUMNS.values()),
            *(summary.findings.get(code, 0) for code in codes),
            *(summary.parts.get(name, "") for name in parts),
            *(summary.formulas.get(name, "") for name in formulas),
        ]
        for summary in ordered
    )
    return spreadsheet.table([heading, *rows])


def _names(maps: Iterable[Mapping[str, float]]) -> list[str]:
    return list(dict.fromkeys(name for found in maps for name in found))
