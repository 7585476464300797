"""Every type of page in a real browser: for whom it is readable, what it loads, and whether its HTML is valid."""

import gzip
import hashlib
import json
import subprocess
from pathlib import Path
from typing import cast

import pypdfium2
import pytest
import zxingcpp
from PIL import Image
from playwright.sync_api import Page, Response

from tests.fixtures.browsing import Serve
from tests.fixtures.projects import Project, Site, relic
from tests.fixtures.reading import DESKTOP, PHONE, NewReader
from tests.requirements import ROOT, located

pytestmark = [pytest.mark.long, pytest.mark.needs("chromium")]

CODE = "7K3QM"
PAGES = {
    "home": "/",
    "relics": "/di-tich/",
    "houses": "/nha-van-hoa/",
    "stories": "/chuyen-ke/",
    "relic": "/di-tich/den-long-lanh/",
    "plain-relic": "/di-tich/nga-ba-thu/",
    "house": "/nha-van-hoa/thon-mot/",
    "guide": "/cam-nang/cam-nang-thu/",
    "overdue-guide": "/cam-nang/cam-nang-cu/",
    "desk": "/diem-mot-cua/diem-thu/",
    "trail": "/tuyen-tham-quan/tuyen-thu/",
    "on-a-trail": "/di-tich/den-mot/#tuyen-tuyen-thu",
    "activities": "/hoat-dong/",
    "activity": "/hoat-dong/chu-nhat-xanh-thu/",
    "past-activity": "/hoat-dong/da-xong-thu/",
    "years": "/con-so/",
    "year": "/con-so/2020/",
    "story": "/chuyen-ke/du-moi-khoi/",
    "blocks": "/cac-khoi/",
    "about": "/gioi-thieu/",
    "commune": "/xa-phuong/xa-can-loc/",
    "communes": "/xa-phuong/",
    "map": "/ban-do/",
    "timeline": "/dong-thoi-gian/",
    "calendar": "/lich/",
    "status": "/tinh-trang/",
    "search": "/tim-kiem/",
    "progress": "/tien-do/",
    "wanted": "/can-bo-sung/anh-nha-van-hoa/",
    "register": "/chua-co-bai/",
    "code": f"/Q/{CODE}",
    "gone": "/Q/WFGH9",
    "offline": "/ngoai-tuyen/",
    "missing": "/khong-co-trang-nay",
    "english-home": "/en/",
    "english-relic": "/en/relics/den-long-lanh/",
    "english-map": "/en/map/",
}
SYMBOLS = [name for name in PAGES if name not in ("blocks", "missing", "offline")]
"""Pages with a QR code: all but those that stand in for another address, and the manual of blocks."""

pages = pytest.mark.parametrize("path", PAGES.values(), ids=PAGES)
# Words tell most where there is least room; on a desktop these are the pages whose layout is another than a phone's.
SIZED = {f"{name}-phone": (path, PHONE) for name, path in PAGES.items()}
ON_A_DESKTOP = (
    "home",
    "relics",
    "relic",
    "story",
    "guide",
    "trail",
    "activity",
    "map",
    "timeline",
    "calendar",
    "status",
)
SIZED |= {f"{name}-desktop": (PAGES[name], DESKTOP) for name in ON_A_DESKTOP}
pages_and_sizes = pytest.mark.parametrize(
    ("path", "size"), [pytest.param(*each, id=name, marks=pytest.mark.slow if each[1] == DESKTOP else []) for name, each in SIZED.items()]
)

# What script makes and what a reader unfolds is judged too, so it is all shown first.
UNFOLD = """() => {
  document.querySelectorAll("details").forEach(each => { each.open = true; });
  document.querySelectorAll("[hidden]").forEach(each => { each.hidden = false; });
}"""
# Axe cannot tell what colour lies behind text over a gradient or beside a drawing. Both are ornament here, so they go away;
# an adopted style sheet is the browser's way around the page's own policy.
UNADORN = """() => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync("*, ::before, ::after { background-image: none !important } .cover, .sign { visibility: hidden }");
  document.adoptedStyleSheets = [sheet];
}"""
AXE = """([type, values, grades]) => axe.run(document, {runOnly: {type, values}, resultTypes: grades})
  .then(found => grades.flatMap(grade => found[grade])
    .flatMap(each => each.nodes.map(node => each.id + " " + node.target + ": " + node.failureSummary)))"""
WCAG = ("tag", ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"], ["violations"])
COLOURS = ("rule", ["color-contrast-enhanced", "link-in-text-block"], ["violations", "incomplete"])
"""What another colour scheme can change. WCAG 1.4.6, level AAA: 7 to 1, and 4.5 to 1 for large text.

What cannot be decided counts as wrong."""
SIZES = ("rule", ["target-size", "scrollable-region-focusable"], ["violations"])
"""What larger text can change."""


def judged(page: Page, asked: tuple[str, list[str], list[str]]) -> list[str]:
    """What axe finds: where, and why."""
    return cast(list[str], page.evaluate(AXE, list(asked)))


@pytest.mark.needs("axe-core")
@pages_and_sizes
def test_axe_finds_nothing_and_the_contrast_is_what_the_sun_asks_for(reader: NewReader, path: str, size: tuple[int, int]) -> None:
    reading = reader(size=size)
    page = reading.open(path)
    page.evaluate((located("axe-core") / "axe.min.js").read_text(encoding="utf-8") + ";0")
    page.evaluate(UNFOLD)
    found = {"light": judged(page, WCAG)}
    page.evaluate(UNADORN)
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        found[f"colours, {scheme}"] = judged(page, COLOURS)
    # The reader's own setting of text size, as a phone's or a browser's settings have it.
    reading.context.new_cdp_session(page).send("Page.setFontSizes", {"fontSizes": {"standard": 32, "fixed": 26}})
    assert page.evaluate("getComputedStyle(document.documentElement).fontSize") == "32px"
    found["twice the text"] = judged(page, SIZES)
    assert not any(found.values()), found
    assert page.evaluate("document.documentElement.scrollWidth") <= size[0]


# A link whose ::after covers its card is as large as the card. A link in a line with other words is running text (WCAG 2.5.5).
SMALL = """() => [...document.querySelectorAll("a[href], button, summary, input, [tabindex]:not([tabindex='-1'])")].flatMap(each => {
  const after = getComputedStyle(each, "::after"), style = getComputedStyle(each);
  const covers = after.content !== "none" && after.position === "absolute" && after.inset.split(" ").every(side => side === "0px");
  const box = (covers ? each.offsetParent : each).getBoundingClientRect();
  const line = each.closest("p, li, dd, td, blockquote, figcaption");
  const running = style.display === "inline" && line && line.textContent.trim() !== each.textContent.trim();
  const skipping = each.classList.contains("skip"), drawn = each.closest("svg");
  const seen = each.checkVisibility({visibilityProperty: true}) && box.width && !each.disabled;
  return seen && !running && !skipping && !drawn && (box.width < 43.9 || box.height < 43.9)
    ? [each.outerHTML.slice(0, 120) + " " + Math.round(box.width) + "x" + Math.round(box.height)] : [];
})"""


DECODED = """() => Promise.all([...document.images].filter(each => !each.complete)
  .map(each => new Promise(done => { each.onload = each.onerror = done; })))"""


@pages_and_sizes
def test_the_console_stays_empty_a_thumb_can_press_everything_and_nothing_is_wider_than_the_screen(
    reader: NewReader, path: str, size: tuple[int, int]
) -> None:
    """44 x 44 CSS pixels (WCAG 2.5.5; points on a drawn map are there a second time, as a list), and 320 across (WCAG 1.4.10).

    A violation of the page's Content-Security-Policy is an error in the console, too.
    """
    reading = reader(size=size)
    page = reading.open(path)
    page.evaluate("document.querySelectorAll('[loading=lazy]').forEach(each => { each.loading = 'eager'; })")
    page.evaluate(DECODED)
    assert reading.faults == []
    page.evaluate(UNFOLD)
    assert page.evaluate(SMALL) == []
    page.evaluate("document.documentElement.dataset.size = 3")
    assert page.evaluate("document.documentElement.scrollWidth") <= size[0], "with the page's own largest text"
    page.evaluate("delete document.documentElement.dataset.size")
    page.set_viewport_size({"width": 320, "height": 640})
    assert page.evaluate("document.documentElement.scrollWidth") <= 320


# Words, pictures and drawings as they are shown; what only script can do is shown by script, so it is not compared.
SHOWN = """() => {
  document.querySelectorAll("details").forEach(each => { each.open = true; });
  const scripted = "noscript, [data-action], [data-retry], [data-kept], [role=status], [data-nearest], [data-search], [data-route]";
  document.querySelectorAll(`${scripted}, [data-near], [data-sample]`).forEach(each => each.remove());
  return {
    words: document.body.innerText.split(/\\s+/).join(" "),
    pictures: [...document.images].map(each => each.getAttribute("src")),
    drawings: [...document.querySelectorAll("svg")].map(each => each.getBoundingClientRect().width > 0 || !each.checkVisibility()),
  };
}"""
LOADED = "() => [...document.images].filter(each => !each.complete || !each.naturalWidth).map(each => each.src)"


@pages
def test_without_script_all_words_and_pictures_are_there(reader: NewReader, path: str) -> None:
    plain = reader(java_script_enabled=False).open(path)
    missing = plain.evaluate(LOADED)
    bare, scripted = plain.evaluate(SHOWN), reader().open(path).evaluate(SHOWN)
    assert missing == []
    assert bare == scripted
    assert len(bare["words"]) > 200
    assert all(bare["drawings"])


def test_the_readers_own_faults_would_be_found(reader: NewReader) -> None:
    reading = reader()
    page = reading.open("/")
    page.evaluate("document.body.insertAdjacentHTML('beforeend', '<p style=color:red onclick=alert()><img src=/none.png>')")
    page.wait_for_load_state("networkidle")
    assert any("Content Security Policy" in fault for fault in reading.faults)
    assert any("404" in fault for fault in reading.faults)


PLAIN_SCRIPT_BYTES = 3_000
BEFORE_LOAD = 4
INLINE = "() => [...document.scripts].filter(each => !each.src && each.type !== 'application/ld+json').map(each => each.textContent)"
WAITING = "() => [...document.scripts].filter(each => each.src && !each.defer && !each.async).map(each => each.src)"
# `renderBlockingStatus` of the Resource Timing standard: style sheets, fonts' sheets and scripts that hold up the first paint.
BLOCKING = "() => performance.getEntriesByType('resource').filter(each => each.renderBlockingStatus === 'blocking').map(each => each.name)"
# Whatever of its files the browser chose: which one that was stands in `currentSrc` only once it has come.
LAZY = """() => [...document.querySelectorAll('[loading=lazy]')].flatMap(each =>
  [each, ...(each.closest('picture') || each).querySelectorAll('source')].flatMap(from =>
    [each.src, ...(from.srcset || '').split(',').map(file => new URL(file.trim().split(' ')[0], location.href).href)]))"""


@pages
def test_a_plain_visit_loads_little_and_waits_for_nothing(reader: NewReader, path: str) -> None:
    reading = reader()
    scripts: dict[str, bytes] = {}

    def keep(response: Response) -> None:
        if response.request.resource_type == "script":
            scripts[response.url] = response.body()

    reading.page.on("response", keep)
    page = reading.open(path)
    at_load = [(request.url, request.resource_type) for request in reading.requests]
    inline = cast(list[str], page.evaluate(INLINE))
    lazy = set(page.evaluate(LAZY))
    programs = [*scripts.values(), *(text.encode() for text in inline)]
    assert sum(len(gzip.compress(each, 9, mtime=0)) for each in programs) <= PLAIN_SCRIPT_BYTES
    assert len([url for url, _ in at_load if url not in lazy]) <= BEFORE_LOAD, at_load
    assert all(url.startswith(reading.site.origin) for url, _ in at_load)
    assert [url for url, kind in at_load if kind in ("font", "stylesheet")] == []
    assert page.evaluate("document.fonts.size") == 0
    assert page.evaluate(BLOCKING) == []
    assert page.evaluate(WAITING) == []


# Everything on paper that only makes sense on a screen.
LEFT = """() => [...document.querySelectorAll("nav, button, input, audio, .skip, .languages, .listing-ways, [role=status]")]
  .filter(each => each.checkVisibility()).map(each => each.outerHTML)"""


@pytest.mark.parametrize(("name", "script"), [*((name, True) for name in SYMBOLS), ("relic", False), ("about", False)])
def test_on_paper_the_code_can_be_scanned_and_the_navigation_is_gone(reader: NewReader, name: str, script: bool) -> None:
    page = reader(java_script_enabled=script).open(PAGES[name])
    address = cast(str, page.evaluate("document.querySelector('.qr-address').textContent"))
    printed = pypdfium2.PdfDocument(page.pdf(prefer_css_page_size=True))
    beside = [sheet for sheet in printed if address in "".join(sheet.get_textpage().get_text_range().split())]
    assert beside, "the address in plain text"
    assert {symbol.text for symbol in zxingcpp.read_barcodes(beside[-1].render(scale=3).to_pil())} == {address}
    page.emulate_media(media="print")
    left = page.evaluate(LEFT)
    assert left == []


def test_a_photograph_is_there_without_script_under_a_base_path(reader: NewReader, site_of: Site, served: Serve) -> None:
    """Test data: the photograph is a flat colour."""
    described = "pictures:\n  - {file: cong.png, alt: Cổng đền, credit: Người thử, licence: CC BY 4.0}\n"
    project = site_of({"content/relics/den-thu/index.vi.md": relic(extra=described)})
    Image.new("RGB", (1600, 1000), (120, 60, 40)).save(project.root / "content/relics/den-thu/cong.png")
    report = project.build(base_url="https://nguoi.example/kho/")
    assert not report.stopped
    reading = reader(served(project.out, "/kho/"), java_script_enabled=False)
    page = reading.open("/di-tich/den-thu/")
    assert page.evaluate("[...document.images].some(each => each.alt === 'Cổng đền' && each.naturalWidth >= 320)")
    assert reading.faults == []


# Rules of html-validate that are matters of style, each with the reason why ours differs.
STYLE = {"long-title": "a relic's title is what it is called, whatever a search engine has room for"}


def validated(files: list[Path], report: Path) -> list[str]:
    """What html-validate finds in files, with the configuration in .htmlvalidate.json."""
    program = located("html-validate") / "bin" / "html-validate.mjs"
    # Into a file: what it writes to a pipe it may not have written whole when it ends.
    command = [located("node"), program, "--config", ROOT / ".htmlvalidate.json", "--formatter", f"json={report}", *files]
    subprocess.run(list(map(str, command)), cwd=ROOT, capture_output=True, check=False)
    reports = json.loads(report.read_text(encoding="utf-8"))
    return [f"{each['filePath']}:{fault['line']}: {fault['ruleId']}: {fault['message']}" for each in reports for fault in each["messages"]]


@pytest.mark.needs("html-validate")
def test_the_whole_sites_html_is_valid(sample_project: Project, tmp_path: Path) -> None:
    # A code's two files are the same byte for byte: once is enough.
    different = {hashlib.sha256(file.read_bytes()).digest(): file for file in sorted(sample_project.out.rglob("*.html"))}
    assert len(different) > 80
    wrong = tmp_path / "wrong.html"
    wrong.write_text("<!DOCTYPE html>\n<html lang=vi><title>Thử</title><p><p id=a><div id=a></p></div>\n", encoding="utf-8")
    assert validated([wrong], tmp_path / "wrong.json"), "this one is not"
    assert validated(list(different.values()), tmp_path / "all.json") == []


def test_rules_of_validity_are_off_only_for_a_reason() -> None:
    rules = json.loads((ROOT / ".htmlvalidate.json").read_text(encoding="utf-8"))["rules"]
    assert {name for name, grade in rules.items() if grade == "off"} == set(STYLE)
