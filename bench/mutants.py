"""`python -m bench mutants`: small faults put into the modules that promises rest on, and whether a test finds them; to bench/MUTANTS.md.

mutmut makes the mutants (`pip install mutmut`: too heavy for what every test run installs), bench/mutation.py tries them. Of each module
the first `--rounds` are tried, in an order drawn by a fixed seed. What was killed is not tried again until one deletes
`.cache/bench/mutants.jsonl`. Why one stands that no test finds is said in bench/mutants.toml.
"""

import ast
import contextlib
import difflib
import itertools
import json
import os
import random
import shutil
import subprocess
import sys
import tempfile
import tomllib
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from importlib.metadata import version
from pathlib import Path

from msgspec import Struct, convert

from bench import machine

HERE = Path(__file__).parent
REPORT = HERE / "MUTANTS.md"
_ROOT = HERE.parent
_KEPT = _ROOT / ".cache/bench/mutants.jsonl"
FOUND = ("killed", "too long")
"""What becomes of a mutant that the tests find."""


class Explanation(Struct, frozen=True):
    """Why mutants of a function stand: those that make one of these changes ("before → after"), or all that change a line so."""

    function: str
    changes: tuple[str, ...]
    why: str


class Equivalence(Struct, frozen=True):
    """A piece of a line that may be another one anywhere, and why."""

    before: str
    after: str
    why: str


class Target(Struct, frozen=True):
    """Modules, and the tests that shall find their mutants: files of tests, and of these what `pytest -k` chooses."""

    modules: tuple[str, ...]
    tests: tuple[str, ...]
    chosen: str = ""


class Chosen(Struct, frozen=True):
    """What bench/mutants.toml says."""

    seed: int
    target: tuple[Target, ...]
    survivor: tuple[Explanation, ...] = ()
    equivalent: tuple[Equivalence, ...] = ()


class Mutant(Struct, frozen=True):
    """One change of one function; `name` is mutmut's."""

    module: str
    name: str
    function: str
    change: str

    @property
    def key(self) -> str:
        """What stays when other mutants of the function come or go."""
        return f"{self.function}: {self.change}"


def run(rounds: int) -> str:
    """Tries the mutants, writes the report and gives it back."""
    chosen = convert(tomllib.loads((HERE / "mutants.toml").read_text(encoding="utf-8")), Chosen)
    mutants: dict[str, list[Mutant]] = {}
    for target in chosen.target:
        with tempfile.TemporaryDirectory(prefix="disan-mutants-") as folder:
            root = Path(folder)
            _copied(root)
            modules = sorted(file.relative_to(root).as_posix() for pattern in target.modules for file in (root / "disan").glob(pattern))
            made = {module: _mutated(root, module) for module in modules}
            drawn = [random.Random(chosen.seed).sample(each, len(each))[:rounds] for each in made.values()]
            turns = [each for turn in itertools.zip_longest(*drawn) for each in turn if each]
            before = _remembered()
            asked = [each for each in turns if before.get(each.key) not in FOUND and not (each.key in before and why(each, chosen))]
            if asked:
                _tried(root, sorted(asked, key=lambda each: each.key not in before), target)  # Those first that stood before.
            mutants |= made
    report = _report(chosen, mutants, rounds)
    REPORT.write_text(report, encoding="utf-8")
    return report


def _copied(root: Path) -> None:
    """Copies what git knows of the project, but for its content."""
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=_ROOT, check=True, capture_output=True).stdout.decode()
    for name in filter(None, listed.split("\0")):
        if not name.startswith("content/") and (_ROOT / name).is_file():
            (root / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(_ROOT / name, root / name)


def _mutated(root: Path, module: str) -> list[Mutant]:
    """Writes the mutants of a module into it, each beside its function, and tells them."""
    from mutmut.mutation.file_mutation import mutate_file_contents

    file = root / module
    (root / "setup.cfg").write_text("[mutmut]\nsource_paths=disan\n", encoding="utf-8")
    (root / "mutants/disan").mkdir(parents=True, exist_ok=True)  # mutmut looks for both where it is run.
    with contextlib.chdir(root):
        code = mutate_file_contents(str(file), file.read_text(encoding="utf-8")).code
    file.write_text(code, encoding="utf-8")
    return list(_mutants(module, ast.parse(code)))


def _mutants(module: str, tree: ast.Module) -> Iterator[Mutant]:
    functions = {each.name: each for each in ast.walk(tree) if isinstance(each, ast.FunctionDef) and "__mutmut_" in each.name}
    dotted = module.removesuffix(".py").replace("/", ".").removesuffix(".__init__")
    for name, function in functions.items():
        stem, _, number = name.rpartition("__mutmut_")
        if number != "orig":
            plain = stem.removeprefix("x").lstrip("ǁ").replace("ǁ", ".") if "ǁ" in stem else stem.removeprefix("x_")
            yield Mutant(module, f"{dotted}.{name}", f"{dotted}.{plain}", _change(functions[f"{stem}__mutmut_orig"], function))


def _change(before: ast.FunctionDef, after: ast.FunctionDef) -> str:
    """The lines that differ, "before → after"."""
    one, other = (ast.unparse(each).splitlines()[1:] for each in (before, after))
    differing = [each for each in difflib.ndiff(one, other) if each[0] in "+-"]
    old, new = (" ".join(each[2:].strip() for each in differing if each[0] == sign) for sign in "-+")
    return f"{old} → {new}" if differing else "a default of a parameter"


def _remembered() -> dict[str, str]:
    """What became of mutants that were tried before, by their keys; the last word on each holds."""
    lines = _KEPT.read_text(encoding="utf-8").splitlines() if _KEPT.is_file() else []
    return dict(map(json.loads, lines))


def _tried(root: Path, mutants: Sequence[Mutant], target: Target) -> None:
    """Tries each mutant; what became of it is written down at once, so that whoever stops it loses nothing."""
    (root / "mutants.json").write_text(json.dumps([(each.name, each.key) for each in mutants]), encoding="utf-8")
    _KEPT.parent.mkdir(parents=True, exist_ok=True)
    tests = [f"tests/test_{name}.py" for name in target.tests]
    plugin = ("-p", "bench.mutation", "-p", "no:cacheprovider", "--tb=no")
    command = [sys.executable, "-m", "pytest", "-q", *plugin, "-m", "not slow", "-k", target.chosen, *tests]
    try:
        subprocess.run(command, cwd=root, env={**os.environ, "MUTANT_UNDER_TEST": "", "MUTANTS_KEPT": str(_KEPT)}, check=True)
    except (KeyboardInterrupt, subprocess.CalledProcessError):
        print("Stopped: the report tells of what was tried.")


def _report(chosen: Chosen, mutants: Mapping[str, Sequence[Mutant]], rounds: int) -> str:
    """A table of the modules, and each mutant that stands with why it does."""
    about = machine.described({"mutmut": version("mutmut"), "pytest": version("pytest")}, f"python -m bench mutants --rounds {rounds}")
    outcomes, total, rows, told = _remembered(), Counter[str](), list[str](), list[str]()
    for module, every in mutants.items():
        drawn = random.Random(chosen.seed).sample(every, len(every))[:rounds]
        tried = [each for each in drawn if each.key in outcomes]
        standing = {each: why(each, chosen) for each in tried if outcomes[each.key] not in FOUND}
        counts = Counter(
            mutants=len(every), tried=len(tried), killed=len(tried) - len(standing), explained=sum(map(bool, standing.values()))
        )
        counts["unexplained"] = len(standing) - counts["explained"]
        total += counts
        rows.append(_row(module, counts))
        told += [f"- `{each.function}`: `{each.change}`: {reason or f'**{outcomes[each.key]}**'}" for each, reason in standing.items()]
    drawing = f'- Drawn: of each module the first {rounds} in an order of seed {chosen.seed}; "tried" is how many of these a run came to'
    found_by = [
        f"- {', '.join(each.modules)}: by {', '.join(f'test_{name}' for name in each.tests)} {each.chosen and f'(`-k` {each.chosen})'}"
        for each in chosen.target
    ]
    heads = ["| Module | Mutants | Tried | Killed | Stand, explained | Stand, unexplained |", "|---|---|---|---|---|---|"]
    return (
        "\n".join(
            ["# Mutants", "", about, drawing, *found_by, "", *heads, *rows, _row("**all**", total), "", "## Those that stand", "", *told]
        )
        + "\n"
    )


def _row(name: str, counts: Mapping[str, int]) -> str:
    return f"| {name} | " + " | ".join(str(counts[each]) for each in ("mutants", "tried", "killed", "explained", "unexplained")) + " |"


def why(mutant: Mutant, chosen: Chosen) -> str:
    """Finds why a mutant stands; empty where nobody has said."""
    fitting = (each for each in chosen.survivor if each.function == mutant.function)
    told = (each.why for each in fitting if any(mutant.change.startswith(change) for change in each.changes))
    return next(told, "") or next((each.why for each in chosen.equivalent if _is_made_by(mutant.change, each)), "")


def _is_made_by(change: str, equivalence: Equivalence) -> bool:
    """Whether a change is that of one piece of the line, and of nothing else."""
    before, _, after = change.partition(" → ")
    pieces = before.split(equivalence.before)
    return any(
        equivalence.before.join(pieces[:place]) + equivalence.after + equivalence.before.join(pieces[place:]) == after
        for place in range(1, len(pieces))
    )


if __name__ == "__main__":
    print(run(int(sys.argv[1])))
