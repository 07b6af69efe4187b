"""The empty table of answers of a set: a header, and a row that explains every column.

The row of explanations begins with ``#`` in the column of the unit, so that reading skips it.
"""

from __future__ import annotations

import io
from collections.abc import Mapping
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from criteria.given import NOT_APPLICABLE_WORD
from criteria.kinds import PartType
from criteria.model import CriteriaSet
from criteria.tables.columns import LEAGUE, UNIT, Column, columns_of
from criteria.tables.membership import PART_OF, SIZE, member_columns
from criteria.tables.raw import TableFormat
from criteria.tables.reading import NOTE_MARK
from criteria.tables.writing import write_table

_ROWS_TO_FILL = 2000
_LONGEST_LIST = 250
_UNIT_NOTE = {
    "vi": "Mã hoặc tên đơn vị (mỗi đơn vị một hàng). Hàng này chỉ để giải thích.",
    "en": "Code or name of the unit (one row each). This row only explains.",
}
_LEAGUE_NOTE = {
    "vi": "Nhóm xếp hạng (có thể để trống): đơn vị chỉ so với đơn vị cùng nhóm",
    "en": "League (may be left empty): units are ranked within theirs",
}
_MEMBER_NOTES = {
    PART_OF: {
        "vi": "Đơn vị gộp mà đơn vị này là thành viên; đơn vị gộp có một hàng riêng, không trả lời",
        "en": "The whole unit that this one is a part of; the whole has a row of its own, empty",
    },
    SIZE: {
        "vi": "Quy mô của thành viên (số lớn hơn 0), ví dụ số dân hoặc số nhân viên",
        "en": "The size of the member (above 0), such as its inhabitants or staff",
    },
}
_TYPE_NOTES: Mapping[PartType, Mapping[str, str]] = {
    PartType.CHOICE: {"vi": "ghi một mã", "en": "enter one code"},
    PartType.SEVERAL: {"vi": "ghi các mã, cách nhau bằng ;", "en": "enter codes, divided by ;"},
    PartType.NUMBER: {"vi": "ghi số từ 0", "en": "enter a number from 0"},
    PartType.WHOLE: {"vi": "ghi số nguyên từ 0", "en": "enter a whole number from 0"},
    PartType.DATE: {"vi": "ghi ngày/tháng/năm", "en": "enter day/month/year"},
    PartType.TEXT: {"vi": "ghi nội dung, không tính điểm", "en": "enter text, it does not score"},
}
_OPTIONAL = {"vi": "có thể để trống", "en": "may be left empty"}
_MAY_NOT_APPLY = {"vi": "hoặc n/a nếu không áp dụng", "en": "or n/a if not applicable"}


def template(criteria_set: CriteriaSet, table_format: TableFormat, language: str) -> bytes:
    """Return an empty table with exactly the columns that `read_answers` reads."""
    columns = columns_of(criteria_set)
    own = member_columns(criteria_set)
    header = [UNIT, LEAGUE, *own, *(column.name for column in columns)]
    notes = [
        f"{NOTE_MARK} {_say(_UNIT_NOTE, language)}",
        _say(_LEAGUE_NOTE, language),
        *(_say(_MEMBER_NOTES[name], language) for name in own),
        *(explain(column, language) for column in columns),
    ]
    if table_format is TableFormat.XLSX:
        return _workbook(header, notes, columns)
    return write_table(header, [notes], table_format)


def explain(column: Column, language: str) -> str:
    """Say in words what belongs into a column."""
    indicator, part = column.indicator, column.part
    words = [indicator.title.say(language)]
    if part.name:
        words.append(part.label.say(language))
    if part.unit is not None:
        words.append(f"({part.unit.say(language)})")
    how = [_say(_TYPE_NOTES[part.type], language)]
    if part.options:
        how.append("; ".join(f"{o.code} = {o.label.say(language)}" for o in part.options))
    if not part.required:
        how.append(_say(_OPTIONAL, language))
    if indicator.may_be_not_applicable:
        how.append(_say(_MAY_NOT_APPLY, language))
    asked = f" {column.asked_when.say(language)}" if column.asked_when else ""
    return f"{' – '.join(words)}: {', '.join(how)}{'.' if asked else ''}{asked}"


def _say(words: Mapping[str, str], language: str) -> str:
    return words.get(language, words["en"])


def _workbook(header: list[str], notes: list[str], columns: tuple[Column, ...]) -> bytes:
    book = Workbook()
    sheet: Any = book.active
    sheet.title = "answers"
    sheet.append(header)
    sheet.append(notes)
    for cell in sheet[1]:
        cell.font = Font(bold=True)
    for cell in sheet[2]:
        cell.data_type = "s"
        cell.font = Font(italic=True, color="555555")
        cell.fill = PatternFill("solid", fgColor="F2F2F2")
        cell.alignment = Alignment(wrap_text=True, vertical="top")
    for place in range(1, len(header) + 1):
        sheet.column_dimensions[get_column_letter(place)].width = 28
    sheet.row_dimensions[2].height = 120
    sheet.freeze_panes = "B3"
    for place, column in enumerate(columns, start=len(header) - len(columns) + 1):
        _offer_codes(sheet, get_column_letter(place), column)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _offer_codes(sheet: Any, letter: str, column: Column) -> None:
    """Let the spreadsheet offer the codes of a choice, where its rules leave room for them."""
    codes = [option.code for option in column.part.options]
    if column.indicator.may_be_not_applicable:
        codes.append(NOT_APPLICABLE_WORD)
    offered = ",".join(codes)
    if column.part.type is not PartType.CHOICE or len(offered) > _LONGEST_LIST:
        return
    rule = DataValidation(type="list", formula1=f'"{offered}"', allow_blank=True)
    rule.add(f"{letter}3:{letter}{_ROWS_TO_FILL}")
    sheet.add_data_validation(rule)
