"""Sentences about a table of answers."""

from __future__ import annotations

TABLES = {
    # --- the file ---
    "table_too_large": {
        "vi": "Bảng lớn hơn {most} MB. Hãy chia thành nhiều bảng nhỏ hơn.",
        "en": "The table is larger than {most} MB. Divide it into smaller tables.",
    },
    "table_empty": {
        "vi": "Bảng trống. Hãy tạo bảng mẫu bằng lệnh “surveyapp criteria template”.",
        "en": "The table is empty. Make one with “surveyapp criteria template”.",
    },
    "table_not_utf8": {
        "vi": "Bảng không dùng bảng mã UTF-8. Hãy lưu lại dạng “CSV UTF-8” hoặc XLSX.",
        "en": "The table is not encoded in UTF-8. Save it again as “CSV UTF-8” or XLSX.",
    },
    "table_has_nul": {
        "vi": "Bảng có ký tự rỗng (NUL). Hãy lưu lại dạng “CSV UTF-8” hoặc XLSX.",
        "en": "The table has NUL characters. Save it again as “CSV UTF-8” or XLSX.",
    },
    "csv_quotes": {
        "vi": "Dấu ngoặc kép ở hàng này không khép đúng. Hãy kiểm tra, hoặc dùng XLSX.",
        "en": "The quotes in this row do not close properly. Check them, or use XLSX.",
    },
    "cell_too_long": {
        "vi": "Một ô ở hàng này dài quá {most} ký tự. Hãy rút gọn.",
        "en": "A cell of this row is longer than {most} characters. Shorten it.",
    },
    "xlsx_broken": {
        "vi": "Tệp này không phải là bảng tính XLSX. Hãy mở và lưu lại dạng XLSX.",
        "en": "This file is not an XLSX workbook. Open it and save it again as XLSX.",
    },
    "json_broken": {
        "vi": "Dòng này không phải là JSON hợp lệ. Hãy kiểm tra ngoặc, dấu phẩy, khóa lặp lại.",
        "en": "This line is not valid JSON. Check brackets, commas and repeated keys.",
    },
    "json_not_object": {
        "vi": 'Mỗi dòng phải là một đối tượng JSON, ví dụ {{"unit": "A"}}.',
        "en": 'Each line must be a JSON object, such as {{"unit": "A"}}.',
    },
    "json_nested": {
        "vi": "Giá trị phải là chữ, số, true, false hoặc danh sách chữ. Hãy tách thành nhiều cột.",
        "en": "The value must be text, a number, true, false or a list of text. Use more columns.",
    },
    # --- columns ---
    "column_unknown": {
        "vi": "Bộ tiêu chí không có cột này. Hãy xóa cột, hoặc tạo lại bảng mẫu.",
        "en": "The criteria set has no such column. Delete it, or make a new template.",
    },
    "column_misspelt": {
        "vi": "Bộ tiêu chí không có cột này. Có phải ý là “{close}”?",
        "en": "The criteria set has no such column. Did you mean “{close}”?",
    },
    "column_twice": {
        "vi": "Cột này xuất hiện hai lần. Hãy xóa một cột.",
        "en": "This column stands twice. Delete one of them.",
    },
    "columns_missing": {
        "vi": "Thiếu các cột: {missing}. Hãy bổ sung, ô chưa trả lời thì để trống.",
        "en": "These columns are missing: {missing}. Add them, empty where there is no answer.",
    },
    "cell_without_column": {
        "vi": "Ô thứ {number} có “{typed}” nhưng cột không có tên. Hãy đặt tên cột hoặc xóa ô.",
        "en": "Cell {number} holds “{typed}”, but its column has no name. Name it, or clear it.",
    },
    # --- units ---
    "unit_missing": {
        "vi": "Hàng này chưa có đơn vị. Hãy điền mã hoặc tên đơn vị.",
        "en": "This row names no unit. Enter the code or name of the unit.",
    },
    "unit_looks_like_note": {
        "vi": "Đơn vị “{typed}” bắt đầu bằng #, dành cho hàng giải thích. Hãy bỏ dấu #.",
        "en": "The unit “{typed}” begins with #, which marks explanations. Remove the #.",
    },
    "unit_twice": {
        "vi": "Đơn vị “{typed}” đã có ở hàng {first}. Hãy để mỗi đơn vị một hàng.",
        "en": "The unit “{typed}” already stands in row {first}. Keep one row for each unit.",
    },
    "name_too_long": {
        "vi": "Tên dài quá {most} ký tự. Hãy rút gọn.",
        "en": "The name is longer than {most} characters. Shorten it.",
    },
    "name_control_character": {
        "vi": "Tên có ký tự xuống dòng hoặc ký tự điều khiển. Hãy xóa và gõ lại.",
        "en": "The name has a line break or a control character. Delete and retype it.",
    },
    # --- cells ---
    "cell_is_error": {
        "vi": "Ô này là lỗi của bảng tính. Hãy sửa công thức hoặc nhập giá trị.",
        "en": "This cell is an error of the spreadsheet. Mend its formula, or enter a value.",
    },
    "formula_without_value": {
        "vi": "Công thức ở ô này chưa được tính. Hãy mở tệp bằng bảng tính và lưu lại.",
        "en": "The formula in this cell was never calculated. Open and save it in a spreadsheet.",
    },
}
