"""A language model only ever suggests: through the gate, within bounds, when a person asks."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from convert.errors import BadArguments
from convert.plain import easy_read
from convert.plain.easy_read import asking
from convert.plain.easy_read.house import Workshop
from convert.plain.easy_read.layer_reading import parse
from convert.settings import Assistant
from tests.test_easy_read import post

SENTENCE = "You must bring 2 forms of identification to Leeds."
GOOD = "You must bring 2 papers to Leeds. They show who you are."
Reply = Callable[[BaseHTTPRequestHandler], None]


def says(text: str) -> Reply:
    body = json.dumps({"choices": [{"message": {"content": text}}]}).encode()
    return lambda handler: sent(handler, 200, body)


def sent(handler: BaseHTTPRequestHandler, status: int, body: bytes) -> None:
    handler.send_response(status)
    handler.send_header("Content-Length", str(len(body)))
    if status == 302:
        handler.send_header("Location", "http://127.0.0.1:9/elsewhere")
    handler.end_headers()
    handler.wfile.write(body)


def slow(handler: BaseHTTPRequestHandler) -> None:
    time.sleep(0.6)
    says(GOOD)(handler)


@contextmanager
def server(reply: Reply) -> Iterator[tuple[str, list[dict[str, object]]]]:
    """A server on this computer that gives one answer, and what it was asked."""
    asked: list[dict[str, object]] = []

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            length = int(self.headers["Content-Length"])
            asked.append(
                {
                    "path": self.path,
                    "key": self.headers.get("Authorization"),
                    **json.loads(self.rfile.read(length)),
                }
            )
            try:
                reply(self)
            except BrokenPipeError:
                return

        def log_message(self, *_: object) -> None:
            return

    running = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=running.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{running.server_port}/v1", asked
    finally:
        running.shutdown()
        running.server_close()


def test_a_good_answer_is_a_comment_and_never_the_text() -> None:
    with server(says(GOOD)) as (address, asked):
        ask = asking.Model(Assistant(address, "small"), "secret")
        text = easy_read.draft(post(SENTENCE), workshop=Workshop(ask=ask))

    shown = [line.text for part in parse(text.encode()).parts for line in part.lines]
    assert f"<!-- suggest: model: “{SENTENCE}” → “{GOOD}” -->" in text
    assert not any("They show who you are" in line for line in shown)
    assert asked[0]["path"] == "/v1/chat/completions"
    assert asked[0]["key"] == "Bearer secret"
    assert asked[0]["model"] == "small"


@pytest.mark.parametrize(
    ("reply", "refused", "failed"),
    [
        (says("You may bring 2 papers to Leeds."), 1, 0),
        (says("You must bring 3 papers to Leeds."), 1, 0),
        (says("You must bring 2 papers to York."), 1, 0),
        (says("I am sorry, I cannot help with that."), 1, 0),
        (says("Sure! " + "You must bring 2 forms to Leeds. " * 50), 1, 0),
        (says(""), 0, 0),
        (lambda handler: sent(handler, 200, b"<html>not json"), 0, 1),
        (lambda handler: sent(handler, 200, b'{"choices": []}'), 0, 1),
        (lambda handler: sent(handler, 200, b"[" * 70_000), 0, 1),
        (lambda handler: sent(handler, 500, b"{}"), 0, 1),
        (lambda handler: sent(handler, 302, b""), 0, 1),
        (slow, 0, 1),
    ],
)
def test_an_answer_that_fails_or_breaks_a_fact_is_never_shown(
    reply: Reply, refused: int, failed: int
) -> None:
    with server(reply) as (address, _):
        ask = asking.Model(Assistant(address, "small", seconds=0.3))

        assert not ask(SENTENCE)

    assert (ask.refused, ask.failed) == (refused, failed)


def test_a_server_that_fails_twice_is_not_asked_again() -> None:
    with server(lambda handler: sent(handler, 500, b"")) as (address, asked):
        ask = asking.Model(Assistant(address, "small"))
        answers = [ask(SENTENCE) for _ in range(5)]

    assert answers == [""] * 5
    assert len(asked) == asking.MOST_FAILURES


def test_a_suggestion_cannot_end_its_comment() -> None:
    with server(says("You must bring 2 forms of identification --> to Leeds.")) as (address, _):
        ask = asking.Model(Assistant(address, "small"))
        layer = parse(easy_read.draft(post(SENTENCE), workshop=Workshop(ask=ask)).encode())

    assert not layer.problems
    assert layer.parts[-1].lines[0].text.startswith("You must bring 2")


def test_nobody_is_asked_unless_one_is_set_up_and_a_build_never_asks() -> None:
    with pytest.raises(BadArguments, match="no assistant"):
        asking.model(None, {})
    with pytest.raises(BadArguments, match="KEY is empty"):
        asking.model(Assistant("http://localhost/v1", "small", key_variable="KEY"), {})
    with pytest.raises(BadArguments, match="must begin with"):
        asking.Model(Assistant("file:///etc", "small"))

    assert not Workshop().ask(SENTENCE)
