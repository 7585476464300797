"""The site's own settings, content/site.yml: its names, addresses, languages and keeper. A file in, frozen settings or problems out."""

import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Annotated

from msgspec.structs import replace

from disan.content import source as sources
from disan.content.domain import DomainKeeping
from disan.content.fields.about import About
from disan.content.fields.benchmarks import Benchmarks
from disan.content.fields.errors import refused
from disan.content.fields.localised import Localised
from disan.content.fields.model import Model, Several
from disan.content.fields.numbers import Count
from disan.content.fields.plain import Line, Mail, Reference, Switch, Telephone
from disan.content.kinds import KINDS
from disan.content.province import DEFAULT, ProvinceName
from disan.content.record import Record
from disan.content.record.validation import validate
from disan.content.source import Source
from disan.core import strings, text
from disan.core.addresses import Addresses, is_of_a_site
from disan.core.problems import Position, Problem
from disan.core.strings import Words

FILE = "content/site.yml"
_LONGEST_REVIEW = 120
"""Months."""
_KIND = Words("Loại", "Kind")
_MOST_HASHTAGS = 5
"""Of a post: what Instagram and TikTok count."""
_HASHTAG = re.compile(r"(?=\w*[^\W\d_])\w{2,50}")
_HASHTAGS = Words("nhiều nhất năm nhãn viết liền như DiSanHaTinh", "five words without spaces at most, such as DiSanHaTinh")


def _address(value: str) -> str:
    if is_of_a_site(value):
        return value.rstrip("/")
    raise refused("bad-address", value=value)


def _known(languages: tuple[str, ...]) -> tuple[str, ...]:
    known = strings.languages()
    for language in languages:
        if language not in known:
            raise refused("unknown-choice", value=language, nearest=text.nearest(language, known), choices=", ".join(known))
    if not languages or languages[0] != "vi" or len(set(languages)) != len(languages):
        raise refused("wrong-type", expected=Words("danh sách bắt đầu bằng vi, không lặp", "a list that begins with vi, without repeats"))
    return languages


def _of_a_review(months: int) -> int:
    if 1 <= months <= _LONGEST_REVIEW:
        return months
    raise refused("wrong-type", expected=Words("số tháng từ 1 đến 120", "a number of months from 1 to 120"))


def _hashtags(tags: tuple[str, ...]) -> tuple[str, ...]:
    bare = tuple(tag.removeprefix("#") for tag in tags)
    if len(bare) > _MOST_HASHTAGS or not all(_HASHTAG.fullmatch(tag) for tag in bare):
        raise refused("wrong-type", expected=_HASHTAGS)
    return bare


Address = Annotated[Line, _address]
"""An absolute http or https address without query or fragment; a slash at its end is dropped."""


class Contact(Model):
    """Where a visitor reports a mistake, or sends what is missing."""

    mail: Annotated[Mail | None, About(Words("Thư điện tử", "Mail"))] = None
    sms: Annotated[Telephone | None, About(Words("Số nhận tin nhắn", "Number for text messages"))] = None
    zalo: Annotated[Telephone | None, About(Words("Số Zalo", "Zalo number"))] = None
    unsubscribe: Annotated[
        Mail | None,
        About(
            Words("Nơi xin thôi nhận bản tin", "Address to unsubscribe from the newsletter"),
            Words("Thư điện tử của người gửi bản tin", "Mail of whoever sends the newsletter"),
        ),
    ] = None


class Settings(Model):
    """The settings of a site."""

    name: Annotated[Localised, About(Words("Tên trang", "Name of the site"))]
    tagline: Annotated[Localised, About(Words("Câu giới thiệu", "One sentence about the site"))]
    url: Annotated[Address, About(Words("Địa chỉ của trang", "The site's address"))]
    plaque_url: Annotated[
        Address | None,
        About(
            Words("Địa chỉ ghi trong mã in", "The address that codes encode"),
            Words("Để trống thì dùng địa chỉ của trang", "If empty, the site's address"),
        ),
    ] = None
    languages: Annotated[Several[Line], _known, About(Words("Các ngôn ngữ, tiếng Việt trước", "Languages, Vietnamese first"))] = (
        "vi",
        "en",
    )
    province: Annotated[
        ProvinceName,
        About(
            Words("Tỉnh", "Province"),
            Words(
                "Tên tỉnh có sẵn, hoặc thư mục dữ liệu như content/province", "One that ships, or a folder of data such as content/province"
            ),
        ),
    ] = DEFAULT
    keeper: Annotated[Localised | None, About(Words("Đơn vị quản lý trang", "Publisher of the site"))] = None
    licence: Annotated[
        Line | None,
        About(
            Words("Giấy phép của nội dung", "Licence of the content"),
            Words("Cho bài viết và dữ liệu, ví dụ: CC BY 4.0", "Of texts and data, such as CC BY 4.0"),
        ),
    ] = None
    contact: Annotated[Contact, About(Words("Liên hệ", "Contact"))] = Contact()
    domain: Annotated[
        DomainKeeping,
        About(
            Words("Tên miền của các mã", "The codes' domain"),
            Words("Ai giữ, đến khi nào; còn 90 ngày thì lệnh dựng nhắc", "Who keeps it, until when; builds warn 90 days before"),
        ),
    ] = DomainKeeping()
    opening: Annotated[
        Reference | None,
        About(
            Words("Bài mở đầu trang chủ", "Opening story of the home page"),
            Words(
                "Khi không có lễ hội nào sắp đến; để trống thì các chuyện kể thay nhau, mỗi tháng một bài",
                "When no festival is near; if empty, the stories take turns, one a month",
            ),
        ),
    ] = None
    benchmarks: Annotated[
        Benchmarks,
        About(
            Words("Mốc so sánh của mỗi loại hồ sơ", "Benchmark of each kind of record"),
            Words(
                "Mỗi loại một dòng, là một con số có nguồn: houses: figures/2023#members",
                "A line for each kind, with a figure that has its source: houses: figures/2023#members",
            ),
            formerly=(("targets", "houses: figures/…#…"), ("house_target", "houses: figures/…#…")),
        ),
    ] = Benchmarks()
    review_months: Annotated[
        Count,
        _of_a_review,
        About(
            Words("Thời hạn của một lần đối chiếu (tháng)", "Validity of a legal check (months)"),
            Words("Quá số tháng này thì trang báo quá hạn; ví dụ: 12", "After that, pages say that the check is overdue; such as 12"),
        ),
    ] = 12
    repository: Annotated[
        Address | None,
        About(
            Words("Kho nội dung", "Repository"),
            Words("Địa chỉ kho trên GitHub, để có nút sửa trang", "Its address on GitHub, for links to edit a page"),
        ),
    ] = None
    admin: Annotated[
        Switch,
        About(
            Words("Bật biểu mẫu viết hồ sơ", "Forms for editors"),
            Words("“có” thì trang có /admin/; cần kho nội dung ở trên", "“yes” adds /admin/; needs the repository above"),
        ),
    ] = False
    manual: Annotated[
        Switch,
        About(
            Words("Bật trang hướng dẫn các khối", "Manual of blocks"),
            Words("“có” thì trang có /cac-khoi/", "“yes” adds /en/blocks/"),
            formerly=(("guide", ""),),
        ),
    ] = False
    full_text: Annotated[
        Switch,
        About(
            Words("Tìm trong toàn bài", "Search in whole texts"),
            Words(
                "“không” thì trang chỉ tìm theo tên; cần cài disan[search]",
                "“no” leaves the search by names alone; needs disan[search] installed",
            ),
        ),
    ] = True
    share_cards: Annotated[
        Switch,
        About(
            Words("Vẽ hình chia sẻ", "Draw share cards"),
            Words("“có” thì liên kết gửi qua Zalo, Facebook có hình riêng", "“yes” gives links on Zalo and Facebook a picture each"),
        ),
    ] = False
    embeds: Annotated[
        Switch,
        About(
            Words("Thẻ để trang khác nhúng", "Cards for other sites to embed"),
            Words("“không” thì trang có ít tệp hơn, ba tệp mỗi hồ sơ", "“no” saves files: some three a record"),
        ),
    ] = True

    hashtags: Annotated[
        Several[Line],
        _hashtags,
        About(
            Words("Nhãn của bài đăng", "Hashtags of posts"),
            Words(
                "Nhiều nhất năm, viết liền; lệnh disan social đặt ở cuối bài",
                "Five at most, without spaces; `disan social` puts them below a post",
            ),
        ),
    ] = ()

    @property
    def addresses(self) -> Addresses:
        """The addresses of the site, and of what its codes encode."""
        return Addresses(self.url, self.plaque_url or self.url)


def read(root: Path, base_url: str | None = None, kinds: Sequence[type[Record]] = KINDS) -> tuple[Settings | None, list[Problem]]:
    """The settings below `root`; `base_url` takes the place of `url` for this build. Benchmarks are of the `kinds`."""
    path = root / FILE
    if not (path.exists() or path.is_symlink()):
        return None, [Problem("missing-settings", Position(FILE))]
    source, problems = sources.read_settings(path, FILE)
    settings, found = validate(Settings, source) if source else (None, [])
    if settings and base_url:
        settings = replace(settings, url=_address(base_url))
    strange = list(_strange_benchmarks(settings, source, kinds)) if settings and source else []
    return None if strange else settings, [*problems, *found, *strange]


def _strange_benchmarks(settings: Settings, source: Source, kinds: Sequence[type[Record]]) -> Iterator[Problem]:
    """Benchmarks of kinds that there are not."""
    folders = [kind.folder for kind in kinds]
    for name, _ in settings.benchmarks.figures:
        if name not in folders:
            at, choices = source.key_at("benchmarks", name), ", ".join(folders)
            yield source.problem("unknown-choice", at, label=_KIND, value=name, nearest=text.nearest(name, folders), choices=choices)
