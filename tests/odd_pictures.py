"""Pictures as phones, scanners, chat programs and ill luck leave them, each with what is to become of it. All are drawn here: test data."""

import io
import re
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from PIL import Image, ImageCms

from tests.test_pictures import ODD, bomb, flag, heic, metadata, photograph, png, png_chunk, saved

XMP = '<x:xmpmeta xmlns:x="adobe:ns:meta/"><exif:GPSLatitude>18,20.5N</exif:GPSLatitude></x:xmpmeta>'
LOCATED = frozenset({"located-picture"})
SEVERAL = frozenset({"several-pictures"})
After = Literal["as it was", "smaller", "told"]


@dataclass(frozen=True)
class OddPicture:
    """How to make one, what a check tells of it, whether pages show it, and how it is after `disan shrink`."""

    make: Callable[[], bytes]
    rules: frozenset[str] = frozenset()
    after: After = "as it was"

    @property
    def shown(self) -> bool:
        """Whether pages show it: nothing that a check tells of it stops the build."""
        return not self.rules & {"bad-picture", "heic-picture", "picture-too-large", "picture-too-narrow"}


def several(form: str, *, place: bool = False, **options: object) -> bytes:
    pages = [flag(60, 40), Image.new("RGB", (60, 40), "white"), flag(60, 40)]
    more = {"exif": metadata(place=True)} if place else {}
    return saved(pages[0], form, save_all=True, append_images=pages[1:], **more, **options)


def heavy_scan() -> bytes:
    pages = [Image.effect_noise((900, 800), 90) for _ in range(3)]
    return saved(Image.new("L", (60, 40), 90), "TIFF", save_all=True, append_images=pages)


def scroll(width: int, height: int) -> bytes:
    """Stripes, so that every part of it is told from the next."""
    drawn = Image.new("RGB", (width, height), "white")
    for top in range(0, height, 400):
        drawn.paste((top % 256, 120, 40), (0, top, width, top + 200))
    return saved(drawn, "PNG")


def without_end(share: float, **options: object) -> bytes:
    whole = saved(photograph(600, 400), "JPEG", quality=88, **options)
    return whole[: int(len(whole) * share)]


def gain_map(*, place: bool = False) -> bytes:
    more = {"exif": metadata(place=True)} if place else {}
    return saved(flag(60, 40), "MPO", quality=95, subsampling=0, save_all=True, append_images=[Image.new("L", (30, 20), 90)], **more)


def large_jpeg(width: int, height: int) -> bytes:
    """As many pixels as a phone's sensor, in one colour and so of few bytes."""
    return saved(Image.new("L", (width, height), 90), "JPEG", quality=30)


def film_behind() -> bytes:
    return saved(flag(60, 40), "JPEG", quality=95, subsampling=0) + b"\0\0\0\x18ftypmp42" + b"\xa9xyz\0\x12\x15\xc7+18.3419+105.9030/"


def raw_profile_png() -> bytes:
    """XMP as ImageMagick keeps it: in hexadecimal, compressed."""
    body = XMP.encode().hex()
    folded = "\n".join(body[at : at + 72] for at in range(0, len(body), 72))
    told = b"Raw profile type xmp\0\0" + zlib.compress(f"\nxmp\n{len(XMP):8d}\n{folded}\n".encode())
    whole = saved(flag(60, 40), "PNG")
    return whole[:33] + png_chunk(b"zTXt", told) + whole[33:]


def wide_gamut() -> bytes:
    return saved(flag(60, 40), "PNG", icc_profile=ImageCms.ImageCmsProfile(ImageCms.createProfile("LAB")).tobytes())


def noise(form: str, side: int, **options: object) -> bytes:
    return saved(Image.merge("RGB", [Image.effect_noise((side, side), 90) for _ in range(3)]), form, **options)


PICTURES: dict[str, OddPicture] = {
    "chrome.jfif": OddPicture(lambda: saved(flag(60, 40), "JPEG", exif=metadata(place=True)), LOCATED, "smaller"),
    "zalo.jpg_": OddPicture(lambda: saved(flag(60, 40), "JPEG")),
    "khong duoi": OddPicture(ODD["no-ending"]),
    "png-goi-la.jpg": OddPicture(ODD["png-called.jpg"]),
    "hdr.jpg": OddPicture(gain_map),
    "hdr-co-noi-chup.jpg": OddPicture(lambda: gain_map(place=True), LOCATED, "smaller"),
    "sac-phong.tif": OddPicture(lambda: several("TIFF"), SEVERAL),
    "sac-phong-nang.tif": OddPicture(heavy_scan, SEVERAL | {"large-picture"}, "told"),
    "hoat-hinh.webp": OddPicture(lambda: several("WEBP", place=True), SEVERAL | LOCATED, "told"),
    "hoat-hinh.png": OddPicture(lambda: several("PNG", place=True), SEVERAL | LOCATED, "told"),
    "hoat-hinh.avif": OddPicture(lambda: several("AVIF", place=True), SEVERAL | LOCATED, "told"),
    "hoat-hinh.gif": OddPicture(lambda: several("GIF", xmp=XMP.encode()), SEVERAL),
    "man-hinh-dai.png": OddPicture(lambda: scroll(200, 3_900)),
    "cuon-thu.png": OddPicture(lambda: scroll(3_900, 200)),
    "qua-dai.png": OddPicture(lambda: scroll(200, 4_020), frozenset({"picture-too-narrow"})),
    "200mp.jpg": OddPicture(lambda: large_jpeg(16_320, 12_240), frozenset({"large-picture"}), "smaller"),
    "108mp.png": OddPicture(lambda: bomb(12_000, 9_000), frozenset({"picture-too-large"})),
    "thieu-duoi.jpg": OddPicture(lambda: without_end(0.97), frozenset({"cut-picture"})),
    "thieu-duoi-dan.jpg": OddPicture(lambda: without_end(0.97, progressive=True), frozenset({"cut-picture"})),
    "thieu-nua.jpg": OddPicture(lambda: without_end(0.5), frozenset({"bad-picture"})),
    "thieu-hai-chu.jpg": OddPicture(lambda: saved(flag(60, 40), "JPEG", quality=95, subsampling=0)[:-2], frozenset({"cut-picture"})),
    "may-in.jpg": OddPicture(ODD["cmyk.jpg"]),
    "sau-muoi-sau-bit.png": OddPicture(ODD["deep-colours.png"]),
    "xam-sau.tif": OddPicture(lambda: saved(Image.new("I;16", (60, 40), 0x8000), "TIFF")),
    "mau-la.png": OddPicture(wide_gamut),
    "trong-suot.png": OddPicture(lambda: saved(Image.new("RGBA", (60, 40), (200, 30, 30, 90)), "PNG")),
    "nghieng.jpg": OddPicture(lambda: saved(flag(40, 60), "JPEG", exif=metadata(6))),
    "noi-chup.png": OddPicture(lambda: saved(flag(60, 40), "PNG", exif=metadata(place=True)), LOCATED, "smaller"),
    "noi-chup.webp": OddPicture(lambda: saved(flag(60, 40), "WEBP", exif=metadata(place=True)), LOCATED, "smaller"),
    "noi-chup-xmp.jpg": OddPicture(lambda: saved(flag(60, 40), "JPEG", xmp=XMP.encode()), LOCATED, "smaller"),
    "noi-chup-utf16.jpg": OddPicture(lambda: saved(flag(60, 40), "JPEG", xmp=XMP.encode("utf-16")), LOCATED, "smaller"),
    "noi-chup-hex.png": OddPicture(raw_profile_png, LOCATED, "smaller"),
    "co-phim.jpg": OddPicture(film_behind, LOCATED, "smaller"),
    "nang.png": OddPicture(lambda: noise("PNG", 900), frozenset({"large-picture"}), "told"),
    "nang.jpg": OddPicture(lambda: noise("JPEG", 1000, quality=100), frozenset({"large-picture"}), "smaller"),
    "iphone.jpg": OddPicture(lambda: heic(b"heic"), frozenset({"heic-picture"})),
    "trang-web.jpg": OddPicture(lambda: b"<!doctype html><script>alert(1)</script>", frozenset({"bad-picture"})),
    "rong.png": OddPicture(lambda: b"", frozenset({"bad-picture"})),
    "khong-diem-anh.png": OddPicture(lambda: png(60, 40), frozenset({"bad-picture"})),
}


def silent(content: bytes) -> bool:
    """Whether a file says nothing of where it was made."""
    with Image.open(io.BytesIO(content)) as opened:
        return 0x8825 not in opened.getexif() and not re.search(rb"G\0?P\0?S\0?L|4750534c|\xa9xyz", content)
