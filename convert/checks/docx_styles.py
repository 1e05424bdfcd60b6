"""How words in a Word file are really drawn: defaults, styles and what is said on the spot, put together.

ECMA-376 part 1, 17.7.2: document defaults, then the table style, the paragraph style, the list
level, the character style, and direct formatting last.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cached_property

import msgspec

from convert.checks.docx_file import A, W, WordFile, child, is_on, value
from convert.pages.xhtml import Element

# 17.3.2.38 and 17.3.2.26: what Word takes where nobody says anything.
_DEFAULT_SIZE = 10.0
_DEFAULT_FONT = "Times New Roman"
_SLOTS = ("ascii", "hAnsi", "eastAsia", "cs")
# 17.7.3: properties that a second style turns off again.
_TOGGLES = ("b", "i", "caps", "smallCaps", "vanish")
_HIGHLIGHTS = {
    "yellow": "FFFF00",
    "green": "00FF00",
    "cyan": "00FFFF",
    "magenta": "FF00FF",
    "blue": "0000FF",
    "red": "FF0000",
    "darkBlue": "00008B",
    "darkCyan": "008B8B",
    "darkGreen": "006400",
    "darkMagenta": "800080",
    "darkRed": "8B0000",
    "darkYellow": "808000",
    "darkGray": "A9A9A9",
    "lightGray": "D3D3D3",
    "black": "000000",
}
_COLOUR = re.compile(r"[0-9A-Fa-f]{6}")


class Face(msgspec.Struct, frozen=True):
    """How a run of words is drawn."""

    size: float
    fonts: tuple[str, ...]
    """Every font that may draw it, one for each family of scripts; doubles left out."""
    italic: bool
    underlined: bool
    capitals: bool
    hidden: bool
    raised: bool
    """Superscript or subscript, which is drawn at about two thirds of the size."""
    narrowed: bool
    colour: str
    background: str
    lang: str


class Level(msgspec.Struct, frozen=True):
    """The label of a list item: what is drawn and how large."""

    text: str
    size: float


class Styles:
    """Answers how a paragraph or a run looks."""

    def __init__(self, file: WordFile) -> None:
        root = file.tree("word/styles.xml")
        self._run_defaults = child(root, "docDefaults", "rPrDefault", "rPr")
        self._paragraph_defaults = child(root, "docDefaults", "pPrDefault", "pPr")
        found = root.findall(f"{W}style") if root is not None else []
        self._styles = {value(style, "styleId") or "": style for style in found}
        self._default = {
            value(style, "type"): value(style, "styleId") or ""
            for style in found
            if value(style, "default") in ("1", "true")
        }
        self._numbering = file.tree("word/numbering.xml")
        self._theme = _theme_fonts(file)

    @property
    def default_language(self) -> str:
        """The language of words that say nothing else."""
        normal = [child(style, "rPr") for style in self._chain(self._default.get("paragraph", ""))]
        return value(_last([self._run_defaults, *normal], "lang")) or ""

    def style_name(self, paragraph: Element) -> str:
        """The name of a paragraph's style, in small letters."""
        return self._name(self._style_of(paragraph))

    def face(self, paragraph: Element, run: Element | None) -> Face:
        """How `run`, a set of run properties in `paragraph`, is drawn."""
        groups = (
            self._table(paragraph, "rPr"),
            [child(style, "rPr") for style in self._chain(self._style_of(paragraph))],
            [child(style, "rPr") for style in self._chain(self._character(run))],
        )
        layers = [self._run_defaults, *(layer for group in groups for layer in group), run]
        on = {name: self._toggle(name, groups, run) for name in _TOGGLES}
        line = value(_last(layers, "u"))
        return Face(
            size=_points(value(_last(layers, "sz"))),
            fonts=self._fonts(layers),
            italic=on["i"],
            underlined=line not in (None, "none"),
            capitals=on["caps"] or on["smallCaps"],
            hidden=on["vanish"],
            raised=value(_last(layers, "vertAlign")) in ("superscript", "subscript"),
            narrowed=int(value(_last(layers, "w")) or 100) < 100,
            colour=_hex(value(_last(layers, "color"))) or "000000",
            background=self._background(paragraph, layers),
            lang=value(_last(layers, "lang")) or "",
        )

    def paragraph_property(self, paragraph: Element, name: str) -> Mapping[str, str]:
        """A property's attributes as they hold for `paragraph`, each from where it is said last."""
        merged: dict[str, str] = {}
        for layer in self._paragraph_layers(paragraph):
            found = child(layer, name)
            if found is not None:
                merged.setdefault("is", "")
                merged.update({str(key).removeprefix(W): str(text) for key, text in found.items()})
        return merged

    def is_set(self, paragraph: Element, name: str) -> bool:
        """Whether a switch of a paragraph is on."""
        return is_on(_last(list(self._paragraph_layers(paragraph)), name))

    def outline(self, paragraph: Element) -> int | None:
        """The level of a heading, counted from 1; None for what is not one."""
        said = self.paragraph_property(paragraph, "outlineLvl").get("val", "")
        if said.isdigit() and int(said) < 9:
            return int(said) + 1
        for style in reversed(self._chain(self._style_of(paragraph))):
            name = self._name(value(style, "styleId") or "")
            if found := re.fullmatch(r"heading ([1-9])", name):
                return int(found[1])
        return None

    def label(self, paragraph: Element) -> Level | None:
        """The bullet or number before a list item; None where it is not an item."""
        level = self._list_level(paragraph)
        if level is None:
            return None
        mark = child(paragraph, "pPr", "rPr")
        said = value(child(level, "rPr", "sz"))
        size = _points(said) if said else self.face(paragraph, mark).size
        return Level(value(child(level, "lvlText")) or "", size)

    # ------------------------------------------------------------ where properties come from

    def _chain(self, name: str) -> list[Element]:
        """A style and those it is based on, the furthest first."""
        chain: list[Element] = []
        while name in self._styles and self._styles[name] not in chain:
            chain.insert(0, self._styles[name])
            name = value(child(self._styles[name], "basedOn")) or ""
        return chain

    def _name(self, style: str) -> str:
        return (value(child(self._styles.get(style), "name")) or style).lower()

    def _style_of(self, paragraph: Element) -> str:
        said = value(child(paragraph, "pPr", "pStyle"))
        return said if said in self._styles and said else self._default.get("paragraph", "")

    def _character(self, run: Element | None) -> str:
        return value(child(run, "rStyle")) or self._default.get("character", "")

    def _table(self, paragraph: Element, kind: str) -> list[Element | None]:
        row = next(paragraph.iterancestors(f"{W}tr"), None)
        if row is None:
            return []
        table = next(row.iterancestors(f"{W}tbl"))
        name = value(child(table, "tblPr", "tblStyle")) or self._default.get("table", "")
        chain = self._chain(name)
        layers = [child(style, kind) for style in chain]
        if child(table, "tr") is row:
            layers += [
                child(special, kind)
                for style in chain
                for special in style.findall(f"{W}tblStylePr")
                if value(special, "type") == "firstRow"
            ]
        return layers

    def _paragraph_layers(self, paragraph: Element) -> Iterator[Element | None]:
        yield self._paragraph_defaults
        yield from self._table(paragraph, "pPr")
        yield from (child(style, "pPr") for style in self._chain(self._style_of(paragraph)))
        yield child(self._list_level(paragraph), "pPr")
        yield child(paragraph, "pPr")

    def _list_level(self, paragraph: Element) -> Element | None:
        layers = [
            *(child(style, "pPr") for style in self._chain(self._style_of(paragraph))),
            child(paragraph, "pPr"),
        ]
        said = _last(layers, "numPr")
        number = value(child(said, "numId"))
        if number in (None, "0"):
            return None
        return self._levels.get((number or "", value(child(said, "ilvl")) or "0"))

    @cached_property
    def _levels(self) -> dict[tuple[str, str], Element]:
        """Each level of each list, by the list's number and the level's."""
        if self._numbering is None:
            return {}
        kinds = {value(k, "abstractNumId"): k for k in self._numbering.findall(f"{W}abstractNum")}
        levels: dict[tuple[str, str], Element] = {}
        for number in self._numbering.findall(f"{W}num"):
            name = value(number, "numId") or ""
            kind = kinds.get(value(child(number, "abstractNumId")))
            for level in kind.findall(f"{W}lvl") if kind is not None else ():
                levels[name, value(level, "ilvl") or "0"] = level
            for override in number.findall(f"{W}lvlOverride"):
                instead = child(override, "lvl")
                if instead is not None:
                    levels[name, value(override, "ilvl") or "0"] = instead
        return levels

    # ------------------------------------------------------------ what they come to

    def _toggle(
        self, name: str, groups: tuple[list[Element | None], ...], run: Element | None
    ) -> bool:
        direct = child(run, name)
        if direct is not None:
            return is_on(direct)
        if is_on(child(self._run_defaults, name)):
            return True
        return sum(is_on(_last(group, name)) for group in groups) % 2 == 1

    def _fonts(self, layers: list[Element | None]) -> tuple[str, ...]:
        fonts = dict.fromkeys(_SLOTS, _DEFAULT_FONT)
        for layer in layers:
            said = child(layer, "rFonts")
            for slot in _SLOTS if said is not None else ():
                theme = value(said, "cstheme" if slot == "cs" else f"{slot}Theme")
                name = self._theme.get((theme or "")[:5]) if theme else value(said, slot)
                if name:
                    fonts[slot] = name
        return tuple(dict.fromkeys(fonts.values()))

    def _background(self, paragraph: Element, layers: list[Element | None]) -> str:
        cell = next(paragraph.iterancestors(f"{W}tc"), None)
        highlight = _HIGHLIGHTS.get(value(_last(layers, "highlight")) or "")
        shades = (
            highlight,
            value(_last(layers, "shd"), "fill"),
            self.paragraph_property(paragraph, "shd").get("fill"),
            value(child(cell, "tcPr", "shd"), "fill"),
        )
        return next((found for shade in shades if (found := _hex(shade))), "FFFFFF")


def _last(layers: list[Element | None], name: str) -> Element | None:
    """The property `name` where it is said last."""
    return next((e for layer in reversed(layers) if (e := child(layer, name)) is not None), None)


def _points(half_points: str | None) -> float:
    try:
        return float(half_points or "") / 2
    except ValueError:
        return _DEFAULT_SIZE


def _hex(colour: str | None) -> str | None:
    return colour.upper() if colour and _COLOUR.fullmatch(colour) else None


def _theme_fonts(file: WordFile) -> dict[str, str]:
    """The fonts of the theme, by the first five letters of what styles call them."""
    fonts: dict[str, str] = {}
    for name in file.names:
        root = file.tree(name) if name.startswith("word/theme/") else None
        for kind in ("major", "minor") if root is not None else ():
            latin = root.find(f".//{A}{kind}Font/{A}latin") if root is not None else None
            if latin is not None:
                fonts.setdefault(kind, latin.get("typeface") or _DEFAULT_FONT)
    return fonts
