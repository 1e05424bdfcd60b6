"""Folders with posts: what is in them, and what is said where they cannot be read."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from convert.errors import BadArguments, RefusedPost, Unsafe
from convert.source import sources


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with one post, and what posts share."""
    (tmp_path / "our-walk").mkdir()
    (tmp_path / "our-walk" / "post.md").write_text("---\ntitle: A\n---\n")
    (tmp_path / "publication.toml").write_text('piper_model = "ann.onnx"\n')
    return tmp_path


def test_own_pictures_and_the_voice_file_belong_to_what_posts_share(folder: Path) -> None:
    (folder / "ann.onnx").write_bytes(b"a voice")
    (folder / "pictures").mkdir()
    (folder / "pictures" / "hall.jpg").write_bytes(b"a hall")

    shared = sources.shared(folder)

    assert shared.files["pictures/hall.jpg"] == b"a hall"
    assert shared.voice_model == str((folder / "ann.onnx").resolve())
    assert len(shared.voice_model_digest) == 64


def test_a_voice_file_that_is_not_there_is_named_with_the_setting(folder: Path) -> None:
    with pytest.raises(BadArguments, match=r"ann\.onnx is not there") as wrong:
        sources.shared(folder)

    assert "piper_model" in wrong.value.next_step


def test_a_setting_that_is_a_link_to_elsewhere_is_not_followed(
    folder: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    secret = tmp_path_factory.mktemp("elsewhere") / "secret"
    secret.write_text("a secret")
    (folder / "words.toml").symlink_to(secret)

    with pytest.raises(BadArguments, match="link to a file outside"):
        sources.shared(folder)


def test_what_may_not_be_read_is_named(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(path: Path | str, *_: object, **__: object) -> bytes:
        raise PermissionError(13, os.strerror(13), str(path))

    monkeypatch.setattr(Path, "read_bytes", refuse)
    monkeypatch.setattr("builtins.open", refuse)

    with pytest.raises(BadArguments, match="Permission denied"):
        sources.shared(folder)
    with pytest.raises(RefusedPost, match="Permission denied") as refused:
        sources.post(folder, "our-walk")
    assert refused.value.place == "our-walk/post.md"


def test_a_folder_of_too_much_is_refused_before_it_is_read(folder: Path) -> None:
    with (folder / "our-walk" / "film.png").open("wb") as file:
        file.truncate(sources.LARGEST_FOLDER + 1)  # a hole, which takes no room

    with pytest.raises(Unsafe, match="over 200 MB"):
        sources.post(folder, "our-walk")


def test_a_folder_that_is_not_there_is_a_wrong_argument(tmp_path: Path) -> None:
    with pytest.raises(BadArguments, match="there is no folder"):
        sources.shared(tmp_path / "nowhere")


def test_a_post_that_may_not_be_looked_into_is_there_and_refused_by_name(folder: Path) -> None:
    (folder / "our-talk").mkdir()
    (folder / "our-talk" / "post.md").symlink_to("post.md")  # nobody may follow this, root neither

    assert sources.slugs(folder) == ["our-talk", "our-walk"]
    with pytest.raises(RefusedPost, match="cannot be read") as refused:
        sources.post(folder, "our-talk")
    assert refused.value.place == "our-talk/post.md"
