"""Pictures: what comes of files as phones, scanners and ill will make them. Every picture here is drawn by this file."""

import io
import json
import os
import random
import re
import struct
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image, ImageCms, ImageDraw

from disan.drawing import pictures
from disan.drawing.pictures import Derived, Refused, encoding, reading

RED, GREEN, BLUE = (200, 30, 30), (30, 160, 60), (30, 60, 200)


def flag(width: int, height: int) -> Image.Image:
    """Test picture: red on the left, blue on the right, a green bar along the top."""
    drawn = Image.new("RGB", (width, height), RED)
    pen = ImageDraw.Draw(drawn)
    pen.rectangle((width // 2, 0, width, height), fill=BLUE)
    pen.rectangle((0, 0, width, height // 4), fill=GREEN)
    return drawn


def photograph(width: int, height: int, seed: int = 1) -> Image.Image:
    """Test picture with the statistics of a photograph: noise at every scale, each finer one weaker."""
    chance = random.Random(seed)
    drawn: Image.Image | None = None
    for octave in range(3, 12):
        size = (2**octave, max(1, 2**octave * height // width))
        layer = Image.frombytes("RGB", size, chance.randbytes(size[0] * size[1] * 3)).resize((width, height), Image.Resampling.BICUBIC)
        drawn = layer if drawn is None else Image.blend(drawn, layer, 0.3)
    assert drawn is not None
    return drawn


def saved(picture: Image.Image, form: str, **options: object) -> bytes:
    written = io.BytesIO()
    picture.save(written, form, **options)
    return written.getvalue()


def metadata(orientation: int = 1, *, place: bool = False) -> bytes:
    exif = Image.Exif()
    exif[0x0112] = orientation
    exif[0x010F] = "Máy thử".encode()
    if place:
        exif[0x8825] = {1: "N", 2: (18.0, 20.0, 31.0), 3: "E", 4: (105.0, 54.0, 11.0)}
    return exif.tobytes()


def derive(content: bytes, folder: Path, name: str = "anh.jpg") -> Derived | Refused:
    file = folder / name
    file.write_bytes(content)
    return pictures.derive(file, folder / "cache")


def derived(content: bytes, folder: Path, name: str = "anh.jpg") -> Derived:
    result = derive(content, folder, name)
    assert isinstance(result, Derived), result
    return result


def shown(result: Derived, form: str = "webp") -> Image.Image:
    """The widest rendition of a format, as pixels."""
    widest = max((each for each in result.renditions if each.format == form), key=lambda each: each.width)
    with Image.open(widest.file) as opened:
        assert opened.size == (widest.width, widest.height)
        return opened.convert("RGB")


def is_near(pixel: object, colour: tuple[int, int, int], by: int = 24) -> bool:
    assert isinstance(pixel, tuple)
    return all(abs(is_ - wanted) <= by for is_, wanted in zip(pixel, colour, strict=True))


def stands_upright(picture: Image.Image) -> bool:
    width, height = picture.size
    corners = [(0.25, 0.75, RED), (0.75, 0.75, BLUE), (0.5, 0.08, GREEN)]
    return all(is_near(picture.getpixel((int(x * width), int(y * height))), colour) for x, y, colour in corners)


def png_chunk(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))


def png(width: int, height: int, *chunks: bytes, bits: int = 8, colour: int = 2) -> bytes:
    header = png_chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, bits, colour, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + header + b"".join(chunks) + png_chunk(b"IEND", b"")


def deep_rgb_png() -> bytes:
    """The flag as PNG with sixteen bits a channel, which the imaging library itself cannot write."""
    rows = b""
    drawn = flag(60, 40)
    for y in range(40):
        rows += b"\0" + b"".join(
            struct.pack(">HHH", *(value * 257 for value in drawn.crop((x, y, x + 1, y + 1)).tobytes())) for x in range(60)
        )
    return png(60, 40, png_chunk(b"IDAT", zlib.compress(rows)), bits=16)


def animated(form: str) -> bytes:
    other = Image.new("RGB", (60, 40), "white")
    return saved(flag(60, 40), form, save_all=True, append_images=[other], duration=100)


def cmyk() -> bytes:
    return saved(flag(60, 40).convert("CMYK"), "JPEG", quality=95, subsampling=0)


def palette() -> bytes:
    return saved(flag(60, 40).quantize(8), "PNG")


def lab() -> bytes:
    s_rgb, l_a_b = ImageCms.createProfile("sRGB"), ImageCms.createProfile("LAB")
    converted = ImageCms.profileToProfile(flag(60, 40), s_rgb, l_a_b, outputMode="LAB")
    assert converted is not None
    return saved(converted, "TIFF")


def with_wrong_profile() -> bytes:
    return saved(flag(60, 40), "PNG", icc_profile=b"no profile at all" * 20)


def with_grey_profile_on_colours() -> bytes:
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("LAB")).tobytes()
    return saved(flag(60, 40), "JPEG", quality=95, subsampling=0, icc_profile=profile)


def with_broken_exif() -> bytes:
    return saved(flag(60, 40), "JPEG", quality=95, subsampling=0, exif=b"Exif\0\0MM\0*\0\0\0\x08\xff\xff" + b"\x01\x12" * 40)


def with_trailing_rubbish() -> bytes:
    return saved(flag(60, 40), "JPEG", quality=95, subsampling=0) + b"<script>alert(1)</script>" * 100


def multi_picture() -> bytes:
    return saved(flag(60, 40), "MPO", quality=95, subsampling=0, save_all=True, append_images=[flag(60, 40)])


def transparent_grey() -> bytes:
    return saved(Image.new("LA", (60, 40), (0, 0)), "PNG")


ODD: dict[str, Callable[[], bytes]] = {
    "cmyk.jpg": cmyk,
    "palette.png": palette,
    "deep-colours.png": deep_rgb_png,
    "lab.tif": lab,
    "wrong-profile.png": with_wrong_profile,
    "unfitting-profile.jpg": with_grey_profile_on_colours,
    "broken-exif.jpg": with_broken_exif,
    "rubbish-behind.jpg": with_trailing_rubbish,
    "two-in-one.jpg": multi_picture,
    "animated.gif": lambda: animated("GIF"),
    "animated.webp": lambda: animated("WEBP"),
    "animated.png": lambda: animated("PNG"),
    "animated.avif": lambda: animated("AVIF"),
    "bitmap.bmp": lambda: saved(flag(60, 40), "BMP"),
    "png-called.jpg": lambda: saved(flag(60, 40), "PNG"),
    "webp-called.png": lambda: saved(flag(60, 40), "WEBP", lossless=True),
    "progressive.jpg": lambda: saved(flag(60, 40), "JPEG", quality=95, subsampling=0, progressive=True),
    "no-ending": lambda: saved(flag(60, 40), "JPEG", quality=95, subsampling=0),
}


@pytest.mark.parametrize("name", ODD)
def test_an_odd_picture_is_shown_as_it_was_meant(name: str, tmp_path: Path) -> None:
    result = derived(ODD[name](), tmp_path, name)
    assert (result.width, result.height) == (60, 40)
    for form in ("avif", "webp", "jpeg"):
        assert stands_upright(shown(result, form)), form


def test_sixteen_bit_grey_keeps_its_greys(tmp_path: Path) -> None:
    deep = Image.new("I;16", (60, 40), 0x8000)
    assert is_near(shown(derived(saved(deep, "PNG"), tmp_path, "a.png")).getpixel((30, 20)), (128, 128, 128), 4)
    assert is_near(shown(derived(saved(deep, "TIFF"), tmp_path, "a.tif")).getpixel((30, 20)), (128, 128, 128), 4)


def test_black_and_white_and_floating_point_become_grey(tmp_path: Path) -> None:
    ramp = Image.linear_gradient("L")
    assert is_near(shown(derived(saved(ramp.convert("F"), "TIFF"), tmp_path, "a.tif")).getpixel((128, 128)), (128, 128, 128), 8)
    assert is_near(shown(derived(saved(Image.new("1", (60, 40), 1), "PNG"), tmp_path, "b.png")).getpixel((30, 20)), (255, 255, 255), 4)


@pytest.mark.parametrize("mode", ["RGBA", "LA", "P"])
def test_what_is_transparent_becomes_white(mode: str, tmp_path: Path) -> None:
    clear = Image.new("RGBA", (60, 40), (0, 0, 0, 0))
    clear.paste((*RED, 255), (0, 0, 30, 40))
    result = shown(derived(saved(clear.convert(mode), "PNG"), tmp_path, "a.png"))
    assert is_near(result.getpixel((45, 20)), (255, 255, 255), 8)
    assert not is_near(result.getpixel((15, 20)), (255, 255, 255), 8)


@pytest.mark.slow
@pytest.mark.parametrize("orientation", range(1, 9))
def test_a_turned_photograph_stands_upright(orientation: int, tmp_path: Path) -> None:
    undo = {
        2: [Image.Transpose.FLIP_LEFT_RIGHT],
        3: [Image.Transpose.ROTATE_180],
        4: [Image.Transpose.FLIP_TOP_BOTTOM],
        5: [Image.Transpose.TRANSPOSE],
        6: [Image.Transpose.ROTATE_90],
        7: [Image.Transpose.TRANSVERSE],
        8: [Image.Transpose.ROTATE_270],
    }
    turned = flag(450, 300)
    for each in undo.get(orientation, []):
        turned = turned.transpose(each)
    for form in ("JPEG", "PNG", "WEBP", "AVIF", "TIFF"):
        result = derived(saved(turned, form, exif=metadata(orientation)), tmp_path)
        assert (result.width, result.height) == (450, 300)
        assert stands_upright(shown(result)), form


def test_colours_of_another_profile_are_converted(tmp_path: Path) -> None:
    # A profile whose red and blue are exchanged makes the conversion visible at a glance.
    profile = bytearray(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    tags = {bytes(profile[at : at + 4]): at for at in range(132, 132 + 12 * struct.unpack(">I", profile[128:132])[0], 12)}
    red, blue = tags[b"rXYZ"], tags[b"bXYZ"]
    profile[red + 4 : red + 12], profile[blue + 4 : blue + 12] = profile[blue + 4 : blue + 12], profile[red + 4 : red + 12]
    exchanged = bytes(profile).replace("sRGB".encode("utf-16-be"), "test".encode("utf-16-be")).replace(b"sRGB built-in", b"test built-in")
    content = saved(Image.new("RGB", (60, 40), (200, 0, 0)), "PNG", icc_profile=exchanged)
    assert is_near(shown(derived(content, tmp_path)).getpixel((30, 20)), (0, 0, 200), 12)


def test_nothing_about_anybody_is_left(tmp_path: Path) -> None:
    secret = "Nguyễn Thị Thử".encode()
    content = saved(
        flag(900, 600),
        "JPEG",
        exif=metadata(place=True),
        xmp=b"<x:xmpmeta>" + secret + b"</x:xmpmeta>",
        comment=secret,
        icc_profile=b"x" * 200,
    )
    assert secret in content
    result = derived(content, tmp_path)
    assert result.located
    for each in result.renditions:
        made = each.file.read_bytes()
        assert len(made) == each.size
        assert not re.search(rb"Exif|xmp|GPS|ICC_PROFILE|iCCP|" + re.escape(secret), made)
        with Image.open(each.file) as opened:
            assert not opened.getexif()
            assert not {"comment", "xmp", "exif", "icc_profile"} & set(opened.info)


# What is refused ------------------------------------------------------------


def bomb(width: int, height: int) -> bytes:
    """A PNG of a few hundred bytes that says it is enormous."""
    return png(width, height, png_chunk(b"IDAT", zlib.compress(b"\0" * 1000)))


def heic(brand: bytes) -> bytes:
    """The head of a HEIC file, as iPhones write it; no pixels."""
    body = b"ftyp" + brand + b"\0\0\0\0" + b"mif1" + brand
    return struct.pack(">I", len(body) + 4) + body + b"\0\0\0\x08meta" + bytes(200)


def cut(form: str, share: float) -> bytes:
    whole = saved(photograph(300, 200), form)
    return whole[: int(len(whole) * share)]


def text_bomb() -> bytes:
    body = b"Comment\0\0" + zlib.compress(b"a" * 200_000_000)
    return png(60, 40, png_chunk(b"zTXt", body), png_chunk(b"IDAT", zlib.compress(b"\0" * 181 * 40)))


def looping_tiff() -> bytes:
    """A TIFF whose only directory says that it is followed by itself, and whose strips lie outside the file."""
    entries = [(256, 3, 1, 60), (257, 3, 1, 40), (258, 3, 1, 8), (259, 3, 1, 1), (262, 3, 1, 1), (273, 4, 1, 9_000_000), (279, 4, 1, 2400)]
    return b"II*\0\x08\0\0\0" + struct.pack("<H", len(entries)) + b"".join(struct.pack("<HHII", *each) for each in entries) + b"\x08\0\0\0"


HOSTILE: dict[str, tuple[Callable[[], bytes], str]] = {
    "empty.jpg": (lambda: b"", "bad-picture"),
    "text.jpg": ("không phải ảnh".encode, "bad-picture"),
    "page.png": (lambda: b"<!doctype html><script>alert(1)</script>", "bad-picture"),
    "drawing.svg": (lambda: b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>', "bad-picture"),
    "print.jpg": (lambda: b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 10 10\n(%pipe%id) (r) file\n", "bad-picture"),
    "paper.jpg": (lambda: b"%PDF-1.7\n", "bad-picture"),
    "noise.jpg": (lambda: random.Random(1).randbytes(5000), "bad-picture"),
    "head-only.jpg": (lambda: b"\xff\xd8\xff\xe0", "bad-picture"),
    "cut.jpg": (lambda: cut("JPEG", 0.5), "bad-picture"),
    "cut.png": (lambda: cut("PNG", 0.5), "bad-picture"),
    "cut.webp": (lambda: cut("WEBP", 0.5), "bad-picture"),
    "cut.avif": (lambda: cut("AVIF", 0.5), "bad-picture"),
    "cut.tif": (lambda: cut("TIFF", 0.5), "bad-picture"),
    "outside.tif": (looping_tiff, "bad-picture"),
    "wrong-sum.png": (lambda: saved(flag(60, 40), "PNG").replace(b"IDAT", b"IDAU", 1), "bad-picture"),
    "no-pixels.png": (lambda: png(60, 40), "bad-picture"),
    "nought.png": (lambda: png(0, 40, png_chunk(b"IDAT", zlib.compress(b"\0"))), "bad-picture"),
    "text-bomb.png": (text_bomb, "bad-picture"),
    "bomb.png": (lambda: bomb(50_000, 50_000), "picture-too-large"),
    "large.png": (lambda: bomb(10_001, 10_000), "picture-too-large"),
    "larger.png": (lambda: bomb(14_000, 14_000), "picture-too-large"),
    "thread.png": (lambda: saved(Image.new("L", (3000, 20)), "PNG"), "picture-too-narrow"),
    "phone.heic": (lambda: heic(b"heic"), "heic-picture"),
    "phone.jpg": (lambda: heic(b"mif1"), "heic-picture"),
    "burst.heif": (lambda: heic(b"hevc"), "heic-picture"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_what_cannot_be_shown_is_refused_by_name(name: str, tmp_path: Path) -> None:
    make, rule = HOSTILE[name]
    result = derive(make(), tmp_path, name)
    assert isinstance(result, Refused), result
    assert result.rule == rule
    assert not (tmp_path / "cache").exists()
    assert not reading.describe((tmp_path / name).read_bytes()).located


def test_the_sizes_are_told_with_the_refusal(tmp_path: Path) -> None:
    assert derive(bomb(10_001, 10_000), tmp_path) == Refused("picture-too-large", {"width": "10001", "height": "10000", "limit": "100"})


def test_a_missing_file_or_a_folder_is_refused(tmp_path: Path) -> None:
    assert pictures.derive(tmp_path / "khong-co.jpg", tmp_path / "cache") == Refused("missing-picture")
    assert isinstance(pictures.derive(tmp_path, tmp_path / "cache"), Refused)


def test_a_picture_broken_anywhere_is_shown_or_refused_never_a_crash(tmp_path: Path) -> None:
    chance = random.Random(7)
    for form in ("JPEG", "PNG", "WEBP", "AVIF", "GIF", "TIFF", "BMP"):
        whole = saved(flag(60, 40), form, exif=metadata(6, place=True)) if form not in {"GIF", "BMP"} else saved(flag(60, 40), form)
        for _ in range(25):
            broken = bytearray(whole)
            for _ in range(chance.randint(1, 12)):
                broken[chance.randrange(min(len(broken), 600))] = chance.randrange(256)
            assert isinstance(derive(bytes(broken), tmp_path, "a"), Derived | Refused)
            assert isinstance(encoding.shrink(tmp_path / "a"), bytes | Refused)
            assert isinstance(reading.describe((tmp_path / "a").read_bytes()).located, bool)


# Sizes ----------------------------------------------------------------------


@pytest.mark.slow
@pytest.mark.parametrize(
    ("width", "widths"),
    [
        (1, [1]),
        (120, [120]),
        (400, [400]),
        (430, [400]),
        (700, [400, 700]),
        (1000, [400, 800, 1000]),
        (1600, [400, 800, 1200, 1600]),
        (2600, [400, 800, 1200, 1600]),
    ],
)
def test_a_picture_is_never_made_wider_than_it_is(width: int, widths: list[int], tmp_path: Path) -> None:
    result = derived(saved(Image.new("RGB", (width, max(1, width // 2)), RED), "PNG"), tmp_path)
    for form in ("avif", "webp", "jpeg"):
        assert [each.width for each in result.renditions if each.format == form] == widths


def test_proportions_are_kept(tmp_path: Path) -> None:
    result = derived(saved(flag(2000, 1333), "JPEG"), tmp_path)
    assert {(each.width, each.height) for each in result.renditions} == {(400, 267), (800, 533), (1200, 800), (1600, 1066)}
    assert stands_upright(shown(result, "jpeg"))


@pytest.mark.slow
@pytest.mark.parametrize("size", [(4000, 3000), (3000, 4000)])
def test_a_phone_photograph_is_light_enough_for_a_weak_network(size: tuple[int, int], tmp_path: Path) -> None:
    content = saved(photograph(*size), "JPEG", quality=88)
    assert 3_000_000 < len(content) < 9_000_000
    result = derived(content, tmp_path)
    by_place = {(each.format, each.width): each.size for each in result.renditions}
    assert by_place["avif", 800] <= 40_000
    # Nor is it lighter than it must be: what a byte buys is used.
    assert by_place["avif", 800] > 25_000
    assert by_place["avif", 800] < by_place["webp", 800] < by_place["jpeg", 800] < 100_000


def test_the_placeholder_is_a_small_webp(tmp_path: Path) -> None:
    held = derived(saved(flag(900, 600), "JPEG"), tmp_path).placeholder
    assert re.fullmatch(r"data:image/webp;base64,[A-Za-z0-9+/=]+", held)
    assert len(held) < 600


# The cache ------------------------------------------------------------------


def entry(folder: Path) -> Path:
    (only,) = (folder / "cache" / "pictures").iterdir()
    return only


def test_the_same_content_is_worked_on_once_whatever_it_is_called(tmp_path: Path) -> None:
    content = saved(flag(900, 600), "JPEG")
    first = derived(content, tmp_path, "a.jpg")
    times = {file.name: file.stat().st_mtime_ns for file in entry(tmp_path).iterdir()}
    assert derived(content, tmp_path, "b.jpg") == first
    assert {file.name: file.stat().st_mtime_ns for file in entry(tmp_path).iterdir()} == times
    assert all(each.name == f"{first.digest}-{each.width}.{'jpg' if each.format == 'jpeg' else each.format}" for each in first.renditions)


def test_another_content_has_other_names(tmp_path: Path) -> None:
    one, other = derived(saved(flag(500, 300), "PNG"), tmp_path), derived(saved(flag(500, 301), "PNG"), tmp_path)
    assert not {each.name for each in one.renditions} & {each.name for each in other.renditions}


@pytest.mark.slow
def test_the_same_bytes_come_of_the_same_file_every_time(tmp_path: Path) -> None:
    content = saved(photograph(900, 600), "JPEG")
    made = []
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        result = derived(content, tmp_path / name)
        made.append([(each.name, each.file.read_bytes()) for each in result.renditions] + [(result.placeholder, b"")])
    assert made[0] == made[1]


def test_a_cache_may_be_moved(tmp_path: Path) -> None:
    derived(saved(flag(500, 300), "PNG"), tmp_path)
    (tmp_path / "cache").rename(tmp_path / "elsewhere")
    again = pictures.derive(tmp_path / "anh.jpg", tmp_path / "elsewhere")
    assert isinstance(again, Derived)
    assert all(each.file.is_relative_to(tmp_path / "elsewhere") and each.file.is_file() for each in again.renditions)


@pytest.mark.parametrize("harm", ["cut a file", "take a file", "cut the list", "empty the list", "another list", "empty folder"])
def test_a_damaged_entry_is_made_again(harm: str, tmp_path: Path) -> None:
    content = saved(flag(360, 240), "JPEG")
    whole = derived(content, tmp_path)
    place = entry(tmp_path)
    listed, one = place / "derived.json", whole.renditions[0].file
    if harm == "cut a file":
        os.truncate(one, 10)
    elif harm == "take a file":
        one.unlink()
    elif harm == "cut the list":
        os.truncate(listed, 40)
    elif harm == "empty the list":
        listed.write_text("[]")
    elif harm == "another list":
        listed.write_text(json.dumps({**json.loads(listed.read_text()), "digest": "0" * 20}))
    else:
        for file in place.iterdir():
            file.unlink()
    assert derived(content, tmp_path) == whole
    assert all(each.file.stat().st_size == each.size for each in whole.renditions)
    assert entry(tmp_path) == place


def test_what_a_killed_run_left_is_not_taken_for_an_entry(tmp_path: Path) -> None:
    left = tmp_path / "cache" / "pictures" / ".making-abc"
    left.mkdir(parents=True)
    (left / "derived.json").write_text("{")
    assert derived(saved(flag(60, 40), "PNG"), tmp_path).width == 60


def test_many_pictures_in_several_processes_are_the_same_as_one_by_one(tmp_path: Path) -> None:
    contents = [saved(flag(500 + n, 300), "PNG") for n in range(3)] + [saved(flag(500, 300), "PNG"), b"broken"]
    files = [tmp_path / f"{number}.png" for number in range(len(contents))]
    for file, content in zip(files, contents, strict=True):
        file.write_bytes(content)
    files.append(tmp_path / "missing.png")
    together = pictures.derive_all(files, tmp_path / "together", jobs=2)
    assert set(together) == set(files)
    assert together[files[0]] == together[files[3]]
    assert together[files[4]] == Refused("bad-picture")
    assert together[files[5]] == Refused("missing-picture")
    alone = {file: pictures.derive(file, tmp_path / "alone") for file in files}
    for file in files[:4]:
        one, other = together[file], alone[file]
        assert isinstance(one, Derived)
        assert isinstance(other, Derived)
        assert [each.file.read_bytes() for each in one.renditions] == [each.file.read_bytes() for each in other.renditions]
    assert pictures.derive_all(files, tmp_path / "together", jobs=2) == together


# Originals ------------------------------------------------------------------


def test_a_place_in_a_file_is_found(tmp_path: Path) -> None:
    file = tmp_path / "a"
    xmp = b'<x:xmpmeta xmlns:x="adobe:ns:meta/"><exif:GPSLatitude>18,20.5N</exif:GPSLatitude></x:xmpmeta>'
    for content in (
        saved(flag(60, 40), "JPEG", exif=metadata(place=True)),
        saved(flag(60, 40), "WEBP", exif=metadata(place=True)),
        saved(flag(60, 40), "PNG", exif=metadata(place=True)),
        saved(flag(60, 40), "AVIF", exif=metadata(place=True)),
        saved(flag(60, 40), "JPEG", xmp=xmp),
    ):
        file.write_bytes(content)
        assert reading.describe(file.read_bytes()).located
    file.write_bytes(saved(flag(60, 40), "JPEG", exif=metadata()))
    assert not reading.describe(file.read_bytes()).located


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP", "AVIF", "TIFF"])
def test_shrinking_makes_an_original_small_upright_and_silent(form: str, tmp_path: Path) -> None:
    file = tmp_path / "a"
    file.write_bytes(saved(flag(1200, 1800).transpose(Image.Transpose.ROTATE_90), form, exif=metadata(6, place=True)))
    small = encoding.shrink(file, longest=900)
    assert isinstance(small, bytes)
    with Image.open(io.BytesIO(small)) as opened:
        assert opened.format == form
        assert opened.size == (600, 900)
        assert stands_upright(opened.convert("RGB"))
        assert form == "TIFF" or not opened.getexif()  # A TIFF keeps its size in what is EXIF elsewhere.
    file.write_bytes(small)
    assert not reading.describe(file.read_bytes()).located
    if form != "TIFF":
        assert encoding.shrink(file, longest=900) == small


def test_shrinking_keeps_what_needs_no_shrinking(tmp_path: Path) -> None:
    file = tmp_path / "a.png"
    clear = saved(Image.new("RGBA", (60, 40), (200, 30, 30, 90)), "PNG")
    file.write_bytes(clear)
    assert encoding.shrink(file) == clear


def test_shrinking_keeps_transparency(tmp_path: Path) -> None:
    file = tmp_path / "a.png"
    file.write_bytes(saved(Image.new("RGBA", (600, 400), (200, 30, 30, 90)), "PNG"))
    small = encoding.shrink(file, longest=300)
    assert isinstance(small, bytes)
    with Image.open(io.BytesIO(small)) as opened:
        assert opened.mode == "RGBA"
        assert opened.size == (300, 200)


def test_what_is_no_picture_cannot_be_shrunk(tmp_path: Path) -> None:
    (tmp_path / "a.heic").write_bytes(heic(b"heic"))
    assert encoding.shrink(tmp_path / "a.heic") == Refused("heic-picture")
    assert encoding.shrink(tmp_path / "khong-co.jpg") == Refused("missing-picture")


@pytest.mark.needs("heic")
def test_a_picture_of_an_iphone_is_shown_and_made_silent_where_what_reads_it_is_installed(tmp_path: Path) -> None:
    import pillow_heif

    pillow_heif.register_heif_opener()
    content = saved(flag(300, 200), "HEIF", exif=metadata(place=True), quality=95)
    result = derived(content, tmp_path, "IMG_0001.HEIC")
    assert result.located
    assert stands_upright(shown(result))
    small = encoding.shrink(tmp_path / "IMG_0001.HEIC")
    assert isinstance(small, bytes)
    (tmp_path / "nho").write_bytes(small)
    assert not reading.describe((tmp_path / "nho").read_bytes()).located
    assert stands_upright(shown(derived(small, tmp_path, "nho")))
