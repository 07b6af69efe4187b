"""Sentences about units that are made of others."""

from __future__ import annotations

MEMBERS = {
    "members_rule_below_pillars": {
        "vi": (
            "Đơn vị gộp chỉ có điểm của các trụ cột, nên quy tắc không dùng được “{named}”. Hãy "
            "nêu mã của một trụ cột, hoặc bỏ “members”."
        ),
        "en": (
            "A unit that is made of members has points of pillars only, so no rule can name "
            "“{named}”. Name a pillar, or remove “members”."
        ),
    },
    "part_of_unknown": {
        "vi": "Bảng không có đơn vị “{typed}”. Hãy thêm một hàng cho đơn vị gộp này, để trống.",
        "en": "The table has no unit “{typed}”. Add a row for this whole unit, without answers.",
    },
    "part_of_misspelt": {
        "vi": "Bảng không có đơn vị “{typed}”. Có phải ý là “{close}”?",
        "en": "The table has no unit “{typed}”. Did you mean “{close}”?",
    },
    "part_of_itself": {
        "vi": "Một đơn vị không thể là thành viên của chính nó. Hãy để trống ô này.",
        "en": "A unit cannot be a part of itself. Leave this cell empty.",
    },
    "part_of_member": {
        "vi": (
            "“{typed}” đã là thành viên của “{above}”. Chỉ gộp được một cấp: hãy nêu “{above}”, "
            "hoặc để trống."
        ),
        "en": (
            "“{typed}” is itself a part of “{above}”. Units are combined over one level only: name "
            "“{above}”, or leave it empty."
        ),
    },
    "whole_has_answers": {
        "vi": (
            "“{typed}” được gộp từ các thành viên nên không tự trả lời. Hãy xóa các câu trả lời ở "
            "hàng này, hoặc bỏ “{typed}” khỏi cột “part_of” của các đơn vị khác."
        ),
        "en": (
            "“{typed}” is made of its members and answers nothing itself. Clear the answers of "
            "this row, or take “{typed}” out of the column “part_of” of the others."
        ),
    },
    "size_missing": {
        "vi": "Thành viên này chưa có quy mô. Hãy nhập một số lớn hơn 0, ví dụ số dân.",
        "en": "This member has no size. Enter a number above 0, such as its inhabitants.",
    },
    "size_not_above_zero": {
        "vi": "Quy mô “{typed}” phải lớn hơn 0. Hãy sửa, hoặc để trống cột “part_of”.",
        "en": "The size “{typed}” must be above 0. Correct it, or leave “part_of” empty.",
    },
}
