"""Runs one function over many tasks: here, or wherever else something answers to `Workers`.

What works with processes is in `pool`, which a build with nothing to do never loads.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Generic, Protocol, TypeVar

from convert.jobs.stopping import stop_if_asked

Task = TypeVar("Task")
Result = TypeVar("Result")


class Done(Generic[Task, Result]):
    """A task and what became of it: a result, or the error that came instead."""

    def __init__(self, task: Task, result: Result | None, error: BaseException | None) -> None:
        self.task = task
        self.error = error
        self._result = result

    @property
    def result(self) -> Result:
        """The result.

        Raises:
            BaseException: whatever the task raised.
        """
        if self.error is not None:
            raise self.error
        assert self._result is not None
        return self._result


class Workers(Protocol):
    """What tasks are done with."""

    def run(
        self, function: Callable[[Task], Result], tasks: Iterable[Task]
    ) -> Iterator[Done[Task, Result]]:
        """What became of each task, as it is done."""


class Here:
    """One task after another, in this process."""

    def run(
        self, function: Callable[[Task], Result], tasks: Iterable[Task]
    ) -> Iterator[Done[Task, Result]]:
        """What became of each task, in order."""
        for task in tasks:
            done = _here(function, task)
            stop_if_asked()
            yield done


def _here(function: Callable[[Task], Result], task: Task) -> Done[Task, Result]:
    try:
        return Done(task, function(task), None)
    except Exception as error:  # noqa: BLE001  one task's failure is told, not raised
        return Done(task, None, error)
