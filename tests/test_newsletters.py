"""The newsletter: an e-mail that is read as it was meant and shown whole, a page, and a leaflet with codes. Test data only."""

import contextlib
import email
import email.policy
import re
from collections.abc import Iterator
from email.message import EmailMessage
from pathlib import Path

import pypdfium2
import pytest
import zxingcpp
from msgspec.structs import replace

from disan import cli
from disan.build import reading
from disan.pages.view import View
from disan.printing.newsletters import gathering, mail, making
from disan.printing.newsletters.gathering import NewsPeriod
from disan.render import Renderer
from disan.render.folders import folder_with, template_folders
from tests.fixtures.projects import TODAY, Project, relic
from tests.fixtures.reading import SampleIn

pytestmark = pytest.mark.slow
DATES = """\
record,published,changed
relics/den-long-lanh,2026-11-20T01:00:00Z,2026-11-20T01:00:00Z
stories/du-moi-khoi,2026-11-02T01:00:00Z,2026-11-21T01:00:00Z
houses/thon-4,2026-01-05T01:00:00Z,2026-11-12T01:00:00Z
relics/nui-thu,2026-10-31T16:30:00Z,2026-10-31T16:30:00Z
relics/ban-nhap,2026-11-15T01:00:00Z,2026-11-15T01:00:00Z
relics/nga-ba-thu,2026-11-24T01:00:00Z,2026-11-24T01:00:00Z
"""
"""Midnight in Vietnam is 17:00 in UTC: the mountain came on the last evening of October."""
NOVEMBER = NewsPeriod(TODAY.replace(day=1), TODAY)
SAID = ("Đền Lóng Lánh Thử", "Chuyện thử: đủ mọi khối", "Nhà văn hóa thôn 4 Thử", "thoi@disan.example")
FOLDER = "newsletter/2026-11-23"


@pytest.fixture(scope="module")
def project(sample_in: SampleIn, tmp_path_factory: pytest.TempPathFactory) -> Project:
    """The province of test data with dates of some records, and a draft among them."""
    found = sample_in(tmp_path_factory.mktemp("newsletters") / "project")
    settings = (found.root / "content/site.yml").read_text(encoding="utf-8")
    settings = settings.replace("mail: thu@disan.example", "mail: thu@disan.example\n  unsubscribe: thoi@disan.example")
    draft = relic("Bản Nháp Thử", extra="draft: có\n")
    found.write({"content/site.yml": settings, "content/dates.csv": DATES, "content/relics/ban-nhap/index.vi.md": draft})
    return found


@pytest.fixture(scope="module")
def made(project: Project) -> Path:
    """The folder of the newsletter of November, in Vietnamese."""
    told = ["--since", "2026-11-01", "--until", "2026-11-23", "--language", "vi", "--accept-temporary-address"]
    assert cli.main(["newsletter", *told, "--root", str(project.root)]) == 0
    return project.root / FOLDER


@pytest.fixture(scope="module")
def view(project: Project) -> Iterator[View]:
    """The site in English."""
    with reading.opened(project.root, TODAY) as (found, _):
        assert found
        yield found.views["en"]


def parts(message: bytes) -> tuple[EmailMessage, str, str]:
    """A message as the standard library reads it, its text and its HTML."""
    read = email.message_from_bytes(message, policy=email.policy.default)
    assert isinstance(read, EmailMessage)
    plain, marked_up = read.get_body(("plain",)), read.get_body(("html",))
    assert plain
    assert marked_up
    return read, plain.get_content(), marked_up.get_content()


def links(html: str) -> list[str]:
    """Every address that HTML leads to or loads."""
    return re.findall(r'(?:href|src)="([^"]*)"', html)


def test_the_e_mail_is_read_back_as_it_was_meant(made: Path) -> None:
    content = (made / "newsletter_vi.eml").read_bytes()
    assert content.isascii()
    assert max(map(len, content.splitlines())) <= 78
    message, text, html = parts(content)
    assert message["Subject"] == "Bản tin Di sản Thử, 23/11/2026: 3 hồ sơ mới và vừa sửa"
    assert (message["From"].addresses[0].addr_spec, message["To"]) == ("thu@disan.example", None)
    assert message["List-Unsubscribe"] == "<mailto:thoi@disan.example>"
    assert message.get_content_type() == "multipart/alternative"
    told = [(part.get_content_type(), part.get_content_charset(), part["Content-Transfer-Encoding"]) for part in message.iter_parts()]
    assert told == [("text/plain", "utf-8", "quoted-printable"), ("text/html", "utf-8", "quoted-printable")]
    for shown in (text, html):
        assert [said for said in (*SAID, "https://disan.example/di-tich/den-long-lanh/") if said not in shown] == []
        assert [unsaid for unsaid in ("Bản Nháp Thử", "Núi Thử") if unsaid in shown] == []
    assert max(map(len, text.splitlines())) <= 72


def test_the_html_loads_nothing_from_elsewhere_and_every_link_is_whole(made: Path) -> None:
    for name in ("newsletter_vi.html", "page_vi.html"):
        html = (made / name).read_text(encoding="utf-8")
        assert not re.search(r"<link|<script|@import|url\(", html)
        assert [each for each in links(html) if not re.match(r"https://disan\.example/|mailto:thoi@disan\.example$", each)] == []
        assert all(re.search(r'alt="[^"]+"', image) for image in re.findall(r"<img[^>]*>", html))
        assert "prefers-color-scheme: dark" in html
    html = (made / "newsletter_vi.html").read_text(encoding="utf-8")
    assert 'class="top" style="' in html
    assert ".top{" not in re.sub(r"@media[^{]*\{(?:[^{}]*\{[^}]*\})*", "", html.replace(" ", ""))


def test_the_leaflet_has_a_code_for_each_record_that_it_names(made: Path) -> None:
    with pypdfium2.PdfDocument(made / "leaflet_vi.pdf") as document:
        words = " ".join(" ".join(page.get_textpage().get_text_range().split()) for page in document)
        codes = {found.text for page in document for found in zxingcpp.read_barcodes(page.render(scale=3).to_pil())}
    assert "Đền Lóng Lánh Thử" in words
    assert {"https://DISAN.EXAMPLE/Q/7K3QM", "https://DISAN.EXAMPLE/Q/MQRSP", "https://disan.example/"} <= codes


def test_however_much_is_new_the_e_mail_is_shown_whole_and_says_how_much_more_there_is(
    view: View, project: Project, tmp_path: Path
) -> None:
    news = gathering.gather(view, NOVEMBER)
    assert news
    many = replace(news, fresh=view.catalogue.items * 20, changed=view.catalogue.items * 20)
    assert len(many.changed) > 500
    told, html = making.mailed(view, many, Renderer(template_folders(project.root), view.addresses.absolute))
    _, _, read = parts(mail.message(told, html))
    assert read.replace("\r\n", "\n").rstrip() == html.rstrip()
    assert mail.sent_size(html) <= 100_000
    relics = next(group for group in told.fresh if group.title == "Relics")
    count = sum(item.kind.folder == "relics" for item in many.fresh)
    assert relics.more == f"and {count - len(relics.records)} more"
    assert relics.address == "https://disan.example/en/relics/"
    assert f'href="{relics.address}"' in html
    made = making.make(project.root, view, many, tmp_path, lambda template: folder_with(project.root, template))
    assert made.records == len(view.catalogue.items), "each is told of once"
    assert (made.mailed, made.size) == (len(told.records), mail.sent_size(html))
    assert made.printed < made.mailed <= made.paged <= made.records
    assert (made.shortened, made.cut) == (True, False), "so that the command says it"


def test_what_came_is_told_by_the_day_in_vietnam(view: View) -> None:
    october = NewsPeriod(TODAY.replace(month=10, day=31), TODAY.replace(month=10, day=31))
    news = gathering.gather(view, october)
    assert news
    assert [item.slug for item in news.fresh] == ["nui-thu"]


def test_where_nothing_is_new_there_is_no_e_mail(project: Project, capsys: pytest.CaptureFixture[str]) -> None:
    asked = ["newsletter", "--root", str(project.root), "--accept-temporary-address"]
    assert cli.main([*asked, "--since", "2026-03-01", "--until", "2026-03-31"]) == 0
    assert "không làm bản tin" in capsys.readouterr().out
    assert not (project.root / "newsletter/2026-03-31").exists()
    assert cli.main([*asked, "--since", "2026-03-02", "--until", "2026-03-01"]) == 2
    with pytest.raises(SystemExit):
        cli.main([*asked, "--since", "31/11/2026"])
    told = capsys.readouterr().err
    assert "“31/11/2026” không phải một ngày" in told
    assert "write it like 2026-11-24" in told
    with contextlib.suppress(FileNotFoundError):
        (project.root / "content/dates.csv").rename(project.root / "dates.csv")
    assert cli.main([*asked, "--since", "2026-03-01", "--until", "2026-03-31"]) == 2
    assert "content/dates.csv" in capsys.readouterr().err
