"""Collecting OpenMoji at set-up: one zip of the pictures we may show, and one small index.

Run once by set-up; nothing else reads the package's own folder.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from convert.files.archive import Member, pack
from convert.files.fetched import Fetched

LEFT_OUT_GROUPS = frozenset({"flags", "component"})
LEFT_OUT_SUBGROUPS = frozenset({"flags", "brand", "queer-symbols", "skin-tone"})
"""Flags of places and movements, and trade marks: never a picture of an idea."""


def collect_pictures(package: Path, out: Path) -> None:
    """Write the pictures, their index and their licence below `out`, the folder `fetched/`.

    `package` is the unpacked npm package `openmoji`. Skin tones are left out, since the set's
    own yellow stands for everybody, and so are flags.
    """
    entries = json.loads((package / "data" / "openmoji.json").read_text("utf-8"))
    kept: dict[str, dict[str, Any]] = {}
    for entry in entries:
        if _is_kept(entry):
            kept.setdefault(_name(entry), entry)
    chosen = sorted(kept.values(), key=lambda entry: str(entry["hexcode"]))
    svgs = (
        Member(
            f"{e['hexcode']}.svg", (package / "color" / "svg" / f"{e['hexcode']}.svg").read_bytes()
        )
        for e in chosen
    )
    index = {e["hexcode"]: [_name(e), e["group"], _tags(e)] for e in chosen}
    _put(out / Fetched.PICTURES, pack(svgs))
    text = json.dumps(index, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    _put(out / Fetched.PICTURE_INDEX, text.encode())
    _put(out / Fetched.PICTURES_LICENCE, (package / "LICENSE.txt").read_bytes())


def _is_kept(entry: dict[str, Any]) -> bool:
    return (
        not entry["skintone"]
        and entry["group"] not in LEFT_OUT_GROUPS
        and entry["subgroups"] not in LEFT_OUT_SUBGROUPS
        and "flag" not in entry["annotation"].split()
    )


def _name(entry: dict[str, Any]) -> str:
    return " ".join(str(entry["annotation"]).split())


def _tags(entry: dict[str, Any]) -> list[str]:
    words = f"{entry['tags']},{entry['openmoji_tags']}".split(",")
    return sorted({word.strip() for word in words if word.strip()})


def _put(path: Path, data: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
