"""`python -m bench scanning`: how often a telephone reads our plaques' symbols, beside what common programs make by default.

All symbols are printed equally wide, quiet zone included, and lead to a page of the same site; only how they encode it differs. Each
is looked at through tests.camera, one condition growing worse while the rest stay good, and given to two decoders. The symbols, the
seeds of all views and so the rates are the same each time. The report goes to bench/SCANNING.md.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from importlib.metadata import version
from pathlib import Path

import cv2
import numpy
import qrcode
import segno
import zxingcpp
from disan.drawing import qr
from tests.camera import Pixels, View, frame

from bench import machine

REPORT = Path(__file__).parent / "SCANNING.md"
MILLIMETRES = 70
"""The symbol of the smallest plaque, A6, with its quiet zone."""
QUIET = 4
PRINTED = "https://DISAN.EXAMPLE/Q/7K3QM"
"""The form that our plaques encode, of the host in the project's own settings."""
TYPED = "https://disan.example/Q/7K3QM"
PAGE = "https://disan.example/di-tich/nga-ba-dong-loc/"
"""The page's own address, which a program without short codes would encode."""
SWEEPS: Mapping[str, Sequence[float]] = {
    "metres": (0.5, 0.7, 0.8, 0.9, 1.0, 1.05, 1.1, 1.15, 1.2),
    "tilt": (0, 30, 40, 45, 50, 55, 60, 65),
    "blur": (0.6, 1.0, 1.3, 1.6, 1.75, 1.9, 2.1),
    "contrast": (0.9, 0.4, 0.3, 0.25, 0.2, 0.15, 0.1),
    "damage": (0, 0.01, 0.02, 0.03, 0.05, 0.08, 0.12),
}
_GOOD = View(metres=0.5)
_NAMES = {
    "metres": "Distance (metres)",
    "tilt": "Tilt (degrees)",
    "blur": "Out of focus (pixels, standard deviation)",
    "contrast": "Contrast (light less dark reflectance)",
    "damage": "Damage (share of the symbol covered)",
}


@dataclass(frozen=True)
class Printed:
    """A symbol as it was made: what it says, and its modules with the quiet zone."""

    name: str
    content: str
    version: int
    level: str
    modules: Pixels


def run(rounds: int) -> str:
    """Looks at each symbol so many times under each condition, writes the report and gives it back."""
    symbols = tuple(_symbols())
    seen = [(each, name, amount, rounds) for name, amounts in SWEEPS.items() for amount in amounts for each in symbols]
    with ProcessPoolExecutor() as pool:
        rates = list(pool.map(_rates, seen, chunksize=4))
    read = {(each.name, name, amount): rate for (each, name, amount, _), rate in zip(seen, rates, strict=True)}
    report = _report(symbols, read, rounds)
    REPORT.write_text(report, encoding="utf-8")
    return report


def _symbols() -> Iterator[Printed]:
    for level in ("Q", "H"):
        ours = qr.encode(PRINTED, level)
        yield Printed(f"ours, {level}", PRINTED, ours.version, level, _framed([list(row) for row in ours.rows]))
    for name, address in (("python-qrcode, same address", TYPED), ("python-qrcode, page's address", PAGE)):
        made = qrcode.QRCode(border=0)
        made.add_data(address)
        made.make()
        yield Printed(name, address, made.version, "M", _framed(made.get_matrix()))
    whole = segno.make(PAGE, error="m", mode="byte", boost_error=False, micro=False)
    yield Printed("as Hugo: bytes, M, page's address", PAGE, int(whole.version), "M", _framed([list(row) for row in whole.matrix]))


def _framed(rows: Sequence[Sequence[int | bool | None]]) -> Pixels:
    return numpy.pad(numpy.array(rows, numpy.uint8), QUIET)


def _rates(seen: tuple[Printed, str, float, int]) -> tuple[float, float]:
    """The shares of views in which zxing-cpp and OpenCV read exactly what the symbol says."""
    printed, name, amount, rounds = seen
    read = [0, 0]
    for seed in range(rounds):
        pixels = frame(printed.modules, MILLIMETRES, replace(_GOOD, **{name: amount}), seed)
        for place, decoder in enumerate(_DECODERS):
            read[place] += printed.content in decoder(pixels)
    return read[0] / rounds, read[1] / rounds


def _zxing(pixels: Pixels) -> list[str]:
    return [each.text for each in zxingcpp.read_barcodes(pixels)]


def _opencv(pixels: Pixels) -> list[str]:
    content, *_ = cv2.QRCodeDetectorAruco().detectAndDecode(pixels)
    return [content]


_DECODERS: tuple[Callable[[Pixels], list[str]], ...] = (_zxing, _opencv)


def _report(symbols: Sequence[Printed], read: Mapping[tuple[str, str, float], tuple[float, float]], rounds: int) -> str:
    versions = {name: version(name) for name in ("zxing-cpp", "opencv-python-headless", "qrcode", "segno")}
    introduction = (
        f"Every symbol is {MILLIMETRES} mm wide with its quiet zone of {QUIET} modules. `tests/camera.py` simulates a camera of 1280 x 720 "
        "pixels and 65 degrees. While one condition grows worse the rest stay good: "
        f"{_GOOD.metres} m away, upright, blur {_GOOD.blur} px, contrast {_GOOD.contrast}, noise {_GOOD.noise} levels, no damage. "
        f"A cell tells in how many of {rounds} views, in percent, the exact address was read: by zxing-cpp / by OpenCV's "
        "QRCodeDetectorAruco. It is a simulation: a real plaque in real light is proved by three telephones, as the print shop's page "
        "asks. Hugo's symbol is made here as Hugo's documentation describes its default, not by Hugo itself."
    )
    parts = [
        "# How our symbols scan, simulated",
        introduction,
        machine.described(versions, f"python -m bench scanning --rounds {rounds}"),
        _table(
            ("symbol", "says", "version", "level", "module, mm"),
            ((s.name, f"`{s.content}`", s.version, s.level, f"{MILLIMETRES / len(s.modules):.2f}") for s in symbols),
        ),
    ]
    for name, amounts in SWEEPS.items():
        rows = ((each.name, *(_cell(read[each.name, name, amount]) for amount in amounts)) for each in symbols)
        parts += [f"## {_NAMES[name]}", _table(("symbol", *amounts), rows)]
    return "\n\n".join(parts) + "\n"


def _cell(rates: tuple[float, float]) -> str:
    return " / ".join(f"{rate:.0%}".removesuffix("%") for rate in rates)


def _table(head: Sequence[object], rows: Iterator[tuple[object, ...]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join(f"| {' | '.join(str(cell) for cell in line)} |" for line in lines)
