"""How long it takes to read criteria sets, beside their limits, in one run.

Checks all sets that come with the product as `lint --all` does, loads each one as the product does,
and checks a set of 1,000 indicators in three languages, from YAML and from a workbook. The parser
alone reads the largest file beside them. Prints the CPU time of this process: the best of several
rounds, more of them where a round is short.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

from criteria.document import read_document
from criteria.exchange import as_yaml, export_workbook, import_workbook
from criteria.loader import examine, loads
from criteria.registry import shipped

ROUNDS, SECONDS = 3, 1.0
INDICATORS = 1000
ALL_SETS, ONE_SET, LARGE_SET, LARGE_WORKBOOK = 1.5, 0.1, 3.0, 5.0


def best(call: Callable[[], object]) -> float:
    """Return the least CPU seconds that a call takes."""
    taken: list[float] = []
    while len(taken) < ROUNDS or sum(taken) < SECONDS:
        begin = time.process_time()
        call()
        taken.append(time.process_time() - begin)
    return min(taken)


def in_three_languages(part: Any) -> Any:
    """Return the data of a part with a third language beside Vietnamese and English."""
    if isinstance(part, list):
        return [in_three_languages(item) for item in part]
    if not isinstance(part, dict):
        return part
    if part.keys() == {"vi", "en"}:
        return {**part, "fr": f"{part['en']} (fr)"}
    return {key: in_three_languages(content) for key, content in part.items()}


def criteria_of(groups: list[Any]) -> Iterator[Any]:
    """Yield every criterion below some groups that no rule and no condition names."""
    for group in groups:
        yield from group.get("criteria", ())
        yield from criteria_of(group.get("groups", []))


def large_set(content: bytes) -> dict[str, Any]:
    """Return a set of 1,000 indicators in three languages, made of the criteria of another."""
    source: Any = in_three_languages(read_document(content, "").data)
    own = [
        one
        for one in criteria_of(source["pillars"])
        if "answer" in one and "asked_when" not in one and one.get("counts", True)
    ]
    pillars: list[dict[str, Any]] = []
    for number in range(INDICATORS):
        if number % 100 == 0:
            title = {language: f"Pillar {number} ({language})" for language in ("vi", "en", "fr")}
            pillars.append({"code": f"P{number}", "title": title, "criteria": []})
        criterion = {key: one for key, one in own[number % len(own)].items() if key != "weight"}
        pillars[-1]["criteria"].append({**criterion, "code": f"P{number}.01"})
    whole = {key: one for key, one in source.items() if key not in {"rules", "gates"}}
    bands = [{"level": 0, "title": {"vi": "Chung", "en": "All", "fr": "Tous"}}]
    scoring = {"aggregation": "sum", "missing": "zero"}
    scoring |= {"not_applicable": "redistribute", "ranked": "score"}
    whole |= {"languages": ["vi", "en", "fr"], "scoring": scoring}
    whole |= {"levels": {"measure": "score", "bands": bands}, "pillars": pillars}
    whole.pop("pillar_levels", None)
    return whole


def say(what: str, taken: float, limit: float) -> None:
    """Print one line, and whether the limit was kept."""
    missed = "" if taken <= limit else "   missed"
    print(f"{what:58} {taken * 1000:8.1f} ms   limit {limit * 1000:6.0f} ms{missed}")


def main() -> None:
    """Measure everything; only a wrong result stops it."""
    files = {one.reference: one.source.read_bytes() for one in shipped()}
    examine(next(iter(files.values())))
    largest = max(files, key=lambda name: len(files[name]))
    size = sum(map(len, files.values())) / 1e6
    say(
        f"all {len(files)} shipped sets ({size:.1f} MB)",
        best(lambda: [examine(content) for content in files.values()]),
        ALL_SETS,
    )
    for name, content in files.items():
        say(f"  {name}", best(partial(loads, content)), ONE_SET)
    reference = best(lambda: read_document(files[largest], ""))
    print(f"{'  the parser alone on the largest of them':58} {reference * 1000:8.1f} ms")
    data = large_set(files[largest])
    text = as_yaml(data)
    assert not examine(text).errors, examine(text).errors[:3]
    about = f"{INDICATORS} indicators, 3 languages"
    yaml = f"{about}: YAML ({len(text) / 1e6:.1f} MB)"
    say(yaml, best(lambda: examine(text)), LARGE_SET)
    workbook = export_workbook(data)
    assert not import_workbook(workbook).errors
    xlsx = f"{about}: XLSX ({len(workbook) / 1e6:.1f} MB)"
    say(xlsx, best(lambda: import_workbook(workbook)), LARGE_WORKBOOK)


if __name__ == "__main__":
    main()
