"""What changed between two versions of a set: the tree, the words, the numbers, the rules.

What lives here: comparing. What does not: the words for people (`sentences.changes`) and what is
comparable (`comparable`). The data of both sets are walked key by key, so that whatever the format
can say is compared.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from criteria.changes import Change, Content, Difference, Listed, Place, YesOrNo
from criteria.codec import as_data
from criteria.comparable import comparable, is_words
from criteria.likeness import is_about_something_else
from criteria.model import CriteriaSet
from criteria.values import Text

Data = dict[str, Any]

_CHILDREN = {"pillars": "pillar", "groups": "group", "criteria": "criterion"}
_CHILDREN["indicators"] = "indicator"
_IDENTITY = ("slug", "version", "format")
# What tells one item of a list from its neighbours; elsewhere it is the place in the list.
_NAMED_BY = ("code", "level", "below", "document")
_ITEM_TITLE = ("title", "descriptor", "do")


@dataclass(frozen=True, slots=True)
class _Node:
    sort: str
    code: str
    parent: str
    data: Data

    @property
    def title(self) -> Text:
        return Text(self.data["title"])

    @property
    def is_asked(self) -> bool:
        return self.sort in {"criterion", "indicator"}


def compare(old: CriteriaSet, new: CriteriaSet) -> Difference:
    """Return everything that is different in the newer set, and what stays comparable."""
    before, after = as_data(old), as_data(new)
    changes = [*_of_the_set(before, after), *_of_the_tree(_nodes(before), _nodes(after))]
    return Difference(old.reference, new.reference, tuple(changes), comparable(old, new))


def _of_the_set(before: Data, after: Data) -> Iterator[Change]:
    left_out = {*_IDENTITY, "pillars"}
    first = {key: content for key, content in before.items() if key not in left_out}
    second = {key: content for key, content in after.items() if key not in left_out}
    if before["slug"] != after["slug"]:
        slugs = {"old": str(before["slug"]), "new": str(after["slug"])}
        yield Change("other_set", parameters=slugs)
    for code, parameters in _parts(first, second, ()):
        yield Change(code, parameters=parameters)


# --- the tree ------------------------------------------------------------------------------


def _nodes(data: Data) -> dict[str, _Node]:
    return {node.code: node for node in _below(data, "")}


def _below(data: Data, parent: str) -> Iterator[_Node]:
    for key, sort in _CHILDREN.items():
        for child in data.get(key, ()):
            yield _Node(sort, child["code"], parent, child)
            yield from _below(child, child["code"])


def _of_the_tree(before: Mapping[str, _Node], after: Mapping[str, _Node]) -> Iterator[Change]:
    recoded = _recoded(before, after)
    moved = _moved(before, after)
    for code in _in_order(before, after):
        if code not in after:
            if code not in recoded:
                yield from _gone(before[code], after)
        elif code not in before:
            old = next((one for one, new in recoded.items() if new == code), None)
            yield from _came(after[code], before, old)
        else:
            yield from _stayed(before[code], after[code], moved)


def _in_order(before: Mapping[str, _Node], after: Mapping[str, _Node]) -> list[str]:
    """Return every code in the order of the newer set; what is gone follows what stood before."""
    order = list(after)
    last = -1
    for code in before:
        if code in after:
            last = order.index(code)
        else:
            last += 1
            order.insert(last, code)
    return order


def _recoded(before: Mapping[str, _Node], after: Mapping[str, _Node]) -> dict[str, str]:
    """Find what has another code and is otherwise the same to the last word."""
    new = [node for node in after.values() if node.code not in before]
    found: dict[str, str] = {}
    for node in before.values():
        if node.code in after or not node.is_asked:
            continue
        same = [n.code for n in new if n.sort == node.sort and _own(n.data) == _own(node.data)]
        if same and same[0] not in found.values():
            found[node.code] = same[0]
    return found


def _own(data: Data) -> Data:
    return {key: content for key, content in data.items() if key not in {"code", "weight"}}


def _gone(node: _Node, after: Mapping[str, _Node]) -> Iterator[Change]:
    if node.sort != "indicator" or node.parent in after:
        yield Change(f"{node.sort}_removed", node.code, node.title)


def _came(node: _Node, before: Mapping[str, _Node], old: str | None) -> Iterator[Change]:
    if old is not None:
        yield Change("recoded", node.code, node.title, {"old": old})
    elif node.sort != "indicator" or node.parent in before:
        yield Change(f"{node.sort}_added", node.code, node.title)


def _stayed(before: _Node, after: _Node, moved: Mapping[str, str]) -> Iterator[Change]:
    code, title = after.code, after.title
    if _is_reused(before, after):
        yield Change("code_reused", code, title, {"old": before.title})
        return
    if before.parent != after.parent:
        yield Change("moved_to", code, title, {"old": before.parent, "new": after.parent})
    elif code in moved:
        other = moved[code]
        sort = "moved_behind" if other else "moved_first"
        yield Change(sort, code, title, {"other": other} if other else {})
    for sort, parameters in _parts(_without_children(before), _without_children(after), ()):
        yield Change(sort, code, title, parameters)


def _without_children(node: _Node) -> Data:
    left_out = {"code", *_CHILDREN}
    return {key: content for key, content in node.data.items() if key not in left_out}


def _is_reused(before: _Node, after: _Node) -> bool:
    """Tell whether a code names something else now."""
    pairs = ((before.data.get(key), after.data.get(key)) for key in ("title", "question"))
    return before.is_asked is not after.is_asked or is_about_something_else(pairs)


def _moved(before: Mapping[str, _Node], after: Mapping[str, _Node]) -> dict[str, str]:
    """Find what changed its place among its siblings, with the sibling that it follows now.

    Of the siblings that stayed, the longest run that kept its order did not move.
    """
    found: dict[str, str] = {}
    for parent in {node.parent for node in after.values()}:
        old = [n.code for n in before.values() if n.parent == parent]
        new = [n.code for n in after.values() if n.parent == parent]
        stayed = [code for code in new if code in old]
        kept = _longest_rising([old.index(code) for code in stayed])
        for place, code in enumerate(stayed):
            if place not in kept:
                at = new.index(code)
                found[code] = new[at - 1] if at else ""
    return found


def _longest_rising(numbers: Sequence[int]) -> set[int]:
    """Return the places of a longest rising run, not necessarily side by side."""
    lengths: list[int] = []
    links: list[int | None] = []
    for place, number in enumerate(numbers):
        behind = [at for at in range(place) if numbers[at] < number]
        link = max(behind, key=lengths.__getitem__, default=None)
        links.append(link)
        lengths.append(1 if link is None else lengths[link] + 1)
    at = max(range(len(numbers)), key=lengths.__getitem__, default=None)
    run: set[int] = set()
    while at is not None:
        run.add(at)
        at = links[at]
    return run


# --- inside a part -------------------------------------------------------------------------

_Found = tuple[str, Mapping[str, Content]]


def _parts(before: Any, after: Any, path: tuple[str, ...]) -> Iterator[_Found]:
    """Yield what differs between two pieces of data under a path."""
    if before == after:
        return
    if is_words(before) and is_words(after):
        yield "reworded", {"place": Place(path), "old": Text(before), "new": Text(after)}
    elif isinstance(before, dict) and isinstance(after, dict):
        yield from _keys(before, after, path)
    elif _has_items(before) and _has_items(after):
        yield from _keys(_by_name(before), _by_name(after), path)
    else:
        shown = {"old": _content(before), "new": _content(after)}
        yield "changed", {"place": Place(path), **shown}


def _keys(before: Data, after: Data, path: tuple[str, ...]) -> Iterator[_Found]:
    for key in [*after, *(key for key in before if key not in after)]:
        here = (*path, key)
        if key not in before:
            yield "added", {"place": Place(here), "new": _content(after[key])}
        elif key not in after:
            yield "removed", {"place": Place(here), "old": _content(before[key])}
        else:
            yield from _parts(before[key], after[key], here)


def _has_items(part: Any) -> bool:
    return isinstance(part, list) and bool(part) and all(isinstance(one, dict) for one in part)


def _by_name(items: Sequence[Data]) -> Data:
    """Give every item a name: its code, level or document if that is its own, else its place."""
    for key in _NAMED_BY:
        names = [str(item[key]) for item in items if key in item]
        if len(set(names)) == len(items):
            return dict(zip(names, items, strict=True))
    return {f"#{place}": item for place, item in enumerate(items, start=1)}


def _content(part: Any) -> Content:
    """Return a value as sentences show it."""
    if is_words(part):
        return Text(part)
    if isinstance(part, bool):
        return YesOrNo(part)
    if isinstance(part, (int, float)):
        return Fraction(str(part))
    if isinstance(part, list):
        return Listed(tuple(("", _content(item)) for item in part))
    return _of_mapping(part) if isinstance(part, dict) else str(part)


def _of_mapping(part: Data) -> Content:
    """Show a part by its words, or by its own values where it has none."""
    for key in _ITEM_TITLE:
        if is_words(part.get(key)):
            return Text(part[key])
    return Listed(tuple((key, _content(content)) for key, content in part.items()))
