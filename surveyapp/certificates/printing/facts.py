"""The named statements at the foot of the certificate: serial, dates, campaign, criteria set."""

from dataclasses import dataclass

from surveyapp.certificates.printing.boxes import Area, TextBox, line_height
from surveyapp.certificates.printing.figures import format_date
from surveyapp.certificates.printing.lettering import FittedText, face, fit
from surveyapp.certificates.values import CertificateValues
from surveyapp.certificates.wording import Wording

_SIZES = (8.0, 7.5, 7.0, 6.5, 6.0, 5.5, 5.0)
_MOST_LINES = 3


@dataclass(frozen=True, slots=True)
class Fact:
    """One statement, parted where its label ends; line breaks are already set."""

    label: str
    text: str


@dataclass(frozen=True, slots=True)
class FactsBlock:
    """All statements, one below the other in one size."""

    facts: tuple[Fact, ...]
    box: TextBox


def place_facts(values: CertificateValues, words: Wording, area: Area) -> FactsBlock:
    """Set the statements at the largest size at which all of them fit into the area."""
    statements = _statements(values, words)
    for size in _SIZES:
        fitted = [_fit(f"{label} {text}", area.width, size) for label, text in statements]
        height = sum(len(one.lines) for one in fitted) * line_height(size)
        if height <= area.height and not any(one.cut for one in fitted):
            break
    top = area.top + max(0.0, area.height - height) / 2
    labels = [label for label, _ in statements]
    facts = tuple(
        Fact(label, "\n".join(one.lines).removeprefix(label))
        for label, one in zip(labels, fitted, strict=True)
    )
    return FactsBlock(facts, TextBox((), Area(area.left, top, area.width, height), size))


def _fit(text: str, width: float, size: float) -> FittedText:
    # The bold face is the widest, so the lines hold whatever part of them is set lighter.
    return fit(text, face("SemiBold"), width=width, sizes=(size,), max_lines=_MOST_LINES)


def _statements(values: CertificateValues, words: Wording) -> list[tuple[str, str]]:
    language = values.language
    criteria_set = f"{values.criteria_set_title} ({values.criteria_set_reference})"
    return [
        (f"{words.serial}:", values.serial),
        (f"{words.criteria_set}:", criteria_set),
        (f"{words.campaign}:", f"{values.campaign_title} · {values.period}"),
        (f"{words.issued_on}:", format_date(values.issued_on, language)),
        (f"{words.valid_until}:", format_date(values.valid_until, language)),
        (f"{words.issuer}:", values.issuer_name),
    ]
