"""A build killed at any instant leaves no half file, and the next build equals a clean one.

See docs/architecture.md, "Building again changes no byte".
"""

import random
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.fixtures.projects import TODAY, Project, Site, relic

ROOT = Path(__file__).parent.parent
RECORDS = 12


def version(number: int) -> dict[str, str | bytes]:
    """Records of test data whose every page says which version it is of."""
    return {f"content/relics/den-{index}/index.vi.md": relic(f"Đền {index}", body=f"Lần {number}. " * 300) for index in range(RECORDS)}


def command(project: Project) -> list[str]:
    """The build of a project, as a process."""
    return [sys.executable, str(ROOT / "build.py"), "--root", str(project.root), "--today", TODAY.isoformat()]


@pytest.mark.slow
def test_killed_at_random_instants(site_of: Site, tmp_path: Path) -> None:
    project = site_of(version(1))
    began = time.monotonic()
    subprocess.run(command(project), check=True, capture_output=True)
    lasts = time.monotonic() - began
    randomness = random.Random(20261123)
    for number in range(2, 6):
        before = project.files()
        project.write(version(number))
        process = subprocess.Popen(command(project), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        time.sleep(lasts * randomness.uniform(0.5, 1.0))
        process.kill()
        process.wait()
        clean = Project(tmp_path / f"clean-{number}")
        clean.write({"content/site.yml": (project.root / "content/site.yml").read_bytes(), **version(number)})
        clean.build()
        after = clean.files()
        for name, content in project.files().items():
            if name not in (".disan-part", ".disan-files"):
                assert content in (before.get(name), after.get(name)), f"{name} is neither the old file nor the new one"
        project.build()
        assert project.files() == after
