"""Building on a cluster: the same bytes as here, with nothing shared and workers that die."""

from __future__ import annotations

import contextlib
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import distributed
import msgspec
import pytest

from convert.build import Step, build
from convert.errors import Exit, MissingTool
from convert.jobs import cluster, orders, output, plan
from convert.jobs.cluster import Kit
from convert.jobs.orders import Order
from convert.jobs.plan import Request
from convert.source import sources
from tests.test_build import Workplace, command

pytestmark = pytest.mark.voice

FORMATS = ("web", "epub", "audio", "easy-read")
POSTS = 12


class Machines:
    """A scheduler and workers, each a process in a folder of its own."""

    def __init__(self, folder: Path, count: int) -> None:
        self.address = f"tcp://127.0.0.1:{_free_port()}"
        port = self.address.rpartition(":")[2]
        here = ["--host", "127.0.0.1"]
        self._processes = [
            self._start(folder / "scheduler", "scheduler", *here, "--port", port, "--no-dashboard")
        ]
        options = ["--nthreads", "1", "--no-dashboard", "--no-nanny", "--memory-limit", "0"]
        self.workers = [
            self._start(folder / f"worker-{number}", "worker", self.address, *here, *options)
            for number in range(count)
        ]

    def _start(self, folder: Path, *arguments: str) -> subprocess.Popen[bytes]:
        folder.mkdir(parents=True)
        return subprocess.Popen(
            [sys.executable, "-m", "dask", *arguments],
            cwd=folder,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            env={**os.environ, "TMPDIR": str(folder)},
        )

    def stop(self) -> None:
        """End all of them, the scheduler last."""
        for process in (*self.workers, *self._processes):
            process.kill()
            process.wait()


def _free_port() -> int:
    with contextlib.closing(socket.socket()) as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@pytest.fixture
def place(tmp_path: Path) -> Workplace:
    """Some posts that have not been built."""
    made = Workplace(tmp_path)
    for number in range(POSTS):
        body = " ".join(f"Bus {number} leaves at {hour} today." for hour in range(1, 11))
        made.write(f"post-{number}", f"Post {number}", body)
    return made


@pytest.fixture
def machines(tmp_path: Path) -> Iterator[Machines]:
    """A scheduler and two workers."""
    made = Machines(tmp_path / "machines", 2)
    try:
        with distributed.Client(made.address, timeout=30, set_as_default=False) as client:
            client.wait_for_workers(2, timeout=60)
        yield made
    finally:
        made.stop()


@pytest.mark.long
def test_a_cluster_whose_worker_is_killed_gives_the_bytes_of_a_local_build(
    place: Workplace, machines: Machines, tmp_path: Path
) -> None:
    place.build(*FORMATS)
    elsewhere = tmp_path / "elsewhere"
    request = Request(place.sources, elsewhere, tmp_path / "no-cache", (), FORMATS)
    killed: list[str] = []

    def tell(step: Step) -> None:
        if step.done == 2:
            machines.workers[0].send_signal(signal.SIGKILL)
            killed.append(step.slug)

    made = build(request, lambda _: cluster.workers(machines.address), tell, lambda _: None)

    assert killed
    assert machines.workers[0].wait() == -signal.SIGKILL
    assert made.refused == ()
    assert made == output.load(place.dist)
    for name, (_, data) in place.state().items():
        assert data == (elsewhere / name).read_bytes(), name


def first_order(request: Request) -> Order:
    shared = sources.shared(request.sources)
    return next(plan.orders(request, shared, plan.make(request, shared, None)))


def test_without_the_package_it_says_what_to_install(
    monkeypatch: pytest.MonkeyPatch, place: Workplace
) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)

    with pytest.raises(MissingTool, match="needs the package distributed") as caught:
        cluster.workers("tcp://127.0.0.1:1")

    assert "allways[cluster]" in caught.value.next_step
    assert caught.value.exit == Exit.TOOL_MISSING


def test_jobs_and_a_cluster_do_not_go_together(place: Workplace) -> None:
    # `command` asks for one job.
    run = command(place, "build", "--cluster", "tcp://127.0.0.1:1")

    assert run.returncode == Exit.ARGUMENTS
    assert "workers of its own" in run.stderr


def test_what_depends_on_this_machine_does_not_travel(place: Workplace) -> None:
    request = Request(place.sources, place.dist, place.cache, (), ("web",))
    order = first_order(request)
    order = msgspec.structs.replace(order, voice="auto")

    sent = cluster.settled(order)

    assert (sent.cache, sent.voice_model) == ("", "")
    assert sent.voice in {"flite", "espeak"}
    assert sent.inputs == order.inputs
    assert str(place.sources.parent).encode() not in msgspec.msgpack.encode(sent)


class Somewhere:
    """A worker of a cluster, as far as an order sees it."""

    def __init__(self, folder: Path) -> None:
        self.address = "tcp://worker:1"
        self.local_directory = str(folder / "scratch" / "worker-1")


@pytest.fixture
def worker(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Somewhere:
    """This process as a worker."""
    made = Somewhere(tmp_path / "worker")
    monkeypatch.setattr("distributed.get_worker", lambda: made)
    return made


def test_a_worker_with_another_program_refuses_to_work(place: Workplace, worker: Somewhere) -> None:
    request = Request(place.sources, place.dist, place.cache, (), ("web",))
    order = first_order(request)

    with pytest.raises(cluster.WrongWorker, match="another Allways"):
        cluster.at_worker(str, order, Kit("something else"))


def test_a_voice_file_travels_once_and_is_whole_on_the_worker(
    place: Workplace, worker: Somewhere
) -> None:
    request = Request(place.sources, place.dist, place.cache, (), ("web",))
    order = first_order(request)
    kit = Kit(orders.program(), "ann.onnx", (b"voice", b"{}"))

    for _ in range(2):
        there = cluster.at_worker(lambda given: given, order, kit)
        assert Path(there.voice_model).read_bytes() == b"voice"
        assert Path(f"{there.voice_model}.json").read_bytes() == b"{}"
        assert Path(there.cache).is_relative_to(Path(worker.local_directory).parent)
