"""What is wrong or doubtful in a criteria set, with the place where it stands."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from criteria.answers import Parameter


class Severity(StrEnum):
    """An error keeps a set from being used; a warning is advice to its author."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Finding:
    """One fault of a criteria set.

    `code` names the broken rule, `node` the pillar, criterion or indicator it is about ("" for the
    set as a whole); `file` and `line` say where to look (line 0 = not known), in a workbook `cell`.
    """

    code: str
    severity: Severity = Severity.ERROR
    file: str = ""
    line: int = 0
    node: str = ""
    parameters: Mapping[str, Parameter] = field(default_factory=dict)
    cell: str = ""


class CriteriaSetFaulty(ValueError):
    """A criteria set can not be used; `findings` holds every fault, in the order of the file."""

    def __init__(self, findings: Iterable[Finding]) -> None:
        self.findings = tuple(findings)
        super().__init__(
            "; ".join(f"{f.file}:{f.line}: {f.code} {f.node}".rstrip() for f in self.findings)
        )
