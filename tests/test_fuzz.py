"""Every reader under hypothesis: what may be typed, pasted or damaged, drawn by chance. `--hypothesis-profile=thorough` tries 5,000 each.

The same promises are kept under atheris: `python -m tests.fuzz`.
"""

import pytest
from hypothesis import given
from hypothesis import strategies as some

from tests.fuzz.readers import READERS

_YAML = (
    *("---", "\n---\n", "title: ", "summary: ", "other_names:\n  - ", "sources:\n  - url: ", "places: [{name: ", "code: 7K3QM", "x: |\n  "),
    *(
        "draft: có",
        "coordinates: ",
        "url: https://a.vn",
        "name: {vi: ",
        "languages: [vi, en]",
        "decisions:\n  - ",
        "'",
        '"',
        ": ",
        " #",
        "- ",
    ),
    *("[", "]", "{", "}", ", ", "&a ", "*a", "!b ", "|", ">", "?", "%YAML 1.2", "...", "~", "null", "\\x41", "\\", "<<: ", "@", "`", "\t"),
)
_MARKDOWN = (
    *(
        "# ",
        "## ",
        "- ",
        "1. ",
        "> ",
        "    ",
        "***",
        "**",
        "_",
        "`",
        "```\n",
        "~~~\n",
        "[",
        "](",
        ")",
        "![",
        "[[relics/a]]",
        "[^1]",
        "[^1]: ",
    ),
    *(
        "<b>",
        "</b>",
        "<script>",
        "<!--",
        "-->",
        "&lt;",
        "&#xe020;",
        "| a | b |\n|---|---|\n",
        "/// hộp | ",
        "\n///\n",
        "//// cuộn",
        "\\",
        "***\n",
    ),
)
_CELLS = (
    *("code,batch,date,address,level,matrix,size,quantity,note\n", "code,date,note,photo\n", "code,state,instead,title,vi,en,date\n"),
    *(
        "7K3QM",
        ",",
        ";",
        "\t",
        '"',
        '""',
        "2026-11-24",
        "https://a.vn/Q/7K3QM",
        "Q",
        "29x29",
        "a5",
        "title",
        "sep=;\n",
        "=1+1",
        "1,5",
        "stt",
    ),
)
_OFFICE = (
    *(
        "<sheetData>",
        "</sheetData>",
        '<row r="1">',
        "</row>",
        '<c r="A1" t="s">',
        '<c r="XFD1048576" t="d">',
        "<v>",
        "</v>",
        "</c>",
        "<is>",
    ),
    *(
        '<mergeCell ref="A1:B9"/>',
        '<xf numFmtId="',
        '"/>',
        "<si><t>",
        "</t></si>",
        "<f>",
        "</f>",
        "&amp;",
        "_x000D_",
        "1e999",
        "-1",
        "<!DOCTYPE a>",
    ),
)
_VALUES = (
    "18°20'",
    '"N, ',
    "105.9030",
    "khoảng ",
    "năm ",
    "2013-12",
    "~",
    "thế kỷ XV",
    "2,2 tỷ",
    "hơn ",
    "https://",
    "a@b",
    "[::1]",
    "%2f",
    ".",
    "/",
)
_MEDIA = (
    *(
        b"ID3\x04\0\0\0\0\0\x10",
        b"\xff\xfb\x90\x64",
        b"OggS\0\0",
        b"RIFF\xff\xff\xff\xffWAVE",
        b"fmt ",
        b"data",
        b"fLaC",
        b"\0\0\0\x20ftypM4A ",
        b"moov",
    ),
    *(
        b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR",
        b"\xff\xd8\xff\xe1",
        b"Exif\0\0",
        b"II*\0",
        b"GIF89a",
        b"\xa9xyz",
        b"\xff\xff\xff\xff",
        b"\0\0\0\0",
        bytes(413),
    ),
)


def _text(*pieces: str) -> some.SearchStrategy[bytes]:
    """Pieces and letters in any order, as bytes of UTF-8 that may be cut or wrong somewhere."""
    typed = some.lists(
        some.one_of(some.sampled_from((*pieces, "\n", " ", "Đền Củi", "\r\n", "\ufeff")), some.text(max_size=6)), max_size=24
    )
    return some.builds(_damaged, typed.map(lambda each: "".join(each).encode("utf-8", "surrogatepass")), some.integers(-200, 200))


def _damaged(typed: bytes, place: int) -> bytes:
    """With a byte at a place turned into another, where the text is as long as that."""
    return typed[:place] + bytes([typed[place] ^ 0x83]) + typed[place + 1 :] if 0 <= place < len(typed) else typed


def _chosen(typed: some.SearchStrategy[bytes]) -> some.SearchStrategy[bytes]:
    """With a first byte, which chooses among what the reader tries."""
    return some.builds(lambda first, rest: bytes([first]) + rest, some.integers(0, 12), typed)


DRAWN = {
    "source": _text(*_YAML, *_MARKDOWN).map(lambda typed: b"---\n" + typed),
    "settings": _text(*_YAML),
    "fields": _chosen(_text(*_YAML)),
    "prose": _text(*_MARKDOWN),
    "ledger": _text(*_CELLS),
    "csv": _text(*_CELLS),
    "workbook": _chosen(_text(*_OFFICE)),
    "values": _text(*_VALUES),
    "media": some.lists(some.one_of(some.sampled_from(_MEDIA), some.binary(max_size=9)), max_size=24).map(b"".join),
}


def test_every_reader_is_tried() -> None:
    assert DRAWN.keys() == READERS.keys()


@pytest.mark.parametrize("name", DRAWN)
@given(drawn=some.data())
def test_whatever_is_given_is_read_or_told(name: str, drawn: some.DataObject) -> None:
    READERS[name](drawn.draw(DRAWN[name]))


@pytest.mark.parametrize("given", [b"---", b"\n\n---", b"--- #x", b"&a\n---"])
def test_what_the_parser_finds_behind_the_last_line_is_told_at_the_last(given: bytes) -> None:
    READERS["settings"](given)
