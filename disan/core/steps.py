"""Several runs of the same work in step: all do their first step, then all their second, and so on. Knows nothing of the work.

Work of many parts needs more instructions and tables than a processor has at hand, and one run after the other fetches them all again
and again. In step, what a part needs is fetched once for all runs: `python -m bench steps` measures it.
"""

import functools
from collections.abc import Callable, Generator, Iterable
from typing import Generic, ParamSpec, TypeVar

Given = ParamSpec("Given")
Result = TypeVar("Result")
Steps = Generator[None, None, Result]
"""Work that stops between its steps."""


class Stepwise(Generic[Given, Result]):
    """A function that does its work in steps, written as a generator that yields between them. Called, it does all of them."""

    def __init__(self, steps: Callable[Given, Steps[Result]]) -> None:
        self.steps = steps
        """Begins the work and stops before its first step."""
        functools.update_wrapper(self, steps)

    def __call__(self, *values: Given.args, **named: Given.kwargs) -> Result:
        """The result."""
        (result,) = in_step([self.steps(*values, **named)])
        return result


def in_step(runs: Iterable[Steps[Result]]) -> list[Result]:
    """The result of each run, in their order. What a run raises ends all of them."""
    waiting = dict(enumerate(runs))
    results: dict[int, Result] = {}
    while waiting:
        for number, run in list(waiting.items()):
            try:
                next(run)
            except StopIteration as end:
                results[number] = end.value
                del waiting[number]
    return [results[number] for number in sorted(results)]
