"""Sentences about how weights are found."""

from __future__ import annotations

WEIGHTS = {
    "weights_under_sum": {
        "vi": (
            "“weights” không có tác dụng khi điểm được cộng (sum). Hãy bỏ, hoặc đặt “aggregation: "
            "mean” ở cấp này."
        ),
        "en": (
            "“weights” has no effect where points are added (sum). Remove it, or set “aggregation: "
            "mean” here."
        ),
    },
    "weights_twice": {
        "vi": "Đã có “weights” nên không đặt thêm “weight” ở {codes}. Hãy chỉ giữ một cách.",
        "en": "With “weights” there is no “weight” of {codes} as well. Keep only one of them.",
    },
    "weights_of_one": {
        "vi": "Cách này cần ít nhất hai phần có điểm. Hãy bỏ “weights”.",
        "en": "This method needs two or more parts that bring points. Remove “weights”.",
    },
    "weights_code_unknown": {
        "vi": "Cấp này không có phần “{unknown}” được tính điểm, chỉ có: {known}. Hãy sửa lại mã.",
        "en": "No part “{unknown}” brings points here, only: {known}. Correct the code.",
    },
    "weights_part_missing": {
        "vi": "Chuyên gia thứ {number} chưa cho điểm {codes}. Hãy bổ sung, kể cả khi là 0.",
        "en": "Expert {number} gave nothing to {codes}. Add it, even if it is 0.",
    },
    "weights_budget_sum": {
        "vi": "Chuyên gia thứ {number} phân bổ tổng {total} điểm, không phải 100. Hãy sửa lại.",
        "en": "Expert {number} handed out {total} points, not 100. Correct them.",
    },
    "weights_too_many": {
        "vi": "So sánh từng cặp chỉ dùng cho nhiều nhất {most} phần. Hãy chia nhóm.",
        "en": "Pairs can be compared among {most} parts at most. Divide them into groups.",
    },
    "weights_pair_itself": {
        "vi": "“{compared}” được so với chính nó. Hãy xóa dòng này.",
        "en": "“{compared}” is compared with itself. Remove this row.",
    },
    "weights_pair_twice": {
        "vi": "“{first}” và “{second}” đã được so sánh. Hãy xóa một dòng.",
        "en": "“{first}” and “{second}” are compared already. Remove one of the rows.",
    },
    "weights_pair_missing": {
        "vi": "Chưa so sánh các cặp: {pairs}. Hãy bổ sung.",
        "en": "These pairs are not compared: {pairs}. Add them.",
    },
    "weights_inconsistent": {
        "vi": (
            "Các so sánh mâu thuẫn nhau: tỷ số nhất quán là {ratio}, nên dưới 0,1. Hãy xem lại các "
            "cặp."
        ),
        "en": (
            "The comparisons contradict each other: their consistency ratio is {ratio} and should "
            "be below 0.1. Look at the pairs again."
        ),
    },
}
