"""Rules about the tree: codes, weights, points, and what belongs to each criterion."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

from criteria.likeness import words_of
from criteria.lint.remark import Remark, error, warning
from criteria.model import Aggregation, CriteriaSet, Criterion, Group, Indicator, Scoring, Text

Node = Group | Criterion | Indicator
_FEWEST_LETTERS = 3
"""So many letters name something, in one language at least."""

_BLANKS = frozenset(
    {"", "n a", "na", "nil", "no", "none", "nothing", "not applicable"}
    | {"không", "không có", "không cần", "không áp dụng", "chưa có", "khong", "khong co"}
)
"""What is written where nothing is to be said, in words without marks."""

_USUAL_SUMS = frozenset({1, 10, 100, 1000})


def tree_remarks(criteria_set: CriteriaSet) -> Iterator[Remark]:
    """Yield remarks about the tree."""
    yield from _duplicate_codes(criteria_set)
    default = criteria_set.scoring
    yield from _weights(default, "", criteria_set.pillars, default.aggregation, default)
    for pillar in criteria_set.pillars:
        yield from _weights_below(pillar, default)
    if criteria_set.maximum == 0:
        yield error("nothing_scores", criteria_set)


def proof_remarks(criteria_set: CriteriaSet) -> Iterator[Remark]:
    """Yield advice about the evidence and the source of each criterion."""
    for criterion in criteria_set.criteria():
        if criterion.maximum > 0 and _says_nothing(criterion.evidence):
            yield warning("evidence_missing", criterion, criterion.code)
        if criteria_set.official and not criterion.source.verified:
            yield warning("official_unverified", criterion.source, criterion.code)


def _says_nothing(evidence: Text | None) -> bool:
    """Tell whether nothing is named that could prove anything."""
    said = [words_of(words) for words in evidence.values()] if evidence else []
    has_blank = any(" ".join(words) in _BLANKS for words in said)
    return has_blank or all(len("".join(words)) < _FEWEST_LETTERS for words in said)


def nodes_of(criteria_set: CriteriaSet) -> Iterator[Node]:
    """Yield every part that has a code; a criterion of one question is one part."""
    for pillar in criteria_set.pillars:
        yield from _nodes(pillar)


def _nodes(group: Group) -> Iterator[Node]:
    yield group
    for part in group.parts:
        if isinstance(part, Group):
            yield from _nodes(part)
        else:
            yield part
            yield from () if part.is_one_question else part.indicators


def _duplicate_codes(criteria_set: CriteriaSet) -> Iterator[Remark]:
    seen: set[str] = set()
    for node in nodes_of(criteria_set):
        if node.code in seen:
            yield error("duplicate_code", node, node.code, repeated=node.code)
        seen.add(node.code)


def _weights_below(part: Group | Criterion, default: Scoring) -> Iterator[Remark]:
    if isinstance(part, Criterion) and part.is_one_question:
        return
    children: Sequence[Node] = part.parts if isinstance(part, Group) else part.indicators
    aggregation = part.aggregation or default.aggregation
    yield from _weights(part, part.code, children, aggregation, default)
    for child in children:
        if not isinstance(child, Indicator):
            yield from _weights_below(child, default)


def _weights(
    parent: object,
    node: str,
    children: Sequence[Node],
    aggregation: Aggregation,
    scoring: Scoring,
) -> Iterator[Remark]:
    weights = [child.weight for child in children if child.weight is not None]
    if not weights:
        return
    if aggregation is Aggregation.SUM:
        for child in children:
            if child.weight is not None:
                yield error("weight_under_sum", child, child.code)
        return
    if len(weights) < len(children):
        without = [child.code for child in children if child.weight is None]
        yield error("weights_partly_given", parent, node, codes=", ".join(without))
        return
    yield from _weight_total(parent, node, weights, scoring.weights_sum)


def _weight_total(
    parent: object, node: str, weights: Sequence[Fraction], wanted: Fraction | None
) -> Iterator[Remark]:
    total = sum(weights, Fraction(0))
    if total == 0:
        yield error("weights_all_zero", parent, node)
    elif wanted is not None:
        if total != wanted:
            yield error("weights_sum_differs", parent, node, total=total, wanted=wanted)
    elif total not in _USUAL_SUMS and len(set(weights)) > 1:
        yield warning("weights_sum", parent, node, total=total)
