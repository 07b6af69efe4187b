"""Commands that bring criteria sets into other forms and back: export and import."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import click

from criteria.document import read_document
from criteria.exchange import (
    Imported,
    export_workbook,
    import_samm,
    import_workbook,
    import_xlsform,
    is_xlsform,
)
from criteria.exchange.archive import MOST_BYTES as MOST_WORKBOOK
from criteria.exchange.samm import MOST_FILES
from criteria.registry import earlier_beside
from surveyapp.cli.output import STANDARD, read_whole, write_whole
from surveyapp.cli.sets import find_set, source_of
from surveyapp.cli.speech import Refused, finding_line, language_option

_FORMS = ("xlsx", "xlsform", "samm")
_MOST_BYTES = 50_000_000
_WORDS = {
    "vi": {
        "folder": "{name} không phải là thư mục. Hãy chỉ đến thư mục của mô hình SAMM.",
        "large": "Thư mục {name} có hơn {most} tệp YAML hoặc quá lớn. Hãy chỉ đúng thư mục.",
        "form": "Tệp xuất ra có dạng XLSX. Hãy đặt tên tệp có đuôi .xlsx.",
        "exported": "Đã xuất {reference}. Sửa xong, hãy dùng “surveyapp criteria import”.",
        "imported": "Đã nhập {reference}: {criteria} tiêu chí, {warnings} cảnh báo.",
        "refused": "{errors} lỗi, {warnings} cảnh báo. Chưa ghi tệp nào.",
    },
    "en": {
        "folder": "{name} is no folder. Name the folder of the SAMM model.",
        "large": "The folder {name} has more than {most} YAML files, or is too large.",
        "form": "The set is exported as XLSX. Give the file a name that ends in .xlsx.",
        "exported": "Exported {reference}. When it is edited, use “surveyapp criteria import”.",
        "imported": "Imported {reference}: {criteria} criteria, warnings: {warnings}.",
        "refused": "Errors: {errors}, warnings: {warnings}. No file was written.",
    },
}


@click.command("export")
@click.argument("name", metavar="SET")
@click.option("--output", required=True, metavar="FILE", help="XLSX file to write; - is stdout.")
@language_option
def export_command(name: str, output: str, language: str) -> None:
    """Write a criteria set as a workbook: a sheet for each pillar, to edit and to import again."""
    if output != STANDARD and not output.casefold().endswith(".xlsx"):
        raise Refused([_WORDS[language]["form"]])
    one = find_set(name, language)
    data = read_document(source_of(name, language), name).data
    assert isinstance(data, Mapping)
    write_whole(output, export_workbook(data, language), language)
    click.echo(_WORDS[language]["exported"].format(reference=one.reference), err=True)


@click.command("import")
@click.argument("name", metavar="FILE")
@click.option(
    "--from",
    "form",
    type=click.Choice(_FORMS),
    help="Form of FILE; without it a workbook with a sheet “survey” is an XLSForm.",
)
@click.option("--output", required=True, metavar="FILE", help="YAML file to write; - is stdout.")
@language_option
def import_command(name: str, form: str | None, output: str, language: str) -> None:
    """Read a criteria set from another form and write it as YAML.

    FILE is a workbook that “export” wrote, an XLSForm, or (with --from samm) the folder of the
    OWASP SAMM model. Every finding is printed with its sheet and cell; if one is an error nothing
    is written and the exit code is 2.
    """
    if form == "samm":
        files = _files_below(Path(name), language)
        write_imported(import_samm(files, name), output, language)
        return
    content = read_whole(name, language, most=MOST_WORKBOOK)
    if form == "xlsform" or (form is None and is_xlsform(content)):
        write_imported(import_xlsform(content, name, language=language), output, language)
        return
    earlier = () if output == STANDARD else earlier_beside(Path(output))
    write_imported(import_workbook(content, name, earlier=earlier), output, language)


def _files_below(folder: Path, language: str) -> dict[str, bytes]:
    """Return the YAML files below a folder by their paths in it."""
    if not folder.is_dir():
        raise Refused([_WORDS[language]["folder"].format(name=folder)])
    paths = sorted(one for one in folder.rglob("*.y*ml") if one.is_file())
    if len(paths) > MOST_FILES or sum(one.stat().st_size for one in paths) > _MOST_BYTES:
        raise Refused([_WORDS[language]["large"].format(name=folder, most=MOST_FILES)])
    return {one.relative_to(folder).as_posix(): one.read_bytes() for one in paths}


def write_imported(imported: Imported, output: str, language: str) -> None:
    """Print the findings and write the file, or refuse."""
    lines = [finding_line(finding, language) for finding in imported.findings]
    errors = len(imported.errors)
    counts = {"errors": errors, "warnings": len(lines) - errors}
    one = imported.criteria_set
    if errors or one is None:
        raise Refused([*lines, _WORDS[language]["refused"].format(**counts)])
    for line in lines:
        click.echo(line, err=True)
    write_whole(output, imported.as_yaml(), language)
    told = {"reference": one.reference, "criteria": len(list(one.criteria())), **counts}
    click.echo(_WORDS[language]["imported"].format(**told), err=True)
