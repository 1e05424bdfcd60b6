"""The reference document: a Word file without words, in the look that was asked for.

It is made from nothing, so that no style, font or language comes in by somebody else's default.
"""

from __future__ import annotations

from functools import cache

from lxml import etree

from convert.files.archive import Member, pack
from convert.formats.word import fonts
from convert.formats.word.look import PAGE_HEIGHT, PAGE_WIDTH, Look
from convert.formats.word.markup import Element, instruction, r_id, text, w, write
from convert.formats.word.numbering import numbering
from convert.formats.word.opc import OFFICE, PACKAGE, content_types, relationships
from convert.formats.word.styles import language, styles

_CORE = f"{PACKAGE}/relationships/metadata/core-properties"
_MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_FOOTER = "rId5"
# Word opens a file without this in its compatibility mode, which lays text out as in 2003.
_WORD_VERSION = 15

_PARTS = {
    "word/document.xml": f"{_MAIN}.document.main+xml",
    "word/styles.xml": f"{_MAIN}.styles+xml",
    "word/numbering.xml": f"{_MAIN}.numbering+xml",
    "word/settings.xml": f"{_MAIN}.settings+xml",
    "word/fontTable.xml": f"{_MAIN}.fontTable+xml",
    "word/footer1.xml": f"{_MAIN}.footer+xml",
    "docProps/core.xml": "application/vnd.openxmlformats-package.core-properties+xml",
}
_DEFAULTS = {
    "rels": "application/vnd.openxmlformats-package.relationships+xml",
    "xml": "application/xml",
    "odttf": "application/vnd.openxmlformats-officedocument.obfuscatedFont",
}


@cache
def reference(look: Look, lang: str, *, right_to_left: bool) -> bytes:
    """A package with styles, numbering, settings, fonts and footer, and an empty body.

    Raises:
        MissingTool: the look wants a font that set-up has not fetched.
    """
    embedded = fonts.embedded(look.font)
    parts = {
        "word/document.xml": w("document", w("body", _section(look))),
        "word/styles.xml": styles(look, lang=lang, right_to_left=right_to_left),
        "word/numbering.xml": numbering(look),
        "word/settings.xml": _settings(
            look, lang, right_to_left=right_to_left, fonts=bool(embedded)
        ),
        "word/fontTable.xml": fonts.table(look.font, embedded),
        "word/footer1.xml": _footer(),
    }
    return pack(
        (
            Member("[Content_Types].xml", content_types(defaults=_DEFAULTS, overrides=_PARTS)),
            Member("_rels/.rels", _package_relationships()),
            Member("docProps/core.xml", _core()),
            *(Member(name, write(root)) for name, root in parts.items()),
            Member("word/_rels/document.xml.rels", _document_relationships()),
            *fonts.members(embedded),
        )
    )


def _section(look: Look) -> Element:
    return w(
        "sectPr",
        r_id(w("footerReference", type="default"), _FOOTER),
        w("pgSz", w_=PAGE_WIDTH, h=PAGE_HEIGHT),
        w(
            "pgMar",
            top=look.margin,
            right=look.margin,
            bottom=look.foot_margin,
            left=look.margin,
            header=look.foot_distance,
            footer=look.foot_distance,
            gutter=0,
        ),
    )


def _settings(look: Look, lang: str, *, right_to_left: bool, fonts: bool) -> Element:
    theme_language = language(lang, right_to_left=right_to_left)
    theme_language.tag = w("themeFontLang").tag
    return w(
        "settings",
        w("zoom", percent=100),
        w("embedTrueTypeFonts") if fonts else None,
        # UKAAF MS03: words are not divided at the end of a line.
        w("defaultTabStop", val=look.indent),
        w("autoHyphenation", val=0),
        w("characterSpacingControl", val="doNotCompress"),
        w(
            "compat",
            w(
                "compatSetting",
                name="compatibilityMode",
                uri="http://schemas.microsoft.com/office/word",
                val=_WORD_VERSION,
            ),
        ),
        theme_language,
        w("decimalSymbol", val="."),
        w("listSeparator", val=","),
    )


def _footer() -> Element:
    def run(*inside: Element) -> Element:
        return w("r", w("rPr", language("en-GB", right_to_left=False)), *inside)

    def field(name: str) -> list[Element]:
        return [
            run(w("fldChar", fldCharType="begin")),
            run(instruction(name)),
            run(w("fldChar", fldCharType="separate")),
            run(text("1")),
            run(w("fldChar", fldCharType="end")),
        ]

    paragraph = w(
        "p",
        w("pPr", w("pStyle", val="Footer"), w("bidi", val=0)),
        run(text("Page ")),
        *field("PAGE"),
        run(text(" of ")),
        *field("NUMPAGES"),
    )
    return w("ftr", paragraph)


def _package_relationships() -> bytes:
    return relationships(
        {
            "rId1": (f"{OFFICE}/officeDocument", "word/document.xml"),
            "rId2": (_CORE, "docProps/core.xml"),
        }
    )


def _document_relationships() -> bytes:
    return relationships(
        {
            "rId1": (f"{OFFICE}/styles", "styles.xml"),
            "rId2": (f"{OFFICE}/numbering", "numbering.xml"),
            "rId3": (f"{OFFICE}/settings", "settings.xml"),
            "rId4": (f"{OFFICE}/fontTable", "fontTable.xml"),
            _FOOTER: (f"{OFFICE}/footer", "footer1.xml"),
        }
    )


def _core() -> bytes:
    namespace = f"{PACKAGE}/metadata/core-properties"
    names = {
        "cp": namespace,
        "dc": "http://purl.org/dc/elements/1.1/",
        "dcterms": "http://purl.org/dc/terms/",
        "xsi": "http://www.w3.org/2001/XMLSchema-instance",
    }
    return write(etree.Element(f"{{{namespace}}}coreProperties", nsmap=names))
