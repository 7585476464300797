"""What `disan init` writes: a site of examples that is fine at once, for any kinds, all of it or nothing. All data is test data."""

import random
import re
from pathlib import Path
from typing import Annotated

import pytest

from disan import cli
from disan.build import pipeline
from disan.content.fields.about import About
from disan.content.fields.coordinates import Coordinates
from disan.content.fields.dates import LunarDay, SolarDay, When
from disan.content.fields.model import Model, Several
from disan.content.fields.numbers import Count, Quantity
from disan.content.fields.plain import Focus, Line, Mail, Reference, Slug, Switch, Telephone, WebAddress
from disan.content.kinds import KINDS
from disan.content.record import Certainty, Place, Record, schema
from disan.content.settings import Settings
from disan.core.strings import Words
from disan.editing import new_site
from disan.render.folders import program_templates
from tests.fixtures.projects import TODAY, Project

_WORDS = Words("Nhãn", "Label")


class Ship(Model):
    """A part of the kind below."""

    name: Annotated[Line, About(_WORDS, translated=True)]
    built: Annotated[When, About(_WORDS)]
    note: Annotated[Line | None, About(_WORDS)] = None


class Harbour(Record):
    """A kind of this test that requires a value of every type."""

    folder = "harbours"
    address = Words("ben-cang", "harbours")
    name = Words("Bến cảng", "Harbour")
    plural = Words("Bến cảng", "Harbours")
    lead = Words("Bến để thử.", "Harbours for a test.")
    schema_org = "Place"

    certainty: Annotated[Certainty, About(_WORDS, fact=True)]
    open: Annotated[Switch, About(_WORDS, fact=True)]
    berths: Annotated[Count, About(_WORDS, fact=True)]
    depth: Annotated[Quantity, About(_WORDS, fact=True)]
    built: Annotated[When, About(_WORDS, fact=True)]
    feast: Annotated[LunarDay, About(_WORDS)]
    remembered: Annotated[SolarDay, About(_WORDS)]
    page: Annotated[WebAddress, About(_WORDS)]
    mail: Annotated[Mail, About(_WORDS)]
    telephone: Annotated[Telephone, About(_WORDS)]
    view: Annotated[Focus, About(_WORDS)]
    short: Annotated[Slug, About(_WORDS)]
    light: Annotated[Coordinates, About(_WORDS)]
    keeper: Annotated[Line, About(_WORDS, translated=True, fact=True)]
    ships: Annotated[Several[Ship], About(_WORDS)]
    town: Annotated[Place, About(_WORDS)]
    next: Annotated[Several[Reference], About(_WORDS)]


def begun(folder: Path, kinds: tuple[type[Record], ...] = KINDS) -> Project:
    """A new site in a folder."""
    new_site.write(folder, new_site.files(kinds, "tinh-thu/disan", random.Random(1)))
    return Project(folder)


def test_a_new_site_is_fine_at_once_and_shows_each_kind_in_both_languages(tmp_path: Path) -> None:
    project = begun(tmp_path / "trang")
    report = project.build(strict=True)
    assert report.problems == ()
    for kind in KINDS:
        assert "Đây là dữ liệu thử" in project.page(f"{kind.address.vi}/vi-du/index.html")
    assert "This is test data" in project.page(f"en/{KINDS[0].address.en}/vi-du/index.html")


@pytest.mark.parametrize("kinds", [(*KINDS, Harbour), (Harbour, *KINDS)], ids=["last", "first"])
def test_a_new_kind_has_its_example_by_itself_whatever_it_requires(tmp_path: Path, kinds: tuple[type[Record], ...]) -> None:
    project = begun(tmp_path / "trang", kinds)
    project.write({"templates/kinds/harbour.html": '{% extends "record.html" %}\n'})
    report = pipeline.build(project.root, project.out, TODAY, kinds=kinds, strict=True)
    assert report.problems == ()
    assert "Dữ liệu thử" in project.page("ben-cang/vi-du/index.html")


def test_every_setting_is_named_with_its_label(tmp_path: Path) -> None:
    settings = (begun(tmp_path / "trang").root / "content/site.yml").read_text(encoding="utf-8")
    for name, about in schema.members(Settings):
        assert re.search(rf"^(# )?{name}:", settings, re.MULTILINE), name
        assert about.label.vi in settings


def test_a_template_of_the_site_wins_over_the_program_s(tmp_path: Path) -> None:
    project = begun(tmp_path / "trang")
    source = (program_templates() / "home.html").read_text(encoding="utf-8")
    project.write({"templates/home.html": source.replace("{% endblock %}", "<p>Mẫu của trang này</p>{% endblock %}", 1)})
    assert not project.build().stopped
    assert "Mẫu của trang này" in project.page("index.html")


@pytest.mark.parametrize(
    ("typed", "workflow", "requirement"),
    [
        (
            ["--program-repository", "tinh-thu/disan"],
            "tinh-thu/disan/",
            "disan[pack,plaques,search] @ https://github.com/tinh-thu/disan/releases/",
        ),
        (["--program-repository", "https://github.com/tinh-thu/ban.sao.git"], "tinh-thu/ban.sao/", "tinh-thu/ban.sao/releases/"),
        ([], "OWNER/disan/", "disan[pack,plaques,search]==0.2.0"),
    ],
)
def test_workflows_and_requirements_name_the_program(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], typed: list[str], workflow: str, requirement: str
) -> None:
    folder = tmp_path / "trang"
    assert cli.main(["init", str(folder), *typed]) == 0
    for name in ("deploy", "check", "verify"):
        text = (folder / f".github/workflows/{name}.yml").read_text(encoding="utf-8")
        assert re.search(rf"uses: {re.escape(workflow)}\.github/workflows/site(-\w+)?\.yml@v0$", text, re.MULTILINE)
    lines = (folder / "requirements.txt").read_text(encoding="utf-8").splitlines()
    (line,) = [each for each in lines if not each.startswith("#")]
    assert requirement in line
    assert ("Chưa biết chương trình nằm ở kho nào" in capsys.readouterr().out) == (not typed)


def test_a_repository_that_is_none_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["init", str(tmp_path / "trang"), "--program-repository", "disan"]) == 2
    assert "“disan” không phải là một kho trên GitHub" in capsys.readouterr().err
    assert not (tmp_path / "trang").exists()


def test_a_folder_with_files_is_left_as_it_is(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "cua-toi.txt").write_text("của tôi", encoding="utf-8")
    assert cli.main(["init", str(tmp_path)]) == 2
    assert "đã có tệp nên không ghi gì" in capsys.readouterr().err
    assert cli.main(["init", str(tmp_path / "cua-toi.txt")]) == 2
    assert [file.name for file in tmp_path.rglob("*")] == ["cua-toi.txt"]


def test_an_empty_repository_is_filled(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    (tmp_path / ".git" / "HEAD").write_text("ref: refs/heads/main\n", encoding="utf-8")
    begun(tmp_path)
    assert (tmp_path / ".git" / "HEAD").is_file()
    assert (tmp_path / "content/site.yml").is_file()


@pytest.mark.parametrize("there", [True, False], ids=["empty", "absent"])
def test_a_fault_of_the_machine_leaves_nothing(tmp_path: Path, there: bool) -> None:
    folder = tmp_path / "trang"
    if there:
        folder.mkdir()
    files = {"content/site.yml": "name: thử\n", "content/site.yml/khong-the": "một tệp trong một tệp"}
    with pytest.raises(OSError, match="site"):
        new_site.write(folder, files)
    assert [*tmp_path.rglob("*")] == ([folder] if there else [])
