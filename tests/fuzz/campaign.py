"""`python -m tests.fuzz.campaign [--seconds 180] [READER …] [--write]`: one reader after another under atheris, begun from files of tests/.

Ends with 1 where a reader failed, hung or was slow; the input is kept in .cache/fuzz, for `python -m tests.fuzz READER FILE`.
`--write` puts the figures into tests/fuzz/RESULTS.md.
"""

import argparse
import datetime
import re
import resource
import subprocess
import sys
import tempfile
import time
from importlib.metadata import version
from pathlib import Path

from msgspec import Struct

from bench import machine
from disan import __version__
from disan.core.listeners import tell
from tests.fuzz import seeds
from tests.fuzz.readers import READERS
from tests.requirements import ROOT

_KEPT = ROOT / ".cache/fuzz"
_HANGS = 60
"""Seconds that one input may take, on a machine with other things to do."""
_SLOW = 2
"""Seconds from which on an input is tried once more, alone."""
_SLOW_ALONE = 0.5
"""Seconds of processor time that an input of a few thousand bytes may take."""
_COLUMNS = (
    "Reader",
    "Begun with",
    "Executions",
    "Inputs that took new ways",
    "Ways in the end",
    "Processor seconds",
    "Failures",
    "Slow inputs",
)


class Run(Struct, frozen=True):
    """What came of one reader; `seconds` are the processor's, `failures` and `slow` the names of files in .cache/fuzz."""

    reader: str
    seeds: int
    executions: int
    added: int
    ways: int
    seconds: float
    failures: tuple[str, ...]
    slow: tuple[str, ...]


def main() -> int:
    """Runs the readers, tells each as it ends."""
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz.campaign")
    parser.add_argument("--seconds", type=int, default=180)
    parser.add_argument("--write", action="store_true")
    parser.add_argument("readers", nargs="*", metavar="READER")
    options = parser.parse_args()
    if unknown := [each for each in options.readers if each not in READERS]:
        parser.error(f"{unknown[0]}: {', '.join(READERS)}")
    runs: list[Run] = []
    for reader in options.readers or READERS:
        runs.append(_run(reader, options.seconds))
        tell(_row(runs[-1]))
    if options.write:
        command = f"python -m tests.fuzz.campaign --seconds {options.seconds} --write"
        about = machine.described({"disan": __version__, "atheris": version("atheris")}, command)
        day = datetime.datetime.now(datetime.UTC).date()
        said = "Inputs that coverage chooses (libFuzzer), until a reader fails or the time is over. Test data only."
        rows = [f"| {' | '.join(_COLUMNS)} |", "|---" + "|--:" * (len(_COLUMNS) - 1) + "|", *map(_row, runs), _row(_sum(runs))]
        (Path(__file__).parent / "RESULTS.md").write_text(
            "\n".join(["# Fuzzing", "", said, "", about, f"- Day: {day}", "", *rows]) + "\n", encoding="utf-8"
        )
    return int(any(each.failures or each.slow for each in runs))


def _run(reader: str, seconds: int) -> Run:
    with tempfile.TemporaryDirectory(prefix="disan-fuzz-") as folder:
        given, found = Path(folder, "given"), Path(folder, "found")
        given.mkdir()
        found.mkdir()
        for number, content in enumerate(seeds.of(reader)):
            (given / str(number)).write_bytes(content)
        _KEPT.mkdir(parents=True, exist_ok=True)
        before, began = set(_KEPT.iterdir()), _processor_seconds()
        limits = (f"-max_total_time={seconds}", f"-timeout={_HANGS}", f"-report_slow_units={_SLOW}", "-print_final_stats=1")
        command = [sys.executable, "-m", "tests.fuzz", reader, *limits, f"-artifact_prefix={_KEPT}/{reader}-", str(found), str(given)]
        done = subprocess.run(command, cwd=ROOT, capture_output=True, check=False)
        told = done.stderr.decode("utf-8", "replace")
        left = sorted(set(_KEPT.iterdir()) - before)
        slow = tuple(each.name for each in left if "-slow-unit-" in each.name and _seconds_alone(reader, each) > _SLOW_ALONE)
        failures = tuple(each.name for each in left if "-slow-unit-" not in each.name)
        return Run(
            reader=reader,
            seeds=len(list(given.iterdir())),
            executions=_last(r"stat::number_of_executed_units:\s*(\d+)", told),
            added=_last(r"stat::new_units_added:\s*(\d+)", told),
            ways=_last(r"\bcov: (\d+)", told),
            seconds=_processor_seconds() - began,
            failures=failures or (("not run",) if done.returncode and not left else ()),
            slow=slow,
        )


def _seconds_alone(reader: str, file: Path) -> float:
    """Seconds of processor time that an input takes: on a busy machine the clock says little."""
    content = file.read_bytes()
    began = time.process_time()
    READERS[reader](content)
    return time.process_time() - began


def _processor_seconds() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _last(pattern: str, told: str) -> int:
    return int((re.findall(pattern, told) or ["0"])[-1])


def _sum(runs: list[Run]) -> Run:
    numbers = {name: sum(getattr(each, name) for each in runs) for name in ("seeds", "executions", "added", "ways", "seconds")}
    return Run("**all**", **numbers, failures=_joined([each.failures for each in runs]), slow=_joined([each.slow for each in runs]))


def _joined(names: list[tuple[str, ...]]) -> tuple[str, ...]:
    return tuple(name for each in names for name in each)


def _row(run: Run) -> str:
    numbers = (run.seeds, run.executions, run.added, run.ways, round(run.seconds), len(run.failures), len(run.slow))
    return f"| {run.reader} | " + " | ".join(f"{each:,}" for each in numbers) + " |"


if __name__ == "__main__":
    raise SystemExit(main())
