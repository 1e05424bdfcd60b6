"""A run that is killed at any moment goes on where it was, and ends with the same bytes."""

from __future__ import annotations

import random
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.tools import PROJECT

KILLS = 10
SCRIPT = """
import sys, time, hashlib
from pathlib import Path
from convert.source import reader
from convert.files.cache import FolderCache
from convert.speech.narration import Brief
from convert.settings import Publication
from convert.speech.recording import Voicing, narrate
from tests.fakes import FakeVoice

folder, log = Path(sys.argv[1]), Path(sys.argv[2])

class SlowVoice(FakeVoice):
    def speak(self, text):
        time.sleep(0.02)
        sound = super().speak(text)
        with log.open("a") as file:
            file.write(text + chr(10))
        return sound

sink = Path("tests/kitchen_sink")
post = reader.read("kitchen-sink", {p.name: p.read_bytes() for p in sink.iterdir()})
made = narrate(
    post.document, Brief(Publication()), Voicing(SlowVoice(), str, FolderCache(folder)), places={}
)
print(hashlib.sha256(made.listen.mp3 + made.read_along.mp3).hexdigest())
"""


def start(cache: Path, log: Path) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", SCRIPT, str(cache), str(log)]
    return subprocess.Popen(command, cwd=PROJECT, stdout=subprocess.PIPE, text=True)


@pytest.mark.long
def test_a_build_killed_at_ten_random_moments_ends_the_same(tmp_path: Path) -> None:
    whole, begun = tmp_path / "whole.txt", time.monotonic()
    expected, _ = start(tmp_path / "a", whole).communicate()
    length = time.monotonic() - begun
    moments = random.Random(4)
    log = tmp_path / "killed.txt"

    for _ in range(KILLS):
        process = start(tmp_path / "b", log)
        time.sleep(moments.uniform(0.1, 0.5) * length)
        process.kill()
        process.wait()
        assert process.stdout is not None
        process.stdout.close()
    result, _ = start(tmp_path / "b", log).communicate()

    assert result == expected
    spoken = log.read_text().splitlines()
    # A sentence may be spoken again only if the kill came between its sound and its keeping.
    assert len(spoken) - len(set(spoken)) <= KILLS
    assert sorted(set(spoken)) == sorted(set(whole.read_text().splitlines()))
