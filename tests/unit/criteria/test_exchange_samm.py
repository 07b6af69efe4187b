"""The OWASP SAMM model in files of its form: what is missing or broken is told by its file.

The model itself is tested where its published files are (`tests/golden`).
"""

from __future__ import annotations

import pytest

from criteria.answers import Given
from criteria.compile import score_one
from criteria.exchange import Imported, import_samm
from criteria.sentences import say

FILES = {
    "model/business_functions/F.yml": "id: f\nname: Design\norder: 1\n",
    "model/security_practices/P.yml": "id: p\nfunction: f\nname: Threats\nshortName: TA\n",
    "model/streams/A.yml": "id: sa\npractice: p\nletter: A\n",
    "model/streams/B.yml": "id: sb\npractice: p\nletter: B\n",
    "model/maturity_levels/1.yml": "id: m1\nnumber: 1\n",
    "model/practice_levels/L.yml": "id: l\npractice: p\nmaturityLevel: m1\n",
    "model/answer_sets/S.yml": (
        "id: s\nvalues:\n- {text: No, value: 0}\n- {text: Some, value: 0.25}\n"
        "- {text: Yes, value: 1}\n"
    ),
    "model/activities/A.yml": (
        "id: aa\nstream: sa\nlevel: l\ntitle: Think\nshortDescription: Think first.\n"
        "longDescription: Think of it.\n"
    ),
    "model/activities/B.yml": (
        "id: ab\nstream: sb\nlevel: l\ntitle: Draw\nshortDescription: Draw it.\n"
    ),
    "model/questions/A.yml": (
        "id: qa\nactivity: aa\nanswerSet: s\ntext: Do you think?\nquality:\n- You think\n- Often\n"
    ),
    "model/questions/B.yml": (
        "id: qb\nactivity: ab\nanswerSet: s\ntext: Do you draw?\nquality:\n- You draw\n"
    ),
    "readme.md": "no record",
    "model/other/x.yml": "anything: [",
}


def imported(**changes: str | None) -> Imported:
    """Import the small model after some files were changed or taken away."""
    files = {
        **FILES,
        **{f"model/{name.replace('__', '/')}.yml": text for name, text in changes.items()},
    }
    return import_samm({name: text.encode() for name, text in files.items() if text is not None})


def test_the_small_model_makes_a_set() -> None:
    made = imported()
    assert made.findings == ()
    one = made.criteria_set
    assert one is not None
    assert [pillar.code for pillar in one.pillars] == ["D"]
    assert [part.code for part in one.pillars[0].parts] == ["TA"]
    assert [indicator.code for indicator in one.indicators()] == ["TA.1.A", "TA.1.B"]
    first = next(one.criteria())
    assert first.evidence is not None
    assert first.evidence.say("en") == "- You think\n- Often"
    result = score_one(one, {"TA.1.A": Given({"option": "a1"}), "TA.1.B": Given({"option": "a2"})})
    assert result.score == 62.5


BROKEN = [
    ({"questions__A": None, "questions__B": None}, "samm_folder_missing", ""),
    ({"streams__A": None}, "samm_record_broken", "model/questions/A.yml"),
    ({"answer_sets__S": "id: s\n"}, "samm_record_broken", "model/questions/A.yml"),
    (
        {"answer_sets__S": "id: s\nvalues:\n- {text: No, value: none}\n"},
        "samm_record_broken",
        "model/questions/A.yml",
    ),
    ({"maturity_levels__1": "id: m1\n"}, "samm_record_broken", "model/questions/A.yml"),
    ({"activities__A": "id: aa\nstream: [sa]\n"}, "samm_record_broken", "model/questions/A.yml"),
    ({"activities__A": "title: x\n"}, "samm_record_without_id", "model/activities/A.yml"),
    ({"activities__A": "- x\n"}, "samm_record_without_id", "model/activities/A.yml"),
    ({"activities__A": "id: &a x\n"}, "alias", "model/activities/A.yml"),
    ({"activities__A": "a: ["}, "yaml_syntax", "model/activities/A.yml"),
    ({"security_practices__P": "id: p\nfunction: f\nshortName: x y\nname: z\n"}, "bad_code", ""),
]


@pytest.mark.parametrize(("changes", "code", "file"), BROKEN)
def test_what_is_broken_is_told_by_its_file(
    changes: dict[str, str | None], code: str, file: str
) -> None:
    made = imported(**changes)
    assert made.criteria_set is None
    told = {(one.code, one.file) for one in made.findings}
    assert (code, file or next(iter(told))[1]) in told
    assert all(say(one, "vi") and say(one, "en") for one in made.findings)


def test_no_files() -> None:
    assert {one.code for one in import_samm({}).findings} == {"samm_folder_missing"}
