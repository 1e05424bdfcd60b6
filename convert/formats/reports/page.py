"""The report page of one post: what to do first, where, why, and what is good already."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from convert.document import Document, fingerprint
from convert.edition import Edition
from convert.formats.reports import group
from convert.formats.reports.charts import sentence_lengths, word_shares
from convert.pages.page import Page
from convert.pages.page import render as render_page
from convert.pages.xhtml import Child, Element, element
from convert.plain.readability.advice import SYMBOLS, Advice, Fix, HardWord, advice, band_words
from convert.plain.readability.explanations import explanations
from convert.plain.readability.model import Band, Readability, SentenceReading
from convert.plain.readability.posts import NAMES
from convert.review.answers import Answers, word_print
from convert.review.asked import asked, quieted
from convert.traversal import readings

HOME = "../"


def page(edition: Edition, readability: Readability) -> bytes:
    """The page as an HTML file."""
    title = f"How easy is “{edition.document.title.text}” to read?"
    shown = quieted(readability, edition.answers)
    told = advice(shown)
    slug = edition.document.slug
    return render_page(
        Page(
            title=title,
            main=(
                element("h1", title),
                verdict(told, readability.band),
                *_first(told.fixes),
                *_good(told),
                *_sentences(_to_look_at(edition, shown, told), edition),
                *_words(told.words, edition.answers),
                *_about_the_post(readability),
                *group.everything(edition),
                element("h2", "Pictures of the post"),
                sentence_lengths(readability),
                word_shares(shown),
                *_next(slug),
                _for_writers(shown),
            ),
            publication=edition.publication,
            home=HOME,
            styles=("report.css",),
        )
    )


def verdict(told: Advice, band: Band) -> Element:
    """The band in words and a sign, and the ages."""
    return element(
        "div",
        element(
            "p",
            element("span", SYMBOLS[band], class_="sign", aria_hidden="true"),
            " ",
            told.headline,
            class_="headline",
        ),
        element("p", told.ages),
        element("p", told.disagreement) if told.disagreement else None,
        class_=f"verdict {band.name.lower()}",
    )


def _first(fixes: Sequence[Fix]) -> Iterator[Element]:
    if not fixes:
        return
    yield element("h2", "Put right first")
    yield element("ol", *map(_fix, fixes), class_="fixes")


def _fix(fix: Fix) -> Element:
    return element(
        "li",
        element("h3", fix.title),
        element("p", fix.what),
        element("p", fix.why),
        element("blockquote", element("p", fix.example)) if fix.example else None,
    )


def _good(told: Advice) -> Iterator[Element]:
    if told.good:
        yield element("h2", "What is good")
        yield element("ul", *(element("li", line) for line in told.good))


def _to_look_at(
    edition: Edition, shown: Readability, told: Advice
) -> list[tuple[int, SentenceReading]]:
    """The hardest sentences and those a group spoke of, with their numbers on the review sheet."""
    items = asked(edition.readability) if edition.readability is not None else ()
    numbers = {item.fingerprint: item.number for item in items}
    prints = {sentence.id: fingerprint(sentence.text) for sentence in shown.sentences}
    chosen = {
        numbers[prints[sentence.id]]: sentence
        for sentence in shown.sentences
        if sentence.reasons
        and (sentence in told.sentences or edition.answers.about(prints[sentence.id]))
    }
    return sorted(chosen.items())


def _sentences(
    sentences: Sequence[tuple[int, SentenceReading]], edition: Edition
) -> Iterator[Element]:
    if not sentences:
        return
    parts = _parts(edition.document)
    yield element("h2", "Sentences to look at")
    for number, sentence in sentences:
        yield element(
            "section",
            element("h3", f"Sentence {number}", id=f"look-{number}"),
            element("p", f"In the part “{part}”:") if (part := parts.get(sentence.id)) else None,
            element("blockquote", element("p", *marked(sentence))),
            element("ul", *(element("li", reason.message) for reason in sentence.reasons)),
            _easier(sentence),
            *group.beside(edition.answers.about(fingerprint(sentence.text))),
            aria_labelledby=f"look-{number}",
            class_="card",
        )


def _parts(document: Document) -> dict[str, str]:
    """The heading above each sentence, by the sentence's id; nothing above the first heading."""
    found: dict[str, str] = {}
    heading = ""
    for reading in readings(document):
        if reading.role == "heading":
            heading = reading.sentence.text
        found[reading.sentence.id] = heading
    return found


def marked(sentence: SentenceReading) -> list[Child]:
    """The sentence with the words that its reasons are about marked."""
    made: list[Child] = []
    done = 0
    for reason in sorted(sentence.reasons, key=lambda reason: (reason.start, -reason.end)):
        if reason.start >= done and reason.end > reason.start:
            made += [
                sentence.text[done : reason.start],
                element("mark", sentence.text[reason.start : reason.end]),
            ]
            done = reason.end
    return [*made, sentence.text[done:]]


def _easier(sentence: SentenceReading) -> Element | None:
    if not sentence.easier:
        return None
    return element("p", element("strong", "You could say: "), sentence.easier)


def _words(words: Sequence[HardWord], given: Answers) -> Iterator[Element]:
    if not words:
        return
    yield element("h2", "Hard words")
    yield element("p", "Use a plainer word, or say what the word means in the next sentence.")
    yield element(
        "dl",
        *(
            element(
                "div",
                element("dt", word.word),
                _meaning(word),
                *(element("dd", line) for line in group.beside(given.about(word_print(word.word)))),
            )
            for word in words
        ),
        class_="words",
    )


def _meaning(word: HardWord) -> Element:
    if word.explained:
        return element("dd", word.explained)
    return element("dd", f"Try “{word.plainer}”." if word.plainer else "Explain it.")


def _about_the_post(readability: Readability) -> Iterator[Element]:
    if readability.reasons:
        yield element("h2", "The whole post")
        yield element("ul", *(element("li", reason.message) for reason in readability.reasons))


def _next(slug: str) -> Iterator[Element]:
    sheet = element("a", "Print the sheet for your group (Word)", href=sheet_name(slug))
    posts = element("a", "See all posts by how easy they are", href="index.html")
    links = element("ul", element("li", sheet), element("li", posts))
    yield element("div", element("h2", "What next?"), links, class_="screen-only")


def sheet_name(slug: str) -> str:
    """The file of the review sheet, beside the page."""
    return f"{slug}-review-sheet.docx"


# ---------------------------------------------------------------- for writers


def _for_writers(readability: Readability) -> Element:
    return element(
        "details",
        element("summary", "For writers: all the figures"),
        element(
            "p",
            f"Our own measures say a reading age of {readability.score:.1f} years, give or take. "
            f"School-grade formulas say {band_words(readability.formula_ages)}. "
            "Each line below is years that a measure adds to a plain text, or takes off.",
        ),
        _table(
            "How the reading age adds up",
            ("Measure", "Years"),
            [
                *((NAMES[name], f"{share:+.2f}") for name, share in readability.parts.items()),
                ("Together", f"{readability.score:.2f}"),
            ],
        ),
        _table(
            "Published formulas, for comparison",
            ("Formula", "Value"),
            [(name, f"{value:.1f}") for name, value in readability.formulas.items()],
        ),
        _table(
            "Every sentence",
            ("Words", "Score", "Sentence", "Findings"),
            [
                (
                    str(sentence.words),
                    f"{sentence.score:.1f}",
                    sentence.text,
                    ", ".join(explanations()[reason.code].title for reason in sentence.reasons),
                )
                for sentence in readability.sentences
            ],
        ),
    )


def _table(caption: str, header: Sequence[str], rows: Sequence[Sequence[str]]) -> Element:
    return element(
        "div",
        element(
            "table",
            element("caption", caption),
            element("thead", element("tr", *(element("th", name, scope="col") for name in header))),
            element(
                "tbody",
                *(element("tr", *(element("td", cell) for cell in row)) for row in rows),
            ),
        ),
        class_="table",
        tabindex="0",
        role="region",
        aria_label=caption,
    )
