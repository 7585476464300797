"""Work in several processes: a function and its tasks in, results out in the order of the tasks. Knows nothing of the work.

Processes are forked, so that they have at once whatever this one has read, and only tasks' numbers and results travel. Where a system
cannot fork safely, or where threads run that a fork would leave behind, the work is done here.
"""

import contextlib
import os
import signal
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from typing import Any, TypeVar

_ENDING = [getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, name)]
_PR_SET_PDEATHSIG = 1
"""The number of the question in linux/prctl.h."""
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
    from multiprocessing import active_children, get_context

    # With "fork" what an initializer is given is inherited, not sent.
    given = (work, tasks, os.getpid(), _tie())
    pool = ProcessPoolExecutor(min(jobs, len(tasks) - 1), get_context("fork"), _begin, given)
    try:
        with _signals_held_back():
            results = pool.map(_work, range(1, len(tasks)))
        yield from results
    except BaseException:  # Nobody wants what they are at: an interrupted build does not wait for a batch of pictures.
        for each in active_children():
            each.kill()
        raise
    finally:
        pool.shutdown(cancel_futures=True)


_job: tuple[Callable[[Any], Any], Sequence[Any]]
"""Of a process that was begun for it."""


def _begin(work: Callable[[Any], Any], tasks: Sequence[Any], parent: int, tie: Callable[[], object]) -> None:
    """Begins a process, which ends with the one that began it, however that ends; what a terminal tells both is for that one to hear."""
    global _job  # noqa: PLW0603  A process of a pool has no other place.
    _job = (work, tasks)
    for each in (signal.SIGINT, signal.SIGHUP):
        signal.signal(each, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    signal.pthread_sigmask(signal.SIG_UNBLOCK, _ENDING)
    tie()
    if os.getppid() != parent:  # It ended before the tie was made.
        os._exit(1)


@contextlib.contextmanager
def _signals_held_back() -> Iterator[None]:
    """Has what would end this process wait: raised on the way through a fork, Python passes it over as nobody's."""
    before = signal.pthread_sigmask(signal.SIG_BLOCK, _ENDING)
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _tie() -> Callable[[], object]:
    """What ties a process to its parent: Linux kills it when that has ended (prctl(2))."""
    import ctypes

    prctl = ctypes.CDLL(None).prctl
    return lambda: prctl(_PR_SET_PDEATHSIG, int(signal.SIGKILL), 0, 0, 0)


def _work(number: int) -> Any:
    work, tasks = _job
    return work(tasks[number])
