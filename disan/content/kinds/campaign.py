"""What a year's volunteer campaign came to, in figures."""

from typing import Annotated

from disan.content.fields.about import About
from disan.content.fields.dates import When
from disan.content.fields.model import Several
from disan.content.fields.plain import Line
from disan.content.record import Audience, Record, vocabulary
from disan.content.record.observation import Observation, distinct
from disan.core.strings import Words


class Campaign(Record):
    """A year's campaign in figures."""

    folder = "figures"
    address = Words("con-so", "figures")
    name = Words("Con số chiến dịch", "Campaign in figures")
    plural = Words("Con số chiến dịch", "Campaign figures")
    lead = Words(
        "Mỗi năm một trang: các con số của phong trào thanh niên tình nguyện, đúng như nguồn ghi.",
        "One page per year: what young volunteers did, in figures as the sources give them.",
    )
    schema_org = "Dataset"
    schema_org_common = vocabulary.WORK
    audience = Audience.VOLUNTEER
    compared_by = "year"

    year: Annotated[
        When,
        About(Words("Năm", "Year"), Words("Ví dụ: 2023", "Such as 2023"), fact=True, dublin_core="temporal", schema_org="temporalCoverage"),
    ]
    dates: Annotated[
        When | None,
        About(Words("Thời gian chiến dịch", "Dates"), Words("Ví dụ: 1/6/2024 - 31/8/2024", "Such as 2024-06-01/2024-08-31"), fact=True),
    ] = None
    figures: Annotated[
        Several[Observation],
        distinct,
        About(Words("Con số", "Figures"), Words("Lần lượt từng con số", "One by one"), figure=True, schema_org="variableMeasured"),
    ] = ()
    missing: Annotated[
        Several[Line],
        About(
            Words("Chưa biết", "Not known"),
            Words("Mỗi dòng một điều chưa nguồn nào cho biết", "One point per line that no source gives"),
            translated=True,
            fact=True,
            long=True,
        ),
    ] = ()
    notes: Annotated[Several[Line], About(Words("Ghi chú", "Notes"), translated=True, fact=True, long=True, remark=True)] = ()
