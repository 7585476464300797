"""Pixels in any mode and profile go in; upright grey or RGB pixels in sRGB come out, opaque, with nothing attached."""

import io

from PIL import Image, ImageCms

from disan.drawing.pictures.reading import OpenedPicture

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


def turn_upright(opened: OpenedPicture) -> Image.Image:
    """Turns the pixels as they were seen, in their own mode and colours."""
    turn = _TURNS.get(opened.orientation)
    turned = opened.pixels.copy() if turn is None else opened.pixels.transpose(turn)
    turned.info = dict(opened.pixels.info)
    return turned


def to_srgb(picture: Image.Image) -> Image.Image:
    """Converts the picture to mode L or RGB, in sRGB; what is transparent becomes white, as on paper."""
    pixels = _convert_to_srgb(_without_transparency(picture), picture.info.get("icc_profile"))
    pixels.info = {}
    return pixels


def _without_transparency(picture: Image.Image) -> Image.Image:
    """In one of the modes L, RGB, CMYK and LAB, still in the picture's own colours."""
    if picture.mode.startswith("I") or picture.mode == "F":
        return _to_eight_bits(picture)
    if picture.has_transparency_data:
        clear = picture.convert("RGBA")
        opaque = Image.new("RGB", clear.size, _WHITE)
        opaque.paste(clear, mask=clear.getchannel("A"))
        return opaque
    if picture.mode in {"L", "RGB", "CMYK", "LAB"}:
        return picture
    return picture.convert("L" if picture.mode == "1" else "RGB")


def _to_eight_bits(picture: Image.Image) -> Image.Image:
    """Sixteen bits a pixel to eight; floating point from its darkest to its lightest."""
    deep = picture.convert("F")
    low, high = (float(str(value)) for value in deep.getextrema())
    if picture.mode != "F":
        low, high = 0.0, 65535.0 if high > 255 else 255.0
    span = 255.0 / ((high - low) or 1.0)
    return deep.point(lambda value: value * span + (0.5 - low * span)).convert("L")


def _convert_to_srgb(picture: Image.Image, profile: object) -> Image.Image:
    own = _parse_profile(profile) if isinstance(profile, bytes) else None
    if picture.mode == "LAB":
        own = ImageCms.ImageCmsProfile(ImageCms.createProfile("LAB"))
    converted = _apply_profile(picture, own) if own is not None else None
    if converted is not None:
        return converted
    return picture if picture.mode in {"L", "RGB"} else picture.convert("RGB")


def _parse_profile(profile: bytes) -> ImageCms.ImageCmsProfile | None:
    try:
        return ImageCms.ImageCmsProfile(io.BytesIO(profile))
    except (ImageCms.PyCMSError, OSError, ValueError):
        return None


def _apply_profile(picture: Image.Image, profile: ImageCms.ImageCmsProfile) -> Image.Image | None:
    """In sRGB, or None where the profile does not fit its picture and so is as good as none."""
    try:
        return ImageCms.profileToProfile(picture, profile, ImageCms.createProfile("sRGB"), outputMode="RGB")
    except (ImageCms.PyCMSError, OSError, ValueError):
        return None
