"""Without a network: what was opened once opens again, in a real browser, and an update strands nobody."""

import io
import json
import re
import shutil
from pathlib import Path

import pytest
from PIL import Image

from disan.pages.offline_list import MOST_BYTES
from tests.fixtures.projects import SETTINGS, Project, relic
from tests.fixtures.visiting import Visit

CODE, OTHER = "7K3QM", "82MWA"
COVER = "cover: {file: cong.jpg, alt: Cổng đền, credit: Người chụp, licence: CC BY 4.0}\n"
chromium = pytest.mark.needs("chromium")


def picture(width: int = 1300) -> bytes:
    """A photograph of nothing."""
    file = io.BytesIO()
    Image.linear_gradient("L").resize((width, width * 2 // 3)).convert("RGB").save(file, "JPEG")
    return file.getvalue()


CONTENT: dict[str, str | bytes] = {
    "content/relics/den-mot/index.vi.md": relic("Đền Một", code=CODE, extra=COVER, body="Gần [[relics/den-hai]]."),
    "content/relics/den-mot/index.en.md": "---\ntitle: Temple One\n---\nA test.\n",
    "content/relics/den-mot/cong.jpg": picture(),
    "content/relics/den-hai/index.vi.md": relic("Đền Hai", body="Bài của đền Hai."),
}
for number in range(3, 6):
    CONTENT[f"content/relics/den-{number}/index.vi.md"] = relic(f"Đền {number}")


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """Five relics of test data, the first with a photograph, a code and a translation."""
    made = Project(tmp_path_factory.mktemp("offline") / "project")
    made.write({"content/site.yml": SETTINGS, **CONTENT})
    assert not made.build().stopped
    return made


@pytest.fixture
def project(built: Project, tmp_path: Path) -> Project:
    """A copy of it that a test may change."""
    return built.copied(tmp_path / "project")


@chromium
def test_a_second_visit_without_a_network_shows_the_page_and_its_pictures(project: Project, visit: Visit) -> None:
    visitor = visit(project.out)
    assert visitor.opens(f"/Q/{CODE}") == "Đền Một"
    visitor.waits_to_keep_all()
    assert visitor.complaints == []
    visitor.loses_the_network()
    for path in (f"/Q/{CODE}", f"/Q/{CODE}/", f"/Q/{CODE}?fbclid=1", "/di-tich/den-mot/", "/di-tich/den-mot/"):
        assert visitor.opens(path) == "Đền Một"
        visitor.waits_for_pictures()
    assert visitor.opens("/di-tich/den-hai/") == "Đền Hai"
    assert visitor.complaints == []


@pytest.mark.slow
@chromium
def test_the_twin_in_the_other_language_is_there_too(project: Project, visit: Visit) -> None:
    visitor = visit(project.out)
    visitor.opens("/di-tich/den-mot/")
    visitor.waits_to_keep_all()
    visitor.loses_the_network()
    visitor.page.locator("a[data-language=en]").first.click()
    visitor.page.wait_for_url("**/en/relics/den-mot/")
    assert visitor.page.locator("h1").inner_text() == "Temple One"


@pytest.mark.slow
@chromium
def test_another_size_of_a_picture_stands_in_for_the_one_that_is_not_kept(project: Project, visit: Visit) -> None:
    visitor = visit(project.out)
    visitor.opens("/di-tich/den-mot/")
    visitor.waits_to_keep_all()
    visitor.waits_for_worker()
    visitor.loses_the_network()
    visitor.page.set_viewport_size({"width": 2400, "height": 800})
    visitor.opens("/di-tich/den-mot/")
    visitor.waits_for_pictures()
    wanted = visitor.page.locator("figure.cover img").evaluate("image => image.currentSrc").removeprefix(visitor.served.url)
    assert wanted.startswith("/pictures/")
    assert wanted not in visitor.keeps()


@chromium
@pytest.mark.parametrize(
    ("path", "title", "kept"),
    [pytest.param("/di-tich/den-5/", "Chưa có mạng", "Đền Một", marks=pytest.mark.slow), ("/en/x/y/", "No connection", "Temple One")],
)
def test_a_page_that_is_not_kept_gives_the_offline_page_of_its_language(
    project: Project, visit: Visit, path: str, title: str, kept: str
) -> None:
    visitor = visit(project.out)
    visitor.opens("/di-tich/den-mot/")
    visitor.waits_to_keep_all()
    visitor.waits_to_be_youngest("/di-tich/den-mot/")
    visitor.loses_the_network()
    assert visitor.opens(path) == title
    newest = visitor.page.locator("[data-kept] a").first
    assert newest.inner_text() == kept
    newest.click()
    visitor.page.wait_for_url("**/den-mot/")
    assert visitor.page.locator("h1").inner_text() == kept
    assert visitor.complaints == []


@pytest.mark.slow
@chromium
def test_the_offline_page_tries_again(project: Project, visit: Visit) -> None:
    visitor = visit(project.out)
    visitor.opens("/di-tich/den-mot/")
    visitor.waits_to_keep_all()
    visitor.loses_the_network()
    assert visitor.opens("/di-tich/den-5/") == "Chưa có mạng"
    visitor.served.away = False
    visitor.page.get_by_role("button", name="Thử lại").click()
    visitor.page.get_by_role("heading", level=1, name="Đền 5").wait_for()


@chromium
def test_one_failing_address_loses_nothing_else(project: Project, visit: Visit) -> None:
    visitor = visit(project.out)
    first, *rest = [path for path in keep_list(project, "di-tich/den-mot/index.html") if path != "/di-tich/den-mot/"]
    visitor.served.broken = {first, "/manifest.webmanifest"}
    visitor.opens("/di-tich/den-mot/")
    visitor.waits_to_keep("/di-tich/den-mot/", *(path for path in rest if not path.startswith("/pictures/")))
    assert first not in visitor.keeps()


@pytest.mark.slow
@chromium
def test_what_is_not_there_stays_not_there(project: Project, visit: Visit) -> None:
    visitor = visit(project.out)
    visitor.opens("/di-tich/den-mot/")
    visitor.waits_for_worker()
    visitor.waits_to_keep("/en/relics/den-mot/")
    answer = visitor.page.goto(visitor.served.url + "/khong-co/")
    assert answer is not None
    assert (answer.status, answer.from_service_worker) == (404, True)
    moved = visitor.page.goto(visitor.served.url + "/di-tich")  # A redirection, which is followed and not kept under this name.
    assert moved is not None
    assert moved.url.endswith("/di-tich/")
    visitor.waits_to_keep("/di-tich/")
    assert not {"/khong-co/", "/di-tich", "/404.html"} & visitor.keeps()


@pytest.mark.slow
@chromium
def test_a_page_that_has_gone_does_not_live_on(project: Project, visit: Visit) -> None:
    visitor = visit(project.out)
    visitor.comes_once("/di-tich/den-mot/")
    shutil.rmtree(project.out / "di-tich/den-mot")
    visitor.opens("/di-tich/den-mot/")
    visitor.waits(lambda: visitor.copy("/di-tich/den-mot/") == "")
    answer = visitor.page.goto(visitor.served.url + "/di-tich/den-mot/")
    assert answer is not None
    assert answer.status == 404


@pytest.mark.slow
@chromium
def test_a_changed_page_is_told_of_and_shown_when_it_is_loaded_again(project: Project, visit: Visit) -> None:
    visitor = visit(project.out)
    visitor.comes_once("/di-tich/den-hai/")
    assert visitor.opens("/di-tich/den-hai/") == "Đền Hai"
    visitor.page.wait_for_timeout(500)
    assert visitor.page.locator(".newer").count() == 0, "nothing is new"
    project.write({"content/relics/den-hai/index.vi.md": relic("Đền Hai mới")})
    project.build()
    assert visitor.opens("/di-tich/den-hai/") == "Đền Hai"
    newer = visitor.page.locator(".newer a")
    newer.wait_for()
    assert newer.inner_text() == "Trang này vừa được cập nhật. Xem bản mới"
    newer.click()
    visitor.waits(lambda: visitor.page.locator("h1").inner_text() == "Đền Hai mới")
    assert visitor.complaints == []


@pytest.mark.slow
@chromium
def test_a_page_that_was_withdrawn_is_told_of(project: Project, visit: Visit) -> None:
    visitor = visit(project.out)
    visitor.comes_once("/di-tich/den-hai/")
    shutil.rmtree(project.root / "content/relics/den-hai")
    project.write({"content/relics/den-mot/index.vi.md": relic("Đền Một", code=CODE, extra=COVER)})
    assert not project.build().stopped
    assert visitor.opens("/di-tich/den-hai/") == "Đền Hai"
    visitor.page.locator(".newer a").click()
    visitor.waits(lambda: "Đền Hai" not in visitor.page.locator("h1").inner_text())


@pytest.mark.slow
@chromium
def test_a_new_version_takes_over_and_strands_nobody(project: Project, visit: Visit) -> None:
    visitor = visit(project.out)
    visitor.opens("/di-tich/den-mot/")
    visitor.waits_to_keep_all()
    visitor.waits_for_worker()
    scripts = {path for path in visitor.keeps() if path.startswith("/assets/page.")}
    assert scripts
    # Another script and another name of the site: new bytes in every page and under every name of the shell.
    script = (Path(__file__).parent.parent / "templates/assets/page.js").read_text(encoding="utf-8")
    settings = (project.root / "content/site.yml").read_text(encoding="utf-8").replace("Trang thử", "Trang mới")
    project.write({"templates/assets/page.js": script + "\nwindow.renewed = true;\n", "content/site.yml": settings})
    project.build()
    assert not any((project.out / path.lstrip("/")).exists() for path in scripts)

    assert visitor.opens("/di-tich/den-mot/") == "Đền Một"  # The old copy, from the old worker, with its old script, which no server has.
    visitor.waits(lambda: "Trang mới" in visitor.copy("/ngoai-tuyen/"))  # The first found is the oldest: the old shell has gone.
    visitor.waits_for_worker()
    assert scripts < {path for path in visitor.keeps() if path.startswith("/assets/page.")}
    visitor.loses_the_network()
    for path, title in (("/di-tich/den-mot/", "Đền Một"), ("/en/relics/den-mot/", "Temple One"), ("/x/", "Chưa có mạng")):
        assert visitor.opens(path) == title
    assert visitor.complaints == []


@pytest.mark.slow
@chromium
def test_an_update_that_cannot_be_fetched_leaves_the_old_worker(project: Project, visit: Visit) -> None:
    visitor = visit(project.out)
    visitor.opens("/di-tich/den-mot/")
    visitor.waits_to_keep_all()
    visitor.waits_for_worker()
    settings = (project.root / "content/site.yml").read_text(encoding="utf-8").replace("Trang thử", "Trang mới")
    project.write({"content/site.yml": settings})
    project.build()
    visitor.served.broken = {"/en/offline/"}
    ended = visitor.page.evaluate(
        "navigator.serviceWorker.ready.then(each => each.update()).then(({installing}) =>"
        "new Promise(done => { installing.onstatechange = () => done(installing.state); }))"
    )
    assert ended == "redundant"
    visitor.loses_the_network()
    assert visitor.opens("/di-tich/den-5/") == "Chưa có mạng"
    assert "Trang thử" in visitor.page.content()


@pytest.mark.slow
@chromium
def test_a_site_below_a_base_path_keeps_to_itself(project: Project, visit: Visit) -> None:
    project.build(base_url="https://nguoi-dung.github.io/Di-San")
    visitor = visit(project.out, "/Di-San/")
    visitor.opens("/di-tich/den-mot/")
    visitor.waits_to_keep_all()
    visitor.waits_for_worker()
    names = visitor.page.evaluate("caches.keys()")
    assert all(name.startswith("disan /Di-San/ ") for name in names)
    visitor.loses_the_network()
    assert visitor.opens("/di-tich/den-mot/") == "Đền Một"
    assert visitor.opens("/en/x/") == "No connection"
    assert visitor.complaints == []


@chromium
def test_a_reader_who_saves_data_is_made_to_load_nothing_more(project: Project, visit: Visit) -> None:
    visitor = visit(project.out)
    visitor.context.add_init_script("Object.defineProperty(navigator, 'connection', {value: {saveData: true}})")
    visitor.opens("/di-tich/den-mot/")
    visitor.waits_for_worker()
    visitor.page.wait_for_timeout(300)
    assert "/en/relics/den-mot/" not in visitor.served.asked


@chromium
def test_pages_work_where_there_are_no_workers(project: Project, visit: Visit) -> None:
    visitor = visit(project.out, service_workers="block")
    assert visitor.opens(f"/Q/{CODE}") == "Đền Một"
    assert visitor.page.locator("a[data-language=en]").first.is_visible()
    assert visitor.complaints == []


@pytest.mark.slow
@chromium
def test_what_is_kept_has_bounds_and_the_oldest_goes_first(project: Project, visit: Visit) -> None:
    visitor = visit(project.out)
    visitor.opens("/di-tich/den-mot/")
    visitor.waits_to_keep("/di-tich/den-mot/", "/di-tich/den-hai/")
    visitor.page.evaluate(
        """async () => {
          const pages = await caches.open("disan / pages"), files = await caches.open("disan / files");
          for (let number = 0; number < 310; number += 1) {
            await pages.put("/old/" + number + "/", new Response(""));
            await files.put("/old/0123abcd-" + number + ".avif", new Response(""));
          }
        }"""
    )
    visitor.opens("/di-tich/den-mot/")
    visitor.waits(lambda: len(visitor.keeps()) <= 460)
    visitor.page.wait_for_timeout(300)
    kept = visitor.keeps()
    assert {"/di-tich/den-mot/", "/di-tich/den-hai/", "/en/relics/den-mot/", "/old/309/", "/old/0123abcd-309.avif"} <= kept
    assert not {"/old/0/", "/old/0123abcd-0.avif"} & kept


def keep_list(project: Project, file: str) -> list[str]:
    """The list that a page carries."""
    found = re.search(r'data-keep="([^"]*)"', project.page(file))
    assert found
    return found[1].split(" ")


def test_a_page_asks_to_keep_its_addresses_its_twin_its_picture_and_its_neighbours(project: Project) -> None:
    listed = keep_list(project, f"Q/{CODE}.html")
    assert listed[:3] == ["/di-tich/den-mot/", f"/Q/{CODE}", "/en/relics/den-mot/"]
    assert re.fullmatch(r"/pictures/[0-9a-f]+-800\.avif", listed[3])
    assert "/di-tich/den-hai/" in listed
    assert keep_list(project, "di-tich/den-mot/index.html") == listed
    assert keep_list(project, "index.html") == ["/", "/en/"]


def test_what_a_page_asks_to_keep_is_there_and_short(project: Project) -> None:
    for file in project.out.rglob("*.html"):
        for listed in re.findall(r'data-keep="([^"]*)"', file.read_text(encoding="utf-8")):
            assert len(listed.encode()) <= MOST_BYTES
            for path in listed.split(" "):
                name = f"{path}index.html" if path.endswith("/") else path
                assert (project.out / name.lstrip("/")).exists(), path


def test_an_edit_does_not_touch_the_worker_and_a_new_shell_does(project: Project) -> None:
    before = project.files()
    project.write(
        {"content/relics/den-hai/index.vi.md": relic("Tên khác", body="Bài khác."), "content/relics/den-x/index.vi.md": relic("Đền X")}
    )
    project.build()
    assert project.files()["sw.js"] == before["sw.js"]
    settings = (project.root / "content/site.yml").read_text(encoding="utf-8").replace("Trang thử", "Trang mới")
    project.write({"content/site.yml": settings})
    project.build()
    assert project.files()["sw.js"] != before["sw.js"]


def test_an_edit_touches_only_pages_that_show_it(project: Project) -> None:
    before = project.files()
    project.write({"content/relics/den-5/index.vi.md": relic("Đền 5", body="Một bài khác hẳn.")})
    project.build()
    changed = {name for name, content in project.files().items() if before.get(name) != content}
    assert changed == {"di-tich/den-5/index.html", "en/relics/den-5/index.html"}


def test_the_manifest_names_the_site_and_icons_that_are_there(project: Project) -> None:
    project.build(base_url="https://nguoi-dung.github.io/Di-San")
    manifest = json.loads(project.page("manifest.webmanifest"))
    assert (manifest["name"], manifest["name_localized"], manifest["lang"]) == ("Trang thử", {"en": "Test site"}, "vi")
    assert {manifest[each] for each in ("id", "start_url", "scope")} == {"/Di-San/"}
    assert {"any", "maskable"} == {icon.get("purpose", "any") for icon in manifest["icons"]}
    for icon in manifest["icons"]:
        file = project.out / icon["src"].removeprefix("/Di-San/")
        if file.suffix == ".png":
            with Image.open(file) as drawn:
                assert "{}x{}".format(*drawn.size) == icon["sizes"]
        else:
            assert file.read_text(encoding="utf-8").startswith("<svg")


def test_the_offline_page_is_no_page_to_be_found(project: Project) -> None:
    assert "ngoai-tuyen" not in project.page("sitemap.xml")
    assert '<meta name="robots" content="noindex">' in project.page("ngoai-tuyen/index.html")
    assert "data-keep" not in project.page("ngoai-tuyen/index.html")
