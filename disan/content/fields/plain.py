"""Lines, paragraphs, switches, slugs, references and codes, as editors type them."""

import re
from typing import Annotated

from disan.content.fields.errors import refused
from disan.core import addresses, codes, names, text
from disan.core.strings import Words

_YES = {"co", "yes", "true", "dung", "x"}
_NO = {"khong", "no", "false", "sai"}
_HOST = r"(?i:(?:[a-z0-9-]+\.)+[a-z]{2,}(?:[/?#]\S*)?)"
_SCHEME = r"(?i:(https?)(?::[/\\]*|[/\\]+))?(.*)"
_MAIL = re.compile(r"[^@\s]+@[^@\s.]+(?:\.[^@\s.]+)+")
_TELEPHONE = r"\+?\d[\d .-]{2,}\d"
_FOCUS = r"(\d{1,3}) ?%[ ,;]+(\d{1,3}) ?%"
_REFERENCE = re.compile(r"[a-z]+/[a-z0-9]+(?:-[a-z0-9]+)*")
_FIGURE = re.compile(rf"{_REFERENCE.pattern}#[a-z0-9]+(?:-[a-z0-9]+)*")


def _line(value: str) -> str:
    return " ".join(value.split())


def file_name(value: str) -> str:
    """Reads the name of a file beside the record."""
    return names.comparable(value.removeprefix("./"))


def affirms(word: str) -> bool:
    """Whether a word says yes, in either language."""
    return text.folded(word) in _YES


def _switch(value: object) -> bool:
    word = text.folded(value) if isinstance(value, str) else ""
    if word in _YES | _NO:
        return word in _YES
    raise refused("wrong-type", expected=Words("“có” hoặc “không”", "“yes” or “no”"))


def code(value: str) -> str:
    """A printed code as it is typed; refuses `bad-code`, with the right one where it can be told."""
    problem = codes.fault(value)
    if problem:
        raise refused("bad-code", value=value, right=codes.repair(value) or "")
    return value


def _slug(value: str) -> str:
    if text.is_folder_name(value):
        return value
    if text.is_reserved(value):
        raise refused("unportable-name", file=value, reason="reserved", right=text.folder_name(value))
    raise refused("bad-slug", value=value, right=text.folder_name(value))


def reference(value: str) -> str:
    """The record that a line names, with or without the brackets of a link; refuses `wrong-type`."""
    inner = value.removeprefix("[[").removesuffix("]]").strip()
    if _REFERENCE.fullmatch(inner):
        return inner
    raise refused(
        "wrong-type",
        value=inner,
        expected=Words("tham chiếu của một hồ sơ như relics/den-cui", "a record such as relics/den-cui"),
        reason="record",
    )


def figure(value: str) -> str:
    """The figure that a line names, with or without the brackets of a link; refuses `wrong-type`."""
    inner = value.removeprefix("[[").removesuffix("]]").strip()
    if _FIGURE.fullmatch(inner):
        return inner
    expected = Words("một con số như figures/2023#members", "a figure such as figures/2023#members")
    raise refused("wrong-type", value=inner, expected=expected)


def web_address(value: str) -> str:
    """The address of a page, http or https; refuses `bad-address`."""
    if addresses.leads_to_a_page(value):
        return value
    right = _meant(value)
    reason = "scheme" if right else "host" if re.match(r"<?\w+:[/\\]", value) else "words"
    raise refused("bad-address", value=value, right=right, reason=reason)


def _meant(value: str) -> str:
    """The address that was meant, where it can be told: without its scheme, or with slips in it, or with what was pasted around it."""
    scheme, rest = re.fullmatch(_SCHEME, value.strip("<>,; ")).groups()  # type: ignore[union-attr]  # It fits every line.
    if not scheme:
        return f"https://{value}" if re.fullmatch(_HOST, value) else ""
    if re.search(r"\.\w{2,5}$", rest) and "://" not in rest:  # The name of a file, in which a blank is "%20".
        rest = rest.replace(" ", "%20")
    meant = f"{scheme.lower()}://{rest.partition(' ')[0]}".replace("\\", "/")
    return meant if addresses.leads_to_a_page(meant) else ""


def _mail(value: str) -> str:
    if _MAIL.fullmatch(value):
        return value
    raise refused("wrong-type", value=value, expected=Words("một địa chỉ như ten@co-quan.vn", "an address such as name@office.vn"))


def telephone(value: str) -> str:
    """A telephone number as it is typed; refuses `wrong-type`."""
    if re.fullmatch(_TELEPHONE, value):
        return value
    raise refused("wrong-type", value=value, expected=Words("một số điện thoại, chỉ gồm chữ số", "a telephone number, digits alone"))


def _focus(value: str) -> str:
    found = re.fullmatch(_FOCUS, value.strip())
    if found and all(int(share) <= 100 for share in found.groups()):
        return f"{int(found[1])}% {int(found[2])}%"
    raise refused("wrong-type", value=value, expected=Words("hai tỷ lệ như 40% 30%", "two percentages such as 40% 30%"))


Line = Annotated[str, _line]
"""One line of text; runs of spaces and line breaks count as one space."""

FileName = Annotated[str, _line, file_name]
"""The name of a file in the record's own folder, as names are compared: composed, percent-coding undone."""

Switch = Annotated[bool, _switch]
"""Yes or no: có, không, yes, no, true, false."""

Code = Annotated[str, code]
"""A printed code: four characters and their check character, in capitals (see `codes`)."""

Slug = Annotated[str, _slug]
"""An ASCII name: small letters and digits, single hyphens between."""

Reference = Annotated[str, reference]
"""Another record, by its folder: `relics/den-cui`. Whether it exists is the catalogue's to say."""

FigureName = Annotated[str, figure]
"""A figure of another record, by its folder and its measure: `figures/2023#members`. Whether it exists is the catalogue's to say."""

WebAddress = Annotated[str, _line, web_address]
"""The address of a page elsewhere, http or https; refuses `bad-address`, with what was forgotten."""

Mail = Annotated[str, _line, _mail]
"""A mail address."""

Telephone = Annotated[str, _line, telephone]
"""A telephone number, its digits grouped or not."""

Focus = Annotated[str, _focus]
"""A point of a picture as shares of its width and height: `40% 30%`, from the left and from the top."""
