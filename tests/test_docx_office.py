"""Word files as an office program draws them: no letter lost, none smaller than promised."""

from __future__ import annotations

import subprocess
from collections import Counter
from pathlib import Path

import pdfplumber
import pytest

from convert.document import Idea
from convert.edition import EasyReadStatus
from convert.settings import Publication
from tests import word_files as word
from tests.tools import soffice
from tests.word_files import image, paragraph, part

pytestmark = pytest.mark.external

# Alphabets that every machine with LibreOffice has a font for.
LATIN = 0x17F
# A file's half point, and what is lost when a page is drawn in whole numbers.
NEARLY = 0.3


def drawn(data: bytes, folder: Path) -> pdfplumber.pdf.PDF:
    """The file as LibreOffice prints it."""
    (folder / "a.docx").write_bytes(data)
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = [str(soffice()), profile, "--headless", "--convert-to", "pdf", "--outdir"]
    subprocess.run(
        [*command, str(folder), str(folder / "a.docx")],
        capture_output=True,
        check=True,
        timeout=100,
    )
    return pdfplumber.open(folder / "a.pdf")


def letters(texts: list[str]) -> Counter[str]:
    return Counter(c for text in texts for c in text if c.isalnum() and ord(c) <= LATIN)


@pytest.mark.parametrize(
    ("name", "size"), [*(("post", size) for size in word.SIZES), ("long", 18), ("long", 28)]
)
def test_no_letter_is_lost_or_drawn_too_small(name: str, size: int, tmp_path: Path) -> None:
    data = word.files(name)[size]
    with drawn(data, tmp_path) as pdf:
        characters = [c for page in pdf.pages for c in page.chars]
        foot = "".join(f"Page{page.page_number}of{len(pdf.pages)}" for page in pdf.pages)

    missing = letters([*word.paragraphs(part(data)), foot]) - letters(
        [str(c["text"]) for c in characters]
    )

    assert missing == Counter()
    assert min(c["size"] for c in characters if c["text"].strip()) > size - NEARLY


@pytest.mark.parametrize("size", [18, 28])
def test_pictures_of_easy_read_stand_left_of_their_words(size: int, tmp_path: Path) -> None:
    ideas = [
        Idea(
            image("tea.png", "Tea"),
            (paragraph(*[f"Line {number} of {idea}." for number in range(1 + idea % 4)]),),
        )
        for idea in range(12)
    ]
    publication = Publication(sizes=(size,))
    made = word.easy(
        word.document(*ideas),
        word.picture("tea.png", size=(40, 40)),
        status=EasyReadStatus.DRAFT,
        publication=publication,
    )

    with drawn(made.data, tmp_path) as pdf:
        pictures = [(page, found) for page in pdf.pages for found in page.images]
        beside = [
            [
                line["text"]
                for line in page.extract_text_lines()
                if found["top"] - size < line["top"] < found["bottom"] and "Line" in line["text"]
            ]
            for page, found in pictures
        ]
        left_edges = {
            round(line["x0"])
            for page in pdf.pages
            for line in page.extract_text_lines()
            if "Line" in line["text"]
        }

    assert len(pictures) == len(ideas)
    assert [lines[0] for lines in beside] == [f"Line 0 of {idea}." for idea in range(12)]
    assert len(left_edges) == 1
    assert all(found["x1"] < min(left_edges) for _, found in pictures)
    assert all(found["bottom"] < page.height - 50 for page, found in pictures)
