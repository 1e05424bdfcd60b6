"""The styles of a Word file in large print: one size up for headings, nothing below body size."""

from __future__ import annotations

from convert.formats.word.look import BAR_COLOUR, CODE_SHADE, LINE_SPACING, LINK_COLOUR, Look
from convert.formats.word.markup import Element, w
from convert.languages import primary

_LINE = round(240 * LINE_SPACING)
_CJK = ("zh", "ja", "ko")


def language(tag: str, *, right_to_left: bool) -> Element:
    """The language of words; Word keeps one for each family of scripts."""
    east = tag if primary(tag) in _CJK else None
    return w("lang", val=tag, eastAsia=east, bidi=tag if right_to_left else None)


def styles(look: Look, *, lang: str, right_to_left: bool) -> Element:
    """The whole of `word/styles.xml`."""
    return w(
        "styles",
        _defaults(look, lang=lang, right_to_left=right_to_left),
        _paragraph("Normal", "Normal", based_on=None, default=True),
        *(_heading(look, level) for level in range(1, 7)),
        *_flow(look, start="right" if right_to_left else "left"),
        *_lists(look),
        *_front(look),
        *_easy_read(look),
        *_characters(),
        *_table_styles(look),
        w(
            "style",
            w("name", val="No List"),
            w("semiHidden"),
            type="numbering",
            default="1",
            styleId="NoList",
        ),
    )


def _defaults(look: Look, *, lang: str, right_to_left: bool) -> Element:
    run = w(
        "rPr",
        w("rFonts", ascii=look.font, hAnsi=look.font, eastAsia=look.font, cs=look.font),
        w("sz", val=look.half_points),
        w("szCs", val=look.half_points),
        language(lang, right_to_left=right_to_left),
    )
    paragraph = w(
        "pPr",
        w("widowControl"),
        w("bidi") if right_to_left else None,
        w("spacing", before=0, after=look.gap, line=_LINE, lineRule="auto"),
    )
    return w("docDefaults", w("rPrDefault", run), w("pPrDefault", paragraph))


def _paragraph(
    id_: str,
    name: str,
    *properties: Element,
    run: tuple[Element, ...] = (),
    based_on: str | None = "Normal",
    default: bool = False,
) -> Element:
    return w(
        "style",
        w("name", val=name),
        w("basedOn", val=based_on) if based_on else None,
        w("qFormat"),
        w("pPr", *properties) if properties else None,
        w("rPr", *run) if run else None,
        type="paragraph",
        default="1" if default else None,
        styleId=id_,
    )


def _heading(look: Look, level: int) -> Element:
    size = look.heading_half_points(level)
    style = _paragraph(
        f"Heading{level}",
        f"heading {level}",
        w("keepNext"),
        w("keepLines"),
        w("spacing", before=look.gap if level > 1 else 0, after=look.gap),
        w("outlineLvl", val=level - 1),
        run=(*_bold(), w("sz", val=size), w("szCs", val=size)),
    )
    style.insert(2, w("next", val="Normal"))
    return style


def _bold() -> tuple[Element, Element]:
    return w("b"), w("bCs")


def _bar(side: str) -> Element:
    return w("pBdr", w(side, val="single", sz=24, space=12, color=BAR_COLOUR))


def _flow(look: Look, *, start: str) -> list[Element]:
    return [
        _paragraph("Quote", "Quote", _bar(start), w("ind", left=look.indent)),
        _paragraph("Verse", "Verse", w("keepLines"), w("ind", left=look.indent)),
        _paragraph(
            "Code",
            "Code",
            w("shd", val="clear", color="auto", fill=CODE_SHADE),
            run=(w("noProof"),),
        ),
        _paragraph("Figure", "Figure", w("keepLines")),
        _paragraph("Caption", "caption", w("keepLines")),
        _paragraph("TableCaption", "Table Caption", w("keepNext"), run=_bold()),
        _paragraph("Term", "Term", w("keepNext"), w("spacing", after=0), run=_bold()),
        _paragraph("Meaning", "Meaning", w("ind", left=look.indent)),
        _paragraph("NoteNumber", "Note Number", w("keepNext"), w("spacing", after=0), run=_bold()),
        _paragraph("RowName", "Row Name", w("keepNext"), run=_bold()),
        _paragraph("Cell", "Cell", w("spacing", after=0)),
        _paragraph("HeaderCell", "Header Cell", w("spacing", after=0), run=_bold()),
    ]


def _lists(look: Look) -> list[Element]:
    half = w("spacing", after=look.gap)
    return [
        _paragraph("ListParagraph", "List Paragraph", half),
        _paragraph("ListBullet", "List Bullet", based_on="ListParagraph"),
        _paragraph("ListNumber", "List Number", based_on="ListParagraph"),
        _paragraph("ListContinue", "List Continue", based_on="ListParagraph"),
    ]


def _front(look: Look) -> list[Element]:
    return [
        _paragraph("Byline", "Byline"),
        _paragraph(
            "AboutThisCopy",
            "About This Copy",
            w("pBdr", w("bottom", val="single", sz=12, space=12, color=BAR_COLOUR)),
        ),
        _paragraph(
            "ContentsHeading",
            "TOC Heading",
            w("keepNext"),
            w("keepLines"),
            w("spacing", before=look.gap),
            run=(
                *_bold(),
                w("sz", val=look.heading_half_points(2)),
                w("szCs", val=look.heading_half_points(2)),
            ),
        ),
        _paragraph("TOC1", "toc 1", w("spacing", after=look.gap // 2)),
        _paragraph("TOC2", "toc 2", w("spacing", after=look.gap // 2), w("ind", left=look.indent)),
        _paragraph("Footer", "footer", w("spacing", after=0)),
    ]


def _easy_read(look: Look) -> list[Element]:
    return [
        _paragraph(
            "Banner",
            "Banner",
            w("keepLines"),
            w(
                "pBdr",
                *(
                    w(side, val="single", sz=24, space=8, color=BAR_COLOUR)
                    for side in ("top", "left", "bottom", "right")
                ),
            ),
            w("ind", left=200, right=200),
            run=_bold(),
        ),
        _paragraph("IdeaPicture", "Idea Picture", w("spacing", after=0, line=240, lineRule="auto")),
        _paragraph("IdeaSpace", "Idea Space"),
        _paragraph("IdeaWords", "Idea Words", w("keepLines"), w("spacing", after=look.gap // 2)),
    ]


def _character(id_: str, name: str, *run: Element) -> Element:
    return w(
        "style",
        w("name", val=name),
        w("qFormat"),
        w("rPr", *run),
        type="character",
        styleId=id_,
    )


def _characters() -> list[Element]:
    plain = w(
        "style",
        w("name", val="Default Paragraph Font"),
        w("semiHidden"),
        type="character",
        default="1",
        styleId="DefaultParagraphFont",
    )
    return [
        plain,
        _character("Strong", "Strong", *_bold()),
        _character("Emphasis", "Emphasis", *_bold()),
        # UKAAF MS03: no underlining, links included; weight and colour mark them.
        _character("Hyperlink", "Hyperlink", *_bold(), w("color", val=LINK_COLOUR)),
        _character(
            "CodeText",
            "Code Text",
            w("noProof"),
            w("shd", val="clear", color="auto", fill=CODE_SHADE),
        ),
    ]


def _table_styles(look: Look) -> list[Element]:
    space = look.size * 8
    normal = w(
        "style",
        w("name", val="Normal Table"),
        w("semiHidden"),
        type="table",
        default="1",
        styleId="TableNormal",
    )
    sides = ("top", "left", "bottom", "right", "insideH", "insideV")
    grid = w(
        "style",
        w("name", val="Table Grid"),
        w("basedOn", val="TableNormal"),
        w(
            "tblPr",
            w(
                "tblBorders",
                *(w(side, val="single", sz=8, space=0, color=BAR_COLOUR) for side in sides),
            ),
            w(
                "tblCellMar",
                *(w(side, w_=space, type="dxa") for side in ("top", "left", "bottom", "right")),
            ),
        ),
        type="table",
        styleId="TableGrid",
    )
    return [normal, grid]
