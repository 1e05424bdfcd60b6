"""What the page for writers shows is so: each of its examples is read, and gives what it says."""

from __future__ import annotations

import io
import re
from pathlib import Path

import pytest
from click.testing import CliRunner
from PIL import Image

from convert.__main__ import cli
from convert.document import Figure, NoteMark, Phrase, plain
from convert.errors import Exit
from convert.plain.easy_read.house import house_words
from convert.settings import publication
from convert.source import reader
from convert.source.reader import Post
from convert.speech import lexicon
from convert.traversal import block_sentences
from tests.tools import PROJECT

PAGE = (PROJECT / "WRITING.md").read_text("utf-8")
PART = re.compile(
    r"^#+ (?P<heading>[^\n]+)$|^```(?P<language>\w*)\n(?P<text>.*?)^```$", re.MULTILINE | re.DOTALL
)
FRONT = "---\ntitle: A post\ndate: 2024-03-12\n---\n\n"
PICTURE = re.compile(r"(?:\]\(|file = \")([\w-]+\.(?:png|jpg))")


def examples() -> list[tuple[str, str, str]]:
    """The heading, the language and the text of each example."""
    found = []
    heading = ""
    for part in PART.finditer(PAGE):
        heading = part["heading"] or heading
        if part["text"]:
            found.append((heading, part["language"], part["text"]))
    return found


def example(heading: str, language: str) -> str:
    """The one example of `language` below `heading`."""
    (text,) = [text for title, kind, text in examples() if (title, kind) == (heading, language)]
    return text


def picture(name: str) -> bytes:
    made = io.BytesIO()
    Image.new("RGB", (40, 30), "green").save(made, "PNG" if name.endswith("png") else "JPEG")
    return made.getvalue()


def post(heading: str) -> Post:
    """The post that the example below `heading` is, or is a piece of; its pictures are there."""
    text = example(heading, "markdown")
    whole = text if text.startswith("---") else FRONT + text
    files = {name: picture(name) for name in PICTURE.findall(text)}
    return reader.read("a", {"post.md": whole.encode(), **files}, lang="en-GB")


POSTS = {
    "Write a post": ["Paragraph", "Heading", "BulletList", "Figure", "Heading", "Paragraph"],
    "Headings": ["Heading", "Heading", "Paragraph"],
    "Lists": ["Paragraph", "BulletList", "Paragraph", "NumberedList"],
    "Pictures": ["Figure", "Figure", "Figure"],
    "Notes": ["Paragraph"],
    "Tables": ["Table"],
    "Verse": ["Verse"],
    "Somebody's words": ["Quote"],
    "Another language": ["Paragraph", "Paragraph"],
    "Take a post back": ["Paragraph"],
}


@pytest.mark.parametrize("heading", sorted(POSTS))
def test_each_piece_of_a_post_is_read_as_what_it_is_called(heading: str) -> None:
    read = post(heading)

    assert [type(block).__name__ for block in read.document.blocks] == POSTS[heading]
    assert read.findings == ()


def test_every_example_of_the_page_is_looked_at() -> None:
    others = {"Your Easy Read text", "Suggestions of a language model", "House words"}
    others |= {"How names are said", "Your own pictures"}

    assert {title for title, language, _ in examples() if language} == POSTS.keys() | others


def test_pictures_notes_and_languages_say_what_they_should() -> None:
    shown, with_caption, decoration = post("Pictures").document.blocks
    noted = post("Notes").document
    line, block = block_sentences(post("Another language").document.blocks)

    assert isinstance(shown, Figure)
    assert shown.image.alt is not None
    assert isinstance(with_caption, Figure)
    assert [sentence.text for sentence in with_caption.caption] == ["The hall in May"]
    assert isinstance(decoration, Figure)
    assert decoration.image.alt is None
    assert len(noted.notes) == 1
    assert any(isinstance(part, NoteMark) for part in next(block_sentences(noted.blocks)).inlines)
    assert [
        (plain(part.inlines), part.lang)
        for sentence in (line, block)
        for part in sentence.inlines
        if isinstance(part, Phrase)
    ] == [("bore da", "cy"), ("Mae croeso i bawb.", "cy")]


def test_a_post_that_is_taken_back_says_why() -> None:
    withdrawn = post("Take a post back").document.meta.withdrawn

    assert withdrawn is not None
    assert withdrawn.reason == "The figures were wrong."


def test_the_whole_of_it_together_passes_the_check(tmp_path: Path) -> None:
    folder = tmp_path / "our-first-meeting"
    folder.mkdir()
    files = {
        folder / "post.md": example("Write a post", "markdown"),
        folder / "easy-read.md": example("Your Easy Read text", "markdown"),
        tmp_path / "words.toml": example("House words", "toml"),
        tmp_path / "lexicon.pls": example("How names are said", "xml"),
        tmp_path / "pictures.toml": example("Your own pictures", "toml"),
    }
    for path, text in files.items():
        path.write_text(text, "utf-8")
        beside = tmp_path / "pictures" if path.name == "pictures.toml" else path.parent
        beside.mkdir(exist_ok=True)
        for name in PICTURE.findall(text):
            (beside / name).write_bytes(picture(name))

    done = CliRunner().invoke(cli, ["check", "--strict", "--sources", str(tmp_path)])

    assert done.exit_code == Exit.FINE
    assert "0 things to look at" in done.output


def test_a_picture_that_is_not_there_is_answered_with_one_that_is(tmp_path: Path) -> None:
    folder = tmp_path / "our-first-meeting"
    folder.mkdir()
    (folder / "post.md").write_text(f"{FRONT}We met.\n", "utf-8")
    (folder / "easy-read.md").write_text("![A lift](picture:lift)\nWe met.\n", "utf-8")

    done = CliRunner().invoke(cli, ["check", "--sources", str(tmp_path)])

    assert "picture:elevator" in done.output
    assert done.exit_code == Exit.REFUSED


def test_words_and_names_are_taken_as_the_page_says() -> None:
    words = house_words(example("House words", "toml").encode())
    names = lexicon.parse(example("How names are said", "xml").encode())

    assert words.allowed == {"co-production"}
    assert words.explained == {"timebank": "A timebank is a way to swap help."}
    assert words.preferred == {"service user": "person who uses services"}
    found = names.match("Siobhan came", 0)
    assert found is not None
    assert found.alias == "shi vawn"
    assert names.match("siobhan came", 0) is None
    assert names.match("Siobhanna came", 0) is None


def test_the_settings_of_a_language_model_are_read() -> None:
    made = publication(example("Suggestions of a language model", "toml").encode())

    assert made.assistant is not None
    assert made.assistant.model == "llama3.2"
