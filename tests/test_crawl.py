"""A built folder as its host will serve it: what is broken is found wherever it is planted, and what is right is never told."""

from pathlib import Path

import pytest

from disan import cli
from disan.build import limits
from disan.build.snapshot import Snapshot
from disan.core import files
from disan.verify import carriage, crawl
from tests.fixtures.projects import Site, relic, rules

URL = "https://nguoi-dung.github.io/Di-San"
WHOLE: dict[str, str] = {
    ".nojekyll": "",
    "robots.txt": f"User-agent: *\n\nSitemap: {URL}/sitemap.xml\n",
    "sitemap.xml": f"<url><loc>{URL}/den/</loc></url>",
    "404.html": "<a href=/Di-San/>Về</a>",
    "index.html": '<a href="/Di-San/den/#lich-su">Đền</a><a href="den/"></a><a href="#"></a><a href="https://khac.example/x">',
    "den/index.html": '<h2 id="lich-su">A</h2><a href="#lich-su"></a><a href="../">Về</a><img src="anh.jpg" alt="/Di-San/khong">',
    "den/anh.jpg": "",
    "Q/7K3QM.html": '<a href="/Di-San/Q/7K3QM"></a>',
    "Q/7K3QM/index.html": '<a href="/Di-San/Q/7K3QM/">',
    "lich.ics": f"URL:{URL}/de\r\n n/\r\nUID:x@nguoi-dung.github.io\r\n",
    "plaques.csv": "code,address,level\n7K3QM,HTTPS://NGUOI-DUNG.GITHUB.IO/Di-San/Q/7K3QM,Q\n",
    "Q/the.html": '<link rel="alternate" type="application/json+oembed" href="/Di-San/the.json">',
    "the.json": "{}",
    "ghi-nguon.txt": f"Nguồn ({URL}/den/). Xem {URL}/den/.",
    "hong.json": '{"a": "/Di-San/khong/"',
    "Assets/a.css": "a{background:url(data:image/png;base64,AA)}b{fill:url('../den/anh.jpg')}",
}
"""A site of a project, below a path, in which all is right."""
PLANTED = {
    "a page that is not there": ("x.html", '<a href="/Di-San/dem/">', "missing", "/Di-San/dem/"),
    "another case": ("x.html", '<a href="/Di-San/Den/">', "missing", "/Di-San/Den/"),
    "outside the base path": ("x.html", '<a href="/den/">', "missing", "/den/"),
    "a folder without its slash": ("x.html", '<a href="/Di-San/den">', "moved", "/Di-San/den"),
    "a code without its file": ("x.html", '<a href="/Di-San/Q/82MW3">', "missing", "/Di-San/Q/82MW3"),
    "an anchor": ("x.html", '<a href="den/#le-hoi">', "anchorless", "den/#le-hoi"),
    "an anchor of its own": ("x.html", '<p id="a"><a href="#b">', "anchorless", "#b"),
    "a picture": ("x.html", '<img src="den/a.jpg">', "missing", "den/a.jpg"),
    "a list of pictures": ("x.html", '<img srcset="den/anh.jpg 400w, den/b.jpg 800w">', "missing", "den/b.jpg"),
    "a poster": ("x.html", '<video poster="den/c.jpg">', "missing", "den/c.jpg"),
    "a style": ("x.html", "<style>a{background:url(d.png)}</style>", "missing", "d.png"),
    "an attribute's style": ("x.html", '<p style="background:url(e.png)">', "missing", "e.png"),
    "a style sheet": ("Assets/b.css", 'a{background:url("f.png")}', "missing", "f.png"),
    "a drawing": ("x.svg", '<svg><image href="g.png"/></svg>', "missing", "g.png"),
    "a program's list": ("x.html", '<body data-keep="/Di-San/den/ /Di-San/h/">', "missing", "/Di-San/h/"),
    "a page that moves on": ("x.html", '<meta http-equiv="refresh" content="0; url=/Di-San/i/">', "missing", "/Di-San/i/"),
    "linked data": ("x.html", f'<script type="application/ld+json">{{"@id":["{URL}/j/"]}}</script>', "missing", f"{URL}/j/"),
    "a manifest": ("x.webmanifest", '{"icons":[{"src":"/Di-San/k.png"}]}', "missing", "/Di-San/k.png"),
    "what the worker keeps": ("sw.js", 'const SITE={"shell":["/Di-San/l.js"]};\nrun()', "missing", "/Di-San/l.js"),
    "a list to keep": ("keep.json", '[["/Di-San/den/",3],["/Di-San/m/",4]]', "missing", "/Di-San/m/"),
    "the sitemap": ("sitemap.xml", f"<loc>{URL}/n/</loc>", "missing", f"{URL}/n/"),
    "a calendar": ("x.ics", f"URL:{URL}/o\r\n o/\r\n", "missing", f"{URL}/oo/"),
    "a plaque's address": (
        "retired.csv",
        f"82MW3,{URL.upper().replace('DI-SAN', 'Di-San')}/Q/82MW3,1",
        "missing",
        f"{URL.upper().replace('DI-SAN', 'Di-San')}/Q/82MW3",
    ),
    "a picture that is a page": ("x.html", '<img src="den/">', "type", "den/"),
    "a style that is a picture": ("x.html", '<link rel="stylesheet" href="den/anh.jpg">', "type", "den/anh.jpg"),
    "a file of no type": ("x.html", '<a href="/Di-San/.nojekyll">', "type", "/Di-San/.nojekyll"),
}
"""What is wrong: the file that has it, what stands there, the result, and the address that is told."""
LENT = "https://nguoi-dung.github.io/kho"
DOMAIN = {
    "content/site.yml": "name: {vi: Thử, en: Test}\ntagline: {vi: Thử, en: Test}\nurl: https://thu.hatinh.vn\nlanguages: [vi, en]\n"
    "province: content/province\n",
    "content/relics/den-thu/index.vi.md": relic(code="7K3QM"),
    "content/plaques.csv": "code,batch,date,address,level,matrix,size,quantity,note\n"
    "7K3QM,2026-11-thu,2026-11-24,https://THU.HATINH.VN/Q/7K3QM,Q,0123456789abcdef,a5,1,\n",
}
"""A site with a domain of its own, which a plaque carries."""


def written(folder: Path, files: dict[str, str]) -> Path:
    for name, content in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(content, encoding="utf-8", newline="")
    return folder


def test_nothing_is_told_of_a_site_in_which_all_is_right(tmp_path: Path) -> None:
    site = written(tmp_path, WHOLE)
    found = crawl.names(site)
    told = [*crawl.links(site, crawl.stands_at(site, "")), *carriage.of_names(site, found), *carriage.of_sizes(site, found)]
    assert [each.result for each in told] == ["right"] * 3
    asked = {"/", "/den/", "/den/anh.jpg", "/Q/7K3QM", "/Q/7K3QM/", "/sitemap.xml", "/the.json"}
    assert told[0].detail == str(len(asked))


@pytest.mark.parametrize("fault", PLANTED)
def test_what_is_broken_is_found(fault: str, tmp_path: Path) -> None:
    name, content, result, address = PLANTED[fault]
    (told,) = crawl.links(written(tmp_path, {**WHOLE, name: content}), URL)
    assert (told.result, told.address) == (result, address)
    assert name in told.detail


def test_names_and_sizes_that_cannot_be_carried_are_found(tmp_path: Path) -> None:
    site = written(
        tmp_path, {"den/Anh.html": "", "Den/anh.html": "", "aux/a.html": "", "a:b.html": "", "_a/b.html": "", f"{'a' * 90}/{'b' * 95}": ""}
    )
    with (site / "a.mp4").open("wb") as large:
        large.truncate(1_000_000_001)
    found = crawl.names(site)
    assert {(each.address[:9], each.result) for each in carriage.of_names(site, found)} == {
        *{
            ("den", "twin"),
            ("den/Anh.h", "twin"),
            ("aux/a.htm", "reserved"),
            ("a:b.html", "character"),
            ("_a/b.html", "dropped"),
            ("aaaaaaaaa", "long"),
        }
    }
    assert [each.result for each in carriage.of_sizes(site, found)] == ["heavy", "over"]
    (site / ".nojekyll").touch()
    assert "dropped" not in {each.result for each in carriage.of_names(site, crawl.names(site))}


def test_a_site_whose_plaques_carry_its_domain_is_not_built_without_it(site_of: Site) -> None:
    project = site_of(dict(DOMAIN))
    assert not project.build().stopped
    before = project.files()
    report = project.build(base_url=LENT)
    assert report.stopped
    assert "lost-domain" in rules(report)
    assert project.files() == before
    assert "lost-domain" not in rules(project.build(base_url="http://localhost:8000")), "nobody is sent there"
    project.write({"content/plaques.csv": DOMAIN["content/plaques.csv"].replace("THU.HATINH.VN", "KHAC.HATINH.VN")})
    assert "lost-domain" not in rules(project.build(base_url=LENT)), "another domain may go on answering"


def test_a_folder_that_lost_its_domain_is_found(site_of: Site, capsys: pytest.CaptureFixture[str]) -> None:
    project = site_of(dict(DOMAIN))
    project.build()
    assert cli.main(["verify", "--root", str(project.root)]) == 0
    assert "Mọi liên kết trong trang đều mở được" in capsys.readouterr().out
    (project.out / "CNAME").unlink()
    assert cli.main(["verify", "--root", str(project.root), "--record", "--today", "2026-11-24"]) == 1
    assert "✗ Tệp CNAME ở CNAME không đúng" in capsys.readouterr().out
    assert "cname" in (project.root / "content/verified.csv").read_text(encoding="utf-8")


def test_limits_are_told_long_before_they_are_reached(tmp_path: Path) -> None:
    def told(sizes: dict[str, int], kept: int = 0, **content: int) -> dict[str, tuple[str, object]]:
        seen = Snapshot({str(tmp_path / "content" / name): (size, 0, 0) for name, size in content.items()}, {})
        return {
            each.rule: (each.grade, each.values.get("reason", each.values.get("file")))
            for each in limits.problems(tmp_path, sizes, seen, kept, [])
        }

    assert told({"index.html": 699_999_999}, 699_999_999, phim=49_999_999) == {}
    assert told({"pictures/a.webp": 400_000_000, "index.html": 300_000_000}) == {"large-site": ("warning", "pictures")}
    assert told({"pictures/a.webp": 100_000_000, "index.html": 600_000_000}) == {"large-site": ("warning", "pages")}
    assert told(dict.fromkeys(map(str, range(35_000)), 1)) == {"many-files": ("warning", None)}
    assert told({}, 700_000_000, phim=50_000_000) == {"large-repository": ("warning", None), "large-file": ("warning", "phim")}
    assert told({}, phim=100_000_001) == {"oversized-file": ("error", "phim")}


def test_a_long_path_is_told(tmp_path: Path) -> None:
    (tmp_path / "content" / ("a" * 90)).mkdir(parents=True)
    (tmp_path / "content" / ("a" * 90) / f"{'b' * 90}.jpg").touch()
    (found,) = files.listed(tmp_path / "content" / ("a" * 90), f"content/{'a' * 90}").problems
    assert (found.rule, found.grade) == ("long-path", "warning")
