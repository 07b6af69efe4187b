"""The criteria sets that travel with the package, and any by its path.

What lives here: finding sets by ``slug``, ``slug@version`` or path, each one in use read once.
A version in use never changes, so what was read may be kept for as long as the process lives; one
whose content is not what the ledger of its release says is refused. What does not: the versions
that an installation publishes itself.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from difflib import get_close_matches
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

from criteria.answers import Parameter
from criteria.bounded import read_path_at_most
from criteria.document import MOST_BYTES
from criteria.findings import CriteriaSetFaulty, Finding
from criteria.ledger import NAME as LEDGER
from criteria.ledger import Ledger, read_ledger
from criteria.loader import Examined, examine, load, loads
from criteria.model import CriteriaSet

_SUFFIXES = (".yaml", ".yml")


class CriteriaSetUnknown(LookupError):
    """There is no set of this name; `code` and `parameters` give the sentence."""

    def __init__(self, code: str, **parameters: Parameter) -> None:
        self.code = code
        self.parameters: Mapping[str, Parameter] = parameters
        super().__init__(f"{code}: {parameters.get('name', '')}")


PACKAGED = "criteria/sets"
"""The place of the sets of the package inside the sources, for findings."""


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
        """The place of the file, for findings."""
        return f"{PACKAGED}/{self.slug}/{self.version}.yaml"


def shipped() -> tuple[Shipped, ...]:
    """Return every set file of the package by slug, the oldest version first."""
    return _packaged(_folders, files)


@cache
def _packaged(
    folders: Callable[[], Iterator[Traversable]], _files: Callable[[str], Traversable]
) -> tuple[Shipped, ...]:
    """List the sets of the package once: they do not change while the process lives."""
    found = [one for folder in folders() for one in _versions(folder)]
    return tuple(sorted(found, key=lambda one: (one.slug, version_key(one.version))))


def list_sets() -> tuple[CriteriaSet, ...]:
    """Return every set of the package, the oldest version of each first.

    One that may not be used is left out (`refused_sets`), so that it takes no other set with it.
    """
    refused = {one.file for one in refused_sets()}
    return tuple(_read(one.reference) for one in shipped() if one.file not in refused)


def refused_sets() -> tuple[Finding, ...]:
    """Say of every set of the package why it may not be used."""
    return tuple(finding for one in shipped() for finding in _faults_of(one))


def _faults_of(one: Shipped) -> tuple[Finding, ...]:
    try:
        _read(one.reference)
    except CriteriaSetFaulty as faulty:
        return faulty.findings
    return ()


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
    return _read(resolve(name, [one.reference for one in shipped()]))


def resolve(name: str, references: Iterable[str]) -> str:
    """Return the `slug@version` among `references` that a name stands for.

    A slug alone is its newest version: of each slug the oldest version comes first.

    Raises
    ------
    CriteriaSetUnknown
        If there is none.
    """
    slug, _, version = name.partition("@")
    known = [one.partition("@") for one in references]
    versions = [number for own, _, number in known if own == slug]
    if not versions:
        raise _unknown(slug, {own for own, _, _ in known})
    if not version:
        return f"{slug}@{versions[-1]}"
    if version not in versions:
        there = ", ".join(versions)
        raise CriteriaSetUnknown("version_unknown", name=slug, version=version, known=there)
    return f"{slug}@{version}"


def get_source(name: str) -> bytes:
    """Return the bytes of the file that `get_set` would read. Raises: CriteriaSetUnknown."""
    if is_path(name):
        return _read_path(name)
    reference = resolve(name, [one.reference for one in shipped()])
    return _file_of(reference).source.read_bytes()


def is_path(name: str) -> bool:
    """Tell a path from a slug."""
    return "/" in name or "\\" in name or name.endswith(_SUFFIXES)


def examine_shipped(one: Shipped) -> Examined:
    """Examine a set of the package, whether its place agrees with it, and whether it changed."""
    examined = examine(
        one.source.read_bytes(), one.file, earlier=shipped_before(one.slug, one.version)
    )
    found = examined.criteria_set
    if found is None:
        return examined
    faults = _changed(one, found)
    if found.reference != one.reference:
        parameters = {"expected": f"{PACKAGED}/{found.slug}/{found.version}.yaml"}
        faults += (Finding("file_name_differs", file=one.file, line=1, parameters=parameters),)
    return Examined(found, (*faults, *examined.findings))


def examine_ledger() -> tuple[Finding, ...]:
    """Find out whether the ledger of the release can be read, and every file that it names."""
    ledger, file = _ledger(), f"{PACKAGED}/{LEDGER}"
    if ledger.is_broken:
        return (Finding("ledger_broken", file=file, line=1),)
    there = {one.reference for one in shipped()}
    return tuple(
        Finding("published_missing", file=file, line=1, parameters={"reference": reference})
        for reference in ledger.entries
        if reference not in there
    )


def _ledger() -> Ledger:
    """Return the ledger of the release; without the file nothing was sealed."""
    file = _root().joinpath(LEDGER)
    return read_ledger(file.read_bytes()) if file.is_file() else Ledger()


def _changed(one: Shipped, found: CriteriaSet) -> tuple[Finding, ...]:
    """Find out whether a sealed file was edited afterwards."""
    entry = _ledger().entries.get(one.reference)
    if entry is None or entry.content_hash == found.content_hash:
        return ()
    parameters = {"reference": one.reference}
    return (Finding("published_changed", file=one.file, line=1, parameters=parameters),)


def shipped_before(slug: str, version: str) -> tuple[CriteriaSet, ...]:
    """Return the sound versions of a set of the package older than this one, the newest first."""
    own, found = version_key(version), []
    others = [other for other in shipped() if other.slug == slug]
    for other in [other for other in others if version_key(other.version) < own][::-1]:
        with suppress(CriteriaSetFaulty):
            found.append(_read(other.reference))
    return tuple(found)


def earlier_beside(path: Path) -> tuple[CriteriaSet, ...]:
    """Return the sound versions that stand beside a file named by its own, the newest first.

    ``1.2.yaml`` comes after ``1.1.yaml`` in the same folder.
    """
    found = []
    own = version_key(path.stem)
    named = [(version_key(one.stem), one) for one in path.parent.glob("*.yaml") if own]
    for _, file in sorted((key, one) for key, one in named if () < key < own)[::-1]:
        with suppress(OSError, CriteriaSetFaulty):
            found.append(load(file))
    return tuple(found)


@cache
def _read(reference: str) -> CriteriaSet:
    one = _file_of(reference)
    found = loads(one.source.read_bytes(), one.file)
    changed = _changed(one, found)
    if changed:
        raise CriteriaSetFaulty(changed)
    return found


def _file_of(reference: str) -> Shipped:
    return next(one for one in shipped() if one.reference == reference)


def _load_path(name: str) -> CriteriaSet:
    return loads(_read_path(name), name)


def _read_path(name: str) -> bytes:
    try:
        return read_path_at_most(Path(name), MOST_BYTES)
    except FileNotFoundError:
        raise CriteriaSetUnknown("set_file_missing", name=name) from None
    except OSError as error:
        reason = error.strerror or str(error)
        raise CriteriaSetUnknown("set_file_unreadable", name=name, reason=reason) from None


def _unknown(slug: str, known: set[str]) -> CriteriaSetUnknown:
    close = get_close_matches(slug, sorted(known), 1)
    if close:
        return CriteriaSetUnknown("set_misspelt", name=slug, close=close[0])
    return CriteriaSetUnknown("set_unknown", name=slug, known=", ".join(sorted(known)))


def _root() -> Traversable:
    return files("criteria").joinpath("sets")


def _folders() -> Iterator[Traversable]:
    root = _root()
    if root.is_dir():
        yield from (folder for folder in root.iterdir() if folder.is_dir())


def _versions(folder: Traversable) -> Iterator[Shipped]:
    for source in folder.iterdir():
        version, dot, suffix = source.name.rpartition(".")
        if dot + suffix == ".yaml":
            yield Shipped(folder.name, version, source)


def version_key(version: str) -> tuple[int, ...]:
    """Return what versions are ordered by: 1.10 comes after 1.9, and 1.0.0 is as new as 1.0.

    A name that is no version comes first and is found by its lint.
    """
    parts = version.split(".")
    if not all(part.isdecimal() for part in parts):
        return ()
    numbers = [int(part) for part in parts]
    while len(numbers) > 1 and not numbers[-1]:
        numbers.pop()
    return tuple(numbers)
