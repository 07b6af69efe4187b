"""Laws of exchange: any set comes back the same from a workbook and from a file we wrote."""

from __future__ import annotations

import json
from typing import Any

from hypothesis import HealthCheck, given, settings

from criteria.document import canonical_hash, read_document
from criteria.exchange import as_yaml, export_workbook, import_workbook
from tests.properties.test_criteria_sets import criteria_sets

SLOW = [HealthCheck.too_slow]


def plain(data: dict[str, Any]) -> Any:
    """What a file of these data holds."""
    document = read_document(json.dumps(data, ensure_ascii=False).encode(), "x.yaml")
    assert document.findings == ()
    return document.data


@settings(max_examples=25, deadline=None, suppress_health_check=SLOW)
@given(criteria_sets())
def test_a_workbook_brings_back_the_same_set(data: dict[str, Any]) -> None:
    whole = plain(data)
    imported = import_workbook(export_workbook(whole), "x.xlsx")
    assert imported.errors == ()
    assert imported.data is not None
    assert canonical_hash(dict(imported.data)) == canonical_hash(whole)


@settings(max_examples=25, deadline=None, suppress_health_check=SLOW)
@given(criteria_sets())
def test_the_file_that_we_write_reads_back_the_same(data: dict[str, Any]) -> None:
    whole = plain(data)
    assert canonical_hash(read_document(as_yaml(whole), "x.yaml").data) == canonical_hash(whole)
