"""Work in several processes: a function and its tasks in, results out in the order of the tasks. Knows nothing of the work.

Processes are forked, so that they have at once whatever this one has read, and only tasks' numbers and results travel. Where a system
cannot fork, or where threads run that a fork would leave behind, the work is done here.
"""

import contextlib
import os
import pickle
import threading
import traceback
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from multiprocessing.connection import Connection
    from multiprocessing.process import BaseProcess

Task = TypeVar("Task")
Result = TypeVar("Result")


_RUNS = 1_000
"""Runs of tasks that every system's pipes hold before anybody reads."""
_LIFE = 16
"""Tasks that a process does before another takes its place: whatever it looks at of what it was given becomes a copy of its own, and goes
with it."""
_LEAST, _MOST, _TURNS = 16, 64, 4
"""Things in a batch: enough to be worth sending, and no more than leaves each process some turns, so that none waits long at the end."""
_RETIRED = -1
"""What stands for a task's number when a process has done its share."""


class WorkerFailedError(RuntimeError):
    """A process failed; its traceback is the message."""


def possible(jobs: int | None) -> int:
    """How many processes to work in: as many as asked for, else as this process may use; one where none can be forked."""
    if not hasattr(os, "fork") or threading.active_count() > 1:
        return 1
    available = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return max(1, available if jobs is None else jobs)


def batches(things: Sequence[Task], jobs: int) -> list[Sequence[Task]]:
    """The things in batches for `mapped`; for several processes the first has one thing."""
    size = min(_MOST, max(_LEAST, len(things) // (_TURNS * jobs)))
    first = 1 if jobs > 1 and len(things) > size else 0
    rest = [things[start : start + size] for start in range(first, len(things), size)]
    return [things[:1], *rest] if first else rest


def mapped(
    work: Callable[[Task], Result],
    tasks: Sequence[Task],
    jobs: int,
    meanwhile: Callable[[], object] = lambda: None,
    *,
    ahead: bool = False,
) -> Iterator[Result]:
    """Each task's result, in order. A process takes the next task as soon as it is free; WorkerFailedError where one fails.

    `meanwhile` is done here while the processes begin; where there are none, it is left. With `ahead` the first task is done here before
    any process begins, so that all of them have at once what it loads and learns.
    """
    if jobs < 2 or len(tasks) < 2:
        yield from map(work, tasks)
        return
    if ahead:
        yield work(tasks[0])
        tasks = tasks[1:]
    from multiprocessing import get_context

    context = get_context("fork")
    waiting = _numbers(len(tasks))

    def started() -> "tuple[Connection, BaseProcess]":
        ours, theirs = context.Pipe(duplex=False)
        process = context.Process(target=_worked, args=(work, tasks, waiting, theirs), daemon=True)
        process.start()
        theirs.close()  # With our copy closed, the end of the process is the end of its results.
        return ours, process

    running = dict(started() for _ in range(min(jobs, len(tasks))))
    following = 0
    try:
        meanwhile()
        for result in _in_order(_received(running, started)):
            yield result
            following += 1
    finally:
        os.close(waiting)
        for process in running.values():
            process.terminate()
            process.join()
    if following < len(tasks):
        raise WorkerFailedError(f"a process ended after {following} of {len(tasks)} tasks")


def _numbers(count: int) -> int:
    """A pipe to read the tasks' numbers from, in runs: each run's first and the one after its last, four bytes each.

    A read takes a run whole, so that no two processes have the same. A shared counter would take as long to load as all else here.
    """
    step = -(-count // _RUNS)
    reading, writing = os.pipe()
    for first in range(0, count, step):
        os.write(writing, first.to_bytes(4) + min(count, first + step).to_bytes(4))
    os.close(writing)
    return reading


def _received(running: "dict[Any, BaseProcess]", started: "Callable[[], tuple[Any, BaseProcess]]") -> Iterator[tuple[int, Any]]:
    """What the processes send, with each task's number, until all have ended; one that has done its share is followed by another."""
    from multiprocessing.connection import wait

    while running:
        for end in wait(list(running)):
            try:
                number, result, fault = pickle.loads(end.recv_bytes())  # type: ignore[union-attr]  # noqa: S301  Of our own process.
            except EOFError:
                running.pop(end).join()
                continue
            if fault:
                raise WorkerFailedError(fault)
            if number == _RETIRED:
                running.update([started()])
            else:
                yield number, result


def _in_order(numbered: Iterable[tuple[int, Any]]) -> Iterator[Any]:
    """Results by their numbers; one that comes early waits for those before it."""
    early: dict[int, Any] = {}
    following = 0
    for number, result in numbered:
        early[number] = result
        while following in early:
            yield early.pop(following)
            following += 1


def _worked(work: Callable[[Task], Result], tasks: Sequence[Task], waiting: int, end: "Connection") -> None:
    """The life of a process. When the one that asked for the work is gone, sending fails and so this one ends too."""
    done = 0
    while run := os.read(waiting, 8):
        for number in range(int.from_bytes(run[:4]), int.from_bytes(run[4:])):
            try:
                _send(end, number, work(tasks[number]))
            except BrokenPipeError:
                return
            except Exception:  # noqa: BLE001  Told to the process that asked, which raises it.
                _send(end, number, fault=traceback.format_exc())
                return
            done += 1
        if done >= _LIFE:
            with contextlib.suppress(BrokenPipeError):
                _send(end, _RETIRED)
            return


def _send(end: "Connection", number: int, result: Any = None, fault: str = "") -> None:
    """Sends what `_received` takes; the connection's own way of pickling asks Python for each object whether its class is a special one."""
    end.send_bytes(pickle.dumps((number, result, fault), pickle.HIGHEST_PROTOCOL))
