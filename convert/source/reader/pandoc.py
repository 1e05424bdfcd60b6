"""Runs pandoc on one text at a time: sandboxed, with limits on time and memory.

`commonmark_x` and not `markdown`: twelve nested brackets keep the latter busy for minutes.
Typographic quotes are left as the writer typed them, and `$` and `:` are money and times here,
not mathematics and emoji. What follows the front matter must never be read as metadata again.
"""

from __future__ import annotations

import importlib.util
import shutil
import subprocess
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import msgspec

from convert.errors import MissingTool, RefusedPost, Unsafe

DIALECT = (
    "commonmark_x-yaml_metadata_block-smart-tex_math_dollars-emoji-gfm_auto_identifiers"
    "-implicit_header_references+autolink_bare_uris+sourcepos"
)
SECONDS = 20
HEAP = "400m"
# Exit status of a Haskell program that reached its heap limit.
_HEAP_EXHAUSTED = 251


@cache
def program() -> str:
    """The path of pandoc: the one that came with its package, or the one on the machine.

    Raises:
        MissingTool: there is none.
    """
    package = importlib.util.find_spec("pypandoc")
    if package is not None and package.origin is not None:
        folder = Path(package.origin).parent / "files"
        for name in ("pandoc", "pandoc.exe"):
            if (folder / name).is_file():
                return str(folder / name)
    found = shutil.which("pandoc")
    if found is None:
        raise MissingTool(
            "pandoc is not here.", next_step="Install it again with: pip install pypandoc_binary"
        )
    return found


class _Tree(msgspec.Struct):
    blocks: list[msgspec.Raw]


def parse(markdown: str, *, place: str) -> Iterator[dict[str, Any]]:
    """The blocks of pandoc's document tree for `markdown`, one at a time, with source positions.

    A word and its position take a kilobyte once decoded, so only one block is at a time.

    Raises:
        Unsafe: the text takes too much time, memory or depth.
        RefusedPost: pandoc could not read it.
    """
    tree = run(["-f", DIALECT, "-t", "json"], markdown.encode(), place=place)
    try:
        for block in msgspec.json.decode(tree, type=_Tree).blocks:
            yield msgspec.json.decode(block)
    except RecursionError as error:
        raise _too_deep(place) from error


def run(options: Sequence[str], data: bytes, *, place: str) -> bytes:
    """What pandoc makes of `data`, sandboxed: it opens no file and asks no network.

    Raises:
        Unsafe: it takes too much time or memory.
        RefusedPost: pandoc could not read it.
    """
    command = [program(), "--sandbox", *options, "+RTS", f"-M{HEAP}", "-RTS"]
    try:
        # S603: the program is ours and the text goes in through standard input.
        done = subprocess.run(  # noqa: S603
            command, input=data, capture_output=True, timeout=SECONDS, check=False
        )
    except subprocess.TimeoutExpired as error:
        raise Unsafe(
            f"reading this took longer than {SECONDS} seconds.",
            place=place,
            next_step="Look for very long lines or brackets inside brackets.",
        ) from error
    if done.returncode == _HEAP_EXHAUSTED:
        raise Unsafe(
            "reading this took too much memory.",
            place=place,
            next_step="Look for notes that point at themselves, or thousands of links.",
        )
    if done.returncode != 0:
        said = done.stderr.decode("utf-8", "replace").strip().splitlines()
        raise RefusedPost(f"pandoc could not read this: {' '.join(said[:2])}", place=place)
    return done.stdout


def blocks(tree: bytes, *, place: str) -> list[dict[str, Any]]:
    """The blocks of pandoc's document tree.

    Raises:
        Unsafe: it is too deep.
    """
    try:
        made: list[dict[str, Any]] = msgspec.json.decode(tree)["blocks"]
    except RecursionError as error:
        raise _too_deep(place) from error
    return made


def _too_deep(place: str) -> Unsafe:
    return Unsafe(
        "lists or quotes are nested too deeply.",
        place=place,
        next_step="Take out some of the levels.",
    )


def meta(tree: bytes) -> dict[str, Any]:
    """The metadata of pandoc's document tree, such as a title; its depth is that of the blocks."""
    made: dict[str, Any] = msgspec.json.decode(tree)["meta"]
    return made
