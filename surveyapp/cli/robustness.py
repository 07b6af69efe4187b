"""The command that says how firm a ranking is."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import replace
from typing import TypedDict, Unpack

import click
import numpy as np

from criteria.compile import Unit
from criteria.model import CriteriaSet
from criteria.numbers import readings
from criteria.robustness import Choice, Uncertain, WeightNoise, uncertain
from surveyapp.cli.answers import answers_options
from surveyapp.cli.output import read_whole, write_whole
from surveyapp.cli.robustness_file import DrawsFaulty, Run, draws_content, read_draws, run_content
from surveyapp.cli.robustness_words import summary
from surveyapp.cli.sets import find_set
from surveyapp.cli.speech import Refused, language_option
from surveyapp.cli.study import WRITABLE, read_answering, refusing_odd_numbers, study_format

_TOP = 10
_MOST_REPLICATES = 1_000_000
_WORDS = {
    "vi": {
        "vary": "“{typed}” không phải là điều có thể thay đổi. Hãy dùng: {known}.",
        "noise": (
            "“{typed}” không phải là mức dao động của trọng số. Hãy ghi phần trăm từ 0% đến dưới "
            "100%, ví dụ 25%."
        ),
        "both": "Hãy chọn một trong hai: --weights-noise hoặc --dirichlet.",
        "dirichlet": "Tham số Dirichlet phải là số lớn hơn 0. Hãy sửa --dirichlet.",
        "idle": "Bảng này không có gì để thay đổi theo --vary. Hãy thêm “weights”.",
        "few": "Cần ít nhất hai đơn vị có hạng; bảng chỉ có {count}. Hãy bổ sung câu trả lời.",
        "draws_broken": "Tệp {name} không phải là tệp do --draws ghi ra. Hãy kiểm tra đường dẫn.",
        "draws_other": (
            "Tệp {name} được ghi cho dữ liệu khác ({what} không khớp). Hãy dùng đúng bộ tiêu chí, "
            "bảng trả lời và các lựa chọn đã dùng khi ghi."
        ),
    },
    "en": {
        "vary": "“{typed}” is nothing that can vary. Use: {known}.",
        "noise": (
            "“{typed}” is no noise of weights. Write a percentage from 0% to below 100%, such as "
            "25%."
        ),
        "both": "Choose one of the two: --weights-noise or --dirichlet.",
        "dirichlet": "The concentration must be above 0. Correct --dirichlet.",
        "idle": "This table leaves nothing to vary as --vary asks. Add “weights”.",
        "few": "It takes two units with a rank; the table has {count}. Add answers.",
        "draws_broken": "The file {name} was not written by --draws. Check the path.",
        "draws_other": (
            "The file {name} was written for other data ({what} does not match). Use the set, the "
            "table and the options that it was written with."
        ),
    },
}


class _Options(TypedDict):
    """What the options of the command give."""

    seed: int
    replicates: int
    noise: str | None
    concentration: float | None
    top: int
    vary: str
    output: str | None
    chosen: str | None
    keep: str | None
    again: str | None
    given: str | None
    decimal: str | None
    language: str


@click.command()
@click.argument("name", metavar="SET")
@click.argument("answers", metavar="ANSWERS")
@click.option("--seed", type=click.IntRange(0), default=1, show_default=True)
@click.option(
    "--replicates", type=click.IntRange(2, _MOST_REPLICATES), default=1000, show_default=True
)
@click.option("--weights-noise", "noise", metavar="25%", help="How far weights differ; 25%.")
@click.option("--dirichlet", "concentration", type=float, metavar="C", help="Draw weights so.")
@click.option("--top", type=click.IntRange(1), default=_TOP, show_default=True, metavar="K")
@click.option("--vary", default=",".join(Choice), show_default=True, help="What could differ.")
@click.option("--output", metavar="FILE", help="Where to write every unit; - is stdout.")
@click.option("--format", "chosen", type=click.Choice(WRITABLE), help="Form of FILE.")
@click.option("--draws", "keep", metavar="FILE", help="Write down every draw (JSON).")
@click.option("--replay", "again", metavar="FILE", help="Use the draws that --draws wrote.")
@answers_options
@language_option
def robustness(name: str, answers: str, **options: Unpack[_Options]) -> None:
    """Say how firm the ranking of a table of answers is.

    The units are ranked again and again with other weights, normalisations, aggregations and rules
    for gaps that could as well have been chosen. SET and ANSWERS are those of `surveyapp score`.
    The same seed gives the same result; FILE names everything that it was worked out from.
    """
    language = options["language"]
    output = options["output"]
    result_format = study_format(output, options["chosen"], language)
    vary, weights = _choices(options["vary"], language), _weights(options, language)
    criteria_set = find_set(name, language)
    units = read_answering(criteria_set, answers, options["given"], options["decimal"], language)
    run = _run(_uncertain(criteria_set, units, vary, weights, language), options)
    if options["keep"] is not None:
        write_whole(options["keep"], draws_content(run), language)
    if output is not None:
        write_whole(output, run_content(run, result_format), language)
    for line in summary(criteria_set, run, language):
        click.echo(line, err=output == "-" or options["keep"] == "-")


def _choices(typed: str, language: str) -> frozenset[Choice]:
    names = [one.strip() for one in typed.split(",") if one.strip()]
    known = {choice.value for choice in Choice}
    for name in [one for one in names if one not in known] or ([] if names else [typed]):
        listed = ", ".join(Choice)
        raise Refused([_WORDS[language]["vary"].format(typed=name[:60], known=listed)])
    return frozenset(Choice(name) for name in names)


def _weights(options: _Options, language: str) -> WeightNoise:
    noise, concentration = options["noise"], options["concentration"]
    words = _WORDS[language]
    if noise is not None and concentration is not None:
        raise Refused([words["both"]])
    if concentration is not None:
        if not 0 < concentration < float("inf"):
            raise Refused([words["dirichlet"]])
        return WeightNoise(concentration=concentration)
    if noise is None:
        return WeightNoise()
    is_percent = noise.strip().endswith("%")
    found = readings(noise.strip().removesuffix("%"))
    part = float(found[0]) / (100 if is_percent else 1) if found else -1.0
    if not 0 <= part < 1:
        raise Refused([words["noise"].format(typed=noise[:60])])
    return WeightNoise(part)


def _uncertain(
    criteria_set: CriteriaSet,
    units: Sequence[Unit],
    vary: frozenset[Choice],
    weights: WeightNoise,
    language: str,
) -> Uncertain:
    """Score the table and find what could differ, or refuse."""
    words = _WORDS[language]
    with refusing_odd_numbers(language):
        found = uncertain(criteria_set, units, vary=vary, weights=weights)
    if len(found.places) < 2:
        raise Refused([words["few"].format(count=len(found.places))])
    if not found.factors:
        raise Refused([words["idle"]])
    return found


def _run(found: Uncertain, options: _Options) -> Run:
    """Draw or read the draws, and work them out."""
    language, seed = options["language"], options["seed"]
    if options["again"] is None:
        draws = found.draw(replicates=options["replicates"], seed=seed)
    else:
        name = options["again"]
        try:
            draws, seed, weights = read_draws(read_whole(name, language), found)
            found = replace(found, weights=weights)
        except DrawsFaulty as faulty:
            key = "draws_other" if faulty.what else "draws_broken"
            sentence = _WORDS[language][key].format(name=name, what=faulty.what)
            raise Refused([sentence]) from None
    largest = int(np.bincount(found.leagues).max())
    top = min(options["top"], largest)
    study = found.study(draws, top=top, seed=seed, threads=min(2, os.cpu_count() or 1))
    return Run(found, draws, study, top, seed)
