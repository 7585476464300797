"""The typeface and the typesetter: what can be shown, how wide it runs, and that the same data gives the same bytes."""

import string
from dataclasses import dataclass
from pathlib import Path

import pytest

from disan.drawing.typesetting import Typesetter, TypesettingError, face

VIETNAMESE = "ăâđêôơưáàảãạắằẳẵặấầẩẫậéèẻẽẹếềểễệíìỉĩịóòỏõọốồổỗộớờởỡợúùủũụứừửữựýỳỷỹỵ"


@dataclass(frozen=True)
class Words:
    """Data for a template of a test."""

    text: str


@pytest.mark.parametrize("weight", [400, 500, 600, 700])
def test_the_typeface_has_every_vietnamese_letter(weight: int) -> None:
    assert face(weight).missing(VIETNAMESE + VIETNAMESE.upper() + string.ascii_letters + string.digits + "–“”…·×") == ""


def test_what_the_typeface_lacks_is_told_once_and_in_order() -> None:
    assert face(700).missing("Đền 祠 và 廟, 祠") == "祠廟"


def test_widths_add_up() -> None:
    measured = face(500)
    assert measured.width("") == 0
    assert measured.width("Đền") == pytest.approx(sum(measured.width(letter) for letter in "Đền"))
    assert measured.width("i") < measured.width("W")
    assert measured.width("祠") == 1


@pytest.fixture
def typesetter(tmp_path: Path) -> Typesetter:
    (tmp_path / "page.typ").write_text(
        '#set document(title: "Thử", date: none)\n#set text(font: "Be Vietnam Pro", fallback: false, lang: "vi")\n'
        "#let data = json(bytes(sys.inputs.data))\n#data.text\n",
        encoding="utf-8",
    )
    (tmp_path / "broken.typ").write_text("#let data = (\n", encoding="utf-8")
    return Typesetter(tmp_path)


def test_text_is_data_and_never_a_command(typesetter: Typesetter) -> None:
    import pypdfium2

    document = typesetter.pdf("page.typ", Words('#panic("x") $a$ *b* \\ "đền"'))
    with pypdfium2.PdfDocument(document) as pdf:
        shown = pdf[0].get_textpage().get_text_range()
    assert shown.strip() == '#panic("x") $a$ *b* \\ "đền"'


def test_the_same_data_gives_the_same_bytes(typesetter: Typesetter) -> None:
    assert typesetter.pdf("page.typ", Words("Đền")) == typesetter.pdf("page.typ", Words("Đền"))
    assert b"CreationDate" not in typesetter.pdf("page.typ", Words("Đền"))


def test_a_template_with_a_fault_is_named(typesetter: Typesetter) -> None:
    with pytest.raises(TypesettingError, match=r"broken\.typ"):
        typesetter.pdf("broken.typ", Words("x"))
    with pytest.raises(TypeError):
        typesetter.pdf("page.typ", Words(text=object()))  # type: ignore[arg-type]
