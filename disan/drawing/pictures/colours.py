"""Pixels in any mode and profile go in; upright grey or RGB pixels in sRGB come out, opaque, with nothing attached."""

import io

from PIL import Image, ImageCms

from disan.drawing.pictures.reading import Opened

_WHITE = (255, 255, 255)
_TURNS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
"""By EXIF's orientation (CIPA DC-008, tag 274). The library's own turning fails where the rest of the EXIF is broken."""


def upright(opened: Opened) -> Image.Image:
    """The pixels as they were seen, in their own mode and colours."""
    turn = _TURNS.get(opened.orientation)
    turned = opened.pixels.copy() if turn is None else opened.pixels.transpose(turn)
    turned.info = dict(opened.pixels.info)
    return turned


def plain(picture: Image.Image) -> Image.Image:
    """The picture in mode L or RGB, in sRGB; what is transparent becomes white, as on paper."""
    pixels = _in_srgb(_opaque(picture), picture.info.get("icc_profile"))
    pixels.info = {}
    return pixels


def _opaque(picture: Image.Image) -> Image.Image:
    """In one of the modes L, RGB, CMYK and LAB, still in the picture's own colours."""
    if picture.mode.startswith("I") or picture.mode == "F":
        return _in_eight_bits(picture)
    if picture.has_transparency_data:
        clear = picture.convert("RGBA")
        opaque = Image.new("RGB", clear.size, _WHITE)
        opaque.paste(clear, mask=clear.getchannel("A"))
        return opaque
    if picture.mode in {"L", "RGB", "CMYK", "LAB"}:
        return picture
    return picture.convert("L" if picture.mode == "1" else "RGB")


def _in_eight_bits(picture: Image.Image) -> Image.Image:
    """Sixteen bits a pixel to eight; floating point from its darkest to its lightest."""
    deep = picture.convert("F")
    low, high = (float(str(value)) for value in deep.getextrema())
    if picture.mode != "F":
        low, high = 0.0, 65535.0 if high > 255 else 255.0
    span = 255.0 / ((high - low) or 1.0)
    return deep.point(lambda value: value * span + (0.5 - low * span)).convert("L")


def _in_srgb(picture: Image.Image, profile: object) -> Image.Image:
    own = _profile(profile) if isinstance(profile, bytes) else None
    if picture.mode == "LAB":
        own = ImageCms.ImageCmsProfile(ImageCms.createProfile("LAB"))
    converted = _converted(picture, own) if own is not None else None
    if converted is not None:
        return converted
    return picture if picture.mode in {"L", "RGB"} else picture.convert("RGB")


def _profile(profile: bytes) -> ImageCms.ImageCmsProfile | None:
    try:
        return ImageCms.ImageCmsProfile(io.BytesIO(profile))
    except (ImageCms.PyCMSError, OSError, ValueError):
        return None


def _converted(picture: Image.Image, own: ImageCms.ImageCmsProfile) -> Image.Image | None:
    """In sRGB, or None where the profile does not fit its picture and so is as good as none."""
    try:
        return ImageCms.profileToProfile(picture, own, ImageCms.createProfile("sRGB"), outputMode="RGB")
    except (ImageCms.PyCMSError, OSError, ValueError):
        return None
