"""Tasks in other processes, a bounded number at a time.

Everything goes through `concurrent.futures.Executor`, so that the processes may be some of this
machine, or a cluster's.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Executor, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from contextlib import AbstractContextManager, contextmanager
from multiprocessing import connection
from multiprocessing.process import BaseProcess
from types import FrameType
from typing import Any, cast

import msgspec

from convert.jobs.running import Done, Result, Task

IN_FLIGHT_PER_WORKER = 2
PATIENCE = 2
"""Seconds a worker has to hand over a result that it has begun to hand over."""
_DIED = 1


class Crashed(Exception):
    """The process that worked on a task died twice."""


class Pool(msgspec.Struct, frozen=True):
    """So many tasks at once, on what an executor has."""

    count: int
    start: Callable[[], AbstractContextManager[Executor]]
    """Makes the executor."""

    def run(
        self, function: Callable[[Task], Result], tasks: Iterable[Task]
    ) -> Iterator[Done[Task, Result]]:
        """What became of each task, as it is done.

        A process that dies takes its neighbours' tasks with it: all of them are tried once more,
        each in a process of its own, and a task whose process dies again is the one to blame.
        """
        suspects: list[Task] = []
        with self._executor() as executor:
            for done in _bounded(function, tasks, executor, self.count * IN_FLIGHT_PER_WORKER):
                if isinstance(done.error, BrokenProcessPool):
                    suspects.append(done.task)
                else:
                    yield done
        for task in suspects:
            with self._executor() as executor:
                yield _alone(function, task, executor)

    @contextmanager
    def _executor(self) -> Iterator[Executor]:
        """An executor whose processes end at once where the work is given up."""
        with self.start() as executor:
            try:
                yield executor
            except BaseException:
                executor.shutdown(wait=False, cancel_futures=True)
                _end(multiprocessing.active_children())
                raise


def processes(count: int) -> Pool:
    """`count` processes of this machine, started the same way on every system."""

    def start() -> ProcessPoolExecutor:
        context = multiprocessing.get_context("spawn")
        return _Processes(count, mp_context=context, initializer=_as_worker)

    return Pool(count, start)


def _end(workers: Sequence[BaseProcess]) -> None:
    """Ask `workers` to end; end those that do not: one deep in a library may not hear it."""
    left = {worker.sentinel: worker for worker in workers}
    for worker in workers:
        worker.terminate()
    until = time.monotonic() + PATIENCE + 1
    while left and (seconds := until - time.monotonic()) > 0:
        for ended in connection.wait(left, seconds):
            left.pop(cast("int", ended))
    for worker in left.values():
        worker.kill()


# ---------------------------------------------------------------- in a worker

_asked = threading.Event()
_at_work = threading.Event()


class _Processes(ProcessPoolExecutor):
    """Processes that end at once where they are asked to, but not while they hand over a result.

    Half a result cannot be told from one that is still coming: whoever reads it waits for ever.
    """

    def submit(
        self, function: Callable[..., Result], /, *args: Any, **named: Any
    ) -> Future[Result]:
        """As an executor does."""
        return super().submit(_work, function, *args, **named)


def _work(function: Callable[..., Result], *args: object, **named: object) -> Result:
    _at_work.set()
    try:
        if _asked.is_set():
            os._exit(_DIED)
        return function(*args, **named)
    finally:
        _at_work.clear()


def _leave(_signal: int, _frame: FrameType | None) -> None:
    if _at_work.is_set():
        os._exit(_DIED)
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    signal.alarm(PATIENCE)  # the system ends what is still here then
    _asked.set()


def _as_worker() -> None:
    """Leave Ctrl-C to the process that started this one, and end when that one has ended."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, _leave)
    parent = multiprocessing.parent_process()
    assert parent is not None

    def end_with_parent() -> None:
        parent.join()
        os._exit(_DIED)

    threading.Thread(target=end_with_parent, daemon=True).start()


def _alone(
    function: Callable[[Task], Result], task: Task, executor: Executor
) -> Done[Task, Result]:
    future = executor.submit(function, task)
    error = future.exception()
    if isinstance(error, BrokenProcessPool):
        return Done(task, None, Crashed("the process that worked on it died twice"))
    return Done(task, None if error is not None else future.result(), error)


def _bounded(
    function: Callable[[Task], Result], tasks: Iterable[Task], executor: Executor, most: int
) -> Iterator[Done[Task, Result]]:
    waiting: dict[Future[Result], Task] = {}
    for task in tasks:
        try:
            waiting[executor.submit(function, task)] = task
        except BrokenProcessPool as error:
            yield Done(task, None, error)
            continue
        if len(waiting) >= most:
            yield from _finished(waiting)
    while waiting:
        yield from _finished(waiting)


def _finished(waiting: dict[Future[Result], Task]) -> Iterator[Done[Task, Result]]:
    done, _ = wait(waiting, return_when=FIRST_COMPLETED)
    for future in done:
        task = waiting.pop(future)
        error = future.exception()
        yield Done(task, None if error is not None else future.result(), error)
