"""Posts made to do harm: each is refused for its reason, or built and harmless to its readers."""

from __future__ import annotations

import base64
import hashlib
import io
import os
import re
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Iterator, Mapping
from pathlib import Path

import lxml.etree
import lxml.html
import pytest

from convert.edition import Artifact
from convert.errors import AllwaysError, RefusedPost
from convert.formats import NAMES
from convert.jobs import output
from convert.jobs.orders import Order, Product
from convert.jobs.production import produce
from convert.settings import publication
from convert.source import sources
from convert.source.sources import PostSource
from tests.hostile import POSTS, SHARED, SLOW, Harmless, Hostile, Refused, post
from tests.tools import PROJECT

pytestmark = pytest.mark.voice

CHEAP = tuple(name for name in NAMES if name != "audio")
PARSED_AS_XML = (".xhtml", ".svg", ".opf", ".ncx", ".smil", ".xml", ".rels")
TEXT = (*PARSED_AS_XML, ".html", ".vtt", ".json", ".csv", ".css", ".txt")
RUNS = {"script", "iframe", "object", "embed", "applet", "form", "base", "foreignObject", "link"}
MAY_LINK = re.compile(r"(https?://(?!evil\.)|mailto:|tel:|#|(?!//)[^:]*$)", re.IGNORECASE)
NEVER_SHOWN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff\u202a-\u202e\u2066-\u2069]")
MOST_MEMORY = 700 * 1024
"""KB; pandoc's own limit is 400 MB of live data."""


def built(
    name: str, files: Mapping[str, bytes], cache: Path, shared: Mapping[str, bytes] | None = None
) -> Product | AllwaysError:
    """The post made in every format but those that only repeat its sound, or why it is not."""
    shared = shared or {}
    try:
        order = Order(
            source=PostSource(name, files),
            publication=publication(shared.get("publication.toml", b"")),
            shared=shared,
            formats=CHEAP,
            voice="espeak",
            voice_model="",
            voice_model_digest="",
            cache=str(cache),
        )
        return produce(order)
    except AllwaysError as error:
        return error


def files_in(name: str, data: bytes) -> Iterator[tuple[str, bytes]]:
    """The file, or the files inside it where it is a Word file or an e-book."""
    if not data.startswith(b"PK"):
        yield name, data
        return
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for inner in archive.namelist():
            yield from files_in(f"{name}!{inner}", archive.read(inner))


def dangers(name: str, data: bytes) -> Iterator[str]:
    """What in this file could run, fetch, lead astray, or reorder what is read."""
    if not name.endswith(TEXT):
        return
    text = data.decode("utf-8")
    if found := NEVER_SHOWN.search(text):
        yield f"{name}: the character {found.group()!r}"
    if name.endswith(".html"):
        yield from _in_tree(name, lxml.html.fromstring(data), _allowed_scripts(text))
    elif name.endswith(PARSED_AS_XML):
        yield from _in_tree(name, lxml.etree.fromstring(data), frozenset())


def _allowed_scripts(page: str) -> frozenset[str]:
    return frozenset(re.findall(r"sha256-([A-Za-z0-9+/=]+)", page))


def _in_tree(name: str, root: lxml.etree._Element, allowed: frozenset[str]) -> Iterator[str]:
    for node in root.iter():
        if not isinstance(node.tag, str):
            if isinstance(node, lxml.etree._ProcessingInstruction):
                yield f"{name}: an instruction"
            continue
        tag = lxml.etree.QName(node).localname
        if tag in RUNS and not _is_ours(node, tag, allowed):
            yield f"{name}: the element {tag}"
        for attribute, value in node.attrib.items():
            local = lxml.etree.QName(attribute).localname.lower()
            if local.startswith("on"):
                yield f"{name}: the attribute {local}"
            is_no_icon = tag == "link" and value == "data:,"
            if (
                local in {"href", "src", "target"}
                and not is_no_icon
                and not _may_be_linked(str(value))
            ):
                yield f"{name}: a link to {value!r}"


def _is_ours(node: lxml.etree._Element, tag: str, allowed: frozenset[str]) -> bool:
    if tag == "link":
        return "evil" not in (node.get("href") or "")
    digest = hashlib.sha256((node.text or "").encode()).digest()
    is_data = node.get("type") in {"application/json", "application/ld+json"}
    return tag == "script" and (is_data or base64.b64encode(digest).decode() in allowed)


def _may_be_linked(value: str) -> bool:
    return MAY_LINK.match(value) is not None


def check(name: str, hostile: Hostile, cache: Path) -> None:
    """Build one hostile post, and hold it to what the table says."""
    product = built(name, hostile.files, cache)
    if isinstance(product, AllwaysError):
        assert isinstance(hostile.outcome, Refused), product
        assert hostile.outcome.reason in product.message
        assert product.place == f"{name}/{hostile.outcome.place}"
        return
    assert isinstance(hostile.outcome, Harmless), "it was built"
    inside = [file for made in product.artifacts for file in files_in(made.path, made.data)]
    assert [danger for file in inside for danger in dangers(*file)] == []
    assert [
        (path, bad) for path, data in inside for bad in hostile.outcome.never if bad in data
    ] == []
    assert hostile.outcome.shows in words_of(product.artifacts, f"posts/{name}/index.html")


def words_of(artifacts: tuple[Artifact, ...], path: str) -> str:
    """What the page at `path` shows."""
    (page,) = (made.data for made in artifacts if made.path == path)
    main = lxml.html.fromstring(page).find(".//main")
    assert main is not None
    return " ".join("".join(map(str, main.itertext())).split())


@pytest.fixture(scope="session")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A cache that these tests share."""
    return tmp_path_factory.mktemp("cache")


@pytest.mark.timeout(60)
@pytest.mark.parametrize("name", [name for name in POSTS if name not in SLOW])
def test_a_hostile_post_is_refused_for_its_reason_or_built_harmless(name: str, cache: Path) -> None:
    check(name, POSTS[name], cache)


@pytest.mark.long
@pytest.mark.timeout(300)
@pytest.mark.parametrize("name", sorted(SLOW))
def test_a_slow_hostile_post_is_refused_for_its_reason_or_built_harmless(
    name: str, cache: Path
) -> None:
    check(name, POSTS[name], cache)


@pytest.mark.parametrize("name", SHARED)
def test_a_hostile_setting_is_a_wrong_argument_that_names_its_file_or_is_harmless(
    name: str, cache: Path
) -> None:
    case = SHARED[name]
    product = built("a-post", post("We met in Stockport."), cache, case.files)
    if isinstance(product, AllwaysError):
        assert isinstance(case.outcome, Refused), product
        assert case.outcome.reason in product.message
        assert product.place.startswith(case.outcome.place)
        return
    assert isinstance(case.outcome, Harmless), "it was taken"
    inside = [file for made in product.artifacts for file in files_in(made.path, made.data)]
    assert [danger for file in inside for danger in dangers(*file)] == []


# ---------------------------------------------------------------- names of folders

NAMES_OF_FOLDERS = {
    "two words": "cannot be the name",
    "Capitals": "cannot be the name",
    "dots.in.it": "cannot be the name",
    "..hidden": "",
    ".hidden": "",
    "-rf": "cannot be the name",
    "--voice=gtts": "cannot be the name",
    "café": "cannot be the name",
    "über-\u202egnp": "cannot be the name",
    "x" * 200: "too long",
    "con": "is a name that Windows keeps",
    "a'; rm -rf": "cannot be the name",
    "under_score": "cannot be the name",
    "double--hyphen": "cannot be the name",
    "line\nbreak": "cannot be the name",
}
"""A folder's name, and why it is refused; nothing where it is not taken for a post's."""


@pytest.mark.parametrize("name", NAMES_OF_FOLDERS)
def test_a_folder_is_a_post_refused_for_its_name_or_no_post(name: str, tmp_path: Path) -> None:
    (tmp_path / name).mkdir()
    (tmp_path / name / "post.md").write_bytes(post("Text.")["post.md"])
    reason = NAMES_OF_FOLDERS[name]

    found = sources.slugs(tmp_path)

    assert found == ([name] if reason else [])
    for slug in found:
        refusal = built(slug, sources.post(tmp_path, slug).files, tmp_path / "cache")
        assert isinstance(refusal, RefusedPost)
        assert reason in refusal.message


def test_a_link_out_of_the_folder_is_refused_and_a_link_within_is_fine(tmp_path: Path) -> None:
    secret = tmp_path / "secret.png"
    secret.write_bytes(b"secret")
    folder = tmp_path / "sources" / "a-post"
    folder.mkdir(parents=True)
    (folder / "post.md").write_bytes(post("Text.")["post.md"])
    (folder / "same.md").symlink_to("post.md")

    assert sources.post(folder.parent, "a-post").files["same.md"] == post("Text.")["post.md"]

    (folder / "cup.png").symlink_to(secret)
    with pytest.raises(RefusedPost, match=r"cup\.png is a link to a file outside"):
        sources.post(folder.parent, "a-post")


def test_a_folder_that_is_a_link_to_elsewhere_is_refused(tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (elsewhere / "post.md").write_bytes(post("Text.")["post.md"])
    (tmp_path / "sources").mkdir()
    (tmp_path / "sources" / "a-post").symlink_to(elsewhere)

    with pytest.raises(RefusedPost, match="is a link to a folder elsewhere"):
        sources.post(tmp_path / "sources", "a-post")


def test_a_pipe_in_a_folder_is_passed_over(tmp_path: Path) -> None:
    (tmp_path / "a-post").mkdir()
    (tmp_path / "a-post" / "post.md").write_bytes(post("Text.")["post.md"])
    os.mkfifo(tmp_path / "a-post" / "pipe.png")

    assert list(sources.post(tmp_path, "a-post").files) == ["post.md"]


# ---------------------------------------------------------------- all of them, in one build


@pytest.mark.long
@pytest.mark.timeout(900)
def test_the_good_neighbour_of_every_hostile_post_is_built_within_limits(tmp_path: Path) -> None:
    folder = tmp_path / "sources"
    for name, hostile in POSTS.items():
        (folder / name).mkdir(parents=True)
        for file, data in hostile.files.items():
            (folder / name / file).write_bytes(data)
    shutil.copytree(PROJECT / "tests" / "kitchen_sink", folder / "good-neighbour")
    command = [sys.executable, "-m", "convert", "build", "--sources", str(folder), "--jobs", "1"]
    options = ["--dist", str(tmp_path / "dist"), "--voice", "espeak", "--format", "web"]

    process = subprocess.Popen([*command, *options], stderr=subprocess.PIPE, cwd=PROJECT)
    assert process.stderr is not None
    said = process.stderr.read().decode()
    process.stderr.close()
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)

    assert process.returncode == 1, said[-2000:]
    made = output.load(tmp_path / "dist")
    assert made is not None
    wanted = {name for name, hostile in POSTS.items() if isinstance(hostile.outcome, Refused)}
    assert {refusal.slug for refusal in made.refused} == wanted
    assert set(made.posts) == {*POSTS, "good-neighbour"} - wanted
    assert output.is_whole(tmp_path / "dist", made.all_files())
    assert used.ru_maxrss < MOST_MEMORY
