"""What GitHub shows and what we show of a text: the same, but for differences that we mean. All texts are test data."""

import os
import random
import re

import pytest

from tests.fixtures.github import github, ours
from tests.fixtures.village_texts import texts

COUNT = int(os.environ.get("DISAN_TEXTS", "400"))
ROUNDS = int(os.environ.get("DISAN_LINES", "1500"))
LINES = (
    *("chữ thường", "Đền thử ở xã", "- mục", "* sao", "+ cộng", "1. một", "2. hai", "1) ngoặc", "10. mười", "# Đề", "## Đề hai ##"),
    *("#thẻ", "---", "===", "***", "> trích", "> - trong", "```", "~~~", "| a | b |", "|---|:-:|", "| 1 | 2 |", "a | b", "-", ">"),
    *("", "", "", "[^1] nhắc", "[r]: http://x.vn", "[r] và [x][r]", "<div>", "</div>", "<!-- c -->", "- [ ] việc", "cuối  ", "cuối\\"),
    *("**đậm** *nghiêng*", "`mã`", "https://a.vn/b_c_d.", "<b>x</b>", "~~cũ~~", "&copy; &amp; a < b"),
)
"""What lines may begin and hold, beside those of `village_texts`."""
MEANT = (
    ("no indentation makes code: editors indent first lines as in a word processor", "a\n\n    Ngày xưa.", "<p>\x00Ngày xưa.\x00</p>"),
    ("a list that is indented stays a list", "Có:\n\n    - một\n    - hai", "<ul>\x00<li>\x00một"),
    ("a bullet two blanks further in is inside its item, however wide its sign", "1. một\n  - con", "một\x00<ul>\x00<li>\x00con"),
    ("a table right below an item is a table", "- mục\n| a | b |\n|---|---|", "mục\x00<table>"),
    ("blanks of other kinds are blanks", "Có:\n-\u00a0một\n\u00a0\nHết.", "<ul>\x00<li>\x00một\x00</li>\x00</ul>\x00<p>\x00Hết."),
    ("an address ends before a closing quotation mark", "“https://a.vn/b”", "<a href=https://a.vn/b>\x00https://a.vn/b\x00</a>\x00”"),
    ("words are bold beside quotation marks too", "**“Đền thử”**là tên.", "<strong>\x00“Đền thử”\x00</strong>\x00là tên."),
    ("a name with blanks is a name", "![](anh cong.jpg)", "<img src=anh cong.jpg>"),
)
"""Why, a text, what we show of it and GitHub does not. That a single tilde strikes nothing stands in `tests/test_markdown.py`."""


def test_texts_as_village_editors_type_them_show_the_same() -> None:
    typed = list(texts(COUNT))
    assert len(set(typed)) > COUNT * 0.95
    assert [text for text in typed if ours(text) != github(text)] == []


def test_lines_in_any_order_show_the_same() -> None:
    """Tables right below items and quotations, which we mean to show, are left out."""
    chance = random.Random(18)
    for _ in range(ROUNDS):
        text = "\n".join(chance.choice(("", "", " ")) + chance.choice(LINES) for _ in range(chance.randint(1, 7)))
        if "|---" not in text or not re.search(r"^ ?(?:[-*+>]|\d+[.)])(?: |$)", text, re.MULTILINE):
            assert ours(text) == github(text), text


@pytest.mark.parametrize(("text", "shown"), [(text, shown) for _, text, shown in MEANT], ids=[why for why, _, _ in MEANT])
def test_differences_that_we_mean(text: str, shown: str) -> None:
    assert shown in "\x00".join(ours(text))
    assert shown not in "\x00".join(github(text))
