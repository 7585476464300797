"""Every type of page in a real browser: for whom it is readable, what it loads, and whether its HTML is valid."""

import functools
import gzip
import hashlib
import json
import subprocess
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import cast

import pypdfium2
import pytest
import zxingcpp
from PIL import Image
from playwright.sync_api import Browser, Page, Response

from tests.fixtures.browsing import Serve, Served
from tests.fixtures.projects import Project, Site, relic
from tests.fixtures.reading import DESKTOP, PHONE, NewReader, Reader, readers
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

QUICK = (
    "home",
    "relic",
    "story",
    "map",
    "calendar",
    "search",
    "code",
)
"""Pages that the quick run looks at, those that differ most; the others are slow tests."""


def marks(name: str, *, slow: bool = False) -> list[pytest.MarkDecorator]:
    """What a page's tests are marked with."""
    return [pytest.mark.slow] if slow or name not in QUICK else []


pages = pytest.mark.parametrize("path", [pytest.param(path, id=name, marks=marks(name)) for name, path in PAGES.items()])
# Words tell most where there is least room; on a desktop these are the pages whose layout is another than a phone's.
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
pages_and_sizes = pytest.mark.parametrize(
    ("path", "size"),
    [
        *(pytest.param(path, PHONE, id=f"{name}-phone", marks=marks(name)) for name, path in PAGES.items()),
        *(pytest.param(PAGES[name], DESKTOP, id=f"{name}-desktop", marks=marks(name, slow=True)) for name in ON_A_DESKTOP),
    ],
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
AXE = """([type, values, grades]) => axe.run(document, {
  runOnly: {type, values}, resultTypes: grades, rules: {"color-contrast": {enabled: false}},
})
  .then(found => grades.flatMap(grade => found[grade])
    .flatMap(each => each.nodes.map(node => each.id + " " + node.target + ": " + node.failureSummary)))"""
WCAG = ("tag", ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"], ["violations"])
"""The contrast apart, of which COLOURS ask for more."""
COLOURS = ("rule", ["color-contrast-enhanced", "link-in-text-block"], ["violations", "incomplete"])
"""What another colour scheme can change. WCAG 1.4.6, level AAA: 7 to 1, and 4.5 to 1 for large text.

What cannot be decided counts as wrong."""
SIZES = ("rule", ["target-size", "scrollable-region-focusable"], ["violations"])
"""What larger text can change."""
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
# Words, pictures and drawings as they are shown; what only script can do is shown by script, so it is not compared.
SHOWN = """() => {
  document.querySelectorAll("details").forEach(each => { each.open = true; });
  const scripted = "noscript, [data-action], [data-retry], [data-kept], [role=status], [data-nearest], [data-search], [data-route]";
  const taken = [...document.querySelectorAll(`${scripted}, [data-near], [data-sample]`)].map(each => {
    const place = document.createComment("");
    each.replaceWith(place);
    return [place, each];
  });
  const shown = {
    words: document.body.innerText.split(/\\s+/).join(" "),
    pictures: [...document.images].map(each => each.getAttribute("src")),
    drawings: [...document.querySelectorAll("svg")].map(each => each.getBoundingClientRect().width > 0 || !each.checkVisibility()),
  };
  taken.reverse().forEach(([place, each]) => place.replaceWith(each));
  return shown;
}"""
INLINE = "() => [...document.scripts].filter(each => !each.src && each.type !== 'application/ld+json').map(each => each.textContent)"
WAITING = "() => [...document.scripts].filter(each => each.src && !each.defer && !each.async).map(each => each.src)"
# `renderBlockingStatus` of the Resource Timing standard: style sheets, fonts' sheets and scripts that hold up the first paint.
BLOCKING = "() => performance.getEntriesByType('resource').filter(each => each.renderBlockingStatus === 'blocking').map(each => each.name)"
# Whatever of its files the browser chose: which one that was stands in `currentSrc` only once it has come.
LAZY = """() => [...document.querySelectorAll('[loading=lazy]')].flatMap(each =>
  [each, ...(each.closest('picture') || each).querySelectorAll('source')].flatMap(from =>
    [each.src, ...(from.srcset || '').split(',').map(file => new URL(file.trim().split(' ')[0], location.href).href)]))"""
# Everything on paper that only makes sense on a screen.
LEFT = """() => [...document.querySelectorAll("nav, button, input, audio, .skip, .languages, .listing-ways, [role=status]")]
  .filter(each => each.checkVisibility()).map(each => each.outerHTML)"""
WIDTH = "document.documentElement.scrollWidth"


@dataclass(frozen=True)
class Loading:
    """What a page had asked for when it was there."""

    requests: list[tuple[str, str]]
    """Addresses, each with the type of what was asked for."""
    programs: list[bytes]
    lazy: set[str]
    fonts: int
    blocking: list[str]
    waiting: list[str]


@dataclass(frozen=True)
class Paper:
    """A page printed."""

    address: str | None
    """In plain letters beside the code."""
    file: bytes
    left: list[str]
    """What only makes sense on a screen, and is there."""


@dataclass(frozen=True)
class Visit:
    """All that is asked of one load of a page with script, in this order: nothing asked later can change what was answered before."""

    loading: Loading
    faults: list[str]
    paper: Paper | None
    """Of what a phone prints: paper is as wide whatever the screen."""
    shown: Mapping[str, list[str] | str]
    small: list[str]
    widths: tuple[int, int]
    """With the page's own largest text, and on a screen of 320."""
    axe: Mapping[str, list[str]]
    font_size: str
    width: int
    """With twice the text."""


Visited = Callable[[str, tuple[int, int]], Visit]


def judged(page: Page, asked: tuple[str, list[str], list[str]]) -> list[str]:
    """What axe finds: where, and why."""
    return cast(list[str], page.evaluate(AXE, list(asked)))


def loaded(reading: Reader, path: str) -> Loading:
    """Opens a page."""
    scripts: dict[str, bytes] = {}

    def keep(response: Response) -> None:
        if response.request.resource_type == "script":
            scripts[response.url] = response.body()

    reading.page.on("response", keep)
    page = reading.open(path)
    requests = [(request.url, request.resource_type) for request in reading.requests]
    inline, lazy = cast(list[str], page.evaluate(INLINE)), set(page.evaluate(LAZY))
    programs = [*scripts.values(), *(text.encode() for text in inline)]
    return Loading(requests, programs, lazy, page.evaluate("document.fonts.size"), page.evaluate(BLOCKING), page.evaluate(WAITING))


def printed(page: Page) -> Paper:
    """Prints a page that was opened."""
    address = page.evaluate("(document.querySelector('.qr-address') || {}).textContent")
    file = page.pdf(prefer_css_page_size=True)
    page.emulate_media(media="print")
    left = page.evaluate(LEFT)
    page.emulate_media(media="null")
    return Paper(address, file, left)


def shown(page: Page) -> dict[str, list[str] | str]:
    """What an opened page shows, standing still: a map that fills counts up while it moves."""
    page.emulate_media(reduced_motion="reduce")
    answer = cast(dict[str, list[str] | str], page.evaluate(SHOWN))
    page.emulate_media(reduced_motion="null")
    return answer


def widths(page: Page, size: tuple[int, int]) -> tuple[int, int]:
    """How wide a page gets."""
    page.evaluate("document.documentElement.dataset.size = 3")
    largest = page.evaluate(WIDTH)
    page.evaluate("delete document.documentElement.dataset.size")
    page.set_viewport_size({"width": 320, "height": 640})
    narrow = page.evaluate(WIDTH)
    page.set_viewport_size({"width": size[0], "height": size[1]})
    return largest, narrow


def checked(page: Page) -> dict[str, list[str]]:
    """What axe finds in a page all of which is shown."""
    page.evaluate((located("axe-core") / "axe.min.js").read_text(encoding="utf-8") + ";0")
    found = {"light": judged(page, WCAG)}
    page.evaluate(UNADORN)
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        found[f"colours, {scheme}"] = judged(page, COLOURS)
    return found


def asked(reading: Reader, path: str, size: tuple[int, int]) -> Visit:
    """Opens a page and asks it everything."""
    loading, page = loaded(reading, path), reading.page
    page.evaluate("document.querySelectorAll('[loading=lazy]').forEach(each => { each.loading = 'eager'; })")
    page.evaluate(DECODED)
    faults, paper, words = [*reading.faults], printed(page) if size == PHONE else None, shown(page)
    page.evaluate(UNFOLD)
    small, wide, found = page.evaluate(SMALL), widths(page, size), checked(page)
    # The reader's own setting of text size, as a phone's or a browser's settings have it.
    reading.context.new_cdp_session(page).send("Page.setFontSizes", {"fontSizes": {"standard": 32, "fixed": 26}})
    font_size = page.evaluate("getComputedStyle(document.documentElement).fontSize")
    found["twice the text"] = judged(page, SIZES)
    return Visit(loading, faults, paper, words, small, wide, found, font_size, page.evaluate(WIDTH))


@pytest.fixture(scope="module")
def visited(browser: Browser, sample_site: Served) -> Visited:
    """Each page is loaded once for all tests."""

    @functools.cache
    def visit(path: str, size: tuple[int, int]) -> Visit:
        with readers(browser, sample_site) as reader:
            return asked(reader(size=size), path, size)

    return visit


@pytest.mark.needs("axe-core")
@pages_and_sizes
def test_axe_finds_nothing_and_the_contrast_is_what_the_sun_asks_for(visited: Visited, path: str, size: tuple[int, int]) -> None:
    visit = visited(path, size)
    assert visit.font_size == "32px"
    assert not any(visit.axe.values()), visit.axe
    assert visit.width <= size[0]


@pytest.mark.needs("axe-core")
@pages_and_sizes
def test_the_console_stays_empty_a_thumb_can_press_everything_and_nothing_is_wider_than_the_screen(
    visited: Visited, path: str, size: tuple[int, int]
) -> None:
    """44 x 44 CSS pixels (WCAG 2.5.5; points on a drawn map are there a second time, as a list), and 320 across (WCAG 1.4.10).

    A violation of the page's Content-Security-Policy is an error in the console, too.
    """
    visit = visited(path, size)
    assert visit.faults == []
    assert visit.small == []
    largest, narrow = visit.widths
    assert largest <= size[0], "with the page's own largest text"
    assert narrow <= 320


LOADED = "() => [...document.images].filter(each => !each.complete || !each.naturalWidth).map(each => each.src)"


@pytest.mark.needs("axe-core")
@pages
def test_without_script_all_words_and_pictures_are_there(visited: Visited, reader: NewReader, path: str) -> None:
    plain = reader(java_script_enabled=False).open(path)
    missing = plain.evaluate(LOADED)
    bare, scripted = shown(plain), visited(path, PHONE).shown
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


@pytest.mark.needs("axe-core")
@pages
def test_a_plain_visit_loads_little_and_waits_for_nothing(visited: Visited, sample_site: Served, path: str) -> None:
    loading = visited(path, PHONE).loading
    assert sum(len(gzip.compress(each, 9, mtime=0)) for each in loading.programs) <= PLAIN_SCRIPT_BYTES
    assert len([url for url, _ in loading.requests if url not in loading.lazy]) <= BEFORE_LOAD, loading.requests
    assert all(url.startswith(sample_site.origin) for url, _ in loading.requests)
    assert [url for url, kind in loading.requests if kind in ("font", "stylesheet")] == []
    assert (loading.fonts, loading.blocking, loading.waiting) == (0, [], [])


def has_its_code(paper: Paper) -> bool:
    """Whether a page on paper bears its address in plain letters and as a code that is read back."""
    assert paper.address
    document = pypdfium2.PdfDocument(paper.file)
    beside = [sheet for sheet in document if paper.address in "".join(sheet.get_textpage().get_text_range().split())]
    assert beside, "the address in plain text"
    return {symbol.text for symbol in zxingcpp.read_barcodes(beside[-1].render(scale=3).to_pil())} == {paper.address}


@pytest.mark.needs("axe-core")
@pytest.mark.parametrize("name", [pytest.param(name, marks=marks(name)) for name in SYMBOLS])
def test_on_paper_the_code_can_be_scanned_and_the_navigation_is_gone(visited: Visited, name: str) -> None:
    paper = visited(PAGES[name], PHONE).paper
    assert paper
    assert has_its_code(paper)
    assert paper.left == []


@pytest.mark.parametrize("name", ["relic", pytest.param("about", marks=pytest.mark.slow)])
def test_on_paper_it_is_the_same_without_script(reader: NewReader, name: str) -> None:
    paper = printed(reader(java_script_enabled=False).open(PAGES[name]))
    assert has_its_code(paper)
    assert paper.left == []


def test_a_photograph_is_there_without_script_under_a_base_path(reader: NewReader, site_of: Site, served: Serve) -> None:
    """Test data: the photograph is a flat colour."""
    described = "pictures:\n  - {file: cong.png, alt: Cổng đền, credit: Người thử, licence: CC BY 4.0}\n"
    project = site_of({"content/relics/den-thu/index.vi.md": relic(extra=described)})
    Image.new("RGB", (640, 400), (120, 60, 40)).save(project.root / "content/relics/den-thu/cong.png")
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
    command = [located("node"), ROOT / "tests" / "html_validate.mjs", ROOT / ".htmlvalidate.json", report, *files]
    subprocess.run(list(map(str, command)), cwd=ROOT, capture_output=True, check=True)
    reports = json.loads(report.read_text(encoding="utf-8"))
    return [f"{each['filePath']}:{fault['line']}: {fault['ruleId']}: {fault['message']}" for each in reports for fault in each["messages"]]


def different(project: Project) -> dict[bytes, Path]:
    """The pages of a site by their digests: a code's two files are the same byte for byte, so that once is enough."""
    return {hashlib.sha256(file.read_bytes()).digest(): file for file in sorted(project.out.rglob("*.html"))}


def of_each_type(project: Project) -> dict[bytes, Path]:
    """Those that readers of the tests above are sent to."""
    at = [project.out / path.partition("#")[0].removeprefix("/") / "index.html" for path in PAGES.values()]
    digests = {hashlib.sha256(file.read_bytes()).digest() for file in (*at, project.out / "404.html") if file.is_file()}
    return {digest: file for digest, file in different(project).items() if digest in digests}


@pytest.mark.needs("html-validate")
def test_the_html_of_each_type_of_page_is_valid(sample_project: Project, tmp_path: Path) -> None:
    wrong = tmp_path / "wrong.html"
    wrong.write_text("<!DOCTYPE html>\n<html lang=vi><title>Thử</title><p><p id=a><div id=a></p></div>\n", encoding="utf-8")
    found = of_each_type(sample_project)
    assert len(found) > 30
    told = validated([wrong, *found.values()], tmp_path / "all.json")
    assert [fault for fault in told if not fault.startswith(str(wrong))] == []
    assert told, "this one is not"


@pytest.mark.slow
@pytest.mark.needs("html-validate")
def test_the_html_of_all_other_pages_is_valid(sample_project: Project, tmp_path: Path) -> None:
    pages = different(sample_project)
    others = pages.keys() - of_each_type(sample_project).keys()
    assert len(others) > 50
    assert validated([pages[each] for each in sorted(others)], tmp_path / "all.json") == []


def test_rules_of_validity_are_off_only_for_a_reason() -> None:
    rules = json.loads((ROOT / ".htmlvalidate.json").read_text(encoding="utf-8"))["rules"]
    assert {name for name, grade in rules.items() if grade == "off"} == set(STYLE)
