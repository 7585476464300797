"""Drawn covers: the same for the same seed, well-formed, small, free of what a page's policy forbids, and many-faced."""

import gzip
import re
import subprocess
import sys
import xml.etree.ElementTree as ElementTree

import pytest

from disan.drawing import covers

SEEDS = [f"{number:05d}" for number in range(300)] + ["7K3QX", "", "stories/chien-dich-he-2023", "nhà văn hóa"]
"""Made-up seeds; enough to meet every palette in every composition."""
SVG = "{http://www.w3.org/2000/svg}"
BUDGET_BYTES = 900
"""What a cover may add to a scanned page, compressed."""


def test_the_same_seed_draws_the_same_cover_under_any_hash_seed() -> None:
    program = "from disan.drawing import covers; print(covers.draw('7K3QX'), end='')"
    drawn = [
        subprocess.run([sys.executable, "-c", program], env={"PYTHONHASHSEED": seed}, capture_output=True, text=True, check=True).stdout
        for seed in ("1", "2")
    ]
    assert drawn == [covers.draw("7K3QX")] * 2


@pytest.mark.parametrize("seed", SEEDS[::25])
def test_a_cover_is_one_svg_document_that_fills_its_frame(seed: str) -> None:
    root = ElementTree.fromstring(covers.draw(seed))
    assert root.tag == f"{SVG}svg"
    assert root.get("viewBox") == "0 0 1200 800"
    assert root.get("preserveAspectRatio") == "xMidYMid slice"


@pytest.mark.parametrize("seed", SEEDS)
def test_a_cover_fits_its_budget_and_obeys_the_page_policy(seed: str) -> None:
    drawing = covers.draw(seed)
    assert len(gzip.compress(drawing.encode(), 9)) <= BUDGET_BYTES
    assert not re.search(r"<style|<script|style=|\son\w+=|https?://(?!www\.w3\.org/2000/svg)|data:", drawing)


@pytest.mark.parametrize("seed", SEEDS)
def test_every_id_is_unique_and_every_use_finds_its_shape(seed: str) -> None:
    drawing = covers.draw(seed)
    names = re.findall(r'\bid="([^"]+)"', drawing)
    assert len(names) == len(set(names))
    assert set(re.findall(r'href="#([^"]+)"', drawing)) | set(re.findall(r"url\(#([^)]+)\)", drawing)) <= set(names)


def test_covers_differ_in_colour_and_composition() -> None:
    """The first painted shape is the ground, so its colours tell the palettes met."""
    grounds = {re.findall(r'fill="(#[0-9a-f]{6})"', covers.draw(seed))[0] for seed in SEEDS}
    assert grounds == {palette.ground for palette in covers.PALETTES}
    assert len({covers.draw(seed) for seed in SEEDS}) > 0.97 * len(SEEDS)
