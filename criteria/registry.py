"""The criteria sets that travel with the package, and any other set by its path.

What lives here: finding sets by ``slug``, ``slug@version`` or path, each shipped one read once.
A shipped version never changes, so what was read may be kept for as long as the process lives.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

from criteria.answers import Parameter
from criteria.findings import Finding
from criteria.loader import Examined, examine, load, loads
from criteria.model import CriteriaSet

_SUFFIXES = (".yaml", ".yml")


class CriteriaSetUnknown(LookupError):
    """There is no set of this name; `code` and `parameters` give the sentence."""

    def __init__(self, code: str, **parameters: Parameter) -> None:
        self.code = code
        self.parameters: Mapping[str, Parameter] = parameters
        super().__init__(f"{code}: {parameters.get('name', '')}")


@dataclass(frozen=True, slots=True)
class Shipped:
    """A set file inside the package."""

    slug: str
    version: str
    source: Traversable = field(repr=False)

    @property
    def reference(self) -> str:
        """The `slug@version` that the place of the file promises."""
        return f"{self.slug}@{self.version}"

    @property
    def file(self) -> str:
        """The place of the file inside the sources, for findings."""
        return f"criteria/sets/{self.slug}/{self.version}.yaml"


def shipped() -> tuple[Shipped, ...]:
    """Return the set files of the package by slug, the oldest version first."""
    found = [one for folder in _folders() for one in _versions(folder)]
    return tuple(sorted(found, key=lambda one: (one.slug, _version_key(one.version))))


def list_sets() -> tuple[CriteriaSet, ...]:
    """Return every shipped set, the oldest version of each first."""
    return tuple(_read(one.reference) for one in shipped())


def get_set(name: str) -> CriteriaSet:
    """Return a set by ``slug`` (its newest version), ``slug@version`` or path.

    What holds a slash or ends in ``.yaml`` is a path.

    Raises
    ------
    CriteriaSetUnknown
        If there is no such set.
    CriteriaSetFaulty
        If its file has errors.
    """
    if is_path(name):
        return _load_path(name)
    slug, _, version = name.partition("@")
    versions = [one for one in shipped() if one.slug == slug]
    if not versions:
        raise _unknown(slug)
    if not version:
        return _read(versions[-1].reference)
    if version not in {one.version for one in versions}:
        known = ", ".join(one.version for one in versions)
        raise CriteriaSetUnknown("version_unknown", name=slug, version=version, known=known)
    return _read(f"{slug}@{version}")


def is_path(name: str) -> bool:
    """Tell a path from a slug."""
    return "/" in name or "\\" in name or name.endswith(_SUFFIXES)


def examine_shipped(one: Shipped) -> Examined:
    """Examine a set of the package, and whether its place agrees with what it says of itself."""
    examined = examine(one.source.read_bytes(), one.file)
    found = examined.criteria_set
    if found is None or found.reference == one.reference:
        return examined
    expected = f"criteria/sets/{found.slug}/{found.version}.yaml"
    misplaced = Finding(
        "file_name_differs", file=one.file, line=1, parameters={"expected": expected}
    )
    return Examined(found, (misplaced, *examined.findings))


@cache
def _read(reference: str) -> CriteriaSet:
    one = next(one for one in shipped() if one.reference == reference)
    return loads(one.source.read_bytes(), one.file)


def _load_path(name: str) -> CriteriaSet:
    try:
        return load(Path(name))
    except FileNotFoundError:
        raise CriteriaSetUnknown("set_file_missing", name=name) from None
    except OSError as error:
        reason = error.strerror or str(error)
        raise CriteriaSetUnknown("set_file_unreadable", name=name, reason=reason) from None


def _unknown(slug: str) -> CriteriaSetUnknown:
    known = sorted({one.slug for one in shipped()})
    close = get_close_matches(slug, known, 1)
    if close:
        return CriteriaSetUnknown("set_misspelt", name=slug, close=close[0])
    return CriteriaSetUnknown("set_unknown", name=slug, known=", ".join(known))


def _folders() -> Iterator[Traversable]:
    root = files("criteria").joinpath("sets")
    if root.is_dir():
        yield from (folder for folder in root.iterdir() if folder.is_dir())


def _versions(folder: Traversable) -> Iterator[Shipped]:
    for source in folder.iterdir():
        version, dot, suffix = source.name.rpartition(".")
        if dot + suffix == ".yaml":
            yield Shipped(folder.name, version, source)


def _version_key(version: str) -> tuple[int, ...]:
    """1.10 comes after 1.9; a name that is no version comes first and is found by its lint."""
    parts = version.split(".")
    return tuple(int(part) for part in parts) if all(p.isdecimal() for p in parts) else ()
