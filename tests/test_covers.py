"""Drawn covers: the same for the same scene, well-formed, small, free of what a page's policy forbids, one for every motif."""

import gzip
import re
import subprocess
import sys
import xml.etree.ElementTree as ElementTree
from pathlib import Path

import pytest

from disan.content.kinds import KINDS
from disan.content.kinds.activity import Activity, ActivitySort
from disan.content.kinds.house import House
from disan.content.kinds.relic import Relic, RelicType
from disan.content.record import Motif
from disan.drawing import covers
from disan.drawing.covers import Scene
from tests.fixtures.projects import Site, relic

MOTIFS = sorted(covers.MOTIFS)
SEEDS = [f"{number:05d}" for number in range(40)] + ["7K3QX", "", "stories/chien-dich-he-2023", "nhà văn hóa"]
"""Made-up seeds; enough to meet every palette and every ground."""
SVG = "{http://www.w3.org/2000/svg}"
MOST_BYTES = 6_000
"""What a reader loads of a cover at most, compressed."""


def test_the_same_scene_draws_the_same_cover_under_any_hash_seed() -> None:
    scene = Scene(("temple", "sea"), "7K3QX")
    program = f"from disan.drawing import covers\nfrom disan.drawing.covers import Scene\nprint(covers.draw({scene!r}), end='')"
    drawn = [
        subprocess.run([sys.executable, "-c", program], env={"PYTHONHASHSEED": seed}, capture_output=True, text=True, check=True).stdout
        for seed in ("1", "2")
    ]
    assert drawn == [covers.draw(scene)] * 2


@pytest.mark.parametrize("motif", MOTIFS)
def test_a_cover_fits_its_budget_and_obeys_the_page_policy(motif: str) -> None:
    for seed in SEEDS:
        drawing = covers.draw(Scene((motif,), seed))
        assert len(gzip.compress(drawing.encode(), 9)) <= MOST_BYTES
        assert not re.search(r"<style|<script|style=|\son\w+=|https?://(?!www\.w3\.org/2000/svg)|data:|\$", drawing)
        root = ElementTree.fromstring(drawing)
        assert root.tag == f"{SVG}svg"
        names = [name for each in root.iter() if (name := each.get("id"))]
        assert len(names) == len(set(names))
        assert set(re.findall(r"url\(#([^)]+)\)", drawing)) <= set(names)


def test_a_scene_of_the_largest_motifs_fits_as_well() -> None:
    largest = sorted(MOTIFS, key=lambda motif: len(covers.draw(Scene((motif,), ""))))[-3:]
    assert len(gzip.compress(covers.draw(Scene(tuple(largest), "7K3QX")).encode(), 9)) <= MOST_BYTES


def test_every_motif_that_editors_may_choose_is_drawn_and_no_two_alike() -> None:
    assert sorted(motif.identifier for motif in Motif) == MOTIFS
    assert len({covers.draw(Scene((motif,), "7K3QX")) for motif in MOTIFS}) == len(MOTIFS)
    assert len({motif.label.vi for motif in Motif} | {motif.label.en for motif in Motif}) == 2 * len(MOTIFS)


def test_covers_of_one_motif_differ_by_their_seed() -> None:
    """The first painted shape is the sky, so its colours tell the palettes met."""
    drawings = [covers.draw(Scene(("temple",), seed)) for seed in SEEDS]
    assert len({re.findall(r'fill="(#[0-9a-f]{6})"', each)[0] for each in drawings}) >= 6
    assert len(set(drawings)) > 0.95 * len(SEEDS)


@pytest.mark.parametrize("ratio", [210 / 315, 1.0, 3 / 2, 5.0])
def test_a_frame_of_any_shape_shows_the_middle_whole(ratio: float) -> None:
    left, top, width, height = map(float, re.findall(r'viewBox="([^"]+)"', covers.draw(Scene(("sea",), ""), ratio))[0].split())
    assert width / height == pytest.approx(ratio, rel=0.01)
    assert left <= -covers.WIDTH / 2
    assert left + width >= covers.WIDTH / 2
    assert (height, top + height) >= (covers.HEIGHT, 130)


@pytest.mark.parametrize(
    ("title", "motif"),
    [
        ("Đền thờ Thử", Motif.TEMPLE),
        ("Khu di tích Đình Thử", Motif.COMMUNAL_HOUSE),
        ("Nhà thờ và mộ Phan Đình Thử", Motif.ANCESTRAL_HOUSE),
        ("Lăng mộ và nhà thờ Thử", Motif.STELE),
        ("Chuông chùa Thử", Motif.BELL),
        ("NÚI  Thử", Motif.MOUNTAIN),
        ("Nhà lưu niệm Thử", Motif.THATCHED_HOUSE),
        ("Đềnh Thử", Motif.SHELL_MOUND),
        ("Bãi Thử", Motif.SHELL_MOUND),
    ],
)
def test_a_relic_is_drawn_as_its_name_begins_else_as_its_type(title: str, motif: Motif) -> None:
    assert Relic(title=title, type=RelicType.ARCHAEOLOGY).scene() == (motif,)


def test_kinds_and_their_sorts_are_drawn_otherwise() -> None:
    drawn = [(kind.drawn_as, kind.__name__) for kind in KINDS if kind is not Relic]
    alike = {motif.identifier: names for motif, _ in drawn if len(names := [name for each, name in drawn if each is motif]) > 1}
    assert alike == {}, "a kind has a motif of its own: drawn_as, one of disan/content/record/motif.py"
    types = [Relic(title="Thử", type=each).subject() for each in RelicType]
    assert len(set(types)) == len(types)
    assert House(title="Thử", flood_shelter=True).subject() is not House(title="Thử").subject()
    assert len({Activity(title="Thử", sort=each).subject() for each in ActivitySort}) > 6


def test_an_editor_says_what_is_drawn_and_a_page_says_that_it_is_drawn(site_of: Site) -> None:
    def page(extra: str) -> tuple[Path, str]:
        project = site_of({"content/relics/den-thu/index.vi.md": relic(code="7K3QM", extra=extra)})
        assert not project.build().stopped
        return project.root, project.page("di-tich/den-thu/index.html")

    pictures = []
    for extra, words in (("", "đền, miếu"), ("motifs: [biển, mountain]\n", "biển, núi")):
        root, html = page(extra)
        ((name, alt),) = re.findall(r'<img src="(/covers/[^"]+)" alt="([^"]+)"', html)
        assert alt == f"Tranh minh họa: {words}"
        assert "Tranh minh họa</figcaption>" in html
        pictures.append((root / "site" / name.lstrip("/")).read_text(encoding="utf-8"))
    assert pictures == [covers.draw(Scene(motifs, "7K3QM")) for motifs in (("temple",), ("sea", "mountain"))]


def test_four_motifs_are_too_many(site_of: Site) -> None:
    project = site_of({"content/relics/den-thu/index.vi.md": relic(extra="motifs: [đình, biển, núi, chuông]\n")})
    assert project.build().stopped
