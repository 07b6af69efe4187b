"""The results of units that are made of others, beside those of their members.

What lives here: the columns of a table with members, and who was left out. What does not: the
columns of every result (`score`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from criteria.members import TableScored
from criteria.tables import Cell
from scoring import Why
from scoring.members import Excluded

COLUMNS = ("part_of", "counted", "excluded")
"""The whole of a member; of a whole how many members count, and which ones do not."""

_HEAD = 2
_WORDS: Mapping[str, Mapping[str, str]] = {
    "vi": {
        "wholes": "Đã gộp {count} đơn vị từ các thành viên.",
        "excluded": "Không tính vào “{whole}”: {unit}, {why}.",
        Why.ANSWERS_MISSING.value: "chưa trả lời {codes}",
        Why.TOO_FEW_ANSWERS.value: "chưa trả lời đủ: {codes}",
        Why.NOTHING_APPLICABLE.value: "không có tiêu chí nào áp dụng",
        Why.WEIGHTS_FROM_DATA.value: "trọng số phụ thuộc dữ liệu của mọi đơn vị",
    },
    "en": {
        "wholes": "Units made of their members: {count}.",
        "excluded": "Not counted in “{whole}”: {unit}, {why}.",
        Why.ANSWERS_MISSING.value: "did not answer {codes}",
        Why.TOO_FEW_ANSWERS.value: "answered too little: {codes}",
        Why.NOTHING_APPLICABLE.value: "nothing applies to it",
        Why.WEIGHTS_FROM_DATA.value: "its weights depend on the data of all units",
    },
}
_MOST_CODES = 10


def with_members(
    scored: TableScored, members: Iterable[Sequence[Cell]], wholes: Iterable[Sequence[Cell]]
) -> Iterator[Sequence[Cell]]:
    """Yield the rows of members and then of wholes, with the columns that only they have."""
    for unit, row in zip(scored.units, members, strict=True):
        yield [*row[:_HEAD], unit.membership.part_of, None, None, *row[_HEAD:]]
    excluded = {} if scored.combined is None else scored.combined.excluded
    for whole, row in zip(scored.wholes, wholes, strict=True):
        out = excluded.get(whole.unit, ())
        counted = len(whole.members) - len(out)
        names = "; ".join(one.unit for one in out)
        yield [*row[:_HEAD], "", counted, names, *row[_HEAD:]]


def member_lines(scored: TableScored, language: str) -> Iterator[str]:
    """Say how many units were made of members, and which members were left out and why."""
    words = _WORDS[language]
    if scored.combined is None:
        return
    yield words["wholes"].format(count=len(scored.wholes))
    for whole, out in scored.combined.excluded.items():
        for one in out:
            yield words["excluded"].format(whole=whole, unit=one.unit, why=_why(one, language))


def _why(one: Excluded, language: str) -> str:
    codes = one.why.codes
    shown = ", ".join(codes[:_MOST_CODES]) + ("…" if len(codes) > _MOST_CODES else "")
    return _WORDS[language][one.why.why.value].format(codes=shown)
