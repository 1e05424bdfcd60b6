"""A speech engine in a process of its own, so that it can crash, hang or be ended alone.

A worker reads texts from standard input and writes sounds to standard output. A text is its
length (4 bytes, big-endian) and its UTF-8 bytes. A sound is its sample rate, its length (4
bytes each) and 16-bit samples; with a sample rate of 0 the bytes are what went wrong.
"""

from __future__ import annotations

import contextlib
import subprocess
import tempfile
import threading
from collections.abc import Sequence
from pathlib import Path
from typing import IO, Final

from convert.errors import VoiceStopped
from convert.speech.voice import Sound

HEADER: Final = 8
FAREWELL: Final = 2.0
"""Seconds a worker has to end by itself once there is nothing more to say."""


class Worker:
    """A process that speaks one text after another; it starts with the first one."""

    def __init__(
        self, title: str, command: Sequence[str], *, folder: Path | None = None, patience: float
    ) -> None:
        """`title` is the engine's name in messages; one text may take `patience` seconds."""
        self._title = title
        self._command = command
        self._folder = folder
        self._patience = patience
        self._process: subprocess.Popen[bytes] | None = None
        self._complaints: IO[bytes]

    def say(self, text: str) -> Sound:
        """The sound of `text`; a process that crashed or hung is replaced for the next.

        Raises:
            VoiceStopped: the process ended, took too long, or said what went wrong.
        """
        process = self._process or self._start()
        stop = threading.Timer(self._patience, process.kill)
        # A build that is stopped right here must not wait for the timer to end.
        stop.daemon = True
        stop.start()
        try:
            answer = _exchange(process, text.encode())
        finally:
            stop.cancel()
        if answer is None:
            process.kill()
            status = process.wait()
            complaint = self._last_complaint()
            self.close()
            raise self._failed(f"it stopped with status {status}{complaint}", text)
        rate, data = answer
        if rate == 0:
            raise self._failed(data.decode(errors="replace"), text)
        return Sound(data, rate)

    def close(self) -> None:
        """End the process, if there is one."""
        process, self._process = self._process, None
        if process is None:
            return
        assert process.stdin is not None
        assert process.stdout is not None
        with contextlib.suppress(OSError):  # the pipe of a process that died is broken
            process.stdin.close()
        process.stdout.close()  # one that is still speaking hears that nobody listens
        try:
            process.wait(FAREWELL)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
        self._complaints.close()

    def _start(self) -> subprocess.Popen[bytes]:
        self._complaints = tempfile.TemporaryFile()  # noqa: SIM115  closed with the process
        self._process = subprocess.Popen(  # noqa: S603  our own scripts
            self._command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._complaints,
            cwd=self._folder,
        )
        return self._process

    def _last_complaint(self) -> str:
        self._complaints.seek(0)
        lines = self._complaints.read().decode(errors="replace").split("\n")
        return next((f" ({line.strip()})" for line in reversed(lines) if line.strip()), "")

    def _failed(self, what: str, text: str) -> VoiceStopped:
        start = text if len(text) <= 60 else text[:57] + "…"
        return VoiceStopped(
            f"{self._title} could not say “{start}”: {what}.",
            next_step="Build again; if it happens again, choose another voice.",
        )


def _exchange(process: subprocess.Popen[bytes], words: bytes) -> tuple[int, bytes] | None:
    """The sample rate and the bytes that answer `words`, or None where the process ended."""
    assert process.stdin is not None
    assert process.stdout is not None
    try:
        process.stdin.write(len(words).to_bytes(4, "big") + words)
        process.stdin.flush()
    except OSError:
        return None
    header = process.stdout.read(HEADER)
    length = int.from_bytes(header[4:], "big")
    data = process.stdout.read(length)
    if len(header) < HEADER or len(data) < length:
        return None
    return int.from_bytes(header[:4], "big"), data
