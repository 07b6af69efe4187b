"""What follows from a scheme and the form of the answers, before any block is read.

What lives here: which rules are refused, and what is known about the steps of the leaves. Not here:
the work on blocks (`blocks`).
"""

from __future__ import annotations

from dataclasses import MISSING, dataclass, fields, replace
from math import lcm

import numpy as np

from scoring.bulk.answers import Answers, CodedAnswers
from scoring.bulk.certainty import Grids, rounding_bound
from scoring.bulk.climb import Climber
from scoring.bulk.codes import CodeReader
from scoring.bulk.delegation import Exactly
from scoring.bulk.layout import Layout
from scoring.bulk.rows import Reader
from scoring.bulk.settling import Settler
from scoring.bulk.shares import ShareReader
from scoring.bulk.steps import Steps, known_steps
from scoring.scheme import Scheme

FOLLOWED = frozenset(
    {
        "hierarchy",
        "missing",
        "not_applicable",
        "levels",
        "pillar_levels",
        "gates",
        "ranked",
        "name",
        "ties",
    }
)
"""The fields of a scheme that are followed here; a scheme that sets another one is refused."""


class NotInBulk(ValueError):
    """A rule that only `score_table` follows; `rule` names it."""

    def __init__(self, rule: str) -> None:
        self.rule = rule
        super().__init__(f"{rule}: only score_table follows this rule")


@dataclass(frozen=True)
class Plan:
    """How answers are worked on.

    Attributes
    ----------
    scheme : Scheme
        Its hierarchy knows the steps of its leaves.
    steps : Steps, optional
        Found in the shares, and not declared: every share is checked.
    """

    scheme: Scheme
    answers: Answers
    layout: Layout
    steps: Steps | None
    settler: Settler

    @classmethod
    def of(cls, scheme: Scheme, answers: Answers) -> Plan:
        """Look at the scheme and at a sample of the answers.

        Raises
        ------
        NotInBulk
            If the scheme has a rule that is not followed here.
        ValueError
            If the answers have another number of leaves.
        """
        _refuse(scheme)
        if answers.n_leaves != scheme.hierarchy.n_leaves:
            raise ValueError(f"expected {scheme.hierarchy.n_leaves} leaves, got {answers.n_leaves}")
        known, steps, size = scheme.hierarchy.lattice, None, 1.0
        if isinstance(answers, CodedAnswers):
            common = {id(x): lcm(*(share.denominator for share in x)) for x in answers.different}
            known = tuple(common[id(ladder)] for ladder in answers.ladders)
            size = answers.size
        elif len(answers):
            shares, strange = np.asarray(answers.shares), answers.strangers
            known, steps = known_steps(shares if strange is None else shares[~strange], known)
        scheme = replace(scheme, hierarchy=replace(scheme.hierarchy, lattice=known))
        layout = Layout(scheme.hierarchy)
        tolerance = rounding_bound(scheme.hierarchy) * size
        return cls(scheme, answers, layout, steps, Settler(Grids.find(scheme, layout, tolerance)))

    @property
    def grids(self) -> Grids:
        return self.settler.grids

    def climber(self) -> Climber:
        """Make what works on blocks, once for each thread."""
        reader: Reader
        if isinstance(self.answers, CodedAnswers):
            reader = CodeReader(self.scheme, self.answers, self.layout)
        else:
            reader = ShareReader(self.scheme, self.answers, self.layout, self.steps)
        return Climber(self.layout, reader, self.scheme.not_applicable)

    def exactly(self) -> Exactly:
        """Make what decides in fractions."""
        return Exactly(self.scheme, self.answers, self.steps)


def _refuse(scheme: Scheme) -> None:
    for one in fields(scheme):
        default = None if one.default is MISSING else one.default
        if one.name not in FOLLOWED and getattr(scheme, one.name) != default:
            raise NotInBulk(one.name)
    if not scheme.hierarchy.is_linear:
        raise NotInBulk("aggregation")
    for cut in filter(None, (scheme.levels, scheme.pillar_levels)):
        if cut.rounding is not None:
            raise NotInBulk("rounding")
        if not all(0 <= level <= 127 for level in cut.bands.levels):
            raise NotInBulk("levels")
