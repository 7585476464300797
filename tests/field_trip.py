"""A field trip to ten places that do not exist: forty photographs, drawn and labelled, with what each shows. Test data only.

Two telephones took them. Four places were photographed after their plaque, two where GPS tells them, two in folders or files of their
name, two that are called the same; some came twice, turned, or broken.
"""

import datetime
import functools
from pathlib import Path

import fontpkg
import numpy
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFont

from disan.drawing import qr
from tests.batches import code
from tests.camera import View, frame
from tests.fixtures.projects import SETTINGS, Project, relic
from tests.test_pictures import heic, saved

TITLES = {
    "den-mot": "Đền Thử Một",
    "den-hai": "Đền Thử Hai",
    "den-ba": "Đền Thử Ba",
    "den-bon": "Đền Thử Bốn",
    "chua-nam": "Chùa Thử Năm",
    "chua-sau": "Chùa Thử Sáu",
    "dinh-bay": "Đình Thử Bảy, Thạch Trị",
    "dinh-tam": "Đình Thử Tám (Đình Cả)",
    "mieu-chin": "Miếu Trùng Tên",
    "mieu-muoi": "Miếu Trùng Tên",
}
"""The ten places, by folder."""
CODES = {slug: code(number) for number, slug in enumerate(TITLES, 1)}
POINTED = ("chua-nam", "chua-sau")
"""Places with coordinates."""
DAY = datetime.datetime(2026, 11, 20, 7, 30)  # noqa: DTZ001  A camera's own time.
BROKEN = {"hong.jpg": "bad-picture", "IMG_9000.HEIC": "heic-picture", "ghi-chu.txt": "bad-picture"}
"""What cannot be used, and the rule that says so."""


def point(slug: str) -> tuple[float, float]:
    """Where a place is: two kilometres from one to the next."""
    return 18.34 + 0.02 * list(TITLES).index(slug), 105.90


def records(project: Project) -> Project:
    """The ten places as records: one has a picture, a comment and a translation, two have coordinates."""
    place = "places:\n  - name: xã Thạch Trị\n    as_of: 2023\n"
    files: dict[str, str | bytes] = {"content/site.yml": SETTINGS}
    for slug, title in TITLES.items():
        extra = place + (f"coordinates: {point(slug)[0]:.4f}, {point(slug)[1]:.4f}\n" if slug in POINTED else "")
        files[f"content/relics/{slug}/index.vi.md"] = relic(title, code=CODES[slug], extra=extra, body="Bài  thử.")
    kept = "pictures:\n# Ảnh cũ giữ nguyên.\n- file: cu.jpg\n  alt: Ảnh cũ\n  credit: A\n  licence: CC0\n"
    files["content/relics/den-mot/index.vi.md"] = relic(TITLES["den-mot"], code=CODES["den-mot"], extra=place + kept, body="Bài  thử.")
    files["content/relics/den-mot/index.en.md"] = "---\ntitle: Test temple one\n---\nA test.\n"
    files["content/relics/den-mot/cu.jpg"] = saved(drawn(99), "JPEG")
    project.write(files)
    return project


def exif(minute: int | None, slug: str = "", telephone: str = "A", orientation: int = 1) -> bytes:
    """What a telephone writes: its name, the time in minutes of the day's trip, and where it is when it knows."""
    said = Image.Exif()
    said[0x0110], said[0x0112] = f"Máy thử {telephone}", orientation
    if minute is not None:
        said[0x8769] = {0x9003: f"{DAY + datetime.timedelta(minutes=minute):%Y:%m:%d %H:%M:%S}"}
    if slug:
        north, east = point(slug)
        said[0x8825] = {1: "N", 2: degrees(north + 0.0002), 3: "E", 4: degrees(east)}
    return said.tobytes()


def degrees(angle: float) -> tuple[float, float, float]:
    return int(angle), int(angle * 60 % 60), round(angle * 3600 % 60, 2)


@functools.cache
def drawn(number: int, width: int = 480, height: int = 360) -> Image.Image:
    """A picture that says that it is for tests, unlike every other."""
    noise = numpy.random.default_rng(number).integers(0, 255, (36, 48, 3), numpy.uint8)
    picture = Image.fromarray(noise).resize((width, height), Image.Resampling.BICUBIC)
    font = ImageFont.truetype(fontpkg.path("Be Vietnam Pro", 400), width // 8)
    ImageDraw.Draw(picture).text((width // 10, height // 3), f"ẢNH THỬ {number}", font=font, fill="white")
    return picture


def plaque(slug: str, seed: int) -> Image.Image:
    """A plaque seen at an angle; of every second place the address as it was typed into a printed list, in small letters."""
    address = f"https://DISAN-THU.VN/Q/{CODES[slug]}" if seed % 2 else f"https://disan-thu.vn/Q/{CODES[slug]}/"
    seen = Image.fromarray(frame(symbol(address), 100, View(metres=0.5, tilt=25), seed)).convert("RGB")
    if seed == 3:  # A sheet: the next place's code is in the picture too.
        beside = Image.fromarray(255 - 255 * symbol(f"https://DISAN-THU.VN/Q/{CODES['den-mot']}"))
        seen.paste(beside.resize((160, 160), Image.Resampling.NEAREST), (10, 10))
    return seen


def symbol(address: str) -> NDArray[numpy.uint8]:
    """The modules of a code, 1 for dark, with its quiet zone."""
    return numpy.pad(numpy.array([list(row) for row in qr.encode(address).rows], numpy.uint8), 4)


def taken(folder: Path) -> dict[str, str]:
    """Puts the forty photographs into a folder; gives the place that each is known to show, "" for none, by file."""
    files: dict[str, tuple[bytes, str]] = {}
    for number, slug in enumerate(("den-mot", "den-hai", "den-ba", "den-bon")):
        begins = number * 20
        files[f"IMG_{number}0.jpg"] = saved(plaque(slug, number), "JPEG", exif=exif(begins, slug)), slug
        for each in (1, 2, 3):
            turned = 6 if each == 2 else 1
            content = saved(drawn(number * 10 + each), "JPEG", exif=exif(begins + each, slug, orientation=turned))
            files[f"IMG_{number}{each}.jpg"] = content, slug
    # The other telephone, at the same hours, has taken no plaque.
    for number, slug in enumerate(POINTED):
        for each in (1, 2, 3):
            content = saved(drawn(50 + number * 10 + each), "JPEG", exif=exif(number * 20 + each, slug, "B"))
            files[f"PXL_{number}{each}.jpg"] = content, slug
    for each in (1, 2, 3, 4):
        files[f"may B/Đình Thử Bảy/DSC0{each}.jpg"] = saved(drawn(70 + each), "JPEG", exif=exif(None)), "dinh-bay"
        files[f"may B/dinh ca - {each}.jpeg"] = saved(drawn(80 + each), "JPEG", exif=exif(None)), "dinh-tam"
    for each in (1, 2):
        files[f"may B/miếu trùng tên/{each}.jpg"] = saved(drawn(90 + each), "JPEG", exif=exif(None)), ""
    # An hour after the last plaque; a folder of a whole commune; no name at all.
    files["IMG_40.jpg"] = saved(drawn(100), "JPEG", exif=exif(125)), ""
    files["Thạch Trị/a.webp"] = saved(drawn(101), "WEBP", exif=exif(None)), ""
    files["chia-se.png"] = saved(drawn(102), "PNG"), ""
    files["zalo/z5923.jpg"] = files["IMG_11.jpg"][0], ""
    files["may B/Đình Thử Bảy/ban sao.jpg"] = files["may B/Đình Thử Bảy/DSC01.jpg"][0], "dinh-bay"
    files["lon/Chùa Thử Sáu.jpg"] = saved(drawn(103, 2800, 2100), "JPEG", exif=exif(300, "chua-sau", "C", 8)), "chua-sau"
    files["hong.jpg"] = files["IMG_01.jpg"][0][:3000], ""
    files["IMG_9000.HEIC"] = heic(b"heic"), ""
    files["ghi-chu.txt"] = "Không phải ảnh.".encode(), ""
    for name, (content, _) in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)
    return {name: f"relics/{slug}" if slug else "" for name, (_, slug) in files.items() if name not in BROKEN}
