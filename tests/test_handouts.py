"""Handouts: a kind has one where a template stands; each is read back, and what would mislead is not made. Test data only."""

import shutil
from pathlib import Path
from typing import Annotated

import pypdfium2
import pytest
import zxingcpp

from disan import cli
from disan.build.project import open_project
from disan.content.fields.about import About
from disan.content.fields.model import Model, Several
from disan.content.fields.plain import Line, Reference
from disan.content.kinds import KINDS
from disan.content.record import Record
from disan.core.problems import NotPossibleError
from disan.core.strings import Words
from disan.drawing.fitting import DoesNotFitError
from disan.pages.language_view import CatalogueView
from disan.printing import code_sheets, handouts
from disan.printing.plaques.selection import Selection
from disan.render.folders import folder_with, program_templates
from tests.batches import SETTINGS, code
from tests.fixtures.projects import TODAY, Project, relic

ALL = Selection()


class Stall(Model):
    """A stall of a fair."""

    sells: Annotated[Line, About(Words("Bán", "Sells"), translated=True)]
    of: Annotated[Reference | None, About(Words("Của", "Of"))] = None


class Fair(Record):
    """A kind that exists in this test only."""

    folder = "fairs"
    address = Words("hoi-cho", "fairs")
    name = Words("Hội chợ", "Fair")
    plural = Words("Hội chợ", "Fairs")
    lead = Words("Hội chợ để thử.", "Fairs for a test.")
    schema_org = "Event"

    stalls: Annotated[Several[Stall], About(Words("Gian hàng", "Stalls"), fact=True)] = ()


TEMPLATE = """\
#import "parts.typ": *
#show: setting
#set page(width: 148mm, height: 210mm)
= #data.title
#code(data.symbol, 30)
#for stall in values("stalls") [
  #line-of(stall)
  #if stall.path in data.linked { code(data.linked.at(stall.path).symbol, 21) }
]
"""
FAIR = f"""\
---
title: Hội chợ thử
code: {code(3)}
stalls:
  - sells: bánh đa
    of: relics/den-mot
  - sells: cu đơ
  - of: relics/den-hai
    sells: kẹo lạc
sources:
  - title: Dữ liệu thử
---
"""
IN_ENGLISH = "---\ntitle: Test fair\nstalls:\n  - sells: rice crackers\n  - sells: brittle\n  - sells: peanuts\n---\n"
TWO_CODES = {f"https://DISAN-THU.VN/Q/{code(number)}" for number in (1, 3)}


def fair(root: Path, template: str = TEMPLATE, text: str = FAIR) -> Project:
    """A fair that names two relics, one of which has a code, in a project with a template for it."""
    project = Project(root)
    for name in ("handouts", "plaques"):
        shutil.copytree(program_templates() / name, root / "templates" / name)
    project.write(
        {
            "content/site.yml": SETTINGS,
            "templates/handouts/fair.typ": template,
            "content/fairs/cho-thu/index.vi.md": text,
            "content/fairs/cho-thu/index.en.md": IN_ENGLISH,
            "content/relics/den-mot/index.vi.md": relic("Đền Một", code=code(1)),
            "content/relics/den-hai/index.vi.md": relic("Đền Hai"),
        }
    )
    return project


def made(project: Project, choice: Selection = ALL, language: str = "vi") -> list[Path]:
    """The handouts of a choice, as the command makes them for the kinds that ship."""
    read, _ = open_project(project.root, None, (*KINDS, Fair))
    assert read
    view = CatalogueView(language, read.settings, read.addresses, read.catalogue.gazetteer, TODAY.year, catalogue=read.catalogue)
    items = handouts.select_items(project.root, view, choice, TODAY)
    out = project.root / "out"
    sheets = [handouts.handout(view, item, TODAY) for item in items]
    code_sheets.make_sheets(sheets, out, lambda template: folder_with(project.root, template))
    return sorted(out.iterdir())


def seen(file: Path) -> tuple[list[tuple[int, int]], str, list[str]]:
    """A document's pages in millimetres, its words, and what its codes say."""
    with pypdfium2.PdfDocument(file) as document:
        sides = [(round(page.get_width() / 72 * 25.4), round(page.get_height() / 72 * 25.4)) for page in document]
        words = " ".join(" ".join(page.get_textpage().get_text_range().split()) for page in document)
        codes = [found.text for page in document for found in zxingcpp.read_barcodes(page.render(scale=3).to_pil())]
    return sides, words, codes


def test_a_kind_with_a_template_has_a_handout_with_its_words_and_the_codes_of_what_it_names(tmp_path: Path) -> None:
    (file,) = made(fair(tmp_path), Selection(("fairs/cho-thu",)))
    assert file.name == f"{code(3)}_cho-thu_vi.pdf"
    sides, words, codes = seen(file)
    assert sides == [(148, 210)]
    assert "Hội chợ thử" in words
    assert "bánh đa" in words
    assert set(codes) == TWO_CODES


def test_a_handout_is_made_in_a_language_of_the_site(tmp_path: Path) -> None:
    (file,) = made(fair(tmp_path), language="en")
    _, words, _ = seen(file)
    assert file.name.endswith("_en.pdf")
    assert "Test fair" in words
    assert "rice crackers" in words


def test_the_same_content_gives_the_same_bytes(tmp_path: Path) -> None:
    project = fair(tmp_path)
    once = made(project)[0].read_bytes()
    assert made(project)[0].read_bytes() == once
    assert b"CreationDate" not in once


def test_the_code_of_a_record_without_one_leads_to_its_page(tmp_path: Path) -> None:
    (file,) = made(fair(tmp_path, text=FAIR.replace(f"code: {code(3)}\n", "")), Selection(("content/fairs/cho-thu/",)))
    assert file.name == "cho-thu_vi.pdf"
    assert "https://disan-thu.vn/hoi-cho/cho-thu/" in seen(file)[2]


def test_a_record_whose_kind_has_no_template_has_none(tmp_path: Path) -> None:
    project = fair(tmp_path)
    with pytest.raises(NotPossibleError) as told:
        made(project, Selection(("relics/den-mot",)))
    assert "fair" in str(told.value.values["kinds"])
    assert "relic" not in str(told.value.values["kinds"])
    with pytest.raises(NotPossibleError) as told:
        made(project, Selection(("fairs/cho-thi",)))
    assert told.value.values["nearest"] == "fairs/cho-thu"


@pytest.mark.parametrize(
    "wrong",
    [
        pytest.param(TEMPLATE.replace("code(data.symbol, 30)", "data.symbol.says"), id="its own is left out"),
        pytest.param(TEMPLATE + "#place(top, rect(width: 100%, height: 100%, fill: white))", id="something lies over them"),
        pytest.param(TEMPLATE.replace(", 21)", ", 15)"), id="one is too small"),
        pytest.param(
            TEMPLATE.replace(", 21)", ", 21); place(dy: -26mm, rect(width: 2mm, height: 20mm, fill: black))"), id="one stands too tight"
        ),
    ],
)
def test_nothing_is_written_where_a_code_cannot_be_read(tmp_path: Path, wrong: str) -> None:
    with pytest.raises(code_sheets.UnreadableError):
        made(fair(tmp_path, wrong))
    assert not (tmp_path / "out").exists()


def test_a_letter_that_the_typeface_lacks_is_told_with_its_record(tmp_path: Path) -> None:
    with pytest.raises(code_sheets.UnshownError) as told:
        made(fair(tmp_path, text=FAIR.replace("cu đơ", "cu đơ 神")))
    assert (told.value.title, told.value.characters) == ("Hội chợ thử", "神")


def test_what_a_template_finds_too_long_is_told_with_its_record(tmp_path: Path) -> None:
    template = TEMPLATE + '#if values("stalls").len() > 2 { metadata("too-long") }\n'
    with pytest.raises(DoesNotFitError, match="Hội chợ thử"):
        made(fair(tmp_path, template))


def test_wrong_usage_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    project = fair(tmp_path)
    shutil.rmtree(tmp_path / "content/fairs")
    assert cli.main(["handouts", "--root", str(project.root), "--language", "lo"]) == 2
    assert "vi, en" in capsys.readouterr().err
    assert cli.main(["handouts", "--root", str(project.root), "relics/den-mot"]) == 2
    assert cli.main(["handouts", "--root", str(project.root), "relics/den-mott"]) == 2
    assert "relics/den-mot" in capsys.readouterr().err
    project.write({"content/site.yml": SETTINGS.replace("disan-thu.vn", "disan.example")})
    assert cli.main(["handouts", "--root", str(project.root)]) == 1
    assert "temporary-plaque-address" in capsys.readouterr().err
