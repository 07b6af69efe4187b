"""Sentences about what people read: questions and descriptors that say the same, titles."""

from __future__ import annotations

WRITING = {
    "descriptor_repeated": {
        "vi": (
            "Mô tả này (gần như) giống hệt ở {count} tiêu chí trong bản “{language}”, gồm cả "
            "{codes}. Hãy viết điều nhìn thấy được trong từng nội dung."
        ),
        "en": (
            "In “{language}” this descriptor stands (nearly) the same under {count} criteria, "
            "{codes} among them. Say what one would see in each matter."
        ),
    },
    "descriptor_like_neighbour": {
        "vi": "Mức {level} có mô tả giống mức {before} nên không phân biệt được. Hãy viết lại.",
        "en": "Level {level} is described like level {before}, so nobody can tell them apart.",
    },
    "question_repeated": {
        "vi": (
            "Câu hỏi này (gần như) đã hỏi ở {other}. Mỗi điều chỉ hỏi một lần: hãy bỏ một câu, "
            "hoặc viết rõ hai câu khác nhau ở đâu."
        ),
        "en": (
            "{other} asks (nearly) the same. Ask everything once: remove one of the two, or say "
            "how they differ."
        ),
    },
    "not_english": {
        "vi": "{place} có bản “en” viết bằng tiếng Việt: “{words}”. Hãy dịch.",
        "en": "{place} has “en” words that are Vietnamese: “{words}”. Translate them.",
    },
    "title_beyond_certificate": {
        "vi": (
            "Tên này dài {letters} ký tự ở “{language}”; giấy chứng nhận chỉ chắc in trọn {most}. "
            "Hãy rút gọn."
        ),
        "en": (
            "This title has {letters} letters in “{language}”; a certificate surely prints {most} "
            "of them whole. Shorten it."
        ),
    },
    "pillars_beyond_certificate": {
        "vi": "Giấy chứng nhận in được nhiều nhất {most} trụ cột, bộ có {pillars}. Hãy gộp lại.",
        "en": "A certificate prints {most} pillars at most; the set has {pillars}. Join some.",
    },
}
