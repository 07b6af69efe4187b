"""A YAML 1.2 file as plain data, with the line on which everything stands.

What lives here: reading bytes safely. Anchors, aliases, tags, several documents, duplicate keys
and endless nesting are refused, so that a file can do no harm and says what it seems to say. What
does not: what the data means (`structure`, `building`).

Numbers keep every digit: they become int or Decimal, never a float.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from decimal import Decimal
from importlib import import_module
from typing import Any, TypeAlias

from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError
from ruamel.yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    Event,
    MappingEndEvent,
    MappingStartEvent,
    NodeEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
)

from criteria.answers import Parameter
from criteria.findings import Finding
from criteria.numbers import canonical

_fast_loader: Any = None
with suppress(ImportError):  # libyaml gives the same events 25 times faster, where it is installed
    _fast_loader = import_module("ruamel.yaml.cyaml").CSafeLoader

MOST_BYTES = 16_000_000
MOST_NODES = 500_000
DEEPEST = 30
MOST_FINDINGS = 1_000

Plain: TypeAlias = "str | int | bool | Decimal | list[Plain] | dict[str, Plain] | None"
Path: TypeAlias = Sequence[str | int]

_INT = re.compile(r"[-+]?[0-9]+", re.ASCII)
_FLOAT = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]{1,3})?", re.ASCII)
_WORDS: Mapping[str, bool | None] = {
    **dict.fromkeys(("", "~", "null", "Null", "NULL")),
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
}
# Characters that can not be seen, and line breaks to one version of YAML and not to the next.
ODD = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]")
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
    builder = _Builder(file)
    try:
        builder.take_all(_fast_events(text))
    except YAMLError:
        # The installed libyaml may be older than the format: the reference parser decides.
        builder = _Builder(file)
        try:
            builder.take_all(_events(text))
        except YAMLError as error:
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
        return Finding("not_utf8", file=file, line=content.count(b"\n", 0, null) + 1)
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        return Finding("not_utf8", file=file, line=content.count(b"\n", 0, error.start) + 1)
    odd = ODD.search(text)
    if odd is not None:
        return Finding("odd_character", file=file, line=text.count("\n", 0, odd.start()) + 1)
    return text


def canonical_hash(data: Plain) -> str:
    """Return the SHA-256 of the data in its order; comments and layout leave no trace in it."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"), default=canonical)
    return hashlib.sha256(text.encode()).hexdigest()


def _events(text: str) -> Iterator[Event]:
    yield from YAML(typ="safe", pure=True).parse(text)


def _fast_events(text: str) -> Iterator[Event]:
    if _fast_loader is None:
        yield from _events(text)
        return
    get_event = _fast_loader(text).get_event
    event = get_event()
    while not isinstance(event, StreamEndEvent):
        yield event
        event = get_event()


def _indent(line: str) -> str:
    return line[: len(line) - len(line.lstrip())]


def _syntax(error: YAMLError, text: str, file: str) -> list[Finding]:
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


@dataclass(slots=True)
class _Open:
    """A mapping or list that is still being filled."""

    content: dict[str, Plain] | list[Plain]
    lines: dict[str | int, int]
    is_mapping: bool
    key: str | None = None


class _Builder:
    """Builds plain data out of events, without recursion, and notes what it must refuse."""

    def __init__(self, file: str) -> None:
        self.data: Plain = None
        self.findings: list[Finding] = []
        self.lines: dict[int, dict[str | int, int]] = {}
        self.is_hopeless = False
        self.is_plain = True
        self._file = file
        self._open: list[_Open] = []
        self._nodes = 0
        self._documents = 0

    def take_all(self, events: Iterable[Event]) -> None:
        """Take in events until the end, or until it makes no sense to go on."""
        takers: Mapping[type, Callable[[Any], None]] = {
            ScalarEvent: self._scalar,
            MappingStartEvent: self._start_mapping,
            SequenceStartEvent: self._start_list,
            MappingEndEvent: self._end,
            SequenceEndEvent: self._end,
            AliasEvent: self._alias,
            DocumentStartEvent: self._start_document,
        }
        for event in events:
            take = takers.get(type(event))
            if take is not None:
                take(event)
                if self.is_hopeless:
                    break

    def _check_node(self, event: Any) -> None:
        """Count a node, and look closer at one that has anything about it."""
        self._nodes += 1
        if (
            event.anchor
            or event.ctag is not None
            or self._nodes > MOST_NODES
            or len(self._open) > DEEPEST
        ):
            self._check_closely(event)

    def _check_closely(self, event: NodeEvent) -> None:
        if self._nodes > MOST_NODES:
            self._give_up("too_many_values", event, most=MOST_NODES)
        elif len(self._open) > DEEPEST:
            self._give_up("too_deep", event, most=DEEPEST)
        if event.anchor:
            self._refuse("alias", event)
        if getattr(event, "ctag", None) is not None:
            self._refuse("tag", event)

    def _check_characters(self, event: ScalarEvent) -> None:
        """Quoted text can bring in by an escape what the file itself must not hold."""
        if ODD.search(event.value):
            self._refuse("odd_character", event)
            event.value = ODD.sub("\ufffd", event.value)

    def _start_mapping(self, event: MappingStartEvent) -> None:
        self._start({}, event, is_mapping=True)

    def _start_list(self, event: SequenceStartEvent) -> None:
        self._start([], event, is_mapping=False)

    def _start(
        self, content: dict[str, Plain] | list[Plain], event: NodeEvent, *, is_mapping: bool
    ) -> None:
        self._check_node(event)
        self._put(content, event)
        opened = _Open(content, {}, is_mapping)
        self.lines[id(content)] = opened.lines
        self._open.append(opened)

    def _end(self, _event: Event) -> None:
        self._open.pop()

    def _alias(self, event: AliasEvent) -> None:
        self._nodes += 1
        self._check_closely(event)
        self._put(None, event)

    def _start_document(self, event: DocumentStartEvent) -> None:
        self._documents += 1
        if self._documents > 1:
            self._give_up("several_documents", event)

    def _scalar(self, event: ScalarEvent) -> None:
        self._check_node(event)
        if not event.value.isprintable():
            self._check_characters(event)
        above = self._open[-1] if self._open else None
        if above is not None and above.is_mapping and above.key is None:
            self._key(above, event)
            return
        text: str = event.value
        content = resolve(text) if event.implicit[0] else text
        if isinstance(content, Decimal):
            self.is_plain &= content != content.to_integral_value()
        elif "/" in text and FRACTION.fullmatch(text):
            self.is_plain = False
        self._put(content, event)

    def _key(self, above: _Open, event: ScalarEvent) -> None:
        key: str = event.value
        above.key = key
        if key in above.lines:
            self._refuse("duplicate_key", event, key=key, first=above.lines[key])
            return
        above.lines[key] = event.start_mark.line + 1
        if key == _MERGE:
            self._refuse("alias", event)

    def _put(self, content: Plain, event: Event) -> None:
        if not self._open:
            self.data = content
            return
        above = self._open[-1]
        if isinstance(above.content, list):
            above.lines[len(above.content)] = event.start_mark.line + 1
            above.content.append(content)
        elif above.key is None:
            self._give_up("key_not_text", event)
        else:
            above.content.setdefault(above.key, content)
            above.key = None

    def _refuse(self, code: str, event: Event, **parameters: Parameter) -> None:
        if len(self.findings) >= MOST_FINDINGS:
            code, parameters = "too_many_faults", {"most": MOST_FINDINGS}
            self.is_hopeless = True
        self.findings.append(
            Finding(code, file=self._file, line=_line(event), parameters=parameters)
        )

    def _give_up(self, code: str, event: Event, **parameters: Parameter) -> None:
        if not self.is_hopeless:
            self._refuse(code, event, **parameters)
        self.is_hopeless = True


def _line(event: Any) -> int:
    return int(event.start_mark.line) + 1


def resolve(text: str) -> str | int | bool | Decimal | None:
    """Give an unquoted scalar its type by the core schema of YAML 1.2; "no" stays a word."""
    if text in _WORDS:
        return _WORDS[text]
    if len(text) <= 40 and _INT.fullmatch(text):
        return int(text)
    if len(text) <= 40 and _FLOAT.fullmatch(text):
        return Decimal(text)
    return text
