"""The workbook of photographs: what is known of each, and cells for what only people know. Values and strings in, columns and rows out."""

from collections.abc import Collection, Mapping, Sequence

from msgspec import Struct

from disan.content.fields.choice import Choice
from disan.content.fields.coordinates import Coordinates
from disan.core import text
from disan.core.strings import Strings, Words, load
from disan.editing.photographs.model import Candidate, Identification, Photograph
from disan.editing.photographs.positions import NEAR
from disan.editing.workbook import Column, RecordNames
from disan.editing.workbook.columns import EXPORTED

FILE, PICTURE, FOUND, TAKEN, RECORD = "file", "picture", "found", "taken", "record"
USE, CREDIT, LICENCE, CONSENT, COVER, POINT, ACCEPTED = "use", "credit", "licence", "consent", "cover", "coordinates", "accepted"
GIVEN = (PICTURE, FILE, EXPORTED, FOUND, TAKEN)
"""Columns that the program fills in."""
LICENCES = ("CC BY 4.0", "CC BY-SA 4.0", "CC0 1.0")
"""Licences that drop down; any other may be typed."""
_MOST_NAMED = 5
"""Records that a cell names where a photograph may show several."""


class YesOrNo(Choice):
    """Whether something is to be done with a photograph."""

    YES = "yes", "có", "yes"
    NO = "no", "không", "no"


class Consent(Choice):
    """What the people say who can be recognised in a photograph."""

    GIVEN = "yes", "có", "yes"
    NOT_NEEDED = "not-needed", "không cần", "not needed"
    REFUSED = "no", "không", "no"


class Known(Struct, frozen=True):
    """What the workbook says of photographs beside themselves: by file what each shows and the point that it proposes; what is there."""

    matches: Mapping[str, Identification]
    proposed: Mapping[str, Coordinates]
    there: Collection[str]
    """Files of photographs that their records have already."""

    def matched(self) -> frozenset[str]:
        """The records that are shown."""
        return frozenset(each.reference for each in self.matches.values() if each.reference)


def columns(languages: Sequence[str], candidates: Sequence[Candidate]) -> tuple[Column, ...]:
    """The columns, with one for the description in each language of the site, the first of which is required."""
    answers, consents = _choices(YesOrNo), _choices(Consent)
    named = names(candidates)
    described = (
        Column(("alt", language), _label("alt", load(language).say("language.name")), _said("alt_help"), required=not place, long=True)
        for place, language in enumerate(languages)
    )
    return (
        *(Column((key,), _said(key), _said(f"{key}_help")) for key in GIVEN),
        Column((RECORD,), _said(RECORD), _said("record_help"), names=named),
        Column((USE,), _said(USE), _said("use_help"), answers, required=True),
        *described,
        Column((CREDIT,), _said(CREDIT), _said("credit_help"), required=True),
        Column(
            (LICENCE,),
            _said(LICENCE),
            _said("licence_help"),
            tuple((each, each) for each in LICENCES),
            required=True,
        ),
        Column((CONSENT,), _said(CONSENT), _said("consent_help"), consents, required=True),
        Column((COVER,), _said(COVER), _said("cover_help"), answers),
        Column((POINT,), _said(POINT), _said("coordinates_help")),
        Column((ACCEPTED,), _said(ACCEPTED), _said("accepted_help"), answers),
    )


def names(candidates: Sequence[Candidate]) -> RecordNames:
    """What the records are called, as cells say it."""
    return RecordNames({each.reference: each.title for each in candidates})


def rows(photographs: Sequence[Photograph], known: Known, wanted: Sequence[Column], strings: Strings) -> list[list[str]]:
    """The cells of each photograph, in their order. Those of plaques, and those that are there already, are not used unless asked for."""
    named = next(column for column in wanted if column.key == RECORD)
    assert named.names
    first: dict[str, str] = {}
    return [_row(each, first.setdefault(each.digest, each.file), known, wanted, named.names, strings) for each in photographs]


def _row(photograph: Photograph, first: str, known: Known, wanted: Sequence[Column], called: RecordNames, strings: Strings) -> list[str]:
    match, point = known.matches[photograph.file], known.proposed.get(photograph.file)
    remarks = [strings.say("photos.same", file=first)] * (first != photograph.file)
    remarks += [strings.say("photos.there")] * (photograph.file in known.there)
    spare = bool(remarks) or match.reason in ("plaque", "strange") or bool(photograph.codes)
    cells = {
        FILE: photograph.file,
        EXPORTED: photograph.digest,
        FOUND: "; ".join([how(match, called, strings), *remarks]),
        TAKEN: f"{photograph.taken:%d/%m/%Y %H:%M}" if photograph.taken else "",
        RECORD: called.label(match.reference) if match.reference else "",
        USE: strings.of(YesOrNo.NO.label) if spare else "",
        POINT: point.formatted(strings) if point else "",
    }
    return [cells.get(column.key, "") for column in wanted]


def how(match: Identification, called: RecordNames, strings: Strings) -> str:
    """How a photograph's record is known, or why it is not, in words."""
    shown = [called.label(each) for each in match.candidates[:_MOST_NAMED]]
    more = ["…"] * (len(match.candidates) > _MOST_NAMED)
    values = {"metres": match.metres, "near": NEAR, "plaque": match.plaque, "candidates": ", ".join([*shown, *more])}
    return strings.say(f"photos.found.{match.reason}", **values)


def ordered(photographs: Sequence[Photograph], matches: Mapping[str, Identification], candidates: Sequence[Candidate]) -> list[Photograph]:
    """The photographs as they are worked through: record by record, the plaque first, by time; those without a record last."""
    titles = {each.reference: text.collation_key(each.title) for each in candidates}

    def key(each: Photograph) -> tuple[object, ...]:
        match = matches[each.file]
        moment = f"{each.taken:%Y%m%d%H%M%S}" if each.taken else ""
        return not match.reference, titles.get(match.reference, ([], "")), match.reference, match.reason != "plaque", moment, each.file

    return sorted(photographs, key=key)


def _choices(choice: type[Choice]) -> tuple[tuple[str, str], ...]:
    return tuple((member.label.vi, member.identifier) for member in choice)


def _said(key: str) -> Words:
    return Words(load("vi").say(f"photos.column.{key}"), load("en").say(f"photos.column.{key}"))


def _label(key: str, language: str) -> Words:
    return Words(*(load(each).say(f"photos.column.{key}", language=language) for each in ("vi", "en")))
