"""The kinds of question of a form, each as the answer of a criterion."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence

from criteria.exchange.book import Cell
from criteria.exchange.tree import Branch, Leaf, Raw, Twigs, Words
from criteria.exchange.xlsform.codes import option_code, plain_letters
from criteria.exchange.xlsform.conditions import Asked
from criteria.exchange.xlsform.tables import Form, Line, Warn

_YES = frozenset({"yes", "co", "true", "1", "y"})
_NO = frozenset({"no", "khong", "false", "0", "n"})
_NONE = frozenset({"none", "no", "khong", "khongco", "nothing", "noneofthese", "noneoftheabove"})
_NUMBER = r"(-?[0-9]+(?:\.[0-9]+)?)"
_UPPER = re.compile(rf"\.\s*<=?\s*{_NUMBER}")
_LOWER = re.compile(rf"\.\s*>=?\s*{_NUMBER}")
_PARAMETER = re.compile(rf"\b(start|end)\s*=\s*{_NUMBER}")
_UNIT = {"vi": "đơn vị", "en": "units"}
_TARGET = 100


class Questions:
    """Makes the answers; what a form does not say is assumed, and told."""

    def __init__(self, form: Form, warn: Warn) -> None:
        self._form = form
        self._warn = warn
        self._told: set[tuple[str, str]] = set()
        self._makers: Mapping[str, Callable[[Line, Asked], dict[str, Raw]]] = {
            "select_one": self._one,
            "select_multiple": self._several,
            "integer": self._number,
            "decimal": self._number,
            "range": self._number,
            "text": lambda line, _asked: self._kind(line, "text"),
        }

    def knows(self, sort: str) -> bool:
        """Tell whether a type has a counterpart."""
        return sort in self._makers

    def answer(self, line: Line, asked: Asked) -> Branch:
        """Return the answer of a question, and note in `asked` how conditions name it."""
        return Branch("answer", line.spot, self._makers[line.sort](line, asked))

    def settle(self, asked: Asked) -> None:
        """Tell what was assumed; a question that only sorts the others brings no points."""
        options = asked.branch.keys["answer"]
        if asked.assumed is None or not isinstance(options, Branch):
            return
        listed = options.keys.get("options")
        if not asked.decides or not isinstance(listed, Twigs):
            self._warn("xlsform_points_assumed", asked.assumed)
            return
        for option in listed.items:
            option.keys["points"] = self._leaf(0, asked.assumed)
        asked.branch.keys["counts"] = self._leaf("false", asked.assumed)

    def _leaf(self, content: str | float, cell: Cell) -> Leaf:
        return Leaf(cell.spot, Cell(content, cell.spot))

    def _kind(self, line: Line, kind: str) -> dict[str, Raw]:
        return {"kind": self._leaf(kind, line.cells["type"])}

    def _given(self, line: Line, column: str) -> Leaf | None:
        cell = line.cells.get(column)
        return None if cell is None else Leaf(cell.spot, cell)

    # --- choices ---

    def _one(self, line: Line, asked: Asked) -> dict[str, Raw]:
        choices = self._choices(line)
        names = {plain_letters(one.text("name")).casefold(): one.text("name") for one in choices}
        if len(choices) == 2 and names.keys() & _YES and names.keys() & _NO:
            yes, no = names[min(names.keys() & _YES)], names[min(names.keys() & _NO)]
            asked.answers, asked.kind = {yes: "yes", no: "no"}, "yes_no"
            chosen = next(one for one in choices if one.text("name") == yes)
            points = self._given(line, "points") or self._given(chosen, "points")
            points = points or self._leaf(1, line.cells["type"])
            return {**self._kind(line, "yes_no"), "points": points}
        if not any("points" in one.cells for one in choices):
            asked.assumed = line.cells["type"]
        return self._options(line, asked, choices, range(len(choices)))

    def _several(self, line: Line, asked: Asked) -> dict[str, Raw]:
        choices = self._choices(line)
        if not any("points" in one.cells for one in choices):
            asked.assumed = line.cells["type"]
        points = [int(not _is_none(one)) for one in choices]
        made = self._options(line, asked, choices, points)
        options = made["options"]
        assert isinstance(options, Twigs)
        for choice, option in zip(choices, options.items, strict=True):
            if _is_none(choice):
                option.keys["exclusive"] = self._leaf("true", line.cells["type"])
        return {**made, **self._kind(line, "choices")}

    def _choices(self, line: Line) -> tuple[Line, ...]:
        found = self._form.lists.get(line.list_name, ())
        if not found:
            self._warn("xlsform_list_unknown", line.cells["type"], found=line.list_name[:60])
        return found

    def _options(
        self, line: Line, asked: Asked, choices: tuple[Line, ...], points: Sequence[int]
    ) -> dict[str, Raw]:
        taken: set[str] = set()
        items = []
        answers: dict[str, str] = {}
        for choice, worth in zip(choices, points, strict=True):
            name = choice.text("name")
            code = option_code(name, taken)
            if name in answers:
                self._warn_once("xlsform_choice_twice", choice.name_cell, found=name[:60], own=code)
            answers.setdefault(name, code)
            here = next(iter(choice.cells.values()))
            items.append(
                Branch(
                    "several_option",
                    choice.spot,
                    {
                        "code": self._leaf(code, here),
                        "title": choice.words("label") or self._name(name, choice.name_cell),
                        "points": self._given(choice, "points") or self._leaf(worth, here),
                    },
                )
            )
        asked.answers, asked.kind = answers, "choice"
        return {**self._kind(line, "choice"), "options": Twigs(line.spot, items)}

    def _warn_once(self, code: str, cell: Cell, **parameters: str) -> None:
        """Tell of a choice, however many questions use its list."""
        if (code, cell.spot.name) not in self._told:
            self._told.add((code, cell.spot.name))
            self._warn(code, cell, **parameters)

    def _name(self, name: str, cell: Cell) -> Words:
        self._warn_once("xlsform_label_missing", cell, own=name[:60])
        said = {language: Cell(name, cell.spot) for language in self._form.languages}
        return Words(cell.spot, said)

    # --- numbers ---

    def _number(self, line: Line, asked: Asked) -> dict[str, Raw]:
        here = line.cells["type"]
        known = dict(_PARAMETER.findall(line.text("parameters")))
        limits = {"start": _LOWER, "end": _UPPER}
        for name, form in limits.items():
            found = form.search(line.text("constraint"))
            if found is not None:
                known.setdefault(name, found[1])
        target = self._given(line, "target")
        if target is None and "end" not in known:
            self._warn("xlsform_target_assumed", here, target=_TARGET)
        start = self._given(line, "start") or self._leaf(known.get("start", "0"), here)
        negative = {"may_be_negative": self._leaf("true", here)} if "-" in str(known) else {}
        del asked
        return {
            **self._kind(line, "number"),
            "maximum": self._given(line, "points") or self._leaf(1, here),
            "start": start,
            "target": target or self._leaf(known.get("end", str(_TARGET)), here),
            "unit": self._unit(line, here),
            **negative,
        }

    def _unit(self, line: Line, here: Cell) -> Words:
        cell = line.cells.get("unit")
        said = {
            language: cell or Cell(_UNIT.get(language, _UNIT["en"]), here.spot)
            for language in self._form.languages
        }
        return Words(line.spot, said)


def _is_none(choice: Line) -> bool:
    name = plain_letters(choice.text("name")).casefold().replace("_", "").replace("-", "")
    return name in _NONE
