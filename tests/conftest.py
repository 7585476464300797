"""The gate that tests with requirements pass through, and the fixtures of tests/fixtures.

A test marked `needs("chromium")` is skipped, with the reason named, where there is none. Under DISAN_REQUIRE_ALL=1, which
.ci/run sets, nothing may be skipped for any reason: what was not run was not shown to work.
"""

import os
import shutil
import sys
import tempfile
from collections.abc import Generator
from pathlib import Path

import hypothesis
import pytest

from tests.requirements import REQUIREMENTS, ROOT

pytest_plugins = [f"tests.fixtures.{file.stem}" for file in sorted((Path(__file__).parent / "fixtures").glob("[a-z]*.py"))]

# How long an example takes says nothing of what is tested. The same are drawn each time: who changes one thing is not shown the fault of
# another; `--hypothesis-profile=thorough` draws others.
hypothesis.settings.register_profile("untimed", deadline=None, max_examples=50, derandomize=True)
hypothesis.settings.register_profile("thorough", deadline=None, max_examples=5_000)
hypothesis.settings.load_profile("untimed")

ALL_REQUIRED = os.environ.get("DISAN_REQUIRE_ALL") == "1"

# What is asserted of other programs' answers is plain text; where CI or one of these asks for colours, they would write some between.
os.environ["NO_COLOR"] = "1"
for asked in ("FORCE_COLOR", "CLICOLOR_FORCE", "PY_COLORS"):
    os.environ.pop(asked, None)

# The tests start the program hundreds of times: it is compiled once for all of them, beside the checkout's own files, whatever a
# machine says of that.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
os.environ["PYTHONPYCACHEPREFIX"] = sys.pycache_prefix = str(ROOT / ".cache" / "bytecode")
sys.dont_write_bytecode = False


# Sites by the hundred are built and thrown away: in memory, where there is room for them, that takes a tenth less time.
MEMORY = Path("/dev/shm")
ROOM = 2 * 2**30
"""Bytes; a whole run leaves a third of a gigabyte."""
if os.name == "posix" and "TMPDIR" not in os.environ and MEMORY.is_dir() and shutil.disk_usage(MEMORY).free > ROOM:
    os.environ["TMPDIR"] = tempfile.tempdir = str(MEMORY)


def pytest_configure(config: pytest.Config) -> None:
    """Makes the markers known."""
    names = ", ".join(REQUIREMENTS)
    config.addinivalue_line("markers", "long: a file of a minute or more, which is begun first, so that none is at work alone at the end")
    config.addinivalue_line("markers", f"needs(*names): the test needs programs beside Python ({names})")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Puts the long files first."""
    items.sort(key=lambda item: item.get_closest_marker("long") is None)


def pytest_runtest_setup(item: pytest.Item) -> None:
    """Skips a test whose requirements are not met."""
    for mark in item.iter_markers("needs"):
        for name in mark.args:
            if REQUIREMENTS[name].find() is None:
                pytest.skip(REQUIREMENTS[name].reason)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item, call: pytest.CallInfo[None]) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Turns a skip into a failure where all is required."""
    report = yield
    if ALL_REQUIRED and report.skipped:
        report.outcome = "failed"
        report.longrepr = f"skipped, though DISAN_REQUIRE_ALL=1: {_reason(report)}"
    return report


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report(collector: pytest.Collector) -> Generator[None, pytest.CollectReport, pytest.CollectReport]:
    """The same for a whole module that skips itself."""
    report = yield
    if ALL_REQUIRED and report.outcome == "skipped":
        report.outcome = "failed"
        report.longrepr = f"{collector.nodeid} skipped, though DISAN_REQUIRE_ALL=1: {_reason(report)}"
    return report


def _reason(report: pytest.TestReport | pytest.CollectReport) -> str:
    return str(report.longrepr[2] if isinstance(report.longrepr, tuple) else report.longrepr)
