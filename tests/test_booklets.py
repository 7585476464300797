"""Booklets: a PDF and an EPUB of the same text, for a record and for a commune; all their codes are read back. Test data only."""

import subprocess
import zipfile
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

import pikepdf
import pypdfium2
import pytest
import zxingcpp
from msgspec.structs import replace

from disan import cli
from disan.build import reading
from disan.core.problems import NotPossibleError
from disan.printing.booklets import choosing, making, markup
from disan.printing.booklets.model import Book
from disan.printing.booklets.writing import BookletWriter
from disan.printing.code_sheets import UnreadableError
from disan.render.folders import folder_with
from tests.fixtures.projects import TODAY, Project
from tests.fixtures.reading import SampleIn
from tests.requirements import located

pytestmark = pytest.mark.slow
STORY, COMMUNE = "stories/du-moi-khoi", "Xã Đồng Lộc"
PDF, EPUB, OF_COMMUNE = "MQRSP_du-moi-khoi_vi.pdf", "MQRSP_du-moi-khoi_vi.epub", "xa-dong-loc_vi.epub"
NAMES = {"x": "http://www.w3.org/1999/xhtml", "opf": "http://www.idpf.org/2007/opf", "dc": "http://purl.org/dc/elements/1.1/"}
SAID = ("Một câu đáng nhớ, ngắn thôi.", "hơn 1.000", "Ẩm thủy tư nguyên", "Ảnh: Người thử", "chưa cơ quan nào duyệt")


@pytest.fixture(scope="module")
def project(sample_in: SampleIn, tmp_path_factory: pytest.TempPathFactory) -> Project:
    """A copy of the province of test data."""
    return sample_in(tmp_path_factory.mktemp("booklets") / "project")


@pytest.fixture(scope="module")
def made(project: Project) -> Path:
    """The booklets of a story with every block, and of a commune."""
    out = project.root.parent / "out"
    told = ["--accept-temporary-address", "--today", TODAY.isoformat(), "--root", str(project.root), "--out", str(out)]
    assert cli.main(["booklets", STORY, COMMUNE, *told]) == 0
    return out


@pytest.fixture(scope="module")
def writer(project: Project) -> Iterator[BookletWriter]:
    """What writes the booklets of that province in English."""
    with reading.opened(project.root, TODAY) as (found, _):
        assert found
        yield BookletWriter(project.root, found.views["en"], TODAY)


def unpacked(file: Path) -> dict[str, bytes]:
    """The files of an EPUB."""
    with zipfile.ZipFile(file) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def pages(files: dict[str, bytes]) -> dict[str, ElementTree.Element]:
    """Its pages, read as XML."""
    return {name: ElementTree.fromstring(content) for name, content in files.items() if name.endswith(".xhtml")}


def test_the_pdf_is_tagged_says_its_language_and_has_bookmarks_and_codes(made: Path) -> None:
    with pikepdf.open(made / PDF) as document:
        assert str(document.Root.Lang) == "vi"
        assert bool(document.Root.MarkInfo.Marked)
        with document.open_metadata() as told:
            assert told["pdfuaid:part"] == "1"
        with document.open_outline() as outline:
            titles = [each.title for each in outline.root]
            assert titles[0] == "Chuyện thử: đủ mọi khối"
            assert [each.title for each in outline.root[0].children] == ["Ví dụ: một chương mở ra", "Lời cuối"]
    with pypdfium2.PdfDocument(made / PDF) as document:
        assert {(round(page.get_width() / 72 * 25.4), round(page.get_height() / 72 * 25.4)) for page in document} == {(148, 210)}
        words = " ".join(" ".join(page.get_textpage().get_text_range().split()) for page in document)
        codes = {found.text for page in document for found in zxingcpp.read_barcodes(page.render(scale=3).to_pil())}
    for said in (
        "Một câu đáng nhớ, ngắn thôi.",
        "hơn 1.000",
        "Ẩm thủy tư nguyên",
        "Ảnh: Người thử",
        "chưa cơ quan nào duyệt",
        "23/11/2026",
    ):
        assert said in words
    assert "飲水思源" not in words
    assert codes == {f"https://DISAN.EXAMPLE/Q/{code}" for code in ("MQRSP", "7K3QM", "82MW3", "44WT1")}


def test_the_epub_has_the_same_text_with_words_for_every_picture(made: Path) -> None:
    files = unpacked(made / EPUB)
    assert next(iter(files)) == "mimetype"
    read = pages(files)
    text = " ".join(markup.words(page) for page in read.values())
    assert [said for said in (*SAID, "飲水思源") if said not in text] == []
    shown = [image for page in read.values() for image in page.iterfind(".//x:img", NAMES)]
    assert {f"EPUB/{image.get('src')}" for image in shown} <= files.keys()
    assert all(image.get("alt") or image.get("class") in ("picture", "province") for image in shown)
    chart = next(image for image in shown if image.get("class") == "chart")
    assert chart.get("alt") == "Thanh thứ nhất: 120 cuốn; Thanh thứ hai: 80 cuốn; Thanh thứ ba: gần 60 cuốn"
    assert {page.get("lang") for page in read.values()} == {"vi"}
    package = ElementTree.fromstring(files["EPUB/package.opf"])
    assert package.findtext(".//dc:language", namespaces=NAMES) == "vi"
    assert package.findtext(".//dc:source", namespaces=NAMES) == "https://disan.example/chuyen-ke/du-moi-khoi/"
    assert package.findtext(".//opf:meta[@property='dcterms:modified']", namespaces=NAMES) == "2026-11-23T00:00:00Z"


def test_a_commune_s_booklet_says_what_it_was_made_of_and_has_its_records_by_kind(made: Path) -> None:
    read = pages(unpacked(made / OF_COMMUNE))
    assert "thị trấn Đồng Lộc" in markup.words(read["EPUB/commune.xhtml"])
    headings = [markup.words(page.find(".//x:h1", NAMES)) for name, page in read.items() if "records" in name]  # type: ignore[arg-type]
    assert headings[0] == "Di tích"
    titles = [markup.words(each) for name, page in read.items() if "records" in name for each in page.iterfind(".//x:h2", NAMES)]
    assert "Đền Lóng Lánh Thử" in titles
    assert "Núi Thử" not in titles


@pytest.mark.needs("epubcheck")
def test_the_checker_of_the_w3c_finds_nothing_wrong(made: Path) -> None:
    java = ["java", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-jar", str(located("epubcheck"))]
    running = [subprocess.Popen([*java, str(made / name)], stdout=subprocess.PIPE, stderr=subprocess.STDOUT) for name in (EPUB, OF_COMMUNE)]
    for each in running:
        told, _ = each.communicate()
        assert b"No errors or warnings detected" in told, told.decode()


def test_the_same_content_gives_the_same_bytes_in_another_language_too(writer: BookletWriter, tmp_path: Path) -> None:
    (item,) = choosing.choose(writer.view.catalogue, ["44WT1"])
    for out in ("once", "twice"):
        making.make([writer.of_record(item)], tmp_path / out, folder_of(writer), writer.renderer)  # type: ignore[arg-type]
    for name in ("44WT1_nui-thu_en.pdf", "44WT1_nui-thu_en.epub"):
        assert (tmp_path / "once" / name).read_bytes() == (tmp_path / "twice" / name).read_bytes()
    assert b'xml:lang="en"' in unpacked(tmp_path / "once/44WT1_nui-thu_en.epub")["EPUB/text.xhtml"]


def test_nothing_is_written_where_a_code_says_something_else(writer: BookletWriter, tmp_path: Path) -> None:
    (item,) = choosing.choose(writer.view.catalogue, ["relics/nui-thu"])
    book = writer.of_record(item)  # type: ignore[arg-type]
    story = writer.of_record(choosing.choose(writer.view.catalogue, [STORY])[0])  # type: ignore[arg-type]
    codes = [image for image in story.images if image.name.startswith("codes/")]
    wrong: Book = replace(story, images=(replace(codes[0], name=codes[1].name), *story.images))
    with pytest.raises(UnreadableError):
        making.make([book, wrong], tmp_path / "out", folder_of(writer), writer.renderer)
    assert not (tmp_path / "out").exists()


def folder_of(writer: BookletWriter) -> "making.FolderOf":
    """What finds the folder of a template."""
    return lambda template: folder_with(writer.root, template)


def test_a_name_is_a_reference_a_code_or_a_commune_of_today_or_before(writer: BookletWriter) -> None:
    catalogue = writer.view.catalogue
    names = ["content/relics/nui-thu/", "7k3qm", "đồng lộc", "xa-dong-loc", "xã Thượng Lộc"]
    relic, coded, unit = choosing.choose(catalogue, names)
    assert [each.title for each in (relic, coded)] == ["Núi Thử", "Đền Lóng Lánh Thử"]  # type: ignore[union-attr]
    assert unit.full == "Xã Đồng Lộc"  # type: ignore[union-attr]
    with pytest.raises(NotPossibleError) as told:
        choosing.choose(catalogue, ["relics/nui-thuu"])
    assert told.value.values["nearest"] == "relics/nui-thu"


def test_wrong_usage_is_told(project: Project, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    told = ["--root", str(project.root), "--out", str(tmp_path / "out")]
    assert cli.main(["booklets", STORY, *told]) == 1
    assert "temporary-plaque-address" in capsys.readouterr().err
    assert cli.main(["booklets", STORY, "--accept-temporary-address", "--language", "lo", *told]) == 2
    assert "vi, en" in capsys.readouterr().err
    assert not (tmp_path / "out").exists()


def test_html_becomes_what_paper_can_show() -> None:
    tree = markup.read(
        '<main> <p>Một <b>hai</b> \n ba.</p>\n<details><summary>Mở</summary><p>ra</p></details><td align="right">1<br>2</td></main>'
    )
    opened = '<div class="opened"><p class="opened-title">Mở</p><p>ra</p></div>'
    assert markup.write(tree) == f'<main><p>Một <b>hai</b> ba.</p>{opened}<td class="align-right">1<br />2</td></main>'
