"""Symbols, read back by a decoder that is not ours from the very path that pages and plaques draw. Hosts are test data."""

import random

import pytest
import segno
import zxingcpp
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image
from segno import consts

from disan.drawing import qr
from disan.drawing.qr import Symbol
from tests.fixtures.drawing import rasterised

PLAQUE = "https://DISAN.EXAMPLE/Q/7K3QM"


def drawn(made: Symbol, quiet: int = 4) -> Image.Image:
    """The symbol as a browser draws its path."""
    return rasterised(qr.path(made, quiet), made.size + 2 * quiet)


def decoded(made: Symbol, quiet: int = 4) -> tuple[str, str]:
    """The text, and the error correction level that the symbol itself states."""
    (found,) = zxingcpp.read_barcodes(drawn(made, quiet), formats=zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.QRCode))
    return found.text, found.ec_level


@pytest.mark.parametrize("level", ["L", "M", "Q", "H"])
def test_a_plaque_reads_back(level: str) -> None:
    made = qr.encode(PLAQUE, level)
    assert decoded(made) == (PLAQUE, level)
    assert (made.address, made.level) == (PLAQUE, level)


@pytest.mark.parametrize(
    ("address", "version"),
    [
        # Version 2-Q holds 176 bits of data, 3-Q 272 (ISO/IEC 18004, table 7). The scheme costs 4 + 8 + 40 bits, the rest
        # 4 + 9 and 11 for each pair of characters: 20 of them make 52 + 123 = 175 bits, 38 make 52 + 222 = 274.
        ("https://" + "D" * 9 + "/Q/7K3QM", 2),
        ("https://" + "D" * 10 + "/Q/7K3QM", 3),
        ("https://DISAN.EXAMPLE/Q/7K3QM", 3),
        ("https://" + "D" * 26 + "/Q/7K3QM", 3),
        ("https://" + "D" * 27 + "/Q/7K3QM", 4),
    ],
)
def test_how_much_each_version_holds(address: str, version: int) -> None:
    made = qr.encode(address)
    assert made.version == version
    assert made.size == 17 + 4 * version == len(made.rows[0])
    assert decoded(made)[0] == address


def test_mixed_mode_is_what_keeps_a_plaque_coarse() -> None:
    mixed = qr.encode("https://DISAN.HATINH.EXAMPLE/Q/7K3QM")
    in_bytes = qr.encode("https://disan.hatinh.example/Q/7K3QM")
    assert (mixed.version, in_bytes.version) == (3, 4)


@pytest.mark.parametrize("address", ["https://disan.example/di-tich/den-cui/", "https://DISAN.EXAMPLE/Q/đ", "http://127.0.0.1:8000/a?b=c"])
def test_other_addresses_read_back(address: str) -> None:
    assert decoded(qr.encode(address))[0] == address


def in_parts(address: str) -> object:
    """The scheme in bytes and the rest, where it is all capitals, as alphanumeric text: what segno is asked for by hand."""
    scheme, rest = address[:5], address[5:]
    return address if rest != rest.upper() else [(scheme, consts.MODE_BYTE), (rest, consts.MODE_ALPHANUMERIC)]


@pytest.mark.slow
@pytest.mark.parametrize("host", ["DISAN.VN", "DISAN.EXAMPLE", "DISAN.HATINH.EXAMPLE", "disan.hatinh.example", "disan.example/" + "x" * 60])
def test_the_mask_is_segnos_own_choice(host: str) -> None:
    """Over versions 2 to 6 and some hundred codes each: the symbols that are printed must not depend on how fast they were made."""
    chance = random.Random(host)
    for _ in range(300):
        address = f"https://{host}/Q/{''.join(chance.choices('0123456789ABCDEFGHJKMNPQRSTVWXYZ', k=5))}"
        level = chance.choice("MQH")
        plain = segno.make(in_parts(address), error=level, micro=False, boost_error=False)  # type: ignore[arg-type]
        made = qr.encode(address, level)
        assert (made.version, made.mask, made.rows) == (plain.version, plain.mask, tuple(map(bytes, plain.matrix)))


def test_the_level_is_never_raised_and_the_symbol_never_micro() -> None:
    made = qr.encode("A", "L")
    assert (made.level, made.version) == ("L", 1)


def test_what_no_symbol_holds_is_an_error() -> None:
    with pytest.raises(ValueError, match=r"Data too large"):
        qr.encode("https://disan.example/" + "a" * 3000)


@given(host=st.text("ABCDEFGHJKMNPQRSTVWXYZ0123456789.-", min_size=1, max_size=26), quiet=st.integers(4, 6))
@settings(max_examples=40)
def test_any_host_reads_back(host: str, quiet: int) -> None:
    made = qr.encode(f"https://{host}/Q/7K3QM")
    assert decoded(made, quiet)[0] == f"https://{host}/Q/7K3QM"
    assert made.version <= 3


def test_the_same_address_gives_the_same_symbol() -> None:
    assert qr.encode(PLAQUE) == qr.encode(PLAQUE)
    assert set(b"".join(qr.encode(PLAQUE).rows)) == {0, 1}
