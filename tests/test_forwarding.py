"""The site that stays at a former host: in Chromium every page and code of it arrives at its counterpart. Test data only."""

import re
import shutil
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from disan import cli
from disan.verify import hosting
from disan.verify.finding import mentions_code
from tests.fixtures.browsing import Serve, Served
from tests.fixtures.projects import Project, Site, relic

CODE = "7K3QM"
RECORD = "content/relics/den-thu/index.vi.md"


@pytest.fixture
def built(site_of: Site) -> Project:
    """A site of one relic in two languages, at /kho/ of a lent host."""
    project = site_of({RECORD: relic(code=CODE), RECORD.replace(".vi.", ".en."): "---\ntitle: Test temple\n---\nTest.\n"})
    assert not project.build(base_url="https://nguoi.example/kho").stopped
    return project


def forward(project: Project, to: str, former: str = "https://nguoi.example/kho") -> int:
    return cli.main(["redirects", "--root", str(project.root), "--to", to, "--from", former, "--out", str(project.root / "old")])


@pytest.fixture
def moved(built: Project, site_of: Site, served: Serve, tmp_path: Path) -> tuple[Served, Served]:
    """The forwarding site at the old host, and the same content, built anew, at the root of a new one."""
    new = Project(tmp_path / "new")
    shutil.copytree(built.root / "content", new.root / "content")
    standing = served(new.out)
    assert not new.build(base_url=standing.url).stopped
    assert forward(built, f"{standing.url}/") == 0
    return served(built.root / "old", "/kho/"), standing


@pytest.mark.slow
@pytest.mark.needs("chromium")
@pytest.mark.parametrize("script", [True, False], ids=["script", "no script"])
@pytest.mark.parametrize("path", ["/", "/di-tich/", "/di-tich/den-thu/", "/en/relics/den-thu/", f"/Q/{CODE}", "/tinh-trang/"])
def test_every_page_arrives_at_its_counterpart(moved: tuple[Served, Served], browser: Browser, path: str, script: bool) -> None:
    old, new = moved
    page = browser.new_context(locale="vi-VN", java_script_enabled=script).new_page()
    page.goto(old.url + path)
    page.wait_for_url(re.compile(re.escape(new.url)))
    # The page at a code writes its own address into the browser's bar.
    assert page.url in ((new.url + path,) if not path.startswith("/Q/") else (new.url + path, f"{new.url}/di-tich/den-thu/"))
    assert page.locator("h1").count() == 1
    page.context.close()


def arrived(page: Page, old: Served, path: str) -> str:
    page.goto(old.url + path)
    page.wait_for_url(lambda url: not url.startswith(old.origin))
    return page.url


@pytest.mark.slow
@pytest.mark.needs("chromium")
def test_what_has_no_page_goes_to_the_same_path_and_words_after_it_stay(moved: tuple[Served, Served], browser: Browser) -> None:
    old, new = moved
    page = browser.new_context(locale="vi-VN").new_page()
    assert arrived(page, old, "/di-tich/den-thu/?fbclid=x#page_more") == f"{new.url}/di-tich/den-thu/?fbclid=x#page_more"
    assert arrived(page, old, "/da-mat/tu-lau") == f"{new.url}/da-mat/tu-lau"
    arrived(page, old, f"/Q/{CODE.lower()}")
    page.wait_for_url(f"{new.url}/Q/{CODE}")  # The new site mends what was typed.
    page.goto("about:blank")
    page.go_back()
    assert page.url.startswith(new.url), "no step is left behind that would send the reader forward again"
    page.context.close()


@pytest.mark.slow
@pytest.mark.needs("chromium")
def test_readers_who_kept_the_old_site_are_sent_on_too(built: Project, served: Serve, browser: Browser, tmp_path: Path) -> None:
    standing, new = served(built.out, "/kho/"), served(tmp_path / "new")
    (tmp_path / "new" / "di-tich" / "den-thu").mkdir(parents=True)
    (tmp_path / "new" / "di-tich" / "den-thu" / "index.html").write_text("<h1>Nơi mới</h1>", encoding="utf-8")
    page = browser.new_context(locale="vi-VN").new_page()
    page.goto(f"{standing.url}/di-tich/den-thu/")
    page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    page.reload()
    assert page.evaluate("navigator.serviceWorker.controller !== null")
    assert forward(built, new.url) == 0
    standing.root = built.root / "old"
    page.goto(f"{standing.url}/di-tich/den-thu/")
    page.wait_for_url(f"{new.url}/**")
    page.context.close()


def test_the_old_host_still_answers_for_its_codes(built: Project) -> None:
    assert forward(built, "https://moi.example") == 0
    old = built.root / "old"
    for path in (f"/Q/{CODE}", f"/Q/{CODE}/"):
        answer = hosting.answer(old, "", path)
        assert (answer.status, answer.location) == (200, None)
        assert answer.file
        text = answer.file.read_text(encoding="utf-8")
        assert mentions_code(text, CODE), "so that the weekly check of the printed address stays green"
        assert f'href="https://moi.example/Q/{CODE}"' in text
    assert not (old / "CNAME").exists(), "a lent host has none"


def test_a_domain_of_ones_own_is_kept(built: Project) -> None:
    assert forward(built, "https://moi.example", "https://di-san-thu.vn") == 0
    assert (built.root / "old" / "CNAME").read_text(encoding="utf-8") == "di-san-thu.vn\n"


@pytest.mark.parametrize("to", ["moi.example", "https://nguoi.example/kho/"])
def test_an_address_that_cannot_be_is_refused(built: Project, to: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert forward(built, to) == 2
    assert capsys.readouterr().err
    assert not (built.root / "old").exists()


def test_nothing_is_made_of_a_site_that_lost_a_code(built: Project, capsys: pytest.CaptureFixture[str]) -> None:
    (built.out / "Q" / f"{CODE}.html").unlink()
    assert forward(built, "https://moi.example") == 1
    assert CODE in capsys.readouterr().err
    assert not (built.root / "old").exists()


def test_a_folder_of_somebody_elses_is_left_alone(built: Project) -> None:
    (built.root / "old").mkdir()
    (built.root / "old" / "index.html").write_text("của tôi", encoding="utf-8")
    assert forward(built, "https://moi.example") == 2
    assert [file.name for file in (built.root / "old").iterdir()] == ["index.html"]


def test_the_built_site_is_never_overwritten(built: Project) -> None:
    before = built.files()
    assert cli.main(["redirects", "--root", str(built.root), "--to", "https://moi.example", "--out", str(built.out)]) == 2
    assert built.files() == before
