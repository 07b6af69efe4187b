"""A YAML 1.2 file as plain data, with the line on which everything stands.

What lives here: reading bytes safely. Anchors, aliases, tags, several documents, duplicate keys
and endless nesting are refused, so that a file can do no harm and says what it seems to say. What
does not: what the data means (`structure`, `building`).

Numbers keep every digit: they become int or Decimal, never a float.
"""

from __future__ import annotations

import codecs
import hashlib
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from decimal import Decimal
from importlib import import_module
from typing import Any, TypeAlias

import orjson
import ruamel.yaml
import yaml

from criteria.answers import Parameter
from criteria.findings import Finding
from criteria.numbers import canonical

_fast_loader: Any = None
with suppress(ImportError):  # libyaml gives the same events 25 times faster, where it is installed
    _fast_loader = import_module("yaml.cyaml").CSafeLoader

# The two parsers call their events alike.
_NODE = (yaml.NodeEvent, ruamel.yaml.events.NodeEvent)
_SCALAR = frozenset({yaml.ScalarEvent, ruamel.yaml.events.ScalarEvent})
_MAPPING = frozenset({yaml.MappingStartEvent, ruamel.yaml.events.MappingStartEvent})
_MAPPING_END = frozenset({yaml.MappingEndEvent, ruamel.yaml.events.MappingEndEvent})
_LIST = frozenset({yaml.SequenceStartEvent, ruamel.yaml.events.SequenceStartEvent})
_LIST_END = frozenset({yaml.SequenceEndEvent, ruamel.yaml.events.SequenceEndEvent})
_DOCUMENT = frozenset({yaml.DocumentStartEvent, ruamel.yaml.events.DocumentStartEvent})
_ERRORS = (yaml.YAMLError, ruamel.yaml.error.YAMLError)

MOST_BYTES = 16_000_000
MOST_NODES = 500_000
DEEPEST = 30
MOST_FINDINGS = 1_000

Plain: TypeAlias = "str | int | bool | Decimal | list[Plain] | dict[str, Plain] | None"
Path: TypeAlias = Sequence[str | int]

_WHOLE = re.compile(r"[-+]?[0-9]+", re.ASCII)
_NUMBER = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]{1,3})?", re.ASCII)
_WORDS: Mapping[str, bool | None] = {
    **dict.fromkeys(("", "~", "null", "Null", "NULL")),
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
}
# Characters that can not be seen, line breaks to one version of YAML and not to the next, and what
# turns the direction of the words behind it, so that they read otherwise than they stand.
ODD = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufeff\ufffe\uffff]"
)
_UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_MERGE = "<<"
FRACTION = re.compile(r"-?[0-9]+/[0-9]+", re.ASCII)


@dataclass(frozen=True)
class Document:
    """The data of a file; `findings` are the reasons why it must not be used.

    `is_broken` says that reading broke off, so that the data is only a part of the file. `is_plain`
    says that no number is a fraction in quotes or has nothing but zeros after its point.
    """

    file: str
    data: Plain = None
    findings: tuple[Finding, ...] = ()
    is_broken: bool = False
    is_plain: bool = False
    lines: Mapping[int, Mapping[str | int, int]] = field(default_factory=dict, repr=False)

    def line_of(self, path: Path) -> int:
        """Return the line of what `path` leads to, or of the nearest thing around it."""
        line, here = 1, self.data
        for step in path:
            line = self.lines.get(id(here), {}).get(step, line)
            here = _below(here, step)
        return line


def _below(here: Plain, step: str | int) -> Plain:
    if isinstance(here, dict):
        return here.get(str(step))
    if isinstance(here, list) and isinstance(step, int) and step < len(here):
        return here[step]
    return None


def read_document(content: bytes, file: str) -> Document:
    """Read one YAML document; whatever is wrong with it becomes findings, never a traceback."""
    text = _text_of(content, file)
    if isinstance(text, Finding):
        return Document(file, findings=(text,), is_broken=True)
    builder = _Builder(file, text, _fast_events(text))
    try:
        builder.take_all()
    except _ERRORS:
        # The installed libyaml may be older than the format: the reference parser decides.
        builder = _Builder(file, text, _events(text))
        try:
            builder.take_all()
        except ruamel.yaml.error.YAMLError as error:
            return Document(file, None, (*builder.findings, *_syntax(error, text, file)), True)
    return Document(
        file,
        builder.data,
        tuple(builder.findings),
        is_broken=builder.is_hopeless,
        is_plain=builder.is_plain,
        lines=builder.lines,
    )


def _text_of(content: bytes, file: str) -> str | Finding:
    """Return the characters of a file, or why they can not be trusted."""
    if len(content) > MOST_BYTES:
        parameters = {"most": MOST_BYTES // 1_000_000}
        return Finding("file_too_large", file=file, line=1, parameters=parameters)
    null = content.find(b"\0")
    if null >= 0:  # no text has one, and every text in UTF-16 has many
        code = "not_utf8" if content.startswith(_UTF_16) else "null_character"
        return Finding(code, file=file, line=content.count(b"\n", 0, null) + 1)
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        return Finding("not_utf8", file=file, line=content.count(b"\n", 0, error.start) + 1)
    odd = _find_odd(text)
    if odd is not None:
        return Finding("odd_character", file=file, line=text.count("\n", 0, odd.start()) + 1)
    return text


def _find_odd(text: str) -> re.Match[str] | None:
    # What is printable is not odd, and that is quickly told.
    return None if text.replace("\n", "").isprintable() else ODD.search(text)


def canonical_hash(data: Plain) -> str:
    """Return the SHA-256 of the data in its order; comments and layout leave no trace in it."""
    return hashlib.sha256(_canonical_json(data)).hexdigest()


def _canonical_json(data: Plain) -> bytes:
    try:
        return orjson.dumps(data, default=canonical)
    except TypeError:  # a whole number of more than 64 bits
        text = json.dumps(data, ensure_ascii=False, separators=(",", ":"), default=canonical)
        return text.encode()


def _events(text: str) -> Iterator[Any]:
    try:
        yield from ruamel.yaml.YAML(typ="safe", pure=True).parse(text)
    except AssertionError as error:  # the file asks for a version of YAML that there is not
        raise ruamel.yaml.error.YAMLError(str(error)) from error


def _fast_events(text: str) -> Iterator[Any]:
    if _fast_loader is None:
        return _events(text)
    return iter(_fast_loader(text).get_event, None)


def _indent(line: str) -> str:
    return line[: len(line) - len(line.lstrip())]


def _syntax(error: ruamel.yaml.error.YAMLError, text: str, file: str) -> list[Finding]:
    """Turn the parser's complaint into findings; it gives up at the first."""
    # A parser that stumbles over a tab says so in riddles: point at the tabs instead.
    tabs = [n for n, line in enumerate(text.split("\n"), 1) if "\t" in _indent(line)]
    if tabs:
        return [Finding("tab_indent", file=file, line=number) for number in tabs]
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    line = 1 if mark is None else mark.line + 1
    problem = str(getattr(error, "problem", None) or error)
    if "mapping values are not allowed" in problem:
        return [Finding("colon_in_text", file=file, line=line)]
    return [Finding("yaml_syntax", file=file, line=line, parameters={"problem": problem[:200]})]


class _Builder:
    """Builds plain data out of events, and notes what it must refuse."""

    def __init__(self, file: str, text: str, events: Iterator[Any]) -> None:
        self.data: Plain = None
        self.findings: list[Finding] = []
        self.lines: dict[int, dict[str | int, int]] = {}
        self.is_hopeless = False
        self.is_plain = True
        self._file = file
        # Only an escape can bring in characters that the file itself must not hold.
        self._has_escapes = "\\" in text
        self._events = events
        self._depth = 0
        self._nodes = 0
        self._documents = 0

    def take_all(self) -> None:
        """Take in events until the end, or until it makes no sense to go on."""
        for event in self._events:
            if isinstance(event, _NODE):
                self.data = self._value(event)
            elif type(event) in _DOCUMENT:
                self._start_document(event)
            if self.is_hopeless:
                break

    def _start_document(self, event: Any) -> None:
        self._documents += 1
        if self._documents > 1:
            self._give_up("several_documents", event)

    def _value(self, event: Any) -> Plain:
        """Return what begins with an event: a scalar, or a mapping or list with all its parts."""
        self._check(event)
        kind = type(event)
        if kind in _SCALAR:
            return self._scalar(event)
        if kind in _MAPPING:
            return self._mapping()
        return self._list() if kind in _LIST else None

    def _mapping(self) -> dict[str, Plain]:
        content: dict[str, Plain] = {}
        lines: dict[str | int, int] = {}
        self.lines[id(content)] = lines
        self._depth += 1
        while not self.is_hopeless:
            event = next(self._events)
            if type(event) in _MAPPING_END:
                break
            key = self._key(event, lines)
            if not self.is_hopeless:
                content.setdefault(key, self._value(next(self._events)))
        self._depth -= 1
        return content

    def _list(self) -> list[Plain]:
        content: list[Plain] = []
        lines: dict[str | int, int] = {}
        self.lines[id(content)] = lines
        self._depth += 1
        while not self.is_hopeless:
            event = next(self._events)
            if type(event) in _LIST_END:
                break
            lines[len(content)] = event.start_mark.line + 1
            content.append(self._value(event))
        self._depth -= 1
        return content

    def _key(self, event: Any, lines: dict[str | int, int]) -> str:
        self._check(event)
        if type(event) not in _SCALAR:
            self._give_up("key_not_text", event)
            return ""
        key: str = event.value
        if key in lines:
            self._refuse("duplicate_key", event, key=key, first=lines[key])
            return key
        lines[key] = event.start_mark.line + 1
        if key == _MERGE:
            self._refuse("alias", event)
        return key

    def _scalar(self, event: Any) -> Plain:
        text: str = event.value
        content = resolve(text) if event.implicit[0] else text
        if isinstance(content, Decimal):
            self.is_plain &= content != content.to_integral_value()
        elif "/" in text and FRACTION.fullmatch(text):
            self.is_plain = False
        return content

    def _check(self, event: Any) -> None:
        """Count a node, and look closer at one that has anything about it."""
        self._nodes += 1
        if (
            event.anchor
            or event.tag is not None
            or self._nodes > MOST_NODES
            or self._depth > DEEPEST
            or self._has_escapes
        ):
            self._check_closely(event)

    def _check_closely(self, event: Any) -> None:
        if self._nodes > MOST_NODES:
            self._give_up("too_many_values", event, most=MOST_NODES)
        elif self._depth > DEEPEST:
            self._give_up("too_deep", event, most=DEEPEST)
        if event.anchor:
            self._refuse("alias", event)
        if getattr(event, "tag", None) is not None:
            self._refuse("tag", event)
        if type(event) in _SCALAR and _find_odd(event.value):
            self._refuse("odd_character", event)
            event.value = ODD.sub("\ufffd", event.value)

    def _refuse(self, code: str, event: Any, **parameters: Parameter) -> None:
        if len(self.findings) >= MOST_FINDINGS:
            code, parameters = "too_many_faults", {"most": MOST_FINDINGS}
            self.is_hopeless = True
        self.findings.append(
            Finding(code, file=self._file, line=event.start_mark.line + 1, parameters=parameters)
        )

    def _give_up(self, code: str, event: Any, **parameters: Parameter) -> None:
        if not self.is_hopeless:
            self._refuse(code, event, **parameters)
        self.is_hopeless = True


def resolve(text: str) -> str | int | bool | Decimal | None:
    """Give an unquoted scalar its type by the core schema of YAML 1.2; "no" stays a word."""
    if text in _WORDS:
        return _WORDS[text]
    if len(text) > 40 or not _NUMBER.fullmatch(text):
        return text
    return int(text) if _WHOLE.fullmatch(text) else Decimal(text)
