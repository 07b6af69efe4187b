"""Sentences about a table of efforts."""

from __future__ import annotations

EFFORTS = {
    "effort_columns_missing": {
        "vi": "Bảng công sức thiếu cột: {missing}. Hãy dùng các cột code, to, effort.",
        "en": "The table of efforts lacks columns: {missing}. Use the columns code, to, effort.",
    },
    "effort_column_unknown": {
        "vi": "Bảng công sức không có cột “{typed}”. Hãy chỉ dùng các cột code, to, effort.",
        "en": "A table of efforts has no column “{typed}”. Use only the columns code, to, effort.",
    },
    "effort_shape": {
        "vi": "Tệp cần có một danh sách “efforts”, mỗi dòng gồm code, to, effort. Hãy viết lại.",
        "en": "The file needs one list “efforts” of rows with code, to and effort. Rewrite it.",
    },
    "effort_code_unknown": {
        "vi": "Bộ tiêu chí không có câu hỏi “{typed}”. Hãy kiểm tra lại mã.",
        "en": "The criteria set has no question “{typed}”. Check the code.",
    },
    "effort_without_points": {
        "vi": "Câu hỏi này không tính điểm nên không cần khai công sức. Hãy xóa dòng này.",
        "en": "This question brings no points, so it takes no effort. Delete the row.",
    },
    "effort_among_units": {
        "vi": "Câu hỏi này được chấm bằng cách so với các đơn vị khác. Hãy xóa dòng này.",
        "en": "This question is judged among the other units. Delete the row.",
    },
    "effort_twice": {
        "vi": "Công sức này đã khai ở dòng {first}. Hãy xóa một dòng.",
        "en": "This effort is declared in row {first} already. Delete one of the rows.",
    },
    "effort_one_option": {
        "vi": "Hãy khai công sức cho từng phương án, mỗi dòng một phương án.",
        "en": "Declare the effort of each option in a row of its own.",
    },
}
