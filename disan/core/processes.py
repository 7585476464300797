"""Work in several processes: a function and its tasks in, results out in the order of the tasks. Knows nothing of the work.

Processes are forked, so that they have at once whatever this one has read, and only tasks' numbers and results travel. Where a system
cannot fork safely, or where threads run that a fork would leave behind, the work is done here. Nothing of it needs a thread: one that
the system has no memory for would have a pool of the standard library wait for ever.
"""

import contextlib
import os
import pickle
import signal
import struct
import sys
import threading
import traceback
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, Any, NoReturn, TypeVar

from disan.core import memory

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

_ENDING = [getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, name)]
_PR_SET_PDEATHSIG = 1
"""The number of the question in linux/prctl.h."""
Task = TypeVar("Task")
Result = TypeVar("Result")

_LEAST, _MOST, _TURNS = 16, 64, 4
"""Things in a batch: enough to be worth sending, and no more than leaves each process some turns, so that none waits long at the end."""
_STANDARD_ERROR = 2
_NUMBER = struct.Struct("=I")
"""Of a task, on its way to whoever takes it first."""


def possible(jobs: int | None) -> int:
    """How many processes to work in: as many as asked for, else as this process may use; one where none can be forked."""
    if sys.platform != "linux" or not _can_fork():
        return 1
    return max(1, len(os.sched_getaffinity(0)) if jobs is None else jobs)


def _can_fork() -> bool:
    return sys.platform == "linux" and threading.active_count() == 1


def batches(things: Sequence[Task], jobs: int) -> list[Sequence[Task]]:
    """The things in batches for `mapped`; for several processes the first has one thing."""
    size = min(_MOST, max(_LEAST, len(things) // (_TURNS * jobs)))
    first = 1 if jobs > 1 and len(things) > size else 0
    rest = [things[start : start + size] for start in range(first, len(things), size)]
    return [things[:1], *rest] if first else rest


def mapped(work: Callable[[Task], Result], tasks: Sequence[Task], jobs: int) -> Iterator[Result]:
    """Each task's result, in order; whatever the work raises, or MemoryError where a process ends without a word.

    The first task is done here before any process begins, so that all of them have at once what it loads and learns.
    """
    if jobs < 2 or len(tasks) < 3:
        yield from map(work, tasks)
        return
    yield work(tasks[0])
    yield from _mapped(work, tasks, range(1, len(tasks)), jobs)


def mapped_apart(work: Callable[[Task], Result], tasks: Sequence[Task], jobs: int) -> Iterator[Result]:
    """The same with no task done here where processes can be forked, be it in a single one.

    For work with libraries that take much memory, or end the process that they are in when they get none.
    """
    yield from _mapped(work, tasks, range(len(tasks)), jobs) if tasks and _can_fork() else map(work, tasks)


def _mapped(work: Callable[[Task], Result], tasks: Sequence[Task], numbers: range, jobs: int) -> Iterator[Result]:
    with _workers(work, tasks, numbers, min(jobs, len(numbers))) as (lines, unsent):
        yield from _results(numbers, lines, unsent)


class _Unsent:
    """The numbers of tasks, which go into a pipe as it has room for them; whoever is free takes the next one out."""

    def __init__(self, numbers: range) -> None:
        self.taken_from, self._end = os.pipe()
        os.set_blocking(self._end, False)
        self._left = b"".join(map(_NUMBER.pack, numbers))

    def send(self) -> None:
        """Sends as many as there is room for; after the last one who asks for more is told that there is none."""
        with contextlib.suppress(BlockingIOError):
            while self._left:
                self._left = self._left[os.write(self._end, self._left) :]
            self.close()

    def close(self) -> None:
        """Closes the end that this process writes to."""
        if self._end >= 0:
            os.close(self._end)
            self._end = -1


@contextlib.contextmanager
def _workers(
    work: Callable[[Task], Result], tasks: Sequence[Task], numbers: range, count: int
) -> Iterator[tuple[list["Connection"], _Unsent]]:
    """Processes at work, as what each of them tells, and the tasks that they have yet to be sent; they end with the block."""
    from multiprocessing.connection import Pipe  # Loads all of multiprocessing, which most builds do without.

    unsent, tie, parent = _Unsent(numbers), _tie(), os.getpid()
    begun: list[int] = []
    lines: list[Connection] = []
    try:
        for _ in range(count):
            heard, said = Pipe(duplex=False)
            lines.append(heard)
            with _signals_held_back():
                process = os.fork()
                if not process:
                    unsent.close()
                    _work(work, tasks, unsent.taken_from, said, tie, parent)
                begun.append(process)
            said.close()
        yield list(lines), unsent
    finally:  # Nobody wants what they may still be at: an interrupted build does not wait for a batch of pictures.
        for process in begun:
            os.kill(process, signal.SIGKILL)
            os.waitpid(process, 0)
        for each in lines:
            each.close()
        unsent.close()
        os.close(unsent.taken_from)


def _results(numbers: range, lines: list["Connection"], unsent: _Unsent) -> Iterator[Any]:
    """The results in order; those that come early wait here, so that nobody waits with them."""
    from multiprocessing.connection import wait

    early: dict[int, tuple[Any, BaseException | None]] = {}
    for wanted in numbers:
        unsent.send()
        while ready := wait(lines, 0 if wanted in early else None):
            for line in ready:
                _hear(line, lines, early)
            unsent.send()
        result, error = early.pop(wanted)
        if error is not None:
            raise error
        yield result


def _hear(line: Any, lines: list["Connection"], early: dict[int, tuple[Any, BaseException | None]]) -> None:
    """Takes one result, or a process's word that there is nothing left for it to do."""
    try:
        told = line.recv_bytes()
    except (EOFError, OSError) as ended:
        raise MemoryError("a process ended without a word, as a system ends one that has no memory left") from ended
    if told:
        number, result, error = pickle.loads(told)  # noqa: S301  It comes from a process of our own.
        early[number] = result, error
    else:
        lines.remove(line)


def _work(
    work: Callable[[Any], Any], tasks: Sequence[Any], numbers: int, said: "Connection", tie: Callable[[], object], parent: int
) -> NoReturn:
    """The whole life of a process, which ends with the one that began it, however that ends, and never says anything but by its line.

    What a terminal tells both is for that one to hear.
    """
    try:
        for each in (signal.SIGINT, signal.SIGHUP):
            signal.signal(each, signal.SIG_IGN)
        signal.signal(signal.SIGTERM, signal.SIG_DFL)
        signal.pthread_sigmask(signal.SIG_UNBLOCK, _ENDING)
        tie()
        os.dup2(os.open(os.devnull, os.O_RDWR), _STANDARD_ERROR)
        while os.getppid() == parent and (number := os.read(numbers, _NUMBER.size)):  # It may have ended before the tie was made.
            said.send_bytes(_done(work, tasks, *_NUMBER.unpack(number)))
        said.send_bytes(b"")
    finally:
        os._exit(0)


def _done(work: Callable[[Any], Any], tasks: Sequence[Any], number: int) -> bytes:
    try:
        return pickle.dumps((number, work(tasks[number]), None))
    except BaseException as error:  # noqa: BLE001  Whatever it is, it is raised where the work was asked for.
        told = MemoryError() if memory.is_short() else _portable(error)
        told.add_note(traceback.format_exc())
        return pickle.dumps((number, None, told))


def _portable(error: BaseException) -> BaseException:
    """The error, or its words where it would not survive the way: some classes cannot be made anew."""
    try:
        return error if isinstance(pickle.loads(pickle.dumps(error)), BaseException) else RuntimeError(repr(error))  # noqa: S301
    except Exception:  # noqa: BLE001  Whatever its class does.
        return RuntimeError(repr(error))


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
