"""Tasks in other processes, a bounded number at a time.

Everything goes through `concurrent.futures.Executor`, so that the processes may be some of this
machine, or a cluster's.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Executor, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from contextlib import AbstractContextManager

import msgspec

from convert.jobs.running import Done, Result, Task

IN_FLIGHT_PER_WORKER = 2


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
        with self.start() as executor:
            try:
                for done in _bounded(function, tasks, executor, self.count * IN_FLIGHT_PER_WORKER):
                    if isinstance(done.error, BrokenProcessPool):
                        suspects.append(done.task)
                    else:
                        yield done
            except BaseException:
                executor.shutdown(wait=False, cancel_futures=True)
                for child in multiprocessing.active_children():
                    child.terminate()
                raise
        for task in suspects:
            with self.start() as executor:
                yield _alone(function, task, executor)


def processes(count: int) -> Pool:
    """`count` processes of this machine, started the same way on every system."""

    def start() -> ProcessPoolExecutor:
        context = multiprocessing.get_context("spawn")
        return ProcessPoolExecutor(count, mp_context=context, initializer=_as_worker)

    return Pool(count, start)


def _as_worker() -> None:
    """Leave Ctrl-C to the process that started this one, and end when that one has ended."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    parent = multiprocessing.parent_process()
    assert parent is not None

    def end_with_parent() -> None:
        parent.join()
        os._exit(1)

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
