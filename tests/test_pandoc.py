"""pandoc on a bad day: slow, out of memory, unhappy with the text, or not there."""

from __future__ import annotations

import importlib.util
import shutil
import sys
from pathlib import Path

import pytest

from convert.errors import MissingTool, RefusedPost, Unsafe
from convert.source.reader import pandoc

WAYS: dict[str, tuple[str, type[Exception], str]] = {
    "slow": ("import time; time.sleep(9)", Unsafe, "took longer than"),
    "out of memory": ("raise SystemExit(251)", Unsafe, "too much memory"),
    "unhappy": (
        "import sys; sys.exit('Unknown thing\\nat line 1\\nmore')",
        RefusedPost,
        "thing at",
    ),
}


@pytest.mark.parametrize("way", WAYS)
def test_pandoc_that_gives_nothing_refuses_the_post_in_words(
    way: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    script, kind, words = WAYS[way]
    program = tmp_path / "pandoc"
    program.write_text(f"#!{sys.executable} -S\n{script}\n")
    program.chmod(0o755)
    monkeypatch.setattr(pandoc, "program", lambda: str(program))
    monkeypatch.setattr(pandoc, "SECONDS", 0.5)

    with pytest.raises(kind, match=words) as refused:
        list(pandoc.parse("Text.", place="a/post.md"))

    assert str(refused.value).startswith("a/post.md: ")


def test_pandoc_of_the_machine_serves_where_the_package_is_not_there(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(importlib.util, "find_spec", lambda _name: None)
    monkeypatch.setattr(shutil, "which", lambda _name: "/opt/pandoc")
    assert pandoc.program.__wrapped__() == "/opt/pandoc"

    monkeypatch.setattr(shutil, "which", lambda _name: None)
    with pytest.raises(MissingTool, match="pandoc is not here"):
        pandoc.program.__wrapped__()
