"""One remark of a rule about a part of the model, before it is given a place in a file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from criteria.answers import Parameter
from criteria.findings import Severity


@dataclass(frozen=True, slots=True)
class Remark:
    """The broken rule, the part it is about and the code of the node around it."""

    code: str
    about: object
    node: str = ""
    severity: Severity = Severity.ERROR
    parameters: Mapping[str, Parameter] = field(default_factory=dict)


def error(code: str, about: object, node: str = "", **parameters: Parameter) -> Remark:
    """Remark on what would make results wrong."""
    return Remark(code, about, node, Severity.ERROR, parameters)


def warning(code: str, about: object, node: str = "", **parameters: Parameter) -> Remark:
    """Remark on what the author may have missed."""
    return Remark(code, about, node, Severity.WARNING, parameters)
