"""E-books: whole, in order, honest about themselves, and the same every time."""

from __future__ import annotations

import datetime as dt
import io
import subprocess
import sys
from collections.abc import Iterator
from itertools import pairwise

import msgspec
import pytest
from hypothesis import given
from lxml import etree
from PIL import Image as Picture

from convert.checks import epub as checks
from convert.checks.contrast import LEAST_CONTRAST, contrast
from convert.checks.epub_book import Book, elements, text_of
from convert.checks.epub_style import declared
from convert.checks.epub_talk import Clip, Talk, unspoken
from convert.document import (
    Block,
    Document,
    Heading,
    Inline,
    Meta,
    Note,
    NoteMark,
    Paragraph,
    Phrase,
    Sentence,
    SentenceId,
    Text,
)
from convert.edition import Clip as RecordedClip
from convert.edition import Edition, Narration
from convert.files import fetched
from convert.files.archive import unpack
from convert.formats import epub
from convert.pages import cover
from convert.settings import Certifier, Publication
from convert.speech.mp3 import FRAME, SAMPLE_RATE, Tape
from convert.traversal import readings
from tests import words_of
from tests.epub_books import (
    PUBLICATION,
    VOICE,
    kitchen_sink,
    narrated,
    of,
    rendered,
    silent,
    talking_book,
)
from tests.strategies import documents
from tests.tools import PROJECT

POST = "EPUB/posts/kitchen-sink/post.xhtml"


def opened(edition: Edition) -> Book:
    return Book(rendered(edition), path="book.epub")


def post_page(book: Book) -> etree._Element:
    (path,) = (path for path in book.pages if path.endswith("/post.xhtml"))
    return book.pages[path]


def spans(book: Book) -> list[tuple[str, str]]:
    """The sentences and alternative texts on the post's page, in order."""
    found = []
    for element in elements(post_page(book), "span", "img"):
        if element.get("class") == "sentence":
            marks = [mark for mark in elements(element, "a") if mark.get("role") == "doc-noteref"]
            whole = "".join(map(str, element.itertext()))
            for mark in marks:
                whole = whole.replace(mark.text or "", "")
            found.append((element.get("id", ""), " ".join(whole.split())))
        elif element.get("alt"):
            found.append((element.get("id", ""), " ".join(element.get("alt", "").split())))
    return found


# ---------------------------------------------------------------- whole and in order


def test_every_sentence_is_in_the_book_once_and_in_order() -> None:
    expected = [
        (one.sentence.id, " ".join(one.sentence.text.split()))
        for one in readings(kitchen_sink().document)
    ]

    assert spans(Book(talking_book(), path="b")) == expected


@pytest.mark.parametrize("name", ["post", "long"])
def test_nothing_that_the_writer_typed_is_lost(name: str) -> None:
    markdown = (PROJECT / "tests" / "kitchen_sink" / f"{name}.md").read_text("utf-8")
    page = post_page(opened(silent(kitchen_sink(name))))
    typed_headers = words_of.headers(markdown)

    headers = [
        text
        for header in page.iter("{*}thead")
        if all(text in typed_headers for text in _cells(header))
        for text in _cells(header)
    ]

    assert headers == typed_headers
    assert "".join(_typed(page[-1], typed_headers)).split() == words_of.source(markdown)


def _cells(header: etree._Element) -> list[str]:
    return [text for cell in header.iter("{*}th") if (text := text_of(cell))]


def _typed(element: etree._Element, headers: list[str]) -> Iterator[str]:
    """The words of the post's body: without title and byline, header rows, and what is ours."""
    name = str(element.tag).rpartition("}")[2]
    is_typed_header = name == "thead" and all(text in headers for text in _cells(element))
    is_ours = element.get("role") in {"doc-noteref", "doc-backlink"} or (
        {element.get("id"), element.get("aria-labelledby")} & {"book.notes", "book.links"}
        and element.get("role") != "doc-endnotes"
    )
    if name == "header" or is_typed_header or is_ours:
        return
    apart = "" if name in {"span", "a", "strong", "em", "code"} else " "
    yield apart + (element.text or "")
    for child in element:
        yield from _typed(child, headers)
        yield child.tail or ""
    yield apart


def test_every_sentence_and_picture_is_spoken_once_and_in_order() -> None:
    book = Book(talking_book(), path="b")
    ids = {one.sentence.id for one in readings(kitchen_sink().document)}
    said = [clip.name for clip in Talk(book).clips[POST] if clip.name in ids]

    assert said == [one.sentence.id for one in readings(kitchen_sink().document)]


def test_everything_a_reader_meets_is_spoken() -> None:
    assert list(unspoken(Book(talking_book(), path="b"))) == []


def test_each_line_of_contents_sounds_like_its_heading() -> None:
    book = Book(talking_book(), path="b")
    talk = Talk(book)
    (link,) = (
        link
        for link in elements(book.pages["EPUB/nav.xhtml"], "a")
        if text_of(link) == "What is inside"
    )
    (listed,) = (c for c in talk.clips["EPUB/nav.xhtml"] if c.name == link.get("id"))
    (heading,) = (c for c in talk.clips[POST] if c.name == "what-is-inside-h")

    assert _heard(book, listed) == _heard(book, heading)


def _heard(book: Book, clip: Clip) -> bytes:
    return _cut(Tape(book.files[clip.sound]), clip)


def _cut(tape: Tape, clip: Clip | RecordedClip) -> bytes:
    return tape.cut(*(round(time * SAMPLE_RATE / FRAME) for time in (clip.start, clip.end)))


def test_marks_are_spoken_as_notes_that_a_listener_can_skip() -> None:
    smil = Book(talking_book(), path="b").overlays["EPUB/posts/kitchen-sink/post.smil"]
    kinds = [par.get("{http://www.idpf.org/2007/ops}type") for par in smil.iter("{*}par")]
    endnotes = [
        seq.get("{http://www.idpf.org/2007/ops}type")
        for seq in smil.iter("{*}seq")
        if "endnote" in seq.get("{http://www.idpf.org/2007/ops}type", "")
    ]

    assert kinds.count("noteref") == 2
    assert endnotes == ["endnotes", "endnote", "endnote"]


def test_each_sentence_sounds_as_it_was_recorded() -> None:
    book = Book(talking_book(), path="b")
    narration = narrated(kitchen_sink()).narration
    assert narration is not None
    tape = Tape(narration.read_along.mp3)
    recorded = {clip.id: _cut(tape, clip) for clip in narration.read_along.clips}

    found = {clip.name: _heard(book, clip) for clip in Talk(book).clips[POST]}

    assert {name: found[name] for name in recorded} == recorded


def test_a_post_without_words_of_ours_keeps_its_recording() -> None:
    edition = narrated(of(_document((Paragraph((_sentence("s1", Text("Words.")),)),))))
    assert edition.narration is not None

    sounds = [data for name, data in opened(edition).files.items() if name.endswith("/post.mp3")]

    assert sounds == [edition.narration.read_along.mp3]


@pytest.mark.parametrize("page", ["cover", "nav", "about", "posts/kitchen-sink/post"])
def test_the_clips_of_a_page_touch_and_are_in_one_sound(page: str) -> None:
    clips = Talk(Book(talking_book(), path="b")).clips[f"EPUB/{page}.xhtml"]

    assert all(one.end == other.start for one, other in pairwise(clips))
    assert len({clip.sound for clip in clips}) == 1


def test_a_note_that_is_pointed_at_twice_leads_back_to_the_first_place() -> None:
    sentence = _sentence("s1", Text("Here"), NoteMark(1), Text(" and there"), NoteMark(1))
    note = Note(1, (Paragraph((_sentence("n1", Text("Noted.")),)),))
    document = _document((Paragraph((sentence,)),), notes=(note,))

    book = opened(narrated(of(document)))

    assert list(checks.check(rendered(narrated(of(document))), path="b")) == []
    assert next(mark.get("id") for mark in elements(post_page(book), "a")) == "note-mark-1"


# ---------------------------------------------------------------- honest


def metadata(edition: Edition, name: str) -> list[str]:
    return opened(edition).values(f"schema:{name}")


def test_a_book_is_for_listening_only_where_everything_is_spoken() -> None:
    whole = narrated(kitchen_sink())
    assert whole.narration is not None
    without_own_words = _with(whole, msgspec.structs.replace(whole.narration, around=None))
    spoken = whole.narration.read_along
    shorter = msgspec.structs.replace(spoken, clips=spoken.clips[:-1])
    without_one = _with(whole, Narration(VOICE, spoken, shorter, whole.narration.around))

    assert metadata(whole, "accessModeSufficient") == ["textual", "textual,visual", "auditory"]
    assert metadata(without_own_words, "accessModeSufficient") == ["textual", "textual,visual"]
    assert "synchronizedAudioText" in metadata(without_own_words, "accessibilityFeature")
    assert metadata(without_one, "accessModeSufficient") == ["textual", "textual,visual"]
    assert "synchronizedAudioText" not in metadata(without_one, "accessibilityFeature")


def test_a_book_without_narration_says_nothing_of_sound() -> None:
    book = opened(silent(kitchen_sink()))

    assert book.overlays == {}
    assert not [fact for fact in book.facts if fact.name.startswith("media:")]
    assert not [name for name in book.files if name.endswith(".mp3")]
    assert "This e-book has no sound of its own." in text_of(book.pages["EPUB/about.xhtml"])


def test_a_book_without_pictures_claims_nothing_about_pictures() -> None:
    edition = silent(of(_document((Paragraph((_sentence("s1", Text("Words.")),)),))))

    assert metadata(edition, "accessMode") == ["textual"]
    assert "alternativeText" not in metadata(edition, "accessibilityFeature")
    assert "structuralNavigation" not in metadata(edition, "accessibilityFeature")


def test_a_picture_that_may_move_is_no_hazard_we_know_of() -> None:
    post = kitchen_sink()
    moving = {
        name: msgspec.structs.replace(asset, media_type="image/gif")
        for name, asset in post.assets.items()
    }

    hazards = metadata(silent(msgspec.structs.replace(post, assets=moving)), "accessibilityHazard")

    assert "none" not in hazards
    assert "unknownFlashingHazard" in hazards


def test_nothing_is_claimed_that_nobody_configured() -> None:
    book = opened(silent(kitchen_sink()))

    assert book.values("dcterms:conformsTo") == []
    assert [fact for fact in book.facts if fact.name.startswith("a11y:")] == []


def test_a_configured_claim_is_made_with_its_name_and_report() -> None:
    publication = Publication(
        conformance="EPUB Accessibility 1.1 - WCAG 2.2 Level AA",
        certifier=Certifier("The Makers", "Tested often", "https://example.org/report"),
    )
    data = rendered(silent(kitchen_sink(), publication))
    package = next(m.data for m in unpack(data) if m.name.endswith(".opf")).decode()

    assert 'property="dcterms:conformsTo" id="conformance">EPUB Accessibility 1.1' in package
    assert 'refines="#conformance" id="certifier">The Makers' in package
    assert 'rel="a11y:certifierReport" refines="#certifier"' in package
    assert "The Makers says this e-book meets" in text_of(
        Book(data, path="b").pages["EPUB/about.xhtml"]
    )


def test_a_claim_without_a_name_behind_it_is_not_made() -> None:
    publication = Publication(conformance="EPUB Accessibility 1.1 - WCAG 2.2 Level AA")

    assert opened(silent(kitchen_sink(), publication)).values("dcterms:conformsTo") == []


def test_the_voice_is_called_a_computer_voice() -> None:
    book = Book(talking_book(), path="b")

    assert book.values("media:narrator") == ["Notes, quiet (computer voice)"]
    assert VOICE.credit in text_of(book.pages["EPUB/about.xhtml"])


def test_the_last_page_says_how_to_ask() -> None:
    book = Book(talking_book(), path="b")

    assert f"Contact us: {PUBLICATION.contact}" in text_of(book.pages["EPUB/about.xhtml"])


# ---------------------------------------------------------------- languages


def test_words_of_ours_are_english_in_a_book_that_is_not() -> None:
    note = Note(1, (Paragraph((_sentence("n1", Text("Nodyn.")),)),))
    words = Paragraph((_sentence("s1", Text("Bore da."), NoteMark(1)),))
    book = opened(silent(of(_document((words,), notes=(note,), lang="cy"))))
    page = post_page(book)

    assert page.get("lang") == "cy"
    ours = [e for e in page.iter() if e.get("lang") == "en-GB"]
    assert [text_of(e) for e in ours] == ["[note 1]", "Notes", "Back to the text, note 1"]
    assert book.pages["EPUB/about.xhtml"].get("lang") == "en-GB"


def test_words_of_ours_are_not_read_by_a_voice_of_another_language() -> None:
    welsh = msgspec.structs.replace(VOICE, lang="cy")

    assert epub.own_words(silent(kitchen_sink()), VOICE)
    assert epub.own_words(silent(kitchen_sink()), welsh) == ()


def test_a_language_from_right_to_left_sets_the_direction_of_the_book() -> None:
    words = Paragraph((_sentence("s1", Text("مرحبا."), NoteMark(1)),))
    note = Note(1, (Paragraph((_sentence("n1", Text("ملاحظة.")),)),))
    data = rendered(silent(of(_document((words,), notes=(note,), lang="ar"))))
    package = next(m.data for m in unpack(data) if m.name.endswith(".opf")).decode()

    assert 'page-progression-direction="rtl"' in package
    assert all(
        heading.get("dir") is None
        for heading in elements(post_page(Book(data, path="b")), "h1", "h2")
    )
    assert post_page(Book(data, path="b")).get("dir") == "rtl"


def test_the_language_of_a_phrase_is_kept_in_the_text_and_the_contents() -> None:
    heading = Heading(2, _sentence("h1", Phrase((Text("Bore da"),), "cy"), Text(" to all")), "a")
    book = opened(silent(of(_document((heading,)))))

    for page in (post_page(book), book.pages["EPUB/nav.xhtml"]):
        phrases = [e for e in page.iter() if e.get("lang") == "cy"]
        assert [text_of(phrase) for phrase in phrases] == ["Bore da"]


# ---------------------------------------------------------------- the look


@pytest.mark.parametrize("name", ["reading-now", "reading-now a"])
def test_words_and_links_that_are_read_stand_out(name: str) -> None:
    book = Book(talking_book(), path="b")
    colours = declared(book, "reading-now") | declared(book, name)

    assert contrast(colours["background-color"], colours["color"]) >= LEAST_CONTRAST


# ---------------------------------------------------------------- the same every time


def test_the_same_post_gives_the_same_bytes() -> None:
    assert rendered(narrated(kitchen_sink())) == rendered(narrated(kitchen_sink()))


def test_the_bytes_do_not_depend_on_the_process() -> None:
    code = (
        "import hashlib; from tests.epub_books import talking_book;"
        "print(hashlib.sha256(talking_book()).hexdigest())"
    )
    digests = {
        subprocess.run(
            [sys.executable, "-c", code],
            cwd=PROJECT,
            env={"PYTHONHASHSEED": seed, "PATH": "", "TZ": zone, "LANG": "C"},
            capture_output=True,
            check=True,
        ).stdout
        for seed, zone in (("1", "UTC"), ("2", "Asia/Tokyo"))
    }

    assert len(digests) == 1


def test_a_book_keeps_its_identity_when_the_address_changes() -> None:
    here, there = (
        opened(silent(kitchen_sink(), Publication(id="ours", base_url=url)))
        for url in ("https://example.org/", "https://example.com/")
    )

    assert here.described("identifier") == there.described("identifier")


def test_letters_travel_with_their_licence_or_not_at_all(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("convert.formats.epub_parts.files.is_here", lambda _name: False)
    bare = opened(silent(kitchen_sink()))

    assert [name for name in bare.files if "font" in name.lower()] == []
    assert "Atkinson" not in text_of(bare.pages["EPUB/about.xhtml"])
    assert list(checks.check(rendered(silent(kitchen_sink())), path="b")) == []


def test_letters_are_in_the_book_where_they_were_fetched() -> None:
    if not fetched.is_here(fetched.Fetched.FONTS_LICENCE):
        pytest.skip("the font is not here: run `make all` with a network connection")
    names = Book(talking_book(), path="b").files

    assert sum(name.endswith(".woff2") for name in names) == 4
    assert "EPUB/fonts/OFL.txt" in names


# ---------------------------------------------------------------- any document


@given(documents())
def test_any_document_becomes_a_book_without_fault(document: Document) -> None:
    picture = kitchen_sink().assets["tea.png"]
    post = msgspec.structs.replace(of(document), assets={"picture.png": picture})
    book = rendered(narrated(post, seconds=0.05))

    # Levels and headers are the reader's to mend; these documents did not come from it.
    menders = {"epub-headings", "epub-tables"}
    faults = [one for one in checks.check(book, path="b") if one.code not in menders]
    assert faults == []
    assert [name for name, _ in spans(Book(book, path="b"))] == [
        one.sentence.id for one in readings(document)
    ]


def _sentence(name: str, *inlines: Inline) -> Sentence:
    return Sentence(SentenceId(name), inlines)


def _document(
    blocks: tuple[Block, ...],
    *,
    notes: tuple[Note, ...] = (),
    lang: str = "en-GB",
    title: str = "A title",
) -> Document:
    meta = Meta(title=title, date=dt.date(2024, 1, 2), lang=lang)
    return Document("a-post", meta, _sentence("title", Text(title)), blocks=blocks, notes=notes)


def _with(edition: Edition, narration: Narration) -> Edition:
    return msgspec.structs.replace(edition, narration=narration)


# ---------------------------------------------------------------- the cover


@pytest.mark.parametrize("shape", [cover.BOOK, cover.SQUARE])
@pytest.mark.parametrize(
    "title",
    ["Short", "A rather long title " * 8, "Donaudampfschifffahrtsgesellschaftskapitän", "Ŵy a ŷd"],
)
def test_a_cover_keeps_its_margins(title: str, shape: cover.Shape) -> None:
    data = cover.draw(title, "The Makers", shape=shape)
    picture = Picture.open(io.BytesIO(data)).convert("L")
    margin = round(shape.width * cover.MARGIN) - 4
    inside = picture.crop((0, margin, shape.width, shape.height - margin))
    ink = inside.point([0] * 255 + [255], "L").getbbox()  # The letters are white

    assert picture.size == (shape.width, shape.height)
    assert ink is not None
    assert margin <= ink[0]
    assert ink[2] <= shape.width - margin
    assert data == cover.draw(title, "The Makers", shape=shape)


def test_a_title_we_have_no_letters_for_is_not_drawn_wrong() -> None:
    assert cover.draw("你好") == cover.draw("")


def test_the_cover_says_what_is_drawn_on_it() -> None:
    book = Book(talking_book(), path="b")
    (image,) = elements(book.pages["EPUB/cover.xhtml"], "img")

    assert image.get("alt") == f"{kitchen_sink().document.title.text} – {PUBLICATION.publisher}"
