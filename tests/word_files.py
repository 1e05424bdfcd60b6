"""Word files for tests: editions of the kitchen-sink posts, and what a reader finds in the files."""

from __future__ import annotations

import datetime as dt
import functools
import io
from collections.abc import Iterable, Iterator

from lxml import etree
from PIL import Image as Picture

from convert.document import (
    Block,
    Document,
    Image,
    Meta,
    Paragraph,
    Sentence,
    SentenceId,
    Text,
    fingerprint,
)
from convert.edition import Artifact, Asset, EasyRead, EasyReadStatus, Edition
from convert.files.archive import Member, pack, unpack
from convert.formats import large_print
from convert.formats.word import files as files_of_word
from convert.settings import Publication
from convert.source import names, reader
from convert.source.reader import Post
from tests.tools import PROJECT

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
DOCUMENT = "word/document.xml"
SIZES = (14, 16, 18, 24, 28)
FOLDER = PROJECT / "tests" / "kitchen_sink"
PUBLICATION = Publication(
    id="tests",
    title="Things we tried",
    publisher="The Makers",
    contact="makers@example.org",
    sizes=(18,),
)


@functools.cache
def post(name: str) -> Post:
    """A post of the kitchen sink: `post` or `long`."""
    files = {path.name: path.read_bytes() for path in FOLDER.iterdir() if path.suffix != ".md"}
    return reader.read(name, {**files, names.POST: (FOLDER / f"{name}.md").read_bytes()})


def edition(
    document: Document,
    *,
    assets: Iterable[Asset] = (),
    publication: Publication = PUBLICATION,
    easy_read: EasyRead | None = None,
) -> Edition:
    """An edition of which only the words are known."""
    pictures = {asset.name: asset for asset in assets}
    return Edition(document, publication, pictures, None, easy_read, None, None)


def of(name: str, publication: Publication = PUBLICATION) -> Edition:
    """The edition of a kitchen-sink post."""
    found = post(name)
    return edition(found.document, assets=found.assets.values(), publication=publication)


@functools.cache
def files(name: str, font: str = "Arial") -> dict[int, bytes]:
    """A kitchen-sink post in every size, by the size."""
    publication = Publication(
        publisher="The Makers", contact="makers@example.org", sizes=SIZES, font=font
    )
    made = large_print.render(of(name, publication))
    return dict(zip(SIZES, (artifact.data for artifact in made), strict=True))


def document(*blocks: Block, lang: str = "en-GB", **parts: object) -> Document:
    """A document of these blocks."""
    meta = Meta("A title", dt.date(2024, 5, 14), author="The Makers", lang=lang)
    return Document("a-post", meta, sentence("A title"), blocks=blocks, **parts)  # type: ignore[arg-type]


def sentence(words: str) -> Sentence:
    """A sentence whose id follows from its words."""
    return Sentence(SentenceId(f"s-{fingerprint(words)}"), (Text(words),))


def paragraph(*lines: str) -> Paragraph:
    """A paragraph of these sentences."""
    return Paragraph(tuple(sentence(line) for line in lines))


def rendered(document: Document, *assets: Asset, publication: Publication = PUBLICATION) -> bytes:
    """The first Word file of a document."""
    (made, *_) = large_print.render(edition(document, assets=assets, publication=publication))
    return made.data


def easy(
    document: Document,
    *assets: Asset,
    status: EasyReadStatus,
    publication: Publication = PUBLICATION,
    **known: object,
) -> Artifact:
    """The Word file of an Easy Read document."""
    easy_read = EasyRead(document, status, {}, **known)  # type: ignore[arg-type]
    made = edition(document, assets=assets, publication=publication, easy_read=easy_read)
    return files_of_word.of_easy_read(made, easy_read)


def picture(name: str, *, kind: str = "PNG", size: tuple[int, int] = (40, 30)) -> Asset:
    """A small picture of one colour."""
    made = io.BytesIO()
    Picture.new("RGB", size, "teal").save(made, kind)
    return Asset(name, f"image/{kind.lower()}", made.getvalue(), *size, credit="The Makers")


def image(name: str, alt: str | None = None) -> Image:
    """A picture as a document names it."""
    return Image(name, sentence(alt) if alt else None)


# ---------------------------------------------------------------- looking into a file


def part(data: bytes, name: str = DOCUMENT) -> etree._Element:
    """One part of a Word file."""
    return etree.fromstring(next(m.data for m in unpack(data) if m.name == name))


def changed(data: bytes, name: str, old: str, new: str) -> bytes:
    """The file with the first `old` in one part made `new`; it must be there."""
    members = []
    for member in unpack(data):
        content = member.data
        if member.name == name:
            assert old.encode() in content, f"{old} is not in {name}"
            content = content.replace(old.encode(), new.encode(), 1)
        members.append(Member(member.name, content))
    return pack(members)


def paragraphs(root: etree._Element) -> Iterator[str]:
    """The words of each paragraph, without what only formatting adds."""
    for element in root.iter(f"{W}p"):
        yield "".join(_text(part) for part in element.iter())


def _text(element: etree._Element) -> str:
    match str(element.tag).removeprefix(W):
        case "t":
            return element.text or ""
        case "noBreakHyphen":
            return "-"
        case "br" | "tab":
            return " "
        case _:
            return ""


def words(texts: Iterable[str]) -> list[str]:
    """The words of some texts, however their spaces and hyphens are made."""
    whole = " ".join(texts).replace("\u00a0", " ").replace("\u2011", "-").replace("\u00ad", "")
    return whole.split()


def is_within(fewer: list[str], more: list[str]) -> str | None:
    """The first of `fewer` words that is not in `more` in its turn; None when all are."""
    rest = iter(more)
    return next((word for word in fewer if not any(word == other for other in rest)), None)
