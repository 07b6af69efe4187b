"""From a form to a checked set: its groups and questions become pillars and criteria."""

from __future__ import annotations

from collections.abc import Mapping

from criteria.exchange.book import Book, Cell, Spot, read_book
from criteria.exchange.imported import Imported, judged, refused
from criteria.exchange.keys import ROOT
from criteria.exchange.tree import Branch, Leaf, Raw, Twigs, Words
from criteria.exchange.xlsform.codes import Codes, slug_of, version_of
from criteria.exchange.xlsform.conditions import Asked, apply_conditions
from criteria.exchange.xlsform.questions import Questions
from criteria.exchange.xlsform.tables import Form, Line, Warn, read_form, warning
from criteria.findings import Finding

# What a form keeps for itself: nobody is asked.
_UNASKED = frozenset(
    {
        "audit", "background_audio", "calculate", "deviceid", "email", "end", "hidden",
        "phonenumber", "simserial", "start", "subscriberid", "today", "username",
    }
)  # fmt: skip
_OTHERS = {"vi": "Câu hỏi chung", "en": "General questions"}
_ALL = {"vi": "Chưa chia mức", "en": "Not divided into levels"}
_PURPOSE = {
    "vi": "Nhập từ một biểu mẫu XLSForm. Hãy viết lại mục đích của bộ tiêu chí.",
    "en": "Imported from an XLSForm. Write down what the set is for.",
}
_NOTE = {
    "vi": "Điểm, mức và minh chứng do việc nhập giả định; hãy xem lại từng tiêu chí.",
    "en": "Points, levels and evidence were assumed by the import; look at each criterion.",
}
_SCORING = {
    "aggregation": "sum",
    "missing": "zero",
    "not_applicable": "redistribute",
    "ranked": "score",
}
_DEEPEST = 20


def is_xlsform(content: bytes) -> bool:
    """Tell whether a workbook is a form: it has a sheet `survey`."""
    return _survey(read_book(content, "")) is not None


def _survey(book: Book) -> str | None:
    names = (sheet.name for sheet in book.sheets if sheet.name.strip().casefold() == "survey")
    return next(names, None)


def import_xlsform(content: bytes, file: str = "", *, language: str = "vi") -> Imported:
    """Read the beginnings of a set from a form.

    `language` is that of labels without one, where the form names no default language.
    """
    book = read_book(content, file)
    survey = _survey(book)
    if survey is None:
        return refused(book.findings or (Finding("xlsform_without_survey", file=file, line=1),))
    findings: list[Finding] = []

    def warn(code: str, cell: Cell, **parameters: str | int) -> None:
        findings.append(warning(code, cell, file, **parameters))

    form = read_form(book, language, warn)
    tree = _Tree(form, Questions(form, warn), warn)
    return judged(tree.root(), book, file=file, findings=findings)


class _Tree:
    """Builds the tree of a set out of the rows of a form."""

    def __init__(self, form: Form, questions: Questions, warn: Warn) -> None:
        self._form = form
        self._questions = questions
        self._warn = warn
        self._codes = Codes()
        self._named: set[str] = set()
        self._asked: list[Asked] = []

    def root(self) -> Branch:
        """Return the whole set."""
        start, settings = self._form.start, self._form.settings
        pillars = self._pillars()
        title = settings.text("form_title") or settings.text("form_id") or "XLSForm"
        here = settings.cells.get("form_title") or settings.cells.get("form_id")
        if here is not None and len(self._form.languages) > 1:
            listed = ", ".join(self._form.languages)
            self._warn("xlsform_title_copied", here, own=title[:60], languages=listed)
        slug = slug_of(settings.text("form_id") or title)
        source = Branch("source", start, {"document": self._leaf(title)})
        keys: dict[str, Raw] = {
            "format": self._leaf(1),
            "slug": self._leaf(slug),
            "version": self._leaf(version_of(settings.text("version"))),
            "languages": self._leaf("; ".join(self._form.languages)),
            "title": self._words({"en": title}, here.spot if here else start),
            "purpose": self._words(_PURPOSE),
            "unit": self._leaf("unit"),
            "official": self._leaf("false"),
            "note": self._words(_NOTE),
            "sources": Twigs(start, [source]),
            "scoring": Branch(
                "#/scoring", start, {key: self._leaf(word) for key, word in _SCORING.items()}
            ),
            "levels": self._levels(),
            "pillars": Twigs(start, pillars),
        }
        return Branch(ROOT, start, keys)

    def _leaf(self, content: str | int, spot: Spot | None = None) -> Leaf:
        here = spot or self._form.start
        return Leaf(here, Cell(content, here))

    def _words(self, words: Mapping[str, str], spot: Spot | None = None) -> Words:
        """Return words of our own in the languages of the form, where there are none in English."""
        here = spot or self._form.start
        said = {
            language: Cell(words.get(language, words["en"]), here)
            for language in self._form.languages
        }
        return Words(here, said)

    def _levels(self) -> Branch:
        start = self._form.start
        band = Branch("band", start, {"level": self._leaf(0), "title": self._words(_ALL)})
        keys: dict[str, Raw] = {"measure": self._leaf("score"), "bands": Twigs(start, [band])}
        return Branch("levels", start, keys)

    # --- the tree ---

    def _pillars(self) -> list[Branch]:
        """Return the outermost groups; questions outside of them make a pillar of their own."""
        start = self._form.start
        outside = Branch("group", start, {"title": self._words(_OTHERS)})
        top = Twigs(start, [outside])
        around: list[tuple[Branch, list[Cell]]] = []
        for line in self._form.lines:
            if line.opens and len(around) < _DEEPEST:
                relevant = self._relevant(line, around)
                siblings = _listed(around[-1][0], "groups") if around else top
                siblings.items.append(self._group(line))
                around.append((siblings.items[-1], relevant))
            elif line.closes and around:
                around.pop()
            elif line.sort:
                self._question(line, around[-1][0] if around else outside, around)
        if "criteria" in outside.keys:
            outside.keys["code"] = self._leaf(self._codes.node("CHUNG"))
        apply_conditions(self._asked, self._warn)
        for asked in self._asked:
            self._questions.settle(asked)
        return [one for one in top.items if self._settle(one)]

    def _relevant(self, line: Line, around: list[tuple[Branch, list[Cell]]]) -> list[Cell]:
        """Return the conditions that hold for a line: its own, and those of the groups around."""
        own = [line.cells["relevant"]] if "relevant" in line.cells else []
        return [*(around[-1][1] if around else []), *own]

    def _group(self, line: Line) -> Branch:
        if line.sort == "begin_repeat":
            self._warn("xlsform_repeat", line.cells["type"])
        keys: dict[str, Raw] = {"code": self._code(line), "title": self._label(line)}
        return Branch("group", line.spot, keys, has_row=True)

    def _code(self, line: Line) -> Leaf:
        """Return a code made of a name, and tell if another part has that code already."""
        name = line.text("name")
        code = self._codes.node(name)
        if name in self._named:
            self._warn("xlsform_name_twice", line.name_cell, found=name[:60], own=code)
        elif name and code != Codes().node(name):
            self._warn("xlsform_code_taken", line.name_cell, found=name[:60], own=code)
        self._named.update({name} - {""})
        return self._leaf(code, line.spot)

    def _label(self, line: Line) -> Words:
        """Return the label of a question or group; without one its name, and tell so."""
        words = line.words("label")
        if words is not None:
            return words
        own = line.text("name") or "?"
        self._warn("xlsform_label_missing", line.name_cell, own=own[:60])
        return self._words({"en": own}, line.spot)

    def _question(
        self, line: Line, parent: Branch, around: list[tuple[Branch, list[Cell]]]
    ) -> None:
        if not self._questions.knows(line.sort):
            if line.sort not in _UNASKED:
                self._warn("xlsform_type_skipped", line.cells["type"], found=line.sort[:60])
            return
        name = line.text("name")
        words = self._label(line)
        source = self._form.settings.text("form_title") or "XLSForm"
        branch = Branch(
            "criterion",
            line.spot,
            {
                "code": self._code(line),
                "title": words,
                "question": words,
                "source": Branch("source", line.spot, {"document": self._leaf(source)}),
            },
            has_row=True,
        )
        hint = line.words("hint")
        if hint is not None:
            branch.keys["help"] = hint
        asked = Asked(name, branch, line.sort, relevant=self._relevant(line, around))
        branch.keys["answer"] = self._questions.answer(line, asked)
        self._asked.append(asked)
        _listed(parent, "criteria").items.append(branch)

    def _settle(self, group: Branch) -> bool:
        """Make sure that a group holds either groups or questions; tell whether it holds any."""
        groups = group.keys.get("groups")
        if isinstance(groups, Twigs):
            groups.items[:] = [one for one in groups.items if self._settle(one)]
            if not groups.items:
                del group.keys["groups"]
        if "groups" in group.keys and "criteria" in group.keys:
            own = group.keys["code"]
            above = str(own.cell.content) if isinstance(own, Leaf) and own.cell else ""
            code = self._leaf(self._codes.node(f"{above}.CHUNG"), group.spot)
            loose = Branch("group", group.spot, {"code": code, "title": group.keys["title"]})
            loose.keys["criteria"] = group.keys.pop("criteria")
            assert isinstance(groups, Twigs)
            groups.items.insert(0, loose)
        return "groups" in group.keys or "criteria" in group.keys


def _listed(group: Branch, key: str) -> Twigs:
    found = group.keys.setdefault(key, Twigs(group.spot))
    assert isinstance(found, Twigs)
    return found
