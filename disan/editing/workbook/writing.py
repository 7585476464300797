"""The workbook of a kind: records and columns in, the bytes of an .xlsx out (ECMA-376, Office Open XML).

Every cell is text, so that a spreadsheet program turns no code into a number and no date into another. The header stays in sight, each
heading has its help as a note, choices and communes drop down; a second sheet says how to fill it in, a third holds the lists.
"""

import io
from collections.abc import Collection, Sequence
from typing import Any

from msgspec import Struct
from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.drawing.image import Image
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter, quote_sheetname
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from disan.content.gazetteer import Gazetteer
from disan.content.record import Record
from disan.core import listeners
from disan.core.strings import Strings
from disan.editing.workbook.columns import CODE, EXPORTED, FOLDER, Column
from disan.editing.workbook.office_open_xml import escaped

LAST_ROW = 1000
"""Down to where choices drop down: more rows than any kind has records."""
_HEAD = PatternFill("solid", fgColor="7C1A12")
_OPTIONAL = PatternFill("solid", fgColor="9A5B2E")
_GIVEN = PatternFill("solid", fgColor="EFE8D8")
_TEXT = "@"
_TALLEST = 150
"""Pixels of a picture in a row."""
_POINTS_A_PIXEL = 0.75
_PICTURED = 29
"""Characters that a column of pictures is wide: 200 pixels."""
_TOP = Alignment(wrap_text=True, vertical="top")


class Offer(Struct, frozen=True):
    """Values that drop down: the head of their list, and the keys of the columns in which they do."""

    name: str
    values: Sequence[str]
    keys: Sequence[str]


class TableLayout(Struct, frozen=True):
    """A workbook before it is written: columns, each row's cells in their order, how to fill it in, what drops down.

    `given` are the keys of columns that the program fills in, `naming` is that of the column up to which a row stays in sight.
    """

    heading: str
    columns: Sequence[Column]
    rows: Sequence[Sequence[str]]
    steps: Sequence[str]
    offers: Sequence[Offer]
    given: Collection[str] = (FOLDER, EXPORTED, CODE)
    naming: str = "title"
    pictures: Sequence[bytes] = ()
    """JPEGs that stand in the rows, in the column `pictured`."""
    pictured: str = ""


def write(kind: type[Record], columns: Sequence[Column], rows: Sequence[Sequence[str]], known: Gazetteer, strings: Strings) -> bytes:
    """The workbook of a kind; `rows` has each record's cells in the columns' order."""
    steps = [strings.say(f"sheet.step_{number}") for number in range(1, 8)]
    return write_layout(TableLayout(strings.of(kind.plural), columns, rows, steps, _offers(columns, known)), strings)


def write_layout(layout: TableLayout, strings: Strings) -> bytes:
    """The workbook."""
    book = Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    sheet.title = strings.say("sheet.data")
    _write_header(sheet, layout, strings)
    for number, row in enumerate(layout.rows, 2):
        for place, value in enumerate(row, 1):
            _put(sheet.cell(number, place), value)
    _format(sheet, layout)
    _write_pictures(sheet, layout)
    _write_instructions(book, layout, strings)
    _write_lists(book, sheet, layout, strings)
    sheet.freeze_panes = sheet.cell(2, 1 + _place(layout, layout.naming))
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def _place(layout: TableLayout, key: str) -> int:
    """The place of a column, counted from 1."""
    return next(place for place, column in enumerate(layout.columns, 1) if column.key == key)


def _put(cell: Any, value: str) -> None:
    """A value as text: openpyxl would take = for a formula and #N/A for an error, spreadsheet programs _x0041_ for A."""
    if value:
        cell.value = escaped(listeners.cell(value))
        cell.data_type = "s"


def _write_header(sheet: Worksheet, layout: TableLayout, strings: Strings) -> None:
    for place, column in enumerate(layout.columns, 1):
        cell = sheet.cell(1, place, strings.of(column.label) + ("*" if column.required else ""))
        cell.font = Font(bold=True, color="FFFFFF")
        cell.fill = _HEAD if column.required or column.key in layout.given else _OPTIONAL
        cell.alignment = Alignment(wrap_text=True, vertical="center")
        named = strings.say("sheet.by_title") if column.names else ""
        told = [strings.of(column.help), named, strings.say("sheet.one_a_line") if column.listed else "", column.key]
        cell.comment = Comment("\n".join(part for part in told if part), "disan", width=320, height=120)
        sheet.column_dimensions[get_column_letter(place)].width = 42 if column.long or column.key == "title" else 20
    sheet.row_dimensions[1].height = 48


def _format(sheet: Worksheet, layout: TableLayout) -> None:
    """Text everywhere, in the columns themselves and in the cells that have a value; what the program gives is grey."""
    for place, column in enumerate(layout.columns, 1):
        given = column.key in layout.given
        whole = sheet.column_dimensions[get_column_letter(place)]
        whole.number_format = _TEXT
        whole.alignment = _TOP
        whole.hidden = column.key == EXPORTED
        if given:
            whole.fill = _GIVEN
        for number in range(2, len(layout.rows) + 2):
            cell = sheet.cell(number, place)
            cell.number_format = _TEXT
            cell.alignment = _TOP
            if given:
                cell.fill = _GIVEN


def _write_pictures(sheet: Worksheet, layout: TableLayout) -> None:
    for number, content in enumerate(layout.pictures, 2):
        picture = Image(io.BytesIO(content))
        share = min(1.0, _TALLEST / picture.height)
        picture.width, picture.height = round(picture.width * share), round(picture.height * share)
        sheet.row_dimensions[number].height = (picture.height + 6) * _POINTS_A_PIXEL
        sheet.add_image(picture, f"{get_column_letter(_place(layout, layout.pictured))}{number}")
    if layout.pictures:
        sheet.column_dimensions[get_column_letter(_place(layout, layout.pictured))].width = _PICTURED


def _write_instructions(book: Workbook, layout: TableLayout, strings: Strings) -> None:
    sheet = book.create_sheet(strings.say("sheet.instructions"))
    sheet.column_dimensions["A"].width = 34
    sheet.column_dimensions["B"].width = 90
    lines = [(layout.heading, ""), *(("", step) for step in layout.steps), ("", "")]
    lines += [(strings.of(column.label), strings.of(column.help)) for column in layout.columns]
    for number, (label, said) in enumerate(lines, 1):
        sheet.cell(number, 1, label).font = Font(bold=True, size=14 if number == 1 else 11)
        sheet.cell(number, 2, said).alignment = Alignment(wrap_text=True, vertical="top")


def _write_lists(book: Workbook, sheet: Worksheet, layout: TableLayout, strings: Strings) -> None:
    """Drop-downs. What stands in no list may be typed all the same: a source's own spelling counts, and the import tells what is wrong."""
    lists = book.create_sheet(strings.say("sheet.lists"))
    for place, offer in enumerate(layout.offers, 1):
        lists.cell(1, place, offer.name)
        for number, value in enumerate(offer.values, 2):
            _put(lists.cell(number, place), value)
        letter = get_column_letter(place)
        where = f"{quote_sheetname(lists.title)}!${letter}$2:${letter}${len(offer.values) + 1}"
        named = f"list_{place}"
        book.defined_names[named] = DefinedName(named, attr_text=where)
        rule = DataValidation(type="list", formula1=f"={named}", allow_blank=True, showErrorMessage=False)
        for index, column in enumerate(layout.columns, 1):
            if column.key in offer.keys:
                rule.add(f"{get_column_letter(index)}2:{get_column_letter(index)}{LAST_ROW}")
        sheet.add_data_validation(rule)
    lists.sheet_state = "hidden"


def _offers(columns: Sequence[Column], known: Gazetteer) -> list[Offer]:
    """The communes of today and of before for places, and what each column offers of itself."""
    communes = [f"{unit.kind} {unit.name}" for unit in known.today()]
    former = sorted({each.full for unit in known.today() for each in known.made_of(unit)})
    places = [column.key for column in columns if column.field == "places" and column.path[-1] == "name"]
    return [Offer("name", [*communes, *former], places), *choices_of(columns)]


def choices_of(columns: Sequence[Column]) -> list[Offer]:
    """What the columns offer of themselves."""
    return [Offer(column.key, values, (column.key,)) for column in columns if (values := _offered(column))]


def _offered(column: Column) -> list[str]:
    """What drops down: choices, or the records that a single value may name. A choice would take the place of a whole list."""
    if column.names and not column.listed:
        return [column.names.label(each) for each in column.names.titles]
    return [label for label, _ in column.choices]
