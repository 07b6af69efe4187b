"""How long a certificate takes: cold, warm, and beside an empty page as the limit.

Run it with ``python bench/certificate.py [rounds]``. The empty page is printed by the same
engine in the same run, in turn with the certificates, so that a busy machine slows all alike:
trust the ratio more than the times.
"""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from fractions import Fraction
from pathlib import Path
from statistics import median

from weasyprint import HTML

from surveyapp.certificates.document import CertificateValues, PillarScore, render_certificate
from surveyapp.certificates.wording import SUBJECTS

FEWEST_ROUNDS = 7

COLD_START = """
import time
start = time.perf_counter()
from certificate import TYPICAL, render_certificate
imported = time.perf_counter()
render_certificate(TYPICAL)
done = time.perf_counter()
print((imported - start) * 1000, (done - start) * 1000)
"""

TYPICAL = CertificateValues(
    serial="TS26-7K3F-9Q2M-C",
    kind="verified",
    language="vi",
    subject=SUBJECTS["digital_maturity"]["vi"],
    organisation_name="Công ty TNHH Chế biến Thủy sản Đại Dương Xanh",
    organisation_detail="Mã số thuế 0101234567 · Hà Nội",
    campaign_title="Đánh giá mức độ chuyển đổi số doanh nghiệp nhỏ và vừa",
    period="Năm 2026",
    criteria_set_title="Bộ tiêu chí doanh nghiệp nhỏ và vừa",
    criteria_set_reference="dn-nho-va-vua@1.0",
    score=Fraction("58.4375"),
    level=3,
    level_title="Hình thành",
    level_count=5,
    pillars=(
        PillarScore("Trải nghiệm số cho khách hàng", Fraction("64.62")),
        PillarScore("Chiến lược số", Fraction(80)),
        PillarScore("Hạ tầng và công nghệ số", Fraction("52.5")),
        PillarScore("Vận hành", Fraction("47.69")),
        PillarScore("Chuyển đổi số văn hóa doanh nghiệp", Fraction(58)),
        PillarScore("Dữ liệu và tài sản thông tin", Fraction(240, 7)),
    ),
    issued_on=date(2026, 11, 21),
    valid_until=date(2027, 11, 20),
    issuer_name="Sở Khoa học và Công nghệ thành phố Hà Nội",
    verify_url="https://thuocso.example.vn/verify/TS26-7K3F-9Q2M-C",
    level_edges=(Fraction(25, 4), 20, 40, 60, 80),
)


def fullest() -> CertificateValues:
    """Give the certificate with the most text: ten long pillars, a long name, a note."""
    titles = (
        "Nâng cao nhận thức, đột phá về đổi mới tư duy",
        "Tăng cường đầu tư, hoàn thiện hạ tầng công nghệ số",
        "Đẩy mạnh chuyển đổi số trong hoạt động của các cơ quan",
        "An toàn thông tin mạng và bảo vệ dữ liệu cá nhân",
        "Thúc đẩy hoạt động khoa học, công nghệ trong doanh nghiệp",
    )
    name = (
        "Trung tâm Nghiên cứu, Ứng dụng và Chuyển giao Công nghệ số phục vụ phát triển "
        "kinh tế – xã hội vùng Đồng bằng sông Cửu Long"
    )
    note = "Minh chứng của nhóm nhiệm vụ 3 và 5 được kiểm tra tại chỗ ngày 12/11/2026."
    pillars = tuple(PillarScore(title, 10 * at) for at, title in enumerate(titles * 2))
    return replace(TYPICAL, organisation_name=name, pillars=pillars, evaluator_note=note)


def cold_start() -> tuple[float, float]:
    """Measure a new process: until everything is imported, and until the first certificate."""
    answer = subprocess.run(
        [sys.executable, "-c", COLD_START],
        capture_output=True,
        check=True,
        text=True,
        cwd=Path(__file__).parent,
    )
    imported, done = (float(one) for one in answer.stdout.split())
    return imported, done


def warm(tasks: dict[str, Callable[[], bytes]], rounds: int) -> dict[str, float]:
    """Run all tasks in turn, after one round that does not count; give medians in ms."""
    times: dict[str, list[float]] = {name: [] for name in tasks}
    for counted in range(rounds + 1):
        for name, task in tasks.items():
            start = time.perf_counter()
            task()
            if counted:
                times[name].append((time.perf_counter() - start) * 1000)
    return {name: median(measured) for name, measured in times.items()}


def main() -> None:
    """Measure and print a table."""
    rounds = max(FEWEST_ROUNDS, int(sys.argv[1]) if len(sys.argv) > 1 else 15)
    imported, first = cold_start()
    long = fullest()
    empty = "empty page (the limit)"
    tasks: dict[str, Callable[[], bytes]] = {
        "certificate, 6 pillars": lambda: render_certificate(TYPICAL),
        "certificate, 10 long pillars": lambda: render_certificate(long),
        empty: empty_page,
    }
    medians = warm(tasks, rounds)
    print(f"cold process: {first:.0f} ms to the first certificate, {imported:.0f} of it imports")
    print(f"warm, median of {rounds}:")
    for name, task in tasks.items():
        ratio = medians[name] / medians[empty]
        print(f"  {name:30} {medians[name]:6.1f} ms  {ratio:5.1f} ×  {len(task()):7,} bytes")


def empty_page() -> bytes:
    """Print nothing on a page of the same size: what the engine costs at the least."""
    page = HTML(string="<style>@page { size: 297mm 210mm; margin: 0 }</style>")
    printed: bytes = page.write_pdf()
    return printed


if __name__ == "__main__":
    main()
