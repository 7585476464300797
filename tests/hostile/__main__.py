"""`python -m tests.hostile [--drawn 2000] [--seed 1] [--write]`: every text through every door, and so many cases drawn by chance.

Ends with 1 where a case got through; `--write` puts the figures into tests/hostile/RESULTS.md.
"""

import argparse
import datetime
import random
import tempfile
from collections.abc import Iterator
from pathlib import Path

from disan import __version__
from disan.core.listeners import tell
from tests.hostile.cases import DOORS, Case, all_cases, drawn
from tests.hostile.projects import all_trials
from tests.hostile.trial import carry_out, try_all

_AT_ONCE = 500
"""Records of one site."""
_ROWS = ("cases tried", "refused with the place", "published harmlessly", "escapes", "crashes", "hangs", "bytes lost")


def main() -> int:
    """Tries all, tells each that got through, and the figures."""
    parser = argparse.ArgumentParser(prog="python -m tests.hostile")
    parser.add_argument("--drawn", type=int, default=2000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    figures = dict.fromkeys(_ROWS, 0)
    cases = [*all_cases(len(DOORS)), *drawn(options.drawn, random.Random(options.seed))]
    faults = [*_records(cases, figures), *_projects(figures)]
    for fault in faults:
        tell(fault)
    table = "\n".join(f"| {name} | {count:,} |" for name, count in figures.items())
    command = f"python -m tests.hostile --drawn {options.drawn} --seed {options.seed}"
    said = f"| | |\n|---|--:|\n{table}\n"
    tell(said)
    if options.write:
        head = "# Hostile cases\n\nWritten by `{}`, disan {}, {}. Test data only.\n\n"
        made = head.format(f"{command} --write", __version__, datetime.datetime.now(datetime.UTC).date())
        (Path(__file__).parent / "RESULTS.md").write_text(made + said, encoding="utf-8")
    return 1 if faults else 0


def _records(cases: list[Case], figures: dict[str, int]) -> Iterator[str]:
    for start in range(0, len(cases), _AT_ONCE):
        some = cases[start : start + _AT_ONCE]
        figures["cases tried"] += len(some)
        with tempfile.TemporaryDirectory() as folder:
            try:
                tried = try_all(Path(folder), some)
            except Exception as error:  # noqa: BLE001  Whatever it is, it is counted.
                figures["crashes"] += 1
                yield f"{some[0].name} to {some[-1].name}: {error!r}"
                continue
            for case in some:
                fault, refused = tried.fault(case), tried.refused(case)
                figures["refused with the place"] += bool(refused and not fault)
                figures["published harmlessly"] += bool(not refused and not fault)
                figures["bytes lost" if fault.startswith("lost") else "escapes"] += bool(fault)
                if fault:
                    yield f"{case.name}: {fault}"
            elsewhere = {name: found for name, found in tried.site.faults.items() if "/ca-" not in name}
            figures["escapes"] += len(elsewhere)
            yield from (f"{name}: {found}" for name, found in elsewhere.items())


def _projects(figures: dict[str, int]) -> Iterator[str]:
    for trial in all_trials():
        figures["cases tried"] += 1
        with tempfile.TemporaryDirectory() as folder:
            carried = carry_out(trial, Path(folder))
        figures["crashes"] += carried.ran.crashed
        figures["hangs"] += carried.ran.hung
        figures["escapes"] += any(each.startswith(("live", "leaked", "changed", "the secret")) for each in carried.faults)
        figures["bytes lost"] += "content changed" in carried.faults
        figures["published harmlessly" if carried.ran.code == 0 else "refused with the place"] += not carried.faults
        if carried.faults:
            yield f"{trial.name}: {', '.join(carried.faults)}"


if __name__ == "__main__":
    raise SystemExit(main())
