"""The OWASP SAMM 2 model, from its own files to a set of ours.

Its business functions become pillars, its practices groups, and each question of its 3 levels and 2
streams a choice with the points of its answer set. A practice scores the sum over its levels of the
mean of its two streams (0 to 3), a function the mean of its practices, the whole the mean of the
functions: with all weights alike that is the mean of the questions, times 3.

Source: OWASP Software Assurance Maturity Model 2, CC BY-SA 4.0, https://owaspsamm.org
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from pathlib import PurePosixPath
from typing import Any

from criteria.document import read_document
from criteria.exchange.imported import Imported, refused
from criteria.exchange.yaml_file import as_yaml
from criteria.findings import Finding
from criteria.loader import examine

MOST_FILES = 5_000
FOLDERS = (
    "business_functions",
    "security_practices",
    "streams",
    "practice_levels",
    "maturity_levels",
    "answer_sets",
    "activities",
    "questions",
)
_FILE = "owasp-samm.yaml"
_LANGUAGE = "en"
_SOURCE = {"document": "OWASP SAMM 2", "url": "https://owaspsamm.org", "verified": True}
_LONGEST = 4000

Record = Mapping[str, Any]
Records = Mapping[str, Record]


def import_samm(files: Mapping[str, bytes], folder: str = "") -> Imported:
    """Read the model from its files by their paths: ``questions/D-SA-1-A.yml`` and so on.

    Each folder may lie deeper; other files are not looked at. `folder` is the name of the whole in
    findings.
    """
    reader = _Reader(folder)
    records = {kind: reader.read(files, kind) for kind in FOLDERS}
    if reader.findings:
        return refused(reader.findings)
    data = _Model(records, reader).as_data()
    if reader.findings:
        return refused(reader.findings)
    examined = examine(as_yaml(data), _FILE)
    return Imported(data, examined.criteria_set, examined.findings)


class _Reader:
    """Reads records and remembers in which file each stands."""

    def __init__(self, folder: str) -> None:
        self.findings: list[Finding] = []
        self._folder = folder
        self.file_of: dict[str, str] = {}

    def read(self, files: Mapping[str, bytes], kind: str) -> Records:
        """Return the records of one folder by their ids."""
        found: dict[str, Record] = {}
        for name, content in sorted(files.items()):
            path = PurePosixPath(name)
            if path.parent.name != kind or path.suffix not in {".yml", ".yaml"}:
                continue
            document = read_document(content, name)
            self.findings += document.findings
            record = document.data
            if isinstance(record, dict) and record.get("id") is not None:
                found[str(record["id"])] = record
                self.file_of[str(record["id"])] = name
            elif not document.findings:
                self.findings.append(Finding("samm_record_without_id", file=name, line=1))
        if not found and not self.findings:
            self.findings.append(
                Finding("samm_folder_missing", file=self._folder, parameters={"folder": kind})
            )
        return found


class _Broken(Exception):
    """A record does not say what it must, or names one that is not there."""


class _Model:
    """The records of the model, and the set they make."""

    def __init__(self, records: Mapping[str, Records], reader: _Reader) -> None:
        self._records = records
        self._reader = reader
        self._questions: dict[str, list[tuple[str, Record]]] = {}
        for key, question in records["questions"].items():
            self._sort_in(key, question)

    def _sort_in(self, key: str, question: Record) -> None:
        """Put a question under its practice, with the code that says level and stream."""
        try:
            activity = self._linked(question, "activity", "activities")
            stream = self._linked(activity, "stream", "streams")
            level = self._linked(activity, "level", "practice_levels")
            number = self._linked(level, "maturityLevel", "maturity_levels")
            practice = self._linked(stream, "practice", "security_practices")
            place = f"{_said(number, 'number')}.{_said(stream, 'letter')}"
            code = f"{_said(practice, 'shortName')}.{place}"
            made = self._criterion(code, question, activity)
        except _Broken as broken:
            self._refuse(key, str(broken))
        else:
            self._questions.setdefault(str(practice["id"]), []).append((code, made))

    def _linked(self, record: Record, key: str, kind: str) -> Record:
        found = self._records[kind].get(str(record.get(key)))
        if found is None:
            raise _Broken(key)
        return found

    def _refuse(self, record: str, key: str) -> None:
        file = self._reader.file_of[record]
        finding = Finding("samm_record_broken", file=file, line=1, parameters={"key": key})
        self._reader.findings.append(finding)

    # --- as a set ---

    def as_data(self) -> dict[str, Any]:
        """Return the data of the set."""
        functions = _in_order(self._records["business_functions"])
        return {
            "format": 1,
            "slug": "owasp-samm",
            "version": "2.0",
            "languages": [_LANGUAGE],
            "title": _words("OWASP SAMM 2"),
            "purpose": _words("Measures how an organisation makes its software secure."),
            "unit": "organisation",
            "official": False,
            "note": _words("OWASP SAMM 2, CC BY-SA 4.0, read from the files of the model."),
            "sources": [_SOURCE],
            "scoring": {
                "aggregation": "mean",
                "missing": "zero",
                "not_applicable": "redistribute",
                "ranked": "score",
            },
            "levels": {"measure": "score", "bands": [_band(number) for number in range(4)]},
            "pillars": [self._pillar(key, one) for key, one in functions],
        }

    def _pillar(self, key: str, function: Record) -> dict[str, Any]:
        practices = [
            (own, practice)
            for own, practice in _in_order(self._records["security_practices"])
            if str(practice.get("function")) == key
        ]
        name = str(function.get("name"))
        return {
            "code": name[:1].upper(),
            "title": _words(name),
            **_optional("about", function.get("description")),
            "groups": [self._group(own, practice) for own, practice in practices],
        }

    def _group(self, key: str, practice: Record) -> dict[str, Any]:
        asked = sorted(self._questions.get(key, []), key=lambda pair: pair[0])
        return {
            "code": str(practice.get("shortName")),
            "title": _words(str(practice.get("name"))),
            **_optional("about", practice.get("shortDescription")),
            "criteria": [criterion for _, criterion in asked],
        }

    def _criterion(self, code: str, question: Record, activity: Record) -> dict[str, Any]:
        answers = self._linked(question, "answerSet", "answer_sets").get("values")
        if not isinstance(answers, list) or not all(isinstance(one, dict) for one in answers):
            raise _Broken("values")
        options = [
            {"code": f"a{at}", "title": _words(_said(one, "text")), "points": _points(one)}
            for at, one in enumerate(answers)
        ]
        quality = question.get("quality")
        proofs = [f"- {proof}" for proof in quality] if isinstance(quality, list) else []
        return {
            "code": code,
            "title": _words(_said(activity, "title")),
            "question": _words(_said(question, "text")),
            **_optional("help", activity.get("longDescription")),
            **_optional("evidence", "\n".join(proofs)),
            **_optional("advice", activity.get("shortDescription")),
            "source": _SOURCE,
            "answer": {"kind": "choice", "options": options},
        }


def _in_order(records: Records) -> list[tuple[str, Record]]:
    def place(pair: tuple[str, Record]) -> tuple[int, str]:
        order = pair[1].get("order")
        return (order if isinstance(order, int) else 0, str(pair[1].get("name")))

    return sorted(records.items(), key=place)


def _said(record: Record, key: str) -> str:
    content = record.get(key)
    if content is None or isinstance(content, (dict, list)):
        raise _Broken(key)
    return str(content).strip()


def _points(answer: Record) -> int | Decimal:
    content = answer.get("value")
    if isinstance(content, bool) or not isinstance(content, (int, Decimal)):
        raise _Broken("value")
    return content


def _words(text: str) -> dict[str, str]:
    return {_LANGUAGE: text}


def _optional(key: str, content: object) -> dict[str, dict[str, str]]:
    text = content.strip()[:_LONGEST] if isinstance(content, str) else ""
    return {key: _words(text)} if text else {}


def _band(number: int) -> dict[str, Any]:
    """A third of the score for each level, since a practice scores from 0 to 3."""
    lower = {"at_least": _third(number)} if number else {}
    upper = {"below": _third(number + 1)} if number < 3 else {}
    return {"level": number, **lower, **upper, "title": _words(f"Level {number}")}


def _third(number: int) -> int | str:
    return 100 if number == 3 else f"{100 * number}/3"
