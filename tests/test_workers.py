"""Work in several processes: every task once, results in order, and faults told where the work was asked for."""

import os
import time

import pytest

from disan.build import processes
from disan.build.processes import WorkerFailedError


def doubled(number: int) -> tuple[int, int]:
    """A result, and the process that it comes from."""
    return 2 * number, os.getpid()


@pytest.mark.parametrize("count", [2, 3, 999, 1_000, 1_001, 2_345])
def test_every_task_is_done_once_and_results_are_in_order(count: int) -> None:
    """More tasks than there may be runs in the pipe are taken several at a time."""
    found = list(processes.mapped(doubled, range(count), 3))
    assert [result for result, _ in found] == [2 * number for number in range(count)]
    assert os.getpid() not in {process for _, process in found}


def test_a_process_that_has_done_its_share_is_followed_by_another() -> None:
    found = list(processes.mapped(doubled, range(165), 2))
    shares = [sum(process == each for _, process in found) for each in {process for _, process in found}]
    assert max(shares) == 16
    assert len(shares) >= 11  # 165 tasks are more than ten shares.


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
    assert list(processes.mapped(doubled, [7], 4)) == [(14, os.getpid())]


def test_all_processes_take_part_whoever_is_slow() -> None:
    def slow(number: int) -> int:
        time.sleep(0.5 if number == 0 else 0.01)
        return os.getpid()

    found = list(processes.mapped(slow, range(12), 2))
    assert found.count(found[0]) == 1  # While one sleeps, the other does the rest.
    assert len(set(found)) == 2


def test_what_is_done_ahead_is_known_to_all_processes() -> None:
    learned: list[int] = []

    def told(number: int) -> tuple[int, int, list[int]]:
        learned.append(number)
        return number, os.getpid(), learned[:1]

    found = list(processes.mapped(told, range(7, 40), 2, ahead=True))
    assert [number for number, _, _ in found] == list(range(7, 40))
    assert [process == os.getpid() for _, process, _ in found] == [True] + [False] * 32
    assert all(first == [7] for _, _, first in found)


def test_meanwhile_something_is_done_here_where_there_are_processes() -> None:
    done: list[int] = []
    list(processes.mapped(doubled, range(4), 2, lambda: done.append(os.getpid())))
    assert done == [os.getpid()]
    list(processes.mapped(doubled, range(4), 1, lambda: done.append(0)))
    assert done == [os.getpid()]


def test_a_fault_comes_back_with_its_place() -> None:
    def faulty(number: int) -> float:
        return 1 / (number - 3)

    with pytest.raises(WorkerFailedError, match=r"in faulty[\s\S]*ZeroDivisionError"):
        list(processes.mapped(faulty, range(6), 2))


def test_a_process_that_ends_without_a_word_is_a_fault() -> None:
    def ended(number: int) -> int:
        if number == 2:
            os._exit(0)
        return number

    with pytest.raises(WorkerFailedError, match="a process ended after"):
        list(processes.mapped(ended, range(6), 2))


def test_whoever_wants_no_more_results_leaves_no_process_behind() -> None:
    results = processes.mapped(doubled, range(1_000), 2)
    _, process = next(results)
    del results
    with pytest.raises(ProcessLookupError):
        os.kill(process, 0)
