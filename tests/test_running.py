"""Work handed out: what becomes of a task whose process dies, and of its neighbours."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from convert.errors import RefusedPost
from convert.jobs import plan, pool
from convert.jobs.orders import Order, Product
from convert.jobs.running import Done
from convert.settings import Publication
from convert.source.sources import PostSource
from tests.tools import PROJECT


def work(task: str) -> str:
    """The task's name, unless it is a deadly one."""
    if task == "deadly":
        os._exit(3)
    if task == "wrong":
        raise ValueError(task)
    return task.upper()


def test_a_task_whose_process_dies_is_named_and_its_neighbours_are_done() -> None:
    tasks = ("one", "deadly", "wrong", "two")

    done = {made.task: made for made in pool.processes(2).run(work, tasks)}

    assert {task: done[task].result for task in ("one", "two")} == {"one": "ONE", "two": "TWO"}
    assert "died twice" in str(done["deadly"].error)
    assert isinstance(done["wrong"].error, ValueError)
    with pytest.raises(ValueError, match="wrong"):
        _ = done["wrong"].result


def large(_task: int) -> bytes:
    """More than goes through a pipe at once."""
    return bytes(50_000_000)


def test_work_that_is_given_up_while_results_are_handed_over_ends() -> None:
    script = """
from convert.jobs import pool
from tests.test_running import large

if __name__ == "__main__":
    try:
        for _ in pool.processes(2).run(large, range(20)):
            raise KeyboardInterrupt
    except KeyboardInterrupt:
        print("ended")
"""

    done = subprocess.run(
        [sys.executable, "-c", script],
        cwd=PROJECT,
        timeout=60,
        capture_output=True,
        text=True,
        check=False,
    )

    assert (done.returncode, done.stdout, done.stderr) == (0, "ended\n", "")


def order() -> Order:
    """An order for one post."""
    return Order(
        source=PostSource("our-walk", {}),
        publication=Publication(),
        shared={},
        formats=("web",),
        voice="espeak",
        voice_model="",
        voice_model_digest="",
        cache="",
    )


def test_a_mistake_of_ours_refuses_one_post_and_says_whose_it_is() -> None:
    refused = plan.product(Done[Order, Product](order(), None, ValueError("no such key")))

    assert refused.refusal is not None
    assert refused.refusal.slug == "our-walk"
    assert "in Allways itself (ValueError: no such key)" in refused.refusal.message


def test_a_post_that_is_refused_keeps_its_place_and_what_to_do() -> None:
    error = RefusedPost("no title.", place="our-walk/post.md:1", next_step="Write one.")
    refused = plan.product(Done[Order, Product](order(), None, error)).refusal

    assert refused is not None
    assert (refused.place, refused.next_step) == ("our-walk/post.md:1", "Write one.")


def test_a_wish_to_stop_is_no_refusal() -> None:
    with pytest.raises(KeyboardInterrupt):
        plan.product(Done[Order, Product](order(), None, KeyboardInterrupt()))
