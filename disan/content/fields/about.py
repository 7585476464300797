"""What a field says of itself: label, help, and its names in the two vocabularies that archives and search engines read.

Attached to a field with `Annotated`; forms, tables, messages and exports are made from it. Holds no values.
"""

from typing import Literal

from msgspec import Struct

from disan.content.fields.facets import Grouping
from disan.core.strings import NO_WORDS, Words


class Request(Struct, frozen=True):
    """What readers are asked for: what it is called, how an answer begins, and of what shall be photographed what is to be ticked on paper.

    Fields of the same one are asked for together.
    """

    what: Words
    answer: Words
    boxes: tuple[Words, ...] = ()


class About(Struct, frozen=True):
    """A field's label and help (Vietnamese, English) and how the field is used.

    `translated`: its text stands in each translation; `fact`: a row of the facts table; `expected`: a reader would look
    for it, so the page says when it is unknown (`expected_with`: where the record has that other field);
    `asked`: what readers are asked for where it says nothing; `figure`: shown large where known; `unit` stands behind the value.
    `long`: its text may be a sentence or more; `remark`: it explains another field and says little by itself;
    `last`: few but the site's keepers need it, so it stands last in a form;
    `role`: it stands above the title, beside it or before the text, as what is to be seen there or as a notice;
    `picture`: its values name pictures beside the record; `missing` is the rule that its absence breaks;
    `columns`: of a list of tables, how many have columns in a workbook, at least; `ordered`: the items of a list come one after the other;
    `beside`: the record that it names is shown beside the words of its table, which do not stand for it;
    `sought`: what its texts name is looked for where the record is;
    `facet`: readers look for records by it; in a table it is no detail;
    `inverse` is what the page of a record calls those that name it here;
    `timeline`: they are the record's time in history, by which it stands on the timeline;
    `internal`: it is said to the site's keepers: no page shows it and no file of data has it;
    `sequence`: they are the steps of a way through records, each of which shows the one before and the one after;
    `formerly` are fields that it took the place of, each with what to write below it instead, where … stands for the old
    value, and nothing where the old value stays; `dublin_core` is a DCMI term, `schema_org` a schema.org property, `thing` the type
    there of what its texts name, `schema_org_inverse` the property by which a record that it names tells of this one.
    """

    label: Words
    help: Words = NO_WORDS
    translated: bool = False
    fact: bool = False
    expected: bool = False
    expected_with: str = ""
    asked: Request | None = None
    figure: bool = False
    unit: Words = NO_WORDS
    dublin_core: str = ""
    schema_org: str = ""
    thing: str = ""
    schema_org_inverse: str = ""
    long: bool = False
    remark: bool = False
    last: bool = False
    role: Literal["", "kicker", "badge", "sights", "caution"] = ""
    picture: bool = False
    missing: str = "missing-field"
    columns: int = 0
    ordered: bool = False
    inverse: Words = NO_WORDS
    beside: bool = False
    facet: Grouping | None = None
    timeline: bool = False
    sought: bool = False
    sequence: bool = False
    internal: bool = False
    formerly: tuple[tuple[str, str], ...] = ()
