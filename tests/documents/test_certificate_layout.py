"""Nothing overlaps and nothing leaves the frame, however long the texts are."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterator, Sequence
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import ImageFont

from surveyapp.certificates.document import CertificateValues, PillarScore
from surveyapp.certificates.printing.boxes import Area, TextBox, line_height
from surveyapp.certificates.printing.lettering import FONTS_FOLDER, face, fit
from surveyapp.certificates.printing.page import CertificatePage, lay_out
from surveyapp.certificates.printing.radar import Radar, place_radar

Make = Callable[..., CertificateValues]

INSIDE = Area(20.5, 20.5, 256, 169)
CHART = Area(160, 117.5, 113.5, 70.5)

# Eighty letters a line: the longest name that an organisation may register with.
LONGEST_NAME = (
    "Trung tâm Nghiên cứu, Ứng dụng và Chuyển giao Công nghệ số, Khoa học dữ liệu và Trí tuệ "
    "nhân tạo phục vụ phát triển kinh tế – xã hội vùng Đồng bằng sông Cửu Lon"
)

WORDS = ("chuyển", "đổi", "số", "nghiệp", "nghiên", "Trường", "Đường", "quyền", "uyển", "ngoẵng")
titles = st.lists(st.sampled_from(WORDS), min_size=1, max_size=14).map(" ".join)


def boxes(page: CertificatePage) -> Iterator[TextBox]:
    for part in (page.heading, page.finding):
        for field in dataclasses.fields(part):
            box = getattr(part, field.name)
            if isinstance(box, TextBox):
                yield box
    yield from page.pillars
    yield from (page.facts.box, page.scan)


def widest(lines: Sequence[str], size: float) -> float:
    return max((face("Bold").width(line, size) for line in lines), default=0.0)


@pytest.mark.parametrize("name", ["Regular", "MediumItalic", "SemiBold", "Bold"])
def test_widths_are_those_of_the_font(name: str) -> None:
    text = "Giấy chứng nhận MỨC ĐỘ CHUYỂN ĐỔI SỐ 0123456789 (dn@1.0) – ưỡng"
    freetype = ImageFont.truetype(
        FONTS_FOLDER / f"BeVietnamPro-{name}.ttf", 1000, layout_engine=ImageFont.Layout.BASIC
    )
    assert face(name).em_width(text) == pytest.approx(freetype.getlength(text) / 1000, rel=0.005)


def test_a_short_name_is_large_and_the_longest_keeps_two_lines(make_values: Make) -> None:
    short = lay_out(make_values(organisation_name="Công ty Số")).heading.organisation_name
    assert (short.size, len(short.lines)) == (26, 1)
    assert len(LONGEST_NAME) == 160
    long = lay_out(make_values(organisation_name=LONGEST_NAME)).heading.organisation_name
    assert " ".join(long.lines) == LONGEST_NAME
    assert len(long.lines) == 2
    assert long.size >= 14
    assert widest(long.lines, long.size) <= long.area.width


@pytest.mark.parametrize("name", ["W" * 160, "Ờ" * 160, "W" * 80 + " " + "i" * 79])
def test_a_name_without_blanks_still_fits(make_values: Make, name: str) -> None:
    box = lay_out(make_values(organisation_name=name)).heading.organisation_name
    assert "".join(box.lines).replace(" ", "") == name.replace(" ", "")
    assert len(box.lines) <= 2
    assert widest(box.lines, box.size) <= box.area.width


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("count", range(1, 25))
def test_no_text_leaves_the_frame_or_touches_another(
    make_values: Make, long_titles: tuple[str, ...], language: str, count: int
) -> None:
    page = lay_out(
        make_values(
            language=language,
            organisation_name=LONGEST_NAME,
            organisation_detail="Cơ quan thuộc Ủy ban nhân dân thành phố Cần Thơ · " * 3,
            level_title="Hoàn thành xuất sắc nhiệm vụ được giao trong năm",
            campaign_title="Đánh giá kết quả thực hiện nhiệm vụ chuyển đổi số của các cơ quan " * 2,
            evaluator_note="Minh chứng của nhóm nhiệm vụ 3 và 5 được kiểm tra tại chỗ. " * 3,
            pillars=tuple(PillarScore(long_titles[index % 10], 100) for index in range(count)),
        )
    )
    placed = [box for box in boxes(page) if box.area.height]
    assert all(INSIDE.holds(box.area) for box in placed)
    touching = [
        (one.lines, other.lines)
        for one, other in combinations(placed, 2)
        if one.area.overlaps(other.area)
    ]
    assert touching == []


@settings(max_examples=60, deadline=None)
@given(st.lists(titles, min_size=3, max_size=10))
def test_a_radar_is_only_drawn_where_all_its_labels_have_room(names: list[str]) -> None:
    scores = ["100,00"] * len(names)
    radar = place_radar(names, scores, CHART)
    if radar is None:
        return
    areas = [label.area for label in radar.labels]
    assert [" ".join(label.lines) for label in radar.labels] == names
    assert [label.figure for label in radar.labels] == scores
    assert all(CHART.holds(area) for area in areas)
    assert not any(one.overlaps(other) for one, other in combinations(areas, 2))
    assert all(area.distance_from(*radar.centre) > radar.radius for area in areas)
    for label in radar.labels:
        assert widest(label.lines, label.size) <= label.area.width * 1.02
        assert label.area.height >= (len(label.lines) + 1) * line_height(label.size) - 1e-9


@pytest.mark.parametrize("count", range(3, 11))
def test_real_titles_get_a_radar_of_useful_size(long_titles: tuple[str, ...], count: int) -> None:
    radar = place_radar(long_titles[:count], ["55,50"] * count, CHART)
    assert isinstance(radar, Radar)
    assert radar.radius >= 19
    assert min(label.size for label in radar.labels) >= 6


@given(
    titles,
    st.floats(20, 250),
    st.lists(st.integers(5, 30), min_size=1, max_size=5),
    st.integers(1, 4),
)
def test_fitted_lines_fit(text: str, width: float, sizes: list[int], most: int) -> None:
    fitted = fit(text, face("Bold"), width=width, sizes=sizes, max_lines=most)
    assert 1 <= len(fitted.lines) <= most
    assert fitted.size in sizes
    assert widest(fitted.lines, fitted.size) <= width + 1e-9
    if not fitted.cut:
        assert "".join(fitted.lines).replace(" ", "") == text.replace(" ", "")
