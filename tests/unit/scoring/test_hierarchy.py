"""The tree: its order, its weights, and what is refused."""

from fractions import Fraction

import pytest

from scoring import Aggregation, Hierarchy, Node, NotOneTree

F = Fraction


def leaf(code: str, parent: str | None, maximum: int = 1, weight: int = 1) -> Node:
    return Node(code, parent, weight=F(weight), maximum=F(maximum))


def inner(code: str, parent: str | None, how: Aggregation = Aggregation.SUM, w: int = 1) -> Node:
    return Node(code, parent, weight=F(w), aggregation=how)


def test_nodes_in_any_order_become_leaves_then_inner_nodes_then_the_root() -> None:
    tree = Hierarchy.build(
        [
            leaf("B.1", "B", 4),
            inner("all", None),
            leaf("A.1", "A", 1),
            inner("A", "all"),
            leaf("A.2", "A", 2),
            inner("B", "all"),
        ]
    )
    assert tree.leaves == ("B.1", "A.1", "A.2")
    assert tree.codes[-1] == "all"
    assert [tree.codes[p] for p in tree.pillars] == ["B", "A"]
    assert [int(m) for m in tree.maximum] == [4, 1, 2, *(int(m) for m in tree.maximum[3:5]), 7]
    for child, parent in enumerate(tree.parent[:-1]):
        assert child < parent


def test_a_sum_weighs_by_maximum_and_a_mean_by_the_declared_weight() -> None:
    tree = Hierarchy.build(
        [
            inner("all", None, Aggregation.MEAN),
            inner("A", "all", Aggregation.SUM, w=7),
            leaf("A.1", "A", maximum=5, weight=99),
            leaf("A.2", "A", maximum=3, weight=99),
            leaf("B", "all", maximum=100, weight=2),
        ]
    )
    weight = dict(zip(tree.codes, tree.weight, strict=True))
    assert (weight["A.1"], weight["A.2"]) == (F(5), F(3))
    assert (weight["A"], weight["B"]) == (F(7), F(2))


def test_siblings_keep_the_order_of_the_set_when_criteria_and_groups_mix() -> None:
    tree = Hierarchy.build(
        [
            inner("all", None),
            inner("P", "all"),
            leaf("P.1", "P"),
            inner("P.G", "P"),
            leaf("P.2", "P.G"),
            leaf("P.3", "P"),
        ]
    )
    pillar = tree.children[tree.index["P"] - tree.n_leaves]
    assert [tree.codes[child] for child in pillar] == ["P.1", "P.G", "P.3"]


@pytest.mark.parametrize(
    ("nodes", "complaint"),
    [
        ([], "one root"),
        ([inner("a", None), inner("b", None), leaf("x", "a"), leaf("y", "b")], "one root"),
        ([inner("a", None), leaf("x", "a"), leaf("x", "a")], "used twice"),
        ([inner("a", None), leaf("x", "nowhere")], "unknown parent nowhere"),
        ([inner("a", None)], "a: an inner node has children"),
        ([inner("a", None), leaf("x", "a"), leaf("y", "x")], "x: an inner node has children"),
        ([inner("a", None), Node("x", "a")], "x needs either"),
        ([Node("a", None, maximum=F(1))], "one root"),
        ([inner("a", None), leaf("x", "a", maximum=-1)], "negative"),
        ([inner("a", None), leaf("x", "a", weight=-1)], "negative"),
        (
            [inner("a", None), leaf("x", "a"), inner("b", "c"), inner("c", "b")],
            "not below the root: b, c",
        ),
    ],
)
def test_what_is_not_one_tree_is_refused(nodes: list[Node], complaint: str) -> None:
    with pytest.raises(NotOneTree, match=complaint):
        Hierarchy.build(nodes)


def test_a_leaf_outside_the_tree_counts_for_nothing_in_it() -> None:
    tree = Hierarchy.build(
        [leaf("X", None, 9), inner("all", None), leaf("a", "all", 2), leaf("b", "all", 3)]
    )
    assert tree.leaves == ("X", "a", "b")
    assert tree.extras == (0,)
    assert tree.maximum[tree.root] == 5
    assert [tree.codes[p] for p in tree.pillars] == ["a", "b"]
