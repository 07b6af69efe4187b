"""The words of the certificate, read back from the PDF."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from datetime import date

import pytest

from surveyapp.certificates.document import CertificateValues, PillarScore, render_certificate
from surveyapp.certificates.wording import SUBJECTS

Make = Callable[..., CertificateValues]
Read = Callable[[bytes], str]


def test_vietnamese_words_keep_every_diacritic(make_values: Make, read_text: Read) -> None:
    text = read_text(render_certificate(make_values()))
    for expected in (
        "GIẤY CHỨNG NHẬN",
        "MỨC ĐỘ CHUYỂN ĐỔI SỐ",
        "Công ty TNHH Chế biến Thủy sản Đại Dương Xanh",
        "Mã số thuế 0101234567 · Hà Nội",
        "đã được đánh giá, thẩm định và đạt kết quả",
        "ĐÃ THẨM ĐỊNH",
        "Hình thành",
        "58,44 / 100 điểm",
        "MỨC 3 trên 5",
        "Số hiệu: TS26-7K3F-9Q2M-C",
        "Bộ tiêu chí: Bộ tiêu chí doanh nghiệp nhỏ và vừa (dn-nho-va-vua@1.0)",
        "Ngày cấp: ngày 05 tháng 02 năm 2026",
        "Có giá trị đến hết: ngày 04 tháng 02 năm 2027",
        "Đơn vị cấp: Sở Khoa học và Công nghệ thành phố Hà Nội",
    ):
        assert expected in text
    assert unicodedata.is_normalized("NFC", text)


def test_english_is_complete(make_values: Make, read_text: Read) -> None:
    values = make_values(
        language="en",
        kind="self_declared",
        subject=SUBJECTS["digital_maturity"]["en"],
        level_title="Taking shape",
        period="Year 2026",
    )
    text = read_text(render_certificate(values))
    for expected in (
        "CERTIFICATE DIGITAL TRANSFORMATION MATURITY",
        "This is to certify that",
        "has completed its self-assessment and reached",
        "SELF-ASSESSED",
        "LEVEL 3 of 5",
        "58.44 / 100 points",
        "Issued on: 5 February 2026",
        "Valid until the end of: 4 February 2027",
        "Scan to verify",
    ):
        assert expected in text
    assert "CHỨNG" not in text


def test_every_tone_of_every_vowel_survives(make_values: Make, read_text: Read) -> None:
    vowels = ["a", "ă", "â", "e", "ê", "i", "o", "ô", "ơ", "u", "ư", "y"]
    tones = ["", "\u0300", "\u0301", "\u0303", "\u0309", "\u0323"]
    syllables = " ".join(
        unicodedata.normalize("NFC", f"n{vowel}{tone}") for vowel in vowels for tone in tones
    )
    for name in (syllables, syllables.upper()):
        text = read_text(render_certificate(make_values(organisation_name=name)))
        assert name in text


def test_a_decomposed_name_is_printed_composed(make_values: Make, read_text: Read) -> None:
    name = "Hợp tác xã Nông nghiệp Số Đồng Tháp Mười"
    typed = unicodedata.normalize("NFD", name)
    assert typed != name
    assert name in read_text(render_certificate(make_values(organisation_name=typed)))


@pytest.mark.parametrize(
    ("kind", "shown", "absent"),
    [
        ("self_declared", "TỰ ĐÁNH GIÁ", "ĐÃ THẨM ĐỊNH"),
        ("verified", "ĐÃ THẨM ĐỊNH", "TỰ ĐÁNH GIÁ"),
    ],
)
def test_the_mark_says_who_stands_behind_the_result(
    make_values: Make, read_text: Read, kind: str, shown: str, absent: str
) -> None:
    text = read_text(render_certificate(make_values(kind=kind)))
    assert shown in text
    assert absent not in text


def test_the_subject_is_a_parameter(make_values: Make, read_text: Read) -> None:
    subject = SUBJECTS["task_results"]["vi"]
    text = read_text(render_certificate(make_values(subject=subject)))
    assert "KẾT QUẢ THỰC HIỆN NHIỆM VỤ CHUYỂN ĐỔI SỐ" in text
    assert "MỨC ĐỘ CHUYỂN ĐỔI SỐ" not in text


@pytest.mark.parametrize("count", [1, 2, 3, 4, 7, 8, 9, 10, 16, 24])
def test_every_pillar_is_named_with_its_score(
    make_values: Make, read_text: Read, long_titles: tuple[str, ...], count: int
) -> None:
    pillars = tuple(
        PillarScore(f"{long_titles[index % 10]} {index}", 4 * index) for index in range(count)
    )
    text = read_text(render_certificate(make_values(pillars=pillars)))
    for pillar in pillars:
        assert pillar.title in text
        assert f"{pillar.score},00" in text


def test_the_note_is_printed_only_where_there_is_one(make_values: Make, read_text: Read) -> None:
    note = "Hai nhiệm vụ hoàn thành sau hạn."
    assert f"Ghi chú thẩm định: {note}" in read_text(
        render_certificate(make_values(evaluator_note=note))
    )
    assert "Ghi chú" not in read_text(render_certificate(make_values()))


@pytest.mark.parametrize(
    "changes",
    [
        {"score": 101},
        {"level": 6},
        {"pillars": ()},
        {"pillars": (PillarScore("Vận hành", -1),)},
        {"verify_url": "javascript:alert(1)"},
        {"verify_url": "file:///etc/passwd"},
        {"level": -1},
        {"valid_until": date(2026, 2, 4)},
    ],
)
def test_values_that_cannot_be_true_are_refused(
    make_values: Make, changes: dict[str, object]
) -> None:
    with pytest.raises(ValueError, match="Certificate TS26-7K3F-9Q2M-C"):
        make_values(**changes)
