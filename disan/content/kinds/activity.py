"""A volunteer activity (hoạt động tình nguyện): when and where, what it needs and has, how to take part, what came of it.

Roles and public numbers only: no volunteer's own name or telephone.
"""

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Annotated, Self

from disan.content.fields.about import About
from disan.content.fields.choice import Choice
from disan.content.fields.errors import FieldFault, RefusedError
from disan.content.fields.facets import Grouping
from disan.content.fields.model import Several
from disan.content.fields.plain import Line, Switch
from disan.content.fields.times import Scheduled
from disan.content.kinds.volunteering import (
    TIME,
    ActivityResult,
    ContactRole,
    MeetingPlace,
    Registration,
    VolunteerNeed,
    VolunteerResource,
)
from disan.content.occasions import DaySpan, Occasion, text_of
from disan.content.record import Action, Audience, Motif, Phase, Record, vocabulary
from disan.core.strings import Strings, Words

if TYPE_CHECKING:  # Settings know the kinds.
    from disan.content.settings import Settings

_SORTS = Grouping(
    Words("Loại việc tình nguyện", "Sort of volunteer work"), Words("Hoạt động tình nguyện: {value}", "Volunteer activities: {value}")
)
_HEARD_OF = datetime.timedelta(days=90)
"""How long an activity without a known end is taken to go on."""


class ActivitySort(Choice):
    """The sorts of work of the Youth Union's volunteer programmes."""

    CAMPAIGN = "campaign", "chiến dịch", "campaign"
    ENVIRONMENT = "environment", "bảo vệ môi trường", "environment"
    HERITAGE = "heritage", "gìn giữ di sản", "heritage"
    GRATITUDE = "gratitude", "đền ơn đáp nghĩa", "gratitude"
    DIGITAL = "digital", "chuyển đổi số", "digital services"
    EXAMS = "exams", "tiếp sức mùa thi", "exam support"
    DISASTER = "disaster", "phòng chống thiên tai", "disaster relief"
    HEALTH = "health", "chăm sóc sức khỏe", "health"
    EDUCATION = "education", "giáo dục", "education"
    SAFETY = "safety", "an toàn cộng đồng", "safety"
    VILLAGE = "village", "xây dựng nông thôn mới", "village works"
    FUNDS = "funds", "gây quỹ", "fund-raising"
    MIXED = "mixed", "nhiều phần việc", "several kinds of work"


_DRAWN: Mapping[ActivitySort | None, Motif] = {
    ActivitySort.ENVIRONMENT: Motif.SAPLING,
    ActivitySort.HERITAGE: Motif.COMMUNAL_HOUSE,
    ActivitySort.GRATITUDE: Motif.CANDLES,
    ActivitySort.DIGITAL: Motif.TELEPHONE,
    ActivitySort.EXAMS: Motif.BOOK,
    ActivitySort.DISASTER: Motif.BOAT,
    ActivitySort.HEALTH: Motif.MEDICINE,
    ActivitySort.EDUCATION: Motif.BOOK,
    ActivitySort.VILLAGE: Motif.VILLAGE_HOUSE,
}


class EventStatus(Choice):
    """Whether an activity takes place as planned (https://schema.org/EventStatusType)."""

    SCHEDULED = "scheduled", "theo lịch", "as planned"
    POSTPONED = "postponed", "hoãn", "postponed"
    CANCELLED = "cancelled", "hủy", "cancelled"

    @property
    def edtf(self) -> str:
        """Its address at schema.org."""
        return f"https://schema.org/Event{self.identifier.capitalize()}"


class Activity(Record):
    """A volunteer activity."""

    folder = "activities"
    address = Words("hoat-dong", "activities")
    name = Words("Hoạt động tình nguyện", "Volunteer activity")
    plural = Words("Hoạt động tình nguyện", "Volunteer activities")
    lead = Words(
        "Làm gì, khi nào, ở đâu, cần những ai, đăng ký thế nào; và kết quả của những hoạt động đã xong.",
        "What, when and where, who is needed and how to join; and the results of past activities.",
    )
    schema_org = "Event"
    schema_org_common = vocabulary.EVENT
    audience = Audience.VOLUNTEER
    listed_by_phase = True
    drawn_as = Motif.VOLUNTEERS

    sort: Annotated[ActivitySort | None, About(Words("Loại việc", "Sort of work"), role="kicker", facet=_SORTS)] = None
    begins: Annotated[Scheduled | None, About(Words("Bắt đầu", "Begins"), TIME, fact=True, expected=True, schema_org="startDate")] = None
    ends: Annotated[Scheduled | None, About(Words("Kết thúc", "Ends"), TIME, fact=True, schema_org="endDate")] = None
    open_ended: Annotated[
        Switch,
        About(
            Words("Chưa rõ ngày kết thúc", "End not known"),
            Words("“có” khi hoạt động kéo dài mà nguồn không nêu ngày kết thúc", "“yes” when it goes on and no source gives the end"),
        ),
    ] = False
    schedule: Annotated[
        Line | None,
        About(
            Words("Lịch", "Schedule"),
            Words("Thông tin thêm về thời gian, ví dụ: tối thứ Ba và thứ Năm", "More on the time, such as Tuesday and Thursday evenings"),
            translated=True,
            fact=True,
        ),
    ] = None
    status: Annotated[
        EventStatus,
        About(
            Words("Tình trạng", "Status"), Words("Ghi khi hoãn hoặc hủy", "Fill in when postponed or cancelled"), schema_org="eventStatus"
        ),
    ] = EventStatus.SCHEDULED
    meeting_places: Annotated[
        Several[MeetingPlace],
        About(Words("Nơi diễn ra", "Where"), fact=True, columns=1, schema_org="location"),
    ] = ()
    organiser: Annotated[
        Several[Line],
        About(
            Words("Đơn vị tổ chức", "Organiser"),
            Words("Mỗi dòng một đơn vị", "One per line"),
            translated=True,
            fact=True,
            schema_org="organizer",
            thing="Organization",
        ),
    ] = ()
    needs: Annotated[Several[VolunteerNeed], About(Words("Cần", "Needs"), fact=True, columns=4)] = ()
    resources: Annotated[Several[VolunteerResource], About(Words("Nguồn lực", "Resources"), fact=True, columns=3)] = ()
    contacts: Annotated[Several[ContactRole], About(Words("Liên hệ", "Contact"), fact=True, columns=2)] = ()
    registration: Annotated[Registration | None, About(Words("Đăng ký", "Registration"))] = None
    work: Annotated[
        Several[Line],
        About(Words("Nội dung công việc", "Work"), Words("Mỗi dòng một việc", "One per line"), translated=True, fact=True, long=True),
    ] = ()
    results: Annotated[Several[ActivityResult], About(Words("Kết quả", "Results"), fact=True, figure=True, columns=4)] = ()
    notes: Annotated[Several[Line], About(Words("Ghi chú", "Notes"), translated=True, fact=True, long=True, remark=True)] = ()

    @classmethod
    def read(cls, value: object) -> Self:
        """The activity that a table means; refuses `ends-first` besides."""
        made = super().read(value)
        if made.begins and made.ends and made.ends.ends <= made.begins.begins:
            raise RefusedError(FieldFault("ends-first", {}, ("ends",)))
        return made

    def phases(self, settings: "Settings") -> tuple[Phase, ...]:  # noqa: ARG002  Other kinds go by the settings.
        """Announced, coming, open, full, running, over; or put off."""
        begin, end = self.begins.begins if self.begins else None, self._end()
        if begin is None or end is None or self.status is EventStatus.POSTPONED:
            name = "announced" if self.status is EventStatus.SCHEDULED else self.status.identifier
            return (Phase(name, None, "unscheduled", name == "announced" and self._taking()),)
        if self.status is EventStatus.CANCELLED:
            return (Phase("cancelled", None, "coming"), Phase("cancelled", end, "past"))
        first = "full" if self.registration and self.registration.full else "open" if self._taking() else "coming"
        last = Phase("unended" if self.open_ended and not self.ends else "over", end, "past")
        until = self.registration.until.ends if self._taking() and self.registration and self.registration.until else None
        still = self._taking() and (until is None or until > begin)
        found = [Phase(first, None, "coming", self._taking()), Phase("running", begin, "running", still), last]
        if until and until < end and until != begin:
            found.append(Phase("coming", until, "coming") if until < begin else Phase("running", until, "running"))
        return tuple(sorted(found, key=lambda each: each.since.timestamp() if each.since else 0))

    def when(self, strings: Strings) -> str:
        """From when to when: of one day the times only."""
        if self.begins and self.open_ended and not self.ends:
            return strings.say("date.from", date=self.begins.formatted(strings))
        return self.begins.to(self.ends, strings) if self.begins else strings.say("phase.announced")

    def actions(self, strings: Strings) -> tuple[Action, ...]:
        """How to take part."""
        return tuple(self.registration.actions(self.title, strings)) if self.registration and self._taking() else ()

    def occasions(self, year: int) -> tuple[Occasion, ...]:
        """It takes place once; never while it is put off, or its day is not known to the day."""
        begins, ends = self.begins, self.ends if self.ends and self.ends.exact else self.begins
        if not (begins and ends and begins.exact and self.status is EventStatus.SCHEDULED and ends.latest.year >= year):
            return ()
        span = DaySpan(begins.earliest, ends.latest, begins.time, ends.time if self.ends else None)
        place = text_of("meeting_places", ", ".join(each.name for each in self.meeting_places if each.name))
        named = (each.record for each in self.meeting_places if each.record)
        return (Occasion("once", (span,), place=place, at=next(named, "")),)

    def subject(self) -> Motif:
        """What its sort of work is known by."""
        return _DRAWN.get(self.sort, self.drawn_as)

    def _taking(self) -> bool:
        """Whether somebody may still register, as far as it does not depend on the day."""
        return self.registration is not None and not self.registration.full and self.status is not EventStatus.CANCELLED

    def _end(self) -> datetime.datetime | None:
        """When it is over: as said; else after the day, month or year in which it begins."""
        if self.ends or not self.begins:
            return self.ends.ends if self.ends else None
        if self.open_ended:
            return self.begins.begins + _HEARD_OF
        return Scheduled(self.begins.first, self.begins.last).ends
