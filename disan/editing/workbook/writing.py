"""The workbook of a kind: records and columns in, the bytes of an .xlsx out (ECMA-376, Office Open XML).

Every cell is text, so that a spreadsheet program turns no code into a number and no date into another. The header stays in sight, each
heading has its help as a note, choices and communes drop down; a second sheet says how to fill it in, a third holds the lists.
"""

import io
from collections.abc import Sequence
from typing import Any

from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter, quote_sheetname
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from disan.content.gazetteer import Gazetteer
from disan.content.record import Record
from disan.core.strings import Strings
from disan.editing.workbook.columns import CODE, EXPORTED, FOLDER, Column
from disan.editing.workbook.office_open_xml import escaped

LAST_ROW = 1000
"""Down to where choices drop down: more rows than any kind has records."""
_HEAD = PatternFill("solid", fgColor="7C1A12")
_OPTIONAL = PatternFill("solid", fgColor="9A5B2E")
_GIVEN = PatternFill("solid", fgColor="EFE8D8")
_TEXT = "@"
_TOP = Alignment(wrap_text=True, vertical="top")


def write(kind: type[Record], columns: Sequence[Column], rows: Sequence[Sequence[str]], known: Gazetteer, strings: Strings) -> bytes:
    """The workbook; `rows` has each record's cells in the columns' order."""
    book = Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    sheet.title = strings.say("sheet.data")
    _write_header(sheet, columns, strings)
    for number, row in enumerate(rows, 2):
        for place, value in enumerate(row, 1):
            _put(sheet.cell(number, place), value)
    _format(sheet, columns, len(rows))
    _write_instructions(book, kind, columns, strings)
    _write_lists(book, sheet, columns, known, strings)
    sheet.freeze_panes = sheet.cell(2, 1 + next(place for place, column in enumerate(columns, 1) if column.key == "title"))
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def _put(cell: Any, value: str) -> None:
    """A value as text: openpyxl would take = for a formula and #N/A for an error, spreadsheet programs _x0041_ for A."""
    if value:
        cell.value = escaped(value)
        cell.data_type = "s"


def _write_header(sheet: Worksheet, columns: Sequence[Column], strings: Strings) -> None:
    for place, column in enumerate(columns, 1):
        cell = sheet.cell(1, place, strings.of(column.label) + ("*" if column.required else ""))
        cell.font = Font(bold=True, color="FFFFFF")
        cell.fill = _HEAD if column.required or column.key in (FOLDER, EXPORTED, CODE) else _OPTIONAL
        cell.alignment = Alignment(wrap_text=True, vertical="center")
        named = strings.say("sheet.by_title") if column.names else ""
        told = [strings.of(column.help), named, strings.say("sheet.one_a_line") if column.listed else "", column.key]
        cell.comment = Comment("\n".join(part for part in told if part), "disan", width=320, height=120)
        sheet.column_dimensions[get_column_letter(place)].width = 42 if column.long or column.key == "title" else 20
    sheet.row_dimensions[1].height = 48


def _format(sheet: Worksheet, columns: Sequence[Column], rows: int) -> None:
    """Text everywhere, in the columns themselves and in the cells that have a value; what the program gives is grey."""
    for place, column in enumerate(columns, 1):
        given = column.key in (FOLDER, EXPORTED, CODE)
        whole = sheet.column_dimensions[get_column_letter(place)]
        whole.number_format = _TEXT
        whole.alignment = _TOP
        whole.hidden = column.key == EXPORTED
        if given:
            whole.fill = _GIVEN
        for number in range(2, rows + 2):
            cell = sheet.cell(number, place)
            cell.number_format = _TEXT
            cell.alignment = _TOP
            if given:
                cell.fill = _GIVEN


def _write_instructions(book: Workbook, kind: type[Record], columns: Sequence[Column], strings: Strings) -> None:
    sheet = book.create_sheet(strings.say("sheet.instructions"))
    sheet.column_dimensions["A"].width = 34
    sheet.column_dimensions["B"].width = 90
    lines = [(strings.of(kind.plural), ""), *(("", strings.say(f"sheet.step_{number}")) for number in range(1, 8)), ("", "")]
    lines += [(strings.of(column.label), strings.of(column.help)) for column in columns]
    for number, (label, said) in enumerate(lines, 1):
        sheet.cell(number, 1, label).font = Font(bold=True, size=14 if number == 1 else 11)
        sheet.cell(number, 2, said).alignment = Alignment(wrap_text=True, vertical="top")


def _write_lists(book: Workbook, sheet: Worksheet, columns: Sequence[Column], known: Gazetteer, strings: Strings) -> None:
    """Drop-downs. What stands in no list may be typed all the same: a source's own spelling counts, and the import tells what is wrong."""
    lists = book.create_sheet(strings.say("sheet.lists"))
    communes = [f"{unit.kind} {unit.name}" for unit in known.today()]
    former = sorted({each.full for unit in known.today() for each in known.made_of(unit)})
    offered = {"name": [*communes, *former]} | {column.key: values for column in columns if (values := _offered(column))}
    for place, (name, values) in enumerate(offered.items(), 1):
        lists.cell(1, place, name)
        for number, value in enumerate(values, 2):
            _put(lists.cell(number, place), value)
        letter = get_column_letter(place)
        where = f"{quote_sheetname(lists.title)}!${letter}$2:${letter}${len(values) + 1}"
        named = f"list_{place}"
        book.defined_names[named] = DefinedName(named, attr_text=where)
        rule = DataValidation(type="list", formula1=f"={named}", allow_blank=True, showErrorMessage=False)
        for index, column in enumerate(columns, 1):
            if column.key == name or (name == "name" and column.field == "places" and column.path[-1] == "name"):
                rule.add(f"{get_column_letter(index)}2:{get_column_letter(index)}{LAST_ROW}")
        sheet.add_data_validation(rule)
    lists.sheet_state = "hidden"


def _offered(column: Column) -> list[str]:
    """What drops down: choices, or the records that a single value may name. A choice would take the place of a whole list."""
    if column.names and not column.listed:
        return [column.names.label(each) for each in column.names.titles]
    return [label for label, _ in column.choices]
