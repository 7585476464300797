"""A collection (chuyên đề): records of any kinds that one subject holds together, chosen by the site's editors."""

from typing import Annotated

from disan.content.fields.about import About
from disan.content.fields.model import Several
from disan.content.fields.plain import Reference
from disan.content.record import Motif, Record, vocabulary
from disan.core.strings import Words


class Collection(Record):
    """A collection."""

    folder = "collections"
    address = Words("chuyen-de", "collections")
    name = Words("Chuyên đề", "Collection")
    plural = Words("Chuyên đề", "Collections")
    lead = Words(
        "Di tích, nhân vật, bài viết và nhà văn hóa gặp nhau ở một đề tài.",
        "Relics, people, stories and village houses that one subject brings together.",
    )
    schema_org = "Collection"
    schema_org_common = vocabulary.WORK
    gathers = True
    drawn_as = Motif.WOODBLOCK

    consists_of: Annotated[
        Several[Reference],
        About(
            Words("Gồm", "Consists of"),
            Words("Các hồ sơ, theo thứ tự muốn bày, ví dụ: relics/den-cui", "The records in the order shown, such as relics/den-cui"),
            inverse=Words("Chuyên đề", "Collections"),
            expected=True,
            dublin_core="hasPart",
            schema_org="about",
            schema_org_inverse="subjectOf",
        ),
    ] = ()
