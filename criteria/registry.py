"""The criteria sets that travel with the package or were published beside it, and any by its path.

What lives here: finding sets by ``slug``, ``slug@version`` or path, each one in use read once.
A version in use never changes, so what was read may be kept for as long as the process lives; one
whose content is not what the ledger says is refused.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from difflib import get_close_matches
from functools import cache, lru_cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

from criteria.answers import Parameter
from criteria.findings import CriteriaSetFaulty, Finding, Severity
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

_published: list[Path] = []
"""The folder of the sets that were published here, if there is one."""


@dataclass(frozen=True, slots=True)
class Shipped:
    """A set file inside the package, or one that was published beside it."""

    slug: str
    version: str
    source: Traversable = field(repr=False)
    place: str = PACKAGED

    @property
    def reference(self) -> str:
        """The `slug@version` that the place of the file promises."""
        return f"{self.slug}@{self.version}"

    @property
    def file(self) -> str:
        """The place of the file, for findings."""
        return f"{self.place}/{self.slug}/{self.version}.yaml"


def use_folder(folder: Path | None) -> None:
    """Read the sets that were published into a folder as well, or no longer."""
    wanted = [] if folder is None else [folder]
    if _published != wanted:
        _published[:] = wanted
        _read.cache_clear()
        _recorded_at.cache_clear()


def shipped() -> tuple[Shipped, ...]:
    """Return every set file in use by slug, the oldest version first.

    A file in the folder of published sets is in use once the ledger knows it.
    """
    packaged = _packaged(_folders, files)
    if not _published:
        return packaged
    taken = {one.reference for one in packaged}
    found = [one for one in _recorded(_published[0]) if one.reference not in taken]
    return tuple(sorted([*packaged, *found], key=_by_version))


@cache
def _packaged(
    folders: Callable[[], Iterator[Traversable]], _files: Callable[[str], Traversable]
) -> tuple[Shipped, ...]:
    """List the sets of the package once: they do not change while the process lives."""
    found = [one for folder in folders() for one in _versions(folder, PACKAGED)]
    return tuple(sorted(found, key=_by_version))


def _recorded(folder: Path) -> tuple[Shipped, ...]:
    """List the files of a folder that its ledger knows, again whenever the ledger was written."""
    try:
        stamp = (folder / LEDGER).stat()
    except OSError:
        return ()
    return _recorded_at(folder, stamp.st_mtime_ns, stamp.st_size)


@lru_cache(maxsize=4)
def _recorded_at(folder: Path, _written: int, _size: int) -> tuple[Shipped, ...]:
    return tuple(
        Shipped(slug, version, folder / slug / f"{version}.yaml", str(folder))
        for slug, _, version in (one.partition("@") for one in ledger_in(folder).entries)
    )


def _by_version(one: Shipped) -> tuple[str, tuple[int, ...]]:
    return one.slug, version_key(one.version)


def list_sets() -> tuple[CriteriaSet, ...]:
    """Return every set in use, the oldest version of each first.

    One that was published here and may no longer be used is left out (`refused_sets`), so that it
    takes no other set with it.
    """
    refused = {file for file, _ in _refused()}
    return tuple(_read(one.reference) for one in shipped() if one.file not in refused)


def refused_sets() -> tuple[Finding, ...]:
    """Say of every set that was published here why it may no longer be used."""
    return tuple(finding for _, finding in _refused())


def _refused() -> Iterator[tuple[str, Finding]]:
    for one in shipped():
        if one.place != PACKAGED:
            try:
                _read(one.reference)
            except CriteriaSetFaulty as faulty:
                yield from ((one.file, finding) for finding in faulty.findings)


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


def get_source(name: str) -> bytes:
    """Return the bytes of the file that `get_set` would read. Raises: CriteriaSetUnknown."""
    if is_path(name):
        return _read_path(name)
    reference = name if "@" in name else get_set(name).reference
    found = (one for one in shipped() if one.reference == reference)
    source = next(found, None)
    if source is None:
        raise _unknown(name.partition("@")[0])
    return source.source.read_bytes()


def is_path(name: str) -> bool:
    """Tell a path from a slug."""
    return "/" in name or "\\" in name or name.endswith(_SUFFIXES)


def examine_shipped(one: Shipped) -> Examined:
    """Examine a set in use, whether its place agrees with what it says, and whether it changed."""
    try:
        examined = examine(_content_of(one), one.file, earlier=_before(one))
    except CriteriaSetFaulty as gone:
        return Examined(None, gone.findings)
    found = examined.criteria_set
    if found is None:
        return examined
    faults = _changed(one, found)
    if found.reference != one.reference:
        expected = f"{one.place}/{found.slug}/{found.version}.yaml"
        parameters = {"expected": expected}
        faults += (Finding("file_name_differs", file=one.file, line=1, parameters=parameters),)
    return Examined(found, (*faults, *examined.findings))


def examine_ledgers() -> tuple[Finding, ...]:
    """Compare the folder of published sets with its ledger, file by file."""
    found: list[Finding] = []
    for folder in _published:
        ledger, file = ledger_in(folder), str(folder / LEDGER)
        if ledger.is_broken:
            found.append(Finding("ledger_broken", file=file, line=1))
            continue
        there = {one.reference: one.file for one in _files_in(folder)}
        found += [
            Finding("published_missing", file=file, line=1, parameters={"reference": reference})
            for reference in ledger.entries
            if reference not in there
        ]
        found += [
            Finding("not_published", Severity.WARNING, file, 1)
            for reference, file in there.items()
            if reference not in ledger.entries
        ]
    return tuple(found)


def ledger_in(folder: Traversable) -> Ledger:
    """Return the ledger of a folder; without the file nothing was published there."""
    file = folder.joinpath(LEDGER)
    return read_ledger(file.read_bytes()) if file.is_file() else Ledger()


def _changed(one: Shipped, found: CriteriaSet) -> tuple[Finding, ...]:
    """Find out whether a published file was edited afterwards."""
    folder = _root() if one.place == PACKAGED else Path(one.place)
    entry = ledger_in(folder).entries.get(one.reference)
    if entry is None or entry.content_hash == found.content_hash:
        return ()
    parameters = {"reference": one.reference}
    return (Finding("published_changed", file=one.file, line=1, parameters=parameters),)


def _before(one: Shipped) -> CriteriaSet | None:
    """Return the version that was shipped before this one, if it is sound."""
    own = version_key(one.version)
    others = [other for other in shipped() if other.slug == one.slug]
    for other in [other for other in others if version_key(other.version) < own][::-1]:
        with suppress(CriteriaSetFaulty):
            return _read(other.reference)
    return None


def earlier_beside(path: Path) -> CriteriaSet | None:
    """Return the newest sound version that stands beside a file named by its own version.

    ``1.2.yaml`` comes after ``1.1.yaml`` in the same folder. None if there is no earlier one.
    """
    own = version_key(path.stem)
    named = [(version_key(one.stem), one) for one in path.parent.glob("*.yaml") if own]
    for _, file in sorted((key, one) for key, one in named if () < key < own)[::-1]:
        with suppress(OSError, CriteriaSetFaulty):
            return load(file)
    return None


@cache
def _read(reference: str) -> CriteriaSet:
    one = next(one for one in shipped() if one.reference == reference)
    found = loads(_content_of(one), one.file)
    changed = _changed(one, found)
    if changed:
        raise CriteriaSetFaulty(changed)
    return found


def _content_of(one: Shipped) -> bytes:
    try:
        return one.source.read_bytes()
    except FileNotFoundError:
        gone = {"reference": one.reference}
        missing = Finding("published_missing", file=one.file, line=1, parameters=gone)
        raise CriteriaSetFaulty([missing]) from None


def _load_path(name: str) -> CriteriaSet:
    return loads(_read_path(name), name)


def _read_path(name: str) -> bytes:
    try:
        return Path(name).read_bytes()
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


def _root() -> Traversable:
    return files("criteria").joinpath("sets")


def _folders() -> Iterator[Traversable]:
    root = _root()
    if root.is_dir():
        yield from (folder for folder in root.iterdir() if folder.is_dir())


def _files_in(folder: Path) -> Iterator[Shipped]:
    if folder.is_dir():
        for below in folder.iterdir():
            yield from _versions(below, str(folder)) if below.is_dir() else ()


def _versions(folder: Traversable, place: str) -> Iterator[Shipped]:
    for source in folder.iterdir():
        version, dot, suffix = source.name.rpartition(".")
        if dot + suffix == ".yaml":
            yield Shipped(folder.name, version, source, place)


def version_key(version: str) -> tuple[int, ...]:
    """1.10 comes after 1.9; a name that is no version comes first and is found by its lint."""
    parts = version.split(".")
    return tuple(int(part) for part in parts) if all(p.isdecimal() for p in parts) else ()
