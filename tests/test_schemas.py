"""The JSON Schemas: every record of the sample passes, and what a build refuses by its name or its choice is told. Test data only."""

import json
from pathlib import Path
from typing import Any

import pytest

from disan.content import source as sources
from disan.content.kinds import KINDS
from disan.content.kinds.relic import Relic
from disan.content.record import Record
from disan.content.source import data
from disan.core.strings import load
from disan.editing import schemas
from tests.fixtures.projects import SAMPLE, Site, relic

RECORDS = [(kind, file) for kind in KINDS for file in sorted((SAMPLE / "content" / kind.folder).glob("*/index.vi.md"))]
GOOD: dict[str, Any] = {"title": "Đền Thử", "type": "history", "sources": ["Sách"]}


def faults(kind: Any, record: Any) -> list[str]:
    import jsonschema

    validator = jsonschema.Draft7Validator(schemas.of_kind(kind, load("vi")))
    return [f"{'/'.join(map(str, each.path))}: {each.message}" for each in validator.iter_errors(record)]


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_each_schema_is_one(kind: Any) -> None:
    import jsonschema

    for language in ("vi", "en"):
        jsonschema.Draft7Validator.check_schema(schemas.of_kind(kind, load(language)))


@pytest.mark.parametrize(("kind", "file"), RECORDS, ids=lambda value: value.parent.name if isinstance(value, Path) else "")
def test_every_record_of_the_sample_passes(kind: Any, file: Path) -> None:
    source, _ = sources.read(file, "x")
    assert source
    assert faults(kind, data(source.front)) == []


def test_the_sample_has_every_kind_and_every_field() -> None:
    """What is new is seen there by all tests that read it."""
    given: dict[type[Record], set[str]] = {kind: set() for kind in KINDS}
    for kind, file in RECORDS:
        source, _ = sources.read(file, "x")
        assert source
        given[kind] |= source.front.entries.keys()
    lacking = [f"{kind.folder}: {name}" for kind in KINDS for name in kind.fields if name not in Record.fields and name not in given[kind]]
    lacking += [name for name in Record.fields if not any(name in names for names in given.values())]
    assert not lacking, f"no record in tests/sites/province gives a value to {', '.join(lacking)}"


@pytest.mark.parametrize(
    "added",
    [
        {},
        {"opening_hours": None, "draft": True, "visit_minutes": 90},
        {"rank": "quốc gia", "draft": "có"},
        {"sources": "https://nguon.example/"},
        {"sources": {"title": "Sách"}},
        {"places": [{"name": "xã Thử", "as_of": 2023}]},
        {"code": "7K3QM"},
    ],
)
def test_what_a_build_takes_passes(added: dict[str, Any]) -> None:
    assert faults(Relic, GOOD | added) == []


@pytest.mark.parametrize(
    "added",
    [
        {"tile": "Đền"},
        {"rank": "to nhất"},
        {"draft": "chắc"},
        {"places": [{"nam": "xã Thử"}]},
        {"places": [{"village": "thôn Thử"}]},
        {"code": "7K3Q"},
        {"type": None, "title": ["hai", "tên"]},
    ],
)
def test_what_a_build_refuses_is_told_while_it_is_typed(added: dict[str, Any]) -> None:
    assert faults(Relic, GOOD | added)


def test_a_record_without_its_required_fields_is_told() -> None:
    assert any("title" in fault for fault in faults(Relic, {"type": "history"}))


def test_the_site_publishes_them_and_new_records_name_theirs(site_of: Site) -> None:
    from disan import cli

    project = site_of({"content/relics/den-thu/index.vi.md": relic(code="7K3QM")})
    assert not project.build().stopped
    for kind in KINDS:
        assert json.loads(project.page(f"schema/{kind.__name__.lower()}.json")) == schemas.of_kind(kind, load("vi"))
    assert cli.main(["new", "house", "Nhà văn hóa thử", "--root", str(project.root)]) == 0
    made = (project.root / "content/houses/nha-van-hoa-thu/index.vi.md").read_text(encoding="utf-8")
    assert made.splitlines()[1] == "# yaml-language-server: $schema=https://disan.example/schema/house.json"
