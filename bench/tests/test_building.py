"""The bench of building sites: records in each program's notation, cards, runs measured, outputs judged, figures and report.

Programs of others are not run here; disan is, on a small site. No timing is judged.
"""

import base64
import dataclasses
import io
import re
import shutil
import statistics
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest
import segno
import yaml

from bench import build, build_report, neighbours, proof, results, rounds, running
from bench.corpus import BenchRecord, records
from bench.neighbours import Neighbours
from bench.peers import OURS, PEERS, earlier
from bench.peers.peer import COMPARED, ROOT, Build, Peer, Step, filler, write
from bench.results import Goal, Output, Run, Sample

COUNT = 12
RECORDS = tuple(records(COUNT))
KNOWN = neighbours.found(RECORDS)
OTHERS = {key: peer for key, peer in PEERS.items() if peer is not earlier.PEER}
EVERY = (OURS, *OTHERS.values())


def written(peer: Peer, folder: Path, filler_bytes: int = 0) -> Path:
    """A program's small site; the installed packages that it would be linked to need not be there."""
    write(peer, folder, RECORDS, KNOWN, filler_bytes)
    return folder


def read(peer: Peer, folder: Path, record: BenchRecord) -> tuple[dict[str, Any], str]:
    """The front matter and the body of a record that was written in YAML."""
    _, front, body = (folder / peer.source_file.format(slug=record.slug)).read_text(encoding="utf-8").split("---\n", 2)
    return yaml.safe_load(front), body


# Records


def test_records_are_as_heavy_as_the_bench_says() -> None:
    fronts = [len(OURS.source(record, KNOWN[record.slug]).split("\n---\n")[0].encode()) for record in RECORDS]
    assert 700 < statistics.mean(fronts) < 900
    assert 235 < statistics.mean(len(record.body.split()) for record in RECORDS) < 265


def test_the_same_records_come_again_and_no_code_comes_twice() -> None:
    assert tuple(records(COUNT)) == RECORDS
    assert len({record.code for record in records(2_000)}) == 2_000


@pytest.mark.parametrize("peer", EVERY, ids=lambda peer: peer.key)
def test_each_program_is_written_a_site_whose_template_can_be_edited(peer: Peer, tmp_path: Path) -> None:
    folder = written(peer, tmp_path / "site")
    for record in RECORDS:
        text = (folder / peer.source_file.format(slug=record.slug)).read_text(encoding="utf-8")
        assert all(
            said in text for said in (record.title, record.summary, record.code, record.ticket, record.sources[2][1], record.linked[1])
        )
        assert "{link}" not in text
    assert (folder / peer.template).read_text(encoding="utf-8").count(rounds.MARK) == 1
    edited = rounds.site(peer, folder, RECORDS[0], KNOWN[RECORDS[0].slug])
    assert rounds.prepared(edited, Step.TEMPLATE, 3) == peer.template
    assert 'data-edition="3"' in (folder / peer.template).read_text(encoding="utf-8")


@pytest.mark.parametrize("key", ["hugo", "eleventy", "mkdocs", "jekyll"])
def test_front_matter_holds_the_values_and_the_neighbours(key: str, tmp_path: Path) -> None:
    record = RECORDS[5]
    front, body = read(PEERS[key], written(PEERS[key], tmp_path / "site"), record)
    assert front["title"] == record.title
    assert front["code"] == record.code
    assert front["sources"][1] == {"title": record.sources[1][0], "url": record.sources[1][1]}
    assert tuple(name.rpartition("/")[2] for name in front["near"]) == KNOWN[record.slug].near
    link = f"({record.linked[1]}.md)" if key == "mkdocs" else f"(/di-tich/{record.linked[1]}/)"
    assert link in body


def test_pelicans_lists_are_further_indented_lines(tmp_path: Path) -> None:
    record = RECORDS[5]
    lines = (written(PEERS["pelican"], tmp_path / "site") / f"content/di-tich/{record.slug}.md").read_text(encoding="utf-8").splitlines()
    place = lines.index(f"honours: {record.honours[0]}")
    assert lines[place + 1] == f"    {record.honours[1]}"
    assert f"lead: {record.summary}" in lines


@pytest.mark.parametrize("size", [0, 20, 200, 201, 12_345])
def test_a_filler_is_as_long_as_asked_or_not_there(size: int) -> None:
    assert len(filler(size).encode()) == (size if size >= 200 else 0)


@pytest.mark.parametrize("peer", OTHERS.values(), ids=lambda peer: peer.key)
def test_the_filler_stands_in_every_template_that_takes_it(peer: Peer, tmp_path: Path) -> None:
    light, heavy = written(peer, tmp_path / "light"), written(peer, tmp_path / "heavy", 1_000)
    for name in peer.filled:
        assert (heavy / name).stat().st_size - (light / name).stat().st_size == 1_000
        assert "/* Filler: " in (heavy / name).read_text(encoding="utf-8")
    assert peer.template in peer.filled


# disan's own output, and how outputs are judged


def test_another_checkout_is_measured_with_the_same_records(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("BENCH_EARLIER", raising=False)
    with pytest.raises(RuntimeError, match="BENCH_EARLIER"):
        earlier.PEER.install()
    (tmp_path / "checkout/templates").mkdir(parents=True)
    (tmp_path / "checkout/build.py").touch()
    shutil.copyfile(ROOT / "templates/record.html", tmp_path / "checkout/templates/record.html")
    monkeypatch.setenv("BENCH_EARLIER", str(tmp_path / "checkout"))
    folder, ours = written(earlier.PEER, tmp_path / "site"), written(OURS, tmp_path / "ours")
    assert {file.relative_to(folder): file.read_bytes() for file in folder.rglob("*.*")} == {
        file.relative_to(ours): file.read_bytes() for file in ours.rglob("*.*")
    }
    assert str(tmp_path / "checkout" / "build.py") in earlier.PEER.command(Build(folder, Step.COLD, ""))


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The output of disan's small site."""
    folder = written(OURS, tmp_path_factory.mktemp("bench") / "site")
    site = rounds.site(OURS, folder, RECORDS[6], KNOWN[RECORDS[6].slug])
    sample = rounds.built(site, COUNT, Step.COLD, 1)
    assert (sample.peer, sample.size, sample.step, sample.round) == ("disan", COUNT, Step.COLD, 1)
    assert sample.memory > 10_000_000  # No Python with these libraries is smaller.
    rounds.built(site, COUNT, Step.RECORD, 2)
    rounds.built(site, COUNT, Step.TEMPLATE, 3)
    return site.output


def test_disan_writes_what_every_program_must_write(built: Path) -> None:
    assert proof.faults(built, [record for record in RECORDS if record != RECORDS[6]]) == []
    weight = proof.weight(built, RECORDS)
    assert weight.files > 3 * COUNT
    assert weight.bytes > 3 * COUNT * weight.page_bytes > 0


def test_disan_shows_the_cards_that_the_others_are_told(built: Path) -> None:
    for record in RECORDS:
        assert proof.cards(built, record, RECORDS) == (*KNOWN[record.slug].related, *KNOWN[record.slug].near)


def test_an_edit_reaches_the_record_and_those_who_show_its_card(built: Path) -> None:
    edited = RECORDS[6].slug
    expected = {slug for slug, each in KNOWN.items() if edited in (slug, *each.related, *each.near)}
    assert proof.showing(built, RECORDS, rounds.told(2, Step.RECORD)) == expected


def test_each_fault_of_an_output_is_told(built: Path, tmp_path: Path) -> None:
    out = tmp_path / "site"
    shutil.copytree(built, out)
    one, other = RECORDS[0], RECORDS[1]
    page = out / proof.page(one)
    page.write_text((out / proof.page(other)).read_text(encoding="utf-8"), encoding="utf-8")
    (out / proof.twins(other)[0]).write_text("", encoding="utf-8")
    (out / "sitemap.xml").write_text("", encoding="utf-8")
    told = proof.faults(out, [one, other])
    assert f"the symbol of {one.slug} says ['{proof.address(other)}'], not {proof.address(one)}" in told
    assert f"{proof.page(one)} does not show {one.ticket!r}" in told
    assert f"the two files of {other.code} differ or hold another page" in told
    assert f"{one.slug} is not both in the index and in the sitemap" in told
    page.unlink()
    assert proof.faults(out, [one, other]) == [f"{proof.page(one)} is missing"]


def test_symbols_are_read_back_from_drawings_and_pictures() -> None:
    made = segno.make("https://DISAN.EXAMPLE/Q/7K3QM", error="q", micro=False, boost_error=False)
    drawing = made.svg_inline(border=4)
    picture = io.BytesIO()
    made.save(picture, kind="png", scale=4)
    inline = f'<img src="data:image/png;base64,{base64.b64encode(picture.getvalue()).decode()}">'
    for page in (f"<p><svg class='other'></svg>{drawing}</p>", inline):
        (said,) = proof.decoded(page)
        assert (said.text, said.ec_level) == ("https://DISAN.EXAMPLE/Q/7K3QM", "Q")
    assert proof.decoded("<p>none</p>") == []


# Neighbours


def placed(number: int, commune: str, to: int) -> BenchRecord:
    """A record of a commune that links to another."""
    return dataclasses.replace(RECORDS[0], slug=f"r{number}", commune=commune, linked=(f"r{to}", f"r{to}"))


def test_the_linked_are_left_out_of_the_nearest_and_the_same_commune_comes_first() -> None:
    here, there = "Xã Đức Đồng", "Xã Kỳ Xuân"  # At the two ends of the province.
    made = neighbours.found([placed(0, here, 1), placed(1, here, 1), placed(2, there, 3), placed(3, here, 2), placed(4, here, 4)])
    assert made["r0"] == Neighbours(related=("r1",), near=("r3", "r4", "r2"))
    assert made["r3"] == Neighbours(related=("r2",), near=("r0", "r1", "r4"))
    assert made["r4"] == Neighbours(related=(), near=("r0", "r1", "r3", "r2"))


# Runs

_HOLDING = "import time; held = bytearray(60_000_000); time.sleep(0.3)"


def test_memory_of_a_process_and_of_those_that_it_starts(tmp_path: Path) -> None:
    alone = running.memory((sys.executable, "-c", _HOLDING), tmp_path)
    starting = f"import subprocess, sys; subprocess.Popen((sys.executable, '-c', {_HOLDING!r})); {_HOLDING}; import os; os.wait()"
    both = running.memory((sys.executable, "-c", starting), tmp_path)
    assert 60_000_000 < alone < 110_000_000
    assert 120_000_000 < both < 200_000_000


def test_processor_time_is_counted_and_sleep_is_not(tmp_path: Path) -> None:
    asleep = running.taken((sys.executable, "-c", "import time; time.sleep(0.5)"), tmp_path)
    assert asleep.processor < asleep.wall
    assert asleep.wall >= 0.5


def test_a_program_that_fails_is_told_with_its_last_words(tmp_path: Path) -> None:
    with pytest.raises(running.FailedError, match="ended with 3: no such thing"):
        running.taken((sys.executable, "-c", "import sys; print('no such thing'); sys.exit(3)"), tmp_path)


# Rounds

_PROGRAM = """import pathlib
record = next(pathlib.Path('content').iterdir()).read_text()
template = pathlib.Path('template.html').read_text()
for name in ({page!r}, {twin!r}, {other!r}):
    file = pathlib.Path('site', name)
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text({shown})
"""


def small(key: str, folder: Path, shown: str = "template + record") -> rounds.Site:
    """A site of one record, built by a program of a few lines."""
    record = RECORDS[0]
    (folder / "content").mkdir(parents=True)
    (folder / "template.html").write_text(rounds.MARK, encoding="utf-8")
    (folder / "content" / f"{record.slug}.md").write_text(record.body, encoding="utf-8")
    twin, other = proof.twins(record)
    program = _PROGRAM.format(page=proof.page(record), twin=twin, other=other, shown=shown)
    peer = Peer(
        key=key,
        name=key,
        install=lambda: None,
        versions=dict,
        source=lambda each, _: each.body,
        source_file="content/{slug}.md",
        template="template.html",
        command=lambda _: (sys.executable, "-c", program),
        output="site",
        caches=("cache", "lock"),
        settings="",
        differs="",
    )
    return rounds.site(peer, folder, record, Neighbours((), ()))


def test_every_round_goes_through_all_programs_beginning_with_another(tmp_path: Path) -> None:
    sites = [small(key, tmp_path / key) for key in ("one", "two")]
    steps = {"one": (Step.COLD, Step.RECORD), "two": (Step.COLD,)}
    done = [(sample.round, sample.peer, sample.step) for sample in rounds.measured(sites, 1, 2, 1e9, steps)]
    assert done == [
        (1, "one", Step.COLD),
        (1, "one", Step.RECORD),
        (1, "two", Step.COLD),
        (2, "two", Step.COLD),
        (2, "one", Step.COLD),
        (2, "one", Step.RECORD),
    ]


def test_a_program_that_spent_its_time_has_one_round(tmp_path: Path) -> None:
    sites = [small("one", tmp_path / "one")]
    assert [sample.round for sample in rounds.measured(sites, 1, 5, 0.0, {"one": (Step.COLD,)})] == [1]


def test_a_cold_build_finds_neither_output_nor_caches(tmp_path: Path) -> None:
    site = small("one", tmp_path / "one")
    for name in ("site", "cache"):
        (site.folder / name).mkdir()
    (site.folder / "lock").touch()
    assert rounds.prepared(site, Step.COLD, 1) == ""
    assert sorted(path.name for path in site.folder.iterdir()) == ["content", "template.html"]


def test_each_rounds_edit_is_another_one(tmp_path: Path) -> None:
    site = small("one", tmp_path / "one")
    name = rounds.prepared(site, Step.RECORD, 1)
    first = (site.folder / name).read_text(encoding="utf-8")
    rounds.prepared(site, Step.RECORD, 2)
    second = (site.folder / name).read_text(encoding="utf-8")
    rounds.prepared(site, Step.PARTIAL, 2)
    third = (site.folder / name).read_text(encoding="utf-8")
    assert first.endswith(rounds.told(1, Step.RECORD))
    assert second == first.replace(rounds.told(1, Step.RECORD), rounds.told(2, Step.RECORD))
    assert third == second.replace(rounds.told(2, Step.RECORD), rounds.told(2, Step.PARTIAL))
    assert third != second


@pytest.mark.parametrize("step", [Step.PARTIAL, Step.RECORD, Step.TEMPLATE])
def test_an_output_that_does_not_show_the_edit_is_no_figure(step: Step, tmp_path: Path) -> None:
    with pytest.raises(RuntimeError, match=f"one did not take an edited {step} into its output"):
        rounds.built(small("one", tmp_path / "one", shown="'always the same'"), 1, step, 1)


# Figures


def sample(peer: str, wall: float, round_number: int = 1, size: int = 1_000, step: Step = Step.COLD, memory: int = 100) -> Sample:
    """A sample whose processor time is twice its wall time."""
    return Sample(peer, size, step, round_number, wall, 2 * wall, memory)


def run_of(samples: Sequence[Sample], outputs: Sequence[Output] = (), notes: Sequence[str] = ()) -> Run:
    """A run under no particular conditions."""
    return Run("- Command: `none`", tuple(samples), tuple(outputs), tuple(notes))


def test_a_ratio_is_the_median_over_the_rounds_that_both_took_part_in() -> None:
    ours = [sample("disan", wall, number) for number, wall in enumerate((1.0, 2.0, 9.0, 100.0), 1)]
    theirs = [sample("hugo", wall, number) for number, wall in enumerate((2.0, 2.0, 3.0), 1)]
    run = run_of([*ours, *theirs])
    assert results.ratio(run, "hugo", 1_000, Step.COLD, "wall") == 1.0  # Of 0.5, 1 and 3; the fourth round has no partner.
    assert results.ratio(run, "hugo", 1_000, Step.COLD, "memory") == 1.0
    assert results.ratio(run, "hugo", 1_000, Step.RECORD, "wall") is None
    assert results.median(run.of("disan", 1_000, Step.COLD), "processor") == 11.0
    watched = [sample("disan", 1.0, 1, memory=70), sample("disan", 1.0, 2, memory=0)]
    assert results.median(watched, "memory") == 70  # The second round was not watched.
    with pytest.raises(ValueError, match="no samples"):
        results.median((), "wall")


@pytest.mark.parametrize(
    ("cold", "other", "steps"),
    [(1.0, 1.0, COMPARED), (11.9, 7.0, (Step.COLD,)), (12.1, 0.1, ()), (12.0, 17.9, (Step.COLD,)), (3.0, 9.0, COMPARED)],
)
def test_what_the_last_size_says_would_take_too_long_is_not_measured(cold: float, other: float, steps: tuple[Step, ...]) -> None:
    """Ten times the records: a round of more than 300 s is too long, and a cold build of more than 120."""
    walls = {Step.COLD: cold, Step.UNCHANGED: other, Step.RECORD: other, Step.TEMPLATE: other}
    samples = [sample("pelican", wall, size=1_000, step=step) for step, wall in walls.items()]
    assert build._steps(PEERS["pelican"], 10_000, samples) == steps


def test_ours_comes_first_and_sizes_ascend() -> None:
    run = run_of([sample("hugo", 1, size=125), sample("pelican", 1, size=10), sample("disan", 1, size=125)])
    assert (run.peers, run.sizes) == (("disan", "hugo", "pelican"), (10, 125))


@pytest.mark.parametrize(("power", "value"), [(1, 10.0), (2, 100.0), (0, 1.0), (0.5, 10**0.5)])
def test_exponents(power: float, value: float) -> None:
    assert results.exponent((100, 3.0), (1_000, 3.0 * value)) == pytest.approx(power)


def test_limits_are_reached_between_points_beyond_them_or_never() -> None:
    straight = [(10, 1.0), (100, 10.0), (1_000, 100.0)]
    assert results.reached(straight, 20.0) == pytest.approx(200)
    assert results.reached(straight, 1_000.0) == pytest.approx(10_000)
    assert results.reached(straight, 0.5) == pytest.approx(5)
    assert results.reached([(10, 1.0), (100, 100.0)], 10_000.0) == pytest.approx(1_000)  # It grows as the square.
    assert results.reached([(10, 1.0), (100, 1.0)], 2.0) == float("inf")


def test_a_goal_of_at_most_is_kept_by_the_same_and_one_of_less_is_not() -> None:
    at_most, less = Goal("hugo", 125, Step.RECORD, "wall", 1.0, "≤ 1"), Goal("pelican", 125, Step.RECORD, "wall", 1.0, "< 1")
    assert results.kept(at_most, 1.0)
    assert not results.kept(at_most, 1.01)
    assert not results.kept(less, 1.0)
    assert results.kept(less, 0.99)


def test_goals_are_those_of_the_sizes_and_steps_that_were_measured() -> None:
    run = run_of([sample(peer, 1.0, size=125, step=step) for peer in ("disan", "hugo", "mkdocs") for step in (Step.COLD, Step.TEMPLATE)])
    assert [(goal.peer, goal.step, goal.measure, goal.shown) for goal in results.goals(run)] == [
        ("hugo", Step.COLD, "wall", "≤ 3"),
        ("mkdocs", Step.COLD, "wall", "< 1"),
        ("mkdocs", Step.TEMPLATE, "wall", "< 1"),
        ("mkdocs", Step.COLD, "memory", "< 1"),
    ]


def test_figures_come_back_from_json_as_they_were(tmp_path: Path) -> None:
    run = run_of([sample("disan", 0.125), sample("hugo", 0.5)], [Output("disan", 1_000, 3, 4, 5.5)], ["Một điều."])
    file = tmp_path / "RESULTS.json"
    assert results.read(file) == {}
    file.write_text(results.written({"disk": run, "growth": run_of([])}), encoding="utf-8")
    assert results.read(file) == {"disk": run, "growth": run_of([])}


# The report


def rows(report: str, start: str) -> list[list[str]]:
    """The cells of the table rows that begin with a word."""
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in report.splitlines() if line.startswith(f"| {start} ")]


def compared(ours: Mapping[Step, float]) -> Run:
    """10,000 records, where Hugo takes 10 s and MkDocs 40 for every step, and each as much memory as the other."""
    samples = [sample(peer, wall, size=10_000, step=step) for step in COMPARED for peer, wall in (("hugo", 10.0), ("mkdocs", 40.0))]
    return run_of([*samples, *(sample("disan", wall, size=10_000, step=step, memory=40) for step, wall in ours.items())], notes=["Said."])


def test_goals_have_ticks_and_crosses() -> None:
    ours = {Step.COLD: 20.0, Step.UNCHANGED: 0.51, Step.RECORD: 1.0, Step.TEMPLATE: 80.0}
    report = build_report.report({"disk": compared(ours)})
    against = [row[2:] for row in rows(report, "10,000") if len(row) == 6 and row[1] == "Hugo"]
    assert against == [
        ["cold", "≤ 2", "2.00", "✓"],
        ["nothing changed", "≤ 1/20", "0.051", "✗"],
        ["one record edited", "≤ 1/10", "0.10", "✓"],
        ["one template edited", "≤ 0.75", "8.00", "✗"],
        ["memory, cold", "≤ 1/3", "0.40", "✗"],
    ]
    assert [row[2:] for row in rows(report, "10,000") if len(row) == 6 and row[1] == "MkDocs"] == [
        ["one template edited", "< 1", "2.00", "✗"]
    ]
    assert "Ahead of MkDocs: in 4 of 5 cells" in report
    assert "- Said." in report


def test_figures_stand_beside_one_another_with_processor_time_and_rounds() -> None:
    report = build_report.report({"tmpfs": compared(dict.fromkeys((Step.COLD, Step.UNCHANGED), 1.234))})
    assert rows(report, "disan") == [["disan", "1.23 (2.47)", "1.23 (2.47)", "–", "–", "0", "1"]]
    assert rows(report, "Hugo") == [["Hugo", *["10.0 (20.0)"] * 4, "0", "1"]]
    assert "## Output in memory (tmpfs)" in report
    assert "## Output on disk" not in report


def test_partial_builds_are_shown_and_compared_in_no_cell() -> None:
    """MkDocs' own quick build is quicker than ours here; what counts is the one after which its pages are right."""
    run = compared({Step.RECORD: 1.0})
    run = dataclasses.replace(run, samples=(*run.samples, sample("mkdocs", 0.5, size=10_000, step=Step.PARTIAL)))
    assert all(goal.step is not Step.PARTIAL for goal in results.goals(run))
    report = build_report.report({"disk": run})
    assert ["10,000", "MkDocs", "0.50", "1.00"] in rows(report, "10,000")
    assert "Ahead of MkDocs: in 1 of 1 cells" in report
    assert "### Partial builds" not in build_report.report({"disk": compared({Step.RECORD: 1.0})})


def test_only_a_program_with_a_partial_build_is_measured_with_one() -> None:
    assert {key for key, peer in PEERS.items() if Step.PARTIAL in peer.steps} == {"mkdocs", "jekyll"}
    assert all(set(peer.steps) | {Step.PARTIAL} == set(Step) for peer in EVERY)


def test_growth_tells_exponents_and_where_the_hosts_limits_end_it() -> None:
    """A site of 100 KB a record and 10 ms a record: 1 GB at 10,000 records, ten minutes at 60,000."""
    sizes = (1_000, 10_000, 100_000)
    samples = [
        sample("disan", wall, size=size, step=step, memory=900_000_000)
        for size in sizes
        for step, wall in ((Step.COLD, size / 100), (Step.UNCHANGED, 0.1), (Step.RECORD, (size / 1_000) ** 0.5))
    ]
    report = build_report.report({"growth": run_of(samples, [Output("disan", size, 1, size * 100_000, 1.0) for size in sizes])})
    assert rows(report, "cold, s") == [["cold, s", "10.0", "100", "1,000", "1.00", "1.00"]]
    assert rows(report, "nothing changed, s") == [["nothing changed, s", "0.10", "0.10", "0.10", "0.00", "0.00"]]
    assert rows(report, "one record edited, s") == [["one record edited, s", "1.00", "3.16", "10.0", "0.50", "0.50"]]
    assert "reached at about 10,000 records" in report
    assert "would take them at about 60,000 records" in report
    assert "Memory at 100,000 records is 900 MB; the goal is less than 1,000 MB ✓." in report


def test_every_program_says_how_it_is_run_and_what_differs() -> None:
    report = build_report.report({"disk": run_of([sample(peer.key, 1.0) for peer in EVERY])})
    for peer in EVERY:
        assert re.search(rf"^- \*\*{peer.name}\*\*: .+\.$", report, re.MULTILINE)


def test_commands_name_the_step(tmp_path: Path) -> None:
    """What only some steps may use: a dirty build after an edited template would show nothing of it, and after a record only part."""
    for key, word, steps in (
        ("mkdocs", "--dirty", {Step.UNCHANGED, Step.PARTIAL}),
        ("jekyll", "--incremental", set(Step) - {Step.RECORD, Step.TEMPLATE}),
    ):
        used = {step for step in Step if word in PEERS[key].command(Build(tmp_path, step, ""))}
        assert used == steps
