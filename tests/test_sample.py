"""The status page tries codes from its reader's own browser: what it finds, and when it begins by itself. Test data only."""

import json
import shutil
from pathlib import Path

import pytest
from playwright.sync_api import Page, Route

from tests.fixtures.browsing import Serve
from tests.fixtures.projects import SETTINGS, Project, relic
from tests.fixtures.visiting import Visit, Visitor
from tests.requirements import located
from tests.test_pages import AXE, COLOURS, WCAG

pytestmark = pytest.mark.needs("chromium")

OWN = ("7K3QM", "82MW3", "V1D0N", "6Y1AM")
FORMER, OTHER = "WFGH9", "VCDEE"
"""Codes whose plaques were printed for a former host, and for one that lets no page of ours see what it answers."""
HOSTS = {FORMER: "https://cu.disan-thu.vn", OTHER: "https://kin.disan-thu.vn"}
STATUS = "/tinh-trang/"
LINE = "(each => Object.defineProperty(navigator, 'connection', {value: each}))"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Six relics with a code each, all printed."""
    project = Project(tmp_path_factory.mktemp("sample") / "project")
    rows = [
        f"{code},2026-11-thu,2026-11-23,{HOSTS.get(code, 'https://DISAN.EXAMPLE')}/Q/{code},Q,0123456789abcdef,a5,1,\n"
        for code in (*OWN, *HOSTS)
    ]
    header = "code,batch,date,address,level,matrix,size,quantity,note\n"
    relics = {f"content/relics/den-{code.lower()}/index.vi.md": relic(f"Đền <{code[:2]}> thử", code=code) for code in (*OWN, *HOSTS)}
    project.write({"content/site.yml": SETTINGS, "content/plaques.csv": header + "".join(rows), **relics})
    assert not project.build().stopped
    return project.out


def tried(visitor: Visitor) -> str:
    """What stands below the button after it was pressed and all has come."""
    visitor.page.evaluate("document.querySelector('.sample [role=status]').textContent = ''")  # Of what was tried before.
    visitor.page.locator(".sample button").click()
    visitor.waits(
        lambda: visitor.page.evaluate(
            "!document.querySelector('.sample button').disabled && document.querySelector('.sample p[role]').innerText"
        )
    )
    return visitor.page.locator(".sample [role=status]").inner_text()


def answers(page: Page) -> dict[str, str]:
    """What each code was found to answer."""
    rows = page.locator(".sample li")
    return dict(zip(rows.locator("b").all_inner_texts(), rows.locator(".hung-state").all_inner_texts(), strict=True))


@pytest.mark.slow
def test_a_reader_sees_which_codes_open_and_a_kept_copy_hides_nothing(site: Path, tmp_path: Path, visit: Visit, served: Serve) -> None:
    broken = shutil.copytree(site, tmp_path / "site")
    visitor = visit(broken)
    page = visitor.page

    other_host = served(site)
    for file in ("codes.json", "index.html"):  # A host of another name that is really there, and lets nobody see what it answers.
        place = broken / STATUS.strip("/") / file
        place.write_text(place.read_text(encoding="utf-8").replace(HOSTS[OTHER], other_host.origin), encoding="utf-8")

    def elsewhere(route: Route) -> None:
        route.fulfill(status=200, content_type="text/html", path=site / "Q" / f"{FORMER}.html")  # With what lets anybody see it.

    visitor.context.route(f"{HOSTS[FORMER]}/**", elsewhere)
    visitor.comes_once(f"/Q/{OWN[0]}")
    visitor.opens(STATUS)
    visitor.served.broken = {f"/Q/{OWN[0]}"}
    for name in (f"{OWN[1]}.html", f"{OWN[1]}/index.html", f"{OWN[2]}.html"):
        (broken / "Q" / name).unlink()
    (broken / "Q" / OWN[1]).rmdir()
    other = f'<title>Đền &lt;khác&gt;</title><link rel="canonical" href="https://a.vn/"><p>{OWN[3]}'
    (broken / "Q" / f"{OWN[3]}.html").write_text(other, encoding="utf-8")
    assert "4 trên 5 mã vừa thử chưa mở đúng trang" in tried(visitor)
    assert answers(page) == {
        OWN[0]: "Không kết nối được",
        OWN[1]: "Không có trang (lỗi 404)",
        OWN[2]: "Bị chuyển sang địa chỉ khác",
        OWN[3]: "Mở ra trang khác: Đền <khác>",
        FORMER: "Mở đúng trang",
        OTHER: "Máy chủ có trả lời; trình duyệt không xem được trang nào mở ra",
    }
    page.evaluate((located("axe-core") / "axe.min.js").read_text(encoding="utf-8") + ";0")
    assert page.evaluate(AXE, list(WCAG)) == []
    page.emulate_media(color_scheme="dark")
    assert page.evaluate(AXE, list(COLOURS)) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 360


@pytest.mark.slow
def test_a_device_without_a_network_says_nothing_of_the_codes(site: Path, visit: Visit) -> None:
    visitor = visit(site)
    visitor.opens(STATUS)
    assert "Đã thử hết" in tried(visitor), "the hosts of two are nowhere, which is told of those alone"
    assert list(answers(visitor.page).values()).count("Mở đúng trang") == len(OWN)
    visitor.loses_the_network()
    assert "không có mạng" in tried(visitor)
    assert answers(visitor.page) == {}


@pytest.mark.parametrize(
    ("line", "begins"),
    [({"type": "wifi", "saveData": False}, True), ({"type": "wifi", "saveData": True}, False), ({"type": "cellular"}, False), ({}, False)],
)
def test_it_begins_by_itself_only_where_nobody_pays_for_the_bytes(site: Path, visit: Visit, line: dict[str, object], begins: bool) -> None:
    visitor = visit(site)
    visitor.page.add_init_script(f"{LINE}({json.dumps(line)})")
    visitor.opens(STATUS)
    visitor.page.wait_for_timeout(200)
    if begins:
        visitor.page.locator(".sample li").first.wait_for()
    assert (f"{STATUS}codes.json" in visitor.served.asked) == begins
