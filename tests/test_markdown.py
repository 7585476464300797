"""Markdown as village editors type it: read as GitHub shows it, or told at the line. All texts here are test data."""

import re

import pytest

from disan.content.markdown import read
from tests.fixtures.prose import holes, rules, shown, typed_at


def flat(text: str) -> str:
    """The HTML of a text on one line, without line breaks between elements, and without what marks a link as leading out."""
    return re.sub(r">\s+<", "><", shown(read(text))).replace(' rel="noopener external"', "")


BULLETS = "<ul><li>một</li><li>hai</li></ul>"


@pytest.mark.parametrize("sign", ["-", "*", "+"])
def test_a_list_begins_right_below_a_line(sign: str) -> None:
    assert flat(f"Có:\n{sign} một\n{sign} hai") == f"<p>Có:</p>{BULLETS}"


def test_a_numbered_list_begins_right_below_a_line_if_it_begins_at_one() -> None:
    assert flat("Đi:\n1. một\n2. hai") == "<p>Đi:</p><ol><li>một</li><li>hai</li></ol>"
    assert flat("Dựng năm\n1975. Sau đó sửa.") == "<p>Dựng năm\n1975. Sau đó sửa.</p>"


def test_a_table_begins_right_below_a_line() -> None:
    html = flat("Lịch:\n| Ngày | Lễ |\n|---|---|\n| 10/10 | Giỗ |")
    assert html.startswith("<p>Lịch:</p><table><thead><tr><th>Ngày</th><th>Lễ</th></tr></thead>")
    assert "<td>10/10</td><td>Giỗ</td>" in html


@pytest.mark.parametrize("line", ["## Đề", "> trích", "```\nmã\n```", "***"])
def test_other_pieces_begin_right_below_a_line_too(line: str) -> None:
    assert flat(f"Chữ\n{line}\n\nsau") == f"<p>Chữ</p>{flat(line)}<p>sau</p>"


@pytest.mark.parametrize("blanks", [2, 3, 4, 6, 8])
@pytest.mark.parametrize("sign", ["-", "1.", "10)", "-  "])
def test_a_bullet_two_blanks_further_in_is_inside_the_item(blanks: int, sign: str) -> None:
    html = flat(f"{sign} một\n{' ' * blanks}- con\n{' ' * blanks}- con")
    assert "<li>một<ul><li>con</li><li>con</li></ul></li>" in html


def test_lists_of_three_levels_by_tabs() -> None:
    assert flat("- a\n\t- b\n\t\t- c\n- d") == "<ul><li>a<ul><li>b<ul><li>c</li></ul></li></ul></li><li>d</li></ul>"


def test_a_list_that_is_interrupted_goes_on_counting() -> None:
    assert flat("1. một\n\nchữ\n\n2. hai") == '<ol><li>một</li></ol><p>chữ</p><ol start="2"><li>hai</li></ol>'
    assert flat("1) một\n2) hai") == "<ol><li>một</li><li>hai</li></ol>"


def test_items_apart_are_paragraphs_and_items_together_are_not() -> None:
    assert flat("- một\n\n- hai") == "<ul><li><p>một</p></li><li><p>hai</p></li></ul>"
    assert flat("- một\n- hai\n\nchữ") == f"{BULLETS}<p>chữ</p>"


def test_a_tag_is_no_heading() -> None:
    prose = read("#DiSan #TuoiTre\n\n#DiSan")
    assert prose.headings == ()
    assert prose.faults == ()
    assert shown(prose) == "<p>#DiSan #TuoiTre</p>\n<p>#DiSan</p>"


@pytest.mark.parametrize("end", ["\\", "  ", "   ", "<br>"])
def test_lines_break_where_their_ends_say_so(end: str) -> None:
    prose = read(f"Câu thơ đầu{end}\nCâu thơ sau")
    assert re.fullmatch(r"<p>Câu thơ đầu *<br>\n?Câu thơ sau</p>", shown(prose))
    assert prose.faults == ()


def test_a_backslash_that_is_meant_stays() -> None:
    assert shown(read("một\\\\\nhai \\* \\~ \\| C:\\Ảnh")) == "<p>một\\\nhai * ~ | C:\\Ảnh</p>"


@pytest.mark.parametrize("blanks", ["\t", "    ", "     ", "\u3000\u3000", "\u2003", "\u00a0\u00a0\u00a0\u00a0", "\t\t"])
def test_an_indented_first_line_is_a_paragraph(blanks: str) -> None:
    assert shown(read(f"Trước.\n\n{blanks}Ngày xưa\ncó đền.\n\n{blanks}Nay còn.")) == (
        "<p>Trước.</p>\n<p>Ngày xưa\ncó đền.</p>\n<p>Nay còn.</p>"
    )


def test_code_is_what_stands_between_fences_and_keeps_its_tabs_and_blanks() -> None:
    assert flat("```\na  b\n  <c>\n```") == "<pre><code>a  b\n  &lt;c&gt;\n</code></pre>"
    assert flat("- mục\n  ```\n  a\n  ```") == "<ul><li>mục<pre><code>a\n</code></pre></li></ul>"


@pytest.mark.parametrize(
    ("typed", "address", "after"),
    [
        ("https://nguon.example/Hà_Tĩnh_(tỉnh)", "https://nguon.example/Hà_Tĩnh_(tỉnh)", " nhé"),
        ("https://nguon.example/a?b=1&c=2", "https://nguon.example/a?b=1&amp;c=2", "."),
        ("http://nguon.example", "http://nguon.example", ", rồi"),
        ("https://nguon.example/a", "https://nguon.example/a", "; và"),
        ("https://nguon.example/a", "https://nguon.example/a", ")"),
        ("https://nguon.example/a", "https://nguon.example/a", "”"),
        ("https://nguon.example/a", "https://nguon.example/a", "?"),
        ("https://nguon.example/a", "https://nguon.example/a", "<br>chữ"),
        ("https://nguon.example/a\\_b", "https://nguon.example/a_b", "…"),
        ("www.nguon.example/a", "http://www.nguon.example/a", "!"),
        ("thon.thu@nguon.example", "mailto:thon.thu@nguon.example", "."),
    ],
)
def test_a_bare_address_is_a_link_without_the_marks_around_it(typed: str, address: str, after: str) -> None:
    words = address.removeprefix("mailto:") if not typed.startswith("www") else typed
    for before in ("", "Xem ", "Xem: (", "“"):
        assert flat(f"{before}{typed}{after}") == f'<p>{before}<a href="{address}">{words}</a>{after}</p>'


def test_bare_addresses_are_links_in_notes_tables_lists_and_bold_words() -> None:
    html = flat(
        "Có[^1].\n\n- https://a.example\n\n| a |\n|---|\n| https://b.example/x |\n\n**https://c.example**\n\n[^1]: https://d.example."
    )
    for name in "abcd":
        assert html.count(f'<a href="https://{name}.example') == 1


@pytest.mark.parametrize(
    "text", ["`https://a.example`", "```\nhttps://a.example\n```", "http:// và www. và a@ và @b", "[https://a.example](/di-tich/)"]
)
def test_what_is_code_or_no_address_or_a_link_already_is_left_alone(text: str) -> None:
    assert 'href="http' not in flat(text)
    assert "mailto" not in flat(text)


def test_struck_words_are_struck_and_a_tilde_is_a_tilde() -> None:
    assert flat("Giá ~~20.000 đ~~ 10~20 m, ~5 km") == "<p>Giá <del>20.000 đ</del> 10~20 m, ~5 km</p>"


def test_emphasis_stands_beside_vietnamese_letters() -> None:
    assert flat("**Đền**ẩn *ở*đâu snake_case_tên _nghiêng_") == (
        "<p><strong>Đền</strong>ẩn <em>ở</em>đâu snake_case_tên <em>nghiêng</em></p>"
    )


@pytest.mark.parametrize("bar", ["|", "\\|"])
def test_the_bar_of_a_link_to_a_record_may_be_escaped_in_a_table_and_outside(bar: str) -> None:
    for text in (f"| Nơi | b |\n|---|---|\n| [[houses/thon-thu{bar}Nhà thử]] | 2 |", f"Gần [[houses/thon-thu{bar}Nhà thử]]."):
        prose = read(text)
        (link,) = holes(prose)
        assert (link.target, link.label, prose.faults) == ("houses/thon-thu", "Nhà thử", ())  # type: ignore[union-attr]
        assert typed_at(text, link.span) == "houses/thon-thu"


def test_a_link_to_a_record_that_stands_in_code_is_as_it_was_typed() -> None:
    assert shown(read("`[[houses/a\\|b]] [[houses/a|b]]`")) == "<p><code>[[houses/a\\|b]] [[houses/a|b]]</code></p>"


def test_a_bar_in_a_cell_is_escaped_in_code_too() -> None:
    assert "<td>a|b</td><td><code>c|d</code></td>" in flat("| x | y |\n|---|---|\n| a\\|b | `c\\|d` |")


@pytest.mark.parametrize(
    ("typed", "file"),
    [
        ("anh%20cong.jpg", "anh cong.jpg"),
        ("./anh-cong.jpg", "anh-cong.jpg"),
        ("<anh cong (1).jpg>", "anh cong (1).jpg"),
        ("anh(1).jpg", "anh(1).jpg"),
        ("anh cong.jpg", "anh cong.jpg"),
        ("c%E1%BB%95ng.jpg", "cổng.jpg"),
        ("co%CC%82%CC%89ng.jpg", "cổng.jpg"),
        ("./%E1%BA%A3nh%20%281%29.jpg", "ảnh (1).jpg"),
        ("100%.jpg", "100%.jpg"),
        ("%FF.jpg", "%FF.jpg"),
    ],
)
def test_a_picture_is_named_as_editors_and_their_programs_name_it(typed: str, file: str) -> None:
    for text in (f"![]({typed})", f'![Ảnh]({typed} "Chú thích")'):
        prose = read(text)
        (picture,) = holes(prose)
        assert picture.file == file  # type: ignore[union-attr]
        assert prose.faults == ()


@pytest.mark.parametrize("typed", ["./relics/den-thu", "relics/den%2Dthu", "relics/den-thu/", "<relics/den-thu>"])
def test_a_link_to_a_record_is_named_so_too(typed: str) -> None:
    (link,) = holes(read(f"[chữ]({typed})"))
    assert link.target == "relics/den-thu"  # type: ignore[union-attr]


@pytest.mark.parametrize("file", ["..%2Fa.jpg", "%2Fa.jpg", "a%5Cb.jpg"])
def test_percent_coding_leads_out_of_the_folder_no_more_than_plain_letters(file: str) -> None:
    assert rules(read(f"![]({file})")) == ["picture-elsewhere"]


def test_a_note_that_is_named_twice_in_the_text_stands_once() -> None:
    prose = read("Một[^a] hai[^a].\n\n[^a]: Sách thử.")
    assert prose.faults == ()
    assert shown(prose).count("Sách thử") == 1


@pytest.mark.parametrize(
    "text",
    [
        "Hà Tĩnh có sông\nLa chảy qua, và dòng này dài hơn hẳn các dòng khác để không ai nghĩ là thơ.",
        "Câu một của bài này\\\nCâu hai của bài này\\\nCâu ba của bài này\\\nCâu bốn của bài này",
        "Một dòng ngắn\nhai dòng ngắn\nba dòng ngắn\nbốn dòng ngắn",
        "1. một\n1. hai",
        "0. không\n1. một",
        "Tên đền\n=======\n\nTên mục\n---",
        "| a | b |\n|---|---|\n| 1 | 2 |  |\n| 3 |",
        "Ghi chú (**)\n\n`**` \\*\\*\\*",
        "- a\n- b\n\n1986\\. Năm ấy.",
        "[bài]\n\n[bài]: https://nguon.example",
        "- 1/5/2020\n- 2/9/2020",
    ],
)
def test_what_shows_as_it_was_typed_is_not_told(text: str) -> None:
    assert read(text).faults == ()


def test_the_lines_of_verse_stay_lines_with_their_indentation_and_signs() -> None:
    prose = read("/// thơ\n  Câu *một*\\\nCâu hai  \n\n- Câu ba\n1986. Câu bốn\n///", lambda name: name == "thơ")
    assert shown(prose) == ("<thơ><p>\u00a0\u00a0Câu <em>một</em><br>\nCâu hai</p>\n<p>- Câu ba<br>\n1986. Câu bốn</p></thơ>")
    assert prose.faults == ()
