"""Sentences about the structure of a criteria set file."""

from __future__ import annotations

_NUMBER_VI = 'Hãy viết một số từ 0 trở lên, ví dụ 10, 2.5 hoặc phân số "1/3" trong ngoặc kép.'
_NUMBER_EN = 'Write a number of 0 or more, such as 10, 2.5 or a quoted fraction "1/3".'

STRUCTURE = {
    # --- the file itself ---
    "file_too_large": {
        "vi": "Tệp lớn hơn {most} MB. Hãy tách thành nhiều bộ tiêu chí nhỏ hơn.",
        "en": "The file is larger than {most} MB. Split it into smaller criteria sets.",
    },
    "not_utf8": {
        "vi": "Tệp không dùng bảng mã UTF-8. Hãy lưu lại tệp với bảng mã UTF-8.",
        "en": "The file is not encoded in UTF-8. Save it again as UTF-8.",
    },
    "null_character": {
        "vi": (
            "Dòng này có ký tự NUL, là ký tự không văn bản nào có. Hãy xóa đi; nếu dòng nào cũng "
            "có thì tệp ở bảng mã khác, hãy lưu lại với UTF-8."
        ),
        "en": (
            "This line has a NUL character, which no text has. Delete it; if every line has one "
            "the encoding is another: save the file again as UTF-8."
        ),
    },
    "odd_character": {
        "vi": (
            "Dòng này có ký tự điều khiển không hiển thị được (hoặc làm đảo chiều chữ). Hãy xóa "
            "dòng và gõ lại."
        ),
        "en": (
            "This line has a control character that cannot be shown (or turns the words round). "
            "Delete and retype it."
        ),
    },
    "tab_indent": {
        "vi": "Dòng này thụt lề bằng phím Tab. Hãy thay bằng dấu cách (2 dấu cách mỗi bậc).",
        "en": "This line is indented with a tab. Use spaces instead, 2 for each step.",
    },
    "colon_in_text": {
        "vi": 'Câu có dấu hai chấm phải đặt trong ngoặc kép, ví dụ vi: "Mục tiêu: số hóa".',
        "en": 'Text with a colon must stand in quotes, such as en: "Aim: go digital".',
    },
    "yaml_syntax": {
        "vi": (
            "Không đọc được từ dòng này theo cú pháp YAML ({problem}). Hãy kiểm tra thụt lề, dấu "
            "ngoặc và dấu ngoặc kép ở dòng này và dòng ngay trước."
        ),
        "en": (
            "From this line on the file is not YAML ({problem}). Check indentation, brackets and "
            "quotes here and on the line before."
        ),
    },
    "several_documents": {
        "vi": "Tệp có nhiều tài liệu ngăn bởi “---”. Hãy để mỗi bộ tiêu chí trong một tệp riêng.",
        "en": "The file holds several documents divided by “---”. Keep one set in each file.",
    },
    "too_many_values": {
        "vi": "Tệp có hơn {most} giá trị. Hãy tách thành nhiều bộ tiêu chí nhỏ hơn.",
        "en": "The file has more than {most} values. Split it into smaller criteria sets.",
    },
    "too_many_faults": {
        "vi": "Tệp có hơn {most} lỗi; phần sau không kiểm tra nữa. Hãy sửa các lỗi trên trước.",
        "en": "The file has more than {most} faults; it was read no further. Mend those first.",
    },
    "too_deep": {
        "vi": "Các mục lồng nhau quá {most} bậc. Hãy kiểm tra lại thụt lề từ dòng này.",
        "en": "Items are nested more than {most} deep. Check the indentation from this line on.",
    },
    "alias": {
        "vi": (
            "Không được dùng neo (&), tham chiếu (*) hoặc gộp (<<) của YAML. Hãy viết đầy đủ nội "
            "dung; nếu đây là câu chữ thì đặt trong ngoặc kép."
        ),
        "en": (
            "YAML anchors (&), references (*) and merges (<<) are not allowed. Write the content "
            "out; if it is meant as text, put it in quotes."
        ),
    },
    "tag": {
        "vi": "Không được dùng nhãn kiểu (!) của YAML. Hãy bỏ nhãn, hoặc đặt câu trong ngoặc kép.",
        "en": "YAML tags (!) are not allowed. Remove the tag, or put the text in quotes.",
    },
    "key_not_text": {
        "vi": "Tên khóa phải là một từ, không phải danh sách. Hãy kiểm tra dấu hai chấm và ngoặc.",
        "en": "A key must be a single word, not a list. Check colons and brackets.",
    },
    "duplicate_key": {
        "vi": "Khóa “{key}” đã có ở dòng {first}. Hãy xóa một trong hai, hoặc gộp nội dung.",
        "en": "The key “{key}” already stands on line {first}. Remove one, or join them.",
    },
    # --- keys ---
    "missing_key": {
        "vi": "Thiếu khóa “{key}” trong {place}. Hãy bổ sung.",
        "en": "The key “{key}” is missing in {place}. Add it.",
    },
    "missing_top_key": {
        "vi": "Thiếu khóa “{key}” ở cấp ngoài cùng của tệp. Hãy bổ sung.",
        "en": "The key “{key}” is missing at the top of the file. Add it.",
    },
    "unknown_key": {
        "vi": "Không có khóa “{key}” ở đây. Các khóa dùng được: {known}.",
        "en": "There is no key “{key}” here. The keys that can be used: {known}.",
    },
    "misspelt_key": {
        "vi": "Không có khóa “{key}” ở đây. Có phải ý là “{close}”?",
        "en": "There is no key “{key}” here. Did you mean “{close}”?",
    },
    "misplaced_key": {
        "vi": (
            "{place} không dùng được ở đây: câu hỏi và “không áp dụng” đi cùng “answer”, cách gộp "
            "điểm đi cùng “indicators”. Hãy chuyển khóa này xuống từng câu hỏi hoặc bỏ đi."
        ),
        "en": (
            "{place} cannot be used here: a question and “not applicable” go with “answer”, an "
            "aggregation with “indicators”. Move it to the single questions or remove it."
        ),
    },
    "unknown_language": {
        "vi": (
            "“{key}” không phải là mã ngôn ngữ. Hãy dùng mã như vi, en; nếu đây là một phần của "
            "câu thì đặt cả câu trong ngoặc kép."
        ),
        "en": (
            "“{key}” is not a language code. Use codes such as vi, en; if it is a part of the "
            "sentence, put the whole sentence in quotes."
        ),
    },
    "answer_or_indicators": {
        "vi": "Mỗi tiêu chí cần đúng một trong hai khóa “answer” hoặc “indicators”.",
        "en": "A criterion needs exactly one of the keys “answer” and “indicators”.",
    },
    "groups_or_criteria": {
        "vi": "Mỗi nhóm cần đúng một trong hai khóa “groups” hoặc “criteria”.",
        "en": "A pillar or group needs exactly one of the keys “groups” and “criteria”.",
    },
    # --- types ---
    "file_not_a_mapping": {
        "vi": "Tệp phải gồm các dòng “khóa: giá trị”, bắt đầu bằng “format: 1”.",
        "en": "The file must hold lines of “key: value” and begin with “format: 1”.",
    },
    "not_a_mapping": {
        "vi": "{place} phải gồm các dòng “khóa: giá trị”, nhưng ở đây là “{found}”.",
        "en": "{place} must hold lines of “key: value”, but here is “{found}”.",
    },
    "not_a_list": {
        "vi": "{place} phải là danh sách, mỗi mục bắt đầu bằng “- ”, nhưng ở đây là “{found}”.",
        "en": "{place} must be a list whose items begin with “- ”, but here is “{found}”.",
    },
    "not_text": {
        "vi": '{place} phải là chữ. Hãy đặt trong ngoặc kép: "{found}".',
        "en": '{place} must be text. Put it in quotes: "{found}".',
    },
    "nothing_here": {
        "vi": (
            "{place} còn trống. Hãy điền nội dung; nếu “{key}” là một phần của câu thì đặt cả câu "
            "trong ngoặc kép."
        ),
        "en": (
            "{place} is empty. Fill it in; if “{key}” is a part of a sentence, put the whole "
            "sentence in quotes."
        ),
    },
    "not_true_or_false": {
        "vi": "{place} phải là true hoặc false (không có ngoặc kép), nhưng ở đây là “{found}”.",
        "en": "{place} must be true or false without quotes, but here is “{found}”.",
    },
    "not_a_whole_number": {
        "vi": "{place} phải là số nguyên, nhưng ở đây là “{found}”.",
        "en": "{place} must be a whole number, but here is “{found}”.",
    },
    "not_a_number_here": {
        "vi": f"{{place}} phải là số, nhưng ở đây là “{{found}}”. {_NUMBER_VI}",
        "en": f"{{place}} must be a number, but here is “{{found}}”. {_NUMBER_EN}",
    },
    "bad_fraction": {
        "vi": f"{{place}}: “{{found}}” không phải là số. {_NUMBER_VI}",
        "en": f"{{place}}: “{{found}}” is not a number. {_NUMBER_EN}",
    },
    # --- limits ---
    "not_allowed": {
        "vi": "{place} là “{found}”, nhưng chỉ có thể là: {allowed}.",
        "en": "{place} is “{found}”, but can only be: {allowed}.",
    },
    "too_small": {
        "vi": "{place} là {found}, nhưng phải từ {limit} trở lên.",
        "en": "{place} is {found}, but must be {limit} or more.",
    },
    "not_above": {
        "vi": "{place} là {found}, nhưng phải lớn hơn {limit}.",
        "en": "{place} is {found}, but must be more than {limit}.",
    },
    "too_great": {
        "vi": "{place} là {found}, nhưng nhiều nhất là {limit}.",
        "en": "{place} is {found}, but can be {limit} at most.",
    },
    "too_few": {
        "vi": "{place} cần ít nhất {limit} mục. Hãy bổ sung.",
        "en": "{place} has too few items: {limit} or more are needed. Add what is missing.",
    },
    "too_many": {
        "vi": "{place} có quá {limit} mục. Hãy bớt hoặc chia nhóm.",
        "en": "{place} has more than {limit} items. Remove some, or divide them.",
    },
    "too_long": {
        "vi": "{place} dài quá {limit} ký tự. Hãy rút gọn.",
        "en": "{place} is longer than {limit} characters. Shorten it.",
    },
    "text_missing": {
        "vi": "{place} chưa có câu chữ nào. Hãy viết cho từng ngôn ngữ, ví dụ {{vi: …, en: …}}.",
        "en": "{place} has no words yet. Write them in each language, such as {{vi: …, en: …}}.",
    },
    "empty_words": {
        "vi": "{place} còn trống. Hãy điền nội dung.",
        "en": "{place} is empty. Fill it in.",
    },
    "empty_text": {
        "vi": "{place} còn trống. Hãy điền nội dung.",
        "en": "{place} is empty. Fill it in.",
    },
    "repeated": {
        "vi": "{place} có mục lặp lại. Hãy để mỗi mục một lần.",
        "en": "{place} repeats an item. Keep each one once.",
    },
    # --- forms of words ---
    "bad_code": {
        "vi": "Mã “{found}” không hợp lệ. Hãy dùng chữ hoa không dấu, chữ số và dấu chấm: KH.01.",
        "en": "The code “{found}” is not valid. Use capital letters, digits and dots: KH.01.",
    },
    "bad_option_code": {
        "vi": "Mã phương án “{found}” không hợp lệ. Hãy dùng chữ thường không dấu, chữ số, - và _.",
        "en": "The option code “{found}” is not valid. Use small letters, digits, - and _.",
    },
    "bad_slug": {
        "vi": "Tên ngắn “{found}” không hợp lệ. Hãy dùng chữ thường không dấu, số và dấu gạch nối.",
        "en": "The slug “{found}” is not valid. Use small letters, digits and hyphens.",
    },
    "bad_version": {
        "vi": 'Phiên bản “{found}” không hợp lệ. Hãy viết số và dấu chấm trong ngoặc kép: "1.0".',
        "en": 'The version “{found}” is not valid. Write quoted digits and dots: "1.0".',
    },
    "bad_language": {
        "vi": "“{found}” không phải là mã ngôn ngữ. Hãy dùng mã 2–3 chữ thường như vi, en.",
        "en": "“{found}” is not a language code. Use 2 or 3 small letters such as vi, en.",
    },
    "bad_unit": {
        "vi": "Loại đơn vị “{found}” không hợp lệ. Hãy dùng enterprise, agency, person, province….",
        "en": "The unit “{found}” is not valid. Use enterprise, agency, person, province….",
    },
    "bad_url": {
        "vi": "Địa chỉ “{found}” không hợp lệ. Hãy bắt đầu bằng https:// hoặc để trống.",
        "en": "The address “{found}” is not valid. Begin with https://, or leave it empty.",
    },
    "bad_day": {
        "vi": "Ngày “{found}” không hợp lệ. Hãy viết năm-tháng-ngày, ví dụ 2026-12-01.",
        "en": "The day “{found}” is not valid. Write year-month-day, such as 2026-12-01.",
    },
}
