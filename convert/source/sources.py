"""The folder people write in: the publication and its posts, as bytes."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Collection, Iterator, Mapping, Sequence
from pathlib import Path

import msgspec

from convert.errors import BadArguments, RefusedPost, Unsafe, nearest
from convert.settings import Publication, publication
from convert.source.names import EASY_READ, HISTORY, LEXICON, PICTURES, POST, PUBLICATION, WORDS

NO_POSTS = 'Make a first post with: allways new "My first post"'
_NOT_POSTS = frozenset({"pictures"})
SOME = 20
"""How many posts are named where one is not found."""
LARGEST_FOLDER = 200_000_000


class Shared(msgspec.Struct, frozen=True):
    """What all posts of a publication share."""

    publication: Publication
    files: Mapping[str, bytes]
    """`lexicon.pls`, `words.toml`, `pictures.toml` and what they name, where they are there."""
    voice_model: str
    """Where the publication's own voice file is; empty where it has none."""
    voice_model_digest: str
    history: bytes = b""
    """`history.jsonl`: no post is made from it, so a new snapshot makes no post anew."""


class PostSource(msgspec.Struct, frozen=True):
    """One post's folder: its name, and its files by name."""

    slug: str
    files: Mapping[str, bytes]

    @property
    def digest(self) -> str:
        """A hash of every name and byte."""
        return digest(self.files)

    @property
    def written(self) -> int:
        """How much people wrote, in bytes: words cost far more to build than pictures do."""
        return sum(len(self.files.get(name, b"")) for name in (POST, EASY_READ))


def digest(files: Mapping[str, bytes]) -> str:
    """A hash of `files` that changes when a name or a byte does."""
    whole = hashlib.sha256()
    for name in sorted(files):
        whole.update(f"{len(name.encode())}:{name}:{len(files[name])}:".encode())
        whole.update(files[name])
    return whole.hexdigest()


def shared(folder: Path) -> Shared:
    """What the posts in `folder` share.

    Raises:
        BadArguments: there is no such folder, or `publication.toml` is not right.
    """
    if not folder.is_dir():
        raise BadArguments(
            f"there is no folder {folder}.",
            next_step="Make it and put posts in it, or name another with --sources.",
        )
    settings = folder / PUBLICATION
    toml = _shared_file(settings)
    names = (LEXICON, WORDS, PICTURES)
    files = {name: _shared_file(folder / name) for name in names if (folder / name).is_file()}
    pictures = folder / "pictures"
    if pictures.is_dir():
        files |= {f"pictures/{name}": data for name, data in _files(str(pictures)).items()}
    made = publication(toml, path=str(settings))
    model, model_digest = _voice_model(folder, made.piper_model)
    return Shared(made, files, model, model_digest, _shared_file(folder / HISTORY))


def _shared_file(path: Path) -> bytes:
    """The bytes of a file that all posts share; none where it is not there.

    Raises:
        BadArguments: it cannot be read, or is a link to somewhere else.
    """
    if not path.is_file():
        return b""
    if path.is_symlink() and path.resolve().parent != path.parent.resolve():
        raise BadArguments(
            f"{path.name} is a link to a file outside the folder.",
            place=str(path),
            next_step="Put a copy of the file in the folder.",
        )
    try:
        return path.read_bytes()
    except OSError as error:
        raise BadArguments(
            f"this cannot be read: {error.strerror}.",
            place=str(path),
            next_step="Look at the permissions of the file.",
        ) from error


def _voice_model(folder: Path, name: str) -> tuple[str, str]:
    if not name:
        return "", ""
    path = (folder / name).resolve()
    if not path.is_file():
        raise BadArguments(
            f"the voice file {name} is not there.",
            place=str(folder / PUBLICATION),
            next_step="Put it beside publication.toml, or take out the line piper_model.",
        )
    with path.open("rb") as file:
        return str(path), hashlib.file_digest(file, "sha256").hexdigest()


def slugs(folder: Path) -> list[str]:
    """The names of the post folders in `folder`, in order.

    One that may not be looked into counts: it is refused by name when it is read, while one that
    is not there takes its files in `dist/` with it.
    """
    return sorted(entry.name for entry in _visible(folder) if _holds_post(entry))


def _holds_post(entry: os.DirEntry[str]) -> bool:
    try:
        os.stat(f"{entry.path}/{POST}")  # noqa: PTH116  a thousand times in each build
    except (FileNotFoundError, NotADirectoryError):
        return False
    except OSError:
        return True
    return True


def without_post(folder: Path, posts: Collection[str]) -> list[str]:
    """What stands in `folder` beside `posts` like a post and is none, and what to do about it."""
    known = {*posts, *_NOT_POSTS}
    there = sorted(_visible(folder), key=lambda entry: entry.name)
    folders = [entry.path for entry in there if entry.name not in known and entry.is_dir()]
    names = [Path(entry.name) for entry in there if entry.is_file()]
    texts = [name for name in names if name.suffix.lower() == ".md"]
    return [
        *(f"{path} has no {POST}, so it is not a post. Call the text {POST}." for path in folders),
        *(
            f"{folder / name} is not in a folder of its own. Move it to {folder / name.stem / POST}."
            for name in texts
            if name.stem.lower() != "readme"
        ),
    ]


def _visible(folder: Path | str) -> list[os.DirEntry[str]]:
    """What is in `folder`, in no order; what a name with a dot hides is nobody's post."""
    with os.scandir(folder) as entries:
        return [entry for entry in entries if not entry.name.startswith(".")]


def chosen(folder: Path, wanted: Sequence[str]) -> list[str]:
    """The posts called `wanted`, or all posts of `folder` where that is empty.

    Raises:
        BadArguments: one of them is not there.
    """
    there = slugs(folder)
    for slug in wanted:
        if slug not in there:
            name = next((part for part in reversed(Path(slug).parts) if part != POST), slug)
            some = f"The posts are: {', '.join(there[:SOME])}{', …' * (len(there) > SOME)}."
            raise BadArguments(
                f"there is no post called {slug}.",
                next_step=(nearest(name, there) or some) if there else NO_POSTS,
            )
    return list(wanted) or there


def post(folder: Path, slug: str) -> PostSource:
    """The post folder `slug`.

    Raises:
        RefusedPost: it cannot be read.
        Unsafe: a file in it is a link to somewhere else, or there is too much of it.
    """
    path = f"{folder}/{slug}"
    if os.path.islink(path):  # noqa: PTH114  as above
        raise Unsafe(
            f"{slug} is a link to a folder elsewhere.",
            place=slug,
            next_step="Put the folder itself there.",
        )
    try:
        return PostSource(slug, _files(path))
    except OSError as error:
        raise RefusedPost(
            f"this cannot be read: {error.strerror}.",
            place=f"{slug}/{POST}",
            next_step="Look at the permissions of the folder and its files.",
        ) from error


def _files(folder: str) -> dict[str, bytes]:
    found: dict[str, bytes] = {}
    size = 0
    for entry in _plain_files(folder):
        size += entry.stat().st_size
        if size > LARGEST_FOLDER:
            raise Unsafe(
                f"the folder holds over {LARGEST_FOLDER // 1_000_000} MB.",
                place=Path(folder).name,
                next_step="Make the pictures smaller.",
            )
        with open(entry.path, "rb", buffering=0) as file:  # noqa: PTH123  thousands in each build
            found[entry.name] = file.read()
    return found


def _plain_files(folder: str) -> Iterator[os.DirEntry[str]]:
    for entry in sorted(_visible(folder), key=lambda entry: entry.name):
        if not entry.is_file():
            continue
        if entry.is_symlink() and Path(entry.path).resolve().parent != Path(folder).resolve():
            raise Unsafe(
                f"{entry.name} is a link to a file outside the folder.",
                place=Path(folder).name,
                next_step="Put a copy of the file in the folder.",
            )
        yield entry
