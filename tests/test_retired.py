"""What a printed code opens when its record is no more, and what the status page says of it. Test data only."""

import html
import re

import pytest

from tests.fixtures.projects import Project, Site, relic

LEDGER = "code,batch,date,address,level,matrix,size,quantity,note\n" + "".join(
    f"{code},2026-11-thu,2026-11-0{day},https://DISAN.EXAMPLE/Q/{code},Q,0123456789abcdef,a5,2,\n"
    for day, code in enumerate(("7K3QM", "82MW3", "V1D0N"), 1)
)
RETIRED = (
    "code,fate,target,title_vi,title_en,place,reason_vi,reason_en,date\n"
    "7K3QM,moved,82MW3,Nhà thử thôn cũ,,,Thôn đã nhập vào thôn bên.,The village was merged.,2026-11-20\n"
    "V1D0N,gone,,Đền Đã Dời,Moved temple,xã Đồng Lộc,Đền đã dời đi.,The temple was moved away.,2026-11-21\n"
)


@pytest.fixture
def built(site_of: Site) -> Project:
    place = "places:\n  - name: Đồng Lộc\n    as_of: 2025-08\n"
    project = site_of(
        {
            "content/relics/den-thu/index.vi.md": relic("Đền Còn Đây", code="82MW3", extra=place),
            "content/plaques.csv": LEDGER,
            "content/retired.csv": RETIRED,
            "content/verified.csv": "date,codes,right,failures\n2026-11-16,3,2,82MW3 certificate\n",
        }
    )
    assert not project.build().stopped
    return project


def words(project: Project, page: str) -> str:
    return " ".join(html.unescape(re.sub(r"<(head|script|style)\b.*?</\1>|<[^>]*>", " ", project.page(page), flags=re.DOTALL)).split())


def test_a_place_that_is_gone_says_so_in_both_languages(built: Project) -> None:
    page = words(built, "Q/V1D0N.html")
    for told in (
        "Nơi này không còn nữa",
        "Đền Đã Dời",
        "Đền đã dời đi.",
        "This place no longer exists",
        "Moved temple",
        "The temple was moved away.",
    ):
        assert told in page
    assert "V1D0N" in page
    assert "3/11/2026" in page, "when the plaque was printed"
    assert "21/11/2026" in page, "when the place went"
    assert "Đền Còn Đây" in page, "what is near"
    assert built.page("Q/V1D0N.html") == built.page("Q/V1D0N/index.html")
    assert 'content="noindex"' in built.page("Q/V1D0N.html")


def test_a_code_that_moved_opens_its_new_place_and_says_why(built: Project) -> None:
    page = words(built, "Q/7K3QM.html")
    assert "Đền Còn Đây" in page
    assert "Nhà thử thôn cũ" in page
    assert "Thôn đã nhập vào thôn bên." in page
    assert "7K3QM" in page, "the code that its reader has before the eyes"
    assert '<link rel="canonical" href="https://disan.example/di-tich/den-thu/">' in built.page("Q/7K3QM.html")


def test_the_status_page_tells_each_codes_fate_and_what_the_last_check_found(built: Project) -> None:
    page = words(built, "tinh-trang/index.html")
    assert "Kiểm tra lần gần nhất ngày 16/11/2026: chỉ 2 trên 3 mã mở đúng trang." in page
    assert "Chứng chỉ bảo mật" in page
    assert "Mã chưa mở đúng: 82MW3." in page
    assert page.count("Chưa mở đúng") == 1
    assert "nơi này không còn" in page
    assert "đã chuyển sang hồ sơ này" in page
    assert re.search("Biển đã in 6 |6 Biển đã in ", page), "three codes, two plaques of each"


def test_a_code_printed_after_the_last_check_waits(built: Project) -> None:
    later = "".join(f"{line}\n" for line in LEDGER.splitlines()) + (
        "82MW3,2026-12-thu,2026-12-01,https://DISAN.EXAMPLE/Q/82MW3,Q,0123456789abcdef,a5,1,\n"
    )
    built.write({"content/plaques.csv": later, "content/verified.csv": "date,codes,right,failures\n2026-11-16,3,3,\n"})
    assert not built.build().stopped
    page = words(built, "tinh-trang/index.html")
    assert "Chưa kiểm tra lần nào kể từ khi in." in page
    assert "Chờ kiểm tra" in page
