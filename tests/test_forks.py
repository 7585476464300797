"""A fork: this repository with another's content and README, without our benches and the tests of our content. It is green too."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from disan import cli
from tests.requirements import ROOT

READ_THE_REPOSITORY = ("docs", "glossary")
"""Tests that read more of the repository than the program; all others have none but test data, wherever they run."""


@pytest.fixture(scope="module")
def fork(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The fork as docs/en/new-site.md tells to make one."""
    folder = tmp_path_factory.mktemp("fork") / "disan"
    at_root = {"content", "bench", "site", "node_modules", "README.md", "README.en.md"}
    anywhere = shutil.ignore_patterns(".*cache*", ".git", ".venv", "__pycache__", "own_content")
    shutil.copytree(ROOT, folder, ignore=lambda parent, names: anywhere(parent, names) | (at_root if parent == str(ROOT) else set()))
    (folder / "README.md").write_text("# Một tỉnh khác\n", encoding="utf-8")
    assert cli.main(["init", str(folder.parent / "new")]) == 0
    shutil.move(folder.parent / "new" / "content", folder / "content")
    return folder


@pytest.mark.slow
def test_what_judges_the_repository_is_green_in_a_fork(fork: Path) -> None:
    files = [f"tests/test_{name}.py" for name in READ_THE_REPOSITORY]
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-p", "no:xdist", "-m", "not slow", *files]
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("PYTEST_", "DISAN_"))}
    done = subprocess.run(command, cwd=fork, env=kept, check=False, capture_output=True, text=True, encoding="utf-8")
    assert done.returncode == 0, done.stdout[-3000:]


@pytest.mark.slow
def test_what_is_installed_is_not_what_a_fork_is_judged_by(fork: Path) -> None:
    """The test above would say nothing of a fork whose tests found the program of this repository instead."""
    told = subprocess.run(
        [sys.executable, "-c", "import disan; print(disan.__file__)"], cwd=fork, check=True, capture_output=True, text=True
    )
    assert Path(told.stdout.strip()).is_relative_to(fork)
