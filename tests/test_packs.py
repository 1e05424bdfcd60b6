"""Packs: whole, lawful, the same every time, and never larger in memory than one file."""

from __future__ import annotations

import hashlib
import io
import tracemalloc
import zipfile
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from posixpath import normpath
from urllib.parse import unquote, urlsplit

import docx
import msgspec
import pytest
import segno

from convert.checks import docx as docx_checks
from convert.checks import web as web_checks
from convert.edition import Bundle, EasyReadStatus
from convert.files.archive import Member, pack
from convert.findings import Level
from convert.jobs.output import CannotWrite, Shelving
from convert.manifest import File, Manifest, PostEntry
from convert.publish import listing, packs
from convert.publish.packs import poster, qr, sheet
from tests import pages

BASE = "https://example.org/read/"
ONLINE = msgspec.structs.replace(pages.PUBLICATION, base_url=BASE)


def read(file: File) -> bytes:
    """Every file holds its own name."""
    return file.path.encode()


def made(*entries: PostEntry, **changes: object) -> Manifest:
    return pages.manifest(*entries, publication=msgspec.structs.replace(ONLINE, **changes))


def packed(manifest: Manifest) -> dict[str, dict[str, bytes]]:
    """The members of every pack, by the pack's path."""
    return {
        bundle.path: {member.name: member.data for member in bundle.members()}
        for bundle in packs.publish(manifest, read)
    }


def text_of(data: bytes) -> list[str]:
    """The paragraphs, with plain spaces where large print keeps two words on one line."""
    found = docx.Document(io.BytesIO(data)).paragraphs
    return [paragraph.text.replace("\u00a0", " ") for paragraph in found]


def test_there_is_one_pack_a_post_and_one_of_them_all() -> None:
    assert list(packed(made(pages.entry("one"), pages.entry("two")))) == [
        "packs/one.zip",
        "packs/two.zip",
        "packs/tests.zip",
    ]


def test_a_post_that_is_called_like_the_publication_keeps_its_name() -> None:
    assert list(packed(made(pages.entry("tests")))) == [
        "packs/tests.zip",
        "packs/tests-all-posts.zip",
    ]


def test_a_pack_holds_every_file_of_its_post_but_those_for_writers() -> None:
    entry = pages.entry("one")
    inside = packed(made(entry, pages.entry("two")))["packs/one.zip"]

    of_post = {name for name in inside if name.startswith("posts/")}

    assert of_post == {file.path for file in entry.files if file.format != "report"}
    assert set(inside) - of_post == {
        *(sheet.PATH, poster.PATH),
        *("index.html", "easy-read.html", "accessibility.html"),
    }


def test_every_link_in_a_pack_leads_to_something_in_it() -> None:
    for inside in packed(made(pages.entry("one"), pages.entry("two"))).values():
        for name, data in inside.items():
            if "/" in name or not name.endswith(".html"):
                continue
            for href in pages.parsed(data).xpath("//@href | //@src"):
                target = urlsplit(str(href))
                if not target.scheme and target.path:
                    place = normpath(PurePosixPath(name).parent / unquote(target.path))
                    assert place in inside, (name, href)


def test_easy_read_that_must_be_signed_first_is_in_no_pack() -> None:
    unsigned = pages.entry("unsigned")
    signed = pages.entry("signed", easy_status=EasyReadStatus.SIGNED)

    found = packed(made(unsigned, signed, require_sign_off=True))

    names = {name for inside in found.values() for name in inside}
    assert "posts/signed/signed-easy-read.html" in names
    assert not [name for name in names if name.startswith("posts/unsigned/unsigned-easy-read")]
    for inside in found.values():
        assert b"unsigned-easy-read" not in b"".join(
            data for name, data in inside.items() if name.endswith(".html")
        )


def test_a_post_taken_back_is_in_no_pack() -> None:
    found = packed(made(pages.entry("kept"), pages.withdrawn(pages.entry("gone"))))

    assert list(found) == ["packs/kept.zip", "packs/tests.zip"]
    assert not [name for name in found["packs/tests.zip"] if "gone" in name]


def test_a_publication_without_posts_has_no_pack() -> None:
    assert packed(made()) == {}


def test_the_same_posts_make_the_same_bytes() -> None:
    first, second = (
        [pack(bundle.members()) for bundle in packs.publish(made(pages.entry()), read)]
        for _ in range(2)
    )

    assert first == second


def test_a_pack_is_made_of_its_own_post_and_of_no_other() -> None:
    def fingerprints(*entries: PostEntry) -> dict[str, str]:
        return {one.path: one.made_from for one in packs.publish(made(*entries), read)}

    one, two = pages.entry("one"), pages.entry("two")
    file = msgspec.structs.replace(two.files[0], sha256="f" * 64)
    before = fingerprints(one, two)
    after = fingerprints(one, msgspec.structs.replace(two, files=(file, *two.files[1:])))

    assert [path for path in before if before[path] != after[path]] == [
        "packs/two.zip",
        "packs/tests.zip",
    ]


def test_how_a_post_was_made_does_not_make_its_pack_anew() -> None:
    entry = pages.entry()
    again = msgspec.structs.replace(entry, inputs="of another program")

    first, second = (next(iter(packs.publish(made(one), read))) for one in (entry, again))

    assert first.made_from == second.made_from


# ---------------------------------------------------------------- writing


def test_writing_a_pack_holds_one_file_at_a_time(tmp_path: Path) -> None:
    size, count = 1_000_000, 40
    piece = hashlib.sha256(b"noise").digest() * (size // 32)

    def members() -> Iterator[Member]:
        for number in range(count):
            yield Member(f"{number}.mp3", number.to_bytes(4, "big") + piece)

    bundle = Bundle("packs/all.zip", packs.MEDIA_TYPE, "All", members, "same")
    tracemalloc.start()
    with Shelving(tmp_path) as shelving:
        length, sha256 = shelving.put_bundle(bundle)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()

    data = (tmp_path / bundle.path).read_bytes()
    assert (length, sha256) == (len(data), hashlib.sha256(data).hexdigest())
    assert length > size * count
    assert peak < 5 * size
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert archive.testzip() is None


def test_a_pack_that_breaks_off_leaves_nothing_behind(tmp_path: Path) -> None:
    def members() -> Iterator[Member]:
        yield Member("one.txt", b"one")
        raise OSError(28, "No space left on device")

    with pytest.raises(CannotWrite), Shelving(tmp_path) as shelving:
        shelving.put_bundle(Bundle("packs/all.zip", packs.MEDIA_TYPE, "All", members, "same"))

    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []


# ---------------------------------------------------------------- the sheet


def test_the_sheet_names_every_file_with_its_size_and_says_how_to_open_it() -> None:
    entry = pages.entry("one")
    inside = packs.contents(made(entry), [entry])

    words = " ".join(text_of(sheet.artifact(inside, BASE).data))

    for file in listing.downloads(entry, inside):
        assert PurePosixPath(file.path).name in words
        assert " ".join(sheet.HOW_TO_OPEN[file.media_type]) in words
    assert "2 minutes, 46 kB" in words
    assert "Tell us: makers@example.org or 01632 960000." in words
    assert BASE in words


def test_the_sheet_of_many_posts_counts_them_and_names_them() -> None:
    entries = [pages.entry("one"), pages.entry("two")]

    words = text_of(sheet.artifact(packs.contents(made(*entries), entries), "").data)

    assert "Talking e-book (EPUB): 2 of 2 posts" in words
    assert any("The two, 29 February 2024" in line for line in words)


def test_the_sheet_is_large_print_without_a_fault() -> None:
    data = packed(made(pages.entry()))["packs/kitchen-sink.zip"][sheet.PATH]

    assert list(docx_checks.check(data, path=sheet.PATH)) == []


# ---------------------------------------------------------------- the poster


def test_the_poster_says_each_address_in_words_and_as_a_code() -> None:
    page = pages.parsed(packed(made(pages.entry("one")))["packs/one.zip"][poster.PATH])

    words = [str(link.get("href")) for link in page.xpath("//main//p[@class='address']/a")]
    codes = [str(code.get("aria-label")) for code in page.xpath("//main//svg")]

    assert words == [
        f"{BASE}posts/one/",
        f"{BASE}posts/one/one-easy-read.html",
        f"{BASE}posts/one/one.mp3",
    ]
    assert codes == [f"QR code that leads to {address}" for address in words]


def test_without_an_address_there_is_no_poster() -> None:
    assert poster.PATH not in packed(made(pages.entry(), base_url=""))["packs/kitchen-sink.zip"]


def test_the_poster_has_no_fault() -> None:
    for inside in packed(made(pages.entry("one"), pages.entry("two"))).values():
        found = web_checks.check(inside[poster.PATH], path=poster.PATH)
        assert [one for one in found if one.level is Level.ERROR] == []


@pytest.mark.parametrize("address", [BASE, f"{BASE}posts/{'long-name-' * 9}/index.html"])
def test_a_code_is_drawn_as_it_was_computed(address: str) -> None:
    expected = [list(row) for row in segno.make_qr(address, error="m").matrix_iter(border=4)]
    (path,) = qr.code(address).iter("path")

    drawn = [[0] * len(row) for row in expected]
    for step in str(path.get("d")).split("M")[1:]:
        across, rest = step.split(" ", 1)
        down, rest = rest.split("h", 1)
        for column in range(int(rest.split("v")[0])):
            drawn[int(down)][int(across) + column] = 1

    assert drawn == expected
