"""Record the hash of every set that ships, so that no released version can change unnoticed.

Run it with the day of a release: ``python scripts/seal_sets.py 2026-12-01``. Versions that the
ledger does not know are added. A version that it knows with another hash was edited after its
release, and then nothing is written.
"""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path

from criteria.ledger import NAME, Entry, Ledger, read_ledger, write_ledger
from criteria.loader import loads
from criteria.registry import PACKAGED, shipped

LEDGER = Path(__file__).resolve().parent.parent / PACKAGED / NAME


def main(today: date) -> int:
    """Add what is new; the exit code is 1 if something was changed."""
    ledger = read_ledger(LEDGER.read_bytes()) if LEDGER.exists() else Ledger()
    if ledger.is_broken:
        print(f"{LEDGER} cannot be read")
        return 1
    entries, changed = dict(ledger.entries), []
    for one in shipped():
        content_hash = loads(one.source.read_bytes(), one.file).content_hash
        known = entries.setdefault(one.reference, Entry(one.reference, content_hash, today))
        if known.content_hash != content_hash:
            changed.append(one.reference)
    if changed:
        print(f"edited after their release: {', '.join(changed)}")
        return 1
    LEDGER.write_bytes(write_ledger(entries.values()))
    print(f"{len(entries) - len(ledger.entries)} added, {len(entries)} in all")
    return 0


if __name__ == "__main__":
    sys.exit(main(date.fromisoformat(sys.argv[1])))
