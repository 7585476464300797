"""Prose: what an editor types and what may come of it. All texts here are test data."""

import re
from html.parser import HTMLParser

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from disan.content.markdown import (
    AddressPart,
    CardPart,
    Heading,
    ImagePart,
    Prose,
    ReferencePart,
    Span,
    TextFault,
    read,
)
from tests.fixtures.prose import holes, rules, shown, typed_at


def test_plain_prose_is_html_and_nothing_in_it_changes() -> None:
    assert shown(read('Ngày 24/7/1968, "mười cô gái" -- Hà Tĩnh...')) == '<p>Ngày 24/7/1968, "mười cô gái" -- Hà Tĩnh...</p>'


def test_a_reference_stands_for_a_whole_link() -> None:
    prose = read("Xem [[relics/den-cui]] và [[relics/den-cui|Đền Củi]].")
    assert prose.parts == (
        "<p>Xem ",
        ReferencePart("relics/den-cui", "", Span(1, 7, 14)),
        " và ",
        ReferencePart("relics/den-cui", "Đền Củi", Span(1, 29, 14)),
        ".</p>",
    )


@pytest.mark.parametrize(
    "text",
    [
        "[chữ](relics/den-cui)",
        "[chữ][1]\n\n[1]: relics/den-cui",
        '<a href="relics/den-cui">chữ</a>',
        "[chữ](<relics/den-cui>)",
        "[chữ](relics/den-cui/)",
    ],
)
def test_an_ordinary_link_to_a_record_is_a_reference_too(text: str) -> None:
    (reference,) = holes(read(text))
    assert isinstance(reference, ReferencePart)
    assert (reference.target, reference.label) == ("relics/den-cui", "chữ")
    assert typed_at(text, reference.span).removesuffix("/") == "relics/den-cui"


def test_a_reference_alone_on_a_line_is_a_card() -> None:
    assert read("a\n\n[[relics/den-cui]]\n\nb").parts == ("<p>a</p>\n", CardPart("relics/den-cui", Span(3, 3, 14)), "\n<p>b</p>")


@pytest.mark.parametrize("text", ["[[relics/den-cui|chữ]]", "- [[relics/den-cui]]", "> [[relics/den-cui]]", "[[relics/a]] [[relics/b]]"])
def test_other_references_stay_in_their_lines(text: str) -> None:
    assert not any(isinstance(part, CardPart) for part in read(text).parts)


def test_code_is_left_alone() -> None:
    prose = read("`[[relics/a]]` và `[x](y)`\n\n~~~\n[[relics/b]] <iframe>\n~~~\n\n```\n[[relics/c|d]] [^1]\n```")
    assert holes(prose) == []
    assert prose.faults == ()
    assert "<code>[[relics/a]]</code> và <code>[x](y)</code>" in shown(prose)
    assert "[[relics/c|d]] [^1]" in shown(prose)


def test_an_escaped_bracket_is_a_bracket() -> None:
    assert shown(read(r"\[[relics/a]]")) == "<p>[[relics/a]]</p>"


def test_spots_tell_repeated_targets_apart_even_after_code() -> None:
    text = "`[[relics/a]]` [[relics/a]]\n\n- [[relics/a]] và [x](relics/a)\n"
    spans = [hole.span for hole in holes(read(text))]
    assert spans == [Span(1, 18, 8), Span(3, 5, 8), Span(3, 23, 8)]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_spots_count_lines_however_they_end(end: str) -> None:
    (hole,) = holes(read(f"một{end}hai{end}{end}ba [[relics/a]]"))
    assert hole.span == Span(4, 6, 8)


def test_a_reference_with_a_label_fits_in_a_table() -> None:
    text = "| a | b |\n|---|--:|\n| [[relics/x|chữ]] | 2 |"
    prose = read(text)
    assert holes(prose) == [ReferencePart("relics/x", "chữ", Span(3, 5, 8))]
    assert '<td class="align-right">2</td>' in shown(prose)


def test_a_label_keeps_words_and_drops_markup() -> None:
    (reference,) = holes(read("[chữ **đậm** & `mã`](relics/a)"))
    assert isinstance(reference, ReferencePart)
    assert reference.label == "chữ đậm & mã"


def test_a_site_path_is_a_hole_inside_its_tag() -> None:
    prose = read('[Di tích](/di-tich/?a=1&b=2#thach-ha "Tên")')
    assert prose.parts == ('<p><a href="', AddressPart("/di-tich/?a=1&b=2#thach-ha", Span(1, 11, 26)), '" title="Tên">Di tích</a></p>')


@pytest.mark.parametrize("target", ["https://baohatinh.vn/a?b=1&c=2", "http://x.vn", "mailto:a@b.vn", "tel:+842393123456"])
def test_whole_addresses_are_kept_and_marked_as_leading_out(target: str) -> None:
    prose = read(f"[x]({target})")
    assert shown(prose) == f'<p><a href="{target.replace("&", "&amp;")}" rel="noopener external">x</a></p>'
    assert prose.faults == ()


def test_addresses_in_angle_brackets_are_links() -> None:
    assert shown(read("<https://a.vn>")) == '<p><a href="https://a.vn" rel="noopener external">https://a.vn</a></p>'
    assert 'href="mailto:a@b.vn"' in shown(read("<a@b.vn>"))


@pytest.mark.parametrize(
    ("target", "rule", "suggestion"),
    [
        ("//evil.example/x", "unsafe-link", "https://evil.example/x"),
        ("javascript:alert(1)", "unsafe-link", ""),
        ("JavaScript:alert(1)", "unsafe-link", ""),
        ("&#106;avascript:alert(1)", "unsafe-link", ""),
        ("data:text/html,x", "unsafe-link", ""),
        ("vbscript:x", "unsafe-link", ""),
        ("file:///C:/x", "unsafe-link", ""),
        ("/\\evil.example", "unsafe-link", ""),
        ("https:evil", "unsafe-link", ""),
        ("https://disan.example@evil.example/", "unsafe-link", ""),
        ("https://аррӏе.com/", "unsafe-link", ""),
        ("bao-cao.pdf", "dead-link", ""),
        ("../khac/", "dead-link", ""),
        ("baohatinh.vn/bai-viet", "dead-link", "https://baohatinh.vn/bai-viet"),
        ("www.hatinh.gov.vn", "dead-link", "https://www.hatinh.gov.vn"),
        ("", "dead-link", ""),
    ],
)
def test_a_link_that_leads_nowhere_good_is_a_fault_and_no_link(target: str, rule: str, suggestion: str) -> None:
    prose = read(f"[chữ]({target})")
    assert rules(prose) == [rule]
    assert prose.faults[0].values["nearest"] == suggestion
    assert prose.faults[0].span.line == 1
    assert prose.faults[0].span.column == 7
    assert "<a" not in shown(prose)
    assert "chữ" in shown(prose)


def test_double_brackets_around_no_record_are_a_dead_link() -> None:
    assert read("[[den-cui]]").faults == (TextFault("dead-link", Span(1, 3, 7), {"target": "den-cui", "nearest": ""}),)


def test_a_misspelt_record_is_still_a_reference_for_the_catalogue_to_judge() -> None:
    (_, reference, _) = [*read("Xem [[relics/Đền Củi]].").parts]
    assert isinstance(reference, ReferencePart)
    assert reference.target == "relics/Đền Củi"


def test_anchors_lead_to_headings_or_are_faults() -> None:
    prose = read("## Lịch sử\n\n[x](#lich-su) [y](#lich-xu)")
    assert '<a href="#lich-su">x</a>' in shown(prose)
    assert prose.faults == (TextFault("dead-anchor", Span(3, 19, 8), {"target": "#lich-xu", "nearest": "#lich-su"}),)


def test_headings_have_unique_ascii_ids_and_begin_at_two() -> None:
    prose = read("# Đền Củi\n\n## Lịch sử\n\n### Lịch sử\n\n## 漢喃\n\n## 1. Đường đi\n\n##\n\n<h2 id='x' class='y'>Lịch sử</h2>")
    assert prose.headings == (
        Heading(2, "den-cui", "Đền Củi"),
        Heading(2, "lich-su", "Lịch sử"),
        Heading(3, "lich-su-2", "Lịch sử"),
        Heading(2, "phan", "漢喃"),
        Heading(2, "phan-1-duong-di", "1. Đường đi"),
        Heading(2, "lich-su-3", "Lịch sử"),
    )
    assert re.findall(r"<h\d[^>]*>", shown(prose)) == [f'<h{each.level} id="{each.anchor}">' for each in prose.headings]


def test_a_picture_stands_outside_paragraphs() -> None:
    prose = read('![Cổng đền](cong.jpg "Chú thích")\n\nChữ ![b](b.png) sau.\n\n- ![c](c.jpg)')
    assert shown(prose) == (
        "<figure>cong.jpg</figure>\n<p>Chữ  sau.</p><figure>b.png</figure>\n<ul>\n<li><figure>c.jpg</figure></li>\n</ul>"
    )
    assert holes(prose)[0] == ImagePart("cong.jpg", "Cổng đền", "Chú thích", Span(1, 13, 8))


def test_a_linked_picture_leaves_a_link_with_words() -> None:
    assert shown(read("[![Cổng đền](a.jpg)](https://x.vn)")) == (
        '<p><a href="https://x.vn" rel="noopener external">Cổng đền</a></p><figure>a.jpg</figure>'
    )


@pytest.mark.parametrize("file", ["https://x.vn/a.jpg", "/a.jpg", "../a.jpg", "anh/a.jpg", "data:image/png;base64,AAAA", "khong-duoi"])
def test_a_picture_must_lie_beside_the_record(file: str) -> None:
    prose = read(f"![a]({file})")
    assert rules(prose) == ["picture-elsewhere"]
    assert holes(prose) == []


def test_tables_lists_and_footnotes() -> None:
    prose = read("Chú[^1] và[^chú thích].\n\n3. ba\n4. bốn\n\n[^1]: Nguồn.\n[^chú thích]: Hai.\n")
    html = shown(prose)
    assert '<ol start="3">' in html
    assert prose.faults == ()
    targets = re.findall(r'href="#([^"]+)"', html)
    assert set(targets) == set(re.findall(r' id="([^"]+)"', html))
    assert all(" " not in target for target in targets)


def test_footnotes_that_do_not_meet_are_faults() -> None:
    prose = read("Chú[^1].\n\n[^2]: Nguồn.")
    assert prose.faults == (
        TextFault("dead-footnote", Span(1, 4, 4), {"name": "1"}),
        TextFault("unused-footnote", Span(3, 1, 5), {"name": "2"}),
    )


def test_han_nom_keeps_its_language_and_ruby() -> None:
    html = shown(read('Chữ <span lang="vi-Hani" style="color:red">德</span>, <ruby>德<rt>đức</rt></ruby>'))
    assert html == '<p>Chữ <span lang="vi-Hani">德</span>, <ruby>德<rt>đức</rt></ruby></p>'


def test_editors_html_loses_handlers_styles_classes_and_ids() -> None:
    html = shown(read('<p class="x" id="nguon" style="color:red" onclick="alert(1)">a</p>\n\nb <b onmouseover=x>c</b>'))
    assert html == "<p>a</p>\n<p>b <b>c</b></p>"


@pytest.mark.parametrize("tag", ["script", "iframe", "style", "form", "svg", "video", "ten"])
def test_a_forbidden_tag_is_named_where_it_stands(tag: str) -> None:
    text = f"Một `<{tag}>`\n\nhai <{tag} a=b>x</{tag}>"
    prose = read(text)
    assert prose.faults == (TextFault("forbidden-tag", Span(3, 5, len(tag) + 1), {"tag": tag}),)
    assert f"<{tag}" not in shown(prose)


def test_private_use_characters_are_told_and_forge_no_marks() -> None:
    prose = read("a\ue000\ue010\ue001b \U000f0001")
    assert shown(prose) == "<p>ab</p>"
    assert prose.faults == (
        TextFault("private-character", Span(1, 2, 1), {"character": "U+E000"}),
        TextFault("private-character", Span(1, 3, 1), {"character": "U+E010"}),
        TextFault("private-character", Span(1, 4, 1), {"character": "U+E001"}),
        TextFault("private-character", Span(1, 7, 1), {"character": "U+F0001"}),
    )


def test_words_are_those_a_reader_reads() -> None:
    assert read("## Đền Củi\n\nThờ Quan Hoàng Mười -- ở [chữ](https://x.vn/a/b).").words == 8


def test_texts_do_not_remember_each_other() -> None:
    text = "Chú[^1] [x][r]\n\n## A\n\n[^1]: Nguồn.\n[r]: https://x.vn"
    assert read(text) == read(text)
    assert rules(read("Chú[^1]")) == ["dead-footnote"]


def test_deep_nesting_is_a_fault_at_worst() -> None:
    for text in (">" * 3000, "- " * 2000 + "a", "<div>" * 3000, "*" * 3000, "[" * 500, "[[" * 500 + "]]" * 500, "![" * 200 + "](" * 200):
        assert isinstance(read(text), Prose)
        assert read("Bài thử.").parts == ("<p>Bài thử.</p>",)  # What one text does to the reader, the next must not meet.


class _Reader(HTMLParser):
    """Reads the HTML by other means than ours and notes whatever could harm."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.harm: list[str] = []
        self.ids: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in {"script", "iframe", "style", "object", "embed", "form", "svg", "math", "base", "meta", "link", "img"}:
            self.harm.append(tag)
        for name, value in attrs:
            self.ids += [value or ""] if name == "id" else []
            if name.startswith("on") or name in {"style", "src", "srcdoc", "formaction"}:
                self.harm.append(name)
            if name == "href" and not re.match(r"https?://|mailto:|tel:|#|/(?![/\\])", re.sub(r"[\x00-\x20]", "", value or "")):
                self.harm.append(f"href={value}")


_FRAGMENTS = (
    *("[[relics/a]]", "[[relics/a|b]]", "[x](relics/a)", "[x](/a/)", "[x](//h)", "[x](javascript:a)", "](", "[[", "]]", "|", "\\"),
    *("<script>", "</script>", "<a ", "href=", "href='java&#10;script:x' ", "<img ", "src=x ", "onerror=y>", "<svg/onload=x>", "style="),
    *('![a](b.jpg "c")', "![a](x y)", "[^1]", "[^1]:", "[r]: x", "[y][r]", "`", "```", "~~~", "*", "_", "#", "-", ">", "1. ", "---"),
    *("<!--", "-->", "<![CDATA[", "]]>", "&lt;", "&amp;", "&#x", "</p>", "<p>", "<h2>", "<table><tr><td>", "<https://a>", "<a@b>"),
    *("\x02", "\x03", "\x00", "\ue000", "\ue010", "\ue001", "\ue002", "\ud800", "\xa0", "://", '"', "'", "\n", "\n\n", " ", "    ", "\t"),
)


@settings(max_examples=400)
@given(st.one_of(st.text(st.characters()), st.lists(st.one_of(st.sampled_from(_FRAGMENTS), st.text(max_size=4))).map("".join)))
@example('<a href="java\tscript:alert(1)">x</a>')
@example("[x](java\ue000script:alert(1))")
@example('<p title="<img src=x onerror=y>">a</p>')
@example("<a href=x <b>[[a/b|<script>]]")
def test_whatever_is_typed_harms_nobody(text: str) -> None:
    prose = read(text)
    reader = _Reader()
    reader.feed(shown(prose))
    reader.close()
    assert reader.harm == []
    assert len(reader.ids) == len(set(reader.ids))
    assert not re.search("[\ue000-\uf8ff\x02\x03]", "".join(map(repr, prose.parts)))
    lines = re.split(r"\r\n|\r|\n", text)
    for each in [*holes(prose), *prose.faults]:
        assert 1 <= each.span.line <= len(lines)
        assert 1 <= each.span.column <= len(lines[each.span.line - 1]) + 1
    for before, after in zip(prose.parts, prose.parts[1:], strict=False):
        assert not (isinstance(before, str) and isinstance(after, str))


def test_a_label_may_go_on_in_the_next_line() -> None:
    prose = read("Gần [[relics/den-cui|đền\nCủi]] bên sông.")
    assert prose.parts == ("<p>Gần ", ReferencePart("relics/den-cui", "đền Củi", Span(1, 7, 14)), " bên sông.</p>")
    assert prose.faults == ()
