"""Fetch a page and print a certificate from an installed package, far from the checkout."""

import sys
from datetime import date
from pathlib import Path

import surveyapp
from surveyapp.app import create_app
from surveyapp.certificates.document import render_certificate
from surveyapp.certificates.values import CertificateValues, PillarScore
from surveyapp.config import Settings
from surveyapp.persistence.database import Database
from surveyapp.persistence.migrating import migrate

installation = Path(sys.argv[1]).resolve()
if not Path(surveyapp.__file__).resolve().is_relative_to(installation):
    sys.exit(f"surveyapp was imported from {surveyapp.__file__}, not from the wheel")

settings = Settings.from_environment()
database = Database(settings.database_url)
migrate(database)
page = create_app(settings, database).test_client().get("/")
if page.status_code != 200 or "Thước Số" not in page.get_data(as_text=True):
    sys.exit(f"the home page answered {page.status_code}")
style = create_app(settings, database).test_client().get("/static/css/app.css")
if style.status_code != 200:
    sys.exit("the style sheet is not in the wheel")

values = CertificateValues(
    serial="TS26-0000-0000-0",
    kind="verified",
    language="vi",
    subject="MỨC ĐỘ CHUYỂN ĐỔI SỐ",
    organisation_name="Công ty TNHH Mẫu Đường Số",
    organisation_detail="Đà Nẵng",
    campaign_title="Đợt thử",
    period="Năm 2026",
    criteria_set_title="Doanh nghiệp nhỏ và vừa",
    criteria_set_reference="dn-nho-va-vua@1.0",
    score=64,
    level=3,
    level_title="Hình thành",
    level_count=5,
    pillars=(PillarScore("Chiến lược", 60), PillarScore("Dữ liệu", 50), PillarScore("Hạ tầng", 70)),
    issued_on=date(2026, 11, 21),
    valid_until=date(2027, 11, 21),
    issuer_name="Thước Số",
    verify_url="https://thuocso.example/verify/TS26",
)
document = render_certificate(values)
if not document.startswith(b"%PDF"):
    sys.exit("the certificate is no PDF")
print(f"home page {len(page.data)} bytes, certificate {len(document)} bytes, from {installation}")
