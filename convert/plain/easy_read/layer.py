"""The human layer: `easy-read.md` as values, and written; `layer_reading` reads it.

    ---
    title: Working together
    ---

    ## How we began

    <!-- from: 1-0a1b2c3d4e5f; drafted: 1-5f4e3d2c1b0a -->
    ![Two people talking](picture:people dialogue)
    We plan the work together.
    This is called **co-production**.

A paragraph is one idea, a line is one sentence, and the picture stands on the line before. Lines
that begin with `- ` are a list. `**word**` is a hard word that the next line explains, and
`[words](https://…)` is a link. A backslash before a sign takes away its meaning. Nothing else is
mark-up.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

import msgspec

from convert.document import Fingerprint, fingerprint

_SYMBOL = "picture:"


class Picture(msgspec.Struct, frozen=True):
    """What stands beside an idea: a symbol's name, a file, or nothing on purpose."""

    alt: str
    target: str
    """`picture:NAME` for a symbol, a file name, or `none`."""
    line: int = 0

    @property
    def is_none(self) -> bool:
        """Whether a person chose to show no picture here."""
        return self.target == "none"

    @property
    def symbol(self) -> str:
        """The symbol's name, or nothing where the picture is a file."""
        if not self.target.startswith(_SYMBOL):
            return ""
        return self.target.removeprefix(_SYMBOL).strip()


class Line(msgspec.Struct, frozen=True):
    """A sentence as written, with its mark-up, and where it stands."""

    text: str
    number: int = 0
    is_bullet: bool = False


class Part(msgspec.Struct, frozen=True):
    """A heading (`level` 2 to 6) or an idea (`level` 0), and the comments that stand before it."""

    lines: tuple[Line, ...]
    level: int = 0
    picture: Picture | None = None
    """None where the slot is open."""
    comments: tuple[str, ...] = ()
    """Comments other than the origin, without their marks."""
    origins: tuple[Fingerprint, ...] = ()
    """The sentences of the post that this stands for."""
    drafted: str = ""
    """The fingerprint that the words and picture had when rules drafted them, or nothing."""

    @property
    def fingerprint(self) -> Fingerprint:
        """A name for exactly these words and this picture; what a signature signs."""
        return part_fingerprint(self.lines, self.picture)

    @property
    def is_draft(self) -> bool:
        """Whether the words are still those that rules drafted."""
        return bool(self.drafted) and self.drafted == self.fingerprint


class Problem(msgspec.Struct, frozen=True):
    """Something in the file that could not be understood."""

    line: int
    code: str
    message: str


class Layer(msgspec.Struct, frozen=True):
    """An `easy-read.md` file."""

    title: str
    parts: tuple[Part, ...]
    closing: tuple[str, ...] = ()
    """Comments after the last part."""
    problems: tuple[Problem, ...] = ()


def part_fingerprint(lines: Iterable[Line], picture: Picture | None) -> Fingerprint:
    """The fingerprint of words and picture together."""
    shown = f"![{picture.alt}]({picture.target})" if picture else ""
    words = "\n".join(("- " if line.is_bullet else "") + line.text for line in lines)
    return fingerprint(f"{shown}\n{words}")


# ---------------------------------------------------------------- writing

_SIGNS = re.compile(r"([\\*\[\]]|<(?=!--))")
_FIRST = re.compile(r"^(#|[-•]\s|!\[)")


def escaped(words: str) -> str:
    """Plain words as a line of the layer: signs that mean something get a backslash."""
    return _FIRST.sub(r"\\\1", _SIGNS.sub(r"\\\1", " ".join(words.split())))


def unescaped(text: str) -> str:
    """`text` without the backslashes that take away a sign's meaning."""
    return re.sub(r"\\([^\w\s])", r"\1", text)


def write(layer: Layer) -> str:
    """`layer` as the text of an `easy-read.md` file; parsed again, it is the same layer."""
    title = layer.title.replace('"', '\\"')
    blocks = [f'---\ntitle: "{title}"\n---']
    blocks.extend(_written(part) for part in layer.parts)
    blocks.extend(_comment(comment) for comment in layer.closing)
    return "\n\n".join(blocks) + "\n"


def _written(part: Part) -> str:
    rows = []
    if part.origins or part.drafted:
        origins = f"from: {' '.join(part.origins)}" if part.origins else ""
        drafted = f"drafted: {part.drafted}" if part.drafted else ""
        rows.append(_comment("; ".join(filter(None, (origins, drafted)))))
    rows.extend(_comment(comment) for comment in part.comments)
    if part.picture is not None:
        rows.append(f"![{escaped(part.picture.alt)}]({part.picture.target})")
    if part.level:
        rows.append(f"{'#' * part.level} {part.lines[0].text}")
    else:
        rows.extend(("- " if line.is_bullet else "") + line.text for line in part.lines)
    return "\n".join(rows)


def _comment(text: str) -> str:
    return f"<!-- {text.strip()} -->" if "\n" not in text else f"<!--{text}\n-->"
