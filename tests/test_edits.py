"""Whatever is edited, a site built again is that of a clean build, byte for byte, with the same report (promise 1).

DISAN_SEQUENCES says how many sequences of edits are tried, DISAN_FIRST_SEQUENCE with which to begin: each number is always the same one.
"""

import datetime
import os
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from random import Random

import pytest

from tests.edits.surroundings import EDITS, MISHAPS, start
from tests.edits.world import CODES, Text, World, put
from tests.fixtures.projects import Project, clean, told

FIRST = int(os.environ.get("DISAN_FIRST_SEQUENCE", "0"))
SEQUENCES = int(os.environ.get("DISAN_SEQUENCES", "2"))
STEPS = 6
BASES = (None, None, None, "https://thu.example/duoi")


def edited(world: World, good: World, chance: Random) -> Iterator[tuple[str, World]]:
    """One to three edits, each with its name; now and then the first of them is that all is as it was when it last was good."""
    if world is not good and chance.random() < 0.8:
        world = good
        yield "restored", world
    for edit in chance.choices(EDITS, k=chance.randint(1, 3)):
        world = edit(world, chance)
        yield edit.__name__, world


def differing(made: dict[str, bytes], expected: dict[str, bytes]) -> list[str]:
    """The names of the files that are not the same in both."""
    return sorted(name for name in made.keys() | expected.keys() if made.get(name) != expected.get(name))


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(FIRST, FIRST + SEQUENCES))
def test_after_any_sequence_of_edits_the_bytes_are_those_of_a_clean_build(tmp_path: Path, seed: int) -> None:
    chance, project = Random(seed), Project(tmp_path / "project")
    world = good = start()
    put(project, None, world)
    assert not project.build().stopped
    done: list[str] = []
    for _ in range(STEPS):
        for name, after in edited(world, good, chance):
            put(project, world, after)
            world = after
            done.append(name)
        if chance.random() < 0.4:
            mishap = chance.choice(MISHAPS)
            mishap(project, chance)
            done.append(mishap.__name__)
        before = project.files()
        today = datetime.date(2026 + chance.randint(0, 1), chance.choice((5, 12)), chance.choice((5, 6)))
        base_url, jobs = chance.choice(BASES), chance.choice((1, 2))
        done.append(f"build {today} {base_url} {jobs}")
        expected, files = clean(project, tmp_path / "clean", today, base_url)
        report = project.build(today=today, base_url=base_url, jobs=jobs)
        assert told(report) == told(expected), done
        assert (report.stopped, report.pages, report.codes) == (expected.stopped, expected.pages, expected.codes), done
        assert differing(project.files(), before if report.stopped else files) == [], done
        good = good if report.stopped else world


Change = Callable[[World, str], World]


def with_fields(**fields: str) -> Change:
    """Gives a record these fields."""

    def change(world: World, name: str) -> World:
        record = world.records[name]
        kept = {field: value for field, value in {**record.text.fields, **fields}.items() if value}
        return world.with_record(name, replace(record, text=replace(record.text, fields=kept)))

    return change


def retitled(world: World, name: str) -> World:
    """Another title in Vietnamese, which stays at its place among the others."""
    record = world.records[name]
    return world.with_record(name, replace(record, text=replace(record.text, title=f"{record.text.title} cũ")))


def translated(world: World, name: str) -> World:
    """An English text."""
    return world.with_record(name, replace(world.records[name], english=Text("Another place", {}, ("A test.",))))


CHANGES: Mapping[str, Change] = {
    "title": retitled,
    "code": with_fields(code=""),
    "commune": with_fields(places="\n  - name: xã Thạch Hà\n    as_of: 2025-08"),
    "point": with_fields(coordinates="18.3861, 105.7181"),
    "former name": with_fields(formerly="[ten-cu]"),
    "translation": translated,
}
"""What pages show of a record beside its own text and card, each of it changed alone."""


@pytest.mark.slow
@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_what_is_changed_alone_of_any_record_is_right_on_every_page_that_shows_it(tmp_path: Path, change: Change) -> None:
    project, first = Project(tmp_path / "project"), start()
    for name, code in zip(sorted(first.records), CODES, strict=True):
        first = with_fields(code=code)(first, name)
    put(project, None, first)
    assert not project.build().stopped
    world = first
    for name in sorted(first.records):
        after = change(world, name)
        put(project, world, after)
        world = after
        expected, files = clean(project, tmp_path / "clean")
        report = project.build()
        assert told(report) == told(expected), name
        if not report.stopped:
            assert differing(project.files(), files) == [], name
