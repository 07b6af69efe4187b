"""The certificate laid out: every text in its place, and the drawings that lie below them."""

from dataclasses import dataclass
from fractions import Fraction

from surveyapp.certificates.printing.bars import Bars, place_bars
from surveyapp.certificates.printing.boxes import (
    BASELINE,
    Area,
    TextBox,
    centred,
    line_height,
    one_line,
)
from surveyapp.certificates.printing.drawing import Drawing, rectangle
from surveyapp.certificates.printing.facts import FactsBlock, place_facts
from surveyapp.certificates.printing.instruments import (
    DIAL_CENTRE,
    draw_dial_face,
    draw_dial_reading,
    draw_qr_code,
    draw_qr_frame,
    draw_reading,
    draw_ruler,
)
from surveyapp.certificates.printing.lettering import MILLIMETRES_PER_POINT, FittedText, face, fit
from surveyapp.certificates.printing.ornament import draw_divider, draw_frame
from surveyapp.certificates.printing.palette import BLUE, VERMILION, WHITE
from surveyapp.certificates.printing.radar import Radar, place_radar
from surveyapp.certificates.printing.seal import seal, wordmark
from surveyapp.certificates.values import CertificateValues, Kind, Language
from surveyapp.certificates.wording import WORDING, Wording
from surveyapp.figures import format_score

_LEFT, _WIDTH = 24.0, 249.0
_MIDDLE = _LEFT + _WIDTH / 2
_NAME = Area(30.5, 69.2, 236.0, 18.0)
_CHART = Area(160.0, 117.5, 113.5, 70.5)
_COLUMN_LEFT, _COLUMN_RIGHT = 71.0, 157.0
_COLUMN_WIDTH = _COLUMN_RIGHT - _COLUMN_LEFT
_MARK = Area(_COLUMN_LEFT, 147.9, 0, 7.2)
_QR = Area(25.0, 162.4, 22.0, 22.0)
_FACTS = Area(52.5, 162.2, 75.5, 25.4)
_SEAL_CENTRE = (144.0, 174.8)

_KIND_COLOUR: dict[Kind, str] = {"self_declared": BLUE, "verified": VERMILION}


@dataclass(frozen=True, slots=True)
class Heading:
    """What the certificate certifies, and of whom."""

    title: TextBox
    subject: TextBox
    certifies: TextBox
    organisation_name: TextBox
    organisation_detail: TextBox
    statement: TextBox


@dataclass(frozen=True, slots=True)
class Finding:
    """Level, score and who stands behind them."""

    dial_label: TextBox
    dial_figure: TextBox
    dial_of: TextBox
    level_title: TextBox
    score: TextBox
    out_of: TextBox
    mark: TextBox
    mark_meaning: TextBox
    note: TextBox | None


@dataclass(frozen=True, slots=True)
class CertificatePage:
    """What the template sets; it has nothing left to work out."""

    language: Language
    kind: Kind
    heading: Heading
    finding: Finding
    pillars: tuple[TextBox, ...]
    facts: FactsBlock
    qr_link: TextBox
    scan: TextBox
    verify_url: str
    drawing: Drawing


def lay_out(values: CertificateValues) -> CertificatePage:
    """Put every text of a certificate in its place and draw its figures."""
    words = WORDING[values.language]
    finding = _finding(values, words)
    chart = _place_chart(values)
    return CertificatePage(
        language=values.language,
        kind=values.kind,
        heading=_heading(values, words),
        finding=finding,
        pillars=chart.labels,
        facts=place_facts(values, words, _FACTS),
        qr_link=TextBox((), _QR, 1),
        scan=one_line(
            words.scan,
            face("Regular"),
            Area(_QR.left - 3, _QR.bottom + 0.6, _QR.width + 6, 3),
            size=5.5,
            smallest=5,
            align="center",
        ),
        verify_url=values.verify_url,
        drawing=_draw_figures(values, chart, finding.mark.area),
    )


def shared_content(kind: Kind, language: Language) -> bytes:
    """Draw what all certificates of a kind and language have in common."""
    sheet = Drawing()
    draw_frame(sheet)
    sheet.place(wordmark(BLUE, VERMILION), _MIDDLE, 27.4)
    draw_divider(sheet, _MIDDLE, 60.6)
    draw_ruler(sheet)
    draw_dial_face(sheet)
    draw_qr_frame(sheet, _QR.left, _QR.top, _QR.width)
    inscription = WORDING[language].mark[kind]
    sheet.place(seal(inscription, _KIND_COLOUR[kind]), *_SEAL_CENTRE, degrees=-8)
    return sheet.page_content()


def _heading(values: CertificateValues, words: Wording) -> Heading:
    def row(
        text: str, typeface: str, top: float, height: float, size: float, smallest: float
    ) -> TextBox:
        area = Area(_LEFT, top, _WIDTH, height)
        return one_line(text, face(typeface), area, size=size, smallest=smallest, align="center")

    return Heading(
        title=row(words.title, "Bold", 34.4, 15, 32, 20),
        subject=row(values.subject, "SemiBold", 49.6, 8, 15, 8),
        certifies=row(words.certifies, "MediumItalic", 63.6, 5.5, 11, 11),
        organisation_name=centred(_fit_name(values.organisation_name), _NAME),
        organisation_detail=row(values.organisation_detail, "Regular", 87.8, 5, 9.5, 5.5),
        statement=row(words.statement[values.kind], "MediumItalic", 93.2, 5.5, 11, 8),
    )


def _fit_name(name: str) -> FittedText:
    """Take one line while it can be large, two lines otherwise, never a third."""
    large = [size / 2 for size in range(52, 37, -1)]
    fitted = fit(name, face("Bold"), width=_NAME.width, sizes=large, max_lines=1)
    if not fitted.cut:
        return fitted
    small = [size / 2 for size in range(40, 9, -1)]
    return fit(name, face("Bold"), width=_NAME.width, sizes=small, max_lines=2)


def _finding(values: CertificateValues, words: Wording) -> Finding:
    x, y = DIAL_CENTRE
    score_text = format_score(values.score, values.language, edges=values.level_edges)
    score, out_of = _score_boxes(score_text, words.out_of)
    mark = _mark_box(words.mark[values.kind])
    return Finding(
        dial_label=_centred_row(words.level, "SemiBold", Area(x - 10, y - 12, 20, 4), 7.5),
        dial_figure=_centred_row(str(values.level), "Bold", Area(x - 13, y - 8, 26, 15), 34),
        dial_of=_centred_row(
            words.of.format(highest=values.level_count),
            "Regular",
            Area(x - 10, y + 6.9, 20, 4),
            7.5,
        ),
        level_title=_level_title(values.level_title),
        score=score,
        out_of=out_of,
        mark=mark,
        mark_meaning=_mark_meaning(words.mark_meaning[values.kind], mark.area.right + 3),
        note=_note(values.evaluator_note, words) if values.evaluator_note else None,
    )


def _centred_row(text: str, typeface: str, area: Area, size: float) -> TextBox:
    return one_line(text, face(typeface), area, size=size, smallest=size / 2, align="center")


def _level_title(title: str) -> TextBox:
    area = Area(_COLUMN_LEFT, 119.5, _COLUMN_WIDTH, 16)
    large = [size / 2 for size in range(56, 31, -1)]
    fitted = fit(title, face("Bold"), width=area.width, sizes=large, max_lines=1)
    if fitted.cut:
        small = [size / 2 for size in range(34, 11, -1)]
        fitted = fit(title, face("Bold"), width=area.width, sizes=small, max_lines=2)
    return centred(fitted, area, "left")


def _score_boxes(score: str, out_of: str) -> tuple[TextBox, TextBox]:
    """Stand the score and its scale side by side on one baseline."""
    large, small, top = 21.0, 10.0, 135.8
    width = face("Bold").width(score, large) + 0.5
    first = TextBox((score,), Area(_COLUMN_LEFT, top, width, line_height(large)), large)
    lower = top + BASELINE * (large - small) * MILLIMETRES_PER_POINT
    after = Area(first.area.right + 1.3, lower, 40, line_height(small))
    return first, TextBox((out_of,), after, small)


def _mark_box(text: str) -> TextBox:
    size, margin = 10.5, 3.4
    width = face("Bold").width(text, size) + 2 * margin
    area = Area(_MARK.left, _MARK.top, width, _MARK.height)
    return centred(FittedText((text,), size), area)


def _mark_meaning(text: str, left: float) -> TextBox:
    area = Area(left, _MARK.top, _COLUMN_RIGHT - left, _MARK.height)
    fitted = fit(text, face("Regular"), width=area.width, sizes=(7.5, 7, 6.5, 6, 5.5), max_lines=2)
    return centred(fitted, area, "left")


def _note(text: str, words: Wording) -> TextBox:
    area = Area(_COLUMN_LEFT, 156.0, _COLUMN_WIDTH, 5.6)
    fitted = fit(
        f"{words.note}: {text}",
        face("MediumItalic"),
        width=area.width,
        sizes=(7, 6.5, 6, 5.5),
        max_lines=2,
    )
    return centred(fitted, area, "left")


def _place_chart(values: CertificateValues) -> Radar | Bars:
    titles = [pillar.title for pillar in values.pillars]
    scores = [format_score(pillar.score, values.language) for pillar in values.pillars]
    return place_radar(titles, scores, _CHART) or place_bars(titles, scores, _CHART)


def _draw_figures(values: CertificateValues, chart: Radar | Bars, mark: Area) -> Drawing:
    sheet = Drawing()
    draw_reading(sheet, float(values.score), [float(edge) for edge in values.level_edges])
    draw_dial_reading(sheet, values.level, values.level_count)
    chart.draw(sheet, [float(Fraction(pillar.score) / 100) for pillar in values.pillars])
    draw_qr_code(sheet, values.verify_url, _QR.left, _QR.top, _QR.width)
    frame = rectangle(mark.left, _MARK.top, mark.width, _MARK.height)
    colour = _KIND_COLOUR[values.kind]
    sheet.fill(frame, colour if values.kind == "verified" else WHITE)
    sheet.stroke(frame, colour, 0.5)
    return sheet
