"""Easy Read: layers come back whole, drafts lose nothing, people's words are never overwritten."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from convert.document import (
    Document,
    Figure,
    Heading,
    Image,
    Meta,
    Paragraph,
    Sentence,
    SentenceId,
    Text,
    Verse,
)
from convert.edition import EasyReadStatus
from convert.errors import RefusedPost
from convert.plain import easy_read
from convert.plain.checked_by import checked
from convert.plain.easy_read import openmoji, refresh
from convert.plain.easy_read.gate import breaches
from convert.plain.easy_read.hardness import hard_words
from convert.plain.easy_read.house import HouseWords, Workshop
from convert.plain.easy_read.inline import words
from convert.plain.easy_read.layer import escaped, write
from convert.plain.easy_read.layer_reading import parse
from convert.source import reader, sources
from convert.traversal import readings

SENTENCES = (
    "The club meets every Monday at 10 o'clock in the hall.",
    "You must not bring dogs, but you can bring 2 friends.",
    "However, the council did not obtain £500 in order to help.",
)


PAGE_CODES = {"long-page", "long-idea", "other-word"}


def post(*texts: str) -> Document:
    def sentence(name: str, text: str) -> Sentence:
        return Sentence(SentenceId(name), (Text(text),))

    body = tuple(Paragraph((sentence(f"news-s{n}", text),)) for n, text in enumerate(texts))
    title = "Our club"
    return Document(
        "club",
        Meta(title, dt.date(2024, 5, 1)),
        sentence("title", title),
        blocks=(Heading(2, sentence("news", "News"), "news"), *body),
    )


def test_a_draft_read_and_written_again_is_the_same_file() -> None:
    text = easy_read.draft(post(*SENTENCES))

    assert text == write(parse(text.encode()))
    assert text == easy_read.draft(post(*SENTENCES), text.encode())


SAMPLES = Path(__file__).parents[1] / "sources"


@pytest.mark.parametrize("slug", sorted(path.parent.name for path in SAMPLES.glob("*/post.md")))
def test_every_long_line_and_hard_word_of_a_draft_is_flagged_and_the_mean_line_told(
    slug: str,
) -> None:
    document = reader.read(slug, sources.post(SAMPLES, slug).files).document
    text = easy_read.draft(document)
    made = easy_read.make(document, layer=text.encode())
    lines = [line for part in parse(text.encode()).parts if not part.level for line in part.lines]
    said = [words(line.text) for line in lines]

    flagged = {(found.code, found.place.line) for found in made.findings}
    unexplained = {(found.quote, found.place.line) for found in made.findings}
    found = easy_read.lengths(document, made)

    long = {line.number for line, text in zip(lines, said, strict=True) if len(text.split()) > 15}
    assert {number for number in long if ("long-sentence", number) not in flagged} == set()
    for place, line in enumerate(lines):
        beside = " ".join(said[:place] + said[place + 1 : place + 2]).lower()
        new = {word for word in hard_words(said[place]) if word.lower().rstrip("s") not in beside}
        told = {word for word in new if re.search(rf"{word} (?:means|is|are)\b", said[place])}
        assert {word for word in new - told if (word, line.number) not in unexplained} == set()
    assert found is not None
    assert found.long_lines >= len(long)
    mean = sum(len(text.split()) for text in said) / len(said)
    assert found.after == pytest.approx(mean, rel=0.15)
    assert found.before > 5


def test_a_draft_loses_and_adds_no_number_name_or_not() -> None:
    layer = parse(easy_read.draft(post(*SENTENCES)).encode())
    said = [" ".join(words(line.text) for line in part.lines) for part in layer.parts[1:]]

    assert len(SENTENCES) == len(said)
    assert [breaches(*pair) for pair in zip(SENTENCES, said, strict=True)] == [()] * 3


def test_a_refresh_rewrites_only_drafted_ideas_whose_source_changed() -> None:
    first = easy_read.draft(post(*SENTENCES))
    edited = first.replace("The club meets every Monday", "We meet on Mondays")
    edited = edited.replace("title:", "title:", 1) + "\n<!-- ours: keep this -->\n"
    changed = (SENTENCES[0] + " New.", SENTENCES[1].replace("2 friends", "3 friends"), SENTENCES[2])

    again = easy_read.draft(post(*changed), edited.encode())

    assert "We meet on Mondays" in again
    assert "check: the post now says" in again
    assert "3 friends" in again
    assert "2 friends" not in again
    assert "ours: keep this" in again


def test_the_ids_never_clash_with_those_of_the_post() -> None:
    document = post(*SENTENCES)

    easy = easy_read.make(document).easy_read

    assert easy is not None
    ids = [reading.sentence.id for reading in readings(easy.document)]
    assert len(ids) == len(set(ids))
    assert not {reading.sentence.id for reading in readings(document)} & set(ids)


def signed(layer: str) -> bytes:
    prints = ", ".join(f'"{part.fingerprint}"' for part in easy_read.to_sign(layer.encode()))
    return (
        f'[[signoff]]\ngroup = "Our group"\ndate = 2024-05-02\nmethod = "read aloud"\n'
        f'names = [{{name = "Private Person"}}, {{name = "Open Person", publish_name = true}}]\n'
        f"fingerprints = [{prints}]\n"
    ).encode()


def test_a_signature_holds_until_a_word_or_a_picture_changes() -> None:
    layer = '---\ntitle: "Our club"\n---\n\n![A bus](picture:bus)\nWe go by bus.\n'
    document = post("We go by bus.")
    review = signed(layer)

    status = [
        made.status
        for text in (layer, layer.replace("go", "went"), layer.replace(":bus", ":tram"))
        if (made := easy_read.make(document, layer=text.encode(), review=review).easy_read)
    ]

    assert status == [EasyReadStatus.SIGNED, EasyReadStatus.DRAFT, EasyReadStatus.DRAFT]


def test_an_edit_un_signs_the_idea_it_touches_and_the_page_says_so() -> None:
    layer = '---\ntitle: "Our club"\n---\n\nWe go by bus.\n\nThe bus is red.\n'
    edited = layer.replace("red", "blue").encode()
    signed_before = {part.fingerprint for part in easy_read.to_sign(layer.encode())}

    made = easy_read.make(post("We go."), layer=edited, review=signed(layer)).easy_read

    unsigned = [p for p in easy_read.to_sign(edited) if p.fingerprint not in signed_before]
    assert [words(part.lines[0].text) for part in unsigned] == ["The bus is blue."]
    assert made is not None
    assert "Some words have changed since then." in checked(made)


def test_names_are_private_where_nobody_said_that_they_may_be_printed() -> None:
    layer = '---\ntitle: "Our club"\n---\n\nWe go by bus.\n'
    review = (
        signed(layer).decode().replace('{name = "Open Person", publish_name = true}', '"Ann"')
    ).encode()

    made = easy_read.make(post("We go."), layer=layer.encode(), review=review).easy_read

    assert made is not None
    assert [sign_off.names for sign_off in made.signed] == [()]


def test_a_word_that_was_explained_before_is_not_flagged_again() -> None:
    layer = (
        '---\ntitle: "Our club"\n---\n\nAsk an **advocate**.\n'
        "An advocate helps you to speak up.\n\nThe advocate is free.\n"
    )

    found = easy_read.make(post("We go."), layer=layer.encode()).findings
    alone = easy_read.make(post("We go."), layer=layer.replace("**", "").encode()).findings

    assert "hard-word" not in {finding.code for finding in found}
    assert [f.place.line for f in alone if f.code == "hard-word"] == [8]


def test_a_page_uses_one_word_for_one_thing_and_is_short() -> None:
    ideas = ["See your doctor.", "Ring the GP.", "\n".join(["We go by bus."] * 6)]
    ideas += ["We go by bus."] * 40
    layer = '---\ntitle: "Our club"\n---\n\n' + "\n\n".join(ideas) + "\n"

    found = easy_read.make(post("We go."), layer=layer.encode()).findings

    assert [(f.code, f.place.line) for f in found if f.code in PAGE_CODES] == [
        ("long-page", 90),
        ("long-idea", 9),
        ("other-word", 7),
    ]


def test_only_names_that_may_be_printed_are_printed() -> None:
    layer = '---\ntitle: "Our club"\n---\n\nWe go by bus.\n'

    made = easy_read.make(post("We go."), layer=layer.encode(), review=signed(layer)).easy_read

    assert made is not None
    assert [sign_off.names for sign_off in made.signed] == [("Open Person",)]


def test_a_signed_page_with_a_line_that_is_too_long_is_refused_and_says_why() -> None:
    layer = '---\ntitle: "Our club"\n---\n\n' + "We " + "really " * 15 + "go by bus.\n"

    made = easy_read.make(post("We go."), layer=layer.encode(), review=signed(layer))

    assert made.easy_read is not None
    assert EasyReadStatus.DRAFT is made.easy_read.status
    assert "signed-but-broken" in {finding.code for finding in made.findings}


@given(st.text())
def test_any_file_is_read_without_a_crash(text: str) -> None:
    parse(text.encode("utf-8", errors="replace"))


@given(st.text(alphabet=st.characters(exclude_categories=["C", "Z"]), min_size=1))
def test_words_survive_their_mark_up(text: str) -> None:
    assert text == words(escaped(text))


def test_an_idea_whose_sentence_changed_or_went_is_reported() -> None:
    layer = easy_read.draft(post(*SENTENCES)).encode()
    changed = post(SENTENCES[0].replace("Monday", "Friday"), *SENTENCES[1:])

    found = easy_read.make(changed, layer=layer).findings

    stale = [finding for finding in found if finding.code == "stale-easy-read"]
    assert [finding.quote for finding in stale] == [
        "The club meets every Monday at 10 o'clock in the hall."
    ]
    assert layer.decode().splitlines()[stale[0].place.line - 1] == stale[0].quote
    fresh = easy_read.make(post(*SENTENCES), layer=layer).findings
    assert "stale-easy-read" not in {finding.code for finding in fresh}


def test_verses_and_captions_that_a_draft_leaves_out_are_listed() -> None:
    verse = Verse((Sentence(SentenceId("v1"), (Text("We sing on the hill"),)),))
    caption = (Sentence(SentenceId("c1"), (Text("The choir in May"),)),)
    image = Figure(Image("choir.jpg", Sentence(SentenceId("a1"), (Text("A choir"),))), caption)
    document = post(*SENTENCES)
    document = msgspec.structs.replace(document, blocks=(*document.blocks, verse, image))

    listed = "\n".join(parse(easy_read.draft(document).encode()).closing)

    assert "We sing on the hill" in listed
    assert "The choir in May" in listed


def test_a_stub_keeps_its_title_and_comments_and_gets_a_draft() -> None:
    stub = b'---\ntitle: "Our own title"\n---\n\n<!-- ask Ann about pictures -->\n'

    layer = parse(easy_read.draft(post(*SENTENCES), stub).encode())

    assert layer.title == "Our own title"
    assert " ask Ann about pictures " in layer.closing
    assert len(layer.parts) == 1 + len(SENTENCES)


@pytest.mark.parametrize(
    "bad", ["---\nauthor: Ann\n---\n\nHi.\n", "![A](a.png)\n", "Hi.\n\n<!-- open"]
)
def test_a_file_that_would_lose_something_is_not_written_over(bad: str) -> None:
    with pytest.raises(RefusedPost, match="Nothing was written"):
        easy_read.draft(post(*SENTENCES), bad.encode())


def test_an_explanation_of_two_sentences_takes_two_lines() -> None:
    meaning = "A timebank is a way to swap help. You give an hour and get an hour."
    workshop = Workshop(HouseWords(explained={"timebank": meaning}))

    layer = parse(easy_read.draft(post("We are a timebank."), workshop=workshop).encode())

    assert [line.text for line in layer.parts[-1].lines] == [
        "We are a **timebank**.",
        "A timebank is a way to swap help.",
        "You give an hour and get an hour.",
    ]


def test_an_idea_written_by_hand_about_title_and_caption_is_left_as_it_is() -> None:
    document = post(*SENTENCES)
    title, first = document.title.fingerprint, document.blocks[1].sentences[0].fingerprint  # type: ignore[union-attr]
    ours = f'---\ntitle: "Our club"\n---\n\n<!-- from: {title} {first} -->\n'
    ours += "![](none)\nWe meet on Mondays.\n"

    again = easy_read.draft(document, ours.encode())

    assert again.startswith(ours)
    assert "left out:" in again
    assert "new in the post:" not in again


def test_a_comment_beside_words_is_never_published() -> None:
    layer = parse(b"We meet. <!-- ask Ann\nin May -->\n- tea <!-- or milk? -->\n")

    assert [line.text for line in layer.parts[0].lines] == ["We meet.", "tea"]
    assert [note.strip() for note in layer.parts[0].comments] == ["ask Ann\nin May", "or milk?"]


def test_a_comment_left_open_hides_no_idea_and_is_named() -> None:
    layer = parse(b"<!-- ask Ann\n\nWe meet.\n\n<!-- from: 1-0a1b2c3d4e5f -->\nWe sing.\n")

    assert [part.lines[0].text for part in layer.parts] == ["We meet.", "We sing."]
    assert [problem.line for problem in layer.problems] == [1]


@pytest.mark.skipif(not openmoji.symbols(), reason="the pictures have not been fetched")
def test_a_persons_idea_without_a_picture_is_offered_some_once_and_stays_as_it_is() -> None:
    mine = (
        b'---\ntitle: "Our club"\n---\n\nWe go to the hall by bus.\n\n![](none)\nWe like the bus.\n'
    )

    once = easy_read.draft(post(*SENTENCES), mine)
    twice = easy_read.draft(post(*SENTENCES), once.encode())
    first, second, *_ = parse(once.encode()).parts

    assert once == twice
    assert [note for note in first.comments if "suggest: pictures: bus" in note]
    assert second.comments == ()
    assert [part.fingerprint for part in parse(mine).parts] == [
        first.fingerprint,
        second.fingerprint,
    ]


def test_a_refresh_says_by_line_what_to_compare_and_what_was_drafted_again() -> None:
    before = easy_read.draft(post(*SENTENCES))
    changed = post(*(sentence.replace("Monday", "Tuesday") for sentence in SENTENCES))

    after = easy_read.draft(changed, before.encode())

    said = refresh.told(before.encode(), after.encode(), "easy-read.md")
    lines = after.splitlines()
    assert ["Tuesday" in lines[number - 1] for number, _ in said] == [True]
    assert refresh.told(after.encode(), after.encode(), "easy-read.md") == ()


def test_a_picture_that_is_not_there_is_answered_with_what_to_do() -> None:
    def said(target: str) -> str:
        layer = f'---\ntitle: "Our club"\n---\n\n![]({target})\nWe go by bus.\n'
        made = easy_read.make(post(*SENTENCES), layer=layer.encode())
        return " ".join(f.next_step or "" for f in made.findings if f.code == "unknown-picture")

    assert "`pictures`" in said("our-hall.png")
    assert "![](none)" in said("buss")
