"""The command that begins a criteria set."""

from __future__ import annotations

import re
from pathlib import Path

import click

from criteria.starting import starting_text
from criteria.structure import schema
from surveyapp.cli.output import write_whole
from surveyapp.cli.speech import Refused, language_option

_WORDS = {
    "vi": {
        "slug": (
            "Tên ngắn “{slug}” không hợp lệ. Hãy dùng chữ thường không dấu, số và dấu gạch nối, "
            "nhiều nhất {most} ký tự."
        ),
        "exists": "Tệp {name} đã có và không bị ghi đè. Hãy đặt tên khác với --output.",
        "begun": "Đã tạo {name}. Sửa xong, hãy chạy “surveyapp criteria lint {name}”.",
    },
    "en": {
        "slug": (
            "The slug “{slug}” is not valid. Use small letters, digits and hyphens, at most {most} "
            "characters."
        ),
        "exists": "The file {name} exists and is not overwritten. Choose another with --output.",
        "begun": "Wrote {name}. When it is edited, run “surveyapp criteria lint {name}”.",
    },
}


@click.command("new")
@click.argument("slug", metavar="SLUG")
@click.option("--output", metavar="FILE", help="Where to write; SLUG.yaml if left out.")
@language_option
def new_command(slug: str, output: str | None, language: str) -> None:
    """Write a small, sound, commented set in both languages, to go on from."""
    rule = schema()["properties"]["slug"]
    if not re.search(rule["pattern"], slug) or len(slug) > rule["maxLength"]:
        raise Refused([_WORDS[language]["slug"].format(slug=slug, most=rule["maxLength"])])
    name = output or f"{slug}.yaml"
    if Path(name).exists():
        raise Refused([_WORDS[language]["exists"].format(name=name)])
    write_whole(name, starting_text(slug).encode(), language)
    click.echo(_WORDS[language]["begun"].format(name=name), err=True)
