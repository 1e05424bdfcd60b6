"""gTTS: an online voice, used only when it is asked for by name, and held to account.

The service takes 100 characters at a time and answers with MP3, or with an error, or with
"fine" and no sound. So a sentence is cut at phrases, every part is asked for by itself, and
each must come back as sound of about the length that its words take.
"""

from __future__ import annotations

import importlib.util
import io
import random
import re
import time
from collections.abc import Callable, Iterator
from typing import Any, Final

import msgspec

from convert.errors import BadArguments, MissingTool, VoiceFailed, VoiceStopped
from convert.speech.voice import UNKNOWN_PACE, Sound, VoiceName, VoiceSettings, checked, version_of

TITLE: Final = "gTTS"
ONLINE: Final = True
LICENCE: Final = "engine MIT; the service has terms of its own"
PACKAGE: Final = "gTTS"
WARNING: Final = (
    "gTTS is an online voice. Every word of your posts is sent to Google. "
    "The connection is not checked, so others on the way may read it too. "
    "Do not use it for anything private."
)

# What people ask for, and the country whose accent the service speaks with.
VOICES: Final = {"en-GB": "co.uk", "en-IE": "ie", "en-US": "com"}
# The service has two speeds and no others; words a minute, about.
NORMAL_PACE: Final = 155
SLOW_PACE: Final = 105
SLOW_BELOW: Final = 130

LIMIT: Final = 100
"""Characters the service takes at a time."""
# Worth trying again: too many requests, and what goes wrong at the other end.
_TOO_MANY: Final = 429
_SERVER_ERRORS: Final = 500
_FINE: Final = 200


class Manners(msgspec.Struct, frozen=True):
    """How politely the service is asked, and how patiently."""

    gap: float = 1.0
    """Seconds from one request to the next, at least."""
    timeout: float = 20.0
    """Seconds one request may take."""
    attempts: int = 6
    first_wait: float = 2.0
    """Seconds before the second attempt; each later wait is twice as long."""
    longest_wait: float = 60.0
    sleep: Callable[[float], None] = time.sleep
    now: Callable[[], float] = time.monotonic
    jitter: Callable[[], float] = random.Random().random  # noqa: S311  no secret
    """From 0 to 1: how much of half a wait is added, so that machines do not ask in step."""


def why_not(settings: VoiceSettings) -> str | None:  # noqa: ARG001  every engine is asked alike
    """Why gTTS cannot be used here, or None; whether the service answers is not tried."""
    if importlib.util.find_spec("gtts") is None:
        return "the package gTTS is not installed"
    return None


def voices(settings: VoiceSettings) -> tuple[VoiceName, ...]:  # noqa: ARG001  as above
    """The British accent first."""
    return tuple(_name(voice) for voice in VOICES)


def open(voice: str, settings: VoiceSettings) -> Gtts:  # noqa: A001  read as `gtts.open`
    """A speaker for `voice`."""
    voice = voice or next(iter(VOICES))
    if voice not in VOICES:
        raise BadArguments(
            f"gTTS has no voice called {voice}.", next_step=f"It has {', '.join(VOICES)}."
        )
    if missing := why_not(settings):
        raise MissingTool(f"gTTS cannot speak: {missing}.", next_step="Or choose: flite")
    return Gtts(voice, settings, manners=Manners())


class Gtts:
    """A speaker that asks the service for one phrase after another."""

    def __init__(self, voice: str, settings: VoiceSettings, *, manners: Manners) -> None:
        self._slow = settings.words_a_minute < SLOW_BELOW
        self._tld = VOICES[voice]
        self._manners = manners
        self._last_request = -manners.gap
        self.name = _name(voice)
        self.parameters = f"tld={self._tld} speed={'slow' if self._slow else 'normal'} cut=1"

    def speak(self, text: str) -> Sound:
        """The sound of `text`, all its phrases joined.

        Raises:
            VoiceStopped: a phrase did not come back as sound, however often it was asked for.
        """
        sounds = [self._phrase(phrase) for phrase in phrases(text)]
        if not sounds:
            raise VoiceFailed(f"gTTS was given nothing to say: “{text[:60]}”.")
        if len({sound.sample_rate for sound in sounds}) > 1:
            raise VoiceFailed(f"gTTS changed its sample rate within “{text[:60]}”.")
        return Sound(b"".join(sound.pcm for sound in sounds), sounds[0].sample_rate)

    def close(self) -> None:
        """Nothing is kept open."""

    def _phrase(self, phrase: str) -> Sound:
        """The sound of one phrase, asked for until it comes or there is no hope."""
        wait = self._manners.first_wait
        for attempt in range(1, self._manners.attempts + 1):
            try:
                return self._ask(phrase)
            except _Refusal as refusal:
                if not refusal.may_pass or attempt == self._manners.attempts:
                    raise VoiceStopped(
                        f"gTTS did not say “{phrase}”: {refusal} "
                        f"(asked {attempt} time{'s' if attempt > 1 else ''}).",
                        next_step="What was said is kept. Build again later, or choose: flite.",
                    ) from refusal
                self._manners.sleep(wait * (1 + self._manners.jitter() / 2))
                wait = min(2 * wait, self._manners.longest_wait)
        raise AssertionError("every attempt returns or raises")

    def _ask(self, phrase: str) -> Sound:
        since = self._manners.now() - self._last_request
        if since < self._manners.gap:
            self._manners.sleep(self._manners.gap - since)
        self._last_request = self._manners.now()
        parts = self._request(phrase)
        if len(parts) != 1 or not parts[0]:
            raise _Refusal(f"it answered with {len(parts)} sounds instead of one", may_pass=True)
        return self._decoded(parts[0], phrase)

    def _request(self, phrase: str) -> list[bytes]:
        import gtts  # noqa: PLC0415  it loads an HTTP client, which no other voice needs

        client: Any = gtts.gTTS(
            phrase,
            lang="en",
            tld=self._tld,
            slow=self._slow,
            lang_check=False,
            pre_processor_funcs=[],
            tokenizer_func=_whole,
            timeout=self._manners.timeout,
        )
        try:
            return list(client.stream())
        except gtts.gTTSError as error:
            status = error.rsp.status_code if error.rsp is not None else None
            raise _Refusal(_reason(status), may_pass=_may_pass(status)) from error
        except ValueError as error:  # base64 that is none, bytes that are no text
            raise _Refusal("its answer could not be read", may_pass=True) from error

    def _decoded(self, mp3: bytes, phrase: str) -> Sound:
        import soundfile  # noqa: PLC0415  it loads numpy

        try:
            samples, rate = soundfile.read(io.BytesIO(mp3), dtype="int16", always_2d=True)
        except soundfile.LibsndfileError as error:
            raise _Refusal("its answer was not sound", may_pass=True) from error
        sound = Sound(samples[:, 0].astype("<i2").tobytes(), int(rate))
        pace = SLOW_PACE if self._slow else NORMAL_PACE
        try:
            return checked(sound, phrase, words_a_minute=pace, strays=UNKNOWN_PACE)
        except VoiceFailed as failed:
            raise _Refusal(failed.message, may_pass=True) from failed


class _Refusal(Exception):
    """A phrase did not come back as sound; asking again may help."""

    def __init__(self, message: str, *, may_pass: bool) -> None:
        super().__init__(message)
        self.may_pass = may_pass


def _may_pass(status: int | None) -> bool:
    """Whether an error may be gone the next time; no status means no answer at all."""
    return status is None or status in (_FINE, _TOO_MANY) or status >= _SERVER_ERRORS


def _reason(status: int | None) -> str:
    if status is None:
        return "the service did not answer"
    if status == _FINE:
        return "the service answered without sound"
    if status == _TOO_MANY:
        return "the service has had too many requests from here"
    return f"the service answered with error {status}"


def _whole(text: str) -> list[str]:
    return [text]


def _name(voice: str) -> VoiceName:
    return VoiceName(TITLE, voice, version_of(PACKAGE), lang=voice, licence=LICENCE)


# ---------------------------------------------------------------- where to cut

# Good places for a breath, best first: after a pause that is written, before a new clause,
# before a phrase, at any space; a word that is too long by itself is cut where it must be.
_PLACES: Final = tuple(
    re.compile(pattern)
    for pattern in (
        r"(?<=[.!?;:])\s",
        r"(?<=,)\s",
        r"\s(?=(?:and|but|or|because|so|that|which|who|when|where|while|if|although)\b)",
        r"\s(?=(?:to|for|with|from|of|in|on|at|by|as|about|into|than)\b)",
        r"\s",
    )
)
# A cut before this leaves a scrap, so the next best kind of place is looked at.
_EARLIEST: Final = LIMIT // 3


def phrases(text: str, *, limit: int = LIMIT) -> list[str]:
    """`text` in pieces of at most `limit` characters, cut where a reader would breathe."""
    return [piece for piece in _pieces(" ".join(text.split()), limit) if _has_words(piece)]


def _pieces(text: str, limit: int) -> Iterator[str]:
    rest = text
    while len(rest) > limit:
        at = _cut(rest, limit)
        yield rest[:at].rstrip()
        rest = rest[at:].lstrip()
    yield rest


def _cut(text: str, limit: int) -> int:
    """Where to cut `text`: the last good place that leaves at most `limit` characters."""
    for earliest in (min(_EARLIEST, limit // 3), 1):
        for place in _PLACES:
            cuts = [match.start() for match in place.finditer(text, 0, limit + 1)]
            fitting = [cut for cut in cuts if earliest <= cut <= limit]
            if fitting:
                return fitting[-1]
    return limit


def _has_words(piece: str) -> bool:
    return any(character.isalnum() for character in piece)
