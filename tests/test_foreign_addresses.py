"""Addresses and letters that would lead elsewhere than they look, or stand for what only the program writes: refused at every door."""

from pathlib import Path

import pytest

from disan.content import settings
from disan.content.fields.errors import RefusedError
from disan.content.fields.plain import web_address
from disan.content.markdown import read
from disan.core import names
from disan.core.addresses import is_of_a_site, leads_to_a_page
from disan.ledger import table
from disan.ledger.model import RETIRED
from disan.ledger.reading import COLUMNS
from tests.fixtures.projects import SETTINGS

FOREIGN = {
    "two slashes": "https://a.vn//evil.example",
    "backslash": "/\\evil.example/",
    "backslash behind": "https://a.vn/\\evil.example/",
    "user": "https://disan.example@evil.example",
    "user and word": "https://a:b@evil.example/",
    "script": "javascript:alert(1)",
    "data": "data:text/html,<script>",
    "no scheme": "//evil.example",
    "dots": "https://a.vn/../b",
    "query": "https://a.vn?x",
    "mark": "https://a.vn#x",
    "coded": "https://a.vn/%2f%2fevil.example",
    "alike": "https://аррӏе.com",
    "wide": "https://ａ.vn",
    "bracket": "https://[a.b",
    "account of": "https://a℀b.vn",
    "line": "https://a.vn/\nb",
    "turned": "https://a.vn/\u202egnp.x",
    "control": "https://a.vn/\x1b[2J",
    "none": "https:///a",
    "no six": "http://[:::]/x",
    "no port": "https://a.vn:99999/x",
    "no label": "https://a..vn/x",
    "long label": f"https://{'a' * 64}.vn/x",
}
OF_PAGES = {"two slashes", "dots", "query", "mark", "coded"}
"""What a page elsewhere may have in its address."""


@pytest.mark.parametrize("name", FOREIGN)
def test_no_site_stands_at_an_address_that_is_not_what_it_looks_like(name: str) -> None:
    assert not is_of_a_site(FOREIGN[name])
    assert leads_to_a_page(FOREIGN[name]) == (name in OF_PAGES)


@pytest.mark.parametrize(
    "address",
    [
        "https://disan.example",
        "http://127.0.0.1:8000/x",
        "http://[::1]:8000/x",
        "https://to-chuc.github.io/di-san/",
        "https://DISAN.EXAMPLE/Q/7K3QM",
    ],
)
def test_addresses_of_sites(address: str) -> None:
    assert is_of_a_site(address)


@pytest.mark.parametrize(
    "address",
    [
        "https://vi.wikipedia.org/wiki/Thành_cổ_(Hà_Tĩnh)#Vị_trí",
        "http://x.gov.vn.:8080/a[1].aspx?b=1|2#:~:text=%C4%90",
        "https://tiếngviệt.vn?a=b",
        "https://www.google.com/maps/place/Ngã+ba/@18.39,105.7,17z/data=" + "!3m1!4b1!16s%2Fg%2F11" * 60,
        "http://[2001:db8::1]/tep",
    ],
)
def test_addresses_of_pages(address: str) -> None:
    assert leads_to_a_page(address)


@pytest.mark.parametrize(
    ("typed", "right", "reason"),
    [
        ("www.nguon.example/bai", "https://www.nguon.example/bai", "scheme"),
        ("http:/nguon.example", "http://nguon.example", "scheme"),
        ("https//nguon.example", "https://nguon.example", "scheme"),
        ("<https://nguon.example/>,", "https://nguon.example/", "scheme"),
        ("https://nguon.example/tệp đính kèm.pdf", "https://nguon.example/tệp%20đính%20kèm.pdf", "scheme"),
        ("https://nguon.example/x (xem 1/2/2026)", "https://nguon.example/x", "scheme"),
        ("https://a@nguon.example/", "", "host"),
        ("https://аррӏе.com/", "", "host"),
        ("ftp://nguon.example/", "", "host"),
        ("TS. Nguyễn Văn Thử, tập 1", "", "words"),
    ],
)
def test_what_is_no_address_is_told_as_it_was_meant(typed: str, right: str, reason: str) -> None:
    with pytest.raises(RefusedError) as told:
        web_address(typed)
    assert (told.value.faults[0].values["right"], told.value.faults[0].values["reason"]) == (right, reason)


@pytest.mark.parametrize("field", ["url", "plaque_url", "repository"])
@pytest.mark.parametrize("name", ["two slashes", "backslash behind", "user", "bracket", "alike"])
def test_settings_take_none(field: str, name: str, tmp_path: Path) -> None:
    (tmp_path / "content").mkdir()
    lines = [line for line in SETTINGS.splitlines() if not line.startswith(f"{field}:")]
    (tmp_path / "content/site.yml").write_text("\n".join([*lines, f"{field}: '{FOREIGN[name]}'", ""]), encoding="utf-8")
    chosen, problems = settings.read(tmp_path)
    assert chosen is None
    assert [each.rule for each in problems] == ["bad-address"]


@pytest.mark.parametrize("mark", ["\ue0f0", "\ue0f2", "\ue020", "\ue100", "\x00", "\u202e"])
def test_marks_of_the_program_come_through_no_door(mark: str) -> None:
    row = f"7K3QM,gone,,Đền{mark}Thử,lý do,reason,2026-11-24\n"
    read_table, problems = table.read((",".join(COLUMNS[RETIRED]) + "\n" + row).encode(), RETIRED, COLUMNS[RETIRED])
    assert read_table is None
    assert [(each.rule, each.at.line) for each in problems] == [("private-character", 2)]
    assert names.fault(f"a{mark}.jpg") == "character"


@pytest.mark.parametrize(
    "typed", ["&#xe020;&#xe030;&#xe021;", "&#57376;&#57392;&#57377", "&#x0E020;&#xE039;&#xe021;", "&#xe000;&#xe010;&#xe001;<b x>"]
)
def test_a_mark_that_is_named_by_its_number_is_no_mark(typed: str) -> None:
    prose = read(f"Một {typed} hai.\n\n/// chapter | Ba\nBốn.\n///\n", lambda _name: False)
    assert sum(1 for part in prose.parts if not isinstance(part, str)) == 1, "the block stands once"
