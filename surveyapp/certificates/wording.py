"""The fixed sentences of a certificate in both languages."""

from dataclasses import dataclass

from surveyapp.certificates.values import Kind, Language

SUBJECTS: dict[str, dict[Language, str]] = {
    "digital_maturity": {
        "vi": "MỨC ĐỘ CHUYỂN ĐỔI SỐ",
        "en": "DIGITAL TRANSFORMATION MATURITY",
    },
    "result": {
        "vi": "KẾT QUẢ ĐÁNH GIÁ",
        "en": "ASSESSMENT RESULT",
    },
    "task_results": {
        "vi": "KẾT QUẢ THỰC HIỆN NHIỆM VỤ CHUYỂN ĐỔI SỐ",
        "en": "RESULTS OF DIGITAL TRANSFORMATION TASKS",
    },
}


@dataclass(frozen=True, slots=True)
class Wording:
    """The sentences that do not depend on the organisation."""

    title: str
    certifies: str
    statement: dict[Kind, str]
    mark: dict[Kind, str]
    mark_meaning: dict[Kind, str]
    level: str
    of: str
    out_of: str
    serial: str
    campaign: str
    criteria_set: str
    issued_on: str
    valid_until: str
    issuer: str
    note: str
    scan: str
    document: str


WORDING: dict[Language, Wording] = {
    "vi": Wording(
        title="GIẤY CHỨNG NHẬN",
        certifies="Chứng nhận",
        statement={
            "self_declared": "đã hoàn thành tự đánh giá và đạt kết quả",
            "verified": "đã được đánh giá, thẩm định và đạt kết quả",
        },
        mark={"self_declared": "TỰ ĐÁNH GIÁ", "verified": "ĐÃ THẨM ĐỊNH"},
        mark_meaning={
            "self_declared": "Kết quả do tổ chức tự kê khai và tự chịu trách nhiệm, "
            "chưa qua thẩm định.",
            "verified": "Kết quả đã được người đánh giá thẩm định trên cơ sở minh chứng.",
        },
        level="MỨC",
        of="trên {highest}",
        out_of="/ 100 điểm",
        serial="Số hiệu",
        campaign="Đợt đánh giá",
        criteria_set="Bộ tiêu chí",
        issued_on="Ngày cấp",
        valid_until="Có giá trị đến hết",
        issuer="Đơn vị cấp",
        note="Ghi chú thẩm định",
        scan="Quét mã để kiểm tra",
        document="Giấy chứng nhận",
    ),
    "en": Wording(
        title="CERTIFICATE",
        certifies="This is to certify that",
        statement={
            "self_declared": "has completed its self-assessment and reached",
            "verified": "has been assessed and verified, and has reached",
        },
        mark={"self_declared": "SELF-ASSESSED", "verified": "VERIFIED"},
        mark_meaning={
            "self_declared": "Declared by the organisation, which answers for it; not verified.",
            "verified": "Verified by an evaluator against the evidence submitted.",
        },
        level="LEVEL",
        of="of {highest}",
        out_of="/ 100 points",
        serial="Serial",
        campaign="Campaign",
        criteria_set="Criteria set",
        issued_on="Issued on",
        valid_until="Valid until the end of",
        issuer="Issued by",
        note="Evaluator's note",
        scan="Scan to verify",
        document="Certificate",
    ),
}
