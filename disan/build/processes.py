"""Work in several processes: a function and its tasks in, results out in the order of the tasks. Knows nothing of the work.

Processes are forked, so that they have at once whatever this one has read, and only tasks' numbers and results travel. Where a system
cannot fork safely, or where threads run that a fork would leave behind, the work is done here.
"""

import os
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from typing import Any, TypeVar

Task = TypeVar("Task")
Result = TypeVar("Result")

_LEAST, _MOST, _TURNS = 16, 64, 4
"""Things in a batch: enough to be worth sending, and no more than leaves each process some turns, so that none waits long at the end."""


def possible(jobs: int | None) -> int:
    """How many processes to work in: as many as asked for, else as this process may use; one where none can be forked."""
    if sys.platform != "linux" or threading.active_count() > 1:
        return 1
    return max(1, len(os.sched_getaffinity(0)) if jobs is None else jobs)


def batches(things: Sequence[Task], jobs: int) -> list[Sequence[Task]]:
    """The things in batches for `mapped`; for several processes the first has one thing."""
    size = min(_MOST, max(_LEAST, len(things) // (_TURNS * jobs)))
    first = 1 if jobs > 1 and len(things) > size else 0
    rest = [things[start : start + size] for start in range(first, len(things), size)]
    return [things[:1], *rest] if first else rest


def mapped(work: Callable[[Task], Result], tasks: Sequence[Task], jobs: int) -> Iterator[Result]:
    """Each task's result, in order; whatever the work raises, or BrokenProcessPool where a process ends without a word.

    The first task is done here before any process begins, so that all of them have at once what it loads and learns.
    """
    if jobs < 2 or len(tasks) < 3:
        yield from map(work, tasks)
        return
    yield work(tasks[0])
    from concurrent.futures import ProcessPoolExecutor  # Loads all of multiprocessing, which most builds do without.
    from multiprocessing import get_context

    # With "fork" what an initializer is given is inherited, not sent.
    pool = ProcessPoolExecutor(min(jobs, len(tasks) - 1), get_context("fork"), _begin, (work, tasks))
    try:
        yield from pool.map(_work, range(1, len(tasks)))
    finally:
        pool.shutdown(cancel_futures=True)


_job: tuple[Callable[[Any], Any], Sequence[Any]]
"""Of a process that was begun for it."""


def _begin(work: Callable[[Any], Any], tasks: Sequence[Any]) -> None:
    global _job  # noqa: PLW0603  A process of a pool has no other place.
    _job = (work, tasks)


def _work(number: int) -> Any:
    work, tasks = _job
    return work(tasks[number])
