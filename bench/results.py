"""Figures of building sites: samples in, medians, ratios, exponents and verdicts out; to JSON and back. Measures nothing.

Figures of different runs never meet in a ratio: a run keeps all of its own, and replaces an earlier one of its kind as a whole.
"""

import dataclasses
import json
import math
import statistics
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bench.peers.peer import Step

OURS = "disan"


@dataclass(frozen=True, slots=True)
class Sample:
    """What one program took for one step of one round."""

    peer: str
    size: int
    step: Step
    round: int
    wall: float
    """Seconds."""
    processor: float
    """Seconds, user and system."""
    memory: int
    """Bytes; 0 where it was not watched."""


@dataclass(frozen=True, slots=True)
class Output:
    """What one program wrote at one size."""

    peer: str
    size: int
    files: int
    bytes: int
    page_bytes: float


@dataclass(frozen=True, slots=True)
class Run:
    """All figures that belong together."""

    conditions: str
    """Machine, versions, command and load, as Markdown."""
    samples: tuple[Sample, ...]
    outputs: tuple[Output, ...]
    notes: tuple[str, ...]
    """What was left out, measured less often, or found wrong in an output, in sentences."""

    @property
    def sizes(self) -> tuple[int, ...]:
        """Counts of records, ascending."""
        return tuple(sorted({sample.size for sample in self.samples}))

    @property
    def peers(self) -> tuple[str, ...]:
        """Keys of the programs, ours first, the others as they were first measured."""
        others = dict.fromkeys(sample.peer for sample in self.samples)
        return tuple(sorted(others, key=lambda peer: peer != OURS))

    def of(self, peer: str, size: int, step: Step) -> tuple[Sample, ...]:
        """The samples of one cell, by round."""
        return tuple(sample for sample in self.samples if (sample.peer, sample.size, sample.step) == (peer, size, step))

    def output(self, peer: str, size: int) -> Output | None:
        """What a program wrote at a size; None where it was not measured."""
        return next((each for each in self.outputs if (each.peer, each.size) == (peer, size)), None)


@dataclass(frozen=True, slots=True)
class Goal:
    """Ours by theirs, at most."""

    peer: str
    size: int
    step: Step
    measure: str
    """`wall` or `memory`."""
    most: float
    shown: str
    """As the issue writes it."""


def goals(run: Run) -> Iterator[Goal]:
    """Against Hugo what stands in the table below; ahead of every other program in every cell that was measured and is compared."""
    yield from (goal for goal in _AGAINST_HUGO if run.of("hugo", goal.size, goal.step))
    for peer in run.peers:
        if peer in (OURS, "hugo"):
            continue
        for size in run.sizes:
            yield from (
                Goal(peer, size, step, "wall", 1.0, "< 1") for step in Step if step is not Step.PARTIAL and run.of(peer, size, step)
            )
            if run.of(peer, size, Step.COLD):
                yield Goal(peer, size, Step.COLD, "memory", 1.0, "< 1")


_AGAINST_HUGO = (
    Goal("hugo", 125, Step.COLD, "wall", 3.0, "≤ 3"),
    Goal("hugo", 125, Step.UNCHANGED, "wall", 1 / 3, "≤ 1/3"),
    Goal("hugo", 125, Step.RECORD, "wall", 1.0, "≤ 1"),
    Goal("hugo", 1_000, Step.COLD, "wall", 2.0, "≤ 2"),
    Goal("hugo", 1_000, Step.UNCHANGED, "wall", 1 / 10, "≤ 1/10"),
    Goal("hugo", 1_000, Step.RECORD, "wall", 1 / 4, "≤ 1/4"),
    Goal("hugo", 10_000, Step.COLD, "wall", 2.0, "≤ 2"),
    Goal("hugo", 10_000, Step.UNCHANGED, "wall", 1 / 20, "≤ 1/20"),
    Goal("hugo", 10_000, Step.RECORD, "wall", 1 / 10, "≤ 1/10"),
    Goal("hugo", 10_000, Step.TEMPLATE, "wall", 0.75, "≤ 0.75"),
    Goal("hugo", 10_000, Step.COLD, "memory", 1 / 3, "≤ 1/3"),
)


def median(samples: Sequence[Sample], measure: str) -> float:
    """The median of a measure (`wall`, `processor`, `memory`) over the rounds that have it; ValueError where none has."""
    values = [float(value) for sample in samples if (value := getattr(sample, measure))]
    if not values:
        raise ValueError("no samples")
    return statistics.median(values)


def ratio(run: Run, peer: str, size: int, step: Step, measure: str) -> float | None:
    """Ours by theirs: the median of the ratios of those rounds that both took part in; None where there is no such round."""
    ours = {sample.round: float(getattr(sample, measure)) for sample in run.of(OURS, size, step)}
    theirs = {sample.round: float(getattr(sample, measure)) for sample in run.of(peer, size, step)}
    shared = [ours[each] / theirs[each] for each in ours if theirs.get(each)]
    return statistics.median(shared) if shared else None


def kept(goal: Goal, measured: float) -> bool:
    """Whether a ratio reaches its goal; a goal written as less than one is not reached by one itself."""
    return measured < goal.most if goal.shown.startswith("<") else measured <= goal.most


def exponent(first: tuple[int, float], second: tuple[int, float]) -> float:
    """The slope between two (records, value) points where both axes are logarithmic: 1 grows as the records do, 2 as their square."""
    return math.log(second[1] / first[1]) / math.log(second[0] / first[0])


def reached(points: Sequence[tuple[int, float]], limit: float) -> float:
    """How many records reach a limit, along the line through the two points beside it, or the last two for one beyond them all.

    Both axes are logarithmic; the points ascend. Infinite where the last two do not grow.
    """
    at = next((number for number, (_, value) in enumerate(points) if number and value >= limit), len(points) - 1)
    (count, value), slope = points[at], exponent(points[at - 1], points[at])
    return float(count * (limit / value) ** (1 / slope)) if slope > 0 else math.inf


def read(file: Path) -> dict[str, Run]:
    """The runs that a file keeps, by kind; none where there is no file."""
    if not file.is_file():
        return {}
    return {kind: _run(values) for kind, values in json.loads(file.read_text(encoding="utf-8")).items()}


def written(runs: Mapping[str, Run]) -> str:
    """The runs as JSON, a sample a line."""
    kinds = []
    for kind, run in sorted(runs.items()):
        parts = [f"{_json('conditions')}: {_json(run.conditions)}", f"{_json('notes')}: {_json(list(run.notes))}"]
        for name, rows in (("outputs", run.outputs), ("samples", run.samples)):
            lines = ",\n".join(f"      {_json(dataclasses.asdict(row))}" for row in rows)
            parts.append(f"{_json(name)}: [\n{lines}\n    ]")
        kinds.append(f"  {_json(kind)}: {{\n    " + ",\n    ".join(parts) + "\n  }")
    return "{\n" + ",\n".join(kinds) + "\n}\n"


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


def _run(values: Mapping[str, Any]) -> Run:
    samples = tuple(Sample(**{**row, "step": Step(row["step"])}) for row in values["samples"])
    return Run(values["conditions"], samples, tuple(Output(**row) for row in values["outputs"]), tuple(values["notes"]))
