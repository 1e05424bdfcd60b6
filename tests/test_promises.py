"""What every reader is promised, whichever format they choose: tried on the samples and real posts."""

from __future__ import annotations

import fcntl
import re
import subprocess
import sys
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import lxml.etree
import lxml.html
import pytest

from convert.build import build
from convert.document import Document
from convert.files.cache import FolderCache
from convert.findings import Level
from convert.formats import NAMES
from convert.jobs import output, pool
from convert.jobs.plan import Request
from convert.jobs.verification import verified
from convert.manifest import Manifest
from convert.source import importer, reader, sources
from convert.traversal import readings, sentences
from tests import tools

pytestmark = [pytest.mark.voice, pytest.mark.timeout(900)]

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
SMIL = "{http://www.w3.org/ns/SMIL}"
NOTE_MARK = re.compile(r"\s*\[note \d+\]")
DUMP = "posts/coproduction-week-2017.txt"


class Built:
    """A publication that has been built, and the documents that its posts were read as."""

    def __init__(self, folder: Path, dist: Path) -> None:
        self.folder = folder
        self.dist = dist
        self.cache = FolderCache(dist.parent / "verdicts")
        loaded = output.load(dist)
        assert loaded is not None
        self.manifest: Manifest = loaded

    def documents(self) -> Iterator[Document]:
        """Each post, read anew."""
        for slug in self.manifest.posts:
            yield reader.read(slug, sources.post(self.folder, slug).files).document

    def file(self, slug: str, name: str) -> bytes:
        """A file of a post, by its name without the post's."""
        return (self.dist / "posts" / slug / name.format(slug)).read_bytes()


@pytest.fixture(scope="session", params=["samples", "dump"])
def built(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Built:
    """The samples, and the real posts where they are given, built once for all test processes."""
    root = tmp_path_factory.getbasetemp().parent / f"built-{request.param}"
    root.mkdir(exist_ok=True)
    folder = root / "sources"
    if request.param == "samples":
        folder = tools.PROJECT / "sources"
    with (root / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (root / "dist" / "manifest.json").exists():
            if request.param == "dump":
                importer.bring_in([tools.outside() / DUMP], folder)
            wanted = Request(folder, root / "dist", root / "cache")
            made = build(wanted, pool.processes, lambda _: None, lambda _: None)
            assert made.refused == ()
    return Built(folder, root / "dist")


def flat(text: str) -> str:
    """`text` with single spaces, plain hyphens and no note marks."""
    return " ".join(NOTE_MARK.sub("", text).replace("\u2011", "-").split())


def words_of_word(data: bytes) -> str:
    """What a Word file shows, in order."""
    tree = lxml.etree.fromstring(ZipFile(BytesIO(data)).read("word/document.xml"))
    parts: list[str] = []
    for node in tree.iter(f"{W}t", f"{W}p", f"{W}noBreakHyphen", f"{W}br", f"{W}tab"):
        if node.tag == f"{W}t":
            parts.append(node.text or "")
        else:
            parts.append("-" if node.tag == f"{W}noBreakHyphen" else "\n")
    return flat("".join(parts))


def words_of_page(data: bytes) -> str:
    """What the main part of a page shows, in order."""
    main = lxml.html.fromstring(data).find(".//main")
    assert main is not None
    return flat(_shown(main))


def _shown(node: lxml.etree._Element) -> str:
    inner = "".join(_shown(child) + (child.tail or "") for child in node)
    is_inline = node.tag in {"a", "span", "strong", "em", "code", "b"}
    edge = "" if is_inline else "\n"
    return "" if node.tag in {"script", "style"} else f"{edge}{node.text or ''}{inner}{edge}"


def words_of_book(data: bytes) -> str:
    """What the pages of an e-book show, in the order of its spine."""
    with ZipFile(BytesIO(data)) as book:
        name = next(n for n in book.namelist() if n.endswith(".opf"))
        package = lxml.etree.fromstring(book.read(name))
        items = {i.get("id"): i.get("href") for i in package.iter("{*}item")}
        spine = [items[ref.get("idref")] for ref in package.iter("{*}itemref")]
        folder = name.rpartition("/")[0]
        pages = [book.read(f"{folder}/{page}".lstrip("/")) for page in spine]
    texts = []
    for page in pages:
        body = lxml.etree.fromstring(page).find("{*}body")
        assert body is not None
        for node in body.iter():
            if isinstance(node.tag, str):
                node.tag = lxml.etree.QName(node).localname
        texts.append(_shown(body))
    return flat("\n".join(texts))


def words_of_transcript(data: bytes) -> str:
    """What is said, by the captions."""
    lines = data.decode().splitlines()[1:]
    kept = [line for line in lines if line and "-->" not in line and not line.startswith("NOTE")]
    return flat(
        re.sub(r"</?v[^>]*>", "", " ".join(kept)).replace("&amp;", "&").replace("&lt;", "<")
    )


def missing(wanted: list[str], text: str) -> list[str]:
    """Those of `wanted` that `text` does not hold in their order."""
    lost: list[str] = []
    place = 0
    for words in wanted:
        found = text.find(flat(words), place)
        if found < 0:
            lost.append(words)
        else:
            place = found + len(flat(words))
    return lost


def test_every_format_of_every_post_is_there(built: Built) -> None:
    for slug, entry in built.manifest.posts.items():
        together = {file.format for file in built.manifest.files}
        assert set(NAMES) <= together | {file.format for file in entry.files}, slug
    assert output.is_whole(built.dist, built.manifest.all_files())


def test_every_reader_gets_every_sentence_in_order(built: Built) -> None:
    for document in built.documents():
        seen = [sentence.text for sentence in sentences(document)]
        heard = [r.sentence.text for r in readings(document) if r.role != "note"]
        noted = [r.sentence.text for r in readings(document) if r.role == "note"]
        slug = document.slug

        assert missing(seen, words_of_word(built.file(slug, "{}-large-print.docx"))) == []
        assert missing(seen, words_of_book(built.file(slug, "{}.epub"))) == []
        assert missing(seen, words_of_page(built.file(slug, "index.html"))) == []
        transcript = words_of_transcript(built.file(slug, "{}.vtt"))
        assert missing(heard, transcript) == []
        # A listener hears a note where it belongs, not at the end.
        assert missing(noted, transcript) == []


def test_every_sentence_of_a_book_has_one_piece_of_sound(built: Built) -> None:
    for document in built.documents():
        clips: list[str] = []
        with ZipFile(BytesIO(built.file(document.slug, "{}.epub"))) as book:
            for name in book.namelist():
                if name.endswith(".smil"):
                    tree = lxml.etree.fromstring(book.read(name))
                    texts = tree.iter(f"{SMIL}text")
                    clips += [str(text.get("src")).partition("#")[2] for text in texts]

        for reading in readings(document):
            assert clips.count(reading.sentence.id) == 1, reading.sentence


@pytest.mark.external
def test_no_check_and_no_validator_finds_a_fault(built: Built) -> None:
    tools.chromium()
    tools.checker("axe-core/axe.min.js")
    tools.java()

    found = [f for report in verified(built.dist, built.cache) for f in report.findings]

    assert [f for f in found if f.level in {Level.ERROR, Level.NOT_RUN}] == []


@pytest.mark.external
def test_the_outside_checkers_find_no_fault(built: Built) -> None:
    checks = tools.outside() / "checks"
    posts = built.dist / "posts"
    runs = {
        "docx_large_print_check.py": [
            "--min-line",
            "1",
            *map(str, posts.glob("*/*-large-print.docx")),
        ],
    }
    for mp3 in (*posts.glob("*/*.mp3"), *posts.glob("*/*.epub")):
        if "read-along" not in mp3.name:
            runs[f"audio_check.py {mp3.name}"] = [str(mp3)]

    for name, arguments in runs.items():
        done = subprocess.run(
            [sys.executable, str(checks / name.split()[0]), *arguments],
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, f"{name}: {done.stdout[-2000:]} {done.stderr[-500:]}"


@pytest.mark.long
def test_two_builds_of_the_samples_give_the_same_bytes(tmp_path: Path) -> None:
    made = []
    for name in ("one", "elsewhere/two"):
        dist = tmp_path / name / "dist"
        request = Request(tools.PROJECT / "sources", dist, tmp_path / name / "cache")
        build(request, pool.processes, lambda _: None, lambda _: None)
        made.append({p.relative_to(dist): p.read_bytes() for p in dist.rglob("*") if p.is_file()})

    assert set(made[0]) == set(made[1])
    assert [path for path in made[0] if made[0][path] != made[1][path]] == []
