"""What a newcomer runs into is answered with what happened, where, and what to do."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from convert.__main__ import cli
from convert.errors import BadArguments, Exit, RefusedPost
from convert.plain import easy_read
from convert.plain.easy_read.house import house_words
from convert.settings import publication
from convert.source import reader, sources
from convert.source.reader import front_matter


@pytest.mark.parametrize(
    ("toml", "line"),
    [
        ("title = 'a'\nspeed = 'fast'\n", 2),
        ("title = 'a'\n\ncolour = 'red'\n", 3),
        ("title = 'a'\npublisher = \n", 2),
        ("[certifier]\nname = 'a'\nrank = 'b'\n", 3),
        ("sizes = [18, 'large']\n", 1),
    ],
)
def test_a_wrong_setting_is_named_by_line(toml: str, line: int) -> None:
    with pytest.raises(BadArguments) as error:
        publication(toml.encode())

    assert error.value.place == f"publication.toml:{line}"


def test_a_wrong_house_word_is_named_by_line() -> None:
    with pytest.raises(BadArguments) as error:
        house_words(b"allowed = []\nallow = []\n")

    assert error.value.place == "words.toml:2"


@pytest.mark.parametrize(
    ("text", "advice"),
    [
        ("title: Films: a start", "colon"),
        ("title: Films\n\tdate: 2024-01-01", "tab"),
        ('title: "Films', "quotes"),
        ("title: @home", "quotes"),
        ("title: Films\ntags: [care", "list"),
        ("title: Films\nno colon here", "key: value"),
        ("title: Films\n  date: 2024-01-01", "colon"),
    ],
)
def test_advice_on_front_matter_fits_the_fault(text: str, advice: str) -> None:
    with pytest.raises(RefusedPost) as error:
        front_matter.read(text, path="a/post.md", lang="en-GB")

    assert advice in error.value.next_step
    assert error.value.place.startswith("a/post.md:")


def test_a_new_post_that_is_there_already_is_refused_and_left_alone(tmp_path: Path) -> None:
    new = ["new", "Our hall", "--sources", str(tmp_path)]
    CliRunner().invoke(cli, new)
    post = tmp_path / "our-hall" / "post.md"
    post.write_text("ours")

    done = CliRunner().invoke(cli, new)

    assert isinstance(done.exception, BadArguments)
    assert done.exception.exit is Exit.ARGUMENTS
    assert post.read_text() == "ours"


@pytest.mark.parametrize("command", ["build", "check"])
def test_a_folder_without_posts_says_what_to_do(tmp_path: Path, command: str) -> None:
    options = ["--dist", str(tmp_path / "dist"), "--jobs", "1"] if command == "build" else []
    (tmp_path / "sources").mkdir()

    done = CliRunner().invoke(cli, [command, "--sources", str(tmp_path / "sources"), *options])

    assert "allways new" in done.output
    assert done.exit_code == Exit.FINE


def test_front_matter_that_does_not_end_is_named_as_such() -> None:
    with pytest.raises(RefusedPost, match="does not end"):
        front_matter.split("---\ntitle: Films\n\nWords.\n", path="a/post.md")


@pytest.mark.parametrize(
    ("arguments", "meant"),
    [
        (["biuld"], "build"),
        (["explain", "long-sentnce"], "long-sentence"),
        (["build", "sources/our-films/"], "our-films"),
        (["check", "our-flims"], "our-films"),
    ],
)
def test_a_name_that_is_nearly_right_is_answered_with_the_right_one(
    tmp_path: Path, arguments: list[str], meant: str
) -> None:
    post = tmp_path / "our-films" / "post.md"
    post.parent.mkdir()
    post.write_text("---\ntitle: Our films\ndate: 2024-01-01\n---\n\nWords.\n", "utf-8")
    options = ["--sources", str(tmp_path)] if arguments[0] in {"build", "check"} else []

    result = CliRunner().invoke(cli, [*arguments, *options])

    assert f"Did you mean {meant}?" in f"{result.output}{result.exception}"


def test_a_review_that_cannot_be_read_is_named_by_its_file_and_line() -> None:
    post = reader.read(
        "a", {"post.md": b"---\ntitle: A\ndate: 2024-01-01\n---\n\nWords.\n"}, lang="en"
    )

    made = easy_read.make(post.document, review=b"[[signoff]]\nx = =\n", path="a/easy-read.md")

    assert "a/review.toml:2" in [str(finding.place) for finding in made.findings]


def test_a_new_post_says_nothing_of_where_it_was_brought_in_from(tmp_path: Path) -> None:
    result = CliRunner().invoke(cli, ["new", "Films: a start", "--sources", str(tmp_path)])

    text = (tmp_path / "films-a-start" / "post.md").read_text("utf-8")
    assert result.exit_code == Exit.FINE
    assert text.startswith("---\ntitle: 'Films: a start'\ndate: ")
    assert "#" not in text.partition("\n---\n")[0]
    post = reader.read("films-a-start", {"post.md": text.encode()}, lang="en-GB")
    assert post.document.meta.title == "Films: a start"


@pytest.mark.parametrize(
    ("toml", "advice"),
    [
        ('vioce = "flite"', "Did you mean voice?"),
        ('base_url = "example.org"', "https://"),
        ("sizes = 20", "14 to 28"),
        ("title = Our posts", "quotes"),
        ('language = "in English"', "en-GB"),
    ],
)
def test_advice_on_a_setting_fits_the_fault(toml: str, advice: str) -> None:
    with pytest.raises(BadArguments) as error:
        publication(toml.encode())

    assert advice in error.value.next_step


def test_what_stands_like_a_post_and_is_none_is_told(tmp_path: Path) -> None:
    for name in ("a/post.md", "b/post.txt", "pictures/hall.jpg", "stray.md"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text("Words.", "utf-8")

    told = sources.without_post(tmp_path, ["a"])

    assert [line.split()[0] for line in told] == [str(tmp_path / "b"), str(tmp_path / "stray.md")]
