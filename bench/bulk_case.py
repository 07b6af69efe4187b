"""The answers of a million units, and the scheme that scores them, for the programs beside this."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from scoring import (
    Aggregation,
    Bands,
    Cut,
    Gate,
    Hierarchy,
    Measure,
    Missing,
    Node,
    NotApplicable,
    Scheme,
)
from scoring.bulk import NOT_APPLICABLE, CodedAnswers, ShareAnswers

INDICATORS, CRITERIA, PILLARS = 139, 35, 7
OUT = 0.05
LADDER = tuple(Fraction(k, 5) for k in range(6))
STEPS, ANY, CODES = "ladder float64", "any float64", "ladder uint8"
CHUNK = 100_000


def a_scheme(form: str) -> Scheme:
    """Seven pillars of five criteria of four indicators with 1 to 3 points."""
    nodes = [Node("all", None, aggregation=Aggregation.SUM)]
    nodes += [Node(f"p{p}", "all", aggregation=Aggregation.SUM) for p in range(PILLARS)]
    for c in range(CRITERIA):
        nodes.append(Node(f"c{c}", f"p{c * PILLARS // CRITERIA}", aggregation=Aggregation.SUM))
    for i in range(INDICATORS):
        criterion, maximum = f"c{i * CRITERIA // INDICATORS}", Fraction(1 + i * 7 % 3)
        lattice = None if form == ANY else len(LADDER) - 1
        nodes.append(Node(f"i{i}", criterion, maximum=maximum, lattice=lattice))
    edges = tuple(Fraction(100 * k, 6) for k in range(1, 6))
    cut = Cut(Measure.SCORE, Bands(tuple(range(6)), edges, (True, False, True, False, True)))
    gates = (Gate(4, pillars=5, pillar_level=3), Gate(5, pillars=6, pillar_level=5))
    rule = NotApplicable.REDISTRIBUTE
    return Scheme(Hierarchy.build(nodes), Missing.ZERO, rule, cut, cut, gates)


def write_answers(path: Path, form: str, n_units: int) -> Path:
    """Write answers into a file, of which 5 % do not apply."""
    kind = np.uint8 if form == CODES else np.float64
    file = np.lib.format.open_memmap(path, mode="w+", dtype=kind, shape=(n_units, INDICATORS))
    for rows, answers in _chunks(form, n_units):
        file[rows] = answers
    file.flush()
    return path


def _chunks(form: str, n_units: int) -> Iterator[tuple[slice, NDArray[Any]]]:
    rng = np.random.default_rng(1)
    for start in range(0, n_units, CHUNK):
        rows = slice(start, min(start + CHUNK, n_units))
        size = (rows.stop - start, INDICATORS)
        codes = rng.integers(0, len(LADDER), size, dtype=np.uint8)
        out = rng.random(size, dtype=np.float32) < OUT
        if form == CODES:
            yield rows, np.where(out, np.uint8(NOT_APPLICABLE), codes)
        else:
            shares = codes / 5.0 if form == STEPS else rng.random(size)
            yield rows, np.where(out, np.nan, shares)


def read_answers(path: Path, form: str) -> CodedAnswers | ShareAnswers:
    """Map a file of answers into memory."""
    mapped = np.load(path, mmap_mode="r")
    if form == CODES:
        return CodedAnswers(mapped, (LADDER,) * INDICATORS)
    return ShareAnswers(mapped, nothing_missing=True)
