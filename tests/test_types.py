"""mypy, as strict as pyproject.toml says, on the program and on its tests: a test, so that it works while the others do."""

import subprocess

import pytest

from tests.requirements import ROOT, located

pytestmark = [pytest.mark.long, pytest.mark.needs("mypy")]


def test_mypy_finds_nothing() -> None:
    done = subprocess.run([str(located("mypy"))], cwd=ROOT, check=False, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
