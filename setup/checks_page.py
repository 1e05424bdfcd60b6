"""Writes CHECKS.md: every code that a finding can have, from the tables that hold them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from convert.checks import CHECKS
from convert.commands.telling import OTHER_CODES
from convert.plain.readability.explanations import explanations

PAGE = Path(__file__).parent.parent / "CHECKS.md"


def page() -> str:
    """The text of CHECKS.md."""
    return "\n".join([*_lines(), ""])


def _lines() -> Iterator[str]:
    yield "# What every finding means"
    yield ""
    yield (
        "`make checks` writes this page from the program's own tables. `allways explain CODE` "
        "says the same on the command line."
    )
    yield ""
    yield "## Words and sentences"
    yield ""
    yield (
        "Found by `allways check`, in reports and in Easy Read lines. They say what often makes "
        "reading hard; people decide. To answer one for good, see “What your group decides” in "
        "[REVIEWING.md](REVIEWING.md#what-your-group-decides)."
    )
    for code, told in explanations().items():
        yield ""
        yield f"### `{code}`: {told.title}"
        yield ""
        yield f"- **Why:** {told.why}"
        yield f"- **What to do:** {told.mend}"
        yield f"- **For example:** {_plain(told.example)}"
        yield f"- **Who says so:** {told.source}"
    yield from _table("Posts and what is beside them", OTHER_CODES)
    for check in CHECKS.values():
        yield from _table(f"Finished files: {check.TITLE}", check.CODES)


def _table(heading: str, promises: Mapping[str, str]) -> Iterator[str]:
    yield ""
    yield f"## {heading}"
    yield ""
    yield "| Code | What is true where it is not found |"
    yield "|---|---|"
    for code, promise in promises.items():
        yield f"| `{code}` | {promise} |"


def _plain(example: str) -> str:
    """An example that is Markdown itself, shown as typed."""
    return f"`{example}`" if "](" in example else example


def main() -> None:
    """Write the page."""
    PAGE.write_text(page(), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
