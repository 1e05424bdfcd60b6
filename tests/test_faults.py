"""Bad days: disks that fill, folders that go, builds that are stopped, files that are damaged.

Nothing is torn, nothing is lost, and what is said names what to do.
"""

from __future__ import annotations

import contextlib
import errno
import getpass
import io
import os
import platform
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import IO, Any

import pytest

from convert.build import Step, build
from convert.errors import AllwaysError, Exit, MissingTool
from convert.files import fetched
from convert.files.fetched import Fetched
from convert.findings import SILENCING, VOICE_STOPPED
from convert.jobs import output, running
from convert.jobs.plan import Request
from convert.jobs.running import Done, Result, Task
from convert.plain.easy_read import openmoji
from convert.speech.voice import Sound
from convert.voices import espeak
from tests.test_build import WEB, Workplace, command

pytestmark = pytest.mark.voice

FORMATS = ("web", "audio", "easy-read")
NO_COPY = {**os.environ, "NO_COLOR": "1"}


@pytest.fixture
def place(tmp_path: Path) -> Workplace:
    """Two posts that have not been built."""
    return Workplace(tmp_path)


def bytes_of(folder: Path) -> dict[str, bytes]:
    """Every file in `folder`."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def nothing_torn(place: Workplace) -> None:
    """What is in `dist` is whole, and no half-written file stands about."""
    names = set(bytes_of(place.dist)) if place.dist.exists() else set()
    assert not [name for name in names if ".new-" in name]
    made = output.load(place.dist)
    if made is not None:
        for post in made.posts.values():
            assert all(output.read(place.dist, file) is not None for file in post.files)


# ---------------------------------------------------------------- disks and folders


@pytest.mark.parametrize("fault", [errno.ENOSPC, errno.EROFS, errno.EACCES, errno.EDQUOT])
def test_a_disk_that_is_full_or_locked_is_said_and_loses_nothing(
    fault: int, place: Workplace, monkeypatch: pytest.MonkeyPatch
) -> None:
    place.build(*WEB)
    before = bytes_of(place.dist)
    place.write("first", "The first post", "Changed.")
    opened = Path.open

    def refuse(path: Path, mode: str = "r", **named: Any) -> IO[Any]:
        if place.dist in path.parents and "r" not in mode:
            raise OSError(fault, os.strerror(fault), str(path))
        return opened(path, mode, **named)

    with monkeypatch.context() as patched:
        patched.setattr(Path, "open", refuse)
        with pytest.raises(AllwaysError, match="cannot be written") as caught:
            place.build(*WEB)
    assert "--dist" in caught.value.next_step
    assert before == bytes_of(place.dist)

    place.build(*WEB)
    assert b"Changed." in bytes_of(place.dist)["posts/first/index.html"]


def test_files_that_may_not_grow_are_a_full_disk_and_the_next_build_mends_all(
    place: Workplace, tmp_path: Path
) -> None:
    """The system itself stops every write after 20 kB: in `dist`, in the cache, anywhere."""
    script = (
        "import resource, signal, sys; signal.signal(signal.SIGXFSZ, signal.SIG_IGN);"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, 20_000));"
        "from convert.__main__ import main; sys.argv[0] = 'allways'; main()"
    )
    folders = ["--sources", place.sources, "--dist", place.dist, "--cache", place.cache]
    run = subprocess.run(
        [sys.executable, "-c", script, "build", "--jobs", "1", *map(str, folders)]
        + [part for name in FORMATS for part in ("--format", name)],
        capture_output=True,
        text=True,
        check=False,
    )

    assert run.returncode == Exit.REFUSED, run.stderr
    assert "cannot be written" in run.stderr
    assert "Traceback" not in run.stderr
    nothing_torn(place)

    (tmp_path / "whole").mkdir()
    whole = Workplace(tmp_path / "whole")
    whole.build(*FORMATS)
    place.build(*FORMATS)
    assert bytes_of(whole.dist) == bytes_of(place.dist)


class FillingDisk:
    """A disk on which the `moment`-th write, or move into its place, finds no room."""

    def __init__(self, moment: int, patched: pytest.MonkeyPatch) -> None:
        self.writes, self._moment = 0, moment
        open_file, move = os.fdopen, Path.replace

        def opened(handle: int, mode: str) -> Any:
            self._count()
            return open_file(handle, mode)

        def moved(path: Path, target: Path) -> Path:
            self._count()
            return move(path, target)

        patched.setattr(os, "fdopen", opened)
        patched.setattr(Path, "replace", moved)

    def _count(self) -> None:
        self.writes += 1
        if self.writes == self._moment:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def test_a_disk_may_be_full_at_any_moment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "whole").mkdir()
    whole = Workplace(tmp_path / "whole")
    with monkeypatch.context() as patched:
        disk = FillingDisk(0, patched)
        whole.build(*WEB)
    assert disk.writes > 30

    for moment in random.Random(8).sample(range(1, disk.writes + 1), 6):
        (tmp_path / str(moment)).mkdir()
        place = Workplace(tmp_path / str(moment))
        with monkeypatch.context() as patched:
            FillingDisk(moment, patched)
            with contextlib.suppress(output.CannotWrite):  # what only the cache lost is no loss
                place.build(*WEB)
        nothing_torn(place)
        place.build(*WEB)
        assert bytes_of(whole.dist) == bytes_of(place.dist)


def test_a_file_that_cannot_be_taken_away_is_said(
    place: Workplace, monkeypatch: pytest.MonkeyPatch
) -> None:
    place.build(*WEB)
    shutil.rmtree(place.sources / "second")

    def refuse(path: Path, missing_ok: bool = False) -> None:  # noqa: FBT001, FBT002  as in Path
        raise OSError(errno.EROFS, os.strerror(errno.EROFS), str(path))

    with monkeypatch.context() as patched:
        patched.setattr(Path, "unlink", refuse)
        with pytest.raises(output.CannotWrite, match="Read-only"):
            place.build(*WEB)

    place.build(*WEB)
    assert not (place.dist / "posts" / "second").exists()


def test_a_command_that_cannot_write_says_so_in_words(place: Workplace) -> None:
    shutil.rmtree(place.sources / "first")
    (place.sources / "first").write_text("in the way")
    script = (
        "import os, pathlib, sys; sys.argv[0] = 'allways'\n"
        "def full(*a, **k): raise OSError(28, os.strerror(28), 'sources/a-day-out')\n"
        "pathlib.Path.mkdir = full\n"
        "from convert.__main__ import main; main()"
    )

    run = subprocess.run(
        [sys.executable, "-c", script, "new", "A day out", "--sources", place.sources],
        capture_output=True,
        text=True,
        check=False,
    )

    assert run.returncode == Exit.REFUSED
    assert "sources/a-day-out: the system says: No space left on device. Make room" in run.stderr
    assert "Traceback" not in run.stderr


def test_a_clock_that_jumps_and_files_from_the_future_change_nothing(
    place: Workplace, monkeypatch: pytest.MonkeyPatch
) -> None:
    place.build(*FORMATS)
    before = bytes_of(place.dist)
    for path in (*place.sources.rglob("*"), *place.cache.rglob("*")):
        os.utime(path, (4_000_000_000, 4_000_000_000))
    for path in place.dist.rglob("*"):
        os.utime(path, (0, 0))

    for now in (0.0, 4_000_000_000.0):
        monkeypatch.setattr(time, "time", lambda now=now: now)
        place.build(*FORMATS)
        assert place.steps == []
        shutil.rmtree(place.dist)
        place.build(*FORMATS)
        assert before == bytes_of(place.dist)


def test_a_cache_that_cannot_be_written_costs_time_and_nothing_else(
    place: Workplace, tmp_path: Path
) -> None:
    place.build(*FORMATS)
    place.cache = tmp_path / "a-file"
    place.cache.write_text("in the way")
    before = bytes_of(place.dist)
    shutil.rmtree(place.dist)

    place.build(*FORMATS)

    assert before == bytes_of(place.dist)


@pytest.mark.parametrize("gone", ["dist", "cache", "sources"])
def test_a_folder_that_goes_in_mid_build_is_mended_by_the_next(
    gone: str, place: Workplace, tmp_path: Path
) -> None:
    kept = tmp_path / "kept"
    shutil.copytree(place.sources, kept)
    request = Request(place.sources, place.dist, place.cache, (), FORMATS)

    def tell(step: Step) -> None:
        if step.done == 1:
            shutil.rmtree(getattr(place, gone), ignore_errors=True)

    with contextlib.suppress(AllwaysError):
        build(request, lambda _: running.Here(), tell, lambda _: None)
    nothing_of_a_half(place)

    shutil.copytree(kept, place.sources, dirs_exist_ok=True)
    place.build(*FORMATS)
    made = output.load(place.dist)
    assert made is not None
    assert output.is_whole(place.dist, made.all_files())
    assert set(made.posts) == {"first", "second"}


def nothing_of_a_half(place: Workplace) -> None:
    """No half-written file stands about."""
    assert not [path for path in place.dist.rglob("*") if ".new-" in path.name]


def test_a_post_whose_folder_goes_while_it_is_read_is_refused_by_name(
    place: Workplace, monkeypatch: pytest.MonkeyPatch
) -> None:
    place.build(*WEB)
    from convert.source import sources

    read = sources.post

    def vanish(folder: Path, slug: str) -> sources.PostSource:
        if slug == "first":
            shutil.rmtree(folder / slug)
        return read(folder, slug)

    monkeypatch.setattr(sources, "post", vanish)
    made = place.build(*WEB)

    assert [refusal.slug for refusal in made.refused] == ["first"]
    nothing_torn(place)


# ---------------------------------------------------------------- being stopped


HEARING = """
import os, signal, sys
signal.signal(signal.SIGINT, signal.default_int_handler)
os.execv(sys.executable, [sys.executable, *sys.argv[1:]])
"""


def started(place: Workplace, *options: str) -> subprocess.Popen[str]:
    """A build in a process group of its own, as in a terminal.

    There Ctrl+C is heard, even where these tests themselves run in the background, deaf to it.
    """
    folders = ["--sources", place.sources, "--dist", place.dist, "--cache", place.cache]
    return subprocess.Popen(
        [sys.executable, "-c", HEARING, "-m", "convert", "build", *options, *map(str, folders)],
        stderr=subprocess.PIPE,
        text=True,
        env=NO_COPY,
        start_new_session=True,
    )


def group_of(process: subprocess.Popen[str]) -> list[int]:
    """Processes that still belong to the group of `process`."""
    found = []
    for entry in Path("/proc").iterdir():
        try:
            fields = (entry / "stat").read_text().rpartition(")")[2].split()
        except (OSError, NotADirectoryError):
            continue
        if int(fields[2]) == process.pid and fields[0] != "Z":
            found.append(int(entry.name))
    return found


def ended(process: subprocess.Popen[str], *, within: float = 10) -> bool:
    """Whether no process of the group is left after a while."""
    deadline = time.monotonic() + within
    while group_of(process):
        if time.monotonic() > deadline:
            return False
        time.sleep(0.05)
    return True


needs_proc = pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="needs /proc")


@needs_proc
@pytest.mark.parametrize("stop", [signal.SIGTERM, signal.SIGINT, signal.SIGKILL])
@pytest.mark.parametrize("jobs", ["1", "2"])
def test_a_build_that_is_stopped_leaves_nobody_at_work_and_goes_on_the_next_time(
    stop: signal.Signals, jobs: str, place: Workplace
) -> None:
    for number in range(6):
        place.write(f"more-{number}", f"More {number}", f"Bus {number} leaves at four. " * 8)
    process = started(place, "--jobs", jobs, "--format", "audio", "--format", "web")
    assert process.stderr is not None
    process.stderr.readline()  # the first post is done, others are under way
    time.sleep(random.Random(stop + int(jobs)).uniform(0, 0.3))

    process.send_signal(stop)
    said = process.stderr.read()
    process.wait(20)
    process.stderr.close()

    if stop is signal.SIGKILL:
        assert process.returncode == -signal.SIGKILL
    else:
        assert process.returncode == Exit.STOPPED, said
        assert "run it again to go on" in said
        assert "Traceback" not in said
    assert ended(process), "a worker goes on"
    if stop is not signal.SIGKILL:
        nothing_of_a_half(place)
    made = place.build("audio", "web")
    assert len(made.posts) == 8
    nothing_torn(place)


def test_what_a_killed_build_left_half_written_goes_with_the_next_one(place: Workplace) -> None:
    script = """
import os, signal, sys
from pathlib import Path
from convert.edition import Artifact
from convert.jobs import output

with output.Shelving(Path(sys.argv[1])) as shelving:
    shelving.put(Artifact("posts/first/index.html", b"half", "text/html", "A page"))
    os.kill(os.getpid(), signal.SIGKILL)
"""
    killed = subprocess.run([sys.executable, "-c", script, place.dist], check=False)
    assert killed.returncode == -signal.SIGKILL
    assert [path for path in place.dist.rglob("*") if ".new-" in path.name]

    place.build(*WEB)

    nothing_torn(place)


def test_two_builds_at_once_take_turns_and_end_as_one(place: Workplace) -> None:
    processes = [started(place, "--jobs", "1", "--format", "web") for _ in range(2)]
    said = [process.communicate(timeout=100)[1] for process in processes]

    assert [process.returncode for process in processes] == [0, 0], said
    together = bytes_of(place.dist)
    shutil.rmtree(place.dist)
    place.build(*WEB)
    assert together == bytes_of(place.dist)


def test_a_build_says_that_it_waits_for_another(place: Workplace) -> None:
    waited: list[str] = []
    script = (
        "import sys, time; from pathlib import Path; from convert.jobs import output\n"
        "with output.only_one(Path(sys.argv[1]), Path(sys.argv[2]), waiting=print):\n"
        "    print('held', flush=True); sys.stdin.read()"
    )
    holder = subprocess.Popen(
        [sys.executable, "-c", script, str(place.dist), str(place.cache)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert holder.stdin is not None
    assert holder.stdout is not None
    assert holder.stdout.readline() == "held\n"

    def waiting() -> None:
        waited.append("waiting")
        holder.kill()  # a lock goes with its holder

    with output.only_one(place.dist, place.cache, waiting=waiting):
        assert waited == ["waiting"]
    holder.wait()
    holder.stdin.close()
    holder.stdout.close()


def test_a_post_that_goes_before_its_turn_is_refused_and_keeps_its_files(
    place: Workplace,
) -> None:
    place.build("web")
    before = bytes_of(place.dist)
    for slug in ("first", "second"):
        with (place.sources / slug / "post.md").open("a") as post:
            post.write("\nOne sentence more.\n")

    class Late(running.Here):
        def run(
            self, function: Callable[[Task], Result], tasks: Iterable[Task]
        ) -> Iterator[Done[Task, Result]]:
            shutil.rmtree(place.sources / "second")
            return super().run(function, tasks)

    request = Request(place.sources, place.dist, place.cache, (), ("web",))
    made = build(request, lambda _: Late(), lambda _: None, lambda _: None)

    assert [refusal.slug for refusal in made.refused] == ["second"]
    after = bytes_of(place.dist)
    page = "posts/{}/index.html"
    assert after[page.format("second")] == before[page.format("second")]
    assert after[page.format("first")] != before[page.format("first")]


# ---------------------------------------------------------------- damage


def damaged(data: bytes) -> Iterator[bytes]:
    """Ways in which a file may be damaged."""
    middle = len(data) // 2
    yield b""
    yield data[:middle]
    yield data[:middle] + bytes([data[middle] ^ 255]) + data[middle + 1 :]
    yield b"\0" * len(data)


def test_a_damaged_cache_entry_of_any_kind_is_made_again(place: Workplace) -> None:
    place.build(*FORMATS, "talking-book")
    before = bytes_of(place.dist)
    entries = [path for path in place.cache.rglob("*") if path.is_file()]
    kinds = {path.relative_to(place.cache).parts[0] for path in entries}
    assert {"speech", "granules", "chapter", "stretch"} <= kinds

    for number in range(4):
        for path in place.cache.rglob("*"):
            if path.is_file() and path.stat().st_size:
                path.write_bytes(list(damaged(path.read_bytes()))[number])
        shutil.rmtree(place.dist)
        place.build(*FORMATS, "talking-book")
        assert before == bytes_of(place.dist)


@pytest.fixture
def pictures_anew() -> Iterator[None]:
    """The pictures are read anew in this test, and again after it."""
    for kept in (openmoji.symbols, openmoji._archive, openmoji.asset):
        kept.cache_clear()
    yield
    for kept in (openmoji.symbols, openmoji._archive, openmoji.asset):
        kept.cache_clear()


@pytest.mark.parametrize("name", [Fetched.PICTURES, Fetched.PICTURE_INDEX])
def test_a_picture_package_that_was_cut_short_is_named(
    name: Fetched, monkeypatch: pytest.MonkeyPatch, pictures_anew: None
) -> None:
    if not fetched.is_here(name):
        pytest.skip("set-up has not fetched the pictures")
    symbol = next(iter(openmoji.symbols().values()))
    openmoji.symbols.cache_clear()
    read = fetched.read
    monkeypatch.setattr(
        fetched, "read", lambda wanted: read(wanted)[: 100_000 if wanted is name else None]
    )

    with pytest.raises(MissingTool, match=f"{name} that set-up fetched is damaged") as caught:
        openmoji.asset(next(iter(openmoji.symbols().values()), symbol))

    assert "make all" in caught.value.next_step


def test_a_picture_package_with_damage_inside_is_named(
    monkeypatch: pytest.MonkeyPatch, pictures_anew: None
) -> None:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("1F4A1.svg", "<svg/>" * 500)
    broken = bytearray(made.getvalue())
    broken[45] ^= 255
    monkeypatch.setattr(fetched, "read", lambda _: bytes(broken))

    with pytest.raises(MissingTool, match="is damaged"):
        openmoji.asset(openmoji.Symbol("light bulb", "1F4A1", "objects", ()))


# ---------------------------------------------------------------- voices


@pytest.mark.parametrize("fault", ["crash", "hang", "silence", "half"])
def test_a_voice_that_fails_withholds_the_sound_and_nothing_else(
    fault: str, place: Workplace, monkeypatch: pytest.MonkeyPatch
) -> None:
    place.write("first", "The first post", "This sentence is long enough to notice. And more.")
    speak = espeak.Espeak.speak

    def faulty(speaker: espeak.Espeak, text: str) -> Sound:
        worker = speaker._worker
        if text.startswith("This sentence"):
            if fault == "crash":
                (worker._process or worker._start()).kill()
            elif fault == "hang":
                worker._patience = 0.2
                os.kill((worker._process or worker._start()).pid, signal.SIGSTOP)
            else:
                say = worker.say

                def less(words: str) -> Sound:
                    sound = say(words)
                    if fault == "half":
                        return Sound(sound.pcm[: len(sound.pcm) // 8 * 2], sound.sample_rate)
                    return Sound(bytes(len(sound.pcm)), sound.sample_rate)

                monkeypatch.setattr(worker, "say", less)
                try:
                    return speak(speaker, text)
                finally:
                    monkeypatch.setattr(worker, "say", say)
        return speak(speaker, text)

    monkeypatch.setattr(espeak.Espeak, "speak", faulty)
    made = place.build("web", "audio")

    said = [finding for finding in made.posts["first"].findings if finding.code in SILENCING]
    assert said
    assert all(finding.next_step for finding in said)
    assert "posts/first/first.mp3" not in bytes_of(place.dist)
    assert "posts/first/index.html" in bytes_of(place.dist)
    assert "posts/second/second.mp3" in bytes_of(place.dist)


def test_a_voice_that_stopped_is_asked_again_by_the_next_build(
    place: Workplace, monkeypatch: pytest.MonkeyPatch
) -> None:
    speak = espeak.Espeak.speak

    def ended(speaker: espeak.Espeak, text: str) -> Sound:
        worker = speaker._worker
        if text.startswith("It is short"):
            (worker._process or worker._start()).kill()
        return speak(speaker, text)

    with monkeypatch.context() as patch:
        patch.setattr(espeak.Espeak, "speak", ended)
        silent = place.build("web", "audio").posts["first"]
    place.build("web")
    made = place.build("web", "audio").posts["first"]

    stops = [finding for finding in silent.findings if finding.code in SILENCING]
    assert {finding.code for finding in stops} == {VOICE_STOPPED}
    assert all("Build again" in finding.next_step for finding in stops)
    assert "posts/first/first.mp3" in bytes_of(place.dist)
    assert not SILENCING & {finding.code for finding in made.findings}
    assert not place.build("web", "audio").posts["first"].may_be_mended
    assert place.steps == []


# ---------------------------------------------------------------- what outputs say about where


def inner(name: str, data: bytes) -> Iterator[tuple[str, bytes]]:
    """A file, and the files inside it."""
    yield name, data
    if data.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            for info in archive.infolist():
                assert info.date_time[0] < 2025, f"{name}!{info.filename} has a time"
                yield from inner(f"{name}!{info.filename}", archive.read(info))


def test_outputs_hold_no_path_user_machine_or_time_even_inside_zips(
    place: Workplace, project: Path
) -> None:
    place.build()

    secrets = {str(place.sources.parent), str(project), str(Path.home()) + "/", sys.prefix}
    secrets |= {
        time.strftime("%Y-%m-%d"),
        time.strftime("%d %B %Y").lstrip("0"),
        tempfile.gettempdir(),
    }
    secrets |= {name for name in (platform.node(), getpass.getuser()) if len(name) > 4}
    told = [
        (name, secret)
        for path, whole in bytes_of(place.dist).items()
        for name, data in inner(path, whole)
        for secret in secrets
        if secret.encode() in data
    ]
    assert told == []


def test_every_page_keeps_to_what_is_in_it(place: Workplace) -> None:
    place.build()
    pages = {name: data for name, data in bytes_of(place.dist).items() if name.endswith(".html")}

    for name, data in pages.items():
        page = data.decode()
        assert "default-src 'none'" in page, name
        assert "unsafe-inline" not in page.partition("</head>")[0], name
        assert 'src="http' not in page, name
        assert "@import" not in page, name
    assert len(pages) > 4


def test_a_command_that_finds_the_folder_locked_says_so(place: Workplace) -> None:
    shutil.rmtree(place.dist, ignore_errors=True)
    place.dist.write_text("in the way")

    run = command(place, "build", "--format", "web")

    assert run.returncode == Exit.REFUSED
    assert "cannot be written" in run.stderr
    assert "--dist" in run.stderr


def test_a_wish_to_stop_that_a_library_swallows_is_heard_after_its_work() -> None:
    script = """
import os, signal
from convert.jobs import running, stopping

stopping.listen()

def deaf(task):
    try:
        os.kill(os.getpid(), signal.SIGTERM)
    except BaseException:
        print("swallowed", task, flush=True)
    return task

try:
    for done in running.Here().run(deaf, (1, 2)):
        print("done", done.task, flush=True)
except KeyboardInterrupt:
    print("stopped", flush=True)
"""

    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )

    assert done.stdout.split("\n") == ["swallowed 1", "stopped", ""]


def test_a_wish_to_stop_in_a_place_that_cannot_raise_is_no_trouble_to_read_about() -> None:
    script = """
import os, signal
from convert.jobs import stopping

stopping.listen()

class Deaf:
    def __init__(self, error):
        self.error = error

    def __del__(self):
        if self.error:
            raise self.error
        os.kill(os.getpid(), signal.SIGTERM)

Deaf(ValueError("a real one"))
Deaf(None)
try:
    stopping.stop_if_asked()
except KeyboardInterrupt:
    print("stopped")
"""

    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )

    assert done.stdout == "stopped\n"
    assert "a real one" in done.stderr
    assert "KeyboardInterrupt" not in done.stderr


@pytest.mark.parametrize(("wish", "code"), [(True, Exit.STOPPED), (False, Exit.BUG)])
def test_a_wish_to_stop_that_a_library_turns_into_its_own_error_is_no_mistake_of_ours(
    *, wish: bool, code: Exit
) -> None:
    script = f"""
import os, signal
import click
from convert import __main__ as program

@program.cli.command("page")
def page():
    try:
        if {wish}:
            os.kill(os.getpid(), signal.SIGTERM)
    except KeyboardInterrupt:
        pass
    raise RuntimeError("the browser is gone")

program.main()
"""

    done = subprocess.run(
        [sys.executable, "-c", script, "page"], capture_output=True, text=True, check=False
    )

    assert done.returncode == code
    assert ("Stopped." in done.stderr) == wish
    assert ("mistake in Allways" in done.stderr) != wish
