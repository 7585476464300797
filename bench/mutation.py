"""Mutants of chosen modules in a copy of the project, each tried by the tests that reach it: a plugin of pytest.

mutmut writes every mutant of a function beside it, and takes the one that an environment variable names. Its own runner collects
the tests again for each mutant, which takes seconds; here the tests are collected once, and each mutant is tried in a fork.
"""

import gc
import json
import os
import resource
import signal
from collections import defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest
from mutmut.mutation import trampoline

CHOICE = "MUTANT_UNDER_TEST"
"""The variable that mutmut's trampolines ask for the mutant, or for "stats": then they tell that they were passed."""
_AT_ONCE = 2 * (os.cpu_count() or 1)
_SPARE = 3
"""Seconds of processor time that a mutant may take beyond twice what its tests take without it."""


def pytest_runtestloop(session: pytest.Session) -> bool:
    """Tries the mutants named in `mutants.json`, some at a time, and adds a line for each to the file that MUTANTS_KEPT names."""
    reach = _reach(session.items)
    mutants: list[tuple[str, str]] = json.loads(Path("mutants.json").read_text(encoding="utf-8"))
    gc.freeze()  # What is never collected is never written to, so that a fork shares it.
    workers = [_worker(session, mutants[number::_AT_ONCE], reach, number) for number in range(_AT_ONCE)]
    for worker in workers:
        os.waitpid(worker, 0)
    return True


def _worker(session: pytest.Session, mutants: Sequence[tuple[str, str]], reach: Mapping[str, Mapping[str, float]], number: int) -> int:
    """A process that tries its share of the mutants, in a folder of its own; its id."""
    if (child := os.fork()) != 0:
        return child
    folder = Path("tests-write", str(number)).absolute()
    folder.mkdir(parents=True)
    os.environ["PYTEST_DEBUG_TEMPROOT"] = str(folder)  # Where pytest makes the folders that tests write into.
    with Path(os.environ["MUTANTS_KEPT"]).open("a", encoding="utf-8") as outcomes:
        for name, key in mutants:
            tests = reach.get(name.rpartition("__mutmut_")[0], {})
            items = sorted((each for each in session.items if each.nodeid in tests), key=lambda each: tests[each.nodeid])
            outcome = _tried(session, name, items, _SPARE + 2 * sum(tests.values())) if items else "not reached"
            outcomes.write(json.dumps((key, outcome)) + "\n")
            outcomes.flush()
    os._exit(0)


def _reach(items: Sequence[pytest.Item]) -> Mapping[str, Mapping[str, float]]:
    """Which tests reach a function, and the seconds that each takes; found in a fork, that nothing stays in memory which hides a mutant."""
    file = Path("reach.json")
    if (child := os.fork()) == 0:
        reach: dict[str, dict[str, float]] = defaultdict(dict)
        passed: set[str] = set()
        trampoline.record_trampoline_hit = lambda name, **_: passed.add(name)
        os.environ[CHOICE] = "stats"
        for item, following in zip(items, [*items[1:], None], strict=True):
            before = _seconds()
            item.config.hook.pytest_runtest_protocol(item=item, nextitem=following)
            for name in passed:
                reach[name][item.nodeid] = _seconds() - before
            passed.clear()
        file.write_text(json.dumps(reach), encoding="utf-8")
        os._exit(bool(items[0].session.testsfailed))
    if os.waitpid(child, 0)[1]:
        raise pytest.UsageError("the tests fail without a mutant")
    found: Mapping[str, Mapping[str, float]] = json.loads(file.read_text(encoding="utf-8"))
    return found


def _tried(session: pytest.Session, name: str, items: Sequence[pytest.Item], limit: float) -> str:
    """What became of a mutant: killed, by the first test that failed; too long; or survived."""
    if (child := os.fork()) == 0:
        nothing = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nothing, 1)
        os.dup2(nothing, 2)
        signal.setitimer(signal.ITIMER_PROF, limit)
        os.environ[CHOICE] = name
        for item, following in zip(items, [*items[1:], None], strict=True):
            item.config.hook.pytest_runtest_protocol(item=item, nextitem=following)
            if session.testsfailed:
                os._exit(1)
        os._exit(0)
    _, status = os.waitpid(child, 0)
    return "survived" if status == 0 else "too long" if os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGPROF else "killed"


def _seconds() -> float:
    """Processor time of this process and of those that it waited for."""
    own, others = resource.getrusage(resource.RUSAGE_SELF), resource.getrusage(resource.RUSAGE_CHILDREN)
    return own.ru_utime + own.ru_stime + others.ru_utime + others.ru_stime
