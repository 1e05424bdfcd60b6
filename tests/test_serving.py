"""Serving what was built: true types, parts on request, nothing from outside the folder."""

from __future__ import annotations

import http.client
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from convert.edition import Artifact
from convert.manifest import NAME, SHAPE, Manifest, encode, file
from convert.publish import serving
from convert.publish.serving import Part, Unsatisfiable, part
from tests import pages

SOUND = bytes(range(256)) * 400
FILES = (
    Artifact("posts/a/a.mp3", SOUND, "audio/mpeg", "Sound"),
    Artifact("posts/a/a.epub", b"PK", "application/epub+zip", "E-book"),
    Artifact("posts/a/a.vtt", b"WEBVTT", "text/vtt", "Words"),
    Artifact("feeds/opds.json", b"{}", "application/opds+json", "Catalogue"),
    Artifact("index.html", b"<p>Hello</p>", "text/html", "All posts"),
)


@pytest.fixture(scope="module")
def port(tmp_path_factory: pytest.TempPathFactory) -> Iterator[int]:
    folder = tmp_path_factory.mktemp("served")
    (folder / "secret.txt").write_text("not this")
    dist = folder / "dist"
    pages.write(dist, FILES)
    (dist / "posts" / "way-out").symlink_to(folder)
    named = tuple(file(one, "site") for one in FILES)
    (dist / NAME).write_bytes(
        encode(Manifest(SHAPE, "Allways", pages.PUBLICATION, {}, files=named))
    )
    with serving.server(dist, port=0) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield server.server_port
        server.shutdown()
        thread.join()


def ask(
    port: int, path: str, *, wanted: str | None = None, method: str = "GET", **headers: str
) -> tuple[int, dict[str, str], bytes]:
    connection = http.client.HTTPConnection(serving.HERE, port, timeout=10)
    given = {name.replace("_", "-"): value for name, value in headers.items()}
    connection.request(method, path, headers=given | ({"Range": wanted} if wanted else {}))
    answer = connection.getresponse()
    body = answer.read()
    connection.close()
    return answer.status, {name.lower(): value for name, value in answer.getheaders()}, body


@pytest.mark.parametrize("artifact", FILES, ids=lambda one: one.media_type)
def test_a_file_has_the_type_and_length_that_the_manifest_names(
    port: int, artifact: Artifact
) -> None:
    status, headers, body = ask(port, f"/{artifact.path}")

    assert (status, body) == (200, artifact.data)
    assert headers["content-type"].split(";")[0] == artifact.media_type
    assert int(headers["content-length"]) == len(artifact.data)
    assert headers["accept-ranges"] == "bytes"


@pytest.mark.parametrize(
    ("wanted", "start", "end"),
    [("bytes=0-99", 0, 100), ("bytes=102000-", 102_000, 102_400), ("bytes=-10", 102_390, 102_400)],
)
def test_a_player_gets_the_part_it_asks_for(port: int, wanted: str, start: int, end: int) -> None:
    status, headers, body = ask(port, "/posts/a/a.mp3", wanted=wanted)

    assert (status, body) == (206, SOUND[start:end])
    assert headers["content-range"] == f"bytes {start}-{end - 1}/{len(SOUND)}"
    assert headers["content-type"] == "audio/mpeg"


def test_what_comes_after_the_end_is_refused(port: int) -> None:
    status, headers, _ = ask(port, "/posts/a/a.mp3", wanted="bytes=200000-")

    assert status == 416
    assert headers["content-range"] == f"bytes */{len(SOUND)}"


@pytest.mark.parametrize("wanted", ["bytes=0-1,5-6", "lines=0-1", "bytes=9-3", "bytes=-"])
def test_a_wish_that_is_not_understood_gets_the_whole_file(port: int, wanted: str) -> None:
    status, _, body = ask(port, "/posts/a/a.mp3", wanted=wanted)

    assert (status, body) == (200, SOUND)


def test_asking_for_the_head_sends_no_body_and_knows_no_parts(port: int) -> None:
    """RFC 9110, 14.2: parts are for GET alone."""
    status, headers, body = ask(port, "/posts/a/a.mp3", wanted="bytes=0-9", method="HEAD")

    assert (status, headers["content-length"], body) == (200, str(len(SOUND)), b"")


@pytest.mark.parametrize("validator", ["etag", "last-modified"])
def test_a_player_goes_on_with_the_version_it_has(port: int, validator: str) -> None:
    _, first, _ = ask(port, "/posts/a/a.mp3", wanted="bytes=0-9")

    status, _, body = ask(port, "/posts/a/a.mp3", wanted="bytes=10-19", If_Range=first[validator])

    assert (status, body) == (206, SOUND[10:20])


@pytest.mark.parametrize("version", ['"another"', 'W/"weak"', "Mon, 01 Jan 1990 00:00:00 GMT"])
def test_a_player_with_another_version_gets_the_whole_file(port: int, version: str) -> None:
    status, _, body = ask(port, "/posts/a/a.mp3", wanted="bytes=10-19", If_Range=version)

    assert (status, body) == (200, SOUND)


def test_a_part_names_its_version_as_the_whole_file_does(port: int) -> None:
    _, whole, _ = ask(port, "/posts/a/a.mp3")
    _, piece, _ = ask(port, "/posts/a/a.mp3", wanted="bytes=0-9")

    assert (whole["etag"], whole["last-modified"]) == (piece["etag"], piece["last-modified"])


@pytest.mark.parametrize("host", ["evil.example", "evil.example:8000", "[::1]:80"])
def test_a_page_that_points_its_own_name_here_gets_nothing(port: int, host: str) -> None:
    status, _, body = ask(port, "/index.html", Host=host)

    assert status == 421
    assert b"Hello" not in body


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "localhost:8000"])
def test_this_computer_may_be_called_by_its_names(port: int, host: str) -> None:
    assert ask(port, "/index.html", Host=host)[0] == 200


@pytest.mark.parametrize(
    ("path", "origin", "allowed"),
    [
        ("/posts/a/a.vtt", "http://localhost:5000", "http://localhost:5000"),
        ("/posts/a/a.vtt", "https://evil.example", None),
        ("/posts/a/a.vtt", "http://localhost.evil.example", None),
        ("/index.html", "http://localhost:5000", None),
    ],
)
def test_players_on_this_computer_may_fetch_transcripts_and_nobody_else_may(
    port: int, path: str, origin: str, allowed: str | None
) -> None:
    _, headers, _ = ask(port, path, Origin=origin)

    assert headers.get("access-control-allow-origin") == allowed


def test_folders_are_not_listed(port: int) -> None:
    status, _, body = ask(port, "/posts/a/")

    assert status == 404
    assert b"a.mp3" not in body


@pytest.mark.parametrize(
    "path",
    [
        *("/../secret.txt", "/%2e%2e/secret.txt", "/posts/../../secret.txt"),
        *("/posts/way-out/secret.txt", "//secret.txt", "/..%2fsecret.txt"),
    ],
)
def test_nothing_outside_the_folder_is_sent(port: int, path: str) -> None:
    status, _, body = ask(port, path)

    assert status == 404
    assert b"not this" not in body


def test_only_this_computer_is_answered(tmp_path: Path) -> None:
    with serving.server(tmp_path, port=0) as server:
        assert server.server_address[0] == "127.0.0.1"


@given(st.text(max_size=30), st.integers(min_value=0, max_value=10**6))
def test_any_header_gives_a_part_of_the_file_or_the_whole(header: str, size: int) -> None:
    try:
        found = part(header, size)
    except Unsatisfiable:
        return

    assert found is None or 0 <= found.start < found.start + found.length <= size


@given(
    st.integers(min_value=1, max_value=1000),
    st.integers(min_value=0, max_value=1000),
    st.integers(min_value=0, max_value=1000),
)
def test_a_part_is_what_the_standard_says(size: int, first: int, last: int) -> None:
    whole = bytes(size)
    expected = whole[first : last + 1]
    try:
        found = part(f"bytes={first}-{last}", size)
    except Unsatisfiable:
        assert expected == b""
        return

    assert found == (Part(first, len(expected)) if expected else None)
