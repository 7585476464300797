"""Blocks: what an editor types between `///` and what a page makes of it. All content here is test data.

The wrong ones stand in tests/broken, a folder each.
"""

import io
import re
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from disan.content import blocks, markdown
from disan.content.markdown import BlockPart, CardPart
from disan.core.strings import load
from disan.render import LAYERS
from tests.fixtures.projects import Project, Site
from tests.odd_recordings import mp3, wav
from tests.requirements import ROOT

GOLDEN = sorted((ROOT / "tests" / "sites" / "blocks").glob("*.md"))
NAMES = [block.identifier for block in blocks.every()]
DESCRIBED = "pictures:\n" + "".join(
    f"  - file: {name}.png\n    alt: Hình {name}, dữ liệu thử\n    credit: Người thử\n    licence: CC BY 4.0\n"
    for name in ("mot", "hai", "ba")
)


def drawn(colour: str) -> bytes:
    stream = io.BytesIO()
    Image.new("RGB", (90, 60), colour).save(stream, "PNG")
    return stream.getvalue()


PICTURES = {f"content/stories/chuyen-thu/{name}.png": drawn(colour) for name, colour in (("mot", "red"), ("hai", "green"), ("ba", "blue"))}
PLACE = "---\ntitle: Đền thử\ntype: history\nplaces:\n  - name: xã Đồng Lộc\nsources: [Sách thử]\n---\n"


ENCODED = Path(tempfile.mkdtemp(prefix="disan-blocks-")) / "pictures"
"""Every test has the same pictures, which are encoded once."""


@pytest.fixture(scope="module", autouse=True)
def _without_leavings() -> Iterator[None]:
    """Takes what was encoded away at the end."""
    yield
    shutil.rmtree(ENCODED.parent, ignore_errors=True)


def story(site_of: Site, body: str, **files: bytes) -> Project:
    front = f"---\ntitle: Chuyện thử\ncode: 7K3QM\npublished: 2026-11-23\nsources: [Sách thử]\n{DESCRIBED}---\n"
    project = site_of({**PICTURES, "content/relics/den-thu/index.vi.md": PLACE, "content/stories/chuyen-thu/index.vi.md": front + body})
    if ENCODED.exists():
        shutil.copytree(ENCODED, project.root / ".cache" / "pictures", dirs_exist_ok=True)
    project.write({f"content/stories/chuyen-thu/{name.replace('_', '.')}": content for name, content in files.items()})
    report = project.build()
    assert not report.stopped, report.problems
    if not ENCODED.exists():
        shutil.copytree(project.root / ".cache" / "pictures", ENCODED)
    return project


def text_of(project: Project) -> str:
    """The story's running text as HTML, blank space taken together."""
    page = project.page("chuyen-ke/chuyen-thu/index.html")
    found = re.search(r'<div class="text prose">(.*)</div>\s*<div class="margin">', page, re.DOTALL)
    assert found
    return " ".join(found[1].split())


def test_a_block_is_a_hole_and_the_text_around_it_stays_whole() -> None:
    read = markdown.read("Trước.[^1]\n/// hộp | Tên\nTrong.\n///\nSau.\n\n[^1]: Chú thích.")
    before, block, after = read.parts
    assert isinstance(before, str)
    assert before.startswith("<p>Trước.<sup")
    assert isinstance(block, BlockPart)
    assert (block.name, block.title, block.content.parts) == ("hộp", "Tên", ("<p>Trong.</p>",))
    assert isinstance(after, str)
    assert after.lstrip().startswith("<p>Sau.</p>")
    assert "Chú thích." in after
    assert read.faults == ()


def test_options_go_to_the_first_empty_line() -> None:
    (block,) = markdown.read("/// x\na: 1\n  - b\n\nc: không phải mục\n///").parts
    assert isinstance(block, BlockPart)
    assert block.options == (2, 4)
    assert block.content.parts == ("<p>c: không phải mục</p>",)


def test_a_block_without_options_begins_with_its_text() -> None:
    (block,) = markdown.read("/// x\nChữ ngay dòng đầu: có hai chấm.\n///").parts
    assert isinstance(block, BlockPart)
    assert block.options == (2, 2)
    assert block.content.words == 7


def test_inner_blocks_of_either_length_end_where_they_should() -> None:
    for inner in ("///", "////"):
        (block,) = markdown.read(f"/// a\n{inner} b\nMột.\n{inner}\n{inner} c\nHai.\n{inner}\n///").parts
        assert isinstance(block, BlockPart)
        assert [part.name for part in block.content.parts if isinstance(part, BlockPart)] == ["b", "c"]


def test_slashes_in_code_are_code() -> None:
    read = markdown.read("~~~\n/// hộp\n~~~")
    assert read.faults == ()
    assert read.parts == ("<pre><code>/// hộp\n</code></pre>",)


def test_ids_are_unique_over_blocks_and_text() -> None:
    read = markdown.read("/// chương | Về quê\n///\n\n## Về quê\n\n/// hộp | X\n### Về quê\n///")
    anchors = [heading.anchor for heading in read.headings]
    assert len(set(anchors)) == len(anchors) == 4
    assert anchors[:2] == ["ve-que", "ve-que-2"]


def test_a_link_into_a_block_and_out_of_it_finds_its_heading() -> None:
    assert markdown.read("[xuống](#duoi)\n\n/// hộp | X\n[lên](#tren)\n\n### Dưới\n///\n\n## Trên").faults == ()


def test_places_of_faults_are_those_of_the_whole_text() -> None:
    (fault,) = markdown.read("Một.\n\n/// hộp | X\n\n//// y\nHai [đi](http:x).\n////\n///").faults
    assert (fault.rule, fault.span.line, fault.span.column) == ("unsafe-link", 6, 10)


def test_words_of_blocks_are_read_too() -> None:
    assert markdown.read("Một hai.\n\n/// hộp | Ba\nBốn năm.\n///").words == 5


@given(st.text(alphabet="/ |x:\n-`~", max_size=60))
def test_nothing_typed_breaks_the_reading(typed: str) -> None:
    markdown.read(typed)


@given(st.lists(st.sampled_from(["/// a", "///", "//// b", "////", "chữ", "", "~~~", "o: p"]), max_size=14))
def test_a_wrong_fence_is_always_told(lines: list[str]) -> None:
    """Where no fault is told, as many blocks were read as were opened outside of code."""
    read = markdown.read("\n".join(lines))
    if not read.faults and "~~~" not in lines:
        opened = sum(line in ("/// a", "//// b") for line in lines)
        assert sum(isinstance(part, BlockPart) for part in read.every()) == opened


def test_names_in_either_language_mean_the_same(site_of: Site) -> None:
    vietnamese = text_of(story(site_of, "/// Trích dẫn\nspeaker: Người thử\n\nMột câu.\n///"))
    assert vietnamese == text_of(story(site_of, "/// quote\nspeaker: Người thử\n\nMột câu.\n///"))
    assert "<blockquote> <p>Một câu.</p> </blockquote> <figcaption><b>Người thử</b></figcaption>" in vietnamese


def test_a_picture_in_three_widths(site_of: Site) -> None:
    text = text_of(story(site_of, "".join(f"/// ảnh\nfile: mot.png\nwidth: {width}\n///\n" for width in ("bằng chữ", "rộng", "full"))))
    assert re.findall(r'class="picture picture-(\w+)"', text) == ["text", "wide", "full"]
    assert text.count('alt="Hình mot, dữ liệu thử"') == 3
    assert text.count('width="90" height="60"') == 3
    assert text.count('loading="lazy"') == 3
    assert "style=" not in text


def test_pictures_shown_in_the_text_are_not_shown_again_below_it(site_of: Site) -> None:
    page = story(site_of, "/// cặp ảnh\nfiles: [mot.png, hai.png]\n///").page("chuyen-ke/chuyen-thu/index.html")
    assert [page.count(f'alt="Hình {name}, dữ liệu thử"') for name in ("mot", "hai", "ba")] == [1, 1, 1]


def test_blocks_of_several_pictures_keep_their_order(site_of: Site) -> None:
    body = (
        "/// lưới ảnh\nfiles: [ba.png, mot.png, hai.png]\n///\n"
        "/// trước và sau\nbefore: mot.png\nafter: hai.png\nafter_label: Nay\n///\n"
        "/// cuộn\n//// bước\nfile: hai.png\n\nBước một.\n////\n//// bước\nfile: ba.png\n\nBước hai.\n////\n///"
    )
    text = text_of(story(site_of, body))
    assert re.findall(r'alt="Hình (\w+),', text) == ["ba", "mot", "hai", "mot", "hai", "hai", "ba"]
    assert re.findall(r'compare-label">([^<]*)<', text) == [load("vi").say("block.before"), "Nay"]
    assert re.findall(r"Bước (\w+)\.", text) == ["một", "hai"]


def test_words_beside_and_over_a_picture(site_of: Site) -> None:
    beside = "/// ảnh cạnh chữ\nfile: mot.png\nside: phải\n\nCạnh.\n///\n"
    text = text_of(story(site_of, f"{beside}/// chữ trên ảnh\nfile: hai.png\n\nTrên.\n///"))
    assert 'class="beside beside-end"' in text
    assert '<div class="beside-words"> <p>Cạnh.</p> </div>' in text
    assert '<div class="overlay-words"> <p>Trên.</p> </div>' in text


def test_chapters_are_the_contents_and_boxes_are_not(site_of: Site) -> None:
    body = "/// chương | Một chương\n///\n\n/// hộp | Một hộp\n\nChữ.\n///\n\n## Một mục"
    page = story(site_of, body).page("chuyen-ke/chuyen-thu/index.html")
    assert re.findall(r'<li><a href="#([^"]+)">([^<]*)</a></li>', page) == [("mot-chuong", "Một chương"), ("mot-muc", "Một mục")]
    assert '<h2 id="mot-chuong">Một chương</h2>' in page


def test_an_inscription_says_its_language(site_of: Site) -> None:
    text = text_of(story(site_of, "/// minh văn\noriginal: 飲水思源\nscript: chữ Nôm\nreading: Ẩm thủy tư nguyên\n///"))
    assert '<p class="inscription-original" lang="vi-Hani" translate="no">飲水思源</p>' in text


def test_a_chart_has_a_table_of_what_it_draws(site_of: Site) -> None:
    items = "items:\n  - {label: Một, value: hơn 1.200}\n  - {label: Hai, value: 300 - 500}\n"
    text = text_of(story(site_of, f"/// biểu đồ | Thử\nunit: cây\n{items}///"))
    assert '<tr><th scope="row">Một</th><td>hơn 1.200 cây</td></tr> <tr><th scope="row">Hai</th><td>300–500 cây</td></tr>' in text
    lengths = [float(length) for length in re.findall(r'class="chart-bar" y="[^"]*" width="([^"]*)"', text)]
    assert lengths[1] == pytest.approx(lengths[0] / 3, abs=0.1)  # 400, the middle of 300 and 500, is a third of 1,200.


def test_a_map_leads_to_its_records(site_of: Site) -> None:
    text = text_of(story(site_of, "/// bản đồ\nrecords: relics/den-thu\n///"))
    assert text.count('href="/di-tich/den-thu/"') == 2  # The dot and the list.


def test_a_reference_alone_is_the_records_card(site_of: Site) -> None:
    text = text_of(story(site_of, "Trước.\n\n[[relics/den-thu]]\n\nSau."))
    assert re.search(r'<ul class="aside"> <li class="card">.*<a href="/di-tich/den-thu/">Đền thử</a>', text)
    assert any(isinstance(part, CardPart) for part in markdown.read("[[relics/den-thu]]").parts)


def test_a_recording_is_published_with_its_transcript(site_of: Site) -> None:
    project = story(site_of, "/// âm thanh | Thử\nfile: mot.wav\ncredit: Người thử\nlicence: CC BY 4.0\n\nLời.\n///", mot_wav=wav())
    assert (project.out / "sounds/stories/chuyen-thu/mot.wav").read_bytes() == wav()
    text = text_of(project)
    assert 'src="/sounds/stories/chuyen-thu/mot.wav"' in text
    assert "<p>Lời.</p>" in text


def test_a_film_is_a_link_and_nothing_of_it_is_embedded(site_of: Site) -> None:
    text = text_of(story(site_of, "/// phim | Thử\nurl: https://phim.example/mot\nfile: mot.png\n///"))
    assert '<a href="https://phim.example/mot" rel="noopener external">' in text
    assert not re.search("<(iframe|video|object|embed)", text)


def test_blocks_are_translated_with_their_text(site_of: Site) -> None:
    project = story(site_of, "/// trích dẫn\nspeaker: Người thử\n\nMột câu.\n///")
    translation = "---\ntitle: A story\n---\n/// quote\nspeaker: A tester\n\nA sentence.\n///\n"
    project.write({"content/stories/chuyen-thu/index.en.md": translation})
    assert not project.build().stopped
    assert "<b>A tester</b>" in project.page("en/stories/chuyen-thu/index.html")


@pytest.mark.parametrize("name", NAMES)
def test_every_block_has_template_style_and_examples(name: str) -> None:
    templates = ROOT / "templates"
    assert (templates / "blocks" / f"{name}.html").is_file()
    assert (templates / "blocks" / f"{name}.css").stat().st_size < 2_500
    if name != "step":  # Shown within `scroll`.
        assert all((templates / "manual" / language / f"{name}.md").is_file() for language in ("vi", "en"))
    assert "parts" in LAYERS


@pytest.mark.parametrize("language", ["vi", "en"])
def test_the_manual_shows_every_block_as_typed_and_as_it_looks(sample_project: Project, language: str) -> None:
    page = sample_project.page("cac-khoi/index.html" if language == "vi" else "en/blocks/index.html")
    for block in blocks.every():
        name = load(language).of(block.name)
        assert f">{name[0].upper()}{name[1:]}</h2>" in page
    for shape in ("chapter", "picture-wide", "pair", "grid", "beside", "overlay", "compare", "scroll", "step", "quote", "box", "numbers"):
        assert re.search(rf'class="([^"]* )?{shape}[" ]', page), shape
    for shape in ("inscription", "drawn", "chart", "timeline", "places", "audio", "video", "credits", "aside"):
        assert re.search(rf'class="([^"]* )?{shape}[" ]', page), shape
    assert page.count("<pre>") == len(blocks.every())  # An example for each block but `step`, and the one of the card.


def lines_of(html: str) -> str:
    """HTML with a line for each tag or run of text, so that a difference shows where it is. Names of files lose their digest."""
    named = re.sub(r"/(pictures/|assets/province\.)[0-9a-f]+", r"/\1…", html)
    return "\n".join(part.strip() for part in re.split(r"(<[^>]*>)", named) if part.strip()) + "\n"


@pytest.mark.parametrize("file", GOLDEN, ids=lambda file: file.stem)
def test_each_block_becomes_the_html_that_was_agreed(site_of: Site, file: Path) -> None:
    project = story(site_of, file.read_text(encoding="utf-8"), tieng_mp3=mp3())
    assert lines_of(text_of(project)) == file.with_suffix(".html").read_text(encoding="utf-8")


def test_every_block_has_its_agreed_html() -> None:
    assert {file.stem for file in GOLDEN} == {*NAMES, "card"} - {"step"}
