"""Work in several processes: every task once, results in order, and faults told where the work was asked for."""

import os
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from disan.core import processes
from tests.requirements import ROOT


def doubled(number: int) -> tuple[int, int]:
    """A result, and the process that it comes from."""
    return 2 * number, os.getpid()


@pytest.mark.parametrize("count", [3, 4, 165])
def test_every_task_is_done_once_and_results_are_in_order(count: int) -> None:
    found = list(processes.mapped(doubled, range(count), 3))
    assert [result for result, _ in found] == [2 * number for number in range(count)]
    assert os.getpid() not in {process for _, process in found[1:]}


@pytest.mark.parametrize("jobs", [1, 2, 8])
@pytest.mark.parametrize("count", [0, 1, 15, 16, 17, 125, 1_000, 10_001])
def test_batches_hold_everything_once_and_in_order(count: int, jobs: int) -> None:
    batches = processes.batches(range(count), jobs)
    assert [each for batch in batches for each in batch] == list(range(count))
    assert all(16 <= len(batch) <= 64 for batch in (batches[1:-1] if jobs > 1 else batches[:-1]))


def test_each_process_has_some_batches_where_there_are_enough_records() -> None:
    assert list(map(len, processes.batches(range(125), 2))) == [1, *[16] * 7, 12]
    assert list(map(len, processes.batches(range(1_000), 2))) == [1, *[64] * 15, 39]
    assert list(map(len, processes.batches(range(125), 1))) == [31] * 4 + [1]
    assert list(map(len, processes.batches(range(10), 2))) == [10]
    assert len(processes.batches(range(1_000), 8)) >= 4 * 8


def test_one_process_or_one_task_is_done_here() -> None:
    assert {process for _, process in processes.mapped(doubled, range(4), 1)} == {os.getpid()}
    assert list(processes.mapped(doubled, [7, 8], 4)) == [(14, os.getpid()), (16, os.getpid())]


def test_all_processes_take_part_whoever_is_slow() -> None:
    def slow(number: int) -> int:
        time.sleep(0.5 if number == 1 else 0.01)
        return os.getpid()

    found = list(processes.mapped(slow, range(12), 2))
    assert found.count(found[1]) == 1  # While one sleeps, the other does the rest.
    assert len(set(found)) == 3


def test_what_is_done_first_is_known_to_all_processes() -> None:
    learned: list[int] = []

    def told(number: int) -> tuple[int, int, list[int]]:
        learned.append(number)
        return number, os.getpid(), learned[:1]

    found = list(processes.mapped(told, range(7, 40), 2))
    assert [number for number, _, _ in found] == list(range(7, 40))
    assert [process == os.getpid() for _, process, _ in found] == [True] + [False] * 32
    assert all(first == [7] for _, _, first in found)


def test_a_fault_comes_back_as_it_was() -> None:
    def faulty(number: int) -> float:
        return 1 / (number - 3)

    with pytest.raises(ZeroDivisionError):
        list(processes.mapped(faulty, range(6), 2))


def test_a_process_that_ends_without_a_word_had_no_memory() -> None:
    """So a system ends one; `faults` has the sentence."""

    def ended(number: int) -> int:
        if number == 2:
            os._exit(0)
        return number

    with pytest.raises(MemoryError):
        list(processes.mapped(ended, range(6), 2))


def test_whoever_wants_no_more_results_leaves_no_process_behind() -> None:
    results = processes.mapped(doubled, range(1_000), 2)
    next(results)
    _, process = next(results)
    results.close()  # type: ignore[attr-defined]
    with pytest.raises(ProcessLookupError):
        os.kill(process, 0)


NO_ROOM = """
import multiprocessing.connection, resource, sys, threading
from disan.core import faults, processes, strings
vietnamese = strings.load("vi")
threading.stack_size(64_000_000)
pages = int(open("/proc/self/statm").read().split()[0])
resource.setrlimit(resource.RLIMIT_AS, (pages * resource.getpagesize() + 16_000_000,) * 2)
try:
    threading.Thread(target=print).start()
except RuntimeError:
    print(list(processes.mapped(int, "0123456", 3)))
    print(faults.sentence(ValueError("quantization error"), vietnamese).split(".")[0])
"""


@pytest.mark.needs("linux")
def test_without_room_for_a_thread_the_work_is_done_and_what_libraries_say_then_is_no_fault_of_ours() -> None:
    """A pool whose own thread cannot start would wait for ever."""
    done = subprocess.run([sys.executable, "-c", NO_ROOM], capture_output=True, encoding="utf-8", check=False, cwd=ROOT, timeout=60)
    assert (done.stdout, done.stderr) == ("[0, 1, 2, 3, 4, 5, 6]\nMáy không đủ bộ nhớ\n", "")


def test_with_threads_the_work_is_done_here() -> None:
    """A fork would leave them behind, with whatever they hold."""
    with ThreadPoolExecutor(1) as pool:
        assert pool.submit(processes.possible, 4).result() == 1
