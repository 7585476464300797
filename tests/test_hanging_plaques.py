"""Which printed plaques hang: content/installed.csv, what may stand in it, and where it shows. Test data only."""

import html
import re

import pytest

from tests.fixtures.projects import Project, Site, relic, told

HEADER = "code,batch,date,address,level,matrix,size,quantity,note\n"
CODES = ("7K3QM", "82MW3")


@pytest.fixture
def printed(site_of: Site) -> Project:
    rows = "".join(f"{code},2026-11-thu,2026-11-01,https://DISAN.EXAMPLE/Q/{code},Q,0123456789abcdef,a5,1,\n" for code in CODES)
    files: dict[str, str | bytes] = {f"content/relics/den-{code.lower()}/index.vi.md": relic(f"Đền {code}", code=code) for code in CODES}
    return site_of({**files, "content/plaques.csv": HEADER + rows})


def status(project: Project, page: str = "tinh-trang/index.html") -> str:
    assert not project.build().stopped
    return " ".join(html.unescape(re.sub(r"<[^>]*>", " ", project.page(page))).split())


def test_the_status_page_tells_what_hangs_and_what_is_not_known_to(printed: Project) -> None:
    assert "treo" not in status(printed).replace("còn treo", ""), "nobody keeps the list, so nothing is said"
    printed.write({"content/installed.csv": "code,date,note\n7K3QM,2026-11-20,cổng chính\n7K3QM,21/11/2026,nhà bia\n"})
    page = status(printed)
    assert "Biển đã treo 1 trên 2 mã" in page
    assert "treo 20/11/2026 – cổng chính; treo 21/11/2026 – nhà bia" in page
    assert page.count("chưa ghi ngày treo") == 1
    assert "1 of 2 codes" in status(printed, "en/status/index.html")


def test_photographs_are_counted_and_must_be_there(printed: Project) -> None:
    table = "code,date,note,photo\n7K3QM,2026-11-20,cổng chính,cong.jpg\n82MW3,2026-11-20,nhà bia,\n"
    printed.write({"content/installed.csv": table, "content/installed/Cong.jpg": b"anh"})
    report = printed.check()
    assert [(each.rule, each.at.line, each.values["column"]) for each in report.problems if each.grade == "error"] == [
        ("ledger-syntax", 2, "photo")
    ], "a name is compared letter for letter, as the host of the repository does"
    assert "không có ảnh cong.jpg trong thư mục content/installed" in told(report)
    (printed.root / "content/installed/Cong.jpg").rename(printed.root / "content/installed/cong.jpg")
    page = status(printed)
    assert "Biển đã treo 2 trên 2 mã" in page
    assert "Biển đã có ảnh chụp tại chỗ 1 trên 2 mã" in page
    assert "treo 20/11/2026 – cổng chính – có ảnh chụp" in page
    assert "cong.jpg" not in "".join(printed.files()), "what proves is not published"


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("7K3QN,2026-11-20,", "chép lại đúng mã"),
        ("V1D0N,2026-11-20,", "chưa in trên biển nào"),
        ("7K3QM,hôm qua,", "viết năm-tháng-ngày"),
        ("7K3QM,,", "không được để trống"),
        ("7K3QM,2026-11-20,a,b", "nhiều ô hơn"),
    ],
)
def test_a_wrong_row_is_told_with_its_place(printed: Project, row: str, said: str) -> None:
    printed.write({"content/installed.csv": f"code,date,note\n{row}\n"})
    report = printed.check()
    assert report.stopped
    assert "content/installed.csv:2:" in told(report)
    assert said in told(report)
