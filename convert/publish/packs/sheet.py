"""The sheet on top of a pack, in large print: what is inside, and how to open it, in plain words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import PurePosixPath

from convert.days import day
from convert.document import (
    Block,
    Document,
    Meta,
)
from convert.edition import Artifact, Edition
from convert.formats import large_print
from convert.formats.word.writer import Writer
from convert.manifest import File, Manifest, PostEntry
from convert.pages.page import INTERFACE_LANGUAGE
from convert.publish import listing

PATH = "read-me-first.docx"
HOW_TO_OPEN: Mapping[str, tuple[str, ...]] = dict(
    zip(
        listing.OPENED,
        (
            (
                "It opens in the program you use for the web, like Chrome, Edge, Firefox or Safari.",
                "You do not need the internet.",
                "You can make the letters larger, change the colours and listen.",
            ),
            (
                "It opens in Word, LibreOffice or Google Docs.",
                "It is ready to print.",
                "You can also make the letters larger there.",
            ),
            (
                "It opens in an app for e-books, like Thorium Reader or Apple Books.",
                "Choose “read aloud” in the app to hear it and see the words light up.",
            ),
            ("It plays on a phone, a tablet or a computer, with any app for music.",),
            ("It plays in an app for audiobooks.",),
        ),
        strict=True,
    )
)
"""For each kind of file, what opens it."""


def artifact(inside: Manifest, base_url: str) -> Artifact:
    """The sheet of the pack with this manifest; `base_url` is where its pages are online, if so."""
    publication = inside.publication
    posts = listing.posts(inside)
    title = posts[0].meta.title if len(posts) == 1 else publication.title
    write = Writer()
    document = Document(
        slug="pack",
        meta=Meta(title=title, date=inside.updated(), lang=INTERFACE_LANGUAGE),
        title=write.sentence(title),
        blocks=tuple(_blocks(inside, posts, base_url, write)),
    )
    edition = Edition(document, publication, {}, None, None, None, None)
    made = next(iter(large_print.render(edition)))
    return Artifact(PATH, made.data, made.media_type, "How to open what is here, in large print")


def _blocks(
    inside: Manifest, posts: list[PostEntry], base_url: str, write: Writer
) -> Iterator[Block]:
    yield write.paragraph("You can have this in more than one way.", "Choose what is best for you.")
    yield write.heading("Where to start")
    yield write.paragraph(
        "Take all files out of the ZIP file first.",
        "On Windows, press the right mouse button on it and choose “Extract all”.",
        "On a Mac, a phone or a tablet, open it once.",
    )
    yield write.paragraph("Then open the file index.html.", "It leads to everything else.")
    yield write.heading("What is here and how to open it")
    for media_type, how in HOW_TO_OPEN.items():
        names = _names(posts, inside, media_type)
        if names:
            yield write.heading(listing.KINDS[media_type], level=3)
            yield write.paragraph(*how)
            yield write.bullets(names)
    if len(posts) > 1:
        yield write.heading("The posts")
        yield write.bullets(f"{entry.meta.title}, {day(entry.meta.date)}" for entry in posts)
    yield write.heading("To ask for another way")
    yield write.paragraph(*_ask(inside))
    if base_url:
        yield write.heading("On the internet")
        yield write.paragraph(f"All of this is also at {base_url}")


def _names(posts: list[PostEntry], inside: Manifest, media_type: str) -> list[str]:
    """What there is of one kind: for one post its files by name, for more how many have it."""
    found: Counter[str] = Counter()
    for entry in posts:
        for file in listing.downloads(entry, inside):
            if file.media_type == media_type:
                which = file.title
                if len(posts) == 1:
                    which += f", {listing.weight(file)}. Its name is {_name(file)}"
                found[which] += 1
    if len(posts) == 1:
        return list(found)
    return [f"{which}: {count} of {len(posts)} posts" for which, count in found.items()]


def _name(file: File) -> str:
    """What to look for in the folder; many files are called `index.html`."""
    path = PurePosixPath(file.path)
    return str(path) if path.stem == "index" else path.name


def _ask(inside: Manifest) -> tuple[str, ...]:
    contact = inside.publication.contact.rstrip(".")
    if not contact:
        return ("Ask the people who gave you this.",)
    return (
        "Was something hard to read?",
        "Do you want it another way, or on paper?",
        f"Tell us: {contact}.",
    )
