"""The post as a web page: every word, in order, safe, with what is said about each sentence."""

from __future__ import annotations

import json
import re

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from convert.document import (
    Document,
    Figure,
    Image,
    Meta,
    Note,
    Paragraph,
    PostLink,
    Sentence,
    SentenceId,
    Text,
)
from convert.edition import EasyReadStatus
from convert.formats import web
from convert.pages.xhtml import clean
from convert.settings import Publication
from convert.traversal import readings, sentences
from tests import pages
from tests.epub_books import kitchen_sink

REMOTE = re.compile(
    r"(?:src|srcset|poster|data)\s*=\s*[\"']?(?:https?:)?//|@import|(?-i:url\()", re.IGNORECASE
)


def test_a_reader_gets_every_sentence_in_order() -> None:
    page = pages.parsed(pages.post_page(pages.edition()))

    shown = [
        (str(node.get("id")), pages.text(node)) for node in page.xpath("//*[@class='sentence']")
    ]

    expected = [
        (str(one.id), " ".join(one.text.split())) for one in sentences(kitchen_sink().document)
    ]
    assert expected == [(name, re.sub(r" ?\[note \d+\]", "", words)) for name, words in shown]


def test_every_clip_has_its_words_on_the_page() -> None:
    edition = pages.edition()
    page = pages.parsed(pages.post_page(edition))

    timings = json.loads(page.get_element_by_id("page-clips").text)

    assert edition.narration is not None
    assert timings == [
        [clip.id, round(clip.start, 3), round(clip.end, 3)]
        for clip in edition.narration.read_along.clips
    ]
    assert all(page.get_element_by_id(name) is not None for name, _, _ in timings)


def test_ids_are_used_once() -> None:
    ids = pages.parsed(pages.post_page(pages.edition())).xpath("//@id")

    assert sorted(set(ids)) == sorted(ids)


def test_pictures_lie_beside_the_page_and_have_their_size() -> None:
    made = list(web.render(pages.edition()))
    page = pages.parsed(made[0].data)

    shown = {(str(img.get("src")), str(img.get("width"))) for img in page.iter("img")}

    assets = kitchen_sink().assets.values()
    assert shown == {(asset.name, str(asset.width)) for asset in assets}
    assert {f"posts/kitchen-sink/{asset.name}" for asset in assets} == {
        a.path for a in made if a.media_type.startswith("image/")
    }


def test_a_picture_in_a_note_is_shown_too() -> None:
    asset = next(iter(kitchen_sink().assets.values()))
    note = Note(1, (Figure(Image(asset.name)),))
    document = Document("noted", _meta(), _sentence("title", "T"), notes=(note,))
    edition = msgspec.structs.replace(pages.bare(document), assets={asset.name: asset})

    made = {one.path for one in web.render(edition)}

    assert made == {"posts/noted/index.html", f"posts/noted/{asset.name}"}


def test_styles_and_scripts_are_let_in_by_their_own_hash_and_nothing_else_is() -> None:
    data = pages.post_page(pages.edition())
    page = pages.parsed(data)

    scripts = {pages.hash_of(node.text) for node in page.xpath("//script[not(@type)]")}
    styles = {pages.hash_of(node.text) for node in page.iter("style")}

    assert scripts == pages.hashes(data, "script-src")
    assert styles == pages.hashes(data, "style-src")
    assert pages.hashes(data, "default-src") == {"'none'"}
    assert page.xpath("//@style | //@onclick") == []


def test_nothing_is_fetched_from_elsewhere() -> None:
    assert REMOTE.search(pages.post_page(pages.edition()).decode()) is None


def test_same_edition_same_bytes() -> None:
    assert list(web.render(pages.edition())) == list(web.render(pages.edition()))


def test_without_scripts_there_is_a_player_and_no_dead_control() -> None:
    page = pages.parsed(pages.post_page(pages.edition()))

    (audio,) = page.iter("audio")
    controls = page.xpath("//button | //select | //input")

    assert audio.get("controls") is not None
    assert controls
    assert all(control.xpath("ancestor-or-self::*[@hidden]") for control in controls)


def test_the_voice_is_said_to_be_a_computers() -> None:
    page = pages.parsed(pages.post_page(pages.edition()))

    assert "Read by a computer voice" in pages.text(page.find_class("listen")[0])


def test_a_post_in_another_language_says_what_was_not_done() -> None:
    meta = msgspec.structs.replace(kitchen_sink().document.meta, lang="cy")
    document = msgspec.structs.replace(kitchen_sink().document, meta=meta)
    edition = msgspec.structs.replace(
        pages.edition(), document=document, readability=None, narration=None
    )

    page = pages.parsed(pages.post_page(edition))
    (notice,) = page.find_class("notice")

    assert "This post is in Welsh." in pages.text(notice)
    assert "no recording" in pages.text(notice)
    assert (page.get("lang"), notice.get("lang")) == ("cy", "en-GB")
    assert not page.xpath("//audio")
    assert {
        pages.text(node) for node in page.xpath("//article//*[@lang='en-GB'][self::a or self::h2]")
    } == {
        *("[note 1]", "[note 2]", "Notes", "Links", "Back to the text, note 1"),
        "Back to the text, note 2",
    }


def test_a_language_from_right_to_left_is_set_from_the_right() -> None:
    document = Document("salam", _meta(lang="ar"), _sentence("title", "سلام"))

    page = pages.parsed(pages.post_page(pages.bare(document)))

    assert page.get("dir") == "rtl"
    assert page.xpath("//header[@class='site-header']/@dir") == ["ltr"]


@pytest.mark.parametrize(
    ("status", "rule", "listed"),
    [
        (EasyReadStatus.DRAFT, False, True),
        (EasyReadStatus.DRAFT, True, False),
        (EasyReadStatus.SIGNED, True, True),
    ],
)
def test_easy_read_is_offered_when_people_signed_it_or_need_not(
    status: EasyReadStatus, *, rule: bool, listed: bool
) -> None:
    publication = msgspec.structs.replace(pages.PUBLICATION, require_sign_off=rule)
    edition = msgspec.structs.replace(
        pages.edition(), publication=publication, easy_read=pages.easy(status)
    )

    links = pages.parsed(pages.post_page(edition)).xpath("//nav[@class='ways']//a/@href")

    assert listed == ("kitchen-sink-easy-read.html" in links)


def test_only_formats_that_are_built_are_offered() -> None:
    publication = msgspec.structs.replace(pages.PUBLICATION, formats=("web", "epub"))
    edition = msgspec.structs.replace(pages.edition(), publication=publication)

    links = pages.parsed(pages.post_page(edition)).xpath("//nav[@class='ways']//a/@href")

    assert links == ["kitchen-sink.epub", "../../index.html#post-kitchen-sink"]


def test_the_date_of_the_last_change_and_the_licence_are_shown() -> None:
    page = pages.parsed(pages.post_page(pages.edition()))

    assert "Last changed on 1 March 2024." in pages.text(page.body)
    assert "Licence of this post: CC BY 4.0." in pages.text(page.find_class("site-footer")[0])


def test_links_after_the_post_are_shown() -> None:
    meta = _meta(links=(PostLink("More", "https://example.org/more"),))
    document = Document(
        "linked", meta, _sentence("title", "T"), links=(_sentence("links-s1", "More"),)
    )

    page = pages.parsed(pages.post_page(pages.bare(document)))

    assert pages.text(page.get_element_by_id("links-s1")) == "More"


@given(st.text())
def test_any_text_is_shown_as_it_is(words: str) -> None:
    document = Document(
        "any",
        _meta(title=words),
        _sentence("title", words),
        (),
        (Paragraph((_sentence("s1", words),)),),
    )
    edition = pages.bare(document, Publication(title=words, contact=words))

    page = pages.parsed(pages.post_page(edition))

    expected = " ".join(clean(words).replace("\r", "").split())
    assert expected == " ".join(
        page.get_element_by_id("s1").text_content().replace("\r", "").split()
    )
    known = pages.parsed(
        pages.post_page(pages.bare(Document("any", _meta(), _sentence("title", "T"))))
    )
    assert {node.tag for node in page.iter()} <= {node.tag for node in known.iter()} | {"p"}


def test_readings_of_the_page_are_the_documents() -> None:
    """Alt texts keep their ids, so that sound can point at pictures."""
    page = pages.parsed(pages.post_page(pages.edition()))

    alts = {
        str(one.sentence.id): one.sentence.text
        for one in readings(kitchen_sink().document)
        if one.role == "alt"
    }

    assert alts == {name: page.get_element_by_id(name).get("alt") for name in alts}


def _meta(**changes: object) -> Meta:
    return msgspec.structs.replace(kitchen_sink().document.meta, **{"links": (), **changes})


def _sentence(name: str, words: str) -> Sentence:
    return Sentence(SentenceId(name), (Text(words),))
