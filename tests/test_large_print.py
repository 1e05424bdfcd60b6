"""Large print: nothing lost, nothing smaller than promised, and the same file every time."""

from __future__ import annotations

import datetime as dt
import io
import json
import re
import subprocess
import sys
import uuid
from typing import Any

import msgspec
import pytest
from fontTools.ttLib import TTFont
from hypothesis import given
from lxml import etree
from PIL import Image as Picture

from convert.checks import docx as checks
from convert.document import (
    BulletList,
    Document,
    Emphasis,
    Figure,
    Heading,
    Idea,
    Link,
    Note,
    NoteMark,
    NumberedList,
    Paragraph,
    Phrase,
    Quote,
    Sentence,
    SentenceId,
    Strong,
    Table,
    Text,
)
from convert.edition import Asset, EasyReadStatus, SignOff
from convert.errors import BadArguments
from convert.files.archive import unpack
from convert.files.fetched import Fetched
from convert.findings import Level
from convert.formats import large_print
from convert.formats.word.look import LARGEST_SIZE, SMALLEST_SIZE, Look
from convert.formats.word.pictures import drawn
from convert.formats.word.tables import column_widths
from convert.formats.word.unbroken import hold
from convert.settings import Publication
from convert.traversal import sentences
from tests import word_files as word
from tests.strategies import documents, texts
from tests.tools import PROJECT, collected, outside
from tests.word_files import R, W, image, paragraph, part, sentence

NAMES = ("post", "long")
# What the writer alone can put right, and the levels of headings, which the reader settles.
WRITERS_OWN = frozenset(["capitals", "typed-list", "headings-out-of-order"])


def seen(data: bytes) -> list[str]:
    return word.words(word.paragraphs(part(data)))


def faults(data: bytes) -> set[str]:
    found = checks.check(data, path="a.docx")
    return {finding.code for finding in found if finding.level is Level.ERROR}


def styles(root: etree._Element) -> list[str]:
    return [e.get(f"{W}val") or "" for e in root.iter(f"{W}pStyle")]


# ---------------------------------------------------------------- nothing is lost


@given(documents())
def test_every_sentence_is_there_in_its_order(document: Document) -> None:
    wanted = word.words(found.text for found in sentences(document))

    got = seen(word.rendered(document, *pictures_of(document)))

    assert word.is_within(without_tables(document, wanted), got) is None


@given(documents())
def test_any_document_keeps_the_rules(document: Document) -> None:
    assert faults(word.rendered(document, *pictures_of(document))) - WRITERS_OWN == set()


def pictures_of(document: Document) -> list[Asset]:
    names = set(re.findall(r'"source":"([^"]+)"', msgspec.json.encode(document).decode()))
    return [word.picture(name) for name in sorted(names)]


def without_tables(document: Document, wanted: list[str]) -> list[str]:
    """The words, where no table may stand as a list; there headers come again and again."""
    return wanted if b'"Table"' not in msgspec.json.encode(document) else []


@given(documents())
def test_every_cell_is_there(document: Document) -> None:
    got = " ".join(seen(word.rendered(document, *pictures_of(document))))

    for found in sentences(document):
        assert " ".join(word.words([found.text])) in got


# ---------------------------------------------------------------- sizes and fonts


@pytest.mark.parametrize("size", word.SIZES)
@pytest.mark.parametrize("name", NAMES)
def test_the_kitchen_sink_keeps_every_rule_in_every_size(name: str, size: int) -> None:
    assert list(checks.check(word.files(name)[size], path=f"{name}.docx")) == []


def test_the_first_size_has_the_plain_name_and_the_others_their_number() -> None:
    publication = Publication(sizes=(24, 18, 24))

    made = list(large_print.render(word.of("post", publication)))

    assert [artifact.path for artifact in made] == [
        "posts/post/post-large-print.docx",
        "posts/post/post-large-print-18.docx",
    ]
    assert [artifact.title for artifact in made] == [
        "Giant print Word document, 24 point",
        "Large print Word document, 18 point",
    ]


@pytest.mark.parametrize("sizes", [(), (12,), (18, 36)])
def test_a_size_that_is_no_large_print_is_refused(sizes: tuple[int, ...]) -> None:
    with pytest.raises(BadArguments, match="size"):
        list(large_print.render(word.of("post", Publication(sizes=sizes))))


@pytest.mark.parametrize("size", range(SMALLEST_SIZE, LARGEST_SIZE + 1))
def test_headings_are_never_smaller_than_the_text_nor_than_the_heading_below(size: int) -> None:
    look = Look(size)
    sizes = [look.heading_half_points(level) for level in range(1, 7)]

    assert sizes == sorted(sizes, reverse=True)
    assert min(sizes) > look.half_points


def test_a_font_that_is_not_known_is_refused() -> None:
    with pytest.raises(BadArguments, match="Comic"):
        list(large_print.render(word.of("post", Publication(font="Comic Sans MS"))))


def test_the_chosen_font_travels_in_the_file() -> None:
    collected(Fetched.FONT_REGULAR)
    data = word.files("post", "Atkinson Hyperlegible")[18]
    fonts = [m.data for m in unpack(data) if m.name.endswith(".odttf")]
    keys = [
        element.get(f"{W}fontKey") or ""
        for element in part(data, "word/fontTable.xml").iter()
        if element.get(f"{W}fontKey")
    ]

    opened = [TTFont(io.BytesIO(unmasked(*pair))) for pair in zip(fonts, keys, strict=True)]

    assert [font["name"].getDebugName(2) for font in opened] == ["Regular", "Bold"]
    for font in opened:
        assert {ord(letter) for letter in "aZ09£€éŁ–“”•"} <= set(font.getBestCmap())


def unmasked(font: bytes, key: str) -> bytes:
    """ECMA-376 part 4, 2.8.1: the key's bytes backwards, over the first 32 of the font."""
    mask = uuid.UUID(key).bytes[::-1] * 2
    return bytes(a ^ b for a, b in zip(font[:32], mask, strict=True)) + font[32:]


def test_the_same_words_give_the_same_bytes_in_another_process() -> None:
    script = (
        "import hashlib; from tests import word_files as w;"
        "print(hashlib.sha256(w.files('post')[18]).hexdigest())"
    )
    hashes = {
        subprocess.run(
            [sys.executable, "-c", script],
            cwd=PROJECT,
            env={"PYTHONHASHSEED": seed, "TZ": zone, "PATH": ""},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed, zone in (("1", "UTC"), ("2", "Asia/Tokyo"))
    }

    assert len(hashes) == 1


# ---------------------------------------------------------------- what stays on one line


def cases() -> list[str]:
    text = (PROJECT / "tests/cases/large_print/unbroken.txt").read_text("utf-8")
    lines = [line for line in text.splitlines() if line and not line.startswith("#")]
    return [line for line in lines if "|" not in line]


@pytest.mark.parametrize("case", cases())
def test_items_stay_on_one_line(case: str) -> None:
    typed = case.replace("~", " ").replace("=", "-")

    assert hold(typed).replace("\u00a0", "~").replace("\u2011", "=") == case


@given(texts())
def test_holding_together_changes_no_word(words: str) -> None:
    held = hold(words)

    assert len(held) == len(words)
    assert held.replace("\u00a0", " ").replace("\u2011", "-") == words.replace(
        "\u00a0", " "
    ).replace("\u2011", "-")


def test_an_item_is_held_together_across_bold_words() -> None:
    inlines = (Text("On "), Strong((Text("3"),)), Text(" June 2024."))
    document = word.document(Paragraph((Sentence(SentenceId("s"), inlines),)))

    assert "On 3\u00a0June\u00a02024." in list(word.paragraphs(part(word.rendered(document))))


# ---------------------------------------------------------------- marks


def test_stress_is_bold_and_links_are_not_underlined() -> None:
    inlines = (
        Emphasis((Text("stress"),)),
        Text(" and "),
        Link((Text("a link"),), "https://example.org/"),
    )
    root = part(word.rendered(word.document(Paragraph((Sentence(SentenceId("s"), inlines),)))))
    (stressed,) = (r for r in root.iter(f"{W}r") if "stress" in "".join(map(str, r.itertext())))

    assert stressed.find(f"{W}rPr/{W}b") is not None
    assert stressed.find(f"{W}rPr/{W}i") is None
    assert not list(root.iter(f"{W}u"))


def test_stress_in_a_heading_stays_bold() -> None:
    heading = Heading(2, Sentence(SentenceId("h"), (Strong((Text("Stop"),)),)), "stop")
    root = part(word.rendered(word.document(heading)))

    (run,) = (r for r in root.iter(f"{W}r") if "".join(map(str, r.itertext())) == "Stop")

    assert run.find(f"{W}rPr/{W}b") is not None


@pytest.mark.parametrize(("lang", "turned"), [("cy", False), ("he", True), ("ar-EG", True)])
def test_a_phrase_has_its_language_and_its_direction(lang: str, turned: bool) -> None:  # noqa: FBT001
    phrase = Sentence(SentenceId("s"), (Text("They say "), Phrase((Text("words"),), lang)))
    root = part(word.rendered(word.document(Paragraph((phrase,)))))

    (run,) = (r for r in root.iter(f"{W}r") if "".join(map(str, r.itertext())) == "words")

    language = run.find(f"{W}rPr/{W}lang")
    assert language is not None
    assert language.get(f"{W}val") == lang
    assert (run.find(f"{W}rPr/{W}rtl") is not None) is turned


def test_letters_that_go_the_other_way_say_so_even_where_no_language_is_named() -> None:
    root = part(word.rendered(word.document(paragraph("We say שלום to all."))))

    turned = [
        "".join(map(str, r.itertext()))
        for r in root.iter(f"{W}r")
        if r.find(f".//{W}rtl") is not None
    ]

    assert turned == ["שלום"]


def test_our_own_words_are_english_in_a_post_that_is_not() -> None:
    root = part(word.rendered(word.document(paragraph("Croeso i bawb."), lang="cy")))

    (ours,) = (r for r in root.iter(f"{W}r") if "This copy" in "".join(map(str, r.itertext())))

    language = ours.find(f"{W}rPr/{W}lang")
    assert language is not None
    assert language.get(f"{W}val") == "en-GB"


# ---------------------------------------------------------------- blocks


def test_lists_in_lists_are_real_lists_and_each_counts_for_itself() -> None:
    inner = NumberedList(((paragraph("One."),), (paragraph("Two."),)), start=3)
    outer = BulletList(((paragraph("First."), inner), (paragraph("Second."), inner)))
    data = word.rendered(word.document(outer))
    numbers = [
        (e.find(f"{W}ilvl").get(f"{W}val"), e.find(f"{W}numId").get(f"{W}val"))  # type: ignore[union-attr]
        for e in part(data).iter(f"{W}numPr")
    ]
    starts = [e.get(f"{W}val") for e in part(data, "word/numbering.xml").iter(f"{W}startOverride")]

    assert [level for level, _ in numbers] == ["0", "1", "1", "0", "1", "1"]
    assert len({number for level, number in numbers if level == "1"}) == 2
    assert starts == ["3", "3"]


def test_only_the_first_paragraph_of_an_item_has_a_label() -> None:
    item = (paragraph("First."), paragraph("And more."), Quote((paragraph("Said."),)))
    root = part(word.rendered(word.document(BulletList((item,)))))

    assert len(list(root.iter(f"{W}numPr"))) == 1
    assert styles(root)[-4:-2] == ["ListContinue", "Quote"]


def table(columns: int, words: str = "word") -> Table:
    cell = (sentence(words),)
    return Table((cell,) * columns, ((cell,) * columns,) * 2)


@pytest.mark.parametrize("columns", [1, 2, 3, 4])
def test_a_table_repeats_its_header_and_splits_no_row(columns: int) -> None:
    root = part(word.rendered(word.document(table(columns))))
    rows = list(root.iter(f"{W}tr"))

    assert rows[0].find(f"{W}trPr/{W}tblHeader") is not None
    assert all(row.find(f"{W}trPr/{W}cantSplit") is not None for row in rows)
    assert len(list(root.iter(f"{W}gridCol"))) == columns


@pytest.mark.parametrize(
    "wide",
    [table(5), table(3, "incomprehensibilities"), table(2, "many words " * 150)],
    ids=["many columns", "long words", "tall rows"],
)
def test_a_table_that_does_not_fit_is_a_list(wide: Table) -> None:
    root = part(word.rendered(word.document(wide)))

    assert not list(root.iter(f"{W}tbl"))
    assert "RowName" in styles(root)
    assert "ListBullet" in styles(root)


def test_a_list_of_cells_says_each_header_and_that_a_cell_is_empty() -> None:
    header = tuple((sentence(name),) for name in ("Day", "Noon", "Night", "Cost", "Place"))
    row = ((sentence("Monday"),), (sentence("soup"),), (), (sentence("£2"),), (sentence("hall"),))
    lines = list(word.paragraphs(part(word.rendered(word.document(Table(header, (row,)))))))

    start = lines.index("Day: Monday")
    assert lines[start : start + 5] == [
        "Day: Monday",
        "Noon: soup",
        "Night: (nothing)",
        "Cost: £2",
        "Place: hall",
    ]


@pytest.mark.parametrize("size", word.SIZES)
def test_no_column_is_narrower_than_its_longest_word(size: int) -> None:
    look = Look(size)
    widths = column_widths(table(2, "co-ordinator"), look, room=look.text_width)

    assert sum(widths) <= look.text_width
    assert all(width > 11 * size * 20 * 0.5 for width in widths)


def test_two_tables_do_not_grow_together() -> None:
    root = part(word.rendered(word.document(table(2), table(2))))

    first = next(root.iter(f"{W}tbl"))

    following = first.getnext()
    assert following is not None
    assert following.tag == f"{W}p"


def test_a_note_leads_to_its_words_and_back() -> None:
    marked = Sentence(SentenceId("s"), (Text("So it is."), NoteMark(1)))
    root = part(
        word.rendered(
            word.document(Paragraph((marked,)), notes=(Note(1, (paragraph("It is so."),)),))
        )
    )
    places = {e.get(f"{W}name") for e in root.iter(f"{W}bookmarkStart")}
    links = {
        "".join(map(str, e.itertext())): e.get(f"{W}anchor") for e in root.iter(f"{W}hyperlink")
    }

    assert set(links) == {"[note\u00a01]", "Back to the text, note\u00a01"}
    assert set(links.values()) <= places
    assert not list(root.iter(f"{W}vertAlign"))


@pytest.mark.parametrize("name", NAMES)
def test_every_link_inside_the_file_leads_somewhere(name: str) -> None:
    root = part(word.files(name)[18])
    places = [e.get(f"{W}name") for e in root.iter(f"{W}bookmarkStart")]
    targets = {e.get(f"{W}anchor") for e in root.iter(f"{W}hyperlink") if e.get(f"{W}anchor")}

    assert len(places) == len(set(places))
    assert targets <= set(places)


def test_every_address_is_printed_for_readers_on_paper() -> None:
    got = " ".join(seen(word.files("long")[18]))
    markdown = (word.FOLDER / "long.md").read_text("utf-8")

    for address in re.findall(r"\]\(((?:https)[^)\s]+)", markdown):
        assert address in got


def test_a_long_document_lists_its_contents_and_a_short_one_does_not() -> None:
    root = part(word.files("long")[18])
    fields = [e.get(f"{W}fldCharType") for e in root.iter(f"{W}fldChar")]
    entries = [e for e in root.iter(f"{W}pStyle") if str(e.get(f"{W}val")).startswith("TOC")]
    headings = [e for e in root.iter(f"{W}pStyle") if e.get(f"{W}val") in ("Heading2", "Heading3")]

    assert fields == ["begin", "separate", "end"]
    assert len(entries) == len(headings) - len(["Notes", "Links", "Web addresses", "About"])
    assert not list(part(word.files("post")[14]).iter(f"{W}fldChar"))


def test_headings_of_any_level_anywhere_make_a_list_of_contents() -> None:
    parts = [
        Quote(
            (Heading(level, sentence("More."), f"p{n}"), Paragraph((sentence("We met. " * 400),)))
        )
        for n, level in enumerate((5, 6, 6, 6, 6))
    ]
    data = word.rendered(word.document(*parts))

    entries = [e for e in part(data).iter(f"{W}pStyle") if str(e.get(f"{W}val")).startswith("TOC")]
    assert len(entries) == len(parts)
    assert "no-contents" not in faults(data)


# ---------------------------------------------------------------- pictures


def inline(data: bytes) -> etree._Element:
    (found,) = (e for e in part(data).iter() if str(e.tag).endswith("}docPr"))
    return found


def test_a_picture_says_what_it_shows() -> None:
    figure = Figure(image("a.png", "A teal square"), (sentence("Our square."),))
    data = word.rendered(word.document(figure), word.picture("a.png"))

    assert inline(data).get("descr") == "A teal square"
    assert "Our square." in list(word.paragraphs(part(data)))


def test_decoration_says_that_it_is() -> None:
    data = word.rendered(word.document(Figure(image("a.png"))), word.picture("a.png"))

    assert inline(data).get("descr") is None
    assert b"decorative" in etree.tostring(inline(data))


def test_the_same_picture_is_kept_once() -> None:
    figure = Figure(image("a.png", "A square"))
    data = word.rendered(word.document(figure, figure), word.picture("a.png"))

    assert len([m for m in unpack(data) if m.name.startswith("word/media/")]) == 1


@pytest.mark.parametrize("kind", ["WEBP", "GIF"])
def test_a_kind_of_picture_that_word_may_not_show_becomes_png(kind: str) -> None:
    asset = word.picture("a", kind=kind)
    data = word.rendered(word.document(Figure(image("a", "A square"))), asset)

    (kept,) = (m for m in unpack(data) if m.name.startswith("word/media/"))
    assert Picture.open(io.BytesIO(kept.data)).format == "PNG"


def test_a_photograph_taken_sideways_stands_upright() -> None:
    made = io.BytesIO()
    sideways = Picture.new("RGB", (40, 20), "teal")
    exif = Picture.Exif()
    exif[0x0112] = 6
    sideways.save(made, "JPEG", exif=exif)

    assert Picture.open(io.BytesIO(drawn("image/jpeg", made.getvalue(), 400))).size == (20, 40)


def test_a_drawing_opens_no_other_file() -> None:
    secret = PROJECT / "tests" / "kitchen_sink" / "tea.png"
    svg = (
        '<svg xmlns="http://www.w3.org/2000/svg" width="20" height="20">'
        f'<image href="{secret}" width="20" height="20"/></svg>'
    )

    shown = Picture.open(io.BytesIO(drawn("image/svg+xml", svg.encode(), 20))).convert("RGBA")

    assert shown.getchannel("A").getextrema() == (0, 0)


def test_no_picture_is_wider_or_higher_than_the_page_allows() -> None:
    huge = word.picture("a.png", size=(900, 4000))
    data = word.rendered(word.document(Figure(image("a.png", "A tower"))), huge)
    extent = next(e for e in part(data).iter() if str(e.tag).endswith("}extent"))
    look = Look(18)

    assert int(extent.get("cx", "0")) <= look.text_width * 635
    assert int(extent.get("cy", "0")) <= look.text_height * 635 / 2 + 1


# ---------------------------------------------------------------- Easy Read


def easy_document() -> Document:
    ideas = (
        Idea(image("tea.png", "A cup of tea"), (paragraph("We drank tea.", "It was good."),)),
        Idea(None, (paragraph("We talked."),)),
    )
    return word.document(*ideas)


def test_each_picture_stands_before_its_words_in_the_line_of_the_text() -> None:
    tea = word.picture("tea.png")
    made = word.easy(easy_document(), tea, status=EasyReadStatus.DRAFT)
    root = part(made.data)
    names = styles(root)
    at = names.index("IdeaPicture")

    assert made.path == "posts/a-post/a-post-easy-read-large-print.docx"
    assert names[at : at + 3] == ["IdeaPicture", "IdeaWords", "IdeaWords"]
    assert not [e for e in root.iter() if str(e.tag).endswith("}anchor")]
    assert not list(root.iter(f"{W}tbl"))
    assert faults(made.data) == set()


def test_every_sentence_of_an_idea_is_on_a_line_of_its_own() -> None:
    made = word.easy(easy_document(), word.picture("tea.png"), status=EasyReadStatus.DRAFT)

    lines = list(word.paragraphs(part(made.data)))

    assert {"We drank tea.", "It was good.", "We talked."} <= set(lines)


@pytest.mark.parametrize(
    ("status", "known", "first", "title"),
    [
        (EasyReadStatus.DRAFT, {}, "This Easy Read is a draft.", "Easy Read, draft in large"),
        (
            EasyReadStatus.SIGNED,
            {"signed": (SignOff("The readers", "2024-06-03", "A meeting."),)},
            "People have checked this Easy Read.",
            "Easy Read in large",
        ),
    ],
)
def test_an_easy_read_says_first_who_has_checked_it(
    status: EasyReadStatus, known: dict[str, Any], first: str, title: str
) -> None:
    made = word.easy(easy_document(), word.picture("tea.png"), status=status, **known)

    banner = list(word.paragraphs(part(made.data)))[1]

    assert banner == first
    assert made.title.startswith(title)


def test_a_signed_easy_read_names_the_group_and_the_day() -> None:
    signed = (SignOff("The readers", "2024-06-03", "A meeting.", ()),)
    made = word.easy(
        easy_document(), word.picture("tea.png"), status=EasyReadStatus.SIGNED, signed=signed
    )

    lines = [line.replace("\u00a0", " ") for line in word.paragraphs(part(made.data))]

    assert "The readers checked it on 3 June 2024." in lines


# ---------------------------------------------------------------- the file itself


def test_the_file_says_what_it_is() -> None:
    document = word.document(paragraph("Hello."))
    core = part(word.rendered(document), "docProps/core.xml")
    said = {str(e.tag).rpartition("}")[2]: e.text for e in core}

    assert said["title"] == "A title"
    assert said["creator"] == "The Makers"
    assert said["language"] == "en-GB"
    assert said["subject"] == "Large print, 18 point"
    assert said["modified"] == "2024-05-14T00:00:00Z"


def test_a_later_date_is_the_date_of_the_change() -> None:
    document = word.document(paragraph("Hello."))
    later = msgspec.structs.replace(document.meta, updated=dt.date(2024, 6, 3))
    core = part(word.rendered(msgspec.structs.replace(document, meta=later)), "docProps/core.xml")

    assert "2024-06-03T00:00:00Z" in "".join(map(str, core.itertext()))


def test_the_first_page_says_how_to_ask_for_another_format() -> None:
    lines = list(word.paragraphs(part(word.files("post")[18])))

    about = next(line for line in lines if line.startswith("This copy is in"))
    assert "large print, 18\u00a0point" in about
    assert "makers@example.org" in about
    assert lines.index(about) == 2


ORDER = {
    "pPr": (
        *("pStyle", "keepNext", "keepLines", "framePr", "widowControl", "numPr", "pBdr", "shd"),
        *("bidi", "spacing", "ind", "jc", "outlineLvl", "rPr"),
    ),
    "rPr": (
        *("rStyle", "rFonts", "b", "bCs", "noProof", "color", "sz", "szCs", "shd", "rtl", "lang"),
    ),
    "tblPr": (
        *("tblStyle", "bidiVisual", "tblW", "tblInd", "tblBorders", "tblLayout", "tblCellMar"),
        "tblLook",
    ),
    "style": ("name", "basedOn", "next", "semiHidden", "qFormat", "pPr", "rPr", "tblPr"),
    "sectPr": ("footerReference", "pgSz", "pgMar"),
    "settings": (
        *("zoom", "embedTrueTypeFonts", "defaultTabStop", "autoHyphenation"),
        *("characterSpacingControl", "compat", "themeFontLang", "decimalSymbol", "listSeparator"),
    ),
}
"""The order the schema asks for (ECMA-376 part 1, annex A), of all that is written here."""


@pytest.mark.parametrize("name", NAMES)
def test_elements_stand_in_the_order_of_the_schema(name: str) -> None:
    data = word.files(name)[18]
    parts = [m for m in unpack(data) if m.name.startswith("word/") and m.name.endswith(".xml")]
    wrong = []

    for member in parts:
        for element in etree.fromstring(member.data).iter():
            kind = str(element.tag).removeprefix(W)
            inside = [str(child.tag).removeprefix(W) for child in element]
            if kind in ORDER and inside != sorted(inside, key=ORDER[kind].index):
                wrong.append((member.name, kind, inside))

    assert wrong == []


@pytest.mark.parametrize("name", NAMES)
def test_every_relationship_leads_to_a_part(name: str) -> None:
    data = word.files(name)[18]
    names = {member.name for member in unpack(data)}
    relations = part(data, "word/_rels/document.xml.rels")
    kept = {e.get("Id") for e in relations}
    used = {
        value
        for element in part(data).iter()
        for key, value in element.items()
        if str(key).startswith(R)
    }

    assert used <= kept
    for relation in relations:
        if relation.get("TargetMode") != "External":
            assert f"word/{relation.get('Target')}" in names


# ---------------------------------------------------------------- outside checkers


@pytest.mark.parametrize("size", word.SIZES)
@pytest.mark.parametrize("name", NAMES)
@pytest.mark.external
def test_the_outside_checker_finds_nothing(name: str, size: int, tmp_path) -> None:  # type: ignore[no-untyped-def]  # noqa: ANN001
    checker = outside() / "checks" / "docx_large_print_check.py"
    file = tmp_path / "a.docx"
    file.write_bytes(word.files(name)[size])
    heading = max(size, 20) if size >= Look(18).size else size
    command = [sys.executable, str(checker), "--json", "--min-pt", str(size)]

    run = subprocess.run(
        [*command, "--min-heading", str(heading), str(file)],
        capture_output=True,
        text=True,
        check=False,
    )

    (report,) = json.loads(run.stdout)
    assert report["violations"] == []
