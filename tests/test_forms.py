"""Forms in the browser: every field of every kind, in Vietnamese; what they write builds, and what they did not touch stays.

The form program runs in Chromium with its test backend, which keeps a repository in the browser's own file system. All records here
are test data.
"""

import json
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace
from playwright.sync_api import Browser, Page

from disan.content import catalogue, settings
from disan.content.fields.model import Model
from disan.content.kinds import KINDS
from disan.content.record import Record, schema
from disan.editing.forms import configuration, package
from tests.fixtures.browsing import Serve
from tests.fixtures.projects import SETTINGS, Project, Site, rules, told
from tests.fixtures.reading import SampleIn
from tests.requirements import ROOT
from tests.test_offline import picture

FORMS = "admin: có\nrepository: https://github.com/tinh-doan/di-san\n"
BLOCKS = "\n\n".join(file.read_text(encoding="utf-8").strip() for file in sorted((ROOT / "templates" / "manual" / "vi").glob("*.md")))
ALL_BLOCKS = f"---\ntitle: Đền thử các khối\ntype: history\nsources:\n  - url: https://nguon.example/bai\n---\n\n{BLOCKS}\n"
STORE = "sveltia-cms-test"
WRITE = """async ([store, files]) => {
  const root = await (await navigator.storage.getDirectory()).getDirectoryHandle(store, {create: true});
  await root.getDirectoryHandle(".git", {create: true});
  for (const [path, text] of files) {
    const steps = path.split("/");
    let folder = root;
    for (const step of steps.slice(0, -1)) folder = await folder.getDirectoryHandle(step, {create: true});
    const file = await (await folder.getFileHandle(steps.at(-1), {create: true})).createWritable();
    await file.write(text);
    await file.close();
  }
}"""
READ = """async store => {
  const found = {};
  const walk = async (folder, path) => {
    for await (const [name, handle] of folder.entries()) {
      if (handle.kind === "directory") await walk(handle, `${path}${name}/`);
      else found[path + name] = [...new Uint8Array(await (await handle.getFile()).arrayBuffer())];
    }
  };
  await walk(await (await navigator.storage.getDirectory()).getDirectoryHandle(store, {create: true}), "");
  return found;
}"""
LOCAL = f"""window.showDirectoryPicker = async () =>
  (await navigator.storage.getDirectory()).getDirectoryHandle("{STORE}", {{create: true}});"""
pytestmark = pytest.mark.long
forms_in_chromium = pytest.mark.needs("chromium", "@sveltia/cms")


def names(fields: list[dict[str, Any]]) -> set[str]:
    """The fields of a form, those inside others as "places.name"."""
    inside = {f"{field['name']}.{each}" for field in fields for each in names(field.get("fields", []))}
    return {field["name"] for field in fields} | inside


def model_names(cls: Any) -> set[str]:
    """The fields of a class, likewise."""
    found = set()
    for name, _ in schema.members(cls):
        inner = cls.fields[name].inside(Model)
        found |= {name} | ({f"{name}.{each}" for each in model_names(inner)} if inner else set())
    return found


def configured(root: Path) -> dict[str, Any]:
    """The configuration of a project's forms."""
    chosen, _ = settings.read(root)
    assert chosen is not None
    return configuration.configuration(chosen, catalogue.read(root, KINDS, chosen.languages, chosen.province)[0])


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.folder)
def test_a_form_has_every_field_of_its_kind_and_the_text(kind: type[Record], site_of: Site) -> None:
    form = next(each for each in configured(site_of({}).root)["collections"] if each["name"] == kind.folder)
    assert names(form["fields"]) == model_names(kind) | {"body"}
    labels = {field["name"]: field["label"] for field in form["fields"] if field["name"] != "body"}
    assert labels == {name: said.label.vi for name, said in schema.members(kind)}


def test_a_form_offers_choices_and_records_by_their_vietnamese_names(site_of: Site) -> None:
    project = site_of({"content/relics/den-mot/index.vi.md": "---\ntitle: Đền Một\ntype: history\n---\n"})
    relics = next(each for each in configured(project.root)["collections"] if each["name"] == "relics")
    fields = {field["name"]: field for field in relics["fields"]}
    assert {"label": "danh lam thắng cảnh", "value": "scenic"} in fields["type"]["options"]
    assert fields["related"]["options"] == [{"label": "Đền Một (di tích)", "value": "relics/den-mot"}]
    assert fields["title"]["required"] is True
    assert fields["sources"]["required"] == ["vi"]  # What has none stops every build, unless it is a draft.
    assert not fields["summary"]["required"]
    assert (fields["title"]["i18n"], fields["coordinates"]["i18n"], fields["cover"]["i18n"]) == (True, False, True)
    assert fields["code"]["readonly"]
    assert relics["delete"] is False  # Its code may be printed.


def test_forms_write_to_the_repository_of_the_settings_and_ask_for_a_token(site_of: Site) -> None:
    backend = configured(site_of({"content/site.yml": SETTINGS + FORMS}).root)["backend"]
    assert backend == {"name": "github", "repo": "tinh-doan/di-san", "branch": "main", "auth_methods": ["token"]}


def test_forms_without_a_repository_are_a_problem(site_of: Site) -> None:
    report = site_of({"content/site.yml": SETTINGS + "admin: có\n"}).build()
    assert rules(report) == {"admin-repository"}
    assert report.stopped


@pytest.fixture
def other_package(site_of: Site) -> Project:
    """A project in whose folder the form program's package is of another make: it stands before the one that the tests have."""
    project = site_of({})
    (project.root / "node_modules" / package.NAME / "npm").mkdir(parents=True)
    return project


def test_forms_without_their_package_are_a_problem_that_names_the_cure(other_package: Project) -> None:
    other_package.write({"content/site.yml": SETTINGS + FORMS})
    report = other_package.build()
    assert report.stopped
    assert rules(report) == {"admin-package"}
    assert "make admin" in told(report)
    assert "make admin" in told(report, "en")


def test_a_site_without_forms_needs_no_package(other_package: Project) -> None:
    assert not other_package.build().stopped
    assert not (other_package.out / "admin").exists()


def test_a_package_of_another_make_is_told_as_missing(tmp_path: Path) -> None:
    (tmp_path / "node_modules" / package.NAME / "npm").mkdir(parents=True)
    with pytest.raises(package.PackageMissingError):
        package.files([tmp_path])


def flat(table: dict[str, Any], before: str = "") -> dict[str, str]:
    """A table of words by dotted keys."""
    found: dict[str, str] = {}
    for key, value in table.items():
        found |= flat(value, f"{before}{key}.") if isinstance(value, dict) else {f"{before}{key}": value}
    return found


@pytest.mark.needs("@sveltia/cms")
def test_the_forms_have_vietnamese_for_all_that_an_editor_meets() -> None:
    """All but the complaints about their configuration, which we write, and what they do with other hosts and workflows."""
    made = package.files([ROOT])[f"{package.WORDS}.js"].decode()
    words = flat(json.loads(made.removeprefix("export default ").rstrip(";\n")))
    own = flat(json.loads(package.OWN_WORDS.read_text(encoding="utf-8")))
    english = flat(json.loads((ROOT / "node_modules" / package.NAME / "locales/en-US.json").read_text(encoding="utf-8")))
    others = ("config.", "cloud_storage.", "workflow.", "status.", "relation_field.", "domain")
    hosts = ("sign_in_using_access_token_workflow", "enter_new_name_for_external_folder")
    assert [key for key in english if key not in words and not key.startswith(others + hosts)] == []
    assert own.keys() <= english.keys(), "nothing of ours that the program no longer says"
    holes = re.compile(r"\{\$(?:name|path|folder|account|service|date)\}")
    assert {key for key in own if set(holes.findall(own[key])) != set(holes.findall(english[key]))} == set()
    assert words["save_conflict.overwrite_warning"] == "Nếu bạn lưu bây giờ, phần người ấy vừa sửa sẽ mất."


@pytest.fixture(scope="module")
def project(sample_in: SampleIn, tmp_path_factory: pytest.TempPathFactory) -> Project:
    """The sample, a relic with every block, and forms."""
    made = sample_in(tmp_path_factory.mktemp("forms") / "project")
    lines = (made.root / "content/site.yml").read_text(encoding="utf-8").splitlines(keepends=True)
    kept = "".join(line for line in lines if not line.startswith(("share_cards:", "repository:")))
    made.write({"content/site.yml": kept + FORMS})
    assert not made.build().stopped
    made.write({"content/relics/thu-cac-khoi/index.vi.md": ALL_BLOCKS})  # Only read: the pictures that it names are the manual's.
    return made


class Forms:
    """The forms of a project in a browser of their own, with its records in the browser's file system."""

    def __init__(self, page: Page, url: str, project: Project, site: Path) -> None:
        self.page, self.url, self.project, self.site = page, url, project, site
        self.reached: list[str] = []
        page.set_default_timeout(15_000)
        page.on("requestfinished", lambda request: self.reached.append(request.url))
        page.goto(f"{url}/schema/house.json")
        records = [(file.relative_to(project.root).as_posix(), file.read_text(encoding="utf-8")) for file in self.records()]
        page.evaluate(WRITE, [STORE, records])

    def records(self) -> list[Path]:
        return sorted(self.project.root.glob("content/*/*/index.*.md"))

    def sign_in(self, words: str) -> None:
        self.page.goto(f"{self.url}/admin/")
        self.page.get_by_text(words).click()
        self.page.get_by_text("Nhà văn hóa thôn Một Thử").or_(self.page.get_by_text("Đền Lóng Lánh Thử")).first.wait_for()

    def open(self, where: str) -> None:
        self.page.goto(f"{self.url}/admin/#/collections/{where}")
        self.page.locator("section[data-key-path=title] input").first.wait_for()

    def fill(self, field: str, words: str) -> None:
        self.page.locator(f'section[data-key-path="{field}"]').first.locator("input, textarea").first.fill(words)

    def add(self, field: str, called: str) -> None:
        """Presses the button with which a list grows, or the box that opens a table; the name in it stands between isolates."""
        words = re.compile(f"^\\W*Thêm \\W?{called}\\W?$")
        self.page.locator(f'section[data-key-path="{field}"]').first.get_by_text(words).first.click()

    def save(self) -> None:
        self.page.get_by_role("button", name="Lưu").first.click()
        self.page.wait_for_url(re.compile(r"/collections/\w+$"))  # The form closes once all is written.

    def files(self) -> dict[str, bytes]:
        return {path: bytes(content) for path, content in self.page.evaluate(READ, STORE).items()}


@pytest.fixture
def forms(project: Project, browser: Browser, served: Serve, tmp_path: Path) -> Iterator[Forms]:
    """In a French browser: its language has no table of words here, and the forms speak Vietnamese all the same.

    The window is high, because a field is drawn only once it is come to.
    """
    shutil.copytree(project.out, tmp_path / "site")
    config = tmp_path / "site/admin/config.json"
    config.write_text(json.dumps(json.loads(config.read_text("utf-8")) | {"backend": {"name": "test-repo"}}), encoding="utf-8")
    context = browser.new_context(locale="fr-FR", viewport={"width": 1280, "height": 5000})
    yield Forms(context.new_page(), served(tmp_path / "site").url, project, tmp_path / "site")
    context.close()


def body(file: bytes) -> bytes:
    """What stands behind the fields."""
    return file.split(b"\n---\n", 1)[1]


def rebuilt(files: dict[str, bytes], tmp_path: Path) -> Project:
    """A project of the same settings with the files that the forms left."""
    other = Project(tmp_path / "rebuilt")
    other.write({"content/site.yml": SETTINGS, **{path: content for path, content in files.items() if not path.startswith(".git")}})
    return other


@pytest.mark.slow
@forms_in_chromium
def test_what_is_made_in_forms_builds_and_they_reach_nothing_but_the_site(forms: Forms, tmp_path: Path) -> None:
    """One journey, since an editor signs in once: a house that lacks its title, the same with all it needs, an activity."""
    before = forms.records()
    forms.sign_in("Làm việc với kho mã nguồn thử nghiệm")
    is_not_saved_without_its_title_and_source(forms)
    make_a_house(forms)
    files = forms.files()
    new = sorted(path for path in files if "dong-duong" in path)
    assert new[-1] == "content/houses/nha-van-hoa-thon-dong-duong-thu/index.vi.md"
    assert len(new) == 2  # The picture beside it, and no English file that nobody asked for.
    assert len(files) == len(before) + 2
    make_an_activity(forms)
    files = forms.files()
    made = rebuilt({path: files[path] for path in files if "dong-duong" in path or "ben-song" in path}, tmp_path)
    report = made.build()
    assert not report.stopped
    assert rules(report) == {"missing-code"}  # The workflow that publishes gives it one (`assign`).
    page = made.page("nha-van-hoa/nha-van-hoa-thon-dong-duong-thu/index.html")
    assert "Một hộp." in page
    assert 'alt="Cổng làng thử"' in page
    page = made.page("hoat-dong/chu-nhat-thu-o-ben-song/index.html")
    assert "7:30 Chủ nhật, ngày 6/12/2026" in page
    assert re.search(r"<dd>trồng cây<p><span>Số người:</span> khoảng 20 người</p><p><span>Mang theo:</span> găng tay</p></dd>", page)
    assert [url for url in forms.reached if not url.startswith((forms.url, "blob:", "data:"))] == []
    assert any(url.endswith("/locales/vi.js") for url in forms.reached)


def is_not_saved_without_its_title_and_source(forms: Forms) -> None:
    """Fails where a house is saved that lacks them, or where nothing says so."""
    before = forms.files()
    forms.open("houses/new")
    icons = "[...document.fonts].some(font => font.family.includes('Material Symbols') && font.status === 'loaded')"
    assert forms.page.evaluate(icons)
    forms.fill("summary", "Dữ liệu để thử.")
    forms.page.get_by_role("button", name="Lưu").first.click()
    forms.page.get_by_text("Có 2 trường bị lỗi").wait_for()
    assert forms.page.get_by_role("button", name="Xem lỗi").count() == 1  # The program itself has this in English only.
    assert forms.files() == before


def make_a_house(forms: Forms) -> None:
    """Goes on where the title and the source are lacking, and saves."""
    forms.fill("title", "Nhà văn hóa thôn Đông Đường thử")
    forms.fill("body", "Một đoạn thử.\n\n::: box\nMột hộp.\n:::\n")
    forms.add("sources", "Nguồn")
    forms.fill("sources.0.url", "https://nguon.example/bai")
    forms.add("cover", "Ảnh bìa")
    at = forms.page.locator('section[data-key-path="cover.file"]').first
    at.locator("input[type=file]").first.set_input_files({"name": "Cổng làng (1).JPG", "mimeType": "image/jpeg", "buffer": picture(1400)})
    at.locator("img").first.wait_for()  # It is made smaller first.
    for name, words in (("alt", "Cổng làng thử"), ("credit", "Người thử"), ("licence", "CC BY 4.0")):
        forms.fill(f"cover.{name}", words)
    forms.save()


def make_an_activity(forms: Forms) -> None:
    """Fills in what an activity needs, and saves."""
    forms.open("activities/new")
    forms.fill("title", "Chủ nhật thử ở bến sông")
    forms.fill("begins", "7h30 ngày 6/12/2026")
    forms.add("needs", "Cần")
    forms.fill("needs.0.what", "trồng cây")
    forms.fill("needs.0.people", "khoảng 20")
    forms.fill("needs.0.bring", "găng tay")
    forms.add("sources", "Nguồn")
    forms.fill("sources.0.url", "https://nguon.example/bai")
    forms.save()


@pytest.mark.slow
@forms_in_chromium
def test_records_saved_in_a_form_keep_what_was_not_touched(forms: Forms, project: Project, tmp_path: Path) -> None:
    """Those with the most fields and translations; and one whose text has every block there is."""
    saved = ("relics/thu-cac-khoi", "relics/den-long-lanh", "houses/thon-mot", "stories/du-moi-khoi", "guides/cam-nang-thu")
    forms.sign_in("Làm việc với kho mã nguồn thử nghiệm")
    for reference in saved:
        forms.open("{}/entries/{}/index".format(*reference.split("/")))
        forms.fill("title_note", "Ghi chú thử")
        forms.save()
    files = forms.files()
    made = rebuilt(files, tmp_path)
    before = {each.reference: each for each in catalogue.read(project.root, KINDS, ("vi", "en"), "ha-tinh")[0].entries}
    after = {each.reference: each for each in catalogue.read(made.root, KINDS, ("vi", "en"), "ha-tinh")[0].entries}
    assert before.keys() == after.keys()
    for reference, entry in after.items():
        changes = {"title_note": "Ghi chú thử"} if reference in saved else {}
        assert entry.record == replace(before[reference].record, **changes)
        for language, edition in entry.editions.items():
            untouched = before[reference].editions[language].record
            assert replace(edition.record, title_note=None) == replace(untouched, title_note=None)
    for file in project.root.glob("content/*/*/index.*.md"):
        name = file.relative_to(project.root).as_posix()
        assert body(files[name]) == body(file.read_bytes()), name


@pytest.mark.slow
@forms_in_chromium
def test_forms_work_with_a_folder_of_this_machine(forms: Forms, project: Project) -> None:
    """What Chromium's own folder chooser would give; the chooser itself cannot be worked without a person."""
    shutil.copyfile(project.out / "admin/config.json", forms.site / "admin/config.json")
    forms.page.add_init_script(LOCAL)
    forms.sign_in("Làm việc với kho mã nguồn cục bộ")
    forms.open("houses/entries/thon-hai/index")
    forms.fill("title_note", "Ghi từ máy này")
    forms.save()
    assert "title_note: Ghi từ máy này" in forms.files()["content/houses/thon-hai/index.vi.md"].decode()
