"""Sentences about the advice of a criterion."""

from __future__ import annotations

ADVICE = {
    "advice_missing": {
        "vi": "Chưa có khuyến nghị bước tiếp theo. Hãy bổ sung “advice”.",
        "en": "There is no advice on the next step. Add “advice”.",
    },
    "advice_level_or_below": {
        "vi": (
            "Mỗi khuyến nghị trong danh sách cần đúng một trong hai khóa: “level” (mức hiện tại "
            "của thang mức) hoặc “below” (điểm của tiêu chí, thang 100)."
        ),
        "en": (
            "Each entry of a list of advice needs exactly one of “level” (the present level of the "
            "ladder) and “below” (a score of the criterion, 0 to 100)."
        ),
    },
    "advice_mixed": {
        "vi": "Danh sách khuyến nghị có cả “level” và “below”. Hãy chỉ dùng một loại.",
        "en": "The list of advice has both “level” and “below”. Use only one of them.",
    },
    "advice_level_without_ladder": {
        "vi": "“level” chỉ dùng cho tiêu chí trả lời bằng một thang mức. Hãy dùng “below”.",
        "en": "“level” is for a criterion that one ladder answers. Use “below” here.",
    },
    "advice_below_on_ladder": {
        "vi": "Tiêu chí này trả lời bằng thang mức. Hãy dùng “level”: mức hiện tại của đơn vị.",
        "en": "A ladder answers this criterion. Use “level”: the level at which a unit is.",
    },
    "advice_level_unknown": {
        "vi": "Thang mức không có mức {level}, chỉ có {known}. Hãy sửa “level”.",
        "en": "The ladder has no level {level}, only {known}. Correct “level”.",
    },
    "advice_level_top": {
        "vi": "Mức {level} là mức cao nhất nên không còn bước tiếp theo. Hãy xóa mục này.",
        "en": "Level {level} is the highest, so there is no next step. Remove the entry.",
    },
    "advice_level_twice": {
        "vi": "Mức {level} đã có khuyến nghị. Hãy chỉ giữ một mục cho mỗi mức.",
        "en": "Level {level} has advice already. Keep one entry for each level.",
    },
    "advice_level_missing": {
        "vi": "Chưa có khuyến nghị cho các mức: {levels}. Hãy bổ sung.",
        "en": "There is no advice for these levels: {levels}. Add it.",
    },
    "advice_below_not_rising": {
        "vi": "“below: {below}” không lớn hơn mục trước. Hãy xếp các mục tăng dần.",
        "en": "“below: {below}” is not more than the entry before. List them rising.",
    },
    "advice_below_last": {
        "vi": "Mục cuối là “below: {below}” nên điểm cao hơn không có khuyến nghị. Hãy ghi 100.",
        "en": "The last entry is “below: {below}”, so higher scores have no advice. Write 100.",
    },
}
