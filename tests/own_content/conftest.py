"""`own_project`: the content of this repository, built once."""

import pytest

from tests.fixtures.projects import Project, told
from tests.requirements import ROOT


@pytest.fixture(scope="session")
def own_project(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """The content of this repository with the real templates, built in a temporary folder."""
    project = Project(tmp_path_factory.mktemp("own"))
    (project.root / "content").symlink_to(ROOT / "content")
    assert told(project.build()) == ""
    return project
