"""Checks the shape of a criteria set file against its JSON Schema.

What lives here: schema errors turned into findings with line, code and words that an author
understands. What does not: rules that a schema can not say (`lint`).
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from decimal import Decimal
from difflib import get_close_matches
from fractions import Fraction
from functools import cache
from importlib.resources import files
from itertools import islice
from operator import gt, le, lt
from typing import Any

import jsonschema_rs
from jsonschema import Draft202012Validator
from jsonschema.exceptions import ValidationError
from jsonschema.validators import extend

from criteria.answers import Parameter
from criteria.document import FRACTION, MOST_FINDINGS, Document, Path, Plain
from criteria.findings import Finding, Severity

_NODE_LISTS = frozenset({"pillars", "groups", "criteria", "indicators"})
_TYPE_CODES = {
    "object": "not_a_mapping",
    "array": "not_a_list",
    "string": "not_text",
    "boolean": "not_true_or_false",
    "integer": "not_a_whole_number",
}
_PLAIN_FRACTION = re.compile(r"-?[1-9][0-9]{0,9}/[1-9][0-9]{0,9}", re.ASCII)
_FRACTION = re.compile(r"[0-9]{1,40}/[1-9][0-9]{0,39}", re.ASCII)
_BREAKS: Mapping[str, Callable[[Any, Any], bool]] = {
    "minimum": lt,
    "exclusiveMinimum": le,
    "maximum": gt,
}
_LIMITS = {
    "minimum": "too_small",
    "exclusiveMinimum": "not_above",
    "maximum": "too_great",
    "minItems": "too_few",
    "maxItems": "too_many",
    "minProperties": "text_missing",
    "maxLength": "too_long",
    "minLength": "empty_words",
}


@cache
def schema() -> dict[str, Any]:
    """Return the JSON Schema of the format."""
    path = files("criteria").joinpath("schema", "criteria-set.json")
    content: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return content


@cache
def _quick() -> Any:
    """A validator that says yes or no in a fiftieth of the time, and knows plain numbers only."""
    return jsonschema_rs.validator_for(schema())


def surely_fits(document: Document) -> bool:
    """Tell at once whether a document has no fault of structure; a no is no proof of one."""
    try:
        data = document.data if document.is_plain else _in_plain_numbers(document.data)
    except _NotPlain:
        return False
    return bool(_quick().is_valid(data))


class _NotPlain(ValueError):
    """A number whose plain form would be judged otherwise."""


def _in_plain_numbers(data: Plain) -> Plain:
    """Return data with a number in place of every fraction in quotes.

    All limits of the format are whole numbers, so a number that is none lies on the same side of
    them as its fraction. Raises: _NotPlain where the number is whole, or is not written plainly.
    """
    if isinstance(data, dict):
        return {key: _in_plain_numbers(content) for key, content in data.items()}
    if isinstance(data, list):
        return [_in_plain_numbers(item) for item in data]
    if isinstance(data, str) and "/" in data and FRACTION.fullmatch(data):
        if not _PLAIN_FRACTION.fullmatch(data):
            raise _NotPlain(data)
        numerator, denominator = data.split("/")
        data = Decimal(numerator) / Decimal(denominator)
    if isinstance(data, Decimal) and data == data.to_integral_value():
        raise _NotPlain(str(data))
    return data


@cache
def _validator() -> Any:
    definitions = schema()["$defs"]

    def follow(
        validator: Any, reference: str, instance: Any, _schema: Any
    ) -> Iterator[ValidationError]:
        # Every reference of the schema points into its own $defs; the general machinery that
        # resolves any address takes as long as everything else together.
        yield from validator.descend(instance, definitions[reference.removeprefix("#/$defs/")])

    make: Any = extend
    limits = {name: _limit(breaks) for name, breaks in _BREAKS.items()}
    return make(Draft202012Validator, {"$ref": follow, **limits})(schema())


def _limit(breaks: Callable[[Any, Any], bool]) -> Callable[..., Iterator[ValidationError]]:
    """A limit of JSON Schema that counts for a fraction in quotes as well."""

    def check(_validator: Any, limit: Any, instance: Any, _schema: Any) -> Iterator[Any]:
        number = Fraction(instance) if _is_fraction(instance) else instance
        is_number = isinstance(number, (int, Decimal, Fraction)) and not isinstance(number, bool)
        if is_number and breaks(number, limit):
            yield ValidationError("beyond the limit")

    return check


def _is_fraction(instance: Any) -> bool:
    return isinstance(instance, str) and _FRACTION.fullmatch(instance) is not None


def check_structure(document: Document) -> list[Finding]:
    """Return every place where the file has not the shape of a criteria set."""
    return [finding for _, finding in structure_faults(document)]


def structure_faults(document: Document) -> list[tuple[Path, Finding]]:
    """Return the same with the path of each fault, in the order of the file."""
    if surely_fits(document):
        return []
    errors = _validator().iter_errors(document.data)
    every = (fault for error in errors for fault in _placed(error, document))
    found = list(islice(every, MOST_FINDINGS))
    return sorted(found, key=lambda fault: (fault[1].line, fault[1].code))


def _placed(error: Any, document: Document) -> Iterator[tuple[Path, Finding]]:
    path = list(error.absolute_path)
    for code, extra, parameters in _faults(error):
        whole = (*path, *extra)
        yield (
            whole,
            Finding(
                code,
                file=document.file,
                line=document.line_of(whole),
                node=node_of(document.data, whole),
                parameters={"place": place_of(whole), **parameters},
            ),
        )


_Fault = tuple[str, Sequence[str | int], Mapping[str, Parameter]]


def _faults(error: Any) -> Iterator[_Fault]:
    """Yield code, further path and parameters for one schema error."""
    rule, wanted, found = error.validator, error.validator_value, error.instance
    if rule == "required":
        yield from _missing(error)
    elif rule == "additionalProperties":
        yield from _unknown(error)
    elif rule == "type":
        yield _wrong_type(wanted, found, list(error.absolute_path))
    elif rule in {"enum", "const"}:
        allowed = ", ".join(str(one) for one in (wanted if rule == "enum" else [wanted]))
        yield "not_allowed", (), {"found": shown(found), "allowed": allowed}
    elif rule in {"pattern", "oneOf", "not"}:
        yield error.schema["x-fault"], (), {"found": shown(found)}
    elif rule == "uniqueItems":
        yield "repeated", (), {}
    else:
        yield _LIMITS[str(rule)], (), {"limit": str(wanted), "found": shown(found)}


def _missing(error: Any) -> Iterator[_Fault]:
    # The schema reports every missing key as an error of its own, each naming the whole list.
    key = next(key for key in error.validator_value if f"'{key}' is" in error.message)
    yield "missing_key" if error.absolute_path else "missing_top_key", (), {"key": key}


def _unknown(error: Any) -> Iterator[_Fault]:
    known = list(error.schema.get("properties", {}))
    forms = list(error.schema.get("patternProperties", {}))
    for key in error.instance:
        if key in known or any(re.search(form, key) for form in forms):
            continue
        if error.schema.get("x-fault") == "bad_code":
            yield "bad_code", (key,), {"found": key}
            continue
        if not known:
            yield "unknown_language", (key,), {"key": key}
            continue
        close = get_close_matches(key, known, 1)
        if close:
            yield "misspelt_key", (key,), {"key": key, "close": close[0]}
        else:
            yield "unknown_key", (key,), {"key": key, "known": ", ".join(known)}


def _wrong_type(wanted: str | list[str], found: Plain, path: Path) -> _Fault:
    if not path:
        return "file_not_a_mapping", (), {}
    if isinstance(wanted, list):
        return "not_a_number_here", (), {"found": shown(found)}
    if wanted == "string" and found is None:
        # An unquoted comma ends a sentence in braces: what follows it looks like an empty key.
        return "nothing_here", (), {"key": str(path[-1])}
    return _TYPE_CODES[wanted], (), {"found": shown(found)}


def shown(found: Plain) -> str:
    """Show what stands in the file, shortened."""
    if isinstance(found, (dict, list)):
        return "{…}" if isinstance(found, dict) else "[…]"
    if found is None:
        return ""
    text = str(found).lower() if isinstance(found, bool) else str(found)
    return text if len(text) <= 60 else f"{text[:60]}…"


def place_of(path: Path) -> str:
    """Return where in its pillar, criterion or indicator something stands: ``answer › #2``."""
    start = len(node_path(path))
    inside = path[start:] if start < len(path) else path[start - 2 :]
    return " › ".join(f"#{step + 1}" if isinstance(step, int) else step for step in inside)


def duplicate_codes(document: Document) -> Iterator[Finding]:
    """Find codes that stand twice, even in nodes whose structure is broken."""
    seen: set[str] = set()
    for path, code in _codes(document.data, ()):
        if code in seen:
            line = document.line_of(path)
            yield Finding(
                "duplicate_code", Severity.ERROR, document.file, line, code, {"repeated": code}
            )
        seen.add(code)


def _codes(data: Plain, path: tuple[str | int, ...]) -> Iterator[tuple[Path, str]]:
    """Yield the path and code of every pillar, group, criterion and indicator."""
    for name in _NODE_LISTS & data.keys() if isinstance(data, dict) else ():
        nodes = data[name] if isinstance(data, dict) else None
        for place, node in enumerate(nodes if isinstance(nodes, list) else ()):
            here = (*path, name, place)
            if isinstance(node, dict) and isinstance(node.get("code"), str):
                yield here, str(node["code"])
            yield from _codes(node, here)


def node_path(path: Path) -> tuple[str | int, ...]:
    """Return the path of the nearest pillar, group, criterion or indicator around a path."""
    ends = (at + 2 for at, step in enumerate(path[:-1]) if step in _NODE_LISTS)
    return tuple(path[: max(ends, default=0)])


def node_of(data: Plain, path: Path) -> str:
    """Return the code of the nearest pillar, group, criterion or indicator around a path."""
    here, code, above = data, "", ""
    for step in path:
        if isinstance(here, dict) and isinstance(step, str):
            here, above = here.get(step), step
        elif isinstance(here, list) and isinstance(step, int) and step < len(here):
            here = here[step]
            if above in _NODE_LISTS and isinstance(here, dict):
                code = str(here.get("code", code))
        else:
            break
    return code
