"""Every sentence with which answers, tables and criteria sets are refused, in every language.

What lives here: the words, by the code of the fault. What does not: the rules that find a fault.
A sentence says what is wrong and what to do; pages, commands and reports all take it from here.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Protocol

from criteria.answers import Parameter
from criteria.numbers import show_date, show_number
from criteria.sentences.advice import ADVICE
from criteria.sentences.answers import ANSWERS
from criteria.sentences.conditions import CONDITIONS
from criteria.sentences.exchange import EXCHANGE
from criteria.sentences.members import MEMBERS
from criteria.sentences.publishing import PUBLISHING
from criteria.sentences.sets import SETS
from criteria.sentences.structure import STRUCTURE
from criteria.sentences.tables import TABLES
from criteria.sentences.weights import WEIGHTS
from criteria.sentences.writing import WRITING

LANGUAGES = ("vi", "en")
SUBJECTS: Sequence[Mapping[str, Mapping[str, str]]] = (
    ANSWERS,
    TABLES,
    STRUCTURE,
    SETS,
    ADVICE,
    CONDITIONS,
    WEIGHTS,
    WRITING,
    EXCHANGE,
    PUBLISHING,
    MEMBERS,
)
SENTENCES: Mapping[str, Mapping[str, str]] = {
    code: words for subject in SUBJECTS for code, words in subject.items()
}


class Sayable(Protocol):
    """A fault of any sort: a code and the parameters of its sentence."""

    @property
    def code(self) -> str: ...

    @property
    def parameters(self) -> Mapping[str, Parameter]: ...


def say(fault: Sayable, language: str) -> str:
    """Return the sentence for a fault; a language without its own sentences reads English."""
    templates = SENTENCES[fault.code]
    template = templates.get(language, templates["en"])
    return template.format(
        **{name: _words(content, language) for name, content in fault.parameters.items()}
    )


def _words(content: Parameter, language: str) -> str:
    if isinstance(content, date):
        return show_date(content, language)
    if isinstance(content, (Decimal, Fraction)):
        return show_number(content, language)
    return str(content)
