"""Conditions of a form: what `relevant` says, as far as a set can say it.

A set can ask a question when one other question has one of some answers. Everything else stays out,
with a warning at its cell: then the question is always asked.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from criteria.exchange.book import Cell
from criteria.exchange.tree import Branch, Leaf
from criteria.exchange.xlsform.tables import Warn

_NAME = r"\$\{\s*([^}\s]+)\s*\}"
_WORD = r"(?:'([^']*)'|\"([^\"]*)\"|(-?[0-9]+))"
_EQUAL = re.compile(rf"{_NAME}\s*(!?=)\s*{_WORD}")
_SELECTED = re.compile(rf"selected\(\s*{_NAME}\s*,\s*{_WORD}\s*\)")
_OR = re.compile(r"\s+or\s+")


@dataclass
class Asked:
    """A question that became a criterion: its answers by their names in the form."""

    name: str
    branch: Branch
    kind: str
    answers: Mapping[str, str] = field(default_factory=dict)
    relevant: Sequence[Cell] = ()
    assumed: Cell | None = None
    """The cell whose points had to be assumed."""
    decides: bool = False


def apply_conditions(asked: Sequence[Asked], warn: Warn) -> None:
    """Give every question its condition, and note which questions decide."""
    by_name = {one.name: one for one in reversed(asked)}  # of a doubled name the first is meant
    for one in asked:
        if len(one.relevant) > 1:
            warn("xlsform_condition_several", one.relevant[-1])
        elif one.relevant:
            _apply(one, one.relevant[0], by_name, warn)


def _apply(one: Asked, cell: Cell, by_name: Mapping[str, Asked], warn: Warn) -> None:
    wanted = read_condition(str(cell.content))
    if wanted is None:
        warn("xlsform_condition_unclear", cell)
        return
    name, names, is_not = wanted
    decides = by_name.get(name)
    if decides is None:
        warn("xlsform_condition_unknown", cell, found=name[:60])
    elif not decides.answers:
        warn("xlsform_condition_on_kind", cell, found=name[:60])
    elif decides.relevant:
        warn("xlsform_condition_chain", cell, found=name[:60])
    else:
        answers = _answers(decides, names, is_not=is_not)
        if not answers:
            warn("xlsform_condition_unclear", cell)
            return
        decides.decides = True
        code = decides.branch.keys["code"]
        listed = Leaf(cell.spot, Cell("; ".join(answers), cell.spot))
        one.branch.keys["asked_when"] = Branch(
            "asked_when", cell.spot, {"code": code, "is": listed}
        )


def _answers(decides: Asked, names: Sequence[str], *, is_not: bool) -> list[str]:
    if is_not:
        return [code for name, code in decides.answers.items() if name not in names]
    known = [name in decides.answers for name in names]
    return [decides.answers[name] for name in names] if all(known) else []


def read_condition(text: str) -> tuple[str, list[str], bool] | None:
    """Return the name of one question, the answers that are meant, and whether all others are.

    >>> read_condition("${ban} = 'co' or selected(${ban}, 'it')")
    ('ban', ['co', 'it'], False)
    >>> read_condition("${ban} = 'co' and ${mua} = 'co'") is None
    True
    """
    names: set[str] = set()
    answers: list[str] = []
    is_not = False
    for piece in _OR.split(text.strip()):
        found = _EQUAL.fullmatch(piece.strip("( )")) or _SELECTED.fullmatch(piece.strip())
        if found is None:
            return None
        groups = found.groups()
        is_not = is_not or groups[1] == "!="
        names.add(groups[0])
        answers.append(next(word for word in groups[-3:] if word is not None))
    if len(names) != 1 or (is_not and len(answers) > 1):
        return None
    return names.pop(), answers, is_not
