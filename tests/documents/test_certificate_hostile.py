"""Text that looks like markup, templates or addresses is printed as text and does nothing."""

from __future__ import annotations

import io
from collections.abc import Callable

import pikepdf
import pytest

from surveyapp.certificates.document import CertificateValues, PillarScore, render_certificate
from surveyapp.certificates.printing.lettering import FONTS_FOLDER
from surveyapp.certificates.printing.press import OwnFilesOnly

Make = Callable[..., CertificateValues]
Read = Callable[[bytes], str]

HOSTILE = (
    "<script>alert(1)</script>",
    "{{ 7 * 7 }}{% for x in y %}",
    "{{ page.__class__.__mro__ }}",
    '"><img src="file:///etc/passwd">',
    "</p><style>@import url(http://127.0.0.1/x.css);</style>",
    '<link rel="attachment" href="file:///etc/hostname">',
    '<a href="javascript:alert(1)">x</a>',
    "&lt;b&gt; &amp;amp; &#x41;",
)

ACTIVE = {"/Names", "/OpenAction", "/AA", "/AcroForm", "/AF"}

TEXT_FIELDS = (
    "organisation_name",
    "organisation_detail",
    "subject",
    "level_title",
    "campaign_title",
    "criteria_set_title",
    "issuer_name",
    "period",
    "evaluator_note",
)


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_names_are_printed_as_they_are(
    make_values: Make, read_text: Read, text: str
) -> None:
    pillars = tuple(PillarScore(f"{text} {index}", 50) for index in range(3))
    printed = read_text(render_certificate(make_values(organisation_name=text, pillars=pillars)))
    assert all(f"{text} {index}" in printed for index in range(3))
    assert printed.count(text) == 4


@pytest.mark.parametrize("field", TEXT_FIELDS)
def test_no_field_can_load_or_run_anything(
    make_values: Make, monkeypatch: pytest.MonkeyPatch, field: str
) -> None:
    render_certificate(make_values())  # the press has its fonts
    asked: list[str] = []
    monkeypatch.setattr(OwnFilesOnly, "fetch", lambda _self, url, _headers=None: asked.append(url))
    for text in HOSTILE:
        pdf = render_certificate(make_values(**{field: text}))
        with pikepdf.open(io.BytesIO(pdf)) as opened:
            assert not ACTIVE & set(opened.Root.keys())
            (link,) = opened.pages[0].Annots
            assert link.A.S == "/URI"
    assert asked == []


def test_direction_marks_and_control_characters_are_left_out(
    make_values: Make, read_text: Read
) -> None:
    name = "Công ty\u202e Ngược\u200b\x00\x07 Dòng\r\nMới"
    text = read_text(render_certificate(make_values(organisation_name=name)))
    assert "Công ty Ngược Dòng Mới" in text


@pytest.mark.parametrize(
    "address",
    [
        "file:///etc/passwd",
        "http://127.0.0.1/",
        "https://example.com/a.png",
        "data:text/plain,x",
        "certificate:../serial.py",
        "certificate:OFL.txt",
        "certificate:",
        "BeVietnamPro-Bold.ttf",
    ],
)
def test_the_press_refuses_every_foreign_address(address: str) -> None:
    with pytest.raises(ValueError, match="may not load"):
        OwnFilesOnly().fetch(address)


def test_the_press_hands_out_its_own_fonts() -> None:
    response = OwnFilesOnly().fetch("certificate:BeVietnamPro-Bold.ttf")
    assert response.read() == (FONTS_FOLDER / "BeVietnamPro-Bold.ttf").read_bytes()
