"""Sentences about the content of a criteria set."""

from __future__ import annotations

SETS = {
    # --- the tree ---
    "duplicate_code": {
        "vi": "Mã “{repeated}” đã dùng ở nơi khác. Hãy đặt mã khác: mỗi mã chỉ dùng một lần.",
        "en": "The code “{repeated}” is used elsewhere. Give it another: codes are unique.",
    },
    "nothing_scores": {
        "vi": "Bộ tiêu chí không có điểm nào. Hãy cho ít nhất một câu hỏi có điểm.",
        "en": "No question of the set brings points. Give at least one of them points.",
    },
    "weight_under_sum": {
        "vi": (
            "Trọng số không có tác dụng khi điểm được cộng (sum). Hãy bỏ “weight”, hoặc đặt "
            "“aggregation: mean” ở cấp trên."
        ),
        "en": (
            "A weight has no effect where points are added (sum). Remove “weight”, or set "
            "“aggregation: mean” on the parent."
        ),
    },
    "weights_sum_differs": {
        "vi": "Tổng trọng số là {total}, bộ tiêu chí quy định {wanted}. Hãy sửa lại trọng số.",
        "en": "The weights add up to {total}, but the set wants {wanted}. Correct the weights.",
    },
    "power_missing": {
        "vi": "“aggregation: power” cần bậc của trung bình. Hãy thêm “power”, ví dụ “power: 2”.",
        "en": "“aggregation: power” needs the order of the mean. Add “power”, such as “power: 2”.",
    },
    "power_idle": {
        "vi": "“power” chỉ có tác dụng cùng “aggregation: power”. Hãy bỏ, hoặc đổi “aggregation”.",
        "en": "“power” belongs to “aggregation: power” only. Remove it, or change “aggregation”.",
    },
    "ranked_rounding_idle": {
        "vi": "Xếp hạng theo từng cặp không dùng “ranked_rounding”. Hãy bỏ.",
        "en": "Ranking pair by pair does not use “ranked_rounding”. Remove it.",
    },
    "nothing_counts": {
        "vi": "Không tiêu chí nào của mục này được tính điểm. Hãy để ít nhất một tiêu chí tính.",
        "en": "No criterion of this part counts. Let at least one of them count.",
    },
    "weights_partly_given": {
        "vi": "Chỉ một số mục có trọng số. Hãy đặt trọng số cho cả {codes}, hoặc bỏ tất cả.",
        "en": "Only some items have a weight. Give one to {codes} as well, or remove them all.",
    },
    "weights_all_zero": {
        "vi": "Tất cả trọng số đều bằng 0. Hãy cho ít nhất một mục trọng số lớn hơn 0.",
        "en": "All weights are 0. Give at least one item a weight of more than 0.",
    },
    "weights_sum": {
        "vi": (
            "Tổng trọng số là {total}, không phải 1 hay 100. Kết quả vẫn tính theo tỷ lệ; hãy kiểm "
            "tra xem có thiếu hoặc gõ nhầm mục nào."
        ),
        "en": (
            "The weights add up to {total}, not to 1 or 100. They count in proportion; check that "
            "none is missing or mistyped."
        ),
    },
    "evidence_missing": {
        "vi": "Chưa nêu tài liệu minh chứng. Hãy bổ sung “evidence”.",
        "en": "It is not said what proves this. Add “evidence”.",
    },
    "official_unverified": {
        "vi": (
            "Bộ tiêu chí ghi là chính thức nhưng câu chữ này chưa đối chiếu với văn bản. Hãy đối "
            "chiếu và ghi “verified: true”, hoặc ghi “official: false”."
        ),
        "en": (
            "The set is marked as official, but this wording was not checked. Check it and write "
            "“verified: true”, or mark the set “official: false”."
        ),
    },
    "code_reused_since": {
        "vi": (
            "Trong phiên bản {version}, mã này là “{old}”, nay mang nghĩa khác. Hãy dùng mã mới để "
            "kết quả hai phiên bản không bị so nhầm."
        ),
        "en": (
            "In version {version} this code was “{old}”, and it means something else now. Use a "
            "new code, so that results of the two are not compared wrongly."
        ),
    },
    "option_reused_since": {
        "vi": (
            "Trong phiên bản {version}, phương án “{option}” là “{old}”, nay mang nghĩa khác. Hãy "
            "dùng mã mới để câu trả lời cũ không bị hiểu nhầm."
        ),
        "en": (
            "In version {version} the option “{option}” was “{old}”, and it means something else "
            "now. Use a new code, so that earlier answers are not misread."
        ),
    },
    # --- words ---
    "translation_missing": {
        "vi": "{place} chưa có bản “{language}”. Hãy viết thêm, hoặc bỏ ngôn ngữ này khỏi bộ.",
        "en": "{place} has no “{language}” words. Add them, or drop the language from the set.",
    },
    "language_not_declared": {
        "vi": "{place} có bản “{language}” nhưng “languages” không khai báo. Hãy khai báo hoặc bỏ.",
        "en": "{place} has “{language}” words, but “languages” does not name it. Add or remove it.",
    },
    "decomposed_letters": {
        "vi": "{place} có chữ và dấu tách rời (dạng NFD). Hãy lưu lại với bảng mã dựng sẵn (NFC).",
        "en": "{place} has letters apart from their marks (NFD). Save it composed (NFC).",
    },
    "same_in_two_languages": {
        "vi": "{place} giống hệt nhau ở hai ngôn ngữ: “{words}”. Hãy dịch.",
        "en": "{place} is the same in two languages: “{words}”. Translate it.",
    },
    # --- answers ---
    "no_points": {
        "vi": "Câu hỏi này không bao giờ có điểm. Hãy cho điểm, hoặc dùng “kind: text”.",
        "en": "This question never brings points. Give it points, or use “kind: text”.",
    },
    "levels_not_rising": {
        "vi": "Mức {level} đứng sai chỗ hoặc lặp lại. Hãy xếp các mức tăng dần, mỗi mức một lần.",
        "en": "Level {level} is repeated or out of order. List levels rising, each one once.",
    },
    "points_falling": {
        "vi": "Mức {level} có ít điểm hơn mức dưới nó. Hãy kiểm tra lại điểm.",
        "en": "Level {level} brings fewer points than the level below. Check the points.",
    },
    "duplicate_option": {
        "vi": "Mã phương án “{option}” lặp lại. Hãy đặt mã khác.",
        "en": "The option code “{option}” is repeated. Give it another.",
    },
    "only_exclusive": {
        "vi": "Mọi phương án đều loại trừ nhau. Hãy dùng “kind: choice”.",
        "en": "Every option excludes the others. Use “kind: choice”.",
    },
    "no_exclusive_option": {
        "vi": (
            "Người không có mục nào sẽ không trả lời được. Hãy thêm một phương án 0 điểm với "
            "“exclusive: true”, ví dụ “Không có mục nào”."
        ),
        "en": (
            "Somebody to whom nothing applies cannot answer. Add an option of 0 points with "
            "“exclusive: true”, such as “None of these”."
        ),
    },
    "exclusive_with_points": {
        "vi": "Phương án loại trừ “{option}” có điểm. Hãy kiểm tra xem có đúng ý không.",
        "en": "The exclusive option “{option}” brings points. Check that this is meant.",
    },
    "cap_never_reached": {
        "vi": "Trần điểm {cap} lớn hơn tổng điểm {total} nên không có tác dụng. Hãy hạ hoặc bỏ.",
        "en": "The cap {cap} is above the sum {total} and has no effect. Lower or remove it.",
    },
    "cap_below_option": {
        "vi": "Trần điểm {cap} thấp hơn điểm {points} của một phương án. Hãy sửa lại.",
        "en": "The cap {cap} is below the {points} points of one option. Raise it, or lower those.",
    },
    "start_is_target": {
        "vi": "“start” và “target” cùng bằng {target}. Hãy đặt hai số khác nhau.",
        "en": "“start” and “target” are both {target}. Make them different.",
    },
    "days_not_rising": {
        "vi": "“target_on” ({target}) phải sau “start_on” ({start}). Hãy sửa lại ngày.",
        "en": "“target_on” ({target}) must come after “start_on” ({start}). Correct the days.",
    },
    "logarithm_needs_positive": {
        "vi": "Thang logarit cần “start” và “target” lớn hơn 0. Hãy sửa lại hai số.",
        "en": "A logarithmic scale needs a “start” and a “target” above 0. Correct them.",
    },
    "negative_not_allowed": {
        "vi": "“start” hoặc “target” nhỏ hơn 0. Hãy thêm “may_be_negative: true”, hoặc sửa lại số.",
        "en": "“start” or “target” is below 0. Add “may_be_negative: true”, or correct it.",
    },
    "least_not_below_most": {
        "vi": "“least” phải nhỏ hơn “most”. Hãy sửa lại hai số.",
        "en": "“least” must be below “most”. Correct them.",
    },
    "full_unreachable": {
        "vi": (
            "“full” là {full} nhưng tỷ lệ nhiều nhất là 1, nên không ai đạt điểm tối đa. Hãy đặt "
            "“full” từ 1 trở xuống, hoặc thêm “may_exceed: true”."
        ),
        "en": (
            "“full” is {full}, but the ratio is 1 at most, so nobody reaches the maximum. Use 1 or "
            "less, or add “may_exceed: true”."
        ),
    },
    "full_and_steps": {
        "vi": "Tỷ lệ dùng “steps” thì không dùng “full”. Hãy bỏ một trong hai.",
        "en": "A ratio with “steps” does not use “full”. Remove one of them.",
    },
    "maximum_differs": {
        "vi": "“maximum” là {maximum} nhưng bậc cao nhất cho {best} điểm. Hãy sửa cho bằng nhau.",
        "en": "“maximum” is {maximum}, but the best step brings {best}. Make them equal.",
    },
    "best_step_unreachable": {
        "vi": (
            "Bậc {best} điểm chỉ bắt đầu trên 1, mà tỷ lệ nhiều nhất là 1. Hãy hạ bậc này, hoặc "
            "thêm “may_exceed: true”."
        ),
        "en": (
            "The step of {best} points begins above 1, but the ratio is 1 at most. Lower it, or "
            "add “may_exceed: true”."
        ),
    },
    "no_such_date": {
        "vi": "Không có ngày {found} trong lịch. Hãy kiểm tra lại ngày và tháng.",
        "en": "There is no day {found} in the calendar. Check day and month.",
    },
    # --- intervals ---
    "two_lower_edges": {
        "vi": "Có cả “above” và “at_least”. Hãy chỉ giữ một: “above” không gồm mốc, “at_least” có.",
        "en": "Both “above” and “at_least” are given. Keep one: “above” leaves the edge out.",
    },
    "two_upper_edges": {
        "vi": "Có cả “below” và “at_most”. Hãy chỉ giữ một: “below” không gồm mốc, “at_most” có.",
        "en": "Both “below” and “at_most” are given. Keep one: “below” leaves the edge out.",
    },
    "interval_empty_interval": {
        "vi": "Khoảng từ {lower} đến {upper} không chứa số nào. Hãy kiểm tra lại hai mốc.",
        "en": "No number lies between {lower} and {upper} here. Check both edges.",
    },
    "interval_gap": {
        "vi": "Không khoảng nào nhận các số từ {lower} đến {upper}. Hãy nối hai khoảng liền nhau.",
        "en": "Nothing owns the numbers from {lower} to {upper}. Let the two stretches meet.",
    },
    "interval_overlap": {
        "vi": "Các số từ {lower} đến {upper} thuộc về hai khoảng. Hãy sửa để mỗi số một khoảng.",
        "en": "The numbers from {lower} to {upper} are owned twice. Let one stretch own each.",
    },
    "interval_overlap_below": {
        "vi": "Hai khoảng đều không có mốc dưới. Hãy thêm “above” hoặc “at_least” cho một khoảng.",
        "en": "Two stretches have no lower edge. Give one of them “above” or “at_least”.",
    },
    "interval_overlap_above": {
        "vi": "Các số từ {lower} trở lên thuộc về hai khoảng. Hãy thêm mốc trên cho khoảng trước.",
        "en": "The numbers from {lower} up are owned twice. Give the earlier one an upper edge.",
    },
    "interval_edge_unowned": {
        "vi": "Không khoảng nào nhận đúng số {lower}. Hãy dùng “at_least” hay “at_most”.",
        "en": "Nothing owns exactly {lower}. Use “at_least” or “at_most” on one side.",
    },
    "interval_edge_owned_twice": {
        "vi": "Cả hai khoảng đều nhận số {lower}. Hãy dùng “above” hoặc “below” ở một bên.",
        "en": "Two stretches own exactly {lower}. Use “above” or “below” on one side.",
    },
    "interval_starts_late": {
        "vi": "Không khoảng nào nhận các số từ {lower} đến {upper}. Hãy bỏ mốc dưới ở khoảng đầu.",
        "en": "Nothing owns the numbers from {lower} to {upper}. Remove the first lower edge.",
    },
    "interval_ends_early": {
        "vi": "Không khoảng nào nhận các số từ {lower} đến {upper}. Hãy bỏ mốc trên ở cuối.",
        "en": "Nothing owns the numbers from {lower} to {upper}. Remove the last upper edge.",
    },
    "interval_ends": {
        "vi": "Không khoảng nào nhận các số trên {lower}. Hãy bỏ mốc trên của khoảng cuối.",
        "en": "Nothing owns the numbers above {lower}. Remove the last upper edge.",
    },
    # --- levels and gates ---
    "level_unreachable": {
        "vi": "Không ai đạt được mức {level}: số cao nhất là {highest}. Hãy sửa mốc của mức này.",
        "en": "Nobody can reach level {level}: the highest number is {highest}. Change its edges.",
    },
    "level_below_zero": {
        "vi": "Mức {level} chỉ gồm các số dưới 0, nhưng không ai có điểm dưới 0. Hãy sửa mốc.",
        "en": "Level {level} holds numbers below 0 only, and nobody has those. Change its edges.",
    },
    "level_between_sums": {
        "vi": (
            "Không tổng điểm nào rơi vào mức {level}: dưới nó gần nhất là {below}, trên nó là "
            "{above}. Hãy sửa mốc hoặc sửa điểm."
        ),
        "en": (
            "No sum of points falls into level {level}: the nearest are {below} and {above}. "
            "Change its edges or the points."
        ),
    },
    "maximum_behind_conditions": {
        "vi": (
            "Không câu trả lời nào vừa được trọn điểm ở đây vừa mở hết {codes}; phần bị ẩn tính 0 "
            "nên không ai đạt điểm tối đa. Hãy sửa điều kiện, hoặc dùng “hidden: not_applicable”."
        ),
        "en": (
            "No answer brings all points here and opens all of {codes}. What is hidden counts 0, "
            "so nobody reaches the maximum. Change a condition, or use “hidden: not_applicable”."
        ),
    },
    "requirement_contradicts": {
        "vi": "Các điều kiện về “{named}” không thể cùng đúng nên không ai đạt mức này. Hãy sửa.",
        "en": "What is asked of “{named}” cannot hold together: nobody has this level. Mend it.",
    },
    "condition_always_holds": {
        "vi": "Mọi số của “{named}” đều thỏa điều kiện này. Hãy sửa mốc, hoặc bỏ điều kiện.",
        "en": "Every number of “{named}” meets this condition. Change its edges, or remove it.",
    },
    "quota_of_nobody": {
        "vi": "Hạn mức 0 % nên không ai giữ được mức {level}. Hãy nâng hạn mức.",
        "en": "A quota of 0 % leaves nobody at level {level}. Raise it.",
    },
    "level_numbers_not_rising": {
        "vi": "Mức {level} đứng trên mức {before} nhưng số không lớn hơn. Hãy đánh số tăng dần.",
        "en": "Level {level} stands above level {before}, but is no higher. Number them rising.",
    },
    "gate_without_pillar_levels": {
        "vi": "Điều kiện về trụ cột cần mức của từng trụ cột. Hãy bổ sung “pillar_levels”.",
        "en": "A gate needs the level of each pillar. Add “pillar_levels”.",
    },
    "gate_level_unknown": {
        "vi": "Điều kiện đặt cho mức {level}, nhưng bộ chỉ có các mức {known}. Hãy sửa số mức.",
        "en": "This gate is for level {level}, but the set has the levels {known}. Correct it.",
    },
    "gate_on_lowest_level": {
        "vi": "Điều kiện đặt cho mức thấp nhất ({level}) không có tác dụng. Hãy bỏ.",
        "en": "A gate on the lowest level ({level}) has no effect. Remove it.",
    },
    "gate_pillar_level_unknown": {
        "vi": "Trụ cột không có mức {level}, chỉ có {known}. Hãy sửa “pillar_level”.",
        "en": "Pillars have no level {level}, only {known}. Correct “pillar_level”.",
    },
    "gate_needs_more_pillars": {
        "vi": "Cần {needed} trụ cột nhưng chỉ {pillars} trụ cột đạt được mức đó. Hãy giảm số này.",
        "en": "The gate needs {needed} pillars, but only {pillars} can reach that level. Lower it.",
    },
    # --- rules ---
    "rule_code_unknown": {
        "vi": "Quy tắc nêu mã “{unknown}” nhưng bộ tiêu chí không có mã này. Hãy sửa lại mã.",
        "en": "The rule names the code “{unknown}”, which the set does not have. Correct it.",
    },
    "rule_counts_twice": {
        "vi": (
            "“{counted}” đã được tính trong trụ cột nên sẽ bị tính hai lần. Hãy đặt "
            "“counts: false” cho tiêu chí này, hoặc bỏ khỏi quy tắc."
        ),
        "en": (
            "“{counted}” already counts in its pillar and would count twice. Give its criterion "
            "“counts: false”, or take it out of the rule."
        ),
    },
    "rule_level_unknown": {
        "vi": "Quy tắc đặt cho mức {level}, nhưng bộ chỉ có các mức {known}. Hãy sửa số mức.",
        "en": "This rule is for level {level}, but the set has the levels {known}. Correct it.",
    },
    "rule_on_lowest_level": {
        "vi": "Quy tắc đặt cho mức thấp nhất ({level}) không có tác dụng. Hãy bỏ.",
        "en": "A rule on the lowest level ({level}) has no effect. Remove it.",
    },
    "condition_without_edges": {
        "vi": "Điều kiện về “{named}” chưa có mốc. Hãy thêm “at_least” hoặc “at_most”.",
        "en": "The condition on “{named}” has no edge. Add “at_least” or “at_most”.",
    },
    "condition_unreachable": {
        "vi": "Không ai đáp ứng được điều kiện về “{named}”: cao nhất là {highest}. Hãy sửa mốc.",
        "en": "Nobody can meet the condition on “{named}”: at most {highest}. Change its edges.",
    },
    "requirement_empty": {
        "vi": "Yêu cầu này chưa có điều kiện. Hãy thêm “needs” hoặc “unless”.",
        "en": "This requirement has no condition. Add “needs” or “unless”.",
    },
    "several_quotas": {
        "vi": "Bộ tiêu chí đã có một hạn mức. Hãy chỉ giữ một quy tắc “quota”.",
        "en": "The set has a quota already. Keep only one rule “quota”.",
    },
    "never_used": {
        "vi": "Tiêu chí này không được tính và không quy tắc nào nêu tên. Hãy kiểm tra lại.",
        "en": "This criterion does not count, and no rule names it. Check that this is meant.",
    },
    # --- files ---
    "file_name_differs": {
        "vi": "Tệp phải nằm ở {expected} để khớp với tên và phiên bản. Hãy đổi tên tệp.",
        "en": "The file must be {expected} to match slug and version. Rename it.",
    },
    "set_unknown": {
        "vi": "Không có bộ tiêu chí “{name}”. Các bộ hiện có: {known}.",
        "en": "There is no criteria set “{name}”. These exist: {known}.",
    },
    "set_misspelt": {
        "vi": "Không có bộ tiêu chí “{name}”. Có phải ý là “{close}”?",
        "en": "There is no criteria set “{name}”. Did you mean “{close}”?",
    },
    "version_unknown": {
        "vi": "Bộ “{name}” không có phiên bản {version}. Các phiên bản hiện có: {known}.",
        "en": "The set “{name}” has no version {version}. These exist: {known}.",
    },
    "set_file_missing": {
        "vi": "Không tìm thấy tệp {name}. Hãy kiểm tra lại đường dẫn.",
        "en": "There is no file {name}. Check the path.",
    },
    "set_file_unreadable": {
        "vi": "Không đọc được tệp {name} ({reason}). Hãy kiểm tra quyền đọc và đường dẫn.",
        "en": "The file {name} cannot be read ({reason}). Check its path and permissions.",
    },
}
