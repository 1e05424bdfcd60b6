"""The Easy Read page: picture left, words right, one sentence a line, who checked it."""

from __future__ import annotations

import msgspec
import pytest
from lxml.html import HtmlElement

from convert.edition import Asset, EasyReadStatus, SignOff
from convert.formats import easy_read
from convert.traversal import sentences
from tests import pages

DRAFT, SIGNED = EasyReadStatus.DRAFT, EasyReadStatus.SIGNED


def page_with(
    status: EasyReadStatus = DRAFT,
    *,
    signed: tuple[SignOff, ...] = (),
    written_by_people: bool = False,
) -> HtmlElement:
    easy = msgspec.structs.replace(
        pages.easy(status, signed=signed), written_by_people=written_by_people
    )
    return pages.parsed(pages.easy_page(msgspec.structs.replace(pages.edition(), easy_read=easy)))


def checked(page: HtmlElement) -> str:
    return pages.text(page.find_class("checked")[0])


def test_a_reader_gets_every_sentence_in_order() -> None:
    shown = [
        (str(node.get("id")), pages.text(node))
        for node in page_with().xpath("//*[@class='sentence']")
    ]

    assert shown == [(one.id, one.text) for one in sentences(pages.easy_document())]


def test_every_sentence_has_a_line_of_its_own() -> None:
    page = page_with()

    lines = [len(line.find_class("sentence")) for line in page.find_class("line")]

    assert set(lines) == {1}
    assert len(lines) == len(list(sentences(pages.easy_document()))) - 1, "all but the title"


def test_the_picture_comes_before_its_words() -> None:
    for idea in page_with().find_class("idea"):
        assert [part.get("class") for part in idea] == ["idea-picture", "idea-words"]


def test_a_heading_keeps_its_picture() -> None:
    (heading,) = page_with().xpath("//*[@id='er-what']")

    (idea,) = heading.xpath("ancestor::*[@class='idea']")

    assert idea.xpath(".//img/@alt") == ["A round thing"]


def test_the_page_comes_with_its_pictures_its_sound_and_large_print() -> None:
    made = {one.path for one in easy_read.render(pages.edition())}

    assert made == {
        "posts/kitchen-sink/kitchen-sink-easy-read.html",
        "posts/kitchen-sink/pictures/round.svg",
        "posts/kitchen-sink/kitchen-sink-easy-read-large-print.docx",
        "posts/kitchen-sink/kitchen-sink-easy-read-read-along.mp3",
        "posts/kitchen-sink/kitchen-sink-easy-read.mp3",
        "posts/kitchen-sink/kitchen-sink-easy-read.vtt",
    }
    assert set(page_with().xpath("//img/@src")) == {"pictures/round.svg"}


def test_every_spoken_line_has_a_button_that_says_what_it_plays() -> None:
    page = page_with()

    buttons = {
        str(one.get("data-clip")): one.get("aria-label") for one in page.find_class("play-line")
    }

    spoken = {one.id for one in sentences(pages.easy_document())} - {"er-title"}
    assert spoken == set(buttons)
    assert buttons["er-s1"] == "Listen: The sink did not work."
    assert buttons["er-s2"] == "Listen: People could not wash their …"


def test_a_page_without_sound_has_no_buttons() -> None:
    silent = msgspec.structs.replace(pages.edition(), easy_narration=None)

    page = pages.parsed(pages.easy_page(silent))

    assert not page.find_class("play-line")
    assert not page.xpath("//audio | //select")


def test_words_with_a_hyphen_are_not_split() -> None:
    whole = [pages.text(node) for node in page_with().find_class("whole-word")]

    assert whole == ["co-production", "Co-production", "co-production"]


def test_a_draft_says_at_the_top_that_no_one_checked_it() -> None:
    page = page_with()
    (main,) = page.iter("main")

    assert "No one has checked it yet." in checked(page)
    assert "A computer made it." in checked(page)
    assert pages.text(main).index("No one has checked it yet.") < pages.text(main).index("The sink")


def test_a_draft_by_people_does_not_blame_a_computer() -> None:
    words = checked(page_with(written_by_people=True))

    assert "No one has checked it yet." in words
    assert "computer" not in words


def test_a_page_that_was_changed_since_says_so() -> None:
    words = checked(page_with(signed=(pages.SIGNATURE,)))

    assert "This Easy Read is a draft." in words
    assert "No one has checked the new words yet." in words


def test_a_signed_page_says_who_checked_it_and_when() -> None:
    words = checked(page_with(SIGNED, signed=(pages.SIGNATURE,)))

    assert "The Tuesday Readers checked it on 3 March 2026." in words
    assert "draft" not in words


@pytest.mark.parametrize(
    ("names", "words"),
    [
        ((), None),
        (("Ann",), "These people checked it: Ann."),
        (("Ann", "Bo", "Cy"), "These people checked it: Ann, Bo and Cy."),
    ],
)
def test_names_are_printed_only_where_they_were_given(
    names: tuple[str, ...], words: str | None
) -> None:
    signature = msgspec.structs.replace(pages.SIGNATURE, names=names)

    said = checked(page_with(SIGNED, signed=(signature,)))

    assert ("These people" in said) == bool(names)
    assert words is None or words in said


def test_picture_credits_name_the_set_and_lead_to_its_licence() -> None:
    (footer,) = page_with().xpath("//footer")

    links = {pages.text(link): str(link.get("href")) for link in footer.iter("a")}

    assert links["OpenMoji"] == "https://openmoji.org/"
    assert links["CC BY-SA 4.0"] == "https://creativecommons.org/licenses/by-sa/4.0/"


@pytest.mark.parametrize(
    ("credit", "line"),
    [
        ("OpenMoji, CC BY-SA 4.0", "Pictures: OpenMoji, CC BY-SA 4.0."),
        ("Photo: the Tuesday group", "Photo: the Tuesday group."),
        ("The Makers.", "Pictures: The Makers."),
        ("", ""),
    ],
)
def test_a_credit_says_once_what_it_is_for(credit: str, line: str) -> None:
    assert Asset("bus.png", "image/png", b"", 1, 1, credit).credit_line == line


def test_the_reader_can_say_that_it_was_hard() -> None:
    (footer,) = page_with().xpath("//footer")

    assert "Was something hard to read?" in pages.text(footer)
    assert footer.xpath(".//a/@href")[0] == "mailto:makers@example.org"


def test_no_easy_read_no_page() -> None:
    none = msgspec.structs.replace(pages.edition(), easy_read=None)

    assert list(easy_read.render(none)) == []


def test_same_edition_same_bytes() -> None:
    assert list(easy_read.render(pages.edition())) == list(easy_read.render(pages.edition()))


def test_styles_and_scripts_are_let_in_by_their_own_hash() -> None:
    data = pages.easy_page(pages.edition())
    page = pages.parsed(data)

    scripts = {pages.hash_of(node.text) for node in page.xpath("//script[not(@type)]")}

    assert scripts == pages.hashes(data, "script-src")
    assert {pages.hash_of(node.text) for node in page.iter("style")} == pages.hashes(
        data, "style-src"
    )
