"""Plain text: order, folding, slugs, suggestions."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from disan.core import addresses, text


def test_order_is_the_dictionarys() -> None:
    names = ["Đức Thọ", "Hương Sơn", "Ân Phú", "Anh Sơn", "Hà Linh", "Hòa Hải", "Dân", "Hoành Sơn", "Ăn"]
    assert sorted(names, key=text.collation_key) == [
        "Anh Sơn",
        "Ăn",
        "Ân Phú",
        "Dân",
        "Đức Thọ",
        "Hà Linh",
        "Hòa Hải",
        "Hoành Sơn",
        "Hương Sơn",
    ]


@pytest.mark.parametrize(
    ("title", "slug"),
    [
        ("Đền Củi (Chợ Củi)", "den-cui-cho-cui"),
        ("Ngã ba Đồng Lộc", "nga-ba-dong-loc"),
        ("Nhà văn hóa tổ dân phố 4", "nha-van-hoa-to-dan-pho-4"),
        ("!!!", ""),
    ],
)
def test_slugs_are_ascii(title: str, slug: str) -> None:
    assert text.slug(title) == slug
    assert text.slug(unicodedata.normalize("NFD", title)) == slug


@given(st.text())
def test_a_slug_is_a_slug_or_nothing_and_its_own_slug(title: str) -> None:
    slug = text.slug(title)
    assert slug == "" or text.SLUG.fullmatch(slug)
    assert text.slug(slug) == slug


def test_suggestions_are_near_accents_aside_or_none() -> None:
    assert text.nearest("quốc ja", ["quốc gia", "tỉnh"]) == "quốc gia"
    assert text.nearest("quoc gia", ["quốc gia", "tỉnh"]) == "quốc gia"
    assert text.nearest("bánh", ["quốc gia", "tỉnh"]) is None


@pytest.mark.parametrize(
    ("words", "name"), [("Côn", "con-1"), ("Núl", "nul-1"), ("COM1", "com1-1"), ("Con Cuông", "con-cuong"), ("Cò", "co")]
)
def test_no_file_of_the_site_is_called_what_windows_keeps_for_itself(words: str, name: str) -> None:
    assert text.path_name(words) == text.folder_name(words) == name
    assert text.is_folder_name(name)
    assert addresses.page_path("Di tích", words, "vi", "vi") == f"/di-tich/{name}/"
