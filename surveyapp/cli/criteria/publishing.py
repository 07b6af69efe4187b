"""Commands that begin a criteria set and publish it: new and publish."""

from __future__ import annotations

import re
from pathlib import Path

import click

from criteria.loader import Examined, examine
from criteria.publishing import Published, PublishingRefused, publish, require_publishable
from criteria.registry import shipped
from criteria.sentences import say
from criteria.starting import starting_text
from criteria.structure import schema
from surveyapp.cli.output import read_whole, write_whole
from surveyapp.cli.speech import Refused, find_set, finding_line, language_option
from surveyapp.clock import in_legal_time, utc_now
from surveyapp.config import sets_folder

_WORDS = {
    "vi": {
        "slug": (
            "Tên ngắn “{slug}” không hợp lệ. Hãy dùng chữ thường không dấu, số và dấu gạch nối, "
            "nhiều nhất {most} ký tự."
        ),
        "exists": "Tệp {name} đã có và không bị ghi đè. Hãy đặt tên khác với --output.",
        "begun": "Đã tạo {name}. Sửa xong, hãy chạy “surveyapp criteria lint {name}”.",
        "published": "Đã công bố {reference} vào {path} (mã băm {content_hash}).",
        "unwritable": "Không ghi được vào {name} ({reason}). Hãy kiểm tra thư mục và quyền ghi.",
    },
    "en": {
        "slug": (
            "The slug “{slug}” is not valid. Use small letters, digits and hyphens, at most {most} "
            "characters."
        ),
        "exists": "The file {name} exists and is not overwritten. Choose another with --output.",
        "begun": "Wrote {name}. When it is edited, run “surveyapp criteria lint {name}”.",
        "published": "Published {reference} as {path} (hash {content_hash}).",
        "unwritable": "Nothing can be written into {name} ({reason}). Check folder and rights.",
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


@click.command("publish")
@click.argument("name", metavar="FILE")
@click.option("--reason", default="", help="Why the set is published in spite of warnings.")
@language_option
def publish_command(name: str, reason: str, language: str) -> None:
    """Publish a set for good: copy it beside the sets of the product and record its hash.

    Errors refuse, warnings need a reason. A version that exists is never overwritten; the folder is
    SURVEYAPP_SETS, or “sets” in SURVEYAPP_DATA.
    """
    content = read_whole(name, language)
    examined = _examined(content, name, language)
    lines = [finding_line(finding, language) for finding in examined.findings]
    try:
        published = _publish(content, examined, reason)
    except PublishingRefused as refused:
        raise Refused([*lines, say(refused, language)]) from None
    except OSError as error:
        told = {"name": sets_folder(), "reason": error.strerror or type(error).__name__}
        raise Refused([*lines, _WORDS[language]["unwritable"].format(**told)]) from None
    for line in lines:
        click.echo(line, err=True)
    entry = published.entry
    told = {"reference": entry.reference, "content_hash": entry.content_hash}
    click.echo(_WORDS[language]["published"].format(path=published.path, **told))


def _examined(content: bytes, name: str, language: str) -> Examined:
    """Examine a file beside the newest version of the same set, if there is one."""
    examined = examine(content, name)
    if examined.criteria_set is None:
        return examined
    slug = examined.criteria_set.slug
    if slug not in {one.slug for one in shipped()}:
        return examined
    return examine(content, name, earlier=find_set(slug, language))


def _publish(content: bytes, examined: Examined, reason: str) -> Published:
    found = examined.criteria_set
    slug = "" if found is None else found.slug
    versions = [one.version for one in shipped() if one.slug == slug]
    ready = require_publishable(examined, versions, reason=reason)
    return publish(sets_folder(), ready, content, on=in_legal_time(utc_now()).date(), reason=reason)
