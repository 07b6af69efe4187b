"""Sentences about one answer."""

from __future__ import annotations

ANSWERS = {
    "required": {
        "vi": "Chưa có câu trả lời ở ô này. Hãy điền hoặc chọn một giá trị.",
        "en": "This has no answer yet. Enter or choose a value.",
    },
    "not_a_number": {
        "vi": "“{typed}” không phải là số. Hãy chỉ viết chữ số, ví dụ 1234 hoặc 12,5.",
        "en": "“{typed}” is not a number. Write digits only, for example 1234 or 12.5.",
    },
    "ambiguous_number": {
        "vi": (
            "“{typed}” có thể hiểu theo hai cách. Hãy viết {thousands} nếu là số hàng nghìn, hoặc "
            "{comma} nếu là số thập phân."
        ),
        "en": (
            "“{typed}” can be read in two ways. Write {thousands} if thousands are meant, or "
            "{point} if decimals are meant."
        ),
    },
    "number_too_long": {
        "vi": (
            "Số này quá dài. Hãy nhập nhiều nhất {digits} chữ số phần nguyên và {decimals} chữ số "
            "phần thập phân; kiểm tra lại đơn vị tính."
        ),
        "en": (
            "This number is too long. Enter at most {digits} digits and {decimals} decimals, and "
            "check the unit."
        ),
    },
    "negative": {
        "vi": "“{typed}” nhỏ hơn 0. Hãy nhập số từ 0 trở lên.",
        "en": "“{typed}” is below zero. Enter a number of 0 or more.",
    },
    "above_most": {
        "vi": "“{typed}” lớn hơn {most}. Hãy nhập số từ 0 đến {most}.",
        "en": "“{typed}” is more than {most}. Enter a number from 0 to {most}.",
    },
    "not_whole": {
        "vi": "“{typed}” không phải là số nguyên. Hãy nhập số không có phần thập phân.",
        "en": "“{typed}” is not a whole number. Enter a number without decimals.",
    },
    "not_a_level": {
        "vi": "Không có mức {typed}. Hãy chọn một trong các mức: {levels}.",
        "en": "There is no level {typed}. Choose one of these levels: {levels}.",
    },
    "not_yes_no": {
        "vi": "“{typed}” không phải là có hoặc không. Hãy nhập “có” hoặc “không”.",
        "en": "“{typed}” is neither yes nor no. Enter “yes” or “no”.",
    },
    "not_an_option": {
        "vi": "Không có phương án “{typed}”. Hãy chọn trong các phương án: {options}.",
        "en": "There is no option “{typed}”. Choose from these options: {options}.",
    },
    "exclusive_option": {
        "vi": (
            "Phương án “{option}” không thể chọn cùng phương án khác. Hãy bỏ chọn “{option}” hoặc "
            "bỏ chọn các phương án còn lại."
        ),
        "en": (
            "Option “{option}” cannot be combined with another. Remove “{option}” or remove the "
            "other options."
        ),
    },
    "zero_denominator": {
        "vi": "Tổng số (mẫu số của tỷ lệ) phải lớn hơn 0. Hãy nhập lại tổng số.",
        "en": "The whole of a ratio must be more than 0. Enter the whole again.",
    },
    "both_zero": {
        "vi": (
            "Không tính được tỷ lệ khi cả hai số đều bằng 0. Hãy nhập tổng số lớn hơn 0; nếu nội "
            "dung này không phát sinh ở đơn vị, hãy đánh dấu “không áp dụng”."
        ),
        "en": (
            "There is no ratio when both numbers are 0. Enter a whole of more than 0; if this does "
            "not occur in your organisation, mark it as not applicable."
        ),
    },
    "part_exceeds_whole": {
        "vi": "Tử số {a} lớn hơn tổng số {b}. Hãy kiểm tra lại hai số và đơn vị tính.",
        "en": "The part {a} is greater than the whole {b}. Check both numbers and their unit.",
    },
    "not_positive": {
        "vi": "Chỉ tiêu phải lớn hơn 0. Hãy nhập chỉ tiêu được giao, hoặc để trống nếu không khác.",
        "en": "A target must be more than 0. Enter the assigned target, or leave it empty.",
    },
    "not_a_date": {
        "vi": "“{typed}” không phải là ngày. Hãy viết ngày/tháng/năm, ví dụ 31/12/2026.",
        "en": "“{typed}” is not a date. Write day/month/year, for example 31/12/2026.",
    },
    "date_out_of_range": {
        "vi": "Năm trong “{typed}” không hợp lệ. Hãy nhập năm từ {earliest} đến {latest}.",
        "en": "The year in “{typed}” cannot be right. Enter one from {earliest} to {latest}.",
    },
    "done_on_unfinished": {
        "vi": (
            "Ngày hoàn thành chỉ nhập khi đã thực hiện đủ chỉ tiêu. Hãy để trống ngày này, hoặc "
            "sửa số đã thực hiện."
        ),
        "en": (
            "A completion date is for a task whose target is reached. Leave the date empty, or "
            "correct the number done."
        ),
    },
    "done_on_needed": {
        "vi": "Nhiệm vụ đã xong và có thời hạn. Hãy nhập ngày hoàn thành để xét đúng hạn.",
        "en": "The task is finished and has a deadline. Enter the day it was completed.",
    },
    "text_too_long": {
        "vi": "Nội dung dài {typed} ký tự. Hãy rút gọn còn nhiều nhất {most} ký tự.",
        "en": "The text has {typed} characters. Shorten it to at most {most}.",
    },
    "control_character": {
        "vi": "Nội dung có ký tự điều khiển không hiển thị được. Hãy xóa và gõ lại đoạn đó.",
        "en": "The text has a control character that cannot be shown. Delete it and type it again.",
    },
    "must_be_answered": {
        "vi": "Câu hỏi này áp dụng cho mọi đơn vị. Hãy trả lời thay vì ghi “không áp dụng”.",
        "en": "This question applies to everybody. Answer it instead of “not applicable”.",
    },
    "not_applicable_and_answered": {
        "vi": "Vừa có giá trị vừa ghi “không áp dụng”. Hãy chỉ giữ một trong hai.",
        "en": "There is both a value and “not applicable”. Keep only one of them.",
    },
    "malformed": {
        "vi": "Giá trị đã lưu không đúng dạng của câu hỏi này. Hãy nhập lại câu trả lời.",
        "en": "The stored value does not have the form of this question. Enter the answer again.",
    },
}
