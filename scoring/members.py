"""Units made of other units: a corporation of its members, a province of its districts.

What lives here: the mean of members, weighted by their size, and who was left out. Not here: the
scores of the members themselves (`steps`).
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from hashlib import sha256

import numpy as np

from scoring.exact import ExactRow
from scoring.hierarchy import Hierarchy, Node
from scoring.missing import Withheld
from scoring.report import ScoreTable, UnitResult
from scoring.scheme import Scheme
from scoring.steps import score_table


class MembersFaulty(ValueError):
    """Members that are unknown, named twice or have no size."""


@dataclass(frozen=True, slots=True)
class Member:
    """A unit that is part of another, and the size by which it counts."""

    unit: str
    size: Fraction = Fraction(1)


@dataclass(frozen=True, slots=True)
class Excluded:
    """A member that was left out of its whole, because it has no score, and why it has none."""

    unit: str
    why: Withheld


@dataclass(frozen=True)
class Combined:
    """Units made of members.

    Attributes
    ----------
    table : ScoreTable
        Pillars are the leaves of its tree: everything above them follows the members' rules.
    excluded : mapping from unit to tuple of Excluded
        Only units of which a member was left out. A unit of which all were is itself withheld.
    """

    table: ScoreTable
    excluded: Mapping[str, tuple[Excluded, ...]]


def combine_members(
    members: ScoreTable,
    groups: Mapping[str, Sequence[Member]],
    leagues: Mapping[str, str] | None = None,
) -> Combined:
    """Average the pillars of members and score what they are part of.

    Parameters
    ----------
    members : ScoreTable
        The members, scored.
    groups : mapping from unit to its members
    leagues : mapping from unit to league, optional

    Returns
    -------
    Combined

    Raises
    ------
    MembersFaulty
        If a member is not in the table, is named twice in one group, or its size is not above 0.
    ValueError
        If a rule of the set names something below the pillars.

    Notes
    -----
    share of a pillar = sum(size x share) / sum(size) over the members of which it applies; points,
    level, gates and rank follow from the pillars as for any unit. All in exact fractions.

    Source
    ------
    The DTI of merged provinces is the mean of the old provinces' main indices (2025); the level of
    a corporation is aggregated from its member units (Decision 1970/QD-BTTTT).

    Examples
    --------
    See `tests/unit/scoring/test_members.py`.
    """
    scheme = pillar_scheme(members.scheme)
    place = {unit: at for at, unit in enumerate(members.units)}
    rows, excluded = [], {}
    for unit, parts in groups.items():
        _check(unit, parts, place)
        results = [(members.result(place[one.unit]), one.size) for one in parts]
        excluded[unit] = tuple(
            Excluded(one.unit, one.withheld) for one, _ in results if one.withheld is not None
        )
        rows.append(_mean([(one, size) for one, size in results if one.withheld is None], scheme))
    floats = [[np.nan if share is None else float(share) for share in row] for row in rows]
    shares = np.array(floats).reshape(len(rows), scheme.hierarchy.n_leaves)
    table = score_table(
        scheme,
        shares,
        units=list(groups),
        not_applicable=np.isnan(shares),
        leagues=None if leagues is None else [leagues.get(unit, "") for unit in groups],
        exact=dict(enumerate(rows)),
    )
    table = replace(table, set_hash=members.set_hash, input_hash=_input_hash(members, groups))
    return Combined(table, {unit: names for unit, names in excluded.items() if names})


def pillar_scheme(scheme: Scheme) -> Scheme:
    """Return the same rules over a tree whose leaves are the pillars."""
    tree = scheme.hierarchy
    root = tree.codes[tree.root]
    nodes = [Node(root, None, aggregation=tree.aggregation[-1], power=tree.power[-1])]
    nodes += [
        Node(tree.codes[p], root, weight=tree.weight[p], maximum=tree.maximum[p])
        for p in tree.pillars
    ]
    return replace(scheme, hierarchy=Hierarchy.build(nodes))


def _input_hash(members: ScoreTable, groups: Mapping[str, Sequence[Member]]) -> str:
    """Return the SHA-256 of what the members were scored from, and of who counts how much."""
    digest = sha256(members.input_hash.encode())
    for unit, parts in groups.items():
        named = [unit, *(f"{one.unit} {one.size}" for one in parts)]
        digest.update(json.dumps(named, ensure_ascii=False).encode())
    return digest.hexdigest()


def _check(unit: str, parts: Sequence[Member], place: Mapping[str, int]) -> None:
    names = [one.unit for one in parts]
    unknown = [name for name in names if name not in place]
    if unknown:
        raise MembersFaulty(f"{unit} has unknown members: {', '.join(unknown)}")
    if len(set(names)) != len(names) or any(one.size <= 0 for one in parts):
        raise MembersFaulty(f"{unit} names a member twice or gives it no size")


def _mean(results: Sequence[tuple[UnitResult, Fraction]], scheme: Scheme) -> ExactRow:
    shares: list[Fraction | None] = []
    for code in scheme.hierarchy.leaves:
        known = [
            (size, share)
            for result, size in results
            if (share := result.node(code).share) is not None
        ]
        whole = sum((size for size, _ in known), start=Fraction(0))
        reached = sum((size * share for size, share in known), start=Fraction(0))
        shares.append(reached / whole if whole else None)
    return shares
