"""The third-party files that set-up collects into package data: where they are, if they are here.

They are not in the repository. `make all` fetches them once, and our wheel carries them. Every
one can be missing: then picture slots stay empty, another voice speaks, and pages use the
reader's own fonts.
"""

from __future__ import annotations

from enum import StrEnum
from importlib import resources
from importlib.resources.abc import Traversable

from convert.errors import MissingTool


class Fetched(StrEnum):
    """A collected file, by its name below `convert/data/fetched/`."""

    PICTURES = "pictures/openmoji.zip"
    """OpenMoji's colour pictures as SVG, named by code (`1F4A1.svg`); CC BY-SA 4.0."""
    PICTURE_INDEX = "pictures/openmoji.json"
    """For each code its annotation and tags."""
    PICTURES_LICENCE = "pictures/LICENSE.txt"
    FONT_REGULAR = "fonts/atkinson-hyperlegible-latin-400.woff2"
    FONT_REGULAR_EXT = "fonts/atkinson-hyperlegible-latin-ext-400.woff2"
    """The letters that `latin` lacks, Welsh ŵ and ŷ among them."""
    FONT_BOLD = "fonts/atkinson-hyperlegible-latin-700.woff2"
    FONT_BOLD_EXT = "fonts/atkinson-hyperlegible-latin-ext-700.woff2"
    FONTS_LICENCE = "fonts/OFL.txt"
    FLITE = "flite/flite.wasm"
    """The Flite speech engine with its voices, as WebAssembly; BSD-4-Clause."""
    FLITE_LICENCE = "flite/COPYING"


def is_here(name: Fetched) -> bool:
    """Whether the file was collected."""
    return place(name).is_file()


def place(name: Fetched) -> Traversable:
    """Where the file is, or would be."""
    return resources.files("convert.data").joinpath("fetched", *name.split("/"))


def read(name: Fetched) -> bytes:
    """The file's bytes.

    Raises:
        MissingTool: set-up has not collected it.
    """
    try:
        return place(name).read_bytes()
    except FileNotFoundError as error:
        raise MissingTool(
            f"{name} has not been fetched.",
            next_step="Run `make all` once with a network connection.",
        ) from error
