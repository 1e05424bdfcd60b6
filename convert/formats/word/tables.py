"""Tables that keep their words whole, and lists where a table would not."""

from __future__ import annotations

from collections.abc import Iterator

from convert.document import Cell, Sentence, Table, plain
from convert.formats.word.inlines import our_words, runs
from convert.formats.word.look import Look
from convert.formats.word.markup import Element, w
from convert.formats.word.measure import fewest_lines, longest_word, width
from convert.formats.word.numbering import BULLETS
from convert.formats.word.paragraphs import Label, Shape, paragraph
from convert.formats.word.pen import Pen

# UKAAF MS03: avoid columns; what is wider than this is read as a list.
MOST_COLUMNS = 4
# A row never splits over two pages, so it must not come near to filling one.
_TALLEST_ROW = 0.4
# On both sides of a cell, with its line (see the style "Table Grid").
_CELL_PADDING = 17
# What an empty cell says where there is no grid to show that it is empty.
_NOTHING = "(nothing)"


def table(value: Table, indent: int, pen: Pen) -> list[Element]:
    """The table under its caption, or the same words as lists where it is too wide or too tall."""
    value = _with_header(value)
    made = [paragraph(Shape("TableCaption", left=indent or None), runs(value.caption, pen))]
    widths = column_widths(value, pen.look, room=pen.look.text_width - indent)
    parts = _grid(value, widths, indent, pen) if widths else _as_lists(value, indent, pen)
    return [*(made if value.caption else []), *parts]


def _with_header(value: Table) -> Table:
    """`value` with its first row for a header where the header has no words."""
    if any(_words(cell).strip() for cell in value.header) or not value.rows:
        return value
    return Table(value.rows[0], value.rows[1:], value.caption)


def column_widths(value: Table, look: Look, *, room: int) -> tuple[int, ...]:
    """Twips for each column, or nothing where words or rows would have to be divided."""
    columns = len(value.header)
    if not 0 < columns <= MOST_COLUMNS:
        return ()
    padding = look.size * _CELL_PADDING
    texts = [
        [_words(row[column]) for row in (value.header, *value.rows)] for column in range(columns)
    ]
    least = [
        max(longest_word(text, size=look.size) for text in column) + padding for column in texts
    ]
    spare = room - sum(least)
    if spare < 0:
        return ()
    wanted = [max(1, *(width(text, size=look.size) for text in column)) for column in texts]
    total = sum(wanted)
    widths = tuple(
        narrow + spare * want // total for narrow, want in zip(least, wanted, strict=True)
    )
    tallest = max(
        fewest_lines(text, size=look.size, room=wide - padding)
        for column, wide in zip(texts, widths, strict=True)
        for text in column
    )
    return widths if tallest * look.line_height < look.text_height * _TALLEST_ROW else ()


def _words(cell: Cell) -> str:
    return " ".join(sentence.text for sentence in cell)


def _grid(value: Table, widths: tuple[int, ...], indent: int, pen: Pen) -> list[Element]:
    properties = w(
        "tblPr",
        w("tblStyle", val="TableGrid"),
        w("bidiVisual") if pen.right_to_left else None,
        w("tblW", w_=sum(widths), type="dxa"),
        w("tblInd", w_=indent, type="dxa") if indent else None,
        w("tblLayout", type="fixed"),
        w(
            "tblLook",
            val="0020",
            firstRow=1,
            lastRow=0,
            firstColumn=0,
            lastColumn=0,
            noHBand=1,
            noVBand=1,
        ),
    )
    return [
        w(
            "tbl",
            properties,
            w("tblGrid", *(w("gridCol", w_=wide) for wide in widths)),
            _row(value.header, widths, pen, header=True),
            *(_row(row, widths, pen, header=False) for row in value.rows),
        )
    ]


def _row(cells: tuple[Cell, ...], widths: tuple[int, ...], pen: Pen, *, header: bool) -> Element:
    style = "HeaderCell" if header else "Cell"
    return w(
        "tr",
        w("trPr", w("cantSplit"), w("tblHeader") if header else None),
        *(
            w(
                "tc",
                w("tcPr", w("tcW", w_=wide, type="dxa")),
                paragraph(Shape(style), runs(cell, pen)),
            )
            for cell, wide in zip(cells, widths, strict=True)
        ),
    )


def _as_lists(value: Table, indent: int, pen: Pen) -> Iterator[Element]:
    """Each row by its first cell, and under it what the other columns say, each by its header."""
    label = Label(BULLETS, 0, "ListBullet", pen.look.indent)
    left = indent + pen.look.indent
    for row in value.rows:
        name, *others = row
        yield paragraph(
            Shape("RowName", left=indent or None, keep_with_next=bool(others)),
            _named(value.header[0], name, pen),
        )
        for header, cell in zip(value.header[1:], others, strict=True):
            yield paragraph(
                Shape("ListBullet", label=label, left=left, hanging=pen.look.indent),
                _named(header, cell, pen),
            )


def _named(header: tuple[Sentence, ...], cell: Cell, pen: Pen) -> list[Element]:
    if not any(plain(sentence.inlines).strip() for sentence in header):
        return runs(cell, pen)
    words = runs(cell, pen) if _words(cell).strip() else [our_words(_NOTHING, pen)]
    return [*runs(header, pen), our_words(": ", pen), *words]
