"""Charts: every label fits, nothing touches, values stand where they belong, words are escaped."""

from __future__ import annotations

import io
import re
from dataclasses import dataclass
from importlib.resources import files
from itertools import pairwise
from xml.etree import ElementTree as ET

import pytest
from fontTools.ttLib import TTFont

from surveyapp.web.charts import (
    LEVEL_COLOURS,
    LEVEL_INKS,
    WEB,
    Axis,
    Band,
    Bar,
    Style,
    bars,
    level_scale,
    radar,
)
from surveyapp.web.charts.scale import spaced
from surveyapp.web.charts.wording import text_width, wrap

SVG = "{http://www.w3.org/2000/svg}"
LABELS = (
    "Hoạt động chính quyền số và dịch vụ công trực tuyến",
    "Trải nghiệm số cho khách hàng",
    "Chuyển đổi số văn hóa doanh nghiệp",
    "Dữ liệu và tài sản thông tin",
    "An toàn thông tin mạng",
    "Hạ tầng và công nghệ số",
    "Chiến lược",
    "Hoạt động kinh tế số và thương mại điện tử xuyên biên giới",
    "Vận hành",
    "Dữ liệu số, dữ liệu mở và chia sẻ dữ liệu dùng chung",
)
BANDS = tuple(
    Band(level, name, lower, upper)
    for level, name, lower, upper in (
        (0, "Chưa khởi động", 0, 20),
        (1, "Khởi động", 20, 64),
        (2, "Bắt đầu", 64, 128),
        (3, "Hình thành", 128, 192),
        (4, "Nâng cao", 192, 256),
        (5, "Dẫn dắt", 256, 320),
    )
)


@dataclass(frozen=True)
class Line:
    """One line of words with the box that it takes."""

    words: str
    left: float
    right: float
    top: float
    bottom: float

    def touches(self, other: Line) -> bool:
        return (
            self.left < other.right
            and other.left < self.right
            and self.top < other.bottom
            and other.top < self.bottom
        )


def parsed(drawing: str) -> ET.Element:
    return ET.fromstring(drawing)


def lines_of(root: ET.Element) -> list[Line]:
    found = []
    for text in root.iter(f"{SVG}text"):
        size, x, y = (float(text.attrib[name]) for name in ("font-size", "x", "y"))
        words = text.text or ""
        wide = text_width(words, size)
        left = x - {"start": 0, "middle": wide / 2, "end": wide}[text.attrib["text-anchor"]]
        found.append(Line(words, left, left + wide, y - size * 0.95, y + size * 0.25))
    return found


def axes(number: int) -> list[Axis]:
    return [Axis(label, (index + 1) / 10) for index, label in enumerate(LABELS[:number])]


def points(root: ET.Element, name: str) -> list[tuple[float, float]]:
    for shape in root.iter(f"{SVG}polygon"):
        if shape.attrib["class"] == name:
            pairs = (pair.split(",") for pair in shape.attrib["points"].split())
            return [(float(x), float(y)) for x, y in pairs]
    raise AssertionError(f"no {name}")


@pytest.mark.parametrize("weight", [400, 600, 700])
def test_width_is_never_less_than_the_font_needs(weight: int) -> None:
    path = files("surveyapp.web") / "static" / "fonts" / f"be-vietnam-pro-{weight}.woff2"
    font = TTFont(io.BytesIO(path.read_bytes()))
    widths, names = font["hmtx"].metrics, font.getBestCmap()
    for label in (*LABELS, "ĂÂĐÊÔƠƯ ăâđêôơư 0123456789 %,.–()/"):
        real = sum(widths[names[ord(character)]][0] for character in label) / 1000
        assert real * 0.97 <= text_width(label, 1) <= real * 1.12, label


def test_wrapping_keeps_every_word_and_the_width() -> None:
    for label in LABELS:
        lines = wrap(label, 110, 13)
        assert " ".join(lines) == label
        assert all(text_width(line, 13) <= 110 for line in lines)


def test_wrapping_balances_the_lines() -> None:
    assert wrap("Hoạt động kinh tế số", 125, 13) == ("Hoạt động", "kinh tế số")


def test_a_word_wider_than_the_line_is_kept_whole() -> None:
    assert wrap("a chuyểnđổisốquốcgia b", 30, 13) == ("a", "chuyểnđổisốquốcgia", "b")
    assert wrap("", 30, 13) == ("",)


@pytest.mark.parametrize("number", range(3, 11))
@pytest.mark.parametrize("width", [320, 420, 640])
def test_radar_labels_stay_inside_and_apart(number: int, width: int) -> None:
    root = parsed(radar(axes(number), title="Mức đạt", width=width))
    left, top, wide, high = map(float, root.attrib["viewBox"].split())
    lines = lines_of(root)
    assert wide == width
    for line in lines:
        assert left - 0.01 <= line.left
        assert line.right <= left + wide + 0.01, line.words
        assert top <= line.top
        assert line.bottom <= top + high, line.words
    for index, line in enumerate(lines):
        assert not any(line.touches(other) for other in lines[index + 1 :]), line.words


@pytest.mark.parametrize("number", [3, 6, 10])
def test_radar_labels_stay_off_the_outer_ring(number: int) -> None:
    root = parsed(radar([Axis(label, 1.0) for label in LABELS[:number]], title="Mức đạt"))
    radius = max(-y for _, y in points(root, "chart-area"))
    inner = radius * 0.8  # inside the polygon of 3 axes a label may stand beside a side
    for line in lines_of(root):
        nearest_x = min(max(0.0, line.left), line.right)
        nearest_y = min(max(0.0, line.top), line.bottom)
        assert nearest_x**2 + nearest_y**2 > inner**2, line.words


def test_radar_points_are_proportional_to_the_shares() -> None:
    shares = [1.0, 0.5, 0.25, 0.0]
    root = parsed(radar([Axis("Trụ cột", share) for share in shares], title="Mức đạt"))
    (_, north), (east, _), (_, south), (west, _) = points(root, "chart-area")
    assert -north > 50
    assert (east, south, west) == pytest.approx((-north / 2, -north / 4, 0), abs=0.02)


def test_radar_holds_shares_inside_the_ring() -> None:
    root = parsed(radar([Axis("a", 1.7), Axis("b", -0.2), Axis("c", 1.0)], title="Mức đạt"))
    full = -points(root, "chart-area")[0][1]
    assert points(root, "chart-area")[1] == (0, 0)
    assert max(-y for _, y in points(root, "chart-ring")) <= full


def test_radar_names_a_pillar_that_does_not_apply_without_a_point() -> None:
    root = parsed(radar([Axis("a", 0.4), Axis("b", None), Axis("c", 0.6)], title="Mức đạt"))
    assert len(points(root, "chart-area")) == 2
    assert len(list(root.iter(f"{SVG}circle"))) == 2
    assert [line.words for line in lines_of(root)] == ["a", "40%", "b", "–", "c", "60%"]


def test_radar_tells_its_values_in_words() -> None:
    root = parsed(radar([Axis("a", 0.4), Axis("b", 0.5, "5/10"), Axis("c", 0)], title="Mức đạt"))
    names = {element.attrib["id"]: element.text for element in root if "id" in element.attrib}
    assert [names[key] for key in root.attrib["aria-labelledby"].split()] == [
        "Mức đạt",
        "a: 40%; b: 5/10; c: 0%",
    ]
    assert root.attrib["role"] == "img"
    assert root[0].tag == f"{SVG}title"


def test_radar_draws_the_comparison_with_its_legend() -> None:
    plain = parsed(radar(axes(5), title="Mức đạt"))
    root = parsed(
        radar(axes(5), title="Mức đạt", reference=[0.5] * 5, reference_label="Trung bình ngành")
    )
    assert len(points(root, "chart-reference")) == 5
    assert lines_of(root)[-1].words == "Trung bình ngành"
    assert float(root.attrib["viewBox"].split()[3]) > float(plain.attrib["viewBox"].split()[3])
    assert "chart-reference" not in radar(axes(5), title="Mức đạt")


@pytest.mark.parametrize("number", [0, 2, 11])
def test_radar_refuses_too_few_and_too_many_axes(number: int) -> None:
    with pytest.raises(ValueError, match="3 to 10 axes"):
        radar([Axis("a", 0.5)] * number, title="Mức đạt")


def test_radar_refuses_a_comparison_of_another_length() -> None:
    with pytest.raises(ValueError, match="one share for each axis"):
        radar(axes(5), title="Mức đạt", reference=[0.5] * 4)


def test_words_are_escaped() -> None:
    root = parsed(radar([Axis('<b>"R&D"</b>', 0.5)] * 3, title="<script>", key='x"y'))
    assert lines_of(root)[0].words == '<b>"R&D"</b>'
    assert root[0].text == "<script>"
    assert root[0].attrib["id"] == 'x"y-title'


def test_style_reaches_every_drawing() -> None:
    style = Style(font_family="Thử, serif", font_size=9, line="#010203", needle="#040506")
    root = parsed(radar(axes(4), title="Mức đạt", style=style))
    assert root.attrib["font-family"] == "Thử, serif"
    assert {text.attrib["font-size"] for text in root.iter(f"{SVG}text")} == {"9"}
    assert "#010203" in bars([Bar("a", 0.5)], title="Cột", style=style)
    assert "#040506" in level_scale(BANDS, 100, title="Thang", style=style)
    for drawing in (radar(axes(4), title="a"), level_scale(BANDS, 100, title="b")):
        assert " style=" not in drawing


def test_bars_fit_and_are_as_long_as_their_share() -> None:
    rows = [Bar(label, share, level=3) for label, share in zip(LABELS, (0, 0.5, 1), strict=False)]
    root = parsed(bars(rows, title="Cột", width=300))
    widths = [
        float(rect.attrib["width"])
        for rect in root.iter(f"{SVG}rect")
        if rect.attrib["class"] == "chart-bar"
    ]
    assert widths == pytest.approx([0, 299 / 2, 299])
    lines = lines_of(root)
    assert all(line.left >= 0 and line.right <= 300.01 for line in lines)
    assert not any(a.touches(b) for i, a in enumerate(lines) for b in lines[i + 1 :])
    fills = {rect.attrib["fill"] for rect in root.iter(f"{SVG}rect")}
    assert fills == {WEB.track, LEVEL_COLOURS[3]}


def test_scale_bands_are_in_proportion_and_without_gaps() -> None:
    root = parsed(level_scale(BANDS, 158.1, title="Thang"))
    rects = [
        (float(rect.attrib["x"].rstrip("%")), float(rect.attrib["width"].rstrip("%")))
        for rect in root.iter(f"{SVG}rect")
    ]
    assert rects[1] == pytest.approx((20 / 3.2, 44 / 3.2))
    for (left, width), (following, _) in pairwise(rects):
        assert left + width == pytest.approx(following, abs=0.02)
    assert sum(width for _, width in rects) == pytest.approx(100, abs=0.05)


@pytest.mark.parametrize(
    ("value", "place"), [(0, "0%"), (160, "50%"), (320, "100%"), (999, "100%")]
)
def test_needle_stands_at_the_value(value: float, place: str) -> None:
    root = parsed(level_scale(BANDS, value, title="Thang", value_text="của tôi"))
    needle = root.find(f"{SVG}svg")
    assert needle is not None
    assert needle.attrib["x"] == place
    words = [text for text in root.iter(f"{SVG}text") if text.text == "của tôi"]
    assert [text.attrib["x"] for text in words] == [place]


def test_scale_without_a_value_has_no_needle() -> None:
    assert parsed(level_scale(BANDS, None, title="Thang")).find(f"{SVG}svg") is None


def test_edges_that_would_touch_are_left_out_but_never_the_last() -> None:
    assert spaced([(0, 0.0), (20, 6.25), (64, 20.0), (320, 100.0)]) == [
        (0, 0.0),
        (64, 20.0),
        (320, 100.0),
    ]
    assert spaced([(0, 0.0), (90, 95.0), (100, 100.0)])[-1] == (100, 100.0)


def luminance(colour: str) -> float:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def test_levels_darken_step_by_step_and_carry_readable_numbers() -> None:
    lights = [luminance(colour) for colour in LEVEL_COLOURS]
    assert lights == sorted(lights, reverse=True)
    assert all(
        contrast(ground, ink) >= 4.5 for ground, ink in zip(LEVEL_COLOURS, LEVEL_INKS, strict=True)
    )


def test_the_style_sheet_uses_the_same_level_colours() -> None:
    sheet = (files("surveyapp.web") / "static" / "css" / "app.css").read_text(encoding="utf-8")
    for level, (ground, ink) in enumerate(zip(LEVEL_COLOURS, LEVEL_INKS, strict=True)):
        assert re.search(rf"--level-{level}: {ground};\s+--level-{level}-ink: {ink};", sheet)
