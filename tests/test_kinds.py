"""Everything that differs by kind follows from its class: held for the kinds that ship, and shown with one that does not."""

from collections.abc import Sequence
from typing import Annotated

import pytest

from disan.content.fields.about import About
from disan.content.fields.numbers import Count
from disan.content.fields.plain import Line
from disan.content.kinds import KINDS
from disan.content.record import Record, schema
from disan.core import text
from disan.core.strings import Words
from disan.render.folders import program_templates
from tests.fixtures.projects import Site, rules


class Bridge(Record):
    """A kind that exists in this test only."""

    folder = "bridges"
    address = Words("cau-cong", "bridges")
    name = Words("Cầu", "Bridge")
    plural = Words("Những cây cầu", "Bridges")
    lead = Words("Cầu để thử.", "Bridges for a test.")
    schema_org = "Bridge"

    spans: Annotated[Count, About(Words("Số nhịp", "Spans"), fact=True, unit=Words("nhịp", "spans"))]
    river: Annotated[Line | None, About(Words("Bắc qua sông", "Across"), translated=True, fact=True, expected=True)] = None


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_kind_says_everything_in_both_languages(kind: type[Record]) -> None:
    for words in (kind.name, kind.plural, kind.lead, kind.address):
        assert words.vi
        assert words.en
    assert text.SLUG.fullmatch(kind.address.vi)
    assert text.SLUG.fullmatch(kind.address.en)
    for name in kind.fields:
        said = schema.said(kind, name)
        assert said is not None, f"{kind.__name__}.{name} says nothing of itself"
        assert said.label.vi
        assert said.label.en


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_kind_has_a_short_template(kind: type[Record]) -> None:
    template = program_templates() / "kinds" / f"{kind.__name__.lower()}.html"
    assert template.read_text(encoding="utf-8").count("\n") <= 40


def test_addresses_of_kinds_differ() -> None:
    def distinct(values: Sequence[str]) -> bool:
        return len(set(values)) == len(values)

    assert distinct([kind.folder for kind in KINDS])
    assert distinct([kind.address.vi for kind in KINDS])
    assert distinct([kind.address.en for kind in KINDS])


def test_a_new_kind_is_a_class_a_template_and_a_word(site_of: Site) -> None:
    """No other change: page, listing, navigation, facts table, code, messages and translation all follow."""
    record = "---\ntitle: Cầu thử\ncode: 82MWF\nspans: 3\nriver: sông Thử\nsources:\n  - url: https://nguon.example/cau\n---\nBài thử.\n"
    project = site_of(
        {
            "templates/kinds/bridge.html": '{% extends "record.html" %}\n',
            "content/bridges/cau-thu/index.vi.md": record,
            "content/bridges/cau-thu/index.en.md": "---\ntitle: Test bridge\nriver: Test river\n---\nA test.\n",
        }
    )
    report = project.build(kinds=(*KINDS, Bridge))
    assert rules(report) == {"bad-code"}  # The code above was made up; the program says which is right.
    right = next(problem.values["right"] for problem in report.problems)
    project.write({"content/bridges/cau-thu/index.vi.md": record.replace("82MWF", str(right) or "").replace("code: \n", "")})
    report = project.build(kinds=(*KINDS, Bridge))
    assert not report.stopped
    page = project.page("cau-cong/cau-thu/index.html")
    assert "Số nhịp" in page
    assert "3 nhịp" in page
    assert "sông Thử" in page
    english = project.page("en/bridges/cau-thu/index.html")
    assert "Test river" in english
    assert "3 spans" in english
    assert "Cầu thử" in project.page("cau-cong/index.html")
    assert "Những cây cầu" in project.page("index.html")
    project.write({"content/bridges/cau-thu/index.vi.md": record.replace("spans: 3", "spans: ba").replace("code: 82MWF\n", "")})
    assert "wrong-type" in rules(project.build(kinds=(*KINDS, Bridge)))
