"""A build that is killed at any moment goes on where it was, and ends with the same bytes."""

from __future__ import annotations

import os
import random
import shutil
import signal
import subprocess
import time
from pathlib import Path

import pytest

from tests.test_build import Workplace
from tests.test_faults import bytes_of, ended, needs_proc, started
from tests.tools import PROJECT

pytestmark = [pytest.mark.voice, pytest.mark.long]

KILLS = 10
SAMPLES = ("films-made-together", "teamwork-with-something-extra")
FORMATS = ("audio", "easy-read")
SOON = 0.03
"""Seconds; a kill comes up to this long after the moment that was drawn, in the midst of work."""


def publication(folder: Path) -> Workplace:
    """Two of the samples, read out by eSpeak; nothing is built."""
    folder.mkdir()
    place = Workplace(folder)
    for made_up in ("first", "second"):
        shutil.rmtree(place.sources / made_up)
    for slug in SAMPLES:
        shutil.copytree(PROJECT / "sources" / slug, place.sources / slug)
    return place


def build(place: Workplace, jobs: str) -> subprocess.Popen[str]:
    """`allways build` in a process group of its own."""
    return started(place, "--jobs", jobs, *(f"--format={name}" for name in FORMATS))


def finished(place: Workplace) -> dict[str, tuple[int, int]]:
    """Every sentence whose sound is kept: which file holds it, and when that was written."""
    kept = {}
    for path in (place.cache / "speech").rglob("*"):
        if path.is_file() and not path.name.startswith(".new-"):
            about = path.stat()
            kept[path.name] = (about.st_ino, about.st_mtime_ns)
    return kept


def steps(place: Workplace) -> int:
    """How far a build has come: the files in its cache and in `dist`."""
    return sum(len(files) for top in (place.cache, place.dist) for _, _, files in os.walk(top))


@needs_proc
@pytest.mark.parametrize("jobs", ["1", "2"])
def test_a_build_killed_at_ten_random_moments_ends_the_same_and_repeats_no_sentence(
    jobs: str, tmp_path: Path
) -> None:
    whole, killed = publication(tmp_path / "whole"), publication(tmp_path / "killed")
    _, said = build(whole, jobs).communicate()
    assert finished(whole), said
    chance = random.Random(int(jobs))
    moments = sorted(chance.sample(range(1, steps(whole)), KILLS))
    before: dict[str, tuple[int, int]] = {}
    growth = []

    for moment in moments:
        process = build(killed, jobs)
        while steps(killed) < moment and process.poll() is None:
            time.sleep(0.02)
        time.sleep(chance.uniform(0, SOON))
        os.killpg(process.pid, signal.SIGKILL)
        process.communicate()
        assert process.returncode == -signal.SIGKILL, "it ended before its moment came"
        assert ended(process)
        now = finished(killed)
        assert before.items() <= now.items(), "a finished sentence was spoken again"
        growth.append(len(now) - len(before))
        before = now
    last = build(killed, jobs)
    _, said = last.communicate()

    assert last.returncode == 0, said
    assert before.items() <= finished(killed).items(), "a finished sentence was spoken again"
    assert finished(killed).keys() == finished(whole).keys()
    assert bytes_of(killed.dist) == bytes_of(whole.dist)
    assert sum(spoken > 0 for spoken in growth) > 1, "the kills were not spread over the speaking"
