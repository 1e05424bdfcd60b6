"""The online voice, with its real client and a server on this machine that behaves badly."""

from __future__ import annotations

import base64
import datetime as dt
import functools
import json
import math
import struct
import threading
import time
import urllib.parse
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import gtts.tts
import lameenc
import pytest
from hypothesis import given
from hypothesis import strategies as st

from convert.document import Document, Meta, Paragraph, Sentence, SentenceId, Text
from convert.edition import Narration
from convert.errors import VoiceFailed
from convert.findings import Finding
from convert.settings import Publication
from convert.speech.narration import Brief
from convert.speech.recording import Voicing, narrate
from convert.speech.voice import VoiceSettings
from convert.voices import gtts as voice
from convert.voices.gtts import Gtts, Manners, phrases
from tests.fakes import MemoryCache

SENTENCE = "The hall is warm and the tea is ready."
LONG = (
    "We meet in the library on the first floor every week, and we would like more people to come "
    "so that the plans we write together are the plans that everybody in the town can use."
)
RATE = 22_050


@functools.cache
def mp3(seconds: float) -> bytes:
    """A tone with a wobble: what counts is that it can be decoded and is not silent."""
    count = round(seconds * RATE)
    samples = [round(9000 * math.sin(at / 20) * math.sin(at / 997)) for at in range(count)]
    encoder = lameenc.Encoder()
    encoder.set_bit_rate(32)
    encoder.set_in_sample_rate(RATE)
    encoder.set_channels(1)
    encoder.set_quality(9)
    encoder.silence()
    data = encoder.encode(struct.pack(f"<{count}h", *samples)) + encoder.flush()
    return bytes(data)


def answer(sound: bytes | None) -> bytes:
    """A reply in the service's own shape."""
    inner = "null" if sound is None else json.dumps([base64.b64encode(sound).decode()])
    rows = [["wrb.fr", "jQ1olc", None if sound is None else inner, None, None, None, "generic"]]
    return b")]}'\n\n" + json.dumps(rows, separators=(",", ":")).encode() + b"\n"


class Service:
    """A server that answers from a script, then properly, and remembers what it was asked."""

    def __init__(self) -> None:
        self.script: list[str] = []
        self.asked: list[str] = []
        service = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["Content-Length"])).decode()
                request = json.loads(urllib.parse.parse_qs(body)["f.req"][0])
                text = json.loads(request[0][0][1])[0]
                service.asked.append(text)
                service.reply(self, text, service.script.pop(0) if service.script else "sound")

            def log_message(self, format: str, *arguments: object) -> None:  # noqa: A002
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.address = f"http://127.0.0.1:{self.server.server_port}/"

    def reply(self, handler: BaseHTTPRequestHandler, text: str, kind: str) -> None:
        """Answer in the way that `kind` names."""
        status, body = 200, answer(mp3(len(text) / 15))
        match kind:
            case "429" | "400" | "403" | "500" | "503":
                status, body = int(kind), b"no"
            case "page without sound":
                body = b"<html>Before you continue</html>"
            case "no sound":
                body = answer(None)
            case "garbage":
                body = answer(b"this is not sound at all" * 40)
            case "not base64":
                body = answer(b"").replace(b'\\"\\"', b'\\"%%%%%\\"')
            case "too short":
                body = answer(mp3(0.12))
            case "time-out":
                time.sleep(1.5)
            case _:
                pass
        try:
            handler.send_response(status)
            handler.send_header("Content-Length", str(len(body)))
            handler.end_headers()
            handler.wfile.write(body[: len(body) // 2] if kind == "cut off" else body)
        except (BrokenPipeError, ConnectionResetError):
            pass  # the client has given up, which is what a time-out is


@pytest.fixture
def service(monkeypatch: pytest.MonkeyPatch) -> Iterator[Service]:
    service = Service()
    monkeypatch.setattr(gtts.tts, "_translate_url", lambda **_: service.address)
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    thread = threading.Thread(target=service.server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    yield service
    service.server.shutdown()
    thread.join()
    service.server.server_close()


class Clock:
    """A clock that only sleeping moves."""

    def __init__(self) -> None:
        self.time = 0.0
        self.slept: list[float] = []

    def now(self) -> float:
        """The time so far."""
        return self.time

    def sleep(self, seconds: float) -> None:
        """Let time pass."""
        self.slept.append(seconds)
        self.time += seconds


def speaker(clock: Clock | None = None, *, words_a_minute: int = 150, timeout: float = 30) -> Gtts:
    clock = clock or Clock()
    manners = Manners(timeout=timeout, sleep=clock.sleep, now=clock.now, jitter=lambda: 0.5)
    return Gtts("en-GB", VoiceSettings(words_a_minute=words_a_minute), manners=manners)


def test_a_sentence_comes_back_as_sound(service: Service) -> None:
    sound = speaker().speak(SENTENCE)

    assert service.asked == [SENTENCE]
    assert sound.sample_rate == RATE
    assert sound.duration == pytest.approx(len(SENTENCE) / 15, abs=0.2)


def test_every_phrase_of_a_long_sentence_is_asked_for_once(service: Service) -> None:
    sound = speaker().speak(LONG)

    assert service.asked == phrases(LONG)
    assert len(service.asked) > 1
    assert sound.duration == pytest.approx(len(LONG) / 15, rel=0.1)


@pytest.mark.parametrize(
    "trouble",
    [
        *("429", "500", "503", "page without sound", "no sound", "garbage", "not base64"),
        *("too short", "cut off"),
    ],
)
def test_trouble_that_passes_is_waited_for(service: Service, trouble: str) -> None:
    service.script = [trouble, trouble]

    sound = speaker().speak(SENTENCE)

    assert service.asked == [SENTENCE] * 3
    assert sound.duration > 2


def test_a_service_that_does_not_answer_in_time_is_asked_again(service: Service) -> None:
    service.script = ["time-out"]

    sound = speaker(timeout=1).speak(SENTENCE)

    assert len(service.asked) >= 2
    assert sound.duration > 2


@pytest.mark.parametrize("trouble", ["429", "page without sound", "no sound", "garbage"])
def test_trouble_that_stays_is_an_error_and_never_silence(service: Service, trouble: str) -> None:
    service.script = [trouble] * 20

    with pytest.raises(VoiceFailed) as failed:
        speaker().speak(SENTENCE)

    assert len(service.asked) == Manners().attempts
    assert SENTENCE in str(failed.value)


@pytest.mark.parametrize("trouble", ["400", "403"])
def test_what_will_not_change_is_asked_once(service: Service, trouble: str) -> None:
    service.script = [trouble]

    with pytest.raises(VoiceFailed, match=trouble):
        speaker().speak(SENTENCE)

    assert service.asked == [SENTENCE]


def test_a_missing_part_fails_the_whole_sentence(service: Service) -> None:
    service.script = ["sound", *["no sound"] * 20]

    with pytest.raises(VoiceFailed):
        speaker().speak(LONG)


def test_only_the_part_that_failed_is_asked_for_again(service: Service) -> None:
    first, second, *_ = phrases(LONG)
    service.script = ["sound", "429"]

    speaker().speak(LONG)

    assert service.asked[:3] == [first, second, second]


def test_waits_grow_and_requests_keep_their_distance(service: Service) -> None:
    clock = Clock()
    service.script = ["429", "429", "429"]

    speaker(clock).speak(SENTENCE)
    speaker_again = speaker(clock)
    speaker_again.speak(SENTENCE)
    speaker_again.speak(SENTENCE)

    assert clock.slept == [2.5, 5.0, 10.0, 1.0]


def test_when_the_network_goes_what_was_said_is_kept_and_never_sent_again(
    service: Service,
) -> None:
    said = ["We met in the hall.", "The tea was ready.", "Then the lights went out.", "We sang."]
    document = Document(
        slug="tea",
        meta=Meta(title="Tea", date=dt.date(2024, 5, 1)),
        title=Sentence(SentenceId("title"), (Text(said[0]),)),
        blocks=(
            Paragraph(
                tuple(Sentence(SentenceId(f"s{n}"), (Text(t),)) for n, t in enumerate(said[1:]))
            ),
        ),
    )
    cache = MemoryCache()

    def narrated() -> Narration | tuple[Finding, ...]:
        voicing = Voicing(speaker(), str, cache)
        return narrate(document, Brief(Publication()), voicing, places={})

    service.script = ["sound", "sound", *["cut off"] * 99]
    findings = narrated()

    assert isinstance(findings, tuple)
    assert all("What was said is kept" in finding.next_step for finding in findings)
    kept = service.asked[:2]
    service.asked.clear()
    service.script.clear()

    assert isinstance(narrated(), Narration)
    assert set(said) <= {*kept, *service.asked}
    assert not {*kept} & {*service.asked}
    assert len(service.asked) == len(set(service.asked))

    service.asked.clear()
    assert isinstance(narrated(), Narration)
    assert service.asked == []


def test_a_service_that_is_not_there_is_an_error(service: Service) -> None:
    service.address = "http://127.0.0.1:9/"

    with pytest.raises(VoiceFailed, match="did not answer"):
        speaker().speak(SENTENCE)


def test_the_slow_speed_is_the_services_own(service: Service) -> None:
    assert "slow" in speaker(words_a_minute=120).parameters
    assert "normal" in speaker(words_a_minute=150).parameters


def test_people_are_told_that_text_leaves_the_machine() -> None:
    assert voice.ONLINE
    assert "sent to Google" in voice.WARNING


# ---------------------------------------------------------------- where to cut

WORDS = st.lists(st.text(alphabet="abcdefgh'", min_size=1, max_size=12), max_size=80)
MARKS = st.sampled_from([" ", ", ", "; ", ". ", " and ", " which ", " to "])


@given(WORDS, MARKS)
def test_no_word_is_lost_or_cut_between_phrases(words: list[str], mark: str) -> None:
    text = mark.join(words)
    pieces = phrases(text)

    said = [word for word in " ".join(pieces).split() if any(c.isalnum() for c in word)]
    assert said == [word for word in text.split() if any(c.isalnum() for c in word)]
    assert all(len(piece) <= voice.LIMIT for piece in pieces)


def test_a_word_too_long_to_say_at_once_is_still_said_whole() -> None:
    assert "".join(phrases("x" * 250)) == "x" * 250
    assert all(len(piece) <= voice.LIMIT for piece in phrases("x" * 250))


BREATHS = {
    "nothing to cut": ["short enough"],
    "after a comma": [
        "We made a plan with every group in the town over a long and rainy summer,",
        "and then we read it aloud in the square together.",
    ],
    "before because": [
        "We made a plan with every group that there was in the whole of the old market town",
        "because everybody wanted one and nobody had one yet.",
    ],
}


@pytest.mark.parametrize("pieces", BREATHS.values(), ids=BREATHS)
def test_sentences_are_cut_where_a_reader_breathes(pieces: list[str]) -> None:
    assert phrases(" ".join(pieces)) == pieces
