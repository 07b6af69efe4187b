"""Sentences about when a criterion is asked."""

from __future__ import annotations

CONDITIONS = {
    "asked_when_is_or_at_least": {
        "vi": (
            "Điều kiện cần đúng một trong hai khóa: “is” (các phương án) hoặc “at_least” (mức của "
            "thang mức)."
        ),
        "en": "A condition needs exactly one of “is” (options) and “at_least” (a ladder's level).",
    },
    "condition_code_unknown": {
        "vi": "Điều kiện nêu “{unknown}” nhưng không có câu hỏi nào mang mã này. Hãy sửa lại mã.",
        "en": "The condition names “{unknown}”, but no question has this code. Correct it.",
    },
    "condition_on_itself": {
        "vi": "Tiêu chí không thể phụ thuộc vào chính nó. Hãy nêu mã của tiêu chí khác.",
        "en": "A criterion cannot depend on itself. Name the code of another one.",
    },
    "condition_cyclic": {
        "vi": "Tiêu chí này và “{decides}” chờ lẫn nhau nên không ai được hỏi. Hãy bỏ một bên.",
        "en": "This criterion and “{decides}” wait for each other. Remove one of the conditions.",
    },
    "condition_chain": {
        "vi": (
            "“{decides}” cũng có điều kiện. Điều kiện chỉ đi một bước: hãy dựa vào một câu mà mọi "
            "đơn vị đều được hỏi."
        ),
        "en": (
            "“{decides}” has a condition itself. Conditions go one step only: use a question that "
            "everybody is asked."
        ),
    },
    "condition_on_kind": {
        "vi": (
            "Không đặt được điều kiện trên “{decides}”. Hãy dùng câu hỏi có/không, chọn phương án "
            "hoặc thang mức."
        ),
        "en": (
            "“{decides}” cannot decide this. Use a question answered by yes or no, by options or "
            "by a ladder."
        ),
    },
    "condition_level_without_ladder": {
        "vi": "“{decides}” không phải là thang mức. Hãy dùng “is” với mã phương án, hoặc yes, no.",
        "en": "“{decides}” is no ladder. Use “is” with codes of options, or with yes and no.",
    },
    "condition_is_on_ladder": {
        "vi": "“{decides}” là thang mức. Hãy dùng “at_least” với một mức.",
        "en": "“{decides}” is a ladder. Use “at_least” with a level.",
    },
    "condition_answer_unknown": {
        "vi": "Câu hỏi đó không có phương án “{unknown}”, chỉ có: {known}. Hãy sửa lại.",
        "en": "That question has no option “{unknown}”, only: {known}. Correct it.",
    },
    "condition_level_unknown": {
        "vi": "Thang mức đó không có mức {level}, chỉ có {known}. Hãy sửa “at_least”.",
        "en": "That ladder has no level {level}, only {known}. Correct “at_least”.",
    },
    "condition_always": {
        "vi": "Câu trả lời nào cũng thỏa điều kiện này. Hãy bỏ “asked_when” hoặc sửa lại.",
        "en": "Every answer fulfils this condition. Remove “asked_when”, or correct it.",
    },
    "hidden_idle": {
        "vi": "“hidden” không có tác dụng vì không tiêu chí nào có “asked_when”. Hãy bỏ.",
        "en": "“hidden” has no effect, as no criterion has “asked_when”. Remove it.",
    },
}
