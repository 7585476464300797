"""One program run once: a command in, what it took out. Knows no site and writes nothing but the program's own words.

Wall time is from the start to the end of the process; processor time is the kernel's count for it and all that it waited for. Memory is
the most that was resident: of a single process its own high-water mark (VmHWM), of several the largest sum of their proportional
shares (PSS, so that what they share counts once), looked at every 10 ms, or less often where a look takes more than one. Where the
kernel's own maximum for the largest process (ru_maxrss) is higher, that is taken. Looking stops a program of several processes for a
moment each time, by a fifth of its time in all, and one of a single process hardly: so a run is either timed or watched. Linux only.
"""

import contextlib
import os
import resource
import subprocess
import tempfile
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

_PAUSE = 0.01
_RESTS = 10
"""Times as long as a look takes: a gigabyte takes a hundredth of a second, and whoever is looked at stands still meanwhile."""


class FailedError(RuntimeError):
    """A program ended with an error; says which and its last words."""


@dataclass(frozen=True, slots=True)
class Taken:
    """What one run took."""

    wall: float
    """Seconds."""
    processor: float
    """Seconds, user and system together."""


def taken(command: Sequence[str], folder: Path) -> Taken:
    """Runs a command in a folder and times it; FailedError where it ends with anything but 0."""
    wall, usage, _ = _run(command, folder, lambda _process: contextlib.nullcontext([]))
    return Taken(wall, usage.ru_utime + usage.ru_stime)


def memory(command: Sequence[str], folder: Path) -> int:
    """Runs a command in a folder and watches it: the most bytes that were resident. FailedError as `taken`."""
    own_most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    _, usage, seen = _run(command, folder, _watched)
    # A process begins with the maximum of the one that started it, so one below ours says nothing.
    return max(usage.ru_maxrss * 1024 if usage.ru_maxrss > own_most else 0, *seen)


def _run(
    command: Sequence[str], folder: Path, watched: Callable[[int], contextlib.AbstractContextManager[list[int]]]
) -> tuple[float, resource.struct_rusage, list[int]]:
    """Seconds, what the kernel counted, and what whoever watched has seen."""
    with tempfile.TemporaryFile() as words:
        began = time.perf_counter()
        process = subprocess.Popen(
            command, cwd=folder, env=_surroundings(), stdin=subprocess.DEVNULL, stdout=words, stderr=subprocess.STDOUT
        )
        try:
            with watched(process.pid) as seen:
                _, status, usage = os.wait4(process.pid, 0)
                wall = time.perf_counter() - began
        except BaseException:  # Whoever stops the bench stops what it has started.
            process.kill()
            process.wait()
            raise
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            words.seek(0)
            raise FailedError(f"{command[0]} ended with {process.returncode}: {words.read().decode(errors='replace')[-2000:]}")
    return wall, usage, seen


def _surroundings() -> dict[str, str]:
    """As on anybody's machine: a Python that may keep its modules compiled, as it does unless it is forbidden to."""
    return {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}


@contextlib.contextmanager
def _watched(process: int) -> Iterator[list[int]]:
    """A list that holds, once the block is left, the bytes that were resident at each look."""
    seen, over = [0], threading.Event()

    def watch() -> None:
        pause = _PAUSE
        while not over.wait(pause):
            began = time.perf_counter()
            seen.append(resident(process))
            pause = max(_PAUSE, _RESTS * (time.perf_counter() - began))

    watching = threading.Thread(target=watch)
    watching.start()
    try:
        yield seen
    finally:
        over.set()
        watching.join()


def resident(process: int) -> int:
    """Bytes resident for a process and its descendants; 0 once it is gone."""
    tree = tuple(_tree(process))
    if len(tree) == 1:
        return _kilobytes(f"/proc/{process}/status", "VmHWM:") * 1024
    return sum(_kilobytes(f"/proc/{each}/smaps_rollup", "Pss:") for each in tree) * 1024


def _tree(process: int) -> Iterator[int]:
    yield process
    for thread in _lines(f"/proc/{process}/task", folder=True):
        for child in " ".join(_lines(f"/proc/{process}/task/{thread}/children")).split():
            yield from _tree(int(child))


def _kilobytes(file: str, word: str) -> int:
    return next((int(line.split()[1]) for line in _lines(file) if line.startswith(word)), 0)


def _lines(file: str, *, folder: bool = False) -> list[str]:
    """Lines of a file of the kernel's, or the names in a folder; none for a process that has just ended."""
    try:
        path = Path(file)
        return [each.name for each in path.iterdir()] if folder else path.read_text(encoding="ascii", errors="replace").splitlines()
    except OSError:
        return []
