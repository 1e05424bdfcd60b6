"""Scores: what they are made of, what they agree with, and what they must not need."""

from __future__ import annotations

import datetime as dt
import math
import os
import random
import socket
import subprocess
import sys
import time
from pathlib import Path
from types import ModuleType

import pytest
from hypothesis import given
from hypothesis import strategies as st

from convert.document import (
    Document,
    Figure,
    Heading,
    Image,
    Link,
    Meta,
    Paragraph,
    Phrase,
    Sentence,
    SentenceId,
    Text,
    Verse,
)
from convert.plain.easy_read.house import HouseWords
from convert.plain.readability import packages, posts, sentences, targets, trial
from convert.plain.readability.advice import advice
from convert.plain.readability.assessment import assess
from convert.plain.readability.formulas import count, formulas
from convert.plain.readability.model import Band
from convert.plain.readability.prose import prose
from convert.plain.readability.tokens import tokens
from convert.source import sentences as boundaries
from tests import yardstick

BARE = HouseWords()
# Sentences of three words or more, without figures, hyphens or shortened words: on these textstat
# and careful counting must agree.
CLEAN = (
    "The council asked many local people about their plans for the new library.",
    "They said that the building should have a quiet room, a kitchen and good toilets.",
    "A member of the committee wrote down every answer.",
    "After the meeting we talked about money and decided to ask for more information.",
    "Nobody wanted to wait another year for the new entrance.",
    "The architect, who lives nearby, promised to visit again in September!",
    "Can everyone reach the door without help?",
)


def text(words: str, name: str) -> Sentence:
    return Sentence(SentenceId(name), (Text(words),))


def document(*lines: str, lang: str = "en-GB") -> Document:
    group = tuple(text(line, f"s{place}") for place, line in enumerate(lines))
    meta = Meta("A post", dt.date(2024, 5, 1), lang=lang)
    return Document("a-post", meta, text("A post", "title"), blocks=(Paragraph(group),))


# ---------------------------------------------------------------- the published formulas


@pytest.fixture(scope="module")
def textstat(tmp_path_factory: pytest.TempPathFactory) -> ModuleType:
    return yardstick.textstat_in(tmp_path_factory.mktemp("nltk"))


@pytest.mark.parametrize("first", range(len(CLEAN)))
def test_formulas_agree_with_textstat_on_clean_text(textstat: ModuleType, first: int) -> None:
    lines = CLEAN[first:]
    ours = formulas(count(map(tokens, lines)))

    theirs = {name: of(" ".join(lines)) for name, of in yardstick.formulas(textstat).items()}

    assert theirs == pytest.approx(ours)


def test_linsear_write_stops_after_a_hundred_words(textstat: ModuleType) -> None:
    lines = CLEAN * 5
    ours = formulas(count(map(tokens, lines)))["Linsear Write"]

    # textstat counts the sentences of a text that it has cut in the middle of one, as we do.
    assert yardstick.formulas(textstat)["Linsear Write"](" ".join(lines)) == pytest.approx(ours)


def test_short_sentences_and_decimals_and_abbreviations_count_as_what_they_are() -> None:
    counts = count(map(tokens, ["Ask us.", "It costs £2.50, e.g. for tea.", "Yes!"]))

    assert (counts.sentences, counts.words) == (3, 9)


def test_british_spelling_has_the_syllables_of_american() -> None:
    british = count([tokens("Organisations recognise specialised behaviour.")])
    american = count([tokens("Organizations recognize specialized behavior.")])

    assert british.syllables == american.syllables


# ---------------------------------------------------------------- sums and packages


def test_a_posts_score_is_the_sum_of_its_parts() -> None:
    reading = assess(document(*CLEAN), words=BARE)

    assert reading is not None
    assert reading.score == pytest.approx(sum(reading.parts.values()))
    assert len(reading.parts) == len(posts.MEASURES) + 1 <= 13


def test_sentence_and_word_scores_are_the_sums_of_their_parts() -> None:
    for line in CLEAN:
        reading = sentences.read(line)
        assert reading.score == pytest.approx(sentences.CONSTANT + sum(reading.parts.values()))
        for word in reading.words:
            assert word.score == pytest.approx(sum(word.parts.values()))


def test_tables_read_from_packages_are_what_the_packages_say() -> None:
    import cefrpy
    import wordfreq

    known = packages.frequencies()
    levels = cefrpy.CEFRAnalyzer()
    for word in random.Random(1).sample(sorted(known), 300):
        assert wordfreq.zipf_frequency(word, "en") == pytest.approx(known[word] / 100, abs=0.006)
        theirs = levels.get_average_word_level_float(word)
        assert packages.level(word) == (pytest.approx(theirs, abs=0.02) if theirs else None)


def test_scoring_loads_no_heavy_library_and_needs_no_network() -> None:
    script = (
        "import socket, sys\n"
        "def refuse(*a, **k): raise OSError('no network')\n"
        "socket.socket.connect = refuse; socket.getaddrinfo = refuse\n"
        "from convert.plain.readability.trial import score_text\n"
        "assert score_text('The council asked many people about the library.') > 0\n"
        "heavy = {'numpy', 'nltk', 'textblob', 'textstat', 'wordfreq', 'lemminflect', 'scipy'}\n"
        "assert not heavy & sys.modules.keys(), heavy & sys.modules.keys()\n"
    )
    subprocess.run([sys.executable, "-c", script], check=True)


def test_all_scores_work_with_the_network_cut(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise OSError("no network")

    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    monkeypatch.setattr(socket.socket, "connect", refuse)
    reading = assess(document(*CLEAN), words=BARE)

    assert reading is not None
    assert all(map(math.isfinite, reading.formulas.values()))


# ---------------------------------------------------------------- what is counted


def test_only_prose_is_counted() -> None:
    counted = text("We met in May.", "s1")
    whole = document()
    blocks = (
        Heading(2, text("Headings are not prose", "h"), "h"),
        Paragraph((counted,)),
        Paragraph((Sentence(SentenceId("l"), (Link((Text("Our films"),), "https://x.org/"),)),)),
        Verse((text("A line of a song", "v"),)),
        Figure(Image("a.jpg", text("A cat", "alt")), (text("Our cat in May.", "c"),)),
    )

    assert [(counted,)] == prose(Document("p", whole.meta, whole.title, blocks=blocks))


def test_a_language_that_the_scores_do_not_know_is_not_scored() -> None:
    assert assess(document("Bonjour tout le monde.", lang="fr"), words=BARE) is None


def test_a_post_without_prose_is_not_scored() -> None:
    assert assess(document("…"), words=BARE) is None


def test_words_of_another_language_are_counted_and_never_judged() -> None:
    welsh = Phrase((Text("bore da, gyfeillion"),), "cy")
    line = Sentence(SentenceId("s"), (Text("Good morning in Welsh is "), welsh, Text(".")))
    whole = document()
    post = Document("p", whole.meta, whole.title, blocks=(Paragraph((line,)),))
    reading = assess(post, words=BARE)

    assert reading is not None
    assert reading.word_count == 8
    assert not reading.hard_words
    assert not [reason.code for sentence in reading.sentences for reason in sentence.reasons]


def test_a_post_of_words_of_another_language_alone_breaks_nothing() -> None:
    line = Sentence(SentenceId("s"), (Phrase((Text("Bore da."),), "cy"),))
    whole = document()
    reading = assess(
        Document("p", whole.meta, whole.title, blocks=(Paragraph((line,)),)), words=BARE
    )

    assert reading is None or math.isfinite(reading.score)


def test_house_words_are_never_flagged_and_bring_their_own_words() -> None:
    line = "The facilitator helps the practitioner to reimburse us."
    house = HouseWords(
        allowed=frozenset(["facilitator"]),
        explained={"practitioner": "A practitioner is a worker."},
        preferred={"reimburse": "give the money back to"},
    )
    reading = assess(document(line), words=house)

    assert reading is not None
    found = {word.word: (word.plainer, word.explained) for word in reading.hard_words}
    assert "facilitator" not in found
    assert found["practitioner"][1] == "A practitioner is a worker."
    assert found["reimburse"][0] == "give the money back to"


def test_an_easier_way_to_say_it_is_asked_for_where_a_sentence_is_hard() -> None:
    hard = "The implementation was scrutinised by practitioners."
    reading = assess(document("We met.", hard), words=BARE, easier=lambda _: "Staff checked it.")

    assert reading is not None
    assert [sentence.easier for sentence in reading.sentences] == ["", "Staff checked it."]


# ---------------------------------------------------------------- one score at a time


def test_harder_texts_sentences_and_words_score_higher() -> None:
    easy, hard = "We met. We ate cake.", "The implementation of governance necessitates scrutiny."
    line = "We scrutinise the plan."

    assert trial.score_text(easy) < trial.score_text(hard)
    assert trial.score_sentence(easy).score < trial.score_sentence(hard).score
    assert trial.score_sentence(hard).hard
    assert trial.score_word(line, 3, 13, "scrutinise").flag
    assert not trial.score_word(line, 18, 22, "plan").hard


def test_a_name_is_not_hard_and_a_phrase_is_harder_than_its_words() -> None:
    line = "Hezekiah flexed his muscles in Aberystwyth."

    assert not trial.score_word(line, 31, 42, "Aberystwyth").hard
    phrase = trial.score_word(line, 9, 27, "flexed his muscles").score
    assert phrase > trial.score_word(line, 9, 15, "flexed").score
    assert trial.score_word(line, 9, 27, "flexed his muscles").hard


@pytest.mark.parametrize(
    ("start", "end", "word"),
    [
        (0, 0, "scrutinise"),
        (-9, 900, "scrutinise"),
        (13, 3, "scrutinise"),
        (5, 14, "scrutinise"),
        (3, 13, "Scrutinise"),
        (3, 14, "scrutinise,"),
        (2, 14, "“scrutinise”"),
    ],
)
def test_a_word_is_found_where_the_offsets_are_not_quite_right(
    start: int, end: int, word: str
) -> None:
    line = "We scrutinise the plan."

    assert trial.score_word(line, start, end, word) == trial.score_word(line, 3, 13, "scrutinise")


def test_a_word_is_not_taken_from_inside_another_and_the_nearest_counts() -> None:
    line = "A party has art, and Art scrutinises art."

    assert trial.score_word(line, 0, 0, "art") == trial.score_word(line, 12, 15, "art")
    assert trial.score_word(line, 22, 22, "art") == trial.score_word(line, 21, 24, "Art")


def test_a_word_that_its_sentence_lacks_is_scored_alone() -> None:
    assert trial.score_word("", 0, 0, "scrutinise").flag
    assert trial.score_word("We met 42 people.", 7, 9, "42") == trial.WordScore(
        0.0, hard=False, flag=False
    )


def test_shortened_words_are_as_easy_as_the_words_they_shorten() -> None:
    line = "I can't go and won't."

    assert not trial.score_word(line, 2, 7, "can't").hard
    assert not trial.score_word(line, 15, 20, "won't").hard


def test_lines_wrapped_in_the_middle_of_a_sentence_change_no_score() -> None:
    lines = [line.replace(" the ", "\nthe ", 1) for line in CLEAN if line.find(" the ") >= 40]

    assert lines
    for line in lines:
        assert trial.score_text(line) == trial.score_text(line.replace("\n", " "))
    assert trial.score_text("bread\nmilk\ntea") < trial.score_text("bread milk tea")


@given(st.text(max_size=300))
def test_no_text_breaks_the_scores(words: str) -> None:
    assert math.isfinite(trial.score_text(words))
    assert math.isfinite(trial.score_sentence(words).score)
    assert math.isfinite(trial.score_word(words, 0, 3, words[:3]).score)


def test_a_thousand_words_take_less_than_a_tenth_of_a_second() -> None:
    from convert.edition import Edition
    from convert.formats import report
    from convert.settings import Publication

    words = sum(len(line.split()) for line in CLEAN)
    whole = document(*(CLEAN * (1000 // words + 1)))

    def once() -> float:
        start = time.process_time()
        edition = Edition(whole, Publication(), {}, assess(whole, words=BARE), None, None, None)
        assert len(list(report.render(edition))) == 3
        return time.process_time() - start

    once()  # tables are read once a process
    assert min(once() for _ in range(5)) < 0.1


def test_extraction_moves_a_post_by_less_than_a_third_of_a_grade(project: Path) -> None:
    folder = project / "tests" / "cases" / "readability" / "extraction"
    for case in sorted(folder.glob("*.md")):
        from convert.source import reader

        careful = case.with_suffix(".txt").read_text("utf-8").split("\n")
        by_hand = formulas(count(tokens(line) for line in careful if line.strip()))
        read = reader.read(case.stem, {"post.md": case.read_bytes()})
        reading = assess(read.document, words=BARE)

        assert reading is not None
        grade = reading.formulas["Flesch-Kincaid grade"]
        assert grade == pytest.approx(by_hand["Flesch-Kincaid grade"], abs=0.3)


# ---------------------------------------------------------------- letters explained nearby


@pytest.mark.parametrize(
    "lines",
    [
        ("The CQC came to see us.", "CQC stands for Care Quality Commission."),
        ("The CQC came to see us.", "The Care Quality Commission looks at care homes."),
        ("We wrote to the Care Quality Commission.", "The CQC came to see us."),
        ("The CQC (Care Quality Commission) came.", "The CQC was kind."),
    ],
)
def test_letters_that_the_post_explains_are_not_flagged(lines: tuple[str, ...]) -> None:
    assert "acronym" not in _codes(*lines)
    assert "acronym" in _codes("The CQC came to see us.", "The Care Commission was kind.")


def _codes(*lines: str) -> set[str]:
    reading = assess(document(*lines), words=BARE)
    assert reading is not None
    return {reason.code for sentence in reading.sentences for reason in sentence.reasons}


# ---------------------------------------------------------------- who it is for


@pytest.mark.parametrize(
    ("audiences", "low", "high", "longest"),
    [
        (("",), 9, 11, 20),
        (("reading age 9 to 11",), 9, 11, 20),
        (("", "reading age 11 to 14"), 11, 14, 25),
        (("people aged 7-8", "reading age 11 to 14"), 7, 8, 15),
        (("people who plan meetings together", "reading age 14"), 14, 14, 25),
        (("reading age 90 to 110",), 9, 11, 20),
        (("the 12 members of our group",), 9, 11, 20),
        (("reading age 14 to 9",), 9, 11, 20),
    ],
)
def test_the_first_audience_that_names_an_age_sets_the_target(
    audiences: tuple[str, ...], low: int, high: int, longest: int
) -> None:
    aim = targets.target(*audiences)

    assert (aim.ages.low, aim.ages.high, aim.sentence_words) == (low, high, longest)


def test_an_older_audience_is_held_to_wider_bands_and_cuts() -> None:
    line = (
        "The council asked many local people about their plans for the new library and wrote "
        "down what every one of them said in May."
    )
    young, usual, old = (
        assess(document(line, *CLEAN), words=BARE, audience=f"reading age {ages}")
        for ages in ("7 to 8", "9 to 11", "14 to 17")
    )

    assert young is not None
    assert usual is not None
    assert old is not None
    bands = list(Band)
    assert bands.index(young.band) > bands.index(old.band)
    hard = [sum(s.hard for s in reading.sentences) for reading in (young, usual, old)]
    assert hard == sorted(hard, reverse=True)
    assert hard[0] > hard[-1]
    long = [
        any(reason.code == "long-sentence" for reason in reading.sentences[0].reasons)
        for reading in (young, usual, old)
    ]
    assert long == [True, True, False]
    assert "We want 14 to 17." in advice(old).ages


@pytest.mark.skipif("ALLWAYS_OUTSIDE" not in os.environ, reason="ALLWAYS_OUTSIDE is not set")
def test_extraction_of_the_real_dump_agrees_with_choosing_its_lines_by_hand(
    project: Path, tmp_path: Path
) -> None:
    from convert.source import importer, reader

    dump = Path(os.environ["ALLWAYS_OUTSIDE"]) / "posts" / "coproduction-week-2017.txt"
    lines = dump.read_text("utf-8").splitlines()
    importer.bring_in([dump], tmp_path)
    table = project / "tests" / "cases" / "readability" / "extraction" / "dump-lines.tsv"
    rows = [row.split("\t") for row in table.read_text("utf-8").splitlines() if row[0] != "#"]

    assert len(rows) == 3
    for slug, numbers in rows:
        chosen = [lines[int(number) - 1].strip(" •") for number in numbers.split()]
        by_hand = formulas(
            count(tokens(line[a:b]) for line in chosen for a, b in boundaries.spans(line))
        )
        post = reader.read(slug, {"post.md": (tmp_path / slug / "post.md").read_bytes()})
        reading = assess(post.document, words=BARE)

        assert reading is not None
        assert reading.formulas["Flesch-Kincaid grade"] == pytest.approx(
            by_hand["Flesch-Kincaid grade"], abs=0.3
        )
