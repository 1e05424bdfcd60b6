"""The rules for Word files: each sees the fault it is there for, whoever made the file."""

from __future__ import annotations

import functools
import io
import re
from collections.abc import Callable

import docx as python_docx
import msgspec
import pytest

from convert.checks import docx as checks
from convert.checks.contrast import contrast
from convert.files.archive import Member, pack, unpack
from convert.findings import Level
from tests import word_files as word
from tests.word_files import DOCUMENT, paragraph

STYLES = "word/styles.xml"
SETTINGS = "word/settings.xml"
NUMBERING = "word/numbering.xml"
FOOTER = "word/footer1.xml"
CORE = "docProps/core.xml"


class Fault(msgspec.Struct, frozen=True):
    """A change to one part of a sound file, and the code that must see it."""

    code: str
    part: str
    old: str
    new: str


def in_words(properties: str, words: str = "Every post begins") -> tuple[str, str]:
    """A change that gives the run with these words some properties."""
    run = f'<w:r><w:t xml:space="preserve">{words}'
    return run, run.replace("<w:r>", f"<w:r><w:rPr>{properties}</w:rPr>")


def in_paragraph(properties: str) -> tuple[str, str]:
    """A change that gives the first ordinary paragraph some properties."""
    style = '<w:pStyle w:val="Normal"/>'
    return style, style + properties


def in_section(element: str) -> tuple[str, str]:
    return "<w:pgSz", f"{element}<w:pgSz"


ANCHOR = (
    '<w:r><w:drawing><wp:anchor xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/'
    'wordprocessingDrawing" behindDoc="{behind}"><wp:docPr id="900" name="x" descr="A hall"/>'
    "</wp:anchor></w:drawing></w:r>"
)
OLD_PICTURE = (
    '<w:r><w:pict><v:shape xmlns:v="urn:schemas-microsoft-com:vml"><v:imagedata/></v:shape>'
    "</w:pict></w:r>"
)
DECORATION = (
    '<w:r><w:drawing><wp:inline xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/'
    'wordprocessingDrawing"><wp:docPr id="901" name="x" descr="A hall"><d:decorative '
    'xmlns:d="http://schemas.microsoft.com/office/drawing/2017/decorative" val="1"/></wp:docPr>'
    "</wp:inline></w:drawing></w:r>"
)
FIRST_RUN = '<w:r><w:t xml:space="preserve">Every post begins'

FAULTS = (
    Fault("text-too-small", STYLES, '<w:sz w:val="36"/>', '<w:sz w:val="24"/>'),
    Fault("text-too-small", DOCUMENT, *in_words('<w:sz w:val="34"/>')),
    Fault(
        "text-too-small",
        FOOTER,
        '<w:r><w:rPr><w:lang w:val="en-GB"/>',
        '<w:r><w:rPr><w:sz w:val="20"/><w:lang w:val="en-GB"/>',
    ),
    Fault("text-too-small", CORE, "Large print, 18 point", "Large print, 24 point"),
    Fault("heading-too-small", STYLES, '<w:sz w:val="48"/>', '<w:sz w:val="28"/>'),
    Fault("text-shrunk", DOCUMENT, *in_words('<w:vertAlign w:val="superscript"/>')),
    Fault("text-shrunk", DOCUMENT, *in_words('<w:w w:val="80"/>')),
    Fault("label-too-small", NUMBERING, '<w:sz w:val="36"/>', '<w:sz w:val="20"/>'),
    Fault("font-not-clear", STYLES, 'w:ascii="Arial"', 'w:ascii="Times New Roman"'),
    Fault("font-not-clear", STYLES, 'w:eastAsia="Arial"', 'w:eastAsia="SimSun"'),
    Fault("font-not-clear", DOCUMENT, *in_words('<w:rFonts w:hAnsi="Georgia"/>')),
    Fault("font-too-light", STYLES, 'w:ascii="Arial"', 'w:ascii="Calibri Light"'),
    Fault("italics", DOCUMENT, *in_words("<w:i/>")),
    Fault("italics", STYLES, "<w:sz w:val=", "<w:i/><w:sz w:val="),
    Fault(
        "italics",
        STYLES,
        '<w:name w:val="Quote"/><w:basedOn w:val="Normal"/><w:qFormat/><w:pPr>',
        '<w:name w:val="Quote"/><w:basedOn w:val="Normal"/><w:qFormat/><w:rPr><w:i/></w:rPr><w:pPr>',
    ),
    Fault("underlined", STYLES, '<w:color w:val="0B3D91"/>', '<w:u w:val="single"/>'),
    Fault("underlined", DOCUMENT, *in_words('<w:u w:val="single"/>')),
    Fault("capitals", DOCUMENT, *in_words("<w:caps/>")),
    Fault("capitals", DOCUMENT, *in_words("<w:smallCaps/>")),
    Fault("capitals", DOCUMENT, "Also a web page.", "ALSO A WEB PAGE."),
    Fault("low-contrast", STYLES, "0B3D91", "6699CC"),
    Fault("low-contrast", DOCUMENT, *in_words('<w:color w:val="808080"/>')),
    Fault("low-contrast", DOCUMENT, *in_words('<w:highlight w:val="darkRed"/>')),
    Fault("not-left-aligned", DOCUMENT, *in_paragraph('<w:jc w:val="both"/>')),
    Fault(
        "not-left-aligned", STYLES, "<w:widowControl/>", '<w:widowControl/><w:jc w:val="center"/>'
    ),
    Fault("line-spacing", STYLES, 'w:line="276"', 'w:line="480"'),
    Fault("line-spacing", STYLES, 'w:lineRule="auto"', 'w:lineRule="exact"'),
    Fault("paragraph-gap", STYLES, 'w:after="360"', 'w:after="120"'),
    Fault("word-divided", SETTINGS, 'autoHyphenation w:val="0"', 'autoHyphenation w:val="1"'),
    Fault("word-divided", DOCUMENT, "Also a web page.", "Also a web\u00adpage."),
    Fault("item-divided", DOCUMENT, "3\u00a0June\u00a02024", "3 June 2024"),
    Fault("item-divided", DOCUMENT, "Dr.\u00a0A.", "Dr. A."),
    Fault("words-sideways", DOCUMENT, "<w:tcPr>", '<w:tcPr><w:textDirection w:val="btLr"/>'),
    Fault(
        "text-box",
        DOCUMENT,
        FIRST_RUN,
        "<w:r><w:txbxContent><w:p><w:r><w:t>Box</w:t></w:r></w:p></w:txbxContent></w:r>"
        + FIRST_RUN,
    ),
    Fault("watermark", FOOTER, "<w:p>", "<w:p><w:r><w:pict/></w:r>"),
    Fault("watermark", DOCUMENT, FIRST_RUN, ANCHOR.format(behind=1) + FIRST_RUN),
    Fault("floating-picture", DOCUMENT, FIRST_RUN, ANCHOR.format(behind=0) + FIRST_RUN),
    Fault("columns", DOCUMENT, *in_section('<w:cols w:num="2"/>')),
    Fault("wide-table", DOCUMENT, "</w:tr>", "<w:tc/><w:tc/></w:tr>"),
    Fault("paper-size", DOCUMENT, 'w:w="11906"', 'w:w="12240"'),
    Fault("paper-size", DOCUMENT, "<w:pgSz", "<w:pgOf"),
    Fault("long-lines", DOCUMENT, 'w:w="11906"', 'w:w="19000"'),
    Fault("page-numbers", FOOTER, " PAGE ", " DATE "),
    Fault("page-numbers", FOOTER, " NUMPAGES ", " DATE "),
    Fault("no-title", CORE, "A post with everything in it: the kitchen sink", "Untitled"),
    Fault("no-author", CORE, "<dc:creator>The Allways project", "<dc:creator>"),
    Fault("no-language", STYLES, '<w:lang w:val="en-GB"/>', ""),
    Fault("no-language", CORE, "<dc:language>en-GB", "<dc:language>fr-FR"),
    Fault("no-language", DOCUMENT, '<w:lang w:val="cy"/>', '<w:lang w:val=""/>'),
    Fault("no-direction", DOCUMENT, "<w:rtl/>", ""),
    Fault("headings-out-of-order", DOCUMENT, '"Heading1"', '"Heading3"'),
    Fault("headings-out-of-order", DOCUMENT, '"Heading2"', '"Heading4"'),
    Fault("headings-out-of-order", DOCUMENT, "What is inside", " "),
    Fault("headings-out-of-order", DOCUMENT, '"Heading', '"Nothing'),
    Fault(
        "empty-paragraphs",
        DOCUMENT,
        '<w:p><w:pPr><w:pStyle w:val="Heading2"/>',
        '<w:p/><w:p/><w:p><w:pPr><w:pStyle w:val="Heading2"/>',
    ),
    Fault("picture-without-words", DOCUMENT, 'descr="a cup of tea"', 'descr=""'),
    Fault("picture-without-words", DOCUMENT, 'descr="a cup of tea"', 'descr="tea.png"'),
    Fault("picture-without-words", DOCUMENT, FIRST_RUN, OLD_PICTURE + FIRST_RUN),
    Fault("picture-without-words", DOCUMENT, FIRST_RUN, DECORATION + FIRST_RUN),
    Fault("table-without-header", DOCUMENT, "<w:tblHeader/>", ""),
    Fault("table-without-header", DOCUMENT, 'w:val="0020" w:firstRow="1"', 'w:val="0000"'),
    Fault("row-divided", DOCUMENT, "<w:cantSplit/>", ""),
    Fault("no-other-formats", DOCUMENT, "another size or another format", "tea"),
)


@functools.cache
def sound() -> bytes:
    """The kitchen-sink post in 18 point, which breaks no rule."""
    return word.files("post")[18]


def codes(data: bytes) -> set[str]:
    return {finding.code for finding in checks.check(data, path="a.docx")}


def test_a_sound_file_has_no_findings() -> None:
    assert codes(sound()) == set()


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: f"{fault.code}: {fault.new[-40:]}")
def test_each_fault_is_seen(fault: Fault) -> None:
    assert fault.code in codes(word.changed(sound(), fault.part, fault.old, fault.new))


def test_a_heading_is_known_by_its_level_or_by_the_name_of_its_style() -> None:
    for level in range(6):
        bare = word.changed(sound(), STYLES, f'<w:outlineLvl w:val="{level}"/>', "")
        assert codes(bare) == set()


def test_a_typed_list_is_seen() -> None:
    typed = word.rendered(word.document(paragraph("- one"), paragraph("- two")))

    assert "typed-list" in codes(typed)


def test_a_long_document_without_contents_is_seen() -> None:
    data = word.files("long")[18]

    assert "no-contents" in codes(word.changed(data, DOCUMENT, " TOC ", " DATE "))


def test_every_rule_has_a_fault_that_proves_it() -> None:
    proved = {fault.code for fault in FAULTS} | {"typed-list", "no-contents"}

    assert {rule.code for rule in checks.RULES} == proved


def test_every_rule_names_its_source_and_what_to_do() -> None:
    for rule in checks.RULES:
        assert re.search(r"LP\d+", rule.source), rule.code
        assert rule.next_step.endswith("."), rule.code
        assert rule.promise.endswith("."), rule.code
        assert checks.CODES[rule.code]


def test_a_large_print_rule_has_a_check_unless_no_file_can_show_it() -> None:
    """LP18 is about paper, and the rights and needs of LP19 are about people."""
    numbers = {int(n) for rule in checks.RULES for n in re.findall(r"LP(\d+)", rule.source)}

    assert numbers == set(range(1, 21)) - {18}


# ---------------------------------------------------------------- styles, as Word reads them


def test_bold_stress_twice_over_is_not_mistaken_for_italics() -> None:
    """ECMA-376 part 1, 17.7.3: italics in two styles switch one another off."""
    twice = word.changed(
        word.changed(
            sound(),
            STYLES,
            '<w:name w:val="Strong"/><w:qFormat/><w:rPr>',
            '<w:name w:val="Strong"/><w:qFormat/><w:rPr><w:i/>',
        ),
        STYLES,
        '<w:name w:val="Normal"/><w:qFormat/>',
        '<w:name w:val="Normal"/><w:qFormat/><w:rPr><w:i/></w:rPr>',
    )

    quotes = {f.quote for f in checks.check(twice, path="a") if f.code == "italics"}

    assert not any("They cross a sentence" in quote for quote in quotes)
    assert any("Every post begins" in quote for quote in quotes)


def test_a_font_of_the_theme_is_looked_up() -> None:
    theme = (
        '<a:theme xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><a:themeElements>'
        '<a:fontScheme><a:minorFont><a:latin typeface="Cambria"/></a:minorFont></a:fontScheme>'
        "</a:themeElements></a:theme>"
    )
    styled = word.changed(sound(), STYLES, 'w:ascii="Arial"', 'w:asciiTheme="minorHAnsi"')
    themed = pack((*unpack(styled), Member("word/theme/theme1.xml", theme.encode())))

    found = [f for f in checks.check(themed, path="a") if f.code == "font-not-clear"]

    assert "Cambria" in found[0].message


def test_hidden_words_are_not_looked_at() -> None:
    old, new = in_words("<w:i/><w:vanish/>")

    assert "italics" not in codes(word.changed(sound(), DOCUMENT, old, new))


@pytest.mark.parametrize(
    ("one", "other", "ratio"),
    [("000000", "FFFFFF", 21.0), ("FFFFFF", "000000", 21.0), ("777777", "FFFFFF", 4.48)],
)
def test_contrast_is_that_of_wcag(one: str, other: str, ratio: float) -> None:
    assert contrast(one, other) == pytest.approx(ratio, abs=0.01)


# ---------------------------------------------------------------- other people's files


def another_programs_file(change: Callable[[python_docx.document.Document], None]) -> bytes:
    document = python_docx.Document()
    change(document)
    made = io.BytesIO()
    document.save(made)
    return made.getvalue()


def test_a_file_of_another_program_is_looked_at_too() -> None:
    def write(document: python_docx.document.Document) -> None:
        document.add_heading("Hello", 1)
        document.add_paragraph("Small words in the font this program likes.")

    assert {"text-too-small", "font-not-clear", "page-numbers", "paper-size"} <= codes(
        another_programs_file(write)
    )


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04 no", b"not a zip", pack(())])
def test_what_is_no_word_file_is_said_to_be_none(data: bytes) -> None:
    (finding,) = checks.check(data, path="a.docx")

    assert finding.code == checks.BROKEN
    assert finding.level is Level.ERROR


def test_a_part_that_is_no_xml_is_said_to_be_broken() -> None:
    members = [Member(m.name, b"<w:" if m.name == STYLES else m.data) for m in unpack(sound())]

    assert codes(pack(members)) == {checks.BROKEN}


def test_a_finding_quotes_the_words_and_says_what_to_do() -> None:
    old, new = in_words("<w:i/>")

    (finding,) = checks.check(word.changed(sound(), DOCUMENT, old, new), path="a.docx")

    assert finding.quote.startswith("Every post begins")
    assert finding.next_step == "Use bold."
    assert finding.place.path == "a.docx"
