"""The fields that every record has, whatever its kind. A kind adds its own; nothing here reads files."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Annotated, ClassVar

from disan.content.fields.about import About
from disan.content.fields.choice import Choice
from disan.content.fields.coordinates import Coordinates
from disan.content.fields.facets import Grouping
from disan.content.fields.model import Model, Several
from disan.content.fields.plain import Code, Line, Reference, Slug, Switch
from disan.content.fields.readers import of_length
from disan.content.occasions import Occasion
from disan.content.record import asking
from disan.content.record.motif import Motif
from disan.content.record.particulars import Picture, Place, Reviewed, Sound, SourceNote
from disan.content.record.phases import Action, Phase
from disan.core.strings import Strings, Words

if TYPE_CHECKING:  # Settings know the kinds of records.
    from disan.content.settings import Settings


def _media(value: Words) -> Grouping:
    """What there is to see or to hear on a record's page."""
    return Grouping(Words("Ảnh và ghi âm", "Pictures and recordings"), Words("Những trang có {value}", "Pages with {value}"), value)


_PICTURES, _RECORDINGS = _media(Words("ảnh", "pictures")), _media(Words("ghi âm", "recordings"))


class Audience(Choice):
    """The reader whom a kind is for, in the order of the navigation, by what they come for."""

    VISITOR = "visitor", "Tham quan", "Visit"
    VOLUNTEER = "volunteer", "Tình nguyện", "Volunteer"
    RESIDENT = "resident", "Làm thủ tục", "Public services"


class Record(Model):
    """The fields that every record has. A kind subclasses it and says what it is called and where it stands."""

    folder: ClassVar[str]
    address: ClassVar[Words]
    name: ClassVar[Words]
    plural: ClassVar[Words]
    lead: ClassVar[Words]
    """One sentence at the top of the kind's listing."""
    schema_org: ClassVar[str]
    schema_org_common: ClassVar[Mapping[str, str]] = {}
    """Of fields that every record has, the properties that differ by its type there (see `vocabulary`)."""
    audience: ClassVar[Audience] = Audience.VISITOR
    serial: ClassVar[bool] = False
    """Whether its records are read one after the other: a page ends with the next one."""
    gathers: ClassVar[bool] = False
    """Whether its page is there for the records that it names: it shows the cards of all, in their order, and of no others."""
    listed_by_phase: ClassVar[bool] = False
    """Whether its listing goes by time: what comes and runs first, what is over by year."""
    compared_by: ClassVar[str] = ""
    """The field by which observations of its records are compared, such as a year: a measure means the same in all of them."""
    finds_others: ClassVar[bool] = False
    """Whether the records that it names, and that name it, are looked for by its title too."""

    drawn_as: ClassVar[Motif] = Motif.DRUM
    """What the covers of its records are drawn as, unless `subject` knows better."""

    title: Annotated[
        Line,
        About(
            Words("Tên", "Title"),
            Words("Tên đầy đủ, có dấu", "The full name"),
            translated=True,
            dublin_core="title",
            schema_org="name",
        ),
    ]
    code: Annotated[
        Code | None,
        About(
            Words("Mã", "Code"),
            Words("Do chương trình cấp, không sửa", "Assigned by the program; never edit it"),
            dublin_core="identifier",
            schema_org="identifier",
            last=True,
        ),
    ] = None
    draft: Annotated[
        Switch,
        About(
            Words("Bản nháp", "Draft"),
            Words("“có” thì chưa đăng", "“yes” keeps it off the site"),
            last=True,
            internal=True,
        ),
    ] = False
    title_note: Annotated[
        Line | None,
        About(
            Words("Ghi chú về tên", "Note on the name"),
            Words("Ví dụ: nguồn không ghi dấu", "Such as: the source has no accents"),
            translated=True,
            remark=True,
        ),
    ] = None
    other_names: Annotated[
        Several[Line],
        About(Words("Tên khác", "Also called"), fact=True, dublin_core="alternative", schema_org="alternateName"),
    ] = ()
    summary: Annotated[
        Line | None,
        About(
            Words("Tóm tắt", "Summary"),
            Words("Một hai câu: đây là gì, vì sao đáng đến", "One or two sentences: what it is and why it matters"),
            translated=True,
            dublin_core="abstract",
            schema_org="description",
            long=True,
        ),
    ] = None
    places: Annotated[
        Several[Place],
        About(
            Words("Địa điểm", "Places"),
            Words("Tên xã theo từng thời điểm", "Names of the commune over time"),
            columns=2,
            dublin_core="spatial",
        ),
    ] = ()
    coordinates: Annotated[
        Coordinates | None,
        About(
            Words("Tọa độ", "Coordinates"),
            Words("Vĩ độ trước, kinh độ sau: 18.3419, 105.9030", "Latitude, then longitude: 18.3419, 105.9030"),
            fact=True,
            expected_with="places",
            asked=asking.COORDINATES,
        ),
    ] = None
    cover: Annotated[
        Picture | None,
        About(Words("Ảnh bìa", "Cover picture"), expected_with="places", asked=asking.PHOTOGRAPH, facet=_PICTURES, schema_org="image"),
    ] = None
    motifs: Annotated[
        Several[Motif],
        of_length(0, 3, Words("nhiều nhất ba hình", "three at most")),
        About(
            Words("Hình vẽ bìa", "Drawn cover"),
            Words(
                "Chỉ ghi khi chưa có ảnh bìa và hình máy chọn chưa hợp; nhiều nhất ba hình, hình chính trước",
                "Only without a cover picture, and where the drawing chosen does not fit; three at most, the main one first",
            ),
        ),
    ] = ()
    pictures: Annotated[Several[Picture], About(Words("Ảnh", "Pictures"), facet=_PICTURES)] = ()
    sound: Annotated[Sound | None, About(Words("Ghi âm", "Recording"), facet=_RECORDINGS)] = None
    disagreements: Annotated[
        Several[Line],
        About(
            Words("Điểm các nguồn chưa thống nhất", "Where sources disagree"),
            Words("Mỗi dòng một điểm", "One point per line"),
            translated=True,
            long=True,
        ),
    ] = ()
    sources: Annotated[
        Several[SourceNote],
        About(Words("Nguồn", "Sources"), Words("Ít nhất một nguồn", "At least one"), columns=2, dublin_core="source"),
    ] = ()
    reviewed: Annotated[
        Reviewed | None,
        About(
            Words("Đã duyệt", "Reviewed"),
            Words("Để trống khi chưa được duyệt", "Leave empty until the record has been reviewed"),
            last=True,
        ),
    ] = None
    formerly: Annotated[
        Several[Slug],
        About(
            Words("Tên thư mục cũ", "Former folder names"),
            Words("Địa chỉ cũ tự chuyển về đây", "Old addresses forward here"),
            last=True,
            internal=True,
        ),
    ] = ()
    part_of: Annotated[
        Reference | None,
        About(
            Words("Thuộc", "Part of"),
            Words(
                "Khu, cụm mà nơi này là một phần, ví dụ: relics/den-cui", "The larger place that this belongs to, such as relics/den-cui"
            ),
            fact=True,
            dublin_core="isPartOf",
        ),
    ] = None
    related: Annotated[
        Several[Reference],
        About(Words("Liên quan", "Related"), Words("Ví dụ: relics/den-cui", "Such as relics/den-cui"), dublin_core="relation"),
    ] = ()

    def inferred(self) -> tuple[str, ...]:
        """The fields whose value no source states; none, unless its kind says otherwise."""
        return ()

    def without(self) -> tuple[str, ...]:
        """The fields that nobody would look for here, which are not missed; none, unless its kind says otherwise."""
        return ()

    def empty(self) -> tuple[str, ...]:
        """The fields that say nothing, and might."""
        without = self.without()
        named = (name for name, field in type(self).fields.items() if field.about is not None and name not in without)
        return tuple(name for name in named if getattr(self, name) in (None, ()))

    def subject(self) -> Motif:
        """What its cover is drawn as, unless its editor says it in `motifs`."""
        return self.drawn_as

    def scene(self) -> tuple[Motif, ...]:
        """What its drawn cover shows, the main motif first."""
        return self.motifs or (self.subject(),)

    def stands_somewhere(self) -> bool:
        """Whether it is a thing in one place, to which there is a way; not so, unless its kind says otherwise."""
        return False

    def phases(self, settings: "Settings") -> tuple[Phase, ...]:  # noqa: ARG002  Most kinds have none.
        """What it is by time, one after the other; none for what time does not change."""
        return ()

    def when(self, strings: Strings) -> str:  # noqa: ARG002  Most kinds have no time.
        """When it takes place, in words; empty for what has no time."""
        return ""

    def actions(self, strings: Strings) -> tuple[Action, ...]:  # noqa: ARG002  Most kinds have none.
        """What a reader can do about it at once, while its phase is open."""
        return ()

    def occasions(self, year: int) -> tuple[Occasion, ...]:  # noqa: ARG002  A kind at which something happens asks it.
        """What happens there on known days, from `year` on; nothing, unless its kind says otherwise."""
        return ()
