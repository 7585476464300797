"""Work in step: every run does its first step before any does its second, and each gives its own result."""

import pytest

from disan.core.steps import Steps, Stepwise, in_step

done: list[str] = []


@Stepwise
def told(name: str, *, times: int) -> Steps[str]:
    """Notes each of its steps."""
    for step in range(times):
        done.append(f"{name}{step}")
        yield
    return name.upper()


@Stepwise
def told_twice(name: str) -> Steps[str]:
    first = yield from told.steps(name, times=1)
    return first + (yield from told.steps(name, times=2))


@pytest.fixture(autouse=True)
def _nothing_done() -> None:
    done.clear()


def test_all_do_a_step_before_any_does_the_next() -> None:
    assert in_step(told.steps(name, times=2) for name in "abc") == ["A", "B", "C"]
    assert done == ["a0", "b0", "c0", "a1", "b1", "c1"]


def test_results_are_in_order_whoever_ends_first() -> None:
    assert in_step([told.steps("a", times=3), told.steps("b", times=0), told.steps("c", times=1)]) == ["A", "B", "C"]
    assert done == ["a0", "c0", "a1", "a2"]
    assert in_step([]) == []


def test_steps_within_steps_are_steps() -> None:
    assert in_step(told_twice.steps(name) for name in "ab") == ["AA", "BB"]
    assert done == ["a0", "b0", "a0", "b0", "a1", "b1"]


def test_called_it_does_all_of_them() -> None:
    assert told("a", times=2) == "A"
    assert done == ["a0", "a1"]
    assert told.__doc__ == "Notes each of its steps."


def test_what_one_raises_is_raised() -> None:
    def faulty() -> Steps[str]:
        yield
        raise ValueError("of its own")

    with pytest.raises(ValueError, match="of its own"):
        in_step([told.steps("a", times=9), faulty()])
