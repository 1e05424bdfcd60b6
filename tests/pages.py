"""A small site for tests: the kitchen-sink post, its Easy Read, and the pages around them."""

from __future__ import annotations

import base64
import datetime as dt
import functools
import hashlib
import re
from collections.abc import Iterable
from pathlib import Path

import lxml.html
import msgspec
from lxml.html import HtmlElement

from convert.document import (
    BulletList,
    Definition,
    DefinitionList,
    Document,
    Heading,
    Idea,
    Image,
    Paragraph,
    Sentence,
    SentenceId,
    Strong,
    Text,
    Withdrawal,
)
from convert.edition import Artifact, Asset, EasyRead, EasyReadStatus, Edition, Narration, SignOff
from convert.formats import easy_read, web
from convert.manifest import SHAPE, File, Manifest, PostEntry, file
from convert.plain.readability.model import Ages, Band, Readability
from convert.publish import packs, site
from convert.publish.packs import poster
from convert.publish.site import formats_log
from convert.settings import Publication
from convert.traversal import readings
from tests.epub_books import VOICE, kitchen_sink, recording

PUBLICATION = Publication(
    id="tests",
    title="Things we tried",
    publisher="The Makers",
    contact="makers@example.org or 01632 960000",
)
SVG = (
    b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 72 72" width="72" height="72">'
    b'<circle cx="36" cy="36" r="30" fill="#7a3e9d"/></svg>'
)
SCORES = Readability(
    score=9.0,
    band=Band.EASY,
    ages=Ages(8, 10),
    formula_ages=Ages(8, 10),
    parts={},
    formulas={},
    word_count=120,
    sentences=(),
    hard_words=(),
)
SIGNATURE = SignOff("The Tuesday Readers", "2026-03-03", "We read it out loud")
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def sentence(name: str, *inlines: str | Strong) -> Sentence:
    return Sentence(
        SentenceId(name), tuple(Text(part) if isinstance(part, str) else part for part in inlines)
    )


def picture(name: str, alt: str) -> Image:
    return Image("round.svg", sentence(f"er-{name}", alt))


def easy_document() -> Document:
    """An Easy Read document with one of everything that one can hold."""
    post = kitchen_sink().document
    hard = Strong((Text("co-production"),))
    return Document(
        post.slug,
        post.meta,
        sentence("er-title", "How we mended the kitchen"),
        blocks=(
            Idea(
                picture("p1", "A round thing"),
                (Heading(2, sentence("er-h1", "What was wrong"), "er-what"),),
            ),
            Idea(
                picture("p2", "A sink"),
                (
                    Paragraph(
                        (
                            sentence("er-s1", "The sink did not work."),
                            sentence("er-s2", "People could not wash their cups & plates."),
                        )
                    ),
                ),
            ),
            Idea(
                None,
                (
                    Paragraph(
                        (
                            sentence("er-s3", "We mended it with ", hard, "."),
                            sentence("er-s4", "Co-production means we all share the work."),
                        )
                    ),
                    BulletList(
                        (
                            (Paragraph((sentence("er-s5", "We made a plan."),)),),
                            (Paragraph((sentence("er-s6", "We found a plumber."),)),),
                        )
                    ),
                ),
            ),
            Heading(2, sentence("er-h2", "Words in this document"), "er-words"),
            DefinitionList(
                (
                    Definition(
                        sentence("er-s7", "co-production"),
                        ((Paragraph((sentence("er-s8", "We all share the work."),)),),),
                    ),
                )
            ),
        ),
    )


def narration(document: Document, *, seconds: float = 0.4) -> Narration:
    spoken = recording((one.sentence for one in readings(document)), seconds=seconds)
    return Narration(VOICE, spoken, spoken)


def easy(
    status: EasyReadStatus = EasyReadStatus.DRAFT, *, signed: tuple[SignOff, ...] = ()
) -> EasyRead:
    return EasyRead(easy_document(), status, {}, signed=signed)


@functools.cache
def edition() -> Edition:
    """The kitchen sink with everything known about it."""
    post = kitchen_sink()
    round_thing = Asset("round.svg", "image/svg+xml", SVG, 72, 72, "OpenMoji, CC BY-SA 4.0")
    return Edition(
        document=post.document,
        publication=PUBLICATION,
        assets={**post.assets, "round.svg": round_thing},
        readability=SCORES,
        easy_read=easy(),
        narration=narration(post.document),
        easy_narration=narration(easy_document()),
    )


def bare(document: Document, publication: Publication = PUBLICATION) -> Edition:
    """An edition of which nothing is known but the words."""
    return Edition(document, publication, {}, None, None, None, None)


def post_page(value: Edition) -> bytes:
    return next(one.data for one in web.render(value) if one.media_type == "text/html")


def easy_page(value: Edition) -> bytes:
    return next(one.data for one in easy_read.render(value) if one.media_type == "text/html")


def entry(
    slug: str = "kitchen-sink", *, easy_status: EasyReadStatus = EasyReadStatus.DRAFT
) -> PostEntry:
    """What the manifest says of a post in every format."""
    meta = msgspec.structs.replace(kitchen_sink().document.meta, title=f"The {slug}")
    stem = f"posts/{slug}/{slug}"
    files = (
        _file(f"posts/{slug}/index.html", "text/html", "Web page", "web"),
        _file(f"posts/{slug}/tea.png", "image/png", "Picture", "web"),
        _file(f"{stem}-easy-read.html", "text/html", "Easy Read (web page)", "easy-read"),
        _file(f"{stem}-large-print.docx", WORD, "Large print, 18 point (Word)", "large-print"),
        _file(f"{stem}.epub", "application/epub+zip", "Talking e-book (EPUB)", "epub"),
        _file(f"{stem}.mp3", "audio/mpeg", "Sound recording, MP3", "audio", 125.0),
        _file(f"{stem}-read-along.mp3", "audio/mpeg", "Sound of the web page", "audio", 100.0),
        _file(f"{stem}-easy-read.mp3", "audio/mpeg", "Easy Read sound recording", "audio", 60.0),
        _file(f"{stem}.vtt", "text/vtt", "The words of the recording", "audio"),
        _file(f"readability/{slug}.html", "text/html", "Readability report", "report"),
    )
    return PostEntry(
        slug,
        meta,
        inputs="",
        formats=("web", "easy-read", "large-print", "epub", "audio", "report"),
        files=files,
        easy_read=easy_status,
        band="easy to read",
        word_count=400,
        voice="Notes",
    )


def _file(path: str, media_type: str, title: str, made_for: str, duration: float = 0.0) -> File:
    return File(path, media_type, 45_678, "0" * 64, title, made_for, duration)


def withdrawn(value: PostEntry) -> PostEntry:
    back = Withdrawal(dt.date(2026, 5, 4), "The person in it asked us to.")
    meta = msgspec.structs.replace(value.meta, withdrawn=back)
    return msgspec.structs.replace(value, meta=meta, files=())


def manifest(*entries: PostEntry, publication: Publication = PUBLICATION) -> Manifest:
    return Manifest(SHAPE, "Allways", publication, {one.slug: one for one in entries})


def site_page(made: Manifest, path: str) -> bytes:
    def refuse(file: File) -> bytes:
        raise AssertionError(file)

    return next(one.data for one in site.publish(made, refuse) if one.path == path)


def parsed(page: bytes) -> HtmlElement:
    return lxml.html.document_fromstring(page.decode())


def text(node: HtmlElement) -> str:
    """The words inside `node`, as one line."""
    return " ".join(node.text_content().split())


def write(folder: Path, artifacts: Iterable[Artifact]) -> list[Artifact]:
    made = list(artifacts)
    for artifact in made:
        place = folder / artifact.path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(artifact.data)
    return made


def write_site(folder: Path) -> None:
    """The kitchen sink, its Easy Read and the site, as a build would leave them."""
    value = edition()
    made = write(folder, [*web.render(value), *easy_read.render(value)])
    files = [file(one, "easy-read" if "easy-read" in one.path else "web") for one in made]
    narrations = {"": value.narration, "-easy-read": value.easy_narration}
    stem = f"posts/{value.document.slug}/{value.document.slug}"
    for name, told in narrations.items():
        assert told is not None
        for kind, spoken in (("", told.listen), ("-read-along", told.read_along)):
            sound = Artifact(
                f"{stem}{name}{kind}.mp3", spoken.mp3, "audio/mpeg", "Sound", spoken.duration
            )
            write(folder, [sound])
            files.append(file(sound, "audio"))
    book = Artifact(f"{stem}.epub", b"PK", "application/epub+zip", "Talking e-book (EPUB)")
    write(folder, [book])
    files.append(file(book, "epub"))
    one = msgspec.structs.replace(entry(), files=tuple(files), meta=value.document.meta)
    others = (entry("garden", easy_status=EasyReadStatus.SIGNED), withdrawn(entry("taken-back")))
    plain = msgspec.structs.replace(entry("letters"), files=entry("letters").files[:1])
    made_manifest = manifest(one, *others, plain)
    log = write(folder, formats_log.publish(made_manifest, lambda _: b""))
    with_log = tuple(file(one, "formats-log") for one in log)
    made_manifest = msgspec.structs.replace(made_manifest, files=with_log)
    write(folder, site.publish(made_manifest, lambda _: b""))
    inside = packs.contents(made_manifest, [one])
    write(folder, [poster.artifact(inside, "https://example.org/read/")])


def hashes(page: bytes, directive: str) -> set[str]:
    """What a page's content security policy lets in under `directive`."""
    policy = parsed(page).xpath("string(//meta[@http-equiv='Content-Security-Policy']/@content)")
    found = re.search(rf"{directive} ([^;]*)", str(policy))
    assert found, policy
    return set(found[1].split())


def hash_of(code: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(code.encode()).digest()).decode()}'"
