"""Gather the sentences of code and templates into each language's catalogue.

Run without arguments it adds new sentences and drops those that are gone; with ``--check`` it
changes nothing and fails when a sentence is missing or has no translation.
"""

from __future__ import annotations

import sys
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parent.parent
METHODS = [("surveyapp/**.py", "python"), ("templates/**.html", "jinja2")]
OPTIONS = {"templates/**.html": {"trim_blocks": "true", "lstrip_blocks": "true"}}
KEYWORDS: dict[str, tuple[int, ...] | None] = {
    "_": None,
    "N_": None,
    "gettext": None,
    "ngettext": (1, 2),
}


def gather() -> Catalog:
    """Return every sentence that the product says."""
    found = Catalog(charset="utf-8", project="surveyapp", fuzzy=False)
    for filename, line, message, comments, context in extract_from_dir(
        ROOT, METHODS, OPTIONS, KEYWORDS
    ):
        if filename.startswith(("surveyapp", "templates")):
            found.add(message, None, [(filename, line)], auto_comments=comments, context=context)
    return found


def find_gaps(catalogue: Catalog, wanted: Catalog) -> list[str]:
    """Return the sentences without a translation."""
    gaps = []
    for message in wanted:
        known = catalogue.get(message.id) if message.id else None
        said = known.string if known else None
        if message.id and not (all(said) if isinstance(said, (list, tuple)) else said):
            gaps.append(str(message.id))
    return gaps


def main() -> int:
    """Update or check every catalogue."""
    wanted = gather()
    gaps = 0
    for source in sorted((ROOT / "surveyapp" / "locales").glob("*/messages.po")):
        with source.open("rb") as stream:
            catalogue = read_po(stream, locale=source.parent.name)
        if "--check" not in sys.argv:
            catalogue.update(wanted, no_fuzzy_matching=True)
            catalogue.obsolete.clear()
            with source.open("wb") as stream:
                write_po(stream, catalogue, width=100, sort_output=True, no_location=True)
        for gap in find_gaps(catalogue, wanted):
            gaps += 1
            sys.stderr.write(f"{source.parent.name}: no translation of {gap!r}\n")
    return int(gaps > 0 and "--check" in sys.argv)


if __name__ == "__main__":
    sys.exit(main())
