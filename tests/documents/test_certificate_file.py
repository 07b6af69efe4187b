"""The certificate as a file: page, fonts, metadata, archive format, sameness."""

from __future__ import annotations

import hashlib
import io
import os
import pickle
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pikepdf
import pytest

from surveyapp.certificates.document import CertificateValues, render_certificate

Make = Callable[..., CertificateValues]

PRINT_ELSEWHERE = """
import hashlib, pickle, sys
from surveyapp.certificates.document import render_certificate
values = pickle.loads(sys.stdin.buffer.read())
print(hashlib.sha256(render_certificate(values)).hexdigest())
"""


@pytest.fixture
def opened(make_values: Make) -> pikepdf.Pdf:
    return pikepdf.open(io.BytesIO(render_certificate(make_values())))


def test_one_page_of_a4_landscape(opened: pikepdf.Pdf) -> None:
    (page,) = opened.pages
    width, height = (float(page.mediabox[index]) / 72 * 25.4 for index in (2, 3))
    assert width == pytest.approx(297, abs=0.01)
    assert height == pytest.approx(210, abs=0.01)


def test_all_fonts_are_the_projects_own_and_embedded(opened: pikepdf.Pdf) -> None:
    fonts = [
        descendant
        for font in opened.pages[0].Resources.Font.values()
        for descendant in font.DescendantFonts
    ]
    names = {str(font.BaseFont).split("+")[1] for font in fonts}
    assert len(names) == 4
    assert all(name.startswith("Be-Vietnam-Pro") for name in names), names
    assert all(
        "/FontFile2" in font.FontDescriptor or "/FontFile3" in font.FontDescriptor for font in fonts
    )


def test_metadata_names_the_document_and_its_day(opened: pikepdf.Pdf) -> None:
    about = opened.docinfo
    assert str(about["/Title"]).startswith("Giấy chứng nhận TS26-7K3F-9Q2M-C · Công ty TNHH")
    assert about["/Author"] == "Sở Khoa học và Công nghệ thành phố Hà Nội"
    assert about["/Subject"] == "MỨC ĐỘ CHUYỂN ĐỔI SỐ · Hình thành · Năm 2026"
    assert about["/CreationDate"] == about["/ModDate"] == "D:20260205"
    assert opened.Root.Lang == "vi"


def test_the_file_declares_archive_and_accessible_form(opened: pikepdf.Pdf) -> None:
    with opened.open_metadata() as metadata:
        assert metadata.pdfa_status == "3A"
        assert metadata["pdfuaid:part"] == "1"
    assert opened.Root.MarkInfo.Marked
    assert "/StructTreeRoot" in opened.Root
    assert opened.Root.OutputIntents[0].S == "/GTS_PDFA1"


def test_drawings_are_decoration_for_screen_readers(opened: pikepdf.Pdf) -> None:
    *drawings, _text = opened.pages[0].Contents
    assert len(drawings) == 2
    for drawing in drawings:
        operators = [str(one.operator) for one in pikepdf.parse_content_stream(drawing)]
        assert operators[0] == "BMC"
        assert operators[-1] == "EMC"
        assert operators.count("q") == operators.count("Q")


def test_the_only_link_leads_to_the_verification_page(opened: pikepdf.Pdf) -> None:
    (link,) = opened.pages[0].Annots
    assert link.A.URI == "https://thuocso.example.vn/verify/TS26-7K3F-9Q2M-C"


def test_the_file_stays_small(make_values: Make) -> None:
    assert len(render_certificate(make_values())) < 90_000


def test_two_processes_print_the_same_bytes(make_values: Make, tmp_path: Path) -> None:
    values = make_values(evaluator_note="Đã kiểm tra tại chỗ.")
    here = hashlib.sha256(render_certificate(values)).hexdigest()
    elsewhere = subprocess.run(
        [sys.executable, "-c", PRINT_ELSEWHERE],
        input=pickle.dumps(values),
        capture_output=True,
        check=True,
        cwd=tmp_path,
        env={
            **os.environ,
            "PYTHONPATH": os.pathsep.join(sys.path),
            "PYTHONHASHSEED": "7",
            "TZ": "Pacific/Kiritimati",
            "LC_ALL": "C",
        },
    )
    assert elsewhere.stdout.decode().strip() == here


def test_other_certificates_in_between_change_nothing(make_values: Make) -> None:
    first = render_certificate(make_values())
    render_certificate(make_values(language="en", kind="self_declared", level=0))
    assert render_certificate(make_values()) == first


def test_threads_do_not_disturb_each_other(make_values: Make) -> None:
    many = [make_values(organisation_name=f"Công ty Cổ phần Số {index}") for index in range(6)]
    alone = [render_certificate(values) for values in many]
    with ThreadPoolExecutor(max_workers=3) as pool:
        together = list(pool.map(render_certificate, many))
    assert together == alone
