"""Criteria sets in other forms: workbooks there and back, XLSForm and OWASP SAMM on the way in."""

from criteria.exchange.imported import Imported
from criteria.exchange.importing import import_workbook
from criteria.exchange.samm import import_samm
from criteria.exchange.workbook import export_workbook
from criteria.exchange.xlsform import import_xlsform, is_xlsform
from criteria.exchange.yaml_file import as_yaml

__all__ = [
    "Imported",
    "as_yaml",
    "export_workbook",
    "import_samm",
    "import_workbook",
    "import_xlsform",
    "is_xlsform",
]
