"""Asking a language model for suggestions, where a publication set one up and a person asks for it.

Nothing that it answers is ever made: an answer that passes the gate becomes a comment for the
editor. Sentences of the post leave this computer, so nothing here is called by a build.
"""

from __future__ import annotations

import json
import re
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Mapping
from typing import Any

import msgspec

from convert.errors import BadArguments
from convert.plain.easy_read.gate import is_safe
from convert.settings import Assistant
from convert.source.names import PUBLICATION

RULE = "model"
LONGEST_ANSWER = 64 * 1024
"""Bytes that are read of one answer."""
LONGEST_SENTENCE = 600
"""Characters; a longer sentence is not sent."""
MOST_QUESTIONS = 40
MOST_SECONDS = 180.0
"""For all questions of one run together."""
MOST_FAILURES = 2
"""After so many in a row, nobody is asked again."""
SHARE_OF_WORDS = 0.3
"""An answer shares at least this much of its words with the sentence, or it is about something else."""

ORDERS = (
    "Rewrite the sentence in Easy Read: short sentences of at most 15 words, everyday words, "
    "active verbs. Keep every number, date, amount, name, every not, must and may. Add nothing. "
    "Answer with the new sentences only."
)
_WORD = re.compile(r"[^\W\d_]+")

Open = Callable[..., Any]


class _NoRedirects(urllib.request.HTTPRedirectHandler):
    """An answer that points elsewhere is a failure: words go only to the address that was set."""

    def redirect_request(self, *args: object, **kwargs: object) -> None:  # noqa: ARG002
        return None


class Model:
    """Asks the model at one address, within bounds; remembers what became of its answers."""

    def __init__(
        self, settings: Assistant, key: str = "", *, now: Callable[[], float] = time.monotonic
    ) -> None:
        if not settings.address.lower().startswith(("http://", "https://")):
            raise BadArguments(
                "the assistant's `address` must begin with https:// or http://.",
                place=PUBLICATION,
                next_step="For a model on this computer it is often http://localhost:11434/v1.",
            )
        self._settings = settings
        self._key = key
        self._now = now
        self._until = now() + MOST_SECONDS
        self._open = urllib.request.build_opener(_NoRedirects).open
        self._failures_in_a_row = 0
        self.asked = 0
        self.failed = 0
        self.refused = 0
        """Answers that the gate refused."""

    def __call__(self, sentence: str) -> str:
        """An easier wording that keeps what the sentence states, or nothing."""
        if not self._may_ask(sentence):
            return ""
        self.asked += 1
        try:
            said = self._answer(sentence)
        except (OSError, ValueError, msgspec.DecodeError, RecursionError):
            self.failed += 1
            self._failures_in_a_row += 1
            return ""
        self._failures_in_a_row = 0
        answer = " ".join(said.split())
        if not answer or answer == sentence:
            return ""
        if not is_about(sentence, answer) or not is_safe(sentence, answer):
            self.refused += 1
            return ""
        return answer

    def _may_ask(self, sentence: str) -> bool:
        has_room = self.asked < MOST_QUESTIONS and self._now() < self._until
        return (
            has_room
            and self._failures_in_a_row < MOST_FAILURES
            and len(sentence) <= LONGEST_SENTENCE
        )

    def _answer(self, sentence: str) -> str:
        body = {
            "model": self._settings.model,
            "temperature": 0,
            "max_tokens": 300,
            "messages": [
                {"role": "system", "content": ORDERS},
                {"role": "user", "content": sentence},
            ],
        }
        headers = {"Content-Type": "application/json"}
        if self._key:
            headers["Authorization"] = f"Bearer {self._key}"
        url = f"{self._settings.address.rstrip('/')}/chat/completions"
        request = urllib.request.Request(url, json.dumps(body).encode(), headers)  # noqa: S310  checked
        deadline = min(self._until, self._now() + self._settings.seconds)
        with self._open(request, timeout=self._settings.seconds) as response:
            return _content(self._read(response, deadline))

    def _read(self, response: Any, deadline: float) -> bytes:
        """The answer's bytes; one that is too long or drips too slowly is a failure."""
        data = b""
        while chunk := response.read1(8192):
            data += chunk
            if len(data) > LONGEST_ANSWER or self._now() > deadline:
                raise ValueError("too long or too slow")
        return data

    @property
    def address(self) -> str:
        """Where the sentences go."""
        return self._settings.address

    @property
    def report(self) -> str:
        """What became of the questions, for the person who asked."""
        said = f"The model was asked about {self.asked} sentences."
        if self.refused:
            said += f" {self.refused} answers lost or added a fact and are not shown."
        if self.failed:
            said += f" {self.failed} questions got no answer that could be read."
        return said


def _content(data: bytes) -> str:
    match msgspec.json.decode(data):
        case {"choices": [{"message": {"content": str(content)}}, *_]}:
            return content
        case _:
            raise ValueError("no answer in it")


def is_about(sentence: str, answer: str) -> bool:
    """Whether an answer speaks of the same thing, at no more than twice the length."""
    known = {word.lower() for word in _WORD.findall(sentence)}
    said = [word.lower() for word in _WORD.findall(answer)]
    shared = sum(word in known for word in said)
    return 0 < len(said) <= 2 * len(known) + 10 and shared >= SHARE_OF_WORDS * len(said)


def model(settings: Assistant | None, environment: Mapping[str, str]) -> Model:
    """The model that a publication set up, with its key from the environment.

    Raises:
        BadArguments: none was set up, or its key is not there.
    """
    if settings is None:
        raise BadArguments(
            "no assistant is set up.",
            place=PUBLICATION,
            next_step="Add an [assistant] table with `address` and `model`; WRITING.md shows one.",
        )
    key = environment.get(settings.key_variable, "") if settings.key_variable else ""
    if settings.key_variable and not key:
        raise BadArguments(
            f"the environment variable {settings.key_variable} is empty.",
            place=PUBLICATION,
            next_step="Put the key there, or leave `key_variable` out.",
        )
    return Model(settings, key)
