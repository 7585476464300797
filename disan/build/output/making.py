"""Files that are made only where the site has not the right ones: what makes each in, staged files out, several at a time."""

import functools
import itertools
from collections.abc import Callable, Iterable, Sequence

from msgspec import Struct

from disan.build.output.stage import Stage, Staged
from disan.core import processes

_WORTH_PROCESSES = 100
"""Files from which on further processes pay for their start."""


class MadeFile(Struct, frozen=True):
    """A file of the site before it is made: its name, a key that is another one when its content is, and what makes that."""

    name: str
    key: str
    make: Callable[[], bytes]


def put_made(files: Iterable[MadeFile], stage: Stage, jobs: int = 1) -> None:
    """Makes and takes those that the site has not; the others are kept. It works in as many processes as `jobs` says.

    Whatever the making of a file raises is raised here.
    """
    missing = list({each.name: each for each in files if not stage.has(each.name, each.key)}.values())
    work = functools.partial(_batch, missing, stage, stage.label())
    several = jobs if len(missing) >= _WORTH_PROCESSES else 1
    made = processes.mapped(work, processes.batches(range(len(missing)), several), several)
    for each, staged in zip(missing, itertools.chain.from_iterable(made), strict=True):
        stage.take_as(staged, each.key)


def _batch(files: Sequence[MadeFile], stage: Stage, label: str, numbers: Sequence[int]) -> list[list[Staged]]:
    return [stage.staged([files[number].name], files[number].make(), f"{label}-{number}") for number in numbers]
