"""Sentences about workbooks and foreign files that are read as criteria sets."""

from __future__ import annotations

EXCHANGE = {
    # --- the file ---
    "workbook_broken": {
        "vi": "Không mở được tệp này như một sổ tính XLSX. Hãy mở bằng LibreOffice rồi lưu lại.",
        "en": "This file cannot be opened as an XLSX workbook. Open it in LibreOffice and save it.",
    },
    "workbook_too_large": {
        "vi": "Tệp lớn hơn {most} MB. Hãy xóa hình ảnh và các trang không cần rồi lưu lại.",
        "en": "The file is larger than {most} MB. Delete pictures and idle sheets, and save it.",
    },
    "workbook_unpacks_too_large": {
        "vi": "Tệp giải nén ra hơn {most} MB nên không được mở. Hãy xóa các hàng, trang thừa.",
        "en": "The file unpacks to more than {most} MB and is not opened. Delete idle rows.",
    },
    "workbook_old_or_locked": {
        "vi": "Tệp có mật khẩu hoặc thuộc dạng .xls cũ. Hãy bỏ mật khẩu và lưu lại dạng .xlsx.",
        "en": "The file has a password or is an old .xls. Remove the password, save it as .xlsx.",
    },
    "workbook_other_form": {
        "vi": "Đây là tệp ODS (OpenDocument). Hãy dùng “Lưu thành” và chọn Excel 2007 (.xlsx).",
        "en": "This is an ODS file (OpenDocument). Use “Save as” and choose Excel 2007 (.xlsx).",
    },
    "workbook_has_programs": {
        "vi": "Tệp có macro nên không được mở. Hãy lưu lại dạng .xlsx không có macro.",
        "en": "The file holds macros and is not opened. Save it as .xlsx without macros.",
    },
    "workbook_has_links": {
        "vi": "Tệp có liên kết đến tệp hoặc dữ liệu khác nên không được mở. Hãy gỡ các liên kết.",
        "en": "The file is linked to other files or data and is not opened. Break the links.",
    },
    "workbook_too_many_sheets": {
        "vi": "Tệp có hơn {most} trang. Hãy xóa các trang thừa.",
        "en": "The workbook has more than {most} sheets. Delete the idle ones.",
    },
    "workbook_too_many_cells": {
        "vi": "Tệp có hơn {most} ô có nội dung. Hãy tách thành nhiều bộ tiêu chí nhỏ hơn.",
        "en": "More than {most} cells hold something. Split the set into smaller ones.",
    },
    "sheet_too_long": {
        "vi": "Trang “{sheet}” có hơn {most} hàng. Hãy xóa các hàng trống ở dưới rồi lưu lại.",
        "en": "The sheet “{sheet}” has more than {most} rows. Delete the empty ones below.",
    },
    "sheet_too_wide": {
        "vi": "Trang này có ô nằm quá xa về bên phải. Hãy xóa các cột từ cột này trở đi.",
        "en": "This sheet has cells too far to the right. Delete the columns from this one on.",
    },
    # --- cells ---
    "cells_merged": {
        "vi": "Các ô này bị gộp, nên nội dung có thể nằm sai hàng. Hãy bỏ gộp ô.",
        "en": "These cells are merged, so that content may stand in a wrong row. Unmerge them.",
    },
    "cell_is_formula": {
        "vi": "Ô này là công thức. Hãy chép và dán lại chỉ giá trị.",
        "en": "This cell is a formula. Copy it and paste its value only.",
    },
    "odd_character_in_cell": {
        "vi": "Ô này có ký tự điều khiển không hiển thị được. Hãy xóa ô và gõ lại.",
        "en": "This cell has a control character that cannot be shown. Delete and retype it.",
    },
    "number_became_date": {
        "vi": "Ô này cần một số nhưng bảng tính đã đổi thành ngày. Hãy đặt ô dạng Text rồi gõ lại.",
        "en": "A number is needed, but the cell became a date. Format it as text and retype it.",
    },
    "number_is_percent": {
        "vi": "Ô này ở dạng phần trăm. Hãy đặt lại dạng số thường và gõ số như trong hướng dẫn.",
        "en": "This cell is formatted as a percentage. Make it a plain number and type it again.",
    },
    "number_two_readings": {
        "vi": "“{found}” có hai cách đọc. Hãy bỏ dấu ngăn cách hàng nghìn.",
        "en": "“{found}” has two readings. Leave out the mark between thousands.",
    },
    "tally_twice": {
        "vi": "Ô này nêu một mã hai lần. Hãy giữ mỗi mã một lần, ví dụ “KH = 50; TB = 50”.",
        "en": "This cell names a code twice. Keep each one once, such as “KH = 50; TB = 50”.",
    },
    "text_became_date": {
        "vi": "Ô này cần chữ nhưng bảng tính đã đổi thành ngày. Hãy đặt ô dạng Text rồi gõ lại.",
        "en": "Words are needed, but the cell became a date. Format it as text and retype it.",
    },
    "text_became_number": {
        "vi": "Ô này cần chữ nhưng bảng tính đã đổi thành số. Hãy đặt ô dạng Text rồi gõ lại.",
        "en": "Words are needed, but the cell became a number. Format it as text and retype it.",
    },
    "cell_not_for_row": {
        "vi": "Hàng “{row}” không dùng cột “{column}”. Hãy xóa ô này hoặc chuyển sang đúng hàng.",
        "en": "The row “{row}” does not use the column “{column}”. Clear the cell, or move it.",
    },
    # --- columns and sheets ---
    "sheet_without_header": {
        "vi": (
            "Hàng đầu của trang này không có cột “row”. Hãy chép lại hàng đầu từ một trang khác; "
            "nếu trang chỉ để ghi chú, hãy đặt tên bắt đầu bằng #."
        ),
        "en": (
            "The first row of this sheet has no column “row”. Copy the header from another sheet; "
            "if the sheet is only for notes, begin its name with #."
        ),
    },
    "sheet_column_unknown": {
        "vi": "Không có cột “{column}”. Có thể ý là: {known}. Cột ghi chú thì bắt đầu bằng #.",
        "en": "There is no column “{column}”. Perhaps: {known}. A column of notes begins with #.",
    },
    "sheet_column_twice": {
        "vi": "Cột “{column}” có hai lần. Hãy gộp thành một cột.",
        "en": "The column “{column}” is there twice. Join the two.",
    },
    "column_without_name": {
        "vi": "Cột này có nội dung nhưng không có tên. Hãy đặt tên cột, hoặc # nếu là ghi chú.",
        "en": "This column has content and no name. Name it, or begin its name with # for notes.",
    },
    # --- rows ---
    "row_unnamed": {
        "vi": "Hàng này không nói là gì. Hãy điền cột “row”, hoặc bắt đầu bằng # nếu là ghi chú.",
        "en": "This row does not say what it is. Fill in “row”, or begin it with # for a note.",
    },
    "row_unknown": {
        "vi": "Không có hàng “{row}” ở đây. Các hàng dùng được: {known}.",
        "en": "There is no row “{row}” here. The rows that can be used: {known}.",
    },
    "row_misspelt": {
        "vi": "Không có hàng “{row}” ở đây. Có phải ý là “{close}”?",
        "en": "There is no row “{row}” here. Did you mean “{close}”?",
    },
    "row_twice": {
        "vi": "“{row}” đã có ở phía trên trong cùng một mục. Hãy giữ một hàng.",
        "en": "“{row}” stands above already, in the same block. Keep one of the two.",
    },
    "row_out_of_place": {
        "vi": "Hàng “{row}” phải đứng dưới hàng mà nó thuộc về. Hãy chuyển xuống đúng chỗ.",
        "en": "The row “{row}” must stand below the row that it belongs to. Move it there.",
    },
    "block_out_of_place": {
        "vi": "Hàng “{row}” phải đứng dưới một hàng: {above}. Hãy chuyển xuống đúng chỗ.",
        "en": "The row “{row}” must stand below one of these: {above}. Move it there.",
    },
    "group_unknown": {
        "vi": "Phía trên chưa có nhóm “{found}”. Hãy kiểm tra mã, hoặc chuyển nhóm đó lên trước.",
        "en": "There is no group “{found}” above. Check its code, or move that group up.",
    },
    # --- foreign models ---
    "xlsform_without_survey": {
        "vi": "Sổ tính này không có trang “survey” nên không phải là XLSForm.",
        "en": "This workbook has no sheet “survey”, so it is no XLSForm.",
    },
    "xlsform_language_unknown": {
        "vi": "Không rõ “{found}” là ngôn ngữ nào. Hãy ghi kèm mã, ví dụ “label::Tiếng Việt (vi)”.",
        "en": "The language “{found}” is not known. Add its code: “label::English (en)”.",
    },
    "xlsform_type_skipped": {
        "vi": "Loại câu hỏi “{found}” không có trong bộ tiêu chí nên bị bỏ qua.",
        "en": "Questions of the type “{found}” do not exist in a criteria set and are left out.",
    },
    "xlsform_repeat": {
        "vi": "Nhóm lặp lại chỉ được hỏi một lần. Hãy xem lại các câu hỏi trong nhóm.",
        "en": "A repeated group is asked once only. Look at its questions again.",
    },
    "xlsform_list_unknown": {
        "vi": "Trang “choices” không có danh sách “{found}”. Hãy kiểm tra tên danh sách.",
        "en": "The sheet “choices” has no list “{found}”. Check the name of the list.",
    },
    "xlsform_name_twice": {
        "vi": (
            "Tên “{found}” đã dùng ở trên, nên mục này có mã {own}; điều kiện nêu tên này được "
            "hiểu là mục đầu. Hãy đặt tên khác."
        ),
        "en": (
            "The name “{found}” was used above, so this one has the code {own}; conditions that "
            "name it mean the first. Give it another name."
        ),
    },
    "xlsform_code_taken": {
        "vi": "Tên “{found}” cho một mã đã có, nên mục này có mã {own}. Hãy đặt tên khác hẳn.",
        "en": "The name “{found}” makes a code that is taken, so this one has {own}. Rename it.",
    },
    "xlsform_choice_twice": {
        "vi": (
            "Danh sách đã có phương án “{found}”, nên phương án này có mã “{own}”. Hãy xóa, hoặc "
            "đặt tên khác."
        ),
        "en": (
            "The list has a choice “{found}” already, so this one has the code “{own}”. Delete "
            "it, or give it another name."
        ),
    },
    "xlsform_label_missing": {
        "vi": "Hàng này không có nhãn, nên tên “{own}” đứng thay ở mọi ngôn ngữ. Hãy viết nhãn.",
        "en": "This row has no label, so its name “{own}” stands there instead. Write a label.",
    },
    "xlsform_title_copied": {
        "vi": "Biểu mẫu chỉ có một tên, nên “{own}” đứng ở mọi ngôn ngữ ({languages}). Hãy dịch.",
        "en": (
            "The form has one title, so “{own}” stands in every language ({languages}). Translate "
            "it."
        ),
    },
    "xlsform_points_assumed": {
        "vi": (
            "Biểu mẫu không cho điểm: phương án được tính 0, 1, 2… theo thứ tự, mỗi lựa chọn nhiều "
            "phương án được 1 điểm. Hãy sửa điểm, hoặc thêm cột “points”."
        ),
        "en": (
            "The form gives no points: options count 0, 1, 2… in their order, and each of several "
            "counts 1. Correct the points, or add a column “points”."
        ),
    },
    "xlsform_target_assumed": {
        "vi": "Con số này chưa có chỉ tiêu nên lấy {target}. Hãy sửa, hoặc thêm cột “target”.",
        "en": "This number has no target, so {target} was taken. Correct it, or add “target”.",
    },
    "xlsform_condition_unclear": {
        "vi": (
            "Điều kiện này không chuyển được, nên câu hỏi luôn được hỏi. Bộ tiêu chí chỉ hỏi khi "
            "một câu khác có một trong các câu trả lời nhất định."
        ),
        "en": (
            "This condition cannot be taken over, so the question is always asked. A set asks only "
            "when one other question has one of certain answers."
        ),
    },
    "xlsform_condition_several": {
        "vi": "Câu hỏi có điều kiện và nhóm của nó cũng vậy. Hãy gộp lại; tạm thời luôn được hỏi.",
        "en": "The question has a condition, and so has its group. Join them; it is always asked.",
    },
    "xlsform_condition_unknown": {
        "vi": "Không có câu hỏi “{found}” mà điều kiện này nêu. Câu hỏi luôn được hỏi.",
        "en": "There is no question “{found}” that this condition names. It is always asked.",
    },
    "xlsform_condition_on_kind": {
        "vi": "Điều kiện chỉ dựa được vào câu chọn phương án, không dựa vào “{found}”.",
        "en": "A condition can look at a question with options only, not at “{found}”.",
    },
    "xlsform_condition_chain": {
        "vi": "“{found}” chính nó cũng có điều kiện. Điều kiện nối chuỗi không chuyển được.",
        "en": "“{found}” has a condition itself. Conditions that hang on others are left out.",
    },
    "samm_folder_missing": {
        "vi": "Mô hình thiếu thư mục “{folder}”. Hãy chỉ đến thư mục gốc của mô hình SAMM.",
        "en": "The folder “{folder}” of the model is missing. Name the root folder of SAMM.",
    },
    "samm_record_without_id": {
        "vi": "Tệp này không phải là một bản ghi của mô hình: thiếu “id”. Hãy tải lại mô hình.",
        "en": "This file is no record of the model: it has no “id”. Fetch the model again.",
    },
    "samm_record_broken": {
        "vi": "Bản ghi này thiếu “{key}”, hoặc dẫn đến một bản ghi không có. Hãy tải lại mô hình.",
        "en": "This record has no “{key}”, or names one that is not there. Fetch the model again.",
    },
    "groups_too_deep": {
        "vi": "Các nhóm lồng nhau quá {most} bậc. Hãy bớt số bậc.",
        "en": "Groups are nested more than {most} deep. Use fewer steps.",
    },
}
