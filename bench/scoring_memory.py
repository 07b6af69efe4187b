"""How much memory full tables need, beside their answers as the limit.

Run it with ``python bench/scoring_memory.py [units]`` (1,000,000 if left out; ten times as many are
scored as well). Every table is made in a process of its own from a file of answers that is mapped
into memory.

The first part wants the peak of the whole process, less what the interpreter and the engine need
before they see an answer, to stay below 1.5 times the answers. The second leaves the results in
mapped files too and looks at what is neither answers nor results: it must not grow when there are
ten times as many units.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import threading
from pathlib import Path
from typing import Any

import numpy as np
from bulk_case import ANY, CODES, STEPS, a_scheme, read_answers, write_answers
from numpy.typing import NDArray

from scoring.bulk import score_bulk

UNITS, WANTED = 1_000_000, 1.5
MIB = 1024.0


def of_process(field: str) -> float:
    """Return one number of this process in MiB: `VmHWM`, the peak, or `RssAnon`, without files."""
    for line in Path("/proc/self/status").read_text(encoding="ascii").splitlines():
        if line.startswith(field):
            return int(line.split()[1]) / MIB
    raise ValueError(f"the system says nothing about {field}")


class Watch:
    """Keeps the peak of the memory that belongs to no file, from start to end."""

    def __enter__(self) -> Watch:
        self.before = self.peak = of_process("RssAnon")
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._look)
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._over.set()
        self._thread.join()

    def _look(self) -> None:
        while not self._over.wait(0.002):
            self.peak = max(self.peak, of_process("RssAnon"))


def make_table(form: str, path: Path, results: str) -> None:
    """Make one table and print two peaks in MiB: of the process, and of what belongs to no file."""
    made = 0

    def in_files(shape: tuple[int, ...], kind: type[Any]) -> NDArray[Any]:
        nonlocal made
        made += 1
        return np.memmap(path.with_suffix(f".{made}"), dtype=kind, mode="w+", shape=shape)

    scheme, answers = a_scheme(form), read_answers(path, form)
    few = read_answers(write_answers(path.with_suffix(".few.npy"), form, 10_000), form)
    score_bulk(scheme, few, threads=2)
    start = of_process("VmHWM")
    with Watch() as watch:
        if results == "in files":
            score_bulk(scheme, answers, threads=2, compact=True, room=in_files)
        else:
            score_bulk(scheme, answers, threads=2, compact=form == CODES)
    print(of_process("VmHWM") - start, watch.peak - watch.before)


def measured(form: str, n_units: int, results: str) -> tuple[float, float, float]:
    """Return the size of the answers and both peaks in MiB, from a process of its own."""
    with tempfile.TemporaryDirectory() as folder:
        path = write_answers(Path(folder) / "answers.npy", form, n_units)
        command = [sys.executable, __file__, "--table", form, str(path), results]
        out = subprocess.run(command, check=True, capture_output=True, text=True).stdout
        whole, anonymous = map(float, out.split())
        return path.stat().st_size / MIB**2, whole, anonymous


def main(n_units: int) -> None:
    print(f"peak of full tables of {n_units} units x 139 indicators")
    for form in (STEPS, ANY, CODES):
        answers, peak, _ = measured(form, n_units, "in memory")
        line = f"  {form:16} answers {answers:7.0f} MiB   peak {peak:7.0f} MiB"
        print(f"{line} {peak / answers:6.2f}  (wanted: at most {WANTED})")
    print("neither answers nor results, which lie in files")
    for times in (1, 10):
        found = measured(CODES, n_units * times, "in files")[2]
        print(f"  {n_units * times:10} units {found:7.0f} MiB", "(wanted: no more)" * (times > 1))


if __name__ == "__main__":
    if sys.argv[1:2] == ["--table"]:
        make_table(sys.argv[2], Path(sys.argv[3]), sys.argv[4])
    else:
        main(int(sys.argv[1]) if len(sys.argv) > 1 else UNITS)
